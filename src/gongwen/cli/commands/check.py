"""check: any PDF or DOCX against GB/T 9704-2012."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongwen.cli.chinese import ChineseCommand, option
from gongwen.cli.machine import say_json
from gongwen.cli.options import FILE, json_option, settings
from gongwen.cli.outcome import tell
from gongwen.cli.output import say, say_table
from gongwen.office.check import check_file
from gongwen.office.wiring import Workshop

if TYPE_CHECKING:
    from gongwen.check import Report, Result

_HAS_FINDINGS = 6


@click.command(cls=ChineseCommand, name="check")
@click.argument("file", metavar="文件", type=FILE, help="要查的 PDF 或 DOCX，谁做的都行")
@option("--all", "show_all", is_flag=True, help="合格的、不适用的也列出来")
@option("--no-render", "no_render", is_flag=True, help="DOCX 只查设置，不用 LibreOffice 印出来量")
@json_option
def command(file: Path, show_all: bool, no_render: bool, as_json: bool) -> int:
    """查验：按 GB/T 9704 逐条查一份公文。

    每条列出所见、应为、容差、第几面、在哪里、是规定还是一般；
    有不合格的（惯例除外），以 6 退出。

    例：
      gongwen check out/通知.pdf
    """
    report = check_file(file, None if no_render else Workshop(settings()).typefaces)
    if as_json:
        say_json(_described(file, report))
    else:
        _show(file, report, show_all=show_all)
    return _HAS_FINDINGS if report.faults else 0


def _show(file: Path, report: Report, *, show_all: bool) -> None:
    failed = [result for result in report.results if result.verdict.value == "不合格"]
    shown = list(report.results) if show_all else failed
    if shown:
        say_table(
            ("条款", "项目", "所见", "应为", "面", "位置", "强度", "结论"), [_row(one) for one in shown]
        )
    passed = sum(result.verdict.value == "合格" for result in report.results)
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
        f"{seen} {clause.unit}".strip() if seen else "",
        f"{wanted}{allowed} {clause.unit}".strip(),
        page,
        result.place,
        clause.strength.value,
        result.verdict.value,
    )


def _described(file: Path, report: Report) -> dict[str, object]:
    return {
        "file": str(file),
        "form": report.form,
        "pages": report.pages,
        "faults": len(report.faults),
        "notes": list(report.notes),
        "results": [result.as_dict() for result in report.results],
    }
