"""Table: a file whose first row names its columns and whose further rows hold one thing each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from gongwen.errors import FactsError, NotFoundError, disk_errors
from gongwen.model import Finding, Level
from gongwen.office.desk.gridfile.cells import LARGEST, RULE, GridCell, Line, column_letter
from gongwen.office.desk.gridfile.sheet import merged_ranges, read_lines, sheets_passed_over

_FORM = "第一行写栏名，下面一行写一份"


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: its number in the file, its cells by column, what is wrong with it.

    `columns` are those of the table that have a name: a cell it lacks is blank.
    """

    number: int
    cells: Mapping[int, GridCell]
    findings: tuple[Finding, ...]

    def cell(self, column: int) -> GridCell:
        """Return the cell in a column, a blank one where the row ends before it."""
        return self.cells.get(column) or GridCell(column, self.number, None)


@dataclass(frozen=True, slots=True)
class Table:
    """A table file: its name, the cells that name its columns, what is wrong with the whole.

    `titles` are the names over all columns, also those written twice; a column
    under a name that is merged with its neighbour's has an empty one. Its rows
    are read anew each time they are asked for, one after another.
    """

    name: str
    content: bytes
    heads: tuple[GridCell, ...]
    titles: Mapping[int, str]
    findings: tuple[Finding, ...]

    def rows(self) -> Iterator[TableRow]:
        """Yield the rows that hold anything; FactsError where the file cannot be read on."""
        lines = read_lines(self.content, self.name)
        next(lines, None)
        for line in lines:
            cells = {cell.column: cell for cell in line.cells}
            yield TableRow(line.number, cells, (*line.findings, *_row_findings(self.name, line, self.titles)))


def open_table(path: Path) -> Table:
    """Return the table in the file `path`: XLSX, XLS or CSV, whatever it is called.

    Raises NotFoundError when there is no such file, StorageError when the
    system does not let us read it, FactsError for what is no table at all.
    """
    content, name = content_of(path, "请只留下这一张表"), path.name
    if name.startswith("~$"):
        raise FactsError(
            f"{name} 是 Excel 打开别的文件时的临时文件", advice=f"请用 {name.removeprefix('~$')}"
        )
    lines = read_lines(content, name)
    first, second = next(lines, None), next(lines, None)
    if first is None or second is None:
        raise FactsError(f"{name} 没有内容", rule=_FORM, advice="请填写后保存")
    filled = [cell for cell in first.cells if cell.filled]
    findings = [*first.findings, *_merged(content, name, first, filled)]
    if not findings and len(filled) == 1 and len([cell for cell in second.cells if cell.filled]) > 2:
        sentence = f"第一行只有「{filled[0].text}」，像是表的标题，不是栏名；请删去这一行"
        findings.append(Finding(f"{name} {filled[0].place}", RULE, f"{sentence}，{_FORM}"))
    if others := "、".join(f"「{other}」" for other in sheets_passed_over(content)):
        findings.append(Finding(name, RULE, f"只读第一张有内容的表，没有读{others}", Level.NOTE))
    titles = dict.fromkeys(_spanned(content, first.number), "")
    titles |= {cell.column: cell.text for cell in filled}
    return Table(name, content, _heads(name, filled, findings), titles, tuple(findings))


def content_of(path: Path, too_large: str) -> bytes:
    """Return the bytes of a file that is not empty and not larger than LARGEST; raises as `open_table`.

    `too_large` is the advice for one that is.
    """
    if path.is_dir():
        raise FactsError(f"{path} 是文件夹，不是文件", advice="请写明文件夹里的哪一个文件")
    with disk_errors("读取"):
        try:
            with path.open("rb") as file:
                content = file.read(LARGEST + 1)
        except (FileNotFoundError, NotADirectoryError):
            raise NotFoundError(f"没有 {path} 这个文件", advice="请检查文件名和所在的文件夹") from None
    if len(content) > LARGEST:
        raise FactsError(f"{path.name} 超过{LARGEST // 1_000_000}兆，太大了", advice=too_large)
    if not content.strip():
        raise FactsError(f"{path.name} 是空的", advice="请填写后保存")
    return content


def _heads(name: str, filled: list[GridCell], findings: list[Finding]) -> tuple[GridCell, ...]:
    """Return the cells that name columns; a name written twice is a Finding, and its first place counts."""
    seen: dict[str, GridCell] = {}
    for cell in filled:
        before = seen.setdefault(cell.text, cell)
        if before is not cell:
            sentence = f"栏名「{cell.text}」写了两次，另一处在{name} {before.place}"
            findings.append(Finding(f"{name} {cell.place}", RULE, sentence))
    return tuple(seen.values())


def _merged(content: bytes, name: str, first: Line, filled: list[GridCell]) -> Iterator[Finding]:
    """Yield a Finding for each merged cell: its content is in one cell only, the others are blank."""
    columns = {cell.column for cell in filled}
    for top, left, bottom, right in merged_ranges(content):
        span = f"{column_letter(left)}{top}:{column_letter(right)}{bottom}"
        place = f"{name} {column_letter(left)}{top}格"
        if top <= first.number <= bottom and len(filled) == 1 and right > left:
            sentence = f"{span} 合并成一格，像是表的标题；请删去这一行，{_FORM}"
        elif top <= first.number <= bottom:
            sentence = f"{span} 合并成一格，各栏的栏名看不出来；请取消合并，一栏写一个栏名，只用一行"
        elif columns & set(range(left, right + 1)) and top > first.number:
            sentence = f"{span} 合并成一格，只有第一格有内容；请取消合并，每行都写全"
        else:
            continue
        yield Finding(place, RULE, sentence)


def _spanned(content: bytes, head: int) -> Iterator[int]:
    """Yield the columns of the merged cells in the row that names columns."""
    for top, left, bottom, right in merged_ranges(content):
        if top <= head <= bottom:
            yield from range(left, right + 1)


def _row_findings(name: str, line: Line, titles: Mapping[int, str]) -> Iterator[Finding]:
    filled = {cell.column: cell.text for cell in line.cells if cell.filled}
    if len(filled) > 1 and filled == {column: title for column, title in titles.items() if title}:
        yield Finding(f"{name} 第{line.number}行", RULE, "又写了一遍栏名，不是一份；请删去这一行")
        return
    for cell in line.cells:
        if cell.filled and cell.column not in titles:
            yield Finding(f"{name} {cell.place}", RULE, "这一格有内容，第一行没有写栏名")
