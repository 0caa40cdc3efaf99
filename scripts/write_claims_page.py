"""Write the generated parts of docs/claims.md: what stands between two marks is made from the tables by the code.

    python scripts/write_claims_page.py            write them
    python scripts/write_claims_page.py --check    write nothing; exit 1 and name the parts that differ

What stands outside the marks is written by hand and left as it is. Every example is read by the code that finds
claims, so the page says what the program does; examples of measures are sentences of our own annotated statements
that are read as annotated.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from onrecord.assertion import REASONS
from onrecord.conversion import units
from onrecord.data import table
from onrecord.dating import find_periods
from onrecord.gazetteer import catalogue
from onrecord.lexicon import Entry, build_lexicon, packaged_entries
from onrecord.manner import MEASURED
from onrecord.normal import fold
from onrecord.quantity import Stated, find_numbers, find_quantities
from tests.eval.gate import faults, found_in, pairs
from tests.eval.own import own_rows

PAGE = Path(__file__).resolve().parent.parent / "docs" / "claims.md"
DAY = dt.date(2018, 5, 24)
"""The day of publication of the periods shown: a Thursday."""

SHOWN = 6
"""Words shown of each language; the tables hold them all."""

SHORTEST_EXAMPLE, LONGEST_EXAMPLE = 24, 100
"""Letters of an example: a quotation that says by itself what is counted, and fits its cell."""

PERIODS = (
    ("yesterday", "أمس"),
    ("today", "اليوم"),
    ("in the past 24 hours", "خلال الـ 24 ساعة الماضية"),
    ("in the past three days", "خلال الأيام الثلاثة الماضية"),
    ("on Monday", "يوم الاثنين"),
    ("last week", "الأسبوع الماضي"),
    ("this week", "هذا الأسبوع"),
    ("last month", "الشهر الماضي"),
    ("this year", "هذا العام"),
    ("last year", "العام الماضي"),
    ("two months ago", "قبل شهرين"),
    ("since the start of the month", "منذ مطلع الشهر"),
    ("since March 2018", "منذ آذار 2018"),
    ("in April", "في نيسان"),
    ("in May 2017", "في أيار/مايو 2017"),
    ("in early May", "في مطلع أيار"),
    ("in mid-April", "في منتصف نيسان"),
    ("in late March", "في أواخر آذار"),
    ("in the first quarter of 2018", "في الربع الأول من عام 2018"),
    ("in the second half of 2017", "في النصف الثاني من عام 2017"),
    ("in the summer of 2017", "في صيف عام 2017"),
    ("in the first week of May", "في الأسبوع الأول من أيار"),
    ("between 15 and 20 January", "بين 15 و20 كانون الثاني"),
    ("from 3 March to 5 April 2016", "من 3 آذار إلى 5 نيسان 2016"),
    ("by 20 May", "حتى 20 أيار"),
)
"""Ways of naming a period, in both languages; docs/dates.md has the rules."""

MODALITIES = {
    "asserted": ("own_side",),
    "reported": ("attribution",),
    "denied": ("denial", "negation"),
    "promised": ("promise",),
    "hypothetical": ("hypothetical",),
    "opinion": ("opinion",),
}
"""The kinds of words that show each modality."""


def row_of(*cells: str) -> str:
    """One row of a table."""
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def head_of(*names: str) -> list[str]:
    """The head of a table."""
    return [row_of(*names), "|" + "---|" * len(names)]


def some(forms: Iterable[str], *, arabic: bool) -> str:
    """The first words of one language, and whether there are more."""
    mine = [form for form in dict.fromkeys(forms) if bool(re.search(r"[\u0620-\u064a]", form)) == arabic]
    more = f" and {len(mine) - SHOWN} more" if len(mine) > SHOWN else ""
    comma = "، " if arabic else ", "
    return comma.join(mine[:SHOWN]) + more


def entries_of(*kinds: str) -> list[Entry]:
    """The entries of some kinds, in the order of the tables."""
    return [entry for entry in packaged_entries() if entry.sense.kind in kinds]


# ------------------------------------------------------------------------------------------------------------ measures


def examples() -> dict[tuple[str, str], str]:
    """For each measure and language the shortest quotation of our own statements that is read as annotated."""
    best: dict[tuple[str, str], str] = {}
    for row in own_rows():
        for words, measure in right_quotes(row):
            key, quote = (measure, row["lang"]), " ".join(words.split())
            if " " in quote and len(quote) <= LONGEST_EXAMPLE:
                best[key] = min(best.get(key, quote), quote, key=_fitness)
    return best


def _fitness(quote: str) -> tuple[bool, int, str]:
    """Which of two quotations is the better example: long enough, then the shorter."""
    short = len(quote) < SHORTEST_EXAMPLE
    return short, -len(quote) if short else len(quote), quote


def right_quotes(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The quotations of the claims of one annotated statement that are found and right, with their measure."""
    found = found_in(row)
    for i, j in pairs(row["claims"], found):
        gold = row["claims"][i]
        same = gold["quote"] == found[j]["quote"] and gold["modality"] == found[j]["modality"] == "asserted"
        if same and gold.get("quantity") and found[j]["quantity"] and not faults(gold, found[j]):
            yield gold["quote"], found[j]["measure"]


