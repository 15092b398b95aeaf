"""Inside ``clean`` the rooms stay few, every arrow points forward, and there is no circle.

A room is a folder that holds only modules, or a module beside folders (``tools/rooms.py``). An arrow goes back up if
something in a folder uses a module that stands beside the folder, or beside one around it: a form of tables that uses
the list of forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from tools.rooms import Import, Room, arrows, circle, imports, rooms

MOST_ROOMS = 14
MOST_ARROWS = 40
Arrows = Mapping[tuple[str, str], list[Import]]


def inside(package: Path, folder: str) -> tuple[dict[str, Room], Arrows]:
    """The rooms inside a folder of a package, and the arrows between them."""
    listed = rooms(package / folder, package)
    return listed, arrows(listed, imports(package))


def back_up(listed: Mapping[str, Room], drawn: Arrows) -> list[str]:
    """One line for each import from a folder of a module that stands above it."""
    files = {module: file for room in listed.values() for module, file in room.modules.items()}
    above = {name: _folder_of_module(room) for name, room in listed.items()}
    return [
        f"{entry.file}:{entry.line}: {source} -> {target}"
        for (source, target), entries in drawn.items()
        for entry in entries
        if above[target] in files[entry.module].parent.parents
    ]


def _folder_of_module(room: Room) -> Path | None:
    """The folder that a room of one module stands in beside folders; null for a room that is a folder."""
    (first, *_) = room.modules.values()
    return first.parent if any(p.is_dir() and p.name != "__pycache__" for p in first.parent.iterdir()) else None


def too_many(listed: Iterable[str], drawn: Iterable[tuple[str, str]]) -> list[str]:
    """What there is more of than a reader keeps in mind: rooms or arrows, with their number."""
    counts = {"rooms": (len(list(listed)), MOST_ROOMS), "arrows": (len(list(drawn)), MOST_ARROWS)}
    return [f"{count} {what}, at most {most}" for what, (count, most) in counts.items() if count > most]


@pytest.fixture(scope="module")
def clean(project: Path) -> tuple[dict[str, Room], Arrows]:
    return inside(project / "scorecard", "clean")


def test_the_rooms_of_clean_are_few(clean: tuple[dict[str, Room], Arrows]) -> None:
    assert too_many(*clean) == []


def test_no_arrow_of_clean_goes_back_up(clean: tuple[dict[str, Room], Arrows]) -> None:
    assert back_up(*clean) == []


def test_the_rooms_of_clean_have_no_circle(clean: tuple[dict[str, Room], Arrows]) -> None:
    assert circle(clean[1]) == []


# --- the checks can fail ---------------------------------------------------------------------------------------------

HOUSE = {
    "clean/step.py": "from house.clean.tables.form import recognise",
    "clean/raw/grid.py": "x = 1",
    "clean/tables/form.py": "from house.clean.tables.kites.read import read",
    "clean/tables/kites/read.py": "from house.clean.raw.grid import x",
}


def house(folder: Path, files: Mapping[str, str]) -> tuple[dict[str, Room], Arrows]:
    package = folder / "house"
    for name, text in files.items():
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text(text, encoding="utf-8")
    return inside(package, "clean")


def test_a_house_of_which_every_arrow_points_forward_is_fine(tmp_path: Path) -> None:
    listed, drawn = house(tmp_path, HOUSE)
    assert set(drawn) == {("step", "tables.form"), ("tables.form", "tables.kites"), ("tables.kites", "raw")}
    assert back_up(listed, drawn) == circle(drawn) == too_many(listed, drawn) == []


@pytest.mark.parametrize(
    ("line", "arrow"),
    [
        ("from house.clean.tables.form import recognise", "tables.kites -> tables.form"),
        ("def f():\n    from house.clean import step", "tables.kites -> step"),
        ("from ...step import clean", "tables.kites -> step"),
    ],
)
def test_an_arrow_back_up_is_printed_with_its_place(tmp_path: Path, line: str, arrow: str) -> None:
    listed, drawn = house(tmp_path, HOUSE | {"clean/tables/kites/bad.py": line})
    place = line.count("\n") + 1
    assert back_up(listed, drawn) == [f"house/clean/tables/kites/bad.py:{place}: {arrow}"]


def test_two_modules_that_stand_beside_each_other_may_use_each_other_one_way(tmp_path: Path) -> None:
    more = HOUSE | {"clean/tables/join.py": "from house.clean.tables.form import recognise"}
    listed, drawn = house(tmp_path, more)
    assert back_up(listed, drawn) == circle(drawn) == []


def test_a_circle_is_printed_room_by_room(tmp_path: Path) -> None:
    _, drawn = house(tmp_path, HOUSE | {"clean/raw/bad.py": "from house.clean.tables.kites.read import read"})
    assert circle(drawn) == ["raw", "tables.kites", "raw"]


def test_too_many_rooms_and_arrows_are_counted(tmp_path: Path) -> None:
    folders = [f"clean/room{i}/read.py" for i in range(12)]
    uses = "\n".join(f"from house.clean.room{i} import read" for i in range(12))
    listed, drawn = house(tmp_path, HOUSE | dict.fromkeys(folders, "x = 1") | {"clean/more.py": uses})
    assert too_many(listed, drawn) == ["17 rooms, at most 14"]
    assert too_many(listed, [(str(i), "") for i in range(41)])[1:] == ["41 arrows, at most 40"]
