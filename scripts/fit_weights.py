"""Fit the weights by which the options of a slot are chosen, on the annotated statements.

    python scripts/fit_weights.py             fit, and write onrecord/data/weights/*.toml
    python scripts/fit_weights.py --check     write nothing; say how well weights fitted on the other statements do

The statements are those of our own and the tuned part of the annotated ones; the held-out part is never used. The
model is a conditional logit over the options of a figure with an L2 penalty; where several options say the same, each
is right. Weights are rounded to hundredths, and those below a twentieth dropped.

Each statement is then read with weights that were fitted on the others, every choice building on those before it as it
does in earnest, and it is counted how often choices were right by how far they led: the table of sureties
(:mod:`onrecord.doubt`), in steps of at least a hundred figures that never fall. Frames are left out of it: they are
easier than what is published.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from onrecord.annotation import MEASURE_NAMES
from onrecord.claim import read_claims
from onrecord.doubt import Watched
from onrecord.gazetteer import catalogue
from onrecord.partychoice import ASKED
from onrecord.quantity import Span
from onrecord.weighing import Option, weight
from tests.eval.gate import annotated_rows, figure_span, golden_rows, overlap, same_period, statement_of, words_meet
from tests.eval.own import own_rows
from tests.eval.plain import TURNS, plain_rows

TARGET = Path(__file__).resolve().parent.parent / "onrecord" / "data" / "weights"
FOLDS = 5
PENALTY = 4.0
FOUNDING = 10
"""How often the claims of the shipped statements count: what onrecord is known for must not hang on a hair."""
OTHERS = 3.0
"""How often a figure counts that was annotated by others, where its parties are asked for: they name who is only to be
understood more often than we do."""
FRAMES = 0.5
"""How often a figure of a plain frame counts, over all its turns: more, or less, and fewer choices of unseen statements
are right."""
LEAST_SEEN = 3
"""Figures in which a trait must be seen to be given a weight."""
LEAST_WEIGHT = 5
"""Hundredths below which a weight is dropped."""
STEP = 100
"""Figures that a step of the table of sureties is counted on at least."""

Row = Mapping[str, Any]
Judge = Callable[[Row, Any, str], bool]


def right_days(claim: Row, when: Any, _text: str) -> bool:
    """Whether days are those that were annotated, within three days."""
    period = when.period
    if period.start is None and period.end is None:
        return claim.get("period") is None
    days = {"start": period.start and period.start.isoformat(), "end": period.end and period.end.isoformat()}
    return same_period(claim.get("period"), days, 3)


def right_places(claim: Row, where: Any, text: str) -> bool:
    """Whether places are those that were annotated, by the words that they share."""
    return words_meet(claim["places"], [{"surface": m.span.of(text)} for m in where.mentions if m.span is not None])


def right_measure(claim: Row, measure: Any, _text: str) -> bool:
    """Whether a measure is the one that was annotated."""
    return bool(claim["measure"] == MEASURE_NAMES.get(measure, measure))


def right_party(role: str) -> Judge:
    """Whether who fills a role is as annotated, by the words that they share; somebody whom only a verb's ending
    names is somebody, except where annotations leave these out."""

    def right(claim: Row, filled: Any, text: str) -> bool:
        told, mentions = claim["actors"][role], filled.mentions
        met = words_meet(told, [{"surface": m.span.of(text)} for m in mentions if m.span is not None])
        return met and (claim.get("only_words", False) or bool(told) == bool(mentions))

    return right


JUDGES: dict[str, Judge] = {
    "days": right_days,
    "places": right_places,
    "measure": right_measure,
    **{role: right_party(role) for role in ASKED},
}
"""For every slot that is weighed, whether an option is what was annotated."""


@dataclass(frozen=True, slots=True)
class Question:
    """The options of one figure of one statement, each with whether it is right."""

    statement: str
    language: str
    traits: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    times: float = 1.0
    """How often it counts."""


class Teacher:
    """Chooses what is annotated, so that what follows is asked as it should have been, and keeps every question."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.asked: list[tuple[str, Question]] = []

    def __call__(self, slot: str, at: Span, options: Sequence[Option[Any]]) -> Option[Any]:
        claim = claim_at(self.row, at)
        if claim is None or slot in self.row.get("untold", ()):
            return options[0]
        right = tuple(JUDGES[slot](claim, option.value, self.row["text"]) for option in options)
        times = times_of(str(self.row["id"]), slot)
        question = Question(self.row["id"], self.row["lang"], tuple(o.texts for o in options), right, times)
        self.asked.append((slot, question))
        return next((option for option, holds in zip(options, right, strict=True) if holds), options[0])


