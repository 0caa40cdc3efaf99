"""The words of a stretch of text by where they stand: what adjoins a figure on either side."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.normal import Folded, Word

NEAR_WORDS = 6
"""How many words of the tables back a change is looked for that 'from 61 to 68' may belong to."""


class Around:
    """The words of a stretch of text by where they stand, for those that adjoin a figure."""

    def __init__(self, folded: Folded, words: Sequence[Word]) -> None:
        self.folded, self.text, self.words = folded, folded.text, words
        self._starts = [word.start - len(word.lead) for word in words]
        self._ends = [word.end for word in words]

    def before(self, offset: int) -> Word | None:
        """The word that ends right before ``offset``, with nothing but a space or an article between."""
        at = bisect_right(self._ends, offset) - 1
        return self.words[at] if at >= 0 and not self.text[self._ends[at] : offset].strip(" a") else None

    def after(self, offset: int) -> Word | None:
        """The word that starts right after ``offset``."""
        at = bisect_left(self._starts, offset)
        if at == len(self.words) or self.text[offset : self._starts[at]].strip(" -"):
            return None
        return self.words[at]

    def behind(self, offset: int, end: int) -> Sequence[Word]:
        """The words that start at or after ``offset`` and before ``end``."""
        return self.words[bisect_left(self._starts, offset) : bisect_left(self._starts, end)]

    def changes(self, offset: int) -> Word | None:
        """The nearest word of increase or decrease not far before ``offset``."""
        at = bisect_right(self._ends, offset)
        near = [word for word in self.words[max(0, at - NEAR_WORDS) : at] if word.means("change")]
        return near[-1] if near else None
