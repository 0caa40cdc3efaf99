"""Whose words a sentence passes on: the phrase beside a verb of saying, known or not, or the statement's own voice."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from onrecord import patterns as re
from onrecord.normal import Word, fold
from onrecord.partyname import role_words, written_ours
from onrecord.patterns import named
from onrecord.quantity import Span
from onrecord.sentence import Sentence
from onrecord.statement import Language, Statement
from onrecord.valueclass import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """Who is said to have said it: words and id where there are any; ``own`` where it is the statement's speaker."""

    span: Span | None = None
    actor: str = ""
    own: bool = False


OWN = Source(own=True)
_LONGEST = 9
"""Words of a source's name that are looked at."""


def own_voice(source: Source | None) -> bool:
    """Whether a source is the statement's own speaker."""
    return source is not None and source.own


_WHERE = named("hearsay", "where")


def source_of(sentence: Sentence, cue: Word, known: Source | None) -> Source | None:
    """The source beside a word of saying; None where the word has none (a participle, a passive)."""
    if any(sense.kind == "attribution" and sense.data.get("nobody") for sense in cue.senses):
        return Source()
    language: Language = "ar" if sentence.text[cue.start] > "\u0600" else "en"  # a statement may be in both
    stretch = _arabic(sentence, cue) if language == "ar" else _english(sentence, cue)
    if stretch is None or _WHERE.match(sentence.text, *stretch):
        return None
    start, end = stretch
    words = sentence.text[start:end]
    tokens = words.split(" ")
    if tokens[0] == "who" and sentence.folded.original.startswith("WHO", sentence.folded.origin(start)):
        tokens[0] = "the who"  # the health organisation
    records = cue.means("records") and not cue.means("attribution")
    if not words or {tokens[0], tokens[-1]} & role_words(language, "back"):
        if records:
            return None
        others = outlet(sentence.statement) or sentence.text.endswith(_THEY, cue.start, cue.end)
        return known or (Source() if others and not _first_person(sentence, cue) else OWN)
    if (
        {tokens[0], tokens[-1]} & role_words(language, "own")
        or _first_person(sentence, cue)
        or _unsigned(sentence, words)
    ):
        return OWN
    ours = _ours(tokens, language)
    may_be_ours = ours or (records and language == "ar" and any(map(written_ours, tokens)))
    if (ours and records) or (may_be_ours and _names_troops(sentence, start, end)):
        return OWN
    if sentence.meets_figure(start, end):
        return None
    span = sentence.folded.span(start, end)
    inside = [word for word in sentence.words if start <= word.start < end]
    actor = next((sense.id for word in inside if (sense := word.sense("actor")) is not None), "")
    if _is_speaker(sentence, inside, words, actor) or (records and _counted_by_own_troops(sentence, inside)):
        return OWN
    named = any(word.sense("actor", "place", "nation", "party") for word in inside) or _is_name(sentence, start, end)
    if records and not outlet(sentence.statement) and not named:
        return None
    return Source(span, actor)


def _counted_by_own_troops(sentence: Sentence, inside: Sequence[Word]) -> bool:
    """Whether who recorded it are troops that only the speaker can mean: 'the 2d Division has counted'."""
    names = set(fold(sentence.statement.speaker_name).text.split())
    if names.isdisjoint(role_words(sentence.statement.language, "armed_speakers")):
        return False
    troops = any(sense.id in ("force", "arm") for word in inside for sense in word.senses if sense.kind == "party")
    return troops and not any(word.sense("nation") for word in inside)


_OUR = named("hearsay", "our")


