"""Cells: the smallest pieces of voice, measure, actors, places and days that nothing on record divides.

Space is cut at every place that a figure names, actors likewise, time at every first and last day. What is left of
a place once its named parts are taken out is a piece of its own (its "elsewhere"). Pieces that exactly the same
figures cover are merged: a cell *is* a set of figures, so a small record makes a small system however long it runs.

Stocks do not add over time: each day that a figure names is cut apart and nothing lies between. Ratios, and counts of
distinct things, add over nothing: each is a cell of its own for exactly the places and actors it was stated for.
"""

from __future__ import annotations

import bisect
import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from onrecord.figure import Figure
from onrecord.row import Bridge, Holdings, Record, Row, Term
from onrecord.scope import ROLES, Catalogue, Scope

Kind = tuple[str, str, str]  # voice, rule, measure
BOUNDED = ("flow", "stock", "ratio")
"""Kinds of measure whose totals can be bounded; distinct, extreme and occurrence counts do not add up."""
MOST_LAID, _LAID = 4, "laid"
"""Sets of rows that are kept as they were cut: the claims of a statement mostly ask the same ones."""
FIRST_DAY, LAST_DAY = dt.date(1, 1, 1), dt.date(9999, 12, 31)


class Piece(NamedTuple):
    """A place less its named parts, and so for the actors of each role, over days: one box of a cell.

    ``node`` are the names (None: what lies in none of them), in the order place, by, against, of. Pieces and cells are
    named tuples, since thousands are made at once.
    """

    node: tuple[str | None, ...]
    start: dt.date
    end: dt.date
    exact: tuple[tuple[str, ...], ...] | None = None  # a ratio's places and actors, which are not to be taken apart


