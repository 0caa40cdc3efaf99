"""The date words of a sentence, each with the part it plays there, and what the verb beside a figure says of its time.

Only an adverb of its clause dates what is told there. The day on which an event began opens a time that runs on; a day
inside a clause about a noun, in a comparison, of a document or of somebody's speaking dates nothing else.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from onrecord import patterns as re
from onrecord.data import table
from onrecord.dating import Lasting
from onrecord.lexicon import packaged_entries
from onrecord.normal import Word, fold
from onrecord.patterns import named
from onrecord.period import Dated, Period
from onrecord.sentence import Sentence, break_at
from onrecord.valueclass import dataclass

Part = Literal["adverb", "local", "clause", "start", "end", "inside", "compared", "said"]
Aspect = Literal["still", "now", "is", "total", "past", ""]

_SHORTEST = 3
"""Letters of the shortest verb in the imperfect, and one less."""

_BESIDE = 5
"""Words that may stand between a word and the date that it governs."""

_NOUN_REACH = 60
"""Code points in which the event stands whose beginning a verb tells."""


@dataclass(frozen=True, slots=True)
class Timed:
    """A date with its part in the sentence; ``reach`` is the clause about a noun that it stands in.

    ``told`` is the key of words that are told from days spoken of before ('that day'); they have no period yet.
    """

    period: Period
    start: int
    end: int
    part: Part = "adverb"
    reach: tuple[int, int] | None = None
    told: str = ""
    year: int | None = None
    count: int = 0
    """How many units after a day that was spoken of, or from the first of an event."""
    unit: str = "day"
    aside: bool = False
    """Whether it dates its own sentence alone: 'September's count had been 48', 'that makes 6,140 since February'."""


def is_event(word: Word) -> bool:
    """Whether a word names what has a beginning and an end."""
    return word.means("event_noun") or word.means("noun", "operations")


def part_of(sentence: Sentence, dated: Dated, low: int) -> tuple[Part, tuple[int, int] | None]:
    """The part of a date, and the clause about a noun in which it stands; ``low`` is where the figure before ends."""
    if _superlative(sentence, dated):
        return "inside", None
    if dated.period.rule == "previous" or compared(sentence, low, dated):
        return "compared", None
    opener = _opener(sentence, low, dated.start)
    if opener is not None and _says_when(sentence, opener, dated):
        return "adverb", None
    reach = None if opener is None else (opener, _closing(sentence, opener, dated.end))
    since = dated.period.kind == "since" or dated.period.start is None
    said = _said(sentence, dated, low)
    if since and opener is not None and dated.period.start is not None and _goes_on_since(sentence, opener):
        return "start", None
    if since and (said or _BEFORE.match(sentence.text, dated.start)):
        return "inside", None
    if not since and _governed(
        sentence, "event_begins", max(low, opener or low), dated.start, opened=opener is not None
    ):
        return "start", reach
    told = opener is None or (low == sentence.start and lasted(sentence) is not None)
    if told and not since and _governed(sentence, "event_ends", low, dated.start, opened=False):
        return "end", None
    if opener is not None:
        aside = sentence.text[max(0, opener - 2) : opener].strip() in (",", "،", "(")
        return ("inside", reach) if aside and not _of_counted(sentence, low, opener) else ("clause", None)
    if _PARTICIPLE.search(sentence.text, max(sentence.start, low, dated.start - 20), dated.start):
        return "clause", None
    if _of_document(sentence, dated.start):
        return "inside", None
    if said == "speak-of":
        return "said", None
    return ("local" if alone(sentence, dated.end) else "adverb"), None


_MOST_SINCE = named("timing", "most-since")
_ANY_SINCE = named("timing", "any-since")
_SINCE = named("timing", "since")
_SINCE_OR_THIS = named("timing", "since-or-this")


