"""Slips: figures of one statement that, as read, cannot all hold together.

The amounts that a statement asserts are rows of one voice, as the figures of a record are, in a small system of their
own; a change in percent says what one total is of another. What contradicts itself there is a slip of the statement,
whatever any record says (:mod:`onrecord.contradiction`): parts that come to more than their total, a list that comes
to less, more strikes than engagements, a percentage that is not that of the numbers beside it.

A misread figure would be taken for a slip. So a figure takes part only where all of its slots are sure: its noun, its
places and its days stand in words of its own or in what it plainly goes on from, nothing names a party or a place that
is not known, no word tells it apart from others of its kind, and no other figure says something else of the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Literal

from onrecord.among import among, is_all
from onrecord.contradiction import Contradiction, some_contradictions
from onrecord.data import table
from onrecord.figure import Figure, Sense
from onrecord.gridsum import grid_slips
from onrecord.nearby import base_of
from onrecord.normal import fold, form_of
from onrecord.quantity import Quantity, Span
from onrecord.roundness import numbers_of, rounded, roundness
from onrecord.row import Bridge, Record, Row, Term, packaged_bridges
from onrecord.scope import ROLES, Catalogue, Scope

if TYPE_CHECKING:
    from onrecord.claim import Claim
    from onrecord.statement import Statement

Kind = Literal["parts", "list", "order", "change", "share", "among", "short", "table"]
ADDING = ("flow", "stock")
OWN_WORDS = {
    "measure": ("noun", "noun_and_act"),
    "place": ("beside",),
    "period": ("date", "sentence"),
}
"""The rules by which a slot was filled from words of the figure's own."""
GONE_ON_FROM = {"measure": ("as_before",), "place": ("claim_before",), "period": ("claim_before", "paragraph")}
"""Those by which it goes on from what stands right before it."""
AS_OF_PUBLICATION = ("stock", "still", "rate")
"""Those by which days are given to what has none."""
MOST_AMOUNTS = 120
"""Figures of one statement that are set against each other; a table of more is no prose, and is left to tables."""
MOST_SUMS = 10
"""Sums of a statement that cannot hold, at most: nobody reads more, and looking for all of them may take long."""
HUNDRED = Fraction(100)
OTHER = "other"
"""The measure of what is none of the others: two figures of it need not count the same."""


@dataclass(frozen=True, slots=True)
class Slip:
    """Claims of a statement that, as read, cannot all hold, in the order of the text; none of them is called wrong.

    ``contradiction`` is the sum, with its proof; its premises are the claims by their ids. ``left`` and ``right`` are
    the two sides: the sum of the parts and what the total leaves them, the total and what its list comes to, the
    percentage stated and the one that the two ``numbers`` beside it give (that of now, or of the part; that of before,
    or of the whole). ``size`` is how far the sides are apart, of percentages in percentage points. ``ratio`` says that
    the stated percentage is the one *of* the number before, where it should be the change from it. Of a table, the two
    sides are what a column or row (``label``) comes to and its total, which stands in ``line``.
    """

    kind: Kind
    claims: tuple[str, ...]
    contradiction: Contradiction
    left: Fraction
    right: Fraction
    numbers: tuple[Fraction, Fraction] | None = None
    ratio: bool = False
    label: str = ""
    line: Span | None = None

    @property
    def size(self) -> Fraction:
        return abs(self.left - self.right)


def find_slips(statement: Statement, claims: Sequence[Claim], catalogue: Catalogue) -> tuple[Slip, ...]:
    """Every slip among the claims of a statement, in the order of its text, then those of its tables."""
    tables = [
        Slip("table", (), each.contradiction, each.come_to, each.total, label=each.label, line=each.line)
        for each in grid_slips(statement, catalogue)
    ]
    if sum(claim.quantity is not None for claim in claims) < 2:
        return tuple(tables)
    reader = _Reader(statement, claims, catalogue)
    found = [*reader.sums(), *reader.lists(), *reader.changes(), *reader.shares(), *reader.among()]
    place = {claim.id: number for number, claim in enumerate(claims)}
    return (*sorted(found, key=lambda slip: ([place[key] for key in slip.claims], slip.kind)), *tables)


