"""A capsule in a real browser, opened from the disk with the network off: as it was made, and changed by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.devtools import Browser, Opened, browser
from tests.browser.test_pages import AXE, CONTRAST, SMALL_TARGETS, VIOLATIONS, WIDE
from tests.fixtures.capsules import DOCUMENT, audit, invented, with_content

JUNE = f"{DOCUMENT}:18:4"
CHECKED = (
    "new Promise(done => { const look = () => document.body.dataset.checked ? done() : setTimeout(look, 10); look(); })"
)
VERDICT = "document.getElementById('verdict').innerText"
ROWS = "[...document.querySelectorAll('.figures tbody tr')].filter(e => e.checkVisibility()).map(e => e.id)"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def chrome(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Any:
    with browser(chromium, tmp_path_factory.mktemp("profile")) as started:
        yield started


@pytest.fixture(scope="module")
def capsule(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("capsule")
    file = folder / "capsule.html"
    assert audit(invented(folder), "--capsule", str(file)) == 0
    return file


def changed(capsule: Path, name: str, *, embedded: bool, shown: bool) -> Path:
    """A copy in which somebody changed June's share, in the embedded content, in the row that is seen, or in both."""
    page = capsule.read_text(encoding="utf-8")
    if embedded:
        page = with_content(page, lambda text: text.replace('18,4,"88.9%"', '18,4,"98.9%"'))
    if shown:
        start = page.index(f'<tr id="{JUNE}">')
        end = page.index("</tr>", start)
        page = page[:start] + page[start:end].replace("88.9%", "98.9%") + page[end:]
    copy = capsule.with_name(f"{name}.html")
    copy.write_text(page, encoding="utf-8")
    return copy


def opened(chrome: Browser, page: Path, *, width: int = 1280, dark: bool = False, **ask: str) -> Opened:
    """The page, asked once it has checked itself."""
    return chrome.open(page, width=width, dark=dark, ask={"": CHECKED, **ask})


def test_an_untouched_capsule_says_that_everything_agrees(chrome: Browser, capsule: Path) -> None:
    seen = opened(chrome, capsule, said=VERDICT, rows=ROWS, hidden="document.getElementById('tools').hidden")
    assert (
        "Nothing was changed" in seen.answers["said"]
        and "Everything that could be recomputed agrees" in seen.answers["said"]
    )
    assert "12 figures and 2 raw tables re-hashed" in seen.answers["said"]
    assert (
        "3 of 3 percentages agree, 2 of 2 sums agree, 2 of 2 arrows agree, 1 of 1 colours agree" in seen.answers["said"]
    )
    assert len(seen.answers["rows"]) == 12 and not seen.answers["hidden"]


def test_it_asks_for_nothing_and_has_no_complaint(chrome: Browser, capsule: Path) -> None:
    seen = opened(chrome, capsule)
    assert seen.requests == [capsule.resolve().as_uri()]
    assert seen.complaints == []


@pytest.mark.parametrize(("embedded", "shown"), [(True, False), (True, True)], ids=["embedded", "embedded and shown"])
def test_a_changed_figure_is_named_with_what_no_longer_adds_up(
    chrome: Browser, capsule: Path, embedded: bool, shown: bool
) -> None:
    copy = changed(capsule, f"changed-{shown}", embedded=embedded, shown=shown)
    row = f"document.getElementById('{JUNE}').innerText"
    seen = opened(chrome, copy, said=VERDICT, row=row, kind="document.getElementById('verdict').className")
    said = seen.answers["said"]
    assert "This capsule was changed after it was made" in said and seen.answers["kind"] == "box warning"
    assert f"The own hash of this figure differs: {JUNE}" in said
    assert "and not the one that the page states" in said
    assert "40 of 45 is 88.9%, and 98.9% is printed" in said
    assert "the cell of the raw table prints “88.9%”" in said
    assert "changed: its own hash differs" in seen.answers["row"]


def test_a_row_that_does_not_show_the_embedded_figure_is_named(chrome: Browser, capsule: Path) -> None:
    copy = changed(capsule, "row", embedded=False, shown=True)
    said = opened(chrome, copy, said=VERDICT).answers["said"]
    assert f"The row that is shown is not the embedded figure: {JUNE}" in said
    assert "own hash" not in said


def test_content_that_cannot_be_read_is_said_to_be_so(chrome: Browser, capsule: Path) -> None:
    torn = capsule.with_name("torn.html")
    torn.write_text(with_content(capsule.read_text(encoding="utf-8"), lambda text: text[:-9]), encoding="utf-8")
    said = opened(chrome, torn, said=VERDICT).answers["said"]
    assert "This capsule cannot be checked" in said and "not the one that the page states" in said


def choose(value: str) -> str:
    return f"""(() => {{ const e = document.getElementById('show'); e.value = {value!r};
      e.dispatchEvent(new Event('input', {{bubbles: true}})); }})()"""


def test_what_does_not_agree_can_be_chosen(chrome: Browser, capsule: Path) -> None:
    copy = changed(capsule, "chosen", embedded=True, shown=False)
    asked = {"click": choose("changed"), "rows": ROWS, "told": "document.getElementById('shown').textContent"}
    answers = opened(chrome, copy, **asked).answers
    assert (answers["rows"], answers["told"]) == ([JUNE], "1 of 12 figures")
    again = {"click": choose("differs"), "rows": ROWS}
    assert opened(chrome, capsule, **again).answers["rows"] == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("embedded", [False, True], ids=["untouched", "changed"])
def test_axe_finds_no_violation_of_wcag_2_2_aa(
    chrome: Browser, capsule: Path, width: int, dark: bool, embedded: bool
) -> None:
    page = changed(capsule, "seen", embedded=True, shown=True) if embedded else capsule
    seen = opened(chrome, page, width=width, dark=dark, axe=f"{AXE};1", found=VIOLATIONS, low=CONTRAST)
    assert (seen.answers["found"], seen.answers["low"]) == ([], [])


@pytest.mark.parametrize("width", [320, 375, 768, 1280])
def test_nothing_runs_out_of_the_page(chrome: Browser, capsule: Path, width: int) -> None:
    page = changed(capsule, "wide", embedded=True, shown=False)
    seen = opened(chrome, page, width=width, wide=WIDE, overflow=OVERFLOW, small=SMALL_TARGETS)
    assert (seen.answers["wide"], seen.answers["overflow"], seen.answers["small"]) == ([], 0, [])


def test_a_cell_of_a_hostile_pack_never_runs(chrome: Browser, capsule: Path) -> None:
    """The content may hold anything: here a figure's text and a finding that try to leave their elements."""
    hostile = r'"\u003c/script\u003e\u003cimg src=x onerror=\"document.title=1\"\u003e\u2028"'
    page = with_content(
        capsule.read_text(encoding="utf-8"), lambda text: text.replace('18,4,"88.9%"', f"18,4,{hostile}")
    )
    copy = capsule.with_name("hostile.html")
    copy.write_text(page, encoding="utf-8")
    seen = opened(chrome, copy, said=VERDICT, title="document.title", images="document.images.length")
    assert seen.answers["images"] == 0 and seen.answers["title"].startswith("Capsule of")
    assert JUNE in seen.answers["said"]
    assert seen.complaints == []
