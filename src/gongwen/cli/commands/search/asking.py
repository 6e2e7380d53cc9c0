"""From the words and options of a command line to the request of a search."""

from __future__ import annotations

from collections.abc import Mapping

from gongwen.errors import UsageError
from gongwen.search.values import Order, Request

FILTERS = {
    "title": ("标题", "字词", "标题里有"),
    "number": ("文号", "字词", "文号里有，如 〔2015〕3号"),
    "organ": ("机关", "字词", "发文机关里有"),
    "kind": ("文种", "文种", "文种，如 通知"),
    "year": ("年度", "年份", "年度，如 2015 或 2015..2017"),
    "date": ("日期", "日期", "成文日期，如 2015-06-23 或 2015-06-01..2015-06-30"),
    "county": ("地区", "地区", "机关所在的地区，照名录认，如 诸暨市"),
    "state": ("状态", "状态", "有效、已更正、已撤销、待废止、已废止"),
}
"""Options that add a term to the query: its field name, what is written, what it means."""

SORTS = tuple(order.value for order in Order)


def request_of(
    words: str, options: Mapping[str, str | None], *, literal: bool, scripts: bool, ocr: bool
) -> Request:
    """Return the request for `words` with the filters and `sort` among `options`."""
    terms = [
        f"{FILTERS[name][0]}:{_bounds(name, value)}"
        for name, value in options.items()
        if name in FILTERS and value is not None
    ]
    if terms and literal and words.strip():
        words = _quoted(words)
    text = " ".join((words, *terms)).strip()
    return Request(text, literal and not terms, scripts, ocr, Order(options["sort"] or Order.RELEVANCE.value))


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
