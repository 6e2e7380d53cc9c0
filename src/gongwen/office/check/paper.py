"""A file on the desk: read, and held against GB/T 9704-2012 as it is printed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gongwen.check import Report, check_docx, check_pdf
from gongwen.errors import FactsError, NotFoundError, disk_errors
from gongwen.office.check.printing import as_pdfs, can_print

if TYPE_CHECKING:
    from gongwen.model.typefaces import Typefaces

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
    if is_word(data):
        settings = check_docx(data)
        if typefaces is None:
            return Report("", 0, settings.results, (_NOT_RENDERED,))
        if not can_print():
            return Report("", 0, settings.results, (_NO_OFFICE,))
        (printed,) = as_pdfs((data,), typefaces)
        return settings + check_pdf(printed)
    return check_pdf(data)


def is_word(data: bytes) -> bool:
    """Say whether bytes are those of a file of Word's, of the old kind too."""
    return data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


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
