"""The analyst's bench: questions to the figures, as frames and charts; from any folder, in a notebook or a script.

from scorecard.analyst import figures, runs
figures("6.20")     # by printed number, permanent id or words of the name
runs(3)             # worse three times in a row
"""

from scorecard.analyst.bench import Bench, open_bench
from scorecard.analyst.card import Card, indicator
from scorecard.analyst.drawings import funnel, linked, plot, scatter, slope
from scorecard.analyst.export import export
from scorecard.analyst.questions import compare, figures, indicators, runs, trend, vintages

__all__ = [
    "Bench",
    "Card",
    "compare",
    "export",
    "figures",
    "funnel",
    "indicator",
    "indicators",
    "linked",
    "open_bench",
    "plot",
    "runs",
    "scatter",
    "slope",
    "trend",
    "vintages",
]