def _superlative(sentence: Sentence, dated: Dated) -> bool:
    """Whether a date is that since which a day is called the worst: no figure is of it."""
    if sentence.may_match(_ANY_SINCE) and _ANY_SINCE.search(sentence.text, sentence.start, dated.end) is not None:
        return True
    if _SINCE.match(sentence.text, dated.start) is None:
        return False
    return _MOST_SINCE.search(sentence.text, max(sentence.start, dated.start - 40), dated.start) is not None


def told_before(sentence: Sentence, nth: int) -> bool:
    """Whether a figure is told of the time before an event: 'before the war 12 hospitals served the town'."""
    if not sentence.may_match(_BEFORE):
        return False
    first, last = sentence.clause(sentence.stated[nth].start)
    if first > sentence.start and sentence.text[first - 1 : first] in (" ", ""):  # 'Before the war, 12 hospitals'
        first = sentence.clause(first - 2)[0] if sentence.text[first - 2 : first - 1] in (",", "،") else first
    for before in _BEFORE.finditer(sentence.text, first, last):
        behind = sentence.inside(before.end(), min(last, before.end() + _BEFORE_REACH), "event_noun")
        if behind and len(sentence.between(before.end(), behind[0].start).split()) <= _BEFORE_WORDS:
            return True
    return False


_BEFORE_REACH, _BEFORE_WORDS = 36, 2

_LINK = named("timing", "link")
_OF_WHAT = named("timing", "of-what")
_MULTIPLE = named("timing", "multiple")
_LESS = named("timing", "less")
_FIRST_SINCE = named("timing", "first-since")
_THAN = named("timing", "than")


_RANKED = named("timing", "ranked")


_HAD_BEEN = named("timing", "had-been")

_FIRST_REACH, _FIRST_WORDS = 60, 7
"""Code points and words between 'the most' and its 'since'."""


_ONE = named("timing", "one")


def compared(sentence: Sentence, end: int, dated: Dated) -> bool:
    """Whether a date behind a figure is only what it is compared with: 'fewer than in 2019', 'the most since May'."""
    if _RANKED.search(sentence.text, max(sentence.start, dated.start - 50), dated.start):
        return False
    words = [(word.start, word.end) for word in sentence.inside(end, dated.end, "compared")]
    words += [match.span() for match in _THAN.finditer(sentence.text, end, dated.start)]
    if any(
        start <= dated.start
        and len((gap := sentence.between(last, dated.start)).split()) <= _BESIDE
        and "، ف" not in gap  # عما كان في أيلول، فبلغ في ٣٠ منه
        for start, last in words
    ):
        return True
    if _HAD_BEEN.search(sentence.text, max(sentence.start, end), dated.start):
        return True
    one = _ONE.search(sentence.text, max(sentence.start, end - 12), end)
    first = sentence.clause(end)[0] if one is not None else end  # أكبر عدد في يوم واحد منذ أيار
    before = sentence.text[max(first, dated.start - _FIRST_REACH) : dated.start]
    since = _SINCE_OR_THIS.match(sentence.text, dated.start) is not None
    if since and any(len(before[m.end() :].split()) <= _FIRST_WORDS for m in _FIRST_SINCE.finditer(before)):
        return True
    if sentence.text.startswith("من ", dated.start) and _LESS.search(
        sentence.text, max(sentence.start, dated.start - 60), dated.start
    ):
        return True
    item = next((item for item in sentence.stated if item.end == end), None)
    relative = item is not None and item.quantity.unit in ("percent", "times", "percentage_point")
    times = item is not None and item.quantity.unit == "times" and not sentence.inside(item.start, item.end, "change")
    gap = sentence.between(end, dated.start)
    if times and len(gap.split()) <= _BESIDE and (_MULTIPLE.match(gap) or sentence.text.startswith("'s", dated.end)):
        return True
    if item is not None and item.quantity.unit == "percent" and _OF_WHAT.match(gap):
        return True
    noun = next((word.end for word in sentence.inside(end, dated.start, "change")), end)
    link = _LINK.match(sentence.text, end if sentence.between(end, noun).count(" ") > 1 else noun, dated.end)
    link = link if link is not None and link.end() >= dated.start else None
    return relative and link is not None and dated.period.precision in ("month", "quarter", "year")


