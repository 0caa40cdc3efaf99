"""What a file of boundaries draws, kept beside the snapshots, so that no command reads its GeoJSON twice.

A kept form is for one content, one version of the program and one state of the packaged tables; anything else, and what
is damaged, is made anew from the file as received. It holds points as they were read, so that the same file gives the
same bytes; ``onrecord verify`` compares it with the file. It only saves time: nothing is ever known from it alone.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from onrecord import __version__
from onrecord.data import tables_digest
from onrecord.outline import Outline

Outlines = Mapping[str, Outline]
READING = 1
"""Raised whenever the same file of boundaries would be read otherwise."""

_KINDS = (("points", "<f8"), ("rings", "<i8"), ("polygons", "<i8"))


def cached_outlines(folder: Path, sha256: str, make: Callable[[], Outlines]) -> Outlines:
    """What the file of boundaries with this hash draws: as kept in the folder, else made and kept there."""
    path = folder / f"{sha256}.outlines"
    held = _read(path)
    if held is not None:
        return held
    made = make()
    with contextlib.suppress(OSError):  # a project that can only be read is read, slowly
        path.parent.mkdir(exist_ok=True)
        unfinished = path.with_name(f"{path.name}.unfinished")
        unfinished.write_bytes(written(made))
        unfinished.replace(path)
    return made


def differs(folder: Path, sha256: str, outlines: Outlines) -> bool:
    """Whether what is kept for a file, if it counts at all, is something else than it draws."""
    held = _read(folder / f"{sha256}.outlines")
    return held is not None and written(held) != written(outlines)


def written(outlines: Outlines) -> bytes:
    """Outlines as bytes: a line that says what stands in them, then the numbers."""
    arrays = [
        (place, name, getattr(outline, name).astype(kind))
        for place, outline in sorted(outlines.items())
        for name, kind in _KINDS
    ]
    body = b"".join(array.tobytes() for _, _, array in arrays)
    head = {
        "made_by": _made_by(),
        "sha256": hashlib.sha256(body).hexdigest(),
        "arrays": [[place, name, list(array.shape)] for place, name, array in arrays],
    }
    return json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" + body


def _made_by() -> list[Any]:
    return [READING, __version__, tables_digest()]


def _read(path: Path) -> Outlines | None:
    """What is kept, if it was made by the same program and tables and is whole."""
    import numpy as np

    try:
        head, _, body = path.read_bytes().partition(b"\n")
        said = json.loads(head)
        if said["made_by"] != _made_by() or said["sha256"] != hashlib.sha256(body).hexdigest():
            return None
        kinds, at = dict(_KINDS), 0
        found: dict[str, dict[str, Any]] = {}
        for place, name, shape in said["arrays"]:
            kind = np.dtype(kinds[name])
            array = np.frombuffer(body, kind, math.prod(shape), at).reshape(shape)
            found.setdefault(place, {})[name] = array
            at += array.nbytes
        return {place: Outline(**arrays) for place, arrays in found.items()}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
