"""The pages as HTML: what they hold, that they hold it exactly, and that nothing received can get out of its place."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.claim import Base, find_claims
from onrecord.errors import InputError
from onrecord.finding import Outcome, measure_statement
from onrecord.gazetteer import catalogue
from onrecord.marking import Marked, cut, marked_text, paragraphs
from onrecord.pagewords import speak
from onrecord.prooffile import check_document
from onrecord.publication import publish, safe_name
from onrecord.quantity import Span
from onrecord.statement import Statement, statement_from_text
from onrecord.statementpage import safe_address
from tests.page_examples import ARABIC, ENGLISH, findings, holdings
from tests.test_finding import BOTH, VALLEY, parse_edtf, quantity
from tests.test_finding import claim as a_claim

VOID = {"meta", "link", "br", "line", "rect", "circle", "path", "stop", "use"}
STATEMENTS = [pytest.param(ARABIC, id="Arabic statement"), pytest.param(ENGLISH, id="English statement")]


class Page(HTMLParser):
    """A page read back: its elements with their attributes and text; fails where tags do not match."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str], list[str]]] = []
        self._open: list[int] = []
        self.feed(text)
        self.close()
        assert not self._open, [self.elements[n][0] for n in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}, []))
        if tag not in VOID:
            self._open.append(len(self.elements) - 1)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}, []))

    def handle_endtag(self, tag: str) -> None:
        assert self.elements[self._open.pop()][0] == tag

    def handle_data(self, data: str) -> None:
        for number in self._open:
            self.elements[number][2].append(data)

    def all(self, tag: str = "", cls: str = "") -> list[tuple[dict[str, str], str]]:
        """Attributes and text of the elements with this tag and class."""
        return [
            (attributes, "".join(words))
            for name, attributes, words in self.elements
            if (not tag or name == tag) and (not cls or cls in attributes.get("class", "").split())
        ]


@cache
def site(statement_id: str) -> dict[str, str]:
    """The texts of a published site, by file name."""
    from tempfile import mkdtemp

    said = next(s for s in (ARABIC, ENGLISH) if s.id == statement_id)
    out = Path(mkdtemp())
    files = publish(said, findings(said), holdings(), catalogue(), out)
    return {str(f.relative_to(out)): f.read_text(encoding="utf-8") for f in files if f.suffix in (".html", ".json")}


def pages(said_id: str) -> dict[str, str]:
    return {name: text for name, text in site(said_id).items() if name.endswith(".html")}


# --------------------------------------------------------------------------------------------------------- files


@pytest.mark.parametrize("said", STATEMENTS)
def test_a_page_for_the_statement_and_for_each_measured_claim_in_each_language(said: Statement) -> None:

    named = pages(said.id)
    measured = [f for f in findings(said) if f.outcome is not Outcome.NOT_CHECKABLE]
    assert len(named) == 1 + 2 * (2 + len(measured)), "the statement, its sources, each finding"
    own = f"{said.id}.{said.language}.html"
    assert named["index.html"] == named[own]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_card_of_every_source_cited_is_shown(language: str) -> None:
    """Publisher, whose count, licences, address, clock, limits, lateness and coverage; each finding leads to it."""
    held = site(ARABIC.id)
    name = f"{ARABIC.id}.sources.{language}.html"
    text = " ".join("".join(Page(held[name]).all("main")[0][1]).split())
    card = holdings().cards["cjtf-oir"]
    for told in (card.publisher, card.address, card.clock, card.limits, card.late_note):
        assert " ".join(told.split()) in text
    assert {"en": "Coverage by its own account", "ar": "ما يغطيه بحسب قوله"}[language] in text
    leading = [key for key, page in held.items() if f'href="{name}#card-cjtf-oir"' in page]
    assert len(leading) > 1


@pytest.mark.parametrize("said", STATEMENTS)
def test_every_link_inside_the_site_leads_somewhere(said: Statement) -> None:
    held = site(said.id)
    read = {name: Page(text) for name, text in held.items() if name.endswith(".html")}
    ids = {name: [a["id"] for _, a, _ in page.elements if "id" in a] for name, page in read.items()}
    for name, page in read.items():
        assert len(ids[name]) == len(set(ids[name])), f"{name}: an id stands twice"
        for attributes, _ in page.all("a"):
            file, _, anchor = attributes["href"].partition("#")
            if file.startswith(("http://", "https://")):
                continue
            assert (file or name) in held, f"{name}: {attributes['href']}"
            assert not anchor or anchor in ids[file or name], f"{name}: {attributes['href']}"


