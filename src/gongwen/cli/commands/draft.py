"""draft: one unnumbered paper from a template and facts."""

from __future__ import annotations

from pathlib import Path

import click

from gongwen.cli.chinese import ChineseCommand
from gongwen.cli.machine import findings_described, say_json
from gongwen.cli.options import facts_option, json_option, out_option, settings
from gongwen.cli.outcome import tell_findings, while_interrupted
from gongwen.cli.output import progress, say
from gongwen.office.draft import draft_from_file, rendered, write_files
from gongwen.office.wiring import Workshop


@click.command(cls=ChineseCommand, name="draft")
@click.argument("template", metavar="模板", help="模板的代号或名称，见 gongwen template list")
@facts_option
@out_option
@json_option
def command(template: str, facts: Path, out: Path, as_json: bool) -> None:
    """拟稿：一个模板加一份事实，生成草稿。

    草稿不编号，页上标“草稿”，同时生成 DOCX 和 PDF；
    事实里的错误一次全部列出。

    例：
      gongwen draft notice --facts examples/绍兴市2015.toml --out out
    """
    while_interrupted("草稿没有写出")
    workshop = Workshop(settings())
    with progress(2, "拟稿") as step:
        made = draft_from_file(workshop, template, facts)
        step("已填好模板")
        files = rendered(made.document, workshop.presses)
        step("已排版、已读回核对")
    copies = write_files(files, out, f"草稿 {made.document.body.title}")
    if as_json:
        findings = findings_described(made.findings)
        say_json(
            {
                "title": made.document.body.title,
                "files": [str(copy.path) for copy in copies],
                "findings": findings,
            }
        )
        return
    say(*map(str, copies))
    tell_findings(made.findings)
