"""Make the pictures of docs/图: every page of the notice of 2015, PDF and DOCX.

Run with `make pictures`. The PDF is ours; the DOCX is turned into pages by
LibreOffice with the faces gongwen chose. Needs pdftoppm and soffice.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

from gongwen.fonts import prepare_fontconfig
from gongwen.model import DocumentNumber
from gongwen.office.draft import draft_from_file
from gongwen.office.wiring import Settings, Workshop

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "图"
DPI = "60"


def main() -> None:
    """Set the notice of 2015 and write one picture a page."""
    workshop = Workshop(Settings.of(os.environ))
    made = draft_from_file(workshop, "notice", ROOT / "examples" / "绍兴市2015.toml")
    document = made.document.numbered(DocumentNumber("绍市软件办", 2015, 3))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for press in workshop.presses:
            (folder / f"paper.{press.suffix}").write_bytes(press.render(document))
        _pictures(folder / "paper.pdf", "pdf")
        _pictures(_through_libreoffice(folder, workshop), "docx")


def _through_libreoffice(folder: Path, workshop: Workshop) -> Path:
    fonts = prepare_fontconfig(workshop.typefaces, folder / "fonts")
    target = folder / "converted"
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(target), str(folder / "paper.docx")]
    subprocess.run(
        command, check=True, capture_output=True, env={**os.environ, "FONTCONFIG_FILE": str(fonts)}
    )
    return target / "paper.pdf"


def _pictures(pdf: Path, prefix: str) -> None:
    PICTURES.mkdir(exist_ok=True)
    for old in PICTURES.glob(f"{prefix}-*.png"):
        old.unlink()
    subprocess.run(["pdftoppm", "-r", DPI, "-png", str(pdf), str(PICTURES / prefix)], check=True)
    for path in sorted(PICTURES.glob(f"{prefix}-*.png")):
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
