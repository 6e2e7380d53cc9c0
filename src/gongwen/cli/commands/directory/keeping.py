"""directory import, check, history, template, export: how the lists come in, are looked after and go out."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongwen.cli.chinese import ChineseCommand, option
from gongwen.cli.commands.directory.group import EDITION, put_workbook, today
from gongwen.cli.machine import findings_described, say_json
from gongwen.cli.options import DAY, FILE, archive_option, json_option, outside_archives, settings
from gongwen.cli.outcome import tell_findings, while_interrupted
from gongwen.cli.output import progress, say, say_table
from gongwen.model import Finding, Level
from gongwen.model.directory import Directory
from gongwen.office.directory.checking import check_editions, check_lists
from gongwen.office.directory.importing import STEPS, ImportReport, import_directory
from gongwen.office.directory.sample import sample_directory
from gongwen.office.directory.showing import Past, change_details, change_label
from gongwen.office.directory.showing import history as past_editions
from gongwen.office.directory.workbook import workbook_of
from gongwen.office.wiring import Office
from gongwen.records.values import CHINA

if TYPE_CHECKING:
    from gongwen.records.directory.values import Change, EditionRecord

_HAS_FINDINGS, _BROKEN = 6, 8
_MOST_SHOWN = 200
_out = option(
    "--out",
    type=FILE,
    metavar="文件",
    default=Path("名录.xlsx"),
    callback=outside_archives,
    help="写到哪个 .xlsx 文件；不写就是当前文件夹下的 名录.xlsx",
)


@click.command("import", cls=ChineseCommand)
@click.argument("workbook", metavar="工作簿", type=FILE, help="名录工作簿（.xlsx），一个名录一张表")
@option("--reason", metavar="原因", default="", help="为什么改，记进版次；试看时可以不写")
@option("--dry-run", is_flag=True, help="只看会变什么，什么也不写")
@archive_option
@json_option
def import_(workbook: Path, reason: str, dry_run: bool, as_json: bool) -> None:
    """把工作簿里的名录导入，成为新的一版。

    各行的错误一次全部列出，有一处错就一行也不导入；以前各版都还查得到。
    工作簿里没有的表、没有内容的表，那个名录不动。

    例：
      gongwen directory import examples/名录/绍兴市.xlsx --dry-run
      gongwen directory import examples/名录/绍兴市.xlsx --reason 首次建立
    """
    while_interrupted("名录要么没有变，要么整版导入了；用 gongwen directory history 可以看到")
    if not dry_run and not reason.strip():
        raise click.UsageError("缺少选项「--reason」：写明为什么改；只看会变什么，请加 --dry-run。")
    editions = Office(settings(), writing=not dry_run).editions()
    with progress(len(STEPS), "导入名录") as step:
        report = import_directory(
            editions, workbook, reason=reason, today=today(), dry_run=dry_run, on_step=step
        )
    if as_json:
        say_json(_described(report, dry_run))
        return
    _tell_changes(report.changes)
    if report.edition:
        say(f"已导入　第{report.edition.number}版，{_counted(report.changes)}")
    else:
        say(f"试看：{_counted(report.changes)}；没有写入" if report.changes else "与现在的名录相同，没有变动")
    tell_findings(report.findings)


@click.command("check", cls=ChineseCommand)
@option("--on", type=DAY, metavar="日期", default=None, help="在用的各行到哪一天要对得上；不写就是今天")
@archive_option
@json_option
def check(on: dt.date | None, as_json: bool) -> int:
    """检查名录：上级在不在、区县那天有没有、级次对不对、代字和代码重不重、时间叠不叠、有没有绕圈。

    也核对各版次有没有被改动；有问题以 6 退出，版次被改动以 8 退出。

    例：
      gongwen directory check
    """
    office = Office(settings(), writing=False)
    broken = check_editions()
    directory = Directory() if broken else office.directory()
    found = (*broken, *check_lists(directory, on or today()))
    if as_json:
        say_json({"edition": directory.edition, "findings": findings_described(found)})
    else:
        say(*map(str, found) if found else [f"名录第{directory.edition}版没有问题，各版次完好"])
    return _BROKEN if broken else _code(found)


@click.command("history", cls=ChineseCommand)
@click.argument("name", metavar="[名称]", required=False, default="", help="只看这个名称的变动")
@archive_option
@json_option
def history(name: str, as_json: bool) -> None:
    """列出名录的各个版次：谁、什么时候、从哪个文件导入、为什么、变了什么。

    例：
      gongwen directory history
      gongwen directory history 绍兴县
    """
    past = past_editions(Office(settings(), writing=False).editions(), name)
    if as_json:
        say_json([_edition(one.edition, one.changes) for one in past])
        return
    if not past:
        say("名录还没有导入过")
    for one in past:
        _tell_past(one, details=bool(name))


@click.command("template", cls=ChineseCommand)
@option("--sample", is_flag=True, help="填上绍兴市的例子（企业都是示例）")
@_out
@json_option
def template(sample: bool, out: Path, as_json: bool) -> None:
    """写出名录工作簿：栏名、填写说明、可选的内容都在里面。

    例：
      gongwen directory template --out 名录.xlsx
      gongwen directory template --sample --out 绍兴市.xlsx
    """
    put_workbook(workbook_of(sample_directory() if sample else Directory()), out, as_json)


@click.command("export", cls=ChineseCommand)
@option("--edition", type=EDITION, metavar="版次", default=None, help="第几版；不写就是现在的")
@_out
@archive_option
@json_option
def export(edition: int | None, out: Path, as_json: bool) -> None:
    """把存着的名录写成工作簿，改好后可以再导入。

    例：
      gongwen directory export --out 名录.xlsx
    """
    put_workbook(workbook_of(Office(settings(), writing=False).directory(edition=edition)), out, as_json)


def _tell_changes(changes: Iterable[Change]) -> None:
    listed = list(changes)
    rows = [
        (one.verb.value, one.list, change_label(one), change_details(one)) for one in listed[:_MOST_SHOWN]
    ]
    if rows:
        say_table(("变动", "名录", "哪一行", "怎样变"), rows)
    if len(listed) > _MOST_SHOWN:
        say(f"……还有 {len(listed) - _MOST_SHOWN} 行，加 --json 全部列出")


def _tell_past(one: Past, *, details: bool) -> None:
    edition = one.edition
    at = edition.at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
    say(f"第{edition.number}版　{at}　{edition.operator}　{edition.source.name}　{edition.source.reason}")
    say(f"  {_counted(one.changes)}")
    if details:
        _tell_changes(one.changes)


def _counted(changes: Iterable[Change]) -> str:
    counts = Counter(one.verb.value for one in changes)
    return "，".join(f"{verb} {count} 行" for verb, count in counts.items())


def _code(found: Iterable[Finding]) -> int:
    return _HAS_FINDINGS if any(one.level is Level.ERROR for one in found) else 0


def _described(report: ImportReport, dry_run: bool) -> dict[str, object]:
    return {
        "source": report.source,
        "dry_run": dry_run,
        "edition": report.edition.number if report.edition else None,
        "changes": [_change(one) for one in report.changes],
        "findings": findings_described(report.findings),
    }


def _change(one: Change) -> dict[str, object]:
    before, after = (None if cells is None else dict(cells) for cells in (one.before, one.after))
    return {
        "list": one.list,
        "verb": one.verb.value,
        "row": change_label(one),
        "before": before,
        "after": after,
    }


def _edition(edition: EditionRecord, changes: Iterable[Change]) -> dict[str, object]:
    return {
        "edition": edition.number,
        "at": edition.at.astimezone(CHINA).isoformat(),
        "operator": edition.operator,
        "source": edition.source.name,
        "sha256": edition.source.sha256,
        "reason": edition.source.reason,
        "changes": [_change(one) for one in changes],
    }
