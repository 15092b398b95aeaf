"""``ro-crate-metadata.json``: who made what of what, when and with what, as linked data.

Workflow Run Crate 0.5 (with Process Run Crate 0.5 and Workflow RO-Crate 1.0), on RO-Crate 1.1. The library keeps the
form of the graph; what stands in it comes from the record of the run, from its times, and from the files. All ids are
names of files or of our own choice, so that the same run has the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from rocrate.model import ComputerLanguage, ContextEntity
from rocrate.model.entity import Entity
from rocrate.rocrate import ROCrate

from scorecard.audit.crate.contents import (
    CITATION,
    CODE,
    KEPT,
    LICENCE_OF_DATA,
    LOCK,
    PAGES,
    TABLES,
    WORKFLOW,
    Contents,
)
from scorecard.periods import Quarter
from scorecard.render.times import Ran

PROFILES = {
    "https://w3id.org/ro/wfrun/process/0.5": ("Process Run Crate", "0.5"),
    "https://w3id.org/ro/wfrun/workflow/0.5": ("Workflow Run Crate", "0.5"),
    "https://w3id.org/workflowhub/workflow-ro-crate/1.0": ("Workflow RO-Crate", "1.0"),
}
_SHA256 = "https://w3id.org/ro/terms/workflow-run#sha256"
"""What the profile calls the hash of a file: the one word here that the context of RO-Crate 1.1 has not."""
_MIT = "https://spdx.org/licenses/MIT"
_BIOSCHEMAS = "https://bioschemas.org/profiles/ComputationalWorkflow/1.0-RELEASE"
_MEDIA = {
    ".parquet": "application/vnd.apache.parquet",
    ".tsv": "text/tab-separated-values",
    ".csv": "text/csv",
    ".yml": "application/yaml",
    ".cff": "application/yaml",
    ".ipynb": "application/x-ipynb+json",
    ".md": "text/markdown",
    ".py": "text/x-python",
    ".j2": "text/plain",
    ".lock": "text/plain",
    ".toml": "application/toml",
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    "": "text/plain",
}
"""What a file is by its ending: written down, as a system's own list differs from machine to machine."""
_INPUTS = {
    "data/raw": "The documents as they were printed: a folder of raw tables for each, its record and its ledger",
    "registry": "National words: indicators, themes, units, comparators",
    "councils": "Words of each council: families of packs, names, areas, signs",
    "expectations": "What is checked, and what somebody has looked at",
    "notebooks": "The notebooks that were run",
    "notes": "The analyst's notes",
}


@dataclass(frozen=True)
class Told:
    """What the graph says beside its files.

    ``documents``: of each its id, title, publisher, sha256. ``runs``: of those that made what is here, each with that
    alone; ``files_of``: the files of each step and report. ``checks``: how many ended how. ``untimed``: the steps and
    reports of which nobody noted when they were made.
    """

    quarter: Quarter
    software: Mapping[str, str]
    code: str
    citation: Mapping[str, Any]
    documents: Sequence[Mapping[str, Any]]
    checks: Mapping[str, int]
    runs: Sequence[Ran]
    files_of: Mapping[str, Sequence[str]]
    untimed: Sequence[str] = field(default=())


