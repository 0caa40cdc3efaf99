"""Inequalities: all that a system of rows over cells says, in one form, and as the solver takes it.

Every inequality has the form ``cover . x <= cost`` for counts x >= 0.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal, NamedTuple

from onrecord.cell import Cover, System

Side = Literal["low", "high"]

MOST_TOLD = 10**12
"""Counts up to which a float tells every whole one, with room for sums of them."""

# A step of a proof costs the reader one line; a bridge over several cells is one line for all of them.
# Events of one list are one line too, over however many cells.
FIGURE_WEIGHT, BRIDGE_WEIGHT, EVENTS_WEIGHT = 1.0, 0.25, 0.25
# Of two figures that serve alike, the one read where it was published goes before one that came through others.
VIA_WEIGHT = 1.01

HELD = 1e-6
"""By how much the counts that a solver shows may miss an inequality: far less than a conflict of whole counts comes
to, spread over all of them."""

TINY = 1e-9
"""Multipliers below this are the solver's noise."""

MINUS_ONE = Fraction(-1)

OTHERS = "#others"
"""What the name of a list of events ends in, where it stands for those that are not told apart."""


class Inequality(NamedTuple):
    """``cover . x <= cost``: one side of a row, a bridge at one pair of cells (``link``), or what events say of a cell.

    ``balance`` is the number of the row, where it is a premise between two days of a stock.
    ``cell`` is where a list of ``events`` is a part of the count (side low) or all of it (high); it is -1 where the
    inequality is about transport variables alone, which are numbered after the cells. What only says how events are
    spread has no premise: it is withdrawn with the events themselves. A named tuple, since thousands are made at once.
    """

    premise: str
    side: Side
    cost: Fraction
    cover: Cover
    link: int | None = None
    cell: int | None = None
    direct: bool = True
    balance: int | None = None
    events: str = ""

    @property
    def weight(self) -> float:
        """What one use of it costs a reader."""
        if self.cell is not None:
            return EVENTS_WEIGHT
        if self.link is not None or self.balance is not None:
            return BRIDGE_WEIGHT
        return FIGURE_WEIGHT if self.direct else VIA_WEIGHT


@dataclass(frozen=True, slots=True)
class Prices:
    """What inequalities cost, over a scale, and what one use of each costs a reader; columns of floats."""

    scale: Fraction
    costs: Any
    weights: Any


@dataclass(frozen=True, slots=True)
class Columns:
    """Covers as the solver takes them: the row of each cell, and where each column starts, its rows and amounts."""

    row_of: Mapping[int, int]
    starts: Any
    index: Any
    value: Any


class Known(tuple[Inequality, ...]):
    """Inequalities, with what is told of them to the solver worked out once: each is asked about many times."""

    @cached_property
    def prices(self) -> Prices:
        """What they cost."""
        return _prices(self)

    @cached_property
    def columns(self) -> Columns:
        """What they cover."""
        return _columns(self)

    @cached_property
    def reduced(self) -> Reduced | None:
        """What is left of them once each cell that a single row gives is taken out."""
        return reduced(self)


def prices_of(known: Sequence[Inequality]) -> Prices:
    """What some inequalities cost, over a scale: 1, or the largest cost where that has more digits than a float.

    A bound from such counts holds, but the solver cannot tell whether a better one lies in their last digits.
    """
    return known.prices if isinstance(known, Known) else _prices(known)


def _prices(known: Sequence[Inequality]) -> Prices:
    import numpy as np

    costs = [inequality.cost for inequality in known]
    scale = Fraction(1)
    if any(abs(cost.numerator) > MOST_TOLD * cost.denominator for cost in costs):
        scale = max(abs(cost) for cost in costs)
        costs = [cost / scale for cost in costs]
    told = np.array([float(cost) for cost in costs], dtype=np.double)
    return Prices(scale, told, np.array([inequality.weight for inequality in known], dtype=np.double))


def columns_of(known: Sequence[Inequality]) -> Columns:
    """What some inequalities cover, as the solver takes it."""
    return known.columns if isinstance(known, Known) else _columns(known)


def _columns(known: Sequence[Inequality]) -> Columns:
    import numpy as np

    cells = [cell for inequality in known for cell in inequality.cover]
    row_of = {cell: number for number, cell in enumerate(sorted(set(cells)))}
    amounts = [amount for inequality in known for amount in inequality.cover.values()]
    floats = {key: float(amount) for key, amount in {id(amount): amount for amount in amounts}.items()}  # a few ones
    return Columns(
        row_of,
        np.cumsum([0, *(len(inequality.cover) for inequality in known)], dtype=np.int32),
        np.array([row_of[cell] for cell in cells], dtype=np.int32),
        np.array([floats[id(amount)] for amount in amounts], dtype=np.double),
    )


