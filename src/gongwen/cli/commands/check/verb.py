"""check: any PDF or DOCX against GB/T 9704-2012."""

from __future__ import annotations

from pathlib import Path

import click

from gongwen.cli.chinese import ChineseCommand, option
from gongwen.cli.commands.check.showing import described, relaid_described, show, show_relaid
from gongwen.cli.machine import say_json
from gongwen.cli.options import FILE, json_option, outside_archives, settings
from gongwen.errors import UsageError
from gongwen.office.check import check_file, relayout_file
from gongwen.office.wiring import Workshop

_HAS_FINDINGS = 6


@click.command(cls=ChineseCommand, name="check")
@click.argument("file", metavar="文件", type=FILE, help="要查的 PDF 或 DOCX，谁做的都行")
@option("--all", "show_all", is_flag=True, help="合格的、不适用的也列出来")
@option("--no-render", "no_render", is_flag=True, help="DOCX 只查设置，不用 LibreOffice 印出来量")
@option("--relayout", is_flag=True, help="DOCX 改过以后，把版记放回该在的那一面，另存一份")
@option(
    "--out",
    type=FILE,
    metavar="文件",
    callback=outside_archives,
    help="与 --relayout 同用：另存到哪里；不写就放在原文件旁边，名后加“（版记已调整）”",
)
@json_option
def command(
    file: Path, show_all: bool, no_render: bool, relayout: bool, out: Path | None, as_json: bool
) -> int:
    """查验：按 GB/T 9704 逐条查一份公文。

    每条列出所见、应为、容差、第几面、在哪里、是规定还是一般；
    有不合格的（惯例除外），以 6 退出。

    在 Word 里加了、删了段落的 DOCX，版记可能落在单数面；--relayout
    另存一份只移动了版记的，原文件不动。

    例：
      gongwen check out/通知.pdf
      gongwen check out/通知.docx --relayout
    """
    if relayout:
        if show_all or no_render:
            raise UsageError("--relayout 不能与 --all、--no-render 同用", advice="请分两次运行")
        return _relaid(file, out, as_json=as_json)
    if out is not None:
        raise UsageError("--out 只与 --relayout 同用", advice="请加上 --relayout，或去掉 --out")
    report = check_file(file, None if no_render else Workshop(settings()).typefaces)
    if as_json:
        say_json(described(file, report))
    else:
        show(file, report, show_all=show_all)
    return _HAS_FINDINGS if report.faults else 0


def _relaid(file: Path, out: Path | None, *, as_json: bool) -> int:
    relaid = relayout_file(file, Workshop(settings()).typefaces, out)
    if as_json:
        say_json(relaid_described(file, relaid))
    else:
        show_relaid(file, relaid)
    return 0
