"""What things are made from, as hashes: the same for the same things, another for any other."""

from __future__ import annotations

import hashlib
from pathlib import Path

from scorecard.provenance import (
    code_hash,
    folder_hash,
    hashes_of,
    key_of,
    rooms_from,
    sha256_of,
    sha256_of_file,
    software,
)


def test_the_hash_of_a_large_file_is_that_of_its_bytes(tmp_path: Path) -> None:
    content = b"abcdefghij" * 300_000
    (tmp_path / "large").write_bytes(content)
    assert sha256_of_file(tmp_path / "large") == sha256_of(content) == hashlib.sha256(content).hexdigest()


def test_a_folder_has_one_hash_for_names_and_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1", encoding="utf-8")
    first = folder_hash(tmp_path)
    (tmp_path / "a").write_text("2", encoding="utf-8")
    assert folder_hash(tmp_path) != first
    (tmp_path / "a").write_text("1", encoding="utf-8")
    assert folder_hash(tmp_path) == first
    (tmp_path / "a").rename(tmp_path / "b")
    assert folder_hash(tmp_path) != first


def test_what_is_hidden_or_half_written_is_not_hashed(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    first, names = folder_hash(tmp_path), hashes_of({"data": tmp_path})
    (tmp_path / ".a.tmp").write_text("1", encoding="utf-8")
    (tmp_path / "inner" / ".b.tmp").write_text("1", encoding="utf-8")
    assert (folder_hash(tmp_path), hashes_of({"data": tmp_path})) == (first, names)


def test_a_folder_is_listed_entry_by_entry_and_a_file_by_itself(tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    for name in ("pack/a.tsv", "b.yml"):
        (tmp_path / name).write_text("1", encoding="utf-8")
    listed = hashes_of({"raw": tmp_path, "one": tmp_path / "b.yml", "none": tmp_path / "nowhere"})
    assert list(listed) == ["one", "raw/b.yml", "raw/pack"]
    assert listed["one"] == listed["raw/b.yml"] == sha256_of(b"1")


def test_code_is_the_code_of_the_rooms_that_are_named(tmp_path: Path) -> None:
    for name in ("clean", "charts"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.py").write_text("1", encoding="utf-8")
    (tmp_path / "files.py").write_text("1", encoding="utf-8")
    first = code_hash(["clean", "files.py"], tmp_path)
    (tmp_path / "charts" / "a.py").write_text("2", encoding="utf-8")
    (tmp_path / "clean" / "notes.txt").write_text("2", encoding="utf-8")
    assert code_hash(["clean", "files.py"], tmp_path) == first
    for name in ("clean/a.py", "files.py"):
        before = code_hash(["clean", "files.py"], tmp_path)
        (tmp_path / name).write_text("2", encoding="utf-8")
        assert code_hash(["clean", "files.py"], tmp_path) != before


def test_rooms_are_followed_through_every_way_to_import(tmp_path: Path) -> None:
    files = {
        "first/a.py": "from scorecard.second.b import c\nimport json",
        "second/__init__.py": "",
        "second/b.py": "def f():\n    from scorecard import third, fourth as f\n",
        "second/inner/d.py": "from scorecard import (\n    fifth,\n)\nimport scorecard.sixth\n",
        "third.py": "from scorecard.first import a\nWORDS = 'from scorecard of the month import nothing'",
        "seventh.py": "",
        **{f"{name}.py": "" for name in ("fourth", "fifth", "sixth")},
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert rooms_from(["first"], tmp_path) == ("fifth.py", "first", "fourth.py", "second", "sixth.py", "third.py")
    assert rooms_from(["seventh.py"], tmp_path) == ("seventh.py",)


def test_software_is_the_python_and_the_lock(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("polars==1.0\n", encoding="utf-8")
    first = software(lock)
    assert set(first) == {"python", "lock"}
    lock.write_text("polars==1.1\n", encoding="utf-8")
    assert software(lock) != first


def test_without_a_lock_software_is_what_is_installed(tmp_path: Path) -> None:
    assert set(software(tmp_path / "nowhere")) == {"python", "installed"}
    assert software(tmp_path / "nowhere") == software(tmp_path / "nowhere")


def test_every_part_of_a_key_decides() -> None:
    key = key_of({"a": "1"}, code="c", software={"python": "3"}, parameters={"quarter": "q"})
    assert key == key_of({"a": "1"}, code="c", software={"python": "3"}, parameters={"quarter": "q"})
    others = [
        key_of({"a": "2"}, code="c", software={"python": "3"}, parameters={"quarter": "q"}),
        key_of({"a": "1"}, code="d", software={"python": "3"}, parameters={"quarter": "q"}),
        key_of({"a": "1"}, code="c", software={"python": "4"}, parameters={"quarter": "q"}),
        key_of({"a": "1"}, code="c", software={"python": "3"}, parameters={"quarter": "r"}),
        key_of({"a": "1"}, code="c", software={"python": "3"}),
    ]
    assert len({key, *others}) == 1 + len(others)
