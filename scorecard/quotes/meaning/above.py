"""A figure whose own words say nothing of what it measures: what the sentence before it or the heading names.

``Use of custody`` over ``... now standing at 0.40. National figures stand lower at 0.38.`` Only where every word beside
the figure is one of those that compare, date or place a figure, and where exactly one measure of a fitting unit is
named above. Such a link is never more than likely.
"""

from __future__ import annotations

from scorecard.quotes.meaning.reading import Reading
from scorecard.quotes.meaning.subjects import Link, Words
from scorecard.text.sentences import plain

LONGEST_ABOVE = 300
"""Letters of a line that may name what the next one tells: a heading, or a sentence that leads to a list."""
_NO_MEASURE_OF_ITS_OWN = ("percent", "gbp", "ratio")
"""Units that print shows: a bare number has none of them."""


def link_from_above(reading: Reading, beside: frozenset[str]) -> Link | None:
    """The one measure that a source names: the last sentence before, or the line above; ``beside``: a figure's signs.

    A figure without any word of its own goes on with what the sentence before spoke of (``carried``).
    """
    vocabulary, carried, above = reading.vocabulary, reading.carried, plain(reading.above)
    units, own = _units(reading), beside - vocabulary.says.beside
    if not units:
        return None
    for source in filter(None, (*reading.before[-1:], above)):
        named = vocabulary.lexicon.scan(source).signs()
        if own - named or not named & vocabulary.lexicon.strong:
            continue
        if link := vocabulary.fit(units, Words(named, named, reading.population, source.lower()), "likely"):
            return Link(link.indicator, "likely", source if source == above else "")
    goes_on = carried and not own and vocabulary.units[carried.indicator] in units
    return Link(carried.indicator, "likely") if carried and goes_on else None


def _units(reading: Reading) -> tuple[str, ...]:
    """The units that a measure may have for a figure: a change may be per cent of anything, a decimal any but that.

    A whole number counts something, unless it is called a figure or a rate.
    """
    unit, subjects, says = reading.figure.unit, reading.vocabulary.subjects, reading.line.says
    if unit == "percent" and reading.code == "change":
        return tuple(subjects)
    if unit != "count":
        return (unit,)
    if not reading.is_decimal and says.after("a noun of its own", reading.words_after):
        return ()
    if not reading.is_decimal and not says.within("stands", reading.words_before):
        return ("count", "cases")
    return tuple(unit for unit in subjects if unit not in _NO_MEASURE_OF_ITS_OWN)
