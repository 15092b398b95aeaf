"""Whole commands over data and reports in a store: the bytes of folders, and nothing lost when one is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import distributed
import psutil
import pytest

from scorecard import cli
from scorecard.remote.store import Store
from tests.fixtures.pack_quarterly import quarterly_pack
from tests.fixtures.packs import Variation
from tests.fixtures.store import BUCKET, objects, s3_server

PROJECT = Path(__file__).resolve().parent.parent.parent
PAGES = (".html", ".ipynb", ".csv")
PATIENCE = 300


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
    assert not [name for name in objects(there.name) if name.endswith(".lock")]
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


def test_a_run_that_is_killed_goes_on_where_it_was(here, extracted, capsys):
    process = extracted.start("run")
    cached = extracted.cache / "first"
    try:
        wait_for(lambda: len(list(cached.glob("*/reports/*/*.html"))) > 3, "a few reports")
    finally:
        for child in psutil.Process(process.pid).children(recursive=True):
            child.kill()
        process.send_signal(signal.SIGKILL)
        process.wait(60)
    assert f"{extracted.name}/reports/.lock" in objects() and not extracted.made()

    extracted.on_machine("second")
    assert extracted.pipeline("run") == 2
    assert "another command is at work" in capsys.readouterr().err

    extracted.on_machine("first")
    assert extracted.pipeline("run") == 0
    said = capsys.readouterr().out
    made = int(said.rpartition(" reports made")[0].rpartition("\n")[2])
    assert 0 < made < len([n for n in pages(here) if n.endswith(".html")]) - 2
    assert extracted.made() == pages(here)
    assert not [name for name in objects(extracted.name) if name.endswith(".lock")]


def test_what_fails_is_sent_too_and_the_lock_is_let_go(extracted, tmp_path, capsys):
    odd = tmp_path / "odd.txt"
    odd.write_text("no month, no table", encoding="utf-8")
    assert extracted.pipeline("extract", str(odd)) == 2
    raw = next(n for n in objects(f"{extracted.name}/data") if n.endswith(".tsv"))
    Store(f"s3://{BUCKET}/{extracted.name}/data").write(raw, b"line\tdamaged\n")
    assert extracted.pipeline("run") == 2
    assert "left out" in capsys.readouterr().out
    assert not [name for name in objects(extracted.name) if name.endswith(".lock")]


def test_a_cluster_that_shares_no_disk_makes_the_same_bytes(here, extracted, cluster, capsys):
    assert extracted.pipeline("run", "--scheduler", cluster.scheduler_address, "--profile") == 0
    assert extracted.made() == pages(here)
    said = capsys.readouterr().out
    assert "reports with 2 workers: " in said and "[ 1/" in said
    assert not [name for name in objects(extracted.name) if "/.work/" in name]
    assert extracted.pipeline("run", "--scheduler", cluster.scheduler_address) == 0
    assert "0 reports made" in capsys.readouterr().out


def test_a_worker_that_is_killed_loses_nothing_and_doubles_nothing(here, extracted, cluster, capsys):
    with distributed.Client(cluster.scheduler_address, set_as_default=False) as client:
        victim = psutil.Process(next(iter(client.run(os.getpid).values())))

    def kill() -> None:
        wait_for(extracted.made, "the first report")
        for child in victim.children(recursive=True):
            child.kill()
        victim.kill()

    killer = threading.Thread(target=kill)
    killer.start()
    assert extracted.pipeline("run", "--scheduler", cluster.scheduler_address) == 0
    killer.join(PATIENCE)
    assert not victim.is_running() and extracted.made() == pages(here)
    said = capsys.readouterr().out
    told = [line.split("] ")[1] for line in said.splitlines() if line.startswith("[")]
    assert len(told) == len(set(told)) and all(line.endswith(": made") for line in told)


def test_a_run_that_is_killed_has_no_report_made_twice(here, extracted, cluster, capsys):
    """What workers put into the store before is taken as it is, on whatever machine the next run is started."""
    process = extracted.start("run", "--scheduler", cluster.scheduler_address)
    try:
        wait_for(lambda: len(extracted.made()) > 6, "a few reports")
    finally:
        for child in psutil.Process(process.pid).children(recursive=True):
            child.kill()
        process.send_signal(signal.SIGKILL)
        process.wait(60)
    with distributed.Client(cluster.scheduler_address, set_as_default=False) as client:
        wait_for(lambda: not any(client.processing().values()), "the workers to hear of it")
    words = [name for name in objects(f"{extracted.name}/reports") if name.startswith(".work/made/")]
    assert words
    marks = {name: entry.mark for name, entry in Store(f"s3://{BUCKET}/{extracted.name}/reports").listing().items()}
    extracted.on_machine("second")
    assert extracted.pipeline("unlock") == 0
    assert "taken from" in capsys.readouterr().out
    stamped = times(extracted)
    assert extracted.pipeline("run", "--scheduler", cluster.scheduler_address) == 0
    assert extracted.made() == pages(here)
    again = times(extracted)
    finished = [name.removeprefix(".work/made/").removesuffix(".json") for name in words]
    assert all(again[f"{name}.html"] == stamped[f"{name}.html"] for name in finished), marks


def times(there: There) -> dict[str, object]:
    """When each object was last written."""
    import fsspec

    files = fsspec.filesystem("s3")
    files.invalidate_cache()
    root = f"{BUCKET}/{there.name}/reports"
    return {k.removeprefix(f"{root}/"): v["LastModified"] for k, v in files.find(root, detail=True).items()}


def test_a_report_that_fails_on_the_cluster_is_told_and_kept_as_on_one_machine(extracted, cluster, capsys):
    """A part that is damaged on the way stops its reports alone."""
    write = Store.write

    def damaging(self: Store, name: str, content: bytes) -> None:
        write(self, name, content[:-9] if name.startswith(".work/parts/") and len(content) < 60_000 else content)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Store, "write", damaging)
        code = extracted.pipeline("run", "--scheduler", cluster.scheduler_address)
    out, err = capsys.readouterr()
    assert code == 3 and "is damaged" in out and "run the same command again" in err
    assert "Traceback" not in err
    assert extracted.pipeline("run", "--scheduler", cluster.scheduler_address) == 0
