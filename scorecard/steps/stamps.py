"""What is kept of the last run of each step of the data, in ``data/processed/steps.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scorecard.files import write_atomic
from scorecard.provenance import Stamp, hashes_of
from scorecard.workspace import Workspace

STAMPS = "steps.json"


def out_of_date(stamp: Stamp | None, key: str, outputs: Mapping[str, Path]) -> bool:
    """Would a step write something else today than what it left, or is some of that gone or not as it was left?"""
    return (
        stamp is None
        or stamp.key != key
        or stamp.outputs.keys() != outputs.keys()
        or stamp.outputs != hashes_of(outputs)
    )


def stamps_of(workspace: Workspace) -> dict[str, Stamp]:
    """The stamp of each step by its name; one of another shape counts as none."""
    try:
        content = json.loads((workspace.processed / STAMPS).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    entries = content.items() if isinstance(content, dict) else ()
    return {name: Stamp(entry["key"], entry["outputs"]) for name, entry in entries if _is_stamp(entry)}


def stamped(workspace: Workspace, step: str) -> str | None:
    """The key with which a step of the data last ran; null if it never did."""
    stamp = stamps_of(workspace).get(step)
    return None if stamp is None else stamp.key


def _is_stamp(entry: Any) -> bool:
    return isinstance(entry, dict) and isinstance(entry.get("key"), str) and isinstance(entry.get("outputs"), dict)


def keep_stamps(workspace: Workspace, stamps: Mapping[str, Stamp]) -> None:
    """Write the stamps of all steps."""
    content = {name: {"key": stamps[name].key, "outputs": stamps[name].outputs} for name in sorted(stamps)}
    write_atomic(workspace.processed / STAMPS, json.dumps(content, indent=1) + "\n")
