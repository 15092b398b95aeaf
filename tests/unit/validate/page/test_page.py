"""The validation page: complete, offline, harmless, the same bytes, and usable without a mouse or colours."""

from __future__ import annotations

import html
import itertools
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from scorecard.measures.findings import entries
from scorecard.validate.checks import Check
from scorecard.validate.compare import find_rules
from scorecard.validate.engine.suites import StoredSuite, load_suites
from scorecard.validate.page.model import page_model
from scorecard.validate.page.page import render_page, write_page
from scorecard.workspace import PROJECT
from tests.unit.validate.findings.test_ids import draft, named
from tests.unit.validate.frames import figure, share, tables

HOSTILE = "<img src=x onerror=alert(1)>\"'&"
RULES = {id: module.RULE for id, module in find_rules().items()}
SUITES = {suite.name: suite for suite in load_suites(PROJECT / "expectations", RULES)}


def check(suite: StoredSuite, at: int, status: Any = "passed", **more: Any) -> Check:
    return Check(suite, suite.expectations[at], status, **{"checked": 10, **more})


def page(
    findings: pl.DataFrame | None = None, checks: list[Check] | None = None, stale: list[str] | None = None
) -> str:
    published = SUITES["published_figures"]
    rules = {one.meta.check: at for at, one in enumerate(published.expectations)}
    usual = [
        check(SUITES["integrity_documents"], 0),
        check(published, rules["percentage"]),
        check(published, rules["totals"], "failed", failed=2),
        check(published, rules["prose"], "not-run", checked=0, why_not_run=["no claim is linked to a figure"]),
    ]
    found = named(draft(), draft(published="7", severity="warning")) if findings is None else findings
    return render_page(page_model(usual if checks is None else checks, found, tables(figure(1)), stale or []))


class Reader(HTMLParser):
    """The tags of a page in order, the ids, and what stands in each cell."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br", "input", "rect"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "rect":
            return
        assert self.open and self.open.pop() == tag, f"</{tag}> closes nothing"

    def all(self, *names: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.tags if tag in names]


def test_the_page_is_well_formed() -> None:
    assert Reader(page()).open == []


def test_the_same_findings_give_the_same_bytes() -> None:
    assert page() == page()


def test_ids_are_unique_and_every_finding_is_an_anchor() -> None:
    found = named(draft(), draft(line=3), draft(published="7"))
    ids = [attrs["id"] for _, attrs in Reader(page(found)).tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert set(found["fact"]) <= set(ids)


def test_a_fact_is_one_entry_with_its_other_places_beneath() -> None:
    found = named(draft(line=1), draft(line=3, published="42", severity="warning"))
    assert found["fact"].n_unique() == 1
    text = page(found)
    assert text.count("<tr id=") == 1
    assert "Also told by: pack, line 3, cell 3 (42; totals)" in text


def test_what_another_rule_leads_is_counted_where_its_own_rule_stands() -> None:
    found = named(draft(), draft(rule="partitions", expected="50", severity="warning"))
    checks = [
        check(SUITES["published_figures"], at, "failed", failed=1)
        for at, one in enumerate(SUITES["published_figures"].expectations)
        if one.meta.check in ("totals", "partitions")
    ]
    told = {rule["id"]: (rule["total"], rule["elsewhere"]) for rule in page_model(checks, found, tables(), [])["rules"]}
    assert told == {"totals": (1, 0), "partitions": (0, 1)}
    assert "1 is told with findings of other rules" in page(found, checks=checks)


def test_every_link_inside_the_page_leads_somewhere() -> None:
    reader = Reader(page())
    ids = {attrs.get("id") for _, attrs in reader.tags}
    for link in reader.all("a"):
        target = link["href"] or ""
        page_of_another = target in ("index.html", "validation.html") or target.startswith("packs/pack.html#")
        assert page_of_another or target.removeprefix("#") in ids, target


def test_a_finding_leads_to_its_row_on_the_annotated_pack() -> None:
    hrefs = [link["href"] for link in Reader(page()).all("a")]
    assert "packs/pack.html#1" in hrefs


def test_errors_stand_first_and_rules_with_errors_before_others() -> None:
    checks = [
        check(SUITES["published_figures"], at, "failed", failed=1)
        for at, one in enumerate(SUITES["published_figures"].expectations)
        if one.meta.check in ("totals", "partitions")
    ]
    found = named(draft(severity="warning"), draft(rule="partitions", line=9, severity="error"))
    text = page(found, checks)
    assert text.index("The errors first") < text.index('id="rule-partitions"') < text.index('id="rule-totals"')
    errors = text[text.index("The errors first") : text.index('id="rule-partitions"')]
    (error,) = found.filter(pl.col("severity") == "error")["fact"]
    assert errors.count("<li>") == 1 and f'href="#{error}"' in errors


def test_marks_for_a_missing_figure_are_no_figures_and_changes_are_counted_apart() -> None:
    printed = tables(figure(1), figure(2, status="missing", value=None))
    changed = pl.when(pl.col("published") == "7").then(pl.lit("change")).otherwise("nature")
    found = named(draft(), draft(published="7", line=9)).with_columns(changed.alias("nature"))
    (document,) = page_model([], found, printed, [])["documents"]
    assert (document["figures"], document["findings"], document["changes"]) == (1, 1, 1)


def policy_of(text: str) -> dict[str, str]:
    """The page's content security policy by directive."""
    said = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert said
    parts = (part.strip().partition(" ") for part in html.unescape(said[1]).split(";"))
    return {name: value for name, _, value in parts}


