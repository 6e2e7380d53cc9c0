"""Kind (文种): the fifteen of 《党政机关公文处理工作条例》 art. 8."""

from __future__ import annotations

from enum import Enum


class Kind(Enum):
    """One of the fifteen 文种; the value is its Chinese name."""

    RESOLUTION = "决议"
    DECISION = "决定"
    ORDER = "命令"
    COMMUNIQUE = "公报"
    ANNOUNCEMENT = "公告"
    PUBLIC_NOTICE = "通告"
    OPINION = "意见"
    NOTICE = "通知"
    CIRCULAR = "通报"
    REPORT = "报告"
    REQUEST = "请示"
    REPLY = "批复"
    PROPOSAL = "议案"
    LETTER = "函"
    MINUTES = "纪要"

    @classmethod
    def named(cls, name: str) -> Kind:
        """Return the kind called `name`; raise ValueError with the fifteen names."""
        for kind in cls:
            if kind.value == name:
                return kind
        names = "、".join(kind.value for kind in cls)
        raise ValueError(f"没有「{name}」这种文种；文种有：{names}")
