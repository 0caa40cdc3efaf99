"""How a claim is meant and who makes it: asserted, reported, denied; promised, supposed or believed.

A sentence falls into segments, at a semicolon and at words that turn to something else ('but', 'while', أما, فيما).
What is said of a manner holds inside its segment only: a report for what follows it until the next source, or for
what stands before it where the source comes last; a denial likewise; a condition for the whole segment.
"""

from __future__ import annotations

from typing import Literal

from onrecord import patterns as re
from onrecord.hearsay import Source, own_voice, source_of
from onrecord.normal import Sense, Word
from onrecord.partyname import role_words
from onrecord.patterns import named
from onrecord.quantity import Span
from onrecord.sentence import Sentence
from onrecord.valueclass import dataclass

Modality = Literal["asserted", "reported", "promised", "hypothetical", "opinion", "denied"]
MEASURED: tuple[Modality, ...] = ("asserted", "reported", "denied")
"""Only these are measured; the others are listed with the reason."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How something is meant, the word that says so, and who says it where that is somebody else."""

    modality: Modality
    cue: Word | None = None
    source: Source | None = None

    def speaker(self, sentence: Sentence) -> tuple[str | None, Span | None]:
        """Who makes the claim, by id where known, and the words that name them."""
        if self.source is None:
            return sentence.statement.speaker, None
        return self.source.actor or None, self.source.span


_UNASSERTED: tuple[tuple[str, Modality], ...] = (
    ("promise", "promised"),
    ("pledge", "promised"),
    ("opinion", "opinion"),
    ("hypothetical", "hypothetical"),
)
_UNASSERTED_KINDS = tuple(kind for kind, _ in _UNASSERTED)


ASSERTED = Manner("asserted")


def may_be_unasserted(sentence: Sentence) -> bool:
    """Whether a sentence has words that may make a promise, a supposition or an opinion of something in it."""
    return not sentence.kinds.isdisjoint(_UNASSERTED_KINDS) or bool(sentence.futures)


def manner_at(sentence: Sentence, offset: int, known: Source | None = None) -> Manner:
    """How what stands at an offset is meant; ``known`` is who was reported last, whom 'it added' goes on with."""
    segment = _segment(sentence, offset)
    false = _falsified(sentence, offset, segment)
    if false is not None:
        return Manner("denied", false)
    unasserted = _unasserted(sentence, offset, segment)
    if unasserted is not None:
        return unasserted
    reported = _reported(sentence, offset, segment, known)
    denied = _denied(sentence, offset, segment)
    if denied is not None and not _said_behind(sentence, denied, reported, offset):
        source = source_of(sentence, denied, known)
        return Manner("denied", denied, None if own_voice(source) else source)
    negation = _negation(sentence, offset, segment)
    if negation is not None:
        return Manner("denied", negation, reported.source if reported is not None else None)
    if _refuted(sentence, reported):
        return Manner("denied", reported.cue if reported is not None else None)
    return reported or ASSERTED


# ------------------------------------------------------------------------------------------------------ how far it goes


_STOP = re.compile(r"[;؛](?=\s|$)")


def _segment(sentence: Sentence, offset: int) -> tuple[int, int]:
    """The part of the sentence that an offset stands in, from one turn to the next."""
    _, cuts = sentence.kept.get("segments") or (None, None)
    if cuts is None:
        cuts = [match.end() for match in _STOP.finditer(sentence.text, sentence.start, sentence.end)]
        cuts += [word.whole[0] for word in sentence.of_kinds("turn") if _turns(sentence, word)]
        sentence.kept["segments"] = None, cuts
    first = max((cut for cut in cuts if cut <= offset), default=sentence.start)
    return first, min((cut for cut in cuts if cut > offset), default=sentence.end)


