"""What every test may ask for: the project's folder, the original documents, a browser, and no network."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

PROJECT = Path(__file__).resolve().parent.parent
# work is shared out only where a test asks for it: how idle the machine is must not decide what a test runs
os.environ.setdefault("SCORECARD_HANDS", "0")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

# the same examples every time, on every machine: a red test must be red for everybody
hypothesis.settings.register_profile("same-everywhere", derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("same-everywhere")


@pytest.fixture(scope="session")
def project() -> Path:
    """The folder of the repository."""
    return PROJECT


@pytest.fixture(scope="session")
def documents() -> Path:
    """The folder of the original documents, which are not part of the repository; skips where it is absent."""
    folder = Path(os.environ.get("SCORECARD_DOCUMENTS") or PROJECT.parent / "shared" / "documents")
    if not any(folder.glob("*.txt")):
        pytest.skip(f"the original documents are not at {folder} (set SCORECARD_DOCUMENTS to their folder)")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """A Chromium-like browser's command. Skips where there is none, fails where one is required (as in CI)."""
    command = os.environ.get("SCORECARD_BROWSER") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if command:
        return command
    reason = f"no browser found (looked for {', '.join(BROWSERS)}; SCORECARD_BROWSER names another)"
    if os.environ.get("SCORECARD_REQUIRE_BROWSER", "") not in ("", "0"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Refuse every connection that leaves this machine: the suite must work, and must be seen to work, offline."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        local = self.family not in (socket.AF_INET, socket.AF_INET6) or str(address[0]).startswith(("127.", "::1"))
        if not local and address[0] != "localhost":
            raise AssertionError(f"a test tried to connect to {address[0]}: nothing here may use the network")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield
