"""归档文件目录: a book for each lowest class, and its cover (DA/T 22-2015 5.5.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongwen.model.arrangement.arranging import Arrangement, Filed
from gongwen.model.arrangement.code import ClassKey, Scheme
from gongwen.model.book import Book, Box, Column, Slip, SlipRow

TITLE = "归档文件目录"
COLUMNS = (
    Column("序号", 3, centred=True),
    Column("档号", 14),
    Column("文号", 9.5),
    Column("责任者", 12),
    Column("题名", 23),
    Column("日期", 5, centred=True),
    Column("密级", 3, centred=True),
    Column("页数", 3, centred=True),
    Column("备注", 7),
)
_ROW = 2.0
"""How high a row of the cover is, in 行."""


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on the cover of a catalogue; `division` is empty where the office has no such level."""

    fonds: str
    fonds_name: str
    year: str
    term: str
    division: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The catalogue of one class: its cover and its pages."""

    key: ClassKey
    cover: Cover
    book: Book


def catalogues(
    arrangement: Arrangement, scheme: Scheme, fonds_name: str, notes: Sequence[str] = ()
) -> tuple[Catalogue, ...]:
    """Return the catalogue of each class, in the order of the scheme.

    `fonds_name` is the 全宗名称; `notes` stand below each, after its count:
    how many entries the audit chain has, and its head.
    """
    found = []
    for key, filed in arrangement.classes():
        division = scheme.division_name(key.division)
        cover = Cover(scheme.fonds, fonds_name, str(key.year), key.term.value, division)
        found.append(Catalogue(key, cover, _book(cover, filed, notes)))
    return tuple(found)


def cover_slip(cover: Cover) -> Slip:
    """Return the cover as a form to be printed."""
    told = (
        ("全宗号", cover.fonds),
        ("全宗名称", cover.fonds_name),
        ("年度", cover.year),
        ("保管期限", cover.term),
        ("机构（问题）", cover.division),
    )
    return Slip(TITLE, tuple(SlipRow((Box(label, text),), _ROW) for label, text in told))


def _book(cover: Cover, filed: Sequence[Filed], notes: Sequence[str]) -> Book:
    pages = sum(one.piece.pages or 0 for one in filed)
    left = f"全宗号：{cover.fonds or '（空）'}　全宗名称：{cover.fonds_name}"
    right = "　".join(part for part in (f"{cover.year}年度", cover.term, cover.division) if part)
    rows = tuple(_row(ordinal, one) for ordinal, one in enumerate(filed, start=1))
    return Book(TITLE, COLUMNS, rows, left, right, (f"共 {len(filed)} 件，{pages} 页", *notes))


def _row(ordinal: int, one: Filed) -> tuple[str, ...]:
    piece = one.piece
    return (
        str(ordinal),
        str(one.code),
        piece.number,
        "；".join(piece.organs),
        piece.listed_title,
        piece.date.strftime("%Y%m%d") if piece.date else "",
        piece.security,
        str(piece.pages or ""),
        piece.note,
    )
