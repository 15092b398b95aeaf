"""Whole commands over data and reports in a store: the bytes of folders, and nothing lost when one is killed."""

from __future__ import annotations

import errno
import json
import os
import posix
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import distributed
import fsspec
import psutil
import pytest

from scorecard import cli
from scorecard.remote.store import Store
from tests.fixtures.pack_quarterly import quarterly_pack
from tests.fixtures.packs import Variation
from tests.fixtures.store import BUCKET, names, objects, s3_server

PROJECT = Path(__file__).resolve().parent.parent.parent
PAGES = (".html", ".ipynb", ".csv")
PATIENCE = 300
SOME = ("--notebook=scorecard", "--notebook=theme", "--notebook=data_quality")
"""Enough reports to be stopped between, where it does not matter which."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with s3_server() as address:
        yield address


@pytest.fixture(scope="module")
def cluster(server: str) -> Iterator[distributed.LocalCluster]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as made:
        yield made


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("packs") / "2021-06-pack.txt"
    path.write_text(quarterly_pack(Variation()).text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def here(pack: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same in folders."""
    folder = tmp_path_factory.mktemp("here")
    places = ["--data", str(folder / "data"), "--reports", str(folder / "reports")]
    assert cli.main(["extract", str(pack), *places]) == 0
    assert cli.main(["run", *places]) == 0
    return folder


class There:
    """A folder of the bucket with data and reports, and the machine from which commands are given."""

    def __init__(self, name: str, cache: Path, patch: pytest.MonkeyPatch) -> None:
        self.name, self.cache, self.patch = name, cache, patch
        self.on_machine("first")

    def on_machine(self, name: str) -> None:
        self.patch.setenv("SCORECARD_CACHE", str(self.cache / name))

    @property
    def places(self) -> list[str]:
        return [f"--{part}=s3://{BUCKET}/{self.name}/{part}" for part in ("data", "reports")]

    def pipeline(self, *arguments: str) -> int:
        return cli.main([*arguments, *self.places])

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, str(PROJECT / "pipeline.py"), *arguments, *self.places]
        return subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def made(self) -> dict[str, bytes]:
        return {n: c for n, c in objects(f"{self.name}/reports").items() if n.endswith(PAGES)}

    def names(self, prefix: str = "") -> list[str]:
        """The names of all objects below a prefix, in order."""
        return names(f"{self.name}/{prefix}")

    def times(self) -> dict[str, object]:
        """When each object below the reports was last written."""
        files, root = fsspec.filesystem("s3"), f"{BUCKET}/{self.name}/reports"
        files.invalidate_cache()
        found = files.find(root, detail=True)
        return {key.removeprefix(f"{root}/"): about["LastModified"] for key, about in found.items()}

    def locks(self) -> list[str]:
        return [name for name in self.names() if name.endswith(".lock")]


