"""The ledger: no number lost, doubled or reused; every one explained."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from django.db import IntegrityError as ConstraintError

from gongwen.errors import IntegrityError, NotFoundError, RefusedError
from gongwen.records import audit
from gongwen.records.ledger import Ledger, enrol_fonds, enrolled_fonds
from gongwen.records.models import Number, Series
from gongwen.records.transactions import writing
from gongwen.records.values import Reservation, State
from tests.records.opening import now
from tests.records.requests import CODE, TITLE, item, number, reserve


def test_numbers_taken_by_hand_come_first_and_the_next_follows_them(ledger: Ledger) -> None:
    ledger.adopt(number(1), reason="手工编号")
    ledger.adopt(number(2), reason="手工编号")
    assert reserve(ledger, "a") == Reservation(number(3), State.RESERVED, new=True)


def test_the_same_request_has_the_same_number(ledger: Ledger) -> None:
    first = reserve(ledger, "a")
    assert reserve(ledger, "a") == Reservation(first.number, State.RESERVED, new=False)
    assert len(ledger.listing()) == 1


def test_the_same_key_for_another_request_is_refused(ledger: Ledger) -> None:
    reserve(ledger, "a")
    with pytest.raises(RefusedError, match="同样的公文已占 绍市软件办〔2015〕1号，还没有办完"):
        ledger.reserve(CODE, 2015, request_key="a", request="别的内容")


def test_every_year_and_every_issuer_code_counts_for_itself(ledger: Ledger) -> None:
    assert reserve(ledger, "a").number == number(1)
    assert reserve(ledger, "b", year=2016).number == number(1, year=2016)
    assert reserve(ledger, "c", code="绍市软函").number == number(1, "绍市软函")
    assert reserve(ledger, "d").number == number(2)


def test_a_void_number_is_not_used_again_and_its_request_gets_a_new_one(ledger: Ledger) -> None:
    reserve(ledger, "a")
    ledger.void(number(1), "印错")
    assert reserve(ledger, "a") == Reservation(number(2), State.RESERVED, new=True)


def test_the_highest_number_counts_even_when_void(ledger: Ledger) -> None:
    reserve(ledger, "a")
    reserve(ledger, "b")
    ledger.void(number(2), "不发了")
    assert reserve(ledger, "c").number == number(3)


def test_a_taken_number_cannot_be_adopted(ledger: Ledger) -> None:
    reserve(ledger, "a")
    with pytest.raises(RefusedError) as caught:
        ledger.adopt(number(1), reason="手工编号")
    assert str(caught.value) == (
        "绍市软件办〔2015〕1号 已有登记（预留）；一个字号只给一份公文；可用 gongwen number list 查看。"
    )


def test_a_reason_is_required_to_adopt_and_to_void(ledger: Ledger) -> None:
    with pytest.raises(RefusedError, match="补登没有写原因"):
        ledger.adopt(number(1), reason=" ")
    reserve(ledger, "a")
    with pytest.raises(RefusedError, match="作废没有写原因"):
        ledger.void(number(1), "")


def test_the_year_of_a_number_is_that_of_its_date_of_issue(ledger: Ledger) -> None:
    with pytest.raises(RefusedError, match="字号的年份是成文日期的年份"):
        ledger.adopt(number(1), reason="手工编号", date_of_issue=dt.date(2016, 1, 4))
    ledger.adopt(number(1), reason="手工编号", date_of_issue=dt.date(2015, 3, 2))


def test_a_mistyped_large_number_is_refused(ledger: Ledger) -> None:
    with pytest.raises(RefusedError, match="一年的顺序号不超过 9999"):
        ledger.adopt(number(20150), reason="手工编号")
    assert ledger.listing() == ()


def test_an_issued_number_knows_its_item_and_who_did_it(ledger: Ledger) -> None:
    reserve(ledger, "a")
    ledger.issue(item(1))
    record = ledger.get(number(1))
    assert (record.state, record.item_id, record.digest) == (State.ISSUED, "2015-6c1e8f00-0001", "ab" * 32)
    assert (record.operator, record.signatory, record.signed_on) == ("王芳", "李明", dt.date(2015, 6, 22))
    assert record.decided_at == dt.datetime(2026, 1, 5, 1, 30, tzinfo=dt.UTC)
    assert ledger.items() == (item(1),)


def test_only_a_reserved_number_can_be_issued(ledger: Ledger) -> None:
    with pytest.raises(NotFoundError, match="没有登记过"):
        ledger.issue(item(1))
    ledger.adopt(number(1), reason="手工编号")
    with pytest.raises(RefusedError, match="是「补登」，不能核发"):
        ledger.issue(item(1))
    reserve(ledger, "a")
    ledger.issue(item(2))
    with pytest.raises(RefusedError, match="是「核发」，不能核发"):
        ledger.issue(item(2))


def test_an_issued_number_cannot_be_voided(ledger: Ledger) -> None:
    reserve(ledger, "a")
    ledger.issue(item(1))
    with pytest.raises(RefusedError, match="另发公文撤销或废止"):
        ledger.void(number(1), "后悔了")
    assert ledger.get(number(1)).state is State.ISSUED


def test_a_void_number_stays_void_with_its_first_reason(ledger: Ledger) -> None:
    reserve(ledger, "a")
    ledger.void(number(1), "印错")
    with pytest.raises(RefusedError, match="早已作废（印错）"):
        ledger.void(number(1), "又一个原因")


def test_a_skipped_number_can_be_adopted_or_voided_but_not_one_beyond_the_last(ledger: Ledger) -> None:
    ledger.adopt(number(3), reason="手工编号")
    ledger.void(number(1), "登记簿上没有此号")
    ledger.adopt(number(2), reason="手工编号")
    with pytest.raises(NotFoundError, match="没有登记过"):
        ledger.void(number(4), "还没到")
    assert [record.state for record in ledger.listing()] == [State.VOID, State.ADOPTED, State.ADOPTED]


def test_the_listing_explains_each_number(ledger: Ledger) -> None:
    ledger.adopt(number(1), reason="年初手工编号", title="关于报送总结的通知")
    ledger.adopt(number(3), reason="年初手工编号")
    reserve(ledger, "a")
    ledger.issue(item(4))
    reserve(ledger, "b")
    reserve(ledger, "c")
    ledger.void(number(6), "领导决定不发")
    assert [str(record) for record in ledger.listing()] == [
        "绍市软件办〔2015〕1号　补登：关于报送总结的通知（年初手工编号）",
        "绍市软件办〔2015〕2号　空号，没有登记；请补登或作废",
        "绍市软件办〔2015〕3号　补登：（无标题）（年初手工编号）",
        "绍市软件办〔2015〕4号　核发：关于印发实施方案的通知"
        "（李明 2015年6月22日签发，件 2015-6c1e8f00-0004）",
        "绍市软件办〔2015〕5号　预留，未办完：关于印发实施方案的通知；请续办或作废",
        "绍市软件办〔2015〕6号　作废：领导决定不发",
    ]


def test_the_listing_can_be_narrowed_to_a_series(ledger: Ledger) -> None:
    reserve(ledger, "a")
    reserve(ledger, "b", year=2016)
    reserve(ledger, "c", code="绍市软函")
    assert [str(record.number) for record in ledger.listing(CODE)] == [
        "绍市软件办〔2015〕1号",
        "绍市软件办〔2016〕1号",
    ]
    assert [str(record.number) for record in ledger.listing(year=2016)] == ["绍市软件办〔2016〕1号"]


def test_several_organs_count_apart_and_do_not_see_each_other(ledger: Ledger) -> None:
    enrol_fonds("yuecheng", "越城区使用正版软件工作领导小组办公室", sample=True)
    county = Ledger("yuecheng", operator="王芳", now=now)
    assert reserve(ledger, "a").number == number(1)
    assert reserve(county, "a", code="越软办").number == number(1, "越软办")
    assert [str(record.number) for record in county.listing()] == ["越软办〔2015〕1号"]
    assert (county.sample, ledger.sample) == (True, False)
    assert enrolled_fonds() == ("own", "yuecheng")


def test_the_issuer_code_of_another_organ_is_refused(ledger: Ledger) -> None:
    enrol_fonds("yuecheng", "越城区软件办", sample=True)
    reserve(ledger, "a")
    with pytest.raises(RefusedError, match="属于绍兴市使用正版软件工作领导小组办公室"):
        reserve(Ledger("yuecheng", operator="王芳", now=now), "a")


def test_an_organ_nobody_entered_has_no_ledger(database: Path) -> None:
    with pytest.raises(NotFoundError, match="没有登记过全宗 nobody"):
        reserve(Ledger("nobody", operator="王芳", now=now), "a")


def test_the_database_itself_refuses_a_number_twice(ledger: Ledger) -> None:
    reserve(ledger, "a")
    series = Series.objects.get()
    with pytest.raises(ConstraintError):
        Number.objects.create(series=series, serial=1, state="adopted", reason="x", operator="x")


@pytest.mark.parametrize(
    "row",
    [
        {"serial": 0, "state": "reserved"},
        {"serial": 7, "state": "lost"},
        {"serial": 7, "state": "void"},
        {"serial": 7, "state": "adopted"},
        {"serial": 7, "state": "issued"},
        {"serial": 7, "state": "issued", "item_id": "2015-6c1e8f00-0007"},
    ],
)
def test_the_database_itself_refuses_a_number_without_its_proof(
    ledger: Ledger, row: dict[str, object]
) -> None:
    reserve(ledger, "a")
    with pytest.raises(ConstraintError):
        Number.objects.create(series=Series.objects.get(), operator="x", **row)


def test_each_act_adds_one_entry_that_tells_it(ledger: Ledger) -> None:
    ledger.adopt(number(1), reason="手工编号", title="旧通知", date_of_issue=dt.date(2015, 3, 2))
    reserve(ledger, "a")
    ledger.issue(item(2))
    reserve(ledger, "b")
    ledger.void(number(3), "不发了")
    entries = [json.loads(line) for line in audit.lines("own", 2015)]
    assert [(entry["ordinal"], entry["verb"], entry["number"]) for entry in entries] == [
        (1, "adopted", "绍市软件办〔2015〕1号"),
        (2, "reserved", "绍市软件办〔2015〕2号"),
        (3, "issued", "绍市软件办〔2015〕2号"),
        (4, "reserved", "绍市软件办〔2015〕3号"),
        (5, "voided", "绍市软件办〔2015〕3号"),
    ]
    assert entries[2]["details"] == {
        "title": TITLE,
        "date_of_issue": "2015-06-23",
        "signatory": "李明",
        "signed_on": "2015-06-22",
        "item_id": "2015-6c1e8f00-0002",
        "digest": "ab" * 32,
    }
    assert {(entry["at"], entry["operator"]) for entry in entries} == {("2026-01-05T01:30:00Z", "王芳")}


def test_a_refused_act_leaves_no_entry(ledger: Ledger) -> None:
    reserve(ledger, "a")
    before = audit.lines("own", 2015)
    with pytest.raises(RefusedError):
        ledger.adopt(number(1), reason="手工编号")
    with pytest.raises(NotFoundError):
        ledger.void(number(9), "没有")
    assert audit.lines("own", 2015) == before


def test_a_paper_issued_before_is_not_issued_again_with_another_signatory(ledger: Ledger) -> None:
    reserve(ledger, "a")
    ledger.issue(item(1))
    with pytest.raises(RefusedError) as caught:
        ledger.reserve(CODE, 2015, request_key="a", request="别的签发人")
    assert str(caught.value) == (
        "同样的公文已核发为 绍市软件办〔2015〕1号（签发人李明，2015年6月22日签发）；一份公文只有一个字号；"
        "签发人和签发日期照那次写，得到的就是这个字号；要更正已发的公文，请改好正文另办一份。"
    )
    assert len(ledger.listing()) == 1


def test_a_number_whose_row_was_deleted_is_not_given_again(ledger: Ledger) -> None:
    reserve(ledger, "a")
    reserve(ledger, "b")
    Number.objects.filter(serial=2).delete()
    with pytest.raises(IntegrityError) as caught:
        reserve(ledger, "c")
    assert str(caught.value) == (
        "轮到 绍市软件办〔2015〕2号，登记条目里却早有这个号，字号表里没有；一个号只编一次；"
        "请停止编号，恢复最近的备份，再运行 gongwen archive verify。"
    )
    assert [record.number for record in ledger.listing()] == [number(1)]


def test_a_contradiction_in_the_database_is_told_in_chinese(ledger: Ledger) -> None:
    reserve(ledger, "a")
    with pytest.raises(IntegrityError, match="数据库里的登记互相矛盾"), writing():
        Number.objects.create(
            series=Series.objects.get(), serial=1, state="adopted", reason="x", operator="x"
        )


def test_a_number_of_a_year_to_come_is_not_adopted(ledger: Ledger) -> None:
    assert ledger.today == dt.date(2026, 1, 5)
    with pytest.raises(RefusedError, match="2027〕1号 的年份还没有到（今年是 2026 年）"):
        ledger.adopt(number(1, year=2027), reason="手工编号")
    assert ledger.adopt(number(1, year=2026), reason="手工编号").state is State.ADOPTED


def test_an_adopted_number_leaves_no_large_gap_unless_told_to(ledger: Ledger) -> None:
    ledger.adopt(number(3), reason="手工编号")
    ledger.adopt(number(104), reason="手工编号")
    with pytest.raises(RefusedError) as caught:
        ledger.adopt(number(206), reason="手工编号")
    assert str(caught.value) == (
        "绍市软件办〔2015〕206号 前面会空出 101 个号（现在编到 104 号）；"
        "补登一次最多空出 100 个号，以后的号都接在它后面；请核对顺序号；确实如此，请加 --leave-gap。"
    )
    assert ledger.adopt(number(206), reason="手工编号", leave_gap=True).state is State.ADOPTED


@pytest.mark.parametrize("reason", ["手工\n编号", "手工\t编号", "手工\x1b[31m"])
def test_a_reason_and_a_title_are_one_line(ledger: Ledger, reason: str) -> None:
    with pytest.raises(RefusedError, match="原因里有换行或别的控制字符"):
        ledger.adopt(number(1), reason=reason)
    with pytest.raises(RefusedError, match="标题里有换行或别的控制字符"):
        ledger.adopt(number(1), reason="手工编号", title=reason)
    ledger.adopt(number(1), reason="手工　编号", title="关于 A 的通知")
    with pytest.raises(RefusedError, match="原因里有换行或别的控制字符"):
        ledger.void(number(1), reason)


def test_the_issuer_codes_are_those_that_have_numbers(ledger: Ledger) -> None:
    assert ledger.issuer_codes() == ()
    reserve(ledger, "a")
    reserve(ledger, "b", code="绍市软函")
    assert ledger.issuer_codes() == ("绍市软件办", "绍市软函")
