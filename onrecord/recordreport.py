"""Reports on the record for the terminal: a question's answer, proofs, contradictions, sources, figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from onrecord.arabic import capital, comma, count_words, joined, noun_for, nouns, number_words
from onrecord.bounds import Answer, Bounds
from onrecord.comparing import YES_OR_NO, Compared, settled
from onrecord.contradiction import Contradictions
from onrecord.explanation import bounds_words, compared_words, contradiction_words, premise_name
from onrecord.figure import Figure
from onrecord.loadedtable import Loaded
from onrecord.period import Period
from onrecord.phrase import (
    actor_words,
    day_words,
    fill,
    formula_words,
    has_template,
    measure_unit,
    period_words,
    scope_words,
    template,
)
from onrecord.proof import Proof
from onrecord.proofreport import (
    both_ends,
    bounding,
    sum_words,
    write_gap,
    write_hangs,
    write_origin,
    write_premises,
    write_releases,
    write_sum,
)
from onrecord.proofwords import assumptions, bridges, catalogue_of, shows
from onrecord.row import Holdings
from onrecord.scope import Scope
from onrecord.source import Card
from onrecord.terminal import QUIET, Page

MOST_ASKED = 30
"""Withdrawals listed one by one where they were asked about."""

# ------------------------------------------------------------------------------------------------- a question answered


def ask_report(
    page: Page,
    scope: Scope,
    answers: Sequence[tuple[str, str, Bounds]],
    holdings: Holdings,
    *,
    as_of: dt.date | None = None,
    without: Sequence[str] = (),
) -> None:
    """What the record allows for a question, by voice, with each proof as a list that can be added up."""
    page.line(capital(scope_words(scope, page.catalogue, page.language), page.language), style="bold")
    _terms(page, as_of, without, answered=bool(answers))
    for voice, rule, bounds in answers:
        page.line()
        unit = measure_unit(scope.measure, page.catalogue)
        words = bounds_words(bounds.low, bounds.high, scope, unit, page.language)
        page.line(page.sentence(f"{_voice(page, voice, rule)}: {words}"), style="bold")
        _answer(page, bounds, holdings)


def _terms(page: Page, as_of: dt.date | None, without: Sequence[str], *, answered: bool) -> None:
    """On which terms it was asked, and where nothing counts it, that."""
    if as_of is not None:
        page.line(page.say("as_of", day=day_words(as_of, page.language)), style=QUIET)
    if without:
        page.line(page.say("without", ids=comma(page.language).join(without)), style=QUIET)
    if not answered:
        page.line(page.say("nothing"))
        page.line(template("sentences.not_it", page.language), style=QUIET)


def _voice(page: Page, voice: str, rule: str) -> str:
    return actor_words((voice,), page.catalogue, page.language) + (f"{comma(page.language)}{rule}" if rule else "")


def _answer(page: Page, bounds: Bounds, holdings: Holdings, margin: int = 0) -> None:
    """One voice's bounds: the sums step by step, why there is no upper bound, what they hang on."""
    indent = margin + 2
    for key, proof in bounding(bounds):
        page.line(sum_words(page, key, proof), indent)
        write_sum(page, proof, indent + 2)
        write_premises(page, [proof], indent + 2)
        for figure in (figure for figure in holdings.figures if figure.id in proof.premises):
            write_origin(page, figure, indent + 2)
    write_gap(page, bounds, indent)
    write_hangs(page, [bounds], holdings, indent, MOST_ASKED)
    if not bounds.consistent:
        page.line(page.say("inconsistent"), indent)
        return
    figures = count_words(bounds.figures_used, nouns()["figure"], page.language, "genitive")
    page.line(page.say("worked_from", figures=figures), indent, QUIET)
    page.line(page.say("tight" if bounds.tight else "not_tight"), indent, QUIET)


# ------------------------------------------------------------------------------------------ a total against another


