"""draft (拟稿): put facts into a template and build the Document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from gongwen.drafting import blanks
from gongwen.drafting.checks import addressee_findings, check_document, reference_findings, without_marks
from gongwen.drafting.facts import Facts, in_order
from gongwen.drafting.resolve import resolve
from gongwen.drafting.template import ENTERED, Template
from gongwen.drafting.values import Body, Entries, Record, Value
from gongwen.errors import FactsError
from gongwen.model import Document, Finding, Level
from gongwen.model.directory import Directory
from gongwen.model.notation.building import build
from gongwen.model.notation.lexing import Line, LineKind


@dataclass(frozen=True, slots=True)
class Draft:
    """An unnumbered Document and the findings that do not block it.

    `source` is the template and the facts it was made from, as text for next
    year's paper; empty until the office writes it.
    """

    document: Document
    findings: tuple[Finding, ...]
    source: str = ""


def draft(template: Template, facts: Facts, directory: Directory | None = None) -> Draft:
    """Return the draft of `template` with `facts`.

    With the office's lists (名录) every name that a field declares as 行政区划,
    机关 or 企业 must be in use on 成文日期, and unknown 主送机关 are a warning.
    Raises FactsError with every missing, unknown or wrong fact at once.
    """
    lines, _, findings = expanded(template, facts, directory)
    document = build(lines, renumber=True)
    findings += check_document(document, facts.source)
    if directory:
        findings += tuple(addressee_findings(document, directory, facts.source))
    if any(finding.level is Level.ERROR for finding in findings):
        raise FactsError("拟出的公文不合格", advice="请按所列各处改正", findings=findings)
    return Draft(document, findings)


def expanded(
    template: Template, facts: Facts, directory: Directory | None = None
) -> tuple[Sequence[Line], Mapping[str, Value], tuple[Finding, ...]]:
    """Return the lines of `template` filled with `facts`, the value of each field, and the findings.

    Raises FactsError with every missing, unknown or wrong fact at once.
    """
    values, findings = resolve(template.fields, facts)
    if directory:
        findings += tuple(reference_findings(template, values, facts, directory))
    errors = [finding for finding in findings if finding.level is Level.ERROR]
    if errors:
        raise FactsError(
            f"{facts.source}里有{len(errors)}处不能用于模板「{template.name}」",
            advice="请按所列各处改正后再试",
            findings=in_order(findings),
        )
    lines, notes = without_marks(_expand(template.lines, values), facts.source)
    return lines, values, findings + notes


def _expand(lines: Sequence[Line], values: Mapping[str, Value]) -> list[Line]:
    """Carry out the directives and fill every leaf."""
    filled: list[Line] = []
    position = 0
    while position < len(lines):
        line = lines[position]
        if line.kind is LineKind.DIRECTIVE and line.key == ENTERED:
            filled.extend(_entered(line.texts[0], values))
            position += 1
        elif line.kind is LineKind.DIRECTIVE:
            branches, position = _block(lines, position)
            for scope, chosen in _chosen(line, branches, values):
                filled.extend(_expand(chosen, scope))
        else:
            filled.append(replace(line, texts=tuple(blanks.fill(text, values) for text in line.texts)))
            position += 1
    return filled


def _entered(name: str, values: Mapping[str, Value]) -> tuple[Line, ...]:
    """Return the lines of the body called `name` (正文, or 附件.正文); none when it was not entered."""
    field, _, part = name.partition(".")
    value = values.get(field)
    if isinstance(value, Record):
        return value.bodies[part].lines
    return value.lines if isinstance(value, Body) else ()


def _block(lines: Sequence[Line], start: int) -> tuple[tuple[list[Line], list[Line]], int]:
    """Return the lines before and after 否则, and the position after 完."""
    branches: tuple[list[Line], list[Line]] = ([], [])
    depth, branch, position = 1, 0, start + 1
    while True:
        line = lines[position]
        position += 1
        if line.kind is LineKind.DIRECTIVE:
            if line.key == "完":
                depth -= 1
                if depth == 0:
                    return branches, position
            elif line.key == "否则":
                if depth == 1:
                    branch = 1
                    continue
            elif line.key != ENTERED:
                depth += 1
        branches[branch].append(line)


def _chosen(
    line: Line, branches: tuple[list[Line], list[Line]], values: Mapping[str, Value]
) -> list[tuple[Mapping[str, Value], list[Line]]]:
    name = line.texts[0]
    value = values.get(name)
    if line.key == "每个":
        entries = value.entries if isinstance(value, Entries) else ()
        return [({**values, name: entry}, branches[0]) for entry in entries]
    wanted = (value is not None) is (line.key == "如有")
    return [(values, branches[0] if wanted else branches[1])]
