"""One command at a time in a store: an object ``.lock`` that only one can create, and that says who holds it.

It is taken away when the command ends. A command that is killed leaves it behind: the next one on the same machine,
from the same copy, knows it for its own and goes on; on others it is refused until somebody says ``unlock``.
"""

from __future__ import annotations

import getpass
import json
import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from scorecard.errors import InputError, ScorecardError
from scorecard.files import write_atomic
from scorecard.remote.store import Store
from scorecard.visible import visible

NAME = ".lock"
RUN = "SCORECARD_RUN"
"""In the environment of a task of a cluster: its run. A task that is begun again elsewhere, as its worker died and its
process with it, knows the lock by that."""
_TRIES = 3
"""So often it is tried anew where the holder lets go just as it is asked who it is."""


@contextmanager
def held(store: Store, command: str, token: Path) -> Iterator[None]:
    """Have a store to oneself. ``token``: the file here by which a command knows a lock of its own copy.

    Raises InputError, with who holds it and since when, if another does.
    """
    mine = _mine(command, _token(token))
    _take(store, mine)
    try:
        yield
    finally:
        with suppress(ScorecardError):  # a store that went away keeps it; the next command here knows it for its own
            if _is_of(_holder(store), mine):
                store.remove(NAME)


def unlock(store: Store) -> str | None:
    """Take the lock away, whoever holds it; who that was, null if nobody."""
    holder = _holder(store)
    if holder is None:
        return None
    store.remove(NAME)
    return _told(holder)


def _take(store: Store, mine: dict[str, str]) -> None:
    content = json.dumps(mine).encode()
    for _ in range(_TRIES):
        if store.create(NAME, content):
            return
        holder = _holder(store)
        if holder is not None and _is_of(holder, mine):
            store.write(NAME, content)
            return
        if holder is not None:
            raise _taken(store, holder)
    raise _taken(store, {})


def _mine(command: str, token: str) -> dict[str, str]:
    since = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    about = {"who": _user(), "machine": socket.gethostname(), "process": str(os.getpid()), "command": command}
    return {**about, "since": since, "token": token}


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container's user may have no name
        return "somebody"


def _token(path: Path) -> str:
    """What tells this copy from those of others, made once and kept beside it; of a task of a cluster its run."""
    if run := os.environ.get(RUN):
        return run
    if not path.exists():
        write_atomic(path, secrets.token_hex(16))
    return path.read_text(encoding="utf-8")


def _holder(store: Store) -> dict[str, str] | None:
    """What the lock says; null if there is none, and nothing if it says nothing that can be read."""
    content = store.read_if_there(NAME)
    if content is None:
        return None
    try:
        told = json.loads(content)
        return {str(name): visible(str(said)) for name, said in told.items()}
    except (ValueError, RecursionError, AttributeError):
        return {}


def _is_of(holder: dict[str, str] | None, mine: dict[str, str]) -> bool:
    """A copy's token alone would not do: a home that two machines share has one copy for both."""
    names = ("token",) if mine["token"] == os.environ.get(RUN) else ("token", "machine")
    return holder is not None and all(holder.get(name) == mine[name] for name in names)


def _told(holder: dict[str, str]) -> str:
    if not holder.get("who"):
        return "somebody who does not say who it is"
    names = ("who", "machine", "command", "process", "since")
    who, machine, command, process, since = (holder.get(name, "?")[:100] for name in names)
    return f"{who} on {machine}, {command} (process {process}), since {since}"


def _taken(store: Store, holder: dict[str, str]) -> InputError:
    return InputError(
        f"another command is at work in this store: {_told(holder)}",
        where=store.url,
        expected="one command at a time in a store; nothing was changed",
        do="wait until it is done; if it is no more, run the same command on its machine, which goes on from there, or "
        f"give up what it had not sent: python pipeline.py unlock --data {store.url}",
    )
