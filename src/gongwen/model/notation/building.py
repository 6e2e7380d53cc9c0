"""Build a Document from classified lines of the notation.

The lines are those of `lexing.lex`, their blanks already filled. Everything
wrong is collected and raised at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gongwen.errors import FactsError
from gongwen.model.document import (
    Block,
    Document,
    FormLine,
    Heading,
    Paragraph,
    Part,
)
from gongwen.model.finding import Finding
from gongwen.model.notation.assembling import assemble
from gongwen.model.notation.lexing import Line, LineKind
from gongwen.model.notation.tables import LANDSCAPE_CELLS, TableLines
from gongwen.model.numbering import level_marker

_REQUIRED = ("文种", "发文机关", "机关代字", "成文日期", "印发机关", "印发日期")
_REPEATABLE = ("发文机关", "署名", "签发人", "签名章")
_RULE = "公文记法"
_ORDER = ("正文", "印发", "附件")
_LANDSCAPE = "横排附件"
_MOST_HEADINGS = 99
_TEXT_KINDS = (LineKind.HEADING, LineKind.PARAGRAPH, LineKind.FORM, LineKind.ROW)


def build(lines: Sequence[Line], *, renumber: bool) -> Document:
    """Return the Document of `lines`.

    With `renumber` level ordinals are computed anew (a template may leave out
    a paragraph); otherwise a wrong ordinal is an error. Raises FactsError.
    """
    findings: list[Finding] = []
    elements = _elements(lines, findings)
    parts = _parts(lines, findings, renumber=renumber)
    for key in _REQUIRED:
        if not any(elements.get(key, ())):
            findings.append(Finding("要素", _RULE, f"缺少「{key}：」一行"))
    if not any(elements.get("署名", ())) and not elements.get("签名章"):
        findings.append(Finding("要素", _RULE, "缺少「署名：」一行（加盖签名章的写「签名章：」）"))
    if len(parts["正文"]) != 1:
        findings.append(Finding("分部", _RULE, f"【正文】应有一个，现有{len(parts['正文'])}个"))
    document = None if findings else assemble(elements, parts, findings)
    if document is None or findings:
        raise FactsError("公文文本不完整或有误", advice="请按所列各处改正", findings=findings)
    return document


def build_sheet(lines: Sequence[Line]) -> Part:
    """Return the one 【附件】 that `lines` are. Raises FactsError when they are anything else."""
    findings: list[Finding] = []
    parts = _parts(lines, findings, renumber=True)
    if any(line.kind is LineKind.ELEMENT for line in lines) or [len(parts[name]) for name in _ORDER] != [
        0,
        0,
        1,
    ]:
        findings.append(Finding("分部", _RULE, "单独发出的表应只有一个【附件】"))
    if findings:
        raise FactsError("表的文本不完整或有误", advice="请按所列各处改正", findings=findings)
    return parts[_ORDER[-1]][0]


def findings_in_section(lines: Sequence[Line], section: str = _ORDER[0]) -> tuple[Finding, ...]:
    """Return what would be wrong with body lines standing alone in one section, their numbers included.

    `section` is 正文, 印发, 附件, or 横排附件 with its longer lines.
    """
    findings: list[Finding] = []
    opening = Line(LineKind.SECTION, section, (section,), 0)
    _parts([opening, *lines], findings, renumber=False)
    return tuple(findings)


def _elements(lines: Sequence[Line], findings: list[Finding]) -> dict[str, list[str]]:
    elements: dict[str, list[str]] = {}
    for line in lines:
        if line.kind is not LineKind.ELEMENT:
            continue
        if line.key in elements and line.key not in _REPEATABLE:
            findings.append(Finding(f"第{line.number}行", _RULE, f"「{line.key}：」只能写一次"))
        if line.key in _REPEATABLE and not line.texts[0]:
            findings.append(Finding(f"第{line.number}行", _RULE, f"「{line.key}：」后应写名称"))
        elements.setdefault(line.key, []).append(line.texts[0])
    return elements


@dataclass
class _PartLines:
    title: str
    landscape: bool = False
    blocks: list[Block] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    table: TableLines = field(default_factory=TableLines)
    ordinals: dict[int, int] = field(default_factory=dict)
    groups: dict[int, int] = field(default_factory=dict)

    def part(self) -> Part:
        return Part(self.title, tuple(self.blocks), tuple(self.notes), self.landscape)

    def close_table(self, findings: list[Finding]) -> None:
        if self.table:
            self.blocks.extend(self.table.finish(findings))
            self.table = TableLines(cells=self.table.cells)

    def heading(self, line: Line, findings: list[Finding], *, renumber: bool) -> None:
        if renumber:
            restarts = line.level >= 3 and line.group != self.groups.get(line.level)
        else:
            restarts = line.level >= 3 and line.ordinal == 1
        expected = 1 if restarts else self.ordinals.get(line.level, 0) + 1
        ordinal = expected if renumber else line.ordinal
        if expected > _MOST_HEADINGS:
            sentence = f"同一层次超过{_MOST_HEADINGS}项，请分成几个层次"
            findings.append(Finding(f"第{line.number}行", "GB/T 9704-2012 7.3.3", sentence))
            return
        if ordinal != expected:
            sentence = (
                f"序号 {level_marker(line.level, ordinal)} 不连续，应为 {level_marker(line.level, expected)}"
            )
            findings.append(Finding(f"第{line.number}行", "GB/T 9704-2012 7.3.3", sentence))
        self.ordinals = {level: n for level, n in self.ordinals.items() if level < line.level}
        self.ordinals[line.level] = ordinal
        self.groups[line.level] = line.group
        self.blocks.append(Heading(line.level, ordinal, line.texts[0]))


def _parts(lines: Sequence[Line], findings: list[Finding], *, renumber: bool) -> dict[str, list[Part]]:
    collected: list[tuple[str, _PartLines]] = []
    for line in lines:
        if line.kind is LineKind.ELEMENT:
            continue
        if line.kind is LineKind.SECTION:
            if not line.texts[0].strip():
                findings.append(Finding(f"第{line.number}行", _RULE, f"【{line.key}】后应写标题"))
            name = "附件" if line.key == _LANDSCAPE else line.key
            if collected and _ORDER.index(name) < _ORDER.index(collected[-1][0]):
                sentence = f"【{line.key}】不能写在【{collected[-1][0]}】之后；次序是正文、印发、附件"
                findings.append(Finding(f"第{line.number}行", _RULE, sentence))
            collected.append((name, _opened(line)))
        else:
            part = collected[-1][1] if collected else _PartLines("")
            _add(part, line, findings, renumber=renumber)
    parts: dict[str, list[Part]] = {name: [] for name in _ORDER}
    for name, part_lines in collected:
        part_lines.close_table(findings)
        parts[name].append(part_lines.part())
    return parts


def _opened(line: Line) -> _PartLines:
    """Return the part that the section `line` opens; 横排附件 has longer lines."""
    if line.key == _LANDSCAPE:
        return _PartLines(line.texts[0], True, table=TableLines(cells=LANDSCAPE_CELLS))
    return _PartLines(line.texts[0])


def _add(part: _PartLines, line: Line, findings: list[Finding], *, renumber: bool) -> None:
    if part.notes and line.kind in _TEXT_KINDS:
        findings.append(Finding(f"第{line.number}行", "GB/T 9704-2012 7.3.4", "附件说明之后不应再有正文"))
    if line.kind in (LineKind.ROW, LineKind.RULER):
        part.table.add(line, findings)
        return
    part.close_table(findings)
    match line.kind:
        case LineKind.HEADING:
            part.heading(line, findings, renumber=renumber)
        case LineKind.FORM:
            part.blocks.append(FormLine(line.texts))
        case LineKind.NOTE:
            part.notes.append(line.texts[0])
        case LineKind.PARAGRAPH:
            part.blocks.append(Paragraph(line.texts[0]))
        case _:
            findings.append(Finding(f"第{line.number}行", _RULE, f"「{line.key}」指令只能用在模板里"))
