"""Papers of the special forms and of older manners are read for what they are."""

from __future__ import annotations

import datetime as dt

import pytest

from gongwen.model import IssuerMark, Kind, Signer
from gongwen.recognise.circular import Circular, read_circular


def read(text: str) -> Circular:
    return read_circular(text.split("\n"))


@pytest.mark.parametrize(
    "row", ["甲省人民政府令第37号", "甲省人民政府令（第37号）", "甲省人民政府令\n第 37 号"]
)
def test_an_order_is_told_by_its_mark_and_its_number(row: str) -> None:
    promulgated = "《甲省档案办法》已经省人民政府第9次常务会议通过，现予公布。"
    articles = "第一条　为加强管理，制定本办法。\n第二条　本办法自公布之日起施行。"
    found = read(f"{row}\n{promulgated}\n省长　张　三\n二○○九年十月三日\n甲省档案办法\n{articles}")
    assert found.issuer_mark is not None
    assert found.issuer_mark.value == IssuerMark(("甲省人民政府",), "令")
    assert found.number is not None
    assert found.number.value.replace(" ", "") == "第37号"
    assert found.kind is not None
    assert found.kind.value is Kind.ORDER
    assert found.signers is not None
    assert found.signers.value == (Signer("省长", "张三"),)
    assert found.date_of_issue is not None
    assert found.date_of_issue.value == dt.date(2009, 10, 3)
    assert found.enclosed is not None
    assert found.enclosed.value == "甲省档案办法"
    document, _ = found.document()
    assert document is not None
    assert document.kind is Kind.ORDER


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("二〇一五年六月二十三日", dt.date(2015, 6, 23)),
        ("二○一五年十月十日", dt.date(2015, 10, 10)),
        ("二OO八年十二月三十一日", dt.date(2008, 12, 31)),
        ("二00八年元月廿一日", dt.date(2008, 1, 21)),
        ("２０２１年３月９日", dt.date(2021, 3, 9)),
        ("2021 年 03 月 09 日", dt.date(2021, 3, 9)),
        ("2021.3.9", dt.date(2021, 3, 9)),
    ],
)
def test_a_date_is_read_however_it_is_written(written: str, day: dt.date) -> None:
    found = read(f"关于开展检查的通知\n各有关单位：\n请认真执行。\n甲市文化局\n{written}")
    assert found.date_of_issue is not None
    assert found.date_of_issue.value == day


def test_a_day_that_no_calendar_has_is_no_date() -> None:
    found = read("关于开展检查的通知\n各有关单位：\n请认真执行。\n甲市文化局\n2021年2月30日")
    assert found.date_of_issue is None


def test_what_a_paper_does_not_say_is_not_there() -> None:
    found = read("关于开展检查的通知\n各有关单位：\n请认真执行。")
    assert [name for name, _ in found.elements()] == ["标题", "文种", "主送机关"]


@pytest.mark.parametrize("label", ["签发人：", "签 发 人:", "簽發人：", "签发人﹕", "签发人 "])
@pytest.mark.parametrize("number", ["", "甲文〔2018〕7号  "])
def test_who_signed_is_read_however_the_label_is_written(label: str, number: str) -> None:
    found = read(f"{number}{label}张　三、李四\n关于开展检查的请示\n各有关单位：\n请认真执行。")
    assert found.signatories is not None
    assert found.signatories.value == ("张三", "李四")


@pytest.mark.parametrize("colon", ["：", ":", "﹕", " ： "])
def test_a_list_of_organs_and_of_people_is_read_after_any_colon(colon: str) -> None:
    found = read(f"甲市专题会议纪要\n会议决定。\n出席{colon}张三（9:30到会）\n抄送{colon}市局（转各县:乡）。")
    assert found.attendance is not None
    assert found.attendance.value.present == "张三（9:30到会）"
    assert found.cc is not None
    assert found.cc.value == "市局（转各县:乡）"


def test_words_of_a_menu_are_no_title_and_no_mark() -> None:
    found = read("首页\n政府文件\n市政府文件\n通知公告\n关于开展检查的通知\n各有关单位：\n请认真执行。")
    assert found.issuer_mark is None
    assert found.title is not None
    assert found.title.value == "关于开展检查的通知"


def test_the_fields_around_a_paper_give_its_number_where_it_shows_none() -> None:
    found = read("索引号：001\n发文字号：甲文〔2018〕7号\n关于开展检查的通知\n各有关单位：\n请认真执行。")
    assert found.number is not None
    assert (found.number.value, found.number.lines) == ("甲文〔2018〕7号", (2,))


def test_a_paper_without_a_date_is_not_given_one() -> None:
    document, findings = read("甲市文化局关于检查的通知\n各单位：\n请执行。\n甲市文化局").document(
        issuer_code="甲文"
    )
    assert document is None
    assert [str(one) for one in findings if one.level.value == "错误"] == [
        "错误｜成文日期｜没有找到成文日期，请另外给出（识读）"
    ]


def test_what_the_caller_knows_completes_the_paper() -> None:
    found = read("甲市文化局关于检查的通知\n各单位：\n请执行。\n甲市文化局")
    document, findings = found.document(issuer_code="甲文", date_of_issue=dt.date(2018, 3, 6))
    assert document is not None
    assert document.header.issuer_mark == IssuerMark(("甲市文化局",), "文件")
    assert [one.place for one in findings] == ["发文机关署名", "发文机关标志", "版记"]


def test_a_list_of_files_below_the_date_is_the_attachment_note() -> None:
    found = read(
        "关于检查的通知\n各单位：\n请执行。\n甲市文化局\n2018年3月6日\n附件：\n1.检查表.docx\n2.名单.xls\n打印本页"
    )
    assert found.attachment_note is not None
    assert found.attachment_note.value == ("检查表", "名单")
    assert found.annexes is None


@pytest.mark.parametrize(
    ("rows", "organs"),
    [
        ("财政部　农业农村部  水利部", ("财政部", "农业农村部", "水利部")),
        ("财政部 水利部", ("财政部", "水利部")),
        ("甲市财政局\n甲市水利局", ("甲市财政局", "甲市水利局")),
        ("甲市人民政府 办公室", ("甲市人民政府办公室",)),
        ("甲 市 财 政 局", ("甲市财政局",)),
    ],
)
def test_organs_that_sign_side_by_side_are_taken_apart(rows: str, organs: tuple[str, ...]) -> None:
    found = read(f"关于检查的通知\n各单位：\n请执行。\n{rows}\n2018年3月6日")
    assert found.signature is not None
    assert found.signature.value == organs
