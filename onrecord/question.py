"""From a question or a text in a person's words to what the record answers: names to ids, the record asked, voices."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from onrecord.errors import InputError, UsageError
from onrecord.period import Period, parse_edtf
from onrecord.row import Cutoff, Holdings, Record, Term, build_record
from onrecord.scope import ROLES, Catalogue, Scope

if TYPE_CHECKING:
    from onrecord.bounds import Answer, Bounds
    from onrecord.claim import Claim
    from onrecord.comparing import Against, Compared
    from onrecord.figure import Figure
    from onrecord.finding import Finding
    from onrecord.statement import Language, Statement

Names = str | Iterable[str]
_BETWEEN = re.compile(r"[;؛]")
MOST_LISTED, MOST_NAMED = 80, 24
"""Ids listed where a name is not known and none is near: the whole catalogue of measures fits."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as a person puts it: names or ids, several in one string joined by ``;``, the period in EDTF."""

    measure: str
    by: Names = ()
    against: Names = ()
    of: Names = ()
    places: Names = ()
    period: str | Period = ""


MOST_CHOSEN_FROM = 500
"""Past so many names, a few of them are no help."""


class VoiceBounds(NamedTuple):
    """The bounds on what one voice counts by one rule."""

    voice: str
    rule: str
    bounds: Bounds


class VoiceAnswers(NamedTuple):
    """What one voice's counts, by one rule, allow for a total set against others: an answer for each."""

    voice: str
    rule: str
    answers: tuple[Answer, ...]


# ------------------------------------------------------------------------------------------------------ names to ids


def split_names(names: Names) -> tuple[str, ...]:
    """The single names in ``"Iraq; Syria"``, or in a list of such."""
    given = (names,) if isinstance(names, str) else tuple(names)
    return tuple(part.strip() for name in given for part in _BETWEEN.split(name) if part.strip())


def scope_of(question: Question, catalogue: Catalogue) -> Scope:
    """The scope that a question asks about; UsageError where a name is not known, with the names near it."""
    period = question.period if isinstance(question.period, Period) else parse_edtf(question.period)
    return Scope(
        measure=measure_of(question.measure, catalogue),
        by=actors_of(question.by, catalogue),
        against=actors_of(question.against, catalogue),
        of=actors_of(question.of, catalogue),
        places=places_of(question.places, catalogue),
        period=period,
    )


def measure_of(name: str, catalogue: Catalogue) -> str:
    """The id of a measure, from its id or one of its names."""
    wanted = _bare(name)
    index: dict[str, tuple[str, ...]] = {}
    for measure in catalogue.measures:
        for other in dict.fromkeys(map(_bare, (measure.id, *measure.names.values()))):
            index[other] = (*index.get(other, ()), measure.id)
    bearers = sorted({name.strip()} & {key for keys in index.values() for key in keys}) or index.get(wanted, ())
    if len(set(bearers)) == 1:
        return bearers[0]
    if bearers:
        raise UsageError(f"{name!r} is the name of more than one measure; give the id: {', '.join(bearers)}")
    printed = {key: key for keys in index.values() for key in keys}
    raise UsageError(f"no measure {name!r}; {near_names(wanted, index, printed) or _some_of(printed)}")


def _bare(name: str) -> str:
    """A name of a measure as it is compared: folded, of each Arabic word without its article."""
    from onrecord.gazetteer import fold

    return " ".join(word.removeprefix("ال") for word in fold(name).split())


def places_of(names: Names, catalogue: Catalogue) -> tuple[str, ...]:
    """The ids of places, from ids or names; 'near Hajin' is what is near that place."""
    from onrecord.gazetteer import fold, place_names
    from onrecord.nearby import base_of, places_told, unwrapped

    printed = {place.id: place.names.get("en", place.id) for place in catalogue.places}

    def those(name: str) -> tuple[str, ...]:
        if base_of(name) and name in catalogue.places:
            return (name,)
        told, bare = (None if fold(name) in place_names() else unwrapped(fold(name))) or ("", name)
        return places_told(told, _resolve(bare, "place", place_names(), printed))

    return tuple(place for name in split_names(names) for place in those(name))


