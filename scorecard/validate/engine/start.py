"""Starting GX, which costs seconds: by a call and never by an import. This module itself imports nothing of it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from scorecard.process import begin

if TYPE_CHECKING:
    from scorecard.validate.engine.judge import Judge


def prepare_process() -> None:
    """Keep out of this process what GX would bring along: reports to its makers, and a package that nobody needs.

    To be called before anything imports GX.
    """
    begin()
    os.environ["GX_ANALYTICS_ENABLED"] = "false"


def start_judge() -> Judge:
    """Import GX, make our own expectations known to it, and return the judge: one per process."""
    prepare_process()
    from scorecard.validate.engine.expectations import register_expectations
    from scorecard.validate.engine.judge import Judge

    register_expectations()
    return Judge()
