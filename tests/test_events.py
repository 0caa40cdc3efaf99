"""Events dated to a week or placed in a province: what they add up to, against a plain transport program."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.bounds import Bounds, bound
from onrecord.cli import main
from onrecord.contradiction import contradictions
from onrecord.errors import UsageError
from onrecord.figure import Figure
from onrecord.proof import check
from onrecord.prooffile import check_document
from onrecord.row import EventList, Record
from onrecord.scope import Scope
from tests import engine_oracles as slow
from tests.checker import proofs_in, stranger
from tests.engine_oracles import DAYS, MORE_ENGAGEMENTS, WORLD, a_figure, a_record, a_scope, all_of, an_event


def ask(record: Record, scope: Scope, *, withdrawals: bool = False) -> Bounds:
    return bound(scope, "v", "", record, WORLD, withdrawals=withdrawals)


WEEK = (0, DAYS)
KNOWN = (
    an_event("e1", a_scope(places=("A1",), days=(0, 1)), 5),
    an_event("e2", a_scope(places=("A1",), days=WEEK), 3),
    an_event("e3", a_scope(places=("A",), days=(0, 1)), 4),
)


@pytest.mark.parametrize(
    ("places", "days", "low", "high"),
    [
        pytest.param(("A",), WEEK, 12, 12, id="the province, that week: all of it"),
        pytest.param(("A1",), (0, 1), 5, 12, id="the town on the first day: the 3 and the 4 may be there or not"),
        pytest.param(("A1",), WEEK, 8, 12, id="the town that week: the 4 may be there or not"),
        pytest.param(("A2",), WEEK, 0, 4, id="the other town: only the 4 may be there"),
        pytest.param(("A1",), (1, DAYS), 0, 3, id="the town later that week: only the 3 may be then"),
        pytest.param(("B",), WEEK, 0, None, id="another province, of which nothing is listed"),
    ],
)
def test_what_is_known_of_three_events(places: tuple[str, ...], days: tuple[int, int], low: int, high: int) -> None:
    """5 deaths in Mosul on day 1, 3 in Mosul some day that week, 4 in Nineveh on day 1."""
    found = ask(a_record([*KNOWN, all_of(a_scope(places=("A",)))]), a_scope(places=places, days=days))
    assert (found.low, found.high) == (low, high)


# ------------------------------------------------------------------------------------------- the plain program


class Transport:
    """One variable for each event and atom that it may lie in, beside one for each atom."""

    def __init__(self, record: Record) -> None:
        self.base = slow.program(replace(record, lists=()))
        self.number_of = {atom: number for number, atom in enumerate(self.base.atoms)}
        self.where: dict[str, dict[int, int]] = {}
        self.width = len(self.base.atoms)
        for event in (event for held in record.lists for event in held.events):
            cells = [self.number_of[atom] for atom in sorted(slow.cover(event.term.scope, outer=True), key=str)]
            self.where[event.id] = dict(zip(cells, range(self.width, self.width + len(cells)), strict=True))
            self.width += len(cells)
        self.rows = [np.concatenate([old, np.zeros(self.width - len(self.base.atoms))]) for old in self.base.rows]
        self.ceiling = list(self.base.ceiling)
        for held in record.lists:
            self.add_list(held)

    def row(self, entries: Mapping[int, float]) -> np.ndarray:
        made = np.zeros(self.width)
        for column, value in entries.items():
            made[column] = value
        return made

    def add(self, entries: Mapping[int, float], ceiling: float) -> None:
        self.rows.append(self.row(entries))
        self.ceiling.append(ceiling)

    def add_list(self, held: EventList) -> None:
        for event in held.events:
            self.add(dict.fromkeys(self.where[event.id].values(), -1.0), -float(event.low))
            if event.high is not None:
                self.add(dict.fromkeys(self.where[event.id].values(), 1.0), float(event.high))
        closed = {self.number_of[a] for entry in held.listings for a in slow.cover(entry.term.scope, outer=False)}
        measures = {term.scope.measure for term in held.terms}
        for number in (number for atom, number in self.number_of.items() if atom[0] in measures):
            parts = [self.where[event.id][number] for event in held.events if number in self.where[event.id]]
            self.add({number: -1.0, **dict.fromkeys(parts, 1.0)}, 0.0)
            if number in closed:
                self.add({number: 1.0, **dict.fromkeys(parts, -1.0)}, 0.0)

    def bounds(self, scope: Scope) -> tuple[float, float] | None:
        """The bounds of a question; None where nothing satisfies all."""
        whole = slow.Program(self.base.atoms, self.rows, self.ceiling)
        sides = ((sign, slow.cover(scope, outer)) for sign, outer in ((1.0, False), (-1.0, True)))
        least = [slow.least(whole, self.row({self.number_of[a]: sign for a in cover})) for sign, cover in sides]
        return None if None in least else (least[0], -least[1])  # type: ignore[operator,return-value]


_places = st.sampled_from([(), ("A",), ("A1",), ("A2",), ("B",), ("A1", "B"), ("region:edge",)])


@st.composite
def event_records(draw: st.DrawFn) -> Record:
    """Some events, perhaps lists that are whole, perhaps totals; they need not agree."""

    def scope() -> Scope:
        start = draw(st.integers(0, DAYS - 1))
        days = (start, draw(st.integers(start + 1, DAYS)))
        return a_scope("strikes", draw(_places), days, draw(st.sampled_from([(), (), ("c",), ("c1",)])))

    events = []
    for number in range(draw(st.integers(1, 5))):
        low = draw(st.integers(0, 5))
        sense = draw(st.sampled_from(["equal", "equal", "at_least"]))
        events.append(an_event(f"e{number}", scope(), low, low + draw(st.integers(0, 2)), sense))
    listings = [all_of(scope(), f"all{n}") for n in range(draw(st.integers(0, 2)))]
    totals = [
        a_figure(f"f{n}", scope(), draw(st.integers(0, 12)), None, draw(st.sampled_from(["equal", "at_most"])))
        for n in range(draw(st.integers(0, 2)))
    ]
    return a_record([*events, *listings, *totals], draw(st.sampled_from([(), (MORE_ENGAGEMENTS,)])))


@settings(max_examples=150)
@given(event_records(), st.data())
def test_bounds_are_those_of_the_plain_transport_program(record: Record, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, DAYS - 1))
    days = (start, data.draw(st.integers(start + 1, DAYS)))
    question = a_scope("strikes", data.draw(_places), days, data.draw(st.sampled_from([(), ("c",)])))
    found, expected = ask(record, question, withdrawals=True), Transport(record).bounds(question)
    if not found.consistent:
        assert expected is None
        return
    for proof in (found.low_proof, found.high_proof):
        if proof is not None:
            check(proof)
            assert check_document(json.loads(json.dumps(proof.to_document()))) == [proof]
    if expected is None:
        assert contradictions(record, WORLD).found
        return
    low = 0.0 if found.low_proof is None else float(found.low_proof.bound)
    high = slow.INF if found.high_proof is None else float(found.high_proof.bound)
    assert (low, high) == pytest.approx(expected, abs=1e-6)


def only(record: Record, premises: Collection[str]) -> Record:
    """What some premises say: rows, bridges, listings, and what some events, or all of a list, come to."""
    others = [row.id for row in record.rows if row.id not in premises]
    others += [bridge.id for bridge in record.bridges if bridge.id not in premises]
    others += [entry.id for held in record.lists for entry in held.listings if entry.id not in premises]
    lists = [held for held in record.lists if held.id not in premises]
    return record.without(*others).without_lows({e.id for held in lists for e in held.events} - set(premises))


def agrees(record: Record) -> bool:
    return Transport(record).bounds(a_scope("strikes", ("A",))) is not None


@settings(max_examples=100, deadline=None)
@given(event_records())
def test_contradictions_name_single_events_and_none_that_can_be_spared(record: Record) -> None:
    found = contradictions(record, WORLD)
    assert bool(found.found) != agrees(record)
    for each in found.found:
        check(each.proof)
        assert not agrees(only(record, each.premises))
        for premise in each.premises:
            assert agrees(only(record, set(each.premises) - {premise})), premise
    every = {row.id for row in record.rows} | {bridge.id for bridge in record.bridges}
    every |= {entry.id for held in record.lists for entry in (*held.events, *held.listings)}
    if found.withdrawn:
        assert agrees(only(record, every - set(found.withdrawn)))


TWENTY = tuple(a_figure(f"t{number}", a_scope(places=("A",)), 20) for number in range(2))
SMALL = tuple(an_event(f"n{number:03}", a_scope(places=("A1",), days=(number % 6, DAYS)), 1) for number in range(60))


@pytest.mark.parametrize(
    ("figures", "premises", "size", "withdrawn"),
    [
        pytest.param(
            [*KNOWN, a_figure("total", a_scope(places=("A",)), 6)],
            {"e1", "e3", "total"}, 3, {"total"},
            id="a total of 6 against 5 + 4, the 3 being spared",
        ),
        pytest.param(
            [*KNOWN, *(a_figure(f"t{n}", a_scope(places=("A",)), 7) for n in range(3))],
            {"e1", "e3", "t0"}, 2, {"e1"},
            id="a total that three releases give is not withdrawn for an event",
        ),
        pytest.param(
            [*KNOWN, all_of(a_scope(places=("A",))), *TWENTY],
            {"all", "t0"}, 8, {"all"},
            id="a total of 20 where the list is whole and comes to 12",
        ),
        pytest.param(
            [*SMALL, a_figure("total", a_scope(places=("A",)), 58)],
            {"events:s:v:strikes#others", *(f"n{number:03}" for number in range(1, 40)), "total"}, 1, {"total"},
            id="sixty events of 1 each: forty by name, of which one is spared, and the others",
        ),
        pytest.param(
            [*KNOWN, replace(all_of(a_scope(places=("A",)), "none"), source="other")],
            {"e1", "none"}, 5, {"none"},
            id="two lists and no total: the second is whole, and empty",
        ),
    ],
)  # fmt: skip
def test_a_contradiction_with_a_list_names_the_rows_that_it_needs(
    figures: list[Figure], premises: set[str], size: int, withdrawn: set[str]
) -> None:
    found = contradictions(a_record(figures), WORLD)
    told = {(frozenset(each.premises), int(each.size)) for each in found.found}
    assert (frozenset(premises), size) in told, told
    assert set(found.withdrawn) == withdrawn
    assert agrees(a_record(figures)) is False


# ------------------------------------------------------------------------------------------------ in a real project

HEADER = "id,source,voice,measure,by,against,of,place,period,low,high,sense,published_on,via,address,note,kind"
MONITOR = """\
e1,monitor,United Nations,deaths,,,,Mosul,2016-11-01,5,5,equal,2016-12-01,,https://example.org/1,,event
e2,monitor,United Nations,deaths,,,,Mosul,2016-11-01/2016-11-07,3,3,equal,2016-12-01,,https://example.org/2,,event
e3,monitor,United Nations,deaths,,,,Nineveh,2016-11-01,4,4,equal,2016-12-01,,https://example.org/3,,event
"""
LISTED = "all,monitor,United Nations,deaths,,,,Nineveh,2016-11,,,equal,2016-12-01,,https://example.org/all,,listing\n"
MONTH = "sum,monitor,United Nations,deaths,,,,Nineveh,2016-11,20,20,equal,2016-12-01,,https://example.org/4,,event\n"
DAY, THAT_WEEK = "2016-11-01", "2016-11-01/2016-11-07"


def a_project(folder: Path, *rows: str) -> Path:
    """A project that holds just these events."""
    (folder / "events.csv").write_text("\n".join([HEADER, "".join(rows)]), encoding="utf-8")
    project = folder / "project"
    for arguments in (["init", str(project), "--empty"],
                      ["load", str(folder / "events.csv"), "--project", str(project)]):  # fmt: skip
        done = CliRunner().invoke(main, arguments)
        assert done.exit_code == 0, done.output
    return project


@pytest.mark.parametrize(
    ("rows", "place", "period", "low", "high"),
    [
        pytest.param((MONITOR, LISTED), "Nineveh", THAT_WEEK, 12, 12, id="Nineveh that week"),
        pytest.param((MONITOR, LISTED), "Mosul", DAY, 5, 12, id="Mosul on the first day"),
        pytest.param((MONITOR, LISTED), "Mosul", THAT_WEEK, 8, 12, id="Mosul that week"),
        pytest.param((MONITOR,), "Mosul", THAT_WEEK, 8, None, id="a list that is not said to be whole"),
        pytest.param((MONITOR, LISTED, MONTH), "Mosul", DAY, 5, 32, id="a row for the month adds to no day for sure"),
        pytest.param((MONITOR, LISTED, MONTH), "Nineveh", "2016-11", 32, 32, id="and in full to the month"),
        pytest.param((MONITOR, LISTED, MONTH), "Nineveh", "2016-11-08/2016-11-30", 0, 20, id="and perhaps to its rest"),
    ],
)
def test_asked_on_a_project(
    tmp_path: Path, rows: tuple[str, ...], place: str, period: str, low: int, high: int | None
) -> None:
    """By the command and by the API, with proofs that a stranger holds."""
    project = a_project(tmp_path, *rows)
    found = onrecord.ask("deaths", places=place, period=period, project=project)
    assert (found.low, found.high) == (low, high)
    done = CliRunner().invoke(
        main, ["ask", "deaths", "--place", place, "--period", period, "--project", str(project), "--json"]
    )
    (answer,) = json.loads(done.output)["data"]["answers"]
    assert (answer["bounds"]["low"], answer["bounds"]["high"]) == (low, high)
    assert len(check_document(answer)) >= 1
    for proof in proofs_in(answer):
        stranger.check(proof)


MANY = "".join(
    f"m{n:02},monitor,United Nations,deaths,,,,Mosul,2016-11-01,{n},{n},equal,2016-12-01,,https://example.org/{n},,event\n"
    for n in range(1, 21)
)


def test_the_other_events_of_a_list_are_withdrawn_by_the_name_that_they_are_told_by(tmp_path: Path) -> None:
    """Of twenty events the twelve largest stand by themselves; the eight others come to 36."""
    project, who = a_project(tmp_path, MANY), {"places": "Mosul", "period": DAY}
    found = onrecord.ask("deaths", project=project, **who)
    assert found.low == 210
    (others,) = [each for each in found.hangs_on if each.premise.endswith("#others")]
    left = onrecord.ask("deaths", project=project, without=others.premise, **who)
    assert (left.low, left.high) == (others.low, others.high) == (174, None)
    with pytest.raises(UsageError, match="no figure or bridge"):
        onrecord.ask("deaths", project=project, without="events:nobody#others", **who)


DOERS = """\
d1,monitor,United Nations,strikes,Coalition,,,Mosul,2016-11-01,5,5,equal,2016-12-01,,https://example.org/1,,event
d2,monitor,United Nations,strikes,,,,Mosul,2016-11-01,3,3,equal,2016-12-01,,https://example.org/2,,event
d3,monitor,United Nations,strikes,Coalition; Iraq,,,Mosul,2016-11-01,4,4,equal,2016-12-01,,https://example.org/3,,event
whole,monitor,United Nations,strikes,,,,Mosul,2016-11-01,,,equal,2016-12-01,,https://example.org/all,,listing
"""
JOINT = """\
j1,monitor,United Nations,strikes,Coalition; Iraq,,,Mosul,2016-11-01,9,9,equal,2016-12-01,,https://example.org/1,,
j2,monitor,United Nations,strikes,Iraq,,,Mosul,2016-11-01,4,4,equal,2016-12-01,,https://example.org/2,,
"""


@pytest.mark.parametrize(
    ("rows", "by", "low", "high"),
    [
        pytest.param(DOERS, "Coalition", 5, 12, id="its own surely, all others perhaps"),
        pytest.param(DOERS, "Iraq", 0, 7, id="what nobody is known for, and what one of two did"),
        pytest.param(DOERS, "Coalition; Iraq", 9, 12, id="one of the two did it, whichever"),
        pytest.param(DOERS, "", 12, 12, id="anybody"),
        pytest.param(DOERS, "Turkey", 0, 3, id="only what nobody is known for"),
        pytest.param(JOINT, "Coalition; Iraq", 9, 9, id="a count of both together"),
        pytest.param(JOINT, "Coalition", 5, 5, id="less what is the other's"),
        pytest.param(JOINT, "", 9, None, id="and perhaps of others"),
    ],
)
def test_acts_of_several_parties_and_of_nobody_known(
    tmp_path: Path, rows: str, by: str, low: int, high: int | None
) -> None:
    """An act of one of several, or of nobody known, lies with one of those who may have done it, and with one only."""
    found = onrecord.ask("strikes", by=by, places="Mosul", period=DAY, project=a_project(tmp_path, rows))
    assert (found.low or 0, found.high) == (low, high)


def test_the_events_are_named_with_their_numbers(tmp_path: Path) -> None:
    arguments = ["ask", "deaths", "--place", "Nineveh", "--period", THAT_WEEK, "--project"]
    done = CliRunner().invoke(main, [*arguments, str(a_project(tmp_path, MONITOR, LISTED))])
    assert "3 events, 5 + 4 + 3" in " ".join(done.output.split())
    told = [line.strip() for line in done.output.splitlines() if line.strip().startswith("Without the")]
    assert told == [
        "Without the word of monitor that it lists all of them (Nineveh, November",
        "Without the 5 (Mosul, 1 November 2016): between 7 and 12 people killed.",
        "Without the 4 (Nineveh, 1 November 2016): between 8 and 12 people killed.",
        "Without the 3 (Mosul, 1–7 November 2016): between 9 and 12 people killed.",
    ]


def test_an_event_or_its_list_can_be_left_out(tmp_path: Path) -> None:
    project = a_project(tmp_path, MONITOR, LISTED)
    asked = {"places": "Nineveh", "period": THAT_WEEK, "project": project}
    assert onrecord.ask("deaths", **asked, without="e1").low == 7  # type: ignore[arg-type]
    assert onrecord.ask("deaths", **asked, without="all").high is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        pytest.param(LISTED.replace(",,,equal", ",1,,equal"), "a listing holds no number", id="a number listed"),
        pytest.param(MONITOR.replace(",event", ",rumour"), "one of total, event, listing", id="a kind that is none"),
        pytest.param(MONITOR.replace("deaths", "partners"), "do not add over time", id="events of a stock"),
    ],
)
def test_a_row_that_makes_no_sense_is_refused_in_one_line(tmp_path: Path, row: str, message: str) -> None:
    (tmp_path / "events.csv").write_text(f"{HEADER}\n{row}", encoding="utf-8")
    CliRunner().invoke(main, ["init", str(tmp_path / "p"), "--empty"])
    done = CliRunner().invoke(main, ["load", str(tmp_path / "events.csv"), "--project", str(tmp_path / "p")])
    assert (done.exit_code, done.stderr.count("\n")) == (3, 1)
    assert message in done.stderr
