r"""Lines of the notation: what each line of a typed 公文 is.

The lexer looks at the text as typed, before any blank is filled, so a value
can never become structure (design D1). One line is one leaf or one directive;
blank lines only please the eye.

Escapes inside a leaf: ``\n`` a line break, ``\\`` a backslash, ``\|`` and
``\｜`` the separators themselves, ``\.`` nothing (it keeps a line that looks
like structure from being read as such).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum

from gongwen.model.finding import Finding
from gongwen.model.numbering import chinese_number


class LineKind(Enum):
    """What a line is; the value is what a message calls it."""

    ELEMENT = "要素"
    SECTION = "分部"
    HEADING = "层次"
    PARAGRAPH = "段落"
    FORM = "填空"
    ROW = "表格行"
    RULER = "表格标尺"
    NOTE = "附件说明"
    DIRECTIVE = "指令"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its kind, its key (element, section or directive name), leaves, place.

    `group` is the number of the line that begins the list a heading was typed
    in: two headings of one level with the same group count on, whatever
    between them is left out or repeated.
    """

    kind: LineKind
    key: str
    texts: tuple[str, ...]
    number: int
    level: int = 0
    ordinal: int = 0
    group: int = 0


ELEMENTS = (
    "文种",
    "版式",
    "发文机关",
    "标志",
    "机关代字",
    "文号",
    "份号",
    "密级",
    "保密期限",
    "紧急程度",
    "签发人",
    "主送",
    "署名",
    "用印",
    "签名章",
    "成文日期",
    "附注",
    "出席",
    "请假",
    "列席",
    "抄送",
    "印发机关",
    "印发日期",
)
SECTIONS = ("正文", "印发", "附件", "横排附件")

LEFT, ABOVE = "\0<", "\0^"
"""A table cell covered by the one at its left, by the one above."""

