"""Drafts: everything that was not understood is listed with its place, and what is drafted is taken once filled in."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from scorecard import cli
from scorecard.clean.raw.ledger import LedgerEntry
from scorecard.clean.raw.load import load_raw
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.clean.tables.small_table.form import SmallTable
from scorecard.errors import InputError
from scorecard.extract import extract_documents
from scorecard.preview.draft import draft
from scorecard.registry import load_registry
from scorecard.registry.families import Family
from scorecard.registry.layouts import Layout
from scorecard.registry.models import Indicator, PrintedName
from scorecard.workspace import Workspace
from tests.fixtures.pack_monthly import EXTRA_COLUMN, EXTRA_SUMMARY, monthly_pack
from tests.fixtures.packs import Variation

UNKNOWN = """Made-up Board Report

As at Month End: May 2024

Somewhere council, www.somewhere.gov.uk

Service\tVisits\tOn time\t% on time
Overnight respite\t120\t96\t80.0%
Day respite\t1,240\t1,116\t90.0%
Outreach sessions\t45\t45\t100%

Some words about the library.

Month\tLoans\tOverdue %\tFines
Apr-24\t300\t4.5%\t£120
May-24\t312\t4.25%\t£99
"""
SAYS = {"good": "info", "kind": "flow", "basis": "in-month", "adds_up": True, "description": "x"}


def workspace_of(folder: Path, name: str, text: str) -> Workspace:
    workspace = Workspace(data=folder / "data")
    document = folder / f"{name}.txt"
    document.write_text(text, encoding="utf-8")
    extract_documents([document], workspace, publisher="Exampleton", report=lambda line: None)
    return workspace


def bytes_of(folder: Path) -> dict[str, str]:
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


@pytest.fixture(scope="module")
def unknown(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return workspace_of(tmp_path_factory.mktemp("unknown"), "2024-05-made-up-board", UNKNOWN)


@pytest.fixture(scope="module")
def drafted(unknown: Workspace) -> dict[str, list[dict[str, object]]]:
    return yaml.safe_load(draft(unknown, "2024-05-made-up-board"))


def test_every_table_and_figure_that_was_not_understood_is_listed_with_its_place(unknown: Workspace) -> None:
    text = draft(unknown, "2024-05-made-up-board")
    assert "lines 7 to 10: 9 figures" in text
    assert "lines 14 to 16: 6 figures" in text
    assert '#   line 9: cell 2 "1,240", cell 3 "1,116", cell 4 "90.0%" (no table of this form is known)' in text


def test_unit_and_decimals_are_those_of_the_figures_and_the_rest_is_left_to_a_person(drafted) -> None:
    found = {one["id"]: (one["unit"], one["decimals"], one["good"]) for one in drafted["indicators"]}
    assert found == {
        "visits": ("count", 0, "TODO"),
        "on_time": ("count", 0, "TODO"),
        "percent_on_time": ("percent", 1, "TODO"),
        "loans": ("count", 0, "TODO"),
        "overdue_percent": ("percent", 2, "TODO"),
        "fines": ("gbp", 0, "TODO"),
    }


def test_an_indicator_is_refused_until_it_is_filled_in(drafted) -> None:
    one = drafted["indicators"][0] | {"theme": "early-help"}  # the name of the file that it is put into
    with pytest.raises(ValueError, match="good"):
        Indicator.model_validate(one)
    filled = {key: SAYS[key] if value == "TODO" else value for key, value in one.items()}
    assert Indicator.model_validate(filled).id == "visits"


def test_the_drafted_names_are_those_of_the_family(drafted) -> None:
    names = [PrintedName.model_validate(one | {"family": "made-up-board"}) for one in drafted["names"]]
    assert [(name.indicator, name.number, name.names) for name in names][:2] == [
        ("visits", None, ["Visits"]),
        ("on_time", None, ["On time"]),
    ]


def test_the_drafted_layouts_say_what_rows_and_columns_are(drafted) -> None:
    layouts = [Layout.model_validate(one) for one in drafted["tables"]]
    assert [(one.rows, [c.indicator for c in one.columns]) for one in layouts] == [
        ("breakdown", ["visits", "on_time", "percent_on_time"]),
        ("period", ["loans", "overdue_percent", "fines"]),
    ]


def test_the_drafted_family_is_well_formed(drafted) -> None:
    (family,) = drafted["families"]
    filled = Family.model_validate(family | {"arrows_mean": None, "description": "x"})
    assert (filled.id, filled.marks) == ("made-up-board", ["made-up board report"])


def test_a_table_of_indicators_by_row_is_drafted_by_row(tmp_path: Path) -> None:
    text = "Made-up Board Report\n\nAs at Month End: May 2024\n\n" + "\t".join(["", "Apr-24", "May-24"]) + "\n"
    text += "Loans of toys\t12\t14\nToys lost, share\t1.5%\t2.0%\n"
    drafted = yaml.safe_load(draft(workspace_of(tmp_path, "2024-05-toys", text), "2024-05-toys"))
    (layout,) = drafted["tables"]
    Layout.model_validate(layout)
    assert layout["rows"] == "indicator"
    assert [one["count" if "count" in one else "percent"] for one in layout["row_indicators"]] == [
        "loans_of_toys",
        "toys_lost_share",
    ]


BY_YEAR = """Made-up Board Report

