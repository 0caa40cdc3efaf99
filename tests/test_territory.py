"""Territory: outlines read and refused, ground on the ellipsoid, who held how much of a place on a day."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import math
import random
import tomllib
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotation import as_annotation
from onrecord.boundary import read_outlines
from onrecord.claim import find_claims
from onrecord.cli import main
from onrecord.errors import InputError, VerificationError
from onrecord.figure import Figure
from onrecord.gazetteer import packaged, using
from onrecord.journal import Author
from onrecord.locating import located
from onrecord.outline import MOST_POINTS, Outline, outline_of, read_outline
from onrecord.outlinecache import written
from onrecord.overlay import ECCENTRICITY_SQUARED, SEMI_MAJOR_KILOMETRES, doubt, overlaid
from onrecord.period import parse_edtf
from onrecord.project import Project, create_project
from onrecord.question import Question, Terms, ask_voices, scope_of
from onrecord.statement import statement_from_text
from onrecord.tablestore import reading_of

AUTHOR = Author("Rana", dt.datetime(2018, 6, 1, tzinfo=dt.UTC))
Box = tuple[float, float, float, float]


def ring(west: float, south: float, east: float, north: float) -> list[list[float]]:
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def box(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [ring(west, south, east, north)]}


def several(*boxes: Box) -> dict[str, Any]:
    return {"type": "MultiPolygon", "coordinates": [[ring(*each)] for each in boxes]}


def drawn(rings: str) -> str:
    return f'{{"type": "Polygon", "coordinates": {rings}}}'


def outline(geometry: dict[str, Any]) -> Outline:
    return outline_of(geometry, "here")


def authalic(latitude: float) -> float:
    """Snyder 1987, 3-12: q, by which the ground between two parallels is told in closed form."""
    e, sine = math.sqrt(ECCENTRICITY_SQUARED), math.sin(math.radians(latitude))
    curved = math.log((1 - e * sine) / (1 + e * sine)) / (2 * e)
    return (1 - e * e) * (sine / (1 - e * e * sine * sine) - curved)


def ground(west: float, south: float, east: float, north: float) -> float:
    """Square kilometres between two meridians and two parallels."""
    half = SEMI_MAJOR_KILOMETRES**2 / 2
    return half * (authalic(north) - authalic(south)) * math.radians(east - west)


# --------------------------------------------------------------------------------------------------- ground, reckoned


@pytest.mark.parametrize(
    ("geometry", "expected"),
    [
        pytest.param(
            several((-180, -90, 0, 90), (0, -90, 180, 90)), 510_065_621.724, id="the earth has its known area"
        ),
        pytest.param(box(36, 33, 42, 37), ground(36, 33, 42, 37), id="a box"),
        pytest.param(
            several((0, 0, 2, 2), (1, 1, 3, 3)),
            ground(0, 0, 2, 1) + ground(0, 1, 3, 2) + ground(1, 2, 3, 3),
            id="parts that overlap count once",
        ),
        pytest.param(
            {"type": "Polygon", "coordinates": [ring(0, 0, 4, 4), ring(1, 1, 2, 2)]},
            ground(0, 0, 4, 4) - ground(1, 1, 2, 2),
            id="a hole",
        ),
        pytest.param(
            {"type": "Polygon", "coordinates": [ring(0, 0, 4, 4), ring(1, 1, 2, 2)[::-1]]},
            ground(0, 0, 4, 4) - ground(1, 1, 2, 2),
            id="a hole the other way round",
        ),
        pytest.param({"type": "Polygon", "coordinates": [ring(0, 0, 4, 4)[::-1]]}, ground(0, 0, 4, 4), id="clockwise"),
        pytest.param(box(179, 10, -179, 12), ground(-1, 10, 1, 12), id="over the antimeridian"),
        pytest.param(
            {"type": "GeometryCollection", "geometries": [box(0, 0, 1, 1), box(5, 0, 6, 1)]},
            2 * ground(0, 0, 1, 1),
            id="a collection",
        ),
        pytest.param(
            {"type": "Polygon", "coordinates": [[[0, 0, 9], [1, 0, 9], [1, 1, 9], [0, 1, 9], [0, 0, 9]]]},
            ground(0, 0, 1, 1),
            id="heights are left out",
        ),
    ],
)
def test_ground_is_told_in_closed_form(geometry: dict[str, Any], expected: float) -> None:
    assert overlaid([[outline(geometry)]])[1] == pytest.approx(expected, rel=1e-11)


@pytest.mark.parametrize("seed", range(8))
def test_cells_of_one_tiling_are_told_by_the_cells(seed: int) -> None:
    """Layers made of whole cells, each drawn by itself, so that borders lie on borders: added up cell by cell."""
    dice = random.Random(seed)
    cells = list(itertools.product(range(6), range(4)))
    layers = [set(dice.sample(cells, dice.randrange(1, 20))) for _ in range(3)]
    cells_drawn = [[outline(box(30 + x, 30 + y, 31 + x, 31 + y)) for x, y in sorted(layer)] for layer in layers]
    found = overlaid([[outline(box(30, 30, 36, 34))], *cells_drawn])
    expected: dict[int, float] = {}
    for x, y in cells:
        number = 1 + sum(2 << n for n, layer in enumerate(layers) if (x, y) in layer)
        expected[number] = expected.get(number, 0.0) + ground(30 + x, 30 + y, 31 + x, 31 + y)
    for number in range(16):
        assert found.get(number, 0.0) == pytest.approx(expected.get(number, 0.0), abs=1e-6), number


def clipped(points: Sequence[Sequence[float]], by: Sequence[Sequence[float]]) -> list[Sequence[float]]:
    """A convex polygon cut by another, both counter-clockwise (Sutherland and Hodgman)."""
    held = list(points)
    for (x, y), (x2, y2) in zip(by, [*by[1:], by[0]], strict=True):

        def left(p: Sequence[float], x: float = x, y: float = y, x2: float = x2, y2: float = y2) -> float:
            return (x2 - x) * (p[1] - y) - (y2 - y) * (p[0] - x)

        cut: list[Sequence[float]] = []
        for p, q in zip(held, [*held[1:], *held[:1]], strict=True):
            a, b = left(p), left(q)
            cut += [p] if a >= 0 else []
            if (a >= 0) != (b >= 0):
                t = a / (a - b)
                cut.append([p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])])
        held = cut
    return held


def ground_along(points: Sequence[Sequence[float]]) -> float:
    """The ground in a ring by going round it, each line in a thousand steps of closed form."""
    total = 0.0
    for (x, y), (x2, y2) in zip(points, [*points[1:], *points[:1]], strict=True):
        for n in range(1000):
            middle = y + (y2 - y) * (n + 0.5) / 1000
            total -= authalic(middle) * math.radians(x2 - x) / 1000
    return total * SEMI_MAJOR_KILOMETRES**2 / 2


@pytest.mark.parametrize("seed", range(6))
def test_crossing_polygons_are_told_by_cutting_one_with_the_other(seed: int) -> None:
    dice = random.Random(seed)

    def convex(x: float, y: float) -> list[list[float]]:
        turns = sorted(dice.random() for _ in range(7))
        return [[x + 3 * math.cos(math.tau * t), y + 2 * math.sin(math.tau * t)] for t in turns]

    one, other = convex(40, 34), convex(41, 35)
    two = [outline({"type": "Polygon", "coordinates": [[*each, each[0]]]}) for each in (one, other)]
    found = overlaid([[two[0]], [two[1]]])
    both = clipped(one, other)
    assert found[3] == pytest.approx(ground_along(both) if both else 0.0, rel=1e-5, abs=1e-3)
    assert found[1] + found[3] == pytest.approx(ground_along(one), rel=1e-5)
    # whichever is asked first, the common ground is the same
    assert overlaid([[two[1]], [two[0]]])[3] == pytest.approx(found[3], rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("seed", range(30))
def test_outlines_drawn_twice_with_other_last_digits_are_the_same_ground(seed: int) -> None:
    """Two copies of one border cross each other everywhere, by less than anybody can measure."""
    dice = random.Random(seed)
    turns = sorted(dice.random() for _ in range(dice.randrange(5, 40)))
    border = [[40 + 2 * math.cos(math.tau * t), 34 + (1 + dice.random()) * math.sin(math.tau * t)] for t in turns]
    off = 10 ** -dice.uniform(8, 15)
    again = [[x + dice.uniform(-off, off), y + dice.uniform(-off, off)] for x, y in border]
    one, other = (outline({"type": "Polygon", "coordinates": [[*each, each[0]]]}) for each in (border, again))
    alone, found = overlaid([[one]])[1], overlaid([[one], [other]])
    assert found[3] == pytest.approx(alone, rel=1e-5)
    assert found.get(1, 0.0) + found[3] == pytest.approx(alone, rel=1e-9)


@given(st.integers(-179, 170), st.integers(-89, 80), st.integers(1, 9), st.integers(1, 9), st.integers(0, 3))
def test_where_a_ring_begins_and_which_way_it_goes_say_nothing(x: int, y: int, wide: int, high: int, turn: int) -> None:
    corners = ring(x, y, x + wide, y + high)[:-1]
    turned = corners[turn:] + corners[:turn]
    told = {"type": "Polygon", "coordinates": [[*turned, turned[0]][::-1]]}
    same = overlaid([[outline(box(x, y, x + wide, y + high))]])[1]
    assert overlaid([[outline(told)]])[1] == pytest.approx(same, rel=1e-12)


def test_what_lines_leave_open_is_bounded() -> None:
    """A line along a parallel lies south of the shortest one: the ground between is known by drawing that one."""
    short = []
    for n in range(201):  # the great circle between (0, 60) and (10, 60)
        x = 10 * n / 200
        top = math.tan(math.radians(60)) / math.cos(math.radians(5))
        short.append([x, math.degrees(math.atan(top * math.cos(math.radians(x - 5))))])
    bow = outline({"type": "Polygon", "coordinates": [[*short, short[0]]]})
    told = doubt([outline(box(0, 50, 10, 60))], (0, 59.9, 10, 61))
    assert told == pytest.approx(overlaid([[bow]])[1], rel=0.01)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("{", "found no GeoJSON geometry", id="not JSON"),
        pytest.param("[" * 100_000, "found no GeoJSON geometry", id="in the deep"),
        pytest.param("null", "found no geometry", id="null"),
        pytest.param('{"type": "Point", "coordinates": [1, 2]}', "found a geometry of the type 'Point'", id="a point"),
        pytest.param('{"type": "Polygon"}', "expected a Polygon or MultiPolygon", id="no coordinates"),
        pytest.param('{"type": "Polygon", "coordinates": []}', "without rings", id="no rings"),
        pytest.param('{"type": "MultiPolygon", "coordinates": []}', "found no polygon", id="no polygons"),
        pytest.param(
            '{"type": "GeometryCollection", "geometries": [{"type": "GeometryCollection"}]}',
            "a collection in a collection",
            id="collections",
        ),
        pytest.param(drawn("[[[0, 0], [1, 1], [0, 0]]]"), "fewer than 4", id="two corners"),
        pytest.param(drawn("[[[0, 0], [1, 0], [1, 1], [0, 1]]]"), "ends elsewhere", id="open"),
        pytest.param(drawn("[[[0, 0], [1, 0], [1, 91], [0, 0]]]"), "[1, 91]", id="past a pole"),
        pytest.param(drawn("[[[0, 0], [1, 0], [481000, 3], [0, 0]]]"), "[481000, 3]", id="metres"),
        pytest.param(drawn("[[[0, 0], [1, 0], [NaN, 3], [0, 0]]]"), "[nan, 3]", id="no number"),
        pytest.param(drawn('[[[0, 0], [1, 0], ["1", 3], [0, 0]]]'), "['1', 3]", id="text"),
        pytest.param(drawn("[[[0, 0], [1, 0], [true, 3], [0, 0]]]"), "[True, 3]", id="a truth"),
        pytest.param(drawn("[[[0, 0], [1, 0], [1e999, 3], [0, 0]]]"), "[inf, 3]", id="endless"),
        pytest.param(drawn("[[[0, 60], [120, 60], [-120, 60], [0, 60]]]"), "round a pole", id="round a pole"),
    ],
)
def test_what_is_no_outline_is_refused(text: str, expected: str) -> None:
    with pytest.raises(InputError, match="here: ") as caught:
        read_outline(text, "here")
    assert expected in str(caught.value)
    assert "\n" not in str(caught.value)


def test_outlines_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.overlay.MOST_STRIPS", 2_000_000)
    points = [[n / MOST_POINTS, 0] for n in range(MOST_POINTS)]
    with pytest.raises(InputError, match=f"more than {MOST_POINTS} points"):
        outline({"type": "Polygon", "coordinates": [[*points, [0, 1], points[0]]]})
    spikes = [[(n * 7919) % 4001 / 1000, 30 + (n * 104729) % 4003 / 1000] for n in range(4000)]
    wild = outline({"type": "Polygon", "coordinates": [[*spikes, spikes[0]]]})
    with pytest.raises(InputError, match="too intricate"):
        overlaid([[wild], [wild]])


# --------------------------------------------------------------------------------------------------- points, located


@pytest.mark.parametrize("seed", range(3))
def test_points_are_located_as_by_asking_each_cell(seed: int) -> None:
    dice = random.Random(seed)
    boxes = [(x, y, x + 1, y + 1) for x, y in itertools.product((-180, 0, 1, 179), (-1, 0, 50))]
    points = [(dice.uniform(-180, 180) if n % 3 else dice.uniform(0, 2), dice.uniform(-1, 51)) for n in range(900)]
    points += [(179.5, 0.5), (-179.5, 0.5), (0.5, 0.5)]
    found = located(
        [outline(box(*each)) for each in boxes], np.array([p[0] for p in points]), np.array([p[1] for p in points])
    )
    for (x, y), numbers in zip(points, found, strict=True):
        inside = {n for n, (w, s, e, t) in enumerate(boxes) if w < x < e and s < y < t}
        edge = min(abs(x - round(x)) * math.cos(math.radians(y)), abs(y - round(y))) * 111
        assert numbers >= inside
        assert numbers == inside or edge < 1.1, (x, y)


def test_a_point_over_the_antimeridian_is_located() -> None:
    over = outline(box(179, 10, -179, 12))
    found = located([over], np.array([179.5, -179.5, 0.0, 178.0]), np.array([11.0] * 4))
    assert [bool(numbers) for numbers in found] == [True, True, False, False]


# --------------------------------------------------------------------------------------------- who held how much, when

MAP = """\
like = "control-outlines"
id = "lines-of-mine"
[card]
id = "a-monitor"
names = {{ en = "A monitor", ar = "جهة رصد" }}
publisher = "A monitor"
voice = "airwars"
licence = "cc-by-4.0"
address = "https://example.org/"
doc = {{ en = "Control.", ar = "سيطرة." }}
coverage = [{{ measure = "territory_held", places = ["SY"], period = "2018-01-01/..", completeness = "{}" }}]
"""


def features(*told: tuple[dict[str, Any] | None, dict[str, Any]]) -> str:
    listed = [{"type": "Feature", "geometry": geometry, "properties": held} for geometry, held in told]
    return json.dumps({"type": "FeatureCollection", "features": listed})


def held(holder: str, first: str, last: str | None, *boxes: Box) -> tuple[dict[str, Any], dict[str, Any]]:
    return several(*boxes), {"holder": holder, "from": first, "to": last, "remark": "x"}


COUNTRY = features((box(36, 33, 42, 37), {"ADM0_PCODE": "SY", "ADM0_EN": "Syria"}))
CONTROL = features(
    held("Syrian Democratic Forces", "2018-01-01", "2018-05-31", (39, 33, 43, 38)),
    held("Syrian Democratic Forces", "2018-06-01", None, (38, 33, 43, 38)),
    held("Islamic State", "2018-01-01", None, (38.5, 33, 39.5, 34)),
    held("Strangers", "2018-01-01", None, (36, 33, 36.5, 34)),
)
WHOLE = ground(36, 33, 42, 37)
EAST, COMMON, STRANGE = ground(39, 33, 42, 37), ground(39, 33, 39.5, 34), ground(36, 33, 36.5, 34)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return create_project(tmp_path / "project", empty=True, author=AUTHOR)


def load(project: Project, folder: Path, content: str = CONTROL, completeness: str = "complete") -> None:
    (folder / "syr.geojson").write_text(COUNTRY, encoding="utf-8")
    (folder / "control.geojson").write_text(content, encoding="utf-8")
    (folder / "map.toml").write_text(MAP.format(completeness), encoding="utf-8")
    project.load_figures(folder / "syr.geojson", author=AUTHOR)
    path = folder / "control.geojson"
    reading = reading_of(path, mapping=folder / "map.toml", published_on=dt.date(2018, 7, 1))
    assert reading is not None
    project.load_table(path, path.name, reading, author=AUTHOR)


def asked(project: Project, day: str, by: str = "SDF", measure: str = "territory_held") -> Figure | None:
    names = project.catalogue()
    with using(names):
        scope = scope_of(Question(measure, by=by, places="Syria", period=day), names)
        held = project.holdings()
        assert held.events is not None
        found = held.events.figures_for([scope])
    assert len(found) <= 1
    return found[0] if found else None


def near(value: Fraction | None, expected: float, off: float) -> bool:
    return value is not None and abs(float(value) - expected) <= off


@pytest.mark.parametrize(
    ("day", "by", "low", "high"),
    [
        pytest.param(
            "2018-05-31", "SDF", EAST - COMMON, EAST + STRANGE, id="ground that two claim is in the high only"
        ),
        pytest.param(
            "2018-05-31", "Daesh", ground(38.5, 33, 39, 34), ground(38.5, 33, 39.5, 34) + STRANGE, id="of both"
        ),
        pytest.param(
            "2018-06-01",
            "SDF",
            ground(38, 33, 42, 37) - ground(38.5, 33, 39.5, 34),
            ground(38, 33, 42, 37) + STRANGE,
            id="the next outline from its first day on",
        ),
        pytest.param(
            "2018-07-01",
            "SDF; Daesh",
            ground(38, 33, 42, 37),
            ground(38, 33, 42, 37) + STRANGE,
            id="two together, until the day of the release",
        ),
        pytest.param("2018-05-31", "Hezbollah", 0, STRANGE, id="somebody who holds nothing that is drawn"),
    ],
)
def test_shares_go_from_what_is_theirs_alone_to_what_may_be(
    project: Project, tmp_path: Path, day: str, by: str, low: float, high: float
) -> None:
    load(project, tmp_path)
    share, area = asked(project, day, by), asked(project, day, by, "area_held")
    assert share is not None
    assert area is not None
    assert near(share.low, 100 * low / WHOLE, 0.0011)
    assert near(share.high, 100 * high / WHOLE, 0.0011)
    assert near(area.low, low, 0.011)
    assert near(area.high, high, 0.011)
    assert (share.sense, area.sense) == ("equal", "equal")


@pytest.mark.parametrize(
    "day", [pytest.param("2017-12-31", id="before"), pytest.param("2018-07-02", id="after the release")]
)
def test_of_other_days_nothing_is_said(project: Project, tmp_path: Path, day: str) -> None:
    load(project, tmp_path)
    assert asked(project, day) is None


def test_a_source_that_draws_only_some_gives_no_high(project: Project, tmp_path: Path) -> None:
    load(project, tmp_path, completeness="at_least")
    found = asked(project, "2018-05-31")
    assert found is not None
    assert (found.high, found.sense) == (None, "at_least")
    assert asked(project, "2018-05-31", "Hezbollah") is None


def test_a_figure_says_how_it_was_reckoned(project: Project, tmp_path: Path) -> None:
    load(project, tmp_path)
    found = asked(project, "2018-05-31")
    assert found is not None
    assert "feature 1 of control.geojson laid over the outline in syr.geojson" in found.note
    assert f"of {WHOLE:,.2f} km2" in found.note
    assert "الشكل 1 من control.geojson فوق الحدود المرسومة في syr.geojson" in found.noted("ar")
    assert "straight in degrees on WGS 84" in found.note


def test_bounds_of_a_share_are_those_of_its_figure(project: Project, tmp_path: Path) -> None:
    load(project, tmp_path)
    names = project.catalogue()
    with using(names):
        scope = scope_of(Question("territory_held", by="SDF", places="Syria", period="2018-05-31"), names)
        (answer,) = ask_voices(scope, project.holdings(), names, Terms())
    found = asked(project, "2018-05-31")
    assert found is not None
    assert (answer.bounds.low, answer.bounds.high) == (found.low, found.high)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param('"2018-05-31"', '"2018-05-32"', "column to: found '2018-05-32'", id="no day"),
        pytest.param('"2018-05-31"', '"2017-05-31"', "a last day before the first", id="days the wrong way round"),
        pytest.param('"Islamic State"', "null", "column holder: found ''", id="nobody"),
        pytest.param("43, 38", "43, 98", "feature 1: found [43, 98]", id="past the pole"),
        pytest.param('"remark"', '"geometry"', "none of them called 'geometry'", id="two geometries"),
        pytest.param(
            '"type": "MultiPolygon"', '"type": "LineString"', "found a geometry of the type 'LineString'", id="a line"
        ),
        pytest.param('"geometry": {', '"geometry": [{}, {', "feature 1: found no geometry", id="a list"),
    ],
)
def test_a_wrong_feature_stops_the_load(project: Project, tmp_path: Path, old: str, new: str, expected: str) -> None:
    content = CONTROL.replace(old, new, 1)
    if new.endswith("[{}, {"):
        content = content.replace('}, "properties"', '}], "properties"', 1)
    with pytest.raises(InputError, match=r"control\.geojson") as caught:
        load(project, tmp_path, content)
    assert expected in str(caught.value)
    assert not list(project.tables.entries())


def test_what_was_built_of_outlines_is_checked(project: Project, tmp_path: Path) -> None:
    import duckdb

    load(project, tmp_path)
    assert project.verify().files == 2
    (built,) = project.path.glob("record/tables/*/outlines.parquet")
    with duckdb.connect() as connection:
        connection.execute(
            f"CREATE TABLE o AS SELECT * REPLACE (replace(geometry, '39', '38') AS geometry) FROM '{built}'"
        )
        connection.execute(f"COPY o TO '{built}' (FORMAT parquet)")
    with pytest.raises(VerificationError, match="is not what the kept file gives"):
        project.verify()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"counts": [{"measure": "presence", "by": "holder"}]}, "territory_held", id="another measure"),
        pytest.param(
            {"counts": [{"measure": "territory_held", "one": True, "by": "holder"}]}, "territory_held", id="a number"
        ),
        pytest.param({"counts": [{"measure": "territory_held"}]}, "territory_held", id="of nobody"),
        pytest.param({"where": {"outline": "shape"}}, "names shape", id="no such column"),
    ],
)
def test_a_mapping_of_outlines_says_who_holds_ground(tmp_path: Path, changes: dict[str, Any], expected: str) -> None:
    from onrecord.reader import packaged_readers, read_mapping

    told = packaged_readers()["control-outlines"].model_dump(mode="json", exclude_defaults=True)
    with pytest.raises(InputError, match=expected):
        read_mapping(told | changes, "map.toml")


def test_the_command_lists_who_held_how_much(project: Project, tmp_path: Path) -> None:
    load(project, tmp_path)
    run = CliRunner()
    where = ["--project", str(project.path), "--period", "2018-05/2018-06", "--every", "month"]
    listed = run.invoke(main, ["events", "territory_held", "--place", "Syria", *where])
    assert listed.exit_code == 0, listed.output
    rows = [line.split()[:2] for line in listed.output.splitlines()[1:]]
    assert [day for day, _ in rows] == ["2018-05-01"] * 2 + ["2018-06-01"] * 2
    missing = run.invoke(main, ["events", "territory_held", "--place", "Iraq", *where])
    assert missing.exit_code == 2
    assert "no outline of IQ here; load its boundary" in missing.output


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("On 31 May 2018 the SDF held 70,000 square kilometres in Syria.", "en", id="English"),
        pytest.param(
            "في ٣١ أيار ٢٠١٨ كانت قوات سوريا الديمقراطية تسيطر على ٧٠ ألف كيلومتر مربع في سوريا.", "ar", id="Arabic"
        ),
    ],
)
def test_ground_held_in_square_kilometres_is_an_area(text: str, language: str) -> None:
    statement = statement_from_text(text, language=language, published_on=dt.date(2018, 6, 3))
    (claim,) = find_claims(statement, packaged())
    assert claim.scope.measure == "area_held"
    assert as_annotation(claim, statement, packaged())["measure"] == "territory_held"


# ---------------------------------------------------------------------------------------- events placed by boundaries

DIVISIONS = features(
    (
        box(41, 36.5, 42, 37.5),
        {
            "ADM1_PCODE": "SY08",
            "ADM1_EN": "Al-Hasakeh",
            "ADM1_AR": "الحسكة",
            "ADM2_PCODE": "SY0802",
            "ADM2_EN": "Quxmishli",
        },
    ),
    (
        box(40, 36.5, 41, 37.5),
        {
            "ADM1_PCODE": "SY08",
            "ADM1_EN": "Al-Hasakeh",
            "ADM1_AR": "الحسكة",
            "ADM2_PCODE": "SY0803",
            "ADM2_EN": "Ras al Qux",
        },
    ),
)


@pytest.mark.parametrize(
    ("longitude", "adm1", "precision", "expected"),
    [
        pytest.param("41.5", "Al-Hasakah governorate", "1", ("pcode:SY0802",), id="in one"),
        pytest.param("40.5", "Al-Hasakah governorate", "1", ("pcode:SY0803",), id="in the other"),
        pytest.param("41.005", "Al-Hasakah governorate", "1", ("SY-HA",), id="on the border: in what holds both"),
        pytest.param("43.5", "Al-Hasakah governorate", "1", ("SY-HA",), id="in neither: as it is named"),
        pytest.param("41.5", "Aleppo governorate", "1", ("SY-HL",), id="named elsewhere: as it is named"),
        pytest.param("41.5", "Al-Hasakah governorate", "2", ("SY-HA",), id="near: no more precise than the source"),
        pytest.param("41.5", "", "1", ("pcode:SY0802",), id="known by its coordinates only"),
    ],
)
def test_events_are_placed_by_their_coordinates(
    project: Project, tmp_path: Path, longitude: str, adm1: str, precision: str, expected: tuple[str, ...]
) -> None:
    from tests.test_tables import ged

    (tmp_path / "syr.geojson").write_text(DIVISIONS, encoding="utf-8")
    row = {"country": "Syria", "adm_1": adm1, "adm_2": "", "where_coordinates": "Nowhere farm", "latitude": "37.0"}
    (tmp_path / "ged251.csv").write_bytes(ged(row | {"longitude": longitude, "where_prec": precision}))
    project.load_figures(tmp_path / "syr.geojson", author=AUTHOR)
    reading = reading_of(tmp_path / "ged251.csv")
    assert reading is not None
    project.load_table(tmp_path / "ged251.csv", "ged251.csv", reading, author=AUTHOR)
    with using(project.catalogue()):
        (table,) = project.tables.loaded()
    import duckdb

    found = duckdb.sql(f"SELECT places FROM '{table.folder}/wheres.parquet'").fetchall()
    assert [tuple(places) for (places,) in found] == [expected]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(COUNTRY.replace('"SY"', '"SYR"'), "column ADM0_PCODE: found 'SYR'", id="no country"),
        pytest.param(COUNTRY.replace("33", "133", 1), "feature 1: found [36, 133]", id="past the pole"),
    ],
)
def test_wrong_boundaries_are_refused_when_they_are_loaded(
    project: Project, tmp_path: Path, content: str, expected: str
) -> None:
    (tmp_path / "syr.geojson").write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        project.load_figures(tmp_path / "syr.geojson", author=AUTHOR)
    assert expected in str(caught.value)
    assert not project.named()


def test_a_division_without_an_outline_has_its_name_all_the_same() -> None:
    content = features((None, {"ADM1_PCODE": "SY08", "ADM1_EN": "Al-Hasakeh"})).encode()
    assert read_outlines(content, "syr.geojson") == {}


def test_the_mapping_in_this_file_is_one() -> None:
    assert tomllib.loads(MAP.format("complete"))["like"] == "control-outlines"
    assert parse_edtf("2018-01-01/..").end is None


# ------------------------------------------------------------------------------------------- places made of divisions

PROVINCES = [place for place in packaged().places if place.kind == "governorate" and place.within == "SY"]


def divided(names: Sequence[str], level: int = 1) -> str:
    """A file that draws divisions of Syria as strips of one degree, from 30 degrees east on."""
    told = []
    for number, name in enumerate(names):
        codes = {"ADM0_PCODE": "SY", "ADM1_PCODE": f"SY{number:02}", "ADM1_EN": name}
        parts = [codes] if level == 1 else [{**codes, "ADM2_PCODE": f"SY{number:02}{n:02}"} for n in (1, 2)]
        for n, held_by in enumerate(parts):
            named = held_by if level == 1 else {**held_by, "ADM2_EN": f"{name} {'AB'[n]}"}
            width = 1 / len(parts)
            told.append((box(30 + number + n * width, 33, 30 + number + (n + 1) * width, 37), named))
    return features(*told)


def brought(project: Project, folder: Path, content: str) -> Any:
    (folder / "adm.geojson").write_text(content, encoding="utf-8")
    project.load_figures(folder / "adm.geojson", author=AUTHOR)
    return project.catalogue()


@pytest.mark.parametrize("level", [pytest.param(1, id="governorates"), pytest.param(2, id="districts")])
def test_a_country_is_made_of_divisions_where_none_is_missing(project: Project, tmp_path: Path, level: int) -> None:
    names = brought(project, tmp_path, divided([place.names["en"] for place in PROVINCES], level))
    region = names.boundaries.region(("SY",), names.places)
    assert region.divisions == len(PROVINCES) * level
    whole = overlaid([list(region.outlines)])[1]
    assert whole == pytest.approx(ground(30, 33, 30 + len(PROVINCES), 37), rel=1e-9)
    first = names.boundaries.region((PROVINCES[0].id,), names.places)
    assert overlaid([list(first.outlines)])[1] == pytest.approx(ground(30, 33, 31, 37), rel=1e-9)


@pytest.mark.parametrize("level", [pytest.param(1, id="governorates"), pytest.param(2, id="districts")])
def test_a_country_is_not_made_of_some_of_its_divisions(project: Project, tmp_path: Path, level: int) -> None:
    names = brought(project, tmp_path, divided([place.names["en"] for place in PROVINCES[1:]], level))
    assert names.boundaries.region(("SY",), names.places) is None
    (missing,) = names.boundaries.not_drawn(("SY",), names.places)
    assert missing == f"SY (divisions of it are drawn, but none in {PROVINCES[0].names['en']})"
    drawn = names.boundaries.region((PROVINCES[1].id,), names.places)
    assert (drawn is not None) == (level == 1), "a governorate by itself is drawn; of one made of parts nobody knows"


def test_a_share_says_that_it_is_of_divisions(project: Project, tmp_path: Path) -> None:
    load(project, tmp_path)
    names = [place.names["en"] for place in PROVINCES]
    (tmp_path / "syr.geojson").write_text(divided(names), encoding="utf-8")
    fresh = create_project(tmp_path / "fresh", empty=True, author=AUTHOR)
    fresh.load_figures(tmp_path / "syr.geojson", author=AUTHOR)
    reading = reading_of(tmp_path / "control.geojson", mapping=tmp_path / "map.toml", published_on=dt.date(2018, 7, 1))
    assert reading is not None
    fresh.load_table(tmp_path / "control.geojson", "control.geojson", reading, author=AUTHOR)
    share = asked(fresh, "2018-05-31")
    assert share is not None
    assert "laid over the outlines of the 14 divisions of it in syr.geojson" in share.note
    east = ground(39, 33, 43, 37) - COMMON  # the strips go on to 44 degrees east
    assert near(share.low, 100 * east / ground(30, 33, 44, 37), 0.0011)


# ------------------------------------------------------------------------------------------------------ kept as read


def kept_outlines(project: Project) -> list[Path]:
    return sorted((project.path / "record" / "names").glob("*.outlines"))


def test_boundaries_are_read_once(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = brought(project, tmp_path, COUNTRY)
    first = names.boundaries.region(("SY",), names.places)
    (kept,) = kept_outlines(project)
    before = kept.read_bytes()

    def refuse(*_: object) -> None:
        raise AssertionError("read anew")

    with monkeypatch.context() as patched:
        patched.setattr("onrecord.boundary.read_outlines", refuse)
        again = project.catalogue()
        found = again.boundaries.region(("SY",), again.places)  # type: ignore[union-attr]
    assert [one.points.tolist() for one in found.outlines] == [one.points.tolist() for one in first.outlines]
    kept.unlink()
    rebuilt = project.catalogue()
    rebuilt.boundaries.region(("SY",), rebuilt.places)  # type: ignore[union-attr]
    assert kept.read_bytes() == before, "the same file gives the same bytes"
    assert project.verify().files == 1


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda held: held[:-1], id="cut off"),
        pytest.param(lambda held: b"{}\n" + held, id="another head"),
        pytest.param(lambda held: held.replace(b'"made_by":[1', b'"made_by":[0'), id="of another version"),
        pytest.param(lambda held: held[:-3] + b"\0\0\0", id="other numbers"),
    ],
)
def test_what_is_spoilt_is_read_anew(project: Project, tmp_path: Path, spoil: Any) -> None:
    names = brought(project, tmp_path, COUNTRY)
    first = names.boundaries.region(("SY",), names.places)
    (kept,) = kept_outlines(project)
    whole = kept.read_bytes()
    kept.write_bytes(spoil(whole))
    again = project.catalogue()
    found = again.boundaries.region(("SY",), again.places)  # type: ignore[union-attr]
    assert [one.points.tolist() for one in found.outlines] == [one.points.tolist() for one in first.outlines]
    assert kept.read_bytes() == whole


def test_verify_finds_outlines_that_are_another_files(project: Project, tmp_path: Path) -> None:
    names = brought(project, tmp_path, COUNTRY)
    names.boundaries.region(("SY",), names.places)
    (kept,) = kept_outlines(project)
    kept.write_bytes(written({"SY": outline(box(0, 0, 1, 1))}))
    with pytest.raises(VerificationError, match="is not what the kept file gives"):
        project.verify()
