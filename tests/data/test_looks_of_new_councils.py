"""Small packs of a council without a folder, one for each look of a table: drafted, answered, read figure by figure."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import polars as pl
import pytest

from scorecard.council.new import new_council
from scorecard.errors import InputError
from scorecard.preview.look import look_at
from scorecard.registry import load_registry
from scorecard.registry.loader import read_anew
from scorecard.registry.open_entries import questions
from scorecard.workspace import PROJECT, Workspace

_TITLE = "Teston Borough Council\n\nChildren's services performance scorecard\n\nAs at 30 September 2024\n\n"
_SEP, _Q1, _Q2 = "2024-09", "2024/25 Q1", "2024/25 Q2"
Read = tuple[str, str, str | None, str, float]


def drafted(folder: Path, table: str, answers: Mapping[str, str]) -> Workspace:
    """A council drafted from one pack, its blanks filled in; a measure without an answer is the council's own."""
    shutil.copytree(PROJECT / "councils", folder / "councils")
    workspace = Workspace(data=folder / "data", councils=folder / "councils")
    (folder / "2024-09-pack.txt").write_text(_TITLE + table.replace("|", "\t") + "\n", encoding="utf-8")
    new_council("teston", [folder / "2024-09-pack.txt"], workspace)
    for _ in range(2):  # a measure of its own asks, once it is chosen, what is better
        for question in questions(workspace.councils / "teston"):
            lines = question.path.read_text(encoding="utf-8").split("\n")
            own = next(line for line in reversed(["# none none", *lines[: question.line - 1]]) if line.startswith("#"))
            said = own.split()[1] if question.key == "indicator" else answers[f"{question.key} of {question.entry}"]
            lines[question.line - 1] += f" {said}"
            question.path.write_text("\n".join(lines), encoding="utf-8")
        read_anew()
    return workspace


def figures(workspace: Workspace) -> set[Read]:
    """What is read of the pack: name, area, category, period, value; nothing may be left over."""
    tables = look_at(workspace.data.parent / "2024-09-pack.txt", workspace).tables
    assert tables["unread"].is_empty(), tables["unread"]["reason"].to_list()
    read = tables["observations"].filter(pl.col("value").is_not_null())
    return set(read.select("indicator_name", "area", "breakdown", "period", "value").rows())


def own(name: str, period: str, value: float, breakdown: str | None = None, area: str = "Teston") -> Read:
    return (name, area, breakdown, period, value)


