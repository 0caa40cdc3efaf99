"""Who may change a project: one process at a time; the others wait a while, then say who holds it.

The system lets go of the lock when its process ends, however it ends.
"""

from __future__ import annotations

import fcntl
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from onrecord.errors import ProjectBusyError

EVERY_SECONDS = 0.05
"""How often one who waits looks whether the project is free."""


def _say_nothing(_line: str) -> None:
    """Nobody is told that one waits."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How many seconds to wait for a project that another process holds, and who is told, once."""

    seconds: float = 0.0
    say: Callable[[str], None] = _say_nothing


_NONE = Patience()
_PATIENCE: ContextVar[Patience] = ContextVar("patience", default=_NONE)


@contextmanager
def patient(patience: Patience) -> Iterator[None]:
    """Have whoever asks for a project in this block wait so long for it; without, nobody waits."""
    token = _PATIENCE.set(patience)
    try:
        yield
    finally:
        _PATIENCE.reset(token)


def hold(lock: TextIO, path: Path, signature: tuple[str, str]) -> None:
    """Take the lock and write who holds it (since when, who); ProjectBusyError with who does when patience ends."""
    patience, until, told = _PATIENCE.get(), None, False
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            break
        except BlockingIOError as error:
            now = time.monotonic()
            until = now + patience.seconds if until is None else until
            holder = _written(lock)
            if now >= until:
                waited = f"waited {patience.seconds:g} seconds; " if patience.seconds else ""
                raise ProjectBusyError(f"{path}: held by {holder}; {waited}try again when it is done") from error
            if not told:
                patience.say(f"{path}: held by {holder}; waiting up to {patience.seconds:g} seconds for it")
                told = True
            time.sleep(EVERY_SECONDS)
    since, user = signature
    lock.truncate(0)
    lock.write(f"{user} (process {os.getpid()} on {socket.gethostname()}) since {since}")
    lock.flush()


def holder_of(path: Path) -> str:
    """Who holds a lock now, and since when; empty where nobody does."""
    try:
        with path.open(encoding="utf-8", errors="replace") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return _written(lock)
    except OSError:
        return ""
    return ""


def _written(lock: TextIO) -> str:
    lock.seek(0)
    return lock.read().strip() or "another process"
