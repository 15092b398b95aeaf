"""A note is published only if the data confirm every figure of it; else it is said which, where, and what was expected.

The figures are invented; the measures and the words of prose are those of the registry.
"""

from __future__ import annotations

import polars as pl
import pytest

from scorecard.errors import InputError
from scorecard.measures.answers.answer import answer
from scorecard.measures.answers.material import Material
from scorecard.notes import NotesRefused, notes_for, problems_of, refuse_notes
from scorecard.notes.publish import SCHEMA
from scorecard.periods import Period, Quarter
from scorecard.registry import load_registry
from scorecard.workspace import Workspace
from tests.fixtures.processed import band, figure, frame, months, observations, tables, write_workspace

QUARTER = Quarter.parse("2020-21-Q1")
STABLE = "lac_stable_2_years_percent"
MARCH, APRIL, MAY, JUNE = months("2020-03", "2020-04", "2020-05", "2020-06")
SHARE = {"unit": "percent", "indicator_number": "8.1"}


def made():
    rows = [
        figure(STABLE, 100 * x / 200, month, numerator=x, denominator=200, **SHARE)
        for x, month in ((124, MARCH), (126, APRIL), (128, MAY), (131, JUNE))
    ]
    rows += [
        figure("lac_number", value, month) for value, month in ((595, MARCH), (600, APRIL), (605, MAY), (611, JUNE))
    ]
    rows += [figure("lac_number", 595, Period.financial_year(2019), basis="annual")]
    green = band("green", "70%+", 70, None, "l", indicator=STABLE)
    others = {name: frame(name) for name in ("claims", "findings", "signals")}
    return {**tables(), **others, "observations": observations(*rows), "thresholds": frame("thresholds", green)}


@pytest.fixture(scope="module")
def asked():
    material = Material.of(made(), load_registry())
    return material, answer(material)


