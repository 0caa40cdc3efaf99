"""The names in loaded tables and in claims that nothing here bears: what could not be resolved is kept by name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from onrecord.claim import Claim
from onrecord.decision import Decided, Kind, Unknown
from onrecord.loadedtable import Loaded, opened
from onrecord.statement import Statement
from onrecord.tablesql import LEVELS

_PLACES = """
SELECT place, coalesce(adm1 || ', ', '') || coalesce(country, ''), any_value(places), count(*) AS reports,
    avg(latitude), avg(longitude)
FROM reports JOIN wheres ON no = where_no
WHERE near IS NULL AND level <= ? AND place IS NOT NULL
GROUP BY place, adm1, country ORDER BY reports DESC, place, adm1, country
"""
_ACTORS = """
SELECT name, count(*) AS reports FROM reports JOIN actors ON no IN (by_no, against_no, of_no)
WHERE actors.id IS NULL AND name IS NOT NULL GROUP BY name ORDER BY reports DESC, name
"""


def unresolved(table: Loaded, decided: Mapping[tuple[str, str], Decided]) -> Iterator[Unknown]:
    """The places, then the actors, of one table that are not known and not decided to stay so; the frequent first."""
    with opened(table) as connection:
        places = connection.execute(_PLACES, [LEVELS.index("near")]).fetchall()
        actors = connection.execute(_ACTORS).fetchall()
    for name, said_in, within, reports, latitude, longitude in places:
        if ("place", name) not in decided:
            yield Unknown("place", name, table.source, reports, tuple(within), said_in, latitude, longitude)
    for name, reports in actors:
        if ("actor", name) not in decided:
            yield Unknown("actor", name, table.source, reports)


_BEFORE = re.compile(r"^(?:the|a|an|our|their|his|her|its|this|that|these|those)\s+", re.IGNORECASE)
_LATIN = re.compile(r"[A-Za-z]")


def unresolved_claims(
    statement: Statement, claims: Iterable[Claim], decided: Mapping[tuple[str, str], Decided]
) -> Iterator[Unknown]:
    """The places and actors that claims name and nothing here bears, and that were not decided to stay so.

    What stands in a slot without a capital in Latin letters ("our forces", "militants") is a word, not a name.
    """
    found: Counter[tuple[Kind, str]] = Counter()
    for claim in claims:
        named = {
            ("place" if slot == "place" else "actor", _name_in(mention.span.of(statement.text)))
            for slot, mentions in claim.mentions.items()
            for mention in mentions
            if not mention.id and mention.span is not None
        }
        found.update((kind, name) for kind, name in named if name)  # type: ignore[misc]  # one of the two kinds
    for (kind, name), number in sorted(found.items(), key=lambda each: (-each[1], each[0])):
        if (kind, name) not in decided:
            yield Unknown(kind, name, statement.id, number, stated=True)


def _name_in(words: str) -> str:
    """The name that stands in words, without the article before it; nothing where they are no name."""
    name = _BEFORE.sub("", " ".join(words.split()))
    return "" if _LATIN.search(name) and not any(map(str.isupper, name)) else name
