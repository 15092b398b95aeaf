"""The front door: ``python pipeline.py --help``."""

from scorecard.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