def compared_report(
    page: Page,
    asked: Compared,
    answers: Sequence[tuple[str, str, Sequence[Answer]]],
    holdings: Holdings,
    terms: tuple[dt.date | None, Sequence[str]],
) -> None:
    """What follows for a total set against others, by voice: the sum that proves it, then each total by itself.

    ``terms`` are the last day of publication, and what was done without.
    """
    names, language = page.catalogue, page.language
    page.line(capital(scope_words(asked.scope, names, language), language), style="bold")
    page.line(_against_words(page, asked), style="bold")
    _terms(page, *terms, answered=bool(answers))
    for voice, rule, found in answers:
        page.line()
        if len(asked.bases) < 2 and asked.against not in ("highest_since", "lowest_since"):
            (answer,) = found
            if asked.against in YES_OR_NO:
                page.line(page.sentence(f"{_voice(page, voice, rule)}: {_settled(page, asked, found)}"), style="bold")
            words = compared_words(asked, answer, names, language)
            page.line(page.sentence(f"{_voice(page, voice, rule)}: {words}"), style="bold")
            if asked.parts:
                _extreme(page, asked, answer)
            else:
                _against_one(page, asked, answer, holdings)
            continue
        words = _settled(page, asked, found)
        page.line(page.sentence(f"{_voice(page, voice, rule)}: {words}"), style="bold")
        for base, answer in zip(asked.bases, found, strict=True):
            words = compared_words(asked, answer, names, language)
            page.line(page.sentence(f"{period_words(base.period, language)}: {words}"), 2)
            _proved(page, answer, 4)


def _settled(page: Page, asked: Compared, found: Sequence[Answer]) -> str:
    """Whether it is so, or left open."""
    known = {True: "yes", False: "no", None: "open"}[settled(asked, found)]
    return template(f"compared.{asked.against.partition('_')[0]}_{known}", page.language)


def _against_words(page: Page, asked: Compared) -> str:
    """In which way a total is set against what: As a share of: strikes, Syria, May 2018."""
    language = page.language
    if asked.parts:
        unit = noun_for("", asked.each)
        return fill(f"compared.{asked.against}", language, unit=unit.singular if language == "ar" else unit.one)
    if not asked.bases:
        other = noun_for("", asked.unit.partition("/")[2])
        return fill("compared.rate", language, unit=other.singular if language == "ar" else other.one)
    first = asked.bases[-1].period.start
    since = "" if first is None else day_words(first, language)
    base = scope_words(asked.bases[0], page.catalogue, language)
    return fill(f"compared.{asked.against}", language, base=base, first=since)


def _against_one(page: Page, asked: Compared, answer: Answer, holdings: Holdings) -> None:
    """What proves the quotient or the difference, then what follows for each of the totals."""
    _proved(page, answer, 2)
    if answer.form not in ("rate", "difference") and answer.parts[1].high == 0:
        page.line(template("compared.no_whole", page.language), 2)
    elif answer.form not in ("rate", "difference") and not answer.parts[1].low:
        page.line(template("compared.where_any", page.language), 2, QUIET)
    for scope, part in zip((asked.scope, *asked.bases), answer.parts, strict=True):
        unit = measure_unit(scope.measure, page.catalogue)
        words = bounds_words(part.low, part.high, scope, unit, page.language)
        named = capital(scope_words(scope, page.catalogue, page.language), page.language)
        page.line(page.sentence(fill("compared.total", page.language, scope=named, bounds=words)), 2)
        _answer(page, part, holdings, 2)