@dataclass(frozen=True, slots=True)
class _Amount:
    """One sure figure: the claim, whose unknown it is a value of, and the numbers that it allows."""

    claim: Claim
    voice: str
    rule: str
    scope: Scope
    low: Fraction | None
    high: Fraction | None

    @property
    def term(self) -> Term:
        return Term(Fraction(1), self.voice, self.rule, self.scope)


class _Reader:
    """The sure figures of one statement, and what they say of each other."""

    def __init__(self, statement: Statement, claims: Sequence[Claim], catalogue: Catalogue) -> None:
        self.statement, self.catalogue = statement, catalogue
        self.folded = fold(statement.text)
        self.claims = [claim for claim in claims if claim.quantity is not None and claim.modality in _SAID]
        made = [self._amount(claim) for claim in self.claims[:MOST_AMOUNTS]]
        self.near = _at_towns([amount for amount in made if amount is not None])
        self.amounts = _filled([amount for amount in self.near if amount.scope.places])

    # ------------------------------------------------------------------------------------------------- sure figures

    def _amount(self, claim: Claim) -> _Amount | None:
        """A figure whose slots are all sure, or None."""
        measure, quantity = self.catalogue.measures[claim.scope.measure], claim.quantity
        if claim.form != "amount" or measure.kind not in ADDING or measure.id == OTHER or quantity is None:
            return None
        if quantity.vague or quantity.stated is None or claim.scope.period.days is None:
            return None
        if measure.kind == "stock" and claim.scope.period.days != 1:
            return None
        if not self._slots_are_sure(claim) or self._told_apart(claim):
            return None
        low, high = numbers_of(quantity, whole=measure.whole)
        return _Amount(claim, self._voice(claim), self._noun(claim), claim.scope, low, high)

    def _slots_are_sure(self, claim: Claim) -> bool:
        """Whether each slot was filled from words of its own or from what it goes on from, and with known names."""
        for slot, own in OWN_WORDS.items():
            why = claim.because.get(slot)
            unnamed = slot == "place" and why is None and not claim.scope.places
            if not unnamed and (why is None or why.rule not in (*own, *GONE_ON_FROM[slot])):
                return False
        return all(mention.id for slot in ("place", *ROLES) for mention in claim.mentions.get(slot, ()))

    def _told_apart(self, claim: Claim) -> bool:
        """Whether a word beside the figure tells it apart from others of its kind: another, further, more."""
        assert claim.quantity is not None
        assert claim.quantity.span is not None
        noun = claim.slots.get("measure", claim.quantity.span)
        start, end = min(claim.quantity.span.start, noun.start), max(claim.quantity.span.end, noun.end)
        words = self.folded.text[: self.folded.index(start)].split()[-2:]
        words += self.folded.text[self.folded.index(start) :].split()[: len(self._words(start, end)) + 1]
        return _pattern("further", self.statement.language).search(" ".join(words)) is not None

    def _words(self, start: int, end: int) -> list[str]:
        return self.folded.text[self.folded.index(start) : self.folded.index(end)].split()

    def _voice(self, claim: Claim) -> str:
        """Who says it: the statement itself, else the party that it reports, known or by its words."""
        words = claim.slots.get("speaker")
        own = claim.modality != "reported"
        told = claim.speaker or ("" if words is None else form_of(words.of(self.statement.text)))
        return (self.statement.speaker or "statement") if own else told or f"somebody:{claim.id}"

    def _noun(self, claim: Claim) -> str:
        """What tells the counted noun apart from others of the same measure; '' for the measure's own noun, bare."""
        noun, quantity = claim.slots.get("measure"), claim.quantity
        assert quantity is not None
        assert quantity.span is not None
        why = claim.because["measure"].rule
        if noun is None or why == "as_before":
            return "" if quantity.unit else "bare"
        between = self._words(quantity.span.end, noun.start) if noun.start > quantity.span.end else []
        words = [*between, *self._words(noun.start, noun.end), *self._adjective(noun)]
        words = [word for word in words if word not in ("a", "the", "of", "من")]
        bare = len(words) == 1 and _is_noun_of(words[0], claim.scope.measure, self.statement.language)
        return "" if bare else " ".join(_stem(word, self.statement.language) for word in words)

    def _adjective(self, noun: Span) -> list[str]:
        """In Arabic, the adjective behind a noun: غارة جوية."""
        if self.statement.language != "ar":
            return []
        following = self.folded.text[self.folded.index(noun.end) :].split()[:1]
        return [word for word in following if word.endswith(("يه", "ي", "يا", "يين")) and word not in _PARTICLES]

    # --------------------------------------------------------------------------------------------------------- sums

    def sums(self) -> Iterator[Slip]:
        """Totals against their parts, by place and by day; strikes against engagements."""
        amounts = _agreed(self.amounts)
        by_id = {amount.claim.id: amount for amount in amounts}
        record = Record(tuple(self._row(amount) for amount in amounts), self._bridges(amounts))
        for found in some_contradictions(record, self.catalogue, MOST_SUMS):
            used = [by_id[premise] for premise in found.premises if premise in by_id]
            bridged = len(used) < len(found.premises)
            if _sure_together(used) and (bridged or _is_sum(used, found)):
                yield Slip("order" if bridged else "parts", self._in_order(used), found, *_both_sides(found))

    def _row(self, amount: _Amount) -> Row:
        return Row(amount.claim.id, (amount.term,), amount.low, amount.high, (self._figure(amount),))

    def _figure(self, amount: _Amount, words: Span | None = None) -> Figure:
        """The claim as a figure that the statement published."""
        claim, statement = amount.claim, self.statement
        sense: Sense = "at_least" if amount.high is None else "at_most" if amount.low is None else "equal"
        return Figure(
            id=claim.id,
            source=statement.id,
            voice=amount.voice,
            rule=amount.rule,
            scope=amount.scope,
            low=amount.low,
            high=amount.high,
            sense=sense,
            published_on=statement.published_on,
            address=statement.address,
            quote=(words or claim.span).of(statement.text),
        )

    def _bridges(self, amounts: Iterable[_Amount]) -> tuple[Bridge, ...]:
        """What orders two measures by their definition holds for whoever speaks of both."""
        voices = sorted({amount.voice for amount in amounts if not amount.rule})
        defined = [bridge for bridge in packaged_bridges() if bridge.kind == "at_most"]
        return tuple(replace(b, id=f"{b.id}:{v}", voice=v, rule="") for v in voices for b in defined)

    def _in_order(self, amounts: Iterable[_Amount]) -> tuple[str, ...]:
        return tuple(c.id for c in self.claims if c.id in {amount.claim.id for amount in amounts})

    # -------------------------------------------------------------------------------------------------------- lists

    def lists(self) -> Iterator[Slip]:
        """Lists of all the places of a total that come to less than it."""
        for number, total in enumerate(self.amounts):
            if not self._opens_list(total):
                continue
            parts = list(self._listed(total, self.amounts[number + 1 :]))
            if len(parts) < 2 or not _sure_together([total, *parts]):
                continue
            whole = Row(
                f"{total.claim.id}.list",
                (total.term, *(replace(part.term, coefficient=Fraction(-1)) for part in parts)),
                None,
                Fraction(0),
                (self._figure(total, Span(total.claim.span.start, parts[-1].claim.span.end)),),
            )
            rows = [self._row(amount) for amount in (total, *parts)]
            yield from self._slips("list", [total, *parts], [*rows, whole], str(whole.id))

    def _opens_list(self, total: _Amount) -> bool:
        """Whether a list is announced behind a total: by a colon that ends its line, or in words."""
        rest = self.folded.text[self.folded.index(total.claim.span.end) :]
        line, _, following = rest.partition("\n")
        if _pattern("some", self.statement.language).search(line):
            return False
        announced = line.rstrip().endswith(":") or _pattern("listing", self.statement.language).search(line)
        return bool(announced) and bool(following.strip())

    def _listed(self, total: _Amount, later: Sequence[_Amount]) -> Iterator[_Amount]:
        """The figures of the same thing in the lines behind a total, one a line, each at another place in its own."""
        line, seen = self._line(total), set[int]()
        for each in later:
            if (each.voice, each.rule, each.scope.measure) != (total.voice, total.rule, total.scope.measure):
                continue
            here = self._line(each)
            if here - max([line, *seen]) not in (0, 1) or here in seen or here == line:
                return
            part = replace(each, scope=_roles_filled(each.scope, total.scope))
            same = part.scope.but(places=total.scope.places) == total.scope
            inside = self._inside(part.scope.places, total.scope.places)
            if not same or not inside or _pattern("some", self.statement.language).search(self._text_of(here)):
                return
            seen.add(here)
            yield part

    def _line(self, amount: _Amount) -> int:
        """The number of the line that a figure stands in, empty lines left out."""
        lines = self.statement.text[: amount.claim.span.start].split("\n")
        return sum(bool(line.strip()) for line in lines[:-1])

    def _text_of(self, line: int) -> str:
        return [text for text in self.folded.text.split("\n") if text.strip()][line]

    def _inside(self, parts: Sequence[str], wholes: Sequence[str]) -> bool:
        """Whether each place lies in one of the wholes, and is none of them."""
        places = self.catalogue.places
        if any(places[place].is_region for place in (*parts, *wholes)) or set(parts) & set(wholes):
            return False
        return places.tree.hold(wholes, parts)

    # -------------------------------------------------------------------------------------------------- percentages

    def changes(self) -> Iterator[Slip]:
        """Changes in percent against the two numbers beside them."""
        for claim in self.claims:
            quantity = claim.quantity
            if claim.form != "change" or quantity is None or quantity.unit != "percent" or not self._written(quantity):
                continue
            now = self._now(claim)
            then = None if now is None else self._then(claim, now)
            if now is None or then is None or not then.low or not now.low:
                continue
            yield from self._percentage(claim, now, then)

    def _written(self, quantity: Quantity) -> bool:
        """Whether a percentage is one number in digits, not a fraction or a doubling in words."""
        words = quantity.span.of(self.statement.text) if quantity.span is not None else ""
        return quantity.low == quantity.high is not None and any(char.isdigit() for char in words)

    def _now(self, claim: Claim) -> _Amount | None:
        """The number that a change came to: the latest before it, of the same scope, in its sentence or the last.

        A change without days of its own is of those of the number.
        """
        before = [a for a in self.near if a.claim.span.start < claim.span.start and self._beside(a.claim, claim)]
        why = claim.because.get("period")
        dated = why is not None and why.rule not in AS_OF_PUBLICATION
        bases = [other.base.span for other in self.claims if other.base is not None and other.base.span is not None]
        same = [
            amount
            for amount in before
            if not any(base.overlaps(amount.claim.span) for base in bases)
            and amount.claim.scope == (claim.scope if dated else claim.scope.but(period=amount.claim.scope.period))
            and amount.low is not None
            and amount.low == amount.high
        ]
        return same[-1] if same else None

    def _then(self, claim: Claim, now: _Amount) -> _Amount | None:
        """The number that a change is measured against: that of its base, else the one of the other days beside it."""
        base = claim.base
        if base is not None and base.value is not None:
            low, high = numbers_of(base.value, whole=False)
            scope = now.claim.scope if base.period is None else now.claim.scope.but(period=base.period)
            if scope == now.claim.scope and base.period is not None:
                return None
            rule = f"{now.rule} before" if base.period is None else now.rule
            return _Amount(claim, now.voice, rule, scope, low, high) if low is not None and low == high else None
        others = [
            amount
            for amount in self.near
            if amount.claim.scope.but(period=now.claim.scope.period) == now.claim.scope
            and amount.claim.scope != now.claim.scope
            and self._beside(amount.claim, claim)
            and amount.low is not None
            and amount.low == amount.high
        ]
        if base is not None and base.period is not None:
            others = [amount for amount in others if amount.scope.period == base.period]
        return others[0] if len({amount.scope for amount in others}) == 1 else None

    def _beside(self, one: Claim, other: Claim) -> bool:
        """Whether two claims stand in one paragraph, at most one sentence apart."""
        first, second = sorted((one.span, other.span), key=lambda span: span.start)
        between = self.statement.text[first.end : max(first.end, second.start)]
        return "\n" not in between and len(re.findall(r"[.!?؟](?=\s)", between)) <= 1

    def _percentage(self, claim: Claim, now: _Amount, then: _Amount) -> Iterator[Slip]:
        """A change against its two numbers, as two rows: the one total is at least, and at most, so much of the
        other."""
        assert claim.quantity is not None
        assert claim.quantity.low is not None
        assert now.low
        assert then.low
        sign = -1 if claim.quantity.direction == "down" else 1
        low, high = rounded(claim.quantity)
        ends = sorted((HUNDRED + sign * end) / HUNDRED for end in (low, high))
        worked = sign * (now.low - then.low) * HUNDRED / then.low
        part = now.low * HUNDRED / then.low
        ratio = sign > 0 and low <= part <= high
        earlier = f"{claim.id}.base" if then.claim is claim else then.claim.id
        rows = [self._row(now), replace(self._row(then), id=earlier)]
        rows += self._quotients(claim, now, then, (ends[0], ends[1]))
        used = [now, then, replace(now, claim=claim)]
        for slip in self._slips("change", used, rows):
            yield replace(slip, left=claim.quantity.low, right=worked, numbers=(now.low, then.low), ratio=ratio)

    def _quotients(self, claim: Claim, part: _Amount, whole: _Amount, ends: tuple[Fraction, Fraction]) -> Iterator[Row]:
        """That one total is at least and at most so much of another, because a claim says so."""
        figures = (self._figure(replace(part, claim=claim)),)
        for name, end in zip(("least", "most"), ends, strict=True):
            terms = (part.term, replace(whole.term, coefficient=-end))
            low, high = (Fraction(0), None) if name == "least" else (None, Fraction(0))
            yield Row(f"{claim.id}.{name}", terms, low, high, figures)

    def shares(self) -> Iterator[Slip]:
        """Percentages against the part and the whole that stand right before them: 34 of 70, or 52 percent."""
        for first, second in zip(self.claims, self.claims[1:], strict=False):
            whole = first.base.value if first.base is not None else None
            if first.form != "share" or second.form != "share" or whole is None or whole.stated is None:
                continue
            part, percent = first.quantity, second.quantity
            if part is None or percent is None or percent.unit != "percent" or part.unit == "percent":
                continue
            if first.scope.measure != second.scope.measure or not self._written(percent):
                continue
            if not self._restates(first, second):
                continue
            yield from self._share(first, second, part, whole)

    def _restates(self, first: Claim, second: Claim) -> bool:
        """Whether a percentage says again what stands right before it, and nothing else stands between."""
        assert first.base is not None
        assert first.base.value is not None
        spans = [first.span, first.base.value.span, first.base.span, first.slots.get("measure")]
        end = max(span.end for span in spans if span is not None)
        assert second.quantity is not None
        assert second.quantity.span is not None
        between = " ".join(self._words(end, second.quantity.span.start)).strip(" ,،")
        joined = _pattern("that_is", self.statement.language).fullmatch(between.strip("( "))
        return between == "(" or joined is not None

    def _share(self, first: Claim, second: Claim, part: Quantity, whole: Quantity) -> Iterator[Slip]:
        (a, b), (c, d) = numbers_of(part, whole=False), numbers_of(whole, whole=False)
        if a is None or c is None or a != b or c != d or not c or second.quantity is None:
            return
        scope = Scope(OTHER, period=first.scope.period)  # the two numbers alone, whatever may be added to what
        mine = _Amount(first, self._voice(first), "part", scope, a, b)
        all_ = _Amount(first, mine.voice, "whole", scope, c, d)
        low, high = rounded(second.quantity)
        rows = [self._row(mine), replace(self._row(all_), id=f"{first.id}.base")]
        rows += self._quotients(second, mine, all_, (low / HUNDRED, high / HUNDRED))
        used = [mine, replace(mine, claim=second)]
        for slip in self._slips("share", used, rows):
            yield replace(slip, left=second.quantity.low or low, right=a * HUNDRED / c, numbers=(a, c))

    # -------------------------------------------------------------------------------------------------------- among

    def among(self) -> Iterator[Slip]:
        """People said to be among those of a figure, who are more than it: 12 people, including 15 children."""
        for whole, parts in among(self.folded, self.statement.language, self.claims):
            made = [self._alone(claim, str(number)) for number, claim in enumerate((whole, *parts))]
            words = Span(whole.span.start, max(part.span.end for part in parts))
            terms = (made[0].term, *(replace(each.term, coefficient=Fraction(-1)) for each in made[1:]))
            figures = (self._figure(made[0], words),)
            high = Fraction(0) if is_all(self.folded, whole, parts) else None
            held = Row(f"{whole.id}.among", terms, Fraction(0), high, figures)
            rows = [replace(self._row(each), rounding=_by_rounding(each)) for each in made]
            for slip in self._slips("among", made, [*rows, held], str(held.id)):
                used = tuple(c for c in slip.claims if c in slip.contradiction.premises)
                step = next(s for s in slip.contradiction.proof.steps if s.premise == whole.id)
                yield replace(slip, claims=used, kind="short" if step.side == "low" else "among")

    def _alone(self, claim: Claim, rule: str) -> _Amount:
        """A figure as a number by itself, whatever may be added to what."""
        assert claim.quantity is not None
        low, high = numbers_of(claim.quantity, whole=True)
        return _Amount(claim, self._voice(claim), rule, Scope(OTHER, period=claim.scope.period), low, high)

    def _slips(self, kind: Kind, used: Sequence[_Amount], rows: Sequence[Row], needed: str = "") -> Iterator[Slip]:
        """The contradiction of a few rows that belong together; it must use the one that is ``needed``."""
        for found in some_contradictions(Record(tuple(rows), ()), self.catalogue, 1):
            if not needed or needed in found.premises:
                yield Slip(kind, self._in_order(used), found, *_both_sides(found))


