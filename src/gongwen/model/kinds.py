"""Kind (文种), the fifteen of 《党政机关公文处理工作条例》 art. 8, and Form (版式).

Sources for the forms: GB/T 9704-2012 clauses 7 and 10.
"""

from __future__ import annotations

from enum import Enum
from typing import TypeVar


class Form(Enum):
    """版式: the general one (clause 7) or one of the three special ones (clause 10)."""

    GENERAL = "公文"
    LETTER = "信函"
    ORDER = "命令"
    MINUTES = "纪要"

    @classmethod
    def named(cls, name: str) -> Form:
        """Return the form called `name`; raise ValueError with the four names."""
        return _named(cls, name, "版式")


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

    @property
    def form(self) -> Form:
        """Return the form this kind is set in unless the paper says otherwise."""
        special = {Kind.LETTER: Form.LETTER, Kind.ORDER: Form.ORDER, Kind.MINUTES: Form.MINUTES}
        return special.get(self, Form.GENERAL)

    @property
    def upward(self) -> bool:
        """Say whether papers of this kind may go to a superior and then name 签发人 (7.2.6)."""
        return self in {Kind.REPORT, Kind.REQUEST, Kind.PROPOSAL, Kind.OPINION}

    @classmethod
    def named(cls, name: str) -> Kind:
        """Return the kind called `name`; raise ValueError with the fifteen names."""
        return _named(cls, name, "文种")


_Member = TypeVar("_Member", bound=Enum)


def _named(members: type[_Member], name: str, what: str) -> _Member:
    for member in members:
        if member.value == name:
            return member
    names = "、".join(str(member.value) for member in members)
    raise ValueError(f"没有「{name}」这种{what}；{what}有：{names}")
