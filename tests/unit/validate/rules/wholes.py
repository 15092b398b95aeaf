"""Measures of an invented pack that are parts and shares of one another, and what the rules say of their figures."""

from __future__ import annotations

from typing import Any

from scorecard.registry import ShareOf
from scorecard.validate.rules import linked_counts, partitions
from tests.unit.validate.rule_frames import failing, figure, indicator, pack, registry

OUTCOMES = ("yes", "no", "unknown")
COMPLETED = (
    indicator("completed"),
    *(indicator(o, parts_of="completed", partition="outcomes") for o in OUTCOMES),
    *(
        indicator(
            f"{o}_share",
            unit="percent",
            kind="share",
            partition="shares",
            share_of=ShareOf(numerator=o, denominator="completed"),
        )
        for o in OUTCOMES
    ),
)
"""What was completed, its parts as counts and as shares."""
REGISTRY = registry(
    indicator("children", kind="stock"),
    indicator("fostered", kind="stock"),
    indicator(
        "fostered_share", unit="percent", kind="share", share_of=ShareOf(numerator="fostered", denominator="children")
    ),
    indicator("stable_share", unit="percent", kind="share", share_of=ShareOf(numerator=None, denominator="children")),
    indicator("settled_share", unit="percent", kind="share", share_of=ShareOf(numerator=None, denominator="children")),
    *COMPLETED,
    indicator("decided", includes=["yes", "no"]),
    indicator(
        "decided_share", unit="percent", kind="share", share_of=ShareOf(numerator="decided", denominator="completed")
    ),
    indicator("referrals"),
    indicator("by_source", parts_of="referrals", breakdown=True),
    indicator(
        "source_share",
        unit="percent",
        kind="share",
        breakdown=True,
        share_of=ShareOf(numerator="by_source", denominator="referrals"),
    ),
    indicator("by_reason", unit="percent", kind="share", breakdown=True, partition="reasons"),
    indicator("loose", unit="percent", kind="share", breakdown=True),
    indicator("permanence", unit="percent", kind="share", includes=["adopted", "guardianship"]),
    indicator("adopted", unit="percent", kind="share"),
    indicator("guardianship", unit="percent", kind="share"),
    indicator("in_time", subset_of="completed"),
)
COUNTS = [figure("children", "2020-06", "603", line=1), figure("fostered", "2020-06", "409", line=2)]


def links(*rows: dict[str, Any], counts: list[dict[str, Any]] = COUNTS):
    return linked_counts.compare(pack([*counts, *rows]), REGISTRY)


def parts(*rows: dict[str, Any]):
    return partitions.compare(pack(list(rows)), REGISTRY)


def only(result: Any) -> dict[str, Any]:
    (row,) = failing(result).rows(named=True)
    return row
