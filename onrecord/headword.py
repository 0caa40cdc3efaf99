"""Forms by the word that they begin with, so that a text is looked up word by word.

A word here is a run of letters and digits. Whether a form stands in a text is asked only where its first word does:
of 90,000 forms a sentence looks at those that share a first word with it, and a form is unpacked from its table when
its first word is met for the first time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from onrecord import patterns as re
from onrecord.naming import AFTER_LIL, ASKED
from onrecord.normal import Sense, Word, kinds_of
from onrecord.place import Forms
from onrecord.valueclass import dataclass

RUN = re.compile(r"[^\W_]+")
"""A word: nothing but letters and digits."""

ARABIC = re.compile(r"[\u0620-\u064a\u0671-\u06d3]")
OTHER_LETTER = re.compile(r"[^\W\d_\u0620-\u064a\u0671-\u06d3]")
TAILS = ("نا", "هم", "ها", "هما", "هن", "ه", "كم", "ي")
"""The pronouns that Arabic writes on the end of a word."""

Naming = tuple[str, int, str]
"""The kind of what a form names, what the form needs around it, and the ids that it may mean."""

Meant = tuple[tuple[Sense, ...], tuple[Naming, ...]]
"""What a form means: its senses, and what it names."""


_FIRST = 6
"""Letters and signs behind a word that tell fast whether a longer form may stand there."""

_FRONT = 2
"""Those of them that tell it in most places."""


@dataclass(slots=True)
class Begun:
    """All forms that begin with one word: what the word means alone, and what the longer ones do.

    ``longer`` has what stands behind the word; ``steps``, as much of those as ends with a word and goes on; ``closed``,
    the signs that end a form, by what stands between the word and them; ``begins``, the first letters of what stands
    behind the word in any form, ``sizes``, how many those are, and ``fronts``, no more than two of them; ``led``, the
    forms that begin with a sign.
    """

    arabic: bool
    alone: Meant | None = None
    longer: dict[str, Meant] = field(default_factory=dict)
    steps: set[str] = field(default_factory=set)
    begins: set[str] = field(default_factory=set)
    sizes: tuple[int, ...] = ()
    fronts: set[str] = field(default_factory=set)
    closed: dict[str, list[str]] = field(default_factory=dict)
    led: dict[str, Begun] = field(default_factory=dict)

    def add(self, form: str, word: str, meant: Meant) -> None:
        """Take in a form with this first word."""
        signs, _, rest = form.partition(word)
        if signs:
            self.led.setdefault(signs, Begun(arabic=False)).add(form[len(signs) :], word, meant)
            return
        if not rest:
            self.alone = meant
            return
        self.longer[rest] = meant
        begin = rest[:_FIRST]
        self.fronts.add(rest[:_FRONT])
        self.begins.add(begin)
        self.sizes = tuple(sorted({*self.sizes, len(begin)}))
        last = 0
        for run in RUN.finditer(rest):
            self.steps.add(rest[:last])
            last = run.end()
        if last < len(rest):
            self.closed.setdefault(rest[:last], []).append(rest[last:])

    def from_here(self, text: str, ends: Sequence[int], nth: int) -> list[tuple[int, str, Meant]]:
        """The longer forms that stand where the nth word of a text is the first: their end, the pronoun, the meaning.

        ``ends`` are where the words of the text end.
        """
        found: list[tuple[int, str, Meant]] = []
        said, first = "", ends[nth]
        if text[first : first + _FRONT] not in self.fronts and text[first : first + 1] not in self.fronts:
            return found
        for size in self.sizes:
            if text[first : first + size] in self.begins:
                break
        else:
            return found  # as nearly everywhere: no form goes on like this
        while True:
            at = ends[nth]
            for signs in self.closed.get(said, ()):
                found += [(at + len(signs), "", self.longer[said + signs])] if text.startswith(signs, at) else []
            nth += 1
            if said not in self.steps or nth == len(ends):
                return found
            at, said = ends[nth], text[first : ends[nth]]
            for tail in ("", *TAILS) if self.arabic else ("",):
                meant = self.longer.get(said.removesuffix(tail)) if said.endswith(tail) else None
                found += [] if meant is None else [(at - len(tail), tail, meant)]


class Headwords:
    """The forms of one script by their first word; ``words`` and ``names`` hold them as the packing functions write
    them, ``senses`` are those that the words' numbers mean."""

    def __init__(self, senses: Sequence[Sense], words: Mapping[str, str], names: Mapping[str, str]) -> None:
        self._senses, self._words, self._names = senses, words, names
        self._begun: dict[str, Begun] = {}

    def __getitem__(self, word: str) -> Begun | None:
        """The forms that begin with a word, or None."""
        if word in self._begun:
            return self._begun[word]
        if word not in self._words and word not in self._names:
            return None
        begun, named = Begun(ARABIC.match(word) is not None), _unpacked(self._names.get(word, ""))
        for line in _lines(self._words.get(word, "")):
            form, numbers = line.split("\t")
            senses = tuple(self._senses[int(number)] for number in numbers.split())
            begun.add(form, word, (senses, named.pop(form, ())))
        for form, namings in named.items():
            begun.add(form, word, ((), namings))
        self._begun[word] = begun
        return begun


