"""One address brought to one file over a network that may be slow, cut off or lie: whole and checked, or not at all.

Certificates are always checked, and plain HTTP goes to this machine only. What was received so far stays beside the
file as ``.part``, and the next try asks for the rest of it where the server can say that it is still the same content.
A server that is busy is asked again, as politely as it asks to be.
"""

from __future__ import annotations

import datetime as dt
import email.message
import email.utils
import fcntl
import hashlib
import http.client
import json
import os
import re
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Literal, NoReturn

from onrecord import __version__
from onrecord.errors import InputError, ProjectBusyError, SourceError

Kind = Literal["zip", "csv", "json"]
KINDS: Mapping[str, str] = {"zip": "a zip file", "csv": "a table", "json": "JSON"}
PASSING_CODES = (429, 500, 502, 503, 504)
"""Answers that may be another one a little later; 429 asks to come less often."""
CHUNK = 1 << 16
LOCAL = ("127.0.0.1", "::1", "localhost")
_WEB_PAGE = re.compile(rb"\s*(?:<!doctype\s+html|<html|<head|<\?xml[^>]*>\s*<!doctype\s+html)", re.IGNORECASE)
_TITLE = re.compile(rb"<title[^>]*>\s*(.{1,80})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for: the address, what kind of content is expected, headers that must never be shown.

    ``secret`` are headers that go to the address's own host only, never along with a redirect elsewhere.
    ``form`` is posted where there is one. ``token_hint`` says where a token is taken from, for messages.
    """

    address: str
    kind: Kind | None = None
    secret: Mapping[str, str] = field(default_factory=dict, repr=False)
    form: Mapping[str, str] | None = field(default=None, repr=False)
    token_hint: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken, and how patiently.

    ``most_bytes``: of one file. ``patience``: seconds without a byte after which a try has failed. ``slowest``: bytes
    a second over ``patience`` below which there is no point. ``tries``: in a row that bring nothing new.
    ``longest_wait``: seconds that a server may ask to be left alone.
    """

    most_bytes: int = 4_000_000_000
    patience: float = 60.0
    slowest: int = 100
    tries: int = 5
    longest_wait: float = 300.0
    first_wait: float = 1.0


@dataclass(frozen=True, slots=True)
class Watch:
    """Who is told how it goes, and how time is spent; tests wait by another clock."""

    at: Callable[[int, int | None], None] = lambda done, total: None  # noqa: ARG005
    wait: Callable[[float, str], None] = lambda seconds, why: time.sleep(seconds)  # noqa: ARG005


class RefusedError(SourceError):
    """The source does not let us in: no token, a wrong one, or one that has run out."""


class _Passing(Exception):  # noqa: N818 - no error yet: it is tried again
    """Something that may be otherwise at the next try."""

    def __init__(self, why: str, wait: float | None = None, *, anew: bool = False) -> None:
        super().__init__(why)
        self.wait, self.anew = wait, anew


@dataclass(frozen=True, slots=True)
class Brought:
    """What was brought: its SHA-256, and the day (UTC) of its last change, if the server tells one."""

    sha256: str
    changed_on: dt.date | None


def bring(request: Request, into: Path, limits: Limits | None = None, watch: Watch | None = None) -> Brought:
    """Bring what stands at an address to a file.

    Raises :class:`SourceError` in one line where the source or the way to it fails (what was received of it stays for
    the next call), :class:`InputError` where it cannot be written, :class:`ProjectBusyError` where another process
    brings the same.
    """
    limits, watch = limits or Limits(), watch or Watch()
    check_address(request.address)
    part = into.with_name(f"{into.name}.part")
    try:
        into.parent.mkdir(parents=True, exist_ok=True)
        with _alone(part, request):
            _all_of_it(request, part, limits, watch)
            _check_content(request, part)
            with part.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
                os.fsync(file.fileno())
            changed_on = _changed_on(part)
            part.replace(into)
            _about(part).unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"{into}: cannot be written: {error.strerror or error}") from error
    return Brought(digest, changed_on)


