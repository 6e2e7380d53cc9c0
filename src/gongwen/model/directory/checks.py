"""What is wrong between the rows of the lists: names without owner, cycles, overlaps, codes used twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from gongwen.model.dates import chinese_date
from gongwen.model.directory.answers import Refusal
from gongwen.model.directory.columns import ListName
from gongwen.model.directory.names import folded, meant, near
from gongwen.model.directory.participation import stage_of
from gongwen.model.directory.values import Dated, Enterprise, StageGoal, Tier, overlapping, valid
from gongwen.model.directory.whole import Directory
from gongwen.model.finding import Level

_Named = TypeVar("_Named", bound=Dated)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a row: its list, its place in that list from 0, the heading of the cell."""

    list: ListName
    index: int
    heading: str
    rule: str
    sentence: str
    level: Level = Level.ERROR


def check_directory(directory: Directory, today: dt.date) -> tuple[Fault, ...]:
    """Return every fault between the rows; what is still in use must fit together on the day `today`."""
    dated: tuple[tuple[ListName, Sequence[Dated]], ...] = (
        (ListName.ORGANS, directory.organs),
        (ListName.DIVISIONS, directory.divisions),
        (ListName.ENTERPRISES, directory.enterprises),
    )
    faults: list[Fault] = []
    for name, entries in dated:
        faults += _periods(name, entries)
        faults += _shared(name, entries, "名称", lambda one: one.name, "同一时期只能有一行")
    faults += _organs(directory, today)
    faults += _divisions(directory)
    faults += _collectives(directory)
    faults += _enterprises(directory, today)
    faults += _goals(directory)
    return tuple(faults)


def _periods(name: ListName, entries: Sequence[Dated]) -> Iterator[Fault]:
    for index, one in enumerate(entries):
        if one.valid_from and one.valid_to and one.valid_to <= one.valid_from:
            begins, ends = chinese_date(one.valid_from), chinese_date(one.valid_to)
            sentence = f"「{one.name}」{ends}撤销，却不晚于启用的{begins}"
            yield Fault(name, index, "撤销日期", "起止日期", sentence)


def _shared(
    name: ListName, entries: Sequence[_Named], heading: str, of: Callable[[_Named], str], rule: str
) -> Iterator[Fault]:
    """Yield each later row that shares what `of` tells with one in use at the same time."""
    by_content: dict[str, list[int]] = {}
    for index, one in enumerate(entries):
        if text := folded(of(one)):
            by_content.setdefault(text, []).append(index)
    for indices in by_content.values():
        for first, second in combinations(indices, 2):
            one, other = entries[first], entries[second]
            if overlapping(one, other):
                same = one.name == other.name
                whose = f"「{one.name}」的另一行" if same else f"「{one.name}」"
                sentence = f"「{of(other)}」与{whose}重复，两行的有效时间重叠"
                yield Fault(name, second, heading, rule, sentence)


def _named(entries: Sequence[Dated]) -> set[str]:
    return {folded(one.name) for one in entries}


def _missing(name: str, known: Sequence[Dated], where: str) -> str:
    alike = meant(near(name, dict.fromkeys(one.name for one in known)))
    return f"「{name}」不在名录“{where}”里" + (f"，{alike}" if alike else "，请先补进去")


def _said(refused: Refusal) -> str:
    """Return why a name in a list is not in use, and what to write in its place."""
    if not refused.known:
        return refused.sentence()
    instead = "、".join(f"「{name}」" for name in refused.suggestions)
    return f"{refused.seen}；请改写{instead}" if instead else refused.seen


