"""Reports made by a Dask cluster: the same bytes as on one machine, and a killed worker loses nothing."""

from __future__ import annotations

import os
import shutil
import threading
import time
from pathlib import Path

import psutil
import pytest

from scorecard import cli
from scorecard.errors import InputError
from scorecard.render.notebook.cluster import make_on_cluster
from scorecard.workspace import Workspace
from tests.fixtures.pack_quarterly import quarterly_pack
from tests.fixtures.packs import Variation

distributed = pytest.importorskip("distributed", reason="Dask is an extra, and not installed here")


@pytest.fixture(scope="module")
def cluster():
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as made:
        yield made


def pipeline(folder: Path, *arguments: str) -> int:
    return cli.main([*arguments, "--data", str(folder / "data"), "--reports", str(folder / "reports")])


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("here")
    pack = folder / "2021-06-pack.txt"
    pack.write_text(quarterly_pack(Variation()).text, encoding="utf-8")
    assert pipeline(folder, "extract", str(pack)) == 0
    assert pipeline(folder, "run") == 0
    return folder


def pages(folder: Path) -> dict[str, bytes]:
    made = [p for p in (folder / "reports").rglob("*") if p.suffix in (".html", ".ipynb", ".csv")]
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in made}


def there(here: Path, folder: Path) -> Path:
    shutil.copytree(here / "data" / "raw", folder / "data" / "raw")
    return folder


def test_the_cluster_makes_the_same_bytes_as_one_machine(here, cluster, tmp_path, capsys):
    folder = there(here, tmp_path)
    assert pipeline(folder, "run", "--scheduler", cluster.scheduler_address, "--profile") == 0
    assert pages(folder) == pages(here)
    said = capsys.readouterr().out
    assert "reports with 2 workers: " in said and "[ 1/" in said
    assert pipeline(folder, "run", "--scheduler", cluster.scheduler_address) == 0
    assert "0 reports made" in capsys.readouterr().out


def test_a_worker_that_is_killed_has_its_report_made_by_another(here, cluster, tmp_path):
    folder = there(here, tmp_path)
    with distributed.Client(cluster.scheduler_address, set_as_default=False) as client:
        victim = psutil.Process(next(iter(client.run(os.getpid).values())))

    def kill() -> None:
        until = time.monotonic() + 300
        while time.monotonic() < until and not list((folder / "reports").glob("*/*.html")):
            time.sleep(0.05)
        victim.kill()

    killer = threading.Thread(target=kill)
    killer.start()
    assert pipeline(folder, "run", "--scheduler", cluster.scheduler_address) == 0
    killer.join()
    assert not victim.is_running() and pages(folder) == pages(here)


def test_where_no_scheduler_answers_it_is_said_what_to_do():
    with pytest.raises(InputError, match="no Dask scheduler answers"):
        make_on_cluster([], Workspace(), scheduler="nonsense://nowhere", told=lambda answer: None)
