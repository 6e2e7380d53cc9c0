"""archive access (利用副本): a copy beside each item that has none and can have one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongwen.errors import IntegrityError, NotFoundError
from gongwen.intake import FileForm
from gongwen.office.keeping.access.turning import TEXTS, TURNED, CannotTurn, as_pdf
from gongwen.office.keeping.adding.values import AddParts
from gongwen.office.keeping.bags import KeptFile, add_further
from gongwen.office.keeping.pieces import TEXT, Piece, name_of_original, require_placed

PURPOSE = "利用副本"
STATE = "PDF/A-2b intended, not validated"


@dataclass(frozen=True, slots=True)
class Made:
    """What became of an item: the bag of its new copy, or why it has no new one; `failed` when it should."""

    item: Piece
    bag_id: str = ""
    why: str = ""
    failed: bool = False


def make_copies(parts: AddParts, items: Iterable[Piece]) -> Iterator[Made]:
    """Make the copies that are missing, one item after the other; yield each when it is done.

    Asked again, only what is missing is made. Raises StorageError when the
    disk refuses or LibreOffice is not there.
    """
    for one in items:
        try:
            yield _made(parts, one)
        except (CannotTurn, IntegrityError, NotFoundError) as error:
            yield Made(one, why=error.sentence().rstrip("。"), failed=True)


def _made(parts: AddParts, one: Piece) -> Made:
    holdings = parts.holdings
    if any(further.purpose == PURPOSE for further in holdings.keeping.further(one.item_id)):
        return Made(one, why="已有利用副本")
    if one.received is None:
        return Made(one, why="核发的公文自己有 PDF")
    form = FileForm(one.received.form)
    if form not in TURNED:
        return Made(one, why="原件就是 PDF" if form is FileForm.PDF else f"{form.value} 没有办法转成 PDF")
    if one.received.description.trouble:
        return Made(one, why="原件读不全，没有转")
    unit = holdings.keeping.unit_of(one.item_id)
    if unit is not None:
        return Made(one, why="已销毁" if unit.destroyed_by else "已经整理归档")
    require_placed(holdings, one)
    source = TEXT if form in TEXTS else name_of_original(holdings, one.item_id)
    content = holdings.store.read(one.item_id, source)
    copy = KeptFile("access.pdf", f"{one.title[:80]}（利用副本）.pdf", as_pdf(content, form, one.title))
    said = {"made_from": source, "conformance": STATE, "on": holdings.keeping.today.isoformat()}
    return Made(one, add_further(holdings, one.item_id, PURPOSE, [copy], said, parts.on_step).bag_id)