@pytest.fixture
def there(server: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> There:
    return There(request.node.name, tmp_path / "cache", monkeypatch)


@pytest.fixture
def extracted(there: There, here: Path) -> There:
    """The data in the store, with all tables made, as they stand in the folder: only reports are to be made."""
    store = Store(f"s3://{BUCKET}/{there.name}")
    files = [p for p in (here / "data").rglob("*") if p.is_file()] + [here / "reports" / "validation.html"]
    for path in files:
        store.write(path.relative_to(here).as_posix(), path.read_bytes())
    return there


def pages(folder: Path) -> dict[str, bytes]:
    reports = folder / "reports"
    return {p.relative_to(reports).as_posix(): p.read_bytes() for p in reports.rglob("*") if p.suffix in PAGES}


def of_some(every: dict[str, bytes]) -> dict[str, bytes]:
    """The pages and notebooks of `SOME`."""
    kinds = tuple(one.partition("=")[2] for one in SOME)
    return {name: content for name, content in every.items() if name.partition("/")[2].startswith(kinds)}


def wait_for(condition, what: str) -> None:
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until, f"waited in vain for {what}"
        time.sleep(0.05)


def test_a_store_gets_the_bytes_that_folders_get(here, there, pack, capsys):
    assert there.pipeline("extract", str(pack)) == 0
    assert there.pipeline("run") == 0
    assert there.made() == pages(here)
    raw = {n: c for n, c in objects(f"{there.name}/data").items() if n.startswith("raw/")}
    kept = {p.relative_to(here / "data").as_posix(): p for p in (here / "data" / "raw").rglob("*") if p.is_file()}
    assert raw == {name: path.read_bytes() for name, path in kept.items()}
    assert there.locks() == []
    capsys.readouterr()

    assert there.pipeline("run") == 0
    out, err = capsys.readouterr()
    assert "0 reports made" in out
    assert err.startswith("sent to") and "1 file " in err and "\n" not in err.strip()  # the summary of this run

    there.on_machine("second")
    assert there.pipeline("run") == 0
    out, err = capsys.readouterr()
    assert "0 reports made" in out and "fetched" in err and "sent" not in err
    assert there.pipeline("quarters") == 0
    assert "2021-22-Q1" in capsys.readouterr().out


def stop(process: subprocess.Popen[bytes]) -> None:
    """Kill a command and all that it has started, as a machine does that loses its power."""
    for one in (*psutil.Process(process.pid).children(recursive=True), process):
        with suppress(psutil.NoSuchProcess):
            one.kill()
    process.wait(60)


def test_a_run_that_is_killed_goes_on_where_it_was(here, extracted, capsys):
    process = extracted.start("run", *SOME)
    try:
        wait_for(lambda: len(list(extracted.cache.glob("first/*/reports/2*/*.html"))) > 2, "a few reports")
    finally:
        stop(process)
    assert len(extracted.locks()) == 2
    assert not of_some(extracted.made())

    extracted.on_machine("second")
    assert extracted.pipeline("run", *SOME) == 2
    assert "another command is at work" in capsys.readouterr().err

    extracted.on_machine("first")
    assert extracted.pipeline("run", *SOME) == 0
    wanted, said = of_some(pages(here)), capsys.readouterr().out
    made = int(said.rpartition(" reports made")[0].rpartition("\n")[2])
    assert 0 < made < len(wanted) / 2
    assert sorted(of_some(extracted.made())) == sorted(wanted)
    assert of_some(extracted.made()) == wanted
    assert extracted.locks() == []


def test_what_fails_is_sent_too_and_the_lock_is_let_go(extracted, tmp_path, capsys):
    odd = tmp_path / "odd.txt"
    odd.write_text("no month, no table", encoding="utf-8")
    assert extracted.pipeline("extract", str(odd)) == 2
    raw = next(n for n in objects(f"{extracted.name}/data") if n.endswith(".tsv"))
    Store(f"s3://{BUCKET}/{extracted.name}/data").write(raw, b"line\tdamaged\n")
    assert extracted.pipeline("run") == 2
    err = capsys.readouterr().err
    assert "1 document left out" in err and "sent to" in err and "Traceback" not in err
    assert extracted.locks() == []


def test_a_cluster_that_shares_no_disk_makes_the_same_bytes(here, extracted, cluster, capsys):
    assert extracted.pipeline("run", "--scheduler", cluster.scheduler_address, "--profile") == 0
    assert extracted.made() == pages(here)
    said = capsys.readouterr().out
    assert "reports with 2 workers: " in said and "[ 1/" in said
    assert extracted.names("reports/.work") == extracted.locks() == []
    assert extracted.pipeline("run", "--scheduler", cluster.scheduler_address) == 0
    assert "0 reports made" in capsys.readouterr().out


def test_a_worker_that_is_killed_loses_nothing_and_doubles_nothing(here, extracted, cluster, capsys):
    with distributed.Client(cluster.scheduler_address, set_as_default=False) as client:
        victim = psutil.Process(next(iter(client.run(os.getpid).values())))

    def kill() -> None:
        wait_for(lambda: extracted.names("reports/.work/made"), "the first report")
        victim.kill()

    killer = threading.Thread(target=kill)
    killer.start()
    assert extracted.pipeline("run", "--scheduler", cluster.scheduler_address, *SOME) == 0
    killer.join(PATIENCE)
    assert not victim.is_running() and of_some(extracted.made()) == of_some(pages(here))
    told = [line.split("] ")[1] for line in capsys.readouterr().out.splitlines() if line.startswith("[")]
    assert len(told) == len(set(told)) and all(line.endswith(": made") for line in told)


def test_a_run_that_is_killed_has_no_report_made_twice(here, extracted, cluster, capsys):
    """What workers put into the store before is taken as it is, on whatever machine the next run is started."""
    process = extracted.start("run", "--scheduler", cluster.scheduler_address, *SOME)
    try:
        wait_for(lambda: len(extracted.names("reports/.work/made")) > 1, "a few reports")
    finally:
        stop(process)
    with distributed.Client(cluster.scheduler_address, set_as_default=False) as client:
        # two who write one object at once are no trouble for a store, but for moto's, which loses it for a moment
        wait_for(lambda: not any(client.run(at_work).values()), "the workers to hear of it")
    finished = [name.removesuffix(".json") for name in extracted.names("reports/.work/made")]
    written = extracted.times()
    extracted.on_machine("second")
    assert extracted.pipeline("unlock") == 0
    assert capsys.readouterr().out.count("taken from") == 2
    assert extracted.pipeline("run", "--scheduler", cluster.scheduler_address, *SOME) == 0
    assert of_some(extracted.made()) == of_some(pages(here))
    again = extracted.times()
    assert finished and {name: again[f"{name}.html"] for name in finished} == {
        name: written[f"{name}.html"] for name in finished
    }


def at_work(dask_worker: distributed.Worker) -> int:
    """How many tasks a worker is at."""
    return len(dask_worker.state.executing)


def test_a_report_that_fails_on_the_cluster_fails_alone_and_is_told(extracted, cluster, capsys):
    """Parts that are damaged on the way: each report says so, the record does not hold it, the next run makes it."""
    write = Store.write

    def damaging(self: Store, name: str, content: bytes) -> None:
        write(self, name, content[:-9] if name.startswith(".work/parts/") else content)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Store, "write", damaging)
        code = extracted.pipeline("run", "--scheduler", cluster.scheduler_address, "--notebook=scorecard")
    out, err = capsys.readouterr()
    assert code == 3 and "FAILED" in out and "is damaged" in out and "run the same command again" in err
    assert "Traceback" not in err and "2021-22-Q1/scorecard.html" not in extracted.names("reports")
    assert extracted.pipeline("run", "--scheduler", cluster.scheduler_address, "--notebook=scorecard") == 0


