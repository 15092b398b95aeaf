"""What the text round a sentence says where its own words leave it out: the measure, and the group of children."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from scorecard.quotes.meaning.reading import Link, Reading
from scorecard.quotes.vocabulary.wordings import Wordings
from scorecard.text.sentences import plain

LONGEST_ABOVE = 300
"""Letters of a line that may name what the next one tells: a heading, or a sentence that leads to a list."""
_NO_MEASURE_OF_ITS_OWN = ("percent", "gbp", "ratio")
"""Units that print shows: a bare number has none of them."""
_REACH = 40
"""Lines before and after one that are its section."""
_FEWEST = 3
"""Times that a group must be named in a section."""
_MOST_OF = 0.85
"""Share of all such words of a section that must be of one group."""


def link_from_above(reading: Reading, beside: frozenset[str]) -> Link | None:
    """The one measure that a source names: the last sentence before, or the line above; ``beside``: a figure's signs.

    ``Use of custody`` over ``... now standing at 0.40. National figures stand lower at 0.38.`` Only where every word
    beside the figure is named there too, or compares, dates or places a figure. A figure without any word of its own
    goes on with what the sentence before spoke of (``carried``).
    """
    vocabulary, carried, above = reading.vocabulary, reading.carried, plain(reading.above)
    units, own = _units(reading), beside - vocabulary.says.beside
    if not units:
        return None
    for source in filter(None, (*reading.before[-1:], above)):
        named = vocabulary.lexicon.scan(source).signs()
        if own - named or not named & vocabulary.lexicon.strong:
            continue
        if link := reading.fit(named, named, units=units, sentence=source.lower()):
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


def section_populations(lines: Sequence[str], says: Wordings) -> list[str | None]:
    """For every line the one group of children its section speaks of, if nearly all its words are of one."""
    groups = ("LAC", "CPP")
    prose = ["" if "\t" in line else line.lower() for line in lines]
    counts = ((len(says.places(f"names {group}", line)) for line in prose) for group in groups)
    sums = [list(accumulate(count, initial=0)) for count in counts]
    populations: list[str | None] = []
    for place in range(len(lines)):
        low, high = max(0, place - _REACH), min(len(lines), place + _REACH)
        times = [of_group[high] - of_group[low] for of_group in sums]
        told = max(times) >= max(_FEWEST, _MOST_OF * sum(times))
        populations.append(groups[times.index(max(times))] if told else None)
    return populations
