"""Spelling families: the forms in which one name is written, by rule.

Writers of Arabic names in Latin letters differ in the article (al-, el-, ash-), in the heh at the end (-a, -ah), in q
and k, in the words that many names begin with (Ayn, Ain, Ein), and in hyphens. Writers of foreign names in Arabic
differ in the letter for g. A family is closed under these: whichever member a table holds, the same forms are found.

    >>> sorted(latin_family("Hawija", "الحويجة"))[:4]
    ['al hawija', 'al hawijah', 'al-hawija', 'al-hawijah']
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice, product

from onrecord.normal import fold

MOST_FORMS = 32
"""Of one name in one script: what a name of four words could be written as has no end."""

FIRST_WORDS: tuple[tuple[str, ...], ...] = (
    ("abu", "abou"),
    ("ain", "ayn", "ein", "'ayn", "'ain"),
    ("bani", "beni"),
    ("beit", "bayt", "bait"),
    ("burj", "borj", "bourj"),
    ("deir", "dayr", "der", "dair"),
    ("jabal", "jebel", "djebel", "gebel"),
    ("kafr", "kafar", "kufr"),
    ("qal'at", "qalat", "qalaat", "kalat"),
    ("qasr", "kasr"),
    ("sheikh", "shaykh", "shaikh", "cheikh"),
    ("souk", "suq", "souq"),
    ("tall", "tal", "tel", "tell"),
    ("umm", "um", "om"),
    ("wadi", "wad"),
)
"""Words that begin many names, with their spellings; the first one is the commonest."""

_SAME = {form: family for family in FIRST_WORDS for form in family}
_ARTICLE = re.compile(r"^(?:al|el|ul|ash|esh|as|es|at|et|ar|er|an|en|az|ez|ad|ed|adh|ath)[- ](?=\w)")
_SUN = ("sh", "dh", "th", "s", "t", "r", "n", "z", "d")
_LETTERS = str.maketrans({"ð": "d", "þ": "th", "ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a"})
_QUOTES = str.maketrans(dict.fromkeys("'`´‘’ʿʾʻʼ“”\"", None))
_ARABIC_G = {"غ": "ج", "ج": "غ"}


def plain(name: str) -> str:
    """A Latin name without marks over its letters, in lower case, as texts are folded."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if unicodedata.category(c) != "Mn")
    return " ".join(fold(bare.translate(_LETTERS)).text.split())


def latin_family(name: str, arabic: str = "") -> set[str]:
    """The folded forms of a name in Latin letters; its Arabic name says where an article or a heh may stand."""
    own = fold(" ".join(name.split())).text
    base = plain(name)
    if arabic and not any("\u0620" <= char <= "\u064a" for char in arabic):
        arabic = ""
    forms = _spread(base, fold(arabic).text) if arabic else {base}
    forms |= {own, base}
    return {other for form in sorted(forms) for other in _joins(form)}


def _joins(form: str) -> set[str]:
    """A form with and without its quotes, its hyphens as hyphens and as spaces."""
    if "'s " in form:
        return {form}
    bare = form.translate(_QUOTES)
    return {form, bare, form.replace("-", " "), bare.replace("-", " ")}


def _spread(base: str, arabic: str) -> set[str]:
    """What the Arabic name lets a Latin form be written as."""
    match = _ARTICLE.match(base)
    bare = base[match.end() :] if match and arabic.startswith("ال") else base
    stems = set(islice(_stems(re.split(r"([ -])", bare), arabic), MOST_FORMS))
    if not arabic.startswith("ال"):
        return stems
    return {f"{article}{join}{stem}" for stem in stems for article in articles(stem) for join in "- "} | stems


def articles(stem: str) -> tuple[str, ...]:
    """The article before a stem: al, el, and as it is spoken before a sun letter."""
    sun = next((letter for letter in _SUN if stem.startswith(letter)), None)
    return ("al", "el") if sun is None else ("al", "el", f"a{sun}", f"e{sun}")


def _stems(parts: Sequence[str], arabic: str) -> Iterator[str]:
    """Every spelling of the words of a name without its article."""
    words = [_word(part, nth == 0, nth == len(parts) - 1, arabic) for nth, part in enumerate(parts)]
    return ("".join(chosen) for chosen in product(*words))


def _word(word: str, first: bool, last: bool, arabic: str) -> tuple[str, ...]:
    """The spellings of one word of a name."""
    if first and not last and word in _SAME:
        return _SAME[word]
    forms = [word]
    if "q" in word and "ق" in arabic:
        forms += [form.replace("q", "k") for form in forms]
    if last and arabic.endswith("ه"):
        forms += [_heh(form) for form in forms]
    return tuple(dict.fromkeys(forms))


def _heh(form: str) -> str:
    """The other way of writing a name that ends with teh marbuta: -a for -ah, -ah for -a."""
    if form.endswith("ah"):
        return form[:-1]
    return f"{form}h" if form.endswith("a") else form


def arabic_family(name: str, *, foreign: bool = False) -> set[str]:
    """The folded forms of a name in Arabic letters; a ``foreign`` name may have ghayn or jeem for its g."""
    base = " ".join(fold(name).text.split())
    forms = {base, base.replace("-", " ")}
    if foreign:
        forms |= {form.replace(one, other) for form in forms for one, other in _ARABIC_G.items() if one == "غ"}
    for form in tuple(forms):
        if form.startswith("ابو "):
            forms |= {f"ابي {form[4:]}"}
        if form.startswith(("دير ", "ام ")):
            head, _, rest = form.partition(" ")
            forms.add(head + rest)
    return forms
