"""Compile every packaged TOML file to canonical JSON: same input, same bytes.

    python scripts/compile_data.py            write onrecord/data/compiled
    python scripts/compile_data.py --check    write nothing; exit 1 and name the files that differ

Word tables (data/lexicon, and files without a shape here) are compiled as they are, Arabic words with their inflected
forms, phrases of English acts with those of their verbs; the module that reads them holds their shape.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from onrecord.conjugation import conjugated
from onrecord.data.basis import Shape
from onrecord.data.shapes import (
    ActorsFile,
    BridgesFile,
    CardShape,
    LatticeFile,
    MeasuresFile,
    Named,
    PlacesFile,
    RegionsFile,
)
from onrecord.errors import InputError
from onrecord.headword import packed_names
from onrecord.inflection import inflected
from onrecord.lexicon import LANGUAGES, entries_of, packed_words
from onrecord.normal import fold
from onrecord.place import Forms
from onrecord.reader import read_mapping
from onrecord.setwords import either
from scripts.alternatives import by_first_letter, first_letters
from scripts.compile_actors import compile_actors, compile_peoples
from scripts.compile_places import from_long, place_tables, read_places

NAMED_PATTERN = re.compile(r"\(\?&([\w-]+)\)")
"""Another pattern of the same table, inside one: ``(?&name)``."""
NAMED_WORDS = re.compile(r"\(\?&([\w-]+(?:/[\w-]+)+)\)")
"""Any of the words of a table, inside a pattern: ``(?&en/total/count)`` of the grammar, ``(?&roles/en/holds)`` of
roles.toml; of a whole part of a table, all that stand in it."""
DATA = Path(__file__).resolve().parent.parent / "onrecord" / "data"
SHAPES: dict[str, type[Shape]] = {
    "measures": MeasuresFile,
    "places": PlacesFile,
    "regions": RegionsFile,
    "actors": ActorsFile,
    "bridges": BridgesFile,
    "lattice": LatticeFile,
}


def compile_all(data: Path) -> dict[str, str]:
    """Every compiled file, by its path below ``compiled``, with its text."""
    folders = ("*.toml", "sources/*.toml", "readers/*.toml", "weights/*.toml", "lexicon/**/*.toml")
    names = [path for folder in folders for path in sorted(data.glob(folder))]
    read = {
        name: compile_one(name, path) for path in names for name in [path.relative_to(data).with_suffix("").as_posix()]
    }
    long = [*from_long(read["places"]), *from_long(read["regions"], "region")]
    taken = frozenset(
        fold(form).text for name, table in read.items() if name.startswith("lexicon/") for form in _forms(table)
    )
    entries = read_places(long, data, taken)
    read["places"], read["regions"], read["names/places"] = place_tables(entries)
    countries = (entry for entry in entries.values() if entry.kind == "country")
    read["actors"], read["names/actors"] = compile_actors(read["actors"], data, countries)
    read["names/peoples"] = compile_peoples(data)
    named = {kind: [_by_mode(read[f"names/{kind}s"])] for kind in ("place", "actor")}
    lexicon = {name: json.loads(canonical(table)) for name, table in read.items() if name.startswith("lexicon/")}
    entries_in_order = tuple(entries_of(lexicon))
    for language in LANGUAGES:
        read[f"names/{language}"] = packed_names(named, arabic=language == "ar")
        read[f"words/{language}"] = packed_words(entries_in_order, arabic=language == "ar")
    for row in read["anaphora"]["anaphor"]:
        row["opens"] = first_letters(row["pattern"])
        if not row["opens"]:
            raise InputError(f"anaphora.toml: a pattern may begin with any letter: {row['pattern']}")
    words = read | {language: read[f"lexicon/{language}/grammar"] for language in LANGUAGES}
    read["patterns"] = {path.stem: patterns_of(path, words) for path in sorted(data.glob("patterns/*.toml"))}
    read["needs"] = {path.stem: needs for path in sorted(data.glob("patterns/*.toml")) if (needs := needs_of(path))}
    return {f"{name}.json": canonical(content) for name, content in read.items()}


def patterns_of(path: Path, tables: Mapping[str, Any]) -> dict[str, str]:
    """The patterns of one table by name, each in one piece with those and the words that it names."""
    held = _toml(path)
    whole = {name: "".join(entry["pattern"]) for name, entry in held.items()}

    def put_in(named: re.Match[str]) -> str:
        if named[1] not in whole:
            raise InputError(f"{path}: no pattern {named[1]!r} in this table")
        return f"(?:{NAMED_PATTERN.sub(put_in, whole[named[1]])})"

    def words(named: re.Match[str]) -> str:
        held: Any = tables
        for step in named[1].split("/"):
            if step not in held:
                raise InputError(f"{path}: no words {named[0]!r} in the tables")
            held = held[step]
        return either(sorted({fold(form).text for form in _words(held)}))

    put_together = {name: NAMED_WORDS.sub(words, NAMED_PATTERN.sub(put_in, text)) for name, text in whole.items()}
    return {name: by_first_letter(pattern) for name, pattern in put_together.items()}


def _words(held: Any) -> Iterator[str]:
    """The words of a list, of an entry's forms, or of all that stand in a part of a table, but for its examples."""
    if isinstance(held, list):
        yield from held
    elif "forms" in held:
        yield from held["forms"]
    else:
        for name, part in held.items():
            yield from _words(part) if name not in ("matches", "does_not_match") else ()


