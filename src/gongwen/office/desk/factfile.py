"""factfile: read facts from the files an office keeps them in.

One paper: TOML, JSON, or a workbook with two columns 字段｜内容. Many papers,
one a row: a workbook or CSV whose first row names the fields. Lists are
written 联系人1.电话 or 发文机关1 there. Every fact keeps its place (第5行,
B5格), and everything wrong in a file is told at once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

from gongwen.drafting.facts import Entry, Facts, gather, in_order
from gongwen.drafting.tomltext import TomlError, read_toml
from gongwen.errors import FactsError
from gongwen.model import Finding, Level
from gongwen.office.desk.gridfile import GridCell, content_of, decode, open_table, read_xlsx

_RULE = "事实表"
_HEADS = ("字段", "内容")
_TABLES = (".xlsx", ".xlsm", ".xls")
_REMARKS = ("帮助", "说明", "备注")
_JSON_TOKENS = re.compile(r'"(?:\\.|[^"\\])*"|[{}\[\],:]|\n')


def read_facts(path: Path) -> Facts:
    """Return the facts of one paper like `examine_facts`; FactsError for everything that is wrong."""
    facts, findings = examine_facts(path)
    if findings:
        raise _wrong(path.name, findings)
    return facts


def examine_facts(path: Path) -> tuple[Facts, tuple[Finding, ...]]:
    """Return the facts of one paper from a .toml, .json or .xlsx file, and the cells that are wrong.

    Raises NotFoundError when there is no such file, StorageError when the
    system does not let us read it, FactsError for what cannot be read on from.
    """
    is_table = path.suffix.lower() in _TABLES
    advice = "请只留下这一张表" if is_table else "事实文件只有几千字，请检查是不是拿错了文件"
    content, name = content_of(path, advice), path.name
    match path.suffix.lower():
        case ".toml":
            return _from_toml(content, name), ()
        case ".json":
            return _from_json(content, name), ()
        case ".xlsx" | ".xlsm" | ".xls":
            return _from_sheet(content, name)
    raise FactsError(
        f"不知道怎样读 {name}",
        rule="事实写在 .toml、.json 或两栏的 .xlsx 文件里",
        advice="请改正文件名，或另存为其中一种",
    )


def read_table(path: Path, key: str = "") -> tuple[Facts, ...]:
    """Return the rows like `examine_table`; FactsError for everything that is wrong."""
    rows, findings = examine_table(path, key)
    if findings:
        raise _wrong(path.name, findings)
    return rows


def examine_table(path: Path, key: str = "") -> tuple[tuple[Facts, ...], tuple[Finding, ...]]:
    """Return one Facts for each row of an XLSX, XLS or CSV table whose first row names the fields.

    Blank rows are left out. With `key` every row must have content of its own
    in that column. Returns the cells that are wrong too; raises like `examine_facts`.
    """
    table = open_table(path)
    findings = [finding for finding in table.findings if finding.level is Level.ERROR]
    rows = []
    for row in table.rows():
        findings.extend(row.findings)
        cells = ((head.text, row.cell(head.column)) for head in table.heads)
        entries = [Entry(head, cell.raw, f"{path.name} {cell.place}") for head, cell in cells]
        facts, more = gather(entries, f"{path.name} 第{row.number}行")
        findings.extend(more)
        rows.append(facts)
    if key:
        _check_key(rows, key, path.name, findings)
    return tuple(rows), tuple(findings)


def merge(common: Facts, row: Facts) -> Facts:
    """Return the facts of `row` completed by those of `common`; where both have a field, the row's."""
    places = {
        path: place for path, place in common.places.items() if path.partition(".")[0] not in row.values
    }
    for path, place in row.places.items():
        field = path.partition(".")[0]
        if field in row.values or field not in common.values:
            places[path] = place
    return Facts({**common.values, **row.values}, places, row.source)


def _wrong(name: str, findings: Sequence[Finding]) -> FactsError:
    seen = f"{name} 里有{len(findings)}处错误"
    return FactsError(seen, advice="请按所列各处改正", findings=in_order(findings))


