"""Every colour has the contrast it needs, by the formula of WCAG 2.2."""

import itertools

import pytest

from scorecard.charts.palette import AXIS, BANDS, COMPARATOR, OWN, TARGET, TEXT, WHITE, contrast
from scorecard.render.page.export import TEMPLATES


@pytest.mark.parametrize(
    ("colour", "ratio"), [("#12436D", 10.25), ("#801650", 9.77), ("#FFBF00", 1.65), ("#D4351C", 4.86)]
)
def test_the_formula_gives_the_published_ratios(colour, ratio):
    assert contrast(colour, WHITE) == pytest.approx(ratio, abs=0.02)


@pytest.mark.parametrize("colour", [TEXT, AXIS, OWN, TARGET, COMPARATOR])
def test_text_and_lines_on_white(colour):
    assert contrast(colour, WHITE) >= 4.5


@pytest.mark.parametrize("band", BANDS)
def test_tags_of_red_amber_and_green_can_be_read(band):
    _, _, text, ground = BANDS[band]
    assert contrast(text, ground) >= 4.5
    assert contrast(text, WHITE) >= 3  # the border of the tag against the page


def test_the_style_sheet_uses_the_same_colours():
    style = (TEMPLATES / "page.css").read_text(encoding="utf-8").upper()
    for band, (_, _, text, ground) in BANDS.items():
        assert f".{band.upper()}{{COLOR:{text};BACKGROUND:{ground}}}" in style


def test_bands_differ_in_word_and_shape():
    for first, second in itertools.combinations(BANDS.values(), 2):
        assert first[0] != second[0]
        assert first[1] != second[1]
