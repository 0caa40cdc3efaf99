"""Processes killed at every point of their work: what each kind of work is, and what must hold at the next start.

Run as a program, it kills by SIGKILL at every named point, or so many after as many calls as a seed gives:

    python -m tests.kills points
    python -m tests.kills SEED NUMBER

The children are forked from a process that has everything imported, so that fifty of them take seconds; the looking
is done in children too, so that no database is ever open where the next child is forked from.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from onrecord.acceptance import acceptable
from onrecord.claim import find_claims
from onrecord.data import tables_digest
from onrecord.figure import packaged_figures, reading_tables
from onrecord.gazetteer import catalogue
from onrecord.journal import Author
from onrecord.project import Project, create_project, open_project
from onrecord.publication import write_site
from onrecord.row import packaged_bridges
from onrecord.source import packaged_cards
from onrecord.statement import read_statement, statement_from_text
from onrecord.statementstore import Offered
from onrecord.tablestore import Wanted, reading_of
from tests.factories import figures_csv, figures_row

AUTHOR = Author("Rana", dt.datetime(2018, 6, 1, tzinfo=dt.UTC))
At = Callable[[str], None]

NAMES = "id,kind,name_en,name_ar,spellings,parent\nmy:quxville,town,Quxville,قكسفيل,,Anbar\n"
STATEMENT = """---
published_on: 2018-06-01
publisher: An office
speaker: coalition
address: https://example.org/june
---
Coalition forces conducted 31 strikes against Daesh in Iraq on 12 May 2018.
"""
SITE = {f"{part}page{n}.html": f"{n} {part}".encode() * 500 for n in range(6) for part in ("", "proofs/")}
GED = (
    *("id", "year", "type_of_violence", "side_a_new_id", "side_a", "side_b_new_id", "side_b", "where_prec"),
    *("where_coordinates", "adm_1", "adm_2", "latitude", "longitude", "country", "event_clarity", "date_prec"),
    *("date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "low", "best", "high"),
)
EVENT = (
    *("1", "2016", "1", "116", "Government of Iraq", "234", "IS", "1", "Mosul town", "Ninawa province", "Mosul"),
    *("36.335", "43.11889", "Iraq", "1", "1", "2016-11-02", "2016-11-02", "2", "3", "1", "0", "6", "6", "6"),
)


# ----------------------------------------------------------------------------------------------- what is being done


def make_desk(desk: Path) -> None:
    """A folder with a project that holds a figure, and the files that are loaded into it."""
    create_project(desk / "project", empty=True, author=AUTHOR)
    (desk / "first.csv").write_bytes(figures_csv(figures_row(id="t-0")))
    (desk / "figures.csv").write_bytes(figures_csv(figures_row(), figures_row(id="t-2", low="6", high="6")))
    (desk / "names.csv").write_text(NAMES, encoding="utf-8")
    (desk / "june.md").write_text(STATEMENT, encoding="utf-8")
    (desk / "ged191.csv").write_text(ged_csv(), encoding="utf-8")
    open_project(desk / "project").load_figures(desk / "first.csv", author=AUTHOR)


def ged_csv(**changes: str) -> str:
    """An event as UCDP publishes them."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(GED)
    writer.writerow([changes.get(name, value) for name, value in zip(GED, EVENT, strict=True)])
    return text.getvalue()


def load_figures(desk: Path, at: At) -> None:
    open_project(desk / "project").load_figures(desk / "figures.csv", author=AUTHOR, at=at)


def load_names(desk: Path, at: At) -> None:
    open_project(desk / "project").load_files([desk / "names.csv"], author=AUTHOR, at=at)


def load_table(desk: Path, at: At) -> None:
    reading = reading_of(desk / "ged191.csv")
    assert reading is not None
    open_project(desk / "project").load_table(desk / "ged191.csv", "ged191.csv", reading, author=AUTHOR, at=at)


def load_together(desk: Path, at: At) -> None:
    files = [desk / "figures.csv", desk / "names.csv"]
    reading = reading_of(desk / "ged191.csv")
    assert reading is not None
    wanted = Wanted(desk / "ged191.csv", "ged191.csv", reading)
    open_project(desk / "project").load_files(files, [wanted], author=AUTHOR, at=at)


