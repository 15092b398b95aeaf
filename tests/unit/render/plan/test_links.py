"""The links of a page: to the pages of its quarter, and to the same page of the quarters beside it, of its council."""

from __future__ import annotations

from scorecard.council_quarter import CouncilQuarter
from scorecard.periods import Quarter
from scorecard.render.plan.jobs import Job
from scorecard.render.plan.links import links_of
from scorecard.render.plan.parameters import templates
from scorecard.workspace import PROJECT

NOTEBOOKS = templates(PROJECT / "notebooks")
QUARTERS = [Quarter(2020, 1), Quarter(2020, 2), Quarter(2021, 1)]


def job(quarter: str, notebook: str = "scorecard", **parameters: str) -> Job:
    name = f"{quarter}/{notebook}" if quarter else notebook
    return Job(name, notebook, "A title", quarter, "Its quarter", {"quarter": quarter, **parameters})


def beside(links: list[dict[str, str]]) -> dict[str, str]:
    return {link["rel"]: link["href"] for link in links if "rel" in link}


def test_a_page_leads_to_the_others_of_its_quarter_and_says_which_it_is() -> None:
    links = links_of(job("2020-21-Q1"), NOTEBOOKS, QUARTERS)
    own = [link for link in links if "rel" not in link]
    assert {"../2020-21-Q1/scorecard.html", "../2020-21-Q1/data_quality.html"} <= {link["href"] for link in own}
    assert [link["href"] for link in own if "current" in link] == ["../2020-21-Q1/scorecard.html"]


def test_it_leads_to_the_quarters_that_have_pages_before_and_after_it() -> None:
    assert beside(links_of(job("2020-21-Q2"), NOTEBOOKS, QUARTERS)) == {
        "prev": "../2020-21-Q1/scorecard.html",
        "next": "../2021-22-Q1/scorecard.html",
    }
    assert beside(links_of(job("2021-22-Q1"), NOTEBOOKS, QUARTERS)) == {"prev": "../2020-21-Q2/scorecard.html"}


def test_of_several_councils_it_leads_to_quarters_of_its_own() -> None:
    quarters = [CouncilQuarter(2020, 1, "anytown"), CouncilQuarter(2020, 2, "anytown"), CouncilQuarter(2020, 3, "elm")]
    links = beside(links_of(job("2020-21-Q2@anytown"), NOTEBOOKS, quarters))
    assert links == {"prev": "../2020-21-Q1@anytown/scorecard.html"}


def test_a_theme_and_a_page_without_a_quarter_lead_to_none() -> None:
    theme = job("2020-21-Q2", "theme", theme="placements")
    assert beside(links_of(theme, NOTEBOOKS, QUARTERS)) == {}
    assert links_of(job(""), NOTEBOOKS, QUARTERS) == []
