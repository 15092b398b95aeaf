"""Theme pages without a header go on under one before them, and only where their columns can be the same."""

from __future__ import annotations

from scorecard.clean.raw.grid import Grid
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.clean.tables.theme_page.form import ThemePage
from scorecard.registry import load_registry
from tests.fixtures import grids

REGISTRY = load_registry()
LEXICON = Lexicon.of(REGISTRY)
FAMILY = "corporate-parenting-monthly"
COUNTS = [(i.id, e) for i, e in REGISTRY.named(FAMILY) if (e.unit or i.unit) == "count" and e.number][:2]
IDS = {indicator for indicator, _ in COUNTS}
HEADER = ["|".join(["", *(str(e.number) for _, e in COUNTS)]), "|".join(["", *(e.names[0] for _, e in COUNTS)])]
MONTHS = ["Apr-20|11|21", "May-20|12|22", "Jun-20|13|23"]
BEFORE = ["Jan-20|11|21", "Feb-20|12|22", "Mar-20|13|23"]
LAST_YEAR = ["Jan-19|11|21", "Feb-19|12|22", "Mar-19|13|23"]


def indicators(*tables: Grid) -> list[set[str | None]]:
    """The indicators of each page's figures, all pages read as those of one document."""
    pages = [page for table in tables if (page := ThemePage.recognise(table, LEXICON))]
    return [{p.indicator for p in page.read(pages).placements if p.role == "value"} for page in pages]


def page(*lines: str, first: int, header_from: int | None = None, heading: str = "Part") -> Grid:
    return grids.grid(*lines, first=first, family=FAMILY, heading=heading, header_from=header_from)


FIRST = page(*HEADER, *MONTHS, first=1)


def test_pages_without_header_go_on_under_the_one_header_that_they_follow() -> None:
    assert indicators(FIRST, page(*BEFORE, first=11), page(*LAST_YEAR, first=21)) == [IDS, IDS, IDS]


def test_a_page_that_lost_its_header_does_not_go_on_under_that_of_another() -> None:
    """It prints the months once more, or stands under a heading of its own."""
    assert indicators(FIRST, page(*MONTHS, first=11)) == [IDS, set()]
    assert indicators(FIRST, page("Jun-20|13|23", *BEFORE, first=11)) == [IDS, set()]
    assert indicators(FIRST, page(*BEFORE, first=11, heading="Another part")) == [IDS, set()]


def test_a_page_behind_one_that_does_not_follow_does_not_go_on() -> None:
    shares = page("Jan-20|11%|21%", "Feb-20|12%|22%", "Mar-20|13%|23%", first=11)
    assert indicators(FIRST, shares, page(*LAST_YEAR, first=21)) == [IDS, set(), set()]


def test_a_page_before_any_header_has_no_indicators() -> None:
    assert indicators(page(*MONTHS, first=1), page(*HEADER, *MONTHS, first=11)) == [set(), IDS]


def test_the_ledger_names_the_page_whose_header_it_is_wherever_that_stands() -> None:
    torn = page(*MONTHS, first=1, header_from=11)
    assert indicators(torn, page(*HEADER, *MONTHS, first=11)) == [IDS, IDS]
    assert indicators(page(*HEADER, *MONTHS, first=11, header_from=99)) == [IDS]


def test_a_page_of_more_columns_or_of_another_unit_does_not_go_on() -> None:
    wider = page("Jan-20|11|21|31", "Feb-20|12|22|32", "Mar-20|13|23|33", first=11)
    shares = page("Jan-20|11%|21%", "Feb-20|12%|22%", "Mar-20|13%|23%", first=11)
    assert indicators(FIRST, wider)[1] == indicators(FIRST, shares)[1] == set()
