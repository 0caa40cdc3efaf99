"""What every test stands on: no network, the same examples each time, and one line for what was skipped."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
SHARED_DATA = ROOT.parent / "shared" / "data"
COMPLETE = os.environ.get("ONRECORD_COMPLETE") == "1"
LOOPBACK = ("127.0.0.1", "::1", "localhost")
CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)

# On a busy machine an example may be slow without anything being wrong, so no deadline anywhere. In CI the
# examples are the same each time: a red run there can be had again here by CI=true.
settings.register_profile("here", deadline=None, print_blob=True)
settings.register_profile(
    "ci",
    deadline=None,
    print_blob=True,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ci" if os.environ.get("CI") else "here")


# -- No network ---------------------------------------------------------------------------------------------------


class NetworkBlockedError(RuntimeError):
    """A test tried to leave the process; no test may need a service to run."""


_loopback_allowed = False


def _guard(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook: it sees every connection of the interpreter, however it is made, and cannot be taken off."""
    if event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
    elif event == "socket.getaddrinfo":
        address = (arguments[0],)
    else:
        return
    if not isinstance(address, tuple):  # AF_UNIX: a path
        return
    if _loopback_allowed and address[0] in LOOPBACK:
        return
    raise NetworkBlockedError(f"a test may not reach the network: {event} {address!r}")


sys.addaudithook(_guard)


@pytest.fixture(autouse=True)
def _loopback(request: pytest.FixtureRequest) -> Iterator[None]:
    """Browser tests, and those with a server of their own, may speak to this machine; the others to nobody."""
    global _loopback_allowed  # noqa: PLW0603 - an audit hook has no other way to be told
    _loopback_allowed = any(map(request.node.get_closest_marker, ("browser", "server")))
    yield
    _loopback_allowed = False


# -- What was skipped, and how to get it --------------------------------------------------------------------------


def _missing(mark: str) -> str | None:
    """Why tests with this mark cannot run here, and what would let them; None where they can."""
    if mark == "browser" and (CHROMIUM is None or find_spec("playwright") is None):
        return "no Chromium found; install it (on Debian: apt-get install chromium fonts-noto-core) and run make test"
    if mark == "data" and not SHARED_DATA.is_dir():
        return "no shared data found; put the folder shared beside the checkout"
    return None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs something that is not here; a browser must be here where the run is to be complete."""
    for mark in ("browser", "data"):
        reason = _missing(mark)
        if reason is None or (mark == "browser" and COMPLETE):
            continue
        for item in items:
            if item.get_closest_marker(mark):
                item.add_marker(pytest.mark.skip(reason=f"{mark}: {reason}"))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """In a complete run a missing browser is a failure."""
    if COMPLETE and item.get_closest_marker("browser") and (reason := _missing("browser")):
        pytest.fail(f"ONRECORD_COMPLETE=1, but {reason}", pytrace=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """In a complete run a browser test that skips itself has failed too."""
    report = yield
    if COMPLETE and item.get_closest_marker("browser") and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"ONRECORD_COMPLETE=1, but this browser test was skipped: {report.longrepr}"
    return report  # type: ignore[return-value]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line for each mark that was skipped: how many tests, and how to get them."""
    skipped = terminalreporter.stats.get("skipped", [])
    for mark in ("browser", "data"):
        count = sum(1 for report in skipped if mark in report.keywords)
        if count:
            terminalreporter.write_line(f"skipped {count} tests marked {mark}: {_missing(mark) or 'see above'}")


# -- What is shipped ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def packaged_catalogue() -> Any:
    """The measures, places and actors that the package brings."""
    from onrecord import gazetteer

    return gazetteer.catalogue()


@pytest.fixture(scope="session")
def packaged_holdings() -> Any:
    """The figures, cards and bridges that the package brings."""
    from onrecord.figure import packaged_figures
    from onrecord.row import Holdings, packaged_bridges
    from onrecord.source import packaged_cards

    return Holdings(tuple(packaged_figures()), packaged_cards(), tuple(packaged_bridges()))


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser, for playwright's executable_path."""
    if CHROMIUM is None:
        pytest.fail("a test asked for Chromium without the mark browser")
    return CHROMIUM
