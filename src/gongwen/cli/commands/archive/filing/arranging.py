"""archive arrange, table: the papers of a year get their 档号; the office's own 保管期限表."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import click

from gongwen.cli.chinese import ChineseCommand, option
from gongwen.cli.machine import findings_described, say_json
from gongwen.cli.options import FILE, YEAR, archive_option, fonds_option, json_option, settings
from gongwen.cli.outcome import tell, tell_findings, while_interrupted
from gongwen.cli.output import progress, say, say_table
from gongwen.model.arrangement import Filed
from gongwen.office.keeping.arranging.arranging import arrange_year
from gongwen.office.keeping.arranging.deciding import WORDS, decided
from gongwen.office.keeping.arranging.planning import Plan, ordered_findings, plan_year
from gongwen.office.keeping.arranging.table import read_table, table_in_use
from gongwen.office.keeping.pieces import piece
from gongwen.office.wiring import Office

_WAITING = 6


@click.command("arrange", cls=ChineseCommand)
@option("--year", type=YEAR, metavar="年度", required=True, help="整理哪一年度的件")
@option(
    "--table",
    "table_file",
    type=FILE,
    metavar="文件",
    help="本机关的保管期限表（TOML）；交一次就记在存档里，以后不必再写",
)
@option(
    "--set",
    "wishes",
    metavar="件=内容",
    multiple=True,
    help=f"人工定的，可写几次；内容可以是：{WORDS}",
)
@option("--reason", metavar="理由", default="", help="人工定的理由，记在这些件上")
@option("--leave-undecided", is_flag=True, help="还定不了的留到以后，其余的先归档")
@option("--dry-run", is_flag=True, help="只看会怎样编，什么也不改")
@fonds_option
@archive_option
@json_option
def arrange(
    year: int,
    table_file: Path | None,
    wishes: tuple[str, ...],
    reason: str,
    leave_undecided: bool,
    dry_run: bool,
    fonds: str,
    as_json: bool,
) -> int:
    """整理一个年度：定保管期限，编件号、档号，盖归档章，封件。

    发的、收的都整理；草稿、没有核发的不在其内，另外列出。要人定的一次列全，
    定好以前什么也不做。编过的档号不改；中断了、后来又有了件，再运行一次，只编新的。
    还有待定的，以 6 退出。

    例：
      gongwen archive arrange --year 2015 --table 保管期限表.toml --dry-run
      gongwen archive arrange --year 2015 --set 浙正软办〔2015〕7号=永久 --reason 与本机关职能直接有关
    """
    while_interrupted("整理没有做完；归档了的照旧，再运行一次接着做")
    office = Office(settings(), writing=not dry_run)
    parts = office.arrange_parts(fonds)
    table = read_table(table_file) if table_file else table_in_use(parts.holdings.keeping)
    said = decided(wishes, reason, lambda name: piece(parts.holdings, name).item_id)
    plan = plan_year(parts.holdings, parts.papers, parts.describer, parts.unit, year, table, said)
    if dry_run or (plan.undecided and not leave_undecided):
        _tell_plan(plan, as_json=as_json, done=False)
        if not dry_run:
            tell(
                "什么也没有做。请把上面要人定的定好，再运行一次：著录用 gongwen archive describe 核对，"
                "别的用 --set；先留下的，请加 --leave-undecided"
            )
        return _WAITING if plan.undecided else 0
    with progress(len(plan.new), "整理") if plan.new else nullcontext(_quiet) as step:
        arranged = arrange_year(parts, plan, step)
    _tell_plan(plan, as_json=as_json, done=True)
    tell_findings(arranged.findings)
    return _WAITING if plan.undecided else 0


@click.command("table", cls=ChineseCommand)
@fonds_option
@archive_option
def table(fonds: str) -> None:
    """显示正在用的保管期限表，照当初交来的原样；存成文件改好，整理时用 --table 再交。

    例：
      gongwen archive table
    """
    office = Office(settings(), writing=False)
    say(table_in_use(office.organ(fonds).holdings.keeping).text.rstrip("\n"))


def _tell_plan(plan: Plan, *, as_json: bool, done: bool) -> None:
    found = plan.arrangement
    if as_json:
        say_json(_described(plan, done=done))
        return
    rows = [
        (str(one.code), one.piece.number, one.piece.listed_title, one.code.term.value, _state(one, done))
        for one in found.filed
    ]
    if rows:
        say_table(("档号", "文号", "题名", "期限", ""), rows)
    for out in found.excluded:
        say(f"不归档：{out.piece.place}　{out.reason}")
    for line in plan.left_out:
        say(f"不在其内：{line}")
    tell_findings(ordered_findings(plan))
    verb = "归档" if done else "可以归档"
    say(f"{plan.year}年度：这次{verb} {len(plan.new)} 件，{_rest(plan)}")


def _quiet(done: str) -> None:
    """Say nothing: there is nothing to be done."""


def _state(one: Filed, done: bool) -> str:
    return ("新编" if done else "要编") if one.new else "已编"


def _rest(plan: Plan) -> str:
    found = plan.arrangement
    earlier = len(found.filed) - len(plan.new)
    return f"此前已归档 {earlier} 件，不归档 {len(found.excluded)} 件，待定 {len(found.left)} 件"


def _described(plan: Plan, *, done: bool) -> dict[str, object]:
    found = plan.arrangement
    return {
        "year": plan.year,
        "done": done,
        "table": {"name": plan.table.table.name, "digest": plan.table.digest},
        "filed": list(_filed(found.filed)),
        "excluded": [{"item": one.piece.item_id, "reason": one.reason} for one in found.excluded],
        "left": [one.item_id for one in found.left],
        "left_out": plan.left_out,
        "findings": findings_described(ordered_findings(plan)),
    }


def _filed(filed: tuple[Filed, ...]) -> Iterator[dict[str, object]]:
    for one in filed:
        yield {
            "item": one.piece.item_id,
            "reference_code": str(one.code),
            "title": one.piece.listed_title,
            "term": one.code.term.value,
            "pages": one.piece.pages,
            "reason": one.reason,
            "new": one.new,
        }