def measures() -> list[str]:
    """The catalogue of measures with an example in each language."""
    shown = examples()
    lines = head_of("measure", "counts", "an example of each language, as read")
    for key, measure in sorted(table("measures").items()):
        quotes = [shown[key, language] for language in ("en", "ar") if (key, language) in shown]
        lines.append(row_of(f"`{key}`", measure["doc"]["en"], "<br>".join(quotes)))
    return lines


# ------------------------------------------------------------------------------------------------------------- numbers


def read_number(text: str) -> Stated | None:
    """The first number of a text with the words around it."""
    folded = fold(text)
    words = build_lexicon(catalogue()).find(folded)
    found = find_quantities(folded, words, find_numbers(folded, words, "ar" if re.search("[ء-ي]", text) else "en"))
    return found[0] if found else None


def stated(text: str) -> str:
    """How the words of an example are read: `> 132`."""
    item = read_number(text)
    if item is None:
        return ""
    low, high = (("" if side is None else str(side)) for side in (item.quantity.low, item.quantity.high))
    number = low if low == high else f"{low}–{high}" if low and high else low or high
    return f"`{item.quantity.comparator} {number}`"


def comparators() -> list[str]:
    """Words of comparison, by what they say of the number."""
    lines = head_of("sign", "English", "Arabic", "an example, as read")
    for entry in entries_of("comparator", "comparator_after"):
        sign = f"`{entry.sense.id}`" + (" behind the figure" if entry.sense.kind == "comparator_after" else "")
        example = next((f"{text}: {stated(text)}" for text in entry.matches if stated(text)), "")
        lines.append(row_of(sign, some(entry.forms, arabic=False), some(entry.forms, arabic=True), example))
    return lines


def vague() -> list[str]:
    """Vague words with the range that each is read as."""
    found: dict[tuple[Fraction, Fraction | None], list[str]] = {}
    for entry in entries_of("vague", "number", "multiple", "most"):
        for form in entry.forms:
            item = read_number(f"{form} ضربة" if re.search("[ء-ي]", form) else f"{form} strikes")
            if item is not None and item.quantity.vague and item.quantity.low is not None:
                found.setdefault((item.quantity.low, item.quantity.high), []).append(form)
    lines = head_of("range", "English", "Arabic")
    for (low, high), forms in sorted(found.items(), key=lambda each: each[0][0]):
        shown = f"more than {low} percent" if high is None else f"{low}–{high}"
        lines.append(row_of(shown, some(forms, arabic=False), some(forms, arabic=True)))
    return lines


def units_of_measurement() -> list[str]:
    """The units that statements measure in: what each is given in, how much of it, where, and who says so."""
    lines = head_of("unit", "given in", "how much of it one is", "source")
    for unit, entry in units().items():
        sizes = [f"{size} ({', '.join(countries)})" for size, countries in entry.get("sizes", {}).items()]
        told = entry.get("factor") or "; ".join(sizes) or ("" if "source" not in entry else "not told by the word")
        lines.append(row_of(f"`{unit}`", f"`{entry.get('to', unit)}`", told, entry.get("source", "")))
    return lines


_SORTS = {
    "sure": "one is enough",
    "harm": "one is enough where no mishap is told",
    "weak": "two are enough where no mishap is told",
    "mishap": "a mishap",
    "ordinary": "a sentence of these alone tells of none",
}