def test_nothing_is_loaded_and_a_policy_forbids_it() -> None:
    text = page()
    assert not re.search(r"(src|href)=[\"']?(https?:)?//", text)
    assert "@import" not in text and "url(" not in text
    policy = policy_of(text)
    assert policy["default-src"] == "'none'"
    assert "unsafe" not in policy["script-src"]
    assert not re.search(r"<[a-z]+[^>]* on[a-z]+=", text)


def test_the_policy_names_the_script_that_is_there() -> None:
    import base64
    import hashlib

    text = page()
    (content,) = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
    assert policy_of(text)["script-src"] == f"'sha256-{digest}'"


@pytest.mark.parametrize(
    "column", ["document", "table", "indicator", "area", "period", "published", "expected", "explanation", "suggestion"]
)
def test_hostile_text_is_shown_as_text(column: str) -> None:
    text = page(named(draft(**{column: HOSTILE})))
    assert "<img" not in text
    assert "&lt;img src=x onerror=alert(1)&gt;" in text


def test_hostile_rows_and_reasons_are_shown_as_text() -> None:
    suite = SUITES["integrity_observations"]
    rows = pl.DataFrame({"document": [HOSTILE], "line": [1], "published": [HOSTILE]})
    bad = check(suite, 0, "failed", failed=1, rows=rows, error=HOSTILE, why_not_run=[HOSTILE])
    assert "<img" not in page(checks=[bad])