def fill_up() -> None:
    """Let a worker's disk be full: nothing is flushed any more."""

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    os.fsync = full


def make_room() -> None:
    os.fsync = posix.fsync


def test_a_worker_whose_disk_is_full_says_so_and_leaves_nothing_torn(here, extracted, cluster, capsys):
    """What was finished is kept; with room again the same command makes the rest, the same bytes."""
    with distributed.Client(cluster.scheduler_address, set_as_default=False) as client:
        client.run(fill_up)
        try:
            code = extracted.pipeline("run", "--scheduler", cluster.scheduler_address, "--notebook=scorecard")
        finally:
            client.run(make_room)
    out, err = capsys.readouterr()
    assert code == 3 and "No space left on device" in out + err and "Traceback" not in err
    of_quarters = {name: page for name, page in extracted.made().items() if name.startswith("20")}
    whole = {name: page for name, page in of_quarters.items() if not name.endswith(".failed.ipynb")}
    assert whole.items() <= pages(here).items() and extracted.locks() == []
    assert extracted.pipeline("run", "--scheduler", cluster.scheduler_address, "--notebook=scorecard") == 0
    wanted = {name: page for name, page in pages(here).items() if "/scorecard." in name}
    assert {name: page for name, page in extracted.made().items() if "/scorecard." in name} == wanted


def test_a_record_in_the_store_that_names_what_is_not_its_own_removes_and_shows_nothing(here, extracted, capsys):
    """A record is data: whoever can write it must not be able to have something else removed or taken for made."""
    store = Store(f"s3://{BUCKET}/{extracted.name}/reports")
    beside = Store(f"s3://{BUCKET}/{extracted.name}")
    beside.write("kept.html", b"somebody's own")
    entry = {"notebook": "scorecard", "quarter": "2021-22-Q1", "parameters": {}, "key": "k"}
    hostile = {"../../kept": {**entry, "outputs": {"../../kept.html": "0"}}, "2021-22-Q1/<script>": entry}
    store.write("run.json", json.dumps({"record": 2, "reports": hostile}).encode())
    assert extracted.pipeline("run", "--notebook=data_quality", "--quarter=2021-22-Q1") == 0
    assert beside.read("kept.html") == b"somebody's own"
    out, err = capsys.readouterr()
    assert "1 report made" in out and "Traceback" not in err
    assert "kept.html" not in "".join(extracted.made()) and extracted.locks() == []
