"""The tool that measures and draws the rooms tells what the code says, and its picture is not stale."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools import rooms
from tools.rooms import Import, Room, arrows, circle, imports, levels, needed

Ours = tuple[dict[str, Room], dict[tuple[str, str], list[Import]]]


def package_with(folder: Path, files: dict[str, str]) -> Path:
    package = folder / "house"
    for name, text in files.items():
        path = package / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return package


@pytest.fixture
def house(tmp_path: Path) -> Path:
    return package_with(
        tmp_path,
        {
            "errors.py": "import json",
            "cli.py": "def main():\n    from house.kitchen import cook",
            "kitchen/__init__.py": '"""Cooks. And more."""\nfrom house.kitchen.cook import pour',
            "kitchen/cook.py": "from house.cellar.wine.red import pour\nfrom house import errors",
            "cellar/coal.py": "",
            "cellar/wine/red.py": "def pour(): pass",
        },
    )


def test_folders_are_rooms_and_modules_without_room_are_the_ground(house: Path) -> None:
    assert set(rooms.rooms(house, house)) == {"ground", "cli", "kitchen", "cellar"}


def test_inside_a_room_folders_and_single_modules_are_rooms(house: Path) -> None:
    (house / "cellar" / "coal.py").write_text("x = 1", encoding="utf-8")
    assert set(rooms.rooms(house / "cellar", house)) == {"coal", "wine"}


def test_arrows_are_what_modules_import_wherever_they_do(house: Path) -> None:
    drawn = arrows(rooms.rooms(house, house), imports(house))
    assert set(drawn) == {("cli", "kitchen"), ("kitchen", "cellar"), ("kitchen", "ground")}


def test_a_room_says_what_it_is_for(house: Path) -> None:
    assert rooms.rooms(house, house)["kitchen"].purpose == "Cooks"


@pytest.mark.parametrize(
    ("drawn", "turn"),
    [
        ([("a", "b"), ("b", "c")], []),
        ([("a", "b"), ("b", "a")], ["a", "b", "a"]),
        ([("a", "b"), ("b", "c"), ("c", "b")], ["b", "c", "b"]),
    ],
)
def test_a_circle_is_found(drawn: list[tuple[str, str]], turn: list[str]) -> None:
    assert circle(drawn) == turn


def test_a_room_stands_above_all_that_it_uses() -> None:
    assert levels("abc", [("a", "b"), ("b", "c"), ("a", "c")]) == {"a": 2, "b": 1, "c": 0}


def test_an_arrow_that_a_longer_way_says_is_not_drawn() -> None:
    assert needed([("a", "b"), ("b", "c"), ("a", "c")]) == [("a", "b"), ("b", "c")]


@pytest.fixture(scope="module")
def ours(project: Path) -> Ours:
    """The rooms of our own package and their arrows, read once."""
    package = project / "scorecard"
    inside = rooms.rooms(package, package)
    return inside, arrows(inside, imports(package))


def test_no_circle_in_the_package(ours: Ours) -> None:
    assert circle(ours[1]) == []


def test_every_room_says_what_it_is_for(ours: Ours) -> None:
    assert [name for name, room in ours[0].items() if not room.purpose] == []


def test_the_docs_show_what_the_code_says(ours: Ours) -> None:
    page = rooms.PAGE.read_text(encoding="utf-8")
    stale = rooms.PICTURE.read_text(encoding="utf-8") != rooms.picture(*ours) or rooms.page_with_steps(page) != page
    assert not stale, "rooms or steps have changed: run python tools/rooms.py --write, read docs/architecture.md again"


def test_every_file_that_the_architecture_names_is_there(project: Path) -> None:
    page = rooms.PAGE.read_text(encoding="utf-8")
    named = re.findall(r"`((?:tests|scorecard|registry|expectations|tools)/[\w./]+)`", page)
    assert named
    assert [name for name in named if not (project / name).exists()] == []


def test_every_room_that_the_way_of_a_figure_names_is_there(project: Path) -> None:
    way = rooms.PAGE.read_text(encoding="utf-8").partition("## The way of one figure")[2].partition("##")[0]
    named = re.findall(r"`([a-z_.]+)`", "".join(re.findall(r"^\| (`.*?) \|", way, re.MULTILINE)))
    places = [project / "scorecard" / name.replace(".", "/") for name in named]
    assert named
    assert [str(place) for place in places if not place.exists() and not place.with_suffix(".py").exists()] == []
