"""What GX said about one expectation; known without GX."""

from __future__ import annotations

from dataclasses import dataclass

from scorecard.validate.engine.suites import StoredExpectation


@dataclass(frozen=True)
class Judgement:
    """What GX said about one expectation: rows looked at, rows that broke it (positions in the frame)."""

    expectation: StoredExpectation
    checked: int
    failing: list[int]
    success: bool
    error: str | None = None
