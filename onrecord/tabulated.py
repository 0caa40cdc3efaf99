"""Tables that stand in a text: lines of cells between bars, tabs or wide gaps, with where each cell stands.

Only what is plainly a table is taken for one: three lines or more that follow each other, cut into as many cells each.
A cell holds a number where it holds nothing else: digits, with thousands set apart in one way, and at most a fraction.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from onrecord import patterns as re
from onrecord.quantity import Span
from onrecord.valueclass import dataclass

FEWEST_LINES, FEWEST_CELLS = 3, 2
MOST_CELLS = 20_000
"""Cells of one text that are looked at: more is a dataset, and is loaded as one."""
LONGEST_CELL = 200

_RULE = re.compile(r"[\s|:+=\-–—_]+")
_BAR = re.compile(r"\|")
_TAB = re.compile(r"\t")
_GAP = re.compile(r" {2,}")
_NUMBER = re.compile(r"\d{1,3}(?:([,٬ \u00a0\u202f])\d{3})(?:\1\d{3})*|\d+(?:[.٫]\d{1,2})?")


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell: its text, where that stands, and the number that it is (None: none), with its last digit's unit."""

    text: str
    span: Span
    value: Fraction | None = None
    step: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of as many cells each; ``head`` are the words above them, one a column, () where no row is made of words.

    ``ruled`` where bars or tabs part numbers below heads, so that no line of it is prose: what a number counts is told
    by its column. Lines of two cells may be a word and its figure, or news behind a label.
    """

    head: tuple[Entry, ...]
    rows: tuple[tuple[Entry, ...], ...]
    ruled: bool

    @property
    def span(self) -> Span:
        """From its first cell to its last."""
        return Span((self.head or self.rows[0])[0].span.start, self.rows[-1][-1].span.end)


def ruled_in(text: str) -> list[Span]:
    """Where the tables stand whose numbers bars or tabs part: what stands in their cells is no sentence."""
    return [each.span for each in tables_in(text) if each.ruled] if "|" in text or "\t" in text else []


def tables_in(text: str) -> Iterator[Table]:
    """Every table of a text, in its order."""
    held: list[tuple[Entry, ...]] = []
    by: re.Pattern[str] | None = None
    cells = 0
    for start, line in _lines(text):
        if held and by is _BAR and _RULE.fullmatch(line) and "-" in line:
            continue
        how, row = _cut(line, start)
        cells += len(row)
        if cells > MOST_CELLS:
            break
        if held and (how is not by or len(row) != len(held[0])):
            yield from _made(held, by)
            held = []
        if how is not None:
            held.append(row)
        by = how
    yield from _made(held, by)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _cut(line: str, start: int) -> tuple[re.Pattern[str] | None, tuple[Entry, ...]]:
    """How a line is cut into cells, and these; None where it is no line of a table."""
    for how in (_BAR, _TAB, _GAP):
        first = re.match(r"\s*\|" if how is _BAR else r"\s*", line)
        last = re.search(r"\|?\s*$" if how is _BAR else r"\s*$", line)
        assert last is not None
        low, high = (0 if first is None else first.end()), last.start()
        pieces = list(_between(how, line, low, high)) if low < high else []
        if len(pieces) >= FEWEST_CELLS + (how is _GAP):
            row = tuple(_entry(line, a, b, start) for a, b in pieces)
            return (how, row) if all(len(each.text) <= LONGEST_CELL for each in row) else (None, ())
    return None, ()


def _between(how: re.Pattern[str], line: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """The stretches of a line that some pattern sets apart."""
    for match in how.finditer(line, low, high):
        yield low, match.start()
        low = match.end()
    yield low, high


def _entry(line: str, low: int, high: int, start: int) -> Entry:
    """A cell without the blanks and stars around its words."""
    while low < high and (line[low].isspace() or line[low] == "*"):
        low += 1
    while low < high and (line[high - 1].isspace() or line[high - 1] == "*"):
        high -= 1
    text, span = line[low:high], Span(start + low, start + high)
    value, step = _number(text)
    return Entry(text, span, value, step)


def _number(text: str) -> tuple[Fraction | None, Fraction]:
    """The number that a text is, and the unit of its last digit."""
    if len(text) > 30 or _NUMBER.fullmatch(text) is None:
        return None, Fraction(1)
    plain = re.sub(r"[,٬ \u00a0\u202f]", "", text).replace("٫", ".")
    whole, _, part = plain.partition(".")
    return Fraction(f"{int(whole)}.{_digits(part)}" if part else int(whole)), Fraction(1, 10 ** len(part))


def _digits(text: str) -> str:
    return "".join(str(int(digit)) for digit in text)


def _made(lines: Sequence[tuple[Entry, ...]], by: re.Pattern[str] | None) -> Iterator[Table]:
    """The table that some lines make, if they are enough; its first line is its head where it holds no number."""
    if len(lines) < FEWEST_LINES:
        return
    worded = all(entry.value is None for entry in lines[0][1:])
    rows = tuple(lines[1:] if worded else lines)
    cells = [entry for row in rows for entry in row[1:]]
    numbers = 2 * sum(entry.value is not None for entry in cells) >= len(cells)
    yield Table(lines[0] if worded else (), rows, numbers and len(rows[0]) > FEWEST_CELLS and by is not _GAP)
