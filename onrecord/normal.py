"""One normal form of a text in Arabic or English, and the way back to the text as received.

Folding never adds a character and never swaps two: each character is kept, replaced by one other, or left out. So an
offset in the folded text has exactly one origin, and a quotation is always cut from the original.

    >>> folded = fold("نفّذت قواتُنا 132 ضربة")
    >>> folded.text
    'نفذت قواتنا 132 ضربه'
    >>> folded.span(0, 4).of(folded.original)
    'نفّذت'
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import InitVar, field
from functools import lru_cache

from onrecord import patterns as re
from onrecord.quantity import Span
from onrecord.valueclass import dataclass

_MARKS = (range(0x610, 0x61B), range(0x64B, 0x660), range(0x670, 0x671), range(0x6D6, 0x6DD), range(0x6DF, 0x6E5))
HARAKAT = "".join(chr(code) for block in _MARKS for code in block)
"""Short vowels, tanwin, shadda and the Quranic signs: written over or under the letter before."""

TATWEEL = "\u0640"
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
ZERO_WIDTH = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
DELETED = HARAKAT + TATWEEL + BIDI + ZERO_WIDTH
_DELETED = re.compile(f"[{DELETED}]")
_BOUNDS = ("من", "نحو", "حوالي", "قرابة", "زهاء", "إلى", "الى", "على", "عن")
_LEADS_ON = "|".join(rf"(?<={word} )" for word in _BOUNDS)
_FRAME = r"\(\s?[\d٠-٩][\d٠-٩.,٬٫]*\s?[%٪]?\s?\)"
_FRAMED = re.compile(
    rf"(?:{_LEADS_ON}){_FRAME}"
    rf"|(?<!\d){_FRAME}(?=[ \u00a0\n]+(?:(?![وف])[ء-ي]{{2}}|و(?:حد|لاي|فا[ةه]|فيات|اقع|ثيق|سيل|رش|فد)))"
)
"""A figure that a release frames before what it counts: '(816) لغماً', 'أكثر من (816)'. Behind a name such a number
tells something else, and what follows it there is a comma or an 'and': 'حماة (2) وحلب (4)'."""
_SPELLED = re.compile(r"(?:واحد|اثن|إثن|ثلاث|أربع|اربع|خمس|ست|سبع|ثمان|تسع|عشر|مئ|مائ|ألف|الف|آلاف)(?!اء)[ء-ي]{0,4}\s$")
"""A number word before a frame: the frame only says the same in digits, as in 'خمسة (05) إرهابيين'."""
_TRAILING = frozenset(HARAKAT + TATWEEL)
"""These end with the letter they are written on, so a quotation takes them along."""

ALEF = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا"}
ALEF_MAKSURA = {"ى": "ي", "ی": "ي"}
TEH_MARBUTA = {"ة": "ه"}
HAMZA = {"ؤ": "و", "ئ": "ي"}
KAF = {"ک": "ك"}
DIGITS = {chr(base + n): str(n) for base in (0x660, 0x6F0) for n in range(10)}
QUOTES = {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "«": '"', "»": '"'}
SIGNS = {**QUOTES, "٪": "%", "−": "-", "\u00a0": " ", "\u202f": " "}
DASHES = {chr(code): "-" for code in range(0x2010, 0x2016)}
CASE = {chr(code): chr(code).lower() for code in range(0x41, 0x250) if len(chr(code).lower()) == 1}


def _table(*steps: Mapping[str, str]) -> dict[int, str | None]:
    """The whole folding as one table for ``str.translate``."""
    table: dict[int, str | None] = {ord(char): None for char in DELETED}
    for step in steps:
        table.update((ord(old), new) for old, new in step.items() if old != new)
    return table


_FOLD = _table(CASE, ALEF, ALEF_MAKSURA, TEH_MARBUTA, HAMZA, KAF, DIGITS, SIGNS, DASHES)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text with its origin; ``gone`` are the original offsets of the characters left out."""

    original: str
    text: str
    gone: tuple[int, ...]
    _before: tuple[int, ...]

    def origin(self, index: int) -> int:
        """The offset in the original of the folded character at ``index``."""
        return index + bisect_right(self._before, index) if self.gone else index

    def index(self, offset: int) -> int:
        """The offset in the folded text of the first kept character at or after an original offset."""
        return offset - bisect_left(self.gone, offset)

    def span(self, start: int, end: int) -> Span:
        """The original span of folded ``[start, end)``, which must not be empty, with the marks on its last letter."""
        if not self.gone:
            return Span(start, end)
        last = self.origin(end - 1) + 1
        while last < len(self.original) and self.original[last] in _TRAILING:
            last += 1
        return Span(self.origin(start), last)


def form_of(words: str) -> str:
    """The normal form of words that stand in no text."""
    return words.translate(_FOLD)


def fold(text: str) -> Folded:
    """The text in normal form, with exact offsets back to the text as received."""
    bare = _FRAMED.sub(_unframed, text) if "(" in text else text
    gone = tuple(match.start() for match in _DELETED.finditer(bare))
    before = tuple(position - nth for nth, position in enumerate(gone))
    return Folded(text, bare.translate(_FOLD), gone, before)


def _unframed(framed: re.Match[str]) -> str:
    """A framed figure with signs in place of its brackets that folding leaves out; behind a number word as it is."""
    if _SPELLED.search(framed.string, max(0, framed.start() - 12), framed.start()):
        return framed.group()
    return framed.group().replace("(", ZERO_WIDTH[1]).replace(")", ZERO_WIDTH[1])


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a word: the kind of table it stands in, its entry there, and what the entry says."""

    kind: str
    id: str
    data: Mapping[str, object]


def kinds_of(senses: Iterable[Sense]) -> frozenset[str]:
    """The kinds of a word's senses, one set for all words that have the same."""
    return _kinds(tuple([sense.kind for sense in senses]))


@lru_cache(maxsize=4096)
def _kinds(kinds: tuple[str, ...]) -> frozenset[str]:
    return frozenset(kinds)


@dataclass(frozen=True, slots=True)
class Word:
    """A form of the word tables found in a folded text.

    ``start`` and ``end`` leave out what Arabic writes on a word: ``lead`` before it (wa-, bi-, al-, sa-), ``tail``
    after it (a pronoun).
    """

    start: int
    end: int
    senses: tuple[Sense, ...]
    lead: str = ""
    tail: str = ""
    kinds: frozenset[str] = field(init=False, compare=False)
    known: InitVar[frozenset[str] | None] = None
    """The kinds of the senses where whoever makes the word has them."""

    def __post_init__(self, known: frozenset[str] | None) -> None:
        object.__setattr__(self, "kinds", kinds_of(self.senses) if known is None else known)

    @property
    def whole(self) -> tuple[int, int]:
        """The written word, without a conjunction at its front."""
        if not self.lead:
            return self.start, self.end + len(self.tail)
        joined = self.lead[0] in ("و", "ف")
        return self.start - len(self.lead) + joined, self.end + len(self.tail)

    @property
    def joined(self) -> bool:
        """Whether 'and' is written on the word."""
        return self.lead[:1] in ("و", "ف")

    def sense(self, *kinds: str) -> Sense | None:
        """The first meaning of one of these kinds, or None."""
        if self.kinds.isdisjoint(kinds):
            return None
        for sense in self.senses:
            if sense.kind in kinds:
                return sense
        return None

    def means(self, kind: str, *ids: str) -> bool:
        """Whether the word has a meaning of this kind, and with one of these ids where any is given."""
        if kind not in self.kinds:
            return False
        return not ids or any(sense.kind == kind and sense.id in ids for sense in self.senses)
