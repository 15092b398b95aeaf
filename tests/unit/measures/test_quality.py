"""Counts of how well documents were read and of what was found in them."""

from scorecard.measures.quality import about_quarter, covered, findings_by_rule, reading_counts, untested
from scorecard.periods import Quarter
from tests.fixtures.processed import frame


def table(document, **counts):
    return {"document": document, "table": "t", "first_line": 1, "last_line": 2, "shape": "summary"} | counts


def test_the_tables_of_a_document_are_added_up_and_a_missing_count_is_none_read():
    counted = reading_counts(
        frame(
            "tables",
            table("pack-b", figures_read=5, figures_corrected=1, figures_unread=2, missing_marks=3),
            table("pack-a", figures_read=7),
            table("pack-b", figures_read=10, figures_corrected=20, figures_unread=30, missing_marks=None),
        )
    )
    assert counted.rows() == [("pack-a", 1, 7, 0, 0, 0), ("pack-b", 2, 15, 21, 32, 3)]


def test_rules_with_most_errors_come_first_then_most_warnings_then_by_name():
    findings = {
        "rates": ["error", "warning"],
        "copies": ["error", "warning", "warning"],
        "totals": ["information"],
        "arrows": ["information"],
        "rag": ["information", "information"],
    }
    rows = [{"finding": "f", "rule": rule, "severity": s} for rule, severities in findings.items() for s in severities]
    assert findings_by_rule(frame("findings", *rows)).rows() == [
        ("copies", 1, 2, 0, 3),
        ("rates", 1, 1, 0, 2),
        ("rag", 0, 0, 2, 2),
        ("arrows", 0, 0, 1, 1),
        ("totals", 0, 0, 1, 1),
    ]


def test_a_finding_about_a_month_or_the_quarter_itself_is_about_the_quarter():
    periods = ["2020-03", "2020-04", "2020-06", "2020-07", "2020/21 Q1", "2020/21", None]
    findings = frame("findings", *[{"finding": str(n), "period": p} for n, p in enumerate(periods)])
    about = about_quarter(findings, Quarter.parse("2020-21-Q1"))
    assert about["period"].to_list() == ["2020-04", "2020-06", "2020/21 Q1"]


def test_a_fact_that_is_told_of_the_quarter_anywhere_is_about_it():
    rows = [{"finding": "a", "fact": "f", "period": "2020-06"}, {"finding": "b", "fact": "f", "period": "2020/21 YTD"}]
    about = about_quarter(
        frame("findings", *rows, {"finding": "c", "period": "2020/21 YTD"}), Quarter.parse("2020-21-Q1")
    )
    assert about["finding"].to_list() == ["a", "b"]


def test_figures_are_counted_by_what_others_say_of_them():
    rows = frame(
        "coverage",
        *[
            {"theme": theme, "state": state, "reason": reason}
            for theme, state, reason in [
                ("b", "confirmed", None),
                ("a", "untested", "printed once"),
                ("a", "untested", "no link"),
                ("a", "untested", "printed once"),
                ("a", "contradicted", None),
            ]
        ],
    )
    assert covered(rows, "theme").rows() == [("a", 4, 0, 1, 3, 0.0), ("b", 1, 1, 0, 0, 100.0)]
    assert untested(rows).rows() == [("printed once", 2), ("no link", 1)]