def _organs(directory: Directory, today: dt.date) -> Iterator[Fault]:
    organs, name = directory.organs, ListName.ORGANS
    known, places = _named(organs), _named(directory.divisions)
    yield from _shared(name, organs, "机关代字", lambda one: one.code, "一个机关代字只归一个机关")
    yield from _shared(name, organs, "规范化简称", lambda one: one.short, "一个简称只指一个机关")
    yield from _successors(name, organs)
    for index, one in enumerate(organs):
        if one.division and folded(one.division) not in places:
            sentence = _missing(one.division, directory.divisions, "行政区划")
            yield Fault(name, index, "所在区划", "所在区划须有", sentence)
        elif one.division and isinstance(
            refused := directory.division(one.division, _day_of(one, today)), Refusal
        ):
            yield Fault(name, index, "所在区划", refused.rule, _said(refused), Level.WARNING)
    seen = set[tuple[str, ...]]()
    for index, contact in enumerate(directory.contacts):
        key = tuple(map(folded, (contact.organ, contact.department, contact.section, contact.person)))
        if key in seen:
            sentence = f"「{contact.person}」写了两行"
            yield Fault(ListName.CONTACTS, index, "姓名", "联系人不重复", sentence)
        seen.add(key)
        if folded(contact.organ) not in known:
            sentence = _missing(contact.organ, organs, "机关")
            yield Fault(ListName.CONTACTS, index, "机关", "联系人的机关须有", sentence)


def _successors(name: ListName, entries: Sequence[_Named]) -> Iterator[Fault]:
    """Yield successors that are not listed, not in use when they take over, or named without a day."""
    known = _named(entries)
    for index, one in enumerate(entries):
        names: tuple[str, ...] = getattr(one, "successors", ())
        for successor in names:
            named = [other for other in entries if folded(other.name) == folded(successor)]
            if folded(successor) not in known:
                yield Fault(name, index, "改设为", "承接的须有", _missing(successor, entries, name.value))
            elif one.valid_to is None:
                yield Fault(name, index, "撤销日期", "起止日期", f"写了改设为「{successor}」，却没有撤销日期")
            elif not any(valid(other, one.valid_to) for other in named):
                sentence = (
                    f"「{one.name}」{chinese_date(one.valid_to)}撤销，那天「{successor}」还没有启用或已经撤销"
                )
                yield Fault(name, index, "改设为", "前后须相接", sentence)


def _divisions(directory: Directory) -> Iterator[Fault]:
    entries, name = directory.divisions, ListName.DIVISIONS
    known = _named(entries)
    yield from _shared(name, entries, "区划代码", lambda one: one.code, "一个代码只指一个区划")
    yield from _successors(name, entries)
    parents = {folded(one.name): folded(one.parent) for one in entries}
    for index, one in enumerate(entries):
        if one.parent and folded(one.parent) not in known:
            yield Fault(name, index, "上级", "上级须有", _missing(one.parent, entries, "行政区划"))
        elif _in_circle(folded(one.name), parents):
            yield Fault(name, index, "上级", "上级不能绕回来", f"「{one.name}」的上级绕回到它自己")


def _in_circle(name: str, parents: Mapping[str, str]) -> bool:
    current, seen = parents.get(name, ""), set[str]()
    while current and current not in seen:
        if current == name:
            return True
        seen.add(current)
        current = parents.get(current, "")
    return False


def _collectives(directory: Directory) -> Iterator[Fault]:
    name = ListName.COLLECTIVES
    listed: tuple[Dated, ...] = (*directory.organs, *directory.divisions, *directory.enterprises)
    known = {folded(text) for one in listed for text in (one.name, getattr(one, "short", "")) if text}
    places, seen = _named(directory.divisions), set[str]()
    for index, one in enumerate(directory.collectives):
        if folded(one.name) in seen:
            yield Fault(name, index, "名称", "统称不能重名", f"「{one.name}」写了两行")
        if folded(one.name) in known:
            sentence = f"「{one.name}」已是机关、行政区划或企业的名称"
            yield Fault(name, index, "名称", "统称不能重名", sentence)
        seen.add(folded(one.name))
        if one.parent and folded(one.parent) not in places:
            sentence = _missing(one.parent, directory.divisions, "行政区划")
            yield Fault(name, index, "下辖于", "上级须有", sentence)
        for member in one.members:
            if folded(member) not in known:
                sentence = f"成员「{member}」不在名录里，请核对，或先补进“机关”“行政区划”或“企业”"
                yield Fault(name, index, "成员", "成员须有", sentence, Level.WARNING)


