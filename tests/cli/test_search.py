"""`gongwen search`: the same papers from every engine, with number, place and the words found."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Desk

FOUND = ["绍市软件办〔2015〕3号"]


def numbers(desk: Desk, *words: object) -> list[str]:
    """The numbers of the papers found."""
    answer = desk.run("search", *words, "--json")
    assert (answer.code, answer.err) == (0, "")
    return [hit["number"] for hit in answer.json["hits"]]


def test_a_hit_has_number_title_highlight_and_place(desk: Desk) -> None:
    lines = desk.run("search", "黑名单").out.splitlines()
    assert lines[0] == "含「黑名单」（fts5）：查到 1 件"
    assert lines[2].startswith("1. 绍市软件办〔2015〕3号　关于印发《绍兴市")
    assert "建立“【黑名单】”制度" in lines[4]
    assert lines[5] == f"   {desk.archive}/items/2015/2015-6c1e8f00-0003"


@pytest.mark.parametrize("engine", ["fts5", "whoosh", "scan"])
@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("黑名单",), FOUND),
        (("[2015]3号",), FOUND),
        (("软件资产管理", "年度:2015"), FOUND),
        (("软件资产管理", "年度:2016"), []),
        (("黑名单", "NOT", "正版"), []),
        (("联系人：市国资委",), FOUND),
        (("没有这样的话",), []),
    ],
)
def test_every_engine_answers_the_same(
    desk: Desk, engine: str, words: tuple[str, ...], found: list[str]
) -> None:
    assert numbers(desk, *words, "--engine", engine) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("--title", "实施方案"), FOUND),
        (("--title", "黑名单"), []),
        (("--number", "〔2015〕3号"), FOUND),
        (("--organ", "国有资产监督"), FOUND),
        (("--kind", "通知"), FOUND),
        (("--kind", "通报"), []),
        (("--year", "2015"), FOUND),
        (("--year", "2016..2020"), []),
        (("--year", "..2015"), FOUND),
        (("--date", "2015-06-23"), FOUND),
        (("--date", "2015年6月1日..2015-06-30"), FOUND),
        (("--date", "2015-06-24.."), []),
        (("黑名单", "--year", "2015", "--kind", "通知"), FOUND),
        (("黑名单", "--year", "2014"), []),
        (("黑名单 OR 没有这样的话", "--year", "2014"), []),
    ],
)
def test_filters_add_terms_to_the_query(desk: Desk, words: tuple[str, ...], found: list[str]) -> None:
    assert numbers(desk, *words) == found


def test_literal_switches_syntax_off(desk: Desk) -> None:
    assert numbers(desk, "--literal", "年度:2015") == []
    assert numbers(desk, "--literal", "（一）指导思想") == FOUND
    assert numbers(desk, "--literal", "黑名单 OR 通知", "--year", "2015") == []


def test_the_query_is_shown_as_it_was_understood(desk: Desk) -> None:
    shown = desk.run("search", "黑名单", "OR", "通报", "--title", "方案").out.splitlines()[0]
    assert shown == "（含「黑名单」 或者 含「通报」） 并且 标题含「方案」（fts5）：查到 1 件"


def test_nothing_found_is_said_and_is_no_failure(desk: Desk) -> None:
    nothing = desk.run("search", "没有这样的话")
    assert (nothing.code, nothing.out) == (0, "含「没有这样的话」（fts5）：没有查到\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "检索词是空的"),
        (("--title", ""), "引号里是空的"),
        (("年度:二〇一五",), "「二〇一五」不是年度"),
        (("--year", "2017..2015"), "前大后小"),
        (('"黑名单',), "引号没有成对"),
        (("--literal", '说"话', "--year", "2015"), "英文引号"),
    ],
)
def test_a_query_that_cannot_be_answered_says_so(desk: Desk, words: tuple[str, ...], said: str) -> None:
    refused = desk.run("search", *words)
    assert (refused.code, refused.out) == (2, "")
    assert said in refused.err