@pytest.mark.parametrize("said", STATEMENTS)
def test_every_proof_beside_the_pages_checks_out(said: Statement) -> None:
    proofs = {name: text for name, text in site(said.id).items() if name.startswith("proofs/")}
    assert proofs
    assert all(len(check_document(json.loads(text))) == 1 for text in proofs.values())


def test_the_same_findings_give_the_same_bytes(tmp_path: Path) -> None:
    first = publish(ENGLISH, findings(ENGLISH), holdings(), catalogue(), tmp_path / "a")
    again = publish(ENGLISH, findings(ENGLISH), holdings(), catalogue(), tmp_path / "b")
    assert [f.relative_to(tmp_path / "a") for f in first] == [f.relative_to(tmp_path / "b") for f in again]
    assert [f.read_bytes() for f in first] == [f.read_bytes() for f in again]
    assert sorted(p for p in (tmp_path / "a").rglob("*") if p.is_file()) == sorted(first)


def test_a_folder_that_cannot_be_one_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    with pytest.raises(InputError, match=r"taken: the page cannot be written .*; name a folder that can"):
        publish(ENGLISH, findings(ENGLISH), holdings(), catalogue(), tmp_path / "taken")


def test_one_language_alone(tmp_path: Path) -> None:
    files = publish(ARABIC, findings(ARABIC), holdings(), catalogue(), tmp_path, languages=("en",))
    assert {f.name.split(".")[-2] for f in files if f.suffix == ".html"} == {"en", "index"}
    assert 'hreflang="ar"' not in (tmp_path / "index.html").read_text(encoding="utf-8")


# --------------------------------------------------------------------------------------------------- what they hold


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("said", STATEMENTS)
def test_the_statement_stands_as_it_was_received(said: Statement, language: str) -> None:

    page = Page(pages(said.id)[f"{said.id}.{language}.html"])
    words = page.all("p", "words")
    assert "\n\n".join(text for _, text in words) + "\n" == said.text
    assert {a["lang"] for a, _ in words} == {said.language}
    for finding in findings(said):
        number = finding.claim.id
        marked = "".join(text for a, text in page.all("mark") if number in a.get("data-claims", "").split())
        assert marked == finding.claim.span.of(said.text)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_founding_finding_shows_its_numbers_and_sums(language: str) -> None:
    page = Page(pages(ARABIC.id)[f"{ARABIC.id}.c3.{language}.html"])
    formulas = [text for _, text in page.all("p", "formula")]
    assert "184 − 52 = 132" in formulas
    assert any(text.endswith("= 172") for text in formulas)
    assert "4 + 4 + 1 = 9" in formulas
    shown = " ".join(text for _, text in page.all("main"))
    for needed in ("oir18-38", "oir18-40", "defense.gov"):
        assert needed in shown
    assert len(page.all("svg", "strip")) == sum(1 for _ in page.all("div", "term"))
    assert page.all("p", "chance")
    assert page.all("p", "reply")
    rows = [a["id"] for a, _ in page.all("tr") if "id" in a]
    assert "r-oir18-38" in rows


def test_a_change_is_written_as_the_sums_it_is() -> None:
    page = Page(pages(ENGLISH.id)[f"{ENGLISH.id}.c3.en.html"])
    formulas = " ".join(text for _, text in page.all("p", "formula"))
    assert "225 − 74 = 151" in formulas
    assert "151 ÷ 74 = 2 3/74 ≈ 2.0405" in formulas
    assert "225 ÷ 74 = 3 3/74 ≈ 3.0405" in formulas


TIMES = [
    pytest.param("ونفّذ التحالف 225 ضربة في العراق وسوريا في مايو، بزيادة قدرها ثلاثة أضعاف عن شهر مارس.", id="a rise"),
    pytest.param("ونفّذ التحالف 74 ضربة في العراق وسوريا في مارس، بانخفاض قدره ثلاثة أضعاف عن شهر مايو.", id="a fall"),
]


