"""The page of a crate for people: what it holds, how to check it, how to make it again."""

from __future__ import annotations

from scorecard.periods import Quarter

README, SUMS, METADATA = "README.md", "SHA256SUMS", "ro-crate-metadata.json"
_TEXT = """\
# Performance of children's services, {title}

An archive of one quarter: what councils' performance packs printed, what was made of it, and the code that did it. It
needs no network and no server. Whose figures they are is said in LICENCE-DATA.md; please read it before you use them.

| look at | for |
|---|---|
| reports/index.html | the pages, in any browser |
| data/processed/ | every table; datapackage.json says what each column is (also docs/data-contract.md) |
| data/raw/ | the figures as they are printed, with their lines, and what was corrected, with the reason |
| registry/, councils/, expectations/, notebooks/ | words, checks and notebooks that went in |
| ro-crate-metadata.json | what was made of what, when, by which code (RO-Crate 1.1, Workflow Run Crate 0.5) |
| scorecard/, pipeline.py, requirements.lock, docs/ | the code, its packages with their hashes, and its documentation |

Some links of the pages lead to pages of other quarters, which are in the archives of those.

## Is it as it was made?
`SHA256SUMS` has the hash of every other file:

    sha256sum --check --quiet SHA256SUMS        (macOS: shasum -a 256 -c; Windows: Get-FileHash)

Whoever changes a file can change that list too. Keep the hash of SHA256SUMS somewhere else, and compare it: this file
cannot hold it, the command that made the crate printed it.

## Is it what the code makes?
With Python {python} and the packages of requirements.lock:

    python -m venv .venv && .venv/bin/pip install --require-hashes -r requirements.lock
    .venv/bin/python pipeline.py audit

It makes everything again from data/raw in a folder apart, compares each file with reports/run.json byte for byte, and
ends with 0, or with 5 and the first figure that differs.

## In ten years
If the packages cannot be installed any more, nothing above it is lost: pages are HTML without a script that they need,
raw tables and ledgers are text, the tables are Apache Parquet, hashes are SHA-256. A capsule, which works the quarter's
figures out again in a browser alone, is made by `pipeline.py audit --capsule FILE.html` (docs/audit.md).
"""


def readme(quarter: Quarter, python: str) -> bytes:
    """The page for a quarter whose files were made with a version of Python."""
    return _TEXT.format(title=f"{quarter.title} ({quarter})", python=python).encode()
