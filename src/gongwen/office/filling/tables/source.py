"""Source (表的来源): one table, or the product of several, as rows of facts one after another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from pathlib import Path

from gongwen.drafting import Facts, FieldType, Template
from gongwen.drafting.facts import Entry, gather
from gongwen.errors import FactsError
from gongwen.model import Finding, Level, chinese_date
from gongwen.office.desk.factfile import merge
from gongwen.office.desk.gridfile import GridCell, Table, TableRow, open_table
from gongwen.office.filling.tables.columns import (
    FONDS_COLUMN,
    RULE,
    ColumnName,
    Match,
    fold,
    match_columns,
    missing_fields,
)

USUAL_KEY = "地名"
_SERIALS = range(20_000, 73_051)
"""Days since 1899-12-30 that a spreadsheet writes for the years 1954 to 2099."""
_FIRST_DAY = dt.date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Row:
    """What one paper is made from.

    `number` counts the rows of the product from 1, `key` tells them apart
    (越城区 2015), `label` says where it stands (区县.xlsx 第2行); `fonds` is
    the code of its organ, if the table has one.
    """

    number: int
    key: str
    label: str
    fonds: str
    facts: Facts
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Source:
    """Opened tables, how their columns match, and what is wrong with them as a whole.

    `missing` are fields that no column holds.
    """

    tables: tuple[Table, ...]
    matches: tuple[Match, ...]
    findings: tuple[Finding, ...]
    missing: tuple[str, ...]
    template: Template
    common: Facts
    keys: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def rows(self) -> Iterator[Row]:
        """Yield the rows; the first table's are read one after another, those of the others kept."""
        first, *others = (self._parts(table) for table in self.tables)
        kept = [list(parts) for parts in others]
        number = 0
        for part in first:
            for parts in product([part], *kept):
                number += 1
                yield self._row(number, parts)

    def _row(self, number: int, parts: Sequence[_Part]) -> Row:
        label = " × ".join(part.label for part in parts)
        shared = {entry.path: entry for part in reversed(parts) for entry in part.entries}
        facts, wrong = gather([entry for entry in shared.values() if entry.path != (FONDS_COLUMN,)], label)
        fonds = shared.get((FONDS_COLUMN,))
        return Row(
            number,
            " ".join(part.key for part in parts if part.key),
            label,
            str(fonds.content) if fonds and not fonds.blank else "",
            merge(self.common, facts),
            tuple(dict.fromkeys((*(one for part in parts for one in part.findings), *wrong))),
        )

    def _parts(self, table: Table) -> Iterator[_Part]:
        matches = [match for match in self.matches if match.table == table.name and match.path]
        seen: dict[str, str] = {}
        for row in table.rows():
            findings = list(row.findings)
            entries = [self._entry(match, row, findings) for match in matches]
            cells = [row.cell(column) for column in self.keys.get(table.name, ())]
            key = " ".join(written(cell.raw) for cell in cells if cell.filled)
            label = f"{table.name} 第{row.number}行"
            if cells:
                findings.extend(_key_findings(table.name, key, cells, seen))
            yield _Part(key, label, tuple(entries), tuple(findings))

    def _entry(self, match: Match, row: TableRow, findings: list[Finding]) -> Entry:
        cell = row.cell(match.column)
        place = f"{match.table} {cell.place}"
        declared = self.template.fields.get(match.path)
        entry = Entry(match.path, cell.raw, place)
        if declared is not None and declared.type is FieldType.DATE and (day := _day(cell.raw)):
            sentence = (
                f"「{match.head}」写的是{written(cell.raw)}，读作{chinese_date(day)}（表格里日期的序号）"
            )
            findings.append(Finding(place, RULE, sentence, Level.NOTE))
            return replace(entry, raw=day)
        return entry


@dataclass(frozen=True, slots=True)
class _Part:
    """What one table gives to a row."""

    key: str
    label: str
    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]


