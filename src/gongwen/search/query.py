"""From what staff type to a `Query`: Whoosh's tree, checked, with its Chinese reading.

Leaves of the tree: `Term(field, literal text)` with field any, title, number,
organs, kind, county or state; `Wildcard` for the first five; `NumericRange("year",
…)`; `DateRange("date", …)`, ends included, None for an open end. Nodes: `And`, `Or`, `Not`.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from whoosh import qparser, query

from gongwen.errors import UsageError
from gongwen.model.dates import chinese_date, parse_date
from gongwen.search.matching import LEAST, LITERAL, MOST, Likeness, is_long_enough
from gongwen.search.normalise import fold
from gongwen.search.syntax import ADVICE_LITERAL, FIELDS, Scanner, TokenPlugin

ANY = "any"
BESIDE = ("county", "state")
"""Fields that are not in the papers: the office knows them."""

WITH_WORDS = (ANY, "title", "number", "organs", "kind")
LONGEST = 2000
MOST_TERMS = 64
MOST_STARS = 3

_STARS = re.compile(r"\*+")
_YEAR = re.compile(r"(\d{4})年?")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CHINESE = {field: name for name, field in reversed(FIELDS.items())}


@dataclass(frozen=True, slots=True)
class Query:
    """A query that can be answered: its `text` as typed, its tree, its reading in Chinese.

    With a likeness for scans (`ocr`) it asks for what is found by that alone:
    papers that have the words as they are do not answer it.
    """

    text: str
    tree: Any
    interpretation: str
    likeness: Likeness = LITERAL


def parse_query(text: str, *, literal: bool = False, likeness: Likeness = LITERAL) -> Query:
    """Read a query; with `literal` the whole text stands for itself.

    Raises UsageError, in Chinese, for what cannot be answered: an empty query,
    quotes that do not match, an operator with nothing to join, a year or date
    that is none, a range that runs backwards, wildcards without a character,
    a likeness for scans of words that are all too short or too long for it.
    """
    _refuse_unreadable(text)
    if literal:
        tree = _term(ANY, text.strip())
    else:
        parser = qparser.QueryParser(ANY, None, plugins=[TokenPlugin(Scanner(text).scan())])
        tree = _checked(parser.parse(text, normalize=False))
    if sum(1 for _ in tree.leaves()) > MOST_TERMS:
        raise UsageError(f"检索词超过 {MOST_TERMS} 个", advice="请减少检索词，整段文字可放进引号里查")
    if likeness.ocr and not any(_may_be_misread(leaf) for leaf in tree.leaves()):
        raise UsageError(
            "没有哪个检索词可以按容错查",
            rule=f"容错只用于 {LEAST}—{MOST} 字的检索词",
            advice="请把检索词写长一些，或不用容错",
        )
    return Query(text, tree, _reading(tree), likeness)


def _may_be_misread(leaf: Any) -> bool:
    return isinstance(leaf, query.Term) and leaf.fieldname not in BESIDE and is_long_enough(leaf.text)


def _refuse_unreadable(text: str) -> None:
    if not text.strip():
        raise UsageError("检索词是空的", advice="请写要查的词，例如：软件资产管理 年度:2015")
    if len(text) > LONGEST:
        raise UsageError(f"检索式超过 {LONGEST} 字", advice="请只写其中一段")
    if _SURROGATE.search(text):
        raise UsageError("检索式里有不成字的编码", advice="请检查终端的编码，应为 UTF-8")


def _checked(tree: Any) -> Any:
    """Return the tree with its leaves typed; UsageError for what cannot be answered."""
    if isinstance(tree, query.Not):
        return query.Not(_checked(tree.query))
    if isinstance(tree, query.And | query.Or):
        parts = [_checked(part) for part in tree.subqueries]
        return parts[0] if len(parts) == 1 else type(tree)(parts)
    if isinstance(tree, query.Wildcard):
        return _wildcard(tree.fieldname, tree.text)
    if isinstance(tree, query.TermRange):
        return _range(tree.fieldname, tree.start, tree.end)
    return _term(tree.fieldname, tree.text)


def _term(field: str, text: str) -> Any:
    if field == "year":
        return query.NumericRange(field, _year(text), _year(text))
    if field == "date":
        return query.DateRange(field, _day(text), _day(text))
    if not fold(text):
        seen = f"「{text}」里没有可查的字" if text.strip() else "引号里是空的"
        raise UsageError(seen, advice="请写要查的词")
    return query.Term(field, text)


def _wildcard(field: str, text: str) -> Any:
    """Return the words with their wildcards; stars at the ends say nothing and are left out."""
    if field not in WITH_WORDS:
        raise UsageError(
            f"「{text}」里有通配符", rule="年度、日期、地区、状态不用通配符", advice="年度和日期可以写范围"
        )
    inner = text.strip("*")
    if not fold(inner.replace("*", "").replace("?", "")):
        raise UsageError(f"「{text}」只有通配符", rule="通配符前后要有字", advice=ADVICE_LITERAL)
    if len(_STARS.findall(inner)) > MOST_STARS:
        raise UsageError(
            f"「{text}」里的 * 太多",
            rule=f"一个词里最多 {MOST_STARS} 处 *",
            advice="请拆成几个词，用空格隔开",
        )
    return query.Wildcard(field, inner) if "*" in inner or "?" in inner else _term(field, inner)


def _range(field: str, start: str, end: str) -> Any:
    shown = f"[{start} TO {end}]"
    if field not in ("year", "date"):
        raise UsageError(
            f"范围「{shown}」前面不是年度或日期",
            rule="范围只用于年度和日期",
            advice=f"例如：年度:[2015 TO 2017]；{ADVICE_LITERAL}",
        )
    read = _year if field == "year" else _day
    low, high = (read(bound) if bound else None for bound in (start, end))
    if low is None and high is None:
        raise UsageError(f"范围「{shown}」两头都没有写", advice="例如：年度:[2015 TO 2017]")
    if low is not None and high is not None and low > high:
        raise UsageError(f"范围「{shown}」前大后小", advice="请把小的写在前面")
    return (query.NumericRange if field == "year" else query.DateRange)(field, low, high)


def _year(text: str) -> Any:
    if match := _YEAR.fullmatch(fold(text)):
        return int(match[1])
    raise UsageError(
        f"「{text}」不是年度", rule="年度写四位数字", advice="例如：年度:2015，或 年度:[2015 TO 2017]"
    )


def _day(text: str) -> Any:
    try:
        return dt.datetime.combine(parse_date(fold(text)), dt.time())
    except ValueError as error:
        advice = "例如：日期:2015-06-23，或 日期:[2015-06-01 TO 2015年6月30日]"
        raise UsageError(str(error), advice=advice) from None


def _reading(tree: Any, *, inner: bool = False) -> str:
    """Return how the tree was understood, in Chinese."""
    if isinstance(tree, query.Not):
        return _negated(tree.query)
    if isinstance(tree, query.And | query.Or):
        word = " 并且 " if isinstance(tree, query.And) else " 或者 "
        joined = word.join(_reading(part, inner=True) for part in tree.subqueries)
        return f"（{joined}）" if inner else joined
    if isinstance(tree, query.Term | query.Wildcard):
        return f"{_CHINESE.get(tree.fieldname, '')}含「{tree.text}」"
    dates = isinstance(tree, query.DateRange)
    low, high = (tree.startdate, tree.enddate) if dates else (tree.start, tree.end)
    return _CHINESE[tree.fieldname] + _span(low, high)


def _negated(tree: Any) -> str:
    if isinstance(tree, query.Term | query.Wildcard):
        return f"{_CHINESE.get(tree.fieldname, '')}不含「{tree.text}」"
    return f"不要（{_reading(tree)}）"


def _span(low: Any, high: Any) -> str:
    if low == high:
        return f"为{_bound(low)}"
    if high is None:
        return f"从{_bound(low)}起"
    return f"到{_bound(high)}止" if low is None else f"从{_bound(low)}到{_bound(high)}"


def _bound(value: dt.datetime | int) -> str:
    return f"{value}年" if isinstance(value, int) else chinese_date(value.date())
