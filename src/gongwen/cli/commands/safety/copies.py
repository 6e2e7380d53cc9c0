"""backup, restore, drill: a verified copy of the whole archive, and proof that it serves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import click

from gongwen.archive.backups import examine_backup
from gongwen.cli.chinese import ChineseCommand, option
from gongwen.cli.machine import findings_described, say_json
from gongwen.cli.options import FILE, archive_option, json_option, settings
from gongwen.cli.outcome import tell_findings, while_interrupted
from gongwen.cli.output import progress, say
from gongwen.errors import UsageError
from gongwen.model import Finding, Level
from gongwen.office import safety
from gongwen.office.wiring import Office

_WRONG = 8


@click.command("backup", cls=ChineseCommand)
@option("--out", type=FILE, metavar="文件夹", help="备份放到哪里；不写就不备份，只与 --check 同用")
@option("--check", type=FILE, metavar="备份", help="只核对一份已有的备份，逐个文件对摘要")
@archive_option
@json_option
def backup(out: Path | None, check: Path | None, as_json: bool) -> int:
    """备份：整个存档写成一个包，边写边核对；别人照常办文。

    备份是一个 BagIt 包，不用本程序也能核对：在包里运行
    sha256sum -c manifest-sha256.txt。数据库是同一时刻的，别的文件一个不少。
    存档本身有损坏的，照样备份，并且说明，退出码是 8。

    例：
      gongwen backup --out /mnt/备份盘
      gongwen backup --check /mnt/备份盘/gongwen-20261123T080000Z
    """
    if (out is None) is (check is None):
        raise UsageError("没有写备份到哪里", advice="请写 --out 文件夹；核对已有的备份，写 --check")
    if check is not None:
        return _checked(check, as_json=as_json)
    assert out
    while_interrupted("备份没有写完，不能用；再运行一次即可")
    office = Office(settings())
    with progress(2, "备份") as step:
        made = safety.backup(office, out, dt.datetime.now(dt.UTC))
        step(f"已写 {made.files} 个文件，逐个读回核对")
    if as_json:
        say_json(
            {
                "path": str(made.path),
                "digest": made.digest,
                "files": made.files,
                "bytes": made.bytes,
                "heads": made.heads,
                "findings": findings_described(made.findings),
            }
        )
    else:
        say(f"已备份 {made.files} 个文件，{made.bytes:,} 字节：{made.path}", f"备份摘要　{made.digest}")
        say(*(f"登记　{head}" for head in made.heads))
    return _told(made.findings, as_json=as_json)


@click.command("restore", cls=ChineseCommand)
@click.argument("folder", metavar="备份", type=FILE, help="gongwen backup 写的文件夹")
@option("--to", "root", type=FILE, metavar="文件夹", required=True, help="恢复到哪里；要是空的，或还没有")
@json_option
def restore(folder: Path, root: Path, as_json: bool) -> int:
    """恢复：从一份完整的备份恢复出存档，只恢复到空的地方。

    先逐个文件核对备份，再恢复，再核对恢复出来的存档。

    例：
      gongwen restore /mnt/备份盘/gongwen-20261123T080000Z --to /srv/公文
    """
    while_interrupted("没有恢复完，那里没有存档；再运行一次即可")
    with progress(2, "恢复") as step:
        files = safety.restore(folder, root)
        step(f"已恢复 {files} 个文件")
        findings = safety.verified(settings(), root)
        step("已核对")
    if as_json:
        say_json({"path": str(root), "files": files, "findings": findings_described(findings)})
    else:
        say(f"已恢复 {files} 个文件：{root}")
    return _told(findings, as_json=as_json)


@click.command("drill", cls=ChineseCommand)
@option("--work", type=FILE, metavar="文件夹", required=True, help="在哪里演练；要放得下两份存档，做完就清掉")
@archive_option
@json_option
def drill(work: Path, as_json: bool) -> int:
    """演练：备份、恢复到别处、逐个文件比较、核对，最后清掉。

    备份能不能用，恢复一次才知道；请每季度演练一次。

    例：
      gongwen drill --work /mnt/备份盘
    """
    while_interrupted("演练没有做完；存档没有改动")
    office = Office(settings())
    with progress(4, "演练") as step:
        report = safety.drill(office, work, dt.datetime.now(dt.UTC), step)
    if as_json:
        say_json(
            {
                "files": report.files,
                "items": report.items,
                "entries": report.entries,
                "findings": findings_described(report.findings),
            }
        )
    else:
        same = "没有一处不同" if not report.findings else f"{len(report.findings)} 处要看"
        say(f"{report.files} 个文件、{report.items} 件、{report.entries} 条登记，备份后恢复出来，{same}")
    return _told(report.findings, as_json=as_json)


def _checked(folder: Path, *, as_json: bool) -> int:
    findings = examine_backup(folder)
    if as_json:
        say_json({"path": str(folder), "findings": findings_described(findings)})
    elif not findings:
        say(f"备份完好：{folder}")
    return _told(findings, as_json=as_json)


def _told(findings: Iterable[Finding], *, as_json: bool) -> int:
    """Tell the findings unless a JSON did; return the exit code."""
    found = tuple(findings)
    if not as_json:
        tell_findings(found)
    return _WRONG if any(finding.level is Level.ERROR for finding in found) else 0
