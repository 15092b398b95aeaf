"""What is worked out once for all pages of a quarter is shared by those of the same tables, and by no others."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from scorecard.pages.kept import kept


@dataclass
class Counting:
    times: list[str]
    name: str = "a"
    kept_parts: dict[str, Any] = field(default_factory=dict)

    @kept
    def rows(self) -> str:
        """The rows."""
        self.times.append(self.name)
        return f"rows of {self.name}"


def test_a_part_is_worked_out_once_for_all_that_share_it() -> None:
    one = Counting([])
    other = replace(one, name="b")
    assert (one.rows, one.rows, other.rows) == ("rows of a",) * 3
    assert one.times == ["a"]


def test_what_has_parts_of_its_own_works_them_out_itself() -> None:
    one = Counting([])
    other = replace(one, name="b", kept_parts={})
    assert (one.rows, other.rows) == ("rows of a", "rows of b")


def test_it_keeps_its_words() -> None:
    assert Counting.rows.__doc__ == "The rows."
