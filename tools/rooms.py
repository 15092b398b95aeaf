"""The rooms of ``scorecard/`` as they stand in the code: sizes, arrows and the picture of docs/architecture.md.

    python tools/rooms.py                  the rooms of the package: modules, lines, functions, arrows
    python tools/rooms.py clean            the rooms inside one room
    python tools/rooms.py --write          the picture and the table of steps in docs/architecture.md

A room is a folder that holds only modules, or a module beside folders. All is read from imports and definitions, with
the standard library alone; only the table of steps asks the package. A test says when the docs are stale.
"""

from __future__ import annotations

import argparse
import ast
import re
import statistics
import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from itertools import pairwise
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
PICTURE = PROJECT / "docs" / "images" / "rooms.svg"
PAGE = PROJECT / "docs" / "architecture.md"
OPENS, CLOSES = "<!-- steps: written by tools/rooms.py -->", "<!-- end -->"
"""Between these two lines of the page stands the table of steps."""
GROUND = "ground"
"""The single modules of the package that use no room are drawn together; each of the others is a room of its own."""


@dataclass(frozen=True)
class Import:
    """One imported name: where it stands, what it names, and whether it happens when the module is imported."""

    module: str
    file: str
    line: int
    target: str
    at_import: bool


@dataclass
class Room:
    """A room with its modules; ``functions`` are the lengths in lines of all its functions."""

    name: str
    modules: dict[str, Path] = field(default_factory=dict)

    @cached_property
    def trees(self) -> list[ast.Module]:
        return [ast.parse(path.read_text(encoding="utf-8")) for path in self.modules.values()]

    @property
    def purpose(self) -> str:
        """What the room is for: the first clause that its package, or its one module, says of itself."""
        if self.name == GROUND:
            return "what all rooms stand on"
        texts = [ast.get_docstring(tree) or "" for tree in self.trees]
        return next((re.split(r"[.:;]", text.replace("`", ""))[0] for text in texts if text), "")

    @property
    def lines(self) -> int:
        return sum(len(path.read_text(encoding="utf-8").splitlines()) for path in self.modules.values())

    @property
    def functions(self) -> list[int]:
        return sorted(
            (node.end_lineno or node.lineno) - node.lineno + 1
            for tree in self.trees
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        )


# --- imports ---------------------------------------------------------------------------------------------------------