def _opener(sentence: Sentence, low: int, start: int) -> int | None:
    """Where the clause about a noun opens in which a date stands: 'which ...', ', blown up in June 2017,'."""
    first = max(low, sentence.clause(start)[0])
    for word in reversed(sentence.inside(first, start, "relative_clause")):
        if word.means("relative_clause", "which") or _verb_follows(sentence, word.end):
            return word.start
    before = sentence.text[max(sentence.start, low) : start]
    aside = re.search(r"[,(]\s*([a-z]+)(?:\s+[a-z]+){0,4}\s*$", before)
    if aside is not None and _participle(aside[1]) and aside.start() > 0:
        return max(sentence.start, low) + aside.start(1)
    return None


_HAPPENED = named("timing", "happened")
_HAPPENED_WORDS = 3
"""Words between an event and the clause that says when it happened."""


def _of_event(sentence: Sentence, opener: int) -> bool:
    """Whether a clause says when an event happened of which the sentence tells: المعركة التي دارت يوم الجمعة."""
    if _HAPPENED.match(sentence.text, opener) is None:
        return False
    return _event_ahead(sentence, opener, _HAPPENED_WORDS, "attacks", "strikes", "engagements")


def _says_when(sentence: Sentence, opener: int, dated: Dated) -> bool:
    """Whether a clause about a noun only says when that was of which the sentence tells."""
    if sentence.inside(opener, dated.start, "event_lasts"):
        return True
    return _of_event(sentence, opener) or _of_report(sentence, opener)


_COVERS = named("timing", "covers")


def _of_report(sentence: Sentence, opener: int) -> bool:
    """Whether a clause says of which time a report tells: 'the report, which covers the second half of 2007,'."""
    if _COVERS.match(sentence.text, opener) is None:
        return False
    return bool(sentence.inside(max(sentence.start, opener - _NOUN_REACH), opener, "report_noun"))


_GOES_ON = named("timing", "goes-on")
_EVENT_WORDS = 4
"""Words between an event and the clause that tells since when it goes on."""


def _goes_on_since(sentence: Sentence, opener: int) -> bool:
    """Whether a clause says since when an event goes on: 'Operation Dawn, which has been going on since 17 April'."""
    if _GOES_ON.match(sentence.text, opener) is None:
        return False
    return _event_ahead(sentence, opener, _EVENT_WORDS)


def _event_ahead(sentence: Sentence, opener: int, most: int, *nouns: str) -> bool:
    """Whether an event, or one of these counted nouns, stands so many words at most before a clause."""
    before = sentence.inside(max(sentence.start, opener - _NOUN_REACH), opener, "event_noun", "noun")
    events = [word for word in before if is_event(word) or (nouns and word.means("noun", *nouns))]
    return bool(events) and len(sentence.between(events[-1].end, opener).split()) <= most


def _of_counted(sentence: Sentence, low: int, opener: int) -> bool:
    """Whether a clause about a noun tells of what the figure before it counts: '12 soldiers, who were taken in May'."""
    if low == sentence.start or len(sentence.between(low, opener).split()) > _BESIDE:
        return False
    return not sentence.inside(low, opener, "act", "tense", "perfect")


def _closing(sentence: Sentence, opener: int, end: int) -> int:
    """Where a clause about a noun ends: at its comma where one opened it, else with its date."""
    if sentence.text[max(0, opener - 2) : opener].strip() in (",", "،", "("):
        return sentence.clause(end)[1]
    return end


def _verb_follows(sentence: Sentence, end: int) -> bool:
    """Whether a verb stands right behind 'that': then it tells of the noun before it."""
    match = re.match(r"\s*([a-z]+)", sentence.text[end : sentence.end])
    if match is None:
        return False
    word = next((w for w in sentence.words if w.start == end + match.start(1)), None)
    verb = word is not None and word.sense("act", "event_begins", "event_ends", "tense", "perfect") is not None
    return verb or _participle(match[1])


