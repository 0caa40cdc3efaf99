"""Measure finding claims against annotated statements, and hold it to pinned floors.

    python tests/eval/gate.py             measure; exit 1 where a floor is not reached
    python tests/eval/gate.py --update    raise the floors to what is reached; a floor is never lowered
    python tests/eval/gate.py --wrong 20  also list claims that were missed or wrong, of the part that is tuned on

The shipped statements with their golden claims (tests/golden), those of our own (own/*.toml), the plain sentences of
agencies (plain/*.toml) and those that no weights are fitted on (apart/*.toml) are always measured; the annotated
statements of ../shared/gold where they are there, in two parts told apart by a hash of the statement's id: "tuned",
which words and rules may be written on, and "held out", of which nobody reads anything but these totals. A claim is
found where its figure's span overlaps the annotated one (without a figure: where the quotations overlap in half of
their union), and right where form, measure, numbers and period (within three days) are too. Of those found, each
further slot is told by itself; places, parties and the speaker by the words that name them. Precision and recall,
Arabic and English are held apart.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from onrecord.annotation import as_annotation
from onrecord.claim import find_claims
from onrecord.gazetteer import catalogue
from onrecord.statement import Statement, packaged_statements, statement_from_text
from tests.eval import exam, exam_dates
from tests.eval.own import APART, own_rows
from tests.eval.plain import plain_rows

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.json"
GOLDEN = HERE.parent / "golden"
GOLD = HERE.parent.parent.parent / "shared" / "gold"
PARTS = ("tuned", "held out")
UNSEEN = ("held out", "apart")
"""The sets of which nobody reads the statements, only the totals: what is mended must not be fitted to them."""
HELD_OUT = "01234"
"""First hex digits of the SHA-256 of a statement's id: 5 of 16 are kept away."""

DRAWS = 1000
"""Statements are drawn with replacement so many times for the 95 percent interval."""

GOLD_FILES = ("statements.dev.jsonl", "statements.ar.jsonl", "statements.en.jsonl")
EPSILON = Fraction(1, 1000)
"""Floors are kept to three decimals; what differs by less is the same."""

Row = Mapping[str, Any]
LIVE = ("asserted", "reported", "denied")
SLOTS = ("places", "actors", "modality", "speaker", "span", "unit", "quote", "period")
"""What is told of the claims that were found, beside whether they are right; the last two to the letter."""

FAULTS = ("negatives", "unasserted")
"""Counts that must not grow: a price taken for a claim, a promise taken for an assertion."""


@dataclass
class Tally:
    """What was annotated, predicted, found and right, in one language of one file."""

    gold: int = 0
    predicted: int = 0
    found: int = 0
    right: int = 0
    negatives: int = 0
    unasserted: int = 0
    slots: Counter[str] = field(default_factory=Counter)
    """How many of the found claims have each slot as annotated."""
    wrong: list[str] = field(default_factory=list)
    statements: list[tuple[int, int, int, int]] = field(default_factory=list)
    """For each statement: annotated, predicted, found and right."""

    def rates(self) -> dict[str, str]:
        """Precision, recall and F1 of right and of found claims, and the slots of those found, to three decimals."""
        both = self.gold + self.predicted
        rates = {
            "precision": Fraction(self.right, self.predicted or 1),
            "recall": Fraction(self.right, self.gold or 1),
            "f1": Fraction(2 * self.right, both or 1),
            "precision_found": Fraction(self.found, self.predicted or 1),
            "recall_found": Fraction(self.found, self.gold or 1),
            "f1_found": Fraction(2 * self.found, both or 1),
            **{name: Fraction(self.slots[name], self.found or 1) for name in SLOTS},
        }
        return {name: f"{float(rate):.3f}" for name, rate in rates.items()}

    def pinned(self) -> dict[str, str]:
        """What floors hold: every rate, and the faults."""
        return {**self.rates(), "negatives": str(self.negatives), "unasserted": str(self.unasserted)}

    def interval(self, what: int) -> str:
        """The 95 percent interval of the F1 of found (2) or right (3) claims, drawn over statements."""
        draw, drawn = random.Random(0), []
        for _ in range(DRAWS):
            picked = draw.choices(self.statements, k=len(self.statements))
            both = sum(row[0] + row[1] for row in picked)
            drawn.append(2 * sum(row[what] for row in picked) / (both or 1))
        drawn.sort()
        return f"{drawn[DRAWS // 40]:.3f}-{drawn[-DRAWS // 40 - 1]:.3f}"


