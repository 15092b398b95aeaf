"""A folder here that holds what a folder of a store holds: fetched before a command, sent back after it.

Only what changed goes over the network: a manifest here keeps of each file the store's mark and our hash. What has
changed here since, and not there, was made by a command that could not send it: it stays, and goes with the next.
What has changed there wins over what is here.

The record goes last. Until it has, the store's record tells of files that are not as it says, which every command sees
by their hash and makes again; never of one as made that is not there.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scorecard.errors import InputError
from scorecard.files import of_the_system, write_atomic
from scorecard.provenance import sha256_of, sha256_of_file
from scorecard.remote.store import Entry, Store

RECORDS = ("steps.json", "run.json", "summary.json")
"""The files that tell of others, in the order in which they are sent after all of these."""
_AT_ONCE = 8
"""Objects under way at a time: a store answers slowly, and many at once."""
_FORM = 1


@dataclass(frozen=True)
class Known:
    """A file as both sides had it when they last agreed: its mark in the store, and its hash here."""

    mark: str
    sha256: str


@dataclass
class Moved:
    """What went over the network: files, their bytes, and how many were removed. ``ahead``: changed here before."""

    files: int = 0
    size: int = 0
    removed: int = 0
    ahead: int = 0

    def __str__(self) -> str:
        more = f", {self.removed} removed" if self.removed else ""
        return f"{self.files} {'file' if self.files == 1 else 'files'} ({self.size / 1e6:.1f} MB){more}"


@dataclass
class Mirror:
    """A folder of a store and its copy here. ``parts``: the folders in it that are ours; none for all of it."""

    store: Store
    folder: Path
    parts: Collection[str] = ()
    known: dict[str, Known] = field(default_factory=dict)

    def fetch(self) -> Moved:
        """Bring the copy up to date with the store. Raises InputError if the store cannot be reached or read."""
        self.known = self._read_manifest()
        there, here = self._listed(), self._here()
        wanted = [n for n, e in there.items() if n not in here or n not in self.known or self.known[n].mark != e.mark]
        for name in sorted(here.keys() & self.known.keys() - there.keys()):
            here.pop(name).unlink(missing_ok=True)
        sizes = _all(wanted, lambda name: self._fetch_one(name, there[name]))
        self.known = {name: known for name, known in self.known.items() if name in there}
        self._write_manifest()
        ahead = [n for n in here.keys() - set(wanted) if self._differs(n, here[n])]
        return Moved(len(wanted), sum(sizes), ahead=len(ahead))

    def send(self) -> Moved:
        """Bring the store up to date with the copy: what is new or changed, then what is gone, the records last.

        A command that is stopped on the way has sent whole files; the next one here sends the others.
        """
        if not self.folder.is_dir():
            raise InputError(
                "the copy here was taken away while the command was at work: nothing was sent, nothing removed there",
                where=str(self.folder),
                do="run the same command again",
            )
        here = self._here()
        shas = {name: sha256_of_file(path) for name, path in here.items()}
        changed = [n for n in sorted(shas) if n not in self.known or self.known[n].sha256 != shas[n]]
        gone = sorted(self.known.keys() - here.keys())
        records = [n for r in RECORDS for n in changed if n.rpartition("/")[2] == r]
        sizes = _all([n for n in changed if n not in records], self._send_one)
        _all(gone, self.store.remove)
        sizes += [self._send_one(name) for name in records]
        if changed or gone or any(not known.mark for known in self.known.values()):
            there = self._listed()
            self.known = {name: Known(there[name].mark, sha) for name, sha in shas.items() if name in there}
            self._write_manifest()
        return Moved(len(changed), sum(sizes), removed=len(gone))

    def take(self, names: Iterable[str]) -> None:
        """Fetch objects that another machine has put there just now."""
        for name in names:
            content = self.store.read(name)
            write_atomic(self.folder / name, content)
            self.known[name] = Known("", sha256_of(content))

    def _listed(self) -> dict[str, Entry]:
        return {name: entry for name, entry in self.store.listing().items() if self._is_ours(name)}

    def _here(self) -> dict[str, Path]:
        files = {p.relative_to(self.folder).as_posix(): p for p in self.folder.rglob("*") if p.is_file()}
        return {name: path for name, path in sorted(files.items()) if self._is_ours(name)}

    def _is_ours(self, name: str) -> bool:
        parts = name.split("/")
        return not any(map(of_the_system, parts)) and (not self.parts or parts[0] in self.parts)

    def _differs(self, name: str, path: Path) -> bool:
        return name not in self.known or self.known[name].sha256 != sha256_of_file(path)

    def _fetch_one(self, name: str, entry: Entry) -> int:
        content = self.store.read(name)
        if len(content) != entry.size:
            raise InputError(
                f"{name} was changed while it was read",
                where=self.store.url,
                do="wait until whoever writes there is done, then run the same command again",
            )
        write_atomic(self.folder / name, content)
        self.known[name] = Known(entry.mark, sha256_of(content))
        return len(content)

    def _send_one(self, name: str) -> int:
        content = (self.folder / name).read_bytes()
        self.store.write(name, content)
        return len(content)

    @property
    def _manifest(self) -> Path:
        return self.folder.with_name(f"{self.folder.name}.json")

    def _read_manifest(self) -> dict[str, Known]:
        """What was agreed on last. A copy without it is nobody's: it is made anew."""
        try:
            content = json.loads(self._manifest.read_text(encoding="utf-8"))
            if content["form"] != _FORM or content["store"] != self.store.url:
                raise ValueError(content["form"])
            return {str(name): Known(str(mark), str(sha)) for name, (mark, sha) in content["files"].items()}
        except (OSError, ValueError, RecursionError, KeyError, TypeError, AttributeError):
            shutil.rmtree(self.folder, ignore_errors=True)
            return {}
        finally:
            self.folder.mkdir(parents=True, exist_ok=True)

    def _write_manifest(self) -> None:
        files = {name: [known.mark, known.sha256] for name, known in sorted(self.known.items())}
        write_atomic(self._manifest, json.dumps({"form": _FORM, "store": self.store.url, "files": files}, indent=0))


def _all(things: Iterable[str], do: Callable[[str], Any]) -> list[Any]:
    """Do something with each of many, several at a time; the first error ends it."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        waiting = [pool.submit(do, thing) for thing in things]
        try:
            return [one.result() for one in waiting]
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise
