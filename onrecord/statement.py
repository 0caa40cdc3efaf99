"""Statements: texts that somebody published, kept as received, and the readers of the files they come in."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Literal

from onrecord import patterns as re
from onrecord.document import read_document
from onrecord.errors import InputError
from onrecord.gazetteer import catalogue, resolve_actor
from onrecord.lexicon import build_lexicon
from onrecord.normal import fold

Language = Literal["ar", "en"]


@dataclass(frozen=True, slots=True)
class Statement:
    """A text, when and by whom it was published. ``speaker`` is an actor id where known; ``text`` is untouched."""

    id: str
    text: str
    language: Language
    published_on: dt.date | None
    publisher: str = ""
    speaker: str | None = None
    speaker_name: str = ""
    address: str = ""
    title: str = ""
    note: str = ""
    sha256: str = ""


LARGEST_FILE = 20_000_000
"""Bytes of one file of any kind; a speech of an hour is 60,000."""

LONGEST_TEXT = 2_000_000
"""Code points of one statement's text: a book of 700 pages."""

_ARABIC = re.compile(r"[\u0620-\u064a\u0671-\u06d3]")
_LATIN = re.compile(r"[A-Za-z]")
_CHANGE_OF_SCRIPT = re.compile(r"(?<=[.!?؟])\s+(?=[A-Za-z])|(?<=[.!?؟])\s+(?=[\u0620-\u064a])")
_BRACKETS = re.compile(r"\([^)]*\)")
_ID = re.compile(r"[^\w.-]+")
FIELDS = ("language", "published_on", "publisher", "speaker", "speaker_name", "title", "address", "note")
"""What the front matter of a .md file may say, one ``key: value`` a line between two lines of ``---``."""


def statement_from_text(
    text: str,
    *,
    published_on: dt.date | None = None,
    speaker: str | None = None,
    language: Language | None = None,
    publisher: str = "",
    title: str = "",
) -> Statement:
    """A statement made of a text; the language is told from its script where it is not given."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    given = {"publisher": publisher, "title": title, "speaker": speaker or "", "language": language or ""}
    return _made("the text", f"text-{digest[:12]}", text, digest, {**given, "published_on": published_on})


def read_statement(
    path: str | Path,
    *,
    published_on: dt.date | None = None,
    speaker: str | None = None,
    language: Language | None = None,
) -> Statement:
    """A statement from a file: .txt, .md with front matter, or .html, .pdf, .docx with the extra ``documents``.

    What is given here goes before what the file says of itself. ``-`` reads standard input.
    """
    given = {"published_on": published_on, "speaker": speaker, "language": language}
    return statement_from_bytes(*_bytes_of(path), given)


def statement_from_bytes(name: str, content: bytes, given: Mapping[str, object] | None = None) -> Statement:
    """A statement from what a file of that name holds; ``given`` goes before what it says of itself."""
    suffix = Path(name).suffix.lower()
    if suffix not in READERS:
        raise InputError(f"{name}: cannot read {suffix or 'a file without an ending'}; give {', '.join(READERS)}")
    fields, text = READERS[suffix](name, content)
    known = {**fields, **{key: value for key, value in (given or {}).items() if value is not None}}
    stem = _ID.sub("-", Path(name).stem).strip("-") or "statement"
    return _made(name, stem, text, hashlib.sha256(content).hexdigest(), known)


def packaged_statements() -> tuple[Statement, ...]:
    """The statements that come with the package, written for it; in the order of their days."""
    folder = files("onrecord.data").joinpath("statements")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".md"))
    return tuple(_packaged(name, folder.joinpath(name).read_bytes()) for name in names)


def _packaged(name: str, content: bytes) -> Statement:
    fields, text = _read_marked(name, content)
    return _made(name, name.removesuffix(".md"), text, hashlib.sha256(content).hexdigest(), fields)


def _made(name: str, stem: str, text: str, digest: str, fields: Mapping[str, object]) -> Statement:
    """A statement, once its text has been looked at; ``name`` is for messages."""
    _refuse_unreadable(name, text)
    language = str(fields.get("language") or "") or language_of(text)
    if language not in ("ar", "en"):
        raise InputError(f"{name}: language {language!r}: only ar and en are read")
    speaker, speaker_name = _speaker_of(fields)
    return Statement(
        id=stem.removesuffix(f".{language}"),
        text=text,
        language="ar" if language == "ar" else "en",
        published_on=_day_of(name, fields.get("published_on")),
        speaker=speaker,
        speaker_name=speaker_name,
        sha256=digest,
        **{key: str(fields.get(key) or "") for key in ("publisher", "address", "title", "note")},
    )


def _speaker_of(fields: Mapping[str, object]) -> tuple[str | None, str]:
    """The speaker's id, found by id, by name, or as the one party that the words name; and the name to print."""
    written, name = (str(fields.get(key) or "").strip() for key in ("speaker", "speaker_name"))
    if not written:
        return None, name
    actor = written if written in catalogue().actors else resolve_actor(written)
    if actor is None:
        return _party_of(written), name or written
    return actor, name


