"""Which finding stands under which figure, the gravest first."""

import polars as pl

from scorecard.measures.findings import entries, ranked, with_findings
from tests.fixtures.processed import figure, frame, months, observations

(JUNE, MAY) = months("2020-06", "2020-05")
FINDING = {"document": "pack-june", "indicator": "a", "period": "2020-06", "rule": "arrows", "severity": "warning"}


def finding(name, **more):
    return FINDING | {"finding": name} | more


def marked(*findings):
    """The findings and the severity of two figures on line 1 (cells 1 and 2) and of North's on line 2."""
    figures = observations(
        figure("a", 1, JUNE, line=10, cell=1),
        figure("a", 2, MAY, line=10, cell=2),
        figure("a", 3, JUNE, line=11, cell=1, area="North"),
    )
    return with_findings(figures, frame("findings", *findings)).select("findings", "severity").rows()


def test_the_gravest_finding_comes_first_and_gives_the_severity():
    marks = marked(
        finding("hint", line=10, cell=1, severity="information"),
        finding("doubt", line=10, cell=1),
        finding("wrong", line=10, cell=1, severity="error"),
    )
    assert marks[0] == (["wrong", "doubt", "hint"], "error")


def test_a_finding_about_a_sentence_marks_the_authoritys_figure_and_no_category_or_locality():
    figures = observations(
        figure("a", 1, JUNE, line=10, cell=1),
        figure("a", 1, JUNE, line=11, cell=1, breakdown="Boys"),
        figure("a", 1, JUNE, line=12, cell=1, breakdown="Total"),
        figure("a", 1, JUNE, line=13, cell=1, area="North", area_kind="locality"),
        figure("a", 1, JUNE, line=14, cell=1, area="North", area_kind="locality", breakdown="Boys"),
    )
    told = frame("findings", finding("said", line=90), finding("of-north", line=91, area="North"))
    assert with_findings(figures, told)["findings"].to_list() == [["said"], [], ["said"], ["of-north"], []]


def test_a_fact_is_named_once_however_often_it_is_told():
    twice = [finding("one", line=10, cell=1, fact="f"), finding("two", line=10, cell=1, fact="f", role="also-here")]
    assert marked(*twice)[0] == (["f"], "warning")


def test_an_entry_is_what_leads_a_fact_and_where_else_it_is_told():
    told = entries(
        frame(
            "findings",
            finding("far", line=40, cell=2, fact="f", role="also-here", published="3"),
            finding("near", line=4, cell=1, fact="f", role="also-here", published="2", severity="information"),
            finding("lead", line=10, cell=1, fact="f"),
            finding("alone", line=1, severity="information"),
        )
    )
    assert told["finding"].to_list() == ["lead", "alone"]
    assert [(one["line"], one["published"]) for one in told["also"][0]] == [(4, "2"), (40, "3")]
    assert told["also"][1].to_list() == []


def test_a_fact_that_leads_in_a_document_which_is_not_here_is_led_by_what_is():
    rest = [finding("b", line=9, fact="f", role="also-here"), finding("a", line=7, fact="f", role="also-here")]
    told = entries(frame("findings", *rest))
    assert told["finding"].to_list() == ["a"] and [one["line"] for one in told["also"][0]] == [9]


def test_a_severity_of_another_version_comes_last_and_is_kept():
    findings = frame("findings", finding("new", severity="remark"), finding("hint", severity="information"))
    assert ranked(findings).select("finding", "severity_order").rows() == [("hint", 2), ("new", 3)]


def test_findings_of_one_severity_stand_in_the_order_of_their_places():
    places = [("d", None, None), ("c", 4, 9), ("b", 4, 2), ("a", 30, 1)]
    findings = frame("findings", *[finding(name, line=line, cell=cell) for name, line, cell in places])
    assert ranked(findings)["finding"].to_list() == ["b", "c", "a", "d"]


def test_a_finding_that_names_a_cell_belongs_to_that_cell_only():
    assert marked(finding("f", line=10, cell=2, period="2020-06")) == [([], None), (["f"], "warning"), ([], None)]


def test_a_finding_without_a_cell_belongs_to_every_figure_of_its_indicator_and_period():
    assert marked(finding("f", line=77)) == [(["f"], "warning"), ([], None), (["f"], "warning")]


def test_a_finding_without_a_cell_that_names_an_area_belongs_to_that_area():
    assert marked(finding("f", area="North")) == [([], None), ([], None), (["f"], "warning")]


def test_a_finding_without_cell_and_period_marks_nothing():
    assert marked(finding("f", period=None)) == [([], None)] * 3


def test_a_finding_of_another_document_marks_nothing():
    assert (
        marked(finding("f", document="pack-may"), finding("g", document="pack-may", line=10, cell=1))
        == [([], None)] * 3
    )


def test_figures_stay_in_their_order_and_keep_their_columns():
    figures = observations(figure("b", 1, JUNE), figure("a", 2, JUNE), figure("c", 3, JUNE))
    marks = with_findings(figures, frame("findings", finding("f")))
    assert marks.select(pl.exclude("findings", "severity")).equals(figures)
    assert marks["findings"].list.len().to_list() == [0, 1, 0]


def test_a_finding_about_an_x_of_y_marks_the_percentage_beside_it_where_pages_ask_for_it():
    counted = {"numerator": 61, "denominator": 602, "line": 20}
    percent = {"unit": "percent", "cell": 6}
    shown = observations(
        figure("a", 10.1, JUNE, **percent, **counted),
        figure("a", 10.1, JUNE, **percent, **counted | {"line": 21}),
        figure("a", 10.1, MAY, **percent, **counted),
        figure("a", 10.2, JUNE, **percent, **counted | {"numerator": 62}),
        figure("b", 10.1, JUNE, **percent, **counted),
    )
    counts = observations(figure("a", None, JUNE, unit="ratio", cell=5, **counted))
    told = frame("findings", finding("counts", line=20, cell=5), finding("other", line=20, cell=4))
    assert with_findings(shown, told, counts=counts)["findings"].to_list() == [["counts"], [], [], [], []]
    assert with_findings(shown, told)["findings"].to_list() == [[]] * 5


def test_a_finding_about_an_x_of_y_that_another_row_gives_marks_the_percentage_too():
    """The row of line 20 shows the x of y of line 70, where cell 6 repeats the percentage and cell 5 counts it."""
    elsewhere = {"counts_document": "pack-june", "counts_line": 70, "counts_cell": 6}
    counted = {"numerator": 61, "denominator": 602}
    shown = observations(figure("a", 10.1, JUNE, unit="percent", line=20, cell=6, **counted)).with_columns(
        **{name: pl.lit(value, pl.String if isinstance(value, str) else pl.Int32) for name, value in elsewhere.items()}
    )
    counts = observations(figure("a", None, JUNE, unit="ratio", line=70, cell=5, **counted))
    told = frame(
        "findings", finding("counts", line=70, cell=5), finding("print", line=70, cell=6), finding("x", line=70)
    )
    marked_ = with_findings(shown, told.filter(pl.col("cell").is_not_null()), counts=counts)
    assert marked_["findings"].to_list() == [["counts", "print"]]
