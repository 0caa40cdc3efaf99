"""Where: the phrases of a sentence that name a place, known or not, and which of them a figure speaks of.

A place is a name of the catalogue, a noun that stands for a place where a word leads to it ('across the country',
في القطاع), or, in English, a name that nobody knows behind such a word ('near Shyrokyne'). A name that acts
('Ukraine fires', تعهدت مصر) or that something is given to is a party, and no place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from onrecord import patterns as re
from onrecord.mouthpiece import HELPED, speaks, voiced
from onrecord.nearby import REACH, WIDE, Told, told_near, unwrapped
from onrecord.normal import HARAKAT, Word, form_of
from onrecord.partyname import role_words
from onrecord.patterns import named
from onrecord.quantity import Span
from onrecord.scope import Catalogue
from onrecord.sentence import Sentence
from onrecord.slot import Mention
from onrecord.valueclass import dataclass, replace

OF_A_PLACE = (
    *("facilities_out", "buildings_damaged", "site_destroyed", "site_rebuilt", "people_in_need", "displaced", "deaths"),
    *("civilian_deaths", "turnout", "returns", "territory_held", "territory_taken", "territory_lost", "injured"),
)
"""Measures of what a place itself has: 'Gaza's hospitals', but not 'Iraq's tanks'."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One phrase that names a place, by folded offsets, with its id where it is known."""

    start: int
    end: int
    place: str = ""
    coarse: bool = False
    """A country, or a word as wide as one."""
    sort: str = "known"
    """How it is known: by the catalogue, as a noun for ground ('area'), a thing that stands there ('site'), a name."""
    near: Told = ""
    """Whether the words say ``near`` it, or in it and near it (``about``)."""


_BARE = dict.fromkeys(map(ord, HARAKAT))


def spots_in(sentence: Sentence, catalogue: Catalogue) -> list[Spot]:
    """The places that a sentence names, in their order."""
    asked, found = sentence.kept.get("spots", (None, ()))
    if asked is not catalogue:
        found = tuple(_spots_in(sentence, catalogue))
        sentence.kept["spots"] = catalogue, found
    return list(found)


def _spots_in(sentence: Sentence, catalogue: Catalogue) -> list[Spot]:
    known = [spot for word in sentence.of_kinds("place", "ground") if (spot := _spot(sentence, catalogue, word))]
    known += _grounds(sentence)
    known = [spot for spot in known if not spelled_otherwise(sentence, spot)]
    taken = [(spot.start, spot.end) for spot in known]
    unknown = []
    found = (*_unknown(sentence, known), *_sites(sentence))
    for spot in sorted(found, key=lambda spot: spot.start - spot.end):  # the longest first
        if all(spot.end <= start or spot.start >= end for start, end in taken):
            unknown.append(spot)
            taken.append((spot.start, spot.end))
    return _with_near(sentence, sorted((*known, *unknown), key=lambda spot: spot.start), catalogue)


_JOINED = named("spot", "joined")


def _with_near(sentence: Sentence, spots: Sequence[Spot], catalogue: Catalogue) -> list[Spot]:
    """The same places, of those told with words for near with these; such words hold for a whole list."""
    found: list[Spot] = []
    for spot in spots:
        before = sentence.between(max(sentence.start, spot.start - REACH), spot.start)
        behind = sentence.between(spot.end, min(sentence.end, spot.end + REACH))
        near: Told = told_near(before, behind) if spot.place and not spot.coarse else ""
        within = sentence.between(spot.start, spot.end)
        if not near and spot.place and " " in within and (name := unwrapped(within)) is not None:
            near = name[0]  # a name with the word before it: محيط هجين
        if not near and found and _JOINED.fullmatch(sentence.between(found[-1].end, spot.start)):
            near = found[-1].near
        wide = near and spot.place in catalogue.places and catalogue.places[spot.place].kind in WIDE
        found.append(replace(spot, near="" if wide else near))
    return found


_SPELLED = named("spot", "spelled")


def spelled_otherwise(sentence: Sentence, spot: Spot) -> bool:
    """Whether what looks like a place is a word of the language by its hamza or its alef maksura."""
    if sentence.statement.language != "ar":
        return False
    original = sentence.folded.original
    start = sentence.folded.origin(spot.start)
    single = " " not in sentence.text[spot.start : spot.end]
    return single and _SPELLED.match(original[start : start + 14].translate(_BARE) + " ") is not None


