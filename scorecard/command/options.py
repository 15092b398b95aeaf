"""The options of each command of the command line, and what may be written for them."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from scorecard.errors import UsageError
from scorecard.remote.address import checked_url, folder_of_url, is_url


def path(text: str) -> Path:
    if not text or "\0" in text:
        raise argparse.ArgumentTypeError(f"{text!r} cannot be the name of a file or folder")
    return Path(text)


def place(text: str) -> Path | str:
    """A folder, or the address of a folder of a store, which stays as it is written."""
    if not is_url(text):
        return path(text)
    try:
        return folder_of_url(text) or checked_url(text)
    except UsageError as error:
        raise argparse.ArgumentTypeError(" ".join(str(error).split())) from None


_DIGITS_OF_A_COUNT = 3
"""So many reports side by side nobody has processors for."""
_DIGITS_OF_A_SAMPLE = 5


def _count(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= _DIGITS_OF_A_COUNT and int(text)):
        raise argparse.ArgumentTypeError(f"{text[:20]!r} is not a whole number from 1 to {10**_DIGITS_OF_A_COUNT - 1}")
    return int(text)


def _sample(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= _DIGITS_OF_A_SAMPLE and int(text)):
        raise argparse.ArgumentTypeError(
            f"{text[:20]!r} is not a whole number from 1 to {10**_DIGITS_OF_A_SAMPLE - 1:,}"
        )
    return int(text)


def _jobs(parser: argparse.ArgumentParser) -> None:
    cores = min(os.cpu_count() or 2, 8)
    parser.add_argument(
        "--jobs", type=_count, default=cores, metavar="N", help=f"reports made side by side (here: {cores})"
    )


def run_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add(
        "--quarter",
        action="append",
        metavar="Q",
        help="only this quarter, like 2020-21-Q1, or that of one of several councils, like 2020-21-Q1@anytown; may be "
        "given again",
    )
    add(
        "--council",
        action="append",
        metavar="NAME",
        help="where there are packs of several councils: only this one's, like anytown; may be given again",
    )
    add("--notebook", action="append", metavar="NAME", help="only this notebook, like scorecard; may be given again")
    add("--parameter", action="append", metavar="NAME=VALUE", help="another value, like as_known_at=2020-06-30")
    add("--force", action="store_true", help="make everything again, also what is up to date")
    add("--output", type=place, metavar="DIR", help="write this run's pages there instead of the reports folder")
    add(
        "--own-kernel", action="store_true", help="run each notebook in a Jupyter kernel of its own: same pages, slower"
    )
    add(
        "--scheduler", metavar="URL", help="let the workers of this Dask cluster make the reports, like tcp://host:8786"
    )
    add(
        "--each",
        type=place,
        metavar="DIR",
        help="run the workspace of every authority that stands there (authority=NAME/data), as many at once as --jobs "
        "says, or all on the cluster of --scheduler; a folder or a URL",
    )
    add("--profile", action="store_true", help="then say where the time went, beside the least that it can be")
    add(
        "--watch",
        nargs="?",
        const="",
        metavar="DIR",
        help="go on: run again whenever something is new or changed; of a folder of packs each new one is extracted "
        "first (stop with Ctrl-C)",
    )
    _jobs(parser)


def extract_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add(
        "document",
        nargs="+",
        type=Path,
        metavar="DOCUMENT",
        help="a pack: PDF, DOCX, ODT, XLSX, XLS, ODS, CSV, HTML or text; its name becomes the document's id",
    )
    add(
        "--check",
        action="store_true",
        help="only say what each document would become: its family, publisher, month, tables, figures, and what is not "
        "understood; nothing is written",
    )
    add("--replace", action="store_true", help="accept a changed document under an id that is there already")
    add("--publisher", metavar="NAME", help="whose pack it is, where its text does not tell; it is remembered with it")
    add(
        "--ocr",
        action="store_true",
        help="have scanned pages of PDFs recognised by Tesseract, and say so of each figure",
    )
    add("--address", metavar="URL", help="where the document is published; it is remembered with it")
    add(
        "--prose-only",
        action="store_true",
        help="take a text without a table too, like minutes: only the figures that its sentences quote",
    )
    add(
        "--draft",
        action="store_true",
        help="then print, as YAML to fill in, what of these documents is not understood: names for the registry, "
        "layouts of tables, entries of the corrections ledger (nothing of it is stored)",
    )


def check_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("file", nargs="+", type=path, metavar="FILE", help="a pack: PDF, DOCX, ODT, XLSX, XLS, ODS, CSV, HTML or text")
    add(
        "--format",
        choices=("text", "html", "json", "csv", "sarif"),
        default="text",
        help="how to tell what was found (here: text)",
    )
    add("--output", dest="output_file", type=path, metavar="FILE", help="write it to a file instead of the screen")
    add(
        "--annotate",
        type=path,
        metavar="OUT",
        help="also write a copy of the one FILE with marks in it: highlights and notes in a PDF, notes on cells in an "
        "XLSX, comments in a DOCX, marks behind the lines of a text",
    )
    add(
        "--profile",
        metavar="NAME",
        help="read with the words of this folder of councils/, whatever the file says of its publisher",
    )
    add("--publisher", metavar="NAME", help="whose pack it is, where its text does not tell")
    add(
        "--benchmarks",
        type=path,
        metavar="FILE",
        help="hold the figures of England and of councils against a file that has them: open data of the Department "
        "for Education (CSV), or any table of them",
    )
    add(
        "--fail-on",
        choices=("error", "warning", "never"),
        default="warning",
        help="end with 1 if something is at least as grave as this (here: warning)",
    )


def council_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("what", choices=("new", "check"), help="new: draft councils/NAME/; check: say what is open in it")
    add("council", metavar="NAME", help="the folder's name: small letters, digits and hyphens, like cwm-derwen")
    add("file", nargs="*", type=path, metavar="FILE", help="packs of the council, of any kind that extract reads")
    add("--publisher", metavar="NAME", help="whose packs they are, where their text does not tell")
    add(
        "--continue",
        dest="go_on",
        action="store_true",
        help="of a council that has a folder: add the measures and areas that these packs have more; nothing that "
        "stands there is changed",
    )


def documents_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--format", choices=("table", "csv", "json"), default="table", help="how to print them (here: table)")


def remove_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("document", metavar="DOCUMENT", help="its id, as the command documents lists it")
    add("--yes", action="store_true", help="do not ask; needed where there is no terminal to ask on")


def validate_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--strict", action="store_true", help="end with 1 if an error is not acknowledged")


def _quarter_option(parser: argparse.ArgumentParser, what: str) -> None:
    parser.add_argument("--quarter", metavar="Q", help=f"{what}; of one of several councils: 2020-21-Q1@anytown")
    parser.add_argument("--council", metavar="NAME", help="where there are several: only this one's, like anytown")


def findings_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    _quarter_option(parser, "only findings about a figure of this quarter, like 2020-21-Q1")
    add("--severity", choices=("error", "warning", "information"), help="only those as grave as this")
    add("--rule", metavar="RULE", help="only those that this rule found, like totals")
    add("--document", metavar="ID", help="only those told in this document")
    add("--state", choices=("new", "persisting", "gone"), help="against the run before: new, persisting or gone")
    add("--fact", metavar="ID", help="only this one, with all its places")
    add("--format", choices=("table", "csv", "json", "xlsx"), default="table", help="how to print them (here: table)")
    add("--output", dest="output_file", type=path, metavar="FILE", help="write them to a file")


def measures_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    _quarter_option(parser, "only answers about figures of this quarter, like 2020-21-Q1")
    add("--indicator", metavar="ID", help="only those about this indicator, like lac_number")
    add("--policy", metavar="NAME", help="as if small numbers were hidden under this policy: children-in-need-2020")
    styles = ("table", "csv", "json", "parquet", "xlsx")
    add("--format", choices=styles, default="table", help="how to print them (here: table)")
    add("--output", dest="output_file", type=path, metavar="FILE", help="write them to a file")


def export_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("folder", type=path, metavar="DIR", help="a new or empty folder, or that of an earlier export")
    add("--format", choices=("csv", "parquet"), default="csv", help="what kind of files (here: csv)")
    _quarter_option(parser, "only what is about this quarter, like 2020-21-Q1")
    add("--document", metavar="ID", help="only what is told in this document")
    add("--replace", action="store_true", help="write also where other files are; those of the same names are replaced")


def trace_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add(
        "what",
        metavar="WHAT",
        help='a printed number ("6.20"), an indicator (lac_number), a place (DOCUMENT:LINE:CELL), a finding, or a link '
        "of a page to one of them",
    )
    add("period", nargs="?", metavar="PERIOD", help="of an indicator: 2020-06, 2019/20, 2020-21-Q1 (here: the newest)")
    add("--all", action="store_true", help="of an indicator also the figures of areas and categories")
    add("--picture", type=path, metavar="OUT.png", help="also draw where the first of them stands on its page")
    add("--document", type=path, metavar="FILE.pdf", help="the PDF that it was extracted from, for --picture")
    add("--format", choices=("text", "json"), default="text", help="how to print them (here: text)")


def audit_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add(
        "--capsule",
        type=path,
        metavar="FILE.html",
        help="write instead one page with a quarter's figures, their cells, hashes and findings, which re-hashes and "
        "recomputes all of it in the reader's browser, without the network (docs/audit.md)",
    )
    add(
        "--crate",
        type=path,
        metavar="OUT",
        help="write instead an archive of a quarter, a new folder or a .zip: what went in, what came out, the code, "
        "the hash of each file, and when and how it was made, as an RO-Crate (docs/archive.md)",
    )
    add(
        "--quarter",
        metavar="Q",
        help="of a capsule or a crate: its quarter, like 2020-21-Q1 (here: the newest with figures)",
    )
    add("--keep", type=path, metavar="DIR", help="keep what was made again there, in a new or empty folder")
    add(
        "--record",
        action="store_true",
        help="then write the committed record, audit/manifest.json, with which later audits compare",
    )
    add(
        "--documents",
        type=path,
        metavar="DIR",
        help="compare data/raw instead with the original documents of a folder, by extracting each again",
    )
    add(
        "--sample",
        type=_sample,
        metavar="N",
        help="draw instead so many figures to check by eye, ask about each, keep the answers and state what they prove",
    )
    add(
        "--seed",
        metavar="S",
        help="of a sample: which one; the same seed draws the same figures (here: 1)",
    )
    add(
        "--answers", type=path, metavar="FILE", help="of a sample: where its answers stand (here: audit/sample-N-S.csv)"
    )
    _jobs(parser)


def acknowledge_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("fact", metavar="FACT", help="the id that `findings` prints, like fact-3fa94c21b7")
    add("--note", required=True, metavar="TEXT", help="what was found out or done about it")
    add("--by", metavar="NAME", help="who looked: a team or a person (here: git's user.name)")
    add("--role", choices=("analyst", "reviewer"), default="analyst", help="in which role; errors need both")


def no_options(parser: argparse.ArgumentParser) -> None:
    pass
