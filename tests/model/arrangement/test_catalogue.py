"""归档文件目录 has the nine columns of DA/T 22-2015 5.5.2, and prints."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

import openpyxl
import pypdfium2

from gongwen.layout.books import BOOK, SLIP
from gongwen.model.arrangement import Order, Piece, Scheme, Term, arrange, catalogues, cover_slip, stamp_of
from gongwen.model.arrangement.piece import Override
from gongwen.render.books.pdf import BookSetter, SlipSetter
from gongwen.render.books.xlsx import workbook
from gongwen.render.pdf import PageFrame
from tests.layout.papers import FRAME, typefaces
from tests.model.arrangement.pieces import LEAD, NOTICE, starter

SCHEME = Scheme("Z109", Order.TERM_FIRST, (("BGS", "办公室"),))
PHOTO = Piece("2015-0000", "会议照片说明", date=dt.date(2015, 1, 2), pages=1, own_title=True, note="原无题名")
TERMS = {PHOTO.item_id: Override("参考", term=Term.PERMANENT)}
MADE = arrange(
    [replace(NOTICE, division="BGS"), replace(PHOTO, division="BGS")], starter(), SCHEME, None, TERMS
)
(CATALOGUE,) = catalogues(MADE, SCHEME, LEAD, ("登记条目 12 条，末条 0f1e",))


def test_the_columns_and_rows_are_those_of_the_standard() -> None:
    book = CATALOGUE.book
    assert (
        " ".join(column.name for column in book.columns) == "序号 档号 文号 责任者 题名 日期 密级 页数 备注"
    )
    assert book.rows == (
        ("1", "Z109-WS·2015-Y-BGS-0001", "", "", "[会议照片说明]", "20150102", "", "1", "原无题名"),
        (
            "2",
            "Z109-WS·2015-Y-BGS-0002",
            "绍市软件办〔2015〕3号",
            f"{LEAD}；绍兴市人民政府国有资产监督管理委员会",
            "关于印发《绍兴市推进国有企业使用正版软件工作实施方案（2015—2020年）》的通知",
            "20150623",
            "",
            "8",
            "",
        ),
    )


def test_cover_heading_and_notes_say_whose_it_is_and_how_much() -> None:
    cover, book = CATALOGUE.cover, CATALOGUE.book
    assert (cover.fonds, cover.year, cover.term, cover.division) == ("Z109", "2015", "永久", "办公室")
    assert (book.title, book.right) == ("归档文件目录", "2015年度　永久　办公室")
    assert book.left == f"全宗号：Z109　全宗名称：{LEAD}"
    assert book.notes == ("共 2 件，9 页", "登记条目 12 条，末条 0f1e")


def test_there_is_a_catalogue_for_each_class() -> None:
    other = replace(PHOTO, item_id="x", division="BGS")
    terms = {**TERMS, "x": Override("参考", term=Term.YEARS_10)}
    made = arrange([replace(PHOTO, division="BGS"), other], starter(), SCHEME, None, terms)
    assert [str(one.key) for one in catalogues(made, SCHEME, LEAD)] == [
        "2015年度、永久、BGS",
        "2015年度、10年、BGS",
    ]


def frame(name: str) -> PageFrame:
    """A page frame of the repository."""
    html, css = ((FRAME.parent / name / part).read_text("utf-8") for part in ("page.html", "page.css"))
    return PageFrame(html, css)


def test_it_prints_on_a4_turned_and_is_a_workbook() -> None:
    pdf = pypdfium2.PdfDocument(BookSetter(frame("book"), typefaces(), BOOK).set(CATALOGUE.book))
    assert [round(edge) for edge in pdf[0].get_size()] == [842, 595]
    said = "".join(pdf[0].get_textpage().get_text_range().split())
    assert "Z109-WS·2015-Y-BGS-0002" in said
    assert "共2件，9页" in said
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(CATALOGUE.book)))["归档文件目录"]
    assert [cell.value for cell in sheet[4]][1] == "Z109-WS·2015-Y-BGS-0001"


def test_the_cover_prints() -> None:
    pdf = pypdfium2.PdfDocument(SlipSetter(frame("slip"), typefaces(), SLIP).set(cover_slip(CATALOGUE.cover)))
    said = "".join(pdf[0].get_textpage().get_text_range().split())
    assert [part for part in ("归档文件目录", "全宗号", "Z109", "永久", "办公室") if part not in said] == []


def test_the_stamp_of_a_piece_says_what_its_code_says() -> None:
    assert stamp_of(MADE.filed[1], SCHEME).rows == (("Z109", "2015", "0002"), ("办公室", "永久", "8"))
