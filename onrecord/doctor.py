"""What is installed here, what is missing, and what would make it faster: facts about this machine, nothing sent."""

from __future__ import annotations

import importlib
import importlib.util
import os
import platform
import shutil
import sqlite3
import sys
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

from onrecord.data import table
from onrecord.errors import OnrecordError
from onrecord.fetch import cache_folder, recipes

_HERE = Path(__file__).parent

State = Literal["ok", "missing", "faster", "wrong"]
STATES: tuple[State, ...] = ("ok", "missing", "faster", "wrong")
"""Fine; not there and not needed for the rest; there, but slower than need be; broken or needed and not there."""

CORE: Mapping[str, str] = {
    "click": "click",
    "duckdb": "duckdb",
    "highspy": "highspy",
    "hijridate": "hijridate",
    "jinja2": "jinja2",
    "pydantic": "pydantic",
    "rich": "rich",
}
"""What onrecord does not run without: distribution and module."""

EXTRAS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "documents": (
        "statements from web pages, PDF and Word",
        {"lxml-html-clean": "lxml_html_clean", "pypdf": "pypdf", "python-docx": "docx", "trafilatura": "trafilatura"},
    ),
}
"""What each extra lets onrecord do, and what it brings."""

OLDEST_PYTHON, OLDEST_SQLITE = (3, 11), (3, 37)
"""SQLite 3.37 (November 2021) is the first with STRICT tables, which the journal is."""

LOADING_MEMORY = 1_500_000_000
"""Bytes that a load of three million rows may take: bench/loading.py prints what it took."""

LITTLE_ROOM = 1_000_000_000
"""Bytes free below which a load of a large dataset may not fit."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: what it is, how it is, what to do where something can be done."""

    name: str
    state: State
    said: str
    do: str = ""


def examine(project: Path | None) -> tuple[Check, ...]:
    """Everything that was looked at, in the order of how much depends on it."""
    checks = [_python(), _start(), _core(), _tables(), _sqlite(), *_extras(), _terminal(), _cores(), _memory()]
    checks.append(_room(project))
    checks += _project(project) if project is not None else [_no_project()]
    return (*checks, _cache(), *_tokens(os.environ))


def _python() -> Check:
    said = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    if sys.version_info < OLDEST_PYTHON:
        return Check("python", "wrong", said, "install Python 3.11 or later")
    return Check("python", "ok", said)


def _start() -> Check:
    """Whether the program is compiled once, or anew by every command, which takes as long again as a short one does."""
    kept = [Path(importlib.util.cache_from_source(str(_HERE / name))) for name in ("cli.py", "doctor.py")]
    if all(path.is_file() for path in kept):
        return Check("start", "ok", "the program is compiled")
    why = "PYTHONDONTWRITEBYTECODE is set" if sys.dont_write_bytecode else f"{_HERE} cannot be written"
    told = f"the program is compiled anew by every command: {why}"
    return Check("start", "faster", told, f"python -m compileall {_HERE}")


def _core() -> Check:
    """The packages that everything needs, each imported: a package can be there and broken."""
    faults = [distribution for distribution, module in CORE.items() if not _imports(module)]
    if faults:
        return Check(
            "core", "wrong", f"cannot be imported: {', '.join(faults)}", "pip install --force-reinstall onrecord"
        )
    return Check("core", "ok", ", ".join(f"{name} {_version(name)}" for name in ("duckdb", "highspy", "pydantic")))


def _imports(module: str) -> bool:
    try:
        importlib.import_module(module)
    except ImportError:
        return False
    return True


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return "of unknown version"


def _tables() -> Check:
    """The packaged tables, which a checkout compiles for itself."""
    try:
        held = len(table("places")), len(table("actors")), len(table("measures"))
    except (OnrecordError, ValueError, KeyError) as error:
        return Check("tables", "wrong", str(error), "make data")
    return Check("tables", "ok", "{} places, {} actors, {} measures".format(*held))


def _sqlite() -> Check:
    said = f"SQLite {sqlite3.sqlite_version}"
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        return Check("journal", "wrong", said, "install a Python built with SQLite 3.37 or later")
    return Check("journal", "ok", said)


def _extras() -> Iterator[Check]:
    for extra, (what, packages) in EXTRAS.items():
        missing = [distribution for distribution, module in packages.items() if not _imports(module)]
        if missing:
            yield Check(extra, "missing", f"{what}: no {', '.join(missing)}", f"pip install 'onrecord[{extra}]'")
        else:
            yield Check(extra, "ok", what)