def _said_in(sentence: Sentence, segment: tuple[int, int]) -> tuple[int, int]:
    """How far 'according to' goes: past 'while' too, where what follows is told without a word of our own."""
    turns = [word for word in sentence.of_kinds("turn") if word.whole[0] == segment[0]]
    if (
        segment[0] <= sentence.start
        or not turns
        or not all(sense.data.get("weak") for sense in turns[0].senses if sense.kind == "turn")
    ):
        return segment
    if any(segment[0] <= word.start < segment[1] for word in sentence.of_kinds("own_side")):
        return segment
    first, _ = _segment(sentence, segment[0] - 1)
    return _said_in(sentence, (first, segment[1]))


def _turns(sentence: Sentence, word: Word) -> bool:
    """Whether a word opens another part of the sentence, in English behind a comma: 'all but one' turns not."""
    if word.whole[0] <= sentence.start:
        return False
    before = sentence.text[sentence.start : word.whole[0]].rstrip()
    return sentence.statement.language == "ar" or before[-1:] in (",", ";", ")", '"')


_PART_END = named("manner", "part-end")


def _reach(sentence: Sentence, offset: int) -> int:
    """Where the part of the clause ends that an offset stands in: at a comma, an 'and', a 'who' or the next figure."""
    last = sentence.clause(offset)[1]
    item = next((item for item in sentence.stated if item.start == offset), None)
    if item is None:
        return offset
    after = next((other.start for other in sentence.stated if other.start >= item.end), sentence.end)
    stop = min(last, after)
    joined = (word.start for word in sentence.words if word.joined and item.end <= word.start < stop)
    part_end = _PART_END.search(sentence.text, item.end, stop)
    return min([stop, *joined, *([] if part_end is None else [part_end.start()])])


# -------------------------------------------------------------------------------------- what is not asserted


def _unasserted(sentence: Sentence, offset: int, segment: tuple[int, int]) -> Manner | None:
    """A promise, a supposition or an opinion that holds at an offset; a condition goes before a promise."""
    if not may_be_unasserted(sentence) or _presupposed(sentence, offset):
        return None
    reach = _reach(sentence, offset)
    found: Manner | None = None
    for word in sentence.inside(segment[0], segment[1], *(kind for kind, _ in _UNASSERTED)):
        if _says_nothing(sentence, word, offset):
            continue
        for kind, modality in _UNASSERTED:
            sense = word.sense(kind)
            if sense is None or (word.start >= reach and not sense.data.get("around")):
                continue
            if sense.data.get("imperfect") and not _imperfect(sentence, word):
                continue
            if sense.data.get("around") and not (found is not None and word.start > offset):
                return Manner(modality, word)
            if found is None and _means(sentence, word, sense, offset) and not _aside(sentence, word, offset):
                found = Manner(modality, word)
    future = next((at for at in sentence.futures if segment[0] <= at < reach), None)
    return found if found is not None or future is None else Manner("promised")


def _says_nothing(sentence: Sentence, word: Word, offset: int) -> bool:
    """Whether a word that may speak of what is not so yet speaks of something else here."""
    return (
        _capital(sentence, word)
        or _AND_THAT.search(sentence.text, offset, max(offset, word.start)) is not None
        or _AND_SHALL.search(sentence.text, offset, max(offset, word.start)) is not None
        or _UNVERIFIED.match(sentence.text, word.end) is not None
        or _in_order(sentence, word, offset)
        or _unable(sentence, word)
        or _OF_HEALTH.match(sentence.text, word.start) is not None
        or _what_not(sentence, word)
        or word.lead.endswith("ك")  # عام كامل is not 'as I hope'
    )


_THIS_IS_WHAT = named("manner", "this-is-what")


def _what_not(sentence: Sentence, word: Word) -> bool:
    """Whether what may be 'unless' is 'what not': وهو ما لم تنفه."""
    if not sentence.text.startswith("ما لم", word.start):
        return False
    return _THIS_IS_WHAT.search(sentence.text, max(sentence.start, word.whole[0] - 8), word.whole[0]) is not None


_OF_HEALTH = named("manner", "of-health")


_AND_SHALL = named("manner", "and-shall")


