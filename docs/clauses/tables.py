"""The page docs/条款对照.md in Markdown: the papers, the matrix, and the values clause by clause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from docs.clauses.comparing import Comparison
from docs.clauses.occasions import known, occasions
from docs.clauses.papers import Entry
from docs.clauses.readings import INK, RULES_AND_BLOCKS, Cell, Colour, count, tolerance
from gongwen.check import Clause

HEAD = f"""\
# 条款对照

`gongwen check` 查的每一条，在每一种公文上，PDF 和 DOCX 各是多少、应当是多少；
由 `make clauses` 生成，不要手改。
条款是 GB/T 9704-2012《党政机关公文格式》的条款号，尺寸的出处见[版式依据](版式依据.md)。
DOCX 按它的设置查，也按 LibreOffice 印出来的样子量；Word、WPS 没有量过。

容许的偏差：线和文字块 {RULES_AND_BLOCKS:g} 毫米，字的墨迹 {INK:g} 毫米，个数一个不差；
`gongwen check` 平时更紧的，照更紧的算。一条查了几处的，列出离应有的数值最远的一处。

| 记号 | 意思 |
| --- | --- |
| {Colour.GREEN.value} | 符合 |
| {Colour.RED.value} | 不符合；应当查而没有查到的，也算不符合 |
| {Colour.NONE.value} | 不适用：公文里没有这一条所说的东西 |
"""


@dataclass(frozen=True, slots=True)
class Column:
    """A paper: what every clause came to in PDF and DOCX, and how both compare."""

    entry: Entry
    cells: Mapping[Clause, tuple[Cell, Cell]]
    comparison: Comparison


def page(columns: Sequence[Column]) -> str:
    """Return the whole page."""
    parts = (HEAD, _sums(columns), _papers(columns), _differences(columns), _matrix(columns))
    return "\n".join((*parts, "## 逐条的数值\n", *(_clause(clause, columns) for clause in known())))


def red(columns: Sequence[Column]) -> list[str]:
    """Return a sentence for every red cell, and for every clause that applies to no paper."""
    found = []
    for clause in known():
        for column in columns:
            for name, one in zip(("PDF", "DOCX"), column.cells[clause], strict=True):
                if one.colour is Colour.RED:
                    wanted = _wanted(clause)
                    place = f"{column.entry.name} {name}：{clause.number} {clause.name}"
                    found.append(f"{place}，见 {one.seen}，应为 {wanted}")
        if not any(one.colour is not Colour.NONE for column in columns for one in column.cells[clause]):
            found.append(f"{clause.number} {clause.name}：没有一份公文用得上")
    return found


def _sums(columns: Sequence[Column]) -> str:
    cells = [one for column in columns for pair in column.cells.values() for one in pair]
    green, bad, none = (count(cells, colour) for colour in Colour)
    sizes = f"{len(known())} 条 × {len(columns)} 份公文 × 2 种格式"
    return f"{sizes}：符合 {green} 格，不符合 {bad} 格，不适用 {none} 格。\n"


def _papers(columns: Sequence[Column]) -> str:
    lines = [
        "## 公文",
        "",
        "每份都可以照做，如 `gongwen draft 空白通知 --facts examples/条款/一个机关.toml`。"
        "分面相同：面数相同，每面的首行、末行也相同。",
        "",
        "| | 公文 | 模板 | 是怎样的 | 面数 PDF／DOCX | 分面 | 断行相同 |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for number, column in enumerate(columns, 1):
        seen, entry = column.comparison, column.entry
        same = "相同" if seen.same_pages else "不同"
        share = f"{seen.alike}/{seen.lines}"
        pages = f"{seen.pages[0]}／{seen.pages[1]}"
        lines.append(
            f"| {number} | {entry.name} | {entry.template} | {entry.about} | {pages} | {same} | {share} |"
        )
    alike, all_lines = (sum(getattr(c.comparison, name) for c in columns) for name in ("alike", "lines"))
    paged = sum(column.comparison.same_pages for column in columns)
    lines += ["", f"合计：{len(columns)} 份中 {paged} 份分面相同；{all_lines} 行中 {alike} 行断在同一处"]
    lines[-1] += f"（{100 * alike / all_lines:.1f}%）。"
    return "\n".join((*lines, ""))


def _differences(columns: Sequence[Column]) -> str:
    lines = ["### 断行、分面不同的地方", ""]
    for number, column in enumerate(columns, 1):
        for one in column.comparison.differences:
            before, after = ("／".join(part) or "（没有）" for part in (one.pdf, one.docx))
            lines.append(f"- {number} {column.entry.name}，第{one.page}面：PDF “{before}”；DOCX “{after}”")
    if len(lines) == 2:
        lines.append("没有。")
    return "\n".join((*lines, ""))


def _matrix(columns: Sequence[Column]) -> str:
    numbers = " | ".join(str(number) for number in range(1, len(columns) + 1))
    lines = [
        "## 总表",
        "",
        "每格两个记号：前一个是 PDF，后一个是 DOCX；栏号是上表公文的号。",
        "",
        f"| 条款 | 内容 | {numbers} |",
        "| --- | --- |" + " --- |" * len(columns),
    ]
    for clause in known():
        marks = " | ".join("".join(one.colour.value for one in column.cells[clause]) for column in columns)
        lines.append(f"| {clause.number} | {clause.name} | {marks} |")
    return "\n".join((*lines, ""))


def _clause(clause: Clause, columns: Sequence[Column]) -> str:
    unit = f" {clause.unit}" if clause.unit else ""
    within = f"，容许 ±{tolerance(clause):g}{unit}" if tolerance(clause) else ""
    lines = [
        f"### {clause.number} {clause.name}",
        "",
        f"应为：{_wanted(clause)}{unit}{within}；强度：{clause.strength.value}；"
        f"用于：{occasions()[clause].sentence}",
        "",
        "| 公文 | PDF | DOCX | 结论 |",
        "| --- | --- | --- | --- |",
    ]
    return "\n".join((*lines, *_rows(clause, columns), ""))


def _wanted(clause: Clause) -> str:
    return clause.wanted if isinstance(clause.wanted, str) else f"{round(clause.wanted, 2):g}"


def _rows(clause: Clause, columns: Sequence[Column]) -> Iterator[str]:
    """Yield a row for each pair of values, with the papers that have it, those it does not apply to last."""
    held: dict[tuple[Cell, Cell], list[str]] = {}
    for number, column in enumerate(columns, 1):
        held.setdefault(column.cells[clause], []).append(str(number))
    none = [pair for pair in held if pair[0].colour is pair[1].colour is Colour.NONE]
    for pair in (*(pair for pair in held if pair not in none), *none):
        values = " | ".join(one.seen or Colour.NONE.value for one in pair)
        yield f"| {'、'.join(held[pair])} | {values} | {_verdict(pair)} |"


def _verdict(pair: tuple[Cell, Cell]) -> str:
    colours = {one.colour for one in pair}
    if Colour.RED in colours:
        return "不符合"
    return "符合" if Colour.GREEN in colours else "不适用"
