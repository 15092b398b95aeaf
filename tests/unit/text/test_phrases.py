"""The language of phrases: what each sign of it stands for."""

from __future__ import annotations

import re

import pytest

from scorecard.errors import InputError
from scorecard.registry.prose import DataWords, Example
from scorecard.text.phrasebook import Phrasebook, phrases_of
from scorecard.text.phrases import one_of, read_phrase

EXAMPLES = [Example(text="Kites fell.", gives=[])]
SLOTS = {"n": r"\d+", "month": "may|june"}


@pytest.mark.parametrize(
    ("phrase", "said", "not_said"),
    [
        ("two plans", ["two plans", "two \n plans"], ["twoplans", "two plan", "two plansx"]),
        ("plan[s]", ["plan", "plans"], ["planss"]),
        (
            "[the] plan [of] [ours]",
            ["plan", "the plan", "plan of", "the plan ours", "plan of ours"],
            ["theplan", "planof"],
        ),
        ("(plan|order)[s]", ["plan", "orders"], ["plan order"]),
        ("{a|of} plan", ["plan", "a plan", "of a of plan"], ["the plan"]),
        ("plan* _ x", ["planning is x", "plan a-b x"], ["plan x", "plan a b x"]),
        ("of ..2 x", ["of x", "of a x", "of a, b x"], ["of a b c x", "ofx"]),
        ("of ..2!(to) x", ["of a x"], ["of to x", "of a to x"]),
        ("of ~ x", ["of a b x", "of x"], ["of a, b x", "of 5% x"]),
        ("of ~~ x", ["of a, b x", "of 5% x"], ["of a; b x", "of a. b x"]),
        ("of ~!(*ed) x", ["of a x"], ["of moved x"]),
        ("up-to-date", ["up-to-date", "up to date", "uptodate"], ["up  to date"]),
        ("child's", ["child's", "child’s", "childs"], ["child s"]),
        ("no, never", ["no, never", "no never"], ["no; never"]),
        ("plan <n>", ["plan 12"], ["plan", "plan12", "plan x"]),
        (r"\(x\)", ["(x)"], ["x"]),
    ],
)
def test_what_a_phrase_stands_for(phrase: str, said: list[str], not_said: list[str]) -> None:
    pattern = re.compile(read_phrase(phrase, SLOTS).pattern)
    assert [text for text in said if not pattern.fullmatch(text)] == []
    assert [text for text in not_said if pattern.fullmatch(text)] == []


@pytest.mark.parametrize(
    ("phrase", "said", "not_said"),
    [
        ("plan !(for|of)", "a plan now", "a plan for"),
        ("plan =(for)", "a plan for", "a plan now"),
        ("!<(no|the) plan", "a plan", "no plan"),
        ("plan", "(plan)", "replan"),
    ],
)
def test_what_may_stand_beside_a_phrase(phrase: str, said: str, not_said: str) -> None:
    pattern = re.compile(read_phrase(phrase).pattern)
    assert pattern.search(said)
    assert not pattern.search(not_said)


def test_a_named_slot_is_taken_out() -> None:
    match = re.search(read_phrase("in <when:month> <n>", SLOTS).pattern, "in june 12")
    assert match and match["when"] == "june"


@pytest.mark.parametrize(
    ("phrase", "needs"),
    [
        ("[the] target of <n>", ("target",)),
        ("(rise|fall)[s] of", ("rise", "fall")),
        ("(rise|<n>) of", ("of",)),
        ("[the] <n>", ()),
        ("<n>/<n>", ("/",)),
    ],
)
def test_what_a_phrase_cannot_do_without(phrase: str, needs: tuple[str, ...]) -> None:
    assert read_phrase(phrase, SLOTS).needs == needs


def test_a_phrase_may_be_in_a_text_that_holds_a_word_of_each_set_that_it_needs() -> None:
    phrase = read_phrase("(data|figures) ~ not [yet] (entered|recorded)", SLOTS)
    assert phrase.all_needs == (("data", "figures"), ("not",), ("entered", "recorded"))
    assert phrase.holds_all_needs("recorded figures, not all of them")
    assert not phrase.holds_all_needs("figures were recorded")
    assert read_phrase("[the] <n>", SLOTS).holds_all_needs("")


def test_lines_are_found_by_the_words_of_phrases_as_each_alone_would_be() -> None:
    rows = [DataWords(phrases=[phrase], examples=EXAMPLES) for phrase in ("kites fell", "[un]tied|knots", "kites rose")]
    lines = ["Kites fell", "the kites", "untied strings", "", "kites rose and kites fell", "fell on kites, rose"]
    found = Phrasebook(phrases_of(rows, SLOTS)).lines_with(lines)
    said = {at: [row.phrases[0] for row, _ in phrases] for at, phrases in found.items()}
    assert said == {
        0: ["kites fell"],
        2: ["[un]tied|knots"],
        4: ["kites fell", "kites rose"],
        5: ["kites fell", "kites rose"],
    }
    anything = Phrasebook(phrases_of([DataWords(phrases=["[the] <n>"], examples=EXAMPLES)], SLOTS))
    assert list(anything.lines_with(lines)) == list(range(len(lines)))


def test_every_letter_that_can_open_a_phrase_is_known() -> None:
    assert sorted(read_phrase("[un]suitable|(lac|c)[s]").first) == ["c", "l", "s", "u"]


@pytest.mark.parametrize("phrase", ["plan[s", "plan)", "(a|b", "plan <week>", "!<(no plan", "plan =(for"])
def test_a_phrase_that_breaks_off_is_refused_with_its_words(phrase: str) -> None:
    with pytest.raises(InputError) as caught:
        read_phrase(phrase, SLOTS)
    assert repr(phrase) in str(caught.value)


def test_the_first_of_several_phrases_wins() -> None:
    match = re.match(one_of(["plan of", "plan"]).pattern, "plan of ours")
    assert match and match.group() == "plan of"
