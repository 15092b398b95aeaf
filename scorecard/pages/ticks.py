"""What other figures say of one: a sign that always stands beside its word or its count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from scorecard.html.markup import el, join

SIGNS = {"confirmed": "✓", "contradicted": "✗", "untested": "○"}


def tick(row: Mapping[str, Any]) -> Markup | None:
    """``✓ 3``, ``✗ contradicted``, ``○ untested``; null where there is nothing to test.

    ``row`` has ``state`` and ``confirmed_by``. A tick is said to screen readers as what it means.
    """
    state = row.get("state")
    if state is None:
        return None
    said = el("span", "confirmed by ", class_="hidden") if state == "confirmed" else None
    word = f"{row['confirmed_by']:,}" if state == "confirmed" else state
    sign = el("span", f"{SIGNS[state]} ", aria_hidden="true")
    return el("span", join([part for part in (sign, said, word) if part is not None]), class_=f"tick {state}")
