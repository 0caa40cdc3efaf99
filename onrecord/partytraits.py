"""The short texts that stand for and against whoever may fill a role, in the words of the fitted weights.

A phrase of the figure's own sentence is told as "here", somebody named earlier as "before", the counted noun as "noun",
that nobody is told as "never"; :mod:`onrecord.partychoice` says which of them hold.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.weighing import kept


@kept
def before_near(steps: int, same: str, far: int) -> Iterator[str]:
    """How near somebody who was named before stands."""
    yield "before"
    yield f"before|{steps}|{same}"
    yield f"before|{far}"


@kept
def before_was(was: str, again: str, steps: int, here: str, side: str) -> Iterator[str]:
    """What somebody was when last named."""
    yield f"before|{was}|{again}"
    yield f"before|{was}|{again}|{steps}|{here}"
    yield f"before|{was}|{here}"
    yield f"before|{here}|{side}"


@kept
def before_counted(was: str, counted: str, measure: str, here: str, side: str) -> Iterator[str]:
    """Of which measure they were it."""
    yield f"before|{was}|{measure}"
    yield f"before|{was}|{counted}>{measure}"
    yield f"before|{side}|{measure}"
    yield f"before|{measure}|{here}"


@kept
def before_voice(was: str, side: str, voice: str, measure: str) -> Iterator[str]:
    """What they were, by the voice of the verb."""
    yield f"before|{was}|{voice}|{measure}"
    yield f"before|{was}|{side}|{voice}"


@kept
def before_beside(was: str, side: str, victim: str, measure: str) -> Iterator[str]:
    """What they were, by whose the counted are."""
    yield f"before|{was}|{side} of {victim}"
    yield f"before|{side} of {victim}"
    yield f"before|{side} of {victim}|{measure}"


@kept
def before_did(did: int, here: str, voice: str, measure: str) -> Iterator[str]:
    """How much they did so far."""
    yield f"before|did {did}"
    yield f"before|did {did}|{here}"
    yield f"before|did {did}|{voice}"
    yield f"before|did {did}|{measure}"


@kept
def before_act(side: str, act: str) -> Iterator[str]:
    """On which side they are, by the act."""
    yield f"before|{side}|{act}"


@kept
def before_told(was: str, told: str, form: str, noun: str, voice: str, here: str) -> Iterator[str]:
    """What they were, by how the figure is told."""
    yield f"before|{was}|{told}"
    yield f"before|{was}|{form}"
    yield f"before|{noun}|{was}"
    yield f"before|{voice}|{here}"
    yield f"before|{was}|{voice}|{told}"


@kept
def step(step: str, here: str, act: str) -> Iterator[str]:
    """Whether the role stays with whom the figure before gave it."""
    yield step
    yield f"{step}|{here}"
    yield f"{step}|{act}"


@kept
def step_counted(step: str, counted: str, measure: str) -> Iterator[str]:
    """The same, by what both figures count."""
    yield f"{step}|{counted == measure}"
    yield f"{step}|{measure}"
    yield f"{step}|{counted}>{measure}"


@kept
def never(measure: str, here: str, voice: str) -> Iterator[str]:
    """That nobody is told."""
    yield "never"
    yield f"never|{measure}"
    yield f"never|{here}"
    yield f"never|{here}|{measure}"
    yield f"never|{here}|{voice}"


@kept
def never_counted(says: str, measure: str, form: str, kind: str, whose: bool) -> Iterator[str]:
    """That nobody is told, by what is counted."""
    yield f"never|{says}|{measure}"
    yield f"never|{form}"
    yield f"never|{kind}"
    yield f"never|{whose}"


@kept
def never_of(victim: str, here: str, measure: str) -> Iterator[str]:
    """That nobody is told, by whose the counted are."""
    yield f"never|of {victim}"
    yield f"never|of {victim}|{here}"
    yield f"never|of {victim}|{measure}"


@kept
def never_act(act: str) -> Iterator[str]:
    """That nobody is told, by the act."""
    yield f"never|{act}"


@kept
def phrase(kind: str, side: str, measure: str) -> Iterator[str]:
    """What a phrase of the sentence is."""
    yield "here"
    yield f"here|{kind}"
    yield f"here|{kind}|{measure}"
    yield f"here|{side}"
    yield f"here|{side}|{measure}"


@kept
def phrase_told(cue: str, verb: str, measure: str) -> Iterator[str]:
    """How it is written."""
    yield f"here|{cue}"
    yield f"here|{cue}|{measure}"
    yield f"here|{verb}|{measure}"


@kept
def deed(deed: str, voice: str) -> Iterator[str]:
    """Whether it names a deed and whose."""
    yield f"here|{deed}|{voice}"


@kept
def of(side: str, victim: str, label: str) -> Iterator[str]:
    """On which side it is, by whose the counted are."""
    yield f"here|{side} of {victim}"
    yield f"here|{label}|{side} of {victim}"


@kept
def label(label: str, kind: str, side: str, measure: str) -> Iterator[str]:
    """What the grammar makes it."""
    yield f"here|{label}|{measure}"
    yield f"here|{label}|{kind}"
    yield f"here|{label}|{side}"


@kept
def label_told(label: str, language: str, kind: str, form: str, noun: str) -> Iterator[str]:
    """The same, by the language and the noun."""
    yield f"here|{label}|{language}"
    yield f"here|{label}|{kind}"
    yield f"here|{label}|{form}"
    yield f"here|{label}|{noun}"


@kept
def label_act(label: str, act: str, voice: str) -> Iterator[str]:
    """The same, by the act and its voice."""
    yield f"here|{label}|{act}"
    yield f"here|{label}|{voice}"


@kept
def label_where(label: str, side: str, near: str, cut: str, among: int) -> Iterator[str]:
    """The same, by where it stands."""
    yield f"here|{label}|{side}|{near} words"
    yield f"here|{label}|{side}|{cut}|{among}"


@kept
def where(whose: str, clause: str, cut: str, stands: str) -> Iterator[str]:
    """Where it stands."""
    yield f"here|{whose}|{clause}"
    yield f"here|{whose}|{cut}"
    yield f"here|{stands}"
    yield f"here|{stands}|{whose}"


@kept
def where_counted(whose: str, side: str, near: str, measure: str) -> Iterator[str]:
    """Where it stands, by what is counted."""
    yield f"here|{side}|{near} words"
    yield f"here|{side}|{measure}"
    yield f"here|{whose}|{side}|{measure}"


@kept
def noun(label: str, says: bool, nouns: int, side: str, here: str) -> Iterator[str]:
    """The counted noun as who they are."""
    yield "noun"
    yield f"noun|{label}"
    yield f"noun|{label}|{says}"
    yield f"noun|{label}|{nouns}"
    yield f"noun|{label}|{side}"
    yield f"noun|{says}|{here}"


@kept
def noun_counted(says: bool, kind: str, measure: str, noun: str) -> Iterator[str]:
    """The same, by what is counted."""
    yield f"noun|{says}|{measure}"
    yield f"noun|{kind}"
    yield f"noun|{kind}|{measure}"
    yield f"noun|{noun}"


@kept
def noun_told(language: str, label: str, measure: str) -> Iterator[str]:
    """The same, by the language."""
    yield f"noun|{language}|{measure}"
    yield f"noun|{label}|{measure}"


@kept
def noun_act(says: bool, act: str, form: str) -> Iterator[str]:
    """The same, by the act."""
    yield f"noun|{says}|{act}"
    yield f"noun|{says}|{form}"


@kept
def beside_known(same: str, role: str, side: str, where: str) -> Iterator[str]:
    """Beside somebody who fills another role."""
    yield f"{same} {role}"
    yield f"{side} where {role} is {where}"


@kept
def beside_nobody(who: str, role: str, where: str) -> Iterator[str]:
    """Beside another role that one of the two leaves open."""
    yield f"{who} where {role} is {where}"
