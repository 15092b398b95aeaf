"""The front door: ``python pipeline.py --help``."""

import sys

sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # costs every process seconds, see docs/pages.md

from scorecard.cli import main  # noqa: E402

if __name__ == "__main__":
    raise SystemExit(main())
