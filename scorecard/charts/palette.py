"""Colours, each with the contrast it must have, and words and shapes so that no meaning rests on colour alone.

The palette is the Government Analysis Function's ("Data visualisation: colours in charts"); red and green are
GOV.UK's. A test computes every contrast by the formula of WCAG 2.2 (success criteria 1.4.3 and 1.4.11).
"""

from __future__ import annotations

WHITE = "#FFFFFF"
TEXT = "#0B0C0C"
AXIS = "#595959"
GRID = "#E3E6E8"
OWN = "#12436D"  # dark blue: the council's own figures
TARGET = "#801650"  # dark pink, dashed
COMPARATOR = "#3D3D3D"  # dark grey, dotted

# band -> (word, shape, text colour, background of the tag)
BANDS = {
    "red": ("Red", "◆", "#942514", "#F9E1DD"),
    "amber": ("Amber", "▲", "#5F4300", "#FFF1CC"),
    "green": ("Green", "●", "#005A30", "#DCEFE5"),
}
ARROWS = {"up": ("↑", "up"), "down": ("↓", "down"), "level": ("→", "level")}


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