# --------------------------------------------------------------------------------------------------------- numbers

_SAID = ("asserted", "reported")


def _by_rounding(amount: _Amount) -> Fraction:
    """How far a number may be off that ends in two noughts or more: half of what it then looks rounded to."""
    assert amount.claim.quantity is not None
    unit = roundness(amount.claim.quantity)
    return unit / 2 if unit >= HUNDRED else Fraction(0)


# ------------------------------------------------------------------------------------------------ which go together


def _filled(amounts: Sequence[_Amount]) -> list[_Amount]:
    """Whom it was against, where a party's other figures of the measure all say the same and this one says nothing."""
    against: dict[tuple[str, str, tuple[str, ...]], set[tuple[str, ...]]] = {}
    for amount in amounts:
        if amount.scope.against:
            against.setdefault((amount.voice, amount.scope.measure, amount.scope.by), set()).add(amount.scope.against)
    found = []
    for amount in amounts:
        known = against.get((amount.voice, amount.scope.measure, amount.scope.by), set())
        one = next(iter(known)) if len(known) == 1 and amount.scope.by and not amount.scope.against else None
        found.append(replace(amount, scope=amount.scope.but(against=one)) if one else amount)
    return found


def _roles_filled(scope: Scope, total: Scope) -> Scope:
    """The roles that a listed part leaves open, as its total has them."""
    return scope.but(**{role: getattr(scope, role) or getattr(total, role) for role in ROLES})


