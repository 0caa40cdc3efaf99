"""Scripts that are no part of the package, as modules; among them the second checker of proofs, which stands alone."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
CHECKER = ROOT / "tools" / "check_proof.py"


def load(path: str) -> ModuleType:
    """A script as a module, without running it."""
    name = "tools_" + path.replace("/", "_").removesuffix(".py")
    spec = importlib.util.spec_from_file_location(name, ROOT / path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


stranger = load("tools/check_proof.py")


def proofs_in(node: Any) -> Iterator[Any]:
    """Every proof in a document, wherever it stands."""
    if isinstance(node, dict) and node.get("onrecord") == "proof/1":
        yield node
    elif isinstance(node, dict | list):
        for inside in node.values() if isinstance(node, dict) else node:
            yield from proofs_in(inside)
