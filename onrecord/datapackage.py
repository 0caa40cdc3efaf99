"""Frictionless data packages: which tables one holds, each checked against what the package says of it.

A ``datapackage.json`` names its tables by paths beside it, with their sizes, hashes and columns
(https://specs.frictionlessdata.io/data-package/). Nothing is fetched: a resource that is an address is refused, and so
is a path that leads out of the package's folder.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from onrecord.errors import InputError
from onrecord.received import opened

NAME = "datapackage.json"
MOST_BYTES = 5_000_000
MOST_RESOURCES = 100


class _Loose(BaseModel):
    """A package may say more than is looked at here."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class _FieldShape(_Loose):
    name: Annotated[str, Field(min_length=1, max_length=200)]


class _SchemaShape(_Loose):
    fields: tuple[_FieldShape, ...] = ()


class _ResourceShape(_Loose):
    path: str
    bytes: int | None = None
    hash: str | None = None
    table: Annotated[_SchemaShape | None, Field(alias="schema")] = None


class _PackageShape(_Loose):
    version: str = ""
    resources: Annotated[tuple[_ResourceShape, ...], Field(min_length=1, max_length=MOST_RESOURCES)]


def tables_of(path: Path) -> tuple[str, list[Path]]:
    """The version of a package and the tables in it, each as the package says; InputError for the first that is not."""
    try:
        raw = path.read_bytes()
        if len(raw) > MOST_BYTES:
            raise InputError(f"{path}: found {len(raw)} bytes, expected at most {MOST_BYTES} of a data package")
        package = _PackageShape.model_validate(_loaded(raw, path))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InputError(f"{path}, {where}: {first['msg']}; expected a Frictionless data package") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    return package.version, list(_checked(path, package))


def _loaded(raw: bytes, path: Path) -> Any:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path}: not a JSON document: {error}") from error


def _checked(path: Path, package: _PackageShape) -> Iterator[Path]:
    """The file of each resource, if it is what the package says."""
    for number, resource in enumerate(package.resources):
        where = f"{path}, resources.{number}"
        parts = PurePosixPath(resource.path)
        if "://" in resource.path or parts.is_absolute() or ".." in parts.parts or "\\" in resource.path:
            raise InputError(f"{where}.path: found {resource.path!r}, expected a path beside the package; get it first")
        file = path.parent / parts
        if not file.is_file() or not file.resolve().is_relative_to(path.parent.resolve()):
            raise InputError(f"{where}.path: found {resource.path!r}, which is no file beside the package")
        if resource.bytes is not None and file.stat().st_size != resource.bytes:
            raise InputError(f"{where}.bytes: found {file.stat().st_size} in {file.name}, expected {resource.bytes}")
        _check_hash(resource.hash, file, where)
        _check_columns(resource, file, where)
        yield file


def _check_hash(told: str | None, file: Path, where: str) -> None:
    """Compare a file with the hash that the package gives: MD5 unless it names another."""
    if told is None:
        return
    kind, _, digest = told.rpartition(":")
    name = (kind or "md5").lower()
    if name not in ("md5", "sha1", "sha256", "sha512"):
        raise InputError(f"{where}.hash: found {told!r}, expected md5, sha1, sha256 or sha512")
    with file.open("rb") as opened_file:
        found = hashlib.file_digest(opened_file, name).hexdigest()
    if found != digest.lower():
        raise InputError(f"{where}.hash: {file.name} is not what the package says; found {name}:{found}")


def _check_columns(resource: _ResourceShape, file: Path, where: str) -> None:
    """Compare the columns of a table with those that its schema names."""
    if resource.table is None or not resource.table.fields:
        return
    with opened(file, str(file)) as table:
        named = tuple(field.name for field in resource.table.fields)
        if table.header != named:
            found = next((a for a, b in zip(table.header, named, strict=False) if a != b), table.header[-1])
            raise InputError(f"{where}.schema: {file.name} has other columns, the first of them {found!r}")
