"""Colours, each with the contrast it must have, and words and shapes so that no meaning rests on colour alone.

The palette is the Government Analysis Function's ("Data visualisation: colours in charts"); red and green are
GOV.UK's. A test computes every contrast by the formula of WCAG 2.2 (success criteria 1.4.3 and 1.4.11), in the light
and in the dark.
"""

from __future__ import annotations

WHITE = "#FFFFFF"
TEXT = "#0B0C0C"
AXIS = "#595959"
GRID = "#E3E6E8"
OWN = "#12436D"  # dark blue: the council's own figures
TARGET = "#801650"  # dark pink, dashed
COMPARATOR = "#3D3D3D"  # dark grey, dotted
CATEGORICAL = (OWN, "#28A197", TARGET, "#F46A25")
"""The Analysis Function's categories, in its order; four at most."""

# band -> (word, shape, text colour, background of the tag)
BANDS = {
    "red": ("Red", "◆", "#942514", "#F9E1DD"),
    "amber": ("Amber", "▲", "#5F4300", "#FFF1CC"),
    "green": ("Green", "●", "#005A30", "#DCEFE5"),
}
ARROWS = {"up": ("↑", "up"), "down": ("↓", "down"), "level": ("→", "level")}

DARK_GROUND = "#14181C"
DARK = {
    WHITE: DARK_GROUND,
    TEXT: "#F3F2F1",
    AXIS: "#C3C7CA",
    GRID: "#33393E",
    OWN: "#8FC4F5",
    TARGET: "#F5A3D2",
    COMPARATOR: "#DADDDF",
    CATEGORICAL[1]: "#5FD3C9",
    CATEGORICAL[3]: "#FF9A66",
    "#942514": "#FFB9AE",
    "#5F4300": "#FFD675",
    "#005A30": "#8FE3B6",
    "#F9E1DD": "#451C17",
    "#FFF1CC": "#3D310A",
    "#DCEFE5": "#113524",
}
"""What stands for each colour of a chart where the reader's page is dark."""


def dark_rules(scope: str = "svg") -> str:
    """The rules of a style sheet that turn charts dark: the drawing itself keeps its light colours.

    A rule beats a colour that is written at a mark, so that one picture serves light and dark, and stays whole when it
    is saved to a file of its own.
    """
    names = ("fill", "stroke")
    return "".join(f'{scope} [{name}="{light}"]{{{name}:{dark}}}' for light, dark in DARK.items() for name in names)


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two sRGB colours, 1 to 21 (WCAG 2.2, "contrast ratio").

    >>> round(contrast("#12436D", "#FFFFFF"), 2)
    10.25
    """
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
