"""How the phrases of a sentence stand to a figure, and which of its roles the words leave no doubt about."""

from __future__ import annotations

from onrecord.belonging import belongings
from onrecord.doing import acting, doings, voice_of
from onrecord.partyname import Named, role_words
from onrecord.role import Roles
from onrecord.sentence import breaks


def labels_of(roles: Roles) -> dict[Named, list[str]]:
    """How each phrase of the sentence stands to the figure and to what was done."""
    if roles.stances is None:
        roles.stances = {phrase: [] for phrase in roles.named}
        for label, phrase in (*doings(roles), *belongings(roles), *acting(roles)):
            roles.stances.setdefault(phrase, []).append(label)
        for stands in roles.stances.values():
            if stands and _BY_PLACE.issuperset(stands):
                stands.append("nearest")
    return roles.stances


_BY_PLACE = frozenset(("heads", "heads bare", "holds", "chained"))
"""What makes nobody a doer by itself: such a phrase is also one that only stands near."""


def is_told(roles: Roles, role: str) -> bool:
    """Whether the words leave no doubt that somebody fills a role: whose strikes killed them, a verb's ending that
    says 'we', and 'out of our forces'."""
    labels = labels_of(roles).items()
    if role == "by":
        told = any("of_the_act" in stands or (phrase.verb and "subject" in stands) for phrase, stands in labels)
        return told or _acted(roles)
    among = any("among" in stands and phrase.side == "own" and roles.mine(phrase) for phrase, stands in labels)
    return role == "of" and among and roles.what.noun is None


def _acted(roles: Roles) -> bool:
    """Whether somebody stands before the very verb that did it, or holds those who are counted."""
    labels, act = labels_of(roles), roles.what.act
    if roles.measure in _HELD and any("holds" in stands for stands in labels.values()):
        return True
    if act is None or act.start >= roles.offset or roles.measure not in DONE or voice_of(roles) != "ahead active":
        return False
    verb, arabic = roles.text[act.start : act.end], roles.arabic
    if verb in role_words("en", "no_deeds") or (arabic and not verb.endswith("وا")):
        return False
    whole = not breaks(roles.sentence, act.end, roles.offset)
    whole = whole and not any(act.end <= item.start < roles.offset for item in roles.sentence.stated)
    doers = _ARABIC_DOERS if arabic else _DOERS
    return whole and any(
        not doers.isdisjoint(stands) and phrase.kind in _SOMEBODY and phrase.end <= act.start
        for phrase, stands in labels.items()
    )


_SOMEBODY = ("actor", "party", "own", "arm", "name", "people")
_DOERS = frozenset(("acts near",))
_ARABIC_DOERS = frozenset(("chained", "subject", "acts near", "acts first near"))
_HELD = ("detained", "abducted")
DONE = (
    *("strikes", "sorties", "munitions", "intercepted", "targets_hit", "equipment_destroyed", "weapons_seized"),
    *("attacks", "violations", "operations", "neutralised", "deaths", "civilian_deaths", "combatant_deaths", "injured"),
    *("casualties", "abducted", "detained", "released", "rescued", "evacuated", "territory_taken", "trainees"),
    *("buildings_damaged", "site_destroyed", "hazards_cleared"),
)
"""Measures of what somebody did to somebody or something, with a verb that has its doer before it."""