def open_source(
    paths: Sequence[Path],
    template: Template,
    common: Facts,
    mapping: Mapping[str, str],
    keys: Sequence[str] = (),
) -> Source:
    """Return the tables, matched to the fields of `template`, and what is wrong with them.

    `keys` are the columns that tell rows apart; without it 地名, else a
    table's first column. Raises what `open_table` raises.
    """
    tables = tuple(open_table(path) for path in paths)
    if len({table.name for table in tables}) < len(tables):
        raise FactsError("几张表的文件名相同", rule="各表要分得清", advice="请改文件名；同一张表只写一次")
    names = [
        ColumnName(table.name, f"{table.name} {head.place}", head.column, head.text)
        for table in tables
        for head in table.heads
    ]
    matches, findings = match_columns(names, template, mapping)
    chosen, wrong = _keys(tables, matches, keys)
    missing = missing_fields(matches, template, common.values)
    found = [finding for table in tables for finding in table.findings]
    found += [*findings, *wrong, *_shared(tables, matches), *_lacking(tables, template, missing)]
    return Source(tables, matches, tuple(found), missing, template, common, chosen)


def written(raw: object) -> str:
    """Return a raw content as it is shown: 2015 for 2015.0, 2015-06-23 for a date."""
    content = Entry("", raw, "").content
    if isinstance(content, dt.datetime) and content.time() == dt.time():
        content = content.date()
    return "" if content is None else str(content).strip()


def _day(raw: object) -> dt.date | None:
    """Return the day of a bare serial number, as number or text; None for anything else."""
    text = written(raw) if isinstance(raw, int | float | str) and not isinstance(raw, bool) else ""
    if text.isascii() and text.isdecimal() and int(text) in _SERIALS:
        return _FIRST_DAY + dt.timedelta(days=int(text))
    return None


def _keys(
    tables: Sequence[Table], matches: Sequence[Match], keys: Sequence[str]
) -> tuple[dict[str, tuple[int, ...]], list[Finding]]:
    """Return the key columns of each table, and a Finding for each key that is no column."""
    wanted = {fold(key): key for key in keys}
    chosen: dict[str, tuple[int, ...]] = {}
    found: set[str] = set()
    for table in tables:
        own = [match for match in matches if match.table == table.name]
        if wanted:
            columns = [match for match in own if {fold(match.head), fold(match.path)} & set(wanted)]
            found |= {name for match in columns for name in (fold(match.head), fold(match.path))}
        else:
            columns = [match for match in own if USUAL_KEY in (match.path, match.head)] or own[:1]
        chosen[table.name] = tuple(match.column for match in columns)
    names = "、".join(table.name for table in tables)
    absent = [key for folded, key in wanted.items() if folded not in found]
    return chosen, [Finding(names, RULE, f"没有「{key}」这一栏，分不清各行") for key in absent]


def _key_findings(table: str, key: str, cells: Sequence[GridCell], seen: dict[str, str]) -> Iterator[Finding]:
    place = f"{table} {cells[0].place}"
    if not key:
        yield Finding(place, RULE, "这一格没有填，分不清各行")
    elif key in seen:
        yield Finding(place, RULE, f"「{key}」写了两行，另一处在{seen[key]}，请只留一行")
    else:
        seen[key] = place


def _lacking(tables: Sequence[Table], template: Template, missing: Sequence[str]) -> Iterator[Finding]:
    names = "、".join(table.name for table in tables)
    for name in missing:
        sentence = f"没有「{name}」这一栏，共同的事实里也没有。{template.fields[name].help}".rstrip("。")
        yield Finding(names, "必填字段", sentence)


def _shared(tables: Sequence[Table], matches: Sequence[Match]) -> Iterator[Finding]:
    """Yield a Finding for each fact that two tables hold: an error unless it is the same everywhere."""
    if len(tables) < 2:
        return
    by_path: dict[str, list[Match]] = {}
    for match in matches:
        if match.path:
            by_path.setdefault(match.path, []).append(match)
    contents = {table.name: table for table in tables}
    for path, holding in by_path.items():
        if len({match.table for match in holding}) < 2:
            continue
        values = {
            written(row.cell(match.column).raw) for match in holding for row in contents[match.table].rows()
        }
        places = "、".join(match.place for match in holding)
        if len(values) == 1:
            yield Finding(holding[0].place, RULE, f"「{path}」几张表都有（{places}），内容相同", Level.NOTE)
        else:
            sentence = f"「{path}」几张表都有（{places}），内容不同"
            yield Finding(holding[0].place, RULE, f"{sentence}；请只在一张表里写")
