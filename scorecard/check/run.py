"""The command ``check``: every file read, judged and told; nothing is written but what was asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from scorecard.check import averages, changes
from scorecard.check.benchmarks import held_against
from scorecard.check.document import ReadDocument, read_document, refuse_nothing_to_check
from scorecard.check.judge import judge
from scorecard.check.report import Report, report_of
from scorecard.extract import each_of
from scorecard.files import collector_paused
from scorecard.validate.compare import find_rules
from scorecard.workspace import Workspace

FORMATS = ("text", "html", "json", "csv", "sarif")


@dataclass(frozen=True)
class Checked:
    """A document as it was read, and what was found in it."""

    document: ReadDocument
    report: Report


def check_files(
    paths: Sequence[Path],
    workspace: Workspace,
    *,
    profile: str | None = None,
    publisher: str | None = None,
    benchmarks: Path | None = None,
) -> list[Checked]:
    """The checks of some files, in their order; held against a file of ``benchmarks`` where one is named.

    Raises InputError for a file that cannot be read or holds no figure; of several the others are checked first, and
    NotAllTaken tells those that were not.
    """
    titles = {id_: rule.RULE.title for id_, rule in find_rules().items()}
    titles |= {own.RULE: own.TITLE for own in (changes, averages)}

    against = read_document(benchmarks, workspace) if benchmarks else None
    if against:
        refuse_nothing_to_check(against)

    def take(path: Path) -> Checked:
        with collector_paused():
            document = read_document(path, workspace, profile=profile, publisher=publisher)
            refuse_nothing_to_check(document)
            judged = judge(document.tables, document.registry, document.general)
            report = report_of(document, judged, titles)
            return Checked(document, held_against(report, document, against) if against else report)

    return each_of(paths, take)


def told(reports: Sequence[Report], style: str) -> str:
    """Reports in one of FORMATS."""
    if style == "html":
        from scorecard.check.page import as_page

        return as_page(reports)
    if style == "text":
        from scorecard.check.text import as_text

        return as_text(reports)
    from scorecard.check.data import as_data, as_rows, as_sarif

    styles: dict[str, Callable[[Sequence[Report]], str]] = {"json": as_data, "csv": as_rows, "sarif": as_sarif}
    return styles[style](reports)
