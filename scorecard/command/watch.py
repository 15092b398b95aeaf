"""Watching: what is new or changed is made, until somebody stops it.

Nothing is watched by events of the system, which no two systems tell alike: the names, sizes and times of files are
asked for again and again. A file that still grows is left until two looks at it are alike.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from scorecard.files import of_the_system

EVERY = 2.0
"""Seconds between two looks."""
Look = dict[Path, tuple[int, int]]
"""Size and time of change, in nanoseconds, of each file."""


def look_at(places: Iterable[Path]) -> Look:
    """What is there now: each of the places that is a file, and every file of those that are folders."""
    seen: Look = {}
    for place in places:
        for path in place.rglob("*") if place.is_dir() else [place]:
            if any(of_the_system(part) for part in path.relative_to(place.parent).parts):
                continue
            try:
                state = path.stat()
            except OSError:  # gone between the two
                continue
            if path.is_file():
                seen[path] = (state.st_size, state.st_mtime_ns)
    return seen


def changes(places: Iterable[Path], *, wait: Callable[[float], None] = time.sleep) -> Iterator[list[Path]]:
    """The files that are new, changed or gone since the last time, whenever there are any and they stand still.

    The first list is of nothing: it says that the watch is set.
    """
    watched = list(places)
    known = look_at(watched)
    yield []
    before = known
    while True:
        wait(EVERY)
        now = look_at(watched)
        if now == before and now != known:
            told = sorted(path for path in now.keys() | known.keys() if now.get(path) != known.get(path))
            known = now
            yield told
        before = now