def _at_towns(amounts: Sequence[_Amount]) -> list[_Amount]:
    """What is told near a town counts for the town, as a release lists it; not where another is told in the town."""
    near = [any(base_of(place) for place in amount.scope.places) for amount in amounts]
    held = {(a.scope.measure, p) for a, vague in zip(amounts, near, strict=True) if not vague for p in a.scope.places}
    found = []
    for amount, vague in zip(amounts, near, strict=True):
        towns = tuple(base_of(place) or place for place in amount.scope.places)
        if not vague or not any((amount.scope.measure, town) in held for town in towns):
            found.append(replace(amount, scope=amount.scope.but(places=towns)))
    return found


def _agreed(amounts: Sequence[_Amount]) -> list[_Amount]:
    """Those of whose scope nothing else is said: where two numbers are, something unread tells them apart."""
    said: dict[Term, set[tuple[Fraction | None, Fraction | None]]] = {}
    for amount in amounts:
        said.setdefault(_plain(amount), set()).add((amount.low, amount.high))
    return [amount for amount in amounts if len(said[_plain(amount)]) == 1]


def _plain(amount: _Amount) -> Term:
    """Whose unknown it is, however its days were written."""
    period = replace(amount.scope.period, kind="within", precision="day", rule=None)
    return replace(amount.term, scope=amount.scope.but(period=period))


