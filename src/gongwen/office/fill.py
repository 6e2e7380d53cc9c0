"""fill (批量拟稿): one unnumbered draft for each row of a table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from gongwen.drafting import Draft, Facts
from gongwen.errors import FactsError
from gongwen.model import Finding
from gongwen.office.draft import draft_from_facts
from gongwen.office.factfile import merge, read_facts, read_table

if TYPE_CHECKING:
    from gongwen.office.wiring import Workshop

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
    rows = read_table(table, key=key)
    filled: list[FilledRow] = []
    findings: list[Finding] = []
    for row in rows:
        facts, fonds = _without_fonds(row)
        try:
            made = draft_from_facts(workshop, template, merge(shared, facts))
        except FactsError as error:
            findings.extend(error.findings)
            continue
        filled.append(FilledRow(str(row.values.get(key, "")), fonds, made))
    if findings:
        raise FactsError(
            f"{table.name} 有{len(findings)}处不能用", advice="请按所列各处改正；没有生成任何文件", findings=findings
        )
    return tuple(filled)


def _without_fonds(row: Facts) -> tuple[Facts, str]:
    values = dict(row.values)
    fonds = str(values.pop(FONDS_COLUMN, "") or "")
    return replace(row, values=values), fonds
