"""What the tests of validation share: GX is imported once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scorecard.workspace import PROJECT, Workspace


@pytest.fixture(scope="session")
def judge() -> Any:
    """The judge, with GX imported once for all tests."""
    from scorecard.validate.engine.start import start_judge

    return start_judge()


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """An empty workspace with the project's own suites, copied so that tests may change them."""
    import shutil

    shutil.copytree(PROJECT / "expectations", tmp_path / "expectations")
    (tmp_path / "expectations" / "acknowledged.yml").unlink(missing_ok=True)
    yield Workspace(data=tmp_path / "data", reports=tmp_path / "reports", expectations=tmp_path / "expectations")