def head_of(form: str) -> str:
    """The first word of a form; '' of one that has none, which is never found."""
    run = RUN.search(form)
    return "" if run is None else run.group()


def _lines(packed: str) -> list[str]:
    return packed.split("\n") if packed else []


# ------------------------------------------------------------------------------------------------------------- names


def of_script(forms: Iterable[str], *, arabic: bool) -> list[str]:
    """The forms with Arabic letters, or those without; a form without any letters is of both."""
    if arabic:
        return [
            form
            for form in forms
            if (not form.isascii() and ARABIC.search(form) is not None) or OTHER_LETTER.search(form) is None
        ]
    return [form for form in forms if form.isascii() or ARABIC.search(form) is None]


def packed_names(names: Mapping[str, Iterable[Forms]], *, arabic: bool) -> dict[str, str]:
    """What the forms of one script name, by their first word: a line for each, its fields apart by tabulators.

    Arabic leaves the alef of the article out behind li-, so such a form stands without it.
    """
    packed: dict[str, list[str]] = {}
    for kind, mode, form, ids in _listed(names):
        for one in of_script([form], arabic=arabic):
            packed.setdefault(head_of(one), []).append(f"{one}\t{kind}\t{mode}\t{ids}")
            if arabic and one.startswith("ال"):
                packed.setdefault(head_of(one[2:]), []).append(f"{one[2:]}\t{kind}\t{mode | AFTER_LIL}\t{ids}")
    return {head: "\n".join(lines) for head, lines in packed.items()}


def _listed(names: Mapping[str, Iterable[Forms]]) -> Iterator[tuple[str, int, str, str]]:
    """Every form that is found in a text: its kind, what it needs around it, the form, what it may mean."""
    for kind, held in names.items():
        for forms in held:
            for mode, ids_of in forms.items():
                if not mode & ASKED:
                    yield from ((kind, mode, form, ids) for form, ids in ids_of.items())


def _unpacked(lines: str) -> dict[str, tuple[Naming, ...]]:
    """What each form of one first word names."""
    named: dict[str, tuple[Naming, ...]] = {}
    for line in _lines(lines):
        form, kind, mode, ids = line.split("\t")
        named[form] = (*named.get(form, ()), (kind, int(mode), ids))
    return named


# ------------------------------------------------------------------------------------------------------- in one text


@dataclass(frozen=True, slots=True)
class Opening:
    """A way in which a word of a text begins a form: behind a ``lead``, before a ``tail`` that ends the word.

    ``plain`` are the senses of the word alone where they hang on nothing around it, else None; ``simple`` says that
    they are all that there is to look for.
    """

    lead: str
    tail: str
    begun: Begun
    plain: tuple[Sense, ...] | None
    simple: bool
    kinds: frozenset[str]
    """Those of the plain senses."""

    def stands_alone(self, text: str, ends: Sequence[int], nth: int) -> bool:
        """Whether the nth word of a text begins no longer form, and what it means hangs on nothing around it."""
        begun = self.begun
        if self.plain is None or begun.led:
            return False
        if self.tail or not (begun.closed or begun.steps):
            return True
        return not begun.from_here(text, ends, nth)

    def alone(self, start: int, end: int) -> Word:
        """The word of a text that stands there by itself, with its plain senses."""
        lead, tail = self.lead, self.tail
        return Word(start + len(lead), end - len(tail), self.plain or (), lead, tail, self.kinds)


Plain = Callable[[Meant, str, str], "tuple[Sense, ...] | None"]
"""The senses that a form has behind a lead and before a tail wherever it stands, or None where that hangs on more."""


def openings(word: str, tables: Sequence[Headwords], leads: Callable[[str], bool], plain: Plain) -> tuple[Opening, ...]:
    """The ways in which a word begins a form of the tables, by what may be written on its front and on its end.

    Those with the least written on the word stand first.
    """
    found = []
    for offset in range(min(len(word), _LONGEST_LEAD + 1)):
        first = ARABIC.match(word, offset) is not None
        if offset and not (first and leads(word[:offset])):
            continue
        for tail in ("", *TAILS) if first else ("",):
            if word.endswith(tail) and len(word) - len(tail) > offset:
                for begun in filter(None, (table[word[offset : len(word) - len(tail)]] for table in tables)):
                    found += _opening(begun, word[:offset], tail, plain)
    return tuple(sorted(found, key=lambda way: (len(way.lead), len(way.tail))))


_LONGEST_LEAD = 4
"""wa- + bi- + al- is four letters."""


def _opening(begun: Begun, lead: str, tail: str, plain: Plain) -> list[Opening]:
    more = not tail and bool(begun.longer or (begun.led and not lead))
    sure = () if begun.alone is None else plain(begun.alone, lead, tail)
    if sure == () and not more:
        return []
    return [Opening(lead, tail, begun, sure, sure is not None and not more, kinds_of(sure or ()))]