def conflict() -> list[str]:
    """Words by which a text tells of an armed conflict, and of other things."""
    lines = head_of("what it says", "English", "Arabic")
    for sort, says in _SORTS.items():
        held = table("conflict")[sort]
        lines.append(row_of(says, *(some(held[language], arabic=language == "ar") for language in ("en", "ar"))))
    return lines


def negatives() -> list[str]:
    """Words beside a number that show that it is no figure."""
    why = table("why")["unclaimed"]
    lines = head_of("what it is", "English", "Arabic")
    for entry in entries_of("negative", "no_figure"):
        words = why[entry.sense.id]["en"]
        lines.append(row_of(words, some(entry.forms, arabic=False), some(entry.forms, arabic=True)))
    shown = {entry.sense.id for entry in entries_of("negative", "no_figure")}
    rest = [held["en"] for key, held in why.items() if key not in shown]
    return [*lines, "", "Nor does a number become a claim where it is: " + "; ".join(rest) + "."]


# --------------------------------------------------------------------------------------- periods, modality, reasons


def periods() -> list[str]:
    """Ways of naming a period, each as it is read on one day of publication; both languages give the same days."""
    lines = head_of("English", "Arabic", "days, both included", "kind", "precision")
    for english, arabic in PERIODS:
        folded = [fold(text) for text in (english, arabic)]
        read = []
        for text, language in zip(folded, ("en", "ar"), strict=True):
            words = build_lexicon(catalogue()).find(text)
            read.append([d.period for d in find_periods(text, words, find_numbers(text, words, language), DAY)])
        first = read[0][0]
        if any(len(each) != 1 or each[0].edtf != first.edtf for each in read):
            raise SystemExit(f"{english!r} and {arabic!r} are not read alike: {read}")
        lines.append(row_of(english, arabic, f"`{first.edtf}`", first.kind, first.precision))
    return lines


def modalities() -> list[str]:
    """The modalities, the words that show each, and which are measured."""
    words = table("why")["rules"]["modality"]
    lines = head_of("modality", "measured", "English", "Arabic")
    for modality, kinds in MODALITIES.items():
        forms = [form for entry in entries_of(*kinds) for form in entry.forms]
        shown = ("", "") if modality == "asserted" else (some(forms, arabic=False), some(forms, arabic=True))
        measured = "yes" if modality in MEASURED else "no"
        lines.append(row_of(words[modality]["en"].partition(":")[0], measured, *shown))
    return lines


def reasons() -> list[str]:
    """Why a claim is only partly or not checkable."""
    told = table("sentences")["reasons"]
    lines = head_of("key", "reason", "Arabic")
    for key, reason in REASONS.items():
        held = told.get(key, {}).get("reason", {})
        lines.append(row_of(f"`{key}`", reason, held.get("ar", "")))
    return lines


def rules() -> list[str]:
    """The rules that fill the slots, by slot."""
    lines = head_of("slot", "rule", "what it says")
    for slot, held in table("why")["rules"].items():
        lines += [row_of(slot, f"`{key}`", words["en"]) for key, words in held.items()]
    return lines


PARTS: Mapping[str, Callable[[], list[str]]] = {
    "measures": measures,
    "comparators": comparators,
    "units": units_of_measurement,
    "vague": vague,
    "conflict": conflict,
    "negatives": negatives,
    "periods": periods,
    "modalities": modalities,
    "reasons": reasons,
    "rules": rules,
}
_PART = re.compile(r"(<!-- made by `make docs`: (\w+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)


def filled(page: str) -> tuple[str, list[str]]:
    """The page with its parts made anew, and the names of those that differ."""
    stale = []

    def part(match: re.Match[str]) -> str:
        made = "\n".join(["", *PARTS[match[2]](), "", ""])
        if made != match[3]:
            stale.append(match[2])
        return match[1] + made + match[4]

    return _PART.sub(part, page), stale


def main(arguments: Sequence[str]) -> int:
    """Write the parts, or with --check say which are stale."""
    page = PAGE.read_text(encoding="utf-8")
    missing = PARTS.keys() - {match[2] for match in _PART.finditer(page)}
    if missing:
        print(f"no marks for: {', '.join(sorted(missing))}", file=sys.stderr)
        return 1
    text, stale = filled(page)
    if "--check" not in arguments:
        PAGE.write_text(text, encoding="utf-8")
        return 0
    if stale:
        print(f"stale in {PAGE.name}: {', '.join(stale)}; run: make docs", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