def wanted_by_row(known: Sequence[Inequality], target: Cover) -> Any:
    """What is to be reached at each row of the solver's; None where it names a cell that nothing covers."""
    import numpy as np

    row_of = columns_of(known).row_of
    if any(amount > 0 for cell, amount in target.items() if cell not in row_of):
        return None
    wanted = np.zeros(len(row_of))
    for cell, amount in target.items():
        if cell in row_of:
            wanted[row_of[cell]] = float(amount)
    return wanted


def reduced_of(known: Sequence[Inequality]) -> Reduced | None:
    """Some inequalities without the cells that single rows give; None where no such were taken out."""
    return known.reduced if isinstance(known, Known) else None


@dataclass(frozen=True, slots=True)
class Reduced:
    """Inequalities in fewer cells: of each cell that some row gives by itself, the count is put in its place.

    A column stands for the inequality ``numbers`` says, and covers cells by their row in the whole; ``costs`` are what
    is left of its cost. ``low`` and ``high`` are the two inequalities that give each cell taken out (its row in
    ``given``), so many times (``amounts``) its count (``counts``). Any multipliers of the columns left are one way to
    use all inequalities: what they lack or have too much at a given cell, the row that gives it makes up for.
    """

    numbers: Any
    rows: Any
    starts: Any
    index: Any
    value: Any
    costs: Any
    given: Any
    amounts: Any
    counts: Any
    high: Any


def reduced(known: Sequence[Inequality], kept: Collection[str] = ()) -> Reduced | None:
    """The cells that single rows give taken out, but for those of the premises ``kept``; None where nothing is.

    What covers no other cell is left out, unless it could not hold by more than :data:`HELD`.
    """
    import numpy as np

    prices, columns = prices_of(known), columns_of(known)
    if prices.scale != 1:
        return None
    high = _giving(known, kept)
    if not len(high):
        return None
    given, amounts = columns.index[columns.starts[high]], columns.value[columns.starts[high]]
    counts = np.zeros(len(columns.row_of))
    counts[given] = prices.costs[high] / amounts
    sizes = np.diff(columns.starts)
    column = np.repeat(np.arange(len(known)), sizes)
    costs = prices.costs - np.bincount(column, columns.value * counts[columns.index], minlength=len(known))
    taken = np.zeros(len(columns.row_of), dtype=bool)
    taken[given] = True
    inside = ~taken[columns.index]
    left = np.bincount(column[inside], minlength=len(known))
    stays = (left > 0) | (costs < -HELD)
    stays[high] = stays[high + 1] = False
    inside &= stays[column]
    rows = np.flatnonzero(~taken)
    number = np.cumsum(~taken, dtype=np.int32) - 1
    starts = np.concatenate([[0], np.cumsum(left[stays])]).astype(np.int32)
    index, value = number[columns.index[inside]].astype(np.int32), columns.value[inside]
    return Reduced(np.flatnonzero(stays), rows, starts, index, value, costs[stays], given, amounts, counts[given], high)


def _giving(known: Sequence[Inequality], kept: Collection[str]) -> Any:
    """The high side of one row for each cell that a row gives by itself; the low side stands behind it."""
    import numpy as np

    prices, columns = prices_of(known), columns_of(known)
    single = np.diff(columns.starts) == 1
    high = np.flatnonzero(single[:-1] & single[1:])
    at, after = columns.starts[high], columns.starts[high + 1]
    same = (columns.index[at] == columns.index[after]) & (columns.value[at] == -columns.value[after])
    exact = (prices.costs[high] == -prices.costs[high + 1]) & (prices.costs[high] >= 0) & (columns.value[at] > 0)
    high = high[same & exact]
    figures = [n for n in high.tolist() if _is_plain(known[n], known[n + 1]) and known[n].premise not in kept]
    high = np.array(figures, dtype=np.int64)
    _, first = np.unique(columns.index[columns.starts[high]], return_index=True)
    return high[np.sort(first)]


def _is_plain(high: Inequality, low: Inequality) -> bool:
    """Whether two inequalities are the two sides of one figure."""
    return high.premise == low.premise and high.link is high.cell is high.balance is None is low.cell is low.link


