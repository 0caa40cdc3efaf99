"""Files on the disk: known by their SHA-256, told apart by what the system says of them, written wholly or not."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

from onrecord.errors import InputError, VerificationError

Mark = list[int]
"""What changes whenever a file does: its size, times (to the nanosecond) and place on the disk."""


def kept_content(path: Path, sha256: str) -> bytes:
    """The bytes of a kept file; a :class:`VerificationError` where it cannot be read or was changed."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise VerificationError(f"{path}: a loaded file cannot be read: {error.strerror}") from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise VerificationError(f"{path}: was changed after it was received; its SHA-256 is no longer its name")
    return content


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check_file(path: Path) -> None:
    """Refuse what is no file on a disk: what is loaded is read more than once, which a pipe or device does not bear."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from error
    if stat.S_ISDIR(mode):
        raise InputError(f"{path}: is a folder, expected a file")
    if not stat.S_ISREG(mode):
        raise InputError(f"{path}: is a pipe or a device, expected a file; write what it gives to a file first")


def mark_of(path: Path) -> Mark:
    """The mark of a file; OSError where there is none."""
    told = path.stat()
    return [told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino, told.st_dev]


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that, whenever the process ends, it is there wholly or not at all."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    settle(path.parent)


def settle(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
