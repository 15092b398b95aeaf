"""Pages of an invented council: `make demo` writes its packs, reads them and makes their pages in the folder ``demo/``.

    python tools/demo.py               two packs of the council of Kiteham, and the pages of all their quarters
    python tools/demo.py --packs-only  the packs, and stop

No figure of it is real: the packs come from the generators that the tests use (tests/fixtures), from a fixed seed, so
that they are the same every time. Each figure is drawn by itself, so most of them contradict others: the pages are
full of findings. What stands in ``demo/`` is made anew, and git ignores it.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

COUNCIL = "Kiteham"
SEED = 7
MONTHS = ((2021, 3), (2021, 6))


def packs() -> dict[str, str]:
    """The text of each pack by its file's name: the monthly pack of two quarters, as one family prints it."""
    from tests.fixtures.pack_monthly import monthly_pack
    from tests.fixtures.packs import Variation

    made = {month: monthly_pack(Variation(*month, seed=SEED, authority=COUNCIL)) for month in MONTHS}
    return {f"{year}-{month:02d}-{COUNCIL.lower()}-panel.txt": pack.text for (year, month), pack in made.items()}


def write_packs(folder: Path) -> list[Path]:
    """Write the packs into a folder; their paths."""
    from scorecard.files import write_atomic

    paths = []
    for name, text in packs().items():
        write_atomic(folder / name, text)
        paths.append(folder / name)
    return paths


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packs-only", action="store_true", help="write the packs, and stop")
    parser.add_argument("--folder", type=Path, default=PROJECT / "demo", help="where it all goes (here: demo/)")
    options = parser.parse_args(arguments)
    paths = write_packs(options.folder / "packs")
    print(f"{len(paths)} invented packs: {options.folder / 'packs'}", flush=True)
    if options.packs_only:
        return 0
    from scorecard import cli

    places = ["--data", str(options.folder / "data"), "--reports", str(options.folder / "reports")]
    return cli.main(["extract", "--replace", *map(str, paths), *places]) or cli.main(["run", *places])


if __name__ == "__main__":
    raise SystemExit(main())
