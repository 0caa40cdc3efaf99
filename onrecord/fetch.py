"""Sources by name and version: where each is published, what must come, and what was fetched before.

The table ``fetching`` says how each source is had. What was fetched lies in a cache, each file under its SHA-256:

    files/<sha256>/<name>      what came, unchanged (the pages of an API as they came, in one zip)
    addresses/<key>.json       which file a source and version gave
    parts/<key>                what is being fetched

Tokens and passwords are handed in, sent to the source over checked connections, and kept nowhere.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
import shutil
import urllib.parse
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from onrecord.data import table
from onrecord.errors import InputError, SourceError, UsageError, VerificationError
from onrecord.transfer import Kind, Limits, RefusedError, Request, Watch, answer, bring, check_address, shown

MOST_PAGES = 20_000
MOST_PAGE_BYTES = 200_000_000
LONGEST_NAME = 120
_SAFE = re.compile(r"[^A-Za-z0-9._-]+")
_TOKEN = re.compile(r"[\x21-\x7e]{1,4000}")
_SHA256 = re.compile(r"[0-9a-f]{64}")

Secrets = Callable[[str, str], str]
"""Gives a secret: (the variable of the environment that may hold it, what it is, for a prompt)."""


@dataclass(frozen=True, slots=True)
class Token:
    """How a source wants to be shown who asks: in which header, from which variable, after which login."""

    header: str
    variable: str
    prefix: str = ""
    login: str = ""
    client: str = ""
    user_variable: str = ""


@dataclass(frozen=True, slots=True)
class Pages:
    """How a source gives its rows in parts: under which names stand rows, page number, total and the next address."""

    rows: str
    number: str
    total: str = ""
    next: str = ""
    most: int = 0


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one source is had; ``fixed`` where a version never changes once it is published."""

    id: str
    doc: str
    version: str
    example: str
    address: str
    name: str
    expects: Kind | None
    fixed: bool
    where: str
    token: Token | None = None
    pages: Pages | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that was fetched, now or before."""

    source: str
    version: str
    address: str
    path: Path
    sha256: str
    size: int
    already: bool
    changed_on: dt.date | None = None
    """The day on which the server says that it was last changed."""

    def told(self) -> dict[str, str]:
        """What is kept beside it: where it came from, and what it is."""
        held = {"address": self.address, "name": self.path.name, "sha256": self.sha256, "source": self.source}
        changed = {} if self.changed_on is None else {"changed_on": self.changed_on.isoformat()}
        return held | {"version": self.version} | changed


@dataclass(frozen=True, slots=True)
class Way:
    """By what means to fetch: the cache, limits, who is told, who gives secrets; ``again`` even if it is there."""

    cache: Path
    limits: Limits = field(default_factory=Limits)
    watch: Watch = field(default_factory=Watch)
    secrets: Secrets = lambda variable, what: ""  # noqa: ARG005
    again: bool = False


def recipes() -> Mapping[str, Recipe]:
    """How each known source is had, by its name."""
    return {key: _recipe(key, entry) for key, entry in sorted(table("fetching").items())}


def _recipe(key: str, entry: Mapping[str, Any]) -> Recipe:
    held = {"id": key, **entry}
    if "token" in held:
        held["token"] = Token(**held["token"])
    if "pages" in held:
        held["pages"] = Pages(**held["pages"])
    return Recipe(**held)


def cache_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where what was fetched is kept: ONRECORD_CACHE, else the user's folder for caches."""
    own = environ.get("ONRECORD_CACHE")
    if own:
        return Path(own)
    base = environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "onrecord"


def fetch(source: str, version: str, way: Way, *, sha256: str = "") -> Fetched:
    """Fetch a source in a version, or the file at an address of the web; with ``sha256``, that content only.

    Raises :class:`UsageError` for what is not known, :class:`SourceError` where the source or network fails,
    :class:`VerificationError` where another content came than was asked for.
    """
    if sha256 and not _SHA256.fullmatch(sha256):
        raise UsageError(f"--sha256 {sha256[:80]!r}: expected 64 hexadecimal digits in lower case")
    recipe, address, name = _plan(source, version)
    key = hashlib.sha256(json.dumps([source, version, address]).encode()).hexdigest()[:32]
    held = None if way.again else _held(way.cache, key, recipe, sha256)
    if held is not None:
        path, digest, changed_on = held
        return Fetched(source, version, shown(address), path, digest, path.stat().st_size, True, changed_on)
    part = way.cache / "parts" / key
    said = Fetched(source, version, shown(address), Path(name), "", 0, False)
    if recipe.pages is None:
        hint = f"the token is taken from {recipe.token.variable}" if recipe.token else ""
        keys = Keys(recipe.token, way) if recipe.token else None
        request = Request(address, recipe.expects, keys.headers() if keys else {}, token_hint=hint)
        said = replace(said, changed_on=bring(request, part, way.limits, way.watch).changed_on)
    else:
        _bring_pages(recipe, address, part, way)
    if recipe.expects == "zip" and not zipfile.is_zipfile(part):
        part.unlink()
        raise SourceError(f"{shown(address)}: found a damaged zip; fetch it again")
    return _keep(part, key, way.cache, sha256, said)


