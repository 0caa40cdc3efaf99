"""Tables as spreadsheets, statistics programs and mail make them: read as what they were, or refused in one line."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.cli import main
from onrecord.project import Project, create_project
from onrecord.tablestore import reading_of
from tests.factories import figures_csv, figures_row
from tests.kills import EVENT, GED, NAMES

Rows = list[list[str]]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return create_project(tmp_path / "project", empty=True)


def events() -> Rows:
    """A header and two events; the second has no second division."""
    second = ["2" if name == "id" else "" if name == "adm_2" else cell for name, cell in zip(GED, EVENT, strict=True)]
    return [list(GED), list(EVENT), second]


def written(rows: Rows, delimiter: str = ",", end: str = "\n", *, before: str = "") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(rows)
    return before + text.getvalue()


def changed(column: str, change: Callable[[str], str]) -> Rows:
    """The events with every cell of a column changed."""
    at = GED.index(column)
    header, *rows = events()
    return [header, *([change(cell) if nth == at else cell for nth, cell in enumerate(row)] for row in rows)]


def with_commas() -> Rows:
    """The events with their coordinates as much of Europe writes them."""
    at = {GED.index("latitude"), GED.index("longitude")}
    return [[cell.replace(".", ",") if nth in at else cell for nth, cell in enumerate(row)] for row in events()]


READ = [
    pytest.param(written(events(), ";"), id="cut by semicolons"),
    pytest.param(written(with_commas(), ";"), id="and with commas before decimals"),
    pytest.param(written(events(), ";", "\r\n", before="sep=;\r\n"), id="and told to Excel"),
    pytest.param(written(events(), "\t"), id="cut by tabs"),
    pytest.param(written(changed("where_coordinates", lambda cell: f'{cell} "old"'), "\t"), id="and with quotes"),
    pytest.param(written(events(), "|"), id="cut by bars"),
    pytest.param("\ufeff" + written(events(), end="\r\n"), id="with a mark and carriage returns"),
    pytest.param(written([[*row, "", ""] for row in events()]), id="with empty columns at the end"),
    pytest.param(written([["" if not n else str(n), *row] for n, row in enumerate(events())]), id="with an index"),
    pytest.param(written(changed("best", lambda cell: f"{cell}.0")), id="with counts as floats"),
    pytest.param(written([[cell.upper() for cell in GED], *events()[1:]]), id="with its columns in capitals"),
    pytest.param(written([[f" {cell} " for cell in GED], *events()[1:]]), id="with spaces round its columns"),
    pytest.param(written([row for event in events() for row in (event, [])]), id="with empty lines"),
]


def deaths(project: Project) -> list[tuple[int, int, int]]:
    """What the tables of a project hold of deaths: reports, low and high."""
    return [
        (told["reports"], told["low"], told["high"])
        for table in project.tables.loaded()
        for told in table.measures()
        if told["measure"] == "deaths"
    ]


@pytest.mark.parametrize("text", READ)
def test_a_table_is_read_as_what_it_was(project: Project, tmp_path: Path, text: str) -> None:
    path = tmp_path / "ged191.csv"
    path.write_text(text, encoding="utf-8", newline="")
    reading = reading_of(path)
    assert reading is not None
    project.load_table(path, path.name, reading)
    assert deaths(project) == [(2, 12, 12)]
    row = CliRunner().invoke(main, ["row", "ucdp-ged:19.1", "2", "--project", str(project.path)])
    assert (row.exit_code, "Mosul town" in row.stdout) == (0, True), row.output
    assert project.verify().files == 1


REFUSED = [
    pytest.param(written(changed("best", lambda _: "1.000")), "column best: found '1.000'", id="a thousand or one"),
    pytest.param(written(changed("best", lambda _: "6.5")), "column best: found '6.5'", id="half a death"),
    pytest.param(
        written(with_commas()), "column latitude: found '36,335'", id="decimal commas in a table cut by commas"
    ),
    pytest.param(
        written(changed("latitude", lambda _: "1.036,33"), ";"),
        "column latitude: found '1.036,33'",
        id="points and commas",
    ),
    pytest.param(
        written([["Deaths in Iraq", *[""] * (len(GED) - 1)], *events()]),
        "row 1 holds no names of columns, row 2 does; delete what stands above row 2",
        id="a title above it",
    ),
    pytest.param(written(events()[1:]), "does the table lack its header?", id="no header"),
    pytest.param(
        written([events()[0], events()[1][:9]]), f"line 2: found 9 cells, expected {len(GED)}", id="a line cut off"
    ),
    pytest.param(
        written([*events(), [*events()[2], "more"]]), f"line 4: found {len(GED) + 1} cells", id="a line too long"
    ),
    pytest.param(written(events()) + '"3', "line 4: found a quotation mark that is not closed", id="an open quote"),
    pytest.param(written([*events(), ["Total", *[""] * (len(GED) - 1)]]), "row 4, column", id="a line of totals"),
]


@pytest.mark.parametrize(("text", "expected"), REFUSED)
def test_what_is_not_sure_is_refused_in_one_line(project: Project, tmp_path: Path, text: str, expected: str) -> None:
    path = tmp_path / "ged191.csv"
    path.write_text(text, encoding="utf-8", newline="")
    told = CliRunner().invoke(main, ["load", str(path), "--project", str(project.path)])
    assert (told.exit_code, told.stderr.count("\n")) == (3, 1), told.output
    assert expected in told.stderr
    assert project.tables.loaded() == ()


def as_read(text: str, delimiter: str, *, before: str = "", more: int = 0) -> bytes:
    """The same file cut otherwise, with so many empty columns beyond its last and an empty row."""
    rows = [[*row, *[""] * more] for row in csv.reader(io.StringIO(text))]
    rows.insert(2, [""] * len(rows[0]))
    return written(rows, delimiter, "\r\n", before=before).encode("utf-8-sig")


EXPORTS = [
    pytest.param(";", "", 0, id="cut by semicolons"),
    pytest.param(";", "sep=;\r\n", 0, id="and told to Excel"),
    pytest.param("\t", "", 0, id="cut by tabs"),
    pytest.param(",", "", 3, id="with empty columns"),
]


@pytest.mark.parametrize(("delimiter", "before", "more"), EXPORTS)
def test_files_that_people_write_are_read_as_spreadsheets_save_them(
    project: Project, tmp_path: Path, delimiter: str, before: str, more: int
) -> None:
    figures, names = tmp_path / "figures.csv", tmp_path / "names.csv"
    figures.write_bytes(as_read(figures_csv(figures_row()).decode(), delimiter, before=before, more=more))
    names.write_bytes(as_read(NAMES, delimiter, more=more))
    told = CliRunner().invoke(main, ["load", str(figures), str(names), "--project", str(project.path)])
    assert told.exit_code == 0, told.output
    assert [figure.id for figure in project.figures()] == ["t-1"]
    assert "my:quxville" in project.catalogue().places
    row = CliRunner().invoke(main, ["row", "t-1", "--project", str(project.path)])
    assert (row.exit_code, "2018-05-02" in row.stdout) == (0, True), row.output


def test_a_figure_file_that_lacks_a_column_is_told_which(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    path.write_bytes(figures_csv(figures_row()).replace(b",low,", b",minimum,"))
    told = CliRunner().invoke(main, ["load", str(path), "--project", str(project.path)])
    assert (told.exit_code, "(without low)" in told.stderr) == (3, True)