def opening_country(sentence: Sentence, catalogue: Catalogue) -> Spot | None:
    """The country whose vote or war a text begins with, though it acts there: 'Liberia held elections'."""
    if sentence.start > 0 or sentence.statement.language != "en":
        return None
    for word in sentence.words:
        sense = word.sense("place")
        known = sense is not None and sense.id in catalogue.places
        if sense is not None and known and catalogue.places[sense.id].kind == "country":
            return Spot(*word.whole, sense.id, coarse=True)
    return None


# -------------------------------------------------------------------------------------------------------- known words


def _spot(sentence: Sentence, catalogue: Catalogue, word: Word) -> Spot | None:
    """What one word of the tables names as a place."""
    if any(item.start <= word.start < item.end for item in sentence.stated):
        return None
    start, end = word.whole
    sense = word.sense("place")
    if sense is None:
        if word.means("ground", "area") and _led(sentence, word):
            coarse = _COARSE.fullmatch(sentence.text, word.start, word.end) is not None
            end = _whole_noun(sentence, start, end)
            return _widened(sentence, Spot(start, end, coarse=coarse, sort="area"))
        return None
    if (
        _acts(sentence, word)
        or _of_a_nation(sentence, word)
        or any(d.start <= word.start < d.end for d in sentence.dated)
    ):
        return None
    coarse = sense.id in catalogue.places and catalogue.places[sense.id].kind in ("country", "world")
    return _widened(sentence, Spot(start, end, sense.id, coarse))


_COARSE = named("spot", "coarse")
_OF_A_NAME = named("spot", "of-a-name")
_NOUN_BEHIND = named("spot", "noun-behind")


def _whole_noun(sentence: Sentence, start: int, end: int) -> int:
    """Where an English noun for a place ends with the rest of it: 'the Line of Control', 'the state border'."""
    if sentence.statement.language != "en":
        return end
    original, last = sentence.folded.original, sentence.folded.origin(end - 1) + 1
    noun = sentence.text[start:end].rsplit(" ", 1)[-1]
    if original[last - len(noun)].isupper() and (rest := _OF_A_NAME.match(original, last)) is not None:
        return sentence.folded.index(rest.end() - 1) + 1
    behind = _NOUN_BEHIND.match(sentence.text, end, sentence.end)
    return behind.end() if behind is not None and behind.group(1) in role_words("en", "sites") else end


def _grounds(sentence: Sentence) -> Iterator[Spot]:
    """The places in the names of wars, where such a name tells no time: العدوان على قطاع غزة."""
    for word in sentence.of_kinds("war"):
        sense = word.sense("war")
        if sense is None or sentence.meets_date(word.start, word.end):
            continue
        grounds = cast(Mapping[str, Sequence[str]], sense.data.get("grounds", {}))
        for place, names in grounds.items():
            told = [(len(form), sentence.text.find(form, word.start, word.end)) for form in map(form_of, names)]
            length, at = max((one for one in told if one[1] >= 0), default=(0, -1))
            if length:
                yield Spot(at, at + length, place)


def _of_a_nation(sentence: Sentence, word: Word) -> bool:
    """Whether what looks like a country is its adjective: جورجيًا; or begins a longer name: 'U.S. Africa Command'."""
    end = sentence.folded.span(word.whole[0], word.whole[1]).end
    original = sentence.folded.original
    if sentence.statement.language == "ar":
        return original[end - 1 : end] == "\u064b" or original[end - 2 : end] in ("\u064b\u0627", "\u0627\u064b")
    before = _before(sentence, word.whole[0])
    if before in role_words("en", "places") or before == "and" or before.endswith(","):
        return False
    return (
        re.match(r"\.? [A-Z]" if "." in original[end - 3 : end] else " [A-Z]", original[end : end + 3]) is not None
        and original[word.start : word.start + 1].isalpha()
    )


def _widened(sentence: Sentence, spot: Spot) -> Spot:
    """A name with the noun or the direction beside it: 'north-west Syria', 'Bucha district', معبر كفرلوسين."""
    for word in sentence.of_kinds("ground"):
        if not word.means("ground", "site", "side"):
            continue
        start, end = word.whole
        if end <= spot.start and _OF_PLACE.fullmatch(sentence.text, end, spot.start):
            if word.means("ground", "side") or sentence.statement.language == "ar":
                coarse = spot.coarse and not word.means("ground", "site")
                return replace(spot, start=start, coarse=coarse)
        if start >= spot.end and sentence.between(spot.end, start) == " " and not word.lead:
            return replace(spot, end=end, coarse=False)
    return spot


