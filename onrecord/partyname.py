"""Phrases that name a party, whether a catalogue knows it or not: 'Russian forces', 'the enemy', 'our crews', العدو.

A phrase is one or more words of the tables that stand side by side, with what is written before them in English
('the 188th Brigade'). What it is called beside ``cue``, the word right before it, tells its role.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Literal

from onrecord import patterns as re
from onrecord.data import table
from onrecord.normal import Sense, Word, fold
from onrecord.patterns import named
from onrecord.scope import Catalogue
from onrecord.sentence import Sentence
from onrecord.statement import Statement
from onrecord.valueclass import dataclass, replace

PERSONS = ("person", "civilian", "combatant", "displaced", "prisoner", "hostage", "trainee", "voter")
"""Classes of nouns that count persons."""

PEOPLES = ("civilians", "children", "women", "displaced-people", "fighters")
"""Actors of the catalogue that things are done to: never a doer."""


@cache
def role_words(language: str, name: str) -> frozenset[str]:
    """One list of the words that tell roles, folded."""
    return frozenset(fold(word).text for word in table("roles")[language].get(name, ()))


Side = Literal["own", "enemy", ""]
KINDS = ("actor", "party", "nation", "own_side", "ours", "place")


@dataclass(frozen=True, slots=True)
class Named:
    """One phrase, by folded offsets: ``at`` is where its first known word stands, ``actor`` its id where known.

    ``verb`` says that only a verb's ending names it; ``linked`` that 'and' joins it to the phrase before.
    """

    start: int
    end: int
    at: int
    kind: str
    actor: str = ""
    side: Side = ""
    cue: str = ""
    verb: bool = False
    linked: bool = False
    state: bool = False
    deed: bool = False

    @property
    def free(self) -> bool:
        """Whether nothing before it makes it the object of something."""
        return not self.cue


def side_of(statement: Statement, catalogue: Catalogue) -> str | None:
    """Whose acts 'we' and 'our forces' mean: the speaker's side, else the speaker."""
    if statement.speaker is None or statement.speaker not in catalogue.actors:
        return statement.speaker
    return catalogue.actors[statement.speaker].side or statement.speaker


def named_in(sentence: Sentence, catalogue: Catalogue) -> tuple[Named, ...]:
    """The phrases of a sentence that name parties, in their order."""
    pieces = [piece for word in sentence.of_kinds(*KINDS) if (piece := _piece(sentence, catalogue, word)) is not None]
    if sentence.statement.language == "ar":
        nations = list(_nations_in(sentence))
        taken = {nation.start for nation in nations}
        pieces = [*nations, *_we_shall(sentence, catalogue), *(piece for piece in pieces if piece.start not in taken)]
        pieces = sorted([*pieces, *_ours_in(sentence, catalogue, pieces)], key=lambda piece: piece.start)
    merged = _merged(sentence, pieces)
    phrases = [_with_lead(sentence, catalogue, phrase) for phrase in merged]
    return tuple(_linked(sentence, phrases))


# ------------------------------------------------------------------------------------------------------- the pieces


def _piece(sentence: Sentence, catalogue: Catalogue, word: Word) -> Named | None:
    """What one word of the tables names, by itself."""
    if _in_figure(sentence, word):
        return None
    start, end = word.whole
    plain = Named(start, end, word.start, "place")
    if (own := word.sense("own_side")) is not None:
        side = side_of(sentence.statement, catalogue) or ""
        return replace(plain, kind="own", actor=side, side="own", verb=bool(own.data.get("verb")))
    if word.means("ours"):
        return replace(plain, kind="ours", actor=side_of(sentence.statement, catalogue) or "", side="own")
    actor = word.sense("actor")
    if actor is not None and not word.means("noun") and actor.id not in PEOPLES:
        return replace(plain, kind="actor", actor=actor.id, state=True)
    if actor is not None and actor.id == "fighters":
        return replace(plain, kind="party", side="enemy")
    if (party := word.sense("party")) is not None:
        return _party(sentence, catalogue, plain, party)
    if (nation := word.sense("nation")) is not None:
        return replace(plain, kind="nation", actor=str(nation.data.get("actor", "")))
    return plain if word.means("place") else None


