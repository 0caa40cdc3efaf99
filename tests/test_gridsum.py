"""Tables that stand in statements: found where they are plain, and their totals against what they come to."""

from __future__ import annotations

import datetime as dt
import itertools
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.cli import main
from onrecord.gazetteer import catalogue
from onrecord.gridsum import GridSlip, grid_slips
from onrecord.proof import check
from onrecord.statement import read_statement, statement_from_text
from onrecord.tabulated import tables_in

BARS = """Violations in the week:

| Region | Explosions | Shots | Total |
|--------|-----------:|------:|------:|
| North | 34 | 43 | 77 |
| South | 10 | 12 | 22 |
| West | 5 | 1 | 6 |
| Total | {explosions} | {shots} | {total} |

Figures are provisional.
"""


def slips(text: str) -> list[GridSlip]:
    found = list(grid_slips(statement_from_text(text, published_on=dt.date(2018, 6, 1), speaker=None), catalogue()))
    for each in found:
        check(each.contradiction.proof)
        assert each.contradiction.proof.is_contradiction
    return found


def told(text: str) -> list[tuple[str, int, int]]:
    return [(each.label, int(each.come_to), int(each.total)) for each in slips(text)]


def right(**changes: int) -> str:
    return BARS.format(**{"explosions": 49, "shots": 56, "total": 105, **changes})


def tabs(*rows: tuple[object, ...]) -> str:
    return "\n".join("\t".join(map(str, row)) for row in rows)


HEAD, A, B = ("Province", "Killed", "Wounded"), ("Kandahar", 12, 20), ("Helmand", 10, 11)

TOLD = [
    pytest.param(right(shots=57), [("Shots", 56, 57)], id="a column of a table of bars"),
    pytest.param(right(explosions=48, total=104), [("Explosions", 49, 48), ("Total", 105, 104)], id="two columns"),
    pytest.param(
        right().replace("| 22 |", "| 23 |"), [("Total", 106, 105), ("South", 22, 23)], id="a row and its column"
    ),
    pytest.param(tabs(HEAD, A, B, ("Total", 22, 32)), [("Wounded", 31, 32)], id="tabs"),
    pytest.param(tabs(HEAD, ("Total", 23, 31), A, B), [("Killed", 22, 23)], id="the total first"),
    pytest.param(
        "Province   Killed   Wounded\nKandahar     12       20\nHelmand      10       11\nTotal        22       32",
        [("Wounded", 31, 32)],
        id="wide gaps",
    ),
    pytest.param(
        tabs(("المحافظة", "القتلى"), ("قندهار", "١٢"), ("هلمند", "١٠"), ("المجموع", "٢٣")),
        [("القتلى", 22, 23)],
        id="Arabic",
    ),
    pytest.param(
        tabs(HEAD, ("Kandahar", "1,204", 2), ("Helmand", "2,011", 3), ("Total", "3,125", 5)),
        [("Killed", 3215, 3125)],
        id="thousands",
    ),
    pytest.param(tabs(A, B, ("Total", 22, 32)), [("Total", 31, 32)], id="no head"),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_a_total_that_is_not_what_its_parts_come_to_is_told(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert told(text) == expected


NOT_TOLD = [
    pytest.param(right(), id="all adds up"),
    pytest.param(tabs(HEAD, A, B, ("Both", 22, 32)), id="nothing is called a total"),
    pytest.param(tabs(HEAD, A, B, ("Total", "22*", "about 40")), id="cells that hold more than a number"),
    pytest.param(tabs(HEAD, A, ("Helmand", "", 11), ("Total", 22, 31)), id="an empty cell"),
    pytest.param(tabs(("Province", "Percent"), ("Kandahar", 12), ("Helmand", 10), ("Total", 100)), id="percent"),
    pytest.param(tabs(("Province", "Year"), ("Kandahar", 2017), ("Helmand", 2018), ("Total", 2)), id="years"),
    pytest.param(tabs(HEAD, ("Afghanistan", 22, 40), A, B, ("Total", 23, 41)), id="a country beside its provinces"),
    pytest.param(tabs(HEAD, ("The north", 22, 31), A, B, ("Total", 22, 31)), id="a row that sums up others"),
    pytest.param(tabs(HEAD, A, ("of which children", 5, 4), B, ("Total", 22, 31)), id="some of the others"),
    pytest.param(tabs(HEAD, A, ("Total", 12, 20), B, ("Total", 30, 40)), id="two totals"),
    pytest.param(
        tabs(("Province", "Area"), ("Kandahar", "54.2"), ("Helmand", "58.6"), ("Total", "112.7")),
        id="tenths that were rounded",
    ),
    pytest.param(
        tabs(HEAD, ("Kandahar", 1200, 300), ("Helmand", 2000, 400), ("Total", 3300, 700)),
        id="hundreds that were rounded",
    ),
    pytest.param(
        tabs(("Province", "Women", "Civilians", "Total"), ("Kandahar", 3, 9, 10), ("Helmand", 2, 4, 9)),
        id="columns that overlap",
    ),
    pytest.param("Total strikes | 12 | 13\nNothing else", id="one line is no table"),
    pytest.param("He said  it was  12\nThey said  it was  13\nAll said  it was  14", id="prose with wide gaps"),
]


@pytest.mark.parametrize("text", NOT_TOLD)
def test_where_anything_is_in_doubt_nothing_is_told(text: str) -> None:
    assert told(text) == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 9_999), min_size=3, max_size=3), min_size=2, max_size=8),
    st.sampled_from(["|", "\t"]),
    st.sampled_from(["plain", "commas", "arabic"]),
    st.integers(0, 2),
    st.integers(-3, 3),
)
def test_the_totals_told_are_those_that_a_plain_sum_finds_wrong(
    rows: list[list[int]], bar: str, how: str, column: int, off: int
) -> None:
    """Against adding up the numbers that the table was made of."""
    total = [sum(row[n] for row in rows) for n in range(3)]
    total[column] += off
    names = [f"town {chr(97 + n)}" for n in range(len(rows))]
    lines = [["where", "one", "two", "three"]]
    lines += [[name, *map(str, row)] for name, row in zip(names, rows, strict=True)]
    lines.append(["Total", *(_written(number, how) for number in total)])
    text = "\n".join(f"{bar} {f' {bar} '.join(line)} {bar}" if bar == "|" else bar.join(line) for line in lines)
    found = slips(text)
    excess = -off
    counted_twice = any(row[column] == excess for row in rows)
    values = [row[column] for row in rows] + [total[column]]
    rounded = all(value % 10 == 0 for value in values)
    if not off or counted_twice or rounded or total[column] < 0:
        assert found == []
        return
    assert [(each.label, each.come_to - each.total) for each in found] == [(lines[0][column + 1], Fraction(excess))]