def answer(request: Request, limits: Limits | None = None, watch: Watch | None = None) -> bytes:
    """What stands at an address, held in memory only: for what must never be on a disk, such as tokens."""
    limits, watch = limits or Limits(most_bytes=1_000_000), watch or Watch()
    check_address(request.address)
    for tried in range(1, limits.tries + 1):
        try:
            with _open(request, {}, limits) as response:
                content = response.read(limits.most_bytes + 1)
            break
        except (_Passing, http.client.HTTPException, ConnectionError, TimeoutError) as trouble:
            wait = trouble.wait if isinstance(trouble, _Passing) and trouble.wait is not None else limits.first_wait
            if tried == limits.tries or wait > limits.longest_wait:
                raise SourceError(f"{shown(request.address)}: {trouble}, {tried} times in a row") from trouble
            watch.wait(wait, str(trouble))
    if len(content) > limits.most_bytes:
        _too_large(request, None, limits)
    fault = _fault(request.kind, content[:2000])
    if fault:
        raise SourceError(f"{shown(request.address)}: {fault}")
    return content


def check_address(address: str) -> None:
    """Refuse an address that is not on the web, or whose answer nobody could trust."""
    try:
        parts = urllib.parse.urlsplit(address)
        host, _port = parts.hostname, parts.port
    except ValueError as error:
        raise SourceError(f"{shown(address)}: is no address: {error}") from error
    plain = parts.scheme == "http" and host in LOCAL
    if not host or parts.username is not None or not (parts.scheme == "https" or plain):
        raise SourceError(f"{shown(address)}: expected an address that begins with https:// and names a host")


def shown(address: str) -> str:
    """An address as it may be printed: without what stands after the ``?``, where keys are written, or a password."""
    bare = address.partition("#")[0].partition("?")[0]
    return re.sub(r"//[^/@]*@", "//", bare)[:300]


@contextmanager
def _alone(part: Path, request: Request) -> Iterator[None]:
    """Nobody else brings the same meanwhile; the system lets go when the process ends."""
    with part.with_name(f"{part.name}.lock").open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ProjectBusyError(f"{shown(request.address)}: another process is fetching it; wait for it") from error
        yield


# ------------------------------------------------------------------------------------------------------ try after try


def _all_of_it(request: Request, part: Path, limits: Limits, watch: Watch) -> None:
    """Try until all is there; a try that brought more than any before it does not count against the source."""
    failed, most = 0, _size(part)
    while True:
        try:
            return _once(request, part, limits, watch)
        except _Passing as trouble:
            if trouble.anew:
                _about(part).unlink(missing_ok=True)
            reached = _size(part)
            failed = 1 if reached > most else failed + 1
            most = max(most, reached)
            if failed >= limits.tries:
                raise SourceError(_given_up(request, trouble, failed, most)) from trouble
            wait = trouble.wait if trouble.wait is not None else limits.first_wait * 2 ** (failed - 1)
            if wait > limits.longest_wait:
                raise SourceError(
                    f"{shown(request.address)}: {trouble} and asks to wait {wait:.0f} seconds; try again then"
                ) from trouble
            watch.wait(wait, str(trouble))


def _given_up(request: Request, trouble: Exception, failed: int, most: int) -> str:
    held = f"; {most} bytes are kept and the next fetch goes on from there" if most else ""
    return f"{shown(request.address)}: {trouble}, {failed} times in a row{held}; try again later"


def _once(request: Request, part: Path, limits: Limits, watch: Watch) -> None:
    """One try: from the beginning, or from where the last one ended if the content is still the same."""
    held, validator = _resumable(part)
    headers = {"Range": f"bytes={held}-", "If-Range": validator} if held else {}
    try:
        with _open(request, headers, limits) as response:
            begins, total = _where(request, response, held)
            if total is not None and total > limits.most_bytes:
                _too_large(request, total, limits)
            _note(part, response)
            with part.open("r+b" if begins else "wb") as file:
                file.seek(begins)
                file.truncate()
                _receive(request, response, file, (begins, total), limits, watch)
    except http.client.HTTPException as error:
        raise _Passing(f"the answer was cut off ({type(error).__name__})") from error
    except TimeoutError as error:
        raise _Passing(f"no byte came for {limits.patience:g} seconds") from error
    except ConnectionError as error:
        raise _Passing("the connection was cut off") from error


def _receive(
    request: Request,
    response: http.client.HTTPResponse,
    file: IO[bytes],
    span: tuple[int, int | None],
    limits: Limits,
    watch: Watch,
) -> None:
    """Write what comes, and see that it is enough, not too much, and not for ever."""
    done, total = span
    since, then = time.monotonic(), done
    watch.at(done, total)
    while chunk := response.read1(CHUNK):
        done += len(chunk)
        if done > limits.most_bytes:
            _too_large(request, None, limits)
        file.write(chunk)
        watch.at(done, total)
        spent = time.monotonic() - since
        if spent > limits.patience:
            if done - then < limits.slowest * spent:
                file.flush()
                raise SourceError(
                    f"{shown(request.address)}: less than {limits.slowest} bytes a second came; {done} bytes are kept "
                    "and the next fetch goes on from there"
                )
            since, then = time.monotonic(), done
    file.flush()
    if total is not None and done != total:
        raise _Passing(f"the answer ended after {done} of {total} bytes", anew=done > total)


