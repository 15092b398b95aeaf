"""``Primary and secondary attendance was 95.2% and 92.8% respectively``: figures and what they are of, in two lists.

As many values as names or periods belong together in their order; where the numbers differ, no value has an indicator.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from scorecard.quotes.meaning.reading import Link, Reading
from scorecard.quotes.sentence.figures import Line
from scorecard.quotes.time.mentions import Mention

_JOINT = re.compile(r",?\s+and\s+|,\s*")


def respective_links(readings: Sequence[Reading]) -> Mapping[int, Link | None]:
    """The indicators of a sentence's values that it shares out, by their main figure; empty if it shares out none."""
    values = _shared_out(readings)
    if not values:
        return {}
    names = _names(values[0].line, values[0].line.figures[values[0].group.main].start)
    if len(names) == 1:
        return {}
    links = [_link(value, names, place) if len(names) == len(values) else None for place, value in enumerate(values)]
    known = all(links) and len({link.indicator for link in links if link}) == len(links)
    return {value.group.main: link if known else None for value, link in zip(values, links, strict=True)}


def respective_periods(readings: Sequence[Reading], mentions: Sequence[Mention]) -> Mapping[int, str | None]:
    """The periods of a sentence's values that it shares out, by their main figure; empty if it shares out none."""
    values, named = _shared_out(readings), [mention for mention in mentions if not mention.relative]
    pairs = zip(values, named, strict=True) if len(values) == len(named) else ()
    return {value.group.main: mention.label for value, mention in pairs}


def _shared_out(readings: Sequence[Reading]) -> list[Reading]:
    """The values of one unit that a sentence lists, if it says that they belong to others in their order."""
    if not readings[0].line.says.within("respectively", readings[0].line.lower):
        return []
    values = [reading for reading in readings if reading.code in ("value", "of")]
    return [value for value in values if value.figure.unit == values[0].figure.unit]


def _names(line: Line, end: int) -> list[frozenset[str]]:
    """The signs of each name that is listed before the figures; a joint within a sign divides none."""
    inside = [(first, last) for _, first, last in line.scan.marks]
    joints = [joint.span() for joint in _JOINT.finditer(line.lower, 0, end)]
    joints = [joint for joint in joints if not any(first < joint[0] < last for first, last in inside)]
    edges = [0, *(place for joint in joints for place in joint), end]
    parts = [line.scan.signs(first, last) for first, last in zip(edges[::2], edges[1::2], strict=True)]
    return [part for part in parts if part & line.says.lexicon.signs]


def _link(value: Reading, names: Sequence[frozenset[str]], place: int) -> Link | None:
    """The indicator of one name: its own signs, and those that all share, which stand behind the last name."""
    lexicon = value.line.says.lexicon
    own = names[place] | (names[-1] - (lexicon.strong - lexicon.generic))
    return value.fit(own, own)
