"""Every type of field takes what is right and refuses what is wrong, in words."""

from __future__ import annotations

import datetime as dt

import pytest

from gongwen.drafting.facts import in_order
from gongwen.drafting.fields import FieldType, read_scalar
from gongwen.model import Finding
from tests.drafting.small import drafted, wrong_facts


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (FieldType.TEXT, " 绍兴市 ", "绍兴市"),
        (FieldType.TEXT, "A&B<公司>", "A&B<公司>"),
        (FieldType.TEXT, "一行\r\n又一行", "一行\n又一行"),
        (FieldType.DATE, dt.date(2015, 6, 23), dt.date(2015, 6, 23)),
        (FieldType.DATE, dt.datetime(2015, 6, 23, 0, 0), dt.date(2015, 6, 23)),
        (FieldType.DATE, "2015年6月23日", dt.date(2015, 6, 23)),
        (FieldType.DATE, "2015-6-23", dt.date(2015, 6, 23)),
        (FieldType.DATE, "2015/06/23", dt.date(2015, 6, 23)),
        (FieldType.YEARS, "2015—2020年", "2015—2020年"),
        (FieldType.YEARS, "2015-2020年", "2015—2020年"),
        (FieldType.PHONE, "89180865", "89180865"),
        (FieldType.PHONE, 89180865.0, "89180865"),
        (FieldType.PHONE, "0575-89180865", "0575-89180865"),
        (FieldType.PHONE, "13800000000", "13800000000"),
        (FieldType.NUMBER, "浙正软办[2015]2号", "浙正软办〔2015〕2号"),
        (FieldType.CODE, "绍市软件办", "绍市软件办"),
        (FieldType.PERSON, "金渭鑫", "金渭鑫"),
    ],
)
def test_a_right_fact_is_taken(kind: FieldType, raw: object, value: object) -> None:
    assert read_scalar(kind, raw) == value


