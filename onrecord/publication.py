"""Publication: a static site for one statement, that opens from disk with no script and no network.

    index.html                          the statement, in its own language
    <statement>.<language>.html         the statement
    <statement>.<claim>.<language>.html a finding: one for each claim that was measured
    <statement>.<claim>.json            the same finding by the contract
    proofs/<statement>.<claim>.<name>.json  each proof; ``onrecord prove FILE`` checks it
    look.css, fonts/                    the look

Text that was received is escaped wherever it is printed; a link leads only to the web; a file is named only by ids
that are safe as names.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined

from onrecord.errors import InputError, ProjectBusyError
from onrecord.export import document, finding_data
from onrecord.finding import Finding, Outcome
from onrecord.findingpage import finding_context, named_proofs, page_of
from onrecord.keptfile import settle, write_whole
from onrecord.pagewords import Tongue
from onrecord.proofpage import reference
from onrecord.row import Holdings
from onrecord.scope import Catalogue
from onrecord.slip import find_slips
from onrecord.source import check_may_leave
from onrecord.sourcepage import cited, sources_context
from onrecord.statement import Language, Statement
from onrecord.statementpage import head, statement_context

LEAVING = (".html", ".json", ".csv", ".svg")
LANGUAGES: tuple[Language, ...] = ("en", "ar")
SAFE_ID = re.compile(r"[A-Za-z0-9](?:[._-]?[A-Za-z0-9]){0,63}")
_TEMPLATES = files("onrecord").joinpath("templates")


def publish(
    statement: Statement,
    findings: Sequence[Finding],
    holdings: Holdings,
    catalogue: Catalogue,
    out: Path,
    languages: Sequence[Language] = LANGUAGES,
) -> list[Path]:
    """Write the pages of a statement and its findings into ``out``; return every file written, sorted.

    Everything is made before anything is written, so a page that cannot be made leaves the folder as it was; and
    either all of it is in its place in the end, or nothing.
    """
    site: dict[str, bytes] = dict(_look())
    stem = safe_name(statement.id)
    names = {finding.claim.id: f"{stem}.{safe_name(finding.claim.id)}" for finding in findings}
    for language in languages:
        pages = _pages(statement, findings, holdings, Tongue(language, catalogue), (names, languages))
        site.update({name: text.encode() for name, text in pages.items()})
    own = statement.language if statement.language in languages else languages[0]
    site["index.html"] = site[f"{stem}.{own}.html"]
    site.update(_files(statement, findings, catalogue, names))
    readable = [content.decode("utf-8", "replace") for name, content in site.items() if name.endswith(LEAVING)]
    check_may_leave(readable, holdings.figures, holdings.cards)
    return write_site(site, out)


def safe_name(name: str) -> str:
    """The id where it is safe as a file's name, else a name made from its digest."""
    return name if SAFE_ID.fullmatch(name) else f"id-{hashlib.sha256(name.encode()).hexdigest()[:16]}"


# ----------------------------------------------------------------------------------------------------------- pages


def _pages(
    statement: Statement,
    findings: Sequence[Finding],
    holdings: Holdings,
    tongue: Tongue,
    named: tuple[Mapping[str, str], Sequence[Language]],
) -> dict[str, str]:
    """All pages of one language, by file name."""
    names, languages = named
    stem = safe_name(statement.id)
    home = f"{stem}.{tongue.language}.html"
    shared = {"tongue": tongue, "statement": statement, "home": home, "languages": languages, "reference": reference}
    of_sources = f"{stem}.sources.{tongue.language}.html"
    shared["sources_file"] = of_sources
    context = statement_context(statement, findings, lambda f: f"{names[f.claim.id]}.{tongue.language}.html", tongue)
    pages = {home: _render("statement.html", {**shared, **context, "stem": stem})}
    used = cited(proof for finding in findings for proof in named_proofs(finding).values())
    cards = [holdings.cards[key] for key in sorted(used) if key in holdings.cards]
    told = {**head(statement, tongue), **sources_context(cards, tongue), "stem": f"{stem}.sources"}
    pages[of_sources] = _render("sources.html", {**shared, **told})
    for finding in findings:
        if finding.outcome is Outcome.NOT_CHECKABLE:
            continue
        name = names[finding.claim.id]
        page = page_of(finding, statement, findings, holdings, tongue)
        proofs = [(key, f"proofs/{name}.{key}.json") for key in named_proofs(finding)]
        files = {"stem": name, "proofs": proofs, "finding_file": f"{name}.json"}
        pages[f"{name}.{tongue.language}.html"] = _render("finding.html", {**shared, **finding_context(page), **files})
    return pages


