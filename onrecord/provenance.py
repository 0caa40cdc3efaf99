"""Where a file came from: told by the cache of what was fetched, or by what a fetch wrote beside the file."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from onrecord.errors import InputError
from onrecord.keptfile import sha256_of

_SHA256 = re.compile(r"[0-9a-f]{64}")

SIDECAR = ".fetched.json"
"""Ends the name of the file that tells where the one beside it came from."""

MOST_SIDECAR = 100_000


def sidecar(path: Path) -> Path:
    """The file that tells where another one came from."""
    return path.with_name(path.name + SIDECAR)


def fetched_as(path: Path, digest_of: Callable[[Path], str] = sha256_of) -> dict[str, str] | None:
    """Which source, version and address a file came from, and when the server says that it was changed: of a file of
    a cache, or with a sidecar, which must be of this very content (else :class:`InputError`); None of any other.

    ``digest_of`` tells a file's SHA-256, for who remembers those of files that nobody touched since.
    """
    if sidecar(path).is_file():
        return _beside(path, digest_of)
    folder = path.resolve().parent
    if not _SHA256.fullmatch(folder.name) or folder.parent.name != "files":
        return None
    for index in sorted((folder.parent.parent / "addresses").glob("*.json")):
        try:
            said = json.loads(index.read_text(encoding="utf-8"))
            if isinstance(said, dict) and (said.get("sha256"), said.get("name")) == (folder.name, path.name):
                return _origin(said)
        except (OSError, ValueError, RecursionError):  # spoilt: it tells nothing
            continue
    return None


def _beside(path: Path, digest_of: Callable[[Path], str]) -> dict[str, str]:
    """What the sidecar of a file tells."""
    beside = sidecar(path)
    try:
        with beside.open("rb") as file:
            said = json.loads(file.read(MOST_SIDECAR))
        told = _origin(said) if isinstance(said, dict) else None
        if told is None or not _SHA256.fullmatch(str(said.get("sha256", ""))):
            raise ValueError("no source, address and sha256")
        digest = digest_of(path)
    except (OSError, ValueError, RecursionError) as error:
        raise InputError(f"{beside}: tells not where {path.name} came from ({error}); fetch it again") from error
    if digest != said["sha256"]:
        raise InputError(
            f"{beside}: is of another content than {path.name} has now; fetch it again, or delete {beside.name}"
        )
    return told


def _origin(said: Mapping[str, Any]) -> dict[str, str]:
    """Source, version and address, and the day of the last change where one is told; ValueError where it is no day."""
    told = {key: str(said.get(key, "")) for key in ("source", "version", "address")}
    if "changed_on" in said:
        told["changed_on"] = dt.date.fromisoformat(str(said["changed_on"])).isoformat()
    return told