def written_ours(word: str) -> bool:
    """Whether 'our' is written on the end of an Arabic word: دفاعنا."""
    return word.endswith("نا") and len(word) > len("نا") + 2


def _we_shall(sentence: Sentence, catalogue: Catalogue) -> Iterator[Named]:
    """Verbs of the future whose form says 'we': سندرب."""
    side = side_of(sentence.statement, catalogue) or ""
    for start in sentence.futures:
        if sentence.text.startswith(_WE, start + 1):
            verb = _VERB.match(sentence.text, start, sentence.end)
            yield Named(start, verb.end() if verb is not None else start + 2, start, "own", side, "own", verb=True)


_WE = "ن"
_VERB = re.compile(r"\w+")


def _ours_in(sentence: Sentence, catalogue: Catalogue, pieces: Sequence[Named]) -> Iterator[Named]:
    """Arabic nouns with 'our' written on their end that name no party by themselves: أبطالنا, من فنيينا, ألويتنا."""
    if "نا" not in sentence.text[sentence.start : sentence.end]:
        return
    side = side_of(sentence.statement, catalogue) or ""
    for match in _OURS.finditer(sentence.text, sentence.start, sentence.end):
        start, end = match.span(1)
        if any(piece.start < end and start < piece.end for piece in pieces) or sentence.meets_figure(start, end):
            continue
        words = [word for word in sentence.words if word.start < end and start < word.end]
        noun = next((sense for word in words if (sense := word.sense("noun", "dual")) is not None), None)
        if noun is not None and noun.data.get("class") in PERSONS:
            yield Named(start, end, start, "own", side, "own")
        elif not words and (match[2] or _NOUN_OURS.fullmatch(match[3]) or _led(sentence, start)):
            yield Named(start, end, start, "mine", side, "own")


_OURS = named("partyname", "ours")
_NOUN_OURS = named("partyname", "noun-ours")


def _led(sentence: Sentence, start: int) -> bool:
    """Whether the word right before an offset is a preposition."""
    before = sentence.text[sentence.start : start].rstrip(" ").split(" ")[-1]
    return before.lstrip("وف") in role_words("ar", "objects") or before in role_words("ar", "objects")


@cache
def _nations() -> dict[str, str]:
    """The Arabic adjectives of nations, masculine and folded, each with its actor, "" where it has none."""
    held, actors = table("lexicon/ar/parties")["nation"], {}
    for row in table("lexicon/parties")["nation"]:
        actors.update({fold(form).text: str(row.get("actor", "")) for form in held.get(row["id"], {}).get("forms", ())})
    return actors


_NISBA = named("partyname", "nisba")


def _nations_in(sentence: Sentence) -> Iterator[Named]:
    """Adjectives of nations in the Arabic accusative, which tables know as countries: هجوماً روسياً is not روسيا."""
    original = sentence.folded.original
    for match in _NISBA.finditer(sentence.text, sentence.start, sentence.end):
        end = sentence.folded.span(match.start(1), match.end()).end
        if "\u064b" not in original[end - 2 : end + 1]:
            continue
        known = _nations().get(match[1])
        country = any(word.start == match.start(1) and word.means("place") for word in sentence.words)
        if known is not None or country:
            yield Named(match.start(1), match.end(), match.start(1), "nation", known or "")


def _party(sentence: Sentence, catalogue: Catalogue, plain: Named, sense: Sense) -> Named:
    """A noun for a party; with 'our' written on its end it is the speaker's own."""
    ours = written_ours(sentence.text[plain.start : plain.end])
    side: Side = "own" if ours else "enemy" if sense.data.get("side") == "enemy" else ""
    actor = (side_of(sentence.statement, catalogue) or "") if ours else ""
    kind = "own" if ours else "arm" if sense.data.get("owned") else "party"
    state, deed = bool(sense.data.get("state")), bool(sense.data.get("deed"))
    return replace(plain, kind=kind, side=side, actor=actor, state=state, deed=deed)