def metadata(files: Contents, told: Told) -> str:
    """The content of ``ro-crate-metadata.json`` for these files."""
    crate = ROCrate(version="1.1")
    crate.metadata.extra_terms["sha256"] = _SHA256
    _about(crate, told)
    for name, content in files.items():
        if name != WORKFLOW:
            _add_file(crate, name, content.sha256, content.size)
    folders = _add_folders(crate, files, told)
    workflow = _add_workflow(crate, files, told)
    parameters = _add_parameters(crate, workflow, folders, told)
    for number, run in enumerate(told.runs, start=1):
        _add_action(crate, number, run, told, [*folders.inputs, *parameters])
    written = crate.metadata.generate()
    written["@graph"] = [_compact(one) for one in written["@graph"]]
    return json.dumps(written, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _compact(entity: Mapping[str, Any]) -> dict[str, Any]:
    """An entity as RO-Crate wants it written: a list of one is that one."""
    return {name: value[0] if isinstance(value, list) and len(value) == 1 else value for name, value in entity.items()}


def _about(crate: ROCrate, told: Told) -> None:
    citation = told.citation
    root = crate.root_dataset
    root["name"] = f"Performance of children's services, {told.quarter.title}: figures, pages and how they were made"
    unnoted = " When some of them were made was not noted." if told.untimed else ""
    root["description"] = (
        f"The pages of {told.quarter.title} ({told.quarter}), the tables that they show, the printed figures that "
        f"these were made of, and the code that made them. {citation['abstract'].strip()}{unnoted}"
    )
    root["datePublished"] = max(run.ended for run in told.runs)
    root["keywords"] = list(citation["keywords"])
    root["license"] = {"@id": LICENCE_OF_DATA}
    root["author"] = [_author(crate, number, one) for number, one in enumerate(citation["authors"], start=1)]
    root["temporalCoverage"] = f"{told.quarter.start}/{told.quarter.end}"
    for url, (name, version) in PROFILES.items():
        words = {"@type": "CreativeWork", "name": name, "version": version}
        root.append_to("conformsTo", crate.add(ContextEntity(crate, url, properties=words)))


def _author(crate: ROCrate, number: int, one: Mapping[str, Any]) -> Entity:
    """An author of the citation file: of a person two names, of anybody else one."""
    names = [str(one[part]) for part in ("given-names", "family-names") if one.get(part)]
    kind, name = ("Person", " ".join(names)) if names else ("Organization", str(one["name"]))
    return crate.add(ContextEntity(crate, f"#author-{number}", properties={"@type": kind, "name": name}))


def _add_file(crate: ROCrate, name: str, sha256: str, size: int) -> Entity:
    words: dict[str, object] = {"name": PurePosixPath(name).name, "sha256": sha256, "contentSize": str(size)}
    words["encodingFormat"] = _encoding(name)
    if name == "README.md":
        words["about"] = {"@id": "./"}
    return crate.add_file(dest_path=name, properties=words)


def _encoding(name: str) -> str:
    return _MEDIA.get(PurePosixPath(name).suffix, "application/octet-stream")


@dataclass(frozen=True)
class _Folders:
    inputs: Sequence[Entity]
    tables: Entity
    pages: Entity
    documents: Entity


def _add_folders(crate: ROCrate, files: Contents, told: Told) -> _Folders:
    """The folders that went in and came out, each with its files; the documents each for itself."""
    there = [folder for folder in KEPT if any(name.startswith(f"{folder}/") for name in files)]
    inputs = [_folder(crate, folder, _INPUTS[folder], files) for folder in there]
    documents = inputs[there.index("data/raw")]
    for one in told.documents:
        entity = _folder(crate, f"data/raw/{one['document']}", f"{one['publisher']}: {one['title']}", files)
        entity["identifier"] = one["document"]
        entity["description"] = f"Tables and quoted figures of the document with the sha256 {one['sha256']}"
        documents.append_to("hasPart", entity)
    tables = _folder(crate, TABLES, "Every table, as parquet, described in datapackage.json", files)
    pages = _folder(crate, PAGES, f"Executed notebooks and pages of {told.quarter.title}", files)
    _folder(crate, CODE, "The package that holds all logic", files)
    return _Folders(inputs, tables, pages, documents)


def _folder(crate: ROCrate, name: str, words: str, files: Contents) -> Entity:
    parts = [{"@id": file} for file in files if file.startswith(f"{name}/")]
    entity = crate.add_dataset(dest_path=f"{name}/", properties={"name": words})
    entity["hasPart"] = parts
    return entity


def _add_workflow(crate: ROCrate, files: Contents, told: Told) -> Entity:
    content, citation = files[WORKFLOW], told.citation
    python = ComputerLanguage(
        crate,
        "https://w3id.org/workflowhub/workflow-ro-crate#python",
        properties={
            "name": "Python",
            "version": told.software["python"],
            "identifier": {"@id": "https://www.python.org/"},
            "url": {"@id": "https://www.python.org/"},
        },
    )
    crate.add(python)
    crate.add(
        ContextEntity(
            crate, _MIT, properties={"@type": "CreativeWork", "name": "MIT licence", "description": "Of the code."}
        )
    )
    workflow = crate.add_workflow(
        dest_path=WORKFLOW,
        main=True,
        lang=python,
        properties={
            "name": citation["title"],
            "description": "clean, signals, validate, measures, describe, reports: docs/architecture.md",
            "version": str(citation["version"]),
            "license": {"@id": _MIT},
            "conformsTo": {"@id": _BIOSCHEMAS},
            "sha256": content.sha256,
            "contentSize": str(content.size),
            "encodingFormat": _MEDIA[".py"],
            "softwareRequirements": [{"@id": LOCK}],
            "hasPart": [{"@id": f"{CODE}/"}],
            "citation": {"@id": CITATION},
            "identifier": f"sha256 of the code: {told.code}",
        },
    )
    workflow["author"] = crate.root_dataset["author"]
    return workflow


def _add_parameters(crate: ROCrate, workflow: Entity, folders: _Folders, told: Told) -> list[Entity]:
    """What the workflow takes and gives, each with its value here; returns the values that no file holds."""
    quarter = _value(crate, "#quarter", "quarter", str(told.quarter))
    for name, kind, entity, side in (
        ("quarter", "Text", quarter, "input"),
        ("documents", "Dataset", folders.documents, "input"),
        ("tables", "Dataset", folders.tables, "output"),
        ("pages", "Dataset", folders.pages, "output"),
    ):
        parameter = crate.add_formal_parameter(
            name, kind, identifier=f"#parameter-{name}", valueRequired=side == "input"
        )
        parameter["workExample"] = entity
        entity["exampleOfWork"] = parameter
        workflow.append_to(side, parameter)
    return [quarter]


def _value(crate: ROCrate, id: str, name: str, value: str) -> Entity:
    words = {"@type": "PropertyValue", "name": name, "value": value}
    return crate.add(ContextEntity(crate, id, properties=words))


def _add_action(crate: ROCrate, number: int, run: Ran, told: Told, read: Sequence[Entity]) -> None:
    """One run, with what it read and which of these files it made."""
    made = [{"@id": file} for name in sorted(run.made) for file in told.files_of.get(name, ())]
    id, failed = f"#run-{number}", run.exit_code != 0
    values = [_value(crate, f"{id}-exit-code", "exit code of the command", str(run.exit_code))]
    if "validate" in run.made:
        values += _counts(crate, id, told.checks)
    crate.root_dataset.append_to(
        "mentions",
        crate.add_action(
            crate.mainEntity,
            identifier=id,
            object=[*read, {"@id": LOCK}],
            result=[*made, *values],
            properties={
                "@type": "CreateAction",
                "name": f"Run {number} of {len(told.runs)} in which files of this crate were made",
                "description": "python pipeline.py run: what was out of date was made, and nothing else.",
                "startTime": run.began,
                "endTime": run.ended,
                "actionStatus": f"http://schema.org/{'Failed' if failed else 'Completed'}ActionStatus",
            },
        ),
    )


def _counts(crate: ROCrate, id: str, checks: Mapping[str, int]) -> Iterable[Entity]:
    return [
        _value(crate, f"{id}-checks-{status}", f"checks of validation: {status}", str(number))
        for status, number in sorted(checks.items())
    ]
