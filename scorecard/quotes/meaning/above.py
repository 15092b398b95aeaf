"""A figure whose own words say nothing of what it measures: what the sentence before it or the heading names.

``Use of custody`` over ``... now standing at 0.40. National figures stand lower at 0.38.`` Only where every word beside
the figure is one of those that compare, date or place a figure, and where exactly one measure of a fitting unit is
named above. Such a link is never more than likely.
"""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.quotes.meaning.subjects import Link, Vocabulary, Words
from scorecard.quotes.sentence.figures import Line

LONGEST_ABOVE = 300
"""Letters of a line that may name what the next one tells: a heading, or a sentence that leads to a list."""
_MOST_OWN_WORDS = 3
"""Words beside a figure that may repeat what stands above it; more of them tell something of their own."""
_NO_MEASURE_OF_ITS_OWN = ("percent", "gbp", "ratio")
"""Units that print shows: a bare number has none of them."""


def bare_words_link(
    vocabulary: Vocabulary, line: Line, index: int, beside: frozenset[str], sources: Sequence[str],
    *, change: bool, population: str | None, carried: Link | None,
) -> Link | None:  # fmt: skip
    """The one measure that a source names: the last sentence before, or the line above; ``beside``: a figure's signs.

    A figure without any word of its own goes on with what the sentence before spoke of (``carried``).
    """
    units = _units(vocabulary, line, index, change=change)
    own = beside - vocabulary.says.beside
    if not units or len(own) > _MOST_OWN_WORDS:
        return None
    for source in sources:
        named = vocabulary.lexicon.scan(source).signs()
        if own - named or not named & vocabulary.lexicon.strong:
            continue
        if link := vocabulary.fit(units, Words(named, named, population, source.lower()), "likely"):
            return Link(link.indicator, "likely", source)
    goes_on = carried is not None and not own and vocabulary.units[carried.indicator] in units
    return Link(carried.indicator, "likely") if carried and goes_on else None


def _units(vocabulary: Vocabulary, line: Line, index: int, *, change: bool) -> tuple[str, ...]:
    """The units that a measure may have for a figure: a change may be per cent of anything, a decimal any but that.

    A whole number counts something, unless it is called a figure or a rate.
    """
    figure = line.figures[index]
    if figure.unit == "percent" and change:
        return tuple(vocabulary.subjects)
    if figure.unit != "count":
        return (figure.unit,)
    if "." not in figure.text and line.says.after("a noun of its own", line.after(index)):
        return ()
    if "." not in figure.text and not line.says.within("stands", line.before(index)):
        return ("count", "cases")
    return tuple(unit for unit in vocabulary.subjects if unit not in _NO_MEASURE_OF_ITS_OWN)
