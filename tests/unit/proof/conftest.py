"""One invented pack with a figure of every kind."""

from __future__ import annotations

import pytest

from tests.unit.proof.pack import Tables, made


@pytest.fixture
def tables() -> Tables:
    return made()
