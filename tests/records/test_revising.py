"""A misprint found before 核发: corrected under the same number, the old paper kept as history."""

from __future__ import annotations

import json

import pytest

from gongwen.errors import NotFoundError, RefusedError
from gongwen.records import audit
from gongwen.records.ledger import Ledger
from gongwen.records.models import Number
from gongwen.records.values import State
from tests.records.requests import CODE, item, number, problems, reserve, told


def revise(ledger: Ledger, key: str = "改", reason: str = "日期印错", serial: int = 1) -> str:
    record = ledger.revise(number(serial), f"请求 {key}", request_key=key, reason=reason, title="改正的通知")
    return f"{record.request}：{record.title}"


def test_the_number_stays_and_the_new_request_is_what_it_is_resumed_from(ledger: Ledger) -> None:
    reserve(ledger, "a")
    assert revise(ledger) == "请求 改：改正的通知"
    assert ledger.get(number(1)).state is State.RESERVED
    assert len(ledger.listing()) == 1
    assert ledger.superseded(number(1)) == ("请求 a",)


def test_the_corrected_request_asked_for_again_has_the_same_number(ledger: Ledger) -> None:
    reserve(ledger, "a")
    revise(ledger)
    assert reserve(ledger, "改").number == number(1)


def test_the_request_from_before_is_refused_and_takes_no_number(ledger: Ledger) -> None:
    reserve(ledger, "a")
    revise(ledger)
    with pytest.raises(RefusedError) as caught:
        reserve(ledger, "a")
    assert str(caught.value) == (
        "这份公文已经改正（日期印错），改正后的是 绍市软件办〔2015〕1号；改正前的稿不再编号；"
        "请用改正后的稿办，得到的就是这个字号。"
    )
    assert len(ledger.listing()) == 1


def test_a_paper_can_be_corrected_back(ledger: Ledger) -> None:
    reserve(ledger, "a")
    revise(ledger)
    revise(ledger, "a", "改错了，还是原来的对")
    assert reserve(ledger, "a").number == number(1)
    assert ledger.superseded(number(1)) == ("请求 a", "请求 改")


def test_correcting_twice_the_same_way_is_correcting_once(ledger: Ledger) -> None:
    reserve(ledger, "a")
    revise(ledger)
    revise(ledger)
    assert told(ledger) == [("reserved", "1号"), ("revised", "1号")]
    ledger.issue(item(1))
    revise(ledger)
    assert told(ledger)[-1] == ("issued", "1号")


def test_an_issued_paper_is_not_corrected(ledger: Ledger) -> None:
    reserve(ledger, "a")
    ledger.issue(item(1))
    with pytest.raises(RefusedError) as caught:
        revise(ledger)
    assert str(caught.value) == ("绍市软件办〔2015〕1号 已经核发；核发以后公文不再改动；有错请另发公文更正。")


def test_only_a_reserved_number_is_corrected(ledger: Ledger) -> None:
    with pytest.raises(NotFoundError):
        revise(ledger)
    ledger.adopt(number(1), reason="手工编号")
    with pytest.raises(RefusedError, match="是「补登」，不能改正"):
        revise(ledger)


def test_a_correction_has_a_reason(ledger: Ledger) -> None:
    reserve(ledger, "a")
    with pytest.raises(RefusedError, match="改正没有写原因"):
        revise(ledger, reason="")


def test_a_correction_does_not_take_the_paper_of_another_number(ledger: Ledger) -> None:
    reserve(ledger, "a")
    reserve(ledger, "b")
    with pytest.raises(RefusedError, match="改正后的公文与 绍市软件办〔2015〕2号（预留）的相同"):
        revise(ledger, "b")


def test_when_the_number_is_void_both_papers_may_ask_for_a_new_one(ledger: Ledger) -> None:
    reserve(ledger, "a")
    revise(ledger)
    ledger.void(number(1), "领导决定不发")
    assert reserve(ledger, "a").number == number(2)
    assert reserve(ledger, "改").number == number(3)
    assert problems() == []


def test_the_entry_holds_both_digests_and_the_reason(ledger: Ledger) -> None:
    reserve(ledger, "a")
    revise(ledger)
    entry = json.loads(audit.history("own", number(1))[-1])
    assert (entry["verb"], entry["details"]) == (
        "revised",
        {
            "title": "改正的通知",
            "reason": "日期印错",
            "key": "改",
            "old": "d8814f17d5fa0e638c44fb78a57551592be75093767e990fab877ba4e96cae06",
            "new": "788abdcc93263d771f03e1829192097fd7ff335535d29671a61d47838a18f6c2",
        },
    )


def test_a_corrected_request_changed_behind_the_ledgers_back_is_found(ledger: Ledger) -> None:
    reserve(ledger, "a")
    revise(ledger)
    assert problems() == []
    Number.objects.filter(serial=1).update(request="别的内容")
    assert problems() == ["绍市软件办〔2015〕1号：改正后的公文与登记条目里的摘要不符"]


def test_the_number_of_a_block_is_corrected_too(ledger: Ledger) -> None:
    ledger.reserve_block(CODE, 2015, 2, reason="两个区")
    ledger.reserve(CODE, 2015, request_key="a", request="请求 a", block=number(1))
    assert revise(ledger) == "请求 改：改正的通知"
    assert told(ledger)[-1] == ("revised", "1号")
