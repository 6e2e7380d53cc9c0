"""`gongwen search`: the same papers from every engine, with number, place and the words found."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import ISSUE, Desk
from tests.cli.running import EXAMPLES, FACTS, gongwen

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


def chosen(folder: Path, engine: str) -> None:
    """Write the engine into the description of the archive, as an office does."""
    with (folder / "gongwen.toml").open("a") as file:
        file.write(f'\n[search]\nengine = "{engine}"\n')


def test_the_engine_that_the_office_has_chosen_answers_unless_another_is_named(empty: Path) -> None:
    chosen(empty, "whoosh")
    answered = [
        gongwen("search", "通知", *words, "--archive", empty).out.splitlines()[0]
        for words in ((), ("--engine", "scan"))
    ]
    assert answered == ["含「通知」（whoosh）：没有查到", "含「通知」（scan）：没有查到"]


def test_an_engine_chosen_that_there_is_none_of_is_refused_with_its_place(
    empty: Path,
) -> None:
    chosen(empty, "lucene")
    refused = gongwen("search", "通知", "--archive", empty)
    assert (refused.code, refused.out) == (2, "")
    assert "没有检索引擎「lucene」" in refused.err
    assert "gongwen.toml 里 [search] engine 写的是它" in refused.err
    assert "可用：fts5、whoosh、scan" in refused.err
    assert gongwen("search", "通知", "--engine", "fts5", "--archive", empty).code == 0


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
        (("*",), "只有通配符"),
        (("黑名单", "--ocr"), "没有哪个检索词可以按容错查"),
        (("--county", "上海市"), "没有哪件的机关属于「上海市」"),
        (("--state", "遗失"), "没有哪件的状态是「遗失」"),
        (("黑名单", "--saved", "核对"), "--saved 之外还写了检索词或筛选项"),
        (("黑名单", "--xlsx", "结果.txt", "--save", "不存"), "不是 .xlsx"),
        (("黑名单", "--save", ""), "「」不能作名称"),
        (("--literal", '说"话', "--year", "2015"), "英文引号"),
    ],
)
def test_a_query_that_cannot_be_answered_says_so(desk: Desk, words: tuple[str, ...], said: str) -> None:
    refused = desk.run("search", *words)
    assert (refused.code, refused.out) == (2, "")
    assert said in refused.err


def test_facets_count_what_was_found(desk: Desk) -> None:
    shown = desk.run("search", "黑名单", "--facets").out.splitlines()
    assert shown[2:6] == [
        "年度：2015 1",
        "文种：通知 1",
        "机关：绍兴市人民政府国有资产监督管理委员会 1　绍兴市使用正版软件工作领导小组办公室 1",
        "状态：有效 1",
    ]
    facets = desk.run("search", "黑名单", "--facets", "--json").json["facets"]
    assert (facets["years"], facets["states"]) == ({"2015": 1}, {"有效": 1})


def test_facets_and_filter_know_the_county_once_the_lists_are_there(empty: Path) -> None:
    lists = EXAMPLES / "名录" / "绍兴市.xlsx"
    assert gongwen("directory", "import", lists, "--reason", "初建", "--archive", empty).code == 0
    assert gongwen(*ISSUE, "--out", empty.parent / "out", "--archive", empty).code == 0
    found = gongwen("search", "--county", "绍兴", "--facets", "--json", "--archive", empty).json
    assert (found["total"], found["facets"]["counties"]) == (1, {"绍兴市": 1})


def test_other_scripts_and_wildcards_are_found_on_request(desk: Desk) -> None:
    assert numbers(desk, "黑名單") == []
    assert numbers(desk, "黑名單", "--fold", "繁简") == FOUND
    assert numbers(desk, "软件*方案") == FOUND


def test_what_tolerance_finds_is_listed_apart(desk: Desk) -> None:
    shown = desk.run("search", "软件资户管理", "--ocr").out.splitlines()
    assert shown[0].endswith("没有查到")
    assert shown[2] == "容错另查到 1 件，与检索词不尽相同，请对照原件"
    assert shown[4].startswith("1. 绍市软件办〔2015〕3号")
    both = desk.run("search", "软件资产管理", "--ocr", "--json").json
    assert (both["total"], both["likely_total"], both["likely"]) == (1, 0, [])


def test_a_page_beyond_the_last_is_said_to_be_none(desk: Desk) -> None:
    shown = desk.run("search", "黑名单", "--page", "3")
    assert (shown.code, shown.out.splitlines()[-1]) == (0, "没有第 3 页，共 1 页")


def test_results_are_written_as_a_workbook(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "结果.xlsx"
    said = desk.run("search", "黑名单", "--xlsx", path)
    assert said.out.splitlines()[-1] == f"已写出 {path}"
    rows = [[cell.value for cell in row if cell.value] for row in load_workbook(path).worksheets[0].rows]
    assert rows[0] == ["检索结果"]
    line = next(row for row in rows if row and row[0] == FOUND[0])
    assert (line[3], line[4], line[5]) == ("通知", "2015-06-23", "有效")
    assert "【黑名单】" in str(line[6])
    assert ["共 1 件"] in rows
    assert desk.run("search", "黑名单", "--xlsx", path).out.splitlines()[-1].startswith(f"已有 {path}")


def test_a_search_is_saved_run_again_listed_and_forgotten(desk: Desk) -> None:
    saved = desk.run(
        "search", "黑名單", "--year", "2015", "--fold", "繁简", "--sort", "文号", "--save", "核对"
    )
    assert saved.out.splitlines()[-1] == "已存下，再查一次：gongwen search --saved 核对"
    assert numbers(desk, "--saved", "核对") == FOUND
    assert desk.run("search", "黑名单", "--save", "核对").code == 5
    assert desk.run("search", "--list-saved", "--json").json == [
        {
            "name": "核对",
            "query": '黑名單 年度:"2015"',
            "literal": False,
            "fold": True,
            "ocr": False,
            "sort": "文号",
        }
    ]
    assert "黑名單" in desk.run("search", "--list-saved").out
    assert desk.run("search", "--forget", "核对").out == "存有检索 0 个\n"
    assert desk.run("search", "--saved", "核对").code == 4


def test_papers_like_another_are_listed_with_what_they_share(empty: Path) -> None:
    later = empty.parent / "later.toml"
    later.write_text(FACTS.read_text("utf-8").replace("2015-06-23", "2015-06-24"), "utf-8")
    for facts in (FACTS, later):
        words = ("issue", "notice", "--facts", facts, "--signatory", "王建国", "--signed-on", "2015-06-23")
        assert gongwen(*words, "--out", empty.parent / facts.stem, "--archive", empty).code == 0
    (like,) = gongwen("search", "--like", "绍市软件办〔2015〕1号", "--json", "--archive", empty).json
    assert (like["number"], like["share"] > 0.9, len(like["shared"])) == ("绍市软件办〔2015〕2号", True, 10)
    shown = gongwen("search", "--like", "绍市软件办〔2015〕1号", "--archive", empty).out.splitlines()
    assert shown[0] == "与 绍市软件办〔2015〕1号 相近的：1 件"
    assert shown[3].startswith("   相近 ")
    assert gongwen("search", "--like", "", "--archive", empty).code == 4
    assert gongwen("search", "--forget", "", "--archive", empty).code == 4
    assert gongwen("search", "--like", "绍市软件办〔2015〕9号", "--archive", empty).code == 4
