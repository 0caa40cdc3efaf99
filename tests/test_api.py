"""The public verbs: the same answers as the commands, from Python."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

import onrecord
from onrecord import question
from onrecord.errors import InputError, UsageError, VerificationError
from onrecord.period import parse_edtf
from onrecord.row import Holdings

ROOT = Path(__file__).resolve().parent.parent
MAY_17 = "2018-05-01/2018-05-17"
SAID = "The Coalition conducted 41 strikes against Daesh in Iraq and Syria from May 25 to May 31, 2018."


@pytest.mark.parametrize(
    "places",
    [
        pytest.param("Iraq; Syria", id="joined names"),
        pytest.param(["Syria", "IQ"], id="a list of names and ids"),
        pytest.param(("العراق؛ سوريا",), id="Arabic names"),
    ],
)
def test_ask(places: str | list[str]) -> None:
    bounds = onrecord.ask("strikes", by="Coalition", against="Daesh", places=places, period=MAY_17)
    assert (bounds.low, bounds.high) == (Fraction(132), Fraction(132))
    assert bounds.high_proof is not None
    assert bounds.high_proof.formula == "184 − 52 = 132"
    onrecord.prove(bounds.high_proof.to_document())


def test_ask_takes_a_period_and_a_day_of_knowledge() -> None:
    then = onrecord.ask("strikes", places="IQ; SY", period=parse_edtf(MAY_17), as_of=dt.date(2018, 5, 20))
    same = onrecord.ask("strikes", places="IQ; SY", period=MAY_17, as_of="2018-05-20")
    assert then == same
    assert then.high is None


@pytest.mark.parametrize(
    ("without", "low", "high"),
    [
        pytest.param((), 132, 132, id="nothing"),
        pytest.param("oir18-40", 117, 156, id="a figure"),
        pytest.param(["oir18-38"], 132, 132, id="a figure that others make up for"),
        pytest.param("oir18-38; oir18-40", 117, 156, id="two figures, joined"),
    ],
)
def test_ask_does_without_figures(without: str | list[str], low: int, high: int | None) -> None:
    asked = {"by": "Coalition", "against": "Daesh", "places": "IQ; SY", "period": MAY_17}
    bounds = onrecord.ask("strikes", **asked, without=without)
    assert (bounds.low, bounds.high) == (low, high)


def test_ask_does_without_a_bridge() -> None:
    assert onrecord.ask("partners", of="Coalition", period="2018-05-19", without=["partners-never-leave"]).high is None


def test_ask_refuses_an_option_that_it_does_not_have() -> None:
    with pytest.raises(TypeError, match="agianst"):
        onrecord.ask("strikes", agianst="Daesh", period=MAY_17)


def test_ask_asks_a_project(tmp_path: Path) -> None:
    from onrecord.project import create_project

    create_project(tmp_path / "p")
    asked = onrecord.ask(
        "strikes", by="Coalition", against="Daesh", places="IQ; SY", period=MAY_17, project=tmp_path / "p"
    )
    assert (asked.low, asked.high) == (132, 132)


def test_ask_needs_to_know_whose_count(monkeypatch: pytest.MonkeyPatch) -> None:
    held = question.packaged_holdings()
    other = [figure for figure in held.figures if figure.id == "oir18-50"]
    more = Holdings(
        (*held.figures, *(replace(f, id="other", voice="airwars") for f in other)), held.cards, held.bridges
    )
    monkeypatch.setattr(question, "packaged_holdings", lambda: more)
    with pytest.raises(UsageError, match="airwars, coalition"):
        onrecord.ask("strikes", places="IQ; SY", period="2018-05")
    assert onrecord.ask("strikes", places="IQ; SY", period="2018-05", voice="airwars").figures_used == 1


@pytest.mark.parametrize(
    ("arguments", "error", "said"),
    [
        pytest.param({"measure": "strike"}, UsageError, "strikes", id="no such measure"),
        pytest.param({"places": "Atlantis"}, UsageError, "Atlantis", id="no such place"),
        pytest.param({"voice": "nobody"}, UsageError, "coalition", id="no such voice"),
        pytest.param({"period": "May"}, InputError, "YYYY", id="no EDTF"),
        pytest.param({"as_of": "then"}, InputError, "YYYY-MM-DD", id="no day"),
        pytest.param({"without": "oir18-999"}, UsageError, "did you mean oir18-", id="nothing to do without"),
        pytest.param({"measure": "sorties"}, UsageError, "nobody", id="a measure that nobody counts"),
    ],
)
def test_a_wrong_question_is_refused(arguments: dict[str, str], error: type[Exception], said: str) -> None:
    given = {"measure": "strikes", "places": "Iraq", "period": "2018-05"} | arguments
    with pytest.raises(error, match=said):
        onrecord.ask(given.pop("measure"), **given)


def test_check() -> None:
    (finding,) = onrecord.check(SAID, published_on="2018-06-01", speaker="Coalition")
    assert finding.outcome == "borne_out"
    assert finding.own_side_only
    assert finding.claim.quantity is not None
    assert finding.claim.quantity.stated == 41


def test_find_claims_are_those_that_are_checked() -> None:
    claims = onrecord.find_claims(SAID, published_on=dt.date(2018, 6, 1), speaker="Coalition")
    assert claims == [f.claim for f in onrecord.check(SAID, published_on="2018-06-01", speaker="Coalition")]


def test_a_project_brings_its_names_to_every_verb(tmp_path: Path) -> None:
    from onrecord.project import create_project

    made, names = create_project(tmp_path / "p"), tmp_path / "names.csv"
    names.write_text(
        "id,kind,name_en,name_ar,spellings,parent,lat,lon\nown:qasr,town,Qasr Nowhere,,,SY,34.5,40.9\n",
        encoding="utf-8",
    )
    made.load_files([names])
    text, given = "The Coalition conducted 4 strikes in Qasr Nowhere on May 3, 2018.", {"published_on": "2018-06-01"}
    (claim,) = onrecord.find_claims(text, project=made.path, **given)
    assert claim.scope.places == ("own:qasr",)
    (finding,) = onrecord.check(text, speaker="Coalition", project=made.path, **given)
    assert finding.claim.scope.places == ("own:qasr",)
    asked = {"by": "Coalition", "against": "Daesh", "places": "Qasr Nowhere", "period": "2018-05-03"}
    assert onrecord.ask("strikes", **asked, project=made.path).high == 0  # the one of that day was elsewhere
    assert onrecord.find_claims(text, **given)[0].scope.places == ()


def test_what_is_printed_of_an_answer_is_its_sum() -> None:
    bounds = onrecord.ask("strikes", by="Coalition", against="Daesh", places="IQ; SY", period=MAY_17)
    sum_of = "184 − 52 = 132"
    assert repr(bounds) == f"<Bounds 132 to 132: <Proof at least 132: {sum_of}>, <Proof at most 132: {sum_of}>>"
    (finding,) = onrecord.check(SAID, published_on="2018-06-01", speaker="Coalition")
    assert repr(finding) == "<Finding c1 borne_out: strikes, 41, 2018-05-25/2018-05-31>"


def test_what_is_offered_is_the_verbs() -> None:
    assert dir(onrecord) == sorted(onrecord.__all__)
    with pytest.raises(TypeError, match=r"compare\(\) got an unexpected keyword argument 'place'"):
        onrecord.compare("strikes", place="Syria", period="2018-05", per="day")  # type: ignore[call-arg]


def test_check_needs_a_day_where_a_date_is_relative() -> None:
    with pytest.raises(InputError, match="yesterday"):
        onrecord.check("The Coalition conducted 4 strikes in Syria yesterday.")


def test_prove_refuses_what_does_not_hold() -> None:
    proof = onrecord.ask("strikes", places="IQ; SY", by="Coalition", against="Daesh", period=MAY_17).high_proof
    assert proof is not None
    document = proof.to_document()
    onrecord.prove(document)
    onrecord.prove({"several": [document, document]})
    with pytest.raises(VerificationError, match="digest"):
        onrecord.prove({**document, "bound": "131"})
    with pytest.raises(InputError, match="no proof"):
        onrecord.prove({})


def test_claims_are_found_without_anything_heavy() -> None:
    code = (
        f"import sys, onrecord; assert onrecord.find_claims({SAID!r}, published_on='2018-06-01')\n"
        "print(sorted({'duckdb', 'numpy', 'highspy', 'pydantic', 'jinja2', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []
