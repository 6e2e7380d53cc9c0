"""FilingStamp (归档章): what its six cells say; StampMeasures: how large it is. DA/T 22-2015."""

from __future__ import annotations

from dataclasses import dataclass

from gongwen.model.arrangement.arranging import Filed
from gongwen.model.arrangement.code import Scheme


@dataclass(frozen=True, slots=True)
class FilingStamp:
    """The texts of the cells: 全宗号, 年度, 件号; below them 机构或问题, 保管期限, 页数. Any may be empty."""

    fonds: str
    year: str
    item_number: str
    division: str
    term: str
    pages: str

    @property
    def rows(self) -> tuple[tuple[str, str, str], tuple[str, str, str]]:
        """Return the cells as they stand."""
        return (self.fonds, self.year, self.item_number), (self.division, self.term, self.pages)


def stamp_of(filed: Filed, scheme: Scheme) -> FilingStamp:
    """Return the stamp of a piece that has its 档号; a 机构 stands with its name."""
    code = filed.code
    pages = str(filed.piece.pages) if filed.piece.pages else ""
    division = scheme.division_name(code.division)
    return FilingStamp(code.fonds, str(code.year), code.number, division, code.term.value, pages)


@dataclass(frozen=True, slots=True)
class StampMeasures:
    """How a stamp is made, all in pt: its outer size, its rules, the largest and smallest type.

    `padding` is what a cell leaves free at either side of its text, `clear`
    what is left free between the stamp and other ink, `edge` the least and
    `top` the usual way from the edge of the paper. `red` is the colour of its
    ink, each part from 0 to 1. `paper` is the slip (附页) for a page without room.
    """

    width: float
    height: float
    rule: float
    largest: float
    smallest: float
    padding: float
    clear: float
    edge: float
    top: float
    red: tuple[float, float, float]
    paper: tuple[float, float]
