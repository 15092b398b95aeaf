"""The drafted folder: nothing of a person is replaced, nothing in a pack can do harm, and what is wrong is said."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from scorecard import cli
from scorecard.command import packs as packs_commands
from scorecard.council.check import check_council, checked_slug
from scorecard.council.more import continue_council
from scorecard.council.new import new_council
from scorecard.errors import InputError, UsageError
from scorecard.registry import load_registry
from scorecard.registry.loader import read_anew
from scorecard.registry.open_entries import questions
from scorecard.workspace import PROJECT, Workspace

HEAD = "Ref\tMeasure\tPolarity\tQ1 2024/25\tQ2 2024/25\tTarget\tRAG"
ROWS = (
    "1\tChildren looked after\tLower is better\t201\t198\t200\tGreen",
    "2\tChildren with a library card\tHigher is better\t61\t64\t60\tGreen",
)
TITLE = "Children's Services Performance Scorecard"


def pack(*rows: str, council: str = "Nether Wallop Borough Council", title: str = TITLE, head: str = HEAD) -> str:
    opening = [
        council,
        f"{title}: Quarter 2 2024/25",
        "As at 30 September 2024",
        "This is the report to the committee.",
    ]
    return "\n\n".join([*opening, "\n".join([head, *(rows or ROWS)])]) + "\n"


def workspace_of(folder: Path) -> Workspace:
    shutil.copytree(PROJECT / "councils", folder / "councils")
    return Workspace(data=folder / "data", councils=folder / "councils")


def written(folder: Path, text: str, name: str = "2024-09-pack") -> Path:
    path = folder / f"{name}.txt"
    path.write_text(text, encoding="utf-8")
    return path


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.parametrize("name", ["", "Nether", "../up", "a b", "-a", "a--b", "1st", "a" * 41, "a/b", "å"])
def test_the_folder_has_a_plain_name(name: str) -> None:
    with pytest.raises(UsageError, match="cannot be the name"):
        checked_slug(name)


def test_a_folder_that_is_there_is_never_replaced(tmp_path: Path) -> None:
    workspace, path = workspace_of(tmp_path), written(tmp_path, pack())
    new_council("nether-wallop", [path], workspace)
    before = bytes_of(workspace.councils)
    with pytest.raises(UsageError, match="is there already"):
        new_council("nether-wallop", [path], workspace)
    with pytest.raises(UsageError, match="has a folder already: councils/nether-wallop"):
        new_council("another", [path], workspace)
    assert bytes_of(workspace.councils) == before


def test_the_same_packs_give_the_same_bytes(tmp_path: Path) -> None:
    drafts = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        workspace = workspace_of(tmp_path / name)
        new_council("nether-wallop", [written(tmp_path / name, pack())], workspace)
        drafts.append(bytes_of(workspace.councils / "nether-wallop"))
    assert drafts[0] == drafts[1]


def test_what_is_wrong_with_packs_is_said_and_nothing_is_written(tmp_path: Path) -> None:
    workspace = workspace_of(tmp_path)
    before = bytes_of(workspace.councils)
    wallop = written(tmp_path, pack(), "2024-09-wallop")
    other = written(tmp_path, pack(council="Upper Dicker Borough Council"), "2024-09-dicker")
    untitled = written(tmp_path, pack(title="Zxqv", council="Zxqv"), "2024-09-untitled")
    with pytest.raises(InputError, match="these packs are of Nether Wallop and Upper Dicker"):
        new_council("nether-wallop", [wallop, other], workspace)
    with pytest.raises(InputError, match="has no title by which the next pack could be known"):
        new_council("nether-wallop", [untitled], workspace, publisher="Nether Wallop")
    with pytest.raises(InputError, match="there is no document"):
        new_council("nether-wallop", [tmp_path / "none.pdf"], workspace)
    with pytest.raises(UsageError, match="there is no folder councils/nether-wallop"):
        check_council("nether-wallop", [wallop], workspace)
    assert bytes_of(workspace.councils) == before and not (workspace.data).exists()


def test_a_pack_without_a_title_is_known_by_its_council(tmp_path: Path) -> None:
    """A title of words that nobody knows may be a name: it is no mark."""
    workspace = workspace_of(tmp_path)
    new_council("nether-wallop", [written(tmp_path, pack(title="Zxqv"))], workspace)
    (family,) = load_registry(workspace).councils["nether-wallop"].families.values()
    assert [mark for mark in family.marks if "nether wallop" in mark] == list(family.marks) != []


HOSTILE = (
    "<script>alert(1)</script> children",
    '=cmd|"/c calc"!A1 of children',
    "../../etc/passwd of children",
    "children: {a: [1, 2]} # & *x !!python/object",
    "children \u202e with 10%",
    'children "quoted" \\ back',
    "- children in a list",
    "%TAG ! children",
)


def test_hostile_names_of_measures_are_texts_and_nothing_else(tmp_path: Path) -> None:
    workspace = workspace_of(tmp_path)
    rows = [f"{n}\t{name}\tHigher is better\t{n + 10}\t{n + 20}\t12\tGreen" for n, name in enumerate(HOSTILE, start=1)]
    standing = new_council("nether-wallop", [written(tmp_path, pack(*rows))], workspace)
    folder = workspace.councils / "nether-wallop"
    for path in folder.rglob("*.yml"):
        text = path.read_text(encoding="utf-8")
        yaml.safe_load(text)
        assert "\u202e" not in text
    names = yaml.safe_load((folder / "names" / "nether-wallop-scorecard.yml").read_text(encoding="utf-8"))["names"]
    printed = {name for entry in names for name in entry["names"]}
    assert {"../../etc/passwd of children", "- children in a list", "%TAG ! children"} <= printed
    assert not any("<script" in name for name in printed)  # mark-up is no text of a cell
    assert sorted(p.name for p in folder.iterdir()) == ["council.yml", "families.yml", "indicators.yml", "names"]
    ids = [
        entry["id"] for entry in yaml.safe_load((folder / "indicators.yml").read_text(encoding="utf-8"))["indicators"]
    ]
    assert len(ids) == len(set(ids)) and all(id_.startswith("nether_wallop_") for id_ in ids)
    assert standing.packs[0].unread <= 2 * len(HOSTILE)


def test_a_later_pack_adds_behind_what_a_person_wrote(tmp_path: Path) -> None:
    workspace = workspace_of(tmp_path)
    new_council("nether-wallop", [written(tmp_path, pack())], workspace)
    folder = workspace.councils / "nether-wallop"
    names = folder / "names" / "nether-wallop-scorecard.yml"
    mine = "# mine: asked the clerk\n" + names.read_text(encoding="utf-8")
    names.write_text(mine, encoding="utf-8")
    read_anew()
    more = pack(*ROWS, "3\tChildren with a bicycle\tHigher is better\t31\t33\t30\tGreen")
    standing = continue_council("nether-wallop", [written(tmp_path, more, "2024-12-pack")], workspace)
    added = names.read_text(encoding="utf-8")
    assert added.startswith(mine) and added.count("Children looked after") == mine.count("Children looked after")
    assert "Children with a bicycle" in added.removeprefix(mine)
    own = yaml.safe_load((folder / "indicators.yml").read_text(encoding="utf-8"))["indicators"]
    assert [entry["id"] for entry in own][-1] == "nether_wallop_children_bicycle"
    assert standing.packs[0].document == "2024-12-pack"
    again = bytes_of(folder)
    continue_council("nether-wallop", [written(tmp_path, more, "2024-12-pack")], workspace)
    assert bytes_of(folder) == again


def test_a_later_pack_asks_about_columns_that_nobody_has_been_asked_about(tmp_path: Path) -> None:
    workspace = workspace_of(tmp_path)
    new_council("nether-wallop", [written(tmp_path, pack())], workspace)
    folder = workspace.councils / "nether-wallop"
    before = (folder / "families.yml").read_text(encoding="utf-8")
    rows = [row + "\t11" for row in ROWS]
    more = pack(*rows, head=f"{HEAD}\tWessex councils")
    continue_council("nether-wallop", [written(tmp_path, more, "2024-12-pack")], workspace)
    after = (folder / "families.yml").read_text(encoding="utf-8")
    added = [line for line in after.split("\n") if line not in before.split("\n")]
    assert [line for line in before.split("\n") if line not in after.split("\n")] == []
    assert '  - says: ["Wessex councils"]' in added and "    means:" in added
    again = bytes_of(folder)
    continue_council("nether-wallop", [written(tmp_path, more, "2024-12-pack")], workspace)
    assert bytes_of(folder) == again


def test_a_later_pack_of_another_kind_is_not_mixed_in(tmp_path: Path) -> None:
    workspace = workspace_of(tmp_path)
    new_council("nether-wallop", [written(tmp_path, pack())], workspace)
    before = bytes_of(workspace.councils)
    other = written(tmp_path, pack(title="Early Help Activity Digest"), "2024-12-digest")
    with pytest.raises(InputError, match="has the marks of no family of councils/nether-wallop"):
        continue_council("nether-wallop", [other], workspace)
    stranger = written(tmp_path, pack(council="Upper Dicker Borough Council"), "2024-12-dicker")
    with pytest.raises(UsageError, match="is of Upper Dicker, and councils/nether-wallop of Nether Wallop"):
        continue_council("nether-wallop", [stranger], workspace)
    assert bytes_of(workspace.councils) == before


def test_an_own_measure_asks_what_is_better_only_when_it_is_chosen(tmp_path: Path) -> None:
    """A draft of a measure that may be a national one waits without a question until a name says its id."""
    workspace = workspace_of(tmp_path)
    head = "Ref\tMeasure\tQ1 2024/25\tQ2 2024/25\tTarget"
    new_council(
        "nether-wallop", [written(tmp_path, pack("1\tCare leavers with a bicycle\t21\t24\t25", head=head))], workspace
    )
    folder = workspace.councils / "nether-wallop"
    (question,) = questions(folder)
    assert (question.key, question.entry) == ("indicator", "Care leavers with a bicycle")
    assert "nether_wallop_care_leavers_bicycle" not in load_registry(workspace).indicators
    text = question.path.read_text(encoding="utf-8")
    answered = text.replace("- indicator:\n", "- indicator: nether_wallop_care_leavers_bicycle\n")
    question.path.write_text(answered, encoding="utf-8")
    (left,) = questions(folder)
    assert (left.key, left.path.name) == ("good", "indicators.yml")
    read_anew()
    standing = check_council("nether-wallop", [tmp_path / "2024-09-pack.txt"], workspace)
    assert standing.packs[0].read == 0 and [one.key for one in standing.open] == ["good"]
    own = folder / "indicators.yml"
    own.write_text(own.read_text(encoding="utf-8").replace("  good:\n", "  good: high\n"), encoding="utf-8")
    read_anew()
    standing = check_council("nether-wallop", [tmp_path / "2024-09-pack.txt"], workspace)
    assert (standing.packs[0].read, standing.packs[0].unread, list(standing.open)) == (2, 0, [])


def test_the_command_says_where_each_question_stands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = workspace_of(tmp_path)
    monkeypatch.setattr(packs_commands, "workspace_of", lambda options: workspace)
    path = str(written(tmp_path, pack("1\tChild protection plans\tLower is better\t201\t198\t200\tGreen", ROWS[0])))
    assert cli.main(["council", "new", "nether-wallop", path]) == 0
    said = capsys.readouterr().out
    assert "2 figures read, 3 not read" in said and "1 question is open" in said
    assert "names/nether-wallop-scorecard.yml:10: indicator of Child protection plans" in said
    assert cli.main(["council", "check", "nether-wallop", path]) == 0
    assert capsys.readouterr().out.count("indicator of Child protection plans") == 1
    assert cli.main(["council", "new", "nether-wallop", path]) == 2
    assert "nothing in it is replaced" in capsys.readouterr().err
    assert cli.main(["council", "new", "nether-wallop"]) == 2
    assert "needs a pack" in capsys.readouterr().err
    assert cli.main(["council", "check", "nether-wallop", "--continue"]) == 2
