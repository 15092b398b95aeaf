"""The look of every chart, as one altair theme: the Government Analysis Function's rules for charts.

Horizontal text, a white ground, few and light grid lines, text of 4.5:1 and marks of 3:1, the palette in its order
("Data visualisation: charts" and "colours in charts", Analysis Function; afcharts, ``vignettes/accessibility.Rmd``).
"""

from __future__ import annotations

from typing import Any

import altair as alt

from scorecard.charts.palette import AXIS, CATEGORICAL, GRID, OWN, TEXT, WHITE

NAME = "scorecard"
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"


def config() -> dict[str, Any]:
    """The theme's configuration, as Vega-Lite has it."""
    axis = {
        "labelColor": AXIS,
        "labelFont": FONT,
        "labelFontSize": 12,
        "labelAngle": 0,
        "labelPadding": 6,
        "labelOverlap": False,
        "titleAngle": 0,
        "titleColor": AXIS,
        "titleFont": FONT,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "gridColor": GRID,
        "domainColor": AXIS,
        "tickColor": AXIS,
        "ticks": False,
    }
    return {
        "background": WHITE,
        "font": FONT,
        "view": {"stroke": None},
        "axis": axis,
        "axisX": {"grid": False},
        "axisY": {"domain": False, "titleAlign": "left", "titleAnchor": "end"},
        "legend": {"labelColor": TEXT, "labelFont": FONT, "titleFont": FONT, "labelFontSize": 12},
        "title": {"font": FONT, "color": TEXT, "anchor": "start", "fontSize": 14},
        "range": {"category": list(CATEGORICAL)},
        "line": {"color": OWN, "strokeWidth": 2.5},
        "bar": {"color": OWN},
        "point": {"color": OWN},
        "rule": {"color": AXIS},
        "text": {"font": FONT, "fontSize": 12, "color": TEXT},
    }


def enable_theme() -> None:
    """Let every altair chart of this process have the theme, a reader's own ones in a notebook too."""
    alt.theme.register(NAME, enable=True)(lambda: alt.theme.ThemeConfig({"config": config()}))
