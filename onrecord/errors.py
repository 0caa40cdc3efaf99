"""Everything that can go wrong, and the exit code it ends with.

    OnrecordError            1   our fault: a bug, or a promise that could not be kept
    ├── UsageError           2   the call itself is wrong: an unknown measure, place, voice
    ├── InputError           3   a file or text cannot be read: says file, row, column, found, expected
    ├── SourceError          4   a source or the network failed
    ├── VerificationError    5   a proof, a file or a snapshot does not check out
    └── ProjectBusyError     7   another process holds the project: says who, since when

Exit code 6 is no error: the work is done, but something in it could not be measured (``--strict``).
An outcome is never an exit code.
"""

from __future__ import annotations


class OnrecordError(Exception):
    """The root of the tree; raised itself only where a promise of ours could not be kept."""

    exit_code = 1


class UsageError(OnrecordError):
    """The caller asked for something that does not exist; the message lists what does."""

    exit_code = 2


class InputError(OnrecordError):
    """A file or a text cannot be read as what it was given as; nothing of it was kept."""

    exit_code = 3


class SourceError(OnrecordError):
    """A source, or the way to it, failed."""

    exit_code = 4


class VerificationError(OnrecordError):
    """A proof, a kept file or a snapshot does not match what it claims to be."""

    exit_code = 5


class ProjectBusyError(OnrecordError):
    """Another process is writing to the project."""

    exit_code = 7
