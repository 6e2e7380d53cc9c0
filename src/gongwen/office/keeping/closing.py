"""Closing (封件): after the yearly 整理 nothing is added to an item any more; after 销毁 nothing is left."""

from __future__ import annotations

from gongwen.errors import RefusedError
from gongwen.office.desk.holdings import Holdings


def refuse_destroyed(holdings: Holdings, item_id: str) -> None:
    """Raise RefusedError when the item was destroyed: there is nothing to be read any more."""
    unit = holdings.keeping.unit_of(item_id)
    if unit is not None and unit.destroyed_by:
        raise RefusedError(
            f"{unit.number or unit.title} 已经销毁（{unit.destroyed_by}），档号 {unit.code}",
            rule="销毁以后只留目录上的一行和清册",
            advice="可用 gongwen archive dispose show 查看清册",
        )


def refuse_closed(holdings: Holdings, item_id: str) -> None:
    """Raise RefusedError when the item has its 档号: nothing is added, nor its description changed."""
    unit = holdings.keeping.unit_of(item_id)
    if unit is not None:
        raise RefusedError(
            f"这一件已经整理归档，档号 {unit.code}",
            rule="整理以后不再补进东西，也不再改著录（DA/T 22-2015）",
            advice="后来的材料请用 gongwen archive add 另收一件",
        )