def accept_claim(desk: Path, at: At) -> None:
    read = read_statement(desk / "june.md")
    offers = tuple(acceptable(claim, read, catalogue()) for claim in find_claims(read, catalogue()))
    offered = Offered(read, "june.md", (desk / "june.md").read_bytes(), offers)
    open_project(desk / "project").accept([offered], ["all"], AUTHOR, at=at)


def make_project(desk: Path, at: At) -> None:
    create_project(desk / "new", author=AUTHOR, at=at)


def publish(desk: Path, at: At) -> None:
    write_site(SITE, desk / "site", at)


# ------------------------------------------------------------------------------------------- what must hold after it


def _ids(project: Project) -> set[str]:
    return {figure.id for figure in project.figures()}


def figures_loaded(desk: Path) -> bool:
    """Whether the figures are there: both or none."""
    found = _ids(open_project(desk / "project")) - {"t-0"}
    assert found in (set(), {"t-1", "t-2"}), found
    return bool(found)


def names_loaded(desk: Path) -> bool:
    """Whether the names are known."""
    return "my:quxville" in open_project(desk / "project").catalogue().places


def table_loaded(desk: Path) -> bool:
    """Whether the table is there, and can be read."""
    tables = open_project(desk / "project").tables.loaded()
    assert all([*table.measures()] for table in tables)
    return bool(tables)


def together_loaded(desk: Path) -> bool:
    """Whether all is there that came together."""
    there = {figures_loaded(desk), names_loaded(desk), table_loaded(desk)}
    assert len(there) == 1
    return there.pop()


def claim_accepted(desk: Path) -> bool:
    """Whether the claim is on record."""
    return len(_ids(open_project(desk / "project"))) == 2


def project_made(desk: Path) -> bool:
    """Whether there is a project, whole; where there is none, it can be made."""
    if not (desk / "new" / "format.json").exists():
        return False
    assert len(_ids(open_project(desk / "new"))) == 86
    return True


def published(desk: Path) -> bool:
    """Whether the pages are there, all or none, once the next who writes has looked."""
    write_site({}, desk / "site")
    there = {name for name in SITE if (desk / "site" / name).exists()}
    assert there in (set(), set(SITE)), there
    assert all((desk / "site" / name).read_bytes() == SITE[name] for name in there)
    return bool(there)


Work = tuple[Callable[[Path, At], None], Callable[[Path], bool], tuple[str, ...], str]
"""Work, what tells whether it has happened, the names of its points, and the point from which on it has."""

WORKS: dict[str, Work] = {
    "figures": (load_figures, figures_loaded, ("kept", "built", "placed", "journaled", "named"), "journaled"),
    "names": (load_names, names_loaded, ("kept", "journaled"), "journaled"),
    "table": (load_table, table_loaded, ("read", "resolved", "built", "kept", "placed", "journaled"), "journaled"),
    "together": (load_together, together_loaded, ("kept", "built", "placed", "journaled", "named"), "journaled"),
    "statement": (accept_claim, claim_accepted, ("kept", "journaled"), "journaled"),
    "project": (make_project, project_made, ("kept", "built", "placed", "journaled", "named"), "made"),
    "site": (publish, published, ("prepared", "announced", "placed", "done"), "announced"),
}


def check(desk: Path, work: str) -> bool:
    """Whether the work has happened: wholly or not at all, everything verified; then it can be done (again)."""
    do, happened, _, _ = WORKS[work]
    before = happened(desk)
    for name in ("project", "new"):
        if (desk / name / "format.json").exists():
            open_project(desk / name).verify()
    if work != "project" or not before:
        do(desk, lambda step: None)
    assert happened(desk), "it cannot be done again"
    name = "new" if work == "project" else "project"
    open_project(desk / name).verify()
    left = [path for path in desk.rglob("*") if path.name.endswith((".unfinished", ".part")) or "building" in path.name]
    assert not left, left
    return before


# ---------------------------------------------------------------------------------------------------------- children