@cache
def _irregular() -> frozenset[str]:
    return frozenset(table("anaphora")["irregular_participles"])


def _past(verb: str) -> bool:
    """Whether an English verb is past or goes with another, so that nothing behind it is 'now': 'lost their lives'."""
    return _participle(verb) or verb in table("anaphora")["irregular_pasts"] or verb.endswith("ing")


def _participle(word: str) -> bool:
    return (len(word) > 4 and word.endswith("ed")) or word in _irregular()


def _passive(sentence: Sentence, word: Word) -> bool:
    """Whether a form of 'be' stands right before a verb: 'was launched on'."""
    helpers = sentence.inside(max(sentence.start, word.start - 16), word.start, "tense", "perfect")
    return bool(helpers) and len(sentence.between(helpers[-1].end, word.start).split()) <= 1


def _right_behind_event(sentence: Sentence, word: Word) -> bool:
    """Whether a participle stands right behind the event it is said of: 'the offensive launched on 20 October'."""
    near = sentence.inside(max(sentence.start, word.start - 24), word.start, "event_noun")
    return bool(near) and not sentence.between(near[-1].end, word.start).strip()


def _governed(sentence: Sentence, kind: str, low: int, start: int, *, opened: bool) -> bool:
    """Whether a verb of beginning or ending stands right before a date, with the event it is said of."""
    for word in reversed(sentence.inside(low, start, kind)):
        gap = sentence.between(word.end, start)
        if len(gap.split()) > _BESIDE or re.search(r"[.;؛:]", gap):
            return False
        if kind == "event_begins" and re.search(r"\d[^,]*, \w", gap):  # 'began on 5 June, was over on 12 June'
            return False
        if kind == "event_begins" and word.means(kind, "alone"):
            return True
        if kind == "event_ends":
            start = min(sentence.end, start + _NOUN_REACH)
        begun = opened or word.means(kind, "begun")
        if kind != "event_ends" and not (begun or _passive(sentence, word) or _right_behind_event(sentence, word)):
            continue
        first = sentence.start if begun else low  # 'Operation Dawn, which opened on 2 May'
        near = sentence.inside(max(first, word.start - _NOUN_REACH), start, "event_noun", "noun")
        if any(is_event(held) for held in near):
            return True
    return False


def _of_document(sentence: Sentence, start: int) -> bool:
    """Whether a date is that of a document: 'the agreement of 3 May', 'the deal signed on Saturday'."""
    if _put_out(sentence, start):
        return True
    near = sentence.inside(max(sentence.start, start - 40), start, "document_noun")
    if not near or _covers(sentence, start):
        return False
    gap = sentence.between(near[-1].end, start)
    if _NUMBERED_OF.fullmatch(gap) is not None:
        return True
    signed = sentence.inside(near[-1].end, start, "document_dated")
    return bool(signed) and not sentence.between(near[-1].end, signed[0].start).strip(" 0123456789/.")


_NUMBERED_OF = named("timing", "numbered-of")
_PUTS_OUT = named("timing", "puts-out")
_PUT_OUT = named("timing", "put-out")
_DOCUMENT_REACH = 50


def _put_out(sentence: Sentence, start: int) -> bool:
    """Whether a date is the day on which a document came out: 'publishes today its report', 'today released'."""
    dated = next((held for held in sentence.dated if held.start == start), None)
    if dated is None or sentence.statement.language != "en":
        return False
    before = _PUTS_OUT.search(sentence.text, max(sentence.start, start - 12), start - 1)
    if before is not None and before["sure"]:
        return True
    after = _PUT_OUT.match(sentence.text, dated.end)
    last = min(sentence.end, dated.end + _DOCUMENT_REACH)
    document = sentence.inside(dated.end, last, "document_noun", "report_noun")
    return bool(before or after) and bool(document) and not sentence.meets_figure(dated.end, document[0].start)


