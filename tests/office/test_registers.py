"""Registers: every number of the year has its line, whatever became of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from gongwen.model import DocumentNumber
from gongwen.office.issue import issue
from gongwen.office.registers.dispatch import COLUMNS, dispatch_book
from gongwen.office.registers.roles import roles_book
from gongwen.office.registers.sealing import seal_book
from gongwen.records.life.papers import Life
from gongwen.records.life.values import Person, Role
from tests.office.archives import OFFICE, TITLE, holdings_of, number, parts_of, request
from tests.records.opening import now

NAMES = [column.name for column in COLUMNS]


def papers() -> Life:
    return Life("own", operator="王芳", now=now)


def test_issued_adopted_void_and_free_numbers_and_joint_papers_each_have_a_line(root: Path) -> None:
    report = issue(parts_of(root), request())
    ledger = holdings_of(root).ledger
    ledger.adopt(number(3), reason="手工编号", title="关于放假的通知", date_of_issue=dt.date(2015, 6, 24))
    ledger.adopt(number(4), reason="手工编号")
    ledger.void(number(4), "编错了")
    ledger.enter_joint(
        DocumentNumber.parse("绍国资发〔2015〕7号"),
        title="关于联合检查的通知",
        lead_issuer="市国资委",
        date_of_issue=dt.date(2015, 7, 1),
        note="",
    )
    book = dispatch_book(holdings_of(root), papers(), OFFICE, 2015)
    rows = [dict(zip(NAMES, row, strict=True)) for row in book.rows]
    assert [row["文号"] for row in rows] == [
        "绍市软件办〔2015〕1号",
        "绍市软件办〔2015〕2号",
        "绍市软件办〔2015〕3号",
        "绍市软件办〔2015〕4号",
        "绍国资发〔2015〕7号",
    ]
    assert rows[0] == {
        "文号": "绍市软件办〔2015〕1号",
        "标题": TITLE,
        "主送": "各区、县（市）使用正版软件工作领导小组，各有关单位",
        "份数": "",
        "缓急": "",
        "公开属性": "",
        "拟稿": "",
        "签发人": "李明",
        "成文日期": "2015-06-23",
        "印发日期": "2015-06-23",
        "分送": "",
        "存档位置": report.item_id,
        "备注": "",
    }
    assert [row["备注"] for row in rows[1:]] == [
        "空号，没有登记；请补登或作废",
        "补登：关于放假的通知（手工编号）",
        "作废：编错了",
        "联合发文（协办），主办市国资委",
    ]
    assert book.notes[0] == "本机关字号 4 个（核发 1、补登 1、作废 1、空号 1）；联合发文（协办）1 件"


def test_the_register_names_the_head_of_the_chain_so_that_a_cut_tail_shows(root: Path) -> None:
    issue(parts_of(root), request())
    holdings = holdings_of(root)
    lines = list(holdings.journal.read(2015))
    book = dispatch_book(holdings, papers(), OFFICE, 2015)
    assert book.notes[1].startswith(f"登记条目 {len(lines)} 条，末条 ")
    assert book.notes[1][-64:] in lines[-1]


def test_an_issued_paper_that_cannot_be_read_keeps_the_line_that_the_ledger_knows(root: Path) -> None:
    report = issue(parts_of(root), request())
    (Path(report.location) / "data" / "document.txt").write_bytes("【正文】标题".encode("gb18030"))
    (row,) = dispatch_book(holdings_of(root), papers(), OFFICE, 2015).rows
    assert (row[0], row[1], row[2]) == ("绍市软件办〔2015〕1号", TITLE, "")


def test_the_list_of_roles_has_a_line_for_everybody_and_the_rule_below() -> None:
    people = (
        Person("陈静", (Role.REVIEWER, Role.RECHECKER)),
        Person("王建国", (Role.SIGNATORY,), OFFICE, True),
    )
    book = roles_book(people, OFFICE, "2026年1月5日")
    assert book.rows == (
        ("1", "陈静", "审核、复核", "2", "", ""),
        ("2", "王建国", "签发", "1", OFFICE, "是"),
    )
    assert book.notes == ("不论怎样兼，谁也不签发自己拟的稿，谁也不独自销毁。",)


def test_a_year_without_papers_is_an_empty_register(root: Path) -> None:
    assert dispatch_book(holdings_of(root), papers(), OFFICE, 2014).rows == ()
    assert seal_book(papers(), OFFICE, 2014).notes == ("用印 0 次，公文 0 件，份数不符 0 件",)
