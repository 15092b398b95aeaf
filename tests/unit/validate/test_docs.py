"""docs/rules.md says what the rules say of themselves."""

from __future__ import annotations

import pytest

from tools.rules_table import PAGE, with_table


def test_the_table_of_rules_is_what_the_rules_say() -> None:
    page = PAGE.read_text("utf-8")
    assert with_table(page) == page, "stale: run python tools/rules_table.py"


def test_a_page_without_its_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="rules_table"):
        with_table("# Rules\n")
