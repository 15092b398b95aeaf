"""Which places are folders, which are stores, and which are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.errors import UsageError
from scorecard.remote.address import beside, checked_url, folder_of_url, is_url, overlap


@pytest.mark.parametrize("text", ["data", "/srv/data", "C:/data", "C:\\data", "./s3", "a:b"])
def test_a_path_is_no_url(text: str) -> None:
    assert not is_url(text)


@pytest.mark.parametrize("text", ["s3://bucket/data", "s3:/bucket", "memory://x", "simplecache::s3://bucket/x"])
def test_what_looks_like_a_url_is_taken_for_one(text: str) -> None:
    assert is_url(text)


def test_a_slash_at_the_end_means_nothing() -> None:
    assert checked_url("s3://bucket/children/data/") == "s3://bucket/children/data"


@pytest.mark.parametrize(
    "text",
    [
        "s3://",
        "s3:///data",
        "s3:/bucket",
        "s3://bucket/../other",
        "s3://bucket/a//b",
        "s3://bucket/./a",
        "s3://bucket/a\\b",
        "s3://bucket?versionId=1",
        "s3://bucket/a#b",
        "simplecache::s3://bucket/x",
    ],
)
def test_an_address_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is not the address of a store"):
        checked_url(text)


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(UsageError) as refused:
        checked_url("s3://key:secret@bucket/data")
    assert "secret" not in str(refused.value)


def test_a_url_of_this_machine_is_its_folder(tmp_path: Path) -> None:
    assert folder_of_url(f"file://{tmp_path}/a%20b") == tmp_path / "a b"
    assert folder_of_url("s3://bucket/data") is None
    with pytest.raises(UsageError, match="names no folder"):
        folder_of_url("file://elsewhere/data")


def test_what_stands_beside_the_data() -> None:
    assert beside("s3://bucket/children/data", "notes") == "s3://bucket/children/notes"
    assert beside("s3://bucket", "notes") is None


def test_folders_within_one_another() -> None:
    assert (
        overlap("s3://b/data", "s3://b/data/reports")
        and overlap("s3://b", "s3://b/data")
        and overlap("s3://b", "s3://b")
    )
    assert not overlap("s3://b/data", "s3://b/data2")
