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

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined

from onrecord.errors import InputError
from onrecord.export import document, finding_data
from onrecord.finding import Finding, Outcome
from onrecord.findingpage import finding_context, named_proofs, page_of
from onrecord.pagewords import Tongue
from onrecord.proofpage import reference
from onrecord.row import Holdings
from onrecord.scope import Catalogue
from onrecord.slip import find_slips
from onrecord.source import check_may_leave
from onrecord.statement import Language, Statement
from onrecord.statementpage import statement_context

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

    Everything is made before anything is written, so a page that cannot be made leaves the folder as it was.
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
    return _written(site, out)


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
    context = statement_context(statement, findings, lambda f: f"{names[f.claim.id]}.{tongue.language}.html", tongue)
    pages = {home: _render("statement.html", {**shared, **context, "stem": stem})}
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


def _written(site: Mapping[str, bytes], out: Path) -> list[Path]:
    """Each file written whole under another name, then put in its place."""
    written = []
    for name, content in sorted(site.items()):
        path = out / name
        waiting = path.with_name(f".{path.name}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            waiting.write_bytes(content)
            waiting.replace(path)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise InputError(f"{path}: the page cannot be written ({reason}); name a folder that can") from error
        written.append(path)
    return written
