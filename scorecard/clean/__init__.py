"""Raw tables get their meaning: observations, thresholds, signals and claims."""

from scorecard.clean.step import CleanSummary, clean

__all__ = ["CleanSummary", "clean"]
