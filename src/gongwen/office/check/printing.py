"""DOCX as LibreOffice prints it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from gongwen.errors import StorageError
from gongwen.fonts import prepare_fontconfig

if TYPE_CHECKING:
    from gongwen.model.typefaces import Typefaces

_SECONDS = 120


def can_print() -> bool:
    """Say whether LibreOffice is on this machine."""
    return shutil.which("soffice") is not None


def as_pdfs(papers: Sequence[bytes], typefaces: Typefaces) -> tuple[bytes, ...]:
    """Return DOCX `papers` as LibreOffice prints them in these faces, all in one run.

    Raises StorageError when LibreOffice fails or takes more than two minutes.
    """
    with TemporaryDirectory(prefix="gongwen-check-") as name:
        folder = Path(name)
        sources = [folder / f"paper{number}.docx" for number in range(len(papers))]
        for source, docx in zip(sources, papers, strict=True):
            source.write_bytes(docx)
        fonts = prepare_fontconfig(typefaces, folder / "fonts")
        command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", "pdf", "--outdir", str(folder), *map(str, sources)]
        try:
            subprocess.run(
                command,
                env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
                check=True,
                capture_output=True,
                timeout=_SECONDS,
            )
            return tuple(source.with_suffix(".pdf").read_bytes() for source in sources)
        except (subprocess.SubprocessError, OSError) as error:
            raise StorageError(
                "LibreOffice 没能把这个 DOCX 转成 PDF",
                advice="请确认文件能打开，再试一次；加 --no-render 可以只查设置",
            ) from error