@pytest.mark.parametrize("text", TIMES)
def test_a_change_in_times_is_written_as_the_quotient_that_it_is(text: str, tmp_path: Path) -> None:
    said = statement_from_text(text, published_on=dt.date(2018, 6, 2), speaker="coalition")
    found = measure_statement(said, find_claims(said, catalogue()), holdings(), catalogue())
    publish(said, found, holdings(), catalogue(), tmp_path, languages=("en",))
    page = Page((tmp_path / f"{said.id}.c2.en.html").read_text(encoding="utf-8"))
    formulas = " ".join(words for _, words in page.all("p", "formula"))
    assert "225 ÷ 74 = 3 3/74 ≈ 3.0405" in formulas
    assert "151" not in formulas
    assert "about 3.04 times (225 ÷ 74)" in " ".join(words for _, words in page.all("main"))


def test_a_card_says_no_number_twice(tmp_path: Path) -> None:
    text = "Our forces made 41 strikes between 25 and 31 May 2018."
    said = statement_from_text(text, published_on=dt.date(2018, 6, 2), speaker="coalition")
    found = measure_statement(said, find_claims(said, catalogue()), holdings(), catalogue())
    assert found[0].readings
    publish(said, found, holdings(), catalogue(), tmp_path, languages=("en",))
    shown = (tmp_path / f"{said.id}.en.html").read_text(encoding="utf-8")
    assert "exactly 41</" in shown


@pytest.mark.parametrize("said", STATEMENTS)
def test_no_page_judges_or_runs_anything(said: Statement) -> None:
    for name, text in pages(said.id).items():
        shown = " ".join(words for _, words in Page(text).all("body")).lower()
        assert not re.search(r"\b(false|lie|lies|lied|debunked|verdict|score)\b", shown), name
        assert (
            "did not happen" not in shown or "never means that it did not happen" in shown or "does not mean" in shown
        )
        assert "<script" not in text
        assert "javascript:" not in text
        assert ' style="' not in text
        assert "default-src 'none'" in text


@pytest.mark.parametrize("said", STATEMENTS)
def test_dashes_never_stand_without_words(said: Statement) -> None:
    for name, text in pages(said.id).items():
        if 'class="ghost"' in text:
            assert "Dashed" in text or "المتقطّع" in text or "?" in text, name


# ------------------------------------------------------------------------------------------------- what is received

HOSTILE = '"><script>alert(1)</script>&amp;<b onclick="x">'


def test_nothing_received_escapes_its_place(tmp_path: Path) -> None:
    said = replace(
        ENGLISH, speaker=None, speaker_name=HOSTILE, publisher=HOSTILE, title=HOSTILE, note=HOSTILE,
        address="javascript:alert(1)", text=ENGLISH.text + HOSTILE,
    )  # fmt: skip
    held = holdings()
    figures = tuple(replace(f, address="javascript:alert(1)", via=HOSTILE) for f in held.figures)
    found = [replace(finding, response=HOSTILE) for finding in findings(ENGLISH)]
    files = publish(said, found, replace(held, figures=figures), catalogue(), tmp_path)
    for file in files:
        if file.suffix == ".html":
            page = Page(file.read_text(encoding="utf-8"))
            assert not page.all("script")
            assert not page.all("b", "") or all("onclick" not in a for a, _ in page.all("b"))
            assert all(not a["href"].startswith("javascript") for a, _ in page.all("a"))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        pytest.param("2018-05-19.ar", True, id="a day and a language"),
        pytest.param("c3", True, id="a claim"),
        pytest.param("../../etc/passwd", False, id="a way up"),
        pytest.param("a..b", False, id="two dots"),
        pytest.param("", False, id="nothing"),
        pytest.param("بيان", False, id="Arabic"),
        pytest.param("a b", False, id="a blank"),
        pytest.param("x" * 200, False, id="too long"),
    ],
)
def test_files_are_named_by_safe_ids_only(given: str, kept: bool) -> None:
    name = safe_name(given)
    assert (name == given) == kept
    assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}", name)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        pytest.param("https://example.org/a?b=c", True, id="the web"),
        pytest.param("http://example.org", True, id="the web, unencrypted"),
        pytest.param("javascript:alert(1)", False, id="a script"),
        pytest.param("data:text/html,x", False, id="data"),
        pytest.param("//example.org", False, id="no scheme"),
        pytest.param("https://[", False, id="no address at all"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_links_lead_to_the_web_only(address: str, kept: bool) -> None:
    assert bool(safe_address(address)) == kept


# --------------------------------------------------------------------------------------------------------- marks


def mark(number: int, start: int, end: int, quantity: tuple[int, int] | None = None) -> Marked:
    return Marked(f"c{number}", Span(start, end), Span(*quantity) if quantity else None, "possible")


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        pytest.param([mark(1, 2, 6)], ["ab", "cdef", "gh"], id="one"),
        pytest.param([mark(1, 1, 7), mark(2, 3, 5)], ["a", "bc", "de", "fg", "h"], id="one in another"),
        pytest.param([mark(1, 0, 5), mark(2, 3, 8)], ["abc", "de", "fgh"], id="two that overlap"),
        pytest.param([mark(1, 0, 8, (2, 4))], ["ab", "cd", "efgh"], id="a number inside"),
        pytest.param([], ["abcdefgh"], id="none"),
    ],
)
def test_text_is_cut_at_the_borders(marks: list[Marked], expected: list[str]) -> None:
    text = "abcdefgh"
    assert [text[p.start : p.end] for p in cut(Span(0, 8), marks)] == expected


