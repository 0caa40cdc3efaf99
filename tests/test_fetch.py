"""Fetching: from a server that misbehaves in every way that servers do, whole and checked or not at all."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import os
import shutil
import ssl
import subprocess
import sys
import threading
import time
import urllib.parse
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from onrecord import fetch, transfer
from onrecord.cli import main
from onrecord.errors import ProjectBusyError, SourceError, UsageError, VerificationError
from onrecord.fetch import Pages, Recipe, Token, Way
from onrecord.provenance import fetched_as
from onrecord.transfer import Limits, Request, Watch, bring

pytestmark = pytest.mark.server

CONTENT = b"id,deaths\n" + b"".join(b"%d,%d\n" % (n, n % 7) for n in range(20_000))
HURRIED = Limits(most_bytes=1_000_000, patience=0.4, slowest=2000, tries=3, longest_wait=60, first_wait=0.5)

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent)}

Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Hands every request to the test's own function."""

    server: Server

    def do_GET(self) -> None:
        self.server.requests.append((self.path, dict(self.headers)))
        try:
            self.server.answer(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def do_POST(self) -> None:
        self.body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.do_GET()

    def say(self, code: int, content: bytes = b"", **headers: str) -> None:
        self.send_response(code)
        for name, value in ({"Content_Length": str(len(content))} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """Quiet."""


class Server(ThreadingHTTPServer):
    """A server on this machine that answers as it is told; it counts what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.answer: Answer = lambda handler: handler.say(200, CONTENT)

    def address(self, path: str = "/data.csv") -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as made:
        threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield made
        made.shutdown()


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def watch(waits: list[float]) -> Watch:
    """Somebody who waits by another clock."""
    return Watch(wait=lambda seconds, why: waits.append(seconds))


def resuming(tag: str = '"one"', cut: int | None = None) -> Answer:
    """A good server, that knows by a tag whether the content is still the same; it cuts off after ``cut`` bytes."""

    def answer(handler: Handler) -> None:
        begins = 0
        told = handler.headers.get("Range", "")
        if told and handler.headers.get("If-Range") == tag:
            begins = int(told.removeprefix("bytes=").removesuffix("-"))
        rest = CONTENT[begins:]
        ranged = {"Content_Range": f"bytes {begins}-{len(CONTENT) - 1}/{len(CONTENT)}"} if begins else {}
        headers = {"Content_Length": str(len(rest)), "ETag": tag, **ranged}
        handler.say(206 if begins else 200, rest if cut is None else rest[:cut], **headers)

    return answer


# ------------------------------------------------------------------------------------------------------ what goes well


def test_a_file_comes_whole(server: Server, tmp_path: Path) -> None:
    seen: list[tuple[int, int | None]] = []
    brought = bring(
        Request(server.address(), "csv"), tmp_path / "in" / "data.csv", watch=Watch(at=lambda *at: seen.append(at))
    )
    assert (tmp_path / "in" / "data.csv").read_bytes() == CONTENT
    assert (brought.sha256, brought.changed_on) == (hashlib.sha256(CONTENT).hexdigest(), None)
    assert seen[0] == (0, len(CONTENT))
    assert seen[-1] == (len(CONTENT), len(CONTENT))
    assert [path.name for path in (tmp_path / "in").iterdir() if not path.name.endswith(".lock")] == ["data.csv"]


def test_what_was_cut_off_goes_on_where_it_stopped(server: Server, tmp_path: Path, watch: Watch) -> None:
    server.answer = resuming(cut=50_000)
    bring(Request(server.address()), tmp_path / "data.csv", HURRIED, watch)
    assert (tmp_path / "data.csv").read_bytes() == CONTENT
    asked = [headers.get("Range") for _, headers in server.requests]
    assert asked == [None, *(f"bytes={n}-" for n in range(50_000, len(CONTENT), 50_000))]


def test_a_fetch_that_was_given_up_goes_on_at_the_next(server: Server, tmp_path: Path, watch: Watch) -> None:
    server.answer = resuming(cut=60_000)
    once = Limits(**{**_fields(HURRIED), "tries": 1})
    with pytest.raises(SourceError, match="60000 bytes are kept and the next fetch goes on from there"):
        bring(Request(server.address()), tmp_path / "data.csv", once, watch)
    assert not (tmp_path / "data.csv").exists()
    server.answer = resuming()
    bring(Request(server.address()), tmp_path / "data.csv", HURRIED, watch)
    assert (tmp_path / "data.csv").read_bytes() == CONTENT
    assert server.requests[-1][1]["Range"] == "bytes=60000-"


def _fields(limits: Limits) -> dict[str, Any]:
    return {name: getattr(limits, name) for name in Limits.__dataclass_fields__}


def test_what_changed_meanwhile_is_begun_anew(server: Server, tmp_path: Path, watch: Watch) -> None:
    server.answer = resuming('"old"', cut=60_000)
    with pytest.raises(SourceError):
        bring(Request(server.address()), tmp_path / "data.csv", Limits(**{**_fields(HURRIED), "tries": 1}), watch)
    (tmp_path / "data.csv.part").write_bytes(b"of the old content" * 1000)
    server.answer = resuming('"new"')
    bring(Request(server.address()), tmp_path / "data.csv", HURRIED, watch)
    assert (tmp_path / "data.csv").read_bytes() == CONTENT


def test_a_part_longer_than_the_whole_is_begun_anew(server: Server, tmp_path: Path, watch: Watch) -> None:
    (tmp_path / "data.csv.part").write_bytes(CONTENT + b"more")
    (tmp_path / "data.csv.part.json").write_text('{"validator": "\\"one\\""}', encoding="utf-8")
    server.answer = lambda handler: handler.say(416) if "Range" in handler.headers else handler.say(200, CONTENT)
    bring(Request(server.address()), tmp_path / "data.csv", HURRIED, watch)
    assert (tmp_path / "data.csv").read_bytes() == CONTENT


# ----------------------------------------------------------------------------------------------- servers that misbehave


def dripping(handler: Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(40):
        handler.wfile.write(b"x,")
        handler.wfile.flush()
        time.sleep(0.05)


def silent(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "100")
    handler.end_headers()
    handler.wfile.flush()
    time.sleep(1)


def endless(handler: Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b"7," * 20_000)


def cut_in_a_chunk(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"ff\r\nonly this")


def hang_up(handler: Handler) -> None:
    handler.connection.shutdown(2)
    handler.close_connection = True


def busy(code: int, **headers: str) -> Answer:
    return lambda handler: handler.say(code, b"later", **headers)


def moved(where: str, code: int = 302) -> Answer:
    return lambda handler: handler.say(code, Location=where)


def round_and_round(handler: Handler) -> None:
    handler.say(302, Location=f"/{int(handler.path.strip('/') or 0) + 1 if handler.path[1:].isdigit() else 1}")


def taken(answers: Iterator[Answer]) -> Answer:
    """One answer after the other."""

    def answer(handler: Handler) -> None:
        next(answers)(handler)

    return answer


LOGIN = b"<!DOCTYPE html>\n<html><head><title>Log in, please</title></head></html>"
WRONG = [
    pytest.param(dripping, "less than 2000 bytes a second came", id="slow"),
    pytest.param(silent, "no byte came for 0.4 seconds, 3 times in a row", id="silent"),
    pytest.param(lambda h: time.sleep(1), "no byte came for 0.4 seconds, 3 times", id="never answers"),
    pytest.param(hang_up, "cut off", id="hangs up"),
    pytest.param(cut_in_a_chunk, "the answer was cut off", id="cut off in a chunk"),
    pytest.param(lambda h: h.say(200, b"a,b\n", Content_Length="5000"),
                 "ended after 4 of 5000 bytes", id="wrong length"),
    pytest.param(lambda h: h.say(200, b"a", Content_Length="9000000"),
                 "the limit is 1000000 bytes", id="too large, said"),
    pytest.param(endless, "holds more, the limit is 1000000 bytes", id="too large, unsaid"),
    pytest.param(moved("/data.csv"), "without end", id="a redirect to itself"),
    pytest.param(round_and_round, "without end", id="redirects without end"),
    pytest.param(moved("http://example.org/x"), "expected an address that begins with https://", id="to plain HTTP"),
    pytest.param(moved("file:///etc/passwd"), "to what is no address of the web", id="to a file"),
    pytest.param(busy(429), "answers 429 Too Many Requests, 3 times in a row", id="429"),
    pytest.param(busy(429, Retry_After="9999"), "asks to wait 9999 seconds; try again then", id="429, for long"),
    pytest.param(busy(500), "answers 500 Internal Server Error, 3 times in a row", id="500"),
    pytest.param(busy(401), "refused (401 Unauthorized)", id="401"),
    pytest.param(busy(404), "is not there (404)", id="404"),
    pytest.param(busy(418), "answers 418", id="another code"),
    pytest.param(lambda h: h.say(200, LOGIN), "found a web page ('Log in, please'), expected JSON", id="HTML for JSON"),
    pytest.param(lambda h: h.say(200, b"id,deaths\n"), "found b'id,deaths\\n', expected JSON", id="a table for JSON"),
    pytest.param(lambda h: h.say(200), "found nothing, expected JSON", id="nothing"),
    pytest.param(lambda h: h.say(200, b"x", Content_Encoding="gzip"), "packed as was not asked for", id="packed"),
    pytest.param(lambda h: h.say(206, b"x", Content_Range="bytes 5-6/7"), "another part than was asked", id="a part"),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "expected"), WRONG)
def test_a_server_that_misbehaves(server: Server, tmp_path: Path, watch: Watch, answer: Answer, expected: str) -> None:
    server.answer = answer
    with pytest.raises(SourceError) as caught:
        bring(Request(server.address("/data.json"), "json"), tmp_path / "data.json", HURRIED, watch)
    assert expected in str(caught.value)
    assert str(caught.value).startswith("http")
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 4
    assert not (tmp_path / "data.json").exists()


def test_a_busy_server_is_asked_again_as_it_wants(
    server: Server, tmp_path: Path, watch: Watch, waits: list[float]
) -> None:
    answers = iter([busy(429, Retry_After="7"), busy(503), hang_up, lambda h: h.say(200, CONTENT)])
    server.answer = taken(answers)
    bring(Request(server.address()), tmp_path / "data.csv", Limits(**{**_fields(HURRIED), "tries": 5}), watch)
    assert (tmp_path / "data.csv").read_bytes() == CONTENT
    assert waits == [7.0, 1.0, 2.0]


def test_nobody_there(tmp_path: Path) -> None:
    with Server() as gone:
        address = gone.address()
    with pytest.raises(SourceError, match="cannot be reached \\(Connection refused\\); is there a network"):
        bring(Request(address), tmp_path / "data.csv", HURRIED)


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("http://example.org/data.csv", id="plain HTTP"),
        pytest.param("ftp://example.org/data.csv", id="FTP"),
        pytest.param("https://user:password@example.org/", id="a password in it"),
        pytest.param("https:///data.csv", id="no host"),
        pytest.param("https://example.org:wrong/", id="no port"),
    ],
)
def test_addresses_that_are_refused(address: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        bring(Request(address), tmp_path / "data.csv")
    assert "password" not in str(caught.value)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl to make a certificate that nobody trusts")
def test_a_certificate_that_nobody_trusts(server: Server, tmp_path: Path) -> None:
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    named = ["-keyout", str(tmp_path / "key"), "-out", str(tmp_path / "cert"), "-subj", "/CN=localhost", "-days", "1"]
    subprocess.run([*made, *named], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert", tmp_path / "key")
    address = f"https://localhost:{server.server_port}/data.csv"
    with context.wrap_socket(server.socket, server_side=True) as server.socket:  # noqa: SIM117 - names are bound first
        with pytest.raises(SourceError, match=r"its certificate is not trusted \(self.signed"):
            bring(Request(address), tmp_path / "data.csv", HURRIED)
    assert server.requests == []


def test_two_who_fetch_the_same(server: Server, tmp_path: Path) -> None:
    def second(handler: Handler) -> None:
        with pytest.raises(ProjectBusyError, match="another process is fetching it"):
            bring(Request(server.address()), tmp_path / "data.csv", HURRIED)
        handler.say(200, CONTENT)

    server.answer = second
    bring(Request(server.address()), tmp_path / "data.csv", HURRIED)
    assert (tmp_path / "data.csv").read_bytes() == CONTENT


# ------------------------------------------------------------------------------------------------------ tokens, pages


def test_a_token_goes_nowhere_else(server: Server, tmp_path: Path) -> None:
    """A redirect to another host (here: another port) leaves the token behind; one to the same host takes it along."""
    with Server() as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()
        answers = iter([moved("/again"), moved(other.address())])
        server.answer = taken(answers)
        bring(Request(server.address(), secret={"x-token": "s3cret"}), tmp_path / "data.csv", HURRIED)
        other.shutdown()
    assert [headers.get("X-Token") for _, headers in server.requests] == ["s3cret", "s3cret"]
    assert [headers.get("X-Token") for _, headers in other.requests] == [None]


PAGED = Recipe(
    id="paged", doc="", version=r"(?P<version>\d)", example="1", address="", name="paged-{version}.zip",
    expects="json", fixed=True, where="", token=Token("x-token", "THE_TOKEN"),
    pages=Pages("Result", "page", total="TotalCount", next="NextPageUrl"),
)  # fmt: skip


def paged(monkeypatch: pytest.MonkeyPatch, server: Server, **changes: Any) -> None:
    held = {name: getattr(PAGED, name) for name in Recipe.__dataclass_fields__}
    made = Recipe(**{**held, "address": server.address("/api/{version}?pagesize=2"), **changes})
    monkeypatch.setattr(fetch, "recipes", lambda: {"paged": made})


def pages(handler: Handler) -> None:
    """Five rows in pages of two, as UCDP gives them."""
    asked = urllib.parse.parse_qs(urllib.parse.urlsplit(handler.path).query)
    number = int(asked.get("page", ["1"])[0])
    rows = [{"id": n} for n in range(2 * number - 2, min(5, 2 * number))]
    following = f"http://elsewhere.example/api?pagesize=2&page={number + 1}" if number < 3 else ""
    handler.say(200, json.dumps({"TotalCount": 5, "NextPageUrl": following, "Result": rows}).encode())


def test_pages_are_kept_as_they_came(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paged(monkeypatch, server)
    server.answer = pages
    way = Way(tmp_path, HURRIED, secrets=lambda variable, what: "s3cret")
    done = fetch.fetch("paged", "1", way)
    with zipfile.ZipFile(done.path) as archive:
        held = [json.loads(archive.read(name)) for name in archive.namelist()]
    assert [row["id"] for page in held for row in page["Result"]] == [0, 1, 2, 3, 4]
    assert {headers["X-Token"] for _, headers in server.requests} == {"s3cret"}
    assert fetch.fetch("paged", "1", Way(tmp_path / "other", HURRIED, secrets=way.secrets)).sha256 == done.sha256
    assert b"s3cret" not in b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_pages_go_on_after_the_last_that_came(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paged(monkeypatch, server)
    server.answer = lambda handler: busy(500)(handler) if "page=2" in handler.path else pages(handler)
    way = Way(tmp_path, Limits(**{**_fields(HURRIED), "first_wait": 0.0}), secrets=lambda variable, what: "s3cret")
    with pytest.raises(SourceError, match="500"):
        fetch.fetch("paged", "1", way)
    server.answer = pages
    before = len(server.requests)
    fetch.fetch("paged", "1", way)
    assert [path.partition("&")[2] for path, _ in server.requests[before:]] == ["page=2", "page=3"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param({"TotalCount": 9, "NextPageUrl": "", "Result": [1]}, "it has 9 rows and gave 1", id="rows"),
        pytest.param({"Result": {"a": 1}}, "found no list 'Result' in page 1", id="another shape"),
        pytest.param(["a"], "found no list 'Result' in page 1", id="a list"),
    ],
)  # fmt: skip
def test_pages_that_do_not_add_up(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: Any, expected: str
) -> None:
    paged(monkeypatch, server)
    server.answer = lambda handler: handler.say(200, json.dumps(content).encode())
    with pytest.raises(SourceError, match=expected):
        fetch.fetch("paged", "1", Way(tmp_path, HURRIED, secrets=lambda variable, what: "s3cret"))


def test_half_a_page_is_no_page(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paged(monkeypatch, server)
    server.answer = lambda handler: handler.say(200, b'{"Result": [')
    with pytest.raises(SourceError, match="found no whole JSON"):
        fetch.fetch("paged", "1", Way(tmp_path, HURRIED, secrets=lambda variable, what: "s3cret"))


def test_a_login_gives_a_token_and_a_new_one_when_it_runs_out(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    login = server.address("/oauth/token")
    token = Token("Authorization", "THE_PASSWORD", prefix="Bearer ", login=login, client="us", user_variable="THE_USER")
    paged(monkeypatch, server, token=token)
    valid, forms = "first", []

    def answer(handler: Handler) -> None:
        nonlocal valid
        if handler.path == "/oauth/token":
            forms.append(dict(urllib.parse.parse_qsl(handler.body)))
            valid = ("first", "second")[len(forms) - 1]
            handler.say(200, json.dumps({"access_token": valid, "refresh_token": "fresh", "expires_in": 1}).encode())
        elif handler.headers["Authorization"] != f"Bearer {valid}":
            handler.say(401)
        else:
            valid = "gone" if valid == "first" and "page=2" not in handler.path else valid
            pages(handler)

    server.answer = answer
    given = {"THE_USER": "rana@example.org", "THE_PASSWORD": "pass word ٣"}
    done = fetch.fetch("paged", "1", Way(tmp_path, HURRIED, secrets=lambda variable, what: given[variable]))
    assert forms == [
        {"grant_type": "password", "username": "rana@example.org", "password": "pass word ٣", "client_id": "us"},
        {"grant_type": "refresh_token", "refresh_token": "fresh", "client_id": "us"},
    ]
    assert zipfile.is_zipfile(done.path)
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert not [word for word in (b"first", b"second", b"fresh", b"pass word") if word in kept]


@pytest.mark.parametrize("said", [b"{}", b'{"access_token": "a\\nb"}', b"[]", b'{"access_token": 7}'])
def test_a_login_that_gives_no_token(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: bytes
) -> None:
    token = Token("Authorization", "THE_PASSWORD", login=server.address("/oauth"), user_variable="THE_USER")
    paged(monkeypatch, server, token=token)
    server.answer = lambda handler: handler.say(200, said)
    with pytest.raises(SourceError, match=r"gives (no access_token|a token with signs)"):
        fetch.fetch("paged", "1", Way(tmp_path, HURRIED, secrets=lambda variable, what: "x"))


def test_a_form_is_not_sent_on(server: Server) -> None:
    server.answer = moved("/elsewhere", 307)
    with pytest.raises(SourceError, match="nothing was sent on"):
        transfer.answer(Request(server.address("/oauth"), "json", form={"password": "s3cret"}))
    assert [path for path, _ in server.requests] == ["/oauth"]


def test_tokens_show_in_no_message() -> None:
    request = Request("https://example.org/x?key=s3cret", secret={"x-token": "s3cret"}, form={"password": "s3cret"})
    assert "s3cret" not in repr(request).replace("key=s3cret", "")
    assert transfer.shown("https://user:s3cret@example.org/x?key=s3cret#s3cret") == "https://example.org/x"


# ------------------------------------------------------------------------------------------------- sources and versions


@pytest.mark.parametrize(
    ("source", "version", "address", "name"),
    [
        pytest.param("ucdp-ged", "25.1", "https://ucdp.uu.se/downloads/ged/ged251-csv.zip",
                     "ucdp-ged-25.1.csv.zip", id="a release"),
        pytest.param("ucdp-candidate", "26.0.8", "https://ucdp.uu.se/downloads/candidateged/GEDEvent_v26_0_8.csv",
                     "ucdp-ged-26.0.8-candidate.csv", id="a month"),
        pytest.param("ucdp-candidate", "26.01.26.06",
                     "https://ucdp.uu.se/downloads/candidateged/GEDEvent_v26_01_26_06.csv",
                     "ucdp-ged-26.01.26.06-candidate.csv", id="half a year"),
        pytest.param("ucdp-api", "25.1", "https://ucdpapi.pcr.uu.se/api/gedevents/25.1?pagesize=1000",
                     "ucdp-ged-25.1-api.zip", id="the interface, all countries"),
        pytest.param("ucdp-api", "25.1/country-652",
                     "https://ucdpapi.pcr.uu.se/api/gedevents/25.1?pagesize=1000&Country=652",
                     "ucdp-ged-25.1-country-652-api.zip", id="the interface, one country"),
        pytest.param("acled", "Central African Republic/2018",
                     "https://acleddata.com/api/acled/read?_format=json&country=Central%20African%20Republic"
                     "&year=2018&limit=5000", "acled-Central-African-Republic-2018.zip", id="a country and a year"),
        pytest.param("geonames", "SY", "https://download.geonames.org/export/dump/SY.zip",
                     "geonames-SY.zip", id="a country's places"),
        pytest.param("gdelt-events", "20180501001500", "https://storage.googleapis.com/data.gdeltproject.org/gdeltv2/"
                     "20180501001500.export.CSV.zip", "gdelt-20180501001500.export.CSV.zip", id="a quarter of an hour"),
    ],
)  # fmt: skip
def test_where_each_source_is(source: str, version: str, address: str, name: str) -> None:
    assert fetch._plan(source, version)[1:] == (address, name)


def test_every_source_names_a_version_that_it_has() -> None:
    for key, recipe in fetch.recipes().items():
        _, address, name = fetch._plan(key, recipe.example)
        transfer.check_address(address)
        assert "{" not in address + name
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")


@pytest.mark.parametrize(
    ("source", "version", "expected"),
    [
        pytest.param("ucdp", "25.1", "no source 'ucdp' to fetch; there are: acled,", id="no such source"),
        pytest.param("ucdp-ged", "latest", "no version 'latest'; expected one such as 25.1", id="no such version"),
        pytest.param("ucdp-ged", "", "say which version with --version, one such as 25.1", id="no version"),
        pytest.param("acled", "../../x/2018", "no version", id="a path"),
    ],
)
def test_what_is_not_known(source: str, version: str, expected: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=expected):
        fetch.fetch(source, version, Way(tmp_path))


def test_what_was_fetched_once_is_not_asked_for_again(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paged(monkeypatch, server, address=server.address("/x{version}.csv"), expects="csv", name="x.csv", pages=None,
          token=None)  # fmt: skip
    first = fetch.fetch("paged", "1", Way(tmp_path))
    again = fetch.fetch("paged", "1", Way(tmp_path))
    assert (first.already, again.already, len(server.requests)) == (False, True, 1)
    assert first.path == again.path == tmp_path / "files" / hashlib.sha256(CONTENT).hexdigest() / "x.csv"
    assert not fetch.fetch("paged", "1", Way(tmp_path, again=True)).already
    again.path.write_bytes(b"touched")
    assert not fetch.fetch("paged", "1", Way(tmp_path)).already
    assert again.path.read_bytes() == CONTENT


def test_another_content_than_was_asked_for_is_not_kept(server: Server, tmp_path: Path) -> None:
    with pytest.raises(VerificationError, match="nothing was kept"):
        fetch.fetch(server.address(), "", Way(tmp_path), sha256="0" * 64)
    assert not list(tmp_path.glob("files/*"))
    digest = hashlib.sha256(CONTENT).hexdigest()
    assert fetch.fetch(server.address(), "", Way(tmp_path), sha256=digest).sha256 == digest
    assert fetch.fetch(server.address(), "", Way(tmp_path), sha256=digest).already


def test_a_damaged_zip_is_not_kept(server: Server, tmp_path: Path) -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("x.csv", CONTENT)
    server.answer = lambda handler: handler.say(200, whole.getvalue()[:5000])
    with pytest.raises(SourceError, match="found a damaged zip"):
        fetch.fetch(server.address("/x.zip"), "", Way(tmp_path))
    assert not list(tmp_path.glob("files/*"))


def test_a_full_disk_is_one_line(server: Server, tmp_path: Path) -> None:
    """A file that may not grow past so many bytes is what a full disk is to the writer."""
    code = (
        "import resource, sys; from onrecord.cli import main\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000)); main(sys.argv[1:])"
    )
    command = [sys.executable, "-c", code, "fetch", server.address(), "--cache", str(tmp_path)]
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (3, "")
    assert "cannot be written: File too large" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not list(tmp_path.glob("files/*"))


# -------------------------------------------------------------------------------------------------------- the command


def test_the_command(server: Server, tmp_path: Path) -> None:
    out = tmp_path / "here.csv"
    arguments = ["fetch", server.address(), "--cache", str(tmp_path / "cache"), "--out", str(out)]
    server.answer = lambda handler: handler.say(200, CONTENT, Last_Modified="Wed, 11 Jun 2025 23:59:59 GMT")
    done = CliRunner().invoke(main, arguments)
    assert (done.exit_code, done.stdout) == (0, f"{out}\n")
    assert out.read_bytes() == CONTENT
    told = {"source": server.address(), "version": "", "address": server.address(), "changed_on": "2025-06-11"}
    assert fetched_as(out) == told
    assert all(fetched_as(path) == told for path in (tmp_path / "cache" / "files").glob("*/*"))
    done = CliRunner().invoke(main, [*arguments, "--json"])
    assert json.loads(done.stdout)["data"]["size"] == len(CONTENT)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param("Wed, 11 Jun 2025 23:59:59 GMT", dt.date(2025, 6, 11), id="a moment"),
        pytest.param("Wed, 11 Jun 2025 23:59:59 -0500", dt.date(2025, 6, 12), id="another clock"),
        pytest.param("Wed, 31 Jun 2025 23:59:59 GMT", None, id="no day"),
        pytest.param("yesterday", None, id="words"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_when_the_server_says_that_it_was_changed(
    server: Server, tmp_path: Path, told: str, expected: dt.date | None
) -> None:
    server.answer = lambda handler: handler.say(200, CONTENT, Last_Modified=told)
    assert bring(Request(server.address()), tmp_path / "data.csv", HURRIED).changed_on == expected


def test_the_command_lists_sources() -> None:
    done = CliRunner().invoke(main, ["fetch"])
    assert done.exit_code == 0
    assert [line.split()[0] for line in done.stdout.splitlines()] == list(fetch.recipes())


def test_no_token_and_nobody_to_ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ONRECORD_UCDP_TOKEN", raising=False)
    done = CliRunner().invoke(main, ["fetch", "ucdp-api", "--version", "25.1", "--cache", str(tmp_path)])
    assert done.exit_code == 2
    assert "no token: set ONRECORD_UCDP_TOKEN" in done.stderr


def test_a_token_with_a_line_break_is_never_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_UCDP_TOKEN", "s3cret\r\nHost: elsewhere")
    done = CliRunner().invoke(main, ["fetch", "ucdp-api", "--version", "25.1", "--cache", str(tmp_path)])
    assert done.exit_code == 2
    assert "s3cret" not in done.output


def test_killed_in_the_middle_it_goes_on(server: Server, tmp_path: Path) -> None:
    """SIGKILL while bytes come: what is there is not taken for the whole, and the next fetch ends it."""
    arrived = threading.Event()

    def half(handler: Handler) -> None:
        if "Range" in handler.headers:
            return resuming()(handler)
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(CONTENT)))
        handler.send_header("ETag", '"one"')
        handler.end_headers()
        handler.wfile.write(CONTENT[:70_000])
        handler.wfile.flush()
        arrived.wait(20)
        return None

    server.answer = half
    code = "import sys; from onrecord.cli import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", code, "fetch", server.address(), "--cache", str(tmp_path)]
    child = subprocess.Popen(command, env=ENVIRONMENT, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 30
    while not any(path.stat().st_size for path in tmp_path.glob("parts/*.part")):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    child.kill()
    child.wait()
    arrived.set()
    assert not list(tmp_path.glob("files/*"))
    done = fetch.fetch(server.address(), "", Way(tmp_path))
    assert done.path.read_bytes() == CONTENT
    assert "Range" in server.requests[-1][1]
