"""What a worker elsewhere gets of the data, and what it takes for made."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import Path

import polars as pl
import pytest

from scorecard.errors import InputError
from scorecard.measures.slices import HOMES, Slices
from scorecard.periods import Quarter
from scorecard.provenance import sha256_of
from scorecard.remote.store import Store
from scorecard.render.notebook import elsewhere
from scorecard.render.notebook.elsewhere import Workbench, made_in_store
from scorecard.render.notebook.parts import Parts, fingerprint, name_of, unpack
from scorecard.render.notebook.pool import Asked
from scorecard.render.plan.jobs import Job
from scorecard.schema import read_homes, read_tables
from scorecard.workspace import Workspace
from tests.fixtures.processed import write_workspace
from tests.fixtures.store import objects

QUARTER = "2020-21-Q1"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(data=write_workspace(tmp_path / "data"), reports=tmp_path / "reports")


def job(notebook: str, name: str, **parameters: str) -> Job:
    return Job(name, notebook, "", QUARTER, "", parameters)


SCORECARD = job("scorecard", f"{QUARTER}/scorecard")


def test_the_slice_of_a_slice_is_the_slice(workspace: Workspace, tmp_path: Path) -> None:
    """So a page that a worker makes of its part is the page that is made of all tables."""
    tables = read_tables(workspace.processed)
    tables["measures"] = pl.DataFrame(schema=Slices(tables).tables.get("measures", pl.DataFrame()).schema)
    parts = Parts(workspace)
    (part,) = parts.of(SCORECARD)
    unpack(part, name_of(part), tmp_path / "part")
    there = tmp_path / "part" / "data" / "processed"
    homes = read_homes(there)
    assert homes is not None and homes.height
    cut = read_tables(there)
    whole = parts._slices.of_quarter(Quarter.parse(QUARTER))
    again = Slices({**cut, "measures": whole["measures"], HOMES: homes}).of_quarter(Quarter.parse(QUARTER))
    for name, frame in whole.items():
        assert again[name].equals(frame), name


def test_the_same_rows_have_the_same_name(workspace: Workspace) -> None:
    first, second = (list(Parts(workspace).of(SCORECARD)) for _ in range(2))
    assert [name_of(part) for part in first] == [name_of(part) for part in second]


def test_a_part_that_is_damaged_or_leads_out_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is damaged"):
        unpack(b"other bytes", "a.zip", tmp_path)
    for name in ("../out", "/out", "a/../../out"):
        stream = BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr(name, "x")
        part = stream.getvalue()
        with pytest.raises(InputError, match="outside its folder"):
            unpack(part, name_of(part), tmp_path / "in")
    assert list(tmp_path.iterdir()) == []


def test_parts_are_laid_out_once_and_taken_away(workspace: Workspace, url: str, place: str) -> None:
    bench = Workbench(Store(url))
    asked = [Asked(SCORECARD, None, []), Asked(job("theme", f"{QUARTER}/theme-x", theme="x"), None, [])]
    laid_out = list(bench.lay_out(asked, workspace))
    assert len({parts for _, parts in laid_out}) == 1
    assert sorted(objects(place)) == [f".work/parts/{name}" for name in laid_out[0][1]]
    bench.clear()
    assert objects(place) == {}


def test_a_worker_with_other_code_makes_nothing(url: str, place: str) -> None:
    answer = made_in_store(Asked(SCORECARD, None, [], key="k"), Store(url), [], "other")
    assert answer.failure is not None and "has other code" in answer.failure["error"] and objects(place) == {}


@pytest.fixture
def made(url: str) -> Store:
    """A store in which somebody has put a report."""
    store = Store(url)
    contents = {name: name.encode() for name in SCORECARD.outputs}
    for name, content in contents.items():
        store.write(name, content)
    word = {"key": "k", "outputs": {name: sha256_of(content) for name, content in contents.items()}}
    store.write(f".work/made/{SCORECARD.name}.json", json.dumps(word).encode())
    return store


class Made(Exception):
    """A report would be made."""


@pytest.fixture(autouse=True)
def no_bench(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(store: Store) -> None:
        raise Made

    monkeypatch.setattr(elsewhere, "_Bench", refuse)
    monkeypatch.setattr(elsewhere, "_BENCHES", {})


def ask(store: Store, key: str) -> tuple[str, ...]:
    return tuple(made_in_store(Asked(SCORECARD, None, [], key=key), store, [], fingerprint()).files)


def test_what_is_complete_is_not_made_again(made: Store) -> None:
    assert ask(made, "k") == SCORECARD.outputs


def test_what_was_made_of_something_else_is(made: Store) -> None:
    for key in ("other", ""):
        with pytest.raises(Made):
            ask(made, key)


@pytest.mark.parametrize("damage", ["changed", "gone", "no word", "odd word"])
def test_what_is_not_whole_is_made_again(made: Store, damage: str) -> None:
    page, word = SCORECARD.outputs[1], f".work/made/{SCORECARD.name}.json"
    if damage == "changed":
        made.write(page, b"changed")
    elif damage == "gone":
        made.remove(page)
    elif damage == "no word":
        made.remove(word)
    else:
        made.write(word, b'{"key": "k", "outputs": [1]}')
    with pytest.raises(Made):
        ask(made, "k")
