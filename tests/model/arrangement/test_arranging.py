"""整理 gives every piece of a year its 档号: unique, without gaps, the same whatever order pieces come in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongwen.model.arrangement import (
    Arrangement,
    Direction,
    Order,
    Override,
    Piece,
    ReferenceCode,
    Scheme,
    Term,
    arrange,
    filing_year,
    in_order,
)
from tests.model.arrangement.pieces import NOTICE, read, starter

SCHEME = Scheme("Z109")
TABLE = read("""
名称 = "表"
批准 = "绍市档〔2015〕1号"
[[行]]
名称 = "不归档的"
期限 = "不归档"
依据 = "令第8号 第4条"
标题含 = ["校样"]
[[行]]
名称 = "永久的"
期限 = "永久"
依据 = "令第8号 第7条"
标题含 = ["方案"]
[[行]]
名称 = "会议"
期限 = "10年"
依据 = "令第8号 第8条"
标题含 = ["会议"]
[[行]]
名称 = "通知"
期限 = "30年"
依据 = "令第8号 第8条"
文种 = ["通知"]
""")


def piece(item_id: str, title: str = "关于某事的通知", day: int = 1, **more: Any) -> Piece:
    """A notice of June 2015, or another piece."""
    told: dict[str, Any] = {"kind": "通知", "date": dt.date(2015, 6, day), "pages": 2, **more}
    return Piece(item_id, title, **told)


def codes(arrangement: Arrangement) -> list[str]:
    """Item ids with their codes, in the order of the scheme."""
    return [f"{one.piece.item_id} {one.code}" for one in arrangement.filed]


def sentences(arrangement: Arrangement) -> list[str]:
    """What the findings say."""
    return [one.sentence for one in arrangement.findings]


def test_numbers_run_in_each_class_by_time() -> None:
    made = arrange(
        [
            piece("d", day=9),
            piece("b", "关于会议的通知", day=3),
            piece("a", "某方案", day=30),
            piece("c", day=2),
            piece("e", date=dt.date(2016, 1, 4)),
        ],
        TABLE,
        SCHEME,
    )
    assert codes(made) == [
        "a Z109-WS·2015-Y-0001",
        "c Z109-WS·2015-D30-0001",
        "d Z109-WS·2015-D30-0002",
        "b Z109-WS·2015-D10-0001",
        "e Z109-WS·2016-D30-0001",
    ]
    assert [str(key) for key, _ in made.classes()] == [
        "2015年度、永久",
        "2015年度、30年",
        "2015年度、10年",
        "2016年度、30年",
    ]
    assert made.filed[0].reason == "永久的，永久（令第8号 第7条）"
    assert (made.left, made.excluded, made.findings) == ((), (), ())


def test_papers_of_one_set_stay_together_where_the_earliest_stands() -> None:
    pieces = [
        piece("asked", day=2, set_key="q"),
        piece("other", day=5),
        piece("answer", day=20, set_key="q"),
        piece("first", day=1),
    ]
    assert [one.item_id for one in in_order(pieces)] == ["first", "asked", "answer", "other"]


def test_on_one_day_the_second_number_stands_before_the_tenth() -> None:
    pieces = [piece(f"i{n}", number=f"绍市软件办〔2015〕{n}号") for n in (10, 2, 1)]
    assert [one.number[-3:] for one in in_order(pieces)] == ["〕1号", "〕2号", "10号"]


def test_what_comes_later_is_numbered_after_what_was_there() -> None:
    first = arrange([piece("a", day=20)], TABLE, SCHEME)
    again = arrange([piece("z", day=1), piece("a", day=20)], TABLE, SCHEME, first.codes())
    assert codes(again) == ["a Z109-WS·2015-D30-0001", "z Z109-WS·2015-D30-0002"]
    assert [one.new for one in again.filed] == [False, True]


def test_what_is_lacking_is_asked_and_nothing_is_guessed() -> None:
    made = arrange(
        [piece("a", "", date=None, pages=None), piece("b", unsure=("文号", "日期"))], TABLE, Scheme("Z109")
    )
    assert sentences(made) == [
        "没有题名；请按内容拟写一个，目录上加方括号 [ ]",
        "没有成文日期；请写上，考证不出的写明理由和大致日期",
        "没有页数；请数有图文的面数",
        "文号、日期是识读出来的，还没有人核对；请先核对",
    ]
    assert ([one.item_id for one in made.left], made.filed) == (["a", "b"], ())
    assert made.findings[0].place == "无题名（a）"


def test_a_piece_without_term_is_left_for_a_person() -> None:
    made = arrange([piece("a", "关于某事的函", kind="函")], TABLE, SCHEME)
    assert sentences(made) == ["保管期限表里没有一行合用；请定期限，或在表里补一行"]
    told = arrange(
        [piece("a", "关于某事的函", kind="函")],
        TABLE,
        SCHEME,
        overrides={"a": Override("重要", term=Term.YEARS_30)},
    )
    assert codes(told) == ["a Z109-WS·2015-D30-0001"]
    assert told.filed[0].reason == "人工定为30年：重要"


def test_a_person_may_decide_year_term_and_division_against_the_rules() -> None:
    scheme = Scheme("Z109", Order.DIVISION_FIRST, (("BGS", "办公室"), ("CBC", "出版处")))
    decided = Override("规划到2020年", year=2016, term=Term.PERMANENT, division="CBC")
    made = arrange([piece("a", division="BGS")], TABLE, scheme, overrides={"a": decided})
    assert codes(made) == ["a Z109-WS·2016-CBC-Y-0001"]
    assert made.filed[0].reason == "人工定为年度2016、永久、机构（问题）CBC：规划到2020年"


def test_not_filed_is_told_with_the_reason_and_needs_no_pages() -> None:
    made = arrange(
        [piece("a", "方案校样", pages=None), piece("b", pages=None)],
        TABLE,
        SCHEME,
        overrides={"b": Override("重份", excluded=True), "x": Override("", term=Term.YEARS_10)},
    )
    assert [(one.piece.item_id, one.reason) for one in made.excluded] == [
        ("a", "不归档的，不归档（令第8号 第4条）"),
        ("b", "人工定为不归档：重份"),
    ]
    assert sentences(made) == ["要整理的件里没有这一件"]


def test_divisions_come_from_the_scheme_alone() -> None:
    scheme = Scheme("Z109", divisions=(("BGS", "办公室"),))
    made = arrange([piece("a"), piece("b", division="ZHC"), piece("c", division="BGS")], TABLE, scheme)
    assert sentences(made) == [
        "没有写机构（问题）；分类方案里有：BGS（办公室）",
        "不认识机构（问题）代码「ZHC」；分类方案里有：BGS（办公室）",
    ]
    assert codes(made) == ["c Z109-WS·2015-D30-BGS-0001"]
    assert sentences(arrange([piece("a", division="BGS")], TABLE, SCHEME)) == [
        "不认识机构（问题）代码「BGS」；分类方案里不设机构（问题）这一级"
    ]


def test_the_filing_year_is_that_of_the_date_also_for_plans_of_several_years() -> None:
    assert filing_year(NOTICE) == 2015
    assert filing_year(replace(NOTICE, title="2016—2020年实施方案", date=dt.date(2015, 12, 30))) == 2015
    assert filing_year(replace(NOTICE, year=2016)) == 2016
    assert filing_year(replace(NOTICE, year=2016), Override("", year=2017)) == 2017


def test_a_year_before_the_date_is_asked() -> None:
    assert sentences(arrange([piece("a", year=2014)], TABLE, SCHEME)) == [
        "年度记作2014，成文却在2015年；请写明归入哪一年"
    ]


def test_a_table_that_changes_leaves_given_codes_and_says_so() -> None:
    first = arrange([piece("a")], TABLE, SCHEME)
    again = arrange(
        [piece("a")],
        TABLE,
        SCHEME,
        first.codes(),
        {"a": Override("重新鉴定", term=Term.PERMANENT)},
    )
    assert codes(again) == ["a Z109-WS·2015-D30-0001"]
    assert sentences(again) == [
        "已经编在2015年度、30年，现在按表应是2015年度、永久；档号不改，要改请先撤出这一件再整理"
    ]


def test_gaps_and_doubles_in_what_was_given_before_are_found() -> None:
    def code(number: int, fonds: str = "Z109") -> ReferenceCode:
        return ReferenceCode(fonds, 2015, Term.YEARS_30, number)

    made = arrange([piece("new")], TABLE, SCHEME, {"a": code(2), "b": code(2), "c": code(5, "Z110")})
    assert [(one.place, one.sentence) for one in made.findings] == [
        ("Z109-WS·2015-D30-0002", "一个档号给了几件：a、b"),
        ("2015年度、30年", "件号断号：没有 0001、0003、0004，共缺 3 个"),
        ("分类方案", "有 1 个档号（如 Z110-WS·2015-D30-0005）不合现在的全宗号或分类方案"),
    ]
    assert codes(made) == ["new Z109-WS·2015-D30-0006"]


def test_a_class_is_full_after_9999() -> None:
    made = arrange(
        [piece("a", day=1), piece("b", day=2)],
        TABLE,
        SCHEME,
        {str(n): ReferenceCode("Z109", 2015, Term.YEARS_30, n) for n in range(1, 9999)},
    )
    assert codes(made) == ["a Z109-WS·2015-D30-9999"]
    assert sentences(made) == ["这一类的件号已经用到 9999，编不下了；请分机构（问题）"]
    assert [one.item_id for one in made.left] == ["b"]


def test_possible_duplicates_are_pointed_out_and_contradictions_refused() -> None:
    same = piece("a", number="绍市软件办〔2015〕3号")
    made = arrange([same, replace(same, item_id="b"), piece("c"), piece("c", day=2), same], TABLE, SCHEME)
    assert [one.sentence for one in made.findings] == [
        "这一件给了 2 种说法；一件只能有一种",
        "与绍市软件办〔2015〕3号（a）文号、责任者、题名都相同，是不是重份；重份不归档",
    ]
    assert codes(made) == ["a Z109-WS·2015-D30-0001", "b Z109-WS·2015-D30-0002"]


def test_the_starter_table_arranges_the_notice_of_2015_and_warns() -> None:
    made = arrange([NOTICE], starter(), Scheme())
    assert codes(made) == ["2015-6c1e8f00-0003 WS·2015-Y-0001"]
    assert [one.rule for one in made.findings] == ["令第8号 第12条"]


PIECES = st.builds(
    piece,
    st.uuids(version=4).map(str),
    st.sampled_from(["关于某事的通知", "某方案", "会议", "方案校样", "函"]),
    st.integers(1, 30),
    kind=st.sampled_from(["通知", "函", ""]),
    number=st.sampled_from(["", "甲〔2015〕1号", "甲〔2015〕12号"]),
    year=st.sampled_from([None, 2015, 2016]),
    pages=st.sampled_from([None, 1, 9]),
    set_key=st.sampled_from(["", "p", "q"]),
    direction=st.sampled_from([None, *Direction]),
)
BATCH = st.lists(PIECES, max_size=12, unique_by=lambda one: one.item_id)


def ensure_sound(made: Arrangement, pieces: list[Piece]) -> None:
    """Every piece is in one place, every code is one piece's, every class is numbered from 1 on."""
    settled = [one.piece for one in made.filed] + [one.piece for one in made.excluded]
    placed = [*settled, *made.left]
    assert sorted(one.item_id for one in placed) == sorted(one.item_id for one in pieces)
    written = [str(one.code) for one in made.filed]
    assert len(set(written)) == len(written)
    for _, filed in made.classes():
        assert [one.code.item_number for one in filed] == list(range(1, len(filed) + 1))
    told = {one.place for one in made.findings}
    assert [one for one in made.left if one.place not in told] == []


