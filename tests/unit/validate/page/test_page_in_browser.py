"""The validation page in a real browser: the filter works under the page's own policy, and nothing is fetched."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from scorecard.validate.page.page import write_page
from tests.unit.validate.findings.test_ids import draft, named
from tests.unit.validate.frames import figure, tables
from tests.unit.validate.page.test_page import SUITES, check


def opened(chromium: str, folder: Path, fragment: str = "") -> str:
    """The page's document after its script has run, with every host name made unknown."""
    published = SUITES["published_figures"]
    at = next(n for n, one in enumerate(published.expectations) if one.meta.check == "totals")
    found = named(draft(), *(draft(published=str(n), line=n, severity="warning") for n in (7, 8)))
    path = folder / "validation.html"
    write_page(path, [check(published, at, "failed", failed=3)], found, tables(figure(1)), [])
    command = [
        chromium,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={folder / 'profile'}",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "--enable-logging=stderr",
        "--dump-dom",
        "--virtual-time-budget=2000",
        f"{path.as_uri()}{fragment}",
    ]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    assert "Content Security Policy" not in ended.stderr, "the page's own policy stopped a part of it"
    return ended.stdout


def test_the_script_runs_under_the_pages_policy(chromium: str, tmp_path: Path) -> None:
    text = opened(chromium, tmp_path)
    assert "3 of 3 findings shown" in text
    assert not re.search(r'<form[^>]*id="filter"[^>]*hidden', text), "the filter appears where there is a script"


def test_a_link_to_a_finding_finds_it(chromium: str, tmp_path: Path) -> None:
    one = named(draft())["fact"][0]
    text = opened(chromium, tmp_path, f"#{one}")
    row = re.search(rf'<tr id="{one}"[^>]*>', text)
    assert row and "hidden" not in row[0]
