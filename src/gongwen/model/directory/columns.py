"""The columns of each list: heading, what may stand in it, and the way from text to a value and back.

The text form is what the database keeps, a workbook shows and two editions
are compared by: dates 2013-10-18, several names joined with ；.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from gongwen.model.dates import chinese_date
from gongwen.model.directory.content import CHOICES, LEVELS, Content, read_content
from gongwen.model.directory.names import folded
from gongwen.model.directory.values import (
    Collective,
    Contact,
    Division,
    Enterprise,
    Entry,
    Organ,
    StageGoal,
    Tier,
)


class ListName(Enum):
    """The lists; the value is the name of the sheet."""

    ORGANS = "机关"
    CONTACTS = "联系人"
    DIVISIONS = "行政区划"
    COLLECTIVES = "统称"
    ENTERPRISES = "企业"
    GOALS = "阶段目标"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, the attribute of the value, its content, whether it must be filled, its help.

    `key` says that the column tells one row of the list from another.
    """

    heading: str
    attribute: str
    content: Content = Content.TEXT
    required: bool = False
    key: bool = False
    help: str = ""

    @property
    def choices(self) -> tuple[str, ...]:
        """Return what may be chosen, or nothing."""
        return CHOICES.get(self.content, ())


def _validity(what: str) -> tuple[Column, ...]:
    return (
        Column("启用日期", "valid_from", Content.DATE, key=True, help=f"{what}从哪一天起有效；一直有的不填"),
        Column(
            "撤销日期", "valid_to", Content.DATE, help="从哪一天起不再有效（撤销、更名之日）；现在有效的不填"
        ),
    )


def _change() -> tuple[Column, ...]:
    return (
        Column("改设为", "successors", Content.NAMES, help="撤销、更名之后由谁承接；几个的用；隔开"),
        Column("变更说明", "reason", help="怎样变的，退回时会照抄给填表的人"),
        Column("依据", "source", help="变更所依据的文件和文号"),
    )


_NAME = Column("名称", "name", required=True, key=True, help="全称")
_NOTE = Column("备注", "note", help="只供自己看；示例数据写“示例”")

LISTS: Mapping[ListName, tuple[Column, ...]] = {
    ListName.ORGANS: (
        _NAME,
        Column("规范化简称", "short", help="公文里可用的简称，如 市国资委"),
        Column("机关代字", "code", Content.ISSUER_CODE, help="发文字号里年份之前的部分，如 绍市软件办"),
        Column("类别", "kind", help="机关、管委会、领导小组等；不是行政区划的主送（开发区管委会）也写在这里"),
        Column("所在区划", "division", help="属于哪个行政区划，写全称"),
        *_validity("这个名称"),
        *_change(),
        _NOTE,
    ),
    ListName.CONTACTS: (
        Column("机关", "organ", required=True, key=True, help="机关全称，须在“机关”表里"),
        Column("部门", "department", key=True, help="公文里怎样写这个部门，如 市文广局"),
        Column("处室", "section", key=True, help="如 新闻出版处"),
        Column("姓名", "person", required=True, key=True, help="联系人姓名"),
        Column("电话", "phone", Content.PHONE, help="7—8位，可带区号；或11位手机号"),
        Column("传真", "fax", Content.PHONE, help="写法同电话"),
        _NOTE,
    ),
    ListName.DIVISIONS: (
        _NAME,
        Column("简称", "short", help="如 越城"),
        Column("级别", "level", Content.LEVEL, required=True, help="、".join(LEVELS)),
        Column("区划代码", "code", Content.DIVISION_CODE, help="6位，如 330602"),
        Column("上级", "parent", help="上一级行政区划的全称，须在本表里"),
        *_validity("这个区划"),
        *_change(),
        _NOTE,
    ),
    ListName.COLLECTIVES: (
        Column("名称", "name", required=True, key=True, help="如 各区、县（市）"),
        Column("下辖于", "parent", help="成员是这个行政区划的全部下级，按成文之日展开；写全称"),
        Column("后缀", "suffix", help="接在每个下级名称后面，如 人民政府"),
        Column("成员", "members", Content.NAMES, help="另外逐个写明的成员，用；隔开；不写成员的是泛称"),
        _NOTE,
    ),
    ListName.ENTERPRISES: (
        _NAME,
        Column("统一社会信用代码", "code", Content.CREDIT_CODE, help="18位，校验码会核对；没有的不填"),
        Column("级次", "tier", Content.TIER, required=True, help="本级、二级、三级"),
        Column("上级企业", "parent", help="二级、三级企业的上级企业，写全称"),
        Column("主管单位", "owner", help="出资或主管的机关，如 市国资委"),
        Column("所在区县", "county", help="行政区划全称；市属的可不填"),
        Column("联系人", "person", help="企业的联系人"),
        Column("联系电话", "phone", Content.PHONE, help="写法同电话"),
        Column(
            "计划年度", "planned_year", Content.YEAR, help="只在阶段中某一年参加的，写那一年；不填就是每年"
        ),
        *_validity("这个企业"),
        _NOTE,
    ),
    ListName.GOALS: (
        Column("起年", "first_year", Content.YEAR, required=True, key=True, help="如 2016"),
        Column(
            "止年", "last_year", Content.YEAR, required=True, key=True, help="如 2017；只有一年的与起年相同"
        ),
        Column("级次", "tier", Content.TIER, required=True, key=True, help="这一阶段完成哪一级次的企业"),
        Column("目标", "goal", help="方案里的原话"),
        Column("依据", "source", help="方案的文号"),
        _NOTE,
    ),
}
"""The columns of each list, in the order of its sheet."""

