"""What is near a place: its covers against a slow search, the words for it, what follows in questions and claims."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import math
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.boundary import Boundaries, Drawn
from onrecord.bounds import Bounds, bound
from onrecord.claim import find_claims
from onrecord.data import table
from onrecord.finding import measure_claim
from onrecord.gazetteer import packaged, resolve_where
from onrecord.nearby import kilometres, packaged_reach, told_near, unwrapped
from onrecord.normal import fold
from onrecord.outcome import Outcome
from onrecord.outline import outline_of
from onrecord.place import WORLD, Place, Places
from onrecord.project import create_project, open_project
from onrecord.question import Question, packaged_holdings, scope_of
from onrecord.row import Holdings, Record, build_record, packaged_bridges
from onrecord.scope import Catalogue, Scope
from onrecord.statement import Statement
from onrecord.tablestore import reading_of
from tests import engine_oracles as slow
from tests.checker import stranger
from tests.factories import figure, scope
from tests.proof_checks import assert_held_by_all
from tests.test_bounds_properties import records

HAJIN, ABU_KAMAL = "gn:174506", "gn:174448"
PLACES = packaged().places
TOWNS = sorted(place.id for place in PLACES if place.lat is not None)


# ----------------------------------------------------------------------------------------------------- the covers


def arc(one: Place, other: Place) -> float:
    """How far two towns are apart, by the angle between two arrows from the middle of the earth."""

    def arrow(place: Place) -> tuple[float, float, float]:
        up, along = math.radians(float(place.lat or 0)), math.radians(float(place.lon or 0))
        return math.cos(up) * math.cos(along), math.cos(up) * math.sin(along), math.sin(up)

    apart = math.dist(arrow(one), arrow(other))
    return 2 * 111.2 * math.degrees(math.asin(min(1.0, apart / 2)))


def slow_covers(town: str) -> tuple[set[str], set[str]]:
    """By looking at every town there is: those a few kilometres away, and the divisions and neighbours within reach."""
    here, reach, tree = PLACES[town], packaged_reach(), PLACES.tree
    apart = sorted((arc(here, PLACES[other]), other) for other in TOWNS)
    near = {key for far, key in apart if reach.own_kilometres < far <= reach.sure_kilometres}
    sure = {key for key in near if not tree.holds(town, key) and not tree.holds(key, town)}

    def thin(key: str) -> float:
        """How far it is from a town to so many others of its country."""
        mine = [other for other in TOWNS if other != key and tree.chain(other)[-2] == tree.chain(key)[-2]]
        return sorted([*(arc(PLACES[key], PLACES[other]) for other in mine), *[math.inf] * reach.towns])[
            reach.towns - 1
        ]

    def division(key: str) -> str:
        named = [node for node in tree.chain(key) if node != WORLD and PLACES[node].kind in ("governorate", "country")]
        first = [node for node in named if PLACES[node].within in (None, WORLD, named[-1]) and node != named[-1]]
        return first[0] if first else named[-1]

    country = tree.chain(town)[-2]
    beside = {country, *table("near")["borders"][country]}
    most = reach.kilometres + reach.most_kilometres
    within = [(far, key) for far, key in apart if far <= most and tree.chain(key)[-2] in beside]
    possible: set[str] = set()
    for far, key in within:
        if division(key) not in possible and far <= reach.kilometres + (thin(key) if far > reach.kilometres else 0):
            possible.add(division(key))
    for country in table("near")["borders"][tree.chain(town)[-2]]:
        if country in table("near")["boxes"]:
            south, north, west, east = table("near")["boxes"][country]
            steps = [(south + (north - south) * n / 400, west) for n in range(401)]
            steps += [(south + (north - south) * n / 400, east) for n in range(401)]
            steps += [(edge, west + (east - west) * n / 400) for n in range(401) for edge in (south, north)]
            at = float(here.lat or 0), float(here.lon or 0)
            inside = south <= at[0] <= north and west <= at[1] <= east
            if inside or min(kilometres(at, step) for step in steps) <= reach.kilometres:
                possible.add(country)
    return sure, {key for key in possible if not any(key != other and tree.holds(other, key) for other in possible)}


@settings(max_examples=12, deadline=None)
@given(st.sampled_from(TOWNS))
def test_covers_are_those_of_a_search_through_all_towns(town: str) -> None:
    near, (sure, possible) = PLACES[f"near:{town}"], slow_covers(town)
    assert set(near.inner) == sure
    assert possible <= set(near.outer)
    far = set(near.outer) - possible  # a box's edge is looked at in steps, which may pass over its nearest point
    assert all(key in table("near")["boxes"] for key in far)


@pytest.mark.parametrize(
    ("name", "outer"),
    [
        pytest.param("Hajin", {"SY-DY", "IQ-AN"}, id="across a border"),
        pytest.param("Raqqa", {"SY-RA", "SY-HI"}, id="a name that a city shares with its province means the city"),
        pytest.param("Goma", {"CD", "RW", "TZ"}, id="neighbours of which no town is known, by their boxes"),
        pytest.param("Tanf", {"SY", "IL", "IQ", "JO", "LB", "TR"}, id="no coordinates: its country and those beside"),
        pytest.param("Kigali", {WORLD}, id="no coordinates and no borders known"),
    ],
)
def test_what_is_possibly_near(name: str, outer: set[str]) -> None:
    (near,) = resolve_where(f"near {name}") or ()
    assert set(PLACES[near].outer) == outer


def test_a_town_surely_holds_itself_only_where_words_say_in_and_around() -> None:
    assert HAJIN not in PLACES.inner((f"near:{HAJIN}",))
    assert resolve_where("Hajin and its surroundings") == (HAJIN, f"near:{HAJIN}")
    assert HAJIN in PLACES.inner(resolve_where("in and around Hajin") or ())


class Outlines:
    """Outlines that draw two divisions, one of which comes near."""

    def reaching(self, point: tuple[float, float], kilometres: float) -> frozenset[str]:
        assert (round(point[0]), kilometres) == (35, packaged_reach().kilometres)
        return frozenset({"SY-DY"})

    def not_drawn(self, places: Sequence[str]) -> list[str]:
        return [place for place in places if place not in ("SY-DY", "IQ-AN")]


def test_outlines_say_better_which_divisions_come_near() -> None:
    drawn = PLACES.outlined(Outlines())
    assert drawn[f"near:{HAJIN}"].outer == ("SY-DY",)
    assert PLACES[f"near:{HAJIN}"].outer == ("IQ-AN", "SY-DY")


def test_outlines_that_were_brought_are_asked_by_distance() -> None:
    square = {
        "type": "Polygon",
        "coordinates": [[[41.0, 34.0], [42.0, 34.0], [42.0, 35.0], [41.0, 35.0], [41.0, 34.0]]],
    }
    drawn = Boundaries([Drawn("hash", "adm1.geojson", lambda: {"IQ-AN": outline_of(square, "here")})])
    assert drawn.reaching((34.5, 40.8), 25.0) == {"IQ-AN"}  # 18 kilometres to the west
    assert drawn.reaching((34.5, 40.8), 10.0) == frozenset()
    assert drawn.reaching((34.5, 41.5), 1.0) == {"IQ-AN"}
    assert PLACES.outlined(drawn)[f"near:{HAJIN}"].outer == ("IQ-AN", "SY-DY")


def test_villages_that_were_brought_are_near_and_move_no_border() -> None:
    """Many villages on one side of a border say nothing of how thinly towns are known on the other."""
    here = PLACES[HAJIN]
    villages = {
        f"own:v{n}": Place(
            f"own:v{n}", "town", {"en": f"V{n}"}, "SY-DY", lat=str(float(here.lat or 0) + n / 100), lon=here.lon
        )
        for n in range(1, 20)
    }
    near = PLACES.joined(villages, {})[f"near:{HAJIN}"]
    assert near.inner == ("own:v3", "own:v4")
    assert near.outer == ("IQ-AN", "SY-DY")


@pytest.mark.parametrize(
    ("kind", "within", "outer"),
    [
        pytest.param("district", "SY-DY", {"SY", "IL", "IQ", "JO", "LB", "TR"}, id="the middle of an area is no point"),
        pytest.param("town", "KE", {WORLD}, id="a town of a country whose borders are not in the table"),
    ],
)
def test_places_that_were_brought(kind: str, within: str, outer: set[str]) -> None:
    brought = Place("own:x", kind, {"en": "X"}, within, lat="34.7", lon="40.8")
    assert set(PLACES.joined({"own:x": brought}, {})["near:own:x"].outer) == outer


def test_distances_are_those_on_a_sphere() -> None:
    assert kilometres((0.0, 0.0), (0.0, 1.0)) == pytest.approx(111.2)
    assert kilometres((60.0, 179.9), (60.0, -179.9)) == pytest.approx(11.12, abs=0.01)


# ------------------------------------------------------------------------------------------------------ the words


def told(text: str, name: str) -> str:
    """How folded words tell of a name in a sentence."""
    folded, bare = fold(text).text, fold(name).text
    at = folded.index(bare)
    return told_near(folded[:at], folded[at + len(bare) :])


def test_the_premise_says_the_kilometres_that_are_used() -> None:
    (bridge,) = [bridge for bridge in packaged_bridges() if bridge.kind == "near"]
    told = [*bridge.doc.values(), *table("sentences")["premises"]["near"].values()]
    assert all(f" {packaged_reach().kilometres} " in words for words in told)


@pytest.mark.parametrize("kind", ["near", "about", "behind"])
def test_every_example_of_the_words_holds(kind: str) -> None:
    held = table("near")["words"][kind]
    name = {text: "هجين" if any(char > "\u0600" for char in text) else "Hajin" for text in held["matches"]}
    for text in held["matches"]:
        assert told(text, name[text]) == ("near" if kind == "near" else "about"), text


@pytest.mark.parametrize(
    ("text", "places"),
    [
        pytest.param("The army reported 12 strikes near Hajin on 3 May 2018.", ("near:gn:174506",), id="near"),
        pytest.param("The army made 12 strikes around Hajin on 3 May 2018.", ("near:gn:174506",), id="around"),
        pytest.param(
            "The army made 12 strikes in the vicinity of the town of Hajin on 3 May 2018.",
            ("near:gn:174506",),
            id="a noun between",
        ),
        pytest.param(
            "The army made 12 strikes in and around Hajin on 3 May 2018.", ("gn:174506", "near:gn:174506"), id="both"
        ),
        pytest.param(
            "The army made 12 strikes in Hajin and the surrounding villages on 3 May 2018.",
            ("gn:174506", "near:gn:174506"),
            id="words behind",
        ),
        pytest.param(
            "The army made 12 strikes near Hajin and Abu Kamal on 3 May 2018.",
            ("near:gn:174448", "near:gn:174506"),
            id="a list",
        ),
        pytest.param("The army made 12 strikes in Hajin on 3 May 2018.", ("gn:174506",), id="in"),
        pytest.param("The army made 12 strikes around Iraq on 3 May 2018.", ("IQ",), id="throughout a country"),
        pytest.param("نفذ الجيش 12 غارة قرب هجين في 3 أيار 2018.", ("near:gn:174506",), id="قرب"),
        pytest.param("نفذ الجيش 12 غارة بالقرب من بلدة هجين في 3 أيار 2018.", ("near:gn:174506",), id="بالقرب من"),
        pytest.param("نفذ الجيش 12 غارة في محيط هجين في 3 أيار 2018.", ("near:gn:174506",), id="محيط"),
        pytest.param(
            "نفذ الجيش 12 غارة في هجين ومحيطها في 3 أيار 2018.", ("gn:174506", "near:gn:174506"), id="ومحيطها"
        ),
        pytest.param("نفذ الجيش 12 غارة في هجين في 3 أيار 2018.", ("gn:174506",), id="في"),
    ],
)
def test_a_claim_tells_near_from_in(text: str, places: tuple[str, ...]) -> None:
    (claim,) = find_claims(a_statement(text), packaged())
    assert claim.scope.places == places


def a_statement(text: str, day: dt.date = dt.date(2018, 5, 20)) -> Statement:
    language = "ar" if any(char > "\u0600" for char in text) else "en"
    return Statement("s", text, language, day, "the desk", "coalition", "", "")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["Hajin", "Near East", "nearly Hajin", "قربان"])
def test_other_names_are_left_alone(name: str) -> None:
    assert unwrapped(fold(name).text) is None
    assert resolve_where(name) in (None, (HAJIN,))


# ---------------------------------------------------------------------------------------- what follows in questions


def ask(places: Sequence[str], *figures: tuple[Sequence[str], int], without: tuple[str, ...] = ()) -> Bounds:
    """What figures of some places on a day leave for a question of it."""
    day = "2018-05-03"
    held = [figure(f"f{n}", low, scope=scope(places=tuple(at), period=day)) for n, (at, low) in enumerate(figures)]
    record = build_record(Holdings(tuple(held), {}, packaged_bridges())).without(*without)
    return bound(scope(places=tuple(places), period=day), "coalition", "", record, packaged())


NEAR = f"near:{HAJIN}"


@pytest.mark.parametrize(
    ("asked", "figures", "expected"),
    [
        pytest.param([NEAR], [([NEAR], 7)], (7, 7), id="near and near: one area"),
        pytest.param([NEAR], [([HAJIN], 7)], (0, None), id="a figure of the town says nothing of what is near it"),
        pytest.param([HAJIN], [([NEAR], 7)], (0, None), id="nor one of what is near it of the town"),
        pytest.param(["SY-DY", "IQ-AN"], [([NEAR], 7)], (7, None), id="all that it may reach holds it"),
        pytest.param(["SY-DY"], [([NEAR], 7)], (0, None), id="it may lie across the border"),
        pytest.param([NEAR], [(["SY-DY"], 9), (["IQ-AN"], 4)], (0, 13), id="no more than in all that it may reach"),
        pytest.param([HAJIN, NEAR], [([HAJIN], 3), ([NEAR], 7)], (7, 10), id="in it or near it: one may be the other"),
        pytest.param([HAJIN, NEAR], [([HAJIN], 3)], (3, None), id="in and around surely holds the town"),
        pytest.param(["SY-DY", "IQ-AN"], [([NEAR], 7), ([f"near:{ABU_KAMAL}"], 5)], (7, None), id="two may overlap"),
    ],
)
def test_what_is_near_bounds_what(
    asked: list[str], figures: list[tuple[list[str], int]], expected: tuple[int, int | None]
) -> None:
    found = ask(asked, *figures)
    assert (found.low, found.high) == expected
    for proof in (found.low_proof, found.high_proof):
        assert_held_by_all(proof)


def test_near_is_a_premise_that_can_be_withdrawn() -> None:
    found = ask([NEAR], ([NEAR], 7))
    (hangs,) = [w for w in found.hangs_on if w.premise == "near"]
    assert (hangs.low or 0, hangs.high) == (0, None)
    bare = ask([NEAR], ([NEAR], 7), without=("near",))
    assert (bare.low or 0, bare.high) == (0, None)
    assert found.low_proof is not None
    assert found.low_proof.ground.because["near"]["bridge"] == "near"
    assert not (ask([HAJIN], ([HAJIN], 7)).low_proof or found.low_proof).ground.because


def test_a_proof_whose_covers_were_altered_is_refused() -> None:
    found = ask([NEAR], (["SY-DY"], 9), (["IQ-AN"], 4))
    assert found.high_proof is not None
    document = json.loads(json.dumps(found.high_proof.to_document()))
    document["ground"]["regions"][NEAR]["outer"].append("IQ-NI")
    document["ground"]["places"]["IQ-NI"] = "IQ"
    with pytest.raises(ValueError, match="somewhere"):
        stranger.check(document)


def near_world() -> Catalogue:
    """The small world with coordinates: B and A2 come near A1, and B1 of B lies four kilometres from it."""
    kinds = {"A": "governorate", "B": "governorate"}
    at = {"A1": ("10.0", "20.0"), "A2": ("10.9", "20.0"), "B1": ("10.036", "20.0")}
    places = [slow.a_place("LB", kind="country")]
    for name, whole in {**slow.PARENT, "B1": "B"}.items():
        lat, lon = at.get(name, (None, None))
        places.append(slow.a_place(name, whole or "LB", kind=kinds.get(name, "town"), lat=lat, lon=lon))
    places += [slow.a_place(f"D{n}", "B", lat=str(10.0 + n / 100), lon="20.2") for n in range(4)]
    return replace(slow.WORLD, places=Places(places))


def test_the_small_world_has_the_covers_that_it_is_drawn_for() -> None:
    near = near_world().places["near:A1"]
    assert (near.inner, near.outer) == (("B1",), ("A", "B"))


@settings(max_examples=60, deadline=None)
@given(records(), st.booleans(), st.data())
def test_near_is_a_region_like_any_other(record: Record, swap: bool, data: st.DataObject) -> None:
    """Bounds are those of a region of one area with the same covers, which other tests hold to a slow program."""
    near = near_world()
    region = dataclasses.replace(near.places["near:A1"], id="region:near")
    told = Catalogue(near.measures, Places([*near.places, region]), near.actors)
    named = {"region:edge": "near:A1", "region:fringe": "A2" if swap else "near:A1"}

    def renamed(each: Scope, to: dict[str, str]) -> Scope:
        return each.but(places=tuple(to.get(place, place) for place in each.places))

    def rows(to: dict[str, str]) -> Record:
        held = [
            replace(row, terms=tuple(replace(term, scope=renamed(term.scope, to)) for term in row.terms))
            for row in record.rows
        ]
        bridges = tuple(bridge for bridge in packaged_bridges() if bridge.kind == "near")
        return Record(tuple(held), (*record.bridges, *bridges))

    start = data.draw(st.integers(0, slow.DAYS - 1))
    question = slow.a_scope("strikes", (data.draw(st.sampled_from(["region:edge", "A1", "B"])),), (start, slow.DAYS))
    plain = {key: "region:near" if to == "near:A1" else to for key, to in named.items()}
    mine = bound(renamed(question, named), "v", "", rows(named), told, withdrawals=False)
    theirs = bound(renamed(question, plain), "v", "", rows(plain), told, withdrawals=False)
    assert (mine.low, mine.high, mine.consistent) == (theirs.low, theirs.high, theirs.consistent)


# ------------------------------------------------------------------------------------------- claims, figures, tables


@pytest.mark.parametrize(
    ("said", "held", "outcome"),
    [
        pytest.param("near Hajin", "near Hajin", Outcome.BORNE_OUT, id="both near"),
        pytest.param("in Hajin", "near Hajin", Outcome.NOT_ON_RECORD, id="the source is near, the claim is in"),
        pytest.param("near Hajin", "Hajin", Outcome.NOT_ON_RECORD, id="the source is in, the claim is near"),
        pytest.param("in and around Hajin", "Hajin", Outcome.POSSIBLE, id="in and around is at least in"),
    ],
)
def test_claims_and_figures_of_what_is_near(said: str, held: str, outcome: Outcome) -> None:
    told = figure("f", 12, scope=scope(places=resolve_where(held) or (), period="2018-05-03"))
    told = replace(told, published_on=dt.date(2018, 5, 4))
    statement = a_statement(f"The Coalition conducted 12 strikes against Daesh {said} on 3 May 2018.")
    (claim,) = find_claims(statement, packaged())
    found = measure_claim(claim, statement, replace(packaged_holdings(), figures=(told,)), packaged())
    assert found.outcome == outcome


LINES = """date,country,location,number,line
05/04/2018,Syria,Hajin,3,"Near Hajin, three strikes engaged three fighting positions."
05/04/2018,Syria,Abu Kamal,2,"Near Abu Kamal, two strikes destroyed two vehicles."
"""


def test_lines_near_a_town_are_lines_of_what_is_near_it(tmp_path: Path) -> None:
    (tmp_path / "lines.csv").write_text(LINES, encoding="utf-8")
    create_project(tmp_path / "p")
    project = open_project(tmp_path / "p")
    reading = reading_of(tmp_path / "lines.csv")
    assert reading is not None
    project.load_table(tmp_path / "lines.csv", "lines.csv", reading)
    question = Question("strikes", "Coalition", "Daesh", places="near Hajin", period="2018-05-03/2018-05-04")
    asked = scope_of(question, packaged())
    holdings = replace(project.holdings(), figures=()).bearing_on([asked])
    found = bound(asked, "coalition", "", build_record(holdings), packaged())
    assert (found.low, found.high) == (Fraction(3), None)
