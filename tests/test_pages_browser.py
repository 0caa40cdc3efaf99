"""The pages as they are seen: in a browser, narrow and wide, light and dark, in both languages, and on paper."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from onrecord.claim import Claim
from onrecord.figure import Figure
from onrecord.finding import Finding, measure_statement
from onrecord.gazetteer import catalogue
from onrecord.period import parse_edtf
from onrecord.publication import publish
from onrecord.scope import Scope
from tests.page_examples import ARABIC, BOTH, ENGLISH, claimed, findings, holdings, quantity

pytestmark = pytest.mark.browser

CHROMIUM = next((p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))), None)

# Everything below happens in the page, from the boxes that the browser laid out.
OVERFLOWING = """slack => {
  const wide = document.documentElement.clientWidth, full = document.documentElement.scrollWidth;
  const body = document.body.getBoundingClientRect(), found = [];
  if (full > wide + slack) found.push('the page: ' + full);
  for (const e of document.querySelectorAll('main *, header *, footer *')) {
    if (e.closest('.out, .defs') || e.matches('.skip')) continue;
    const r = e.getBoundingClientRect(), name = e.tagName + '.' + (e.getAttribute('class') || '');
    if (r.width && (r.right > body.right + slack || r.left < body.left - slack))
      found.push([name, Math.round(r.left), Math.round(r.right), e.textContent.trim().slice(0, 30)].join(' '));
  }
  return found;
}"""
OVERLAPPING = """() => {
  const found = [];
  const touch = (a, b) => a.left < b.right - .5 && b.left < a.right - .5 &&
    a.top < b.bottom - .5 && b.top < a.bottom - .5;
  for (const svg of document.querySelectorAll('svg.axis, svg.strip')) {
    const texts = [...svg.querySelectorAll('text')].map(t => [t.textContent, t.getBoundingClientRect()]);
    for (let i = 0; i < texts.length; i++) for (let j = i + 1; j < texts.length; j++)
      if (touch(texts[i][1], texts[j][1])) found.push(texts[i][0] + ' | ' + texts[j][0]);
  }
  for (const row of document.querySelectorAll('.term, .row')) {
    const boxes = [...row.querySelectorAll(':scope > .value span, :scope > .label, :scope > p, text')]
      .filter(e => e.textContent.trim()).map(e => [e.textContent.trim(), e.getBoundingClientRect()]);
    for (let i = 0; i < boxes.length; i++) for (let j = i + 1; j < boxes.length; j++)
      if (touch(boxes[i][1], boxes[j][1])) found.push(boxes[i][0] + ' || ' + boxes[j][0]);
  }
  return found;
}"""
NUMBERS_IN_ORDER = """() => [...document.querySelectorAll('.formula, .ltr')].map(e => {
  const walker = document.createTreeWalker(e, NodeFilter.SHOW_TEXT), found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    for (const match of node.data.matchAll(/[0-9][0-9,.]*/g)) {
      const range = document.createRange();
      range.setStart(node, match.index); range.setEnd(node, match.index + match[0].length);
      const box = range.getBoundingClientRect();
      found.push([match[0], box.left, box.top]);
    }
  return {text: e.textContent, numbers: found};
}).filter(f => f.numbers.length > 1)"""
TURNED_AXES = """() => [...document.querySelectorAll('svg.axis')].map(svg => [...svg.querySelectorAll('text.scale')]
  .map(t => [parseFloat(t.textContent.replaceAll(',', '')), t.getBoundingClientRect().left])
).filter(ticks => ticks.length > 1)"""
JOINS = """() => [...document.querySelectorAll('.words mark, .words .q, .words mark a')].map(e => {
  const s = getComputedStyle(e);
  return [s.paddingLeft, s.paddingRight, s.marginLeft, s.marginRight, s.borderLeftWidth, s.borderRightWidth, s.display,
          s.fontWeight === getComputedStyle(e.closest('.words')).fontWeight,
          s.fontSize === getComputedStyle(e.closest('.words')).fontSize, s.unicodeBidi].join(' ');
})"""


class BrowserPage:
    """One tab that opens published pages, and keeps every request that they make."""

    def __init__(self, browser: Any, scheme: str = "light") -> None:
        self.requests: list[str] = []
        self.tab = browser.new_context(color_scheme=scheme).new_page()
        self.tab.on("request", lambda request: self.requests.append(request.url))

    def open(self, file: Path, width: int = 1280) -> Any:
        """The page, laid out at this width with its fonts."""
        self.tab.set_viewport_size({"width": width, "height": 900})
        self.tab.goto(file.as_uri())
        self.tab.evaluate("document.fonts.ready")
        return self.tab


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A browser that may open files only."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def browser_page(browser: Any) -> BrowserPage:
    return BrowserPage(browser)


def _hard_findings() -> list[Finding]:
    """Shapes that the two statements do not have: running totals, contradictions, many terms, long names."""
    day = dt.date(2018, 8, 1)
    both = {"by": ("coalition",), "against": ("daesh",), "places": BOTH}

    def figure(name: str, value: int, period: str) -> Figure:
        number, scope = Fraction(value), Scope("strikes", period=parse_edtf(period), **both)
        where = "https://example.org/" + "a-long-address-" * 12
        return Figure(name, "cjtf-oir", "coalition", "", scope, number, number, "equal", day, where)

    held = [
        figure("total-july", 29920, "2014-08-08/2018-07-31"),
        figure("total-february", 29225, "2014-08-08/2018-02-28"),
    ]
    held += [figure("april", 183, "2018-04"), figure("summer", 529, "2018-05-01/2018-07-31")]
    clash = measure_statement(
        ENGLISH, [_asked("2018-03/2018-07")], replace(holdings(), figures=tuple(held)), catalogue()
    )
    days = [figure(f"day-{n:02}", n, f"2018-05-{n:02}") for n in range(1, 21)]
    many = [figure("may", 123_456, "2018-05"), *days]
    terms = measure_statement(
        ENGLISH, [_asked("2018-05-21/2018-05-31")], replace(holdings(), figures=tuple(many)), catalogue()
    )
    gap = measure_statement(
        ENGLISH, [_asked("2018-05-10/2018-06-15")], replace(holdings(), figures=tuple(many)), catalogue()
    )
    found = [*clash, *terms, *gap]
    return [replace(f, claim=replace(f.claim, id=f"hard-{n}")) for n, f in enumerate(found, 1)]


def _asked(period: str) -> Claim:
    both = {"by": ("coalition",), "against": ("daesh",), "places": BOTH}
    scope = Scope("strikes", period=parse_edtf(period), **both)
    return claimed(1, ENGLISH, "carried out 225 strikes in Iraq and Syria", "225", scope, quantity("225"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """All pages by name: both statements, and one with findings of every other shape."""
    pages: dict[str, Path] = {}
    hard = replace(ENGLISH, id="hard", text=ENGLISH.text.replace("\n\n", " "))
    for said, found in ((ARABIC, findings(ARABIC)), (ENGLISH, findings(ENGLISH)), (hard, _hard_findings())):
        out = tmp_path_factory.mktemp("site")
        for file in publish(said, found, holdings(), catalogue(), out):
            if file.suffix == ".html" and file.name != "index.html":
                pages[file.name] = file
    return pages


def each(site: dict[str, Path], language: str = "") -> list[Path]:
    return [file for name, file in sorted(site.items()) if name.endswith(f"{language}.html")]


@dataclass(frozen=True)
class Seen:
    """What the browser found on one page, by width where it depends on it."""

    overflowing: dict[str, list[str]]
    overlapping: dict[str, list[str]]
    formulas: dict[str, list[dict[str, Any]]]
    axes: list[list[tuple[float, float]]]
    levels: list[int]
    tops: list[float]
    paper: bytes


def _look(page: Any) -> Seen:
    """Everything in one visit: each width, then paper (A4 is 794 CSS pixels wide, 680 of them between its margins)."""
    overflowing, overlapping, formulas = {}, {}, {}
    for name, width, media in (
        ("1280", 1280, "screen"),
        ("390", 390, "screen"),
        ("320", 320, "screen"),
        ("A4", 680, "print"),
    ):
        page.emulate_media(media=media)
        page.set_viewport_size({"width": width, "height": 900})
        if media == "print":
            page.evaluate("Object.assign(document.body.style, {inlineSize: '680px', marginInline: 'auto'})")
        slack = 12 if media == "print" else 1  # on paper a dot at nought may stand a little in the margin
        overflowing[name], overlapping[name] = page.evaluate(OVERFLOWING, slack), page.evaluate(OVERLAPPING)
        formulas[name] = page.evaluate(NUMBERS_IN_ORDER)
    page.evaluate("document.body.removeAttribute('style')")
    paper = page.pdf(format="A4", prefer_css_page_size=True)
    page.emulate_media(media="screen")
    levels = page.evaluate("[...document.querySelectorAll('h1, h2, h3, h4')].map(h => +h.tagName[1])")
    tops = page.evaluate("[...document.querySelectorAll('main > *')].map(e => e.getBoundingClientRect().top)")
    return Seen(overflowing, overlapping, formulas, page.evaluate(TURNED_AXES), levels, tops, paper)


@pytest.fixture(scope="module")
def seen(site: dict[str, Path], browser_page: BrowserPage) -> dict[str, Seen]:
    return {file.name: _look(browser_page.open(file)) for file in each(site)}


# ------------------------------------------------------------------------------------------- nothing cut, no overlap

VIEWS = [pytest.param("320", id="a small phone"), pytest.param("390", id="a phone"), pytest.param("1280", id="a desk"),
         pytest.param("A4", id="paper")]  # fmt: skip


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_is_wider_than_the_screen(seen: dict[str, Seen], view: str) -> None:
    found = {name: page.overflowing[view] for name, page in seen.items()}
    assert {name: wide for name, wide in found.items() if wide} == {}


@pytest.mark.parametrize("view", VIEWS)
def test_no_labels_overlap(seen: dict[str, Seen], view: str) -> None:
    found = {name: page.overlapping[view] for name, page in seen.items()}
    assert {name: over for name, over in found.items() if over} == {}


# ------------------------------------------------------------------------------------------------------- direction


@pytest.mark.parametrize("view", VIEWS)
def test_formulas_never_turn_round(seen: dict[str, Seen], view: str) -> None:
    formulas = [(name, f) for name, page in seen.items() if name.endswith("ar.html") for f in page.formulas[view]]
    assert len(formulas) > 20
    for name, formula in formulas:
        for (one, left, top), (other, right, below) in pairwise(formula["numbers"]):
            assert right > left or below > top + 5, f"{name}: {formula['text']}: {one} stands after {other}"


def test_a_proof_begins_at_the_left_in_arabic(seen: dict[str, Seen]) -> None:
    numbers = [f["numbers"] for f in seen[f"{ARABIC.id}.c3.ar.html"].formulas["1280"] if f["text"] == "184 − 52 = 132"]
    assert numbers
    for first, *_, last in numbers:
        assert (first[0], last[0]) == ("184", "132")
        assert first[1] < last[1]


def test_axes_are_not_mirrored(seen: dict[str, Seen]) -> None:
    axes = [ticks for name, page in seen.items() if name.endswith("ar.html") for ticks in page.axes]
    assert len(axes) > 5
    for ticks in axes:
        places = [left for _, left in sorted(ticks)]
        assert places == sorted(places)


def test_marks_change_nothing_but_the_ground(site: dict[str, Path], browser_page: BrowserPage) -> None:
    page = browser_page.open(site[f"{ARABIC.id}.ar.html"])
    styles = page.evaluate(JOINS)
    assert set(styles) == {"0px 0px 0px 0px 0px 0px inline true true normal"}


def test_letters_join_across_the_start_of_a_mark(site: dict[str, Path], browser_page: BrowserPage) -> None:
    """The sentence is as wide with its marks as without them: no letter changed its shape."""
    page = browser_page.open(site[f"{ARABIC.id}.ar.html"])
    widths = page.evaluate("""() => [...document.querySelectorAll('.words')].map(words => {
      const line = document.createElement('div'), plain = document.createElement('div');
      for (const e of [line, plain]) { e.className = 'words'; e.lang = words.lang; e.dir = words.dir;
        Object.assign(e.style, {position: 'absolute', whiteSpace: 'nowrap', maxInlineSize: 'none'});
        document.body.append(e); }
      line.innerHTML = words.innerHTML; plain.textContent = words.textContent;
      return [line.getBoundingClientRect().width, plain.getBoundingClientRect().width];
    })""")
    assert widths
    assert all(abs(marked - plain) < 0.75 for marked, plain in widths), widths


# ------------------------------------------------------------------------------------------------ contrast and order


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(site: dict[str, Path], browser: Any, scheme: str) -> None:
    """Contrast, names, landmarks, order: the rules of WCAG 2.2 AA and good practice, on a page of every shape."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    tab = BrowserPage(browser, scheme)
    shapes = [
        f"{ARABIC.id}.",
        f"{ARABIC.id}.c1.",
        f"{ARABIC.id}.c3.",
        f"{ENGLISH.id}.",
        f"{ENGLISH.id}.c3.",
        "hard.hard-1.",
    ]
    found = {}
    for name in [f"{shape}{language}.html" for shape in shapes for language in ("en", "ar")]:
        results = axe.run(tab.open(site[name]))
        broken = [f"{v['id']}: {n['html'][:120]}" for v in results.response["violations"] for n in v["nodes"]]
        if broken:
            found[name] = broken
    assert found == {}


def test_the_order_of_reading(seen: dict[str, Seen]) -> None:
    """The headings come in the order of the page, one above all, and none skips a level."""
    for name, page in seen.items():
        assert page.levels[0] == 1, name
        assert page.levels.count(1) == 1, name
        assert all(after <= before + 1 for before, after in pairwise(page.levels)), (name, page.levels)
        assert page.tops == sorted(page.tops), name


# ------------------------------------------------------------------------------------------------- paper, and alone


def test_pages_print_on_a4(seen: dict[str, Seen]) -> None:
    for name, page in seen.items():
        assert re.search(rb"/MediaBox \[\s*0 0 59[45](?:\.\d+)? 84[12](?:\.\d+)?\s*\]", page.paper), name


def test_no_request_leaves_the_folder(site: dict[str, Path], seen: dict[str, Seen], browser_page: BrowserPage) -> None:
    assert seen
    folders = {file.parent.as_uri() for file in site.values()}
    assert all(any(url.startswith(folder) for folder in folders) for url in browser_page.requests)
    assert any(url.endswith(".woff2") for url in browser_page.requests)
    assert any(url.endswith("look.css") for url in browser_page.requests)
