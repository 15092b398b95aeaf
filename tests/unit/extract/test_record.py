"""The record of an extracted document."""

from __future__ import annotations

from datetime import date

import yaml

from scorecard.extract.about import About
from scorecard.extract.dates import Dates
from scorecard.extract.record import record_of, table_entry
from scorecard.extract.sections import Section
from scorecard.extract.source import Source
from scorecard.extract.table import LeftOut, RawTable

SECTIONS = [Section(1, "b", "2019/20"), Section(5, "b", None), Section(9, "a", None), Section(20, "a", "2021/22")]


def entry(line: int, sections: list[Section] = SECTIONS) -> dict[str, object]:
    return table_entry("01-kites.tsv", RawTable([(line, ["Kites", "3"])]), "KITES", sections, "00")


def family(tables: list[str | None], sections: list[Section]) -> str | None:
    source = Source("kites", "kites.txt", "00", 9, ("Kites",))
    entries = [{"family": name} for name in tables]
    record = record_of(
        source,
        About(Dates(date(2020, 6, 30), None, "says"), "Exampleton", "given"),
        title=None,
        sections=sections,
        tables=entries,
        left_out=[LeftOut(3, 4, "dates")],
        claims="11",
        caveats="22",
    )
    read = yaml.safe_load(record)
    assert (read["id"], read["title"], read["source"]["lines"], read["claims"]["sha256"]) == ("kites", "kites", 1, "11")
    assert read["caveats"] == {"file": "caveats.tsv", "sha256": "22"}
    assert read["left_out"] == [{"first_line": 3, "last_line": 4, "reason": "dates"}]
    return read["family"]  # type: ignore[no-any-return]


def test_a_table_has_the_family_of_its_section_and_the_year_that_the_family_named_last() -> None:
    assert [(entry(line)["family"], entry(line)["year"]) for line in (1, 2, 6, 10, 21)] == [
        (None, None),  # a table before the first section
        ("b", "2019/20"),
        ("b", "2019/20"),
        ("a", None),  # not the year of another family
        ("a", "2021/22"),
    ]
    assert entry(2, [])["family"] is None


def test_a_document_is_of_the_family_of_most_tables_else_of_most_sections() -> None:
    assert family(["a", "a", "b", None, None, None], SECTIONS) == "a"
    assert family(["b", "a", "b"], []) == "b"
    assert family(["a", "b"], []) == "b"  # of two the last by name, so that the order of tables does not matter
    assert family([None], SECTIONS[:3]) == "b"
    assert family([], []) is None