_ABOUT = named("timing", "about")
_DATED_REPORT = named("timing", "dated-report")


def _covers(sentence: Sentence, start: int) -> bool:
    """Whether a date is the time that a report tells of: 'our report on the fourth quarter', not 'of 3 May'."""
    dated = next((held for held in sentence.dated if held.start == start), None)
    near = sentence.inside(max(sentence.start, start - 40), start, "report_noun")
    if dated is None or not near or (dated.period.days or 0) <= 1:
        return False
    gap = sentence.between(near[-1].end, start)
    return _ABOUT.fullmatch(gap) is not None and _DATED_REPORT.search(gap) is None


_PARTICIPLE = named("timing", "participle")
_BEFORE = named("timing", "before")
_HELD = named("timing", "held")


def _said(sentence: Sentence, dated: Dated, low: int) -> str:
    """Which verb of saying stands right before a date, or ''; before a 'since' it must itself run on ('has said')."""
    before = sentence.inside(low, dated.start, "said_on")
    if not before or sentence.between(before[-1].end, dated.start).strip():
        return ""
    held = next(sense.id for sense in before[-1].senses if sense.kind == "said_on")
    lead = sentence.text[max(sentence.start, before[-1].start - 20) : before[-1].start]
    return held if held == "speak-of" or _HELD.search(lead) else ""


_ALONE = named("timing", "alone")


def alone(sentence: Sentence, end: int) -> bool:
    """Whether words right behind a date say that it is a part: 'on Sunday alone', يوم الأحد وحده."""
    if _ALONE.match(sentence.text, end) is not None:
        return True
    return any(
        word.start >= end and not sentence.between(end, word.start).strip()
        for word in sentence.inside(end, min(sentence.end, end + 12), "date_alone")
    )


_SO_LONG_OF = named("timing", "so-long-of")
_AFTER_SO_LONG = named("timing", "after-so-long")


def lasted(sentence: Sentence) -> Lasting | None:
    """How long what ended had gone on: 'fifty days of war ended', حرب دامت ثلاثة وثلاثين يوما."""
    for lasting in sentence.durations:
        ahead = sentence.inside(max(sentence.start, lasting.start - 16), lasting.start, "event_lasts")
        of = _SO_LONG_OF.match(sentence.text, lasting.end)
        opens = of is not None and sentence.inside(lasting.end, lasting.end + 30, "event_noun")
        after = _AFTER_SO_LONG.search(sentence.text, sentence.start, lasting.start) is not None
        joined = "-" in sentence.text[lasting.start : lasting.end]  # 'a three-week operation'
        if lasting.count and (ahead or opens or after or joined):
            return lasting
    return None


_OVER_IN = named("timing", "over-in")


def ran(sentence: Sentence) -> Lasting | None:
    """How long that went on which is over: 'which opened on 1 May, lasted twelve days', 'was over in four days'."""
    if sentence.kinds.isdisjoint(("event_lasts", "event_ends")):
        return None
    for lasting in sentence.durations:
        low = max(sentence.start, lasting.start - _NOUN_REACH)
        verbs = sentence.inside(low, lasting.start, "event_lasts", "event_ends")
        if not verbs or not lasting.count or _HELD.search(sentence.text, low, verbs[-1].start):
            continue
        gap = sentence.between(verbs[-1].end, lasting.start)
        if _OVER_IN.fullmatch(gap) if verbs[-1].means("event_ends") else len(gap.split()) <= _LAST_WORDS:
            return lasting
    return None


_LAST_WORDS = 3
"""Words between 'lasted' and how long."""


def aspect_of(sentence: Sentence, nth: int) -> Aspect:
    """What the verb of the nth figure says: so now, a total that runs on, past; from its part of the sentence first."""
    asked, aspect = sentence.kept.get("aspect", (None, ""))
    if asked == nth:
        return aspect  # type: ignore[no-any-return]  # an Aspect, as it was kept
    found = _aspect(sentence, nth)
    sentence.kept["aspect"] = nth, found
    return found