# --------------------------------------------------------------------------------------- what is measured, and on what


def rows_of(path: Path) -> list[Row]:
    """The annotated statements of one file, a JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def golden_rows() -> list[Row]:
    """The shipped statements with their golden claims."""
    texts = {statement.id: statement for statement in packaged_statements()}
    rows: list[Row] = []
    for path in sorted(GOLDEN.glob("*.claims.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        rows.append({**row, "text": texts[row["id"]].text, "statement": texts[row["id"]]})
    return rows


def statement_of(row: Row) -> Statement:
    """The statement of an annotated row; its speaker is an actor where the name is known."""
    if "statement" in row:
        shipped: Statement = row["statement"]
        return shipped
    day = dt.date.fromisoformat(row["published"])
    made = statement_from_text(row["text"], published_on=day, speaker=row["speaker"], language=row["lang"])
    return replace(made, publisher=row["publisher"], speaker_name=row["speaker"])


def found_in(row: Row) -> list[Row]:
    """What is found in the statement of an annotated row, in the form of the annotations."""
    statement = statement_of(row)
    return [as_annotation(claim, statement, catalogue()) for claim in find_claims(statement, catalogue())]


# ----------------------------------------------------------------------------------------------------------- matching


def figure_span(claim: Row) -> tuple[int, int] | None:
    """Where the figure of a claim stands, or None for a claim without one."""
    quantity = claim.get("quantity")
    return (quantity["start"], quantity["end"]) if quantity and quantity.get("start") is not None else None


def overlap(a: tuple[int, int], b: tuple[int, int]) -> Fraction:
    """The part of their union that two spans share."""
    return Fraction(max(0, min(a[1], b[1]) - max(a[0], b[0])), max(1, max(a[1], b[1]) - min(a[0], b[0])))


def closeness(gold: Row, predicted: Row) -> Fraction:
    """How well two claims meet: by their figures, else by their quotations where these share half."""
    first, second = figure_span(gold), figure_span(predicted)
    if first and second:
        return overlap(first, second)
    if first or second:
        return Fraction(0)
    shared = overlap((gold["start"], gold["end"]), (predicted["start"], predicted["end"]))
    return shared if shared >= Fraction(1, 2) else Fraction(0)


def pairs(golds: Sequence[Row], predicted: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Annotated and found claims that are the same one, each once, the best overlap first."""
    near = sorted(
        ((closeness(g, p), i, j) for i, g in enumerate(golds) for j, p in enumerate(predicted)),
        key=lambda item: (-item[0], item[1], item[2]),
    )
    used: tuple[set[int], set[int]] = (set(), set())
    for close, i, j in near:
        if close > 0 and i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            yield i, j


def faults(gold: Row, predicted: Row) -> list[str]:
    """Which of the slots that make a claim right are not."""
    checks = {
        "form": gold["form"] == predicted["form"],
        "measure": gold["measure"] == predicted["measure"],
        "quantity": numbers(gold) == numbers(predicted),
        "period": same_period(gold.get("period"), predicted.get("period"), 3),
    }
    return [name for name, holds in checks.items() if not holds]


def slots_held(gold: Row, predicted: Row) -> dict[str, bool]:
    """For every further slot of a found claim, whether it is as annotated; surfaces need only share their words."""
    actors = [(gold["actors"][role], predicted["actors"][role]) for role in ("by", "against", "of")]
    speakers = [[{"surface": claim.get("speaker_surface")}] for claim in (gold, predicted)]
    return {
        "places": words_meet(gold["places"], predicted["places"]),
        "actors": all(words_meet(mine, found) for mine, found in actors),
        "modality": gold["modality"] == predicted["modality"],
        "speaker": words_meet(*speakers),
        "span": figure_span(gold) == figure_span(predicted),
        "unit": gold["quantity"]["unit"] == predicted["quantity"]["unit"],
        "quote": (gold["start"], gold["end"]) == (predicted["start"], predicted["end"]),
        "period": same_period(gold.get("period"), predicted.get("period")),
    }


