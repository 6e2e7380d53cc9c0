"""fill: an unnumbered paper for each row of a table."""

from __future__ import annotations

from pathlib import Path

import click

from gongwen.cli.chinese import ChineseCommand, option
from gongwen.cli.machine import findings_described, say_json
from gongwen.cli.options import FILE, json_option, out_option, settings
from gongwen.cli.outcome import tell_findings, while_interrupted
from gongwen.cli.output import progress, say
from gongwen.office.fill import fill, write_rows
from gongwen.office.wiring import Workshop


@click.command(cls=ChineseCommand, name="fill")
@click.argument("template", metavar="模板", help="模板的代号或名称，见 gongwen template list")
@option("--table", type=FILE, metavar="文件", required=True, help="表格：.xlsx 或 .csv，首行写字段名")
@option("--facts", type=FILE, metavar="文件", help="各行共同的事实；行里另写的，以行为准")
@option("--key", metavar="字段", default="地名", help="各行以哪个字段相区别，不得重复；不写就是“地名”")
@out_option
@json_option
def command(template: str, table: Path, facts: Path | None, key: str, out: Path, as_json: bool) -> None:
    """批量拟稿：表格一行生成一份草稿。

    各行的错误一次全部列出；只要有一行不能用，就一份也不写出。

    例：
      gongwen fill notice --table examples/区县2015.xlsx --facts examples/区县共同.toml
    """
    while_interrupted("草稿一份也没有写出，或只写出了前几份；再运行一次即可")
    workshop = Workshop(settings())
    rows = fill(workshop, template, table, facts, key=key)
    with progress(len(rows), f"批量拟稿，共 {len(rows)} 份") as step:
        copies = write_rows(workshop, rows, out, step)
    findings = tuple(finding for row in rows for finding in row.draft.findings)
    if as_json:
        say_json(
            {
                "rows": [row.key for row in rows],
                "files": [str(copy.path) for copy in copies],
                "findings": findings_described(findings),
            }
        )
        return
    say(*map(str, copies))
    tell_findings(findings)