def _too_large(request: Request, total: int | None, limits: Limits) -> NoReturn:
    size = "more" if total is None else f"{total} bytes"
    raise SourceError(
        f"{shown(request.address)}: holds {size}, the limit is {limits.most_bytes} bytes; raise it with --most-mb"
    )


# ------------------------------------------------------------------------------------------------- what the server says


def _open(request: Request, headers: Mapping[str, str], limits: Limits) -> http.client.HTTPResponse:
    """The answer to one request, or why there is none."""
    form = None if request.form is None else urllib.parse.urlencode(request.form).encode()
    asked = urllib.request.Request(request.address, data=form)
    asked.add_header("User-Agent", f"onrecord/{__version__}")
    asked.add_header("Accept-Encoding", "identity")  # lengths are those of the file
    for name, value in headers.items():
        asked.add_header(name, value)
    for name, value in request.secret.items():
        asked.add_unredirected_header(name, value)
    try:
        response: http.client.HTTPResponse = _opener(request).open(asked, timeout=limits.patience)
    except urllib.error.HTTPError as error:
        with error:
            _refused(request, error)
    except urllib.error.URLError as error:
        _unreached(request, error, limits)
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        response.close()
        raise SourceError(f"{shown(request.address)}: came packed as was not asked for; try again later")
    return response


