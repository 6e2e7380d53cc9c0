"""Reserved blocks: consecutive numbers that wait for their papers; what is left over is named."""

from __future__ import annotations

import pytest

from gongwen.errors import NotFoundError, RefusedError
from gongwen.records.ledger import Ledger
from gongwen.records.values import NumberBlock, Reservation, State
from tests.records.requests import CODE, TITLE, item, number, problems, reserve, told


def block(ledger: Ledger, count: int = 3, key: str = "") -> NumberBlock:
    return ledger.reserve_block(CODE, 2015, count, reason="六个区县的通知", request_key=key)


def take(ledger: Ledger, key: str, first: int = 1) -> Reservation:
    return ledger.reserve(
        CODE, 2015, request_key=key, request=f"请求 {key}", title=TITLE, block=number(first)
    )


def test_a_block_is_the_next_numbers_and_later_papers_come_after_it(ledger: Ledger) -> None:
    reserve(ledger, "a")
    reserved = block(ledger)
    assert str(reserved) == "绍市软件办〔2015〕2—4号"
    assert reserved.numbers == (number(2), number(3), number(4))
    assert reserve(ledger, "b").number == number(5)


def test_papers_take_the_numbers_of_their_block_in_order(ledger: Ledger) -> None:
    block(ledger)
    assert take(ledger, "a") == Reservation(number(1), State.RESERVED, new=True)
    assert take(ledger, "b").number == number(2)
    assert take(ledger, "a") == Reservation(number(1), State.RESERVED, new=False)
    ledger.issue(item(1))
    assert ledger.get(number(1)).state is State.ISSUED


def test_a_paper_can_be_given_one_certain_number_of_a_block(ledger: Ledger) -> None:
    block(ledger)
    given = ledger.reserve(CODE, 2015, request_key="a", request="请求", number=number(3))
    assert given.number == number(3)
    assert take(ledger, "b").number == number(1)
    with pytest.raises(RefusedError, match="3号 不能给这份公文"):
        ledger.reserve(CODE, 2015, request_key="c", request="请求", number=number(3))


def test_a_number_outside_any_block_cannot_be_chosen(ledger: Ledger) -> None:
    reserve(ledger, "a")
    block(ledger)
    for chosen, code, year in ((1, CODE, 2015), (2, CODE, 2016), (2, "绍市软函", 2015)):
        with pytest.raises(RefusedError, match="预留的一段里还没有用的"):
            ledger.reserve(code, year, request_key="b", request="请求", number=number(chosen))
    with pytest.raises(NotFoundError):
        ledger.reserve(CODE, 2015, request_key="b", request="请求", number=number(9))


def test_a_block_that_is_used_up_says_so(ledger: Ledger) -> None:
    block(ledger, 1)
    take(ledger, "a")
    with pytest.raises(RefusedError) as caught:
        take(ledger, "b")
    assert str(caught.value) == (
        "绍市软件办〔2015〕1号 起预留的一段已经用完；一个号只给一份公文；请再预留一段。"
    )


def test_only_the_first_number_names_a_block(ledger: Ledger) -> None:
    block(ledger)
    with pytest.raises(NotFoundError, match="没有从 绍市软件办〔2015〕2号 开始预留的一段"):
        take(ledger, "a", first=2)


def test_the_same_key_has_the_same_block(ledger: Ledger) -> None:
    first = block(ledger, key="表")
    assert block(ledger, key="表") == first
    assert len(ledger.listing()) == 3
    with pytest.raises(RefusedError, match="这一批已经预留了 绍市软件办〔2015〕1—3号"):
        block(ledger, 4, key="表")
    assert block(ledger).first == number(4)


@pytest.mark.parametrize("count", [0, -1, 1001])
def test_a_block_has_one_to_a_thousand_numbers(ledger: Ledger, count: int) -> None:
    with pytest.raises(RefusedError, match="一次预留 1 到 1000 个号"):
        block(ledger, count)
    assert ledger.listing() == ()


def test_a_block_needs_a_reason(ledger: Ledger) -> None:
    with pytest.raises(RefusedError, match="预留一段没有写原因"):
        ledger.reserve_block(CODE, 2015, 3, reason=" ")


def test_what_is_left_of_a_block_waits_for_a_decision(ledger: Ledger) -> None:
    block(ledger)
    take(ledger, "a")
    rest = "预留：还没有用（绍市软件办〔2015〕1—3号一段，六个区县的通知）；请用它办文或作废"
    assert [str(record) for record in ledger.listing()] == [
        "绍市软件办〔2015〕1号　预留，未办完：关于印发实施方案的通知；请续办或作废",
        f"绍市软件办〔2015〕2号　{rest}",
        f"绍市软件办〔2015〕3号　{rest}",
    ]


def test_the_rest_of_a_block_is_voided_at_once_and_what_was_taken_stays(ledger: Ledger) -> None:
    block(ledger)
    take(ledger, "a")
    voided = ledger.void_rest(number(1), "只有一个区县要发")
    assert [str(record) for record in voided] == [
        "绍市软件办〔2015〕2号　作废：只有一个区县要发",
        "绍市软件办〔2015〕3号　作废：只有一个区县要发",
    ]
    assert ledger.get(number(1)).state is State.RESERVED
    with pytest.raises(RefusedError, match="1号 起的一段已经用完"):
        ledger.void_rest(number(1), "再来一次")
    with pytest.raises(RefusedError, match="已经用完"):
        take(ledger, "b")


def test_a_number_of_a_block_that_was_used_by_hand_is_adopted(ledger: Ledger) -> None:
    block(ledger)
    record = ledger.adopt(number(2), reason="下乡时手工用了", title="现场通知")
    assert str(record) == "绍市软件办〔2015〕2号　补登：现场通知（下乡时手工用了）"
    take(ledger, "a")
    assert take(ledger, "b").number == number(3)


def test_a_number_that_no_paper_took_cannot_be_issued_or_revised(ledger: Ledger) -> None:
    block(ledger)
    with pytest.raises(RefusedError, match="还没有给哪份公文"):
        ledger.issue(item(1))
    with pytest.raises(RefusedError, match="还没有给哪份公文"):
        ledger.revise(number(1), "新", request_key="n", reason="错字")


def test_the_entries_tell_of_each_number_of_a_block(ledger: Ledger) -> None:
    block(ledger)
    take(ledger, "a")
    ledger.issue(item(1))
    ledger.void_rest(number(1), "不发了")
    assert told(ledger) == [
        ("reserved", "1号"),
        ("reserved", "2号"),
        ("reserved", "3号"),
        ("taken", "1号"),
        ("issued", "1号"),
        ("voided", "2号"),
        ("voided", "3号"),
    ]
    assert problems() == []
