"""Entries of a council's folder with a question that nobody has answered yet: a key that a draft left blank.

What such an entry is about is not read until it is answered; everything else is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from scorecard.errors import InputError
from scorecard.files import read_yaml

_ASKED = ("indicator", "good", "name")
"""The keys that a draft leaves blank where only a person knows; the entry counts as soon as they say something."""
_QUESTIONS = (*_ASKED, "arrows_mean", "years_mean", "means", "tells")
"""With the keys of which a blank leaves out no entry: only the arrows, the column or the sign that it is about."""

_NULL = "tag:yaml.org,2002:null"


@dataclass(frozen=True)
class Question:
    """A blank in a file of a council's folder: where it stands, what its entry is called, and the entry's id."""

    path: Path
    line: int
    key: str
    entry: str
    id: str = ""


def is_open(entry: Mapping[str, Any], blank: Set[str] = frozenset()) -> bool:
    """Whether an entry waits for an answer, or names an indicator of those in ``blank``, which wait for one."""
    return any(key in entry and entry[key] is None for key in _ASKED) or entry.get("indicator") in blank


def raw_entries(path: Path, key: str) -> list[dict[str, Any]]:
    """The entries of a file's list as they stand there; none where there is no file or no such list."""
    content = read_yaml(path) if path.exists() else None
    listed = content.get(key) if isinstance(content, dict) else None
    return [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []


def open_names(path: Path, blank: Set[str]) -> Iterator[str]:
    """The printed names of a file of names that wait for an answer."""
    for entry in raw_entries(path, "names"):
        names = entry.get("names")
        if is_open(entry, blank) and isinstance(names, list):
            yield from map(str, names)


def questions(folder: Path) -> list[Question]:
    """Every blank of a council's folder, file after file. Raises InputError for a file that is no YAML.

    An indicator that is only there in case a name says it asks nothing before one does.
    """
    files = [*sorted((folder / "names").glob("*.yml")), *sorted(folder.glob("*.yml"))]
    named = {entry.get("indicator") for path in files for entry in raw_entries(path, "names")}
    waiting = {
        str(entry.get("id"))
        for entry in raw_entries(folder / "indicators.yml", "indicators")
        if entry.get("if_named") and entry.get("id") not in named
    }
    return [question for path in files for question in _of_file(path) if question.id not in waiting]


def _of_file(path: Path) -> Iterator[Question]:
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InputError(f"{path.name} is no YAML: {error}", where=str(path)) from error
    yield from _blanks(root, path, ("", ""))


def _blanks(node: yaml.Node | None, path: Path, entry: tuple[str, str]) -> Iterator[Question]:
    if isinstance(node, yaml.SequenceNode):
        for one in node.value:
            yield from _blanks(one, path, _label(one) or entry)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            blank = isinstance(value, yaml.ScalarNode) and value.value == "" and value.tag == _NULL
            if blank and key.value in _QUESTIONS:
                yield Question(path, key.start_mark.line + 1, str(key.value), *entry)
            else:
                yield from _blanks(value, path, entry)


def _label(node: yaml.Node) -> tuple[str, str] | None:
    """What an entry is called (its first printed name, its name, title or id), and its id."""
    if not isinstance(node, yaml.MappingNode):
        return None
    said = {key.value: value for key, value in node.value}
    scalars = {key: str(value.value) for key, value in said.items() if isinstance(value, yaml.ScalarNode)}
    lists = [said[key].value for key in ("names", "spellings", "says") if isinstance(said.get(key), yaml.SequenceNode)]
    printed = next((str(listed[0].value) for listed in lists if listed), None)
    called = printed or next(
        (scalars[key] for key in ("name", "title", "id", "sign", "role") if scalars.get(key)), None
    )
    return (called, scalars.get("id", "")) if called else None