def _render(template: str, context: Mapping[str, Any]) -> str:
    text: str = _environment().get_template(template).render(**context)
    return text


@lru_cache(maxsize=1)
def _environment() -> Environment:
    """Templates of the package, escaping everything; a name that is missing is an error, never a blank."""
    return Environment(
        loader=FunctionLoader(lambda name: _TEMPLATES.joinpath(name).read_text(encoding="utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


# ----------------------------------------------------------------------------------------------------------- files


def _files(
    statement: Statement, findings: Sequence[Finding], catalogue: Catalogue, names: Mapping[str, str]
) -> dict[str, bytes]:
    """The findings and proofs as JSON."""
    found: dict[str, bytes] = {}
    slips = find_slips(statement, [finding.claim for finding in findings], catalogue)
    for finding in findings:
        if finding.outcome is Outcome.NOT_CHECKABLE:
            continue
        name = names[finding.claim.id]
        concerned = [slip for slip in slips if finding.claim.id in slip.claims]
        data = finding_data(statement, [finding], [], catalogue.measures, concerned)
        found[f"{name}.json"] = document("finding", data).encode()
        for key, proof in named_proofs(finding).items():
            text = json.dumps(proof.to_document(), ensure_ascii=False, indent=1) + "\n"
            found[f"proofs/{name}.{key}.json"] = text.encode()
    return found


def _look() -> Iterable[tuple[str, bytes]]:
    """The style sheet and the fonts with their licence."""
    yield "look.css", _TEMPLATES.joinpath("look.css").read_bytes()
    fonts: list[Traversable] = sorted(_TEMPLATES.joinpath("fonts").iterdir(), key=lambda entry: entry.name)
    for font in fonts:
        yield f"fonts/{font.name}", font.read_bytes()


# ------------------------------------------------------------------------------------------------------ on the disk

ANNOUNCED = ".publication.json"
"""Names the files of a site that are whole beside their places, from when they are until each is in its place."""

At = Callable[[str], None]
"""Told each step of writing a site as it is done (prepared, announced, placed, done); for tests that stop there."""


def write_site(site: Mapping[str, bytes], out: Path, at: At = lambda step: None) -> list[Path]:  # noqa: ARG005
    """Write the files of a site: whenever the process ends, the next call finds all of them in place or none.

    Each is written whole under another name first; then a list of them is put down in one step; from then on they are
    as good as in their places, and whoever writes here next puts them there.
    """
    path = out
    try:
        out.mkdir(parents=True, exist_ok=True)
        with _alone(out):
            _place_announced(out)
            for name, content in sorted(site.items()):
                path = out / name
                path.parent.mkdir(parents=True, exist_ok=True)
                with _waiting(path).open("wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
            at("prepared")
            write_whole(out / ANNOUNCED, json.dumps(sorted(site)).encode())
            at("announced")
            _place_announced(out)
            at("placed")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError(f"{path}: the page cannot be written ({reason}); name a folder that can") from error
    at("done")
    return [out / name for name in sorted(site)]


@contextmanager
def _alone(out: Path) -> Iterator[None]:
    """Nobody else writes a site here meanwhile; the system lets go when the process ends."""
    descriptor = os.open(out, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise ProjectBusyError(f"{out}: another process is writing pages there; try again when it is done") from error
    finally:
        os.close(descriptor)


def _waiting(path: Path) -> Path:
    """Where a file waits until all of its site are whole."""
    return path.with_name(f".{path.name}.part")


def _place_announced(out: Path) -> None:
    """Put every file that was announced in its place; what an interrupted call announced, too."""
    announced = out / ANNOUNCED
    if not announced.exists():
        return
    names = json.loads(announced.read_text(encoding="utf-8"))
    for name in names:
        path = out / name
        if path.resolve().is_relative_to(out.resolve()) and _waiting(path).exists():
            _waiting(path).replace(path)
    for folder in sorted({(out / name).parent for name in names}):
        if folder.is_dir():
            settle(folder)
    announced.unlink()
