"""The command ``check``: its formats, its exit codes, what it refuses, and that it leaves nothing behind."""

from __future__ import annotations

import csv
import io
import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from scorecard.cli import main
from tests.fixtures.check_packs import COUNTED, QUARTERLY

CLEAN = "\n".join(COUNTED.lines) + "\n"
WRONG = "\n".join(COUNTED.with_mistake(COUNTED.mistakes[0])) + "\n"
HOSTILE = "\n".join(
    [
        *QUARTERLY.lines[:6],
        "Ref\tIndicator\tQ2 2023/24\tQ3 2023/24",
        "1\t<script>alert(1)</script> visits in time\t81.0%\t82.0%",
        "2\t=cmd|' /C calc'!A0 visits in time\t40\t41",
        "3\t../../etc/passwd visits in time\t5\t6",
        "",
        "Again",
        "",
        "Ref\tIndicator\tQ2 2023/24\tQ3 2023/24",
        "1\t<script>alert(1)</script> visits in time\t81.0%\t28.0%",
        "2\t=cmd|' /C calc'!A0 visits in time\t40\t41",
        "3\t../../etc/passwd visits in time\t5\t6",
        "",
    ]
)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return tmp_path / "2023 draft (v2).txt"


def check(path: Path, *more: str) -> int:
    return main(["check", str(path), *more])


def test_a_clean_pack_ends_with_0_and_says_what_was_read(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack.write_text(CLEAN, encoding="utf-8")
    assert check(pack) == 0
    said = capsys.readouterr().out
    assert "2023 draft (v2).txt: nothing contradicts itself" in said
    assert "32 figures: 32 read, 0 not read" in said


def test_a_wrong_figure_ends_with_1_and_is_told_with_its_place(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack.write_text(WRONG, encoding="utf-8")
    assert check(pack) == 1
    told = capsys.readouterr()
    assert "ERROR line 8, cell 6 [percentage]" in told.out
    assert "rounds to 84.0%" in told.out
    assert "Traceback" not in told.err


def test_how_grave_a_fact_must_be_to_end_with_1_can_be_said(pack: Path) -> None:
    warning = COUNTED.with_mistake(COUNTED.mistakes[2])
    pack.write_text("\n".join(warning) + "\n", encoding="utf-8")
    assert [check(pack), check(pack, "--fail-on", "error"), check(pack, "--fail-on", "never")] == [1, 0, 0]


def test_json_holds_every_figure_with_its_state(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack.write_text(WRONG, encoding="utf-8")
    check(pack, "--format", "json")
    (told,) = json.loads(capsys.readouterr().out)
    assert told["counts"]["contradicted"] >= 1
    assert sum(told["counts"].values()) == len(told["figures"]) == 32
    assert {"line": 8, "cell": 6, "published": "48.0%", "state": "contradicted", "reason": ""} in told["figures"]


def test_sarif_has_the_rule_the_line_and_the_place_in_words(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack.write_text(WRONG, encoding="utf-8")
    check(pack, "--format", "sarif")
    log = json.loads(capsys.readouterr().out)
    assert log["version"] == "2.1.0"
    run = log["runs"][0]
    results = [one for one in run["results"] if one["ruleId"] == "percentage"]
    place = results[0]["locations"][0]
    assert place["physicalLocation"]["region"] == {"startLine": 8}
    assert place["logicalLocations"] == [{"fullyQualifiedName": "line 8, cell 6"}]
    assert " " not in place["physicalLocation"]["artifactLocation"]["uri"]
    assert {one["ruleId"] for one in run["results"]} <= {one["id"] for one in run["tool"]["driver"]["rules"]}


class Page(HTMLParser):
    """What a page loads, and the depth of its headings in their order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.loads += [value for name in ("src", "href") if (value := said.get(name)) and not value.startswith("#")]
        self.headings += [int(tag[1])] if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit() else []
        self.ids += [said["id"]] if said.get("id") else []  # type: ignore[list-item]


def test_the_page_is_one_file_that_loads_nothing_and_can_be_read_by_all(pack: Path, tmp_path: Path) -> None:
    pack.write_text(WRONG, encoding="utf-8")
    out = tmp_path / "check.html"
    assert check(pack, "--format", "html", "--output", str(out)) == 1
    text = out.read_text(encoding="utf-8")
    page = Page(text)
    assert page.loads == []
    assert page.headings[0] == 1 and all(b - a <= 1 for a, b in zip(page.headings, page.headings[1:], strict=False))
    assert len(page.ids) == len(set(page.ids))
    assert "default-src &#39;none&#39;" in text or "default-src 'none'" in text
    assert '<html lang="en-GB">' in text


def test_hostile_names_are_harmless_in_every_format(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack.write_text(HOSTILE, encoding="utf-8")
    told = {}
    for style in ("text", "html", "json", "csv", "sarif"):
        assert check(pack, "--format", style) == 1
        told[style] = capsys.readouterr().out
    assert "<script>alert" not in told["html"]
    assert not any(cell.startswith(("=", "+", "@")) for row in csv.reader(io.StringIO(told["csv"])) for cell in row)
    json.loads(told["json"])
    json.loads(told["sarif"])


def test_nothing_is_written_but_what_is_asked_for(pack: Path, tmp_path: Path) -> None:
    pack.write_text(CLEAN, encoding="utf-8")
    data, reports = tmp_path / "data", tmp_path / "reports"
    before = sorted(tmp_path.rglob("*"))
    assert main(["check", str(pack), "--data", str(data), "--reports", str(reports)]) == 0
    assert sorted(tmp_path.rglob("*")) == before


def test_the_same_file_gives_the_same_page(pack: Path, tmp_path: Path) -> None:
    pack.write_text(WRONG, encoding="utf-8")
    pages = []
    for name in ("one.html", "two.html"):
        check(pack, "--format", "html", "--output", str(tmp_path / name))
        pages.append((tmp_path / name).read_bytes())
    assert pages[0] == pages[1]


def test_a_file_that_cannot_be_read_does_not_keep_the_others_from_being_checked(
    pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack.write_text(WRONG, encoding="utf-8")
    assert main(["check", str(pack), str(tmp_path / "absent.txt")]) == 2
    told = capsys.readouterr()
    assert "[percentage]" in told.out
    assert "there is no document absent.txt" in told.err


def test_an_unknown_profile_is_refused_with_those_there_are(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack.write_text(CLEAN, encoding="utf-8")
    assert check(pack, "--profile", "rotheram") == 2
    assert "did you mean rotherham?" in capsys.readouterr().err


def test_one_file_at_a_time_is_marked(pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack.write_text(CLEAN, encoding="utf-8")
    assert main(["check", str(pack), str(pack), "--annotate", str(tmp_path / "out")]) == 2
    assert "--annotate marks one file" in capsys.readouterr().err
