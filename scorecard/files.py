"""Writing files so that a reader never sees half of one; reading YAML so that no file can do harm."""

from __future__ import annotations

import gc
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import IO, Any

from scorecard.errors import InputError

# No file that a person keeps comes near these. The C parser of YAML falls over where lists nest a few thousand deep,
# and entries that are merged into one another can grow without end.
_LARGEST_YAML = 5_000_000
_DEEPEST_YAML = 100
_MOST_MERGES = 20
_TEXT_OF_YAML = "tag:yaml.org,2002:str"
_BRACKET = re.compile(r"[\[\]{}]")
_FAR_IN = re.compile(rf"^[ ?-]{{{2 * _DEEPEST_YAML}}}", re.MULTILINE)
_OF_THE_SYSTEM = re.compile(r"\..*|thumbs\.db|desktop\.ini|icon\r|.*~|~\$.*|.*\.(?:tmp|swp|bak|part)", re.IGNORECASE)
_MERGE = re.compile(r"<<\s*:(\s*\[)?")


def of_the_system(name: str) -> bool:
    """Whether a file is none of ours: hidden, half written, or left by a file manager or an editor."""
    return bool(_OF_THE_SYSTEM.fullmatch(name))


def cannot_write(path: Path, error: OSError) -> InputError:
    """The error for a disk or a folder that refuses: what could not be written, where, and why."""
    return InputError(
        f"cannot write {path.name}: {error.strerror or error}",
        where=str(path.parent),
        expected="a folder that can be written to, on a disk with free space",
        do="free some space or choose another folder with --data or --reports, then run the same command again",
    )


Content = bytes | str | Callable[[IO[bytes]], object]


def write_atomic(path: Path, content: Content) -> None:
    """Write ``content`` to ``path`` whole or not at all.

    The bytes go to a temporary file in the same folder, are flushed to the disk and then take the
    name. Text is written as UTF-8 with ``\\n`` line ends on every platform. A callable receives the
    open binary file. Raises InputError if the disk or the folder refuses.
    """
    try:
        try:
            _write_beside(path, content)
        except FileNotFoundError:  # somebody removed the folder between two steps: once more, from its making on
            _write_beside(path, content)
    except OSError as error:
        raise cannot_write(path, error) from error


def _write_beside(path: Path, content: Content) -> None:
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
        temporary = Path(name)
        with os.fdopen(handle, "wb") as stream:
            if callable(content):
                content(stream)
            else:
                stream.write(content.encode("utf-8") if isinstance(content, str) else content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o644)
        os.replace(temporary, path)
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def write_where_told(path: Path, content: Content) -> None:
    """Write text or bytes to a file that a user names, whole or not at all; a link is followed, and stays.

    Raises InputError for what is no plain file: a device or a pipe would be replaced by one.
    """
    target = Path(os.path.realpath(path))
    if os.path.lexists(target) and not target.is_file():
        raise InputError(
            f"{path.name or path} is not a plain file",
            where=str(path),
            expected="the name of a file, new or old",
            do="name a file, or leave the option out to have it printed",
        )
    write_atomic(target, content)


@contextmanager
def collector_paused() -> Iterator[None]:
    """Let Python's garbage collector rest while a step builds many small objects that it keeps anyway.

    Walking over them again and again costs a tenth of the time of ``clean`` and frees nothing.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def read_yaml(path: Path, *, do: str = "mend the file") -> Any:
    """What a YAML file holds, read with the safe loader; ``do`` is what a reader is told to do about a damaged one.

    Raises InputError, in one line with the place, if the file is missing, is not UTF-8, is no YAML, or is larger or
    deeper than any that a person keeps.
    """
    import yaml

    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise InputError(f"the file {path.name} is missing", where=str(path), do=do) from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path.name} is not UTF-8 text", where=str(path), do="save the file as UTF-8") from error
    except OSError as error:
        raise InputError(f"cannot read {path.name}: {error.strerror or error}", where=str(path)) from error
    if odd := _beyond_all_measure(text):
        raise InputError(f"{path.name} {odd}", where=str(path), do=do)
    deep = _may_be_deep(text)
    try:
        # of two parsers the slow one is not brought down by depth; signs in quoted text only look like it
        return yaml.load(text, Loader=yaml.SafeLoader if deep else _quick_loader())
    except RecursionError:
        raise InputError(f"{path.name} nests more than {_DEEPEST_YAML} deep", where=str(path), do=do) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{path}, line {mark.line + 1}" if mark else str(path)
        problem = getattr(error, "problem", None) or "it cannot be parsed"
        raise InputError(f"{path.name} is not valid YAML: {problem}", where=place, do=do) from error
    except ValueError as error:  # a date or number that there is not, such as 2020-13-45
        raise InputError(f"{path.name} is not valid YAML: {error}", where=str(path), do=do) from error


@cache
def _quick_loader() -> Any:
    """The safe loader, of the quick parser where it was built; texts, most of what there is, are taken as they are."""
    import yaml

    quick: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class QuickLoader(quick):
        def construct_object(self, node: Any, deep: bool = False) -> Any:
            is_text = type(node) is yaml.ScalarNode and node.tag == _TEXT_OF_YAML
            return node.value if is_text else super().construct_object(node, deep)

    return QuickLoader


def _beyond_all_measure(text: str) -> str | None:
    """What makes a YAML text larger than one that is read; null for all others."""
    if len(text) > _LARGEST_YAML:
        return f"is larger than {_LARGEST_YAML / 1e6:.0f} MB"
    merges = _MERGE.findall(text)
    return f"merges entries more than {_MOST_MERGES} times" if len(merges) > _MOST_MERGES or any(merges) else None


def _may_be_deep(text: str) -> bool:
    """Whether a YAML text holds the signs of lists in lists, more than a person nests, be they quoted or not."""
    depths = accumulate((1 if bracket in "[{" else -1 for bracket in _BRACKET.findall(text)), _level)
    return max(depths, default=0) > _DEEPEST_YAML or bool(_FAR_IN.search(text))


def _level(depth: int, step: int) -> int:
    """How deep a bracket leaves the text; a closing one too many counts for nothing."""
    return max(0, depth + step)
