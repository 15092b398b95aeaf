"""One pack taken away: how many pages are made again, how many of them have other bytes, and is a page left wrongly?

    python bench/one_pack.py                                   each pack in turn, by the keys alone (a minute each)
    python bench/one_pack.py 2023-09-… --pages                 with the pages: made again where due, then all of them

Needs an up-to-date `python pipeline.py run`. Each pack is taken from a copy of data and reports. Of quarters, themes,
indicators, packs and the rest it says how many pages there are without the pack, how many a run makes again, and with
``--pages`` how many of those have other bytes than before; then everything is made anew beside it, and a page that was
left though its bytes are others now ends the command with 1.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from scorecard.render.record import read_record  # noqa: E402
from scorecard.render.run import plan_reports  # noqa: E402
from scorecard.steps import MEASURES, VALIDATE, Options, bring, bring_tables, make_reports, reports_due  # noqa: E402
from scorecard.workspace import Workspace  # noqa: E402

KINDS = ("quarters", "themes", "indicators", "packs", "restatements and performance")


def main() -> int:
    """Take packs away; returns 1 if a page was left that is another one now."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack", nargs="*", help="folders of data/raw; all of them if none is named")
    parser.add_argument("--pages", action="store_true", help="make the pages, and compare their bytes")
    options = parser.parse_args()
    wrong = 0
    for pack in options.pack or sorted(path.name for path in (PROJECT / "data" / "raw").iterdir()):
        with tempfile.TemporaryDirectory(prefix="one-pack-") as folder:
            workspace = without(pack, Path(folder))
            print(f"without {pack}:", flush=True)
            wrong += with_pages(workspace) if options.pages else by_keys(workspace)
    return int(wrong > 0)


def without(pack: str, folder: Path) -> Workspace:
    """A copy of the project's data and reports without one pack, its tables up to date."""
    for name in ("data", "reports"):
        shutil.copytree(PROJECT / name, folder / name)
    shutil.rmtree(folder / "data" / "raw" / pack)
    workspace = Workspace(data=folder / "data", reports=folder / "reports")
    options = Options(report=_silent)
    bring_tables(workspace, options)
    for step in (VALIDATE, MEASURES):
        bring(step, workspace, options)
    return workspace


def by_keys(workspace: Workspace) -> int:
    """Print by kind how many reports are due."""
    jobs = plan_reports(workspace, None, None, {}).jobs
    due = reports_due(workspace, jobs, read_record(workspace.reports))
    _print([job.name for job in jobs], {"made again": due})
    return 0


def with_pages(workspace: Workspace) -> int:
    """Make what is due, then all of it elsewhere; returns how many pages were left that are others now."""
    old = _pages(workspace.reports)
    summary = make_reports(workspace, Options(report=_silent))
    new = _pages(workspace.reports)
    again = Workspace(data=workspace.data, reports=workspace.reports.with_name("again"))
    make_reports(again, Options(report=_silent))
    whole = _pages(again.reports)
    other = [name for name in summary.made if old.get(name) != new[name]]
    wrong = sorted(name for name in summary.skipped if new[name] != whole[name])
    _print(list(whole), {"made again": summary.made, "of these with other bytes": other, "left wrongly": wrong})
    return len(wrong)


def _pages(reports: Path) -> dict[str, bytes]:
    """The bytes of each report's page by its name."""
    pages = {path.relative_to(reports).with_suffix("").as_posix(): path for path in sorted(reports.glob("*/*.html"))}
    return {name: path.read_bytes() for name, path in pages.items()}


def _print(names: Iterable[str], counted: dict[str, Iterable[str]]) -> None:
    there = Counter(map(_kind, names))
    each = {what: Counter(map(_kind, some)) for what, some in counted.items()}
    for kind in KINDS:
        told = ", ".join(f"{what} {number[kind]}" for what, number in each.items())
        print(f"    {kind}: {there[kind]} pages, {told}", flush=True)


def _kind(name: str) -> str:
    folder, page = name.split("/", 1)
    if folder in KINDS:
        return folder
    if folder == "performance" or page == "restatements":
        return KINDS[-1]
    return "themes" if page.startswith("theme-") else "quarters"


def _silent(line: str) -> None:
    """Say nothing of the steps."""


if __name__ == "__main__":
    raise SystemExit(main())
