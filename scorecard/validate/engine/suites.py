"""The stored suites: ``expectations/<name>.json``, read and checked without GX.

A suite is in GX's own form, with three words of ours in ``meta``: its ``title``, the ``frame`` its expectations
look at and its ``kind`` (``integrity``: our dataset; ``published``: what the documents say). Every expectation
has a ``description`` (the sentence people read), a ``severity`` (``critical`` stops; ``warning`` and ``info``
become findings) and in ``meta`` the permanent id of the ``check``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from scorecard.errors import InputError

SUITE_NAMES = (
    "integrity_contract",
    "integrity_documents",
    "integrity_observations",
    "integrity_thresholds",
    "integrity_signals",
    "integrity_claims",
    "integrity_tables",
    "integrity_unread",
    "integrity_corrections",
    "published_figures",
)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ExpectationMeta(_Strict):
    """Ours: the permanent id of the check, the frame it looks at if not the suite's, where the method is from."""

    check: str
    frame: str | None = None
    source: str | None = None


class StoredExpectation(_Strict):
    """One expectation as stored."""

    type: str
    description: str
    severity: Literal["critical", "warning", "info"]
    kwargs: dict[str, Any]
    meta: ExpectationMeta

    @property
    def blocking(self) -> bool:
        return self.severity == "critical"


class SuiteMeta(_Strict):
    """Ours: the suite's title, the frame it looks at, and whose figures it judges."""

    title: str
    frame: str
    kind: Literal["integrity", "published"]


class StoredSuite(_Strict):
    """One suite as stored; check ids are unique in it."""

    name: str
    meta: SuiteMeta
    expectations: list[StoredExpectation]

    @model_validator(mode="after")
    def _checks_once(self) -> StoredSuite:
        checks = [expectation.meta.check for expectation in self.expectations]
        twice = sorted({check for check in checks if checks.count(check) > 1})
        if twice:
            raise ValueError(f"checks that are there twice: {', '.join(twice)}")
        if self.meta.kind == "published" and any(expectation.blocking for expectation in self.expectations):
            raise ValueError("what a document prints never blocks: severity must be warning or info")
        return self

    def frame_of(self, expectation: StoredExpectation) -> str:
        return expectation.meta.frame or self.meta.frame


def load_suites(folder: Path) -> list[StoredSuite]:
    """All suites of the project, in the order in which they run.

    Raises InputError for what is not a suite, and for two checks that would make findings under one name.
    """
    suites = [load_suite(folder / f"{name}.json") for name in SUITE_NAMES]
    checks = [one.meta.check for suite in suites for one in suite.expectations if not one.blocking]
    twice = sorted({check for check in checks if checks.count(check) > 1})
    if twice:
        raise InputError(
            f"two suites make findings under the same name: {', '.join(twice)}",
            where=str(folder),
            do="give each of these checks a name of its own",
        )
    return suites


def load_suite(path: Path) -> StoredSuite:
    """One suite. Raises InputError if the file is missing or is not a suite in our form."""
    try:
        suite = StoredSuite.model_validate(json.loads(path.read_text("utf-8")))
    except OSError as error:
        raise InputError(
            f"cannot read the suite {path.name}: {error.strerror}",
            where=str(path),
            do="restore the file from version control",
        ) from error
    except (ValueError, ValidationError) as error:
        raise InputError(
            f"{path.name} is not a suite of expectations: {_first_problem(error)}",
            where=str(path),
            expected="the form described in docs/validation.md",
            do="mend the file; `git diff` shows what was changed",
        ) from error
    if suite.name != path.stem:
        raise InputError(f"{path.name} calls itself {suite.name}", where=str(path), do="make both names the same")
    return suite


def _first_problem(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        return f"{place}: {first['msg']}" if place else str(first["msg"])
    return str(error)
