"""What a stranger brings to the front door: wrong kinds of files, several at once, and what the commands say.

Each message is held by what it must tell: what was found, what was expected, what to do. Nothing may be stored.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from scorecard import cli
from scorecard.extract.record import load_document

ROWS = [
    ["Month", "Number of Looked After Children", "Admissions of Looked After Children"],
    ["Apr-24", "611", "12"],
    ["May-24", "608", "9"],
    ["Jun-24", "603", "7"],
]
TOP = "As at Month End: June 2024\n\nRotherham Borough Council\n\nLOOKED AFTER CHILDREN\n"
PACK = TOP + "".join("\t".join(row) + "\n" for row in ROWS)
PROSE = TOP + "There were 603 looked after children at the end of June 2024.\n"
WORDS = "le conseil et les familles ont vu plus de visites que par le passe dans chaque quartier de la ville " * 6
CHILDREN = "\nCHILD\tDOB\tREVIEW\n100451\t03/02/2008\t05/03/2021\n100452\t11/12/2010\t09/03/2021\n"
Pipeline = Callable[..., tuple[int, str]]


def divided(by: str) -> str:
    return TOP + "".join(by.join(row) + "\n" for row in ROWS)


# name of the file: what it holds, and what the refusal says of it
WRONG: dict[str, tuple[str | bytes, tuple[str, ...]]] = {
    "page.html": (
        "<!DOCTYPE html>\n<table>\n\t<tr><td>Jun-24</td><td>603</td></tr>\n</table>\n",
        ("does not say which month", "As at Month End", "add such a line"),
    ),
    "semicolons.txt": (divided(";"), ("semicolons between its cells", "lines 6 to 9", "save it as text with TABs")),
    "bars.md": (divided(" | "), ("bars (|) between its cells", "lines 6 to 9", "save it as text with TABs")),
    "blanks.txt": (divided("    "), ("blanks between its cells", "lines 6 to 9", "with TABs", "not blanks")),
    "minutes.txt": (PROSE, ("no table of figures", "4 lines of text", "extract --prose-only minutes.txt")),
    "people.txt": (
        TOP + "Name\tOffice\nA. Example\tChair\n",
        ("no table of figures", "1 table of words, people or page numbers", "--prose-only"),
    ),
    "scan.txt": ("\f\n1\n\f\n2\n", ("holds no words", "OCR")),
    "empty.txt": ("", ("is empty", "export it again")),
    "french.txt": (WORDS + "\nMois\tEnfants\tVisites\navr-24\t611\t12\njuin-24\t603\t7\n", ("not seem to be in English", "English edition")),
    "pack.pdf": (b"%PDF-1.7\n603", ("is damaged", "begins like a PDF", "export it again")),
    "pack.docx": (b"PK\x03\x04\x00word/document.xml", ("is damaged", "begins like an Office file", "export it again")),
    "pack.xlsx": (b"PK\x03\x04\x00xl/workbook.xml", ("is damaged", "begins like an Office file", "export it again")),
    "picture.png": (b"\x89PNG\r\n\x1a\n\x00", ("is a picture", "OCR")),
    "utf16.txt": (PACK.encode("utf-16"), ("is UTF-16 text", "expected: UTF-8", "save it again as UTF-8")),
    "latin.txt": ((PACK + "£75,222\n").encode("cp1252"), ("is not UTF-8 text", "line 10", "Windows-1252")),
    "undated.txt": (PACK.replace("June 2024", "").replace("-24", ""), ("which month", "As at Month End", "add such a line")),
    "children.txt": (PACK + CHILDREN, ("lists single children", "CHILD, DOB and REVIEW (line 11)", "lines 11 to 13")),
}


@pytest.fixture
def pipeline(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Pipeline:
    """The command line on a workspace of its own: exit code, and all that it says."""

    def run(*arguments: object) -> tuple[int, str]:
        code = cli.main(["--data", str(tmp_path / "data"), *map(str, arguments)])
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_kind_of_file_is_refused_with_what_is_found_missed_and_to_do(
    name: str, tmp_path: Path, pipeline: Pipeline
) -> None:
    content, says = WRONG[name]
    code, said = pipeline("extract", written(tmp_path, name, content))
    assert code == 2
    assert [part for part in says if part not in said] == []
    assert f"error: {name}" in said and "\n  where: " in said and "\n  do: " in said
    assert not (tmp_path / "data" / "raw").exists()


@pytest.mark.parametrize("name", ["page.html", "bars.md", "blanks.txt", "scan.txt", "french.txt", "pack.pdf", "children.txt"])
def test_that_only_prose_is_wanted_does_not_let_everything_in(name: str, tmp_path: Path, pipeline: Pipeline) -> None:
    code, said = pipeline("extract", "--prose-only", written(tmp_path, name, WRONG[name][0]))
    assert code == 2 and WRONG[name][1][0] in said


def test_what_a_spreadsheet_divides_by_commas_is_read_like_a_text(tmp_path: Path, pipeline: Pipeline) -> None:
    code, said = pipeline("extract", written(tmp_path, "data.csv", divided(",")))
    assert code == 0 and "data: 1 table with 6 cells of figures" in said


def test_no_cell_of_a_list_of_children_is_said_or_stored(tmp_path: Path, pipeline: Pipeline) -> None:
    _, said = pipeline("extract", written(tmp_path, "children.txt", PACK + CHILDREN))
    stored = b"".join(p.read_bytes() for p in (tmp_path / "data").rglob("*") if p.is_file())
    for cell in ("100451", "03/02/2008", "100452", "11/12/2010"):
        assert cell not in said and cell.encode() not in stored


def test_minutes_are_taken_as_prose(tmp_path: Path, pipeline: Pipeline) -> None:
    code, said = pipeline("extract", "--prose-only", written(tmp_path, "minutes.txt", PROSE))
    assert code == 0 and "1 figure quoted in prose" in said
    assert load_document(tmp_path / "data" / "raw" / "minutes")["prose_only"] is True


def test_of_several_the_good_ones_are_taken_and_the_others_told_at_the_end(tmp_path: Path, pipeline: Pipeline) -> None:
    files = [
        written(tmp_path, "2024-06-first.txt", PACK),
        written(tmp_path, "page.html", WRONG["page.html"][0]),
        tmp_path / "none.txt",
        written(tmp_path, "2024-06-last.txt", PACK.replace("603", "604")),
    ]
    code, said = pipeline("extract", *files)
    assert code == 2
    assert said.index("2024-06-first:") < said.index("2024-06-last:") < said.index("error: 2 of 4 documents were not taken")
    assert "- page.html does not say which month" in said and "- there is no document none.txt" in said
    assert {p.name for p in (tmp_path / "data" / "raw").iterdir()} == {"2024-06-first", "2024-06-last"}


# ---- a document that is broken on disk ----------------------------------------------------------------------------


def two_packs(tmp_path: Path, pipeline: Pipeline) -> Path:
    """A workspace with two documents; the folder of the second."""
    pipeline("extract", written(tmp_path, "2024-06-one.txt", PACK), written(tmp_path, "2024-06-two.txt", PACK + "\n"))
    return tmp_path / "data" / "raw" / "2024-06-two"


def _as_at(folder: Path) -> None:
    record = folder / "document.yml"
    record.write_text(record.read_text(encoding="utf-8").replace("2024-06-30", "2222-12-31"), encoding="utf-8")


def _cut_list(folder: Path) -> None:
    record = yaml.safe_load((folder / "document.yml").read_text(encoding="utf-8"))
    (folder / "document.yml").write_text(yaml.safe_dump(record | {"tables": []}), encoding="utf-8")


def _table(folder: Path) -> None:
    table = next(folder.glob("01-*.tsv"))
    table.write_bytes(table.read_bytes().replace(b"603", b"999"))


def _more(folder: Path) -> None:
    (folder / "02-more.tsv").write_bytes(b"1\t2\n")


def _ledger(folder: Path) -> None:
    (folder / "corrections.yml").write_text("entries:\n- {line: 9, cell: 2, printed: '1', read_as: '2', why: so}\n")


def _gone(folder: Path) -> None:
    (folder / "document.yml").unlink()


BREAKS = {
    _as_at: "not as extract wrote it",
    _cut_list: "not as extract wrote it",
    _table: "is not the table that was extracted",
    _more: "02-more.tsv stands beside",
    _ledger: "no longer matches",
    _gone: "document.yml is missing",
}


@pytest.mark.parametrize("broken", BREAKS, ids=lambda broken: broken.__name__)
def test_a_broken_document_is_named_and_left_out_and_the_others_are_read(
    broken: Callable[[Path], None], tmp_path: Path, pipeline: Pipeline
) -> None:
    broken(two_packs(tmp_path, pipeline))
    code, said = pipeline("clean")
    assert code == 2
    assert "2024-06-one: 1 of 1 table," in said
    assert "error: 1 document left out of the data\n- 2024-06-two: " in said and BREAKS[broken] in said
    code, said = pipeline("documents", "--format", "json")
    states = {one["document"]: one["state"] for one in json.loads(said)}
    assert code == 0 and states["2024-06-one"] == "sound" and BREAKS[broken] in states["2024-06-two"]


def test_a_workspace_in_which_nothing_can_be_read_is_refused(tmp_path: Path, pipeline: Pipeline) -> None:
    folder = two_packs(tmp_path, pipeline)
    _table(folder)
    _table(folder.with_name("2024-06-one"))
    code, said = pipeline("clean")
    assert code == 2 and "2 documents left out of the data" in said
    assert not (tmp_path / "data" / "processed" / "observations.parquet").exists()


# ---- look, list, remove -------------------------------------------------------------------------------------------


def files(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.name != ".lock"}


def test_a_look_says_what_a_document_would_become_and_writes_nothing(tmp_path: Path, pipeline: Pipeline) -> None:
    text = PACK + "\nSome words about it.\n\nService\tVisits\nRespite\t120\nOutreach\t45\n"
    before = files(tmp_path) | {"2024-05-pack.txt"}
    code, said = pipeline("extract", "--check", written(tmp_path, "2024-05-pack.txt", text))
    assert code == 0 and files(tmp_path) == before
    for part in ("publisher  Rotherham", "month      June 2024", "6 read", "2 not read", "of no known form", "not understood:"):
        assert part in said
    assert "look: its name says May 2024, its text is about June 2024" in said


def test_a_look_refuses_what_extract_refuses_and_goes_on(tmp_path: Path, pipeline: Pipeline) -> None:
    good, bad = written(tmp_path, "2024-06-a.txt", PACK), written(tmp_path, "b.txt", divided(" | "))
    code, said = pipeline("extract", "--check", bad, good)
    assert code == 2 and "2024-06-a.txt can be taken" in said and "error: 1 of 2 documents were not taken" in said
    assert not (tmp_path / "data" / "raw").exists()


def test_a_look_tells_that_another_text_is_there_already(tmp_path: Path, pipeline: Pipeline) -> None:
    two_packs(tmp_path, pipeline)
    other = written(tmp_path, "2024-06-one.txt", PACK.replace("611", "612"))
    assert "another text is there already as 2024-06-one" in pipeline("extract", "--check", other)[1]


@pytest.mark.parametrize("option", ["--draft", "--replace"])
def test_a_look_takes_no_option_that_writes(option: str, tmp_path: Path, pipeline: Pipeline) -> None:
    code, said = pipeline("extract", "--check", option, written(tmp_path, "a.txt", PACK))
    assert code == 2 and "--check only looks" in said


def test_documents_are_listed_with_what_is_read_of_them(tmp_path: Path, pipeline: Pipeline) -> None:
    assert "there are no extracted documents" in pipeline("documents")[1]
    two_packs(tmp_path, pipeline)
    pipeline("extract", "--prose-only", written(tmp_path, "2024-06-words.txt", PROSE))
    assert [line.split()[-2:] for line in pipeline("documents")[1].splitlines()[1:]] == [["1", "sound"]] * 2 + [["0", "sound"]]
    pipeline("clean")
    header, one, *_ = pipeline("documents", "--format", "csv")[1].splitlines()
    assert header == "document,title,publisher,family,as_at,tables,figures,unread,state"
    assert one.startswith("2024-06-one,") and one.endswith(",1,6,0,sound")


def test_remove_asks_nobody_where_nobody_can_answer(
    tmp_path: Path, pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = two_packs(tmp_path, pipeline)
    monkeypatch.setattr("sys.stdin", None)
    code, said = pipeline("remove", "2024-06-two")
    assert code == 2 and "1 table and its quoted figures" in said and "--yes" in said
    assert folder.is_dir()


class Terminal:
    """A person at a terminal, who answers."""

    def __init__(self, answer: str) -> None:
        self.answer = answer

    def isatty(self) -> bool:
        return True

    def readline(self) -> str:
        return self.answer


@pytest.mark.parametrize(("answer", "goes"), [("y\n", True), ("YES\n", True), ("n\n", False), ("\n", False), ("", False)])
def test_remove_does_what_a_person_answers(
    answer: str, goes: bool, tmp_path: Path, pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = two_packs(tmp_path, pipeline)
    monkeypatch.setattr("sys.stdin", Terminal(answer))
    code, said = pipeline("remove", "2024-06-two")
    assert code == 0 and folder.is_dir() is not goes
    assert ("removed 2024-06-two" if goes else "2024-06-two stays as it is") in said
    assert folder.with_name("2024-06-one").is_dir()


def test_remove_takes_the_ledger_too_and_says_so(tmp_path: Path, pipeline: Pipeline) -> None:
    folder = two_packs(tmp_path, pipeline)
    (folder / "corrections.yml").write_text("entries:\n- {line: 9, cell: 2, printed: '603', read_as: '6', why: x}\n")
    code, said = pipeline("remove", "2024-06-two", "--yes")
    assert code == 0 and "its corrections ledger (1 entry" in said and "pipeline.py run" in said
    assert [p.name for p in folder.parent.iterdir()] == ["2024-06-one"]


def test_remove_says_what_stays_when_the_last_document_goes(tmp_path: Path, pipeline: Pipeline) -> None:
    pipeline("extract", written(tmp_path, "2024-06-one.txt", PACK))
    code, said = pipeline("remove", "2024-06-one", "--yes")
    assert code == 0 and "No document is left; delete" in said


def test_remove_suggests_what_was_meant(tmp_path: Path, pipeline: Pipeline) -> None:
    two_packs(tmp_path, pipeline)
    code, said = pipeline("remove", "2024-06-tow", "--yes")
    assert code == 2 and "did you mean 2024-06-two?" in said
    assert pipeline("remove", "../raw/2024-06-two", "--yes")[0] == 2
    assert (tmp_path / "data" / "raw" / "2024-06-two").is_dir()


def test_a_number_whose_thousands_blanks_divide_is_kept(tmp_path: Path, pipeline: Pipeline) -> None:
    pipeline("extract", written(tmp_path, "2024-06-a.txt", PACK.replace("608", "0 12 345 678").replace("611", "12 345")))
    (table,) = (tmp_path / "data" / "raw" / "2024-06-a").glob("01-*.tsv")
    assert [line.split("\t")[2] for line in table.read_text().splitlines()[1:]] == ["12 345", "0 12 345 678", "603"]
