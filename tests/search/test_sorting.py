"""Sorting, facets, 地区 and 状态: the same from every engine, and as plain reading gives them."""

from __future__ import annotations

import pytest

from gongwen.errors import UsageError
from gongwen.search import Facets, Known, Order, SearchIndex, parse_query
from tests.search.papers import BULLETIN, NOTICE, OFFICE, PLAN_2016, REPLY, SCAN, STATE_ASSETS, ask, paper


def county_of(organ: str) -> str:
    return next((place for place in ("诸暨市", "绍兴市") if organ.startswith(place)), "")


KNOWN = Known(county_of, {NOTICE.item_id: "已更正", BULLETIN.item_id: "已废止"})


def sorted_ids(index: SearchIndex, text: str, order: Order) -> list[str]:
    return [hit.item_id for hit in index.search(parse_query(text), limit=100, order=order).hits]


def known_ids(index: SearchIndex, text: str) -> list[str]:
    return [hit.item_id for hit in index.search(parse_query(text), limit=100, known=KNOWN).hits]


def test_hits_are_sorted_as_asked_for(index: SearchIndex) -> None:
    everything = "NOT 没有的词"
    by_date = [BULLETIN, SCAN, PLAN_2016, REPLY, NOTICE]
    assert sorted_ids(index, everything, Order.DATE) == [doc.item_id for doc in by_date]
    by_number = [REPLY, NOTICE, PLAN_2016, BULLETIN, SCAN]
    assert sorted_ids(index, everything, Order.NUMBER) == [doc.item_id for doc in by_number]
    by_title = [SCAN, REPLY, BULLETIN, NOTICE, PLAN_2016]
    assert sorted_ids(index, everything, Order.TITLE) == [doc.item_id for doc in by_title]


def test_relevance_puts_the_title_first_whatever_the_date(index: SearchIndex) -> None:
    assert sorted_ids(index, "黑名单", Order.RELEVANCE) == [
        doc.item_id for doc in (REPLY, BULLETIN, PLAN_2016)
    ]
    assert sorted_ids(index, "黑名单", Order.DATE) == [doc.item_id for doc in (BULLETIN, PLAN_2016, REPLY)]


def test_numbers_are_sorted_as_numbers_and_papers_without_one_come_last(index: SearchIndex) -> None:
    serials = (10, 9, 100, 2)
    index.add(
        [
            *(paper(f"n{serial}", "查号", "", number=f"绍府〔2015〕{serial}号") for serial in serials),
            paper("n0", "查号", "", number="绍府〔2014〕77号"),
            paper("none", "查号", ""),
        ]
    )
    assert sorted_ids(index, "查号", Order.NUMBER) == ["n0", "n2", "n9", "n10", "n100", "none"]


def test_titles_are_sorted_by_pinyin_of_the_common_characters(index: SearchIndex) -> None:
    titles = ("整改查号", "安全查号", "软件查号", "办法查号")
    index.add([paper(title, title, "") for title in titles])
    assert sorted_ids(index, "查号", Order.TITLE) == ["安全查号", "办法查号", "软件查号", "整改查号"]


def test_pages_of_every_order_follow_one_another(index: SearchIndex) -> None:
    for order in Order:
        whole = sorted_ids(index, "NOT 没有的词", order)
        query = parse_query("NOT 没有的词")
        pages = [index.search(query, limit=2, offset=offset, order=order).hits for offset in (0, 2, 4)]
        assert [hit.item_id for page in pages for hit in page] == whole


def test_facets_count_all_hits_not_only_the_page(index: SearchIndex) -> None:
    assert index.facets(parse_query("软件"), KNOWN) == Facets(
        years=(("2017", 1), ("2016", 1), ("2015", 1)),
        kinds=(("通知", 2), ("通报", 1)),
        organs=((OFFICE, 3), (STATE_ASSETS, 1)),
        counties=(("绍兴市", 3),),
        states=(("已废止", 1), ("已更正", 1), ("有效", 1)),
    )
    assert index.facets(parse_query("没有的词"), KNOWN) == Facets((), (), (), (), ())


def test_what_the_lists_do_not_know_is_counted_for_no_county(index: SearchIndex) -> None:
    index.add([paper("x", "外地来函", "", organs=("某省某厅",))])
    facets = index.facets(parse_query("外地来函"), KNOWN)
    assert (facets.counties, facets.states) == ((), (("有效", 1),))


def test_papers_are_found_by_county_and_state(index: SearchIndex) -> None:
    assert known_ids(index, "地区:诸暨") == [SCAN.item_id]
    assert known_ids(index, "软件 NOT 地区:诸暨市 年度:2016") == [PLAN_2016.item_id]
    assert known_ids(index, "状态:已更正") == [NOTICE.item_id]
    assert known_ids(index, "软件 状态:有效") == [PLAN_2016.item_id]
    assert known_ids(index, "软件 状态:已") == [NOTICE.item_id, BULLETIN.item_id]


@pytest.mark.parametrize(
    ("text", "said"),
    [("地区:上海市", "没有哪件的机关属于「上海市」"), ("软件 状态:遗失", "没有哪件的状态是「遗失」")],
)
def test_a_county_or_state_that_no_paper_has_is_refused_not_silently_nothing(
    index: SearchIndex, text: str, said: str
) -> None:
    with pytest.raises(UsageError) as caught:
        index.search(parse_query(text), known=KNOWN)
    assert said in str(caught.value)
    assert "绍兴市、诸暨市" in caught.value.advice or "有效、已废止、已更正" in caught.value.advice


def test_without_lists_no_county_can_be_asked_for(index: SearchIndex) -> None:
    with pytest.raises(UsageError, match="没有哪件的机关属于"):
        ask(index, "地区:绍兴市")
