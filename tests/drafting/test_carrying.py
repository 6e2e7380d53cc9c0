"""Last year's facts in the new year: what moves, what stays, what is named."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.drafting.carrying import Workdays, carry_forward, carry_text
from gongwen.drafting.carrying.wording import Mover, kept_in, years_in
from gongwen.drafting.fields import Field, FieldType
from gongwen.errors import FactsError

WORKDAYS = Workdays()
FIELDS = {
    "成文日期": Field("成文日期", FieldType.DATE),
    "上报期限": Field("上报期限", FieldType.DATE),
    "实施年份": Field("实施年份", FieldType.YEARS),
    "标题": Field("标题", FieldType.TEXT),
    "正文": Field("正文", FieldType.BODY),
    "阶段目标": Field("阶段目标", FieldType.LIST, parts=(("时间", FieldType.TEXT), ("范围", FieldType.TEXT))),
    "联系人": Field("联系人", FieldType.LIST, parts=(("姓名", FieldType.PERSON), ("电话", FieldType.PHONE))),
}


def carried(**values: object) -> tuple[dict[str, object], list[str]]:
    """The facts of 2015 for 2016, and the findings as 字段｜句."""
    made = carry_forward(FIELDS, values, 2015, 2016, WORKDAYS)
    return made.values, [f"{finding.place}｜{finding.sentence}" for finding in made.findings]


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ((2015, 9, 3), "抗战胜利纪念日"),
        ((2016, 6, 9), "端午节"),
        ((2016, 6, 12), ""),
        ((2016, 7, 30), "星期六"),
        ((2026, 10, 10), ""),
        ((2016, 7, 29), ""),
    ],
)
def test_a_day_is_worked_as_the_state_council_arranged(day: tuple[int, int, int], why: str) -> None:
    assert WORKDAYS.off(dt.date(*day)) == why


def test_a_year_that_is_not_arranged_yet_has_its_weekends_only_and_that_is_said() -> None:
    assert not WORKDAYS.known(2090)
    assert WORKDAYS.off(dt.date(2090, 10, 1)) == "星期日"
    assert WORKDAYS.off(dt.date(2090, 10, 2)) == ""
    made = carry_forward(FIELDS, {"标题": "关于报送总结的通知"}, 2089, 2090, WORKDAYS)
    assert [finding.sentence for finding in made.findings] == [
        "2090年的放假安排还没有收入，只避开了星期六、星期日，请对照国务院办公厅的通知"
    ]


def test_a_date_moves_by_the_year_and_to_the_next_workday() -> None:
    values, said = carried(成文日期=dt.date(2015, 6, 23), 上报期限="2015-07-30")
    assert values == {"成文日期": dt.date(2016, 6, 23), "上报期限": dt.date(2016, 8, 1)}
    assert said == [
        "成文日期｜2015年6月23日改为2016年6月23日",
        "上报期限｜2015年7月30日改为2016年8月1日（2016年7月30日是星期六，改为8月1日）",
    ]


def test_the_last_of_february_moves_to_a_day_there_is() -> None:
    made = carry_forward(FIELDS, {"成文日期": dt.date(2016, 2, 29)}, 2016, 2017, WORKDAYS)
    assert made.values == {"成文日期": dt.date(2017, 2, 28)}


def test_the_end_of_the_year_stays_in_the_year() -> None:
    made = carry_forward(FIELDS, {"上报期限": dt.date(2015, 12, 31)}, 2015, 2016, WORKDAYS)
    assert made.values == {"上报期限": dt.date(2016, 12, 31)}
    assert made.findings[0].sentence.endswith("（2016年12月31日是星期六，顺延就到下一年了，没有顺延）")


def test_a_text_about_this_year_and_the_last_moves_along() -> None:
    values, said = carried(标题="关于报送2014年度总结和2015年度计划的通知")
    assert values == {"标题": "关于报送2015年度总结和2016年度计划的通知"}
    assert said == [
        "标题｜关于报送2014年度总结和2015年度计划的通知 → "
        "关于报送2015年度总结和2016年度计划的通知（2015年移到2016年）"
    ]


def test_a_schedule_over_years_stays_and_is_named_once() -> None:
    goals = [{"时间": "2015年底前", "范围": "本级"}, {"时间": "2016—2017年", "范围": "二级企业"}]
    values, said = carried(阶段目标=goals)
    assert values == {"阶段目标": goals}
    assert said == ["阶段目标｜说到2015、2016、2017年，没有改动，是否还合适"]


def test_names_and_numbers_of_papers_and_periods_stay_and_are_named() -> None:
    text = "根据《全市工作方案（2014—2016年）》（绍政发〔2015〕2号），2015年8月1日前报送120台的清单"
    values, said = carried(标题=text)
    assert values == {
        "标题": "根据《全市工作方案（2014—2016年）》（绍政发〔2015〕2号），2016年8月1日前报送120台的清单"
    }
    assert said[1] == "标题｜说到《全市工作方案（2014—2016年）》、〔2015〕2号、120台，没有改动"


def test_people_and_telephones_stay_and_are_named() -> None:
    contacts = [{"姓名": "金渭鑫", "电话": "89180865"}]
    values, said = carried(联系人=contacts, 实施年份="2015—2020年")
    assert values == {"联系人": contacts, "实施年份": "2015—2020年"}
    assert said == [
        "联系人.1.姓名｜金渭鑫 是去年的姓名，有没有变",
        "联系人.1.电话｜89180865 是去年的电话，有没有变",
        "实施年份｜2015—2020年 没有改动，有没有新的",
    ]


def test_a_body_is_carried_line_by_line() -> None:
    body = "一、2015年要求\n请于7月30日前报送。\n二、2009年以来的经过\n见2009年的通知。"
    values, said = carried(正文=body)
    assert values == {"正文": "一、2016年要求\n请于8月1日前报送。\n二、2009年以来的经过\n见2009年的通知。\n"}
    assert said == [
        "正文第1行｜一、2015年要求 → 一、2016年要求（2015年移到2016年）",
        "正文第2行｜请于7月30日前报送。 → 请于8月1日前报送。（2016年7月30日是星期六，改为8月1日）",
        "正文第3行｜说到别的年份，没有改动",
        "正文第4行｜说到别的年份，没有改动",
    ]


def test_a_paper_is_not_carried_to_its_own_year() -> None:
    for carry in (
        lambda: carry_forward(FIELDS, {}, 2015, 2015, WORKDAYS),
        lambda: carry_text("", 2015, 2015, WORKDAYS),
    ):
        with pytest.raises(FactsError, match="这份公文就是2015年的"):
            carry()


@given(st.text("2015年6月7日〔〕号《》—0123甲", max_size=30))
def test_what_is_kept_is_never_changed_and_nothing_else_than_years_and_days(text: str) -> None:
    written, _ = Mover(2015, 2016, WORKDAYS, years=True).moved(text)
    assert [kept for kept in kept_in(text) if "《" in kept] == [
        kept for kept in kept_in(written) if "《" in kept
    ]
    if not years_in([text]) and "月" not in text:
        assert written == text
