"""register (登记簿): the book that a clerk asks for by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongwen.errors import NotFoundError
from gongwen.model.book import Book
from gongwen.office.registers.dispatch import dispatch_book
from gongwen.office.registers.sealing import seal_book

if TYPE_CHECKING:
    from gongwen.office.wiring import Office

NAMES = ("发文", "用印")


def register(office: Office, name: str, year: int, *, issuer_code: str = "", fonds: str = "") -> Book:
    """Return the register `name`, one of NAMES, of `year`; NotFoundError for a fonds not kept here."""
    code = fonds or office.folder.fonds
    organ = next((one.name for one in office.organs() if one.holdings.ledger.fonds == code), None)
    if organ is None:
        raise NotFoundError(f"没有登记过全宗 {code}", advice="可用 gongwen archive list 查看有哪些机关")
    if name == "用印":
        return seal_book(office.life(code), organ, year)
    return dispatch_book(office.holdings(code), office.life(code), organ, year, issuer_code)