spans = st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda s: (s[0], s[0] + s[1]))


@given(
    st.text(alphabet='ab <&>"\nفنّ٫1', min_size=1, max_size=80),
    st.lists(st.tuples(spans, st.none() | spans), max_size=6),
)
def test_marks_cover_their_spans_and_leave_the_text(
    text: str, given: list[tuple[tuple[int, int], tuple[int, int] | None]]
) -> None:
    marks = [mark(n, *s, q) for n, (s, q) in enumerate(given, 1)]
    shown = ""
    covered: dict[str, str] = {m.id: "" for m in marks}
    ids: list[str] = []
    for block in paragraphs(text):
        page = Page(str(marked_text(text, block, marks, lambda claim: f"#{claim}")))
        pieces = cut(block, marks)
        assert "".join(text[p.start : p.end] for p in pieces) == block.of(text)
        for piece in pieces:
            for claim in piece.claims:
                covered[claim] += text[piece.start : piece.end]
        shown += block.of(text)
        ids += [a["id"] for _, a, _ in page.elements if "id" in a]
        marked = "".join(words for _, words in page.all("mark"))
        assert marked == "".join(text[p.start : p.end] for p in pieces if p.claims)
    assert len(ids) == len(set(ids))
    kept = [n for block in paragraphs(text) for n in range(block.start, block.end)]
    for found in marks:
        assert covered[found.id] == "".join(text[n] for n in kept if found.span.start <= n < found.span.end)


def test_a_mark_may_begin_inside_a_word() -> None:
    text = "فنفّذت 132"
    html = str(marked_text(text, Span(0, len(text)), [mark(1, 1, 6)], lambda claim: f"#{claim}"))
    assert html == 'ف<mark class="possible" id="c1" data-claims="c1"><a href="#c1">نفّذت</a></mark> 132'


# ------------------------------------------------------------------------------------------------------ direction


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param("ما بين 97.5 و99.5", "ما بين <bdi>97.5</bdi> و<bdi>99.5</bdi>", id="numbers"),
        pytest.param("البرهان: 184 − 52 = 132.", 'البرهان: <span class="ltr">184 − 52 = 132</span>.', id="a formula"),
        pytest.param("في 17 أيار/مايو", 'في <bdi>17</bdi> <span class="nb">أيار/مايو</span>', id="a day"),
        pytest.param("<b> 1", "&lt;b&gt; <bdi>1</bdi>", id="a tag"),
    ],
)
def test_numbers_and_formulas_keep_their_direction_in_arabic(text: str, html: str) -> None:
    assert str(speak(text, "ar")) == html


def test_english_needs_no_isolation_but_formulas_stay_whole() -> None:
    assert str(speak("It is 184 − 52 = 132 on 5 May", "en")) == 'It is <span class="ltr">184 − 52 = 132</span> on 5 May'


