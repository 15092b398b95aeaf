"""A copy of the checked file with marks in it: what is confirmed, what is contradicted, what nothing tests."""

from scorecard.check.annotate.write import write_marked

__all__ = ["write_marked"]
