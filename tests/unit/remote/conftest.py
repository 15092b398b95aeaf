"""One S3 server for the tests of this folder; each test has a folder of the bucket and a cache of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fixtures.store import BUCKET, s3_server


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with s3_server() as address:
        yield address


@pytest.fixture
def place(server: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of a folder of the bucket that no other test uses."""
    monkeypatch.setenv("SCORECARD_CACHE", str(tmp_path / "cache"))
    return re.sub(r"\W+", "-", request.node.name)


@pytest.fixture
def url(place: str) -> str:
    """The address of that folder."""
    return f"s3://{BUCKET}/{place}"