def _means(sentence: Sentence, word: Word, sense: Sense, offset: int) -> bool:
    """Whether a promise or an opinion is of what stands at an offset: money that is pledged is a figure of its own."""
    if sense.kind == "opinion" and word.start > offset and _WE_THINK.match(sentence.text, word.start - 2):
        return False
    if sense.kind in ("pledge", "opinion") and _money(sentence, offset):
        return False
    if sense.kind == "pledge" and sentence.text.startswith(
        "ب", offset
    ):  # so much is pledged itself: تعهدت بخمسمئة مليون
        return False
    return not sense.data.get("infinitive") or _INFINITIVE.match(sentence.text, word.end) is not None


_WE_THINK = named("manner", "we-think")

_UNVERIFIED = named("manner", "unverified")
_INFINITIVE = named("manner", "infinitive")
_PURPOSE = named("manner", "purpose")


def _in_order(sentence: Sentence, word: Word, offset: int) -> bool:
    """Whether a modal verb only says to what end it was done: 'so that aid could reach Homs, 300 were cleared'."""
    if not word.start < offset or "," not in sentence.text[word.end : offset]:
        return False
    return _PURPOSE.search(sentence.text[sentence.start : word.start]) is not None


_NOT_BEFORE = named("manner", "not-before")
_NOT_BEHIND = named("manner", "not-behind")


def _unable(sentence: Sentence, word: Word) -> bool:
    """Whether a word for what can be done is denied: who could not reach them did not, لا تستطيع الطواقم."""
    sense = word.sense("hypothetical")
    if sense is None or not sense.data.get("able"):
        return False
    start, end = word.whole
    return (
        _NOT_BEFORE.search(sentence.text, max(sentence.start, start - 8), start) is not None
        or _NOT_BEHIND.match(sentence.text, end, sentence.end) is not None
    )


_AND_THAT = named("manner", "and-that")

_SURELY_IMPERFECT = named("manner", "surely-imperfect")


def _imperfect(sentence: Sentence, word: Word) -> bool:
    """Whether a verb in the imperfect stands right behind: with ya- or tata-, else one that the tables list."""
    text = sentence.text
    if _SURELY_IMPERFECT.match(text, word.end):
        return True
    following = text[word.end + 1 : sentence.end].split(" ", 1)[0]
    return following in role_words("ar", "imperfect")


def _money(sentence: Sentence, offset: int) -> bool:
    """Whether a figure is of money: what is asked for is a figure of its own."""
    item = next((item for item in sentence.stated if item.start == offset), None)
    if item is None:
        return False
    behind = (word for word in sentence.words if word.start >= item.end and word.means("noun"))
    noun = next((word.sense("noun") for word in behind), None)
    return item.quantity.unit.isupper() or (noun is not None and noun.data.get("class") == "money")


def _capital(sentence: Sentence, word: Word) -> bool:
    """Whether 'May' is the month."""
    text = sentence.text[word.start : word.end]
    return text == "may" and sentence.folded.original[sentence.folded.origin(word.start)].isupper()


_RELATIVE = named("manner", "relative")


def _aside(sentence: Sentence, word: Word, offset: int) -> bool:
    """Whether a modal verb belongs to a relative clause that ended before the offset: 'who would have lived, half'."""
    relative = _RELATIVE.search(sentence.text, sentence.start, word.start) is not None
    return relative and word.start < offset and "," in sentence.text[word.end : offset]


def _presupposed(sentence: Sentence, offset: int) -> bool:
    """Whether a size is only said in passing of who will act: جنودها البالغ عددهم."""
    return bool(_IN_PASSING.search(sentence.text, sentence.start, offset))


_IN_PASSING = named("manner", "in-passing")


# ------------------------------------------------------------------------------------------------------- what is not so


