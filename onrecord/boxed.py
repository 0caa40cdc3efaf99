"""Cells into boxes: the pieces of some cells as few boxes of named places, actors and days as will do."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Sequence

from onrecord.box import Box
from onrecord.cell import FIRST_DAY, Kind, Piece
from onrecord.place import Tree
from onrecord.scope import ROLES, Catalogue


def boxes(pieces: Iterable[Piece], kind: Kind, axes: Sequence[Sequence[str]], catalogue: Catalogue) -> tuple[Box, ...]:
    """The pieces as few boxes of named places, actors and days: what a reader, and the checker, can follow."""
    pieces = tuple(pieces)
    if any(piece.exact for piece in pieces):
        return tuple(_exact_box(piece, kind) for piece in pieces)
    stretches: dict[tuple[dt.date, dt.date], set[tuple[str | None, ...]]] = {}
    for node, start, end in _joined(pieces):
        stretches.setdefault((start, end), set()).add(node)
    found: list[Box] = []
    for (start, end), nodes in sorted(stretches.items()):
        by_actors: dict[tuple[str | None, ...], set[str | None]] = {}
        for node in nodes:
            by_actors.setdefault(node[1:], set()).add(node[0])
        for actors, places in sorted(by_actors.items(), key=str):
            for named, without in _regions(places, axes[0], catalogue.places.tree):
                found.append(_box(kind, (named, without), actors, (start, end), axes, catalogue))
    return tuple(found)


def _exact_box(piece: Piece, kind: Kind) -> Box:
    """The box of a ratio: just what it was stated for."""
    assert piece.exact is not None
    places, without, by, against, of = piece.exact
    return Box(*kind, by, against, of, places, without, piece.start, piece.end)


def _joined(pieces: Iterable[Piece]) -> Iterator[tuple[tuple[str | None, ...], dt.date, dt.date]]:
    """Pieces of one node that follow each other, as one."""
    ordered = sorted(pieces, key=lambda p: (tuple(name or "" for name in p.node), p.start))
    for node, group in itertools.groupby(ordered, key=lambda p: p.node):
        start: dt.date | None = None
        end = FIRST_DAY
        for piece in group:
            if start is not None and piece.start == end:
                end = piece.end
                continue
            if start is not None:
                yield node, start, end
            start, end = piece.start, piece.end
        if start is not None:
            yield node, start, end


def _regions(
    nodes: set[str | None], axis: Sequence[str], tree: Tree
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """A set of nodes as places less parts of them; an empty tuple of places is everywhere."""
    left = set(nodes)
    while left:
        named = {n for n in left if n is not None}
        everywhere = None in left
        tops = set() if everywhere else {n for n in named if not _has_ancestor(n, named, tree)}
        inside = {n for n in axis if everywhere or any(tree.holds(top, n) for top in tops)}
        out = inside - named
        without = {n for n in out if not _has_ancestor(n, out, tree)}
        yield tuple(sorted(tops)), tuple(sorted(without))
        left = {n for n in named if n not in inside or any(tree.holds(w, n) for w in without)}


def _has_ancestor(node: str | None, nodes: Iterable[str | None], tree: Tree) -> bool:
    return any(other is not None and other != node and node is not None and tree.holds(other, node) for other in nodes)


def _box(
    kind: Kind,
    where: tuple[tuple[str, ...], tuple[str, ...]],
    actors: Sequence[str | None],
    days: tuple[dt.date, dt.date],
    axes: Sequence[Sequence[str]],
    catalogue: Catalogue,
) -> Box:
    """One box; an actor's named parts, and for 'anyone else' all named actors, are left out by role."""
    named, without = where
    roles: dict[str, tuple[str, ...]] = {}
    left_out: list[str] = list(without)
    for role, actor, axis in zip(ROLES, actors, axes[1:], strict=True):
        roles[role] = () if actor is None else (actor,)
        tree = catalogue.actors.tree
        inner = {a for a in axis if a != actor and (actor is None or tree.holds(actor, a))}
        left_out.extend(f"{role}:{a}" for a in sorted(inner) if not _has_ancestor(a, inner, tree))
    voice, rule, measure = kind
    return Box(voice, rule, measure, roles["by"], roles["against"], roles["of"], named, tuple(left_out), *days)
