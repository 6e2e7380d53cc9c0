"""What contradicts itself on a circular, or looks misread, is said not to be sure, with the reason."""

from __future__ import annotations

import pytest

from gongwen.model import DocumentNumber
from gongwen.recognise.circular import Relation, read_circular

PAPER = """\
甲市文化局文件
甲文〔2018〕7号
关于开展检查的通知
各有关单位：
根据《检查办法》要求，现将有关事项通知如下。
附件：检查表
甲市文化局
2018年3月6日
附件
检查表
单位：
甲市文化局办公室  2018年3月7日印发
"""


def read(*changes: tuple[str, str]) -> dict[str, str]:
    text = PAPER
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return dict(read_circular(text.split("\n")).unsure)


def test_a_paper_that_agrees_with_itself_is_sure() -> None:
    assert read() == {}


@pytest.mark.parametrize(
    ("change", "names", "reason"),
    [
        (
            ("甲文〔2018〕", "甲文〔2017〕"),
            {"发文字号", "成文日期"},
            "发文字号的年份是2017年，成文日期是2018年3月6日，两处不一致",
        ),
        (
            ("3月7日印发", "3月5日印发"),
            {"成文日期", "印发日期"},
            "印发日期2018年3月5日早于成文日期2018年3月6日",
        ),
        (
            ("检查表\n单位", "登记表\n单位"),
            {"附件说明", "附件"},
            "附件说明写的是「检查表」，附件的标题是「登记表」",
        ),
        (
            ("附件：检查表", "附件：1.检查表\n2.名单"),
            {"附件说明", "附件"},
            "附件说明列了2个附件，后面的附件有1个",
        ),
        (
            ("甲市文化局\n2018", "乙市财政局\n2018"),
            {"发文机关标志", "发文机关署名"},
            "发文机关标志上有「甲市文化局」，署名里没有",
        ),
        (("〔2018〕", "C2018J"), {"发文字号"}, "发文字号写作「甲文C2018J7号」，年份两边的括号像是识别错了"),
        (("〔2018〕7号", "〔2018〕号"), {"发文字号"}, "发文字号「甲文〔2018〕号」还没有顺序号"),
    ],
)
def test_a_contradiction_is_told_at_every_element_it_touches(
    change: tuple[str, str], names: set[str], reason: str
) -> None:
    unsure = read(change)
    assert set(unsure) == names
    assert set(unsure.values()) == {reason}


def test_a_title_of_another_organ_than_the_signature_is_told() -> None:
    unsure = read(("甲市文化局文件\n", ""), ("关于开展", "乙市财政局关于开展"))
    assert unsure == dict.fromkeys(
        ("标题", "发文机关署名"), "标题以「乙市财政局」开头，署名是「甲市文化局」，两处不一致"
    )


@pytest.mark.parametrize(
    "brackets", ["[2018]", "［2018］", "(2018)", "（2018）", "【2018】", "„2018‟", "C2018J", "L2018]"]
)
def test_a_number_is_understood_in_any_brackets(brackets: str) -> None:
    found = read_circular(PAPER.replace("〔2018〕", brackets).split("\n"))
    assert found.document_number == DocumentNumber("甲文", 2018, 7)


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        ("根据《甲办法》要求，开展检查。", Relation.BASED),
        ("现将省局《甲办法》转发给你们。", Relation.FORWARDED),
        ("你局《甲办法》（乙文〔2018〕3号）收悉。", Relation.ANSWERED),
        ("《甲办法》同时废止。", Relation.AMENDED),
        ("其他事项参照《甲办法》执行。", Relation.REFERRED),
        ("会上学习了《甲办法》。", Relation.MENTIONED),
    ],
)
def test_how_a_paper_is_cited_is_told(sentence: str, relation: Relation) -> None:
    found = read_circular(["关于开展检查的通知", "各有关单位：", sentence])
    assert [(one.title, one.relation, one.line) for one in found.citations] == [("甲办法", relation, 3)]


@pytest.mark.parametrize(
    ("sentence", "cited"),
    [
        ("按照国发〔2014〕45号文件精神办理。", [("国发〔2014〕45号", "")]),
        (
            "落实《甲意见》（国发〔2014〕45号、鲁发〔2014〕18号）。",
            [("国发〔2014〕45号", "甲意见"), ("鲁发〔2014〕18号", "")],
        ),
        ("省局《甲方案》的通知（浙办[2015]2号）已下发。", [("浙办[2015]2号", "甲方案")]),
        (
            "《甲条例》（国务院令第591号，以下简称《条例》）施行以来，《条例》深入人心。",
            [("国务院令第591号", "甲条例")],
        ),
        (
            "《甲乙关于印发〈丙办法〉的通知》（甲发〔2016〕8号）",
            [("甲发〔2016〕8号", "甲乙关于印发〈丙办法〉的通知")],
        ),
        ("《甲办法》很好，按《甲办法》（甲发〔2016〕8号）办。", [("甲发〔2016〕8号", "甲办法")]),
    ],
)
def test_a_citation_has_its_title_and_its_number(sentence: str, cited: list[tuple[str, str]]) -> None:
    found = read_circular(["关于开展检查的通知", "各有关单位：", sentence])
    assert [(one.number, one.title) for one in found.citations] == cited