def _extreme(page: Page, asked: Compared, answer: Answer) -> None:
    """What proves the highest or lowest of several totals: a sum of them, and the bound of each by itself."""
    most, language = asked.against == "most_in", page.language
    mean = answer.low_proof if most else answer.high_proof
    end = answer.low if most else answer.high
    if mean is not None and end is not None:
        page.line(_mean_words(page, asked, mean, end), 2)
        write_sum(page, mean, 4)
        write_premises(page, [mean], 4)
    for value, periods in _by_bound(asked, answer):
        days = joined([period_words(period, language) for period in periods], language)
        page.line(fill(f"compared.part_{'high' if most else 'low'}", language, n=number_words(value), days=days), 2)
        for proof in ((part.high_proof if most else part.low_proof) for part in answer.parts):
            if proof is not None and proof in (answer.high_proof, answer.low_proof) and value == proof.value:
                write_sum(page, proof, 4)
                write_premises(page, [proof], 4)
                break
    for part in [part for part in answer.parts if part.gap is not None][:1] if most else ():
        write_gap(page, part, 2)
    if not all(part.consistent for part in answer.parts):
        page.line(page.say("inconsistent"), 2)


def _mean_words(page: Page, asked: Compared, mean: Proof, end: Fraction) -> str:
    """What a sum of several totals says of the highest or lowest of them."""
    side, n = mean.side, number_words(end)
    told = [
        (part.coefficient, period)
        for part in mean.question
        for period in (each.period for each in asked.parts)
        if period.start is not None and part.box.start <= period.start < part.box.end
    ]
    times = sum((each for each, _ in told), Fraction(0))
    if times == 1:
        return fill(f"compared.one_{side}", page.language, n=n, days=period_words(told[0][1], page.language))
    return fill(f"compared.mean_{side}", page.language, n=n, times=number_words(times), sum=formula_words(mean))


def _by_bound(asked: Compared, answer: Answer) -> list[tuple[Fraction, list[Period]]]:
    """The parts by what each may have at most (or has at least), the most telling first; those in a row as one."""
    most = asked.against == "most_in"
    found: dict[Fraction, list[Period]] = {}
    for scope, part in zip(asked.parts, answer.parts, strict=True):
        value = part.high if most else part.low or Fraction(0)
        if value is None:
            continue
        periods, mine = found.setdefault(value, []), scope.period
        if periods and periods[-1].end == mine.start:
            periods[-1] = Period(periods[-1].start, mine.end)
        else:
            periods.append(mine)
    return sorted(found.items(), key=lambda entry: -entry[0] if most else entry[0])


def _proved(page: Page, answer: Answer, indent: int) -> None:
    """The sums that prove a quotient or a difference of two totals, each with what it shows."""
    if answer.form != "difference" and all(part.pinned for part in answer.parts):
        return  # the two totals show it
    for key, proof in both_ends(answer.low_proof, answer.high_proof, pinned=answer.low == answer.high):
        page.line(sum_words(page, key, proof) if answer.form == "difference" else _quotient(page, key, proof), indent)
        write_sum(page, proof, indent + 2)
        write_premises(page, [proof], indent + 2)


def _quotient(page: Page, key: str, proof: Proof) -> str:
    """What a sum shows of a quotient: At most 128/129 of it: 129 × the first total − 128 × the second is at most ..."""
    over, under = (abs(part.coefficient) for part in proof.question)
    most = key == "at_most"
    words = {
        "n": number_words(under / over if most else over / under),
        "first": number_words(over if most else under),
        "second": number_words(under if most else over),
        "sum": formula_words(proof) if proof.steps else "0",
    }
    return fill(f"compared.{key}", page.language, **words)


# ----------------------------------------------------------------------------------------------- proofs, contradictions


def proofs_report(page: Page, proofs: Iterable[Proof]) -> None:
    """Each proof by itself, under the names that it gives: its sum, what it shows, what has to be believed for it."""
    for number, proof in enumerate(proofs, 1):
        alone = replace(page, catalogue=catalogue_of(proof.ground))
        if number > 1:
            alone.line()
        alone.line(formula_words(proof) if proof.steps else "0", style="bold", lead=f"{number}. ")
        what = shows(proof, alone.catalogue, alone.language)
        alone.line(alone.sentence(what) if proof.is_contradiction else alone.say("holds", what=what), 3)
        _believed(alone, proof)


