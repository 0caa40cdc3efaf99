"""Text out of web pages, PDF files and Word documents, in a process of its own.

Whoever sends such a file chooses what the parser does, so it never runs where figures are reckoned: document.py starts
this file by its path as a child, with nothing of onrecord in it, gives it the file on standard input and reads one
JSON object from its standard output: ``{"text", "fields"}``, ``{"refused": why}`` or ``{"missing": library}``.
Before it reads a byte the child binds itself: so much memory and computing time, no file written, no other process.
"""

from __future__ import annotations

import io
import json
import logging
import sys
import zipfile
from collections.abc import Callable
from typing import Any

MEMORY = 1_500_000_000
"""Bytes of address space; a report of 2,000 pages takes a third of it."""

SECONDS = 60
"""Of computing time."""

UNPACKED = 200_000_000
"""Bytes that the members of a Word document may unpack to."""

MEMBERS, PAGES = 10_000, 5_000
"""Members of a Word document, pages of a PDF."""

LONGEST = 2_000_001
"""Code points kept: one more than a statement may have, so that the reader can say so."""

Parsed = tuple[dict[str, str], str]


class RefusedError(Exception):
    """A document that cannot be read, with the reason in one line."""


def read_page(content: bytes) -> Parsed:
    """The main text of a web page, with its title, publisher, address and day where the page itself states them."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found: Any = trafilatura.bare_extraction(
        content,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if found is None:
        raise RefusedError("no article text found in the page")
    page = found if isinstance(found, dict) else found.as_dict()
    named = {"title": "title", "publisher": "sitename", "address": "url", "published_on": "date"}
    return {ours: page[theirs] for ours, theirs in named.items() if page.get(theirs)}, page.get("text") or ""


def read_pdf(content: bytes) -> Parsed:
    """The text of a PDF, page after page, with the title and author that the file gives itself."""
    import pypdf
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if len(reader.pages) > PAGES:
            raise RefusedError(f"{len(reader.pages)} pages, more than {PAGES}")
        text = "\n\n".join(page.extract_text() for page in reader.pages)
        held = reader.metadata
        fields = {"title": held.title, "publisher": held.author} if held is not None else {}
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise RefusedError(f"not a PDF that can be read: {error}") from error
    if not text.strip():
        raise RefusedError("the PDF holds pictures of pages and no text")
    return {key: str(value) for key, value in fields.items() if value}, text


def read_docx(content: bytes) -> Parsed:
    """The paragraphs and tables of a Word document, with the title and author that the file gives itself."""
    import docx

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > MEMBERS or sum(member.file_size for member in members) > UNPACKED:
                raise RefusedError(f"unpacks to more than {UNPACKED // 1_000_000} MB")
        document = docx.Document(io.BytesIO(content))
        blocks = [_block(block) for block in document.iter_inner_content()]
        paragraphs = [text for text in blocks if text.strip()]
        held = document.core_properties
        fields = {"title": held.title, "publisher": held.author}
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError, AttributeError, NotImplementedError) as error:
        raise RefusedError(f"not a Word document that can be read: {error}") from error
    return {key: str(value) for key, value in fields.items() if value}, "\n\n".join(paragraphs)


def _block(block: Any) -> str:
    """A paragraph, or a table with its cells between bars, one of several columns or rows once."""
    if not hasattr(block, "rows"):
        return str(block.text)
    lines, seen = [], set()
    for row in block.rows:
        cells = []
        for cell in row.cells:
            cells.append("" if cell._tc in seen else " ".join(cell.text.replace("|", " ").split()))
            seen.add(cell._tc)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) if any(line.strip("| ") for line in lines) else ""


READERS: dict[str, Callable[[bytes], Parsed]] = {"page": read_page, "pdf": read_pdf, "docx": read_docx}


def bind() -> None:
    """Limit this process, where the system knows limits (not on Windows: there only the parent's clock holds)."""
    try:
        import resource
    except ImportError:
        return
    limits = {"RLIMIT_AS": MEMORY, "RLIMIT_CPU": SECONDS, "RLIMIT_FSIZE": 0, "RLIMIT_CORE": 0}
    for name, most in limits.items():
        which = getattr(resource, name, None)
        if which is not None:
            _, hard = resource.getrlimit(which)
            allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(which, (allowed, hard))


def answer(kind: str, content: bytes) -> dict[str, Any]:
    """What the parent is told of one document."""
    try:
        fields, text = READERS[kind](content)
    except RefusedError as error:
        return {"refused": " ".join(str(error).split())}
    except ImportError as error:
        return {"missing": error.name}
    except MemoryError:
        return {"refused": f"reading it takes more than {MEMORY // 1_000_000} MB of memory"}
    except RecursionError:
        return {"refused": "its parts lie too deep in one another"}
    return {"fields": fields, "text": text[:LONGEST]}


def main() -> None:
    """Read one document from standard input; the kind is the only argument."""
    bind()
    json.dump(answer(sys.argv[1], sys.stdin.buffer.read()), sys.stdout)


if __name__ == "__main__":
    main()
