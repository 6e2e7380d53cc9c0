"""search: find papers by words, title, number, organ, kind, year, date."""

from __future__ import annotations

import click

from gongwen.cli.chinese import ChineseCommand, option
from gongwen.cli.machine import say_json
from gongwen.cli.options import Count, OneOf, archive_option, json_option, settings
from gongwen.cli.outcome import visible
from gongwen.cli.output import highlighted, say
from gongwen.errors import UsageError
from gongwen.model import chinese_date
from gongwen.office.search import Answer, Found, search
from gongwen.office.wiring import ENGINES, Office

_FILTERS = {
    "title": "标题",
    "number": "文号",
    "organ": "机关",
    "kind": "文种",
    "year": "年度",
    "date": "日期",
}


@click.command(cls=ChineseCommand, name="search")
@click.argument("words", metavar="检索词…", nargs=-1, help="检索词；几个词之间是“并且”")
@option("--title", metavar="字词", help="标题里有")
@option("--number", metavar="字词", help="文号里有，如 〔2015〕3号")
@option("--organ", metavar="字词", help="发文机关里有")
@option("--kind", metavar="文种", help="文种，如 通知")
@option("--year", metavar="年份", help="年度，如 2015 或 2015..2017")
@option("--date", metavar="日期", help="成文日期，如 2015-06-23 或 2015-06-01..2015-06-30")
@option("--literal", is_flag=True, help="检索词里的符号都按原样查，不当作检索式")
@option(
    "--engine",
    type=OneOf(*ENGINES),
    metavar="引擎",
    default=ENGINES[0],
    help=f"{'、'.join(ENGINES)}；不写就是 {ENGINES[0]}",
)
@option("--limit", type=Count(1, 1000), metavar="件数", default=20, help="最多显示几件；不写就是 20")
@archive_option
@json_option
def command(
    words: tuple[str, ...], literal: bool, engine: str, limit: int, as_json: bool, **filters: str | None
) -> None:
    """检索：按字词、标题、文号、机关、文种、年度、日期查公文。

    检索词按原文一字不差地查。可写检索式：空格是“并且”，另有 AND、OR、NOT、
    括号、“引号”，以及 标题: 文号: 机关: 文种: 年度: 日期: 加所查内容。
    三种引擎结果相同，只是快慢不同。

    例：
      gongwen search 黑名单
      gongwen search 软件资产管理 年度:2015
      gongwen search 通知 --organ 国资 --date 2015-06-01..2015-06-30
    """
    text, whole = _query(" ".join(words), filters, literal)
    office = Office(settings(), writing=False)
    answer = search(office, text, engine=engine, limit=limit, literal=whole)
    if as_json:
        say_json(described(answer))
        return
    say(f"{visible(answer.interpretation)}（{answer.engine}）：{counted(answer)}")
    show_hits(answer)
    if answer.total > len(answer.found):
        say("", f"只显示了前 {len(answer.found)} 件；用 --limit 可多显示")


def counted(answer: Answer) -> str:
    """Return how many papers were found, in words."""
    return f"查到 {answer.total} 件" if answer.total else "没有查到"


def show_hits(answer: Answer) -> None:
    """Write the papers found, with number, title, highlighted words and place."""
    for place, found in enumerate(answer.found, start=1):
        hit, sample = found.hit, "（示例）" if found.sample else ""
        say("", f"{place}. {hit.number}{sample}　{hit.title}")
        say(f"   {'、'.join(hit.organs)}　{hit.kind}　{chinese_date(hit.date)}")
        say(f"   {highlighted(hit.snippet)}", f"   {found.location}")


def described(answer: Answer) -> dict[str, object]:
    """Return an answer as it is given to a script."""
    return {
        "query": answer.interpretation,
        "engine": answer.engine,
        "total": answer.total,
        "hits": [_hit(found) for found in answer.found],
    }


def _hit(found: Found) -> dict[str, object]:
    hit = found.hit
    return {
        "item": hit.item_id,
        "number": hit.number,
        "title": hit.title,
        "organs": hit.organs,
        "kind": hit.kind,
        "year": hit.year,
        "date": hit.date,
        "sample": found.sample,
        "snippet": hit.snippet.marked(),
        "location": found.location,
    }


def _query(words: str, filters: dict[str, str | None], literal: bool) -> tuple[str, bool]:
    """Return the query with its filters as terms, and whether all of it is literal."""
    terms = [
        f"{_FILTERS[name]}:{_bounds(name, value)}" for name, value in filters.items() if value is not None
    ]
    if not terms:
        return words, literal
    if literal and words.strip():
        words = _quoted(words)
    return " ".join((words, *terms)).strip(), False


def _bounds(name: str, value: str) -> str:
    low, between, high = value.partition("..")
    if between and name in ("year", "date"):
        return f"[{low.strip()} TO {high.strip()}]"
    return _quoted(value)


def _quoted(text: str) -> str:
    if '"' in text:
        raise UsageError(
            f"「{text}」里有英文引号", rule="筛选项和 --literal 同用时不能有英文引号", advice="请去掉引号再查"
        )
    return f'"{text}"'