class Cell(NamedTuple):
    """One unknown count >= 0: a kind, and the pieces that it is made of."""

    kind: Kind
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A bridge at one pair of cells: the count of ``lesser`` is at most that of ``greater``."""

    bridge: str
    lesser: int
    greater: int


@dataclass(frozen=True, slots=True)
class Spread:
    """The events of one list that may lie in the same cells: their counts are spread over these, nobody knows how.

    ``loose`` where they may also lie outside all cells. ``low`` and ``high`` (None: not bounded) are their sums, and
    ``count`` says how many they are. With ``event`` it is that one event, told apart from the others of its list.
    """

    events: str
    cells: tuple[int, ...]
    loose: bool
    low: Fraction
    high: Fraction | None
    count: int
    event: str = ""


_Node = tuple[str | None, ...]
_Group = tuple[Kind, ...]
_Active = tuple[int, ...]  # the numbers of the extents that cover something, in order
_Stretch = tuple[dt.date, dt.date, _Active]
_Standing = tuple[tuple[str | None, ...], tuple[tuple[str, ...], ...] | None]  # a node, and a ratio's exact scope
Cover = Mapping[int, Fraction]  # cell number -> how often it is counted


@dataclass(frozen=True, slots=True)
class System:
    """Rows over cells. ``low_covers`` and ``high_covers`` say, for each row, what its two sides speak of; ``asked``
    holds the inner and the outer cover of each term of the question. ``spreads`` are the events, and ``closed`` the
    cells in which a list of them is all that is counted, by the list and by the listing that says so."""

    cells: tuple[Cell, ...]
    rows: tuple[Row, ...]
    low_covers: tuple[Cover, ...]
    high_covers: tuple[Cover, ...]
    asked: tuple[tuple[Cover, Cover], ...]
    links: tuple[Link, ...]
    axes: tuple[tuple[str, ...], ...]
    spreads: tuple[Spread, ...] = ()
    closed: Mapping[str, Mapping[str, frozenset[int]]] = field(default_factory=dict)


# ----------------------------------------------------------------------------------------- which rows bear on what


def usable(row: Row, catalogue: Catalogue) -> bool:
    """Whether a row can enter a system: what does not add over time must be dated to one day."""
    kinds = [(catalogue.measures[term.scope.measure].kind, term.scope.period.days) for term in row.terms]
    return all(kind == "flow" or (kind in BOUNDED and days == 1) for kind, days in kinds)


def measure_groups(bridges: Iterable[Bridge]) -> dict[Kind, frozenset[Kind]]:
    """For each kind that a bridge ties to others, all the kinds of its group."""
    groups: dict[Kind, frozenset[Kind]] = {}
    for bridge in bridges:
        if not bridge.ties_cells:
            continue
        pair = [(bridge.voice, bridge.rule, measure) for measure in (bridge.lesser, bridge.greater)]
        joined = frozenset(pair).union(*(groups.get(kind, frozenset()) for kind in pair))
        groups.update(dict.fromkeys(joined, joined))
    return groups


def counting(measure: str, holdings: Holdings) -> dict[tuple[str, str], tuple[Figure, ...]]:
    """Who counts a measure, or what bridges tie to it: each voice and rule, in order, with its figures of these."""
    groups = measure_groups(holdings.bridges)
    balances = [bridge.measures for bridge in holdings.bridges if bridge.kind == "balance"]
    tied = frozenset({measure}).union(*(measures for measures in balances if measure in measures))
    found: dict[tuple[str, str], list[Figure]] = {}
    for figure in holdings.figures:
        kind = (figure.voice, figure.rule, measure)
        mine = (figure.voice, figure.rule, figure.scope.measure)
        if mine[2] in tied or mine in groups.get(kind, ()):
            found.setdefault((figure.voice, figure.rule), []).append(figure)
    return {who: tuple(figures) for who, figures in sorted(found.items())}


def kind_of(term: Term) -> Kind:
    """Whose unknown a term speaks of."""
    return term.voice, term.rule, term.scope.measure


def days_of(scope: Scope) -> tuple[dt.date, dt.date]:
    """First day and first day after, an open side running to the end of the calendar."""
    return scope.period.start or FIRST_DAY, scope.period.end or LAST_DAY


# --------------------------------------------------------------------------------------------------------- cutting


_Nodes = tuple[frozenset[str | None], ...]
_Exact = tuple[tuple[str, ...], ...]


class _Extent(NamedTuple):
    """One term seen from one side: which nodes of each axis it covers, and which days."""

    kind: Kind
    nodes: _Nodes
    start: dt.date
    end: dt.date
    exact: _Exact  # places, those left out, by, against, of as stated: what a ratio is known by


class TooManyCells(Exception):  # noqa: N818 - no error: the caller asks with fewer rows
    """The cut was stopped at ``most`` cells."""


def cut(
    question: Sequence[Term],
    rows: Sequence[Row],
    record: Record,
    catalogue: Catalogue,
    most: int | None = None,
    named: Sequence[Term] = (),
) -> System:
    """Cut at every border that the rows and the question name, merge what the same ones cover, and number it.

    Space is cut where ``named`` does too, but time is not. With ``most``, raises TooManyCells as soon as it comes to
    more.
    """
    cutter = _Cutter(question, rows, record, catalogue, named)
    cutter.most = most
    return cutter.system()


@dataclass(slots=True)
class _Laid:
    """Rows laid over the nodes of some axes: what all questions of the same rows share.

    By group of kinds, and where flows are counted: the stretches of days of each node with the extents that cover them,
    and for each set of extents the pieces that just these cover, in order. What it was made of is held, since it is
    known by the identity of that.
    """

    terms: tuple[Term, ...]
    axes: tuple[tuple[str, ...], ...]
    extents: dict[int, _Extent]
    known: dict[tuple[int, bool], int]
    catalogue: Catalogue
    stretches: dict[_Group, dict[_Node, list[_Stretch]]] = field(default_factory=dict)
    pieces: dict[_Group, dict[_Active, tuple[Piece, ...]]] = field(default_factory=dict)
    unasked: System | None = None
    """The system of no question at all."""


class _Cutter:
    """Holds the axes and the extents while a system is being cut.

    Extents are numbered, the question's below nothing, so that its cells stand before all others.
    """

    def __init__(
        self,
        question: Sequence[Term],
        rows: Sequence[Row],
        record: Record,
        catalogue: Catalogue,
        named: Sequence[Term] = (),
    ) -> None:
        self.question, self.rows, self.catalogue = tuple(question), tuple(rows), catalogue
        self.most: int | None = None
        self.groups = measure_groups(record.bridges)
        self.bridges = [bridge for bridge in record.bridges if bridge.kind in ("at_most", "never_falls")]
        kinds = {kind_of(term) for term in self.question} | {kind_of(term) for row in rows for term in row.terms}
        kinds = kinds.union(*(self.groups.get(kind, ()) for kind in kinds))
        self.lists = {
            events.id: {entry.id: entry.term for entry in events.listings if kind_of(entry.term) in kinds}
            for events in record.lists
        }
        told = (*(t for row in rows for t in row.terms), *(t for held in self.lists.values() for t in held.values()))
        bordering = [*self.question, *told, *named]
        self.axes = (self._places(bordering), *(_named(bordering, role) for role in ROLES))
        self._nodes: dict[tuple[int, tuple[str, ...], bool], frozenset[str | None]] = {}
        self._wheres: dict[_Exact, tuple[_Nodes, _Nodes]] = {}
        self.laid = self._lay(told, record)
        self._asked: dict[tuple[int, bool], int] = {}  # by the identity of the term: terms are slow to compare
        self.extents: dict[int, _Extent] = {}
        for term in self.question:
            self._enter(term, self._asked, self.extents, -2 * len(self.question))
        self.extents.update(self.laid.extents)
        self.cells: list[Cell] = []
        self.covered: dict[int, list[int]] = {number: [] for number in self.extents}
        self.links: list[Link] = []

    def _lay(self, terms: tuple[Term, ...], record: Record) -> _Laid:
        """The extents of the rows; those that were cut last are kept, for the next question."""
        kept = record.orders.setdefault(_LAID, {})
        assert isinstance(kept, dict)
        key = (tuple(map(id, terms)), self.axes, id(self.catalogue))
        laid: _Laid | None = kept.pop(key, None)
        if laid is None:
            laid = _Laid(terms, self.axes, {}, {}, self.catalogue)
            for term in terms:
                self._enter(term, laid.known, laid.extents, 0)
            while len(kept) >= MOST_LAID:
                del kept[next(iter(kept))]
        kept[key] = laid
        return laid

    def _places(self, terms: Iterable[Term]) -> tuple[str, ...]:
        places = self.catalogue.places
        named = {p for term in terms for p in (*term.scope.places, *term.scope.without)}
        return tuple(sorted({*places.inner(named), *places.outer(named)}))

    def _extent(self, term: Term, *, outer: bool) -> int:
        """The number of the extent of a term's outer or inner cover (one number where the two agree)."""
        asked = self._asked.get((id(term), outer))
        return self.laid.known[id(term), outer] if asked is None else asked

    def _enter(self, term: Term, known: dict[tuple[int, bool], int], extents: dict[int, _Extent], first: int) -> None:
        """Number what a term covers, after all that has a number from the first on."""
        if (id(term), True) in known:
            return
        scope, (start, end) = term.scope, days_of(term.scope)
        exact = (scope.places, scope.without, scope.by, scope.against, scope.of)
        if exact not in self._wheres:  # many figures speak of few places
            self._wheres[exact] = self._where(scope, True), self._where(scope, False)
        wide, narrow = self._wheres[exact]
        for outer, nodes in ((True, wide), (False, narrow)):
            if outer or narrow != wide:
                number = first + len(extents)
                extents[number] = _Extent(kind_of(term), nodes, start, end, exact)
            known[id(term), outer] = number

    def _where(self, scope: Scope, outer: bool) -> tuple[frozenset[str | None], ...]:
        places = self.catalogue.places
        inside = places.outer(scope.places) if outer else places.inner(scope.places)
        left_out = places.inner(scope.without) if outer else places.outer(scope.without)
        where = self._on_axis(0, inside, bool(scope.places))
        if left_out:
            where -= self._on_axis(0, left_out, True)
        roles = [self._on_axis(n, getattr(scope, r), bool(getattr(scope, r))) for n, r in enumerate(ROLES, 1)]
        return (where, *roles)

    def _on_axis(self, number: int, wholes: tuple[str, ...], named: bool) -> frozenset[str | None]:
        """The nodes of an axis that lie in the wholes; all, and what lies in none of them, where nothing is named."""
        key = (number, wholes, named)
        if key not in self._nodes:
            axis = self.axes[number]
            tree = self.catalogue.actors.tree if number else self.catalogue.places.tree
            inside = frozenset(node for node in axis if any(tree.holds(whole, node) for whole in wholes))
            self._nodes[key] = inside if named else frozenset([None, *axis])
        return self._nodes[key]

    def system(self) -> System:
        kept = self.laid.unasked
        if kept is not None and not self.question and len(kept.cells) <= (self.most or len(kept.cells)):
            return kept
        for group in sorted({tuple(sorted(self._group(kind))) for kind in {e.kind for e in self.extents.values()}}):
            kinds = {self.catalogue.measures[kind[2]].kind for kind in group}
            if kinds == {"flow"}:
                self._cut_flows(group)
            elif kinds == {"stock"}:
                self._cut_stocks(group)
            else:
                self._cut_ratios(group)
        low, high = zip(*(self._covers(row.terms) for row in self.rows), strict=True) if self.rows else ((), ())
        asked = tuple((self._cover(term, outer=False), self._cover(term, outer=True)) for term in self.question)
        closed = {
            name: {listing: frozenset(self._cover(term, outer=False)) for listing, term in listings.items()}
            for name, listings in self.lists.items()
        }
        links = tuple(self.links)
        system = System(tuple(self.cells), self.rows, low, high, asked, links, self.axes, closed=closed)
        if not self.question:
            self.laid.unasked = system
        return system

    def _group(self, kind: Kind) -> frozenset[Kind]:
        return self.groups.get(kind, frozenset({kind}))

    def _extents_of(self, group: Sequence[Kind]) -> list[int]:
        return [number for number, extent in self.extents.items() if extent.kind in group]

    def _by_node(self, numbers: Iterable[int]) -> dict[tuple[str | None, ...], list[int]]:
        """For every combination of nodes that some extent covers, which extents cover it."""
        found: dict[tuple[str | None, ...], list[int]] = {}
        for number in numbers:
            for node in itertools.product(*self.extents[number].nodes):
                found.setdefault(node, []).append(number)
        return found

    def _cut_flows(self, group: _Group) -> None:
        """Lay the question over the rows; merge the stretches that the same extents cover."""
        if group not in self.laid.pieces:
            self._sweep_rows(group)
        merged = self._laid_over(group) if self.question else self.laid.pieces[group]
        self._check_budget(len(merged) * len(group))
        for active in sorted(merged):
            self._add_cells(group, active, merged[active])

    def _sweep_rows(self, group: _Group) -> None:
        """The stretches of every node that rows cover."""
        laid = self.laid
        numbers = [number for number, extent in laid.extents.items() if extent.kind in group]
        merged: dict[_Active, list[Piece]] = {}
        stretches: dict[_Node, list[_Stretch]] = {}
        for node, covering in self._by_node(numbers).items():
            held = stretches[node] = []
            for active, start, end in _sweep(covering, laid.extents):
                for first, last in self.catalogue.actors.live(node[1:], start, end):
                    held.append((first, last, active))
                    merged.setdefault(active, []).append(Piece(node, first, last))
            self._check_budget(len(merged) * len(group))
        laid.pieces[group] = {active: tuple(sorted(pieces, key=_piece_key)) for active, pieces in merged.items()}
        laid.stretches[group] = stretches

    def _laid_over(self, group: _Group) -> dict[_Active, tuple[Piece, ...]]:
        """The pieces with the question laid over those of the rows: each stretch that it touches is parted."""
        numbers = [number for number in sorted(self.extents) if number < 0 and self.extents[number].kind in group]
        gone: dict[_Active, set[Piece]] = {}
        new: dict[_Active, list[Piece]] = {}
        for node, covering in self._by_node(numbers).items():
            days = [day for number in covering for day in (self.extents[number].start, self.extents[number].end)]
            touched = _touched(self.laid.stretches[group].get(node, []), min(days), max(days))
            for start, end, active in touched:
                gone.setdefault(active, set()).add(Piece(node, start, end))
            for number in reversed(covering):
                extent = self.extents[number]
                for stretch in self.catalogue.actors.live(node[1:], extent.start, extent.end):
                    touched = list(_parted(touched, number, *stretch))
            for start, end, active in touched:
                new.setdefault(active, []).append(Piece(node, start, end))
        merged = dict(self.laid.pieces[group])
        for active in gone.keys() | new.keys():
            left = [piece for piece in merged.pop(active, ()) if piece not in gone.get(active, ())]
            pieces = [*left, *new.get(active, ())]
            if pieces:
                merged[active] = tuple(sorted(pieces, key=_piece_key))
        return merged

    def _add_cells(self, group: _Group, active: Sequence[int], pieces: tuple[Piece, ...]) -> None:
        """One cell a kind of the group, and the bridges between them."""
        self._check_budget(1)
        first = len(self.cells)
        self.cells.extend(Cell(kind, pieces) for kind in group)
        if len(group) == 1:  # nearly always: nothing is tied to it
            for number in active:
                self.covered[number].append(first)
            return
        place_of = {kind: first + offset for offset, kind in enumerate(group)}
        for number in active:
            self.covered[number].append(place_of[self.extents[number].kind])
        for bridge in self.bridges:
            pair = [(bridge.voice, bridge.rule, measure) for measure in (bridge.lesser, bridge.greater)]
            if bridge.kind == "at_most" and all(kind in place_of for kind in pair):
                self.links.append(Link(bridge.id, place_of[pair[0]], place_of[pair[1]]))

    def _check_budget(self, more: int) -> None:
        if self.most is not None and len(self.cells) + more > self.most:
            raise TooManyCells

    def _cut_stocks(self, group: Sequence[Kind]) -> None:
        """Every day apart; nodes that the same extents cover on every day are merged."""
        alike: dict[tuple[int, ...], list[tuple[str | None, ...]]] = {}
        for node, numbers in self._by_node(self._extents_of(group)).items():
            alike.setdefault(tuple(sorted(numbers)), []).append(node)
        for together in sorted(alike):
            self._add_days(group, together, [(node, None) for node in alike[together]])

    def _cut_ratios(self, group: Sequence[Kind]) -> None:
        """What adds over nothing: one chain of days for exactly the places and actors stated."""
        alike: dict[tuple[tuple[str, ...], ...], list[int]] = {}
        for number in self._extents_of(group):
            alike.setdefault(self.extents[number].exact, []).append(number)
        for exact in sorted(alike):
            numbers = tuple(alike[exact])
            self._add_days(group, numbers, [((None,) * len(self.axes), exact)])

    def _add_days(self, group: Sequence[Kind], numbers: Sequence[int], nodes: Sequence[_Standing]) -> None:
        """The cells of each day in turn, tied to the day before where a bridge says that the count never falls."""
        before: dict[Kind, int] = {}
        last: dt.date | None = None
        vague = any(self._is_vague(exact) for _, exact in nodes)
        for day in sorted({self.extents[number].start for number in numbers}):
            first = len(self.cells)
            pieces = [Piece(node, day, day + dt.timedelta(days=1), exact) for node, exact in nodes]
            active = [n for n in numbers if self.extents[n].start == day]
            self._add_cells(tuple(group), active, tuple(sorted(pieces, key=_piece_key)))
            now = {kind: first + offset for offset, kind in enumerate(group)}
            for bridge in self.bridges:
                kind = (bridge.voice, bridge.rule, bridge.lesser)
                if bridge.kind == "never_falls" and kind in before and not vague and not self._changed(last, day):
                    self.links.append(Link(bridge.id, before[kind], now[kind]))
            before, last = now, day

    def _changed(self, first: dt.date | None, last: dt.date) -> bool:
        """Whether one of the parties that are told apart gained or lost a part between two days: so its count may fall,
        though nobody left."""
        named = {key for axis in self.axes[1:] for key in axis}
        return first is not None and self.catalogue.actors.changes_between(named, first, last)

    def _is_vague(self, exact: tuple[tuple[str, ...], ...] | None) -> bool:
        """Whether a ratio is of a region with uncertain edges, which may be drawn otherwise on another day."""
        return exact is not None and any(self.catalogue.places[place].is_region for place in (*exact[0], *exact[1]))

    def _covers(self, terms: Iterable[Term]) -> tuple[Cover, Cover]:
        """What the low side and the high side of a row speak of."""
        terms = tuple(terms)
        low = self._sum(terms, low_side=True)
        if len(terms) == 1 and self._extent(terms[0], outer=True) == self._extent(terms[0], outer=False):
            return low, low  # nearly always: no edge is uncertain
        return low, self._sum(terms, low_side=False)

    def _cover(self, term: Term, *, outer: bool) -> Cover:
        """The cells that a term's outer or inner cover is made of, once each."""
        return dict.fromkeys(self.covered[self._extent(term, outer=outer)], Fraction(1))

    def _sum(self, terms: Sequence[Term], *, low_side: bool) -> Cover:
        total: dict[int, Fraction] = {}
        if len(terms) == 1:  # nearly always
            outer = low_side == (terms[0].coefficient > 0)
            return dict.fromkeys(self.covered[self._extent(terms[0], outer=outer)], terms[0].coefficient)
        for term in terms:
            outer = low_side == (term.coefficient > 0)
            for cell in self._cover(term, outer=outer):
                total[cell] = total.get(cell, Fraction(0)) + term.coefficient
        return {cell: amount for cell, amount in total.items() if amount}


