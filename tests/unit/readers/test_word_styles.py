"""Hidden and raised text of Word, by itself and by its style."""

from __future__ import annotations

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE

from tests.unit.readers.test_pages import KITES, filled, lines, saved


def printed(prepare: str) -> str:
    """The second line of a table in which a 9 is behind a 1, hidden or raised as ``prepare`` says."""
    document = docx.Document()
    run = filled(document, KITES).cell(1, 1).paragraphs[0].add_run("9")
    style = document.styles.add_style("Own", WD_STYLE_TYPE.CHARACTER)
    based = document.styles.add_style("Based", WD_STYLE_TYPE.CHARACTER)
    based.base_style = style
    if prepare == "hidden":
        run.font.hidden = True
    elif prepare == "shown":
        run.style, style.font.hidden, run.font.hidden = style, True, False
    else:
        run.style = based if "based" in prepare else style
        style.font.hidden = "hidden" in prepare
        style.font.superscript = "raised" in prepare
    return lines(saved(document), "kites.docx")[1]


@pytest.mark.parametrize("prepare", ["hidden", "hidden by style", "hidden by style based on it"])
def test_hidden_text_is_not_printed(prepare: str) -> None:
    assert printed(prepare) == "Kites\t1\t2"


def test_text_that_shows_itself_though_its_style_is_hidden_is_printed() -> None:
    assert printed("shown") == "Kites\t19\t2"


@pytest.mark.parametrize("prepare", ["raised by style", "raised by style based on it"])
def test_a_raised_style_is_a_note(prepare: str) -> None:
    assert printed(prepare) == "Kites\t1⁹\t2"
