"""lacking: what a description does not have that it must, and what in it cannot be.

After DA/T 46-2009 and the items 元数据准确性 and 元数据完整性 of DA/T 70-2018:
mandatory elements, empty values, types, value lists, lengths, plausibility,
special characters, 档号, and whether what is referred to is there.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator
from enum import Enum

from gongwen.model.arrangement.code import ReferenceCode
from gongwen.model.finding import Finding, Level
from gongwen.model.metadata.describing import ROOT
from gongwen.model.metadata.elements import ELEMENTS, STANDARD, Element, Obligation, Type
from gongwen.model.metadata.values import Node

_ITEM_NUMBERS = ("室编件号", "馆编件号")
_SINCE_FILED = ("档号", "年度", "保管期限")
_REPEATED = (
    *("主题词", "关键词", "人名", "责任者", "主送", "抄送", "信息系统描述", "附注"),
    *("文件实体关系", "业务实体", "机构人员实体", "文档", "文档数据", "编码"),
)
_BLOCKS = (
    *(ROOT, "文件实体块", "文件实体", "文件实体关系", "文件标识符", "被关联文件标识符"),
    *("业务实体块", "业务实体", "业务标识符", "机构人员实体块", "机构人员实体", "机构人员标识符"),
    *("文件数据", "文档", "文档标识符", "文档主从声明", "文档数据", "文档数据标识符", "编码", "编码标识符"),
)
_ACCURATE = "DA/T 70-2018 元数据准确性"


class Stage(Enum):
    """When a description is looked at: before 整理, after it, or when it is handed over to an archive."""

    DEPOSITED = "存档"
    FILED = "归档"
    TRANSFER = "移交"


def lacking(
    described: Node, stage: Stage = Stage.FILED, *, today: dt.date | None = None
) -> tuple[Finding, ...]:
    """Return every finding on a description, as far as `stage` asks for it.

    `today` is the day after which no date can lie; without it dates may lie anywhere.
    """
    return (
        *_mandatory(described, stage),
        *_known(described),
        *_values(described, today),
        *_code(described),
        *_documents(described),
        *_references(described),
    )


def _mandatory(described: Node, stage: Stage) -> Iterator[Finding]:
    asked = [Obligation.MANDATORY, *([Obligation.TRANSFER] if stage is Stage.TRANSFER else [])]
    filed = stage is not Stage.DEPOSITED
    for element in ELEMENTS:
        needed = element.obligation in asked and (filed or element.name not in _SINCE_FILED)
        if needed and not any(True for _ in described.all(element.name)):
            yield _finding(element, f"没有{element.name}（{element.obligation.value}）")
    if filed and not any(described.first(name) for name in _ITEM_NUMBERS):
        yield Finding("室编件号（M17）", STANDARD, "室编件号、馆编件号至少要有一个")


def _known(node: Node) -> Iterator[Finding]:
    """Yield names that DA/T 46 does not have, and what stands twice where it may stand once."""
    if not (node.extra or node.element or node.name in _BLOCKS):
        yield Finding(node.name, STANDARD, f"没有「{node.name}」这个元素")
    names = [part.name for part in node.parts]
    for name in dict.fromkeys(names):
        if names.count(name) > 1 and name not in _REPEATED:
            yield Finding(name, STANDARD, f"{node.name}里的{name}写了 {names.count(name)} 次，只能有一个")
    for part in node.parts:
        yield from _known(part)


def _values(node: Node, today: dt.date | None) -> Iterator[Finding]:
    """Yield what is wrong with each value, in the order they stand."""
    if not (node.text or node.parts or node.code):
        yield Finding(_name(node), STANDARD, f"{node.name}是空的；没有值的元素不写")
    element = node.element
    if element and element.type is not Type.GROUP and node.text:
        yield from _value(element, node.text, today)
    for text in (node.text, node.code):
        if marks := _special(text):
            yield Finding(_name(node), _ACCURATE, f"{node.name}里有特殊字符：{marks}")
    for part in node.parts:
        yield from _values(part, today)


def _value(element: Element, text: str, today: dt.date | None) -> Iterator[Finding]:
    if element.values and text not in element.values:
        yield _finding(element, f"「{text}」不在值域内；可用：{'、'.join(element.values)}")
    if element.longest and len(text) > element.longest:
        yield _finding(element, f"有 {len(text)} 个字符，超过 {element.longest}")
    if element.type is Type.NUMBER and not (text.isascii() and text.isdecimal()):
        yield _finding(element, f"「{text}」不是数字")
    if element.type is Type.YEAR and not (text.isascii() and text.isdecimal() and len(text) == 4):
        yield _finding(element, f"「{text}」不是四位数字的年份")
    if element.type is Type.DATE:
        day = _day(text)
        if day is None:
            yield _finding(element, f"「{text}」不是日期，应像 2015-06-23")
        elif today and day > today:
            yield _finding(element, f"{text} 在今天（{today.isoformat()}）之后")


def _code(described: Node) -> Iterator[Finding]:
    """Yield where the 档号 is none, or says something else than its parts."""
    for group in described.all("档号"):
        try:
            code = ReferenceCode.parse(group.code)
        except ValueError as error:
            yield Finding(_name(group), "DA/T 13-2022", str(error))
            continue
        told = {
            "全宗号": code.fonds,
            "年度": str(code.year),
            "保管期限": code.term.value,
            "室编件号": code.number,
        }
        for name, value in told.items():
            if group.first(name) != value:
                sentence = f"档号 {group.code} 里的{name}是「{value}」，著录的却是「{group.first(name)}」"
                yield Finding(_name(group), "DA/T 13-2022", sentence)
        day = _day(described.first("日期"))
        if day and day.year > code.year:
            sentence = f"年度 {code.year} 在成文日期 {day.isoformat()} 之前"
            yield Finding(_name(group), "DA/T 22-2015 5.2.2", sentence)


def _documents(described: Node) -> Iterator[Finding]:
    """Yield where a document has no file, a file no name or size, or two files have one name."""
    documents = tuple(described.all("文档"))
    if not documents:
        yield Finding("文件数据", "DA/T 48-2009", "一个文档也没有：元数据要与内容关联")
    elif not any(one.first("文档主从声明") == "主文档" for one in documents):
        yield Finding("文件数据", "DA/T 48-2009", "没有主文档（正文）")
    names: list[str] = []
    for one in documents:
        codings = tuple(one.all("编码"))
        place = one.first("文档标识符") or "文档"
        if not codings:
            yield Finding(place, "DA/T 48-2009", "没有计算机文件")
        for coding in codings:
            names.append(coding.first("计算机文件名"))
            for name in ("计算机文件名", "计算机文件大小"):
                if not coding.first(name):
                    yield Finding(coding.first("编码标识符") or place, STANDARD, f"没有{name}")
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Finding("文件数据", STANDARD, f"计算机文件名「{name}」写了两次")


def _references(described: Node) -> Iterator[Finding]:
    """Yield acts and relations that refer to nothing."""
    agents = [one.first("机构人员标识符") for one in described.all("机构人员实体")]
    for name in sorted({name for name in agents if agents.count(name) > 1}):
        yield Finding("机构人员实体块", "DA/T 48-2009", f"机构人员标识符「{name}」写了两次")
    own = described.first("电子文件号")
    for act in described.all("业务实体"):
        place = act.first("业务标识符") or "业务实体"
        for name in ("业务状态", "业务行为", "行为时间"):
            if not act.first(name):
                yield Finding(place, STANDARD, f"没有{name}")
        if act.first("机构人员标识符") not in agents:
            yield Finding(place, "DA/T 48-2009", "办理的机构人员在机构人员实体块里没有")
        if act.first("文件标识符") != own:
            yield Finding(place, "DA/T 48-2009", "业务所指的不是这份文件")
    for one in described.all("文件实体关系"):
        if not one.first("被关联文件标识符"):
            yield Finding("文件实体关系", "DA/T 48-2009", "没有写明关联的是哪一份文件")
        if not one.first("关系"):
            yield Finding("文件实体关系", STANDARD, "没有写明是什么关系", Level.WARNING)


def _day(text: str) -> dt.date | None:
    try:
        return dt.datetime.fromisoformat(text).date() if "T" in text else dt.date.fromisoformat(text)
    except ValueError:
        return None


def _special(text: str) -> str:
    """Return the characters that nobody can see or read, as code points."""
    found = dict.fromkeys(char for char in text if _unreadable(char))
    return "、".join(f"U+{ord(char):04X}" for char in found)


def _unreadable(char: str) -> bool:
    return char == "\ufffd" or (unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn") and char != "\n")


def _name(node: Node) -> str:
    return str(node.element) if node.element else node.name


def _finding(element: Element, sentence: str) -> Finding:
    return Finding(str(element), STANDARD, sentence)
