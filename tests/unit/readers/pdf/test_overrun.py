from __future__ import annotations

from scorecard.readers.pdf.marks import Box, Sign
from scorecard.readers.pdf.overrun import reaches_edge, with_whole_words
from scorecard.readers.pdf.words import words_of

BOXES = {(0, 0): Box(0, 0, 40, 12), (0, 1): Box(40, 0, 80, 12)}


def signs(text: str, x0: float) -> list[Sign]:
    return [Sign(sign, Box(x0 + 4 * at, 2, x0 + 4 * at + 4, 10), 8) for at, sign in enumerate(text)]


def parted(word: str, x0: float, other: list[Sign]) -> tuple[str, str, str]:
    """The texts of two cells and of what stands beside the table, after a word was cut at the edges of the cells."""
    own = signs(word, x0)
    held = {
        (0, 0): [sign for sign in own if sign.box.middle[0] <= 40],
        (0, 1): [*(sign for sign in own if 40 < sign.box.middle[0] <= 80), *other],
    }
    outside = [sign for sign in own if sign.box.middle[0] > 80]
    full = [at for at, own in held.items() if reaches_edge(words_of(own), BOXES[at])]
    with_whole_words(held, BOXES, outside, full)
    return (*("".join(sign.text for sign in held[at]) for at in BOXES), "".join(sign.text for sign in outside))  # type: ignore[return-value]


def test_a_word_over_an_edge_stands_whole_where_most_of_it_is() -> None:
    assert parted("1,204", 26, signs("7", 60)) == ("1,204", "7", "")


def test_a_word_over_the_edge_of_its_table_belongs_to_its_last_cell() -> None:
    assert parted("lost@example", 44, []) == ("", "lost@example", "")


def test_figures_that_keep_away_from_their_edges_stay_where_they_are() -> None:
    assert parted("12", 30, signs("34", 42)) == ("12", "34", "")
