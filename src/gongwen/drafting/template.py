"""Template: one text with blanks and its declared fields, read and checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from gongwen.drafting import blanks
from gongwen.drafting.fieldfile import read_fields
from gongwen.drafting.fields import Field
from gongwen.drafting.tomltext import read_toml
from gongwen.errors import FactsError
from gongwen.model import Finding
from gongwen.model.lexing import Line, LineKind, lex

_RULE = "模板记法"
_OPENING = ("每个", "如有", "如无")


@dataclass(frozen=True, slots=True)
class Template:
    """A template with what it includes already put in.

    `lines` are classified before any blank is filled; `fields` are those of
    the template and of everything it includes, the template's own winning.
    """

    identifier: str
    name: str
    description: str
    lines: tuple[Line, ...]
    fields: Mapping[str, Field]


Source = Callable[[str], tuple[str, str]]
"""Given a template's identifier, its text and its field file; NotFoundError if there is none."""


def read_template(identifier: str, source: Source) -> Template:
    """Return the template called `identifier`, its includes resolved.

    Raises FactsError listing every wrong line, unknown blank and bad field.
    """
    findings: list[Finding] = []
    template = _read(identifier, source, (), findings)
    findings.extend(_unknown_names(template))
    if findings:
        raise FactsError(
            f"模板「{identifier}」有误", advice="请按所列各处改正模板", findings=findings
        )
    return template


def _read(identifier: str, source: Source, above: tuple[str, ...], findings: list[Finding]) -> Template:
    text, field_text = source(identifier)
    lines, problems = lex(text)
    findings.extend(replace(problem, place=f"{identifier} {problem.place}") for problem in problems)
    try:
        declared, _ = read_toml(field_text)
    except ValueError as error:
        findings.append(Finding(f"{identifier} fields.toml", "TOML 写法", str(error)))
        declared = {}
    fields = read_fields(declared, identifier, findings)
    expanded: list[Line] = []
    for line in lines:
        if line.kind is LineKind.DIRECTIVE and line.key == "并入":
            included = _include(identifier, line, source, (*above, identifier), findings)
            if included:
                expanded.extend(included.lines)
                fields = {**included.fields, **fields}
        else:
            _check_line(identifier, line, findings)
            expanded.append(line)
    _check_nesting(identifier, lines, findings)
    name = str(declared.get("名称", identifier))
    return Template(identifier, name, str(declared.get("说明", "")), tuple(expanded), fields)


def _include(
    identifier: str, line: Line, source: Source, above: tuple[str, ...], findings: list[Finding]
) -> Template | None:
    wanted = line.texts[0]
    if wanted in above:
        sentence = f"「并入 {wanted}」绕了回来：{' → '.join((*above, wanted))}"
        findings.append(Finding(f"{identifier} 第{line.number}行", _RULE, sentence))
        return None
    return _read(wanted, source, above, findings)


def _check_line(identifier: str, line: Line, findings: list[Finding]) -> None:
    if line.kind is LineKind.DIRECTIVE:
        if line.key not in (*_OPENING, "否则", "完"):
            sentence = f"没有「{line.key}」这种指令；可用：每个、如有、如无、否则、完、并入"
            findings.append(Finding(f"{identifier} 第{line.number}行", _RULE, sentence))
        return
    for text in line.texts:
        try:
            blanks.check(text)
        except ValueError as error:
            findings.append(Finding(f"{identifier} 第{line.number}行", _RULE, str(error)))


def _check_nesting(identifier: str, lines: tuple[Line, ...], findings: list[Finding]) -> None:
    depth = 0
    for line in lines:
        if line.kind is not LineKind.DIRECTIVE:
            continue
        depth += (line.key in _OPENING) - (line.key == "完")
        if depth < 0 or (line.key == "否则" and depth < 1):
            findings.append(Finding(f"{identifier} 第{line.number}行", _RULE, f"「{line.key}」前面没有开头的指令"))
            depth = max(depth, 0)
    if depth:
        findings.append(Finding(f"{identifier} 末尾", _RULE, f"有{depth}处「每个/如有/如无」没有用「完」结束"))


def _unknown_names(template: Template) -> list[Finding]:
    findings = []
    for line in template.lines:
        used = [name for text in line.texts for name in blanks.names(text)]
        if line.kind is LineKind.DIRECTIVE and line.key in _OPENING:
            used = [line.texts[0]]
        for name in used:
            if name not in template.fields:
                sentence = f"用了没有声明的字段「{name}」"
                findings.append(Finding(f"{template.identifier} 第{line.number}行", _RULE, sentence))
    return findings
