"""English conjugation: the other forms of the phrases that a table of acts names in one of them.

A phrase of three words or more that begins with a verb of ``data/verbs.toml`` is written out in every form of the verb
when the tables are compiled: 'laid down their arms' gives 'lays', 'lay' and 'laying down their arms'. Shorter phrases
are left as they are written: 'fall to' and 'gives up' are too often something else.

    >>> verbs = known_verbs({"give": {"past": "gave", "participle": "given"}})
    >>> phrase_forms("gave up their arms", verbs)
    ('give up their arms', 'gives up their arms', 'given up their arms', 'giving up their arms')
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["conjugated", "known_verbs", "phrase_forms", "verb_forms"]

Verbs = Mapping[str, tuple[str, ...]]
"""Every form of the verbs that are known, with all forms of its verb."""

_FEWEST_WORDS = 3
_HISSING = ("s", "sh", "ch", "x", "z", "o")


def conjugated(document: Mapping[str, Any], verbs: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """A table of English words whose acts have their phrases in every form of the verb."""
    known = known_verbs(verbs)
    return {**document, "act": {key: _written_out(entry, known) for key, entry in document["act"].items()}}


def known_verbs(verbs: Mapping[str, Mapping[str, str]]) -> Verbs:
    """The verbs of a table by each of their forms; of a form that two verbs share, the first one has it."""
    found: dict[str, tuple[str, ...]] = {}
    for base, parts in verbs.items():
        forms = verb_forms(base, **parts)
        for form in forms:
            found.setdefault(form, forms)
    return found


def _written_out(entry: Mapping[str, Any], verbs: Verbs) -> dict[str, Any]:
    """An entry with the forms of its phrases behind those that it names, less those under ``except``."""
    named = entry["forms"]
    barred = {form.lower() for form in (*named, *entry.get("except", ()))}
    made = dict.fromkeys(form for phrase in named for form in phrase_forms(phrase, verbs) if form.lower() not in barred)
    written = {key: value for key, value in entry.items() if key != "except"} | {"forms": [*named, *made]}
    return written | ({"amid": [_written_out(one, verbs) for one in entry["amid"]]} if "amid" in entry else {})


def phrase_forms(phrase: str, verbs: Verbs) -> tuple[str, ...]:
    """The other forms of a phrase, its verb first; none of a phrase that is too short, or begins with no verb known."""
    first, _, rest = phrase.partition(" ")
    if len(phrase.split()) < _FEWEST_WORDS:
        return ()
    return tuple(f"{form} {rest}" for form in verbs.get(first.lower(), ()) if form != first.lower())


def verb_forms(base: str, *, past: str = "", participle: str = "", present: str = "") -> tuple[str, ...]:
    """Every form of a verb: lay, lays, laid, laying. What is not given is regular; ``present`` is the participle."""
    past = past or (f"{base}d" if base.endswith("e") else f"{base[:-1]}ied" if _ends_in_y(base) else f"{base}ed")
    if not present:
        present = f"{base[:-1]}ing" if base.endswith("e") and not base.endswith("ee") else f"{base}ing"
    third = f"{base}es" if base.endswith(_HISSING) else f"{base[:-1]}ies" if _ends_in_y(base) else f"{base}s"
    return tuple(dict.fromkeys((base, third, past, participle or past, present)))


def _ends_in_y(base: str) -> bool:
    return base.endswith("y") and base[-2:-1] not in ("a", "e", "i", "o", "u")
