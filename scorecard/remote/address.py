"""Where data and reports may live: a folder, or a folder of a store under a URL."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from scorecard.errors import UsageError

_URL = re.compile(r"([a-z][a-z0-9+.-]*)://([^?#@\x00\\]*)")
_LIKE_ONE = re.compile(r"[a-z][a-z0-9+.-]+:/")
"""With one slash too few it is no folder either; the drive of a folder has one letter."""
_OF_THIS_MACHINE = ("file", "local")
_EXPECTED = "a folder of a store, like s3://bucket/children/data"


def is_url(text: str) -> bool:
    """Whether a place is named by a URL, not by a path."""
    return bool(_LIKE_ONE.match(text)) or "://" in text


def folder_of_url(text: str) -> Path | None:
    """The folder that a URL of this machine (``file:///srv/data``) names; null for one of a store."""
    parts = urlsplit(text)
    if parts.scheme not in _OF_THIS_MACHINE:
        return None
    if parts.netloc not in ("", "localhost") or not parts.path.strip("/"):
        raise UsageError(f"{text!r} names no folder", expected="a URL like file:///srv/children/data")
    return Path(unquote(parts.path))


def checked_url(text: str) -> str:
    """A URL of a store, without a slash at its end.

    Raises UsageError for one that is not a plain address: without a bucket, with a way out of it, or with a password.
    """
    match = _URL.fullmatch(text)
    if match is None:
        said = text.split("@")[-1] if "@" in text else text  # what stands before it may be a password
        raise UsageError(
            f"{said[:200]!r} is not the address of a store",
            expected=f"{_EXPECTED}; no user, password, question or blank part in it",
            do="let the environment say who you are (AWS_PROFILE, AWS_ACCESS_KEY_ID …)",
        )
    parts = match[2].rstrip("/").split("/")
    if not parts[0] or any(is_way_out(part) for part in parts):
        raise UsageError(f"{text[:200]!r} is not the address of a store", expected=_EXPECTED)
    return f"{match[1]}://{'/'.join(parts)}"


def is_way_out(part: str) -> bool:
    """Whether a part of a name is none of a file or folder below another: it leads up, nowhere, or elsewhere."""
    return part in ("", ".", "..") or any(c in part for c in "\\\0:")


def beside(url: str, name: str) -> str | None:
    """The folder of this name beside that of a URL; null for one that is a whole bucket."""
    above, _, last = url.partition("://")[2].rpartition("/")
    return f"{url[: -len(last) - 1]}/{name}" if above else None


def overlap(one: str, other: str) -> bool:
    """Whether two folders of stores are the same, or one is within the other."""
    return f"{one}/".startswith(f"{other}/") or f"{other}/".startswith(f"{one}/")
