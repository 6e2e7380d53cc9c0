"""Print file (合订打印文件): the PDFs of a fill one after another, ready for both sides of the paper.

Every paper begins on an odd page: where the one before it has an odd number
of pages a blank one follows. Each page is labelled with its own number
(空白 for the blank ones), each paper has its bookmark.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf

from gongwen.errors import IntegrityError, disk_errors

NAME = "合订打印.pdf"
_A4 = (595.28, 841.89)
_AT_ONCE = 100
"""PDFs held open at a time; more are first bound in parts."""


@dataclass(frozen=True, slots=True)
class Sheaf:
    """A paper in the print file: what its bookmark says, and where its PDF lies."""

    bookmark: str
    path: Path


def write_print_file(sheaves: Sequence[Sheaf], target: Path) -> int:
    """Write the PDFs of `sheaves` as one to `target`; return its pages, blank ones among them.

    The same PDFs give the same bytes. Raises IntegrityError for a PDF that
    cannot be read, StorageError when the disk does not take the file.
    """
    with disk_errors("写合订打印文件"), _unfinished(target) as folder:
        lengths: list[int] = []
        parts: list[Path] = []
        for start in range(0, len(sheaves), _AT_ONCE):
            part = Path(folder) / f"{start}.pdf"
            lengths += _bind([sheaf.path for sheaf in sheaves[start : start + _AT_ONCE]], part)
            parts.append(part)
        bound = Path(folder) / "whole.pdf"
        with pikepdf.new() as whole:
            opened = [pikepdf.open(part) for part in parts]
            for part_pdf in opened:
                whole.pages.extend(part_pdf.pages)
            _label(whole, lengths)
            _mark(whole, sheaves, lengths)
            pages = len(whole.pages)
            whole.save(bound, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
            for part_pdf in opened:
                part_pdf.close()
        bound.replace(target)
    return pages


def _unfinished(target: Path) -> tempfile.TemporaryDirectory[str]:
    """Return a folder beside `target`, named so that the next run clears away what a killed one left."""
    return tempfile.TemporaryDirectory(prefix=f".{target.stem}", suffix=".part", dir=target.parent)


def _bind(paths: Sequence[Path], target: Path) -> list[int]:
    """Write the pages of PDFs to `target`, each paper from an odd page on; return how many each has."""
    lengths = []
    with pikepdf.new() as bound:
        opened = []
        for path in paths:
            try:
                paper = pikepdf.open(path)
            except pikepdf.PdfError as error:
                raise IntegrityError(
                    f"{path} 读不出来（{error}）", rule="合订的每一份都要完好", advice="请删去它，再运行一次"
                ) from error
            opened.append(paper)
            bound.pages.extend(paper.pages)
            lengths.append(len(paper.pages))
            if len(paper.pages) % 2:
                bound.add_blank_page(page_size=_A4)
        for page in bound.pages:
            if "/StructParents" in page:
                del page["/StructParents"]
        bound.save(target, deterministic_id=True)
        for paper in opened:
            paper.close()
    return lengths


def _label(whole: pikepdf.Pdf, lengths: Sequence[int]) -> None:
    """Number the pages of each paper from 1, as they are printed."""
    entries: list[Any] = []
    page = 0
    for length in lengths:
        entries.extend([page, pikepdf.Dictionary(S=pikepdf.Name.D, St=1)])
        page += length
        if length % 2:
            entries.extend([page, pikepdf.Dictionary(P=pikepdf.String("空白"))])
            page += 1
    whole.Root.PageLabels = whole.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array(entries)))


def _mark(whole: pikepdf.Pdf, sheaves: Sequence[Sheaf], lengths: Sequence[int]) -> None:
    """Add a bookmark for each paper, and let a reader show them."""
    page = 0
    with whole.open_outline() as outline:
        for sheaf, length in zip(sheaves, lengths, strict=True):
            outline.root.append(pikepdf.OutlineItem(sheaf.bookmark, page, "Fit"))
            page += length + length % 2
    whole.Root.PageMode = pikepdf.Name.UseOutlines
    whole.Root.Lang = pikepdf.String("zh-CN")
    whole.Root.ViewerPreferences = pikepdf.Dictionary(Duplex=pikepdf.Name.DuplexFlipLongEdge)
