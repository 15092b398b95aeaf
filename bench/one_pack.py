"""One pack taken away: how many pages are made again, because of what, and how many of them have other bytes?

    python bench/one_pack.py                                   each pack in turn, by the keys (half a minute each)
    python bench/one_pack.py 2023-09-… --pages                 makes the pages that are due, and compares their bytes
    python bench/one_pack.py 2023-09-… --all                   makes all: is a page left that is another one now?

Each pack is taken from a copy of the data. Of each kind of page it says how many there are without the pack and how
many of them a run makes again, and why: because the pack is one of those behind the quarter, because its figures are
among those that the page can show, because of what it confirms or contradicts, because another number of checks found
something (every page of a quarter says how many did), or because such pages are made from all tables. ``--pages`` and
``--all`` need an up-to-date `python pipeline.py run`, with whose pages they compare; a page that was left though its
bytes are others now ends the command with 1.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

import polars as pl  # noqa: E402

from scorecard.council_quarter import parse_quarter  # noqa: E402
from scorecard.measures.slices import Slices  # noqa: E402
from scorecard.render.plan.jobs import Job  # noqa: E402
from scorecard.render.plan.planned import Plan, plan_reports  # noqa: E402
from scorecard.render.plan.sheets import INDICATORS  # noqa: E402
from scorecard.render.plan.slices import OF_QUARTERS, cut_of, slice_hashes  # noqa: E402
from scorecard.render.record import Record  # noqa: E402
from scorecard.render.run import RunSummary, make_planned  # noqa: E402
from scorecard.schema import read_if_there, read_tables  # noqa: E402
from scorecard.steps import MEASURES, VALIDATE, Options, bring, bring_tables, reports_due  # noqa: E402
from scorecard.workspace import Workspace  # noqa: E402

PERFORMANCE, PACKS = "performance", "packs"
KINDS = ("scorecard", "theme", "data_quality", "audit_trail", "restatements", PERFORMANCE, INDICATORS, PACKS)
BEHIND, FIGURES, TOLD, CHECKS, WHOLE = (
    "it is one of the quarter's packs",
    "its figures may be shown",
    "of what it confirms or contradicts",
    "other checks found something",
    "all tables are read",
)


@dataclass(frozen=True)
class Keyed:
    """A workspace with its tables, its reports and the key of each of them."""

    workspace: Workspace
    plan: Plan
    keys: Mapping[str, str]

    @property
    def tables(self) -> dict[str, pl.DataFrame]:
        processed = self.workspace.processed
        return read_tables(processed) | {"measures": read_if_there(processed, "measures")}


def main() -> int:
    """Take packs away; returns 1 if a page was left that is another one now."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    packs = sorted(path.name for path in (PROJECT / "data" / "raw").iterdir())
    parser.add_argument("pack", nargs="*", help="folders of data/raw; all of them if none is named")
    parser.add_argument("--pages", action="store_true", help="make the pages that are due, and compare their bytes")
    parser.add_argument("--all", action="store_true", help="make the others too")
    options = parser.parse_args()
    if unknown := set(options.pack) - set(packs):
        parser.error(f"no pack {', '.join(sorted(unknown))} in data/raw; there are: {', '.join(packs)}")
    wrong = 0
    print("| without | pages | there are | made again | of these with other bytes | made again because |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="one-pack-") as folder:
        whole = keyed(Path(folder) / "whole", None)
        for pack in options.pack or packs:
            rest = keyed(Path(folder) / pack, pack)
            due = {name: key for name, key in rest.keys.items() if whole.keys.get(name) != key}
            made = pages(rest, rest.keys if options.all else due) if options.pages or options.all else None
            other = made and {n for n, page in made.items() if page != _read(PROJECT / "reports", n)}
            _print(pack, rest, due, _why(pack, whole, rest, due), other)
            wrong += len(set(other or ()) - set(due))
    if options.all:
        print(f"\n{wrong} pages were left that are others now")
    return int(wrong > 0)


def keyed(folder: Path, pack: str | None) -> Keyed:
    """A copy of the project's data, without a pack if one is named, its tables up to date."""
    shutil.copytree(PROJECT / "data", folder / "data")
    if pack is not None:
        shutil.rmtree(folder / "data" / "raw" / pack)
    workspace = Workspace(data=folder / "data", reports=folder / "reports")
    options = Options(report=_silent)
    bring_tables(workspace, options)
    for step in (VALIDATE, MEASURES):
        bring(step, workspace, options)
    plan = plan_reports(workspace, None, None, {})
    return Keyed(workspace, plan, reports_due(workspace, plan.jobs, Record(), links=plan.links))


def pages(of: Keyed, due: Mapping[str, str]) -> dict[str, bytes]:
    """The bytes of the pages that are made, by the name of the report."""
    make_planned(of.workspace, of.plan, due, Record(), RunSummary(), workers=2, own_kernel=False, report=_silent)
    return {name: _read(of.workspace.reports, name) for name in due}


def _read(reports: Path, name: str) -> bytes:
    page = reports / f"{name}.html"
    return page.read_bytes() if page.exists() else b""


def _why(pack: str, whole: Keyed, rest: Keyed, due: Iterable[str]) -> dict[str, str]:
    """Because of what each report is made again."""
    slices, jobs = Slices(whole.tables), {job.name: job for job in rest.plan.jobs}
    before, now = (_without_checks(of, rest.plan.jobs) for of in (whole, rest))
    of_checks = {name for name, sha in now.items() if before.get(name) == sha}
    notes = whole.workspace.notes
    return {name: CHECKS if name in of_checks else _reason(pack, slices, jobs[name], notes) for name in due}


def _without_checks(of: Keyed, jobs: Sequence[Job]) -> dict[str, str]:
    """The hashes of the slices, as if nothing had been checked."""
    return slice_hashes(
        of.tables, pl.DataFrame(schema={"kind": pl.String, "status": pl.String}), jobs, of.workspace.notes
    )


def _reason(pack: str, slices: Slices, job: Job, notes: Path) -> str:
    figures = slices.tables["observations"]
    if job.notebook == INDICATORS:
        shown = figures.filter(pl.col("indicator") == job.parameters["subject"])
    elif job.notebook == PACKS:
        return TOLD  # its own figures are as they were
    elif job.notebook in (*OF_QUARTERS, PERFORMANCE):
        asked = parse_quarter(job.quarter)
        cut = slices.of_quarter(asked) if job.is_sheet else cut_of(job, notes)(slices)
        if pack in slices.of_documents(asked)["documents"]["document"]:
            return BEHIND
        theme = pl.col("theme") == job.parameters["theme"] if job.notebook == "theme" else pl.lit(True)
        shown = cut["observations"].filter(theme)
    else:
        return WHOLE
    return FIGURES if pack in shown["document"] else TOLD


def _print(pack: str, rest: Keyed, due: Iterable[str], why: Mapping[str, str], other: Iterable[str] | None) -> None:
    kinds = {job.name: job.notebook for job in rest.plan.jobs}
    there, again = Counter(kinds.values()), Counter(kinds[name] for name in due)
    truly = None if other is None else Counter(kinds[name] for name in other)
    for kind in KINDS:
        reasons = Counter(why[name] for name in due if kinds[name] == kind)
        because = ", ".join(f"{reason} ({many})" for reason, many in sorted(reasons.items())) or "–"
        bytes_ = "not compared" if truly is None else f"{truly[kind]}"
        print(f"| {pack} | {kind} | {there[kind]} | {again[kind]} | {bytes_} | {because} |", flush=True)


def _silent(line: str) -> None:
    """Say nothing of the steps."""


if __name__ == "__main__":
    raise SystemExit(main())
