"""Raw tables become observations, thresholds, signals and claims: pure frame to frame, but for the step itself."""

from scorecard.clean.step import CleanSummary, clean

__all__ = ["CleanSummary", "clean"]