def actors_of(names: Names, catalogue: Catalogue) -> tuple[str, ...]:
    """The ids of actors, from ids or names."""
    from onrecord.gazetteer import actor_names

    printed = {actor.id: actor.names.get("en", actor.id) for actor in catalogue.actors}
    return tuple(_resolve(name, "actor", actor_names(), printed) for name in split_names(names))


def actor_of(name: str, catalogue: Catalogue) -> str:
    """The id of one actor."""
    found = actors_of(name, catalogue)
    if len(found) != 1:
        raise UsageError(f"{name!r} names {len(found)} actors; name one")
    return found[0]


def _resolve(name: str, what: str, index: Mapping[str, tuple[str, ...]], printed: Mapping[str, str]) -> str:
    """One id for one name; a name that several bear is nobody's."""
    from onrecord.gazetteer import fold

    bearers = (name,) if (name,) in index.values() else index.get(fold(name), ())
    if len(bearers) == 1:
        return bearers[0]
    if bearers:
        raise UsageError(f"{name!r} is the name of more than one {what}; give the id: {', '.join(bearers)}")
    raise UsageError(
        f"no {what} {name!r}; {near_names(fold(name), index, printed) or _some_of(printed.values(), MOST_NAMED)}"
    )


def _some_of(names: Iterable[str], most: int = MOST_LISTED) -> str:
    """What there is, short names first: a line, not a list of hundreds."""
    there = sorted(set(names), key=lambda name: (len(name), name))
    if len(there) > MOST_CHOSEN_FROM:
        return f"{len(there)} are known, and none is near"
    return f"there are: {', '.join(there[:most])}{' and more' if len(there) > most else ''}"


def near_names(name: str, index: Mapping[str, tuple[str, ...]], printed: Mapping[str, str]) -> str:
    """``did you mean ...?`` with up to three names, each with its id, or nothing where none is near."""
    matches = difflib.get_close_matches(name, sorted(index), n=20)
    # The nearest stay first; few mistake the first letters, and few ask for what only a list of towns has.
    matches.sort(key=lambda m: (m[:1] != name[:1], all(":" in key for key in index[m]), m[:2] != name[:2]))
    keys = list(dict.fromkeys(key for match in matches for key in index[match]))[:3]
    shown = [key if printed.get(key, key) == key else f"{printed[key]} ({key})" for key in keys]
    return f"did you mean {' or '.join(shown)}?" if shown else ""


# ------------------------------------------------------------------------------------------------------- the record


def packaged_holdings() -> Holdings:
    """The facts shipped with the program."""
    from onrecord.figure import packaged_figures
    from onrecord.row import packaged_bridges
    from onrecord.source import packaged_cards

    return Holdings(tuple(packaged_figures()), packaged_cards(), tuple(packaged_bridges()))


def holdings_of(project: str | Path | None) -> Holdings:
    """What a project holds, or the packaged facts where none is named."""
    if project is None:
        return packaged_holdings()
    from onrecord.project import open_project

    return open_project(Path(project)).holdings()


def catalogue_of(project: str | Path | None) -> Catalogue:
    """The names that are known in a project, or the packaged ones where none is named."""
    from onrecord.gazetteer import packaged

    if project is None:
        return packaged()
    from onrecord.project import open_project

    return open_project(Path(project)).catalogue()


@contextmanager
def names_in(project: str | Path | None) -> Iterator[None]:
    """Have the names in force that were brought to a project; the packaged ones alone where none is named."""
    from onrecord.gazetteer import using

    with using(None if project is None else catalogue_of(project)):
        yield


@dataclass(frozen=True, slots=True)
class Filter:
    """Which figures to list; None or empty means any."""

    measure: str | None = None
    places: Names = ()
    voice: str | None = None
    as_of: dt.date | None = None


