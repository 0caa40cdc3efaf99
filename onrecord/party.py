"""Every role of a figure: by the words of its sentence, else by what the ones before it said.

Where a sentence leaves it unsaid, an act is that of the last who acted, and what one side destroys is the other's.
"""

from __future__ import annotations

from onrecord.belonging import against, themselves, whose
from onrecord.counting import Counted
from onrecord.doing import doer, loses
from onrecord.role import GOES_ON, HOSTILE, LOST, NOBODYS, PERSONS, VICTIMS, Filled, Memory, Roles

__all__ = ["Filled", "Memory", "Roles", "fill_roles", "goes_on_in"]


def fill_roles(roles: Roles) -> dict[str, Filled]:
    """Every role of a figure; what is remembered of it serves the figures behind."""
    found = roles.found
    by = themselves if roles.measure in ("surrendered", "returns") else doer
    for role, rule in (("by", by), ("against", against), ("of", whose)):
        filled = rule(roles)
        if filled is not None:
            found[role] = filled
    if "by" in found and "of" in found and set(found["of"].mentions) & set(found["by"].mentions):
        del found["by" if roles.measure not in GOES_ON else "of"]
    _go_on(roles)
    _remember(roles)
    if roles.measure == "returns" and roles.arabic and "by" in found and "of" not in found:
        found["of"] = found.pop("by")
    if "by" in found and roles.arabic and (roles.measure in BEFALLS or _only_deeds(found["by"])):
        del found["by"]
    return found


BEFALLS = ("facilities_out", "missing", "displaced")
"""Measures of a state: an Arabic clause names nobody as its doer, whoever stands beside the verb."""


def _only_deeds(filled: Filled) -> bool:
    """Whether what is named is what was done and not who did it: العدوان."""
    return bool(filled.named) and all(n.deed and not n.actor for n in filled.named)


def _go_on(roles: Roles) -> None:
    """What the sentence leaves unsaid and the ones before it said."""
    memory, found, measure = roles.memory, roles.found, roles.measure
    if "of" not in found and roles.what.noun is None and memory.counted is not None and roles.what.kind in PERSONS:
        if measure not in NOBODYS:
            found["of"] = memory.counted
    if "of" not in found and memory.status is not None and memory.status[0] == measure and roles.what.noun is not None:
        found["of"] = memory.status[1]
    victim = found.get("of") or found.get("against")
    counted = any(w.means("records") for w in roles.sentence.words if w.start < roles.offset)
    if "by" not in found and not (victim is not None and victim.own):
        if measure == "munitions" and memory.launched is not None and not counted:
            found["by"] = memory.launched
        elif roles.act == "repel" and memory.enemy is not None:
            found["by"] = memory.enemy
        elif (
            measure in GOES_ON and roles.act != "repel" and not loses(roles) and memory.doer is not None and not counted
        ) or (measure in (*VICTIMS, "buildings_damaged") and memory.hostile and memory.doer is not None):
            found["by"] = memory.doer
    if "of" not in found and measure == "intercepted" and (memory.launched or memory.enemy) is not None:
        found["of"] = memory.launched or memory.enemy  # type: ignore[assignment]
    elif "of" not in found and measure == "equipment_destroyed" and memory.lost is not None:
        found["of"] = memory.lost
    elif "of" not in found and measure == "equipment_destroyed" and memory.enemy is not None:
        if ("by" in found and found["by"].own) or memory.enemy_lost:
            found["of"] = memory.enemy


def goes_on_in(measure: str, what: Counted) -> bool:
    """Whether who did the measure before in the sentence did this too: '63 strikes, in which nine were killed'."""
    if what.measure == measure:
        return True
    if what.did is not None and what.did.id in ("lose", "repel"):
        return False
    return (what.measure in GOES_ON) or (what.measure in VICTIMS and measure in HOSTILE)


def _remember(roles: Roles) -> None:
    memory, found = roles.memory, roles.found
    by = found.get("by")
    if by is not None and roles.measure not in ("surrendered", "returns"):
        memory.doer = by
        if by.named:
            memory.hostile = any(n.side == "enemy" for n in by.named)
        if roles.measure == "munitions":
            memory.launched = by
    if roles.measure in LOST and "of" in found:
        memory.lost = found["of"]
    for role in ("against", "of", "by"):
        filled = found.get(role)
        if filled is not None and any(n.side == "enemy" for n in filled.named):
            memory.enemy, memory.enemy_lost = filled, role == "of"
    if roles.measure in ("casualties", "deaths", "civilian_deaths", "injured") and "of" in found:
        civilians = found["of"].actors == ("civilians",)
        memory.status = (roles.measure, found["of"]) if civilians else None
    if roles.what.noun is not None and roles.what.kind in PERSONS:
        memory.counted = found.get("of") or (by if roles.measure in ("surrendered", "returns") else None)
        if roles.measure == "neutralised":
            memory.counted = found.get("against")
