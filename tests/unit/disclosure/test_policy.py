"""Policies are read as they are written, and refused in one line that names file and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.disclosure import load_policy, policy_names
from scorecard.disclosure.policy import FOLDER
from scorecard.errors import InputError

GOOD = (FOLDER / "children-in-need-2020.yml").read_text(encoding="utf-8")


def written(folder: Path, text: str) -> Path:
    (folder / "mine.yml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", policy_names())
def test_every_policy_has_a_source_and_reads(name: str) -> None:
    policy = load_policy(name)
    assert policy.source
    assert policy.primary.least <= policy.primary.most


def test_the_policy_of_2020_hides_one_to_five_as_c_and_shows_noughts() -> None:
    policy = load_policy("children-in-need-2020")
    assert (policy.primary.least, policy.primary.most, policy.zero_shown) == (1, 5, True)
    assert policy.symbols.hidden == "c"
    assert policy.rounding == {"comparator": 10}


def test_a_policy_that_shows_no_noughts_hides_them_too() -> None:
    assert load_policy("opensafely").hides.least == 0


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("zero_shown: true", "zero_shwon: true", "mine.yml, the policy: zero_shwon: extra inputs"),
        ("fewest_values: 2", "fewest_values: 2\ncolour: red", "mine.yml, the policy: colour: extra inputs"),
        ("fewest_values: 2", "fewest_values: 1", "mine.yml, the policy: fewest_values: "),
        ("secondary: integer-programme", "secondary: luck", "mine.yml, the policy: secondary: "),
        ("{comparator: 10}", "{moon: 10}", "mine.yml, the policy: rounding.moon"),
        ("{comparator: 10}", "{comparator: 0}", "rounding: a number below 1"),
        ("{least: 1, most: 5}", "{least: 6, most: 5}", "mine.yml, the policy: primary: value error, least is above"),
        ("{least: 1, most: 5}", "{least: 0, most: 5}", "zero_shown: nought is in the primary range"),
    ],
)
def test_a_malformed_policy_is_refused_in_one_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(InputError) as refused:
        load_policy("mine", written(tmp_path, GOOD.replace(old, new)))
    assert message in refused.value.what
    assert "\n" not in refused.value.what


def test_an_unknown_policy_names_those_that_there_are() -> None:
    with pytest.raises(InputError, match="did you mean opensafely"):
        load_policy("open-safely")