def _falsified(sentence: Sentence, offset: int, segment: tuple[int, int]) -> Word | None:
    """The word behind an offset that says it is not so: 'is nonsense', وهذا كذب."""
    for word in sentence.of_kinds("denial"):
        senses = [sense for sense in word.senses if sense.kind == "denial" and sense.data.get("behind")]
        if not senses or word.start < offset:
            continue
        if all(sense.data.get("copula") for sense in senses) and not _called(sentence, word, offset):
            continue
        first, last = segment
        if first <= word.start < last or _POINTS_BACK.fullmatch(sentence.text, last, word.start):
            between = [said for said in sentence.inside(offset, word.start, "attribution") if _says(sentence, said)]
            if between and _AS_SAID.search(sentence.text, offset, word.start) and len(between) == 1:
                between = []
            if _AND_ANOTHER.search(sentence.text, offset, word.start) and not _THAT_OPENS.search(
                sentence.text, first, offset
            ):
                return None  # 'all 279 were freed, and the tale of 317 is false'
            return None if between or _AND_THAT_IT.search(sentence.text, offset, word.start) else word
    return None


def _called(sentence: Sentence, word: Word, offset: int) -> bool:
    """Whether a word for what is false is said of what stands before it, by a verb or by a dash before it."""
    return (
        _COPULA.search(sentence.text, offset, word.start) is not None
        or _DASHED.search(sentence.text, offset, word.start) is not None
    )


_DASHED = named("manner", "dashed")
_AND_ANOTHER = named("manner", "and-another")
_THAT_OPENS = named("manner", "that-opens")
_AS_SAID = named("manner", "as-said")
_COPULA = named("manner", "copula")
_POINTS_BACK = named("manner", "points-back")


def _denied(sentence: Sentence, offset: int, segment: tuple[int, int]) -> Word | None:
    """The word before an offset that denies it, in the same segment."""
    for word in sentence.of_kinds("denial"):
        forward = any(s.kind == "denial" and not s.data.get("behind") for s in word.senses)
        forward = forward or _IT_IS_FALSE.match(sentence.text, word.end) is not None
        if forward and segment[0] <= word.start < offset and not _nought(sentence, offset):
            return word
    return None


_IT_IS_FALSE = named("manner", "it-is-false")
_VERDICT = named("manner", "verdict")
_ASKED = named("manner", "asked")


def _refuted(sentence: Sentence, reported: Manner | None) -> bool:
    """Whether the next sentence calls what somebody else said, or what was asked, untrue: '"Six taken"? Invention.'"""
    if sentence.statement.language != "en":
        return False
    asked = reported is None and _ASKED.match(sentence.text, sentence.end) is not None
    if asked and sentence.text.endswith(
        '"', sentence.start, sentence.end
    ):  # '"Ten planes downed"? Let them show a wing.'
        return True
    return (asked or reported is not None) and _VERDICT.match(sentence.text, sentence.end) is not None


def _said_behind(sentence: Sentence, denied: Word, reported: Manner | None, offset: int) -> bool:
    """Whether something else is said after a denial: 'denied it, and said that'; not 'dismissed reports that'."""
    if reported is None or reported.cue is None or not denied.start < reported.cue.start < offset:
        return False
    between = sentence.text[denied.end : reported.cue.start]
    return len(between.split()) > 6 or _GOES_ON.search(between) is not None or reported.cue.joined


def _negation(sentence: Sentence, offset: int, segment: tuple[int, int]) -> Word | None:
    """The word that negates what a figure was part of: 'did not conduct 200 strikes', لم ننفذ 200 ضربة."""
    if _nought(sentence, offset) or _presupposed(sentence, offset):
        return None
    first = max(sentence.clause(offset)[0], segment[0])
    if _NOT_BUT.search(sentence.text, max(segment[0], offset - 16), offset):
        return next((w for w in sentence.words if w.means("exception") or w.start < offset), None)
    found = sentence.inside(first, offset, "negation")
    if not found or sentence.inside(found[-1].end, offset + 1, "exception", "zero"):
        return None
    if _left_so(sentence, found[-1]) or _never_less(sentence, offset) or _none_told(sentence, found[-1], offset):
        return None
    return None if _many(sentence, offset) else found[-1]