def test_headings_are_in_order_and_there_is_one_title() -> None:
    reader = Reader(page())
    levels = [int(tag[1]) for tag, _ in reader.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert reader.all("html")[0]["lang"] == "en-GB"
    assert len(reader.all("title")) == 1


def test_tables_have_captions_and_scoped_headers_and_no_empty_cells() -> None:
    text = page()
    assert text.count("<table") == text.count("<caption")
    assert all(attrs.get("scope") in ("col", "row", "rowgroup") for attrs in Reader(text).all("th"))
    assert not re.search(r"<t[dh][^>]*>\s*</t[dh]>", text)


def test_pictures_and_scrolling_boxes_have_names() -> None:
    reader = Reader(page())
    assert all(attrs.get("aria-label") and attrs.get("role") == "img" for attrs in reader.all("svg"))
    boxes = [attrs for attrs in reader.all("div") if attrs.get("class") == "scroll"]
    assert boxes and all(attrs.get("tabindex") == "0" and attrs.get("aria-label") for attrs in boxes)


def test_every_field_of_the_filter_has_a_label() -> None:
    reader = Reader(page())
    labelled = {attrs["for"] for attrs in reader.all("label")}
    assert {attrs["id"] for attrs in reader.all("input", "select")} == labelled


def test_agreeing_not_agreeing_and_not_run_are_three_things_and_a_rule_that_finds_has_not_failed() -> None:
    text = page()
    assert "✓ all agree" in text and "● some do not agree" in text and "– not run" in text
    assert "✓ passed" in text, "a check of our own dataset passes or fails"
    assert "✕ failed" not in text
    assert "Not run: no claim is linked to a figure" in text


def test_every_check_is_there_with_its_arguments_and_counts() -> None:
    checks = [check(suite, at) for suite in SUITES.values() for at in range(len(suite.expectations))]
    text = page(named(), checks)
    for one in checks:
        assert one.expectation.type in text
        for name in one.expectation.kwargs:
            assert f"<dt>{name}</dt>" in text


def test_failing_rows_are_shown_with_their_place() -> None:
    suite = SUITES["integrity_observations"]
    at = next(n for n, one in enumerate(suite.expectations) if one.blocking)
    rows = pl.DataFrame(
        {"document": ["pack"] * 300, "table": "theme", "line": range(300), "cell": 4, "unit": "bananas"}
    )
    text = page(named(), [check(suite, at, "failed", failed=300, rows=rows)])
    assert "Our own dataset is not sound" in text
    assert "pack, theme, line 7, cell 4" in text and "unit: bananas" in text
    assert "and 100 more" in text


def test_a_figure_has_the_name_that_its_place_prints() -> None:
    cells = tables(share(5, "50.0%", 1, 2, indicator="x", indicator_name="Visits", breakdown="North team"))
    found = named(
        draft(line=5, cell=3, indicator="x"), draft(line=6, indicator="x", published="5"), draft(line=7, indicator="y")
    )
    model = page_model([check(SUITES["published_figures"], 3, "failed", failed=3)], found, cells, [])
    assert model["summary"]["findings"] == 3
    from scorecard.validate.page.model import _with_names

    found = entries(found)
    names = dict(_with_names(found, cells["observations"]).select("line", "figure").rows())
    assert names == {5: "6.1 Visits – North team", 6: "6.1 Visits", 7: "y"}


def test_stale_acknowledgements_are_named() -> None:
    assert "totals-0123456789" in page(stale=["totals-0123456789"])


def test_one_finding_is_not_1_findings() -> None:
    text = page(named(draft()))
    assert "1 finding." in text and "1 findings" not in text


def test_a_finding_can_be_seen_beside_a_thousand() -> None:
    from scorecard.validate.page.model import _bar

    pieces = _bar([("error", 1), ("warning", 0), ("information", 999)], 1000)
    assert [piece["severity"] for piece in pieces] == ["error", "information"]
    assert float(pieces[0]["length"]) >= 3


def test_the_page_is_written_whole(tmp_path: Path) -> None:
    write_page(tmp_path / "deep" / "validation.html", [], named(), tables(figure(1)), [])
    assert (tmp_path / "deep" / "validation.html").read_text("utf-8").rstrip().endswith("</html>")


def test_more_findings_than_a_page_can_hold_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scorecard.validate.page.model._FINDINGS_SHOWN", 2)
    text = page(named(*(draft(line=line, published=str(line)) for line in range(1, 6))))
    assert "3 more findings of this rule are not shown here" in text
    assert text.count('data-severity="error"') == 2


def test_more_documents_than_a_page_can_hold_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.unit.validate.frames import documents

    monkeypatch.setattr("scorecard.validate.page.model._DOCUMENTS_SHOWN", 1)
    material = tables(figure(1), documents=documents("another", "pack"))
    model = page_model([], named(draft()), material, [])
    assert [one["document"] for one in model["documents"]] == ["pack"]
    assert "The 1 document with the most findings, of 2" in render_page(model)


def test_the_rows_that_an_expectation_concerns_are_said_in_words() -> None:
    observations = SUITES["integrity_observations"]
    at = {one.meta.check: at for at, one in enumerate(observations.expectations)}
    text = page(checks=[check(observations, at[name]) for name in ("share-bounds", "reported-has-numerator")])
    assert "share_of is whole" in text
    assert "status is one of reported, corrected and unit is ratio" in text
    assert "operator" not in text
