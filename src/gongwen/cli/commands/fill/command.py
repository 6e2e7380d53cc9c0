"""fill: an unnumbered paper for each row of a table, or an issued one."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from gongwen.cli.chinese import ChineseCommand, option
from gongwen.cli.commands.fill.bar import shown_progress
from gongwen.cli.commands.fill.shown import say_mapping, say_report, say_survey
from gongwen.cli.options import (
    DAY,
    FILE,
    PERSON,
    Count,
    archive_option,
    json_option,
    outside_archives,
    settings,
)
from gongwen.cli.outcome import while_interrupted
from gongwen.office.filling import FillRequest, How, fill, opened, survey
from gongwen.office.filling.issuing import Signing, fill_issued, survey_issued
from gongwen.office.filling.tables import Source, write_mapping
from gongwen.office.forms import stamp_forms, survey_forms
from gongwen.office.wiring import Office, Workshop

_FINDINGS = 6


@dataclass(frozen=True, slots=True)
class Words:
    """What was typed after `gongwen fill`."""

    template: str
    table: tuple[Path, ...]
    facts: Path | None
    key: tuple[str, ...]
    mapping: Path | None
    show_mapping: bool
    save_mapping: Path | None
    dry_run: bool
    skip_bad: bool
    merged: bool
    jobs: int
    issue: bool
    signatory: str | None
    signed_on: dt.date | None
    new_series: bool
    void_unneeded: str | None
    out: Path | None
    as_json: bool

    def request(self) -> FillRequest:
        """Return what is to be filled."""
        return FillRequest(self.template, self.table, self.facts, self.mapping, self.key)

    def folder(self, source: Source) -> Path:
        """Return where the files go: one folder for each template, unless another is named."""
        if self.out is not None:
            return self.out
        folder = Path("out") / f"批量-{source.template.name}"
        outside_archives(click.get_current_context(), click.Option(["--out"]), folder)
        return folder

    def signing(self) -> Signing | None:
        """Return who signed, when rows are to be issued; UsageError when that is not said in full."""
        told = (self.signatory, self.signed_on, self.void_unneeded, self.new_series or None)
        if not self.issue:
            if any(told):
                raise click.UsageError(
                    "--signatory、--signed-on、--new-series、--void-unneeded 只与 --issue 同用"
                )
            return None
        if not self.signatory or self.signed_on is None:
            raise click.UsageError("--issue 要写明 --signatory 和 --signed-on")
        return Signing(self.signatory, self.signed_on, self.new_series, self.void_unneeded or "")

    def how(self, folder: Path) -> How:
        """Return how it is to be done."""
        return How(folder, self.skip_bad, self.merged, self.jobs)


@click.command(cls=ChineseCommand, name="fill")
@click.argument("template", metavar="模板", help="模板的代号或名称，见 gongwen template list")
@option(
    "--table",
    type=FILE,
    metavar="文件",
    required=True,
    multiple=True,
    help="表格：XLSX、XLS 或 CSV，第一行写栏名；写两次，就是两张表逐一相配",
)
@option("--facts", type=FILE, metavar="文件", help="各行共同的事实；行里另写的，以行为准")
@option("--key", metavar="栏名", multiple=True, help="以哪一栏区别各行；不写就是“地名”，没有就是第一栏")
@option("--mapping", type=FILE, metavar="文件", help="对照表：哪一栏是哪个字段")
@option("--show-mapping", is_flag=True, help="只看每一栏对上哪个字段")
@option("--save-mapping", type=FILE, metavar="文件", help="把对照写成一个 TOML 文件，改过再用")
@option("--dry-run", is_flag=True, help="只查表：每一行缺什么、错什么，什么也不写")
@option("--skip-bad", is_flag=True, help="好的先办：有错的行放下，写进清单")
@option("--merged", is_flag=True, help="另合订一份打印文件，每份从单数面起，双面印不串")
@option(
    "--jobs",
    type=Count(1, 64),
    metavar="数",
    default=os.cpu_count() or 1,
    help="同时用几个进程；不写就是全部核",
    show_default=False,
)
@option("--issue", is_flag=True, help="核发：好的行照次序编号、印制、存档")
@option("--signatory", type=PERSON, metavar="姓名", help="签发人；与 --issue 同用")
@option("--signed-on", type=DAY, metavar="日期", help="签发日期，如 2015-06-23；与 --issue 同用")
@option("--new-series", is_flag=True, help="确实启用一个没有编过号的机关代字")
@option("--void-unneeded", metavar="原因", help="预留了、已用不着的号作废，写明原因")
@option(
    "--out", type=FILE, metavar="文件夹", callback=outside_archives, help="放到哪里；不写就是 out/批量-模板名"
)
@archive_option
@json_option
def command(**words: Any) -> int:
    """批量拟稿：表格一行生成一份草稿。

    栏名照字段名对，空格、全角、括号里的单位和 * 号不计较。各行的错误
    一次全部列出；有一行不能用，就一份也不写出，除非加 --skip-bad。
    每份有 DOCX 和 PDF，另有清单（清单.xlsx、清单.json）。中断了，原样
    再运行一次：做好的不重做，手工改过的不动，表里删掉的行只报告。

    单独发出的表（如 survey_form，每个企业一张，印好名称、编号和二维码）只有
    PDF，由一张空白表套印；--merged 每250张合成一个打印文件。

    加 --issue，先给好的行一次预留一段字号（行的次序就是号的次序），再逐份
    核发；中断了原样再办，不会另占号。已核发的行表里又改了，不动，报告出来，
    请办更正。

    例：
      gongwen fill notice --table examples/区县2015.xlsx --facts examples/区县共同.toml --dry-run
      gongwen fill 年度报送函 --table examples/批量/区县.xlsx --table examples/批量/年度.csv \\
          --facts examples/批量/共同.toml --merged
      gongwen fill survey_form --table examples/企业2015.csv \\
          --facts examples/调查表共同.toml --merged
    """
    typed = Words(**words)
    signing = typed.signing()
    workshop = Workshop(settings())
    source = opened(workshop, typed.request())
    if typed.save_mapping:
        write_mapping(typed.save_mapping, source.matches)
    if typed.show_mapping or (typed.save_mapping and not typed.dry_run):
        return say_mapping(source, typed.save_mapping, as_json=typed.as_json)
    if source.template.mark:
        return _stamped(workshop, source, typed)
    office = Office(settings(), writing=not typed.dry_run) if signing else None
    if typed.dry_run:
        return _dry_run(workshop, source, typed, (office, signing) if office and signing else None)
    return _issued(office, source, typed, signing) if office and signing else _filled(workshop, source, typed)


def _filled(workshop: Workshop, source: Source, typed: Words) -> int:
    while_interrupted("做好的都在；原样再运行一次，只做没有做的")
    with shown_progress("批量拟稿") as progress:
        report = fill(workshop, source, typed.how(typed.folder(source)), progress)
    say_report(report, as_json=typed.as_json)
    return _FINDINGS if report.attention else 0


def _issued(office: Office, source: Source, typed: Words, signing: Signing) -> int:
    while_interrupted("已核发的都在，已登记的号是预留的；原样再运行一次即可办完，不会另占号")
    with shown_progress("批量核发") as progress:
        report = fill_issued(office, source, typed.how(typed.folder(source)), signing, progress)
    say_report(report, as_json=typed.as_json)
    return _FINDINGS if report.attention else 0


def _stamped(workshop: Workshop, source: Source, typed: Words) -> int:
    """Make forms that go out by themselves; they are no papers, so they are never issued."""
    if typed.issue:
        raise click.UsageError(f"「{source.template.name}」是单独发出的表，不编号；请去掉 --issue")
    folder = typed.folder(source)
    if typed.dry_run:
        return _FINDINGS if say_survey(source, survey_forms(workshop, source), as_json=typed.as_json) else 0
    while_interrupted("做好的都在；原样再运行一次，内容相同的不重写")
    with shown_progress("套印") as progress:
        report = stamp_forms(workshop, source, typed.how(folder), progress)
    say_report(report, as_json=typed.as_json)
    return _FINDINGS if report.attention else 0


def _dry_run(workshop: Workshop, source: Source, typed: Words, issued: tuple[Office, Signing] | None) -> int:
    while_interrupted("只查了表，什么也没有写")
    folder = typed.folder(source)
    with shown_progress("查表") as progress:
        if issued:
            office, signing = issued
            planned = survey_issued(office, source, folder, signing, progress.examined)
        else:
            planned = survey(workshop, source, folder, progress.examined)
    return _FINDINGS if say_survey(source, planned, as_json=typed.as_json) else 0
