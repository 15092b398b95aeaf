"""The second implementation: plain JavaScript that the page carries and that node runs in tests."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "browser"
ARITHMETIC = ("numbers.js", "digests.js", "shares.js", "directions.js", "tolerances.js", "verify.js")
"""What works out, in the order in which each needs what stands before it: nothing of it touches a page."""
SHOWN = "show.js"
"""What shows on the page what came of it."""


def arithmetic() -> str:
    """The functions that hash and recompute, as one script."""
    return _joined(ARITHMETIC)


def script_of_page() -> str:
    """The whole script of a capsule, shut in, so that it meets no other script's names."""
    return f"(function () {{\n{_joined((*ARITHMETIC, SHOWN))}\n}})();\n"


def _joined(names: tuple[str, ...]) -> str:
    return "\n".join((FOLDER / name).read_text(encoding="utf-8") for name in names)
