"""The pictures of docs/councils.md and docs/check.md: an invented borough from its first PDF to a page.

    python tools/doc_pictures.py              draw them anew into docs/images/
    python tools/doc_pictures.py --folder F   into a folder F, to look at

Runs the five commands of docs/councils.md in a copy of the project, with the packs and the answers that the tests use,
and draws what a person sees: the pack, its scorecard, where a figure stands, and what `check` says of a pack with three
figures changed. Needs Chromium (``CHROMIUM`` names it, else the one on the PATH). No figure of it is real.
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pypdfium2
from PIL import Image

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))
COPIED = ("scorecard", "registry", "councils", "notebooks", "expectations", "pipeline.py", "requirements.lock")
COLOURS = 96
"""Few colours make small files, and a page has few."""
CHANGED = {"93.0%": "39.0%", "85.8%\t85%\tG": "85.8%\t85%\tR", "\t6\t88\t6.8%": "\t9\t88\t6.8%"}
"""What is misprinted in the pack that is checked: digits that changed places, a wrong colour, a wrong count."""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=PROJECT / "docs" / "images", help="where to (here: docs/images)")
    options = parser.parse_args(arguments)
    options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="pictures-") as name:
        for picture, drawn in _drawn(_copied(Path(name))).items():
            path = options.folder / f"{picture}.png"
            path.write_bytes(_small(drawn))
            print(f"{path}: {path.stat().st_size / 1000:.0f} kB")
    return 0


def _copied(folder: Path) -> Path:
    """A copy of what runs, so that the new council gets into no folder of ours."""
    for part in COPIED:
        source, target = PROJECT / part, folder / part
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    return folder


def _drawn(project: Path) -> dict[str, bytes]:
    """Each picture by its name."""
    from tests.data.test_new_councils import ANSWERS
    from tests.fixtures.formats.parts import parts_of
    from tests.fixtures.formats.writers import WRITERS
    from tests.fixtures.new_councils.thamesmere import THAMESMERE as council

    write, suffix = WRITERS["pdf-ruled"]
    first, later = council.first[0], council.following
    wrong = first.text
    for printed, misprinted in CHANGED.items():
        if printed not in wrong:
            raise ValueError(f"{printed!r} is not in the pack any more: choose other figures to change")
        wrong = wrong.replace(printed, misprinted, 1)
    paths = []
    for pack in (first, later, replace(first, document="draft", text=wrong)):
        paths.append(project / f"{pack.document}{suffix}")
        paths[-1].write_bytes(write(list(parts_of(pack.text.split("\n")))))
    _run(project, "council", "new", council.slug, str(paths[0]))
    _answer(project, ANSWERS[council.slug])
    _run(project, "council", "check", council.slug, str(paths[0]))
    _run(project, "extract", *map(str, paths[:2]))
    _run(project, "run")
    _run(project, "check", str(paths[2]), "--format", "html", "--output", str(project / "check.html"), fine=1)
    page = pypdfium2.PdfDocument(paths[0])[0].render(scale=1.6).to_pil()
    return {
        "council-pack": _png(page.crop((0, 0, page.width, page.height * 2 // 3))),
        "council-scorecard": _screen(project / "reports" / "2024-25-Q2" / "scorecard.html", 1280, 1000),
        "check-page": _screen(project / "check.html", 1280, 1000),
    }


def _answer(project: Path, answers: dict[str, str]) -> None:
    """Fill in every blank of the drafted folder."""
    from scorecard.registry.open_entries import questions

    for question in questions(project / "councils" / "thamesmere"):
        lines = question.path.read_text(encoding="utf-8").split("\n")
        lines[question.line - 1] = (
            f"{lines[question.line - 1].rstrip()} {answers[f'{question.key} of {question.entry}']}"
        )
        question.path.write_text("\n".join(lines), encoding="utf-8")


def _run(project: Path, *command: str, fine: int = 0) -> None:
    """One command of the copy; a code that is neither 0 nor ``fine`` ends this."""
    done = subprocess.run(
        [sys.executable, "pipeline.py", *command], cwd=project, capture_output=True, text=True, check=False
    )
    print(f"pipeline.py {' '.join(command)}: {done.returncode}", flush=True)
    if done.returncode not in (0, fine):
        raise SystemExit(done.stdout + done.stderr)


def _screen(page: Path, width: int, height: int) -> bytes:
    """A page as a browser shows it."""
    browser = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        raise SystemExit("no Chromium: install the Debian package chromium, or name one in CHROMIUM")
    with tempfile.TemporaryDirectory(prefix="browser-") as profile:
        out = Path(profile) / "screen.png"
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={profile}"]
        command = [browser, *flags, f"--window-size={width},{height}", f"--screenshot={out}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return out.read_bytes()


def _png(image: Image.Image) -> bytes:
    stream = io.BytesIO()
    image.save(stream, format="PNG")
    return stream.getvalue()


def _small(picture: bytes) -> bytes:
    """The same picture in few colours, without anything that says when or where it was made."""
    image = Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    stream = io.BytesIO()
    image.save(stream, format="PNG", optimize=True)
    return stream.getvalue()


if __name__ == "__main__":
    raise SystemExit(main())
