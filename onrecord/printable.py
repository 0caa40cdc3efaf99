"""Text of files and documents as it may be printed: none of it can steer the terminal or turn round what stands beside.

Every sign is replaced by one sign, so that spans still hold.
"""

from __future__ import annotations

CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029), "\ufffd")
"""Control characters and breaks of lines."""

NOTHING = "\u2060"
"""The word joiner, which is not seen, breaks no line and joins no letters otherwise."""

_OVERRIDES = dict.fromkeys(range(0x202A, 0x202F), NOTHING)
"""Embeddings and overrides: "132" after one reads 231."""

_OPENING, _CLOSING = "\u2066\u2067\u2068", "\u2069"
_ISOLATES = dict.fromkeys(map(ord, _OPENING + _CLOSING), NOTHING)


def one_line(text: str) -> str:
    """The text without line breaks, with one space where there was any."""
    return printable(" ".join(text.split()))


def printable(text: str, controls: dict[int, str] = CONTROLS) -> str:
    """The text, as long as before, without what steers a terminal: control characters, embeddings and overrides of the
    direction, and isolates where not every one is closed."""
    text = text.translate(controls)
    if text.isascii():
        return text
    text = text.translate(_OVERRIDES)
    return text if _closed(text) else text.translate(_ISOLATES)


def _closed(text: str) -> bool:
    """Whether every isolate in a text ends in it, and nothing ends that did not begin."""
    depth = 0
    for sign in text:
        depth += (sign in _OPENING) - (sign == _CLOSING)
        if depth < 0:
            return False
    return depth == 0
