"""A file as it was received, kept under its SHA-256: read back only where it is still what it was."""

from __future__ import annotations

import hashlib
from pathlib import Path

from onrecord.errors import VerificationError


def kept_content(path: Path, sha256: str) -> bytes:
    """The bytes of a kept file; a :class:`VerificationError` where it cannot be read or was changed."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise VerificationError(f"{path}: a loaded file cannot be read: {error.strerror}") from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise VerificationError(f"{path}: was changed after it was received; its SHA-256 is no longer its name")
    return content
