"""Closing (封件): after the yearly 整理 nothing is added to an item any more."""

from __future__ import annotations

from gongwen.errors import RefusedError
from gongwen.office.desk.holdings import Holdings


def refuse_closed(holdings: Holdings, item_id: str) -> None:
    """Raise RefusedError when the item has its 档号, or was destroyed."""
    unit = holdings.keeping.unit_of(item_id)
    if unit is not None:
        raise RefusedError(
            f"这一件已经整理归档，档号 {unit.code}",
            rule="整理以后不再补进东西（DA/T 22-2015）",
            advice="后来的材料请用 gongwen archive add 另收一件",
        )