_OF_PLACE = named("spot", "of-place")


def _before(sentence: Sentence, start: int) -> str:
    """The word right before an offset, without an article."""
    before = sentence.text[sentence.start : start].rstrip(" «\"'(")
    tokens = before.split(" ")
    while len(tokens) > 1 and tokens[-1] in role_words("en", "before_place"):
        tokens.pop()
    last = tokens[-1]
    arabic = sentence.statement.language == "ar" and last not in role_words("ar", "places")
    return last[1:] if arabic and last[:1] in ("و", "ف") else last


def lead_of(sentence: Sentence, start: int) -> str:
    """What leads to a place: the word before it where it is one that leads to places or parties, else its kind."""
    word, language = _before(sentence, start), sentence.statement.language
    if word in role_words(language, "places") or word in role_words(language, "parties"):
        return word
    written_on = sentence.text[start : start + 1] if language == "ar" else ""
    return written_on if written_on in ("ب", "ل") else "a name" if not word else "another word"


def _led(sentence: Sentence, word: Word) -> bool:
    """Whether a word that leads to a place stands before one that is only a noun."""
    language = sentence.statement.language
    lead = sentence.text[word.whole[0] : word.start]
    if language == "ar":
        before = _before(sentence, word.whole[0])
        counted = any(w.end == word.whole[0] - 1 and w.means("noun") for w in sentence.words)
        return lead[:1] in ("ب", "ل") or counted or before in role_words("ar", "places")
    before = _before(sentence, word.start)
    text = sentence.text[word.start : word.end]
    return before in role_words("en", "places") or word.start == sentence.start or text.startswith(("this ", "here"))


_LISTED = named("spot", "listed")
_DOES = ("act", "predicate", "attribution", "records", "promise", "denial", "undertakes")


def _acts(sentence: Sentence, word: Word) -> bool:
    """Whether the name of a place stands for those who act there: before an active verb, behind an Arabic one."""
    start, end = word.whole
    before = _before(sentence, start)
    language = sentence.statement.language
    listed = [w for w in sentence.of_kinds("place") if _LISTED.fullmatch(sentence.text, w.end, start)]
    if listed:
        return _acts(sentence, listed[-1])
    if voiced(sentence, start, end):
        return True
    if before in role_words(language, "places"):
        return False
    if word.means("actor") or speaks(sentence, word):
        return True
    if language == "ar":
        if "ب" in word.lead:
            return False
        if word.lead.endswith("ل") and "ال" not in word.lead:
            return True
        befalls = role_words("ar", "befalls")
        verbs = [w for w in sentence.of_kinds(*_DOES) if not w.means("noun")]
        return any(w.whole[1] == start - 1 and sentence.text[w.start : w.end] not in befalls for w in verbs)
    if before in role_words("en", "parties") and not sentence.text.endswith("as for ", sentence.start, start):
        return True
    for verb in sentence.of_kinds(*_DOES):
        if verb.start < end or verb.means("noun"):
            continue
        return HELPED.fullmatch(sentence.between(end, verb.start)) is not None
    return False


# ------------------------------------------------------------------------------------------------------ unknown names

_NAME = named("spot", "name")
_LEADS = named("spot", "leads")
_KNOWN = ("actor", "party", "nation", "month", "weekday", "own_side", "place", "report_noun")
_ALSO_WORDS = ("noun", "event_word", "act", "negative")
"""Kinds of words that a longer name may hold: Heartbreak Ridge, Port Stanley."""
_NAMES_JOINED = named("spot", "names-joined")


def _unknown(sentence: Sentence, known: Sequence[Spot]) -> Iterator[Spot]:
    """English names behind a word that leads to a place, which no table knows as anything else; and those on a list."""
    if sentence.statement.language != "en":
        unknown = list(_unknown_arabic(sentence))
        yield from unknown
        yield from _listed_arabic(sentence, (*known, *unknown))
        return
    original = sentence.folded.original
    origin = sentence.folded.origin
    ends = {spot.end for spot in known}
    starts = {spot.start for spot in known}
    for match in _NAME.finditer(original, origin(sentence.start), origin(sentence.end - 1) + 1):
        start, end = sentence.folded.index(match.start()), sentence.folded.index(match.end())
        for name, at in _parted(sentence, start, end):
            if not _leads(sentence, at, name, ends, starts) or _is_other(sentence, at, name):
                continue
            ends.add(name)
            yield _widened(sentence, Spot(at, name, sort="name"))