def figures_of(holdings: Holdings, catalogue: Catalogue, wanted: Filter) -> list[Figure]:
    """The figures held that the filter lets through, by id."""
    measure = None if wanted.measure is None else measure_of(wanted.measure, catalogue)
    voices = None if wanted.voice is None else actors_of(wanted.voice, catalogue)
    wholes = catalogue.places.outer(places_of(wanted.places, catalogue))
    cutoff, tree = Cutoff(day=wanted.as_of), catalogue.places.tree

    def admits(figure: Figure) -> bool:
        places = catalogue.places.outer(figure.scope.places)
        return (
            cutoff.admits(figure)
            and measure in (None, figure.scope.measure)
            and (voices is None or figure.voice in voices)
            and (not wholes or any(tree.holds(whole, place) for whole in wholes for place in places))
        )

    return sorted(filter(admits, holdings.figures), key=lambda figure: figure.id)


def voices_of(measure: str, holdings: Holdings, voice: str | None, catalogue: Catalogue) -> list[tuple[str, str]]:
    """The (voice, rule) pairs to ask about a measure: all that count it or what is tied to it, or the named one."""
    from onrecord.cell import counting

    there = list(counting(measure, holdings))
    if voice is None:
        return there
    try:
        wanted = actors_of(voice, catalogue)
    except UsageError:
        wanted = ()
    named = [(who, rule) for who, rule in there if who in wanted]
    if not named:
        voices = ", ".join(sorted({who for who, _ in there})) or "nobody"
        raise UsageError(f"no figures on {measure} counted by {voice!r}; it is counted by: {voices}")
    return named


