"""Checks of what enters the repository: fast, offline, and the same by hand, at a commit and in the tests.

    python tools/hooks.py --all         every tracked file (without git: every file that is not generated)
    python tools/hooks.py --staged      what the next commit would hold
    python tools/hooks.py FILE...       these files
    python tools/hooks.py --strip FILE  take outputs and counts out of notebooks

A check is a function ``(path, content) -> problems``; ``CHECKS`` lists them. Only the standard library is used, so
the hooks work before anything is installed.
"""

from __future__ import annotations

import argparse
import fnmatch
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
LARGEST = 1_000_000
GENERATED = (".git", ".venv*", "__pycache__", ".*_cache", ".hypothesis", ".ipynb_checkpoints", "processed", "reports")


@dataclass(frozen=True, order=True)
class Problem:
    """Something that must not enter the repository: where it stands, what it is and what to do."""

    path: str
    line: int
    what: str
    do: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what} - {self.do}"


Check = Callable[[str, bytes], list[Problem]]


def _text_lines(content: bytes) -> Iterator[tuple[int, str]]:
    """Numbered lines of a text; nothing for a picture or another binary file."""
    if b"\0" not in content[:8192]:
        yield from enumerate(content.decode("utf-8", errors="replace").split("\n"), start=1)


def _matches(path: str, content: bytes, pattern: re.Pattern[str], what: str, do: str) -> list[Problem]:
    """One problem for each line in which ``pattern`` is found; ``{}`` in ``what`` becomes the text found."""
    found = ((number, pattern.search(line)) for number, line in _text_lines(content))
    return [Problem(path, number, what.format(match[0].strip()[:60]), do) for number, match in found if match]


# --- notebooks -------------------------------------------------------------------------------------------------------

_TRACES = {"execution", "papermill", "widgets", "collapsed", "scrolled", "signature"}


def stripped_notebook(notebook: dict) -> dict:
    """A copy of a notebook without outputs, execution counts and what a run leaves in the metadata."""
    bare = json.loads(json.dumps(notebook))
    for part in [bare, *bare.get("cells", [])]:
        part["metadata"] = {k: v for k, v in part.get("metadata", {}).items() if k not in _TRACES}
        if part.get("cell_type") == "code":
            part.update(outputs=[], execution_count=None)
    return bare


def notebook_is_stripped(path: str, content: bytes) -> list[Problem]:
    """A notebook is stored without outputs, execution counts and traces of a run."""
    if not path.endswith(".ipynb"):
        return []
    do = "run: python tools/hooks.py --strip " + path
    try:
        notebook = json.loads(content)
    except ValueError:
        return [Problem(path, 1, "is not a notebook that can be read", "save it again in JupyterLab")]
    if notebook == stripped_notebook(notebook):
        return []
    return [Problem(path, 1, "carries outputs, execution counts or traces of a run", do)]


# --- size, addresses, paths ------------------------------------------------------------------------------------------


def file_is_small(path: str, content: bytes) -> list[Problem]:
    """No file is larger than 1 MB: documents and results stay outside, generated files are made by `make run`."""
    if len(content) <= LARGEST:
        return []
    return [Problem(path, 1, f"is {len(content) / 1e6:.1f} MB (at most 1 MB)", "keep it outside the repository")]


_INDEX = re.compile(
    r"https?://\S*/(?:simple|packages|debian|ubuntu)(?:/|\b)|\b(?:pypi\.org|pythonhosted\.org|anaconda\.org)"
    r"|registry\.npmjs\.org|(?<![\w-])--(?:extra-)?index-url|(?<![\w-])--find-[l]inks|\"resolved\": *\"http"
)


def no_index_address(path: str, content: bytes) -> list[Problem]:
    """Where packages are fetched from is a matter of each machine and never of the repository."""
    return _matches(path, content, _INDEX, "names a package index ({})", "take the address or option out")


_MACHINE_PATH = re.compile(
    r"(?<![\w.:/])/(?:[w]ork|[r]oot|[t]mp|[h]ome/\w+|[U]sers/\w+|private/var|mnt/\w)/\w|\b[A-Za-z]:[\\/]+Users[\\/]"
)


def no_machine_path(path: str, content: bytes) -> list[Problem]:
    """A path of one machine means nothing on another, and tells who sat at it."""
    return _matches(
        path, content, _MACHINE_PATH, "holds a path of one machine ({})", "write it relative to the project"
    )


# --- people ----------------------------------------------------------------------------------------------------------

# a council's pages and notes of a quarter are files like 2020-21-Q1@anytown.html, and no address
_COUNCILS_FILE = r"(?<=[0-9]{4}-[0-9]{2}-Q[1-4]@)[a-z0-9-]+\.(?:html|ipynb|md)\b"
_EMAIL = re.compile(
    rf"[\w.+-]+@(?!example\.(?:org|com|net)\b|{_COUNCILS_FILE})[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{{2,}}\b"
)
_TELEPHONE = re.compile(
    r"(?<![\w.,/-])(?:\+44[ -]?(?:\(0\)[ -]?)?|\(?0)"
    r"(?:\d{2,4}\)?[ -]?\d{3}[ -]?\d{3,4}|\d{4}\)?[ -]?\d{5,6})(?![\w,/-])"
)
_TITLED = re.compile(
    r"\b(?:Councillors?|Cllrs?|Alderman|Mayor|Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Baroness|Rev)\b\.?[ \t]+"
    r"(?:[A-Z]\.?[ \t]+){0,3}(?!Example\b)[A-Z][a-z'’]*[a-z][\w'’-]*"
)
_INITIALLED = re.compile(r"(?<![\w.])(?:[A-Z]\. ?){1,3}[A-Z][a-z]{2,}\b")
_FROM_DOCUMENTS = ("data/", "expectations/", "registry/", "councils/")


