"""封账: a year is closed when every number is accounted for, and stays as it is from then on."""

from __future__ import annotations

import pytest

from gongwen.errors import NotFoundError, RefusedError
from gongwen.records.ledger import Ledger
from gongwen.records.models import Series
from gongwen.records.values import State
from tests.records.requests import CODE, item, number, problems, reserve, told


@pytest.fixture
def done(ledger: Ledger) -> Ledger:
    reserve(ledger, "a")
    ledger.issue(item(1))
    return ledger


def close(ledger: Ledger, code: str = CODE, year: int = 2015) -> str:
    return str(ledger.close_year(code, year, reason="年度整理完毕"))


def test_a_year_whose_numbers_are_all_accounted_for_is_closed(done: Ledger) -> None:
    assert close(done) == "绍市软件办〔2015〕编到 1 号，2026年1月5日封账（年度整理完毕）"
    assert [str(one) for one in done.all_series()] == [
        "绍市软件办〔2015〕编到 1 号，2026年1月5日封账（年度整理完毕）"
    ]


def test_every_open_number_stands_in_the_way_and_is_named(done: Ledger) -> None:
    done.adopt(number(5), reason="手工编号")
    done.adopt(number(8), reason="手工编号")
    reserve(done, "b")
    done.reserve_block(CODE, 2015, 2, reason="两个区")
    with pytest.raises(RefusedError) as caught:
        close(done)
    assert str(caught.value) == (
        "绍市软件办〔2015〕 还有 8 个号没有交代（空号 2—4号、6—7号；预留 9—11号）；"
        "每个号都有去向才能封账；预留的请续办或作废，空号请补登或作废。"
    )
    assert done.all_series()[0].closed_at is None


def test_after_closing_nothing_is_entered_in_that_year(done: Ledger) -> None:
    done.adopt(number(2), reason="手工编号")
    close(done)
    advice = (
        "绍市软件办〔2015〕 已于2026年1月5日封账（年度整理完毕）；封账以后不再编号、补登、作废；"
        "请核对年份；确需更动，先重新开账：gongwen number reopen 绍市软件办 --year 2015 --reason 原因。"
    )
    for act in (
        lambda: reserve(done, "b"),
        lambda: done.reserve_block(CODE, 2015, 2, reason="两个区"),
        lambda: done.adopt(number(3), reason="手工编号"),
        lambda: done.void(number(2), "不要了"),
        lambda: done.void_rest(number(1), "不要了"),
    ):
        with pytest.raises(RefusedError) as caught:
            act()
        assert str(caught.value) == advice
    assert len(done.listing()) == 2


def test_a_closed_year_still_answers_the_same_request_and_other_series_go_on(done: Ledger) -> None:
    close(done)
    assert reserve(done, "a").number == number(1)
    assert reserve(done, "b", year=2016).number == number(1, year=2016)
    assert reserve(done, "c", code="绍市软函").number == number(1, "绍市软函")


def test_last_years_ledger_is_open_until_it_is_closed(done: Ledger) -> None:
    assert done.adopt(number(2), reason="去年手工编的").state is State.ADOPTED


def test_closing_twice_is_closing_once(done: Ledger) -> None:
    close(done)
    assert str(done.close_year(CODE, 2015, reason="又一次")) == close(done)
    assert told(done) == [("reserved", "1号"), ("issued", "1号"), ("closed", "")]


def test_the_year_that_still_runs_is_not_closed(ledger: Ledger) -> None:
    reserve(ledger, "a", year=2026)
    ledger.void(number(1, year=2026), "不发了")
    with pytest.raises(RefusedError, match="2026 年还没有过完（今天是 2026-01-05）"):
        close(ledger, year=2026)


def test_a_series_without_a_number_cannot_be_closed(done: Ledger) -> None:
    for code, year in ((CODE, 2014), ("绍市软函", 2015)):
        with pytest.raises(NotFoundError, match="没有编过号"):
            close(done, code, year)


def test_closing_and_opening_again_have_a_reason(done: Ledger) -> None:
    with pytest.raises(RefusedError, match="封账没有写原因"):
        done.close_year(CODE, 2015, reason=" ")
    with pytest.raises(RefusedError, match="重新开账没有写原因"):
        done.reopen_year(CODE, 2015, reason="")


def test_a_closed_year_is_opened_again_with_a_reason_that_stays_in_the_audit(done: Ledger) -> None:
    close(done)
    assert (
        str(done.reopen_year(CODE, 2015, reason="漏登一份手工编号")) == "绍市软件办〔2015〕编到 1 号，未封账"
    )
    assert done.adopt(number(2), reason="手工编号").state is State.ADOPTED
    close(done)
    assert [verb for verb, _ in told(done)] == [
        "reserved",
        "issued",
        "closed",
        "reopened",
        "adopted",
        "closed",
    ]
    assert problems() == []


def test_only_a_closed_year_is_opened_again(done: Ledger) -> None:
    with pytest.raises(RefusedError, match="没有封账"):
        done.reopen_year(CODE, 2015, reason="看看")


def test_a_closing_changed_behind_the_ledgers_back_is_found(done: Ledger) -> None:
    close(done)
    Series.objects.update(closed_at=None)
    assert problems() == ["绍市软件办〔2015〕：是否封账与登记条目不符"]
