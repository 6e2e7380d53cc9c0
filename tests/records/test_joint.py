"""Papers signed under another organ's number, and further copies of our own."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from gongwen.errors import NotFoundError, RefusedError
from gongwen.model import DocumentNumber
from gongwen.records import audit
from gongwen.records.ledger import Ledger
from gongwen.records.models import JointPaper
from gongwen.records.values import JointRecord
from tests.records.requests import item, number, problems, reserve, told

LEAD = DocumentNumber("绍市国资委", 2015, 12)
TITLE = "关于联合检查的通知"
BUREAU = "绍兴市人民政府国有资产监督管理委员会"


def enter(ledger: Ledger, title: str = TITLE) -> JointRecord:
    return ledger.enter_joint(
        LEAD,
        title=title,
        lead_issuer=BUREAU,
        date_of_issue=dt.date(2015, 5, 4),
        note="复印件在第 3 盒",
    )


def test_a_joint_paper_of_another_lead_takes_no_number_of_ours(ledger: Ledger) -> None:
    reserve(ledger, "a")
    record = enter(ledger)
    assert (record.number, record.title, record.lead_issuer) == (LEAD, TITLE, BUREAU)
    assert (record.note, record.operator) == ("复印件在第 3 盒", "王芳")
    assert reserve(ledger, "b").number == number(2)
    assert ledger.joint_papers() == ledger.joint_papers(2015) == (record,)
    assert ledger.joint_papers(2016) == ()
    assert ("joint", "绍市国资委〔2015〕12号") in told(ledger)
    assert problems() == []


def test_entering_it_again_changes_nothing_and_other_words_are_refused(ledger: Ledger) -> None:
    first = enter(ledger)
    assert enter(ledger) == first
    assert len(told(ledger)) == 1
    with pytest.raises(RefusedError, match="已登记为联合发文（协办）：关于联合检查的通知"):
        enter(ledger, "另一个标题")


def test_the_number_of_a_joint_paper_is_not_one_of_ours(ledger: Ledger) -> None:
    reserve(ledger, "a")
    with pytest.raises(RefusedError) as caught:
        ledger.enter_joint(number(9), title=TITLE, lead_issuer=BUREAU)
    assert str(caught.value) == (
        "「绍市软件办」是本机关的代字；联合发文（协办）记主办机关的字号，不占本机关的号；"
        "本机关主办的请照常核发或补登。"
    )


def test_the_code_of_a_lead_organ_is_not_used_for_our_numbers(ledger: Ledger) -> None:
    enter(ledger)
    with pytest.raises(RefusedError, match="机关代字「绍市国资委」是绍兴市人民政府国有资产监督管理委员会的"):
        reserve(ledger, "a", code="绍市国资委")


def test_a_joint_paper_has_a_title_a_lead_and_a_date_of_its_year(ledger: Ledger) -> None:
    with pytest.raises(RefusedError, match="标题是空的"):
        ledger.enter_joint(LEAD, title=" ", lead_issuer=BUREAU)
    with pytest.raises(RefusedError, match="主办机关是空的"):
        ledger.enter_joint(LEAD, title=TITLE, lead_issuer="")
    with pytest.raises(RefusedError, match="字号的年份是成文日期的年份"):
        ledger.enter_joint(LEAD, title=TITLE, lead_issuer=BUREAU, date_of_issue=dt.date(2016, 1, 4))


def test_a_joint_paper_changed_behind_the_ledgers_back_is_found(ledger: Ledger) -> None:
    enter(ledger)
    JointPaper.objects.update(title="改过的标题")
    assert problems() == ["绍市国资委〔2015〕12号：联合发文（协办）的登记与登记条目不符"]


def test_each_further_copy_of_an_issued_paper_is_an_entry(ledger: Ledger) -> None:
    reserve(ledger, "a")
    ledger.issue(item(1))
    for _ in range(2):
        ledger.copy(number(1), 3, "新昌县遗失")
    entry = json.loads(audit.history("own", number(1))[-1])
    assert (entry["verb"], entry["details"]) == (
        "copied",
        {"reason": "新昌县遗失", "copies": "3", "item_id": "2015-6c1e8f00-0001", "digest": "ab" * 32},
    )
    assert told(ledger)[2:] == [("copied", "1号"), ("copied", "1号")]
    assert problems() == []


def test_only_an_issued_paper_is_printed_once_more_and_for_a_reason(ledger: Ledger) -> None:
    with pytest.raises(NotFoundError):
        ledger.copy(number(1), 1, "遗失")
    reserve(ledger, "a")
    with pytest.raises(RefusedError, match="是「预留」，没有公文可补印"):
        ledger.copy(number(1), 1, "遗失")
    ledger.issue(item(1))
    with pytest.raises(RefusedError, match="补印没有写原因"):
        ledger.copy(number(1), 1, "")
    with pytest.raises(RefusedError, match="至少补印一份"):
        ledger.copy(number(1), 0, "遗失")
