"""A 件 is described after DA/T 46-2009: every value where it belongs, no value that nobody said."""

from __future__ import annotations

import json
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongwen.model.metadata import ELEMENTS, Content, Location, Node, Record, Source, describe
from gongwen.model.metadata.writing import from_json, to_json, to_text, to_xml
from tests.model.arrangement.pieces import NOTICE
from tests.model.metadata.records import FILES, RECORD

DESCRIBED = describe(RECORD)


def told(name: str) -> list[str]:
    """Every value of an element."""
    return [one.text for one in DESCRIBED.all(name)]


def test_there_are_88_elements_each_with_two_names_of_its_own() -> None:
    assert [one.number for one in ELEMENTS] == list(range(1, 89))
    assert len({one.name for one in ELEMENTS}) == len({one.identifier for one in ELEMENTS}) == 88
    names = {one.label: one.name for one in ELEMENTS}
    assert [names[label] for label in ("M1", "M8", "M22", "M33", "M45", "M51", "M64", "M75", "M88")] == [
        "聚合层次",
        "档号",
        "题名",
        "日期",
        "稿本",
        "信息系统描述",
        "签名算法标识",
        "附注",
        "关系描述",
    ]
    assert [one.label for one in ELEMENTS if not one.confirmed] == [f"M{n}" for n in range(65, 89)]


def test_the_paper_says_what_it_is_in_the_elements_of_the_standard() -> None:
    assert {
        name: told(name) for name in ("题名", "文件编号", "日期", "文种", "紧急程度", "密级", "页数")
    } == {
        "题名": [NOTICE.title, "调查表"],
        "文件编号": ["绍市软件办〔2015〕3号"],
        "日期": ["2015-06-23"],
        "文种": ["通知"],
        "紧急程度": ["急"],
        "密级": ["无"],
        "页数": ["8"],
    }
    assert told("责任者") == list(NOTICE.organs)
    assert told("主送") == ["各区、县（市）使用正版软件工作领导小组", "各有关单位"]


def test_the_reference_code_is_there_whole_and_in_its_parts() -> None:
    (code,) = DESCRIBED.all("档号")
    assert code.code == "Z109-WS·2015-Y-0001"
    assert [(part.name, part.text) for part in code.parts] == [
        ("全宗号", "Z109"),
        ("年度", "2015"),
        ("保管期限", "永久"),
        ("类别号", "WS"),
        ("室编件号", "0001"),
    ]


def test_each_part_of_the_paper_is_a_document_and_each_file_a_coding() -> None:
    documents = [
        [one.first(name) for name in ("文档标识符", "文档主从声明", "文档内容")]
        for one in DESCRIBED.all("文档")
    ]
    assert documents == [
        ["文档1", "主文档", "正文"],
        ["文档2", "附属文档", "附件"],
        ["文档3", "附属文档", "扫描件"],
    ]
    codings = [(one.first("编码标识符"), one.first("计算机文件名")) for one in DESCRIBED.all("编码")]
    assert codings == [
        ("文档1-文档数据1-编码1", "final-draft.txt"),
        ("文档1-文档数据2-编码1", "original.pdf"),
        ("文档1-文档数据2-编码2", "original.docx"),
        ("文档2-文档数据1-编码1", "annex-1.pdf"),
        ("文档3-文档数据1-编码1", "scan-1.pdf"),
    ]
    assert told("稿本") == ["定稿", "正本"]
    assert told("格式信息")[:2] == [
        "格式名称：TXT",
        "格式名称：PDF；格式版本：PDF/A-2b；MIME媒体类型：application/pdf",
    ]
    assert told("扫描色彩模式") == ["彩色"]
    assert told("文件组合类型") == ["组合文件"]


def test_every_step_is_an_act_of_somebody_who_is_described() -> None:
    agents = {one.first("机构人员标识符"): one.first("机构人员名称") for one in DESCRIBED.all("机构人员实体")}
    acts = [
        (one.first("业务行为"), one.first("行为时间"), agents[one.first("机构人员标识符")])
        for one in DESCRIBED.all("业务实体")
    ]
    assert acts == [
        ("拟稿", "2015-06-18", "金渭鑫"),
        ("会签", "2015-06-20", "朱晓翔"),
        ("签发", "2015-06-22", "王某"),
    ]
    assert told("行为描述") == ["代表绍兴市国资委；同意", "同意印发"]
    assert set(agents.values()) == {*NOTICE.organs, "绍兴市国资委", "金渭鑫", "朱晓翔", "王某"}


