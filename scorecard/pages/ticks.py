"""What other figures say of one: a sign that always stands beside its word or its count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from scorecard.html.markup import el

SIGNS = {"confirmed": "✓", "contradicted": "✗", "untested": "○"}


def tick(row: Mapping[str, Any]) -> Markup | None:
    """``✓ confirmed by 3``, ``✗ contradicted``, ``○ untested``; null where there is nothing to test.

    ``row`` has ``state`` and ``confirmed_by``.
    """
    state = row.get("state")
    if state is None:
        return None
    word = f"confirmed by {row['confirmed_by']:,}" if state == "confirmed" else state
    sign = el("span", f"{SIGNS[state]} ", aria_hidden="true")
    return el("span", sign, word, class_=f"tick {state}")
