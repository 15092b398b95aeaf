"""What an executed notebook needs to be readable for whoever opens it in JupyterLab, without being run again.

While a notebook runs for a page its charts are specifications alone: the exporter draws each for the page, and the
same picture goes into the notebook here, so that nothing is drawn twice.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from markupsafe import Markup

from scorecard.html.blocks import VEGALITE_MIME
from scorecard.html.packed import unpacked
from scorecard.html.pictures import picture_of, styled


def with_pictures(notebook: Any) -> Any:
    """A copy of an executed notebook in which charts have their picture, and tables a small style."""
    shown = deepcopy(notebook)
    outputs = (output for cell in shown.cells if cell.cell_type == "code" for output in cell.outputs)
    for output in outputs:
        data = output.get("data", {})
        if VEGALITE_MIME in data:
            data["text/html"] = str(picture_of(unpacked(data[VEGALITE_MIME])))
        elif "text/html" in data:
            data["text/html"] = str(styled(Markup(data["text/html"])))
    return shown