As at Month End: May 2024

Toys	2022-23	2023-24
Toys lent	12	14
Toys lost	1	2

Words.

	0-4	5-9	10-15
Boys	1	4	12
Girls	0	3	10
"""


def test_the_drafted_layouts_read_what_their_headers_print(tmp_path: Path) -> None:
    workspace = workspace_of(tmp_path, "2024-05-toys", BY_YEAR)
    drafted = tuple(Layout.model_validate(one) for one in yaml.safe_load(draft(workspace, "2024-05-toys"))["tables"])
    assert [layout.match for layout in drafted] == [["Toys"], ["0-4", "5-9", "10-15"]]
    (council,) = load_registry().councils.values()
    registry = replace(load_registry(), councils={council.id: replace(council, layouts=drafted)})
    grids = [grid for d in load_raw(workspace.raw) for grid in d.grids]
    tables = [SmallTable.recognise(grid, Lexicon.of(registry)) for grid in grids]
    placed = [
        [(p.indicator, p.breakdown, p.period.label if p.period else None, p.text) for p in t.read([t]).placements]
        for t in tables
        if t
    ]
    assert placed[0] == [
        ("toys_lent", None, "2022/23", "12"),
        ("toys_lent", None, "2023/24", "14"),
        ("toys_lost", None, "2022/23", "1"),
        ("toys_lost", None, "2023/24", "2"),
    ]
    assert [p[1::2] for p in placed[1]] == [
        ("0-4", "1"),
        ("5-9", "4"),
        ("10-15", "12"),
        ("0-4", "0"),
        ("5-9", "3"),
        ("10-15", "10"),
    ]


MEASURES = """Made-up Board Report

As at Month End: May 2024

