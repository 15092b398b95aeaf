"""What a warning on a line is about: the stretch under its heading on its page, or the report that it stands before.

A note stands before the table that it is about, on the same page. One that stands before every heading of a report, on
a page of its own or over the summary, is about the whole report.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass

from scorecard.extract.headings import heading_of
from scorecard.extract.sections import Section
from scorecard.passages.read import Passages

_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Scopes:
    """A document's lines with what divides them: starts of reports, headings of known ``words``, and feet of pages."""

    text: Passages
    sections: tuple[Section, ...]
    words: frozenset[str]

    def of(self, line: int) -> tuple[str, int, int]:
        """``report`` or ``section`` for a warning on a line, with the first and the last line that it covers."""
        starts, last = {section.line for section in self.sections} or {1}, len(self.text.lines)
        first, in_report = self._above(line, starts)
        if in_report:
            report = max(start for start in starts if start <= line)
            return "report", report, min((start - 1 for start in starts if start > line), default=last)
        below = (at for at in range(line + 1, last + 1) if at in starts or self._divides(at))
        return "section", first, next(below, last + 1) - 1

    def _above(self, line: int, starts: Set[int]) -> tuple[int, bool]:
        """The first line of the stretch that a line stands in, and whether its report has no heading up to there."""
        foot = None
        for at in range(line, 0, -1):
            if at in starts:
                return at, True
            if self._is_heading(at):
                return foot or at, False
            if foot is None and at < line and self._is_foot(at):
                foot = at + 1
        return foot or 1, False

    def _divides(self, line: int) -> bool:
        return self._is_heading(line) or self._is_foot(line)

    def _is_heading(self, line: int) -> bool:
        return heading_of(self.text.lines[line - 1], self.words) is not None

    def _is_foot(self, line: int) -> bool:
        """A line that comes again on other pages, with a number or a date."""
        return line - 1 in self.text.furniture and _DIGIT.search(self.text.lines[line - 1]) is not None
