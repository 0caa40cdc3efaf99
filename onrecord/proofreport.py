"""Proofs on a terminal: their sums, their premises, what bounds hang on, and the releases that figures are from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from rich.cells import cell_len

from onrecord.arabic import comma, number_words
from onrecord.explanation import gap_words, hang_words, rounding_words
from onrecord.phrase import day_words, figure_words, fill, formula_words, period_words
from onrecord.proofwords import bridges, sum_lines
from onrecord.terminal import QUIET, Page

if TYPE_CHECKING:
    from onrecord.bounds import Bounds, Withdrawal
    from onrecord.figure import Figure
    from onrecord.period import Period
    from onrecord.proof import Proof
    from onrecord.row import Holdings

MOST_SHOWN = 6
"""Withdrawals listed one by one below a finding, which a proof of thirty terms would else bury."""

# ---------------------------------------------------------------------------------------------------- sums and premises


def bounding(bounds: Bounds) -> list[tuple[str, Proof]]:
    """The proofs worth showing, each with what it gives: the upper bound, the lower, or both in one sum."""
    ends = both_ends(bounds.low_proof, bounds.high_proof, pinned=bounds.pinned)
    return [(key, proof) for key, proof in ends if key != "at_least" or proof.value]


def both_ends(low: Proof | None, high: Proof | None, *, pinned: bool) -> list[tuple[str, Proof]]:
    """The proofs of both bounds, each with what it gives; one, where both are one sum."""
    if low is not None and high is not None and pinned and _same_sum(low, high):
        return [("exactly", high)]
    given = (("at_most", high), ("at_least", low))
    return [(key, proof) for key, proof in given if proof is not None]


def _same_sum(low: Proof, high: Proof) -> bool:
    """Whether both bounds are one sum, so that the upper one's lines say it all."""
    sums = [[(s.multiplier, s.value, s.premise) for s in proof.steps if s.value] for proof in (low, high)]
    return sums[0] == sums[1] and {step.premise for step in low.steps} <= {step.premise for step in high.steps}


def sum_words(page: Page, key: str, proof: Proof, period: Period | None = None) -> str:
    """The bound with its sum: At most 172: 184 − 6 − 2 = 172. A ``period`` is named where there is more than one."""
    number, sums = number_words(proof.value), formula_words(proof)
    if rounding := rounding_words(proof, page.language):
        sums += f"{comma(page.language)}{rounding}"
    bound = page.say(key, n=number)
    if period is not None:
        bound = page.say("sum_of", bound=bound, period=period_words(period, page.language))
    return bound + ("" if sums == number else f": {sums}")


def write_sum(page: Page, proof: Proof, indent: int) -> None:
    """A sum line by line: signed number, what it counts, figure; below, the day of publication and the address."""
    lines = sum_lines(proof, page.catalogue, page.language)
    room = max((len(line.number) for line in lines), default=0)
    before = ""
    for line in lines:
        ids = comma(page.language).join(witness.id for witness in line.witnesses)
        page.line(f"{line.words}  [{ids}]", indent, lead=f"{page.number(line.number.rjust(room))}  ")
        for day, address in dict.fromkeys((witness.published_on, witness.address) for witness in line.witnesses):
            _write_release(page, day, address, indent + room + 2, known=address == before)
            before = address


def _write_release(page: Page, day: dt.date | None, address: str, indent: int, *, known: bool) -> None:
    """When and where a figure was published; an address is never cut, and a ``known`` one not repeated."""
    when = _when_published(page, day)
    if not address or known:
        page.line(f"{when}{comma(page.language)}{page.say('same_address')}" if address else when, indent, QUIET)
    elif indent + cell_len(f"{when}: {address}") <= page.console.width:
        page.raw(f"{when}: {address}", indent, QUIET)
    else:
        page.line(f"{when}:", indent, QUIET)
        page.raw(address, indent, QUIET)


def _when_published(page: Page, day: dt.date | None) -> str:
    return page.say("undated") if day is None else page.say("published", day=day_words(day, page.language))


def write_premises(page: Page, proofs: Iterable[Proof], indent: int) -> None:
    """The bridges that the proofs need, each said once."""
    found = [clause for proof in proofs for clause, _ in bridges(proof, page.catalogue, page.language)]
    for clause in dict.fromkeys(found):
        page.line(page.say("premise", clause=clause), indent, QUIET)


# ------------------------------------------------------------------------------------------------- what bounds hang on


