"""Which reports a run makes, and what is refused before it starts."""

import pytest

from scorecard.council_quarter import CouncilQuarter
from scorecard.errors import UsageError
from scorecard.periods import Quarter
from scorecard.render.plan.jobs import Known, is_sheet, plan
from scorecard.render.plan.parameters import templates
from tests.fixtures.notebooks import PARAMETERS, notebook

QUARTERS = [Quarter.parse("2019-20-Q4"), Quarter.parse("2020-21-Q1")]
KNOWN = Known(QUARTERS, ["health", "education"], {"2020-21-Q1": ["health"], "2019-20-Q4": ["education", "health"]})


@pytest.fixture
def found(tmp_path):
    notebook(tmp_path, "scorecard", parameters=f'{PARAMETERS}\nas_known_at: str = "latest"')
    notebook(tmp_path, "data_quality")
    notebook(tmp_path, "explore", parameters=None)
    return templates(tmp_path)


def names(found, **more):
    return [job.name for job in plan(found, KNOWN, **({"quarters": None, "notebooks": None} | more))]


def test_every_notebook_for_every_quarter(found):
    assert names(found) == [
        "2019-20-Q4/data_quality",
        "2019-20-Q4/scorecard",
        "2020-21-Q1/data_quality",
        "2020-21-Q1/scorecard",
    ]


def test_chosen_quarters_and_notebooks(found):
    assert names(found, quarters=["2020-21-Q1"], notebooks=["scorecard"]) == ["2020-21-Q1/scorecard"]


def test_adding_a_notebook_is_adding_a_file(found, tmp_path):
    notebook(tmp_path, "restatements")
    assert "2020-21-Q1/restatements" in names(templates(tmp_path))


def test_a_notebook_with_a_theme_is_run_for_each_theme_with_a_figure(tmp_path):
    notebook(tmp_path, "theme", parameters=f'{PARAMETERS}\ntheme: str = "health"')
    assert names(templates(tmp_path)) == [
        "2019-20-Q4/theme-education",
        "2019-20-Q4/theme-health",
        "2020-21-Q1/theme-health",
    ]
    assert names(templates(tmp_path), parameters={"theme": "health"}, quarters=["2020-21-Q1"]) == [
        "2020-21-Q1/theme-health"
    ]


def test_other_parameters_have_files_of_their_own(found):
    made = names(found, notebooks=["scorecard"], quarters=["2020-21-Q1"], parameters={"as_known_at": "2020-06-30"})
    assert made == ["2020-21-Q1/scorecard--as_known_at-2020-06-30"]


def test_a_default_given_by_hand_is_still_the_default(found):
    made = names(found, notebooks=["scorecard"], quarters=["2020-21-Q1"], parameters={"as_known_at": "latest"})
    assert made == ["2020-21-Q1/scorecard"]


def test_a_quarter_may_be_spelt_as_people_write_it(found):
    wanted = ["2020-21-Q1/scorecard"]
    assert names(found, quarters=["Q1 2020/21", "2020q1"], notebooks=["scorecard"]) == wanted
    assert names(found, parameters={"quarter": "2020/21 Q1"}, notebooks=["scorecard"]) == wanted


def test_a_number_that_is_the_default_is_the_default_however_it_is_written(tmp_path):
    notebook(tmp_path, "trends", parameters=f"{PARAMETERS}\nmonths: int = 13\nshare: float = 0.5\nshort: bool = False")
    given = {"months": "13", "share": "0.50", "short": "no"}
    found = templates(tmp_path)
    assert names(found, quarters=["2020-21-Q1"], parameters=given) == ["2020-21-Q1/trends"]
    made = names(found, quarters=["2020-21-Q1"], parameters=given | {"months": "012"})
    assert made == ["2020-21-Q1/trends--months-12"]


def test_a_value_cannot_leave_the_folder(found):
    with pytest.raises(UsageError, match="not a date"):
        names(found, notebooks=["scorecard"], parameters={"as_known_at": "../../etc"})


REFUSED = [
    ({"quarters": ["2021-22-Q1"]}, "no quarter '2021-22-Q1'", "2019-20-Q4"),
    ({"quarters": ["2018-19-Q4"]}, "did you mean 2019-20-Q4", "2020-21-Q1"),
    ({"quarters": ["2020-21-Q5"]}, "'2020-21-Q5' is not a quarter", "2019-20-Q4, 2020-21-Q1"),
    ({"notebooks": ["scorcard"]}, "did you mean scorecard", "data_quality"),
    ({"notebooks": ["explore"]}, "no notebook 'explore'", "scorecard"),
    ({"parameters": {"as_knwon_at": "latest"}}, "did you mean as_known_at", "quarter"),
    ({"parameters": {"quarter": "1999-00-Q1"}}, "no quarter '1999-00-Q1'", "2020-21-Q1"),
    ({"parameters": {"as_known_at": "yesterday"}}, "'yesterday' is not a date", "2020-06-30"),
]


@pytest.mark.parametrize(("more", "said", "listed"), REFUSED, ids=[r[1] for r in REFUSED])
def test_what_is_not_known_is_refused_with_what_is(found, more, said, listed):
    with pytest.raises(UsageError, match=said) as refused:
        names(found, **more)
    assert listed in str(refused.value)


def test_a_theme_that_the_registry_does_not_know(tmp_path):
    notebook(tmp_path, "theme", parameters=f'{PARAMETERS}\ntheme: str = "health"')
    with pytest.raises(UsageError, match="no theme 'helth'; did you mean health"):
        names(templates(tmp_path), parameters={"theme": "helth"})


