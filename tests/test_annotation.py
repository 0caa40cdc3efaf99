"""Claims in the form of annotations: complete, and measured alike by the gate and by any other scorer."""

from __future__ import annotations

import datetime as dt
import importlib.util
from types import ModuleType

import pytest

from onrecord.annotation import as_annotation
from onrecord.claim import find_claims
from onrecord.gazetteer import catalogue
from onrecord.statement import statement_from_text
from tests.eval import gate
from tests.eval.own import APART, own_rows

SCORER, VALIDATOR = gate.GOLD / "score.py", gate.GOLD / "validate.py"
RATES = {
    "precision": "precision_right",
    "recall": "recall_right",
    "f1": "f1_right",
    "f1_found": "f1_found",
}
SLOTS = {
    "places": "places",
    "actors": "actors",
    "modality": "modality",
    "span": "quantity span exact",
    "unit": "unit",
    "quote": "quote exact",
    "period": "period",
}


def test_a_claim_is_written_as_an_annotation() -> None:
    text = "Coalition forces conducted more than 132 strikes against Daesh in Iraq on 17 May 2018."
    statement = statement_from_text(text, published_on=dt.date(2018, 5, 19), speaker="coalition")
    (claim,) = find_claims(statement, catalogue())
    assert as_annotation(claim, statement, catalogue()) == {
        "id": "c1",
        "quote": text[:-1],
        "start": 0,
        "end": len(text) - 1,
        "speaker": "Global Coalition against Daesh",
        "speaker_surface": None,
        "modality": "asserted",
        "form": "amount",
        "measure": "strikes",
        "actors": {
            "by": [{"name": "Global Coalition against Daesh", "surface": "Coalition forces"}],
            "against": [{"name": "Daesh", "surface": "Daesh"}],
            "of": [],
        },
        "places": [{"name": "Iraq", "surface": "Iraq"}],
        "period": {
            "start": "2018-05-17",
            "end": "2018-05-18",
            "precision": "day",
            "kind": "within",
            "surface": "on 17 May 2018",
        },
        "quantity": {
            "comparator": ">",
            "low": 132,
            "high": None,
            "unit": "strike",
            "vague": False,
            "surface": "more than 132",
            "start": 27,
            "end": 40,
            "direction": None,
        },
        "base": None,
        "checkable": "yes",
        "checkable_reason": "measure, party or place, and period are all stated",
    }


def scorer() -> ModuleType:
    """The scorer that stands beside the annotations."""
    spec = importlib.util.spec_from_file_location("scorer", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.data
@pytest.mark.skipif(
    not SCORER.is_file(), reason="NOT MEASURED: no scorer beside the checkout (../shared/gold/score.py)"
)
@pytest.mark.parametrize("part", gate.PARTS)
def test_the_scorer_and_the_gate_agree(part: str) -> None:
    rows = gate.annotated_rows(part)
    scored = scorer().score(rows, [{"id": row["id"], "claims": gate.found_in(row)} for row in rows])
    for language, tally in gate.measure(rows).items():
        theirs, ours = scored[language], tally.pinned()
        totals = ("gold", "predicted", "found", "right", "negatives_taken", "unasserted_taken_for_asserted")
        mine = (tally.gold, tally.predicted, tally.found, tally.right, tally.negatives, tally.unasserted)
        assert tuple(theirs[name] for name in totals) == mine
        assert {name: f"{theirs[key]:.3f}" for name, key in RATES.items()} == {name: ours[name] for name in RATES}
        of_found = {name: f"{theirs['of_found'][key]:.3f}" for name, key in SLOTS.items()}
        assert of_found == {name: ours[name] for name in SLOTS}


@pytest.mark.data
@pytest.mark.skipif(not VALIDATOR.is_file(), reason="the annotated statements are not beside the checkout")
def test_what_is_found_is_valid_as_annotated() -> None:
    """By the checker of the annotations, but for units that their list does not have."""
    spec = importlib.util.spec_from_file_location("validate", VALIDATOR)
    assert spec is not None
    assert spec.loader is not None
    validator = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(validator)
    faults = []
    for row in [*own_rows(), *own_rows(APART)]:
        found = {key: row[key] for key in validator.STATEMENT_KEYS} | {"claims": gate.found_in(row), "negatives": []}
        faults += [(row["id"], *fault) for fault in validator.statement_faults(found)]
    assert not [fault for fault in faults if not fault[-1].startswith("unit '")]