def write_hangs(page: Page, parts: Sequence[Bounds], holdings: Holdings, indent: int, most: int = MOST_SHOWN) -> None:
    """The withdrawals that change the bounds, the weightiest that does not, and that no other does."""
    entries = [(part, withdrawal) for part in parts for withdrawal in part.hangs_on]
    changing = [entry for entry in entries if not _stands(*entry)]
    standing = [entry for entry in entries if _stands(*entry)]
    if not entries:
        return
    page.line(page.say("hangs"), indent, QUIET)
    shown = changing if len(changing) <= most + 1 else changing[:most]
    for part, withdrawal in shown:
        page.line(f"{hang_words(withdrawal, part, holdings, page.catalogue, page.language)}.", indent + 2)
    if len(shown) < len(changing):
        page.line(page.say("hangs_more", n=len(changing) - len(shown)), indent + 2, QUIET)
    if standing:
        page.line(_still(page, *max(standing, key=lambda entry: _weight(*entry)), holdings), indent + 2)
    page.line(page.say("hangs_rest" if changing else "hangs_nothing"), indent + 2, QUIET)


def _stands(bounds: Bounds, withdrawal: Withdrawal) -> bool:
    return (withdrawal.low, withdrawal.high) == (bounds.low, bounds.high)


def _weight(bounds: Bounds, withdrawal: Withdrawal) -> tuple[bool, Fraction]:
    """Whether other numbers make up for what is withdrawn, and how much it adds to or takes from a sum."""
    proofs = [proof for proof in (bounds.low_proof, bounds.high_proof) if proof is not None]
    steps = [step for proof in proofs for step in proof.steps if step.premise == withdrawal.premise]
    weight = max((abs(step.multiplier * step.value) for step in steps), default=Fraction(0))
    return _instead(bounds, withdrawal) != "", weight


def _instead(bounds: Bounds, withdrawal: Withdrawal) -> str:
    """The sum by which a bound stands without a premise that it used: other numbers, or ''."""
    for held, other in ((bounds.high_proof, withdrawal.high_proof), (bounds.low_proof, withdrawal.low_proof)):
        if held is not None and other is not None and withdrawal.premise in {step.premise for step in held.steps}:
            sums = formula_words(other)
            return "" if sums in (formula_words(held), number_words(other.bound)) else sums
    return ""


def _still(page: Page, bounds: Bounds, withdrawal: Withdrawal, holdings: Holdings) -> str:
    """Without the 184 (Iraq and Syria, 1–24 May 2018): still exactly 132 strikes (225 − 52 − 41 = 132)."""
    words = hang_words(withdrawal, bounds, holdings, page.catalogue, page.language)
    sums = _instead(bounds, withdrawal)
    return f"{fill('quantity.worked', page.language, n=words, sum=sums) if sums else words}."


def write_gap(page: Page, bounds: Bounds, indent: int) -> None:
    """Why there is no upper bound."""
    if bounds.gap is not None:
        asked = bounds.question[0].scope
        page.line(page.sentence(gap_words(bounds.gap, page.catalogue, page.language, asked)), indent)


# ---------------------------------------------------------------------------------------------------- figures, releases


def write_releases(page: Page, figures: Iterable[Figure], holdings: Holdings) -> None:
    """Each release with its source, its day and its address, and below it the figures taken from it."""
    releases: dict[tuple[str, str, dt.date | None], list[Figure]] = {}
    for figure in figures:
        releases.setdefault((figure.source, figure.address, figure.published_on), []).append(figure)
    for (source, address, day), listed in sorted(releases.items(), key=lambda entry: _release_order(entry[0])):
        card = holdings.cards.get(source)
        name = card.names.get(page.language, card.publisher) if card is not None else source
        page.line(f"{name}{comma(page.language)}{_when_published(page, day)}")
        page.raw(address, style=QUIET)
        for figure in listed:
            page.line(f"{figure_words(figure, page.catalogue, page.language)}  [{figure.id}]", 3)
            write_origin(page, figure, 6)


def write_origin(page: Page, figure: Figure, indent: int) -> None:
    """What a figure that stands in no row was made of: the reports of a table that it sums."""
    if figure.file and not figure.row and figure.note:
        page.line(figure.noted(page.language), indent, QUIET)


def _release_order(release: tuple[str, str, dt.date | None]) -> tuple[dt.date, str, str]:
    """By day of publication, those without a known day last."""
    source, address, day = release
    return day or dt.date.max, source, address