# ---------------------------------------------------------------------------------------------------------- answers


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms to ask: whose count, what was published by then, which figures and bridges are withdrawn."""

    voice: str | None = None
    as_of: dt.date | None = None
    without: tuple[str, ...] = ()


def ask_voices(scope: Scope, holdings: Holdings, catalogue: Catalogue, terms: Terms) -> tuple[VoiceBounds, ...]:
    """The bounds on a scope, by voice and counting rule."""
    from onrecord.bounds import bound, check_askable
    from onrecord.frame import without_others
    from onrecord.inequality import OTHERS

    check_askable(scope, catalogue)
    holdings, catalogue, terms = _believed(holdings, catalogue, terms)
    holdings = holdings.bearing_on([scope])
    pairs = voices_of(scope.measure, holdings, terms.voice, catalogue)
    record = build_record(holdings, Cutoff(day=terms.as_of))
    others = [name for name in terms.without if name in {f"{held.id}{OTHERS}" for held in record.lists}]
    record = withdrawn(record, [name for name in terms.without if name not in others])
    found = []
    for who, rule in pairs:
        left = without_others(record, others, Term(Fraction(1), who, rule, scope), catalogue) if others else record
        found.append(VoiceBounds(who, rule, bound(scope, who, rule, left, catalogue)))
    return tuple(found)


def _believed(holdings: Holdings, catalogue: Catalogue, terms: Terms) -> tuple[Holdings, Catalogue, Terms]:
    """The same without the stints that are withdrawn ("ypg@sdf"): whoever was said to be part of another then may have
    been so on any day, or not."""
    doubted = [key for key in terms.without if key in catalogue.actors.stints]
    if not doubted:
        return holdings, catalogue, terms
    catalogue = replace(catalogue, actors=catalogue.actors.doubting(doubted))
    if holdings.events is not None:
        holdings = replace(holdings, events=holdings.events.knowing(catalogue))
    return holdings, catalogue, replace(terms, without=tuple(key for key in terms.without if key not in doubted))


SLOT_OF: Mapping[str, str] = {
    **dict.fromkeys(("share_of", "all_of", "none_of", "most_of"), "place"),
    "change_from": "period",
    "compared_with": "period",
    "per": "measure",
}
"""The slot that is meant where what a total is set against is named by itself."""


def compared_of(scope: Scope, against: Against, named: Names, catalogue: Catalogue) -> Compared:
    """What a total is set against: 'Syria', or 'place=Syria' and 'period=2018-05'; for the highest since, when from.

    What is not named is as in the question.
    """
    from onrecord.asking import DAYS_OF, MONTHS
    from onrecord.comparing import compared, extreme_in, rate, since

    words = [named] if isinstance(named, str) else list(named)
    if against in ("most_in", "least_in"):
        return extreme_in(against, scope, "".join(words).strip(), catalogue)
    if against in ("highest_since", "lowest_since"):
        return since(against, scope, parse_edtf("".join(words)), catalogue)
    if against == "per" and len(words) == 1 and words[0] in (*DAYS_OF, *MONTHS):
        return rate(scope, words[0], catalogue)
    changes: dict[str, object] = {}
    for word in words:
        slot, equals, value = word.partition("=")
        slot, value = (slot.strip(), value) if equals else (SLOT_OF[against], word)
        changes |= _changed(slot, value.strip(), catalogue)
    return compared(against, scope, scope.but(**changes), catalogue)


def _changed(slot: str, value: str, catalogue: Catalogue) -> dict[str, object]:
    """One slot of what a total is set against."""
    if slot == "measure":
        return {"measure": measure_of(value, catalogue)}
    if slot == "place":
        return {"places": places_of(value, catalogue)}
    if slot == "period":
        return {"period": parse_edtf(value)}
    if slot in ROLES:
        return {slot: actors_of(value, catalogue)}
    raise UsageError(f"no slot {slot!r} to set a total against; there are: place, period, measure, by, against, of")


def ask_compared(asked: Compared, holdings: Holdings, catalogue: Catalogue, terms: Terms) -> tuple[VoiceAnswers, ...]:
    """What follows for a total set against others, by voice and counting rule."""
    from onrecord.comparing import answers

    holdings, catalogue, terms = _believed(holdings, catalogue, terms)
    holdings = holdings.bearing_on([asked.scope, *asked.bases, *asked.parts])
    pairs = voices_of(asked.scope.measure, holdings, terms.voice, catalogue)
    record = withdrawn(build_record(holdings, Cutoff(day=terms.as_of)), terms.without)
    return tuple(VoiceAnswers(*who, answers(asked, who, record, catalogue)) for who in pairs)


def withdrawn(record: Record, ids: Sequence[str]) -> Record:
    """The record without some assertions, each named by any figure that makes it, and without some bridges."""
    by_figure = {figure.id: row.id for row in record.rows for figure in row.figures}
    listed = {held.id: held.id for held in record.lists}
    listed |= {event.id: event.id for held in record.lists for event in held.events}
    listed |= {listing.id: listing.id for held in record.lists for listing in held.listings}
    known = {**listed, **by_figure, **{bridge.id: bridge.id for bridge in record.bridges}}
    for wanted in ids:
        if wanted not in known:
            near = difflib.get_close_matches(wanted, sorted(known), n=3)
            hint = f"did you mean {' or '.join(near)}?" if near else "'onrecord figures' lists the figures"
            raise UsageError(f"no figure or bridge {wanted!r} to do without; {hint}")
    return record.without(*(known[wanted] for wanted in ids))


def terms_of(voice: str | None, as_of: dt.date | str | None, without: Names) -> Terms:
    """The terms as a person gives them: a day in ISO form, ids alone or in a list."""
    return Terms(voice, day_of(as_of), split_names(without))


def ask_one(question: Question, terms: Terms, project: str | Path | None) -> Bounds:
    """The bounds on what one voice counts; UsageError where it is not clear whose count is meant."""
    from onrecord.gazetteer import using

    names, holdings = catalogue_of(project), holdings_of(project)
    with using(names):
        scope = scope_of(question, names)
    holdings = holdings.bearing_on([scope])
    _check_one_voice(scope, holdings, terms, names)
    (answer,) = ask_voices(scope, holdings, names, terms)
    return answer.bounds


def compare_one(
    question: Question, against: Mapping[str, Names], terms: Terms, project: str | Path | None
) -> tuple[Answer, ...]:
    """What follows for one voice's total set against others; UsageError where it is not clear whose count is meant."""
    from onrecord.gazetteer import using

    names, holdings = catalogue_of(project), holdings_of(project)
    with using(names):
        scope = scope_of(question, names)
        asked = compared_of(scope, *the_one(against), names)
    holdings = holdings.bearing_on([scope, *asked.bases, *asked.parts])
    _check_one_voice(scope, holdings, terms, names)
    (found,) = ask_compared(asked, holdings, names, terms)
    return found.answers


