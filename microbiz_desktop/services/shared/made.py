"""Attributes that are made when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock
from typing import Generic, TypeVar, overload

Owner = TypeVar("Owner")
T = TypeVar("T")


class Made(Generic[Owner, T]):
    """An attribute made at the first look, once for each owner, whichever thread looks."""

    def __init__(self, make: Callable[[Owner], T]) -> None:
        self._make = make
        self._making = RLock()
        self._name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, owner: None, kind: type) -> Made[Owner, T]: ...

    @overload
    def __get__(self, owner: Owner, kind: type) -> T: ...

    def __get__(self, owner: Owner | None, kind: type) -> T | Made[Owner, T]:
        """From the second look on Python finds the value in the owner and does not ask here."""
        if owner is None:
            return self
        with self._making:
            kept = vars(owner)
            if self._name not in kept:
                kept[self._name] = self._make(owner)
        made: T = kept[self._name]
        return made

    def made_in(self, owner: Owner) -> bool:
        """Whether somebody has looked before."""
        return self._name in vars(owner)