# ------------------------------------------------------------------------------------------------ what is asked for


def _plan(source: str, version: str) -> tuple[Recipe, str, str]:
    """How a source is had, at which address, and the name of the file."""
    if source.startswith(("https://", "http://")):
        check_address(source)
        name = _SAFE.sub("-", urllib.parse.unquote(urllib.parse.urlsplit(source).path.rpartition("/")[2])).strip("-.")
        kinds: dict[str, Kind] = {".zip": "zip", ".csv": "csv", ".json": "json"}
        kind = kinds.get(Path(name).suffix.lower())
        recipe = Recipe(source, "", "", "", source, name, kind, fixed=False, where="")
        return recipe, source, (name or "fetched")[-LONGEST_NAME:]
    known = recipes()
    if source not in known:
        raise UsageError(f"no source {source!r} to fetch; there are: {', '.join(known)}, or an address with https://")
    recipe = known[source]
    found = re.fullmatch(recipe.version, version)
    if not version and found is None:
        raise UsageError(f"{source}: say which version with --version, one such as {recipe.example}")
    if found is None:
        raise UsageError(f"{source}: no version {version[:80]!r}; expected one such as {recipe.example}")
    parts = {group: urllib.parse.quote(text or "", safe="") for group, text in found.groupdict().items()}
    parts |= {f"{group}_": text.replace(".", "_") for group, text in parts.items()}
    address = re.sub(r"[?&][A-Za-z_]+=(?=&|$)", "", recipe.address.format(**parts))
    return recipe, address, recipe.name.format(version=_SAFE.sub("-", version))[-LONGEST_NAME:]


class Keys:
    """The headers that let us in, asked for when they are first needed; renewed when they have run out."""

    def __init__(self, token: Token, way: Way) -> None:
        self.token, self.way = token, way
        self._access = self._refresh = ""

    def headers(self) -> dict[str, str]:
        """The header with the token."""
        if not self._access:
            self._access = self._logged_in() if self.token.login else self._secret(self.token.variable, "token")
        return {self.token.header: f"{self.token.prefix}{self._access}"}

    def renew(self) -> bool:
        """Get another token for one that has run out, where the source gives such."""
        if not self._refresh:
            return False
        refresh, self._refresh = self._refresh, ""
        self._access = self._granted({"grant_type": "refresh_token", "refresh_token": refresh})
        return True

    def _secret(self, variable: str, what: str) -> str:
        found = self.way.secrets(variable, what).strip()
        if not _TOKEN.fullmatch(found):
            raise UsageError(f"the {what} in {variable} holds signs that no {what} has; set it anew")
        return found

    def _logged_in(self) -> str:
        user = self._secret(self.token.user_variable, "user name")
        password = self.way.secrets(self.token.variable, "password")
        return self._granted({"grant_type": "password", "username": user, "password": password})

    def _granted(self, form: Mapping[str, str]) -> str:
        """The token that a login gives (OAuth 2, RFC 6749, sections 4.3 and 6)."""
        hint = f"user and password are taken from {self.token.user_variable} and {self.token.variable}"
        request = Request(self.token.login, "json", form={**form, "client_id": self.token.client}, token_hint=hint)
        content = answer(request, replace(self.way.limits, most_bytes=1_000_000), self.way.watch)
        try:
            said = json.loads(content)
            access, refresh = said["access_token"], said.get("refresh_token") or ""
        except (ValueError, RecursionError, KeyError, TypeError, AttributeError) as error:
            raise SourceError(f"{shown(self.token.login)}: gives no access_token; tell the source") from error
        if not isinstance(access, str) or not _TOKEN.fullmatch(access) or not isinstance(refresh, str):
            raise SourceError(f"{shown(self.token.login)}: gives a token with signs that no token has")
        self._refresh = refresh
        return access


# -------------------------------------------------------------------------------------------------------------- pages


def _bring_pages(recipe: Recipe, address: str, part: Path, way: Way) -> None:
    """Bring page after page, each as it came; then all of them as one zip, the same bytes for the same pages."""
    folder = part.with_name(f"{part.name}.pages")
    if not recipe.fixed and folder.exists():
        shutil.rmtree(folder)  # pages of another day do not fit to those of today
    paths = list(_pages(recipe, address, folder, way))
    unfinished = part.with_name(f"{part.name}.zip")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in paths:
            archive.writestr(zipfile.ZipInfo(path.name), path.read_bytes(), zipfile.ZIP_DEFLATED)
    unfinished.replace(part)
    shutil.rmtree(folder)


