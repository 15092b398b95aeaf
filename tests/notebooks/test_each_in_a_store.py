"""Many workspaces in a store, run by the workers of a cluster: a worker that is killed loses and doubles nothing."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from scorecard import cli
from scorecard.remote.store import Store
from tests.fixtures.pack_quarterly import quarterly_pack
from tests.fixtures.packs import Variation
from tests.fixtures.store import BUCKET, names, objects, s3_server

distributed = pytest.importorskip("distributed", reason="Dask is an extra, and not installed here")

AUTHORITIES = ("authority=barnford", "authority=exampleton", "authority=kiteham")
SOME = ("--quarter=2021-22-Q1", "--notebook=scorecard", "--notebook=data_quality")
PAGES = (".html", ".ipynb")
PATIENCE = 300


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The server, and the folder in which machines of the test keep their copies."""
    cache = tmp_path_factory.mktemp("caches")
    with s3_server(), pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCORECARD_CACHE", str(cache / "workers"))
        yield cache


@pytest.fixture(scope="module")
def cluster(server: Path) -> Iterator[distributed.LocalCluster]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as made:
        yield made


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One of the workspaces in folders, run on this machine."""
    folder = tmp_path_factory.mktemp("here")
    pack = folder / "2021-06-pack.txt"
    pack.write_text(quarterly_pack(Variation()).text, encoding="utf-8")
    places = ["--data", str(folder / "data"), "--reports", str(folder / "reports")]
    assert cli.main(["extract", str(pack), *places]) == 0
    assert cli.main(["run", *SOME, *places]) == 0
    return folder


@pytest.fixture
def nation(here: Path, server: Path, request: pytest.FixtureRequest) -> str:
    """The name of a folder of the bucket with a workspace for each authority, whose tables are made."""
    store = Store(f"s3://{BUCKET}/{request.node.name}")
    files = [p for p in (here / "data").rglob("*") if p.is_file()] + [here / "reports" / "validation.html"]
    for authority in AUTHORITIES:
        for path in files:
            store.write(f"{authority}/{path.relative_to(here).as_posix()}", path.read_bytes())
    return str(request.node.name)


def run_each(nation: str, cluster: distributed.LocalCluster) -> int:
    where = f"s3://{BUCKET}/{nation}"
    return cli.main(["run", "--each", where, "--scheduler", cluster.scheduler_address, *SOME])


def made(nation: str, authority: str) -> dict[str, bytes]:
    there = objects(f"{nation}/{authority}/reports")
    return {name: content for name, content in there.items() if name.endswith(PAGES) and not name.startswith(".")}


def pages(folder: Path) -> dict[str, bytes]:
    reports = folder / "reports"
    return {p.relative_to(reports).as_posix(): p.read_bytes() for p in reports.rglob("*") if p.suffix in PAGES}


def at_work(nation: str) -> list[str]:
    """The locks of the workspaces at which a task is."""
    return [name for name in names(nation) if name.endswith(".lock")]


def a_task_of(worker: psutil.Process) -> bool:
    """Has a worker a process of a task?"""
    return any("pipeline.py" in part for child in worker.children() for part in child.cmdline())


def test_a_worker_that_is_killed_has_its_workspace_run_by_another(here, nation, cluster, capsys):
    with distributed.Client(cluster.scheduler_address, set_as_default=False) as client:
        victim = psutil.Process(next(iter(client.run(os.getpid).values())))
    children: list[psutil.Process] = []

    def kill() -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and not (at_work(nation) and a_task_of(victim)):
            time.sleep(0.05)
        children.extend(victim.children(recursive=True))
        victim.kill()

    killer = threading.Thread(target=kill)
    killer.start()
    code = run_each(nation, cluster)
    killer.join(PATIENCE)
    out, err = capsys.readouterr()
    assert code == 0, err
    assert children and not victim.is_running()
    assert not [one for one in children if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]
    told = [line.split("] ")[1].partition(":")[0] for line in out.splitlines() if line.startswith("[")]
    assert sorted(told) == sorted(AUTHORITIES)
    for authority in AUTHORITIES:
        assert made(nation, authority) == pages(here), authority
    assert at_work(nation) == []


def test_what_was_run_is_not_run_again_and_a_workspace_that_fails_leaves_the_others(nation, cluster, capsys):
    damaged = f"{AUTHORITIES[1]}/data/raw"
    raw = next(name for name in names(f"{nation}/{damaged}") if name.endswith(".tsv"))
    whole = objects(f"{nation}/{damaged}")[raw]
    store = Store(f"s3://{BUCKET}/{nation}/{damaged}")
    store.write(raw, b"line\tdamaged\n")
    assert run_each(nation, cluster) == 2
    out, err = capsys.readouterr()
    assert "1 of 3 workspaces failed" in err and AUTHORITIES[1] in err and "Traceback" not in out + err
    assert made(nation, AUTHORITIES[0]) and made(nation, AUTHORITIES[2]) and at_work(nation) == []
    store.write(raw, whole)
    assert run_each(nation, cluster) == 0
    out, _ = capsys.readouterr()
    assert out.count("0 reports made") == 2
    assert made(nation, AUTHORITIES[1]) == made(nation, AUTHORITIES[0]) and at_work(nation) == []