def the_one(against: Mapping[str, Names]) -> tuple[Against, Names]:
    """The one way in which a total is set against another; UsageError where there are several, or none."""
    given = [(cast("Against", way), named) for way, named in against.items() if named]
    if len(given) != 1:
        ways = ", ".join(way for way, _ in given) or "nothing"
        raise UsageError(f"a total is set against another in one way at a time, not by {ways}")
    return given[0]


def _check_one_voice(scope: Scope, holdings: Holdings, terms: Terms, names: Catalogue) -> None:
    pairs = voices_of(scope.measure, holdings, terms.voice, names)
    if len(pairs) != 1:
        there = ", ".join(f"{who} ({rule})" if rule else who for who, rule in pairs) or "nobody"
        raise UsageError(f"{scope.measure} is counted by {there}: say whose count is meant with voice=")


def day_of(day: dt.date | str | None) -> dt.date | None:
    """A day given as a date or in ISO form."""
    if day is None or isinstance(day, dt.date):
        return day
    try:
        return dt.date.fromisoformat(day)
    except ValueError as error:
        raise InputError(f"{day!r} is not a day: expected YYYY-MM-DD") from error


def statement_of(
    text: str, *, published_on: dt.date | str | None, speaker: str | None, language: Language | None
) -> Statement:
    """A statement made of a text and what is known of it."""
    from onrecord.gazetteer import catalogue
    from onrecord.statement import statement_from_text

    named = None if speaker is None else actor_of(speaker, catalogue())
    return statement_from_text(text, published_on=day_of(published_on), speaker=named, language=language)


def claims_of(statement: Statement) -> list[Claim]:
    """The claims found in a statement."""
    from onrecord.claim import find_claims
    from onrecord.gazetteer import catalogue

    return find_claims(statement, catalogue())


def check_statement(statement: Statement, holdings: Holdings) -> list[Finding]:
    """The findings on a statement's claims."""
    from onrecord.finding import measure_statement
    from onrecord.gazetteer import catalogue

    claims = claims_of(statement)
    return measure_statement(statement, claims, with_events(holdings, claims), catalogue())


def with_events(holdings: Holdings, claims: Iterable[Claim]) -> Holdings:
    """What is held, with what tables of events bring to these claims."""
    asked = list(claims)
    scopes = [claim.scope for claim in asked]
    based = [(claim, claim.base) for claim in asked if claim.base is not None]
    scopes += [claim.scope.but(period=base.period) for claim, base in based if base.period is not None]
    scopes += [claim.scope.but(places=()) for claim, _ in based if claim.form == "share"]  # whatever the whole is
    return holdings.bearing_on(scopes)


class Checked(NamedTuple):
    """A statement with its findings, the pages written about it, and what was held for it."""

    statement: Statement
    findings: list[Finding]
    pages: list[Path]
    holdings: Holdings


def check_and_publish(statement: Statement, holdings: Holdings, out: Path | None) -> Checked:
    """A statement's findings, and its pages where a folder is given."""
    from onrecord.gazetteer import catalogue

    holdings = with_events(holdings, claims_of(statement)) if holdings.events is not None else holdings
    findings = check_statement(statement, holdings)
    if out is None:
        return Checked(statement, findings, [], holdings)
    from onrecord.publication import publish

    return Checked(statement, findings, publish(statement, findings, holdings, catalogue(), out), holdings)