def _parted(sentence: Sentence, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The ends and starts of the names that 'and' joins into one run of capitals, without a preposition before them."""
    first, _, rest = sentence.text[start:end].partition(" ")
    if rest and first in role_words("en", "places"):
        start += len(first) + 1
    at = start
    for part in sentence.text[start:end].split(" and "):
        yield at + len(part), at
        at += len(part) + len(" and ")


def _leads(sentence: Sentence, start: int, end: int, ends: set[int], starts: set[int]) -> bool:
    """Whether a preposition stands before a name, or a place that it is on a list with."""
    near_ends = (near for near in ends if 0 < start - near <= _FARTHEST_JOINED)
    if any(_NAMES_JOINED.fullmatch(sentence.text, near, start) for near in near_ends):
        return True
    if any(sentence.text[end:near] in (", ", " and ") for near in starts if 0 < near - end <= _FARTHEST_JOINED):
        return True
    reach = start
    for _ in range(3):  # the word that leads and an article, each with the blank before it
        reach = max(sentence.text.rfind(" ", sentence.start, reach), sentence.start)
    lead = _LEADS.search(sentence.text, reach, start)
    return lead is not None and lead.group(1) in role_words("en", "places")


_FARTHEST_JOINED = 10


_LONGEST_ACRONYM = 7


def _is_acronym(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a name is all capitals, as those of bodies are, inside a sentence: 'by the RUF', 'kilos of TNT'."""
    origin = sentence.folded.origin
    written = sentence.folded.original[origin(start) : origin(end - 1) + 1]
    return written.isupper() and 1 < len(written) <= _LONGEST_ACRONYM and start > sentence.start


_OF_PEOPLE = named("spot", "of-people")


def _is_other(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a name is of something that is no place: a title, a date, a party, a single word that the tables know."""
    words = sentence.text[start:end].split()
    if words[0] in role_words("en", "titles") or words[-1] in role_words("en", "heads_of_bodies"):
        return True
    if _OF_PEOPLE.search(words[-1]) is not None:
        return True
    if len(words) == 1 and _is_acronym(sentence, start, end):
        return True
    if sentence.meets_date(start, end):
        return True
    inside = [w for w in sentence.words if w.start < end and start < w.end]
    if any(w.means("ground", "site") and w.end == end for w in inside):
        return False
    kinds = _KNOWN if " " in sentence.text[start:end] else (*_KNOWN, *_ALSO_WORDS)
    return any(w.sense(*kinds) for w in inside)


# ------------------------------------------------------------------------------------------------ what stands somewhere

_SITES = {"en": named("spot", "sites"), "ar": named("spot", "arabic-sites")}
_NEXT_WORD = named("spot", "next-word")


_NAME_GOES_ON = named("spot", "name-goes-on")


def _opens_name(sentence: Sentence, end: int) -> bool:
    """Whether an English noun in capitals stands before another: 'our Sea Tigers'."""
    original, last = sentence.folded.original, sentence.folded.origin(end - 1) + 1
    return original[last : last + 1] == " " and _NAME_GOES_ON.search(original[max(0, last - 12) : last + 2]) is not None


def _sites(sentence: Sentence) -> Iterator[Spot]:
    """The things of a sentence that stand somewhere, where a word leads to them: 'at our bases', في سجون الاحتلال."""
    language = sentence.statement.language
    for match in _SITES[language].finditer(sentence.text, sentence.start, sentence.end):
        start, end = match.span(1)
        if sentence.meets_figure(start, end) or sentence.meets_date(start, end) or _opens_name(sentence, end):
            continue
        site = match.group(1).rsplit(" ", 1)[-1]
        if language == "ar" and not match.group(1).startswith(("ال", "بال", "لل")):
            behind = _NEXT_WORD.match(sentence.text, end, sentence.end)
            if behind is not None and not match.group(1).endswith("نا"):
                end = behind.end()
        if site not in role_words(language, "no_sites"):
            vague = site.removeprefix("ال") in role_words(language, "vague_sites")
            yield Spot(start, end, sort="vague site" if vague else "site")


def _maybe_name(word: Word) -> bool:
    """Whether a word may be a name behind a noun for a place: النجاة, which is a verb's noun too."""
    return word.means("ground") or (word.kinds <= {"act", "event_word", "predicate"} and word.lead.endswith("ال"))


def _unknown_arabic(sentence: Sentence) -> Iterator[Spot]:
    """What a noun for a kind of place is the head of: مستشفى النو, حي غويران; and what lies 'near' or 'north of'."""
    for word in sentence.words:
        near = sentence.text[word.whole[0] : word.end] in role_words("ar", "near")
        if not word.means("ground", "site") and not near:
            continue
        if word.means("noun") and any(item.end <= word.start <= item.end + 1 for item in sentence.stated):
            continue
        match = _NEXT_WORD.match(sentence.text, word.end, sentence.end)
        if match is None or word.tail or match.group(1).isdigit():
            continue
        if sentence.text[word.whole[0] : word.end] in role_words("ar", "no_place_names"):
            continue
        if any(w.whole[0] < match.end() and match.start() < w.end and not _maybe_name(w) for w in sentence.words):
            continue
        if sentence.meets_date(match.start(), match.end()):
            continue
        yield Spot(match.start() + 1 if near else word.whole[0], match.end(), sort="name")
    for match in _PAIR.finditer(sentence.text, sentence.start, sentence.end):
        yield from (Spot(*match.span(part), sort="name") for part in (1, 2))
    yield from _behind_preposition(sentence)


_PAIR = named("spot", "pair")
_BEHIND_LEAD = named("spot", "behind-lead")


def _behind_preposition(sentence: Sentence) -> Iterator[Spot]:
    """A word that no table knows behind a word that leads to a place, where it may be a name: في دويكويه."""
    for match in _BEHIND_LEAD.finditer(sentence.text, sentence.start, sentence.end):
        start, end = match.span(2)
        token = match.group(1)
        if (
            token in role_words("ar", "no_names")
            or token in role_words("ar", "no_place_names")
            or token in role_words("ar", "places")
            or token.endswith(_NO_NAME_ENDS)
            or token.isdigit()
        ):
            continue
        # 'house of' and 'hill of' are words of the tables; the name behind is none
        last = sentence.text.rfind(" ", start, end) + 1 or start
        if any(w.whole[0] < end and last < w.end and not w.means("ground") for w in sentence.words):
            continue
        if sentence.meets_figure(start, end) or sentence.meets_date(start, end):
            continue
        yield Spot(start, end, sort="name with the article" if token.startswith("ال") else "name")


_NO_NAME_ENDS = ("هم", "هما", "ها", "نا", "كم")


_JOINED_BEHIND = named("spot", "joined-behind")
_JOINED_AHEAD = named("spot", "joined-ahead")
_LONGEST_BEFORE = 40


def _listed_arabic(sentence: Sentence, known: Sequence[Spot]) -> Iterator[Spot]:
    """A word that no table knows, joined by 'and' to a place: في شرناق وهكاري, بقصف قم وأصفهان.

    Behind a name that is not known either it must end the clause: such a word may be a verb.
    """
    for spot in known:
        match = _JOINED_BEHIND.match(sentence.text, spot.end, sentence.end)
        if match is not None and (spot.place or not match["more"]) and _free_name(sentence, match):
            yield Spot(match.start(1), match.end(1), sort="name")
        if spot.place and sentence.text[spot.start - 1 : spot.start] == "و":
            first = max(sentence.start, spot.start - _LONGEST_BEFORE)
            match = _JOINED_AHEAD.search(sentence.text, first, spot.start - 1)
            if match is not None and _free_name(sentence, match):
                yield Spot(match.start(1), match.end(1), sort="name")


def _free_name(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether no table knows the words that may be a name as anything but the beginning of one."""
    start, end = match.span(2)
    if match[2][0].isdigit() or match[2].endswith(_NO_NAME_ENDS):
        return False
    if match[2] in role_words("ar", "no_names") or match[2] in role_words("ar", "no_place_names"):
        return False
    return not any(word.whole[0] < end and start < word.whole[1] for word in sentence.words)


# ------------------------------------------------------------------------------------------------- which of them it is


def beside_the_point(sentence: Sentence, spot: Spot, measure: str) -> bool:
    """Whether a place is only where missiles came from, or whom money is for."""
    before = _before(sentence, spot.start)
    language = sentence.statement.language
    owned = sentence.text[spot.end : spot.end + 2] in ("'s", "' ")
    if owned and measure and measure not in OF_A_PLACE:
        return True
    if measure in ("munitions", "intercepted"):
        return before in role_words(language, "from_where")
    return measure == "funds" and before in role_words(language, "for_whom") and before not in ("in", "في")


def mention(sentence: Sentence, spot: Spot) -> Mention:
    """A place as a claim names it."""
    span: Span = sentence.folded.span(spot.start, spot.end)
    return Mention(spot.place, span, spot.near)
