"""Reading statements: kept as received, refused in one line where they cannot be read."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import sys
from pathlib import Path

import pytest

from onrecord import statement as reading
from onrecord.errors import InputError
from onrecord.statement import language_of, note_lines, packaged_statements, read_statement, statement_from_text

MARKED = """---
language: ar
published_on: 2018-05-19
speaker: coalition
title: عنوان: وبعده نقطتان
---
  نصّ كما ورد، ١٣٢.
سطر ثان.
"""


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("written", "speaker", "name"),
    [
        pytest.param("spokesman of the Taliban", "taliban", "spokesman of the Taliban", id="an office of a party"),
        pytest.param("OSCE mission (Georgia)", "osce", "OSCE mission (Georgia)", id="where it stands in brackets"),
        pytest.param("Taliban and OSCE envoys", None, "Taliban and OSCE envoys", id="two parties"),
        pytest.param("civilian harm monitor", None, "civilian harm monitor", id="a noun for people"),
        pytest.param("(Kabul)", None, "(Kabul)", id="nothing but brackets"),
        pytest.param("coalition", "coalition", "", id="an id"),
        pytest.param("Coalition", "coalition", "", id="a name"),
        pytest.param("الحوثيون", "houthis", "", id="an Arabic name"),
        pytest.param("The mayor of a town", None, "The mayor of a town", id="one not known keeps the name"),
        pytest.param("", None, "", id="nobody"),
    ],
)
def test_a_speaker_is_known_by_id_or_name(written: str, speaker: str | None, name: str, tmp_path: Path) -> None:
    said = read_statement(write(tmp_path, "a.md", MARKED.replace("speaker: coalition", f"speaker: {written}")))
    assert (said.speaker, said.speaker_name) == (speaker, name)


def test_a_text_file_is_kept_as_received(tmp_path: Path) -> None:
    text = "  Coalition\r\nforces نفّذت\u200f 132 \n"
    path = write(tmp_path, "1 June.txt", text)
    statement = read_statement(path, published_on=dt.date(2018, 6, 1))
    assert statement.text == text
    assert statement.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (statement.id, statement.language, statement.published_on) == ("1-June", "en", dt.date(2018, 6, 1))


def test_front_matter_is_no_part_of_the_text(tmp_path: Path) -> None:
    statement = read_statement(write(tmp_path, "a.md", MARKED))
    assert statement.text == "  نصّ كما ورد، ١٣٢.\nسطر ثان.\n"
    assert (statement.language, statement.published_on, statement.speaker) == ("ar", dt.date(2018, 5, 19), "coalition")
    assert statement.title == "عنوان: وبعده نقطتان"


def test_what_the_caller_gives_goes_first(tmp_path: Path) -> None:
    statement = read_statement(write(tmp_path, "a.md", MARKED), published_on=dt.date(2020, 1, 2), speaker="daesh")
    assert (statement.published_on, statement.speaker) == (dt.date(2020, 1, 2), "daesh")


def test_markdown_without_front_matter(tmp_path: Path) -> None:
    assert read_statement(write(tmp_path, "a.md", "Only text\n---\nmore")).text == "Only text\n---\nmore"


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    assert read_statement(write(tmp_path, "a.txt", b"\xef\xbb\xbfText")).text == "Text"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        pytest.param("a.txt", b"one\ntwo \xff", "not UTF-8: byte 0xff at offset 8, line 2", id="not UTF-8"),
        pytest.param("a.txt", "one\ntwo\x00", "line 2 holds a NUL", id="a NUL"),
        pytest.param("a.txt", " \n\t", "no text", id="blank"),
        pytest.param("a.txt", "", "no text", id="empty"),
        pytest.param("a.rtf", "text", "cannot read .rtf; give .txt", id="an ending that is not read"),
        pytest.param("a", "text", "a file without an ending", id="no ending"),
        pytest.param("a.md", "---\nlanguage en\n---\ntext", "line 2: expected one of language", id="no colon"),
        pytest.param("a.md", "---\ncolour: red\n---\ntext", "line 2: expected one of language", id="unknown field"),
        pytest.param("a.md", "---\nlanguage: en\ntext", "expected one of", id="not closed, a line that is no field"),
        pytest.param("a.md", "---\nlanguage: en\n", "not closed by a second", id="not closed"),
        pytest.param("a.md", "---\nlanguage: fr\n---\ntext", "only ar and en", id="another language"),
        pytest.param("a.md", "---\npublished_on: May\n---\ntext", "expected YYYY-MM-DD", id="no day"),
        pytest.param("a.pdf", "no pdf", "not a PDF that can be read", id="no PDF"),
        pytest.param("a.docx", "no zip", "not a Word document that can be read", id="no Word document"),
        pytest.param("a.html", "<p></p>", "no article text", id="an empty page"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(tmp_path: Path, name: str, content: str | bytes, says: str) -> None:
    path = write(tmp_path, name, content)
    with pytest.raises(InputError) as raised:
        read_statement(path)
    assert says in str(raised.value)
    assert str(path) in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read: No such file"):
        read_statement(tmp_path / "none.txt")


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST_FILE", 10)
    with pytest.raises(InputError, match="larger than"):
        read_statement(write(tmp_path, "a.txt", "more than ten"))


def test_a_text_that_is_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LONGEST_TEXT", 10)
    with pytest.raises(InputError, match="13 characters, more than 10"):
        statement_from_text("more than ten")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(MARKED.encode())))
    statement = read_statement("-")
    assert (statement.id, statement.published_on) == ("stdin", dt.date(2018, 5, 19))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("نفّذت القوات strikes", "ar", id="mostly Arabic"),
        pytest.param("conducted 132 ضربة", "en", id="mostly Latin"),
        pytest.param("132", "en", id="neither"),
    ],
)
def test_the_language_is_told_by_script(text: str, language: str) -> None:
    assert language_of(text) == language


def test_the_same_text_makes_the_same_statement() -> None:
    assert statement_from_text("132 strikes") == statement_from_text("132 strikes")
    assert statement_from_text("132 strikes").id != statement_from_text("133 strikes").id


def test_the_packaged_statements_say_what_they_are() -> None:
    statements = packaged_statements()
    assert [(s.language, str(s.published_on), s.speaker) for s in statements] == [
        ("ar", "2018-05-19", "coalition"),
        ("en", "2018-06-01", "coalition"),
    ]
    assert all("nobody said it in these words" in s.note for s in statements)


@pytest.mark.parametrize(
    ("note", "lines"),
    [
        pytest.param("", [], id="no note"),
        pytest.param("One. Two.", ["One. Two."], id="one language"),
        pytest.param("نصٌّ للمثال. A text. And more.", ["نصٌّ للمثال.", "A text. And more."], id="Arabic, then English"),
        pytest.param("A text. نصٌّ. آخر.", ["A text.", "نصٌّ. آخر."], id="English, then Arabic"),
        pytest.param(
            "Named by the ministry (وزارة الدفاع) itself.",
            ["Named by the ministry (وزارة الدفاع) itself."],
            id="a name within",
        ),
    ],
)
def test_a_note_says_each_language_on_a_line_of_its_own(note: str, lines: list[str]) -> None:
    assert note_lines(note) == lines