@cache
def _first_and_last_name() -> re.Pattern[str]:
    names = (PROJECT / "tools" / "first_names.txt").read_text(encoding="utf-8").split()
    return re.compile(rf"\b(?:{'|'.join(names)})[ \t]+(?:[A-Z]\.?[ \t]+)?[A-Z][a-z'’]*[a-z]\b")


def no_personal_data(path: str, content: bytes) -> list[Problem]:
    """No e-mail address, telephone number or titled name anywhere; no name of a person in what documents gave."""
    do = "only figures enter the repository; take it out (invented people are called Example, at example.org)"
    problems = [
        *_matches(path, content, _EMAIL, "looks like an e-mail address ({})", do),
        *_matches(path, content, _TELEPHONE, "looks like a telephone number ({})", do),
        *_matches(path, content, _TITLED, "looks like a person ({})", do),
    ]
    if path.startswith(_FROM_DOCUMENTS):
        problems += _matches(path, content, _first_and_last_name(), "looks like a person's name ({})", do)
        problems += _matches(path, content, _INITIALLED, "looks like a person's name ({})", do)
    return problems


# --- data/raw --------------------------------------------------------------------------------------------------------

# The longest label that the packs print for a row has 30 words; a story needs more, or speaks of somebody.
LONGEST_LABEL = 32
_WORD = re.compile(r"[^\W\d_]{2,}")
_PRONOUN = re.compile(r"\b(?:I|he|she|him|his|her|hers|they|them|their|we|us|our|you|your|my|mum|dad)\b", re.I)


def is_prose(cell: str) -> bool:
    """Whether a cell tells something rather than names or counts it."""
    words = len(_WORD.findall(cell))
    return words > LONGEST_LABEL or (words > 10 and len(_PRONOUN.findall(cell)) > 1)


def raw_data_holds_figures_only(path: str, content: bytes) -> list[Problem]:
    """data/raw holds tables (.tsv) and facts about them (.yml); no cell of a table is prose."""
    if not path.startswith("data/raw/"):
        return []
    if not path.endswith((".tsv", ".yml")):
        return [Problem(path, 1, "is neither a table (.tsv) nor a record (.yml)", "documents stay outside")]
    do = "write [text] in its place"
    cells = ((n, c) for n, line in _text_lines(content) for c in line.split("\t") if path.endswith(".tsv"))
    return [Problem(path, n, f"a cell of {len(c.split())} words is prose", do) for n, c in cells if is_prose(c)]


CHECKS: tuple[Check, ...] = (
    notebook_is_stripped,
    file_is_small,
    no_index_address,
    no_machine_path,
    no_personal_data,
    raw_data_holds_figures_only,
)


# --- which files -----------------------------------------------------------------------------------------------------


def _git(*arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], cwd=PROJECT, check=True, capture_output=True).stdout


def _names(listing: bytes) -> list[str]:
    return sorted(set(listing.decode("utf-8").split("\0")) - {""})


def _is_generated(name: str) -> bool:
    return any(fnmatch.fnmatch(name, pattern) for pattern in GENERATED)


def repository_files(folder: Path = PROJECT) -> list[str]:
    """Paths of all files that belong to the repository; from an unpacked archive, all that are not generated."""
    if (folder / ".git").exists():
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=folder, check=True, capture_output=True).stdout
        return [name for name in _names(listed) if (folder / name).is_file()]
    paths = (p.relative_to(folder) for p in folder.rglob("*") if p.is_file())
    return sorted(
        p.as_posix() for p in paths if not any(fnmatch.fnmatch(part, g) for part in p.parts for g in GENERATED)
    )


def check_content(path: str, content: bytes) -> list[Problem]:
    """All problems of one file; ``path`` is relative to the repository and written with ``/``."""
    return [problem for check in CHECKS for problem in check(path, content)]


def check_files(names: Iterable[str]) -> list[Problem]:
    """All problems of the files as they stand in the folder."""
    return sorted(p for name in names for p in check_content(name, (PROJECT / name).read_bytes()))


def check_staged() -> list[Problem]:
    """All problems of what the next commit would hold, which may differ from what stands in the folder."""
    names = _names(_git("diff", "--cached", "--name-only", "--diff-filter=ACMR", "-z"))
    return sorted(p for name in names for p in check_content(name, _git("show", f":{name}")))


def strip_notebook(file: Path) -> None:
    """Rewrite one notebook without outputs, as JupyterLab would write it."""
    bare = stripped_notebook(json.loads(file.read_text(encoding="utf-8")))
    file.write_bytes((json.dumps(bare, indent=1, ensure_ascii=False) + "\n").encode("utf-8"))


def _relative(file: str) -> str:
    return Path(file).resolve().relative_to(PROJECT).as_posix()


def main(arguments: list[str] | None = None) -> int:
    """The command line. Returns 0 if nothing was found, 1 with the list of problems."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", metavar="FILE")
    parser.add_argument("--all", action="store_true", help="check every file of the repository")
    parser.add_argument("--staged", action="store_true", help="check what the next commit would hold")
    parser.add_argument("--strip", action="store_true", help="strip the notebooks among FILE first")
    options = parser.parse_args(arguments)
    if options.strip:
        for file in options.files:
            if file.endswith(".ipynb"):
                strip_notebook(Path(file))
    names = repository_files() if options.all else [_relative(file) for file in options.files]
    problems = check_files(names) + (check_staged() if options.staged else [])
    for problem in problems:
        print(problem)
    if problems:
        print(f"{len(problems)} problems", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