LOOKS: dict[str, tuple[str, dict[str, str], set[Read]]] = {
    "a number and a percentage of one row": (
        "Measure|Number|Percentage\nKite visits|34|85%\nKite checks|190|95%",
        {},
        {
            own("Kite visits", _SEP, 34.0),
            own("Kite visits", _SEP, 85.0),
            own("Kite checks", _SEP, 190.0),
            own("Kite checks", _SEP, 95.0),
        },
    ),
    "rows of one name in two groups": (
        "Measure|Q1 2024/25|Q2 2024/25\nKites||\nNumber held|4|5\nOwls||\nNumber held|2|3",
        {},
        {
            own("Kites: Number held", _Q1, 4.0),
            own("Kites: Number held", _Q2, 5.0),
            own("Owls: Number held", _Q1, 2.0),
            own("Owls: Number held", _Q2, 3.0),
        },
    ),
    "columns of one name under two captions": (
        "Kites in care\n\nMonth|Held|Flown\nAug-24|4|1\nSep-24|5|2\n\n"
        "Owls in care\n\nMonth|Held|Flown\nAug-24|7|3\nSep-24|8|4",
        {},
        {
            own("Kites in care: Held", "2024-08", 4.0),
            own("Kites in care: Held", _SEP, 5.0),
            own("Kites in care: Flown", "2024-08", 1.0),
            own("Kites in care: Flown", _SEP, 2.0),
            own("Owls in care: Held", "2024-08", 7.0),
            own("Owls in care: Held", _SEP, 8.0),
            own("Owls in care: Flown", "2024-08", 3.0),
            own("Owls in care: Flown", _SEP, 4.0),
        },
    ),
    "a year a row, its quarters across": (
        "Kites flown\n\n|Q1|Q2|Q3|Q4\n2023/24|5|6|7|8\n2024/25|9|4||",
        {},
        {
            *(own("Kites flown", f"2023/24 Q{n}", 4.0 + n) for n in range(1, 5)),
            own("Kites flown", _Q1, 9.0),
            own("Kites flown", _Q2, 4.0),
        },
    ),
    "categories down and across": (
        "Kites by age and shape\n\nAge|Box|Delta|Total\nUnder 1|5|6|11\n1 to 4|10|9|19",
        {},
        {
            own("Kites by age and shape", _SEP, value, f"{age} / {shape}")
            for age, row in {"Under 1": (5.0, 6.0, 11.0), "1 to 4": (10.0, 9.0, 19.0)}.items()
            for shape, value in zip(("Box", "Delta", "Total"), row, strict=True)
        },
    ),
    "a share behind its count, and no caption": (
        "Type of kite|Number\nBox|24 (60%)\nDelta|16 (40%)\nTotal|40 (100%)",
        {},
        {own("Type of kite", _SEP, v, b) for b, v in {"Box": 24.0, "Delta": 16.0, "Total": 40.0}.items()},
    ),
    "parts of the area beside the borough": (
        "Measure|Eastgate|Millside|Hilltop|Borough\nKites flown|10|12|8|30",
        {},
        {
            own("Kites flown", _SEP, value, area=area)
            for area, value in {"Eastgate": 10.0, "Millside": 12.0, "Hilltop": 8.0, "Teston": 30.0}.items()
        },
    ),
    "times by other times, and a change, which is none": (
        "Measure|Previous year outturn|Same quarter last year|Previous quarter|Current quarter|% change\n"
        "Kites flown|40|9|10|12|20%",
        {},
        {
            own("Kites flown", "2023/24", 40.0),
            own("Kites flown", "2023/24 Q2", 9.0),
            own("Kites flown", _Q1, 10.0),
            own("Kites flown", _Q2, 12.0),
        },
    ),
    "a time that only a person knows": (
        "Measure|Last year|Latest\nKites flown|40|12",
        {"means of Last year": "year before"},
        {own("Kites flown", "2023-09", 40.0), own("Kites flown", _SEP, 12.0)},
    ),
    "years of the calendar": (
        "Measure|Q2 2024/25|England (2024)\n% of kites flown|90%|88%",
        {"years_mean of Children's services performance scorecard": "ended"},
        {own("% of kites flown", _Q2, 90.0), own("% of kites flown", "2023/24", 88.0, area="National average")},
    ),
    "a comparator of its own and one with a short year": (
        "Measure|Q2 2024/25|Sister towns average|Eng 22/23\n% of kites flown|90%|88%|80%",
        {"means of Sister towns average": "Sister towns"},
        {
            own("% of kites flown", _Q2, 90.0),
            own("% of kites flown", "latest", 88.0, area="Sister towns"),
            own("% of kites flown", "2022/23", 80.0, area="National average"),
        },
    ),
    "twelve months beside a month": (
        "Measure|Aug-24|Sep-24|Rolling 12 months\nKites flown|4|5|60",
        {},
        {
            own("Kites flown", "2024-08", 4.0),
            own("Kites flown", _SEP, 5.0),
            own("Kites flown: rolling 12 months", _SEP, 60.0),
        },
    ),
    "a denominator that its rows prove": (
        "Measure|Count|Total|Performance\n% of kites flown|9|10|90%\n% of owls seen|3|4|75%",
        {},
        {own("% of kites flown", _SEP, 90.0), own("% of owls seen", _SEP, 75.0)},
    ),
    "value, target and comparator a row": (
        "Kites flown in time\n\nIn the quarter 9 of 10 flew.\n\n|Q1 2024/25|Q2 2024/25\n"
        "Value|80%|90%\nTarget|at least 85%|at least 85%\nEngland|70%|71%\n\n"
        "Owls seen\n\n|Q1 2024/25|Q2 2024/25\nValue|4|5",
        {},
        {
            own("Kites flown in time", _Q1, 80.0),
            own("Kites flown in time", _Q2, 90.0),
            own("Kites flown in time", _Q1, 70.0, area="National average"),
            own("Kites flown in time", _Q2, 71.0, area="National average"),
            own("Owls seen", _Q1, 4.0),
            own("Owls seen", _Q2, 5.0),
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize("look", LOOKS)
def test_every_figure_of_a_look_is_read(look: str, tmp_path: Path) -> None:
    table, answers, expected = LOOKS[look]
    assert figures(drafted(tmp_path, table, answers)) == expected


def test_what_nobody_says_is_not_read_and_changes_nothing_else(tmp_path: Path) -> None:
    """A column of a time that no word settles waits; the figures beside it do not."""
    workspace = drafted(tmp_path, "Measure|Last year|Latest\nKites flown|40|12", {"means of Last year": "note"})
    text = (workspace.councils / "teston" / "families.yml").read_text(encoding="utf-8")
    (workspace.councils / "teston" / "families.yml").write_text(text.replace("means: note", "means:"), encoding="utf-8")
    read_anew()
    tables = look_at(tmp_path / "2024-09-pack.txt", workspace).tables
    assert tables["observations"]["published"].to_list() == ["12"]
    assert tables["unread"]["published"].to_list() == ["40"]


@pytest.mark.parametrize("said", ["previous month", "last year", "3 months"])
def test_a_time_in_other_words_is_refused(said: str, tmp_path: Path) -> None:
    """It would be taken for the name of a comparator."""
    with pytest.raises(InputError, match="month before, quarter before"):
        drafted(tmp_path, "Measure|Last year|Latest\nKites flown|40|12", {"means of Last year": said})
        load_registry(Workspace(councils=tmp_path / "councils"))


def test_a_draft_asks_no_more_than_a_dozen_things(tmp_path: Path) -> None:
    """Measures beyond that are the council's own until somebody says otherwise, and they are read."""
    things = ["Contacts", "Referrals", "Assessments", "Visits", "Children in care", "Reviews", "Plans", "Enquiries"]
    rows = [f"{thing} {more}|{n}" for n, thing in enumerate(things, 1) for more in ("by kite", "by owl", "by fox")]
    shutil.copytree(PROJECT / "councils", tmp_path / "councils")
    workspace = Workspace(data=tmp_path / "data", councils=tmp_path / "councils")
    path = tmp_path / "2024-09-pack.txt"
    path.write_text(_TITLE + "\n".join(["Measure|Q2 2024/25", *rows]).replace("|", "\t") + "\n", encoding="utf-8")
    standing = new_council("teston", [path], workspace)
    assert 0 < len(standing.open) <= 12
    assert standing.packs[0].read >= len(rows) - len(standing.open)