def made_up(known: Sequence[Inequality], program: Reduced, found: Any, target: Any) -> Any:
    """The multipliers of all inequalities that those of a reduced program stand for; ``target`` is by row."""
    import numpy as np

    columns = columns_of(known)
    full = np.zeros(len(known))
    full[program.numbers] = found
    times = np.repeat(full, np.diff(columns.starts))
    reached = np.bincount(columns.index, columns.value * times, minlength=len(columns.row_of))
    lacking = (target - reached)[program.given] / program.amounts
    lacking[np.abs(lacking) < TINY] = 0.0
    full[program.high] = np.maximum(lacking, 0.0)
    full[program.high + 1] = np.where(program.counts > 0, np.maximum(-lacking, 0.0), 0.0)
    return full


def inequalities(system: System) -> Known:
    """All that a system says: the usable sides of its rows, and its bridges."""
    found: list[Inequality] = []
    covers = zip(system.rows, system.low_covers, system.high_covers, strict=True)
    for number, (row, low_cover, high_cover) in enumerate(covers):
        direct = any(not figure.via for figure in row.figures)
        name, balance = (row.id, None) if row.bridge is None else (row.bridge.id, number)
        if row.high is not None:
            found.append(Inequality(name, "high", row.high, high_cover, direct=direct, balance=balance))
        if row.low is not None:
            found.append(Inequality(name, "low", -row.low, _turned(low_cover), direct=direct, balance=balance))
    for number, link in enumerate(system.links):
        cover = {link.lesser: Fraction(1), link.greater: Fraction(-1)}
        found.append(Inequality(link.bridge, "high", Fraction(0), cover, number))
    return Known((*found, *_of_events(system)))


def _turned(cover: Cover) -> Cover:
    """A cover taken away instead of added."""
    if amount := even_amount(cover):  # nearly always: each cell once
        return dict.fromkeys(cover, MINUS_ONE if amount == 1 else Fraction(-amount))
    return {cell: -amount for cell, amount in cover.items()}


def even_amount(cover: Cover) -> int:
    """The whole number by which a cover counts each of its cells; 0 where they differ."""
    if len(set(map(id, cover.values()))) != 1:  # one and the same object, nearly always
        return 0
    amount = next(iter(cover.values()))
    return amount.numerator if amount.denominator == 1 else 0


def _of_events(system: System) -> Iterator[Inequality]:
    """What the events say: each is spread over its cells, and a cell holds at least (where closed, just) its events."""
    one, new = Fraction(1), len(system.cells)
    apart = {spread.events for spread in system.spreads if spread.event}
    held: dict[tuple[str, int], list[int]] = {}
    surely: dict[tuple[str, int], tuple[Fraction, Fraction | None]] = {}
    for spread in system.spreads:
        if len(spread.cells) == 1 and not spread.loose and spread.events not in apart:  # nothing to spread
            surely[spread.events, spread.cells[0]] = (spread.low, spread.high)
            held.setdefault((spread.events, spread.cells[0]), [])
            continue
        variables = dict.fromkeys(range(new, new + len(spread.cells)), one)
        new += len(spread.cells)
        for cell, variable in zip(spread.cells, variables, strict=True):
            held.setdefault((spread.events, cell), []).append(variable)
        if spread.low and not spread.loose:
            named = spread.event or (f"{spread.events}{OTHERS}" if spread.events in apart else spread.events)
            cover = dict.fromkeys(variables, -one)
            yield Inequality(named, "low", -spread.low, cover, cell=-1, events=spread.events)
        if spread.high is not None:
            yield Inequality("", "high", spread.high, variables, cell=-1, events=spread.events)
    closed = [(name, cell, by) for name, told in system.closed.items() for by, cells in told.items() for cell in cells]
    for name, cell, _ in closed:
        held.setdefault((name, cell), [])
    for (name, cell), of in sorted(held.items()):
        low = surely.get((name, cell), (Fraction(0), None))[0]
        cover = {cell: -one, **dict.fromkeys(of, one)}
        yield Inequality(name if low else "", "low", -low, cover, cell=cell, events=name)
    for name, cell, listing in sorted(closed):
        high = surely.get((name, cell), (None, Fraction(0)))[1]
        if high is not None:
            cover = {cell: one, **dict.fromkeys(held[name, cell], -one)}
            yield Inequality(listing, "high", high, cover, cell=cell, events=name)
