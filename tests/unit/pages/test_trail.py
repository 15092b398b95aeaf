"""Restatements, the audit trail and the annotated packs: what each section says, and that what it says is so."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from scorecard.errors import InputError
from scorecard.measures.answers.answer import answer
from scorecard.measures.quarters import last_quarters
from scorecard.pages import audit_trail, pack, restatements
from scorecard.pages.quarter import QuarterPages
from scorecard.pages.ticks import tick
from scorecard.pages.whole import Whole
from scorecard.periods import Quarter
from scorecard.proof.listing import figures_csv
from scorecard.proof.pack_pages import MOST_FIGURES, PackPages, document_and_page, subject_of
from scorecard.provenance import sha256_of
from scorecard.registry import load_registry
from scorecard.schema import SCHEMAS
from scorecard.workspace import Workspace
from tests.fixtures.processed import (  # fmt: skip
    COMPARATORS,
    INDICATORS,
    THEMES,
    figure,
    frame,
    material,
    months,
    observations,
    tables,
)

(JUNE,) = months("2020-06")
EMPTY = {name: pl.DataFrame(schema=schema) for name, schema in SCHEMAS.items()}
NOTHING_CHECKED = pl.DataFrame(schema={"kind": pl.String, "status": pl.String})
CHECKS = pl.DataFrame(
    {
        "kind": ["integrity", "integrity", "published", "published"],
        "status": ["passed", "failed", "failed", "not-run"],
        "title": ["Sound.", "Not sound.", "Adds up.", "Left."],
    }
)


def quarter(name: str = "2020-21-Q1", *, checks: pl.DataFrame | None = None, **changes: pl.DataFrame) -> QuarterPages:
    found = EMPTY | tables() | changes
    asked = material(found)
    pages = QuarterPages.of(
        found | {"measures": answer(asked)},
        quarter=Quarter.parse(name),
        on=None,
        indicators=INDICATORS,
        themes=THEMES,
        comparators=COMPARATORS,
        validated=True,
    )
    return pages.asking(asked, NOTHING_CHECKED if checks is None else checks)


def shown(section: Any, data: QuarterPages | None = None) -> str:
    return "".join(map(str, section(data or quarter()).blocks))


RESTATEMENTS = [
    getattr(restatements, name)
    for name in ("at_a_glance", "revisions", "changed_figures", "lean", "targets", "definitions", "how_made", "proofs")
]
TRAIL = [
    getattr(audit_trail, n) for n in ("at_a_glance", "figures", "quoted", "lines_explained", "raw_tables", "how_made")
]


@pytest.mark.parametrize("section", [*RESTATEMENTS, *TRAIL], ids=lambda one: f"{one.__module__[16:]}.{one.__name__}")
@pytest.mark.parametrize("name", ["2020-21-Q1", "2019-20-Q4", "2031-32-Q4"], ids=["full", "first", "empty"])
def test_every_section_has_something_to_say(section: Any, name: str) -> None:
    assert len(shown(section, quarter(name))) > 20


# --- restatements ----------------------------------------------------------------------------------------------------


def test_a_restated_figure_is_counted_drawn_and_listed_with_both_places() -> None:
    data = quarter()
    assert "1 figure of the 2 documents behind this quarter is printed in another document too" in shown(
        restatements.at_a_glance, data
    )
    assert "One of these is about the quarter itself" in shown(restatements.at_a_glance, data)
    drawn = shown(restatements.revisions, data)
    assert "Children in care: May 2020 was 603, now 605" in drawn and "<svg" in drawn
    listed = shown(restatements.changed_figures, data)
    assert 'href="#pack-may:1:1"' in listed and 'href="#pack-june:4:1"' in listed
    assert "+2" in listed
    assert 'id="pack-may:1:1"' in shown(restatements.proofs, data)


def test_without_a_second_document_nothing_was_restated_and_the_page_says_so() -> None:
    alone = quarter(observations=observations(figure("lac_number", 603, JUNE)))
    assert "is printed in another document: nothing was restated" in shown(restatements.at_a_glance, alone)
    same = quarter(
        observations=observations(*[figure("lac_number", 603, JUNE, document=f"pack-{m}") for m in ("may", "june")])
    )
    assert "with the same number: nothing was restated" in shown(restatements.at_a_glance, same)
    assert "1 figure printed again with the same number" in shown(restatements.changed_figures, same)


def test_a_lean_is_a_question_and_no_lean_says_so() -> None:
    rates = [
        figure("lac_rate", value, period, unit="rate_per_10k", document=document)
        for period in months(*[f"2019-{n:02d}" for n in range(1, 13)], "2020-04")
        for document, value in (("pack-may", 105.0), ("pack-june", 104.0))
    ]
    told = shown(restatements.lean, quarter(observations=observations(*rates)))
    assert "A question for the council, and no more than that" in told and "Why do they lean that way?" in told
    few = shown(restatements.lean, quarter(observations=observations(*rates[:2], *rates[-2:])))
    assert "none leans one way more often than chance allows" in few


def test_a_changed_target_stands_apart_with_a_link() -> None:
    change = {
        "finding": "t",
        "document": "pack-june",
        "rule": "thresholds",
        "nature": "change",
        "severity": "information",
    }
    data = quarter(findings=frame("findings", change | {"explanation": "The target is 95% and was 90%."}))
    assert "The target is 95% and was 90%." in shown(restatements.targets, data)
    assert 'href="../validation.html#t"' in shown(restatements.targets, data)
    assert "The target is 95%" not in shown(restatements.definitions, data)


# --- audit trail -----------------------------------------------------------------------------------------------------


def test_every_print_of_the_quarter_has_a_row_that_leads_to_its_place() -> None:
    data = quarter()
    printed = data.tables["observations"].filter(pl.col("period").is_in(["2020-04", "2020-05", "2020-06"]))
    html = shown(audit_trail.figures, data)
    rows = re.findall(r'<tr><th scope="row"><a href="([^"]+)">', html)
    places = [
        f"../packs/{doc}.html#{line}:{cell}" for doc, line, cell in printed.select("document", "line", "cell").rows()
    ]
    assert sorted(rows) == sorted(places)


def test_the_state_of_a_figure_is_a_word_with_its_reason() -> None:
    place = {"document": "pack-june", "table": "summary", "line": 1, "cell": 1, "part": 0}
    untested = {"state": "untested", "confirmed_by": 0, "reason": "nothing else is printed about it"}
    data = quarter(
        observations=observations(figure("lac_number", 611, JUNE)), coverage=frame("coverage", place | untested)
    )
    html = shown(audit_trail.figures, data)
    assert "untested" in html and "nothing else is printed about it" in html


def test_a_quoted_figure_leads_to_what_it_was_held_against() -> None:
    own = {"rule": "prose", "document": "pack-june", "line": 90, "published": "611", "indicator": "lac_number"}
    held = frame("ticks", own | {"outcome": "agrees", "compared_with": "pack-june:5:1"})
    html = shown(audit_trail.quoted, quarter(ticks=held))
    assert 'agrees: <a href="../packs/pack-june.html#5:1">line 5, cell 1</a>' in html
    assert "nothing it could be held against" in shown(audit_trail.quoted)


def test_how_it_was_made_names_checks_commands_and_hashes() -> None:
    html = shown(audit_trail.how_made, quarter(checks=CHECKS))
    assert "1 of 2 checks of our own tables passed" in html and "1 could not be run" in html
    assert "python pipeline.py run --quarter 2020-21-Q1 --notebook audit_trail" in html
    assert "python pipeline.py audit" in html and "b" * 64 in html
    assert "validation has not run" in shown(audit_trail.how_made)
    hashed = frame("tables", {"document": "pack-june", "table": "01-summary", "first_line": 1, "sha256": "e" * 64})
    assert "e" * 64 in shown(audit_trail.raw_tables, quarter(tables=hashed))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"state": "confirmed", "confirmed_by": 3}, "✓ confirmed by 3"),
        ({"state": "contradicted", "confirmed_by": 3}, "✗ contradicted"),
        ({"state": "untested", "confirmed_by": 0}, "○ untested"),
    ],
)
def test_a_tick_is_a_sign_with_a_word(row: dict[str, Any], said: str) -> None:
    told = tick(row)
    assert told is not None and told.striptags() == said
    assert tick({"state": None}) is None


# --- figures.csv -----------------------------------------------------------------------------------------------------


def test_the_list_of_figures_has_a_row_for_each_print_and_runs_nowhere() -> None:
    found = EMPTY | tables()
    hostile = observations(figure("lac_number", 611, JUNE, published="=1+1", indicator_name="@name"))
    shown_on = pl.DataFrame(
        {"page": ["b.html", "a.html", "a.html"], "document": "pack-june", "line": [1, 1, 99], "cell": [1, 1, 1]},
        schema_overrides={"line": pl.Int32, "cell": pl.Int32},
    )
    text = figures_csv(found | {"observations": hostile}, shown_on)
    assert text.startswith("\ufeffpages,document,document_title")
    (row,) = pl.read_csv(text.encode(), infer_schema=False).to_dicts()
    assert (row["pages"], row["line"], row["published"]) == ("a.html; b.html", "1", "'=1+1")
    assert row["document_sha256"] == "b" * 64


# --- the packs, annotated --------------------------------------------------------------------------------------------

RAW = "1\tNO.\tIndicator\tJun-20\n2\t6.1\t<b>Children</b> in care\t611\t97%\n3\t6.2\tRate\tn/a\n"
PLACE = {"document": "pack-june", "table": "01-summary", "part": 0}


@pytest.fixture
def whole(tmp_path: Path) -> Whole:
    folder = tmp_path / "raw" / "pack-june"
    folder.mkdir(parents=True)
    (folder / "01-summary.tsv").write_text(RAW, encoding="utf-8")
    own = {"table": "01-summary", "line": 2, "cell": 3}
    found = EMPTY | {
        "documents": tables()["documents"],
        "tables": frame(
            "tables",
            {"document": "pack-june", "table": "01-summary", "first_line": 1, "last_line": 3, "figures_read": 2}
            | {"sha256": sha256_of(RAW.encode())},
        ),
        "observations": observations(
            figure("lac_number", 611, JUNE, **own),
            figure("lac_rate", 97.0, JUNE, unit="percent", **(own | {"cell": 4, "status": "corrected"})),
            figure("lac_rate", None, JUNE, **(own | {"line": 3, "published": "n/a"})),
        ),
        "coverage": frame(
            "coverage",
            PLACE | {"line": 2, "cell": 3, "state": "confirmed", "confirmed_by": 2},
            PLACE | {"line": 2, "cell": 4, "state": "contradicted", "confirmed_by": 1, "contradicted_by": 1},
        ),
        "findings": frame(
            "findings",
            {"finding": "f", "document": "pack-june", "line": 2, "cell": 4, "severity": "warning"}
            | {"explanation": "Not so."},
        ),
        "unread": frame("unread", PLACE | {"line": 1, "cell": 3, "published": "Jun-20", "reason": "torn"}),
        "claims": tables()["claims"],
    }  # fmt: skip
    homes = last_quarters(found["observations"])
    return Whole(Workspace(data=tmp_path), found, load_registry(), validated=True, checks=NOTHING_CHECKED, homes=homes)


def page_of(whole: Whole, subject: str = "pack-june") -> str:
    sheet = pack.sheet(whole, subject)
    return sheet.title + "".join(f"<h2>{title}</h2>" + "".join(map(str, b.blocks)) for title, b in sheet.sections)


def test_every_cell_of_the_raw_table_stands_on_the_page_in_its_place(whole: Whole) -> None:
    grid = re.search(r'<table class="printed">.*?</table>', page_of(whole), re.DOTALL)
    assert grid
    body = re.findall(r"<tr>(.*?)</tr>", grid[0])[1:]
    for line, row in zip(RAW.splitlines(), body, strict=True):
        number, *printed = line.split("\t")
        head, *cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)
        assert head.split()[0] == number
        texts = [re.sub(r"<span.*?</span>|</?a[^>]*>", "", cell) for cell in cells]
        assert texts[: len(printed)] == [text.replace("<", "&lt;").replace(">", "&gt;") for text in printed]
        assert set(texts[len(printed) :]) <= {""}


@pytest.mark.parametrize(
    "mark",
    [
        '<a href="#2:3" class="proof">611</a><span class="tick confirmed"> ✓ 2</span>',
        '<span class="tick contradicted"> ✗ contradicted, ✓ 1</span>',
        '<span class="tick"> corrected</span>',
        '<a href="#1:3" class="proof">Jun-20</a><span class="tick contradicted"> not read</span>',
        '<span class="tick contradicted"> †</span>',
        '<a href="#3:3" class="proof">n/a</a></td>',
    ],
)
def test_marks_are_words_or_signs_with_words(whole: Whole, mark: str) -> None:
    assert mark in page_of(whole)


def test_every_link_of_a_cell_leads_to_a_proof_on_the_page_and_no_anchor_is_there_twice(whole: Whole) -> None:
    html = page_of(whole)
    anchors = re.findall(r' id="([^"]+)"', html)
    assert len(anchors) == len(set(anchors))
    linked = re.findall(r'<a href="#(\d+:\d+)" class="proof">', html)
    assert sorted(linked) == ["1:3", "2:3", "2:4", "3:3"]
    assert set(linked) <= set(anchors)
    assert 'warning: <a href="../validation.html#f">Not so.</a>' in html and "torn" in html


def test_tables_whose_lines_are_interleaved_keep_their_own_proofs(whole: Whole, tmp_path: Path) -> None:
    beside = "4\tYTD\t600\n"
    (tmp_path / "raw" / "pack-june" / "02-beside.tsv").write_text(beside, encoding="utf-8")
    more = frame(
        "tables",
        {"document": "pack-june", "table": "02-beside", "first_line": 1, "last_line": 4}
        | {"sha256": sha256_of(beside.encode())},
    )
    own = figure("lac_number", 600, JUNE, table="02-beside", line=4, cell=2)
    tables_of = {
        "tables": pl.concat([whole.tables["tables"], more]),
        "observations": pl.concat([whole.tables["observations"], observations(own)]),
    }
    whole.tables = {**whole.tables, **tables_of}
    html = page_of(whole)
    anchors = re.findall(r' id="([^"]+)"', html)
    assert len(anchors) == len(set(anchors))
    assert 'href="#4:2" class="proof">600</a>' in html


def test_quoted_figures_stand_in_a_list_with_their_line(whole: Whole) -> None:
    html = page_of(whole)
    assert "Figures quoted in sentences" in html and 'id="90"' in html


def test_a_raw_table_that_is_another_one_is_refused_and_a_missing_one_is_told(whole: Whole, tmp_path: Path) -> None:
    path = tmp_path / "raw" / "pack-june" / "01-summary.tsv"
    path.write_text(RAW.replace("611", "612"), encoding="utf-8")
    with pytest.raises(InputError, match=r"01-summary\.tsv is not the table that was read"):
        page_of(whole)
    path.unlink()
    html = page_of(whole)
    assert "The raw table is not here" in html and 'id="2:3"' in html


def test_a_long_pack_has_pages_of_whole_tables_and_links_find_them() -> None:
    row = {"document": "pack", "figures_read": MOST_FIGURES // 2}
    listed = frame(
        "tables", *[row | {"table": f"{n:02d}", "first_line": 10 * n, "last_line": 10 * n + 5} for n in range(1, 6)]
    )
    pages = PackPages.of(listed)
    assert [pages.page_of("pack", 10 * n) for n in range(1, 6)] == [1, 1, 2, 2, 3]
    assert pages.count("pack") == 3
    assert pages.link("pack", 31, 4) == "../packs/pack--2.html#31:4"
    assert pages.link("pack", 31, 4, here="pack--2") == "#31:4"
    assert pages.link("pack", 31, here="pack") == "pack--2.html#31"
    assert pages.link("pack", 777) == "../packs/pack--3.html#777"
    assert pages.link("other", 5) == "../packs/other.html#5"
    assert [document_and_page(subject_of("a--b", n)) for n in (1, 2)] == [("a--b", 1), ("a--b", 2)]
