"""A report on the terminal and as JSON."""

from __future__ import annotations

from pathlib import Path

from gongwen.check import ImprintPlace, Report, Result, Verdict
from gongwen.cli.outcome import tell
from gongwen.cli.output import say, say_table
from gongwen.office.check.relayout import SAID, Relaid


def show(file: Path, report: Report, *, show_all: bool) -> None:
    """Write the faults, or with `show_all` every result, as a table, and one line that sums up."""
    failed = [result for result in report.results if result.verdict is Verdict.FAIL]
    shown = list(report.results) if show_all else failed
    if shown:
        say_table(
            ("条款", "项目", "所见", "应为", "面", "位置", "强度", "结论"), [_row(one) for one in shown]
        )
    passed = sum(result.verdict is Verdict.PASS for result in report.results)
    pages = f"{report.form}，{report.pages} 面；" if report.pages else ""
    say(f"{file.name}：{pages}合格 {passed} 条，不合格 {len(report.faults)} 处" + _customs(failed, report))
    tell(*(f"提示：{note}" for note in report.notes))


def _customs(failed: list[Result], report: Report) -> str:
    others = len(failed) - len(report.faults)
    return f"，与惯例不同 {others} 处" if others else ""


def _row(result: Result) -> tuple[str, ...]:
    clause = result.clause
    allowed = f"±{clause.tolerance:g}" if clause.tolerance else ""
    wanted = f"{clause.wanted:g}" if isinstance(clause.wanted, float | int) else clause.wanted
    seen = f"{result.seen:g}" if isinstance(result.seen, float | int) else result.seen
    page = str(result.page) if result.page else ""
    return (
        clause.number,
        clause.name,
        f"{seen} {clause.unit}".strip() if any(map(str.isdecimal, seen)) else seen,
        f"{wanted}{allowed} {clause.unit}".strip(),
        page,
        result.place,
        clause.strength.value,
        result.verdict.value,
    )


def described(file: Path, report: Report) -> dict[str, object]:
    """Return a report as JSON holds it."""
    return {
        "file": str(file),
        "form": report.form,
        "pages": report.pages,
        "faults": len(report.faults),
        "notes": list(report.notes),
        "results": [result.as_dict() for result in report.results],
    }


def show_relaid(file: Path, relaid: Relaid) -> None:
    """Write where 版记 was and is, and the file that was written; notes go to standard error."""
    before, after = relaid.before, relaid.after
    if before is None or after is None or relaid.placement is None:
        say(f"{file.name}：这份公文没有版记，不用调整")
    elif relaid.copy is None:
        say(f"{file.name}：版记在第{after.page}面，{SAID[relaid.placement]}，位置是对的，不用调整")
    else:
        was = f"版记原在第{before.page}面，共{before.pages}面"
        say(f"{file.name}：{was}；现在第{after.page}面，{SAID[relaid.placement]}", str(relaid.copy))
    tell(*(f"提示：{note}" for note in relaid.notes))


def relaid_described(file: Path, relaid: Relaid) -> dict[str, object]:
    """Return what came of a relayout as JSON holds it."""
    return {
        "file": str(file),
        "changed": relaid.copy is not None,
        "copy": str(relaid.copy.path) if relaid.copy else None,
        "placement": SAID[relaid.placement] if relaid.placement else None,
        "before": _place(relaid.before),
        "after": _place(relaid.after),
        "faults": len(relaid.report.faults),
        "notes": list(relaid.notes),
    }


def _place(place: ImprintPlace | None) -> dict[str, int] | None:
    if place is None:
        return None
    return {"page": place.page, "pages": place.pages, "text_page": place.text_page}