def module_name(package: Path, file: Path) -> str:
    """``scorecard.charts`` for the ``__init__.py`` of a folder, ``scorecard.charts.svg`` for a module."""
    parts = [package.name, *file.relative_to(package).with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(package: Path) -> list[Import]:
    """All imports of a package, in the order of its files."""
    listed = []
    for file in sorted(package.rglob("*.py")):
        tree, module = ast.parse(file.read_text(encoding="utf-8")), module_name(package, file)
        later = _not_at_import(tree)
        where = file.relative_to(package.parent).as_posix()
        for node in ast.walk(tree):
            for target in _targets(node, module, file.name == "__init__.py"):
                listed.append(Import(module, where, getattr(node, "lineno", 0), target, node not in later))
    return listed


def _targets(node: ast.AST, module: str, is_package: bool) -> Iterator[str]:
    """The dotted names that a statement or an ``import_module("…")`` brings in."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        base = node.module or ""
        if node.level:
            parents = module.split(".")[: len(module.split(".")) - node.level + is_package]
            base = ".".join([*parents, base] if base else parents)
        yield from (f"{base}.{alias.name}" for alias in node.names)
    elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called in {"import_module", "__import__"} and isinstance(node.args[0].value, str):
            yield node.args[0].value


def _not_at_import(tree: ast.AST) -> set[ast.AST]:
    """What stands in functions, or under ``if TYPE_CHECKING``."""
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)]
    for_types = [n for n in ast.walk(tree) if isinstance(n, ast.If) and "TYPE_CHECKING" in ast.unparse(n.test)]
    return {inner for outer in [*functions, *for_types] for inner in ast.walk(outer)}


# --- rooms -----------------------------------------------------------------------------------------------------------


def rooms(folder: Path, package: Path) -> dict[str, Room]:
    """The rooms inside a folder of a package, by name; of the package's own modules the ground is one room."""
    name_of = _room_of_package if folder == package else _room_inside
    listed: dict[str, Room] = {}
    for file in sorted(folder.rglob("*.py")):
        name = name_of(file, folder)
        listed.setdefault(name, Room(name)).modules[module_name(package, file)] = file
    return {name: room for name, room in listed.items() if room.lines}


def _room_of_package(file: Path, package: Path) -> str:
    parts = file.relative_to(package).parts
    return parts[0] if len(parts) > 1 else GROUND if _uses_no_room(file, package) else file.stem


def _uses_no_room(file: Path, package: Path) -> bool:
    tree, module = ast.parse(file.read_text(encoding="utf-8")), module_name(package, file)
    names = {
        target.split(".")[1] for node in ast.walk(tree) for target in _targets(node, module, False) if "." in target
    }
    return not any((package / name).is_dir() for name in names)


def _room_inside(file: Path, folder: Path) -> str:
    parts = file.relative_to(folder).parts
    holds_folders = file.parent == folder or any(p.is_dir() and p.name != "__pycache__" for p in file.parent.iterdir())
    return ".".join([*parts[:-1], file.stem] if holds_folders and file.stem != "__init__" else parts[:-1]) or "__init__"


def arrows(inside: Mapping[str, Room], listed: Iterable[Import]) -> dict[tuple[str, str], list[Import]]:
    """Which room uses which, with the imports that say so; a room's use of itself is no arrow."""
    home = {module: name for name, room in inside.items() for module in room.modules}
    drawn: dict[tuple[str, str], list[Import]] = {}
    for entry in listed:
        source, target = home.get(entry.module), _home_of(entry.target, home)
        if source and target and source != target:
            drawn.setdefault((source, target), []).append(entry)
    return drawn


def _home_of(target: str, home: Mapping[str, str]) -> str | None:
    parts = target.split(".")
    names = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((home[name] for name in names if name in home), None)


def circle(drawn: Iterable[tuple[str, str]]) -> list[str]:
    """The rooms of one circle, in order; empty if the arrows have none."""
    uses: dict[str, set[str]] = {}
    for source, target in drawn:
        uses.setdefault(source, set()).add(target)
    done: set[str] = set()

    def walk(room: str, way: list[str]) -> list[str]:
        if room in way:
            return [*way[way.index(room) :], room]
        if room in done:
            return []
        for target in sorted(uses.get(room, ())):
            if turn := walk(target, [*way, room]):
                return turn
        done.add(room)
        return []

    return next((turn for room in sorted(uses) if (turn := walk(room, []))), [])


def levels(names: Iterable[str], drawn: Iterable[tuple[str, str]]) -> dict[str, int]:
    """How high each room stands: 0 uses no other, every other one more than the highest that it uses."""
    uses: dict[str, set[str]] = {name: set() for name in names}
    for source, target in drawn:
        uses[source].add(target)
    height: dict[str, int] = {}

    def level(room: str) -> int:
        if room not in height:
            height[room] = 1 + max((level(target) for target in uses[room]), default=-1)
        return height[room]

    return {room: level(room) for room in uses}


def needed(drawn: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The arrows without those that a longer way over other rooms says already."""
    uses: dict[str, set[str]] = {}
    for source, target in drawn:
        uses.setdefault(source, set()).add(target)

    def reached(room: str) -> set[str]:
        return {room, *(far for target in uses.get(room, ()) for far in reached(target))}

    return sorted(
        (source, target)
        for source, targets in uses.items()
        for target in targets
        if not any(target in reached(other) for other in targets - {target})
    )


# --- words and picture -----------------------------------------------------------------------------------------------


def table(inside: Mapping[str, Room], drawn: Mapping[tuple[str, str], list[Import]]) -> list[str]:
    """The rooms as lines of text: modules, lines, functions (median, nine in ten, longest), and what they use."""
    lines = [f"{'room':24} {'modules':>7} {'lines':>6} {'functions':>9} {'median':>6} {'p90':>4} {'max':>4}  uses"]
    for name, room in inside.items():
        lengths = room.functions or [0]
        p90 = lengths[int(0.9 * (len(lengths) - 1))]
        uses = " ".join(sorted(target for source, target in drawn if source == name))
        lines.append(
            f"{name:24} {len(room.modules):7} {room.lines:6} {len(room.functions):9} "
            f"{statistics.median(lengths):6.0f} {p90:4} {lengths[-1]:4}  {uses}"
        )
    total = sum(room.lines for room in inside.values())
    return [*lines, f"{len(inside)} rooms, {len(drawn)} arrows, {total:,} lines"]


_WIDTH, _HEIGHT, _GAP, _DOWN, _EDGE = 190, 62, 14, 104, 12
"""Size of a box, distance of boxes beside each other, of rows, and the margin, in pixels."""
_LANE = 8
"""Width that an arrow takes in a row which it only passes."""
_LINE = 29
"""Letters of what a room is for that fit on one line of its box."""
Point = tuple[int, int]


def picture(inside: Mapping[str, Room], drawn: Iterable[tuple[str, str]]) -> str:
    """The rooms as SVG: what uses nothing at the foot, every arrow down to what a room uses."""
    ways = needed(drawn)
    height = levels(inside, ways)
    place = _places(_rows(height, ways), ways)
    width = 2 * _EDGE + max(x for x, _ in place.values()) + _WIDTH // 2
    tall = 2 * _EDGE + max(height.values()) * _DOWN + _HEIGHT
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {tall}" role="img" font-family="sans-serif">',
        "<title>The rooms of the package and what each of them uses</title>",
        '<defs><marker id="tip" markerWidth="8" markerHeight="8" refX="6" refY="4" orient="auto">'
        '<path d="M0 0 L8 4 L0 8 z" fill="#595959"/></marker></defs>',
        f'<rect width="{width}" height="{tall}" fill="#ffffff"/>',
    ]
    lines += [_arrow([place[stop] for stop in _stops(way, height)]) for way in ways]
    lines += [_box(room, place[name]) for name, room in inside.items()]
    return "\n".join([*lines, "</svg>", ""])


def _stops(way: tuple[str, str], height: Mapping[str, int]) -> list[str]:
    """The rooms at the ends of an arrow, and between them a lane in each row that it passes."""
    source, target = way
    passed = range(height[source] - 1, height[target], -1)
    return [source, *(f"{source} -> {target} at {level}" for level in passed), target]


def _rows(height: Mapping[str, int], ways: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The rooms and lanes of each row, from the foot up, in no order yet."""
    rows: list[list[str]] = [[] for _ in range(max(height.values()) + 1)]
    for room, level in height.items():
        rows[level].append(room)
    for way in ways:
        for lane, level in zip(_stops(way, height)[1:-1], range(height[way[0]] - 1, height[way[1]], -1), strict=True):
            rows[level].append(lane)
    return rows


def _places(rows: list[list[str]], ways: Iterable[tuple[str, str]]) -> dict[str, Point]:
    """The middle of the upper edge of every room and lane: rows centred, each above the middle of what it uses."""
    height = {stop: level for level, row in enumerate(rows) for stop in row}
    below: dict[str, list[str]] = {}
    for way in ways:
        for upper, lower in pairwise(_stops(way, height)):
            below.setdefault(upper, []).append(lower)
    widest = max(sum(map(_width, row)) for row in rows)
    place: dict[str, Point] = {}
    for level, row in enumerate(rows):
        middle = {stop: statistics.mean([place[s][0] for s in below.get(stop, ())] or [0]) for stop in row}
        x = _EDGE + (widest - sum(map(_width, row))) // 2
        for stop in sorted(row, key=lambda stop: (middle[stop], stop)):
            place[stop] = (x + (_width(stop) - _GAP) // 2, _EDGE + (len(rows) - 1 - level) * _DOWN)
            x += _width(stop)
    return place


def _width(stop: str) -> int:
    return _GAP + (_LANE if " -> " in stop else _WIDTH)


def _arrow(stops: list[Point]) -> str:
    """A line from the foot of the first box, straight through its lanes, to the head of the last box."""
    (x, y), *passed = stops
    path, y = f"M{x} {y + _HEIGHT}", y + _HEIGHT
    for i, (to_x, to_y) in enumerate(passed):
        last = i == len(passed) - 1
        to_y -= 2 * last
        bend = (to_y - y) // 2
        path += f" C{x} {y + bend} {to_x} {to_y - bend} {to_x} {to_y}" + ("" if last else f" V{to_y + _HEIGHT}")
        x, y = to_x, to_y + _HEIGHT
    return f'<path d="{path}" fill="none" stroke="#595959" stroke-width="1.3" marker-end="url(#tip)"/>'


def _box(room: Room, head: Point) -> str:
    middle, y = head
    x = middle - _WIDTH // 2
    words = textwrap.wrap(room.purpose, _LINE)[:2]
    return "".join(
        [
            f'<rect x="{x}" y="{y}" width="{_WIDTH}" height="{_HEIGHT}" rx="6" fill="#f3f6fa" stroke="#12436d"/>',
            f'<text x="{middle}" y="{y + 19}" text-anchor="middle" font-size="15" font-weight="bold" '
            f'fill="#12436d">{escape(room.name)}</text>',
            *(
                f'<text x="{middle}" y="{y + 37 + 15 * i}" text-anchor="middle" font-size="11" '
                f'fill="#3d3d3d">{escape(line)}</text>'
                for i, line in enumerate(words)
            ),
        ]
    )


# --- the docs --------------------------------------------------------------------------------------------------------


def page_with_steps(page: str) -> str:
    """The text of docs/architecture.md with the table of steps as the code has them today."""
    before, _, rest = page.partition(OPENS)
    _, _, after = rest.partition(CLOSES)
    return "\n".join([before + OPENS, *_table_of_steps(), CLOSES + after])


def _table_of_steps() -> list[str]:
    from scorecard.steps import STEPS

    rows = [(step.name, step.does, _listed(step.reads), _listed(step.writes)) for step in STEPS]
    return ["| step | does | reads | writes |", "|---|---|---|---|", *(f"| {' | '.join(row)} |" for row in rows)]


def _listed(places: Iterable[str]) -> str:
    """Places of a workspace, those of one folder together: ``data/processed/`` findings, checks."""
    folders: dict[str, list[str]] = {}
    for place in places:
        folder, _, name = place.removesuffix(".parquet").rpartition("/")
        folders.setdefault(folder if place.endswith(".parquet") else "", []).append(
            name if place.endswith(".parquet") else f"`{place}`"
        )
    said = [f"`{folder}/` {', '.join(names)}" if folder else ", ".join(names) for folder, names in folders.items()]
    return "; ".join(said)


def main(arguments: list[str] | None = None) -> int:
    """Print the rooms, or write what the docs show of them; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("room", nargs="?", help="look into this room, e.g. clean")
    parser.add_argument("--write", action="store_true", help="write the picture and the table of docs/architecture.md")
    options = parser.parse_args(arguments)
    package = PROJECT / "scorecard"
    folder = package / options.room.replace(".", "/") if options.room and not options.write else package
    if not folder.is_dir():
        parser.error(f"there is no room {options.room}; rooms: {', '.join(rooms(package, package))}")
    inside = rooms(folder, package)
    drawn = arrows(inside, imports(package))
    if options.write:
        PICTURE.write_text(picture(inside, drawn), encoding="utf-8")
        PAGE.write_text(page_with_steps(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
        print(f"written: {PICTURE.relative_to(PROJECT)}, the table of steps in {PAGE.relative_to(PROJECT)}")
    else:
        print("\n".join(table(inside, drawn)))
        if turn := circle(drawn):
            print(f"a circle: {' -> '.join(turn)}")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(PROJECT))
    sys.exit(main())
