"""What a search found, as lines for people and as values for scripts."""

from __future__ import annotations

from gongwen.cli.outcome import visible
from gongwen.cli.output import highlighted, say
from gongwen.model import chinese_date
from gongwen.office.search import Answer, Found, Like
from gongwen.search import Facets
from gongwen.search.values import Counts

_SHOWN = 12
_FACETS = {"years": "年度", "kinds": "文种", "organs": "机关", "counties": "地区", "states": "状态"}


def counted(answer: Answer) -> str:
    """Return how many papers were found, in words."""
    return f"查到 {answer.total} 件" if answer.total else "没有查到"


def show(answer: Answer, page: int, limit: int) -> None:
    """Write an answer, what tolerance found apart and below."""
    say(f"{visible(answer.interpretation)}（{answer.engine}）：{counted(answer)}")
    if answer.facets and answer.total:
        say("", *_facet_lines(answer.facets))
    first = (page - 1) * limit + 1
    show_hits(answer.found, first)
    _say_page(answer.total, len(answer.found), page, limit)
    if answer.likely_total:
        say("", f"容错另查到 {answer.likely_total} 件，与检索词不尽相同，请对照原件")
        show_hits(answer.likely, first)
        _say_page(answer.likely_total, len(answer.likely), page, limit)


def show_hits(hits: tuple[Found, ...], first: int = 1) -> None:
    """Write the papers found, with number, title, highlighted words and place."""
    for place, found in enumerate(hits, start=first):
        hit = found.hit
        say("", f"{place}. {hit.number}{_marks(found)}　{hit.title}")
        say(f"   {'、'.join(hit.organs)}　{hit.kind}　{chinese_date(hit.date)}")
        say(
            f"   {highlighted(hit.snippet)}",
            *_filed(found),
            *([f"   {found.location}"] if found.location else []),
        )


def _filed(found: Found) -> list[str]:
    """Return the line on a paper that is filed."""
    if found.unit is None:
        return []
    held = f"　暂缓销毁：{found.held}" if found.held else ""
    gone = f"　{found.unit.destroyed_by}" if found.unit.destroyed_by else ""
    return [f"   {found.unit.code}　{found.unit.term.value}{held}{gone}"]


def show_like(papers: tuple[Like, ...]) -> None:
    """Write the papers like another one, with what they share."""
    for place, paper in enumerate(papers, start=1):
        hit = paper.found.hit
        say("", f"{place}. {hit.number}{_marks(paper.found)}　{hit.title}")
        say(f"   相近 {paper.share:.0%}，都有：{'、'.join(paper.shared)}", f"   {paper.found.location}")


def described(answer: Answer, page: int, limit: int) -> dict[str, object]:
    """Return an answer as it is given to a script."""
    facets = answer.facets
    return {
        "query": answer.interpretation,
        "engine": answer.engine,
        "sort": answer.order.value,
        "total": answer.total,
        "page": page,
        "pages": _pages(answer.total, limit),
        "hits": [hit_described(found) for found in answer.found],
        "likely_total": answer.likely_total,
        "likely": [hit_described(found) for found in answer.likely],
        "facets": facets and {name: dict(getattr(facets, name)) for name in _FACETS},
    }


def hit_described(found: Found) -> dict[str, object]:
    """Return a paper found as it is given to a script."""
    hit = found.hit
    return {
        "item": hit.item_id,
        "number": hit.number,
        "title": hit.title,
        "organs": hit.organs,
        "kind": hit.kind,
        "year": hit.year,
        "date": hit.date,
        "state": found.state,
        "sample": found.sample,
        "snippet": hit.snippet.marked(),
        "location": found.location,
        "reference_code": str(found.unit.code) if found.unit else "",
        "term": found.unit.term.value if found.unit else "",
        "held": found.held,
        "destroyed_by": found.unit.destroyed_by if found.unit else "",
    }


def _marks(found: Found) -> str:
    """Return what has to stand beside the number: 示例, and what became of the paper."""
    return f"{'（示例）' if found.sample else ''}{'' if found.state == '有效' else f'（{found.state}）'}"


def _facet_lines(facets: Facets) -> list[str]:
    counts: dict[str, Counts] = {name: getattr(facets, field) for field, name in _FACETS.items()}
    return [f"{name}：{_counts(values)}" for name, values in counts.items() if values]


def _counts(values: Counts) -> str:
    shown = "　".join(f"{value} {papers}" for value, papers in values[:_SHOWN])
    return f"{shown}　另有 {len(values) - _SHOWN} 个" if len(values) > _SHOWN else shown


def _say_page(total: int, here: int, page: int, limit: int) -> None:
    """Say which page this is where there are several, and how to see the others."""
    pages = _pages(total, limit)
    if total and not here:
        say("", f"没有第 {page} 页，共 {pages} 页")
    elif pages > 1:
        say("", f"第 {page} 页，共 {pages} 页；用 --page 翻页，用 --limit 可多显示")


def _pages(total: int, limit: int) -> int:
    return -(-total // limit)