def test_a_day_is_said_for_a_statement_without_one(tmp_path: Path) -> None:
    said = replace(ENGLISH, published_on=None)
    publish(said, findings(ENGLISH), holdings(), catalogue(), tmp_path)
    assert "Statement without a date" in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_a_statement_without_claims_says_so(tmp_path: Path) -> None:
    publish(replace(ENGLISH, published_on=dt.date(2018, 6, 1)), [], holdings(), catalogue(), tmp_path)
    assert "No claim was found" in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_a_statement_of_nobody_known_still_has_a_heading(tmp_path: Path) -> None:
    nobody = replace(ENGLISH, published_on=None, speaker=None, speaker_name="", publisher="", title="")
    publish(nobody, findings(ENGLISH), holdings(), catalogue(), tmp_path)
    assert "<h1><bdi>Statement without a date</bdi></h1>" in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_figures_are_spoken_of_only_where_some_were_used(tmp_path: Path) -> None:
    for name, found in (("some", findings(ENGLISH)), ("none", ())):
        publish(ENGLISH, found, holdings(), catalogue(), tmp_path / name)
        page = (tmp_path / name / "index.html").read_text(encoding="utf-8")
        assert ("Every figure carries" in page) == (name == "some"), name


def test_the_axes_of_a_share_end_at_a_hundred() -> None:
    page = pages(ARABIC.id)[f"{ARABIC.id}.c2.en.html"]
    ends = [int(text) for text in re.findall(r'class="scale"[^>]*>(\d+)</text>', page)]
    assert ends
    assert max(ends) == 100


# -------------------------------------------------------------------------------------------- readings of several edits


def slips(out: Path) -> dict[str, str]:
    """The pages of three claims: a digit too many, counts for percent, three things changed at once."""
    text = "2250 strikes; 151 percent; 231 strikes"
    said = replace(ENGLISH, id="slips", text=text, sha256="0" * 64)
    change = quantity("151", unit="percent", direction="up")
    may, march = parse_edtf("2018-05"), Base("", period=parse_edtf("2018-03"))
    made = [
        a_claim("strikes", may, quantity("2250"), places=BOTH),
        a_claim("strikes", may, change, "change", march, places=BOTH),
        a_claim("strikes", may, quantity("231"), places=VALLEY),
    ]
    spans = [Span(0, 4), Span(14, 17), Span(27, 30)]
    claims = [
        replace(one, id=f"c{n}", statement="slips", span=span)
        for n, (one, span) in enumerate(zip(made, spans, strict=True), 1)
    ]
    found = measure_statement(said, claims, holdings(), catalogue())
    files = publish(said, found, holdings(), catalogue(), out)
    return {str(f.relative_to(out)): f.read_text(encoding="utf-8") for f in files if f.suffix in (".html", ".json")}


def test_readings_of_every_kind_of_edit_are_told_in_both_languages(tmp_path: Path) -> None:
    files = slips(tmp_path)
    told = {
        language: [
            re.sub(r"\s+", " ", text)
            for name, page in files.items()
            if name.endswith(".html")
            for attributes, text in Page(page).all("ul", "changed")
            if f".{language}." in name or f"/{language}/" in name or name.startswith(f"{language}/")
        ]
        for language in ("en", "ar")
    }
    assert told["en"], sorted(files)
    assert any("number 2,250 225" in text for text in told["en"])
    assert any("unit percent strikes" in text for text in told["en"])
    assert any(
        all(word in text for word in ("place the Middle", "end 31 May 2018 24 May 2018", "measure strikes engagements"))
        for text in told["en"]
    )
    assert len(told["ar"]) == len(told["en"])
    assert not any(re.search("[A-Za-z]", text) for text in told["ar"])


def test_readings_in_files_say_how_far_they_are_and_by_which_lattice(tmp_path: Path) -> None:
    documents = [json.loads(text) for name, text in slips(tmp_path).items() if re.fullmatch(r"slips.c\d.json", name)]
    readings = [r for document in documents for found in document["data"]["findings"] for r in found["readings"]]
    assert {reading["cost"] for reading in readings} >= {2, 3, 6}
    assert all(reading["lattice"] == 1 and reading["placebo"]["asked"] > 0 for reading in readings)