def _written(number: int, how: str) -> str:
    text = f"{number:,}" if how == "commas" else str(number)
    return text.translate({48 + n: 0x660 + n for n in range(10)}) if how == "arabic" else text


def test_cells_are_where_they_stand() -> None:
    text = right()
    (grid,) = tables_in(text)
    for entry in itertools.chain(grid.head, *grid.rows):
        assert entry.span.of(text) == entry.text
    assert grid.span.of(text).startswith("Region")


def test_no_claim_is_found_in_a_cell() -> None:
    rows = (("Hit", "10 killed", "2"), ("Rutbah", "11 killed", "3"), ("Total", "21 killed", "5"))
    text = "On 3 May the army carried out 12 raids in Anbar.\n\n" + "\n".join(f"| {' | '.join(row)} |" for row in rows)
    assert [
        claim.quantity and claim.quantity.low for claim in onrecord.find_claims(text, published_on="2018-06-01")
    ] == [12]


PAGE = """<html><head><title>Report</title></head><body><article><h1>Report of the week</h1>
<p>The mission recorded the following violations in the week from 4 to 10 May 2020, as its monitors reported them.</p>
<table><tr><th>Region</th><th>Explosions</th><th>Shots</th></tr><tr><td>North</td><td>34</td><td>43</td></tr>
<tr><td>South</td><td>10</td><td>12</td></tr><tr><td>Total</td><td>44</td><td>56</td></tr></table>
<p>Monitors noted that the figures had been reviewed before this report was published by the mission.</p></article>
</body></html>
"""


def test_the_tables_of_a_page_are_read(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    path = tmp_path / "report.html"
    path.write_text(PAGE, encoding="utf-8")
    assert told(read_statement(path).text) == [("Shots", 55, 56)]


def test_the_tables_of_a_word_document_are_read_a_joined_cell_once(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph("Deaths by town")
    grid = document.add_table(rows=0, cols=3)
    for words in (("Town", "Killed", "Wounded"), ("North", "12", "20"), ("South", "10", "11"), ("Total", "22", "32")):
        for cell, text in zip(grid.add_row().cells, words, strict=True):
            cell.text = text
    joined = grid.add_row().cells
    joined[1].merge(joined[2]).text = "300"
    document.add_paragraph("More text.")
    path = tmp_path / "report.docx"
    document.save(str(path))
    text = read_statement(path).text
    assert text.count("300") == 1
    assert text.endswith("More text.")
    assert told(text.replace("|  | 300 |  |", "")) == [("Wounded", 31, 32)]


def test_a_slip_of_a_table_is_told_on_the_terminal_the_page_and_in_json(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text(right(shots=57), encoding="utf-8")
    asked = ["check", str(path), "--published", "2018-06-01"]
    english = CliRunner().invoke(main, asked).stdout
    assert "In a table, “Shots”: the figures come to 56, and their total is given as 57: 1 apart." in " ".join(
        english.split()
    )
    assert "الفارق 1" in CliRunner().invoke(main, [*asked, "--language", "ar"]).stdout
    printed = CliRunner().invoke(main, [*asked, "--json"]).stdout
    assert '"kind": "table"' in printed
    assert '"label": "Shots"' in printed
    assert CliRunner().invoke(main, [*asked, "--out", str(tmp_path / "pages")]).exit_code == 0
    page = (tmp_path / "pages" / "report.en.html").read_text(encoding="utf-8")
    assert "their total is given as" in page


def test_a_large_table_is_left_to_the_tables() -> None:
    rows = [("where", "n")] + [(f"t{number}", 1) for number in range(30_000)]
    assert told(tabs(*rows, ("Total", 5))) == []