def _believed(page: Page, proof: Proof) -> None:
    """What has to be believed: the figures of the sum, bridges with their sources, what lies in what."""
    head = "figures" if proof.is_contradiction else "believe" if proof.steps else "believe_nothing"
    page.line(page.say(head), 3, QUIET)
    write_sum(page, proof, 5)
    for words in assumptions(proof, page.catalogue, page.language):
        page.line(words, 5)
    for _, source in bridges(proof, page.catalogue, page.language):
        page.line(source, 5, QUIET)


MOST_CONTRADICTIONS = 3
"""Contradictions told as sums; the others are counted."""


def contradictions_report(page: Page, found: Contradictions, holdings: Holdings, *, every: bool = False) -> None:
    """The largest contradictions as sums with their sizes and figures, and the least to withdraw from the record."""
    if not found.found:
        page.line(page.say("no_contradiction" if found.exhausted else "no_contradiction_known"))
        return
    counted = count_words(len(found.found), nouns()["contradiction"], page.language)
    page.line(page.sentence(counted if found.exhausted else page.say("at_least_so_many", count=counted)), style="bold")
    shown = found.found if every else found.found[:MOST_CONTRADICTIONS]
    for number, contradiction in enumerate(shown, 1):
        page.line()
        lead = f"{number}. "
        page.line(contradiction_words(contradiction, page.language), lead=lead)
        write_sum(page, contradiction.proof, len(lead))
        write_premises(page, [contradiction.proof], len(lead))
    page.line()
    if len(shown) < len(found.found):
        page.line(page.say("more_contradictions", n=len(found.found) - len(shown)))
    if found.withdrawn and (len(found.found) > 1 or not found.exhausted):
        measure = next(iter(found.found[0].proof.premises.values())).parts[0].box.measure
        names = [premise_name(p, measure, holdings, page.catalogue, page.language) for p in found.withdrawn]
        page.line(page.say("least_withdrawn", premises=joined(names, page.language)))
    page.line(page.say("not_wrong"), style=QUIET)


# ----------------------------------------------------------------------------------------------------- what it holds


def sources_report(page: Page, cards: Iterable[Card], figures: Sequence[Figure], tables: Sequence[Loaded] = ()) -> None:
    """The sources of the record: whose count it is, how many figures and events of it are held, licence, address.

    Events are told for each table: two releases of a source are never added up.
    """
    held = list(cards)
    page.line(page.sentence(count_words(len(held), nouns()["source"], page.language)), style="bold")
    for card in held:
        page.line()
        count = sum(1 for figure in figures if figure.source == card.id)
        page.line(f"{card.id}: {card.names.get(page.language, card.publisher)}")
        own = [table for table in tables if table.card.id == card.id]
        counted = [count_words(count, nouns()["figure"], page.language)] if count or not own else []
        voice = capital(actor_words((card.voice,), page.catalogue, page.language), page.language)
        page.line(comma(page.language).join([voice, *counted, _licence(page, card)]), 3)
        for table in own:
            events = count_words(table.about["rows"], nouns()["event"], page.language)
            page.line(f"{' '.join((table.name, table.version)).rstrip()}: {events}", 3)
        page.line(card.doc.get(page.language, ""), 3, QUIET)
        page.raw(card.address, 3, QUIET)


def _licence(page: Page, card: Card) -> str:
    """The licence in words; its own key where it has none."""
    key = f"licences.{card.licence.replace('.', '_')}"
    return template(key, page.language) if has_template(key) else card.licence


def figures_report(page: Page, figures: Sequence[Figure], holdings: Holdings) -> None:
    """The figures of the record, each below the release that it was published in."""
    page.line(page.sentence(count_words(len(figures), nouns()["figure"], page.language)), style="bold")
    write_releases(page, figures, holdings)