Measure	Numerator	Denominator	Outturn	Goal	England	Region
Share of toys that came back in time	112	563	19.9%	20%	21.9%	20.4%
Care leavers in education, employment or training	61	116	52.6%	60%	50%	51%
Rate of toys lost per 10,000	21		73.4	70.0	64.0	66.1
Toys in all				700
"""


def test_a_table_with_what_stands_beside_each_measure_is_drafted_by_row(tmp_path: Path) -> None:
    text = draft(workspace_of(tmp_path, "2024-05-toys", MEASURES), "2024-05-toys")
    drafted = yaml.safe_load(text)
    assert [(one["name"], one["unit"]) for one in drafted["indicators"]] == [
        ("Share of toys that came back in time", "percent"),
        ("Care leavers in education, employment or training", "percent"),
        ("Rate of toys lost per 10,000", "rate_per_10k"),
        ("Toys in all", "count"),
    ]
    assert "# is this care_leavers_eet_percent" in text
    (layout,) = drafted["tables"]
    assert layout["rows"] == "indicator"
    assert layout["columns"] == [
        {"role": "numerator", "header": "Numerator"},
        {"role": "denominator", "header": "Denominator"},
        {"header": "Outturn"},
        {"role": "target", "header": "Goal"},
        {"area": "National average", "header": "England"},
        {"area": "Regional average", "header": "Region"},
    ]


def test_such_a_layout_reads_x_and_y_target_and_comparators(tmp_path: Path) -> None:
    workspace = workspace_of(tmp_path, "2024-05-toys", MEASURES)
    drafted = tuple(Layout.model_validate(one) for one in yaml.safe_load(draft(workspace, "2024-05-toys"))["tables"])
    (council,) = load_registry().councils.values()
    registry = replace(load_registry(), councils={council.id: replace(council, layouts=drafted)})
    (grid,) = [grid for d in load_raw(workspace.raw) for grid in d.grids]
    table = SmallTable.recognise(grid, Lexicon.of(registry))
    assert table is not None
    placed = [(p.line, p.cell, p.last, p.role, p.text, p.area) for p in table.read([table]).placements]
    assert sorted(placed)[:5] == [
        (6, 2, 3, "value", "112 of 563", "Exampleton"),
        (6, 4, 0, "value", "19.9%", "Exampleton"),
        (6, 5, 0, "threshold", "20%", "Exampleton"),
        (6, 6, 0, "value", "21.9%", "National average"),
        (6, 7, 0, "value", "20.4%", "Regional average"),
    ]
    assert [one[1:5] for one in sorted(placed) if one[0] == 8][:2] == [
        (2, 0, "unread", "21"),  # an x without its y
        (4, 0, "value", "73.4"),
    ]
    assert [one[1:5] for one in sorted(placed) if one[0] == 9] == [(5, 0, "unread", "700")]


def test_names_that_yaml_or_the_registry_would_misread_stay_names(tmp_path: Path) -> None:
    text = "Made-up Board Report\n\nAs at Month End: May 2024\n\nGroup\tOff\t1st visits\nToys: red # blue\t12\t4\n"
    drafted = yaml.safe_load(draft(workspace_of(tmp_path, "2024-05-toys", text), "2024-05-toys"))
    assert [one["id"] for one in drafted["indicators"]] == ["off", "measure_1st_visits"]
    assert [one["name"] for one in drafted["indicators"]] == ["Off", "1st visits"]
    assert [one["indicator"] for one in drafted["tables"][0]["columns"]] == ["off", "measure_1st_visits"]


def test_the_ledger_entries_are_those_of_the_unread_cells_and_are_taken_once_filled_in(unknown: Workspace) -> None:
    drafted = yaml.safe_load(draft(unknown, "2024-05-made-up-board"))
    entries = [LedgerEntry.model_validate(one) for one in drafted["entries"]]
    assert [(e.line, e.cell, e.printed) for e in entries[:3]] == [(8, 2, "120"), (8, 3, "96"), (8, 4, "80.0%")]
    assert len(entries) == 15
    ledger = unknown.raw / "2024-05-made-up-board" / "corrections.yml"
    filled = [one | {"read_as": [], "why": "a test"} for one in drafted["entries"]]
    ledger.write_text(yaml.safe_dump({"entries": filled}, allow_unicode=True), encoding="utf-8")
    try:
        assert "nothing is missing" in draft(unknown, "2024-05-made-up-board")
    finally:
        ledger.unlink()


def test_a_new_indicator_of_a_known_family_is_drafted_with_its_number_and_family(tmp_path: Path) -> None:
    pack = monthly_pack(Variation(extra=True))
    text = draft(workspace_of(tmp_path, pack.document, pack.text), pack.document)
    drafted = yaml.safe_load(text)
    assert set(drafted) == {"indicators", "names"}
    assert "# names/corporate-parenting-monthly.yml" in text
    assert [(one["number"], one["names"]) for one in drafted["names"]] == [
        (EXTRA_SUMMARY.number, [EXTRA_SUMMARY.name]),
        (EXTRA_COLUMN.number, [EXTRA_COLUMN.detail_name]),
    ]
    assert [one["unit"] for one in drafted["indicators"]] == ["count", "percent"]
    assert f'# indicator "{EXTRA_SUMMARY.number} {EXTRA_SUMMARY.name}": line 31' in text


def test_a_known_pack_says_that_nothing_is_missing(tmp_path: Path) -> None:
    pack = monthly_pack(Variation())
    text = draft(workspace_of(tmp_path, pack.document, pack.text), pack.document)
    assert "nothing is missing: 10 tables" in text
    assert yaml.safe_load(text) is None


def test_the_command_prints_the_draft_alone_and_stores_nothing(tmp_path: Path, capsys) -> None:
    document = tmp_path / "2024-05-made-up-board.txt"
    document.write_text(UNKNOWN, encoding="utf-8")
    data = tmp_path / "data"
    assert cli.main(["extract", "--data", str(data), str(document)]) == 0
    before = bytes_of(data)
    capsys.readouterr()
    assert cli.main(["extract", "--draft", "--data", str(data), str(document)]) == 0
    said = capsys.readouterr()
    assert set(yaml.safe_load(said.out)) == {"families", "indicators", "names", "tables", "entries"}
    assert "15 cells" not in said.out and "2 tables with" in said.err
    assert bytes_of(data) == before and not (data / "processed").exists()


def test_drafts_of_several_documents_are_documents_of_one_text(tmp_path: Path, capsys) -> None:
    names = ["2024-05-one", "2024-05-two"]
    for name in names:
        (tmp_path / f"{name}.txt").write_text(UNKNOWN, encoding="utf-8")
    files = [str(tmp_path / f"{name}.txt") for name in names]
    assert cli.main(["extract", "--draft", "--data", str(tmp_path / "data"), *files]) == 0
    families = [one["families"][0]["id"] for one in yaml.safe_load_all(capsys.readouterr().out)]
    assert families == ["one", "two"]


def test_a_document_that_was_not_extracted_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no extracted document 2024-05-none"):
        draft(Workspace(data=tmp_path), "2024-05-none")


THREE_FORMS = """Made-up Board Report

