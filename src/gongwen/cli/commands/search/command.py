"""search: find papers by words, title, number, organ, kind, year, date, county, state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from gongwen.cli.chinese import ChineseCommand, option
from gongwen.cli.commands.search.asking import FILTERS, SORTS, request_of
from gongwen.cli.commands.search.saving import list_saved, recalled, save_named
from gongwen.cli.commands.search.showing import described, hit_described, show, show_like
from gongwen.cli.machine import say_json
from gongwen.cli.options import FILE, Count, OneOf, archive_option, json_option, outside_archives, settings
from gongwen.cli.output import say
from gongwen.errors import UsageError
from gongwen.office.search import like, search
from gongwen.office.searching.results import require_xlsx, write_results
from gongwen.office.wiring import ENGINES, Office
from gongwen.search.values import Request

_MOST_ROWS = 10_000
_SORTED = option("--sort", type=OneOf(*SORTS), metavar="次序", help=f"{'、'.join(SORTS)}；不写就是相关度")


def _filters(command: Callable[..., Any]) -> Callable[..., Any]:
    for name, (_, metavar, help_) in reversed(FILTERS.items()):
        command = option(f"--{name}", metavar=metavar, help=help_)(command)
    return command


@click.command(cls=ChineseCommand, name="search")
@click.argument("words", metavar="检索词…", nargs=-1, help="检索词；几个词之间是“并且”")
@_filters
@option("--literal", is_flag=True, help="检索词里的符号都按原样查，不当作检索式")
@option("--fold", type=OneOf("繁简"), metavar="繁简", help="写 繁简 时，繁体字、简体字当作一个字查")
@option("--ocr", is_flag=True, help="容错：另列扫描件里认错、多出、漏掉一个字的（4 字以上的词）")
@_SORTED
@option("--facets", is_flag=True, help="按年度、文种、机关、地区、状态统计")
@option("--page", type=Count(1, 100_000), metavar="页", default=1, help="第几页；不写就是第 1 页")
@option("--limit", type=Count(1, 1000), metavar="件数", default=20, help="一页几件；不写就是 20")
@option("--xlsx", type=FILE, metavar="文件", callback=outside_archives, help="把查到的都写进这个 XLSX 文件")
@option("--like", metavar="文号", help="不查字词，列出与这一件相近的公文")
@option("--save", metavar="名称", help="把这次的检索词和选项存下来")
@option("--saved", metavar="名称", help="照存下的检索再查一次")
@option("--list-saved", is_flag=True, help="列出存下的检索")
@option("--forget", metavar="名称", help="去掉存下的检索")
@option(
    "--engine",
    type=OneOf(*ENGINES),
    metavar="引擎",
    help=f"{'、'.join(ENGINES)}；不写就照存档的设置，没有设置就是 {ENGINES[0]}",
)
@archive_option
@json_option
def command(words: tuple[str, ...], as_json: bool, **options: Any) -> None:
    """检索：按字词、标题、文号、机关、文种、年度、日期、地区、状态查公文。

    检索词按原文一字不差地查。可写检索式：空格是“并且”，另有 AND、OR、NOT、
    括号、“引号”、通配符 ?（一个字）和 *（二十个字以内），以及 标题: 文号:
    机关: 文种: 年度: 日期: 地区: 状态: 加所查内容。三种引擎结果相同，只是快慢不同。

    例：
      gongwen search 黑名单
      gongwen search 软件资产管理 年度:2015 --facets
      gongwen search 通知 --organ 国资 --date 2015-06-01..2015-06-30 --sort 文号
      gongwen search 黑名單 --fold 繁简 --ocr --xlsx 结果.xlsx
      gongwen search 黑名单 状态:有效 --save 每月核对
      gongwen search --saved 每月核对
      gongwen search --like 绍市软件办〔2015〕3号
    """
    if options["list_saved"] or options["forget"] is not None:
        list_saved(options["forget"], as_json)
    elif options["like"] is not None:
        _like(options["like"], options["limit"], as_json)
    else:
        _search(_request(" ".join(words), options), as_json, options)


def _request(words: str, options: dict[str, Any]) -> Request:
    """Return what is asked for on this line, or what was saved under a name."""
    manner = {name: options[name] for name in ("literal", "ocr")} | {"scripts": bool(options["fold"])}
    if options["saved"] is None:
        return request_of(words, options, **manner)
    if words or any(manner.values()) or any(options[name] is not None for name in (*FILTERS, "sort")):
        raise UsageError(
            "--saved 之外还写了检索词或筛选项", rule="存下的检索照原样再查", advice="请只写 --saved"
        )
    return recalled(options["saved"])


def _search(request: Request, as_json: bool, options: dict[str, Any]) -> None:
    engine, page, limit = options["engine"], options["page"], options["limit"]
    if options["xlsx"]:
        require_xlsx(options["xlsx"])
    office = Office(settings(), writing=False)
    answer = search(
        office, request, engine=engine, limit=limit, offset=(page - 1) * limit, facets=options["facets"]
    )
    if options["save"] is not None:
        save_named(options["save"], request)
    files = []
    if options["xlsx"]:
        files = [write_results(search(office, request, engine=engine, limit=_MOST_ROWS), options["xlsx"])]
    if as_json:
        say_json(described(answer, page, limit) | {"files": [str(file.path) for file in files]})
        return
    show(answer, page, limit)
    if files:
        say("", *map(str, files))
    if options["save"]:
        say("", f"已存下，再查一次：gongwen search --saved {options['save'].strip()}")


def _like(name: str, limit: int, as_json: bool) -> None:
    papers = like(Office(settings(), writing=False), name, limit=limit)
    if as_json:
        say_json(
            [hit_described(each.found) | {"share": each.share, "shared": each.shared} for each in papers]
        )
        return
    say(f"与 {name} 相近的：{len(papers)} 件" if papers else f"没有与 {name} 相近的")
    show_like(papers)