def times_of(statement: str, slot: str) -> float:
    """How often a figure of a statement counts where a slot is asked for."""
    if statement.startswith("plain-"):
        return 0.0 if slot == "against" else FRAMES / TURNS  # nobody annotated at whom it was done
    return OTHERS if slot in ASKED and not statement.startswith("own-") else 1.0


def claim_at(row: Row, at: Span) -> Row | None:
    """The annotated claim of a figure."""
    held = ((c, s) for c in row["claims"] if c["checkable"] in ("yes", "partly") and (s := figure_span(c)))
    return next((claim for claim, span in held if overlap(span, (at.start, at.end)) > 0), None)


def questions(rows: Iterable[Row]) -> Iterator[tuple[str, Question]]:
    """Every question that the finding of claims asks of annotated statements, by slot."""
    for row in rows:
        teacher = Teacher(row)
        read_claims(statement_of(row), catalogue(), teacher)
        yield from teacher.asked


def fit(asked: Sequence[Question]) -> dict[str, int]:
    """The weights under which what is annotated is likeliest."""
    asked = [question for question in asked if any(question.right) and not all(question.right)]
    seen = Counter(trait for question in asked for trait in {t for traits in question.traits for t in traits})
    column = {trait: nth for nth, trait in enumerate(sorted(t for t, n in seen.items() if n >= LEAST_SEEN))}
    rows = [[column[t] for t in set(traits) if t in column] for question in asked for traits in question.traits]
    ends = np.cumsum([0, *(len(row) for row in rows)])
    matrix = csr_matrix((np.ones(ends[-1]), np.concatenate(rows), ends), shape=(len(rows), len(column)))
    group = np.repeat(np.arange(len(asked)), [len(question.right) for question in asked])
    right = np.concatenate([np.array(question.right, dtype=float) for question in asked])
    times = np.array([question.times for question in asked])

    def loss(weights: Any) -> tuple[float, Any]:
        scores = matrix @ weights
        odds = np.exp(scores - scores.max())
        total, mine = np.bincount(group, odds), np.bincount(group, odds * right)
        slope = matrix.T @ (times[group] * (odds / total[group] - odds * right / mine[group]))
        lost = -(times * np.log(mine / total)).sum() + PENALTY / 2 * weights @ weights
        return float(lost), slope + PENALTY * weights

    found = minimize(loss, np.zeros(len(column)), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    rounded = {trait: round(100 * float(found[nth])) for trait, nth in column.items()}
    return {trait: value for trait, value in rounded.items() if abs(value) >= LEAST_WEIGHT}


def is_right(question: Question, weights: Mapping[str, int]) -> bool:
    """Whether the heaviest option is right."""
    heaviest = max(range(len(question.traits)), key=lambda nth: weight(question.traits[nth], weights))
    return question.right[heaviest]


def fold_of(statement: str) -> int:
    """The part of the statements that one is in."""
    return int(hashlib.sha256(statement.encode()).hexdigest(), 16) % FOLDS


def fold_weights(asked: Sequence[Question]) -> list[dict[str, int]]:
    """For each part of the statements, weights fitted on the others."""
    return [fit([question for question in asked if fold_of(question.statement) != fold]) for fold in range(FOLDS)]


def cross_validated(asked: Sequence[Question], weights: Sequence[Mapping[str, int]]) -> dict[str, tuple[int, int]]:
    """By language, how many of how many are chosen right by weights fitted on the other statements.

    What follows a figure is asked as annotated, so a slip is not carried on here: a little better than in earnest.
    """
    counts: dict[str, tuple[int, int]] = {}
    for question in asked:
        right, all_ = counts.get(question.language, (0, 0))
        counts[question.language] = (right + is_right(question, weights[fold_of(question.statement)]), all_ + 1)
    return counts


Choice = tuple[int | None, bool]
"""By how much a choice led, None where nothing else was offered, and whether it was right."""


def choices(row: Row, weights: Mapping[str, Mapping[str, int]]) -> Iterator[tuple[str, Choice]]:
    """Every choice that is made of a statement by weights of each slot, as it is read in earnest."""
    watched = Watched(lambda options, slot: [weight(option.texts, weights[slot]) for option in options])
    made: list[tuple[str, Span, Any]] = []

    def choose(slot: str, at: Span, options: Sequence[Option[Any]]) -> Option[Any]:
        chosen = watched(slot, at, options)
        made.append((slot, at, chosen.value))
        return chosen

    read_claims(statement_of(row), catalogue(), choose)
    for slot, at, value in made:
        claim = claim_at(row, at)
        if claim is not None and slot not in row.get("untold", ()):
            yield slot, (watched.close[slot, at.start].lead, JUDGES[slot](claim, value, row["text"]))


def sureties(made: Iterable[Choice]) -> tuple[int, list[list[int]]]:
    """Of 100 choices without a rival, how many were right; then, from each lead on, of those with one."""
    made = list(made)
    alone = [right for lead, right in made if lead is None]
    led = sorted((lead, right) for lead, right in made if lead is not None)
    steps = [[led[at][0], STEP, sum(right for _, right in led[at : at + STEP])] for at in range(0, len(led), STEP)]
    steps[-1][1] = len(led) - STEP * (len(steps) - 1)
    pooled: list[list[int]] = []
    for step in steps:
        pooled.append(step)
        while len(pooled) > 1 and (_falls(*pooled[-2:]) or pooled[-1][1] < STEP):
            _, all_, right = pooled.pop()
            pooled[-1][1:] = [pooled[-1][1] + all_, pooled[-1][2] + right]
    return 100 * sum(alone) // max(1, len(alone)), [[lead, 100 * right // all_] for lead, all_, right in pooled]


def _falls(before: Sequence[int], after: Sequence[int]) -> bool:
    """Whether a step has no more right than the one before, or starts where that does."""
    return before[2] * after[1] >= after[2] * before[1] or before[0] == after[0]


def written(
    slot: str, weights: Mapping[str, int], asked: Sequence[Question], sure: tuple[int, Sequence[Sequence[int]]]
) -> str:
    """A table of weights as it is kept."""
    alone, steps = sure
    lines = [
        f"# Weights of the slot {slot!r}: hundredths of a logarithm of odds, fitted by scripts/fit_weights.py",
        f"# on {len(asked)} figures of {len({q.statement for q in asked})} annotated statements. Do not edit.",
        "",
        "# Of 100 choices in statements that weights were not fitted on, how many were right: where nothing else was",
        "# offered, and from each lead on.",
        f"alone = {alone}",
        f"surety = {[list(step) for step in steps]}",
        "",
        "[weight]",
        *(f'"{trait}" = {value}' for trait, value in sorted(weights.items())),
    ]
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str]) -> int:
    """Fit and write, or only say how well it does."""
    rows = [*annotated_rows("tuned"), *own_rows()]
    by_slot: dict[str, list[Question]] = {slot: [] for slot in JUDGES}
    for slot, question in questions([*rows, *plain_rows(), *golden_rows()]):
        by_slot[slot].append(question)
    others = {slot: fold_weights(asked) for slot, asked in by_slot.items()}
    made: dict[str, list[Choice]] = {slot: [] for slot in JUDGES}
    for row in rows:
        fold = fold_of(row["id"])
        for slot, choice in choices(row, {slot: weights[fold] for slot, weights in others.items()}):
            made[slot].append(choice)
    shipped = {row["id"] for row in golden_rows()}
    for slot, asked in by_slot.items():
        can = sum(any(question.right) for question in asked)
        unseen = cross_validated(asked, others[slot])
        shown = ", ".join(f"{lang} {r / n:.3f} of {n}" for lang, (r, n) in sorted(unseen.items()))
        weights = fit([*asked, *(FOUNDING - 1) * [question for question in asked if question.statement in shipped]])
        sure = sureties(made[slot])
        print(
            f"{slot}: an option is right for {can} of {len(asked)}; unseen statements {shown}; {len(weights)} weights"
        )
        print(f"    of 100 right: {sure[0]} where alone; by lead {sure[1]}")
        if "--check" not in arguments:
            TARGET.mkdir(exist_ok=True)
            text = written(slot, weights, asked, sure)
            (TARGET / f"{slot}.toml").write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
