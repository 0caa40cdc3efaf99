"""Arabic inflection: from the few words that a word table names to all the forms that statements write.

A table entry may name ``nouns``, ``verbs``, ``masdars`` and ``adjectives`` beside its ``forms``; they are written out
when the tables are compiled, so nothing is inflected while a text is read. Forms are unvocalised. What one spelling
would confuse is left out: صاروخا is the singular of specification far more often than a dual before its owner.

A noun is its singular and its plurals (``ات`` and ``ين`` stand for the sound ones), with what follows it: ``*`` an
adjective that agrees, ``+`` the noun that it is annexed to, ``~`` words that stay as they are; ``!`` before it says
that its dual is another word, ``=`` that the dual before an owner is none: معبدي تدمر.

    >>> noun_forms("غارة ات").duals[:2]
    ('غارتان', 'غارتين')
    >>> verb_forms("استعاد يستعيد")[:4]
    ('استعاد', 'استعادت', 'استعادوا', 'استعادو')
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["NounForms", "adjective_forms", "inflected", "masdar_forms", "noun_forms", "verb_forms"]

_SHADDA = "\u0651"
_TAILS = {"*": "agrees", "+": "annexed", "~": "fixed"}


@dataclass(frozen=True, slots=True)
class NounForms:
    """All forms of a noun: those that stand with a number, and those that hold the number two themselves.

    ``dual_phrases`` are duals with what follows them, which is no part of the figure.
    """

    forms: tuple[str, ...]
    duals: tuple[str, ...] = ()
    dual_phrases: tuple[str, ...] = ()


def inflected(document: Mapping[str, Any]) -> dict[str, Any]:
    """A table of Arabic words with every entry written out."""
    return {kind: {key: _written_out(entry) for key, entry in rows.items()} for kind, rows in document.items()}


_INFLECTED = ("nouns", "verbs", "masdars", "adjectives", "except")


def _written_out(entry: Mapping[str, Any]) -> dict[str, Any]:
    """An entry with the forms of the words that it names, less those under ``except``."""
    nouns = [noun_forms(spec) for spec in entry.get("nouns", ())]
    forms = [*entry.get("forms", ()), *(form for noun in nouns for form in noun.forms)]
    forms += [form for spec in entry.get("verbs", ()) for form in verb_forms(spec)]
    forms += [form for spec in entry.get("masdars", ()) for form in masdar_forms(spec)]
    forms += [form for spec in entry.get("adjectives", ()) for form in adjective_forms(spec)]
    barred = set(entry.get("except", ()))
    written: dict[str, Any] = {key: value for key, value in entry.items() if key not in _INFLECTED}
    written["forms"] = _kept(forms, barred)
    if "amid" in entry:
        written["amid"] = [_written_out(one) for one in entry["amid"]]
    for name in ("duals", "dual_phrases"):
        held = _kept((form for noun in nouns for form in getattr(noun, name)), barred | set(forms))
        if held:
            written[name] = held
    return written


def _kept(forms: Iterable[str], barred: set[str]) -> list[str]:
    return [form for form in dict.fromkeys(forms) if form not in barred]


# --------------------------------------------------------------------------------------------------------- nouns


def noun_forms(spec: str) -> NounForms:
    """The forms of one noun of a table."""
    single, *rest = spec.lstrip("!=").split()
    mark = next((word for word in rest if word in _TAILS), "")
    at = rest.index(mark) if mark else len(rest)
    plurals = [form for word in rest[:at] for form in _plural(single, word)]
    feminine = single.endswith("ة")
    duals = () if spec.startswith("!") else _dual(single)
    if not mark:
        clear = () if spec.startswith("!") else (*_clear(single, "ين" in rest[:at]), *_annexed_dual(single))
        clear += (_bound(single) + "ي",) if spec.startswith("=") else ()
        return NounForms((*_singular(single), *plurals), clear)
    tail = " ".join(rest[at + 1 :])
    if mark == "*":
        return _with_adjective(single, plurals, duals, tail, feminine=feminine)
    if mark == "+":
        heads = (single, *plurals)
        pairs = () if spec.startswith("!") else (*_annexed_dual(single), *_annexed_masculine(single))
        return NounForms(_followed(heads, _with_article(tail)), (), _followed(pairs, _with_article(tail)))
    return NounForms(_followed((*_singular(single), *plurals), (tail,)), (), _followed(duals, (tail,)))


def _singular(noun: str) -> tuple[str, ...]:
    """The singular, and as a specification: اثنا عشر صاروخا."""
    return (noun,) if noun.endswith(("ة", "ى", "ا", "اء")) else (noun, noun + "ا")


def _plural(single: str, plural: str) -> tuple[str, ...]:
    """A plural with its cases; the nun of the sound masculine one drops before an owner."""
    stem = single.removesuffix("ة")
    if plural == "ات":
        return (stem + "ات",)
    if plural == "ين":
        stem = single.removesuffix("ى")
        return tuple(stem + end for end in ("ين", "ون", "ي", "و"))
    if plural.endswith("اء"):  # before a pronoun: شهدائنا، شهداؤنا
        return plural, plural[:-1] + "ئ", plural[:-1] + "ؤ"
    return (plural,) if plural.endswith(("ة", "ى", "ا", "ء")) else (plural, plural + "ا")


def _bound(noun: str) -> str:
    """The stem that endings are written on."""
    if noun.endswith("ة"):
        return noun[:-1] + "ت"
    return noun[:-1] + "ي" if noun.endswith("ى") else noun


def _dual(noun: str) -> tuple[str, ...]:
    return _bound(noun) + "ان", _bound(noun) + "ين"


def _clear(noun: str, sound: bool) -> tuple[str, ...]:
    """The duals that are no plural; مدنيين is one only with 'two' behind it."""
    first, second = _dual(noun)
    return (first, f"{second} اثنين", f"{first} اثنان") if sound else (first, second)


def _annexed_dual(noun: str) -> tuple[str, ...]:
    """The dual before an owner, where no other form is spelled so: غارتا، غارتي."""
    return (_bound(noun) + "ا", _bound(noun) + "ي") if noun.endswith("ة") else ()


def _annexed_masculine(noun: str) -> tuple[str, ...]:
    """The same of other nouns, for phrases whose second noun makes it clear: صاروخي كروز."""
    return () if noun.endswith("ة") else (_bound(noun) + "ا", _bound(noun) + "ي")


def _with_article(tail: str) -> tuple[str, ...]:
    return (tail,) if tail.startswith("ال") else (tail, f"ال{tail}")


def _followed(heads: Iterable[str], tails: Iterable[str]) -> tuple[str, ...]:
    held = tuple(tails)
    return tuple(f"{head} {tail}" for head in heads for tail in held)


def _with_adjective(
    single: str, plurals: Iterable[str], duals: Iterable[str], adjective: str, *, feminine: bool
) -> NounForms:
    """A noun with an adjective that agrees in gender, number and article; things in the plural take the feminine."""
    own = adjective + "ة" if feminine else adjective
    forms = [*_followed((single,), _with_article(own))]
    if not feminine:
        forms.append(f"{single}ا {adjective}ا")
    forms += _followed(plurals, _with_article(adjective + "ة"))
    both = [f"{dual} {article}{_bound(own)}{dual[-2:]}" for dual in duals for article in ("", "ال")]
    return NounForms(tuple(forms), (), tuple(both))


# ------------------------------------------------------------------------------------------- verbs and their nouns


def verb_forms(spec: str) -> tuple[str, ...]:
    """The forms of a verb named by its third person: perfect, imperfect, and both passive where they are spelled apart.

    A shadda on the last letter marks the one that comes apart before an ending: ``احتلّ``. Before a pronoun the
    plural's alef drops: قتلوهم.
    """
    words = spec.split()
    if len(words) == 2 and len(words[0]) == 4 and words[0][1] == "ا" and words[0][0] not in "أاآ":  # داهم: دوهم
        words += [words[0][0] + "و" + words[0][2:], words[1]]
    forms = [form for nth, word in enumerate(words) for form in (_imperfect(word) if nth % 2 else _perfect(word))]
    return tuple(dict.fromkeys(forms))


def _perfect(word: str) -> tuple[str, ...]:
    doubled = word.endswith(_SHADDA)
    verb = word.replace(_SHADDA, "")
    if verb.endswith(("ى", "ا")):
        stem, glide = verb[:-1], "ي" if verb.endswith("ى") else "و"
        ends = ("ت", "وا", "و", glide + "نا", glide + "ن", "تا", "ا")
        return verb, *(stem + end for end in ends)
    if verb.endswith("ي"):  # the passive of those: أُجلي
        return verb, verb + "ت", verb[:-1] + "وا", verb + "نا", verb + "ن", verb + "تا", verb + "ا"
    short = verb
    if doubled:
        short = verb + verb[-1]
    elif verb == word and verb[-2:-1] in ("ا", "ي") and len(verb) > 2 and _hollow(verb):
        short = verb[:-2] + verb[-1]
    forms = [verb, *(verb + end for end in ("ت", "وا", "و", "ا", "تا")), short + ("ا" if short[-1] == "ن" else "نا")]
    if not short.endswith("ن"):
        forms.append(short + "ن")
    if verb.endswith("أ"):
        forms.append(verb[:-1] + "ؤوا")
    return tuple(forms)


def _hollow(verb: str) -> bool:
    """Whether the long vowel before the last letter is the verb's own, which an ending shortens: أصاب، اغتيل."""
    return verb[-2] == "ا" or len(verb) == 3 or verb[0] in "أا"


def _imperfect(word: str) -> tuple[str, ...]:
    verb = word.replace(_SHADDA, "")
    body = verb[1:]
    stem = verb[:-1] if verb.endswith(("ي", "ى", "و")) else verb
    feminine = "ت" + stem[1:]
    glide = "ي" if verb.endswith(("ي", "ى")) else "و" if verb.endswith("و") else ""
    forms = [verb, "ت" + body, "ن" + body, stem + "ون", stem + "وا"]
    forms += [stem + glide + "ان", feminine + glide + "ان", stem + glide + "ن"]
    return tuple(forms)


def masdar_forms(masdar: str) -> tuple[str, ...]:
    """A verbal noun: as it stands, in the accusative, and before a pronoun."""
    if " " in masdar:
        return (masdar,)
    if masdar.endswith("ة"):
        return masdar, masdar[:-1] + "ت"
    return (masdar,) if masdar.endswith(("ى", "ا")) else (masdar, masdar + "ا")


def adjective_forms(adjective: str) -> tuple[str, ...]:
    """An adjective or participle in both genders and all numbers."""
    stem = _bound(adjective)
    ends = ("ا", "ة", "ين", "ون", "ات", "ان", "تان", "تين")
    return (adjective, *(stem + end for end in ends))
