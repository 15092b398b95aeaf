"""What fails is told without Great Expectations, and is what Great Expectations tells."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from scorecard.check.judge import failing_of
from scorecard.validate.compare import find_rules, rule_material
from scorecard.validate.engine.start import start_judge
from scorecard.validate.engine.suites import load_suites
from scorecard.workspace import Workspace
from tests.fixtures.check_packs import COUNTED, MONTHLY
from tests.fixtures.checks import check_lines


@pytest.mark.parametrize("rule", ["percentage", "rounding-habit", "hidden-children", "totals", "rag", "arrows"])
def test_the_same_rows_fail_as_in_a_validation(rule: str, tmp_path: Path) -> None:
    lines = list(COUNTED.lines)
    for mistake in COUNTED.mistakes[:4]:
        at = COUNTED.line_of(mistake) - 1
        lines[at] = lines[at].replace(mistake.old, mistake.new, 1)
    lines[9] = lines[9].replace("8.0%", "0%", 1)
    document = check_lines(lines, tmp_path).document
    module = find_rules()[rule]
    material = rule_material(module, document.tables, document.registry)
    suites = load_suites(Workspace().expectations, {id_: one.RULE for id_, one in find_rules().items()})
    (stored,) = [one for suite in suites for one in suite.expectations if one.meta.check == rule]
    judged = start_judge().judge([stored], material.frame, name="check")[0]
    place = ["line", "cell"] if "cell" in material.frame.columns else ["line"]
    failing = failing_of(module, material)
    assert failing.select(place).rows() == material.frame[judged.failing].select(place).rows()
    if rule in ("percentage", "rag"):
        assert failing.height


def test_a_check_loads_no_great_expectations(tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text("\n".join(MONTHLY.lines) + "\n", encoding="utf-8")
    script = (
        "import sys; from scorecard.cli import main; main(['check', sys.argv[1]]); "
        "print([m for m in ('great_expectations', 'pandas', 'altair', 'pypdf', 'docx') if m in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True, timeout=120
    )
    assert run.stdout.splitlines()[-1] == "[]"


def test_a_share_that_fits_the_printed_total_is_no_fact_of_its_own(tmp_path: Path) -> None:
    lines = [
        "Exampleton Council",
        "Report as at month end: June 2023",
        "",
        "Kites by kind",
        "",
        "Kind\tNumber\t%",
        "Box\t210\t69.0%",
        "Delta\t60\t20.7%",
        "Sled\t30\t10.3%",
        "Total\t290\t100.0%",
    ]
    report = check_lines(lines, tmp_path).report
    assert sorted((fact.rule, fact.line) for fact in report.facts) == [("partitions", 7), ("totals", 10)]


def test_counts_in_columns_of_their_own_are_confirmed_by_their_percentage(tmp_path: Path) -> None:
    report = check_lines(COUNTED.lines, tmp_path).report
    states = {(figure.line, figure.cell): figure.state for figure in report.figures}
    assert [states[8, cell] for cell in (4, 5, 6)] == ["confirmed"] * 3
    wrong = check_lines(COUNTED.with_mistake(COUNTED.mistakes[1]), tmp_path).report
    told = {(figure.line, figure.cell): figure.state for figure in wrong.figures}
    assert told[11, 6] == "contradicted" and told[11, 4] != "confirmed"


def test_what_is_compared_is_of_this_document_alone(tmp_path: Path) -> None:
    document = check_lines(COUNTED.lines, tmp_path).document
    assert document.tables["observations"]["document"].unique().to_list() == ["pack"]
    assert document.tables["documents"].height == 1
    assert isinstance(document.tables["signals"], pl.DataFrame)


def test_x_and_y_without_a_time_are_of_the_quarter_that_they_prove_and_no_year_is_made_up(tmp_path: Path) -> None:
    lines = [
        "Ref\tMeasure\tNumerator\tDenominator\tQ1\tQ2\tTarget",
        "1\tKites mended in 45 days\t81\t90\t88.0%\t90.0%\t90%",
        "2\tKites seen in time\t40\t50\t85.0%\t82.0%\t90%",
        "3\tLessons held in time\t19\t20\t94.0%\t95.0%\t92%",
        "4\tVisits within 10 days\t12\t16\t70.0%\t75.0%\t80%",
    ]
    report = check_lines(lines, tmp_path).report
    (fact,) = report.facts
    assert (fact.rule, fact.line, fact.period) == ("percentage", 3, "Q2")
    assert fact.explanation.startswith("Kites seen in time, Q2: 82.0% is printed for 40 of 50")
