"""What every proof must stand: both checkers, and being written out and read back."""

from __future__ import annotations

import json

from onrecord.proof import Proof, check
from onrecord.prooffile import check_document
from tests.test_stranger import held_by_stranger


def assert_held_by_all(proof: Proof | None) -> None:
    """The engine's checker takes a proof, and the document that it is written as means the same to both checkers."""
    if proof is None:
        return
    check(proof)
    document = json.loads(json.dumps(proof.to_document()))
    assert check_document(document) == [proof]
    assert held_by_stranger(document)