def _terminal() -> Check:
    encoding = (sys.stdout.encoding or "ascii").lower().replace("_", "-")
    if encoding not in ("utf-8", "utf8"):
        return Check("terminal", "missing", f"{encoding}: Arabic cannot be shown here", "export LC_ALL=C.UTF-8")
    return Check("terminal", "ok", "UTF-8: Arabic and English")


def _cores() -> Check:
    cores = os.cpu_count() or 1
    if cores == 1:
        return Check("cores", "ok", "1")
    return Check("cores", "ok", f"{cores}; many statements at a time: onrecord claims --jobs {cores}")


def _memory() -> Check:
    """How much there is, and how much a load takes."""
    try:
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError, AttributeError):
        return Check("memory", "ok", "not told by this system")
    if size < LOADING_MEMORY:
        return Check("memory", "faster", f"{_size(size)}: little for tables of millions of rows", "load them by year")
    return Check("memory", "ok", f"{_size(size)}; millions of rows are loaded in {_size(LOADING_MEMORY)}")


def _room(project: Path | None) -> Check:
    place = project or cache_folder()
    while not place.exists() and place != place.parent:
        place = place.parent
    free = shutil.disk_usage(place).free
    if free < LITTLE_ROOM:
        return Check("disk", "wrong", f"{_size(free)} free at {place.resolve()}", "make room before a load")
    return Check("disk", "ok", f"{_size(free)} free at {place.resolve()}")


def _no_project() -> Check:
    return Check("project", "missing", "none here: the facts shipped with onrecord are asked", "onrecord init DIR")


def _project(folder: Path) -> list[Check]:
    """What the project holds, who holds it, and whether its snapshot saves the time that it could."""
    from onrecord.project import open_project

    try:
        project = open_project(folder)
        loads, current, holder = project.loads(), project.current(), project.holder()
        tables = project.tables.built()
    except OnrecordError as error:
        return [Check("project", "wrong", str(error), "onrecord verify")]
    said = f"{folder.resolve()}: {len(loads)} files of figures, {len(project.named())} of names, {len(tables)} tables"
    checks = [Check("project", "ok", f"{said}{f'; held by {holder}' if holder else ''}")]
    if not current:
        checks.append(
            Check("snapshot", "faster", "none that fits: files are read anew each time", "onrecord load FILE")
        )
    waiting = sum(not built for built in tables.values())
    if waiting:
        said = f"{waiting} of {len(tables)} to be built anew, at the next question"
        checks.append(Check("built", "faster", said, "ask anything of the project once"))
    return checks


def _cache() -> Check:
    files = [path for path in (cache_folder() / "files").glob("*/*") if path.is_file()]
    size = _size(sum(path.stat().st_size for path in files))
    return Check("fetched", "ok", f"{len(files)} files, {size} in {cache_folder()}")


def _tokens(environ: Mapping[str, str]) -> Iterator[Check]:
    """Which tokens are set; never what they are."""
    wanted: dict[str, list[str]] = {}
    for recipe in recipes().values():
        if recipe.token is not None:
            wanted.setdefault(recipe.token.variable, []).append(recipe.id)
    for variable, sources in wanted.items():
        if environ.get(variable):
            yield Check("token", "ok", f"{variable} is set, for {', '.join(sources)}")
        else:
            told = f"{variable} is not set ({', '.join(sources)})"
            yield Check("token", "missing", told, "set it, or be asked by a fetch")


def _size(size: int) -> str:
    """Bytes in the unit that a person would say them in."""
    for unit, least in (("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)):
        if size >= least:
            return f"{size / least:.1f} {unit}"
    return f"{size} bytes"


Say = Callable[[str], None]


WIDEST = 79
"""Columns of a screen that are filled, so that it wraps no line by itself."""

INDENT = " " * 20


def report(checks: tuple[Check, ...], say: Say) -> None:
    """What was looked at, with what to do; what is fine comes first, so that what is not stands above the prompt."""
    for check in sorted(checks, key=lambda check: STATES.index(check.state)):
        lead = f"{check.state:8} {check.name:10} "
        for line in _lines(check):
            say(f"{lead}{line}")
            lead = INDENT
    wrong = sum(check.state == "wrong" for check in checks)
    say(f"{wrong} of {len(checks)} are wrong" if wrong else "nothing is wrong")


def _lines(check: Check) -> Iterator[str]:
    """What is said of a check, and what to do beside it where there is room, else below it."""
    room = WIDEST - len(INDENT)
    told = f"{check.said}  ->  {check.do}" if check.do else check.said
    if len(told) <= room:
        yield told
        return
    yield from textwrap.wrap(check.said, room, break_on_hyphens=False)
    if check.do:
        yield from textwrap.wrap(f"->  {check.do}", room, subsequent_indent="    ", break_on_hyphens=False)
