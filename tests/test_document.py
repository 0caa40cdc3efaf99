"""Documents that need a parser: read in a child that may die, hang, grow or lie without harm to anything."""

from __future__ import annotations

import datetime as dt
import io
import sys
import zipfile
from pathlib import Path

import pytest

from onrecord import extraction
from onrecord.document import read_document
from onrecord.errors import InputError, UsageError
from onrecord.statement import read_statement

BODY = "<p>Coalition forces conducted 225 strikes against Daesh in Iraq and Syria in May.</p>" * 3


def page(body: str, head: str = "") -> bytes:
    return f"<html><head>{head}</head><body><nav>Menu</nav><article>{body}</article></body></html>".encode()


def word_document(*paragraphs: str, **properties: str) -> bytes:
    docx = pytest.importorskip("docx", reason="needs python-docx: pip install 'onrecord[documents]'")
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def pdf(text: str) -> bytes:
    """The smallest PDF with one line of text and a title."""
    drawn = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
            " /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
        ),
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        "<< /Title (Strikes in May) /Author (Press office) >>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer << /Size {size} /Root 1 0 R /Info 5 0 R >>"
    return out + f"{trailer}\nstartxref\n{len(out)}\n%%EOF".encode()


def test_a_word_document(tmp_path: Path) -> None:
    content = word_document("نفّذت قواتنا 132 ضربة.", "More than 132 strikes.", title="May", author="Press office")
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    statement = read_statement(path)
    assert statement.text == "نفّذت قواتنا 132 ضربة.\n\nMore than 132 strikes."
    assert (statement.title, statement.publisher) == ("May", "Press office")


def test_a_pdf(tmp_path: Path) -> None:
    pytest.importorskip("pypdf", reason="needs pypdf: pip install 'onrecord[documents]'")
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf("Coalition forces conducted 225 strikes in May."))
    statement = read_statement(path)
    assert "conducted 225 strikes in May." in statement.text
    assert (statement.title, statement.publisher) == ("Strikes in May", "Press office")


def test_a_web_page_with_what_it_says_of_itself(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura", reason="needs trafilatura: pip install 'onrecord[documents]'")
    head = (
        '<title>Strikes</title><meta property="og:site_name" content="Coalition press office">'
        '<meta property="article:published_time" content="2018-06-01T09:00:00Z">'
    )
    path = tmp_path / "a.html"
    path.write_bytes(page(BODY, head))
    statement = read_statement(path)
    assert "conducted 225 strikes" in statement.text
    assert "Menu" not in statement.text
    assert statement.publisher == "Coalition press office"
    assert statement.published_on == dt.date(2018, 6, 1)


def test_the_day_that_is_given_goes_before_the_page_s(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura", reason="needs trafilatura: pip install 'onrecord[documents]'")
    path = tmp_path / "a.html"
    path.write_bytes(page(BODY, '<meta property="article:published_time" content="2018-06-01">'))
    assert read_statement(path, published_on=dt.date(2018, 6, 2)).published_on == dt.date(2018, 6, 2)


# -------------------------------------------------------------------------------------------------- hostile documents


def bomb(members: int, size: int) -> bytes:
    """A Word document's archive whose members unpack to far more than they take."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(members):
            archive.writestr(f"word/{number}.xml", b"0" * size)
    return content.getvalue()


DEEP = 200_000


@pytest.mark.parametrize(
    ("kind", "content", "says"),
    [
        pytest.param("docx", b"no zip", "not a Word document", id="no archive"),
        pytest.param("docx", bomb(3, 80_000_000), "unpacks to more than 200 MB", id="an archive that swells"),
        pytest.param("docx", bomb(1, 10), "not a Word document", id="an archive of something else"),
        pytest.param("pdf", b"no pdf", "not a PDF that can be read", id="no PDF"),
        pytest.param("pdf", b"%PDF-1.4\n" + b"[" * DEEP, "not a PDF that can be read", id="a PDF of open brackets"),
        pytest.param("pdf", pdf(""), "pictures of pages and no text", id="a PDF without text"),
        pytest.param("page", b"<p></p>", "no article text", id="an empty page"),
        pytest.param("page", b"\xff\xfe\x00\xd8" * 1000, "no article text", id="a page of broken UTF-16"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(kind: str, content: bytes, says: str) -> None:
    answer = extraction.answer(kind, content)
    assert says in answer["refused"]
    assert "\n" not in answer["refused"]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<div>" * DEEP, id="elements in one another"),
        pytest.param("<a href=x>" * DEEP, id="links in one another"),
        pytest.param("&lt;" * DEEP, id="entities"),
    ],
)
def test_a_deep_page_ends_in_text_or_in_one_line(body: str) -> None:
    try:
        fields, text = read_document("deep.html", "page", page(BODY + body))
    except InputError as error:
        assert "save its text as .txt" in str(error)  # noqa: PT017
    else:
        assert isinstance(fields, dict)
        assert isinstance(text, str)


CHILDREN = {
    "it dies": ("import os; os._exit(3)", r"gave up \(exit code 3\)"),
    "it says nothing": ("pass", r"gave up \(exit code 0\)"),
    "it says half of it": ("print('{\"text\": ')", r"gave up"),
    "it hangs": ("import time; time.sleep(60)", "not read within 1 seconds"),
    "it grows": ("import extraction; extraction.bind(); bytearray(10**10)", "gave up"),
    "it writes": ("import extraction; extraction.bind(); open('left', 'w').write('x' * 10**6)", "gave up"),
}


@pytest.mark.parametrize(("code", "says"), [pytest.param(*case, id=name) for name, case in CHILDREN.items()])
def test_a_parser_that_misbehaves_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    parser = tmp_path / "parser.py"
    parser.write_text(f"import sys; sys.path.insert(0, {str(Path(extraction.__file__).parent)!r})\n{code}\n")
    with pytest.raises(InputError, match=says) as raised:
        read_document("a.pdf", "pdf", b"x", parser=parser, patience=1 if "sleep" in code else 30)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("module", "kind"),
    [
        pytest.param("trafilatura", "page", id="web page"),
        pytest.param("pypdf", "pdf", id="PDF"),
        pytest.param("docx", "docx", id="Word"),
    ],
)
def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch, module: str, kind: str) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    assert extraction.answer(kind, b"x") == {"missing": module}


def test_a_missing_extra_says_how_to_get_it(tmp_path: Path) -> None:
    parser = tmp_path / "parser.py"
    parser.write_text("import json; print(json.dumps({'missing': 'pypdf'}))")
    with pytest.raises(UsageError, match=r"pip install 'onrecord\[documents\]'"):
        read_document("a.pdf", "pdf", b"x", parser=parser)
