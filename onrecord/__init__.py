"""What officials say about a war, measured against the public record, with the arithmetic shown.

Five verbs. Each says what it needs; importing this loads none of it.

    >>> import onrecord
    >>> onrecord.ask("strikes", by="Coalition", against="Daesh", places="Iraq; Syria",
    ...              period="2018-05-01/2018-05-17").low
    Fraction(132, 1)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack, cast

if TYPE_CHECKING:
    from onrecord.bounds import Answer, Bounds
    from onrecord.claim import Claim
    from onrecord.finding import Finding
    from onrecord.period import Period
    from onrecord.statement import Language

__version__ = "0.1.0"
__all__ = ["__version__", "ask", "check", "compare", "find_claims", "prove"]


class _Roles(TypedDict, total=False):
    """Who did it, to whom, and whose it is: names or ids, several joined by ``;``."""

    by: str | Iterable[str]
    against: str | Iterable[str]
    of: str | Iterable[str]


class _Options(_Roles, total=False):
    """And on which terms to ask: what was published by a day, without some figures or bridges."""

    as_of: dt.date | str | None
    without: str | Iterable[str]


class _Against(_Options, total=False):
    """And in which way a total is set against another."""

    share_of: str | Iterable[str]
    all_of: str | Iterable[str]
    none_of: str | Iterable[str]
    most_of: str | Iterable[str]
    per: str | Iterable[str]
    change_from: str | Iterable[str]
    compared_with: str | Iterable[str]
    highest_since: str
    lowest_since: str
    most_in: str
    least_in: str


def ask(
    measure: str,
    *,
    places: str | Iterable[str] = (),
    period: str | Period,
    voice: str | None = None,
    project: str | Path | None = None,
    **options: Unpack[_Options],
) -> Bounds:
    """What the record allows for a total: the least and the greatest, each with its proof.

    ``by``, ``against`` and ``of`` name actors; without one, anyone is meant. Names or ids; several in one string
    are joined by ``;`` and mean their union. ``period`` is EDTF, both days included. Where several voices count it,
    ``voice`` must say whose count is meant. ``as_of`` uses what was published by then; ``without`` does without the
    figures and bridges of these ids; ``project`` is a folder, or None for the facts shipped with the program.
    """
    from onrecord import question

    _check_named("ask", options, _Options.__optional_keys__)
    terms = question.terms_of(voice, options.pop("as_of", None), options.pop("without", ()))
    asked = question.Question(measure, places=places, period=period, **cast("_Roles", options))
    return question.ask_one(asked, terms, project)


def compare(
    measure: str,
    *,
    places: str | Iterable[str] = (),
    period: str | Period,
    voice: str | None = None,
    project: str | Path | None = None,
    **options: Unpack[_Against],
) -> tuple[Answer, ...]:
    """What the record allows for a total set against another, over the figures of both at once, with its proofs.

    One of ``share_of``, ``all_of``, ``none_of``, ``most_of``, ``per``, ``change_from``, ``compared_with``,
    ``highest_since`` and ``lowest_since`` says in which way, and what is other than in the question: 'Syria',
    '2018-04', or 'place=Syria' (several in a list). The others are as for :func:`ask`. One answer, or of the highest
    and lowest one for each earlier period as long: by how much this one passes it. ``most_in`` and ``least_in``
    ('day', 'week' or 'month') ask for the highest and the lowest of these in the period.
    """
    from onrecord import question

    _check_named("compare", options, _Against.__optional_keys__)
    terms = question.terms_of(voice, options.pop("as_of", None), options.pop("without", ()))
    roles = {role: options.pop(role) for role in ("by", "against", "of") if role in options}
    asked = question.Question(measure, places=places, period=period, **roles)
    return question.compare_one(asked, cast("Mapping[str, str]", options), terms, project)


def check(
    text: str,
    *,
    published_on: dt.date | str | None = None,
    speaker: str | None = None,
    project: str | Path | None = None,
    language: Language | None = None,
) -> list[Finding]:
    """Find the claims of a statement and measure each against the record.

    ``published_on`` is the day of the statement; without it a claim with a relative date cannot be read, which
    is an InputError. ``speaker`` names whose side it is said for. ``project`` is a folder, with its figures and names,
    or None for the facts shipped with the program.
    """
    from onrecord import question

    with question.names_in(project):
        statement = question.statement_of(text, published_on=published_on, speaker=speaker, language=language)
        return question.check_statement(statement, question.holdings_of(project))


def find_claims(
    text: str,
    *,
    published_on: dt.date | str | None = None,
    speaker: str | None = None,
    project: str | Path | None = None,
    language: Language | None = None,
) -> list[Claim]:
    """The claims of a statement, each with the exact span of its words; nothing is measured.

    What is said of the statement is as for :func:`check`; of a ``project`` only the names are used.
    """
    from onrecord import question

    with question.names_in(project):
        statement = question.statement_of(text, published_on=published_on, speaker=speaker, language=language)
        return question.claims_of(statement)


def prove(document: dict[str, Any]) -> None:
    """Check an exported proof, or every proof inside an exported document; raise VerificationError if one fails."""
    from onrecord.box import ProofError
    from onrecord.errors import InputError, VerificationError
    from onrecord.prooffile import check_document

    try:
        checked = check_document(document)
    except ProofError as error:
        raise VerificationError(str(error)) from error
    if not checked:
        raise InputError("there is no proof in the document")


def _check_named(verb: str, given: Iterable[str], known: Collection[str]) -> None:
    """A TypeError as Python's own where an argument is none of the verb's."""
    for name in given:
        if name not in known:
            raise TypeError(f"{verb}() got an unexpected keyword argument {name!r}")


def __dir__() -> list[str]:
    """What is offered: the verbs, not what they are written with."""
    return sorted(__all__)