def _aspect(sentence: Sentence, nth: int) -> Aspect:
    item = sentence.stated[nth]
    low = sentence.left_end(nth)
    high = sentence.right_end(nth)
    own = (_after_break(sentence, low, item.start), _before_break(sentence, item.end, high))
    for first, last in (own, (low, high), (sentence.start, sentence.end)):
        cues = sentence.inside(first, item.start, *_CUES)
        left = [cue for word in cues if sentence.related(item.start, word.start) and (cue := _cue(sentence, word))]
        if left:
            return left[-1]
        cues = sentence.inside(item.end, last, *_CUES)
        words = [word for word in cues if sentence.related(item.start, word.start) and _cue(sentence, word)]
        words.sort(key=lambda word: (not word.means("still"), word.sense("tense", "perfect") is None))
        if words:
            return _cue(sentence, words[0])
    return ""


_CUES = ("tense", "perfect", "still", "act")
_NO_VERB = named("timing", "no-verb")


def _after_break(sentence: Sentence, low: int, start: int) -> int:
    """Where the figure's own part begins: behind the last comma, 'and' or 'while' before it."""
    return max([low, *(last for _, last in break_at(sentence, low, start))])


def _before_break(sentence: Sentence, end: int, high: int) -> int:
    """Where the figure's own part ends."""
    return min([high, *(first for first, _ in break_at(sentence, end, high))])


def _cue(sentence: Sentence, word: Word) -> Aspect:
    """What one word says of time: a helper by what follows it, an act by the helper before it."""
    if word.means("still"):
        return "still"
    lead = sentence.text[max(sentence.start, word.start - 12) : word.start]
    if word.means("perfect"):
        return _perfect(sentence, word)
    if word.means("tense"):
        sense = word.sense("tense")
        if sense is None or _NO_VERB.search(lead) or any(item.end == word.start - 1 for item in sentence.stated):
            return ""
        return {"now": "now", "be": "is", "was": "past"}[sense.id]  # type: ignore[return-value]  # an Aspect each
    first, *more = sentence.text[word.start : word.end].split()
    if first in ("have", "has") and more:
        return "total"
    if first[0] == "ي" and len(first) > _SHORTEST and _NOT_NOW.search(lead) is None:
        return "now"
    if not _now_forms().isdisjoint((first,) if _past(first) else (first, *more)):
        return "" if _NO_VERB.search(lead) else "now"
    helpers = sentence.inside(max(sentence.start, word.start - 24), word.start, "tense", "perfect")
    near = helpers and len(sentence.between(helpers[-1].end, word.start).split()) <= 2
    if near and not sentence.meets_figure(helpers[-1].end, word.start):
        return _cue(sentence, helpers[-1]) or "past"
    return "past"


_NOT_NOW = named("timing", "not-now")


@cache
def _now_forms() -> frozenset[str]:
    """The verbs of what is so now, as they stand in a folded text."""
    held = (entry for entry in packaged_entries() if entry.sense.kind == "tense" and entry.sense.id == "now")
    return frozenset(fold(form).text for entry in held for form in entry.forms)


_HAD = named("timing", "had")
_DONE = named("timing", "done")


def _perfect(sentence: Sentence, word: Word) -> Aspect:
    """'have trained' is a running total, 'have 300 men' is so now; قد before a perfect is a total, behind كان past."""
    text = sentence.text
    if not text[word.start].isascii():
        before = text[max(sentence.start, word.start - 30) : word.start]
        return "past" if _HAD.search(before) else "total"
    match = _DONE.match(text, word.end, min(sentence.end, word.end + 60))
    if match is None:
        return "now"
    acts = [held for held in sentence.words if held.start == match.start(1) and held.sense("act") is not None]
    return "total" if acts or _participle(match[1]) or text[word.start : word.end].endswith("been") else "now"
