"""Scripts that are no part of the package, as modules; among them the second checker of proofs, which stands alone."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

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