def words_meet(gold: Iterable[Row], predicted: Iterable[Row]) -> bool:
    """Whether every annotated surface shares its text with one that was found, and nothing else was found."""
    mine, found = ({item["surface"] for item in items if item.get("surface")} for items in (gold, predicted))
    return all(any(a in b or b in a for b in found) for a in mine) and all(
        any(a in b or b in a for a in mine) for b in found
    )


def numbers(claim: Row) -> tuple[Any, ...]:
    """Comparator and numbers of a claim, shares to two decimals."""
    quantity = claim["quantity"]
    sides = [quantity.get(side) for side in ("low", "high")]
    return quantity["comparator"], *(None if side is None else round(Fraction(str(side)), 2) for side in sides)


def same_period(gold: Row | None, predicted: Row | None, slack: int = 0) -> bool:
    """Whether two periods are the same within so many days."""
    if gold is None or predicted is None:
        return gold is None and predicted is None
    for side in ("start", "end"):
        first, second = gold.get(side), predicted.get(side)
        if (first is None) != (second is None):
            return False
        if first and second and abs((dt.date.fromisoformat(first) - dt.date.fromisoformat(second)).days) > slack:
            return False
    return True


# ---------------------------------------------------------------------------------------------------------- measuring


def measure(rows: Iterable[Row]) -> dict[str, Tally]:
    """What finding claims reaches on annotated statements, by language."""
    tallies: dict[str, Tally] = {}
    for row in rows:
        _count(tallies.setdefault(row["lang"], Tally()), row, found_in(row))
    return dict(sorted(tallies.items()))


def _count(tally: Tally, row: Row, found: Sequence[Row]) -> None:
    """Add one statement: claims with a figure that are checkable at least in part are what counts."""
    golds = row["claims"]
    asked = {i for i, g in enumerate(golds) if figure_span(g) and g["checkable"] in ("yes", "partly")}
    matched = list(pairs(golds, found))
    free = {j for i, j in matched if i not in asked}
    live = [j for j, p in enumerate(found) if figure_span(p) and j not in free and p["modality"] in LIVE]
    was = (tally.found, tally.right)
    tally.gold += len(asked)
    tally.predicted += len(live)
    for i, j in matched:
        if i not in asked:
            taken = golds[i]["modality"] not in ("asserted", "reported") and bool(golds[i].get("quantity"))
            tally.unasserted += taken and found[j]["modality"] in ("asserted", "reported")
            continue
        tally.found += 1
        held = slots_held(golds[i], found[j])
        tally.slots.update(name for name, holds in held.items() if holds or name in row.get("untold", ()))
        wrong = faults(golds[i], found[j])
        tally.right += not wrong
        if wrong:
            tally.wrong.append(f"{row['id']}: {', '.join(wrong)}: {golds[i]['quote']}")
    tally.statements.append((len(asked), len(live), tally.found - was[0], tally.right - was[1]))
    missed = asked - {i for i, _ in matched}
    tally.wrong.extend(f"{row['id']}: not found: {golds[i]['quote']}" for i in sorted(missed))
    for negative in row.get("negatives", ()):
        at = (negative["start"], negative["end"])
        tally.negatives += any((span := figure_span(p)) is not None and overlap(span, at) > 0 for p in found)


def held_out(row: Row) -> bool:
    """Whether a statement is kept away from those who write words and rules."""
    return hashlib.sha256(str(row["id"]).encode()).hexdigest()[0] in HELD_OUT


def annotated_rows(part: str) -> list[Row]:
    """The annotated statements of one part, "tuned" or "held out", of all files that are there."""
    rows = [row for name in GOLD_FILES if (GOLD / name).is_file() for row in rows_of(GOLD / name)]
    return [row for row in rows if held_out(row) == (part == "held out")]