def _day_of(one: Dated, today: dt.date) -> dt.date:
    """Return the last day to ask about a row: today, or the day before its own abolition."""
    last = min(today, one.valid_to - dt.timedelta(days=1)) if one.valid_to else today
    return max(last, one.valid_from) if one.valid_from else last


def _enterprises(directory: Directory, today: dt.date) -> Iterator[Fault]:
    entries, name = directory.enterprises, ListName.ENTERPRISES
    yield from _shared(name, entries, "统一社会信用代码", lambda one: one.code, "一个代码只归一个企业")
    by_name = {folded(one.name): one for one in entries}
    parents = {folded(one.name): folded(one.parent) for one in entries}
    for index, one in enumerate(entries):
        yield from _parent(index, one, by_name, parents, entries)
        day = _day_of(one, today)
        if one.county and isinstance(refused := directory.division(one.county, day), Refusal):
            yield Fault(name, index, "所在区县", refused.rule, _said(refused))
        if one.owner and isinstance(unknown := directory.organ(one.owner, day), Refusal):
            yield Fault(name, index, "主管单位", unknown.rule, _said(unknown), Level.WARNING)
        stages = stage_of(directory, one.tier)
        year = one.planned_year
        if year and not any(goal.first_year <= year <= goal.last_year for goal in stages):
            sentence = f"计划年度{year}年不在{one.tier.value}企业的阶段目标之内"
            yield Fault(name, index, "计划年度", "阶段目标", sentence)


def _parent(
    index: int,
    one: Enterprise,
    by_name: Mapping[str, Enterprise],
    parents: Mapping[str, str],
    entries: Sequence[Enterprise],
) -> Iterator[Fault]:
    """Yield what is wrong with the 上级企业 of one row."""
    name, rule = ListName.ENTERPRISES, "级次与上级企业一致"
    if not one.parent:
        if one.tier is not Tier.HEAD:
            sentence = f"「{one.name}」是{one.tier.value}企业，没有写上级企业"
            yield Fault(name, index, "上级企业", rule, sentence)
        return
    parent = by_name.get(folded(one.parent))
    if parent is None:
        yield Fault(name, index, "上级企业", "上级企业须有", _missing(one.parent, entries, "企业"))
    elif _in_circle(folded(one.name), parents):
        yield Fault(name, index, "上级企业", "上级不能绕回来", f"「{one.name}」的上级企业绕回到它自己")
    elif one.tier is Tier.HEAD:
        yield Fault(name, index, "级次", rule, f"「{one.name}」是本级企业，却写了上级企业「{one.parent}」")
    elif parent.tier is not one.tier.above:
        sentence = (
            f"「{one.name}」是{one.tier.value}，上级企业「{parent.name}」是{parent.tier.value}，差的不是一级"
        )
        yield Fault(name, index, "级次", rule, sentence)


def _goals(directory: Directory) -> Iterator[Fault]:
    name = ListName.GOALS
    for index, goal in enumerate(directory.goals):
        if goal.last_year < goal.first_year:
            sentence = f"止年{goal.last_year}早于起年{goal.first_year}"
            yield Fault(name, index, "止年", "起止年份", sentence)
    pairs = combinations(enumerate(directory.goals), 2)
    for (_, one), (index, other) in pairs:
        if one.tier is other.tier and _years(one) & _years(other):
            sentence = f"{other.tier.value}企业的两个阶段年份重叠"
            yield Fault(name, index, "起年", "阶段不重叠", sentence)


def _years(goal: StageGoal) -> set[int]:
    return set(range(goal.first_year, goal.last_year + 1))
