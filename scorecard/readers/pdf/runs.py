"""Lines with columns that stand one below the other, where no rules hold them together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scorecard.readers.pdf.segments import far_parts, segments_of
from scorecard.readers.pdf.values import is_period
from scorecard.readers.pdf.words import Line

_APART = 3.5
"""Lines further apart than this part of their size belong to no one table, unless rules hold them together."""
_OF_ONE_CELL = 0.5
"""White between the lines of one cell is narrower than this part of their size."""
_MOST_BETWEEN = 3
"""So many lines in turn without columns may stand in a table: wrapped labels, the name of a theme."""


def runs_of(lines: Sequence[tuple[int, Line]]) -> Iterator[list[tuple[int, Line]]]:
    """Lines in turn with columns, and those that stand close to them; between them a few that have none."""
    run: list[tuple[int, Line]] = []
    waiting: list[list[tuple[int, Line]]] = []
    for cluster in _clusters(lines):
        above = (waiting[-1] if waiting else run or cluster)[-1][1]
        far = cluster[0][1].box.top - above.box.bottom > _APART * cluster[0][1].size
        if run and (far or _are_many(waiting)):
            yield run
            run, waiting = [], []
        if any(len(far_parts(line)) > 1 for _, line in cluster):
            run += [*(entry for one in waiting for entry in one), *cluster] if run else cluster
            waiting = []
        elif run:
            waiting.append(cluster)
    if run:
        yield run


def _are_many(clusters: Sequence[Sequence[tuple[int, Line]]]) -> bool:
    """Whether lines without columns are more than a table has; labels of periods that are still to come are few."""
    return sum(not is_period(line.text) for cluster in clusters for _, line in cluster) > _MOST_BETWEEN


def _clusters(lines: Sequence[tuple[int, Line]]) -> Iterator[list[tuple[int, Line]]]:
    """Lines that stand as close as those of one cell."""
    cluster: list[tuple[int, Line]] = []
    lowest = 0.0
    for entry in lines:
        box = entry[1].box
        if cluster and box.top - lowest > _OF_ONE_CELL * entry[1].size:
            yield cluster
            cluster = []
        lowest = max(lowest, box.bottom) if cluster else box.bottom
        cluster.append(entry)
    if cluster:
        yield cluster


def without_captions(rows: Sequence[Sequence[Line]]) -> Sequence[Sequence[Line]]:
    """Rows without those above and below that have no columns: where no rule frames them they are text."""
    columned = [at for at, row in enumerate(rows) if any(len(segments_of(line)) > 1 for line in row)]
    return rows[columned[0] : columned[-1] + 1] if columned else ()
