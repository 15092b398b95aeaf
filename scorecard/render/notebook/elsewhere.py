"""Reports made on a machine that shares nothing with ours but a store: slices from there, reports to there.

All of it stands below ``.work/`` in the store of the reports: the parts that are laid out for the workers, and of each
report that is made a word with its key and the hashes of its files, which is put last. A report with such a word is not
made again, whoever asks: neither after a worker was killed that had just put it there, nor after a run was.
"""

from __future__ import annotations

import atexit
import json
import queue
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scorecard.provenance import sha256_of
from scorecard.remote.store import Store
from scorecard.render.notebook.failures import failed_copy
from scorecard.render.notebook.parts import Parts, fingerprint, name_of, unpack
from scorecard.render.notebook.pool import TIMEOUT_SECONDS, Answer, Asked, Lane, home_of
from scorecard.workspace import Workspace

_WORK = ".work"
_BENCHES: dict[str, _Bench] = {}
"""On a worker of the cluster: where it works, one place for each store."""
_MOST_SLICES = 8
"""So many slices a worker keeps for its next reports."""


@dataclass(frozen=True)
class Workbench:
    """What a run lays out in the store for workers elsewhere."""

    store: Store

    def lay_out(self, asked: Sequence[Asked], workspace: Workspace) -> Iterator[tuple[Asked, tuple[str, ...]]]:
        """Put what each report is made from into the store, if it is not there; each with the names of its parts."""
        there, parts = set(self.store.listing()), Parts(workspace)
        for one in asked:
            named = []
            for part in parts.of(one.job):
                name = name_of(part)
                if (place := f"{_WORK}/parts/{name}") not in there:
                    self.store.write(place, part)
                    there.add(place)
                named.append(name)
            yield one, tuple(named)

    def clear(self) -> None:
        """Take away what the workers needed: all that they made has arrived."""
        for name in self.store.listing():
            if name.startswith(f"{_WORK}/"):
                self.store.remove(name)


def made_in_store(asked: Asked, store: Store, parts: Sequence[str], same: str) -> Answer:
    """Make one report on a worker of the cluster and put it into the store, if it is not there as it should be.

    ``same``: the fingerprint of the code and words that it must be made with.
    """
    if fingerprint() != same:
        why = "this worker has other code, words, notebooks or packages than the machine that asks: bring it up to date"
        return Answer(asked.job, {"cell": 0, "source": "", "error": why}, None, died=True)
    if (files := _complete(asked, store)) is not None:
        return Answer(asked.job, None, None, files=files)
    if store.url not in _BENCHES:
        _BENCHES[store.url] = _Bench(store)
    bench = _BENCHES[store.url]
    return bench.put(asked, bench.make(asked, parts))


def _word(asked: Asked) -> str:
    return f"{_WORK}/made/{asked.job.name}.json"


def _complete(asked: Asked, store: Store) -> tuple[str, ...] | None:
    """The files of a report that somebody has put into the store for the same key; null if not all are as they were."""
    try:
        told = json.loads(store.read_if_there(_word(asked)) or b"{}")
        if not asked.key or told.get("key") != asked.key or set(told["outputs"]) != set(asked.job.outputs):
            return None
        contents = {name: store.read_if_there(name) for name in asked.job.outputs}
        whole = all(content and sha256_of(content) == told["outputs"][name] for name, content in contents.items())
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return None
    return asked.job.outputs if whole else None


class _Bench:
    """Where a worker works: a folder with slices and what it made, and the process that makes reports."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.folder = Path(tempfile.mkdtemp(prefix="scorecard-", suffix=".tmp", dir=_folder_of_worker()))
        self.workspace = replace(Workspace(), data=self.folder / "none", reports=self.folder / "reports")
        self.kept: list[Path] = []
        home = home_of(self.workspace)
        self.lane = Lane(queue.SimpleQueue(), queue.SimpleQueue(), self.workspace, home, TIMEOUT_SECONDS)
        atexit.register(shutil.rmtree, self.folder, ignore_errors=True)
        atexit.register(self.lane.stop)

    def make(self, asked: Asked, parts: Sequence[str]) -> Answer:
        """Make a report from its parts, with the notebook of this machine."""
        template = None if asked.template is None else self.workspace.notebooks / asked.template.name
        workspace = replace(self.workspace, data=self._laid_out(parts) / "data")
        return self.lane.make(replace(asked, template=template), workspace)

    def put(self, asked: Asked, answer: Answer) -> Answer:
        """Put what was made into the store, the word of it last; of a report that failed its partly run copy."""
        made = asked.job.outputs if answer.failure is None else (failed_copy(asked.job.name),)
        contents = {n: p.read_bytes() for n in made if (p := self.workspace.reports / n).is_file()}
        for name, content in contents.items():
            self.store.write(name, content)
            (self.workspace.reports / name).unlink()
        if answer.failure is None:
            outputs = {name: sha256_of(content) for name, content in contents.items()}
            self.store.write(_word(asked), json.dumps({"key": asked.key, "outputs": outputs}).encode())
        return replace(answer, files=tuple(contents))

    def _laid_out(self, parts: Sequence[str]) -> Path:
        """The folder with what some parts hold, fetched if it is not there; the one used longest ago makes room."""
        folder = self.folder / sha256_of(" ".join(parts).encode())[:16]
        if folder not in self.kept:
            for name in parts:
                unpack(self.store.read(f"{_WORK}/parts/{name}"), name, folder)
        self.kept = [*(one for one in self.kept if one != folder), folder]
        for old in self.kept[:-_MOST_SLICES]:
            shutil.rmtree(old, ignore_errors=True)
        self.kept = self.kept[-_MOST_SLICES:]
        return folder


def _folder_of_worker() -> str | None:
    """Where Dask keeps what belongs to a worker, and clears it away after one that was killed."""
    from distributed import get_worker

    try:
        return str(get_worker().local_directory)
    except ValueError:  # nobody's worker, as in a test
        return None
