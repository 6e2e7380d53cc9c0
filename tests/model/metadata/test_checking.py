"""A description that lacks something, or says what cannot be, is found out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongwen.model.metadata import Location, Node, Stage, describe, lacking
from tests.model.metadata.records import RECORD

DESCRIBED = describe(RECORD)


def changed(node: Node, name: str, change: Callable[[Node], Node | None], *, once: bool = True) -> Node:
    """The description with the part called `name` changed, or taken out where `change` gives None."""
    done = [False]

    def walk(one: Node) -> Node | None:
        if one.name == name and not (once and done[0]):
            done[0] = True
            return change(one)
        parts = tuple(made for part in one.parts if (made := walk(part)) is not None)
        return replace(one, parts=parts)

    made = walk(node)
    assert made is not None
    assert done[0]
    return made


def says(name: str, text: str) -> Node:
    """The description with another value."""
    return changed(DESCRIBED, name, lambda one: replace(one, text=text))


def sentences(node: Node, stage: Stage = Stage.FILED) -> list[str]:
    """What is found, as sentences."""
    return [one.sentence for one in lacking(node, stage, today=dt.date(2016, 3, 1))]


def test_the_notice_of_2015_lacks_nothing() -> None:
    assert lacking(DESCRIBED) == ()


def test_before_it_is_arranged_a_paper_needs_no_reference_code() -> None:
    bare = describe(replace(RECORD, code=None))
    assert sentences(bare, Stage.DEPOSITED) == []
    assert sentences(bare) == [
        "没有档号（必选）",
        "没有年度（必选）",
        "没有保管期限（必选）",
        "室编件号、馆编件号至少要有一个",
    ]


def test_what_is_handed_over_needs_the_number_of_its_medium() -> None:
    (found,) = lacking(DESCRIBED, Stage.TRANSFER)
    assert (found.place, found.sentence) == (
        "脱机载体编号（M67，编号未经核对）",
        "没有脱机载体编号（移交必选）",
    )
    assert sentences(describe(replace(RECORD, location=Location(medium="GP-0001"))), Stage.TRANSFER) == []


MANDATORY = ("聚合层次", "立档单位名称", "电子文件号", "年度", "保管期限", "责任者", "日期", "密级")


@pytest.mark.parametrize("name", [*MANDATORY, "文件组合类型", "计算机文件名", "业务行为", "机构人员名称"])
def test_each_mandatory_element_is_missed(name: str) -> None:
    without = changed(DESCRIBED, name, lambda one: None, once=False)
    assert f"没有{name}（必选）" in sentences(without)


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("聚合层次", "卷", "「卷」不在值域内；可用：案卷、文件"),
        ("保管期限", "长期", "「长期」不在值域内；可用：永久、30年、10年"),
        ("页数", "八", "「八」不是数字"),
        ("页数", "٣", "「٣」不是数字"),
        ("年度", "15", "「15」不是四位数字的年份"),
        ("日期", "2015-02-30", "「2015-02-30」不是日期，应像 2015-06-23"),
        ("日期", "2016-12-01", "2016-12-01 在今天（2016-03-01）之后"),
        ("题名", "甲" * 1001, "有 1001 个字符，超过 1000"),
        ("题名", "甲\x00乙\u200b", "题名里有特殊字符：U+0000、U+200B"),
        ("题名", "\ufffd", "题名里有特殊字符：U+FFFD"),
        ("题名", "", "题名是空的；没有值的元素不写"),
        ("控制标识", "公开", "「公开」不在值域内；可用：开放、控制"),
        ("业务状态", "已办", "「已办」不在值域内；可用：历史行为、计划任务"),
        ("室编件号", "0002", "档号 Z109-WS·2015-Y-0001 里的室编件号是「0001」，著录的却是「0002」"),
        ("机构人员标识符", "机构人员99", "办理的机构人员在机构人员实体块里没有"),
        ("被关联文件标识符", "", "没有写明关联的是哪一份文件"),
        ("计算机文件名", "original.pdf", "计算机文件名「original.pdf」写了两次"),
    ],
)
def test_each_wrong_value_is_found(name: str, text: str, sentence: str) -> None:
    assert sentence in sentences(says(name, text))


def test_a_code_that_is_none_or_older_than_the_paper_is_found() -> None:
    broken = changed(DESCRIBED, "档号", lambda one: replace(one, code="Z109-2015-1"))
    assert "「Z109-2015-1」不是档号，应像 Z109-WS·2015-Y-BGS-0001" in sentences(broken)
    assert "年度 2015 在成文日期 2016-01-05 之前" in sentences(says("日期", "2016-01-05"))


def test_a_paper_without_text_or_a_document_without_file_is_found() -> None:
    assert "一个文档也没有：元数据要与内容关联" in sentences(changed(DESCRIBED, "文件数据", lambda one: None))
    assert "没有主文档（正文）" in sentences(changed(DESCRIBED, "文档", lambda one: None))
    assert "没有计算机文件" in sentences(
        changed(DESCRIBED, "文档", lambda one: replace(one, parts=one.parts[:3]))
    )


def test_an_element_nobody_knows_or_that_stands_twice_is_found() -> None:
    unknown = changed(DESCRIBED, "文种", lambda one: replace(one, name="文体"))
    assert "没有「文体」这个元素" in sentences(unknown)
    twice = changed(
        DESCRIBED, "内容描述", lambda one: replace(one, parts=(*one.parts, Node("日期", "2015-01-01")))
    )
    assert "内容描述里的日期写了 2 次，只能有一个" in sentences(twice)


@settings(deadline=None)
@given(
    st.recursive(
        st.builds(Node, st.sampled_from(["题名", "档号", "编码", "x"]), st.text(max_size=3)),
        lambda below: st.builds(
            Node,
            st.sampled_from(["文档", "档号", "业务实体", "文件实体关系", "日期"]),
            st.text(max_size=3),
            st.lists(below, max_size=3).map(tuple),
            st.text(max_size=3),
        ),
        max_leaves=8,
    )
)
def test_whatever_stands_there_is_answered_with_findings(node: Node) -> None:
    assert lacking(node)