_MERGED = {"<": LEFT, "^": ABOVE}
_SECTION = re.compile(r"【(" + "|".join(SECTIONS) + r")】(.*)")
_ELEMENT = re.compile(r"(" + "|".join(ELEMENTS) + r")：(.*)")
_DIRECTIVE = re.compile(r"\{%\s*(\S+?)(?:\s+(.*?))?\s*%\}")
_ORDINALS = {chinese_number(value): value for value in range(1, 100)}
_HEADINGS = (
    (1, re.compile(r"([一二三四五六七八九十]{1,3})、(.+)")),
    (2, re.compile(r"（([一二三四五六七八九十]{1,3})）(.+)")),
    (3, re.compile(r"([1-9]\d?)[.．](?!\d)(.+)")),
    (4, re.compile(r"（([1-9]\d?)）(.+)")),
)
_RULER = re.compile(r"\|(?:-\d+-\|)+(?:\s*(\d(?:\.\d)?)行)?")
_ESCAPE = re.compile(r"\\(.?)", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_TOKEN = re.compile(r"\\.?|[^\\]", re.DOTALL)
_ESCAPED = {"n": "\n", "\\": "\\", "|": "|", "｜": "｜", ".": ""}


def lex(text: str) -> tuple[tuple[Line, ...], tuple[Finding, ...]]:
    """Return the lines of `text` and what is wrong with them.

    Element lines are known only before the first section line; everything
    after it is body.
    """
    lines: list[Line] = []
    findings: list[Finding] = []
    lists: dict[int, Line] = {}
    in_body = False
    for number, raw in enumerate(text.split("\n"), start=1):
        typed = raw.strip()
        if not typed or typed.startswith("#"):
            continue
        try:
            line = _line(typed, number, in_body=in_body)
        except ValueError as error:
            findings.append(Finding(f"第{number}行", "公文记法", str(error)))
            continue
        in_body = in_body or line.kind is LineKind.SECTION
        lines.append(_grouped(line, lists))
    return tuple(lines), tuple(findings)


def lex_entered(text: str) -> tuple[tuple[Line, ...], tuple[Finding, ...]]:
    """Return the lines of body text that was entered as a fact, and what is wrong with them.

    Everything is body: what looks like an element, a blank or a comment is
    text. A section or a directive is refused, for a fact may not change what
    the paper is made of.
    """
    lines: list[Line] = []
    findings: list[Finding] = []
    lists: dict[int, Line] = {}
    for number, raw in enumerate(text.split("\n"), start=1):
        if not (typed := raw.strip()):
            continue
        try:
            lines.append(_grouped(_entered_line(typed, number), lists))
        except ValueError as error:
            findings.append(Finding(f"第{number}行", "公文记法", str(error)))
    return tuple(lines), tuple(findings)


def _entered_line(typed: str, number: int) -> Line:
    if character := forbidden_character(typed):
        raise ValueError(f"含有不能印出的控制字符 {character}，请删去")
    if match := _SECTION.fullmatch(typed):
        raise ValueError(f"【{match[1]}】是分部，不能写在填写的正文里；要照样印出，行首加 \\.")
    if _DIRECTIVE.fullmatch(typed):
        raise ValueError("指令只能写在模板里；要照样印出，行首加 \\.")
    return _body_line(typed, number)


def forbidden_character(text: str) -> str:
    """Return the name (U+0007) of the first character that no paper can carry, or nothing."""
    match = _CONTROL.search(text)
    return f"U+{ord(match[0]):04X}" if match else ""


def _grouped(line: Line, lists: dict[int, Line]) -> Line:
    """Return a heading with its group; `lists` holds the last heading of each level still open."""
    if line.kind is LineKind.SECTION:
        lists.clear()
    if line.kind is not LineKind.HEADING:
        return line
    for deeper in [level for level in lists if level > line.level]:
        del lists[deeper]
    before = lists.get(line.level)
    counts_on = before is not None and line.ordinal > before.ordinal
    grouped = replace(line, group=before.group if before and counts_on else line.number)
    lists[line.level] = grouped
    return grouped


def _line(typed: str, number: int, *, in_body: bool) -> Line:
    if character := forbidden_character(typed):
        raise ValueError(f"含有不能印出的控制字符 {character}，请删去")
    if match := _DIRECTIVE.fullmatch(typed):
        return Line(LineKind.DIRECTIVE, match[1], (match[2] or "",), number)
    if match := _SECTION.fullmatch(typed):
        return Line(LineKind.SECTION, match[1], (unescape(match[2].strip()),), number)
    if not in_body:
        if match := _ELEMENT.fullmatch(typed):
            return Line(LineKind.ELEMENT, match[1], (unescape(match[2].strip()),), number)
        raise ValueError(f"「{typed[:12]}」不是要素行；【正文】之前每行应为「要素名：内容」")
    return _body_line(typed, number)


def _body_line(typed: str, number: int) -> Line:
    if match := _RULER.fullmatch(typed):
        widths = re.findall(r"-(\d+)-", typed)
        return Line(LineKind.RULER, match[1] or "1", tuple(widths), number)
    if typed.startswith("|"):
        leaves = split_leaves(typed[1:], "|")
        if len(leaves) < 2 or leaves[-1]:
            raise ValueError("表格行应以 | 开头并以 | 结尾")
        return Line(LineKind.ROW, "", leaves[:-1], number)
    if typed.startswith("填空："):
        return Line(LineKind.FORM, "", split_leaves(typed[3:], "｜"), number)
    if typed.startswith("附件："):
        return Line(LineKind.NOTE, "", (unescape(typed[3:].strip()),), number)
    for level, pattern in _HEADINGS:
        if match := pattern.fullmatch(typed):
            ordinal = _ORDINALS.get(match[1]) or (int(match[1]) if match[1].isdecimal() else 0)
            if ordinal:
                return Line(LineKind.HEADING, "", (unescape(match[2].strip()),), number, level, ordinal)
    return Line(LineKind.PARAGRAPH, "", (unescape(typed),), number)


def split_leaves(text: str, separator: str) -> tuple[str, ...]:
    """Split at separators that are not escaped; strip and unescape each leaf.

    In a table row (separator |) a lone < or ^ becomes LEFT or ABOVE.
    """
    parts = [""]
    for token in _TOKEN.findall(text):
        if token == separator:
            parts.append("")
        else:
            parts[-1] += token
    merged = _MERGED if separator == "|" else {}
    return tuple(merged.get(part.strip()) or unescape(part.strip()) for part in parts)


def unescape(text: str) -> str:
    r"""Resolve the escapes; raise ValueError for one that does not exist."""

    def replacement(match: re.Match[str]) -> str:
        if match[1] not in _ESCAPED:
            raise ValueError(f"没有「\\{match[1]}」这种写法；反斜杠本身写作 \\\\")
        return _ESCAPED[match[1]]

    return _ESCAPE.sub(replacement, text)


def escape(text: str, *, whole_line: bool = False) -> str:
    """Return `text` so that `unescape` gives it back; for a whole line also kept a paragraph."""
    typed = text.replace("\\", "\\\\").replace("\n", "\\n").replace("|", "\\|").replace("｜", "\\｜")
    if typed != typed.strip():
        typed = f"\\.{typed}\\."
    if whole_line and (not typed or typed[0] in "#{" or not _is_plain(typed)):
        typed = f"\\.{typed}"
    return typed


def _is_plain(typed: str) -> bool:
    if _SECTION.fullmatch(typed) or _DIRECTIVE.fullmatch(typed):
        return False
    return not typed.startswith("|") and _body_line(typed, 0).kind is LineKind.PARAGRAPH