As at Month End: May 2024

	Toys lent	Toys lost
Apr-24	12	1
May-24	14	n/a

Words of a library.

Town	1,204.125

Words of a museum.

	2022-23	2023-24
Owls	1.5%	2%
Owls	4%	5%
"""


@pytest.fixture(scope="module")
def three_forms(tmp_path_factory: pytest.TempPathFactory) -> str:
    return draft(workspace_of(tmp_path_factory.mktemp("toys"), "2024-05-toys", THREE_FORMS), "2024-05-toys")


def test_the_list_of_places_counts_tables_figures_and_lines(three_forms: str) -> None:
    listed = three_forms.partition("\n\n")[0].splitlines()
    no_form = "(no table of this form is known)"
    assert listed == [
        "# 2024-05-toys: what was not understood, and drafts to fill in. Nothing of this is stored.",
        "# 3 of 3 tables of no known form; 8 figures not read",
        "#",
        "# table 01-lost, lines 5 to 7: 3 figures",
        f'#   line 6: cell 2 "12", cell 3 "1" {no_form}',
        f'#   line 7: cell 2 "14" {no_form}',
        "# table 02-table, lines 11 to 11: 1 figure",
        f'#   line 11: cell 2 "1,204.125" {no_form}',
        "# table 03-table, lines 15 to 17: 4 figures",
        f'#   line 16: cell 2 "1.5%", cell 3 "2%" {no_form}',
        f'#   line 17: cell 2 "4%", cell 3 "5%" {no_form}',
        '# indicator "Toys lent": lines 6, 7',
        '# indicator "Toys lost": lines 6, 7',
        '# indicator "Town": line 11',
        '# indicator "Owls": lines 16, 17',
    ]


def test_each_form_of_table_is_drafted_in_its_own_words(three_forms: str) -> None:
    lost, town, owls = yaml.safe_load(three_forms)["tables"]
    assert lost == {
        "id": "lost",
        "family": "toys",
        "match": ["Toys lent", "Toys lost"],
        "rows": "period",
        "columns": [
            {"indicator": "toys_lent", "header": "Toys lent"},
            {"indicator": "toys_lost", "header": "Toys lost"},
        ],
    }
    indicator = {"id": "table", "family": "toys", "rows": "indicator"}
    assert town == indicator | {
        "match": ["Town"],
        "period": "as-at",
        "row_indicators": [{"label": "Town", "count": "town"}],
    }
    assert owls == indicator | {
        "id": "table-03",  # two layouts of the same words need ids of their own
        "match": ["Owls"],
        "period_from": "header",
        "row_indicators": [{"label": "Owls", "percent": "owls"}],
    }


def test_what_kind_an_indicator_is_is_said_where_its_unit_says_it(three_forms: str) -> None:
    drafted = {one["id"]: one for one in yaml.safe_load(three_forms)["indicators"]}
    asked = {"description": "TODO", "good": "TODO", "basis": "TODO"}
    count, percent = {"unit": "count", "kind": "TODO", "adds_up": "TODO"}, {"unit": "percent", "kind": "share"}
    assert drafted["town"] == asked | count | {"id": "town", "name": "Town", "decimals": 3}
    assert drafted["owls"] == asked | percent | {"id": "owls", "name": "Owls", "decimals": 1, "adds_up": False}


def test_figures_of_a_table_without_words_ask_for_its_header(tmp_path: Path) -> None:
    text = "Made-up Board Report\n\nAs at Month End: May 2024\n\n12\t1\n14\t2\n"
    drafted = yaml.safe_load(draft(workspace_of(tmp_path, "2024-05-toys", text), "2024-05-toys"))
    assert "indicators" not in drafted and "names" not in drafted
    (layout,) = drafted["tables"]
    assert layout["row_indicators"] == [{"label": "TODO", "count": "TODO"}]
    assert drafted["entries"][0] == {"line": 5, "header_from": "TODO", "why": "TODO"}
    assert [one["printed"] for one in drafted["entries"][1:]] == ["12", "1", "14", "2"]


def test_of_many_lines_the_first_and_the_last_are_named(tmp_path: Path) -> None:
    rows = "".join(f"Owls\t1{n}\t2{n}\n" for n in range(10))
    text = f"Made-up Board Report\n\nAs at Month End: May 2024\n\n{rows}"
    drafted = draft(workspace_of(tmp_path, "2024-05-toys", text), "2024-05-toys")
    (said,) = [line for line in drafted.splitlines() if line.startswith("# indicator")]
    assert said.endswith(" … 14") and said.startswith('# indicator "Owls": lines 5, 6, 7')


def test_a_measure_is_called_by_the_words_of_its_row_and_nothing_else(tmp_path: Path) -> None:
    text = "Made-up Board Report\n\nAs at Month End: May 2024\n\n*\tOwls\theard\t12\t~\n*\tBats\tseen\t14\t~\n"
    drafted = yaml.safe_load(draft(workspace_of(tmp_path, "2024-05-toys", text), "2024-05-toys"))
    assert [one["name"] for one in drafted["indicators"]] == ["Owls heard", "Bats seen"]
