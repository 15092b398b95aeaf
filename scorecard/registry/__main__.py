"""``python -m scorecard.registry`` prints the data dictionary."""

from __future__ import annotations

import sys

from scorecard.registry.dictionary import data_dictionary
from scorecard.registry.loader import load_registry

if __name__ == "__main__":
    sys.stdout.buffer.write(data_dictionary(load_registry()).encode("utf-8"))
