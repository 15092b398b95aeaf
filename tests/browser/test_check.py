"""The page of a check in a real browser: it asks for nothing, hides nothing, and can be read by everybody."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.check.run import check_files, told
from scorecard.workspace import Workspace
from tests.browser.devtools import Browser
from tests.browser.test_pages import AXE, CONTRAST, SMALL_TARGETS, VIOLATIONS, WIDE
from tests.fixtures.check_packs import COUNTED
from tests.fixtures.check_strangers import SCORECARD


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two files: one with every planted mistake at once, one of which not everything is read."""
    folder = tmp_path_factory.mktemp("check")
    wrong = list(COUNTED.lines)
    for mistake in COUNTED.mistakes:
        at = COUNTED.line_of(mistake) - 1
        wrong[at] = wrong[at].replace(mistake.old, mistake.new, 1)
    for name, lines in (("wrong", wrong), ("unread", SCORECARD)):
        (folder / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    checked = check_files([folder / "wrong.txt", folder / "unread.txt"], Workspace())
    path = folder / "check.html"
    path.write_text(told([one.report for one in checked], "html"), encoding="utf-8")
    return path


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_everybody_can_read_it(chrome: Browser, page: Path, width: int, dark: bool) -> None:
    opened_up = "document.querySelectorAll('details').forEach(e => e.open = true)"
    seen = chrome.open(
        page,
        width=width,
        dark=dark,
        ask={"": f"{opened_up};{AXE};1", "found": VIOLATIONS, "low": CONTRAST, "wide": WIDE, "small": SMALL_TARGETS},
    )
    assert {name: seen.answers[name] for name in ("found", "low", "wide", "small")} == {
        "found": [],
        "low": [],
        "wide": [],
        "small": [],
    }
    assert [one for one in seen.requests if not one.startswith("file:")] == []
    assert seen.complaints == []
