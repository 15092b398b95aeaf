"""A figure whose own words say nothing of what it measures: what the sentence before it or the heading names.

``Use of custody`` over ``... now standing at 0.40. National figures stand lower at 0.38.`` Only where every word beside
the figure is one of those that compare, date or place a figure, and where exactly one measure of a fitting unit is
named above. Such a link is never more than likely.
"""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.quotes.meaning.signs import STRONG, scan, stems_of
from scorecard.quotes.meaning.subjects import Link, Vocabulary, fit
from scorecard.quotes.sentence.figures import Line
from scorecard.quotes.sentence.folded import folded

LONGEST_ABOVE = 300
"""Letters of a line that may name what the next one tells: a heading, or a sentence that leads to a list."""
MOST_OWN_WORDS = 3
"""Words beside a figure that may repeat what stands above it; more of them tell something of their own."""
_SAYS_NOTHING = stems_of(
    "target targets limit figure figures national nationally region regional regions east west north south"
    " central england statistical neighbour neighbours neighbors comparison comparator comparators benchmark"
    " benchmarks published latest data released stand stands standing stood show shows shown showing reach"
    " reached reaching result results lower higher below above marginally slightly nearly roughly remain"
    " remains remained remaining stable increased decreased rise rises risen rose rising fall falls fallen fell"
    " falling drop dropped declined decline declining reduce reduced reducing improve improved improving"
    " improvement achieve achieved achievable actual actually same similar previous although whilst however"
    " compares compared better best worse quartile quarter month months report reported reporting seen sees saw"
    " gives give point points position average averages standard january february march april june july august"
    " september october november december autumn spring summer winter term now currently current annual yearly"
    " still even again also both further around approximately just over under set sets met meet council picture"
    " outturn achievement against then rmbc down back places well while with"
)
"""Words that compare, date or place a figure and do not say what it measures."""
OWN_NOUN = folded(
    r"\s*(?!at\b|in\b|on\b|as\b|last\b|year|ytd|compared|which|when|the\s+same|and\b|or\b|by\b|during\b|to\b|but\b|however"
    r"|although|while|whilst|with\b|from\b|per\b|for\b|over\b|under\b|above\b|below\b)[a-z]{3,}",
)
_STANDS = folded(r"\b(?:figures?|rate|stands?|standing|stood)\b")


def link_above(
    vocabulary: Vocabulary, line: Line, index: int, span: tuple[int, int], before: Sequence[str],
    *, above: str, change: bool, population: str | None, carried: Link | None,
) -> Link | None:  # fmt: skip
    """The one measure that the last sentence ``before`` names, or the line ``above``; ``span``: the figure's words.

    A figure without any word of its own goes on with what the sentence before spoke of (``carried``).
    """
    units = _units(vocabulary, line, index, change=change)
    own = scan(line.text).signs(*span) - _SAYS_NOTHING
    if not units or len(own) > MOST_OWN_WORDS:
        return None
    for source in (*before[-1:], *([above] if above else [])):
        named = scan(source).signs()
        if own - named or not named & STRONG:
            continue
        link = fit(
            vocabulary, units, near=named, within=named, population=population, sentence=source, certainty="likely"
        )
        if link:
            return Link(link.indicator, "likely", above if source is above else "")
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
    if "." not in figure.text and OWN_NOUN.match(line.after(index)):
        return ()
    if "." not in figure.text and not _STANDS.search(line.before(index)):
        return ("count", "cases")
    return tuple(unit for unit in vocabulary.subjects if unit not in ("percent", "gbp", "ratio"))
