"""Pages of docs/ of which a part is made: what stands between two marks is written anew, or said to be stale."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path


def put_between(page: str, begin: str, end: str, made: str) -> str:
    """``page`` with what is made between its two marks, whole lines. Raises ValueError where it lacks them."""
    before, opens, rest = page.partition(begin)
    _, closes, after = rest.partition(end)
    if not opens or not closes:
        raise ValueError(f"the page needs the lines {begin.strip()} and {end.strip()}")
    return f"{before}{begin}{made}{end}{after}"


def write_or_check(about: str | None, path: Path, remade: Callable[[str], str]) -> int:
    """Write a page as it is ``remade``, or with ``--check`` say by the exit code whether it is that; the exit code."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing")
    options = parser.parse_args()
    page = path.read_text(encoding="utf-8")
    wanted = remade(page)
    if options.check:
        return 0 if page == wanted else 1
    path.write_text(wanted, encoding="utf-8")
    return 0