def _in_figure(sentence: Sentence, word: Word) -> bool:
    return any(item.start <= word.start < item.end for item in sentence.stated)


_MERGES = named("partyname", "merges")


def _merged(sentence: Sentence, pieces: Iterable[Named]) -> list[Named]:
    """Pieces that stand side by side as one phrase: 'Russian forces', قوات النظام, 'our warplanes'."""
    merged: list[Named] = []
    for piece in pieces:
        last = merged[-1] if merged else None
        gap = "?" if last is None else sentence.text[last.end : piece.start]
        if last is not None and _fits(sentence, last, piece, gap):
            merged[-1] = _joined(last, piece)
        else:
            merged.append(piece)
    return merged


def _fits(sentence: Sentence, last: Named, piece: Named, gap: str) -> bool:
    """Whether a piece belongs to the phrase before it."""
    if last.verb or piece.verb or (piece.kind == "own" and last.kind != "party"):
        return False
    if sentence.statement.language == "ar":
        lead = sentence.text[piece.start : piece.at]
        return gap == " " and lead in ("", "ال") and last.kind not in ("place", "own") and last.kind != "actor"
    if piece.kind == "place":
        return last.kind in ("party", "own") and gap == " of "
    if last.kind == "place":
        return gap in (" ", "'s ", "-")
    return bool(gap) and _MERGES.fullmatch(gap) is not None and not (last.kind == "nation" and "of" in gap)


def _joined(last: Named, piece: Named) -> Named:
    """Two pieces as one: a nation lends its name only to what is a state's own."""
    head = piece if piece.kind in ("party", "arm", "actor") else last
    side: Side = "own" if "own" in (last.side, piece.side) else last.side or piece.side
    kind = "own" if side == "own" else "actor" if "actor" in (last.kind, piece.kind) else head.kind
    if kind in ("nation", "place") and "party" in (last.kind, piece.kind):
        kind = "party"
    actor = next((p.actor for p in (last, piece) if p.kind == "actor" and p.actor), "")
    if kind == "own":
        actor = next((p.actor for p in (last, piece) if p.side == "own"), actor)
    state = last.state or piece.state
    if not actor and state:
        actor = last.actor or piece.actor
    return replace(last, end=piece.end, kind=kind, side=side, actor=actor, state=state, deed=last.deed or piece.deed)


_TOKEN = re.compile(r"[^\s,;:()\"]+ $")
_ORDINAL = named("partyname", "ordinal")


def _with_lead(sentence: Sentence, catalogue: Catalogue, phrase: Named) -> Named:
    """A phrase with its article, ordinal and adjectives, and the word before them as its cue."""
    if sentence.statement.language == "ar":
        return replace(phrase, end=_whole_name(sentence, phrase), cue=_arabic_cue(sentence, phrase))
    start, text = phrase.start, sentence.text
    side, kind, actor = phrase.side, phrase.kind, phrase.actor
    for _ in range(5):
        last = text.rfind(" ", sentence.start, max(start - 2, sentence.start))
        match = _TOKEN.search(text, max(last, sentence.start), start)
        if match is None:
            break
        token = match.group().strip()
        if token in role_words("en", "determiners"):
            start = match.start()
            if token in role_words("en", "ours"):
                side, kind, actor = "own", "own", side_of(sentence.statement, catalogue) or ""
            break
        named = sentence.folded.original[sentence.folded.origin(match.start())].isupper() and not phrase.verb
        if not (
            token in role_words("en", "adjectives")
            or _ORDINAL.match(token)
            or (named and match.start() > sentence.start)
        ):
            break
        if any(d.start <= match.start() < d.end for d in sentence.dated):
            break
        start = match.start()
    before = text[sentence.start : start].rstrip(" ")
    cue = before.split(" ")[-1] if before and before[-1] not in ",;:.()" else ""
    return replace(
        phrase, start=start, side=side, kind=kind, actor=actor, cue=cue if cue in role_words("en", "objects") else ""
    )


