"""draft_sheet (拟稿): a template that is a form by itself, filled for one respondent (填表单位)."""

from __future__ import annotations

from gongwen.drafting.draft import expanded
from gongwen.drafting.facts import Facts, in_order
from gongwen.drafting.template import Template
from gongwen.drafting.values import Day
from gongwen.errors import FactsError, RefusedError
from gongwen.model import Finding, FormMark, FormSheet
from gongwen.model.notation.building import build_sheet

_RULE = "二维码的内容：表的代号、年份、填表单位的编号"


def draft_sheet(template: Template, facts: Facts) -> tuple[FormSheet, tuple[Finding, ...]]:
    """Return the form of `template` with `facts`, and the findings that do not block it.

    Raises RefusedError for a template that is no form by itself, FactsError
    with every missing, unknown or wrong fact at once, and for a respondent's
    code that a QR code of ours cannot say.
    """
    if template.mark is None:
        raise RefusedError(
            f"模板「{template.name}」不是单独发出的表",
            rule="单独发出的表，模板的 fields.toml 里有 [二维码] 一节",
            advice="请改用拟稿（gongwen draft、gongwen fill）",
        )
    lines, values, findings = expanded(template, facts)
    name = template.mark.respondent
    if name not in values:
        missing = Finding(facts.place(name), _RULE, f"「{name}」没有填：每张表要写明是谁的")
        raise FactsError(
            f"{facts.source}里没有「{name}」", advice="请按所列各处改正后再试", findings=[missing]
        )
    due = values[template.mark.due]
    if not isinstance(due, Day):
        raise TypeError(f"{template.mark.due} is declared as a date")
    form = template.identifier.upper().replace("_", "-")
    try:
        mark = FormMark(form, due.day.year, values[name].written(None))
    except ValueError as error:
        wrong = Finding(facts.place(name), _RULE, f"{error}，如 330602-0001")
        raise FactsError(
            f"{facts.source}里的「{name}」不能用", advice="请改正后再试", findings=[wrong]
        ) from error
    return FormSheet(build_sheet(lines), mark, due.day), in_order(findings)
