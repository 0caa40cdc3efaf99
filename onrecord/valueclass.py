"""Dataclasses for what is made by the ten thousand while a text is read: the same to write and to check, made faster.

A frozen dataclass calls ``object.__setattr__`` for each field that it is made of, a tenth of the time of reading a
statement. Here the type checker sees the frozen dataclass of the standard library and forbids every change; when the
program runs, the class has slots, equality and a hash like that one, and only the guard against changes is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass, replace
    from functools import cached_property
else:
    import dataclasses
    from functools import cache
    from operator import attrgetter

    def dataclass(*, frozen: bool = False, slots: bool = False, eq: bool = True) -> Any:
        """``dataclasses.dataclass`` for a class that the type checker holds to be frozen."""
        return dataclasses.dataclass(slots=slots, eq=eq, unsafe_hash=frozen and eq)

    @cache
    def _fields(kind: type) -> tuple[dict[str, int], attrgetter]:
        """Where each name of what a class is made of stands among them, and what gets all of it."""
        names = [field.name for field in dataclasses.fields(kind) if field.init]
        return {name: nth for nth, name in enumerate(names)}, attrgetter(*names)

    def replace(one: Any, /, **changes: Any) -> Any:
        """``dataclasses.replace`` for an instance of such a class."""
        kind = type(one)
        nth, values = _fields(kind)
        held = list(values(one))
        for name, value in changes.items():
            held[nth[name]] = value
        return kind(*held)

    class cached_property:  # noqa: N801  # it goes by the name of what it stands for
        """``functools.cached_property`` without its lock, as it is from Python 3.12 on."""

        def __init__(self, made: Any) -> None:
            self._made, self.__doc__ = made, made.__doc__

        def __set_name__(self, _: type, name: str) -> None:
            self._name = name

        def __get__(self, one: Any, _: type | None = None) -> Any:
            if one is None:
                return self
            held = one.__dict__[self._name] = self._made(one)
            return held


__all__ = ["cached_property", "dataclass", "replace"]
