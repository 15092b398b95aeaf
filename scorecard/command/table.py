"""The commands of the command line as data: what runs, its options, what it does, and how it is used."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from scorecard.command import answers, audits, making, packs
from scorecard.command.options import (
    acknowledge_options,
    audit_options,
    check_options,
    council_options,
    documents_options,
    export_options,
    extract_options,
    findings_options,
    measures_options,
    no_options,
    remove_options,
    run_options,
    trace_options,
    validate_options,
)
from scorecard.command.shared import alone

Entry = tuple[Callable[[argparse.Namespace], None], Callable[[argparse.ArgumentParser], None], str, str]
# name -> what runs, its options, what it does, how it is used
COMMANDS: dict[str, Entry] = {
    "run": (
        making.run,
        run_options,
        "bring data, findings, notebooks and pages up to date",
        "  python pipeline.py run\n  python pipeline.py run --quarter 2020-21-Q1 --notebook scorecard\n"
        "  python pipeline.py run --parameter as_known_at=2020-06-30 --output trial\n"
        "  python pipeline.py run --each nation            every authority's workspace, one process for each\n"
        "  python pipeline.py run --watch ../packs        makes the pages of each pack that is put there\n"
        "what it writes: reports/index.html, reports/<quarter>/<notebook>.html and .ipynb, reports/run.json, and\n"
        "reports/summary.json, which says how it ended (unattended runs: docs/schedule.md)",
    ),
    "extract": (
        packs.extract,
        extract_options,
        "read documents into data/raw: their tables cell for cell, and figures quoted in prose",
        "  python pipeline.py extract --check ../packs/2024-03-scorecard.pdf\n"
        "  python pipeline.py extract ../packs/*\n"
        "  python pipeline.py extract --prose-only ../packs/2016-07-minutes.txt\n"
        "  python pipeline.py extract --draft ../packs/2024-03-scorecard.xlsx > draft.yml\n"
        "what it takes: packs that say their month and whose they are, with their tables; a text in UTF-8 has a TAB\n"
        "between one cell and the next. What it does not take (lists of single children, scans without --ocr, other\n"
        "kinds of files, a text without a table) it refuses, and says what to do; of several documents the others are\n"
        "taken, and it ends with 2.\n"
        "a pack of a known family needs no draft; each part of a draft says which file it belongs to (docs/reading.md)",
    ),
    "check": (
        answers.check,
        check_options,
        "check a pack before it is published: its figures against each other; no configuration, nothing stored",
        "  python pipeline.py check draft.pdf\n"
        "  python pipeline.py check draft.xlsx --annotate marked.xlsx       the same file with notes on its cells\n"
        "  python pipeline.py check draft.docx --format html --output check.html\n"
        "  python pipeline.py check packs/*.pdf --format sarif --output check.sarif\n"
        "what it asks: x of y against the percentage, parts against totals, shares against 100, the same figure\n"
        "in two places, arrows and colours against figures and limits, the order of months, sentences against tables.\n"
        "what it tells: each contradiction with its place (page 4, row 12; sheet Summary, cell F12; line 743), how\n"
        "many figures were read and not read, and how many another figure confirms. An error changes a conclusion,\n"
        "a warning a figure, a note may be meant so. A pack of a council with a folder in councils/ is read with its\n"
        "words.\n"
        "it ends with 0 if nothing contradicts itself, 1 if something does (--fail-on), 2 if a file cannot be read\n"
        "(docs/check.md)",
    ),
    "council": (
        packs.council,
        council_options,
        "draft the folder of a new council from its packs, and say what is still open in it",
        "  python pipeline.py council new cwm-derwen ../packs/2024-03-measures.pdf\n"
        "  python pipeline.py council check cwm-derwen ../packs/2024-03-measures.pdf\n"
        "  python pipeline.py council new cwm-derwen ../packs/2025-03-measures.pdf --continue\n"
        "what it writes: councils/NAME/, with all that is sure filled in and a blank for each question; the lines\n"
        "over it say what may be written there. What nobody has answered is not read, all else is (docs/councils.md)",
    ),
    "documents": (
        packs.documents,
        documents_options,
        "list the extracted documents: title, publisher, family, month, tables, figures read and not read",
        "  python pipeline.py documents\n  python pipeline.py documents --format csv > documents.csv",
    ),
    "remove": (
        alone(packs.remove),
        remove_options,
        "take a document out of data/raw again, with its corrections ledger",
        "  python pipeline.py remove 2024-03-my-pack\n  python pipeline.py remove 2024-03-my-pack --yes\n"
        "it says what goes, and asks; afterwards: python pipeline.py run",
    ),
    "clean": (
        alone(making.clean),
        no_options,
        "give every printed figure its meaning: data/raw to data/processed",
        "  python pipeline.py clean",
    ),
    "validate": (
        alone(making.validate),
        validate_options,
        "check the data, and what the packs say, against each other and arithmetic",
        "  python pipeline.py validate --strict\nwhat it writes: findings, and reports/validation.html",
    ),
    "quarters": (
        packs.quarters,
        no_options,
        "list the quarters that have figures",
        "  python pipeline.py quarters",
    ),
    "findings": (
        answers.findings,
        findings_options,
        "list what validation found",
        "  python pipeline.py findings --severity error\n  python pipeline.py findings --state new\n"
        "  python pipeline.py findings --quarter 2020-21-Q1 --format xlsx --output findings.xlsx\n"
        "one entry for each fact, the gravest first, with all places that tell of it; CSV and JSON have a row for each",
    ),
    "measures": (
        alone(answers.measures),
        measures_options,
        "what the figures say: better or worse, signal or noise, against target and benchmark, and how sure that is",
        "  python pipeline.py measures --quarter 2020-21-Q1\n"
        "  python pipeline.py measures --quarter 2020-21-Q1 --indicator lac_stable_2_years_percent\n"
        "  python pipeline.py measures --format csv --output measures.csv      (or xlsx, json, parquet)\n"
        "each answer names its method, what it rests on, and why there is none where there is none (docs/measures.md)",
    ),
    "export": (
        alone(answers.export),
        export_options,
        "write all tables as CSV or parquet, with datapackage.json, which says what each column is",
        "  python pipeline.py export figures\n"
        "  python pipeline.py export spring --quarter 2020-21-Q1 --format parquet\n"
        "the description follows Data Package 2.0 (docs/data-contract.md); in CSV, text that a spreadsheet would run\n"
        "has an apostrophe before it",
    ),
    "unlock": (
        packs.unlock,
        no_options,
        "take away the lock that a command left in a store which was killed on another machine",
        "  python pipeline.py unlock --data s3://bucket/children/data --reports s3://bucket/children/reports\n"
        "what that command had made and not sent is made again by the next run (docs/cluster.md)",
    ),
    "trace": (
        alone(answers.trace),
        trace_options,
        "take a figure back to where it is printed: how it was read, what confirms it, what uses it",
        '  python pipeline.py trace "6.20" 2020-06\n'
        "  python pipeline.py trace lac_number 2020-06 --format json\n"
        "  python pipeline.py trace 2020-06-corporate-parenting-panel:743:3\n"
        "  python pipeline.py trace fact-37f32a14c1\n"
        "every print of the figure has its proof, document after document: line and cell, text, reading, correction,\n"
        "x divided by y, comparisons, findings, tolerances, measures, hashes. A line is one of the document's text",
    ),
    "acknowledge": (
        alone(answers.acknowledge),
        acknowledge_options,
        "record that somebody has looked at a finding",
        '  python pipeline.py acknowledge fact-3fa94c21b7 --note "Asked the publisher: a slip of the pen."\n'
        "what it writes: an entry in expectations/acknowledged.yml; an error needs an analyst and a reviewer",
    ),
    "audit": (
        alone(audits.audit),
        audit_options,
        "run everything again in a temporary folder and compare it with the recorded run, byte for byte",
        "  python pipeline.py audit\n"
        "  python pipeline.py audit --keep again                  keeps what was made again\n"
        "  python pipeline.py audit --documents ../packs          data/raw against the original documents\n"
        "  python pipeline.py audit --sample 59 --seed 2026       figures to check by eye\n"
        "it ends with 5, the first figure that differs with both values, and the names of what differs\n"
        "  python pipeline.py audit --capsule capsule.html\n"
        "  python pipeline.py audit --capsule spring.html --quarter 2020-21-Q1\n"
        "  python pipeline.py audit --crate spring.zip --quarter 2020-21-Q1\n"
        "what a capsule proves, and what it does not: docs/audit.md; what an archive gets: docs/archive.md",
    ),
}
