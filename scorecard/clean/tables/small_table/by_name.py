"""The columns of a layout under the headers of a page: by the words over them, by order where these are damaged.

A layout names its columns in the order of the packs it was made from. Another pack may print them in another
order, one more or one less, so the printed words overrule the order wherever they speak plainly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from scorecard.clean.names.alike import similarity
from scorecard.clean.names.wording import normalise
from scorecard.clean.tables.shared.units import FigureColumns
from scorecard.clean.tables.small_table.over import header_names, named_alone, reads_as_name, tidy
from scorecard.clean.tables.small_table.page import Page
from scorecard.clean.tables.small_table.pairs import PLAINLY, best_pairs
from scorecard.registry import Registry
from scorecard.registry.layouts import ColumnLayout

_ANOTHER = 0.5
"""A name less alike than this is another one; and so much does a telling word say against all columns but its own."""
_LONG_WORD = 4
Columns = list[ColumnLayout | None]
"""For each printed column the one of the layout that it is; null where it is none."""


def spread(columns: Sequence[ColumnLayout], units: Sequence[FigureColumns], page: Page) -> Columns:
    """A column of the layout for each printed column, null where none is meant.

    Where columns count the same by kinds (reasons, themes), a kind the layout does not know is the one printed.
    """
    names = header_names(page.header, units)
    wanted = [_words_of(column, page.lexicon.registry, page.layout.family) for column in columns]
    scores = _scores(names, wanted)
    pairs = best_pairs(scores, named_alone(names))
    known = [columns[pairs[i]] if i in pairs else None for i in range(len(names))]
    kind = next((c for c in columns if c.breakdown), None)
    if kind is None or not by_kinds(columns):
        return known
    return [
        kind.model_copy(update={"breakdown": tidy(said[0])}) if _is_new_kind(column, said, row) else column
        for column, said, row in zip(known, names, scores, strict=True)
    ]


def by_kinds(columns: Sequence[ColumnLayout]) -> bool:
    """Whether the columns, all or all but the last ones, count one measure by kinds."""
    kinds = [c for c in columns if c.breakdown]
    areas = any(c.area for c in columns)
    return len(kinds) > 1 and len(kinds) >= len(columns) - 1 and len({c.indicator for c in kinds}) == 1 and not areas


def _is_new_kind(column: ColumnLayout | None, said: list[str], scores: list[float]) -> bool:
    """Whether a header prints a name that is like none of the layout's, over no column of another sort."""
    printed = said and reads_as_name(said[0]) and max(scores, default=0.0) < _ANOTHER
    return bool(printed and (not column or column.breakdown))


def _words_of(column: ColumnLayout, registry: Registry, family: str) -> list[str]:
    """What the header over a column may say: its own words, or those by which the registry knows its indicator."""
    if column.header:
        return [column.header]
    own = " ".join(filter(None, (column.area, column.breakdown)))
    known = registry.indicators.get(column.indicator or "")
    if own or known is None:
        return [own, " ".join(filter(None, (own, (column.indicator or "").replace("_", " "))))]
    names = [name for entry in registry.names_of(known.id, family) for name in entry.names]
    return [(column.indicator or "").replace("_", " "), known.name, *names]


def _scores(names: list[list[str]], wanted: list[list[str]]) -> list[list[float]]:
    """How alike what is said over each printed column is to each wanted one; a word that only one has decides."""
    telling = _telling_words(wanted)
    scores = []
    for said in names:
        alike = [alike_to(said, words) for words in wanted]
        told = _told(said, telling)
        if told is not None:
            alike = [max(PLAINLY, score) if j == told else score - _ANOTHER for j, score in enumerate(alike)]
        scores.append(alike)
    return scores


def alike_to(said: Sequence[str], wanted: Sequence[str]) -> float:
    """How alike any of some texts is to any of others, 0 to 1."""
    return max((similarity(text, words) for text in said for words in wanted), default=0.0)


def _telling_words(wanted: list[list[str]]) -> list[set[str]]:
    """For each column the words that only it has: "Primary" or "Secondary" in two names that are else alike."""
    words = [{w for text in texts for w in normalise(text).split() if len(w) >= _LONG_WORD} for texts in wanted]
    counts = Counter(w for own in words for w in own)
    return [{w for w in own if counts[w] == 1} for own in words]


def _told(said: list[str], telling: list[set[str]]) -> int | None:
    """The one column of which the header has a word that only it has; null if it has none, or words of several."""
    words = {word for text in said for word in normalise(text).split()}
    told = [j for j, own in enumerate(telling) if words & own]
    return told[0] if len(told) == 1 else None