def measured_sets() -> dict[str, list[Row]]:
    """Every set of annotated statements that is there, by name."""
    held: dict[str, list[Row]] = {"shipped": golden_rows(), "own": own_rows(), "plain": plain_rows()}
    held["apart"] = own_rows(APART)
    held |= {part: annotated_rows(part) for part in PARTS}
    return {name: rows for name, rows in held.items() if rows}


# ------------------------------------------------------------------------------------------------------------- floors


def digest(rows: Iterable[Row]) -> str:
    """The annotations that a floor was measured on: a floor holds only for these."""
    content = [{"id": row["id"], "text": row["text"], "claims": row["claims"]} for row in rows]
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


def below_floor(floors: Mapping[str, Any], name: str, language: str, tally: Tally) -> list[str]:
    """What a tally does not reach, one line each."""
    pinned = floors.get(name, {}).get(language, {})
    reached = tally.pinned()
    return [
        f"{name} {language}: {rate} {reached[rate]} is {'above' if rate in FAULTS else 'below'} its floor {floor}"
        for rate, floor in pinned.items()
        if (Fraction(reached[rate]) - Fraction(floor)) * (-1 if rate in FAULTS else 1) < -EPSILON / 2
    ]


def raised(floors: Mapping[str, Any], reached: Mapping[str, Any]) -> dict[str, Any]:
    """The floors with every rate at what was reached where that is more (of faults, less); never lowered."""
    new: dict[str, Any] = {name: dict(pinned) for name, pinned in floors.items()}
    for name, by_language in reached.items():
        kept = new.setdefault(name, {})
        for key, value in by_language.items():
            if isinstance(value, str):
                kept[key] = value
                continue
            old = kept.get(key, {})
            best = {rate: min if rate in FAULTS else max for rate in value}
            kept[key] = {rate: best[rate](now, old.get(rate, now), key=Fraction) for rate, now in value.items()}
    return new


def lines_of(name: str, language: str, tally: Tally) -> list[str]:
    """What was reached, for a reader: one line of totals, one of slots."""
    rates = tally.rates()
    right = "precision {precision} recall {recall} f1 {f1}".format(**rates)
    found = "precision {precision_found} recall {recall_found} f1 {f1_found}".format(**rates)
    totals = (
        f"{name} {language}: right {right} ({tally.interval(3)}); found {found} ({tally.interval(2)}); "
        f"{tally.right} right, {tally.found} found of {tally.gold}, {tally.predicted} predicted; "
        f"negatives taken {tally.negatives}, unasserted taken for asserted {tally.unasserted}"
    )
    return [totals, "    of those found: " + ", ".join(f"{slot} {rates[slot]}" for slot in SLOTS)]


def main(arguments: Sequence[str]) -> int:
    """Measure every set that is there and compare with the floors."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}
    many = int(arguments[arguments.index("--wrong") + 1]) if "--wrong" in arguments else 0
    reached: dict[str, Any] = {}
    short: list[str] = []
    for name, rows in measured_sets().items():
        reached[name] = {"annotations": digest(rows)}
        if floors.get(name, {}).get("annotations", digest(rows)) != digest(rows):
            short.append(f"{name}: the annotations changed since the floor was set; delete its floor and --update")
        for language, tally in measure(rows).items():
            reached[name][language] = tally.pinned()
            short.extend(below_floor(floors, name, language, tally))
            print("\n".join(lines_of(name, language, tally)))
            if name != "held out":
                print("".join(f"    {line}\n" for line in tally.wrong[:many]), end="")
    if not GOLD.is_dir():
        print("skipped: the annotated statements are not beside the checkout (../shared/gold)")
    for line in (*exam.report(many), *exam_dates.report(many)):
        print(line)
    short.extend(exam.below())
    short.extend(exam_dates.below())
    print("\n".join(short) or "no floor is missed", file=sys.stderr if short else sys.stdout)
    if "--update" in arguments and not short:
        text = json.dumps(raised(floors, reached), indent=1, sort_keys=True) + "\n"
        FLOORS.write_text(text, encoding="utf-8")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
