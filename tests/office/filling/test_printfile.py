"""The print file can be printed on both sides: every paper begins on an odd page, and says which it is."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from gongwen.errors import IntegrityError
from gongwen.office.filling import FillReport, FillRequest, How, fill, opened
from gongwen.office.filling.results.printfile import Sheaf, write_print_file
from gongwen.office.wiring import Workshop
from tests.office.filling.filled import COMMON
from tests.office.filling.test_fill import rows


def sheaf(folder: Path, name: str, pages: int) -> Sheaf:
    """Write a PDF of so many pages, each a little narrower than the one before it."""
    path = folder / f"{name}.pdf"
    with pikepdf.new() as pdf:
        for number in range(pages):
            pdf.add_blank_page(page_size=(500 - number, 700))
        pdf.save(path)
    return Sheaf(name, path)


def labels(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    found = [document.get_page_label(index) for index in range(len(document))]
    document.close()
    return found


def bookmarks(path: Path) -> list[tuple[str, int]]:
    document = pypdfium2.PdfDocument(path)
    found = [(mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
    document.close()
    return found


def test_every_paper_begins_on_an_odd_page_and_is_named(tmp_path: Path) -> None:
    target = tmp_path / "合订.pdf"
    papers = [sheaf(tmp_path, name, pages) for name, pages in (("甲县", 1), ("乙县", 2), ("丙县", 3))]
    assert write_print_file(papers, target) == 8
    with pikepdf.open(target) as pdf:
        assert [int(page.mediabox[2]) for page in pdf.pages] == [500, 595, 500, 499, 500, 499, 498, 595]
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"
    assert bookmarks(target) == [("甲县", 0), ("乙县", 2), ("丙县", 4)]
    assert labels(target) == ["1", "空白", "1", "2", "1", "2", "3", "空白"]


def test_more_papers_than_are_opened_at_once_are_bound_alike(tmp_path: Path) -> None:
    papers = [sheaf(tmp_path, f"第{number}份", 1 + number % 2) for number in range(230)]
    assert write_print_file(papers, tmp_path / "一.pdf") == 460
    assert [page for _, page in bookmarks(tmp_path / "一.pdf")] == list(range(0, 460, 2))
    write_print_file(papers, tmp_path / "二.pdf")
    assert (tmp_path / "一.pdf").read_bytes() == (tmp_path / "二.pdf").read_bytes()


def test_a_damaged_pdf_is_named(tmp_path: Path) -> None:
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.7\n")
    with pytest.raises(IntegrityError, match=r"坏\.pdf 读不出来"):
        write_print_file([Sheaf("坏", tmp_path / "坏.pdf")], tmp_path / "合订.pdf")
    assert not (tmp_path / "合订.pdf").exists()


def bind(desk: Workshop, path: Path, *, merged: bool = True) -> FillReport:
    source = opened(desk, FillRequest("yearly_letter", (path,), COMMON))
    return fill(desk, source, How(path.parent / "out", merged=merged))


def test_a_fill_is_bound_in_the_order_of_rows_and_an_old_binding_is_told(
    desk: Workshop, tmp_path: Path
) -> None:
    path = rows(tmp_path / "表.csv", "越城区", "柯桥区")
    report = bind(desk, path)
    assert report.print_file == tmp_path / "out" / "合订打印.pdf"
    assert [(mark[:3], page) for mark, page in bookmarks(report.print_file)] == [("越城区", 0), ("柯桥区", 2)]
    document = pypdfium2.PdfDocument(io.BytesIO(report.print_file.read_bytes()))
    assert ["关于报送柯桥区" in document[index].get_textpage().get_text_range() for index in range(4)] == [
        False,
        False,
        True,
        False,
    ]
    document.close()
    assert bind(desk, path, merged=False).findings == ()
    report = bind(desk, rows(path, "越城区"), merged=False)
    assert [one.sentence for one in report.findings] == [
        "合订打印.pdf 是以前合订的，与现在的不同；要更新，请加 --merged 再运行一次"
    ]
    (tmp_path / "out" / "合订打印.pdf").write_bytes(b"changed by hand")
    assert bind(desk, path).print_file == tmp_path / "out" / "合订打印 (2).pdf"
