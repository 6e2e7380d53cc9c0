"""Book (登记簿、目录): a table that is kept year by year, printed and as a workbook.

Not a 公文: GB/T 9704 does not rule its layout. It is what 发文登记簿,
用印登记簿 and 归档文件目录 have in common.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its share of the width (in 字 of the table's size), whether it is centred."""

    name: str
    width: float
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """A book: its title, what stands left and right above the table, its columns and rows.

    `notes` stand below the table: how many lines, the head of the audit chain.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    left: str = ""
    right: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BookMeasures:
    """How a book is printed, all in pt: paper (upright), margins, size of type, outer and inner rules.

    The paper is turned: its left margin (订口) is then above.
    """

    paper_width: float
    paper_height: float
    binding: float
    margin: float
    size: float
    thick: float
    thin: float