@settings(deadline=None)
@given(BATCH, BATCH, st.randoms(use_true_random=False))
def test_codes_are_unique_without_gaps_kept_by_later_runs_and_free_of_the_order_given(
    pieces: list[Piece], later: list[Piece], chance: Random
) -> None:
    first = arrange(pieces, TABLE, SCHEME)
    ensure_sound(first, pieces)
    mixed = list(pieces)
    chance.shuffle(mixed)
    assert arrange(mixed, TABLE, SCHEME) == first
    given_before: Mapping[str, ReferenceCode] = first.codes()
    both = [*later, *pieces]
    second = arrange(both, TABLE, SCHEME, given_before)
    ensure_sound(second, both)
    assert {key: second.codes()[key] for key in given_before} == given_before
    assert arrange(both, TABLE, SCHEME, second.codes()).codes() == second.codes()


@settings(deadline=None)
@given(BATCH)
def test_a_set_is_never_broken_up(pieces: list[Piece]) -> None:
    keys = [one.set_key or one.item_id for one in in_order(pieces)]
    assert len([key for key, before in zip(keys, [None, *keys], strict=False) if key != before]) == len(
        set(keys)
    )


@pytest.mark.parametrize("order", Order)
def test_both_orders_of_a_scheme_number_alike(order: Order) -> None:
    scheme = Scheme("Z109", order, (("BGS", "办公室"), ("CBC", "出版处")))
    pieces = [piece(f"{n}", day=n + 1, division="BGS" if n % 2 else "CBC") for n in range(4)]
    assert sorted(one.code.number for one in arrange(pieces, TABLE, scheme).filed) == [
        "0001",
        "0001",
        "0002",
        "0002",
    ]
