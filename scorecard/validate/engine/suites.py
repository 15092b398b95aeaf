"""The stored suites: every ``expectations/<name>.json``, read and checked without GX.

A suite is in GX's own form, with three words of ours in ``meta``: its ``title``, the ``frame`` its expectations
look at and its ``kind`` (``integrity``: our dataset; ``published``: what the documents say). Every expectation
has a ``description`` (the sentence people read), a ``severity`` (``critical`` stops; ``warning`` and ``info``
become findings) and in ``meta`` the permanent id of the ``check``. The published suite has one expectation per rule,
whose id is the check; its sentence and source are those of the rule, and so is how grave each of its findings is.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from scorecard.errors import InputError
from scorecard.validate.frames import CONTRACT, PROCESSED
from scorecard.validate.rules.shared.agreement import Rule

_NEVER_BLOCKS = "warning"
FRAMES = (CONTRACT, *PROCESSED)
"""What integrity suites look at, in the order in which they run: the contract first, for the others rest on it."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ExpectationMeta(_Strict):
    """Ours: the permanent id of the check, and where the method is from."""

    check: str
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

    @property
    def columns(self) -> list[str]:
        """The columns it looks at, in the order in which a reader is told of them; none if it asks of the table."""
        named = (self.kwargs.get(key) for key in ("column", "column_B", "column_A"))
        condition = _columns_of_condition(self.kwargs.get("row_condition") or {})
        return [*condition, *self.kwargs.get("column_list", []), *filter(None, named)]


def _columns_of_condition(condition: Mapping[str, Any]) -> list[str]:
    """The columns of a ``row_condition`` as GX stores it: one comparison, or several that hold together."""
    if "conditions" in condition:
        return [column for one in condition["conditions"] for column in _columns_of_condition(one)]
    return [condition["column"]["name"]] if "column" in condition else []


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

    @property
    def checks(self) -> list[str]:
        return [expectation.meta.check for expectation in self.expectations]

    @model_validator(mode="after")
    def _checks_once(self) -> StoredSuite:
        if twice := _twice(self.checks):
            raise ValueError(f"checks that are there twice: {', '.join(twice)}")
        return self

    @model_validator(mode="after")
    def _rules_under_their_own_name(self) -> StoredSuite:
        for expectation in self.expectations:
            if expectation.kwargs.get("rule", expectation.meta.check) != expectation.meta.check:
                raise ValueError(f"the check {expectation.meta.check} judges the rule {expectation.kwargs['rule']}")
        return self

    def frame_of(self, expectation: StoredExpectation) -> str:
        """The frame that an expectation looks at: a processed table, or the comparisons of its rule."""
        published = self.meta.kind == "published"
        return f"{self.meta.frame}:{expectation.meta.check}" if published else self.meta.frame


def columns_used(expectations: Sequence[StoredExpectation]) -> set[str]:
    """The columns that expectations look at; empty where one of them looks at the table as a whole."""
    columns = [one.columns for one in expectations]
    return set().union(*columns) if all(columns) else set()


def load_suites(folder: Path, rules: Mapping[str, Rule]) -> list[StoredSuite]:
    """All suites of the project, in the order in which they run; ``rules`` are all rules by their id.

    Raises InputError for what is not a suite, for a processed table or a rule that no suite looks at, and for two
    checks that would make findings under one name.
    """
    suites = sorted((load_suite(path, rules) for path in sorted(folder.glob("*.json"))), key=_place_in_order)
    _refuse_gaps(suites, rules, folder)
    if twice := _twice(one.meta.check for suite in suites for one in suite.expectations if not one.blocking):
        raise InputError(
            f"two suites make findings under the same name: {', '.join(twice)}",
            where=str(folder),
            do="give each of these checks a name of its own",
        )
    return suites


def _refuse_gaps(suites: list[StoredSuite], rules: Mapping[str, Rule], folder: Path) -> None:
    """Raise InputError for a processed table or a rule that no suite looks at."""
    looked_at = {suite.meta.frame for suite in suites}
    if unseen := [frame for frame in FRAMES if frame not in looked_at]:
        raise InputError(
            f"no suite looks at the table {unseen[0]}",
            where=str(folder / f"integrity_{unseen[0]}.json"),
            do="restore the file from version control",
        )
    judged = {check for suite in suites if suite.meta.kind == "published" for check in suite.checks}
    if forgotten := sorted(rules.keys() - judged):
        raise InputError(
            f"no expectation judges the rule {', '.join(forgotten)}",
            where=str(folder / "published_figures.json"),
            do="add an entry for it; see docs/validation.md",
        )


def _twice(names: Iterable[str]) -> list[str]:
    return sorted(name for name, times in Counter(names).items() if times > 1)


def _place_in_order(suite: StoredSuite) -> tuple[int, str]:
    """Integrity in the order of `FRAMES`, then what the documents print."""
    frame = suite.meta.frame
    return (FRAMES.index(frame) if frame in FRAMES else len(FRAMES), suite.name)


def load_suite(path: Path, rules: Mapping[str, Rule]) -> StoredSuite:
    """One suite. Raises InputError if the file cannot be read or is not a suite in our form."""
    try:
        content = json.loads(path.read_text("utf-8"))
        suite = StoredSuite.model_validate(_in_words_of_rules(content, rules))
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


def _in_words_of_rules(content: Any, rules: Mapping[str, Rule]) -> Any:
    """``content`` of a suite; expectations about published figures get the sentence and the source of their rule.

    What a document prints never blocks, and how grave a finding is its rule says: GX, which asks for a severity, is
    told "warning" for all of them. Raises ValueError for one that no rule stands behind, or that has words of its own.
    """
    if not isinstance(content, dict) or content.get("meta", {}).get("kind") != "published":
        return content
    told = []
    for entry in content.get("expectations", []):
        check = entry.get("meta", {}).get("check")
        if check not in rules:
            raise ValueError(f"there is no rule {check} in scorecard/validate/rules")
        if {"description", "severity"} & entry.keys() or "source" in entry["meta"]:
            raise ValueError(f"the words of {check} are those of its rule: take description, severity and source out")
        meta = {**entry["meta"], "source": rules[check].source}
        words = {"description": rules[check].title, "severity": _NEVER_BLOCKS}
        told.append({**entry, **words, "meta": meta})
    return {**content, "expectations": told}


def _first_problem(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        return f"{place}: {first['msg']}" if place else str(first["msg"])
    return str(error)
