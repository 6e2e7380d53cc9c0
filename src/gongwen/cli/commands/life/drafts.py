"""draft list, show, revise, join: papers in the making."""

from __future__ import annotations

from pathlib import Path

import click

from gongwen.cli.chinese import ChineseCommand, option
from gongwen.cli.commands.life.acting import (
    described_paper,
    described_step,
    desk_of,
    looking,
    paper_argument,
    recorded_option,
)
from gongwen.cli.commands.life.texts import corrected_options, typed_text
from gongwen.cli.machine import findings_described, say_json
from gongwen.cli.options import FILE, PERSON, YEAR, Count, archive_option, json_option
from gongwen.cli.outcome import tell_findings, while_interrupted
from gongwen.cli.output import say, say_table
from gongwen.errors import RefusedError
from gongwen.model import Kind, chinese_date
from gongwen.office.life import entering, showing
from gongwen.office.life.showing import Line, Shown


@click.command("list", cls=ChineseCommand)
@option("--year", type=YEAR, metavar="年份", default=None, help="只列这一年的")
@option("--waiting", is_flag=True, help="只列还没有办完的")
@archive_option
@json_option
def list_(year: int | None, waiting: bool, as_json: bool) -> None:
    """列出拟办的公文：各办到哪一步，等谁。

    例：
      gongwen draft list --waiting
    """
    lines = showing.overview(looking(), year=year or 0, going_on=waiting)
    if as_json:
        say_json([_described(line) for line in lines])
        return
    rows = [
        (
            line.paper.draft_id,
            str(line.paper.number or ""),
            line.paper.title,
            line.paper.drafter,
            line.paper.stage.value,
            line.waiting,
        )
        for line in lines
    ]
    say_table(("稿号", "文号", "标题", "拟稿", "办到", "等"), rows)


@click.command("show", cls=ChineseCommand)
@paper_argument
@option("--text", type=FILE, metavar="文件", default=None, help="把稿子的文字写进这个文件，改好可以交回")
@option(
    "--version", "ordinal", type=Count(1, 9999), metavar="稿次", default=None, help="与 --text 同用：第几稿"
)
@archive_option
@json_option
def show(name: str, text: Path | None, ordinal: int | None, as_json: bool) -> None:
    """显示一份公文：每一稿、每一步，谁办的、谁记的、意见、等谁。

    例：
      gongwen draft show 稿2026-0001
      gongwen draft show 稿2026-0001 --text 稿子.txt
    """
    found = showing.show(looking(), name)
    if text is not None:
        say(str(entering.write_text(found.version(ordinal), text)))
        return
    if as_json:
        say_json(_everything(found))
        return
    paper = found.line.paper
    rows = [(name, text) for name, text in _rows(found) if text]
    say_table(("项目", "内容"), rows)
    say("", f"{paper.draft_id} 的稿子")
    versions = [
        (f"第{one.ordinal}稿", one.origin.value, one.by, one.reason, one.digest[:12])
        for one in found.versions
    ]
    say_table(("稿次", "来历", "谁改的", "原因", "摘要"), versions)
    say("", "步骤", *(f"  {step}" for step in found.steps))


@click.command("revise", cls=ChineseCommand)
@paper_argument
@corrected_options
@option("--reason", metavar="原因", required=True, help="为什么改")
@option("--by", type=PERSON, metavar="姓名", help="谁改的；不写就是记录的人自己")
@recorded_option
@archive_option
@json_option
def revise(
    name: str,
    text: Path | None,
    facts: Path | None,
    reason: str,
    by: str | None,
    recorded: str | None,
    as_json: bool,
) -> None:
    """修改：换一稿；改前的稿子留着，审核、会签、签发重新来。

    例：
      gongwen draft revise 稿2026-0001 --text 稿子.txt --reason 期限改到2月10日
    """
    while_interrupted("没有换稿，或已经换好；原样再办一次即可")
    desk = desk_of(recorded)
    typed = typed_text(desk, name, text, facts)
    if typed is None:
        raise click.UsageError("--text 和 --facts 写一个")
    done = entering.revise(desk, name, typed.document, reason=reason, by=by or "", source=typed.source)
    changes = [change.marked() for change in done.changes]
    if as_json:
        said = {"version": done.version.ordinal, "repeated": not done.new, "changes": changes}
        say_json({**described_paper(done.paper), **said, "findings": findings_described(typed.findings)})
        return
    verb = f"已换成第{done.version.ordinal}稿" if done.new else "与现在的一稿相同，没有改动"
    say(f"{done.paper.draft_id} {verb}，办到：{done.paper.stage.value}", *changes)
    tell_findings(typed.findings)


