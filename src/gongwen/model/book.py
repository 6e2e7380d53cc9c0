"""Book (登记簿、目录): a table kept year by year. Slip (稿纸、处理单): a form that goes along with a paper.

Neither is a 公文: GB/T 9704 does not rule their layout. Book is what
发文登记簿, 用印登记簿 and 归档文件目录 have in common, Slip what 发文稿纸 and
收文处理单 have.
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
class Box:
    """A labelled box: what is printed in it already, and its share of the row's width."""

    label: str
    text: str = ""
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class SlipRow:
    """Boxes side by side, at least so many 行 high."""

    boxes: tuple[Box, ...]
    height: float


@dataclass(frozen=True, slots=True)
class Slip:
    """A form: its title, what stands left and right above it, its rows, notes below."""

    title: str
    rows: tuple[SlipRow, ...]
    left: str = ""
    right: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BookMeasures:
    """How books and slips are printed, all in pt: paper (upright), margins, type, 行, outer and inner rules.

    For a book the paper is turned: its left margin (订口) is then above.
    """

    paper_width: float
    paper_height: float
    binding: float
    margin: float
    size: float
    pitch: float
    thick: float
    thin: float
