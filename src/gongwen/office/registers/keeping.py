"""Write a register as XLSX and PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gongwen.model.book import Book
from gongwen.office.desk.copies import Copy, put_copies, safe_name

if TYPE_CHECKING:
    from gongwen.office.wiring import Workshop


def write_book(workshop: Workshop, book: Book, folder: Path) -> tuple[Copy, ...]:
    """Write `book` into `folder` as XLSX and PDF, over no file that differs."""
    from gongwen.render.books.xlsx import workbook

    files = (("xlsx", workbook(book)), ("pdf", workshop.books.set(book)))
    return put_copies(folder, safe_name(f"{book.right} {book.title}".strip()), files)