def _named(terms: Iterable[Term], role: str) -> tuple[str, ...]:
    return tuple(sorted({actor for term in terms for actor in getattr(term.scope, role)}))


def _piece_key(piece: Piece) -> tuple[dt.date, dt.date, tuple[str, ...]]:
    return piece.start, piece.end, tuple(name or "" for name in piece.node)


def _sweep(numbers: Sequence[int], extents: Mapping[int, _Extent]) -> Iterator[tuple[_Active, dt.date, dt.date]]:
    """Stretches of days with the extents that cover them, in order; days that none covers are passed over."""
    borders: dict[dt.date, list[tuple[bool, int]]] = {}
    for number in numbers:
        borders.setdefault(extents[number].start, []).append((True, number))
        borders.setdefault(extents[number].end, []).append((False, number))
    active: set[int] = set()
    for day, following in itertools.pairwise(sorted(borders)):
        for opens, number in borders[day]:
            active.add(number) if opens else active.discard(number)
        if active:
            yield tuple(sorted(active)), day, following


def _touched(stretches: Sequence[_Stretch], start: dt.date, end: dt.date) -> list[_Stretch]:
    """Of stretches in order, those that share a day with some days."""
    first = bisect.bisect_right(stretches, start, key=lambda each: each[1])
    return list(stretches[first : bisect.bisect_left(stretches, end, key=lambda each: each[0])])


def _parted(stretches: Iterable[_Stretch], number: int, start: dt.date, end: dt.date) -> Iterator[_Stretch]:
    """Stretches in order, with an extent laid over some days: also where there was none."""
    at = start
    for first, last, active in stretches:
        if at < min(first, end):
            yield at, min(first, end), (number,)
        if last <= start or first >= end:
            yield first, last, active
        else:
            if first < start:
                yield first, start, active
            yield max(first, start), min(last, end), (number, *active)
            if last > end:
                yield end, last, active
        at = max(at, last)
    if at < end:
        yield at, end, (number,)
