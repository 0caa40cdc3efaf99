"""The names in loaded tables that nothing here bears: what could not be resolved is kept by name, and listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from onrecord.decision import Decided, Unknown
from onrecord.eventtable import Loaded, opened
from onrecord.reader import LEVELS

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