def _pages(recipe: Recipe, address: str, folder: Path, way: Way) -> Iterator[Path]:
    """The pages of an answer, until there are no more; as many rows as the source says that there are."""
    assert recipe.pages is not None
    keys = Keys(recipe.token, way) if recipe.token else None
    limits = replace(way.limits, most_bytes=min(way.limits.most_bytes, MOST_PAGE_BYTES))
    number, rows, size, total = "1", 0, 0, None
    for nth in range(1, MOST_PAGES + 1):
        path = folder / f"page-{nth:05}.json"
        at = address if nth == 1 else f"{address}&{recipe.pages.number}={number}"
        if not path.exists():
            _bring_page(Request(at, "json"), path, keys, limits, way.watch)
        held = _page(path, at)
        found = held.get(recipe.pages.rows)
        if not isinstance(found, list):
            path.unlink()
            raise SourceError(f"{shown(at)}: found no list {recipe.pages.rows!r} in page {nth}; tell the source")
        rows, size = rows + len(found), size + path.stat().st_size
        total = held.get(recipe.pages.total) if recipe.pages.total else None
        if size > way.limits.most_bytes:
            raise SourceError(f"{shown(at)}: the pages hold more than {way.limits.most_bytes} bytes; raise --most-mb")
        way.watch.at(size, None)
        yield path
        following = _next(recipe.pages, held, len(found), nth)
        if following is None:
            break
        number = following
    else:
        raise SourceError(f"{shown(address)}: gives more than {MOST_PAGES} pages; ask for less at a time")
    if total is not None and total != rows:
        shutil.rmtree(folder)
        raise SourceError(f"{shown(address)}: says that it has {total} rows and gave {rows}; fetch it again")


def _bring_page(request: Request, path: Path, keys: Keys | None, limits: Limits, watch: Watch) -> None:
    """One page; where the token has run out meanwhile, with a new one."""
    hint = f"the token is taken from {keys.token.variable}" if keys else ""
    for renewed in (False, True):
        try:
            bring(replace(request, secret=keys.headers() if keys else {}, token_hint=hint), path, limits, watch)
        except RefusedError:
            if renewed or keys is None or not keys.renew():
                raise
        else:
            return


def _page(path: Path, address: str) -> dict[str, Any]:
    try:
        held = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        path.unlink()
        raise SourceError(f"{shown(address)}: found no whole JSON ({str(error)[:100]}); fetch it again") from error
    return held if isinstance(held, dict) else {}


def _next(pages: Pages, held: Mapping[str, Any], rows: int, nth: int) -> str | None:
    """The number of the next page, or None after the last. Of a next address only the number is believed."""
    if not pages.next:
        return str(nth + 1) if rows >= pages.most else None
    told = held.get(pages.next)
    if not isinstance(told, str) or not told:
        return None
    (number,) = urllib.parse.parse_qs(urllib.parse.urlsplit(told).query).get(pages.number, [""])[:1]
    return number if re.fullmatch(r"\d{1,6}", number) else None


# -------------------------------------------------------------------------------------------------------------- cache


def _held(cache: Path, key: str, recipe: Recipe, sha256: str) -> tuple[Path, str, dt.date | None] | None:
    """What was fetched before, if it is still the same content and need not be asked for again."""
    try:
        said = json.loads((cache / "addresses" / f"{key}.json").read_text(encoding="utf-8"))
        path, digest = cache / "files" / said["sha256"] / said["name"], str(said["sha256"])
        changed_on = dt.date.fromisoformat(said["changed_on"]) if "changed_on" in said else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    wanted = digest == sha256 if sha256 else recipe.fixed
    if not wanted or not path.is_file() or path.parent.parent != cache / "files":
        return None
    with path.open("rb") as file:
        same = hashlib.file_digest(file, "sha256").hexdigest() == digest
        return (path, digest, changed_on) if same else None


def sidecar_text(done: Fetched) -> str:
    """What a sidecar holds."""
    return json.dumps(done.told(), indent=1) + "\n"


def _keep(part: Path, key: str, cache: Path, sha256: str, said: Fetched) -> Fetched:
    """Put what came into the cache under its hash; nothing is kept where another content was asked for."""
    with part.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if sha256 and digest != sha256:
        part.unlink()
        raise VerificationError(f"{said.address}: its SHA-256 is {digest}, expected {sha256}; nothing was kept")
    path = cache / "files" / digest / said.path.name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.replace(path)
        index = cache / "addresses" / f"{key}.json"
        index.parent.mkdir(parents=True, exist_ok=True)
        unfinished = index.with_suffix(".unfinished")
        kept = replace(said, path=path, sha256=digest, size=path.stat().st_size)
        unfinished.write_text(sidecar_text(kept), encoding="utf-8")
        unfinished.replace(index)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}") from error
    part.with_name(f"{part.name}.part.lock").unlink(missing_ok=True)
    return kept
