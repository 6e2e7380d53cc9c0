"""What fill writes for people and for programs: columns, findings by row, what became of each row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from gongwen.cli.machine import findings_described, say_json
from gongwen.cli.outcome import tell, tell_findings
from gongwen.cli.output import say, say_table
from gongwen.model import Finding, Level
from gongwen.office.filling import FillReport
from gongwen.office.filling.plan import Plan
from gongwen.office.filling.results import RowOutcome, RowState
from gongwen.office.filling.results.manifest import described
from gongwen.office.filling.tables import Source

_FINDINGS = 6


def say_mapping(source: Source, saved: Path | None, *, as_json: bool) -> int:
    """Write which column is which field; return the exit code, 6 when something stops the whole table."""
    wrong = any(finding.level is Level.ERROR for finding in source.findings)
    if as_json:
        columns = [
            {"table": one.table, "head": one.head, "place": one.place, "field": one.path, "how": one.how}
            for one in source.matches
        ]
        say_json(
            {
                "columns": columns,
                "missing": list(source.missing),
                "findings": findings_described(source.findings),
            }
        )
        return _FINDINGS if wrong else 0
    rows = [(one.place, one.head, one.path or "（不用）", one.how) for one in source.matches]
    say_table(("位置", "栏名", "字段", "怎样对上"), rows)
    tell_findings(source.findings)
    if saved:
        say(f"已写出对照表 {saved}，改过后用 --mapping {saved}")
    return _FINDINGS if wrong else 0


def say_survey(source: Source, planned: Sequence[Plan], *, as_json: bool) -> bool:
    """Write what is missing or wrong, row by row; return whether something stops a row or the whole."""
    bad = [plan for plan in planned if plan.state is RowState.BAD]
    whole = [finding for finding in source.findings if finding.level is Level.ERROR]
    if as_json:
        say_json(
            {
                "rows": [_planned(plan) for plan in planned],
                "bad": len(bad),
                "findings": findings_described(source.findings),
            }
        )
        return bool(bad or whole)
    listed: list[tuple[str, str, Finding]] = [("整张表", "", finding) for finding in source.findings]
    said: set[Finding] = set()
    for plan in planned:
        fresh = [one for one in plan.findings if one.level is Level.ERROR or one not in said]
        said.update(fresh)
        listed += [(str(plan.number), plan.key, finding) for finding in fresh]
    if listed:
        rows = [
            (number, key, one.level.value, one.place, one.sentence, one.rule) for number, key, one in listed
        ]
        say_table(("序号", "标识", "程度", "位置", "问题", "规则"), rows)
    to_make = sum(plan.make for plan in planned)
    stands = "整张表先要改" if whole else f"{len(planned) - len(bad)} 份可以办，其中 {to_make} 份要做"
    say(f"共 {len(planned)} 份：{len(bad)} 份有错，{stands}。什么也没有写。")
    return bool(bad or whole)


def say_report(report: FillReport, *, as_json: bool) -> None:
    """Write what became of the rows."""
    if as_json:
        say_json(
            {
                "rows": [{**described(outcome), "made": outcome.made} for outcome in report.outcomes],
                "findings": findings_described(report.findings),
                "manifest": str(report.manifest),
                "print_file": str(report.print_file) if report.print_file else None,
            }
        )
        return
    tell_findings(report.findings)
    tell_findings(_each_once(report.outcomes))
    made = sum(outcome.made for outcome in report.outcomes)
    counts = Counter(outcome.state for outcome in report.outcomes)
    listed = "，".join(f"{state.value} {counts[state]}" for state in RowState if counts[state])
    say(f"共 {len(report.outcomes)} 份：{listed}；这次做了 {made} 份。")
    say(f"清单：{report.manifest}")
    if report.print_file:
        say(f"合订打印：{report.print_file}")
    if counts[RowState.GONE]:
        tell("表里已没有的，文件没有动；确实不要，请自己移走。")


def _each_once(outcomes: Iterable[RowOutcome]) -> list[Finding]:
    return list(dict.fromkeys(finding for outcome in outcomes for finding in outcome.findings))


def _planned(plan: Plan) -> dict[str, object]:
    return {
        "row": plan.number,
        "key": plan.key,
        "place": plan.label,
        "state": plan.state.value,
        "make": plan.make,
        "findings": findings_described(plan.findings),
    }
