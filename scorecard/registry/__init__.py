"""Words and rules as data: indicators, themes and comparators of the nation, and one folder per council."""

from scorecard.registry.council import Council
from scorecard.registry.families import Family
from scorecard.registry.loader import load_registry
from scorecard.registry.models import Area, Change, Flow, Indicator, PrintedName, RateOf, ShareOf, Theme
from scorecard.registry.registry import NumberedName, Registry

__all__ = [
    "Area",
    "Change",
    "Council",
    "Family",
    "Flow",
    "Indicator",
    "NumberedName",
    "PrintedName",
    "RateOf",
    "Registry",
    "ShareOf",
    "Theme",
    "load_registry",
]