@pytest.mark.parametrize(
    ("kind", "raw", "sentence"),
    [
        (FieldType.TEXT, True, "应为文字，现在是真假值（true/false）"),
        (FieldType.TEXT, dt.date(2015, 6, 23), "应为文字，现在是日期或时间"),
        (FieldType.TEXT, dt.timedelta(hours=1), "应为文字，现在是日期或时间"),
        (FieldType.TEXT, ["甲"], "应为文字，现在是列表"),
        (FieldType.TEXT, {"甲": "乙"}, "应为文字，现在是一组内容"),
        (FieldType.TEXT, "响\a铃", "含有不能印出的控制字符 U+0007，请删去"),
        (FieldType.TEXT, 5, "应为文字，现在是数；请加引号"),
        (FieldType.PERSON, 2015, "应为文字，现在是数；请加引号"),
        (FieldType.TEXT, 3.1, "应为文字，现在是小数或太长的数；请加引号，表格里请把单元格设为文本"),
        (FieldType.TEXT, 33060219800101123, "应为文字，现在是小数或太长的数"),
        (FieldType.TEXT, float("inf"), "应为文字，现在是小数或太长的数"),
        (FieldType.DATE, "2015年2月30日", "日历上没有2015年2月30日"),
        (FieldType.DATE, "明天", "「明天」不是日期，应像 2015年6月23日"),
        (FieldType.DATE, 42178, "「42178」不是日期，应像 2015年6月23日"),
        (FieldType.YEARS, "2015年", "「2015年」不是年段，应像 2015—2020年"),
        (FieldType.YEARS, "2020—2015年", "年段「2020—2015年」的起年晚于止年"),
        (FieldType.PHONE, "八九一八", "「八九一八」不是电话号码，应为7—8位数字，可带区号，或11位手机号"),
        (FieldType.PHONE, "８９１８０８６５", "「８９１８０８６５」不是电话号码"),
        (FieldType.NUMBER, "浙正软办2015-2", "「浙正软办2015-2」不是发文字号，应像 绍市软件办〔2015〕3号"),
        (FieldType.CODE, "绍〔2015〕", "「绍〔2015〕」不是机关代字，应为2—20个字，不含数字和符号"),
        (FieldType.PERSON, "金", "「金」不像姓名，应为2—30个字"),
        (FieldType.CHOICE, "州", "「州」不在可选之列：市、区、县"),
    ],
)
def test_a_wrong_fact_is_refused_in_words(kind: FieldType, raw: object, sentence: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        read_scalar(kind, raw, choices=("市", "区", "县"))
    assert str(caught.value).startswith(sentence)


FIELDS = """
[字段.地名]
类型 = "文字"
最长 = 5
帮助 = "行政区全称"
[字段.本级]
类型 = "选项"
选项 = ["市", "区", "县"]
[字段.成文日期]
类型 = "日期"
[字段.上报期限]
类型 = "日期"
不早于 = "成文日期"
[字段.联系人]
类型 = "列表"
最多 = 2
[字段.联系人.元素]
姓名 = "姓名"
电话 = "电话"
"""
BODY = """
{{ 地名 }}{{ 本级 }}{{ 成文日期 }}{{ 上报期限 }}
{% 每个 联系人 %}
{{ 联系人.姓名 }}{{ 联系人.电话 }}
{% 完 %}
"""


def test_all_wrong_facts_are_told_at_once_with_their_lines() -> None:
    given = """\
地名 = "很长很长的地名"
本级 = "州"
成文日期 = 2015-02-30
上报期限 = "下月底"
年度 = 2015

[[联系人]]
姓名 = "金渭鑫"
电话 = "89"

[[联系人]]
姓名 = "朱晓翔"
传真 = "85201908"
"""
    assert wrong_facts(FIELDS, given, BODY) == [
        "第1行：「地名」有7个字，最多5个字",
        "第2行：「本级」：「州」不在可选之列：市、区、县",
        "第3行：「成文日期」：日历上没有2015年2月30日",
        "第4行：「上报期限」：「下月底」不是日期，应像 2015年6月23日",
        "第5行：「年度」不是这个模板的字段，请删去或改正名称",
        "第9行：「联系人.1.电话」：「89」不是电话号码，应为7—8位数字，可带区号，或11位手机号",
        "第11行：「联系人.2.电话」没有填",
        "第13行：「联系人.2.传真」不是这个列表的部分，请删去或改正名称",
    ]


def test_missing_facts_are_told_with_the_help_of_the_field() -> None:
    assert wrong_facts(FIELDS, "", BODY) == [
        "事实：「地名」没有填。行政区全称",
        "事实：「本级」没有填",
        "事实：「成文日期」没有填",
        "事实：「上报期限」没有填",
        "事实：「联系人」没有填",
    ]


GOOD = '地名 = "绍兴市"\n本级 = "市"\n成文日期 = 2015-06-23\n'


def test_a_deadline_before_the_date_of_issue_is_told() -> None:
    given = GOOD + '上报期限 = 2015-06-22\n[[联系人]]\n姓名 = "金渭鑫"\n电话 = "89180865"\n'
    assert wrong_facts(FIELDS, given, BODY) == [
        "第4行：「上报期限」：2015年6月22日早于成文日期2015年6月23日",
    ]


@pytest.mark.parametrize(
    ("people", "sentence"),
    [
        ('联系人 = "金渭鑫"', "「联系人」应为列表，表格里写作 联系人1.姓名、联系人1.电话 等"),
        ('联系人 = ["金渭鑫"]', "「联系人.1」应写明：姓名、电话"),
        ("联系人 = [{}, {}, {}]", "「联系人」有3项，最多2项"),
        ('联系人 = [{姓名 = " ", 电话 = "89180865"}]', "「联系人.1.姓名」没有填"),
    ],
)
def test_a_wrong_list_is_told(people: str, sentence: str) -> None:
    given = f"{GOOD}上报期限 = 2015-07-30\n{people}\n"
    assert wrong_facts(FIELDS, given, BODY) == [f"第5行：{sentence}"]


def test_a_title_of_200_characters_is_refused_by_its_field_and_by_the_paper() -> None:
    given = f'标题 = "{"长" * 200}"'
    short = '[字段.标题]\n类型 = "文字"\n最长 = 80\n'
    long = '[字段.标题]\n类型 = "文字"\n'
    assert wrong_facts(short, given, "{{ 标题 }}") == ["第1行：「标题」有200个字，最多80个字"]
    assert wrong_facts(long, given, "【附件】{{ 标题 }}\n") == [
        "事实·标题：标题有200个字，超过100个字便排不成梯形或菱形，请缩短",
        f"附件说明：附件说明写的是没有，附件本身是《{'长' * 200}》，两处应一致",
    ]


def test_defaults_are_written_from_other_fields() -> None:
    fields = """
    [字段.本级]
    类型 = "文字"
    [字段.我地]
    类型 = "文字"
    默认 = "我{{ 本级 }}"
    [字段.类别]
    类型 = "列表"
    默认 = ["{{ 本级 }}级", "乡级"]
    [字段.起日]
    类型 = "日期"
    默认 = 2015-06-23
    """
    body = "{{ 我地 }}有{{ 类别 }}，{{ 起日.月日 }}起"
    assert drafted(body, fields, '本级 = "县"').document.body.blocks[0].text == "我县有县级、乡级，6月23日起"  # type: ignore[union-attr]
    assert drafted(body, fields, '本级 = "县"\n我地 = "本县"\n类别 = "村级\\n组级"').document.body.blocks[
        0
    ].text == (  # type: ignore[union-attr]
        "本县有村级、组级，6月23日起"
    )


def test_a_list_is_joined_as_its_field_says() -> None:
    fields = """
    [字段.文件]
    类型 = "列表"
    写作 = "{{ 机关 }}《{{ 名称 }}》"
    连接 = "、"
    末连接 = "和"
    [字段.文件.元素]
    机关 = "文字"
    名称 = "文字"
    [字段.机关]
    类型 = "列表"
    取自 = "文件"
    写作 = "{{ 机关 }}"
    连接 = "；"
    """
    item = '[[文件]]\n机关 = "{0}"\n名称 = "{0}文"\n'
    given = "".join(item.format(name) for name in "甲乙丙")
    one = drafted("{{ 文件 }}｜{{ 文件.第一 }}｜{{ 机关 }}", fields, given).document.body.blocks[0]
    assert one.text == "甲《甲文》、乙《乙文》和丙《丙文》｜甲《甲文》｜甲；乙；丙"  # type: ignore[union-attr]


def test_what_is_written_by_itself_is_not_filled_in() -> None:
    fields = '[字段.甲]\n类型 = "列表"\n[字段.乙]\n类型 = "列表"\n取自 = "甲"\n'
    assert wrong_facts(fields, '甲 = ["一"]\n乙 = ["二"]\n', "{{ 甲 }}{{ 乙 }}") == [
        "第2行：「乙」由「甲」自动写成，不用填",
    ]


ORGANS = """
[字段.发文机关]
类型 = "列表"
[字段.印制机关]
类型 = "文字"
默认 = "{{ 发文机关.第一 }}"
最长 = 5
[字段.联系人]
类型 = "列表"
一一对应 = "发文机关"
"""
ORGANS_BODY = "{{ 印制机关 }}{{ 联系人 }}\n"


def test_what_a_default_cannot_take_is_told_where_it_was_entered() -> None:
    given = '联系人 = ["甲"]\n发文机关 = ["绍兴市某某办公室"]\n'
    assert wrong_facts(ORGANS, given, ORGANS_BODY) == [
        "第2行：「印制机关」没有填，照「发文机关.1」写成；有8个字，最多5个字",
    ]


def test_two_issuers_with_one_contact_are_a_warning() -> None:
    made = drafted(ORGANS_BODY, ORGANS, '发文机关 = ["甲办", "乙办"]\n联系人 = ["甲"]\n')
    (finding,) = [finding for finding in made.findings if finding.rule == "列表对应"]
    assert str(finding) == "警告｜第2行｜「联系人」有1项，「发文机关」有2项；通常一一对应，请核对（列表对应）"
    matched = drafted(ORGANS_BODY, ORGANS, '发文机关 = ["甲办"]\n联系人 = ["甲"]\n')
    assert "列表对应" not in [finding.rule for finding in matched.findings]


def test_findings_follow_the_cells_of_a_table() -> None:
    places = ["表.xlsx", "表.xlsx AA2格", "表.xlsx B10格", "表.xlsx B2格", "表.xlsx 第1行"]
    ordered = in_order(Finding(place, "规则", "错") for place in places)
    assert [finding.place for finding in ordered] == [
        "表.xlsx 第1行",
        "表.xlsx B2格",
        "表.xlsx AA2格",
        "表.xlsx B10格",
        "表.xlsx",
    ]
