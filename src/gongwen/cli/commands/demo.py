"""demo: one real year of the office, from facts to findable paper."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import click

from gongwen.cli.chinese import ChineseCommand, option
from gongwen.cli.commands.search import counted
from gongwen.cli.options import FILE, archive_option, chosen_archive, outside_archives
from gongwen.cli.outcome import tell, tell_findings, while_interrupted
from gongwen.cli.output import Step, highlighted, progress, say, say_table
from gongwen.model import Finding
from gongwen.office import demo
from gongwen.office.search import Answer
from gongwen.office.wiring import ENGINES, Office, Settings

_PAPERS, _AROUND = 7, 12
_TRY = ("number list", "search 黑名单", "archive verify")


@click.command(cls=ChineseCommand, name="demo")
@option("--fresh", is_flag=True, help="推倒重做")
@option(
    "--out",
    type=FILE,
    metavar="文件夹",
    callback=outside_archives,
    help="文件放到哪里；不写就是本项目的 out/demo",
)
@archive_option
def command(fresh: bool, out: Path | None) -> None:
    """演一遍 2015 年的实例：拟稿、编号、核发、存档、检索。

    绍兴市 2015 年的联合通知编为 3 号（1、2 号是手工编的，先补登），印成
    DOCX 和 PDF；六个区、市、县各发自己的方案，与本机关分开，注明“示例”；
    然后用三种引擎检索。存档在本项目的 archive/demo，另有存档的地方不动。
    再运行一次，只说有什么，不改动；--fresh 推倒重做。

    例：
      gongwen demo --archive /tmp/演示 --out /tmp/演示公文
    """
    settings = _settings()
    folders = demo.DemoFolders(demo.EXAMPLES, out or demo.OUT)
    found = demo.state(settings)
    if found == demo.COMPLETE and not fresh:
        say("演示早已做完，什么也没有改动；要重做请加 --fresh。", "")
        _tell_numbers(Office(settings, writing=False))
        folders = replace(folders, out=demo.played_to(settings, folders.out))
    else:
        _play(settings, folders, found)
    _tell_where(settings, folders)


def _settings() -> Settings:
    chosen = chosen_archive()
    if chosen is None and not os.environ.get("GONGWEN_ARCHIVE"):
        chosen = demo.ARCHIVE
    settings = Settings.of(os.environ, chosen)
    return replace(settings, archive=settings.archive.absolute())


def _play(settings: Settings, folders: demo.DemoFolders, found: str) -> None:
    while_interrupted("演示没有做完；再运行一次会自动从头重做，不必收拾")
    if found == demo.INTERRUPTED:
        tell("上次的演示没有做完，现在从头重做。")
    with progress(_PAPERS + 2, "演示") as step:
        if found != demo.ABSENT:
            demo.clear(settings)
        office = demo.begin(settings)
        step("已建立演示存档，补登 1、2 号")
        findings = _issue_all(office, folders, step)
        compared = list(demo.compare_engines(office))
        step("已用三种引擎检索")
    demo.finish(settings, folders)
    _tell_numbers(office)
    for text, answer in compared:
        _tell_answer(text, answer)
    if findings:
        tell("", "拟稿时发现：")
        tell_findings(findings)


def _issue_all(office: Office, folders: demo.DemoFolders, step: Step) -> tuple[Finding, ...]:
    report, findings = demo.issue_ours(office, folders, _quiet)
    step(f"已核发 {report.number}")
    for row in demo.fill_counties(office, folders):
        report = demo.issue_county(office, row, folders, _quiet)
        findings += row.findings
        step(f"已核发 {report.number}（示例）")
    return findings


def _quiet(step: str) -> None:
    """Take no notice of the steps within one paper."""


def _tell_numbers(office: Office) -> None:
    rows = [
        (str(record.number), "示例" if organ.sample else "本机关", record.explanation())
        for organ, record in demo.what_exists(office)
    ]
    say_table(("文号", "机关", "说明"), rows)


def _tell_answer(text: str, answer: Answer) -> None:
    say("", f"查「{text}」：{'、'.join(ENGINES)} 三种引擎都{counted(answer)}")
    for found in answer.found:
        hit = found.hit
        around = highlighted(hit.snippet, _AROUND)
        say(f"  {hit.number}{'（示例）' if found.sample else ''}　……{around}……")
        say(f"    {_short(Path(found.location))}")


def _tell_where(settings: Settings, folders: demo.DemoFolders) -> None:
    program = "gongwen" if shutil.which("gongwen") else _short(Path(sys.argv[0]).absolute())
    archive = shlex.quote(_short(settings.archive))
    say("", f"公文：{_short(folders.out)}（各区、市、县的在其中 示例 文件夹里）")
    say(f"存档：{_short(settings.archive)}", "", "接下来可以试：")
    say(*(f"  {program} {words} --archive {archive}" for words in _TRY))


def _short(path: Path) -> str:
    """Return `path` from the current folder on when it lies in it."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