def _none_told(sentence: Sentence, negation: Word, offset: int) -> bool:
    """Whether a negation makes a nought that stands before a figure: لم يُصب أحد في القصف بعشر قذائف."""
    first = negation.whole[0]
    return any(first <= item.start < offset and item.quantity.stated == 0 for item in sentence.stated)


def _never_less(sentence: Sentence, offset: int) -> bool:
    """Whether what is negated is that there were fewer: لم يسقط أقل من أربعين."""
    item = next((item for item in sentence.stated if item.start == offset), None)
    return item is not None and item.quantity.comparator == ">="


def _left_so(sentence: Sentence, negation: Word) -> bool:
    """Whether what is negated leaves those as they are of whom it is told: لم يتمكنوا من انتشال 12 جثة."""
    verb = sentence.text[negation.end : sentence.end].split(maxsplit=1)
    return bool(verb) and verb[0] in role_words(sentence.statement.language, "left_so")


def _nought(sentence: Sentence, offset: int) -> bool:
    """Whether the figure is a zero: what is not so is counted there."""
    item = next((item for item in sentence.stated if item.start == offset), None)
    return item is not None and item.quantity.stated == 0


def _many(sentence: Sentence, offset: int) -> bool:
    """Whether a comparator that stands in the figure itself is what is negated: لم يتجاوزوا الألف."""
    item = next((item for item in sentence.stated if item.start <= offset < item.end), None)
    return item is not None and item.quantity.comparator in ("<=", "<") and item.quantity.low is None


# ---------------------------------------------------------------------------------------------------------- who said it


def _reported(sentence: Sentence, offset: int, segment: tuple[int, int], known: Source | None) -> Manner | None:
    """The innermost source that an offset is attributed to, or None where it is the statement's own voice."""
    cues = [word for word in sentence.of_kinds("attribution", "records") if _says(sentence, word)]
    first, around = _said_in(sentence, segment)[0], role_words(sentence.statement.language, "around")
    before = [
        word
        for word in cues
        if first <= word.start < offset
        and (word.start >= segment[0] or sentence.text[word.start : word.end] in around)
        and not _aside_said(sentence, word, offset)
    ]
    for word in reversed(before):
        source = source_of(sentence, word, known)
        if source is None:
            continue
        return None if own_voice(source) else Manner("reported", word, source)
    for word in cues:
        if word.start < offset or not segment[0] <= word.start < segment[1] or not _closes(sentence, word, offset):
            continue
        source = source_of(sentence, word, known)
        if source is not None:
            return None if own_voice(source) else Manner("reported", word, source)
    return None


def _says(sentence: Sentence, word: Word) -> bool:
    """Whether a word attributes: a verb of saying, 'according to', 'by the institute's reckoning'."""
    if word.means("noun") and not word.means("attribution"):
        return False
    if _is_participle(sentence, word):
        return False
    sense = word.sense("attribution")
    seldom = sentence.text[word.start : word.end] in role_words(sentence.statement.language, "seldom_records")
    if sense is None:
        return word.means("records") and not seldom
    if any(s.data.get("figured") for s in word.senses if s.kind == "attribution") and _before_figure(sentence, word):
        return True
    if sense.data.get("figured") or sense.data.get("given_as"):
        given = bool(sense.data.get("given_as")) and _GIVEN_AS.match(sentence.text, word.end) is not None
        return given or (word.means("records") and not seldom)
    if all(s.data.get("possessed") for s in word.senses if s.kind == "attribution"):
        return _OF_A_TIME.search(sentence.text, sentence.start, word.start) is None and (
            sentence.text[max(0, word.start - 3) : word.start] in ("'s ", "s' ")
            or (word.lead == "" and sentence.statement.language == "ar" and word.means("attribution", "say"))
        )
    if _passive(sentence, word) or _IS_PUT_AT.match(sentence.text, word.start):
        return bool(sense.data.get("nobody"))
    if sentence.text[word.start : word.end] in role_words("ar", "passes_on"):  # نقلت الوكالة عن, but نقلت الحافلات
        return " عن " in sentence.text[word.end : min(sentence.end, word.end + 60)]
    if word.lead.endswith("ال") and sentence.text[word.start : word.end] in role_words("ar", "adds"):
        return False  # التابع ل is no verb
    if sentence.text[word.start : word.end] in role_words("ar", "adds"):  # 'added that', but 'added 40 kilometres'
        return _ADDED_THAT.match(sentence.text, word.end, word.end + 60) is not None
    return _COUNTED.search(sentence.text, max(0, word.start - 6), word.start) is None


