"""Tables of the notation: rows between bars, a ruler with the columns' widths.

``|甲|<|`` joins a cell with the one at its left, ``|^|`` with the one above.
The ruler ``|-6-|-22-| 2行`` ends the table head, gives each column's width in
字 and the least height of the rows below it in 行.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from gongwen.model.document import Cell, Table
from gongwen.model.finding import Finding
from gongwen.model.notation.lexing import ABOVE, LEFT, Line, LineKind

_RULE = "公文记法·表格"
LINE_CELLS, LANDSCAPE_CELLS = 28, 40
"""字 to a line of an upright page, and of 横排附件."""


@dataclass
class TableLines:
    """The lines of one table while they are collected; `cells` 字 make a line of its page."""

    rows: list[Line] = field(default_factory=list)
    ruler: Line | None = None
    head: int = 0
    cells: int = LINE_CELLS

    def __bool__(self) -> bool:
        return bool(self.rows) or self.ruler is not None

    def add(self, line: Line, findings: list[Finding]) -> None:
        """Take the next row or the ruler; a second ruler is a finding."""
        if line.kind is LineKind.RULER:
            if self.ruler is not None:
                sentence = "一张表只能有一行标尺；两张表之间应隔一段文字"
                findings.append(Finding(f"第{line.number}行", _RULE, sentence))
            self.ruler, self.head = line, len(self.rows)
        else:
            self.rows.append(line)

    def finish(self, findings: list[Finding]) -> list[Table]:
        """Return the table, or nothing with findings that say why."""
        number = (self.rows[0] if self.rows else self.ruler or Line(LineKind.ROW, "", (), 0)).number
        if self.ruler is None or not self.rows:
            findings.append(Finding(f"第{number}行", _RULE, "表格应有表格行和一行标尺，如 |-6-|-22-|"))
            return []
        widths = tuple(int(width) for width in self.ruler.texts)
        if sum(widths) > self.cells or 0 in widths:
            sentence = f"各栏宽度合计{sum(widths)}字，应不超过{self.cells}字且每栏至少1字"
            findings.append(Finding(f"第{number}行", _RULE, sentence))
            return []
        if float(self.ruler.key) <= 0:
            findings.append(Finding(f"第{self.ruler.number}行", _RULE, "表身每行的高度应大于0行"))
            return []
        for row in self.rows:
            if len(row.texts) != len(widths):
                sentence = f"这一行有{len(row.texts)}格，标尺有{len(widths)}格"
                findings.append(Finding(f"第{row.number}行", _RULE, sentence))
                return []
            if row.texts[0] == LEFT or (row is self.rows[0] and ABOVE in row.texts):
                findings.append(Finding(f"第{row.number}行", _RULE, "最左一格不能写 <，最上一行不能写 ^"))
                return []
        rows = _cells([list(row.texts) for row in self.rows])
        if wrong := self._wrongly_joined(rows, len(widths)):
            findings.append(wrong)
            return []
        return [Table(rows, widths, self.head, float(self.ruler.key))]

    def _wrongly_joined(self, rows: tuple[tuple[Cell, ...], ...], columns: int) -> Finding | None:
        """Joined cells must be rectangles, whole on one side of the ruler."""
        covered: set[tuple[int, int]] = set()
        for y, row in enumerate(rows):
            free = [x for x in range(columns) if self.rows[y].texts[x] not in {LEFT, ABOVE}]
            for x, cell in zip(free, row, strict=True):
                place = f"第{self.rows[y].number}行"
                if y < self.head < y + cell.rows:
                    return Finding(place, _RULE, f"「{cell.text}」一格不能跨过标尺，表头和表身不能合并")
                squares = {(y + dy, x + dx) for dy in range(cell.rows) for dx in range(cell.columns)}
                if squares & covered:
                    return Finding(place, _RULE, f"「{cell.text}」一格合并后与别的格重叠")
                covered |= squares
        if len(covered) == columns * len(rows):
            return None
        y, x = min({(y, x) for y in range(len(rows)) for x in range(columns)} - covered)
        return Finding(f"第{self.rows[y].number}行", _RULE, f"第{x + 1}格的 < 或 ^ 拼不成长方形的合并格")


def _cells(grid: list[list[str]]) -> tuple[tuple[Cell, ...], ...]:
    rows = []
    for y, texts in enumerate(grid):
        row = []
        for x, text in enumerate(texts):
            if text not in {LEFT, ABOVE}:
                row.append(_cell(grid, y, x, text))
        rows.append(tuple(row))
    return tuple(rows)


def _cell(grid: list[list[str]], y: int, x: int, text: str) -> Cell:
    columns = 1
    while x + columns < len(grid[y]) and grid[y][x + columns] == LEFT:
        columns += 1
    rows = 1
    while y + rows < len(grid) and grid[y + rows][x] == ABOVE:
        rows += 1
    return Cell(text, columns, rows)