def test_what_nobody_said_is_not_there() -> None:
    bare = describe(Record(replace(NOTICE, kind="", pages=None), Source("某办"), FILES[1:2]))
    names = {node.name for node in every(bare)}
    unsaid = {"档号", "文种", "页数", "抄送", "存储位置", "权限管理", "数字化属性", "业务实体块", "附注"}
    assert names & unsaid == set()
    assert [node.name for node in every(bare) if not (node.text or node.code or node.parts)] == []
    assert bare.first("文件组合类型") == "单件"


def every(node: Node) -> list[Node]:
    """A node and all its parts."""
    return [node, *(below for part in node.parts for below in every(part))]


def test_the_xml_has_chinese_names_in_the_order_of_the_standard_and_numbers() -> None:
    tree = ElementTree.fromstring(to_xml(DESCRIBED))
    assert (tree.tag, [part.tag for part in tree]) == (
        "电子文件元数据",
        ["文件实体块", "业务实体块", "机构人员实体块"],
    )
    assert [part.tag for part in tree[0]] == ["文件实体", "文件实体关系"]
    assert [part.tag for part in tree[0][0]] == [
        *("聚合层次", "来源", "电子文件号", "档号", "内容描述", "形式特征", "存储位置", "权限管理"),
        *("信息系统描述", "文件数据"),
    ]
    title = tree.find(".//内容描述/题名")
    place = tree.find(".//存储位置")
    assert title is not None
    assert place is not None
    assert (title.text, title.attrib) == (NOTICE.title, {"编号": "M22"})
    assert place.attrib == {"编号": "M65", "编号待核": "是"}
    assert to_xml(DESCRIBED).startswith(b"<?xml version='1.0' encoding='utf-8'?>\n")


def test_the_json_is_read_back_as_it_was() -> None:
    assert from_json(to_json(DESCRIBED)) == DESCRIBED
    entry = json.loads(to_json(DESCRIBED))
    assert entry["parts"][0]["parts"][0]["parts"][0] == {
        "name": "聚合层次",
        "number": "M1",
        "identifier": "aggregationLevel",
        "value": "文件",
    }


@pytest.mark.parametrize(
    "data", [b"", b"[]", b'{"name": 1}', b'{"name":"a","parts":[3]}', b"\xff", b'{"a":1}']
)
def test_what_is_no_description_is_refused_in_chinese(data: bytes) -> None:
    with pytest.raises(ValueError, match="元数据读不出来"):
        from_json(data)


def test_people_read_names_numbers_and_what_is_not_confirmed() -> None:
    lines = to_text(DESCRIBED).splitlines()
    assert "　　　档号（M8）：Z109-WS·2015-Y-0001" in lines
    assert f"　　　　题名（M22）：{NOTICE.title}" in lines
    assert "　　　　当前位置（M66，编号未经核对）：1柜2盒" in lines
    assert f"　　　　　　　　数字摘要（自定）：SHA-256 {'ab' * 32}" in lines


TEXTS = st.text(max_size=8)


@settings(deadline=None)
@given(TEXTS, TEXTS, st.lists(TEXTS, max_size=3), TEXTS)
def test_whatever_a_paper_says_its_xml_is_well_formed_and_its_json_whole(
    title: str, number: str, organs: list[str], place: str
) -> None:
    piece = replace(NOTICE, title=title, number=number, organs=tuple(organs))
    made = describe(replace(RECORD, piece=piece, location=Location(place), content=Content(abstract=title)))
    tree = ElementTree.fromstring(to_xml(made))
    found = [part.text or "" for part in tree.iter("文件编号")]
    assert len(found) == bool(number)
    assert from_json(to_json(made)) == made
    assert to_xml(made) == to_xml(
        describe(replace(RECORD, piece=piece, location=Location(place), content=Content(abstract=title)))
    )