def _sure_together(amounts: Sequence[_Amount]) -> bool:
    """Whether nothing but what differs in words of its own tells these figures apart.

    Days or places that a figure only takes over from what stands before it must then be the same in all.
    """
    for slot in ("place", "period"):
        taken = [amount for amount in amounts if amount.claim.because[slot].rule in GONE_ON_FROM[slot]]
        values = {a.scope.places if slot == "place" else (a.scope.period.start, a.scope.period.end) for a in amounts}
        if taken and len(values) > 1:
            return False
    return True


def _both_sides(found: Contradiction) -> tuple[Fraction, Fraction]:
    """What is added up, and the limit that it passes."""
    amounts = [step.multiplier * step.value for step in found.proof.steps]
    return sum((-n for n in amounts if n < 0), Fraction(0)), sum((n for n in amounts if n > 0), Fraction(0))


def _is_sum(amounts: Sequence[_Amount], found: Contradiction) -> bool:
    """Whether what is contradicted is a total by its parts: one limit, and what lies in it."""
    limits = [step for step in found.proof.steps if step.side == "high"]
    return len(limits) == 1 and len(amounts) > 1 and all(abs(step.multiplier) == 1 for step in found.proof.steps)


# ---------------------------------------------------------------------------------------------------------- words

_PARTICLES = frozenset(["في", "علي", "الي", "لدي", "حتي", "التي", "الذي", "والتي", "اي", "هي", "وهي"])


@cache
def _pattern(kind: str, language: str) -> re.Pattern[str]:
    """The words of one kind, as one pattern over folded text."""
    forms = sorted((form_of(form) for form in table("slips")["words"][kind][language]), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(form) for form in forms)})(?!\w)")


@cache
def _nouns(language: str) -> Mapping[str, frozenset[str]]:
    """The measures that each form of a noun names by itself."""
    found: dict[str, frozenset[str]] = {}
    for noun in table("nouns").values():
        for form in noun.get(language, ()):
            found[form_of(form)] = found.get(form_of(form), frozenset()) | frozenset(noun.get("measures", ()))
    return found


def _is_noun_of(word: str, measure: str, language: str) -> bool:
    """Whether a word is a measure's own noun, in any number, with or without the article."""
    known = _nouns(language)
    return any(measure in known.get(form, ()) for form in (word, word.removeprefix("ال"), word.removesuffix("ا")))


def _stem(word: str, language: str) -> str:
    """A word without what its number adds to it: in Arabic its first letters, for a broken plural keeps these."""
    if language == "en":
        return word.removesuffix("s")
    return word.removeprefix("ال")[:2]