def needs_of(path: Path) -> dict[str, list[str]]:
    """The pieces of text of which each match has one, of those patterns of a table that name some."""
    return {name: entry["needs"] for name, entry in _toml(path).items() if "needs" in entry}


def _by_mode(forms: Mapping[str, Mapping[str, str]]) -> Forms:
    """Forms in the order in which a compiled table has them."""
    return {int(mode): dict(sorted(forms[mode].items())) for mode in sorted(forms)}


def _forms(table: Any) -> Iterator[str]:
    """Every form of a word table."""
    if isinstance(table, dict):
        for key, held in table.items():
            if key == "forms":
                yield from held
            else:
                yield from _forms(held)
    elif isinstance(table, list):
        for held in table:
            yield from _forms(held)


def _toml(path: Path) -> dict[str, Any]:
    """What a TOML file holds."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: not TOML: {error}") from error


def compile_one(name: str, path: Path) -> Any:
    """The content of one file, checked against its shape."""
    document = _toml(path)
    if name.startswith("lexicon/ar/"):
        return inflected(document)
    if name == "lexicon/en/measures":
        return conjugated(document, tomllib.loads((DATA / "verbs.toml").read_text(encoding="utf-8")))
    if name.startswith("readers/"):
        read_mapping(document, str(path))
        return document
    shape = CardShape if name.startswith("sources/") else SHAPES.get(name)
    return document if shape is None else _checked(shape, document, path)


def _checked(shape: type[Shape], document: dict[str, Any], path: Path) -> Any:
    try:
        held = shape.model_validate(document)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InputError(f"{path}: {where}: {first['msg']}, found {first['input']!r}") from error
    if isinstance(held, CardShape | LatticeFile):
        return held.model_dump(exclude_none=True)
    (entries,) = (getattr(held, field) for field in type(held).model_fields)
    return _by_id(entries, path)


def _by_id(entries: Iterable[Any], path: Path) -> dict[str, Any]:
    table: dict[str, Any] = {}
    for entry in entries:
        if entry.id in table:
            raise InputError(f"{path}: {entry.id} stands there twice")
        content = entry.model_dump(exclude={"id", "common_words"}, exclude_none=True)
        if isinstance(entry, Named):
            content["spellings"] = entry.found_under
        table[entry.id] = content
    return table


def canonical(document: Any) -> str:
    """One form for one content: sorted keys, one space, Arabic as it is, a newline at the end."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def stale(compiled: dict[str, str], target: Path) -> list[str]:
    """The names of files that are missing, left over or different."""
    present = {
        path.relative_to(target).as_posix(): path.read_text(encoding="utf-8") for path in target.glob("**/*.json")
    }
    return sorted(name for name in compiled.keys() | present.keys() if compiled.get(name) != present.get(name))


def write(compiled: dict[str, str], target: Path) -> None:
    """Write what differs and remove what is left over."""
    for name in stale(compiled, target):
        path = target / name
        if name not in compiled:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(compiled[name], encoding="utf-8", newline="\n")


def main(arguments: Sequence[str]) -> int:
    """Compile, or with --check only compare."""
    try:
        compiled = compile_all(DATA)
    except InputError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    target = DATA / "compiled"
    if "--check" not in arguments:
        write(compiled, target)
        return 0
    differing = stale(compiled, target)
    for name in differing:
        print(f"onrecord/data/compiled/{name} is stale; run: make data", file=sys.stderr)
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
