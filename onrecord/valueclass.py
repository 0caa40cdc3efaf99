"""Dataclasses for what is made by the ten thousand while a text is read: the same to write and to check, made faster.

A frozen dataclass calls ``object.__setattr__`` for each field that it is made of, a tenth of the time of reading a
statement. Here the type checker sees the frozen dataclass of the standard library and forbids every change; when the
program runs, the class has slots, equality and a hash like that one, and only the guard against changes is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass, replace
else:
    import dataclasses
    from functools import cache
    from operator import attrgetter

    def dataclass(*, frozen: bool = False, slots: bool = False) -> Any:
        """``dataclasses.dataclass`` for a class that the type checker holds to be frozen."""
        return dataclasses.dataclass(slots=slots, unsafe_hash=frozen)

    @cache
    def _fields(kind: type) -> tuple[tuple[str, ...], attrgetter]:
        """The names of what a class is made of, and what gets all of it."""
        names = tuple(field.name for field in dataclasses.fields(kind) if field.init)
        return names, attrgetter(*names)

    def replace(one: Any, /, **changes: Any) -> Any:
        """``dataclasses.replace`` for an instance of such a class."""
        kind = type(one)
        names, values = _fields(kind)
        return kind(**{**dict(zip(names, values(one), strict=True)), **changes})


__all__ = ["dataclass", "replace"]
