"""Packaged tables: what the project knows of measures, places, actors, sources and words, compiled from TOML.

The TOML files beside this module are what people edit; ``make data`` compiles each to ``compiled/<name>.json``.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from onrecord.errors import OnrecordError

_HERE = files("onrecord.data")


@cache
def table(name: str) -> Any:
    """The compiled table of that name: ``measures``, ``sources/cjtf-oir``, ``lexicon/...``; do not change it."""
    try:
        text = _HERE.joinpath("compiled", *f"{name}.json".split("/")).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise OnrecordError(f"no packaged table {name!r}; run: make data") from error
    return json.loads(text)


@cache
def tables_digest() -> str:
    """A digest of every compiled table: what else the finding of claims depends on beside the program."""
    digest = hashlib.sha256()
    folders = [_HERE.joinpath("compiled")]
    while folders:
        for entry in sorted(folders.pop().iterdir(), key=lambda entry: entry.name):
            if entry.is_dir():
                folders.append(entry)
            elif entry.name.endswith(".json"):
                digest.update(entry.name.encode() + b"\0" + entry.read_bytes())
    return digest.hexdigest()


def tables_mark() -> str:
    """What changes whenever a compiled table is written: their names, sizes and times; read in a millisecond."""
    found, folders = [], [_HERE.joinpath("compiled")]
    while folders:
        for entry in folders.pop().iterdir():
            if entry.is_dir():
                folders.append(entry)
            elif isinstance(entry, Path):
                told = entry.stat()
                found.append(f"{entry.name} {told.st_size} {told.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(found)).encode()).hexdigest()


@cache
def digest_of(names: tuple[str, ...]) -> str:
    """A digest of some compiled tables, without reading what stands in them."""
    digest = hashlib.sha256()
    for name in names:
        content = _HERE.joinpath("compiled", *f"{name}.json".split("/")).read_bytes()
        digest.update(f"{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()


@cache
def tables(folder: str) -> tuple[str, ...]:
    """The names of all compiled tables in a folder such as ``sources``, sorted."""
    found = [entry.name for entry in _HERE.joinpath("compiled", folder).iterdir() if entry.name.endswith(".json")]
    return tuple(f"{folder}/{name.removesuffix('.json')}" for name in sorted(found))


def facts() -> tuple[tuple[str, bytes], ...]:
    """The packaged files of figures, by name and content, sorted."""
    found = [entry for entry in _HERE.joinpath("facts").iterdir() if entry.name.endswith(".csv")]
    return tuple((entry.name, entry.read_bytes()) for entry in sorted(found, key=lambda entry: entry.name))
