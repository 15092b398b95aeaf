"""Every colour has the contrast it needs, by the formula of WCAG 2.2."""

import itertools

import pytest

from scorecard.charts.palette import (
    AXIS,
    BANDS,
    CATEGORICAL,
    COMPARATOR,
    DARK,
    DARK_GROUND,
    OWN,
    TARGET,
    TEXT,
    WHITE,
    contrast,
    dark_rules,
)
from scorecard.charts.theme import config
from scorecard.html.shell import TEMPLATES, shell


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
        assert f"--{band.upper()}:{text};" in style
        assert f"--{band.upper()}-WASH:{ground};" in style


@pytest.mark.parametrize("colour", [TEXT, AXIS, OWN, TARGET, COMPARATOR])
def test_text_and_lines_in_the_dark(colour):
    assert contrast(DARK[colour], DARK_GROUND) >= 4.5


@pytest.mark.parametrize("colour", CATEGORICAL)
def test_marks_of_categories(colour):
    assert contrast(colour, WHITE) >= 3
    assert contrast(DARK[colour], DARK_GROUND) >= 3


@pytest.mark.parametrize("band", BANDS)
def test_words_and_lines_on_a_tolerance_band(band):
    _, _, word, ground = BANDS[band]
    assert contrast(word, ground) >= 4.5
    assert contrast(DARK[word], DARK[ground]) >= 4.5
    for line in (OWN, TARGET, COMPARATOR):
        assert contrast(line, ground) >= 3
        assert contrast(DARK[line], DARK[ground]) >= 3


def test_every_colour_of_a_chart_has_one_for_the_dark():
    themed = {word for word in str(config()).split("'") if word.startswith("#")}
    assert themed <= DARK.keys()
    assert {colour for band in BANDS.values() for colour in band[2:]} <= DARK.keys()


def test_pages_turn_charts_dark_on_the_screen_alone():
    assert f"@media screen and (prefers-color-scheme:dark){{{dark_rules()}}}" in shell().style
    assert f'svg [fill="{OWN}"]{{fill:{DARK[OWN]}}}' in dark_rules()
    assert f"--paper:{DARK_GROUND.lower()}" in shell().style


def test_bands_differ_in_word_and_shape():
    for first, second in itertools.combinations(BANDS.values(), 2):
        assert first[0] != second[0]
        assert first[1] != second[1]
