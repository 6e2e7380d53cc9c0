"""draft: one unnumbered paper from a template and facts."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gongwen.cli.chinese import option
from gongwen.cli.commands.carrying import draft_after, entry_described, entry_told
from gongwen.cli.commands.redrafting import draft_from
from gongwen.cli.machine import findings_described, say_json
from gongwen.cli.options import (
    DAY,
    FILE,
    NUMBER,
    PERSON,
    YEAR,
    Count,
    OneOf,
    archive_option,
    json_option,
    out_option,
    settings,
)
from gongwen.cli.outcome import tell_findings, while_interrupted
from gongwen.cli.output import progress, say
from gongwen.cli.words import CommandWithWords
from gongwen.drafting import Draft
from gongwen.model import DocumentNumber
from gongwen.office.draft import draft_from_file, rendered, write_files
from gongwen.office.redraft import Lacking
from gongwen.office.wiring import Office, Workshop

if TYPE_CHECKING:
    from gongwen.office.life.entering import Entered

_WORDS = {
    "list": ("life.drafts:list_", "列出拟办的公文：各办到哪一步，等谁"),
    "show": ("life.drafts:show", "显示一份公文的每一稿、每一步"),
    "revise": ("life.drafts:revise", "修改：换一稿，重新送审、送签"),
    "export": ("life.word:export_", "导出：写成 DOCX，给领导在 Word 或 WPS 里改"),
    "import": ("life.word:import__", "导入：改过的 DOCX 成为新的一稿，逐段对照"),
    "drop": ("life.signing:drop", "停办：不发了，写明原因"),
    "join": ("life.drafts:join", "协办：登记别的机关主办、请本机关会签的公文"),
}
"""The commands below `gongwen draft`; any other first word is a template."""

_DISCLOSURES = ("主动公开", "依申请公开", "不予公开")


@click.command(cls=CommandWithWords, name="draft", words=_WORDS)
@click.argument("template", metavar="模板", required=False, help="模板的代号或名称，见 gongwen template list")
@option("--facts", type=FILE, metavar="文件", help="事实：.toml、.json，或两栏（字段｜内容）的 .xlsx")
@option(
    "--from",
    "after",
    type=NUMBER,
    metavar="文号",
    help="沿用一份核发过的公文，与 --year 同用，不写模板和事实",
)
@option("--year", type=YEAR, metavar="年度", help="与 --from 同用：拟哪一年的")
@option(
    "--from-file",
    "file",
    type=FILE,
    metavar="文件",
    help="识读一份现成的公文（DOCX、PDF、扫描件、文本等），照国标重新排版",
)
@option("--code", metavar="机关代字", default="", help="与 --from-file 同用：文件上没有字号时的机关代字")
@option("--issued-on", type=DAY, metavar="日期", help="与 --from-file 同用：文件上没有成文日期时的日期")
@option("--enter", is_flag=True, help="登记这份草稿，给它稿号，从此可以送审、送签")
@option("--drafter", type=PERSON, metavar="姓名", help="与 --enter 同用：拟稿人；不写就是经办人")
@option("--copies", type=Count(1, 99999), metavar="份数", default=None, help="与 --enter 同用：拟印的份数")
@option(
    "--disclosure", type=OneOf(*_DISCLOSURES), metavar="属性", default=None, help="与 --enter 同用：公开属性"
)
@option("--disclosure-reason", metavar="理由", default="", help="不予公开的理由")
@out_option
@archive_option
@json_option
def command(
    template: str | None,
    facts: Path | None,
    after: DocumentNumber | None,
    year: int | None,
    file: Path | None,
    out: Path,
    enter: bool,
    as_json: bool,
    **said: Any,
) -> int:
    """拟稿：一个模板加一份事实，生成草稿。

    草稿不编号，页上标“草稿”，同时生成 DOCX 和 PDF；
    事实里的错误一次全部列出。加 --enter 就登记下来，得到稿号，
    以后用 gongwen review、approve 等逐步办。

    来年沿用：--from 写去年的文号，--year 写年度，日期按工作日移到那一年，
    要人看的逐条列出，与去年的公文逐段对照；事实另存一份，改好可再拟。

    现成的公文：--from-file 认出它的各个要素，照国标重新排版，拿不准的逐条列出；
    文稿另存一份（.txt），改好可再用 --from-file 拟。原来的字号不带过来。

    例：
      gongwen draft notice --facts examples/绍兴市2015.toml --out out
      gongwen draft notice --facts examples/绍兴市2015.toml --enter --drafter 李明
      gongwen draft --from 绍市软件办〔2015〕3号 --year 2016
      gongwen draft --from-file 来文.docx --out out
    """
    lacking = Lacking(said.pop("code"), said.pop("issued_on"))
    _refuse_mixed(template, facts, after, year, file, lacking)
    if file:
        return _redraft(file, lacking, out, Office(settings()) if enter else None, as_json, **said)
    if after and year:
        office = Office(settings(), writing=enter)
        entering = partial(_entered, office, **said) if enter else None
        draft_after(office, after, year, out, entering, as_json=as_json)
    elif template and facts:
        _draft(template, facts, out, Office(settings()) if enter else None, as_json, **said)
    return 0


def _refuse_mixed(
    template: str | None,
    facts: Path | None,
    after: DocumentNumber | None,
    year: int | None,
    file: Path | None,
    lacking: Lacking,
) -> None:
    """Raise a usage error unless there is a template with facts, a number with a year, or a file alone."""
    ctx = click.get_current_context()
    parameters = {parameter.name: parameter for parameter in ctx.command.params}
    ways = (template or facts, after or year, file)
    if sum(map(bool, ways)) > 1:
        raise click.UsageError(
            "几种写法混在一起；写模板和 --facts，或者写 --from 文号和 --year 年度，或者只写 --from-file 文件",
            ctx,
        )
    if file:
        return
    if lacking != Lacking():
        raise click.UsageError("--code、--issued-on 补现成的公文上没有的，要和 --from-file 同用", ctx)
    wanted = {"after": after, "year": year} if after or year else {"template": template, "facts": facts}
    for name, given in wanted.items():
        if given is None:
            raise click.MissingParameter(ctx=ctx, param=parameters[name])


def _draft(template: str, facts: Path, out: Path, office: Office | None, as_json: bool, **said: Any) -> None:
    while_interrupted("草稿没有写出")
    workshop = office.workshop if office else Workshop(settings())
    with progress(2, "拟稿") as step:
        made = draft_from_file(workshop, template, facts)
        step("已填好模板")
        files = rendered(made.document, workshop.presses)
        step("已排版、已读回核对")
    copies = write_files(files, out, f"草稿 {made.document.body.title}")
    entered = _entered(office, made, **said) if office else None
    if as_json:
        findings = findings_described(made.findings)
        say_json(
            {
                "title": made.document.body.title,
                "files": [str(copy.path) for copy in copies],
                "findings": findings,
                **entry_described(entered),
            }
        )
        return
    say(*map(str, copies), *entry_told(entered))
    tell_findings(made.findings)


def _redraft(
    file: Path, lacking: Lacking, out: Path, office: Office | None, as_json: bool, **said: Any
) -> int:
    entering = partial(_entered, office, **said) if office else None
    workshop = office.workshop if office else Workshop(settings())
    return draft_from(workshop, file, lacking, out, entering, as_json=as_json)


def _entered(
    office: Office,
    made: Draft,
    drafter: str | None,
    copies: int | None,
    disclosure: str | None,
    disclosure_reason: str,
) -> Entered:
    """Enter the draft."""
    from gongwen.model import notation
    from gongwen.office.life.entering import enter
    from gongwen.records.life.values import Disclosure, NewPaper

    desk = office.life_desk()
    new = NewPaper(
        notation.write(made.document),
        drafter or desk.life.operator,
        source=made.source,
        disclosure=Disclosure(disclosure) if disclosure else None,
        disclosure_reason=disclosure_reason,
        copies=copies or 0,
    )
    return enter(desk, new)