_NEXT_WORD = re.compile(r" (\w{3,})(?!\w)")
_NO_NAMES = ("objects", "places", "no_names", "befalls")


def _whole_name(sentence: Sentence, phrase: Named) -> int:
    """Where an Arabic phrase ends with the name that no table knows: كتيبة درع الوادي."""
    lead = sentence.text[phrase.start : phrase.at]
    end, definite = phrase.end, sentence.text.startswith("ال", phrase.at) or "ال" in lead or lead.endswith("لل")
    if (
        phrase.kind not in ("party", "arm")
        or phrase.side
        or phrase.verb
        or definite
        or sentence.text.endswith(_CLOSED, 0, end)
    ):
        return end
    for _ in range(3):
        match = _NEXT_WORD.match(sentence.text, end, sentence.end)
        if match is None or not _may_be_name(sentence, match):
            return end
        token = match.group(1)
        if definite and not token.startswith("ال"):
            return end
        definite = definite or token.startswith("ال")
        end = match.end()
    return end


_CLOSED = ("ون", "ين", "ات", "نا", "هم", "ها", "ان", "وا")
"""Ends of words that no name is joined to."""


def _may_be_name(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether a word behind a noun for a party may be of its name: nothing that the tables know as anything."""
    token, start, end = match.group(1), match.start(1), match.end(1)
    if token.isdigit() or token[:1] in ("و", "ب", "ل", "ف") or any(token in role_words("ar", n) for n in _NO_NAMES):
        return False
    origin = sentence.folded.origin(end - 1)
    if "\u064b" in sentence.folded.original[origin : origin + 2]:
        return False
    if any(word.whole[0] < end and start < word.whole[1] and word.kinds - {"ground"} for word in sentence.words):
        return False
    return not sentence.meets_figure(start, end) and not sentence.meets_date(start, end)


def _arabic_cue(sentence: Sentence, phrase: Named) -> str:
    lead = sentence.text[phrase.start : phrase.at]
    if lead[:1] in ("ب", "ل", "ك") and not phrase.verb:
        return lead[:1]
    before = sentence.text[sentence.start : phrase.start].rstrip(' «"(و')
    last = before.split(" ")[-1] if before else ""
    bare = last.lstrip("وف") if last.lstrip("وف") in role_words("ar", "objects") else last
    if bare in role_words("ar", "struck") and before.strip() != last:  # 'strikes that hit Daesh', but not 'Daesh hit'
        ahead = before[: -len(last)].rstrip()
        return "ضد" if ahead and ahead[-1] not in ",،:؛." and not _after_link(sentence, phrase.start) else ""
    return bare if bare in role_words("ar", "objects") else ""


def _after_link(sentence: Sentence, start: int) -> bool:
    """Whether no figure stands before: then the verb opens the clause and what follows it is its subject."""
    first, _ = sentence.clause(start)
    return not any(first <= item.start < start for item in sentence.stated)


_COMMAS = (", ", "، ")
_LINK = named("partyname", "link")


def _linked(sentence: Sentence, phrases: Sequence[Named]) -> Iterator[Named]:
    """Phrases that 'and' joins share what stands before the first; a comma joins them only where an 'and' follows."""
    gaps = [sentence.text[one.end : other.start] for one, other in pairwise(phrases)]
    last: Named | None = None
    for nth, phrase in enumerate(phrases):
        gap = gaps[nth - 1] if nth else ""
        linked = _LINK.fullmatch(gap) is not None and not phrase.verb and phrase.kind != "nation"
        if gap in _COMMAS:
            after = next((later for later in gaps[nth:] if later not in _COMMAS), "")
            linked = linked and _LINK.fullmatch(after) is not None
        last = replace(phrase, linked=True, cue=last.cue) if last is not None and linked and not last.verb else phrase
        yield last