@click.command("join", cls=ChineseCommand)
@click.argument("file", metavar="文件", type=FILE, help="主办机关送来的稿子")
@option("--title", metavar="标题", required=True, help="标题")
@option("--kind", metavar="文种", default="通知", help="文种；不写就是通知")
@option("--lead", metavar="机关", required=True, help="主办机关")
@option("--by", type=PERSON, metavar="姓名", help="经手的人；不写就是记录的人自己")
@recorded_option
@archive_option
@json_option
def join(
    file: Path, title: str, kind: str, lead: str, by: str | None, recorded: str | None, as_json: bool
) -> None:
    """协办：登记别的机关主办、请本机关会签的公文，原样存下送来的稿子。

    审核、签发照常记；主办机关发出以后，用 gongwen allocate --lead-number 登记
    它的文号，附一份副本。本机关不编号。

    例：
      gongwen draft join 来稿.pdf --title 关于联合检查的通知 --lead 绍兴市文化广电新闻出版局
    """
    while_interrupted("没有登记，或已经登记；原样再办一次即可")
    try:
        named = Kind.named(kind).value
    except ValueError as error:
        raise RefusedError(str(error), rule="文种是条例规定的十五种", advice="请用 --kind 写明") from None
    done = entering.join(desk_of(recorded), file, title=title, kind=named, lead_issuer=lead, by=by or "")
    if as_json:
        say_json({**described_paper(done.paper), "repeated": not done.new})
    else:
        say(f"{'已登记' if done.new else '此前已登记'}　{done.paper.draft_id}　{done.paper.title}（协办）")


def _rows(found: Shown) -> list[tuple[str, str]]:
    paper, standing = found.line.paper, found.line.standing
    date = standing.date_of_issue
    return [
        ("稿号", paper.draft_id),
        ("文号", str(paper.number or "")),
        ("标题", paper.title),
        ("文种", paper.kind),
        ("发文机关", "、".join(paper.organs)),
        ("本机关", paper.part.value),
        ("主送", paper.addressees),
        ("拟稿", paper.drafter),
        ("紧急程度", paper.urgency),
        ("公开属性", _disclosure(found)),
        ("成文日期", chinese_date(date) if date else ""),
        ("份数", str(standing.copies) if standing.copies.printed else str(paper.copies or "")),
        ("所涉公文", str(paper.refers_to or "")),
        (
            "后来的公文",
            "；".join(f"{one.refers_to}（{one.number or one.draft_id}）" for one in found.referring),
        ),
        ("办到", paper.stage.value),
        ("等", found.line.waiting),
    ]


def _disclosure(found: Shown) -> str:
    paper = found.line.paper
    reason = f"（{paper.disclosure_reason}）" if paper.disclosure_reason else ""
    return f"{paper.disclosure.value}{reason}" if paper.disclosure else ""


def _described(line: Line) -> dict[str, object]:
    return {**described_paper(line.paper), "waiting": line.waiting}


def _everything(found: Shown) -> dict[str, object]:
    return {
        **_described(found.line),
        "date_of_issue": found.line.standing.date_of_issue,
        "versions": [
            {
                "ordinal": one.ordinal,
                "origin": one.origin.value,
                "by": one.by,
                "recorded_by": one.recorded_by,
                "reason": one.reason,
                "digest": one.digest,
                "changes": [change.marked() for change in found.changes(one.ordinal)],
            }
            for one in found.versions
        ],
        "steps": [described_step(step) for step in found.steps],
        "referring": [described_paper(one) for one in found.referring],
    }
