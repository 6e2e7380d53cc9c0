"""draft export, draft import: a paper goes to Word or WPS to be edited, and comes back."""

from __future__ import annotations

from pathlib import Path

import click

from gongwen.cli.chinese import ChineseCommand, option
from gongwen.cli.commands.life.acting import (
    described_paper,
    desk_of,
    looking_desk,
    paper_argument,
    recorded_option,
)
from gongwen.cli.machine import findings_described, say_json
from gongwen.cli.options import FILE, PERSON, archive_option, json_option, out_option
from gongwen.cli.outcome import tell, tell_findings, while_interrupted
from gongwen.cli.output import say
from gongwen.office.life.word.exporting import export
from gongwen.office.life.word.importing import Imported, Wishes, import_
from gongwen.recognise import Revision

_HAS_FINDINGS = 6


@click.command("export", cls=ChineseCommand)
@paper_argument
@out_option
@archive_option
@json_option
def export_(name: str, out: Path, as_json: bool) -> None:
    """导出：现在的一稿写成 DOCX，给领导在 Word 或 WPS 里改。

    文件名是“稿号 第几稿 标题”，标着草稿，修订已经打开，没有加保护。
    改完用 gongwen draft import 导回。同一稿导出几次，文件都一样。

    例：
      gongwen draft export 稿2026-0001 --out 送阅
    """
    while_interrupted("文件没有写出，或已经写好")
    done = export(looking_desk(), name, out)
    if as_json:
        said = {"version": done.version.ordinal, "file": str(done.copy.path), "pending": done.pending}
        say_json({**described_paper(done.paper), **said})
        return
    say(str(done.copy))
    if done.pending:
        tell(f"第{done.version.ordinal}稿有没有处理的修订或批注；导出的是全部接受以后的文字")


@click.command("import", cls=ChineseCommand)
@paper_argument
@click.argument("file", metavar="文件", type=FILE, help="改好的 DOCX")
@option("--by", type=PERSON, metavar="姓名", help="谁改的；不写就是记录的人自己")
@option("--reason", metavar="原因", default="", help="为什么改；代人接受修订、删去批注时要写")
@option("--accept-revisions", "accept", is_flag=True, help="接受文件里的全部修订；写明 --reason")
@option("--without-comments", "uncommented", is_flag=True, help="删去文件里的全部批注；写明 --reason")
@option("--as-text", is_flag=True, help="放不进公文的文字（脚注、文本框等）一律作为正文的一段")
@recorded_option
@out_option
@archive_option
@json_option
def import__(
    name: str,
    file: Path,
    by: str | None,
    reason: str,
    accept: bool,
    uncommented: bool,
    as_text: bool,
    recorded: str,
    out: Path,
    as_json: bool,
) -> int:
    """导入：领导在 Word 或 WPS 里改过的稿子成为新的一稿，照国标重新排版。

    与导出的一稿逐段对照，列出改了哪些。还有修订没有接受、批注没有删的，
    这一稿照样留着，逐条列出，处理完以前不能送审、送签（以 6 退出）。
    放不进公文的文字逐段列出，不导入。只收从现在这一稿导出的文件。

    例：
      gongwen draft import 稿2026-0001 改好.docx --by 王建国
      gongwen draft import 稿2026-0001 改好.docx --accept-revisions --reason 王主任让全部接受
    """
    while_interrupted("没有换稿，或已经换好；原样再办一次即可")
    done = import_(desk_of(recorded), name, file, out, Wishes(by or "", reason, accept, uncommented, as_text))
    if as_json:
        say_json(_described(done))
    else:
        _tell(done, file)
    return _HAS_FINDINGS if done.pending else 0


def _tell(done: Imported, file: Path) -> None:
    paper, version = done.paper, done.version
    if not done.new:
        say(f"{paper.draft_id} 第{version.ordinal}稿就是这个文字，没有换稿")
        if done.changes:
            say(f"与第{done.base.ordinal}稿相比，改动 {len(done.changes)} 处（[-删去-]{{+加上+}}）：")
    else:
        say(f"{paper.draft_id} 已换成第{version.ordinal}稿，办到：{paper.stage.value}")
        say(f"与第{done.base.ordinal}稿相比，改动 {len(done.changes)} 处（[-删去-]{{+加上+}}）：")
    say(*(f"{change.kind.value}　{change.marked()}" for change in done.changes))
    say(*map(str, done.files))
    tell(*(f"已处理　{one}" for one in done.settled))
    tell_findings(done.findings)
    if done.pending:
        tell(*(f"待处理　{one}" for one in done.pending))
        tell(
            f"{file.name} 里有 {len(done.pending)} 处修订、批注没有处理；"
            f"第{version.ordinal}稿留着，处理完才送审、送签",
            "请在 Word 里接受或拒绝修订、删去批注后再导入；"
            "或者加 --accept-revisions、--without-comments 和 --reason",
        )


def _described(done: Imported) -> dict[str, object]:
    return {
        **described_paper(done.paper),
        "version": done.version.ordinal,
        "base": done.base.ordinal,
        "repeated": not done.new,
        "blocked": bool(done.pending),
        "changes": [
            {"kind": one.kind.value, "before": one.before, "after": one.after, "marked": one.marked()}
            for one in done.changes
        ],
        "pending": [_revision(one) for one in done.pending],
        "settled": [_revision(one) for one in done.settled],
        "files": [str(copy.path) for copy in done.files],
        "findings": findings_described(done.findings),
    }


def _revision(one: Revision) -> dict[str, str]:
    return {"what": one.what, "place": one.place, "author": one.author, "at": one.at, "text": one.text}
