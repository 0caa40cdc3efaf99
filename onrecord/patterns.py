"""Regular expressions as the standard library's :mod:`re` has them, each compiled when it is first used.

The rules for both languages hold some five hundred patterns, of which a short text asks for a few: compiling the others
took a quarter of the time in which a command starts. Used in the place of :mod:`re`, under its name. Those that hold
words of a language stand in ``data/patterns``, a table for each module, each with what it says and its examples, and
some with the pieces of text of which each of their matches has one: those tell faster that nothing matches.
"""

from __future__ import annotations

import re
from functools import cached_property
from re import Match, Pattern, escape, findall, finditer, fullmatch, match, search, sub
from typing import TYPE_CHECKING, Any, cast

from onrecord.data import table

__all__ = [
    "Match",
    "Pattern",
    "compile",
    "escape",
    "findall",
    "finditer",
    "fullmatch",
    "match",
    "named",
    "needs",
    "search",
    "sub",
]

_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub")


class _Waiting:
    """A pattern that takes on the methods of its compiled form when one of them is first asked for."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


class _Named(_Waiting):
    """A pattern that is looked up in its table when it is first used."""

    def __init__(self, module: str, name: str) -> None:
        self._module, self._name = module, name

    @property
    def pattern(self) -> str:  # type: ignore[override]  # what is read here is given there
        """What it is, as its table has it."""
        text: str = table("patterns")[self._module][self._name]
        return text

    @cached_property
    def needs(self) -> tuple[str, ...]:
        """The pieces of which each of its matches has one, as its table has them."""
        return tuple(table("needs").get(self._module, {}).get(self._name, ()))


def needs(pattern: Pattern[str]) -> tuple[str, ...]:
    """The pieces of text of which each match of a pattern has one; () where its table names none."""
    return cast(_Named, pattern).needs


def named(module: str, name: str) -> Pattern[str]:
    """The pattern of that name in ``data/patterns/<module>.toml``."""
    return cast(Pattern[str], _Named(module, name))


if TYPE_CHECKING:
    from re import compile  # noqa: A004
else:

    def compile(pattern: str) -> _Waiting:  # noqa: A001  # it goes by the name of what it stands for
        """``re.compile`` of a pattern that is right: one that is not is told where it is first used."""
        return _Waiting(pattern)