def _party_of(written: str) -> str | None:
    """The one party that speaks through an office: 'a spokesman of the Taliban'. What stands in brackets is where."""
    folded = fold(_BRACKETS.sub(" ", written))
    words = build_lexicon(catalogue()).find(folded) if folded.text.strip() else []
    parties = [word for word in words if not word.means("noun")]  # a noun for people is no party
    named = {sense.id for word in parties for sense in word.senses if sense.kind == "actor"}
    return named.pop() if len(named) == 1 else None


def note_lines(note: str) -> list[str]:
    """A note, what it says in Arabic and what it says in English on lines of their own, so that neither is turned."""
    lines: list[str] = []
    for part in _CHANGE_OF_SCRIPT.split(note):
        if lines and language_of(lines[-1]) == language_of(part):
            lines[-1] += f" {part}"
        elif part:
            lines.append(part)
    return lines


def language_of(text: str) -> Language:
    """Arabic or English, by which script has more letters."""
    return "ar" if len(_ARABIC.findall(text)) > len(_LATIN.findall(text)) else "en"


def _refuse_unreadable(name: str, text: str) -> None:
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise InputError(f"{name}: line {line} holds a NUL character; this is no text: save it as UTF-8 text")
    if not text.strip():
        raise InputError(f"{name}: no text in it")
    if len(text) > LONGEST_TEXT:
        raise InputError(f"{name}: {len(text)} characters, more than {LONGEST_TEXT}: give it in parts")
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise InputError(f"{name}: a lone surrogate in the text; save it as UTF-8 text")


def _day_of(name: str, value: object) -> dt.date | None:
    if value is None or value == "" or isinstance(value, dt.date):
        return value or None  # type: ignore[return-value]  # the empty string is no day
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError as error:
        raise InputError(f"{name}: published_on {value!r} is no day: expected YYYY-MM-DD") from error


def _bytes_of(path: str | Path) -> tuple[str, bytes]:
    """The name and content of a file, or of standard input for '-'; one line where it cannot be had."""
    if str(path) == "-":
        import sys

        content = sys.stdin.buffer.read(LARGEST_FILE + 1)
        name = "stdin.md" if content.startswith(b"---") else "stdin.txt"
    else:
        name = str(path)
        try:
            with Path(path).open("rb") as file:
                content = file.read(LARGEST_FILE + 1)
        except OSError as error:
            raise InputError(f"{name}: cannot be read: {error.strerror or error}") from error
    if len(content) > LARGEST_FILE:
        raise InputError(f"{name}: larger than {LARGEST_FILE // 1_000_000} MB; give the statement's text alone")
    return name, content


# ---------------------------------------------------------------------------------------------------- the readers

Read = tuple[dict[str, str], str]


def _decoded(name: str, content: bytes) -> str:
    """The text of a UTF-8 file (a byte order mark in front is no part of it)."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        found = f"byte 0x{content[error.start]:02x} at offset {error.start}, line {line}"
        raise InputError(f"{name}: not UTF-8: {found}; save it as UTF-8") from error


def _read_plain(name: str, content: bytes) -> Read:
    return {}, _decoded(name, content)


def _read_marked(name: str, content: bytes) -> Read:
    """Markdown: what stands between two lines of ``---`` at the top are fields, the rest is the text as received."""
    text = _decoded(name, content)
    first, newline, rest = text.partition("\n")
    if first.rstrip() != "---" or not newline:
        return {}, text
    fields: dict[str, str] = {}
    offset = 0
    for number, line in enumerate(rest.splitlines(keepends=True), start=2):
        offset += len(line)
        if line.rstrip() == "---":
            return fields, rest[offset:]
        key, colon, value = line.partition(":")
        if not colon or key.strip() not in FIELDS:
            raise InputError(
                f"{name}: line {number}: expected one of {', '.join(FIELDS)} and a colon, found {line.strip()!r}"
            )
        fields[key.strip()] = value.strip()
    raise InputError(f"{name}: the lines after the first '---' are not closed by a second '---'")


def _read_page(name: str, content: bytes) -> Read:
    return read_document(name, "page", content)


def _read_pdf(name: str, content: bytes) -> Read:
    return read_document(name, "pdf", content)


def _read_docx(name: str, content: bytes) -> Read:
    return read_document(name, "docx", content)


READERS: dict[str, Callable[[str, bytes], Read]] = {
    ".txt": _read_plain,
    ".md": _read_marked,
    ".html": _read_page,
    ".htm": _read_page,
    ".pdf": _read_pdf,
    ".docx": _read_docx,
}
"""The reader of each file ending: add a reader, add a line."""
