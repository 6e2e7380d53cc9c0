"""fill (批量拟稿): one unnumbered draft for each row of a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from gongwen.drafting import Draft, Facts
from gongwen.drafting.facts import UNKNOWN, in_order
from gongwen.errors import FactsError
from gongwen.model import Finding
from gongwen.office.desk.copies import Copy
from gongwen.office.desk.factfile import examine_table, merge, read_facts
from gongwen.office.draft import draft_from_facts, rendered, write_files

if TYPE_CHECKING:
    from gongwen.office.wiring import Workshop

_CELL = re.compile(r"([A-Z]+)\d+格$")
FONDS_COLUMN = "行政区划代码"
"""A column that says whose paper the row is; it is no field of a template."""


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row's draft: `key` is its place name, `fonds` the code of its organ, if the table has one."""

    key: str
    fonds: str
    draft: Draft


def fill(
    workshop: Workshop, template: str, table: Path, common: Path | None = None, *, key: str = "地名"
) -> tuple[FilledRow, ...]:
    """Return a draft for every row of `table` joined with the facts of `common`.

    Raises FactsError with the problems of all rows at once, and for two rows
    with the same `key`; then nothing has been made.
    """
    shared = read_facts(common) if common else Facts({}, {})
    rows, wrong = examine_table(table, key=key)
    filled: list[FilledRow] = []
    findings: list[Finding] = list(wrong)
    for row in rows:
        facts, fonds = _without_fonds(row)
        try:
            made = draft_from_facts(workshop, template, merge(shared, facts))
        except FactsError as error:
            findings.extend(error.findings)
            continue
        filled.append(FilledRow(str(row.values.get(key, "")), fonds, made))
    if findings:
        listed = _each_once(findings, wrong)
        raise FactsError(
            f"{table.name} 有{len(listed)}处不能用",
            advice="请按所列各处改正；没有生成任何文件",
            findings=listed,
        )
    return tuple(filled)


def write_rows(
    workshop: Workshop, rows: tuple[FilledRow, ...], folder: Path, on_row: Callable[[str], object]
) -> tuple[Copy, ...]:
    """Set every row's draft, then write them all as folder/KEY TITLE.docx and .pdf, over no other file.

    `on_row` is told each key when its draft is set. Nothing is written when
    one of them cannot be set.
    """
    made = []
    for row in rows:
        made.append((row, rendered(row.draft.document, workshop.presses)))
        on_row(row.key)
    names = [(f"{row.key} 草稿 {row.draft.document.body.title}", files) for row, files in made]
    return tuple(copy for name, files in names for copy in write_files(files, folder, name))


def _each_once(findings: Sequence[Finding], wrong: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return findings in the order of places: a wrong cell once, an unknown column once for all rows."""
    places = {finding.place for finding in wrong}
    listed: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        place = finding.place
        if place in places and finding not in wrong:
            continue
        if finding.rule == UNKNOWN:
            place = _CELL.sub(r"\1栏", place)
        listed.setdefault((place, finding.sentence), replace(finding, place=place))
    return in_order(listed.values())


def _without_fonds(row: Facts) -> tuple[Facts, str]:
    values = dict(row.values)
    fonds = str(values.pop(FONDS_COLUMN, "") or "")
    return replace(row, values=values), fonds