def _from_toml(content: bytes, name: str) -> Facts:
    try:
        values, lines = read_toml(decode(content, name))
    except TomlError as error:
        wrong = [Finding(f"{name} {place}", "TOML 写法", sentence) for place, sentence in error.wrong]
        raise _wrong(name, wrong) from None
    return Facts(values, {path: f"{name} {place}" for path, place in lines.items()}, name)


def _from_json(content: bytes, name: str) -> Facts:
    text = decode(content, name)
    try:
        values = json.loads(text)
    except json.JSONDecodeError as error:
        finding = Finding(f"{name} 第{error.lineno}行", "JSON 写法", "写法不对，请检查引号、逗号和括号")
        raise _wrong(name, [finding]) from None
    except (RecursionError, ValueError):
        raise FactsError(f"{name} 套得太深或有太长的数", advice="请照 examples/ 里的样子写") from None
    if not isinstance(values, dict):
        raise FactsError(f"{name} 的最外层不是一组字段", advice='请写成 {"地名": "…", …}')
    findings: list[Finding] = []
    places = _json_places(text, name, findings)
    if findings:
        raise _wrong(name, findings)
    return Facts(values, places, name)


def _json_places(text: str, name: str, findings: list[Finding]) -> dict[str, str]:
    """Return the place of every path in a well-formed JSON text; a name twice is a Finding."""
    places: dict[str, str] = {}
    path: list[str | int] = []
    line, last = 1, ""
    for token in _JSON_TOKENS.findall(text):
        if token == "\n":
            line += 1
        elif token in "{[":
            path.append(1 if token == "[" else "")
            if token == "[" or len(path) == 1:
                continue
            places.setdefault(_joined(path[:-1]), f"{name} 第{line}行")
        elif token in "}]":
            path.pop()
        elif token == "," and isinstance(path[-1], int):
            path[-1] += 1
        elif token == ":":
            path[-1] = json.loads(last)
            where = _joined(path)
            if where in places:
                sentence = f"「{path[-1]}」写了两次，另一处在{places[where]}"
                findings.append(Finding(f"{name} 第{line}行", "JSON 写法", sentence))
            places[where] = f"{name} 第{line}行"
        last = token if token != "\n" else last
    return places


def _joined(path: list[str | int]) -> str:
    return ".".join(map(str, path))


def _from_sheet(content: bytes, name: str) -> tuple[Facts, tuple[Finding, ...]]:
    findings: list[Finding] = []
    grid = read_xlsx(content, name, findings)
    if not grid and not findings:
        rule = "只读第一张有内容的、没有隐藏的表"
        raise FactsError(
            f"{name} 的第一张表是空的，别的表里也没有看得见的内容", rule=rule, advice="请填写后保存"
        )
    remarks: set[int] = set()
    if grid and tuple(cell.text for cell in grid[0][:2]) == _HEADS:
        remarks = {cell.column for cell in grid[0][2:] if cell.text in _REMARKS}
        grid = grid[1:]
    entries = []
    for row in grid:
        for cell in row[2:]:
            if cell.filled and cell.column not in remarks:
                sentence = f"只读字段、内容两栏；更多的栏要在第一行写明是{'、'.join(_REMARKS)}"
                findings.append(Finding(f"{name} {cell.place}", _RULE, sentence))
        content_cell = row[1] if len(row) > 1 else GridCell(2, row[0].row, None)
        place = f"{name} {content_cell.place}"
        if row[0].text:
            entries.append(Entry(row[0].text, content_cell.raw, place))
        elif content_cell.filled:
            findings.append(Finding(place, _RULE, "这一格有内容，左边没有写字段名"))
    facts, more = gather(entries, name)
    return facts, (*findings, *more)


def _check_key(rows: list[Facts], key: str, name: str, findings: list[Finding]) -> None:
    if not any(key in row.places for row in rows):
        findings.append(Finding(name, _RULE, f"没有「{key}」这一栏，分不清各行"))
        return
    seen: dict[str, Facts] = {}
    for row in rows:
        content = str(row.values.get(key, "")).strip()
        if not content:
            findings.append(Finding(row.place(key), _RULE, f"「{key}」没有填，分不清各行"))
        elif content in seen:
            sentence = f"「{content}」写了两行，另一处在{seen[content].place(key)}，请只留一行"
            findings.append(Finding(row.place(key), _RULE, sentence))
        else:
            seen[content] = row
