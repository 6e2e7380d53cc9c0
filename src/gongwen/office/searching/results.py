"""Results of a search as a workbook: one line for each paper found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gongwen.errors import UsageError
from gongwen.model.book import Book, Column
from gongwen.office.desk.copies import Copy, put_copies

if TYPE_CHECKING:
    from gongwen.office.search import Answer, Found

TITLE = "检索结果"
COLUMNS = (
    Column("文号", 8.5),
    Column("标题", 16),
    Column("机关", 10),
    Column("文种", 3, centred=True),
    Column("成文日期", 6.2, centred=True),
    Column("状态", 4, centred=True),
    Column("所查的字", 16),
    Column("件", 6),
)


def results_book(answer: Answer) -> Book:
    """Return all that `answer` holds as a table; what was found by tolerance stands below, marked."""
    rows = [*(_row(found, "") for found in answer.found), *(_row(found, "容错：") for found in answer.likely)]
    notes = [f"共 {answer.total} 件" + (f"，此处 {len(answer.found)} 件" if answer.partial else "")]
    if answer.likely_total:
        notes.append(f"容错另查到 {answer.likely_total} 件，此处 {len(answer.likely)} 件")
    return Book(TITLE, COLUMNS, tuple(rows), answer.interpretation, answer.order.value, tuple(notes))


def require_xlsx(path: Path) -> None:
    """Raise UsageError unless `path` is the name of an XLSX file."""
    if path.suffix.lower() != ".xlsx":
        raise UsageError(
            f"「{path.name}」不是 .xlsx", rule="检索结果写成 XLSX", advice="例如：--xlsx 结果.xlsx"
        )


def write_results(answer: Answer, path: Path) -> Copy:
    """Write the results as an XLSX file, over no file that differs; UsageError for another kind of name."""
    require_xlsx(path)
    from gongwen.render.books.xlsx import workbook

    (copy,) = put_copies(path.parent, path.stem, [("xlsx", workbook(results_book(answer)))])
    return copy


def _row(found: Found, mark: str) -> tuple[str, ...]:
    hit, sample = found.hit, "（示例）" if found.sample else ""
    return (
        f"{hit.number}{sample}",
        hit.title,
        "、".join(hit.organs),
        hit.kind,
        hit.date.isoformat(),
        found.state,
        f"{mark}{hit.snippet.marked()}",
        hit.item_id,
    )