TYPES: Mapping[ListName, type[Entry]] = {
    ListName.ORGANS: Organ,
    ListName.CONTACTS: Contact,
    ListName.DIVISIONS: Division,
    ListName.COLLECTIVES: Collective,
    ListName.ENTERPRISES: Enterprise,
    ListName.GOALS: StageGoal,
}


def entry_of(name: ListName, cells: Mapping[str, object]) -> Entry:
    """Return the value of a row from its filled cells by heading.

    Raises ValueError when a cell is wrong or a required one is missing; to
    tell every wrong cell, read each with `read_content` first.
    """
    values: dict[str, Any] = {}
    for column in LISTS[name]:
        raw = cells.get(column.heading)
        if raw is not None and raw != "":
            values[column.attribute] = read_content(column.content, raw)
        elif column.required:
            raise ValueError(f"「{column.heading}」没有填")
    return TYPES[name](**values)


def cells_of(name: ListName, entry: Entry) -> dict[str, str]:
    """Return the filled cells of a value, by heading, in the text form."""
    cells = {column.heading: _written(getattr(entry, column.attribute)) for column in LISTS[name]}
    return {heading: text for heading, text in cells.items() if text}


def _written(value: object) -> str:
    match value:
        case None:
            return ""
        case tuple():
            return "；".join(value)
        case Tier():
            return value.value
    return str(value)


def key_of(name: ListName, entry: Entry) -> str:
    """Return what tells this row from the others of its list: the same row keeps it from edition to edition.

    For an enterprise it is the 统一社会信用代码 where there is one, so that a change of name is a change.
    """
    if isinstance(entry, Enterprise) and entry.code:
        return f"{entry.code}｜{_written(entry.valid_from)}".rstrip("｜")
    parts = [_written(getattr(entry, column.attribute)) for column in LISTS[name] if column.key]
    return "｜".join(folded(part) for part in parts).rstrip("｜")


def label_of(entry: Entry) -> str:
    """Return what a row is called to people."""
    match entry:
        case Contact():
            return f"{entry.organ} {entry.person}"
        case StageGoal():
            return f"{entry.span} {entry.tier.value}"
        case Organ() | Division() | Enterprise() if entry.valid_from:
            return f"{entry.name}（{chinese_date(entry.valid_from)}起）"
    return entry.name
