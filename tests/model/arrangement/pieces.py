"""Pieces of the year 2015, and tables as an office writes them."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

from gongwen.drafting.tomltext import read_toml
from gongwen.model.arrangement import Direction, Piece, RetentionTable, retention_table
from gongwen.model.life import Part

HOUSE = Path(__file__).parents[3]
LEAD = "绍兴市使用正版软件工作领导小组办公室"

NOTICE = Piece(
    "2015-6c1e8f00-0003",
    "关于印发《绍兴市推进国有企业使用正版软件工作实施方案（2015—2020年）》的通知",
    "绍市软件办〔2015〕3号",
    (LEAD, "绍兴市人民政府国有资产监督管理委员会"),
    "通知",
    dt.date(2015, 6, 23),
    pages=8,
    direction=Direction.OUTGOING,
    part=Part.LEAD,
)


def read(text: str) -> RetentionTable:
    """The table that `text` declares."""
    return retention_table(*read_toml(text), "表.toml")


@cache
def starter() -> RetentionTable:
    """The table that offices begin with."""
    return read((HOUSE / "examples" / "保管期限表.toml").read_text("utf-8"))
