"""A traced figure is drawn from the very PDF that it was extracted from; its address is remembered."""

from __future__ import annotations

import io
from pathlib import Path

import polars as pl
import pytest
from PIL import Image

from scorecard.errors import InputError, UsageError
from scorecard.extract import extract_documents, load_document
from scorecard.listing import Traced, draw_traced
from scorecard.readers.pdf.picture import picture_of
from scorecard.workspace import Workspace
from tests.fixtures.formats.as_pdf import RULED, as_pdf
from tests.fixtures.formats.parts import parts_of
from tests.fixtures.pack_quarterly import quarterly_pack
from tests.fixtures.packs import Variation

PACK = quarterly_pack(Variation())
ADDRESS = "https://www.example.org/pack.pdf?id=4"


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, Path, Traced]:
    """A pack that was extracted from a PDF, and the proof of the figure that stands first in it."""
    folder = tmp_path_factory.mktemp("pictures")
    path = folder / f"{PACK.document}.pdf"
    path.write_bytes(as_pdf(list(parts_of(PACK.lines)), RULED))
    workspace = Workspace(data=folder / "data")
    extract_documents([path], workspace, address=ADDRESS, report=lambda line: None)
    rows = (workspace.raw / PACK.document / "places.tsv").read_text(encoding="utf-8").splitlines()[1:]
    _, cell, place, page, box, *_ = next(row.split("\t") for row in rows if row.split("\t")[1] == "5")
    proof = {"document": PACK.document, "published": cell, "printed_at": place, "page": int(page), "box": box}
    return workspace, path, Traced(pl.DataFrame([proof]), None)


def test_the_picture_shows_the_figure_in_a_frame(extracted: tuple[Workspace, Path, Traced]) -> None:
    workspace, path, traced = extracted
    picture = path.with_name("figure.png")
    assert "is drawn in" in draw_traced(traced, workspace, path, picture)
    image = Image.open(picture).convert("RGB")
    colours = {colour: count for count, colour in image.getcolors(image.width * image.height) or []}
    assert colours[192, 0, 64] > 40 and image.height < 600
    assert sorted(p.name for p in (workspace.raw / PACK.document).iterdir() if p.suffix == ".png") == []


def test_the_same_picture_twice_is_the_same_bytes(extracted: tuple[Workspace, Path, Traced]) -> None:
    content = extracted[1].read_bytes()
    once, again = (picture_of(content, 1, (50, 50, 90, 60), "pack.pdf") for _ in range(2))
    assert once == again and Image.open(io.BytesIO(once)).format == "PNG"


def test_another_pdf_is_refused(extracted: tuple[Workspace, Path, Traced], tmp_path: Path) -> None:
    other = tmp_path / "other.pdf"
    other.write_bytes(as_pdf(list(parts_of(PACK.lines[:40]))))
    with pytest.raises(InputError, match="none of these figures"):
        draw_traced(extracted[2], extracted[0], other, tmp_path / "out.png")
    assert not (tmp_path / "out.png").exists()


def test_the_address_is_recorded_and_remembered(extracted: tuple[Workspace, Path, Traced]) -> None:
    workspace, path, _ = extracted
    assert load_document(workspace.raw / PACK.document)["address"] == ADDRESS
    extract_documents([path], workspace, report=lambda line: None)
    assert load_document(workspace.raw / PACK.document)["address"] == ADDRESS


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "www.example.org", "https://a b", "https://x/\n", "file:///etc"]
)
def test_what_is_no_web_address_is_refused(extracted: tuple[Workspace, Path, Traced], address: str) -> None:
    with pytest.raises(UsageError, match="no web address"):
        extract_documents([extracted[1]], extracted[0], address=address, report=lambda line: None)
