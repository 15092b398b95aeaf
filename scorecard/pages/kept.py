"""Parts of a quarter that are worked out once for all its pages, however many notebooks show them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

Part = TypeVar("Part")


class kept(Generic[Part]):
    """Like ``cached_property``, but kept in ``kept_parts``, which other objects made of the same tables share."""

    def __init__(self, make: Callable[[Any], Part]) -> None:
        self.make, self.name, self.__doc__ = make, make.__name__, make.__doc__

    def __get__(self, data: Any, owner: type | None = None) -> Part:
        if data is None:
            return self  # type: ignore[return-value]
        if self.name not in data.kept_parts:
            data.kept_parts[self.name] = self.make(data)
        part: Part = data.kept_parts[self.name]
        return part
