"""What things are made from, as hashes: files, folders, code and software. The one place that hashes these.

No clock and no path of this machine goes into a hash, so that the same things have the same one everywhere.
"""

from __future__ import annotations

import hashlib
import json
import platform
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path

from scorecard.files import of_the_system
from scorecard.workspace import PROJECT

LOCK = PROJECT / "requirements.lock"
PACKAGE = PROJECT / "scorecard"
_IMPORT = re.compile(
    rf"^\s*(?:(?:from|import) {PACKAGE.name}\.(\w+)|from {PACKAGE.name} import (?:\(\s*)?(\w[\w ,]*))", re.MULTILINE
)
"""An import of one of our rooms, or of names that are modules of ours."""
_CODE = ("*.py", "*.yml", "*.j2", "*.css", "*.js")
_PIECE = 1 << 20
"""Bytes of a file that are held at a time."""


def sha256_of(content: bytes) -> str:
    """The SHA-256 of bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def sha256_of_file(path: Path) -> str:
    """The SHA-256 of a file's bytes, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def folder_hash(folder: Path, patterns: Iterable[str] = ("*",)) -> str:
    """One hash for the names and bytes of all files of a folder that match; hidden ones are half written or foreign."""
    files = {path.relative_to(folder): path for pattern in patterns for path in folder.rglob(pattern)}
    shown = {name: path for name, path in files.items() if path.is_file() and not _hidden(name)}
    lines = [f"{name.as_posix()} {sha256_of_file(shown[name])}" for name in sorted(shown)]
    return sha256_of("\n".join(lines).encode())


def hashes_of(places: Mapping[str, Path]) -> dict[str, str]:
    """Hash by name of what is there: of a file its own, of a folder one for each file and folder in it."""
    hashes: dict[str, str] = {}
    for name, path in places.items():
        entries = {f"{name}/{p.name}": p for p in path.iterdir()} if path.is_dir() else {name: path}
        hashes |= {entry: _hash_of(p) for entry, p in entries.items() if p.exists() and not _hidden(Path(p.name))}
    return dict(sorted(hashes.items()))


def rooms_from(begin: Iterable[str], package: Path = PACKAGE) -> tuple[str, ...]:
    """Some rooms of the package and all that they import, at import or later, in order of their names.

    A room is a folder (``charts``) or a single module (``files.py``). It counts as a whole, as a process that it starts
    imports what no line of the others names. Read from the lines that import, so that no list can fall behind.
    """
    waiting, reached = list(begin), set[str]()
    while waiting:
        room = waiting.pop()
        if room not in reached:
            reached.add(room)
            waiting += _imported_by(package / room, package)
    return tuple(sorted(reached))


def _imported_by(room: Path, package: Path) -> set[str]:
    files = room.rglob("*.py") if room.is_dir() else [room]
    matches = [match for file in files for match in _IMPORT.findall(file.read_text(encoding="utf-8"))]
    names = {name.split()[0] for module, listed in matches for name in (module or listed).split(",") if name.strip()}
    return {name if (package / name).is_dir() else f"{name}.py" for name in names}


def code_hash(rooms: Iterable[str], package: Path = PACKAGE) -> str:
    """One hash for the code, words and templates of some rooms of the package: folders, or single modules."""
    places = {room: package / room for room in rooms}
    hashes = {room: folder_hash(p, _CODE) if p.is_dir() else sha256_of_file(p) for room, p in places.items()}
    return sha256_of(json.dumps(hashes, sort_keys=True).encode())


def software(lock: Path = LOCK) -> dict[str, str]:
    """The Python and the packages on which bytes depend.

    The packages are those that the lock pins, so its hash stands for them; ``environment.yml`` carries the same
    versions. Where there is no lock beside the package, as in an environment made in another way, the names and
    versions of all that is installed take its place: then any new package puts everything out of date.
    """
    packages = {"lock": sha256_of_file(lock)} if lock.exists() else {"installed": sha256_of(_installed().encode())}
    return {"python": platform.python_version(), **packages}


def key_of(read: Mapping[str, str], *, code: str, software: Mapping[str, str], **more: object) -> str:
    """What decides the bytes that a step writes, as one hash: what it read, its code, the software, its parameters."""
    content = {"read": dict(read), "code": code, "software": dict(software), **more}
    return sha256_of(json.dumps(content, sort_keys=True).encode())


@dataclass(frozen=True)
class Stamp:
    """What a step left when it was done: the key of what it read before it began, and hash by name of what it wrote."""

    key: str
    outputs: Mapping[str, str]


def _hash_of(path: Path) -> str:
    return folder_hash(path) if path.is_dir() else sha256_of_file(path)


def _hidden(name: Path) -> bool:
    return any(map(of_the_system, name.parts))


def _installed() -> str:
    return "\n".join(sorted({f"{one.metadata['Name']}=={one.version}" for one in distributions()}))
