"""check (查验): a PDF or DOCX against GB/T 9704-2012, a DOCX as LibreOffice renders it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from gongwen.check import Report, check_docx, check_pdf
from gongwen.errors import FactsError, NotFoundError, StorageError, disk_errors
from gongwen.fonts import prepare_fontconfig

if TYPE_CHECKING:
    from gongwen.model.typefaces import Typefaces

_SECONDS = 120
_NO_OFFICE = "本机没有 LibreOffice（soffice），只查了 DOCX 的设置，没有按印出来的样子量"
_NOT_RENDERED = "按要求只查了 DOCX 的设置，没有按印出来的样子量"


def check_file(file: Path, typefaces: Typefaces | None) -> Report:
    """Return what every clause came to in `file`, a PDF or DOCX by its content.

    A DOCX is rendered with `typefaces` and measured too; without them, or
    without LibreOffice, only its settings are read, and a note says so.
    Raises NotFoundError, StorageError for a file that cannot be read, and
    FactsError for one that is neither or damaged.
    """
    data = read_file(file)
    if data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        settings = check_docx(data)
        if typefaces is None:
            return Report("", 0, settings.results, (_NOT_RENDERED,))
        if shutil.which("soffice") is None:
            return Report("", 0, settings.results, (_NO_OFFICE,))
        return settings + check_pdf(as_pdf(data, typefaces))
    return check_pdf(data)


def read_file(file: Path) -> bytes:
    """Return the bytes of `file`. Raises NotFoundError, StorageError, FactsError for an empty one."""
    if not file.exists():
        raise NotFoundError(f"没有文件 {file}", advice="请检查文件名")
    if file.is_dir():
        raise NotFoundError(f"{file} 是文件夹，不是文件", advice="请给出 PDF 或 DOCX 文件")
    with disk_errors("读文件"):
        data = file.read_bytes()
    if not data:
        raise FactsError(f"{file.name} 是空文件", advice="请重新导出或重新传送后再查")
    return data


def as_pdf(docx: bytes, typefaces: Typefaces) -> bytes:
    """Return a DOCX as LibreOffice prints it in these faces.

    Raises StorageError when LibreOffice fails or takes more than two minutes.
    """
    with TemporaryDirectory(prefix="gongwen-check-") as name:
        folder = Path(name)
        source = folder / "paper.docx"
        source.write_bytes(docx)
        fonts = prepare_fontconfig(typefaces, folder / "fonts")
        command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", "pdf", "--outdir", str(folder), str(source)]
        try:
            subprocess.run(
                command,
                env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
                check=True,
                capture_output=True,
                timeout=_SECONDS,
            )
            return source.with_suffix(".pdf").read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise StorageError(
                "LibreOffice 没能把这个 DOCX 转成 PDF",
                advice="请确认文件能打开，再试一次；加 --no-render 可以只查设置",
            ) from error