def _opener(request: Request) -> urllib.request.OpenerDirector:
    """What speaks HTTP: certificates checked, few redirects, no proxy to this machine."""
    local = urllib.parse.urlsplit(request.address).hostname in LOCAL
    proxies = urllib.request.ProxyHandler({} if local else None)
    secure = urllib.request.HTTPSHandler(context=ssl.create_default_context())
    return urllib.request.build_opener(proxies, secure, _Redirects(request))


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows few redirects, to safe addresses only; a form goes nowhere but where it was meant to."""

    max_redirections = 5
    max_repeats = 2

    def __init__(self, request: Request) -> None:
        self.first = request

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """The next request. urllib leaves the secret headers behind, because they were added as not to be redirected;
        they go along only where host and port stay the same."""
        try:
            if self.first.form is not None:
                where = shown(self.first.address)
                raise SourceError(f"{where}: sends what was to be posted elsewhere; nothing was sent on")
            check_address(newurl)
        except SourceError:
            fp.close()
            raise
        following = super().redirect_request(req, fp, code, msg, headers, newurl)
        if following is not None and _origin(newurl) == _origin(self.first.address):
            for name, value in self.first.secret.items():
                following.add_unredirected_header(name, value)
        return following


def _origin(address: str) -> tuple[str, str]:
    parts = urllib.parse.urlsplit(address)
    return parts.scheme, parts.netloc


def _refused(request: Request, error: urllib.error.HTTPError) -> NoReturn:
    """What an answer other than a good one means."""
    where = shown(request.address)
    if error.code in PASSING_CODES:
        raise _Passing(f"the source answers {error.code} {error.reason}", _asked_to_wait(error.headers))
    if error.code == 416:
        raise _Passing("the source has no more of it than is kept", 0.0, anew=True)
    if error.code in (401, 403):
        raise RefusedError(
            f"{where}: refused ({error.code} {error.reason}); {request.token_hint or 'it needs a token'}"
        )
    if error.code in (404, 410):
        raise SourceError(f"{where}: is not there ({error.code}); is that a version that was published?")
    if 300 <= error.code < 400 and "not allowed" in error.msg:
        raise SourceError(f"{where}: sends us to what is no address of the web; tell the source")
    if 300 <= error.code < 400:
        raise SourceError(f"{where}: sends us from one address to the next without end; tell the source")
    raise SourceError(f"{where}: the source answers {error.code} {error.reason}")


def _asked_to_wait(headers: email.message.Message) -> float | None:
    """The seconds of Retry-After; a date instead of seconds is waited for as if nothing were said."""
    told = headers.get("Retry-After", "").strip()
    return float(told) if re.fullmatch(r"\d{1,9}", told) else None


def _unreached(request: Request, error: urllib.error.URLError, limits: Limits) -> NoReturn:
    """Why no answer came at all."""
    reason, where = error.reason, shown(request.address)
    if isinstance(reason, ssl.SSLCertVerificationError):
        raise SourceError(
            f"{where}: its certificate is not trusted ({reason.verify_message}); nothing was fetched"
        ) from error
    if isinstance(reason, ssl.SSLError):
        raise SourceError(f"{where}: no safe connection ({reason.reason or reason}); nothing was fetched") from error
    if isinstance(reason, TimeoutError):
        raise _Passing(f"no answer came for {limits.patience:g} seconds") from error
    if isinstance(reason, ConnectionResetError | http.client.RemoteDisconnected):
        raise _Passing("the connection was cut off") from error
    said = reason.strerror if isinstance(reason, OSError) and reason.strerror else reason
    raise SourceError(f"{where}: cannot be reached ({said}); is there a network?") from error


def _where(request: Request, response: http.client.HTTPResponse, held: int) -> tuple[int, int | None]:
    """At which byte the answer begins, and how many the whole has, if that is said."""
    if response.status == 206:
        told = re.fullmatch(r"bytes (\d+)-(\d+)/(\d+|\*)", response.headers.get("Content-Range", ""))
        if told is None or int(told[1]) != held:
            raise SourceError(f"{shown(request.address)}: answers with another part than was asked for")
        return held, int(told[2]) + 1 if told[3] == "*" else int(told[3])
    length = response.headers.get("Content-Length", "")
    return 0, int(length) if re.fullmatch(r"\d{1,15}", length) else None


# --------------------------------------------------------------------------------------------- what is kept of a try


def _about(part: Path) -> Path:
    return part.with_name(f"{part.name}.json")


def _size(part: Path) -> int:
    return part.stat().st_size if part.exists() else 0


def _note(part: Path, response: http.client.HTTPResponse) -> None:
    """Keep by what the server tells that the content is still the same: a strong tag, or the day of its last change."""
    tag, changed = response.headers.get("ETag", ""), response.headers.get("Last-Modified", "")
    told = {"validator": tag if tag.startswith('"') else changed, "changed": changed}
    _about(part).write_text(json.dumps(told), encoding="utf-8")


def _changed_on(part: Path) -> dt.date | None:
    """The day of the last change that the server told (RFC 9110, 8.8.2), if it told one that can be read."""
    try:
        told = json.loads(_about(part).read_text(encoding="utf-8"))["changed"]
        moment = email.utils.parsedate_to_datetime(told)
        return moment.astimezone(dt.UTC).date() if moment.tzinfo is not None else moment.date()
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return None


def _resumable(part: Path) -> tuple[int, str]:
    """How many bytes can be gone on from, and by what the server knows them; (0, "") to begin anew."""
    try:
        validator = json.loads(_about(part).read_text(encoding="utf-8"))["validator"]
    except (OSError, ValueError, KeyError, TypeError):
        return 0, ""
    held = _size(part)
    return (held, str(validator)) if validator and held else (0, "")


# -------------------------------------------------------------------------------------------------- what was received


def _check_content(request: Request, part: Path) -> None:
    """Refuse what is not of the kind that was expected: a page that asks to log in is no dataset."""
    with part.open("rb") as file:
        head = file.read(2000)
    fault = _fault(request.kind, head)
    if fault:
        part.unlink()
        _about(part).unlink(missing_ok=True)
        raise SourceError(f"{shown(request.address)}: {fault}")


def _fault(kind: Kind | None, head: bytes) -> str | None:
    """What is wrong with the beginning of a file of a kind."""
    if kind is None:
        return None
    if not head:
        return f"found nothing, expected {KINDS[kind]}"
    if _WEB_PAGE.match(head):
        title = _TITLE.search(head)
        named = f" ({title[1].decode('utf-8', 'replace').partition('<')[0].strip()!r})" if title else ""
        return f"found a web page{named}, expected {KINDS[kind]}"
    begins = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if kind == "zip" and head[:2] != b"PK":
        return f"found no zip, expected {KINDS[kind]}"
    if kind == "json" and begins not in (b"{", b"["):
        return f"found {head[:20]!r}, expected {KINDS[kind]}"
    if kind == "csv" and (begins in (b"{", b"<") or b"\0" in head):
        return f"found {head[:20]!r}, expected {KINDS[kind]}"
    return None
