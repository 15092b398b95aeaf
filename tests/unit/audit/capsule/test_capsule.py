"""A capsule of an invented pack: what is on it, what its script says of it, and of one that somebody changed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from scorecard.audit.capsule import gather as gathering
from scorecard.audit.capsule.figures import COLUMNS, decimal_text, quarter_figures
from scorecard.audit.capsule.page import render
from scorecard.audit.capsule.seal import embedded, sealed
from scorecard.periods import Quarter
from scorecard.provenance import sha256_of
from scorecard.registry import load_registry
from scorecard.schema import read_if_there, read_tables
from scorecard.workspace import Workspace
from tests.fixtures.capsules import (
    DOCUMENT,
    QUARTER,
    audit,
    content_of,
    invented,
    loads,
    otherwise,
    scripts,
    seal_of,
    verified,
    with_content,
)
from tests.fixtures.pack_monthly import monthly_pack
from tests.fixtures.packs import Variation

Said = pytest.CaptureFixture[str]
JUNE = f"{DOCUMENT}:18:4"
LARGEST = 1_500_000


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return invented(tmp_path_factory.mktemp("capsule"))


@pytest.fixture(scope="module")
def page(workspace: Workspace) -> str:
    file = workspace.data.parent / "capsule.html"
    assert audit(workspace, "--capsule", str(file)) == 0
    return file.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def report(page: str) -> dict[str, Any]:
    return verified(page)


def test_everything_agrees_and_nothing_was_changed(report: dict[str, Any]) -> None:
    assert report["hash"]["same"]
    assert (report["figures"]["changed"], report["sections"], report["tables"]["changed"]) == ([], [], [])
    assert {kind: (of["agrees"], of["differs"], of["open"]) for kind, of in report["counts"].items()} == {
        "cell": (12, 0, 0),
        "reading": (12, 0, 0),
        "percentage": (3, 0, 0),
        "sum": (2, 0, 0),
        "arrow": (2, 0, 0),
        "colour": (1, 0, 0),
        "margin": (3, 0, 0),
    }
    assert otherwise(report) == []


def test_it_carries_the_raw_tables_with_their_bytes(page: str, workspace: Workspace) -> None:
    for table in loads(page)["tables"]:
        file = workspace.raw / table["document"] / f"{table['table']}.tsv"
        assert table["text"].encode() == file.read_bytes()
        assert sha256_of(file.read_bytes()) == table["sha256"]


def test_a_figure_is_told_with_its_cell_and_how_it_was_read(page: str) -> None:
    figure = next(row for row in loads(page)["figures"] if row[0] == JUNE)
    told = dict(zip(COLUMNS, figure, strict=True))
    assert (told["published"], told["value"], told["unit"]) == ("88.9%", "88.9", "percent")
    assert (told["numerator"], told["denominator"], told["period"]) == ("40", "45", "2021-06")
    assert (told["indicator"], told["status"], told["correction"]) == ("lac_reviewed_in_time_percent", "reported", None)


def test_one_page_that_reads_without_a_script(page: str) -> None:
    assert len(re.findall("<h1", page)) == 1
    assert f'<tr id="{JUNE}"><th scope="row">line 18, cell 4</th>' in page
    assert "88.9% (40 of 45)" in page and "not checked: no script ran" in page
    assert len(page.encode()) < LARGEST


def test_it_asks_for_nothing_and_one_script_may_run(page: str) -> None:
    assert scripts(page) == [' type="application/json" id="capsule"', ""]
    assert re.search(r"(?:src|href)=\"(?!#)", page) is None
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page


def test_the_same_input_gives_the_same_bytes(page: str, workspace: Workspace, tmp_path: Path, capsys: Said) -> None:
    file = tmp_path / "elsewhere" / "again.html"
    file.parent.mkdir()
    assert audit(workspace, "--capsule", str(file), "--quarter", QUARTER) == 0
    assert file.read_text(encoding="utf-8") == page
    assert f"sha256 of its content: {seal_of(page)}" in capsys.readouterr().out
    assert str(tmp_path) not in page and str(workspace.data.parent) not in page


# ---- changed by hand


def one_figure(text: str) -> str:
    return text.replace('18,4,"88.9%"', '18,4,"89.8%"')


def one_reading(text: str) -> str:
    return text.replace('18,4,"88.9%",null,"reported","88.9"', '18,4,"88.9%",null,"reported","89.8"')


def one_raw_cell(text: str) -> str:
    return text.replace("40 of 45\\t88.9%", "41 of 45\\t88.9%")


def one_tolerance(text: str) -> str:
    return text.replace('"printed":"95%+"', '"printed":"88%+"')


def broken_kinds(report: dict[str, Any]) -> set[tuple[str, str]]:
    failing = (one for one in report["checks"] if one["verdict"] == "differs")
    return {(one["kind"], one["figure"]) for one in failing}


@pytest.mark.parametrize(
    ("change", "figures", "parts", "tables", "broken"),
    [
        (one_figure, [JUNE], ["figures"], 0, {"cell", "reading", "percentage", "margin"}),
        (one_reading, [JUNE], ["figures"], 0, {"reading"}),
        (one_raw_cell, [], ["tables"], 1, {"cell"}),
        (one_tolerance, [], ["tolerances"], 0, {"colour", "margin"}),
    ],
)
def test_a_change_is_named_with_what_no_longer_adds_up(
    page: str,
    change: Callable[[str], str],
    figures: list[str],
    parts: list[str],
    tables: int,
    broken: set[str],
) -> None:
    changed = verified(with_content(page, change))
    assert not changed["hash"]["same"]
    assert (changed["figures"]["changed"], changed["sections"]) == (figures, parts)
    assert len(changed["tables"]["changed"]) == tables
    assert {kind for kind, _ in broken_kinds(changed)} == broken


def test_one_who_seals_a_changed_figure_anew_is_found_by_arithmetic(page: str) -> None:
    """The hash is then in order: what tells is the cell, the x of y, the colour, and the hash known from elsewhere."""
    content = loads(page)
    for name in ("hashes", "seals"):
        del content[name]
    for row in content["figures"]:
        if row[0] == JUNE:
            row[COLUMNS.index("published")], row[COLUMNS.index("value")] = "98.8%", "98.8"
    text = embedded(sealed(content))
    forged = with_content(page, lambda _: text).replace(seal_of(page), sha256_of(text.encode()))
    report = verified(forged)
    assert report["hash"]["same"] and report["figures"]["changed"] == []
    assert {"cell", "percentage", "margin"} <= {kind for kind, _ in broken_kinds(report)}
    assert seal_of(forged) != seal_of(page)


# ---- a pack that contradicts itself


def test_a_pack_that_contradicts_itself_is_judged_alike(tmp_path: Path) -> None:
    """Invented figures without regard to each other: sums, arrows and colours are wrong, and both say which."""
    file = tmp_path / "capsule.html"
    assert audit(invented(tmp_path, monthly_pack(Variation()).text), "--capsule", str(file)) == 0
    report = verified(file.read_text(encoding="utf-8"))
    differing = [one["kind"] for one in report["checks"] if one["verdict"] == "differs"]
    assert {kind: differing.count(kind) > 2 for kind in ("percentage", "sum", "arrow", "colour")} == {
        "percentage": True,
        "sum": True,
        "arrow": True,
        "colour": True,
    }
    assert "cell" not in differing and "reading" not in differing
    assert otherwise(report) == []


# ---- hostile packs


HOSTILE = "</script><img src=x onerror=alert(1)>\u2028<script>alert(2)</script>"


def test_text_of_a_pack_is_text(workspace: Workspace, page: str) -> None:
    tables = read_tables(workspace.processed) | {"measures": read_if_there(workspace.processed, "measures")}
    first = pl.col("line") == pl.col("line").min()
    hostile = tables["observations"].with_columns(
        *(pl.when(first).then(pl.lit(HOSTILE)).otherwise(name).alias(name) for name in ("published", "correction")),
        pl.when(first).then(pl.lit("corrected")).otherwise("status").alias("status"),
    )
    told = {**tables, "observations": hostile}
    registry, quarter = load_registry(workspace), Quarter.parse(QUARTER)
    content = gathering.gather(workspace, told, registry, quarter)
    shown = render(content, quarter_figures(told, quarter, registry.frame()))
    assert scripts(shown) == scripts(page)
    assert "<img" not in shown and "&lt;/script&gt;&lt;img" in shown
    assert HOSTILE in [row[COLUMNS.index("published")] for row in json.loads(content_of(shown))["figures"]]
    assert verified(shown)["hash"]["same"]


# ---- the command


def test_a_quarter_without_a_capsule_is_refused(workspace: Workspace, capsys: Said) -> None:
    assert audit(workspace, "--quarter", QUARTER) == 2
    assert "add: --capsule FILE.html" in capsys.readouterr().err


def test_a_quarter_without_figures_is_refused_with_the_nearest(
    workspace: Workspace, tmp_path: Path, capsys: Said
) -> None:
    assert audit(workspace, "--capsule", str(tmp_path / "c.html"), "--quarter", "2019-20-Q1") == 2
    assert f"did you mean {QUARTER}" in capsys.readouterr().err
    assert not (tmp_path / "c.html").exists()


def test_a_raw_table_that_is_not_the_one_that_was_read_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    tables = read_tables(workspace.processed)
    wrong = tables["tables"].with_columns(pl.lit("0" * 64).alias("sha256"))
    told = {**tables, "tables": wrong, "measures": read_if_there(workspace.processed, "measures")}
    with pytest.raises(Exception, match="is not the table that was read"):
        gathering.gather(workspace, told, load_registry(workspace), Quarter.parse(QUARTER))


def test_a_quarter_s_figures_are_the_prints_of_its_months(workspace: Workspace, page: str) -> None:
    observations = read_tables(workspace.processed)["observations"]
    months = observations.filter(pl.col("period").is_in(["2021-04", "2021-05", "2021-06"]))
    assert len(loads(page)["figures"]) == months.height


@pytest.mark.parametrize(("value", "text"), [(0.1 + 0.2, "0.3"), (100.0, "100"), (-29_993.0, "-29993"), (0.0, "0")])
def test_numbers_are_written_in_one_way(value: float, text: str) -> None:
    assert decimal_text(value) == text
