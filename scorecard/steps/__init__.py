"""The steps from documents to pages; the one place that decides whether one is out of date.

A step is up to date if what it read, the rooms of its code and the software are the same as when it last ran, and what
it wrote is still there unchanged. The key is taken before a step reads: what changes while it runs puts it out of date.
A report is a step of its own, with its notebook and its parameters. Stamps of the data's steps are kept in
``data/processed/steps.json``, those of reports in ``reports/run.json``; a stamp of another shape counts as none.
"""

from scorecard.steps.reports import changed_since
from scorecard.steps.stamps import STAMPS, out_of_date, stamped
from scorecard.steps.step import Options, Report, Step, bring
from scorecard.steps.way import (
    CLEAN,
    DESCRIBE,
    MATERIAL,
    MEASURES,
    REPORTS,
    SIGNALS,
    STEPS,
    VALIDATE,
    bring_tables,
    inputs_of_a_run,
    kept_by_people,
    make_reports,
    reports_due,
    steps_due,
)
from scorecard.steps.whole import refuse_left_out, refuse_notes, run_everything, settled

__all__ = [
    "CLEAN",
    "DESCRIBE",
    "MATERIAL",
    "MEASURES",
    "REPORTS",
    "SIGNALS",
    "STAMPS",
    "STEPS",
    "VALIDATE",
    "Options",
    "Report",
    "Step",
    "bring",
    "bring_tables",
    "changed_since",
    "inputs_of_a_run",
    "kept_by_people",
    "make_reports",
    "out_of_date",
    "refuse_left_out",
    "refuse_notes",
    "reports_due",
    "run_everything",
    "settled",
    "stamped",
    "steps_due",
]