@pytest.fixture
def told(asked, tmp_path):
    """What becomes of a text of notes: the published ones, and the problems in words."""

    def of(text, name="2020-21-Q1.md"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        published = notes_for(QUARTER, tmp_path, *asked)
        return published, [str(problem) for problem in problems_of(QUARTER, tmp_path, *asked)]

    return of


@pytest.mark.parametrize(
    "right",
    [
        "Long term placements stable for 2 years stood at 65.5% in June 2020.",
        "In June 2020 65.5% (131 of 200) of placements were stable for 2 years.",
        "65.5% of them were stable for 2 years.",
        "It rose from 64.0% in May 2020 to 65.5% in June 2020.",
        "Stability for 2 years rose by 1.5 points to 65.5%.",
        "Long term stability was 62.0% in March 2020, and 65.5% in June 2020.",
        "The target for stability for 2 years is 70%.",
        "We asked `3` teams why.",
        "No figure is told.",
    ],
)
def test_a_note_whose_figures_are_those_of_the_data_is_published(told, right):
    published, problems = told(f"## {STABLE}\n\n{right}\n")
    assert problems == []
    assert published["indicator"].to_list() == [STABLE]


@pytest.mark.parametrize(
    ("wrong", "figure"),
    [
        ("Long term placements stable for 2 years stood at 65.6% in June 2020.", "65.6%"),
        ("Long term placements stable for 2 years stood at 64.0% in June 2020.", "64.0%"),
        ("In June 2020 65.5% (132 of 200) of placements were stable for 2 years.", "132 of 200"),
        ("In June 2020 65.5% (131 of 201) of placements were stable for 2 years.", "131 of 201"),
        ("Stability for 2 years rose by 2.5 points to 65.5%.", "2.5"),
        ("Stability for 2 years fell by 1.5 points to 65.5%.", "1.5"),
        ("The target for stability for 2 years is 71%.", "71%"),
        ("Long term stability was 65.5% in July 2020.", "65.5%"),
        ("In June they were at sixty per cent.", "sixty"),
        ("Stability reached 65.5% in June, of 3 teams that we asked.", "3"),
    ],
)
def test_a_figure_that_is_not_confirmed_keeps_its_note_back(told, wrong, figure):
    published, problems = told(f"## {STABLE}\n\n{wrong}\n")
    assert published.is_empty()
    assert any(problem.startswith("2020-21-Q1.md:3: ") and figure.split(" ")[0] in problem for problem in problems), (
        problems
    )


def test_what_is_said_names_file_line_figure_and_what_was_expected(told):
    _, problems = told(f"# Notes\n\n## {STABLE}\n\nFirst line of words,\nthen 65.6% in June 2020.\n")
    assert problems == ["2020-21-Q1.md:6: 65.6%: disagrees with the data; expected 65.5% for June 2020 (pack-june:4:1)"]


def test_one_wrong_note_does_not_keep_the_others_back(told):
    published, problems = told(f"## {STABLE}\n65.6% in June 2020.\n\n## lac_number\nThere were 611 children in care.\n")
    assert published.select("indicator", "line", "figures").rows() == [("lac_number", 4, 1)]
    assert len(problems) == 1


def test_a_figure_of_another_measure_is_held_against_that_one(told):
    text = "There were 611 children in care at the end of June 2020; stability for 2 years was 65.5%."
    assert told(f"## {STABLE}\n{text}\n")[1] == []
    assert told(f"## {STABLE}\n{text.replace('611', '612')}\n")[0].is_empty()


@pytest.mark.parametrize(
    "heading",
    [STABLE, "8.1", "Long term placements stable for 2 years", f"8.1 {'Long term placements stable for 2 years'}"],
)
def test_a_heading_names_an_indicator_by_id_number_or_name(told, heading):
    published, problems = told(f"## {heading}\n65.5% in June 2020.\n")
    assert problems == []
    assert published.select("authority", "indicator").rows() == [("Anytown", STABLE)]


def test_a_heading_that_names_none_is_said_with_the_nearest(told):
    published, problems = told("## lac_stabel_2_years\n65.5% in June 2020.\n")
    assert published.is_empty()
    assert problems[0].startswith("2020-21-Q1.md:1: no indicator is called 'lac_stabel_2_years'")
    assert STABLE in problems[0]


def test_text_under_no_heading_is_said(told):
    assert told("Words.\n")[1] == [
        "2020-21-Q1.md:1: stands under no indicator; expected a heading above it, like: ## 6.20"
    ]


def test_what_speaks_of_one_person_is_not_published(told):
    published, problems = told(f"## {STABLE}\nA 14 year old boy said he liked his placement.\n")
    assert published.is_empty()
    assert "speaks of one person" in problems[0]


def test_rows_are_ready_for_a_page(told):
    published, _ = told(f"## {STABLE}\nIt was **65.5%** in June 2020; we asked `3` teams <script>alert()</script>.\n")
    assert dict(published.schema) == SCHEMA
    (row,) = published.to_dicts()
    assert row["html"].startswith("<p>It was <strong>65.5%</strong>")
    assert "<script" not in row["html"]
    assert (row["quarter"], row["own"], row["figures"]) == ("2020-21-Q1", 1, 1)


def test_a_quarter_without_a_file_has_no_notes(asked, tmp_path):
    assert notes_for(QUARTER, tmp_path, *asked).is_empty()
    assert problems_of(QUARTER, tmp_path, *asked) == []


def test_a_file_that_is_no_text_is_refused(asked, tmp_path):
    (tmp_path / "2020-21-Q1.md").write_bytes(b"\xff\xfe## x")
    with pytest.raises(InputError, match="is not UTF-8"):
        notes_for(QUARTER, tmp_path, *asked)


@pytest.fixture
def workspace(tmp_path):
    data = write_workspace(tmp_path / "data", **made())
    (tmp_path / "notes").mkdir()
    return Workspace(data=data)


def test_commands_refuse_with_every_file_and_exit_code_2(workspace):
    (workspace.notes / "2020-21-Q1.md").write_text(f"## {STABLE}\n65.6% in June 2020.\n", encoding="utf-8")
    (workspace.notes / "june.md").write_text("words", encoding="utf-8")
    (workspace.notes / "README.md").write_text("What notes are.", encoding="utf-8")
    with pytest.raises(NotesRefused) as refused:
        refuse_notes(workspace)
    assert refused.value.exit_code == 2
    said = str(refused.value)
    assert "2020-21-Q1.md:2: 65.6%: disagrees with the data; expected 65.5% for June 2020" in said
    assert "june.md:1: the name of the file is no quarter; expected one like 2020-21-Q1.md" in said
    assert "README" not in said


def test_notes_that_are_right_are_not_spoken_of(workspace):
    (workspace.notes / "2020-21-Q1.md").write_text(f"## {STABLE}\n65.5% in June 2020.\n", encoding="utf-8")
    refuse_notes(workspace)


def test_notes_stand_beside_the_data_they_are_of(workspace, tmp_path):
    assert workspace.notes == tmp_path / "notes"
    assert Workspace().notes.name == "notes"


OTHER = "Barn <Ford>"
EITHER = "2020-21-Q1@a-council.md or 2020-21-Q1@barn-ford.md"


@pytest.fixture
def of_several(tmp_path):
    """The same beside another council, which prints the same measures with other figures."""
    here = made()
    documents = here["documents"].with_columns(pl.lit(OTHER).alias("publisher"), pl.col("document") + "-other")
    theirs = here["observations"].with_columns(
        *(pl.lit(OTHER).alias(name) for name in ("authority", "area")),
        pl.col("document") + "-other",
        pl.col("value") - 5,
    )
    both = {"documents": documents, "observations": theirs}
    data = write_workspace(tmp_path / "data", **here | {name: pl.concat([here[name], both[name]]) for name in both})
    (tmp_path / "notes").mkdir()
    return Workspace(data=data)


def test_notes_of_one_of_several_councils_are_held_against_its_figures_alone(of_several):
    note = f"## {STABLE}\n60.5% in June 2020.\n"
    (of_several.notes / "2020-21-Q1@barn-ford.md").write_text(note, encoding="utf-8")
    refuse_notes(of_several)
    (of_several.notes / "2020-21-Q1@a-council.md").write_text(note, encoding="utf-8")
    with pytest.raises(NotesRefused, match=r"a-council\.md:2: 60\.5%: disagrees with the data; expected 65\.5%"):
        refuse_notes(of_several)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "2020-21-Q1.md",
            "does not say of which council its notes are; expected 2020-21-Q1@a-council.md or 2020-21-Q1@b",
        ),
        (
            "2020-21-Q1@barnfrod.md",
            "there is no council 'barnfrod'; expected 2020-21-Q1@a-council.md or 2020-21-Q1@barn-f",
        ),
        ("2020-21-Q1@.md", "the name of the file is no quarter; expected one like 2020-21-Q1@a-council.md"),
        ("june.md", "the name of the file is no quarter; expected one like 2020-21-Q1@a-council.md"),
    ],
)
def test_of_several_councils_the_name_of_a_file_says_whose_its_notes_are(of_several, name, said):
    (of_several.notes / name).write_text("words", encoding="utf-8")
    with pytest.raises(NotesRefused) as refused:
        refuse_notes(of_several)
    assert f"{name}:1: " in str(refused.value) and said in str(refused.value)


def test_notes_on_the_only_council_name_none(workspace):
    (workspace.notes / "2020-21-Q1@a-council.md").write_text("words", encoding="utf-8")
    with pytest.raises(NotesRefused, match=r"packs of one council alone; expected 2020-21-Q1\.md"):
        refuse_notes(workspace)