def forked(do: Callable[[], object]) -> int:
    """A child that does something; its process id. It ends with 0, or with 1 and a trace."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        do()
        code = 0
    except BaseException:  # noqa: BLE001 - the parent must hear of everything
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def ended(child: int) -> int:
    """How a child ended: its exit code, or the negative of the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed_at(desk: Path, work: str, step: str) -> int:
    """Do the work in a child that is killed at a point; how it ended."""

    def at(done: str) -> None:
        if done == step:
            os.kill(os.getpid(), signal.SIGKILL)

    return ended(forked(lambda: WORKS[work][0](desk, at)))


def killed_after(desk: Path, work: str, calls: int, seconds: float) -> None:
    """Do the work in a child that is killed so many calls after it began and a moment later, wherever that is: in the
    midst of what the database writes, too. One that is done sooner waits for it."""
    told, tell = os.pipe()

    def say() -> None:
        os.write(tell, b".")

    def do() -> None:
        counted(lambda: WORKS[work][0](desk, lambda step: None), calls, say)
        say()
        signal.pause()

    child = forked(do)
    os.read(told, 1)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.close(told)
    os.close(tell)
    code = ended(child)
    assert code == -signal.SIGKILL, (work, calls, code)


def counted(do: Callable[[], object], calls: int = -1, then: Callable[[], object] = lambda: None) -> int:
    """How many calls and returns of functions some work has; after so many of them, something else is done once."""
    number = 0

    def count(_frame: object, _event: str, _argument: object) -> None:
        nonlocal number
        number += 1
        if number == calls:
            then()

    sys.setprofile(count)
    try:
        do()
    finally:
        sys.setprofile(None)
    return number


def size(made: Path, work: str) -> int:
    """How many calls the work has where nobody kills it."""
    desk = made.with_name(f"sized-{work}")
    shutil.copytree(made, desk)
    number = desk / "number"
    child = forked(lambda: number.write_text(str(counted(lambda: WORKS[work][0](desk, lambda step: None)))))
    assert ended(child) == 0, work
    return int(number.read_text())


def warm() -> None:
    """Read every table that children need, so that each child finds it read; no database is opened."""
    import duckdb  # noqa: F401

    text = statement_from_text(STATEMENT.partition("---\n")[2], published_on=dt.date(2018, 6, 1))
    find_claims(text, catalogue())
    reading_tables(), tables_digest(), packaged_cards(), packaged_bridges(), packaged_figures()


def at_points(made: Path) -> dict[str, bool]:
    """Every point of every work, and whether the work has happened where it was killed there."""
    told = {}
    for work, (_, _, steps, _) in WORKS.items():
        for step in steps:
            desk = made.with_name(f"{work}-{step}")
            shutil.copytree(made, desk)
            assert killed_at(desk, work, step) == -signal.SIGKILL, (work, step)
            told[f"{work} {step}"] = looked(desk, work)
    return told


LONGEST_MOMENT = 0.01
"""Seconds between the call after which a child is to be killed, and the kill."""


def at_random(made: Path, seed: int, number: int) -> dict[str, int]:
    """Kill so many, each after as many calls as the seed gives: how busy the machine is changes nothing in it."""
    dice, told = random.Random(seed), {"killed": 0, "happened": 0}
    sizes = {work: size(made, work) for work in WORKS}
    for nth in range(number):
        work = list(WORKS)[nth % len(WORKS)]
        desk = made.with_name(f"desk{nth}")
        shutil.copytree(made, desk)
        killed_after(desk, work, dice.randrange(1, sizes[work]), dice.random() * LONGEST_MOMENT)
        told["killed"] += 1
        told["happened"] += looked(desk, work)
        shutil.rmtree(desk)
    return told


def looked(desk: Path, work: str) -> bool:
    """What a child says that looks at what a killed one left, see :func:`check`."""
    answer = desk / "answer"
    assert ended(forked(lambda: answer.write_text(str(check(desk, work))))) == 0, (desk, work)
    return answer.read_text() == "True"


def main(arguments: Sequence[str]) -> int:
    """Kill at every point, or so many at random by a seed, and say in one line of JSON what happened."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made"
        made.mkdir()
        warm()
        assert ended(forked(lambda: make_desk(made))) == 0
        told = at_points(made) if arguments == ["points"] else at_random(made, *map(int, arguments))
    sys.stdout.write(f"{json.dumps(told)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