_OF_A_TIME = named("manner", "of-a-time")


def _before_figure(sentence: Sentence, word: Word) -> bool:
    """Whether a verb has a figure for its object, right behind it: 'Israel reports 28', 'confesses to 43'."""
    return any(item.start == word.end + 1 for item in sentence.stated)


_GIVEN_AS = named("manner", "given-as")
_IS_PUT_AT = named("manner", "is-put-at")
_BEHIND_PARTICIPLE = named("manner", "behind-participle")


def _is_participle(sentence: Sentence, word: Word) -> bool:
    """Whether an English word of saying only describes what was counted: 'violations confirmed: 11'."""
    if sentence.statement.language != "en" or not sentence.text.endswith("ed", word.start, word.end):
        return False
    nouns = [noun for noun in sentence.of_kinds("noun") if noun.end == word.start - 1]
    if nouns and sentence.text[nouns[0].start : nouns[0].end] == "mission":
        return False  # 'the UN mission reported on': who speaks
    sense = nouns[0].sense("noun") if nouns else None
    if sense is None or sense.data.get("class") in ("person", "civilian", "combatant", "staff"):
        return False
    return _BEHIND_PARTICIPLE.match(sentence.text, word.end) is not None


def _passive(sentence: Sentence, word: Word) -> bool:
    """Whether a damma on its first letter says that an Arabic verb has no source: سُجّل, نُقلت."""
    origin = sentence.folded.origin(word.start)
    return sentence.folded.original[origin + 1 : origin + 2] == "\u064f"


def _aside_said(sentence: Sentence, word: Word, offset: int) -> bool:
    """Whether the offset stands in a relative clause of the source, before what it said: 'the army, which has 41'."""
    between = sentence.text[word.end : offset]
    if any(word.end <= item.start < offset for item in sentence.stated):
        return False
    return _WHO.search(between) is not None


_AND_BY = named("manner", "and-by")
_WHO = named("manner", "who")
_GOES_ON = named("manner", "goes-on")
_NOT_BUT = named("manner", "not-but")
_ADDED_THAT = named("manner", "added-that")
_COUNTED = named("manner", "counted")
_AND_THAT_IT = named("manner", "and-that-it")


def _closes(sentence: Sentence, word: Word, offset: int) -> bool:
    """Whether a source behind an offset speaks for it: 'according to', or ', doctors said' at the end."""
    if any(sense.data.get("nobody") for sense in word.senses if sense.kind == "attribution"):
        return word.start < _reach(sentence, offset)
    around = role_words(sentence.statement.language, "around")
    if sentence.text[word.start : word.end] in around:
        return not _AND_BY.search(sentence.text, offset, word.start)
    if sentence.statement.language == "ar":
        return _as_said(sentence, word)
    before = sentence.text[offset : word.start]
    comma = offset + before.rfind(",")
    if any(comma < item.start < word.start for item in sentence.stated if item.start > offset):
        return False
    later = any(item.start > word.end for item in sentence.stated if item.start < sentence.clause(word.end)[1])
    records = word.means("records") and not word.means("attribution")
    return "," in before and len(before[before.rindex(",") :].split()) <= 7 and not later and not records


def _as_said(sentence: Sentence, word: Word) -> bool:
    """Whether 'as' stands before an Arabic verb of saying and nothing that it says behind it: حسبما أعلن الجيش."""
    before = sentence.between(sentence.start, word.start).rstrip()
    led = any(before.endswith(lead) for lead in role_words("ar", "as_said"))
    return led and not any(
        item.start > word.end for item in sentence.stated if item.start < sentence.clause(word.end)[1]
    )
