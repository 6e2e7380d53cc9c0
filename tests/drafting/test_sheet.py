"""A template that is a form by itself: what it declares, what it asks of the facts."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from gongwen.drafting import Template, draft_sheet, read_template
from gongwen.errors import FactsError, RefusedError
from gongwen.model import FormLine, FormMark
from gongwen.office.desk.shelf import Shelf
from tests.layout.papers import HOUSE
from tests.render.stamping.forms import common, template

TEXT = "【附件】登记表\n填空：单位：{{ 单位 }}｜日期：\n请在{{ 期限.月日 }}前交回。\n"
FIELDS = """
名称 = "登记表"
{mark}
[字段.单位]
类型 = "文字"
[字段.代号]
类型 = "文字"
必填 = false
[字段.期限]
类型 = "日期"
"""


def small(mark: str, text: str = TEXT) -> Template:
    return read_template("sign-up", lambda name: (text, FIELDS.format(mark=mark)))


def test_its_mark_says_form_year_and_whose_it_is() -> None:
    facts = replace(common(), values={**common().values, "企业名称": "甲公司", "企业编号": "330602-0001"})
    sheet, findings = draft_sheet(template(), facts)
    assert sheet.mark == FormMark("SURVEY-FORM", 2015, "330602-0001")
    assert sheet.due == dt.date(2015, 7, 30)
    assert sheet.part.blocks[0] == FormLine(("企业名称（盖章）：甲公司",))
    assert findings == ()


def test_without_a_name_it_is_the_form_of_2015_to_be_filled_in_by_hand() -> None:
    facts = replace(common(), values={**common().values, "企业编号": "1"})
    sheet, _ = draft_sheet(template(), facts)
    assert sheet.part.blocks[0] == FormLine(("企业名称（盖章）：", "企业领导（签字）："))


def test_a_form_without_a_code_is_nobody_s() -> None:
    with pytest.raises(FactsError) as raised:
        draft_sheet(template(), common())
    assert "「企业编号」没有填" in raised.value.findings[0].sentence


def test_a_code_that_the_mark_cannot_say_is_told_with_an_example() -> None:
    facts = replace(common(), values={**common().values, "企业编号": "越城1号"})
    with pytest.raises(FactsError) as raised:
        draft_sheet(template(), facts)
    assert raised.value.findings[0].sentence.endswith("不超过24个字符，如 330602-0001")


def test_a_template_of_a_paper_is_no_form_by_itself() -> None:
    with pytest.raises(RefusedError, match="不是单独发出的表"):
        draft_sheet(Shelf(HOUSE / "templates").template("notice"), common())


@pytest.mark.parametrize(
    ("mark", "sentence"),
    [
        ('二维码 = "代号"', "应写两行：编号 = 字段名，期限 = 日期字段名"),
        ('[二维码]\n编号 = "代号"', "应写两行：编号 = 字段名，期限 = 日期字段名"),
        ('[二维码]\n编号 = "代码"\n期限 = "期限"', "「代码」应是这里声明的字段，类型为文字"),
        ('[二维码]\n编号 = "代号"\n期限 = "单位"', "「单位」应是这里声明的字段，类型为日期"),
        ('[二维码]\n编号 = 1\n期限 = "期限"', "「编号」应为加引号的文字"),
    ],
)
def test_what_is_wrong_with_its_declaration_is_told(mark: str, sentence: str) -> None:
    with pytest.raises(FactsError) as raised:
        small(mark)
    assert sentence in "；".join(finding.sentence for finding in raised.value.findings)


def test_the_field_of_the_code_need_not_stand_in_the_text() -> None:
    assert "代号" in small('[二维码]\n编号 = "代号"\n期限 = "期限"').fields


def test_a_form_with_more_than_one_annex_is_refused() -> None:
    declared = small('[二维码]\n编号 = "代号"\n期限 = "期限"', TEXT + "【附件】另一张\n说明。\n")
    facts = replace(common(), values={"单位": "甲", "代号": "1", "期限": "2015-07-30"})
    with pytest.raises(FactsError) as raised:
        draft_sheet(declared, facts)
    assert raised.value.findings[0].sentence == "单独发出的表应只有一个【附件】"
