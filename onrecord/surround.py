"""What a form of the word tables asks to stand around it: 'claimed 12' kills where what claims them is a shelling.

Words of an entry say under ``amid`` where they mean what it does: ``_`` is any of their forms, and in brackets is what
must stand before or behind, words apart by ``|`` or ``@name`` for those of ``around`` in the grammar, ``ar@name`` in
the Arabic one. ``…`` is a gap of a few words within one clause.

    >>> asked = "(shelling|raid …) _"
    >>> surrounded(asked, "the shelling of Izium claimed 12", 22, 29)
    True
    >>> surrounded(asked, "the minister of Izium claimed 12", 22, 29)
    False
"""

from __future__ import annotations

from functools import lru_cache

from onrecord import patterns as re
from onrecord.normal import form_of
from onrecord.setwords import either, forms

_FORM = "_"
_GAP = "…"
_WIDEST = 7
"""Words of a gap: 'the shelling of the market in the centre of Donetsk claimed'."""

_REACH = 120
"""Letters on each side of a form in which its surroundings are looked for."""

_BETWEEN = r"[^\w.;:!?,()\"\n]+"
"""What stands between two words of one clause."""

_CLITICS = r"(?:[وف]?(?:[بلك]?(?:ال)?|لل))"


def surrounded(asked: str, text: str, start: int, end: int) -> bool:
    """Whether what a form asks for stands around it, in a folded text."""
    before, after = _patterns(asked)
    return (before is None or before.search(text, max(0, start - _REACH), start) is not None) and (
        after is None or after.match(text, end, end + _REACH) is not None
    )


@lru_cache(maxsize=256)
def _patterns(asked: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """What must stand right before a form, and right behind it."""
    before, found, after = asked.partition(_FORM)
    if not found:
        raise ValueError(f"no {_FORM} for the form: {asked!r}")
    gap = rf"(?:{_BETWEEN}\w+(?:['.,-]\w+)*){{0,{_WIDEST}}}?{_BETWEEN}"
    return (
        re.compile(rf"(?<!\w){_words(before)}(?!'s){gap if _GAP in before else _BETWEEN}$") if before.strip() else None,
        re.compile(rf"{gap if _GAP in after else _BETWEEN}{_words(after)}(?!\w)") if after.strip() else None,
    )


def _words(side: str) -> str:
    """A pattern for the words that one side asks for; Arabic ones with what is written on their front."""
    held: list[str] = []
    for one in side.strip(f"() {_GAP}").split("|"):
        code, _, name = one.strip(f" {_GAP}").rpartition("@")
        held += forms(code or "en", "around", name) if "@" in one else [form_of(name)]
    return (_CLITICS if not held[0].isascii() else "") + either(held)
