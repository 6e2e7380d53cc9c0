"""A paper in each form of clause 10 and an upward one of three signatories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from gongwen.model import Attendance, Document, DocumentNumber, Form, Kind
from tests.layout.papers import filling, paper

NOBODY = Attendance()
CC = "市委办公室、市人大常委会办公室"
PRESENT = "、".join(f"市财政局第{number}科张三{number}" for number in range(1, 8))


def of_kind(
    kind: Kind,
    rows: int = 3,
    *,
    form: Form | None = None,
    organs: tuple[str, ...] = ("绍兴市人民政府",),
    addressees: str = "各有关单位",
    cc: str = CC,
    attendance: Attendance = NOBODY,
    numbered: bool = True,
    **header: Any,
) -> Document:
    """Return a paper of `kind` whose text takes `rows` rows; `header` changes elements of 版头."""
    base = paper(filling(rows), organs=organs, addressees=addressees, cc=cc)
    number = DocumentNumber("绍市", 2015, 3) if numbered else None
    changed = replace(base.header, document_number=number, **header)
    return replace(base, kind=kind, form=form, header=changed, attendance=attendance)


def classified(kind: Kind, rows: int = 3, **more: Any) -> Document:
    """Return a paper with 份号, 密级 with 保密期限 and 紧急程度."""
    return of_kind(
        kind, rows, copy_number="1", security_level="机密", secrecy_period="1年", urgency="特急", **more
    )


def forms() -> Mapping[str, Document]:
    """The papers by a short name."""
    attendance = Attendance(PRESENT, "李四（市教育局）", "王五、赵六")
    return {
        "letter": classified(Kind.LETTER, 20),
        "order": of_kind(Kind.ORDER, 6, addressees=""),
        "minutes": of_kind(Kind.MINUTES, 2, addressees="", attendance=attendance),
        "request": classified(Kind.REQUEST, signatories=("张三", "李四光", "王五")),
    }
