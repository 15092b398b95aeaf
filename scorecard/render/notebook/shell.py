"""Running a notebook's cells in this process, with the outputs a Jupyter kernel would give.

A kernel costs half a second to start and as much again for its imports; a worker that has done its imports once
needs neither. Each notebook gets a shell of its own with an empty namespace. A test runs the same notebook in a
real kernel and compares.
"""

from __future__ import annotations

import atexit
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import TextIOBase
from typing import Any, TypeAlias

import nbformat
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type
from traitlets.config import Config

from scorecard.html.packed import packed

Output: TypeAlias = Any  # an nbformat.NotebookNode
_MIME = re.compile(r"[a-zA-Z0-9]+/[a-zA-Z0-9\-+.]+")


class _Publisher(DisplayPublisher):
    """Keeps what ``display`` shows."""

    shell: Any

    def publish(
        self, data: dict[str, Any], metadata: dict[str, Any] | None = None, *_: Any, update: bool = False, **__: Any
    ) -> None:
        self.shell.outputs.append(_shown("display_data", data, metadata or {}))

    def clear_output(self, wait: bool = False) -> None:
        self.shell.outputs.clear()


class _Hook(DisplayHook):
    """Keeps the value of a cell's last line."""

    shell: Any

    def write_output_prompt(self) -> None:
        pass

    def write_format_data(self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None) -> None:
        count = self.shell.execution_count
        self.shell.outputs.append(_shown("execute_result", format_dict, md_dict or {}, execution_count=count))

    def finish_displayhook(self) -> None:
        pass


class NotebookShell(InteractiveShell):
    """A shell whose outputs are notebook outputs, and which writes no history."""

    display_pub_class = Type(_Publisher)
    displayhook_class = Type(_Hook)

    def __init__(self, **traits: Any) -> None:
        self.outputs: list[Output] = []
        super().__init__(**traits)

    def _showtraceback(self, etype: Any, evalue: Any, stb: list[str]) -> None:
        name = getattr(etype, "__name__", str(etype))
        self.outputs.append(nbformat.v4.new_output("error", ename=name, evalue=str(evalue), traceback=stb))

    def enable_gui(self, gui: Any = None) -> None:
        """No window belongs to a report."""


class _Stream(TextIOBase):
    """A text stream that becomes stream outputs; what is written in a row becomes one."""

    def __init__(self, name: str, outputs: list[Output]) -> None:
        self.name, self.outputs = name, outputs

    def write(self, text: str) -> int:
        last = self.outputs[-1] if self.outputs else None
        if last is not None and last.output_type == "stream" and last.name == self.name:
            last.text += text
        elif text:
            self.outputs.append(nbformat.v4.new_output("stream", name=self.name, text=text))
        return len(text)

    def writable(self) -> bool:
        return True


def _shown(kind: str, data: dict[str, Any], metadata: dict[str, Any], **more: Any) -> Output:
    """What a cell shows, with its JSON packed. What is no text then is left to nbformat, which says what is wrong."""
    texts = packed(data)
    if metadata or not all(isinstance(value, str) and _MIME.fullmatch(mime) for mime, value in texts.items()):
        return nbformat.v4.new_output(kind, data, metadata=metadata, **more)
    node = nbformat.NotebookNode
    return node(output_type=kind, data=node(texts), metadata=node(), **more)


def new_shell() -> NotebookShell:
    """A fresh shell with an empty namespace; it takes the place of the one before, which holds nothing any more."""
    if NotebookShell.initialized():
        _let_go(NotebookShell.instance())
    NotebookShell.clear_instance()
    quiet = Config()
    quiet.HistoryManager.enabled = False
    quiet.InteractiveShell.colors = "nocolor"
    shell: NotebookShell = NotebookShell.instance(config=quiet)
    return shell


def _let_go(shell: NotebookShell) -> None:
    """Let go of all that a notebook made. IPython keeps every shell until the process ends, and with it its frames."""
    atexit.unregister(shell.atexit_operations)
    shell.user_ns["_oh"].clear()
    shell.user_ns.clear()
    shell.outputs.clear()


def run_cell(shell: NotebookShell, source: str) -> tuple[list[Output], int, bool]:
    """Run one cell. Returns its outputs, its execution count and whether it succeeded.

    A cell that calls ``sys.exit`` has not succeeded: a notebook that ends early is half a report.
    """
    shell.outputs.clear()
    count = shell.execution_count
    with _streams(shell.outputs):
        result = shell.run_cell(source, store_history=True)
    stopped = isinstance(result.error_in_exec, SystemExit)
    if stopped:
        shell.outputs.append(nbformat.v4.new_output("error", ename="SystemExit", evalue=str(result.error_in_exec)))
    return list(shell.outputs), count, bool(result.success)


@contextmanager
def _streams(outputs: list[Output]) -> Iterator[None]:
    with redirect_stdout(_Stream("stdout", outputs)), redirect_stderr(_Stream("stderr", outputs)):
        yield
    sys.stdout.flush()