def _names_troops(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a stretch names troops or fighters: مجاهدونا, which may be written of none but the speaker's."""
    words = sentence.of_kinds("party", "noun")
    return any(start <= w.start < end and (w.means("party", "force") or w.means("noun", "fighters")) for w in words)


def _ours(tokens: Sequence[str], language: str) -> bool:
    """Whether a source is the speaker's own: 'since the truce our monitors', مراقبونا."""
    if language == "ar":
        return len(tokens) <= _WITH_ADJECTIVE and written_ours(tokens[0])
    return _OUR.search(" ".join(tokens)) is not None


_WITH_ADJECTIVE = 2
"""Words of whose the speaker calls who it is: فرقنا, فرقنا الميدانية."""


def _is_name(sentence: Sentence, start: int, end: int) -> bool:
    """Whether an English source that no table knows is written as a name: 'Amnesty', but not 'Volunteers'."""
    if sentence.statement.language != "en":
        return False
    original, origin = sentence.folded.original, sentence.folded.origin
    words = original[origin(start) : origin(end - 1) + 1].split(" ")
    named = words[1:] if words[0].lower() == "the" else words
    if start > sentence.start or len(named) < len(words):
        return bool(named) and named[0][:1].isupper()
    return words[0].isupper() or (words[0][:1].isupper() and not words[0].endswith("s"))


def outlet(statement: Statement) -> bool:
    """Whether a statement is a newspaper's, an agency's or a correspondent's, who pass on what others say."""
    names = fold(f"{statement.speaker_name} {statement.publisher}").text
    return any(word in names for word in role_words(statement.language, "outlets"))


_PAPER = named("hearsay", "paper")


def _is_speaker(sentence: Sentence, inside: list[Word], words: str, actor: str) -> bool:
    """Whether a source is the statement's own speaker: by id, by the same words, or a bare title."""
    statement = sentence.statement
    if not outlet(statement) and _is_acronym(sentence, words):
        return True
    if actor and statement.speaker is not None:
        return actor == statement.speaker
    named = set(fold(statement.speaker_name).text.split())
    words = _PAPER.sub("", words)
    bare = [word.removeprefix("ال") for word in words.split() if word not in role_words("en", "between_names")]
    told = {name for name in named if len(name) > 2}
    if told and told <= set(words.replace("'s", "").split()):
        return True
    if bare and named and all(any(word in name or name in word for name in named if len(name) > 2) for word in bare):
        return True
    if words.endswith("نا") and words in role_words("ar", "titles_of_speakers"):
        return True
    if outlet(statement) or not (statement.speaker or statement.speaker_name or statement.publisher):
        return False
    if any(word.means("place") or word.means("nation") or word.means("actor") for word in inside):
        return False
    original = sentence.folded.original
    start = sentence.text.find(words, sentence.start)
    tail = original[sentence.folded.origin(start) :][: len(words)].split(" ")[1:]
    if any(token[:1].isupper() for token in tail):
        return False
    titles = role_words(statement.language, "titles_of_speakers")
    tokens = words.split()
    if statement.language == "ar" and tokens[0] in titles and not "".join(tokens[1:2]).startswith("ال"):
        return True
    return all(token in titles for token in tokens if token not in role_words("en", "determiners"))


_UNSIGNED = named("hearsay", "unsigned")


def _unsigned(sentence: Sentence, words: str) -> bool:
    """Whether an English statement that passes nothing on goes by what it calls nobody's: 'according to early data'."""
    plain = sentence.statement.language == "en" and _UNSIGNED.fullmatch(words) is not None
    return plain and not outlet(sentence.statement)


_NAME_PART = re.compile(r"[^\W\d_]+")
_SHORTEST = 3
"""Letters of the shortest acronym."""


def _is_acronym(sentence: Sentence, words: str) -> bool:
    """Whether a source is written as an acronym of the speaker's or publisher's name: 'UNAMA documented'."""
    statement, told = sentence.statement, words.removeprefix("the ").split(" ")
    original, origin = sentence.folded.original, sentence.folded.origin
    start = sentence.text.find(words, sentence.start)
    written = original[origin(start) : origin(start + len(words) - 1) + 1].split(" ")[-len(told) :]
    names = f"{statement.speaker_name}; {statement.publisher}"
    plain = set(fold(names).text.replace(";", " ").split())
    known = _acronyms(names)
    short = [w for w in written if len(w) >= _SHORTEST and w.isupper() and w.replace("-", "") in known]
    return bool(short) and all(word in short or token in plain for word, token in zip(written, told, strict=False))


@cache
def _acronyms(names: str) -> frozenset[str]:
    """The acronyms of names: the letters of each run of their great words, where a short word in capitals stays."""
    found: set[str] = set()
    for name in names.split(";"):
        parts = [part for part in _NAME_PART.findall(name) if part[0].isupper()]
        letters = [part if part.isupper() else part[0] for part in parts]
        for first in range(len(letters)):
            found.update("".join(letters[first:last]) for last in range(first + 1, len(letters) + 1))
    return frozenset(found)


def _first_person(sentence: Sentence, cue: Word) -> bool:
    """Whether an Arabic verb of saying is in the first person: نؤكد, أعلنا."""
    text = sentence.text[cue.start : cue.end + len(cue.tail)]
    if text in role_words("ar", "told_us") and sentence.text.startswith(" ال", cue.end + len(cue.tail)):
        return False
    return sentence.statement.language == "ar" and (
        text.endswith("نا")
        or text in role_words("ar", "i_say")
        or (text[:1] == "ن" and text not in role_words("ar", "they_say"))
    )


_THEY = ("ون", "وا")
"""How Arabic verbs end that are said of others: يقولون، زعموا."""

# ----------------------------------------------------------------------------------------------------------- English

_BOUNDARY = named("hearsay", "boundary")
_HELPERS = named("hearsay", "helpers")
_PASSIVE = named("hearsay", "passive")
_AFTER_STOP = named("hearsay", "after-stop")


def _english(sentence: Sentence, cue: Word) -> tuple[int, int] | None:
    """The stretch of the source: before the verb, behind 'according to', or behind a verb that comes last."""
    text = sentence.text
    if text[cue.start : cue.end] in role_words("en", "source_behind"):
        figure = min((item.start for item in sentence.stated if item.start > cue.end), default=sentence.end)
        return _trim(sentence, cue.end, min(_stop(sentence, cue.end), figure))
    start = sentence.start
    for match in _BOUNDARY.finditer(text, sentence.start, cue.start):
        start = match.end()
    before = _HELPERS.sub("", text[start : cue.start].rstrip())
    end = start + len(before)
    if before.endswith(("'s", "s'")) and cue.means("attribution", "reckoning"):
        end -= 2 if before.endswith("'s") else 1
    if _PASSIVE.search(before):
        return None
    if not before.strip():
        if (aside := _ASIDE.search(text, sentence.start, cue.start)) is not None:
            return _trim(sentence, aside.start(1), aside.end(1))
        if (titled := _TITLED.search(text, sentence.start, cue.start)) is not None and _capitals(sentence, titled):
            return _trim(sentence, titled.start(1), titled.end(1))
        if text[cue.end : cue.end + 6].startswith(" that") or start == sentence.start:
            return _aside_source(sentence, start, cue)
        return _trim(sentence, cue.end, _stop(sentence, cue.end))
    return _trim(sentence, start, end)


_ASIDE = named("hearsay", "aside")
_TITLED = named("hearsay", "titled")


def _capitals(sentence: Sentence, titled: re.Match[str]) -> bool:
    """Whether the aside behind a title is a name: 'the military spokesman, Yahya Sarea, claimed'."""
    folded = sentence.folded
    name = titled.group(1).rindex(", ") + 2 + titled.start(1)
    words = folded.original[folded.origin(name) : folded.origin(titled.end(1) - 1) + 1].split(" ")
    return all(word[:1].isupper() for word in words)


def _aside_source(sentence: Sentence, start: int, cue: Word) -> tuple[int, int] | None:
    """What stands before a parenthesis that the verb follows: 'the mayor, quoted by an agency, puts'."""
    return None if start == sentence.start else (cue.start, cue.start)


def _stop(sentence: Sentence, start: int) -> int:
    match = _AFTER_STOP.search(sentence.text, start, sentence.end)
    return sentence.end if match is None else match.start()


_LED_IN = named("hearsay", "led-in")


def _trim(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """A stretch without blanks, leading adverbs of time and conjunctions, and no longer than a name is."""
    text = sentence.text
    for dated in sentence.dated:
        if dated.start < start < dated.end:
            start = dated.end
        elif start <= dated.start < end:
            start, end = (dated.end, end) if dated.start - start <= 3 else (start, dated.start)
    while start < end and not text[start].isalnum():
        start += 1
    if _LED_IN.match(text, start, end) and (cut := text.rfind(" the ", start, end)) > start:
        start = cut + 1
    lead = _SET_FORTH.match(text, start, end)
    start = lead.end() if lead else start
    while end > start and not text[end - 1].isalnum():
        end -= 1
    tokens = text[start:end].split(" ")
    if len(tokens) > _LONGEST:
        start = end - len(" ".join(tokens[-_LONGEST:]))
    return start, end


# ------------------------------------------------------------------------------------------------------------ Arabic

_ARABIC_BOUNDARY = named("hearsay", "arabic-boundary")
_ARABIC_STOP = named("hearsay", "arabic-stop")


def _arabic(sentence: Sentence, cue: Word) -> tuple[int, int] | None:
    """The stretch of the source: right behind the verb, else right before it."""
    text = sentence.text
    if (passed := _PASSED_ON.search(text, sentence.start, cue.end)) is not None:  # عن مصدر عسكري قوله
        return _trim_arabic(text, passed.start(1), passed.end(1))
    at = cue.end + len(cue.tail)
    if (carried := _CARRIED.match(text, cue.start)) is not None:
        at = carried.end()
    match = _ARABIC_STOP.search(text, _past_name(sentence, at), sentence.end)
    end = sentence.end if match is None else match.start()
    acts = (word for word in sentence.words if word.start >= at and word.sense("act", "predicate"))
    act = next((word.whole[0] for word in acts if not word.means("noun")), end)
    figure = min((item.start for item in sentence.stated if item.start >= at), default=end)
    end = min(end, act)
    start, end = _trim_arabic(text, at, min(end, figure))
    if end > start and len(text[start:end].split()) <= _LONGEST:
        return start, end
    first = sentence.start
    for boundary in _ARABIC_BOUNDARY.finditer(text, sentence.start, cue.whole[0]):
        first = boundary.end()
    if _TOPIC.match(text, first):
        return cue.start, cue.start
    start, stop = _trim_arabic(text, first, cue.start - len(cue.lead))
    dated = any(start <= d.start < stop for d in sentence.dated)
    if 0 < len(text[start:stop].split()) <= 4 and not dated and not cue.lead.startswith("و"):
        return start, stop
    return cue.start, cue.start


_PASSED_ON = named("hearsay", "passed-on")
_CARRIED = named("hearsay", "carried")
_FIRST = named("hearsay", "first")


def _past_name(sentence: Sentence, at: int) -> int:
    """Behind the first word where that is a name that begins with the letter of 'with': بغداد, باكو."""
    first = _FIRST.match(sentence.text, at)
    if first is None:
        return at
    inside = [word for word in sentence.words if word.whole[0] < first.end() and first.start(1) < word.end]
    if any("ب" in word.lead or word.sense("act", "event_word", "noun", "predicate") for word in inside):
        return at
    return first.end()


_TOPIC = named("hearsay", "topic")
_SET_FORTH = named("hearsay", "set-forth")
_ARABIC_SET_FORTH = named("hearsay", "arabic-set-forth")
_TOO = named("hearsay", "too")


def _trim_arabic(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not text[start].isalnum():
        start += 1
    lead = _ARABIC_SET_FORTH.match(text, start, end)
    start = lead.end() if lead else start
    if (too := _TOO.search(text, start, end)) is not None:
        end = too.start()
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end
