"""Charts and tables saved from a page: a reader presses a button, and the file that comes is opened."""

from __future__ import annotations

import csv
import io
import re
import struct
import zlib
from pathlib import Path

import pytest

from tests.browser.devtools import Browser
from tests.browser.test_pages import BOARD, SMALL_TARGETS, choose

BUTTONS = "[...document.querySelectorAll('.save button')]"
SHOWN = "document.querySelectorAll('details').forEach(e => e.open = true)"
SIGNATURE = b"\x89PNG\r\n\x1a\n"
HOSTILE = ["=1+1", "+1+1", "-2-3", "@SUM(A1)", " =1", "＝1", "|cmd"]
HARMLESS = ["-", "-3", "-1,234.5%", "1 - 2", "a=b", 'say "so", or\nnot']


def press(name: str) -> str:
    """A press on the first seen button of that name."""
    return f"{BUTTONS}.find(e => e.textContent === {name!r} && e.checkVisibility()).click()"


def rows_of(file: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline="")))


def test_a_chart_is_saved_as_the_drawing_of_the_page_with_its_words(
    chrome: Browser, reports: Path, tmp_path: Path
) -> None:
    for dark in (False, True):
        file = chrome.saved(reports / BOARD, tmp_path / str(dark), press("SVG"), dark=dark)
        content = file.read_text(encoding="utf-8")
        (label,) = re.findall(r'^<svg [^>]*aria-label="([^"]+)"', content)
        assert f"<title>{label}</title>" in content
        assert 'xmlns="http://www.w3.org/2000/svg"' in content and "<path" in content
        assert re.fullmatch(r"scorecard-quarter-1-of-2020-21-[a-z0-9-]+--lac-reviews-in-time\.svg", file.name)
        assert chrome.open(file).complaints == []


def test_a_chart_is_saved_as_a_picture_of_twice_its_size(chrome: Browser, reports: Path, tmp_path: Path) -> None:
    page = reports / BOARD
    file = chrome.saved(page, tmp_path, press("PNG"))
    size = "(e => [e.getAttribute('width'), e.getAttribute('height')])(document.querySelector('.chart svg'))"
    width, height = chrome.open(page, ask={"size": size}).answers["size"]
    content = file.read_bytes()
    assert content.startswith(SIGNATURE)
    assert struct.unpack(">II", content[16:24]) == (round(float(width) * 2), round(float(height) * 2))
    pixels = b"".join(content[at + 8 : at + 8 + long] for at, long in _chunks(content))
    assert len(set(zlib.decompress(pixels))) > 20, "the picture is empty"


def _chunks(content: bytes) -> list[tuple[int, int]]:
    """Where the chunks of pixels of a PNG begin, and how long they are."""
    at, found = len(SIGNATURE), []
    while at < len(content):
        (long,) = struct.unpack(">I", content[at : at + 4])
        if content[at + 4 : at + 8] == b"IDAT":
            found.append((at, long))
        at += 12 + long
    return found


def test_a_table_is_saved_with_the_rows_that_are_shown_and_their_themes(
    chrome: Browser, reports: Path, tmp_path: Path
) -> None:
    board = "document.querySelector('#rows').parentNode.querySelector('.save button').click()"
    every = rows_of(chrome.saved(reports / BOARD, tmp_path / "all", board))
    assert every[0][:2] == ["Group", "Indicator"]
    assert {row[0] for row in every[1:]} == {"Children in care", "Health"}
    assert len({len(row) for row in every}) == 1
    assert "107 †" in every[2], "a figure, its mark, and no more than the page shows"
    assert [row[1] for row in every if "dental" in row[1]] == ["6.11 dental_checks; percentage"]
    sorted_ = "document.querySelector('#rows th[data-sort=name] button').click()"
    some = chrome.saved(reports / BOARD, tmp_path / "some", board, first=f"{choose('words', 'dental')};{sorted_}")
    assert [row[0] for row in rows_of(some)] == ["Group", "Health"]
    assert some.read_bytes().startswith(b"\xef\xbb\xbf")


def test_no_cell_of_a_saved_table_is_run_by_a_spreadsheet(chrome: Browser, reports: Path, tmp_path: Path) -> None:
    cells = "; ".join(f"put({at}, {text!r})" for at, text in enumerate([*HOSTILE, *HARMLESS]))
    given = f"""const body = document.querySelector('#rows tbody'), row = body.querySelector('tr[data-row]');
      const put = (at, text) => {{ const copy = row.cloneNode(true); copy.cells[0].textContent = text;
        body.append(copy); }}; {cells}"""
    board = "document.querySelector('#rows').parentNode.querySelector('.save button').click()"
    saved = [row[1] for row in rows_of(chrome.saved(reports / BOARD, tmp_path, board, first=given))]
    assert all(f"'{text.strip()}" in saved for text in HOSTILE)
    assert all(" ".join(text.split()) in saved for text in HARMLESS)


@pytest.mark.parametrize(
    "name", [BOARD, "2020-21-Q1/theme-looked-after-children.html", "indicators/lac_rate.html", "packs/pack-june.html"]
)
def test_each_chart_and_table_of_figures_can_be_saved_and_each_button_says_what(
    chrome: Browser, reports: Path, name: str
) -> None:
    asked = {
        "": SHOWN,
        "charts": "[...document.querySelectorAll('.chart')].filter(e => !e.querySelector('.save')).length",
        "tables": "[...document.querySelectorAll('table:not(.proofs)')].filter(e => e.querySelector('.number')"
        " && !e.parentNode.querySelector('.save')).length",
        "names": f"{BUTTONS}.filter(e => e.checkVisibility()).map(e => e.getAttribute('aria-label'))",
        "small": SMALL_TARGETS,
    }
    answers = chrome.open(reports / name, ask=asked).answers
    assert (answers["charts"], answers["tables"], answers["small"]) == (0, 0, [])
    assert answers["names"] and all(re.match("Save as (SVG|PNG|CSV): .", said) for said in answers["names"])
    paper = {"seen": f"{BUTTONS}.filter(e => e.checkVisibility()).length"}
    assert chrome.open(reports / name, ask=paper, media="print").answers["seen"] == 0


def test_without_a_script_there_is_no_button(reports: Path) -> None:
    page = (reports / BOARD).read_text(encoding="utf-8")
    assert "Save as" not in page[: page.index("<script>")]
