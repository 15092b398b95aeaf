"""A store that does not do what it is asked: what is said, and that nothing is lost."""

from __future__ import annotations

import fsspec
import pytest

from scorecard import cli
from scorecard.errors import InputError, UsageError
from scorecard.remote.store import Store
from tests.fixtures.store import forget_connections


@pytest.fixture(autouse=True)
def cache(place: str) -> None:
    """Every test of this file has a cache of its own."""


def said_by(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 2) -> str:
    assert cli.main(list(arguments)) == code
    said = capsys.readouterr().err
    assert "Traceback" not in said
    return said


def test_a_bucket_that_is_not_there(capsys) -> None:
    said = said_by(capsys, "quarters", "--data", "s3://no-such-bucket/data")
    assert "s3://no-such-bucket/data" in said and "spelt" in said


@pytest.fixture
def environment(server: str, monkeypatch: pytest.MonkeyPatch):
    yield monkeypatch
    forget_connections()


def test_nobody_says_who_asks(environment, capsys, tmp_path) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        environment.delenv(name)
    environment.setenv("HOME", str(tmp_path))
    forget_connections()
    said = said_by(capsys, "quarters", "--data", "s3://children/data")
    assert "the store asks who you are" in said and "AWS_ACCESS_KEY_ID" in said


def test_a_server_that_does_not_answer(environment, capsys) -> None:
    environment.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    environment.setenv("AWS_MAX_ATTEMPTS", "1")
    forget_connections()
    said = said_by(capsys, "quarters", "--data", "s3://children/data")
    assert "cannot be reached" in said and "nothing is lost" in said


def test_a_store_that_refuses(url, monkeypatch) -> None:
    store = Store(url)

    def refuse(*args, **more):
        raise PermissionError("Access Denied")

    monkeypatch.setattr(fsspec.get_filesystem_class("s3"), "pipe_file", refuse)
    with pytest.raises(InputError, match="refuses to write page: Access Denied"):
        store.write("page", b"x")


def test_a_kind_of_store_that_nobody_knows(capsys) -> None:
    assert "no kind of store that is called nonsense" in said_by(capsys, "quarters", "--data", "nonsense://a/b")


def test_a_store_whose_package_is_not_installed(monkeypatch) -> None:
    def lacking(url: str, **settings: object) -> None:
        raise ImportError("Install s3fs to access S3")

    monkeypatch.setattr("fsspec.core.url_to_fs", lacking)
    with pytest.raises(UsageError, match="the package s3fs, which is not installed"):
        Store("s3://bucket/x").listing()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["run", "--data", "s3://children/x", "--reports", "s3://children/x/reports"], "within one another"),
        (["run", "--data", "s3://children/x/data", "--reports", "s3://children/x/notes"], "within one another"),
        (["run", "--data", "s3://children/x", "--watch"], "folders, not stores"),
        (["run", "--data", "s3://children/x", "--scheduler", "tcp://127.0.0.1:1"], "add: --reports URL"),
        (["unlock"], "no store is named"),
        (["unlock", "--data", "data"], "no store is named"),
    ],
)
def test_what_a_store_cannot_serve(arguments, words, capsys) -> None:
    assert words in said_by(capsys, *arguments)


def test_names_of_objects_do_not_lead_out(url) -> None:
    for name in ("../x", "a/../../x", "", "a//b"):
        with pytest.raises(InputError, match="is no name of an object"):
            Store(url).write(name, b"x")
