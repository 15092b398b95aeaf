"""One folder of a store, reached through fsspec: list, read, write whole, create if nobody has, remove.

An object appears whole or not at all; that is what stores promise, and all that is built on here. Every trouble with a
store ends in an error that says which store it is and what to do; what the store itself says is passed on in one line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from scorecard.errors import InputError, ScorecardError, UsageError
from scorecard.remote.address import checked_url, is_way_out

_MARKS: tuple[str, ...] = (
    "ETag",
    "etag",
    "md5Hash",
    "content_md5",
    "crc32c",
    "checksum",
    "LastModified",
    "last_modified",
    "mtime",
)
_MARKS += ("updated", "created")
"""What stores tell of an object that changes with its bytes, the best first."""
_NO_CREDENTIALS = ("NoCredentials", "PartialCredentials", "CredentialRetrieval", "TokenRetrieval", "RefreshError")
_PACKAGES = {"s3": "s3fs", "s3a": "s3fs", "gs": "gcsfs", "gcs": "gcsfs", "az": "adlfs", "abfs": "adlfs"}


@dataclass(frozen=True)
class Entry:
    """An object of a store: its size in bytes, and a mark that is another if its bytes are."""

    size: int
    mark: str


@dataclass(frozen=True)
class Store:
    """The folder of a store that a URL names. Settings (endpoint, region, who asks) come from the environment."""

    url: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "url", checked_url(self.url))

    def listing(self) -> dict[str, Entry]:
        """The objects below the folder by their name there.

        Raises InputError for a name that leads out of the folder: nothing of such a store is taken.
        """
        with self._asked("list"):
            self._files.invalidate_cache()
            found = self._files.find(self._root, detail=True)
        about = {key.removeprefix(self._root).removeprefix("/"): info for key, info in found.items()}
        plain = {
            name: info for name, info in about.items() if info.get("type") == "file" and not _stands_for_folder(name)
        }
        if odd := sorted(name for name in plain if any(map(is_way_out, name.split("/")))):
            raise InputError(
                f"the store holds a name that leads out of its folder: {odd[0]!r}",
                where=self.url,
                expected="names like raw/2020-06-panel/document.yml",
                do="remove that object: nothing was read",
            )
        return {name: Entry(int(info.get("size") or 0), _mark_of(info)) for name, info in sorted(plain.items())}

    def folders(self) -> list[str]:
        """The names of the folders that stand right below this one."""
        with self._asked("list"):
            self._files.invalidate_cache()
            found = self._files.ls(self._root, detail=True)
        return sorted(str(one["name"]).rstrip("/").rpartition("/")[2] for one in found if one["type"] == "directory")

    def read(self, name: str) -> bytes:
        """The bytes of an object. Raises InputError if it is not there."""
        with self._asked(f"read {name}"):
            return bytes(self._files.cat_file(self._place(name)))

    def read_if_there(self, name: str) -> bytes | None:
        """The bytes of an object; null if it is not there."""
        with self._asked(f"read {name}"):
            try:
                return bytes(self._files.cat_file(self._place(name)))
            except FileNotFoundError:
                return None

    def write(self, name: str, content: bytes) -> None:
        """Write an object, whole or not at all."""
        with self._asked(f"write {name}"):
            self._files.pipe_file(self._place(name), content)

    def create(self, name: str, content: bytes) -> bool:
        """Write an object that is not there yet; whether it was us who made it.

        The store itself decides between two who ask at once (``If-None-Match: *``).
        """
        with self._asked(f"write {name}"):
            try:
                self._files.pipe_file(self._place(name), content, mode="create")
            except FileExistsError:
                return False
        return True

    def remove(self, name: str) -> None:
        """Remove an object; one that is gone already has gone."""
        with self._asked(f"remove {name}"), suppress(FileNotFoundError):
            self._files.rm_file(self._place(name))

    def _place(self, name: str) -> str:
        if any(map(is_way_out, name.split("/"))):
            raise InputError(f"{name!r} is no name of an object below a folder", where=self.url)
        return f"{self._root}/{name}"

    @property
    def _root(self) -> str:
        return self._reached[1].rstrip("/")

    @property
    def _files(self) -> Any:
        return self._reached[0]

    @cached_property
    def _reached(self) -> tuple[Any, str]:
        return _reach(self.url)

    def __getstate__(self) -> dict[str, str]:
        """What goes to another process: the address alone; each reaches the store by itself."""
        return {"url": self.url}

    @contextmanager
    def _asked(self, to: str) -> Iterator[None]:
        """Let trouble with the store end in an error for people."""
        try:
            yield
        except (ScorecardError, KeyboardInterrupt):
            raise
        except Exception as error:  # each kind of store has errors of its own, and none of them is ours
            raise _trouble(self.url, to, error) from error


def _stands_for_folder(name: str) -> bool:
    """Consoles of stores put an object without bytes where they show a folder."""
    return not name or (name.endswith("/") and not name.startswith("/") and not name.endswith("//"))


def _reach(url: str) -> tuple[Any, str]:
    kind = url.partition("://")[0]
    try:
        from fsspec.core import url_to_fs

        # others write here at the same time: what a listing said is asked again, never remembered
        files, root = url_to_fs(url, use_listings_cache=False)
    except (ImportError, ModuleNotFoundError) as error:
        package = _PACKAGES.get(kind, f"of fsspec for {kind}")
        raise UsageError(
            f"stores of the kind {kind} need the package {package}, which is not installed",
            where=url,
            do=f"pip install {_PACKAGES.get(kind, 'fsspec and that package')} (docs/cluster.md)",
        ) from error
    except ValueError as error:
        raise UsageError(
            f"there is no kind of store that is called {kind}", where=url, expected="s3, gs, az …"
        ) from error
    return files, str(root)


def _mark_of(info: Mapping[str, Any]) -> str:
    told = next((f"{name} {info[name]}" for name in _MARKS if info.get(name)), "")
    return f"{info.get('size')} {told}"


def _trouble(url: str, to: str, error: Exception) -> InputError:
    """The error for a store that does not do what it is asked."""
    kinds = {kind.__name__ for kind in type(error).__mro__}
    said = " ".join(str(error).split())[:300] or type(error).__name__
    kept = "nothing is lost: what was made is kept here, and the same command goes on from there"
    if any(kind.startswith(_NO_CREDENTIALS) for kind in kinds):
        what, do = "the store asks who you are", "say it by the environment (AWS_PROFILE, or AWS_ACCESS_KEY_ID and …)"
    elif isinstance(error, FileNotFoundError):
        what, do = f"the store does not have this: {said}", "see that the bucket is there and spelt like this"
    elif isinstance(error, PermissionError):
        what, do = (
            f"the store refuses to {to}: {said}",
            "ask who keeps the store to let you read, write and remove here",
        )
    elif isinstance(error, NotImplementedError):
        what, do = f"stores of this kind cannot {to}", "name a store that can be written to"
    else:
        what, do = (
            f"the store cannot be reached to {to}: {said}",
            "see to the network and to its address, then try again",
        )
    return InputError(what, where=url, expected=kept, do=do)