ANYTOWN, BARNFORD = "anytown", "barn-ford"
COUNCILS = {ANYTOWN: "Anytown", BARNFORD: "Barn <Ford>"}
OF_COUNCILS = [CouncilQuarter(2019, 4, ANYTOWN), CouncilQuarter(2020, 1, ANYTOWN), CouncilQuarter(2020, 1, BARNFORD)]
THEMES = {"2019-20-Q4@anytown": ["health"], "2020-21-Q1@barn-ford": ["education", "health"]}
SEVERAL = Known(OF_COUNCILS, ["health", "education"], THEMES, councils=COUNCILS)
ONE = Known(QUARTERS, [], {}, councils={ANYTOWN: "Anytown"})


def jobs_of(found, known=SEVERAL, **more):
    return plan(found, known, **({"quarters": None, "notebooks": ["scorecard"]} | more))


def names_of(found, known=SEVERAL, **more):
    return [job.name for job in jobs_of(found, known, **more)]


def test_each_of_several_councils_has_a_folder_of_its_own_for_each_of_its_quarters(found):
    assert names_of(found, notebooks=None) == [
        "2019-20-Q4@anytown/data_quality",
        "2019-20-Q4@anytown/scorecard",
        "2020-21-Q1@anytown/data_quality",
        "2020-21-Q1@anytown/scorecard",
        "2020-21-Q1@barn-ford/data_quality",
        "2020-21-Q1@barn-ford/scorecard",
    ]
    assert not any(map(is_sheet, names_of(found)))


def test_the_parameter_quarter_carries_the_council_and_the_title_names_it(found):
    last = jobs_of(found)[-1]
    assert last.parameters["quarter"] == last.quarter == "2020-21-Q1@barn-ford"
    assert last.quarter_title == "Barn <Ford>, Quarter 1 of 2020/21 (April to June 2020)"


def test_a_quarter_alone_is_that_of_every_council(found):
    assert names_of(found, quarters=["Q1 2020/21"]) == [
        "2020-21-Q1@anytown/scorecard",
        "2020-21-Q1@barn-ford/scorecard",
    ]


@pytest.mark.parametrize(
    "more",
    [
        {"quarters": ["2020-21-Q1@barn-ford"]},
        {"quarters": ["Q1 2020/21 @ barn-ford"]},
        {"parameters": {"quarter": "2020-21-Q1@barn-ford"}},
        {"councils": ["barn-ford"]},
        {"councils": ["barn-ford"], "quarters": ["2020-21-Q1"]},
    ],
)
def test_one_council_may_be_chosen(found, more):
    assert names_of(found, **more) == ["2020-21-Q1@barn-ford/scorecard"]


def test_a_theme_has_a_page_of_each_council_that_has_a_figure_of_it(tmp_path):
    notebook(tmp_path, "theme", parameters=f'{PARAMETERS}\ntheme: str = "health"')
    assert names_of(templates(tmp_path), notebooks=None) == [
        "2019-20-Q4@anytown/theme-health",
        "2020-21-Q1@barn-ford/theme-education",
        "2020-21-Q1@barn-ford/theme-health",
    ]


@pytest.mark.parametrize(
    ("more", "said", "listed"),
    [
        (
            {"quarters": ["2020-21-Q1@barnfrod"]},
            "there is no council 'barnfrod'; did you mean barn-ford",
            "anytown, barn-ford",
        ),
        ({"councils": ["Anytwn"]}, "there is no council 'Anytwn'; did you mean anytown", "anytown, barn-ford"),
        ({"quarters": ["2020-21-Q1@"]}, "there is no council ''", "anytown, barn-ford"),
        ({"quarters": ["2020-21-Q1@../../etc"]}, "there is no council", "anytown, barn-ford"),
        ({"quarters": ["2019-20-Q4@barn-ford"]}, "of barn-ford there is no quarter '2019-20-Q4'", "one of: 2020-21-Q1"),
        ({"quarters": ["2031-32-Q1@barn-ford"]}, "did you mean 2020-21-Q1", "one of: 2020-21-Q1"),
        ({"quarters": ["Q9@anytown"]}, "is not a quarter", "2019-20-Q4, 2020-21-Q1"),
        ({"parameters": {"quarter": "2020-21-Q1@nobody"}}, "there is no council 'nobody'", "anytown, barn-ford"),
    ],
)
def test_an_unknown_council_or_one_without_the_quarter_is_refused_with_what_there_is(found, more, said, listed):
    with pytest.raises(UsageError) as refused:
        names_of(found, **more)
    assert said in str(refused.value) and listed in str(refused.value)


def test_the_only_council_may_be_named_and_changes_nothing(found):
    for more in ({"quarters": ["2020-21-Q1@anytown"]}, {"councils": ["anytown"], "quarters": ["2020-21-Q1"]}):
        assert names_of(found, ONE, **more) == ["2020-21-Q1/scorecard"]
    with pytest.raises(UsageError, match="there is no council 'barn-ford'"):
        names_of(found, ONE, quarters=["2020-21-Q1@barn-ford"])


def test_what_only_prose_tells_of_a_councils_quarter_makes_no_page_of_it(found):
    known = Known(OF_COUNCILS, [], {}, quoted=OF_COUNCILS[2:], councils=COUNCILS)
    assert names_of(found, known) == ["2019-20-Q4@anytown/scorecard", "2020-21-Q1@anytown/scorecard"]
    assert names_of(found, known, quarters=["2020-21-Q1@barn-ford"]) == []
