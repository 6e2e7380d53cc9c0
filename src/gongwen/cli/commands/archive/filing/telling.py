"""What is said of an item because it is filed: 档号, 保管期限, 暂缓, 已销毁."""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.model.dates import chinese_date
from gongwen.office.keeping.pieces import Piece
from gongwen.office.wiring import Organ


def filed(organ: Organ, item: Piece) -> Iterator[tuple[str, str]]:
    """Yield lines on an item that is filed; none where it is not."""
    unit = item.unit
    if unit is None:
        return
    yield "档号", str(unit.code)
    due = f"，{chinese_date(unit.due)}到期" if unit.due else ""
    yield "保管期限", f"{unit.term.value}{due}（{unit.reason}）"
    if held := organ.holdings.keeping.held(item.item_id):
        yield "暂缓销毁", held
    if unit.destroyed_on:
        yield "已销毁", f"{chinese_date(unit.destroyed_on)}，{unit.destroyed_by}"


def described_filed(organ: Organ, item: Piece) -> dict[str, object]:
    """Return the same for scripts, under one name; None while it is not filed."""
    unit = item.unit
    if unit is None:
        return {"filed": None}
    told = {
        "reference_code": str(unit.code),
        "term": unit.term.value,
        "due": unit.due,
        "transfer": unit.transfer,
        "pages": unit.pages,
        "reason": unit.reason,
        "arranged_on": unit.arranged_on,
        "held": organ.holdings.keeping.held(item.item_id),
        "destroyed_on": unit.destroyed_on,
        "destroyed_by": unit.destroyed_by,
    }
    return {"filed": told}


def code_of(item: Piece) -> str:
    """Return the 档号 of an item as a list shows it, with what became of it."""
    if item.unit is None:
        return ""
    return f"{item.unit.code}{'（已销毁）' if item.destroyed_by else ''}"
