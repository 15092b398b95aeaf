"""Indicators, themes, report families and areas: words and rules as data, no code per indicator."""

from scorecard.registry.loader import load_registry
from scorecard.registry.models import Area, Change, Family, FamilyName, Flow, Indicator, RateOf, ShareOf, Theme
from scorecard.registry.registry import NumberedName, Registry

__all__ = [
    "Area",
    "Change",
    "Family",
    "FamilyName",
    "Flow",
    "Indicator",
    "NumberedName",
    "RateOf",
    "Registry",
    "ShareOf",
    "Theme",
    "load_registry",
]
