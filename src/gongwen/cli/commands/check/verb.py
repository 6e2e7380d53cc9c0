"""check: any PDF or DOCX against GB/T 9704-2012."""

from __future__ import annotations

from pathlib import Path

import click

from gongwen.cli.chinese import ChineseCommand, option
from gongwen.cli.commands.check.showing import described, show
from gongwen.cli.machine import say_json
from gongwen.cli.options import FILE, json_option, settings
from gongwen.office.check import check_file
from gongwen.office.wiring import Workshop

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
        say_json(described(file, report))
    else:
        show(file, report, show_all=show_all)
    return _HAS_FINDINGS if report.faults else 0
