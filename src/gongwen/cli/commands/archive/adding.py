"""archive add: what others sent is taken in, file by file."""

from __future__ import annotations

from collections import Counter
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path

import click

from gongwen.cli.chinese import ChineseCommand, option
from gongwen.cli.commands.archive.asking import asker, asking
from gongwen.cli.machine import say_json
from gongwen.cli.options import FILE, Count, archive_option, json_option, settings
from gongwen.cli.outcome import tell, while_interrupted
from gongwen.cli.output import progress, say, say_table
from gongwen.errors import GongwenError
from gongwen.office.keeping.adding import AddParts, Fate, Outcome, Wishes, counted
from gongwen.office.keeping.adding import add as add_files
from gongwen.office.keeping.adding.gathering import told
from gongwen.office.wiring import Office

_REFUSED, _FINDINGS = 5, 6
_NOT_KEPT = (Fate.WAITING, Fate.ASIDE, Fate.UNREADABLE, Fate.CLASSIFIED, Fate.GONE)


@click.command("add", cls=ChineseCommand)
@click.argument(
    "paths", metavar="文件或文件夹…", nargs=-1, required=True, type=FILE, help="收什么；文件夹里的都收"
)
@option("--from", "sender", metavar="来处", default="", help="谁送来的，如 省软件办、传真")
@option("--note", metavar="文字", default="", help="附记，和这一件存在一起")
@option("--fonds", metavar="代号", default="", help="代存的其他机关；不写就是本机关")
@option("--yes", "unasked", is_flag=True, help="不问，拿不准的只标出来")
@option(
    "--rest",
    type=Count(0, 3600),
    metavar="秒",
    default=5,
    help="看不出写完没有的文件（TXT、CSV），多少秒没有变才收；末尾不完整的等十二倍；不写就是 5",
)
@archive_option
@json_option
def add(
    paths: tuple[Path, ...],
    sender: str,
    note: str,
    fonds: str,
    unasked: bool,
    rest: int,
    as_json: bool,
) -> int:
    """收存别人送来的文件：什么格式都收，原件逐字节不动，文字编入检索，著录自动识读。

    格式照内容认，不照文件名：DOCX、DOC、WPS、PDF、OFD、XLSX、XLS、CSV、TXT、
    图片、传真 TIFF、邮件、压缩包。邮件连附件是一件；压缩包和里面的每个文件各是
    一件。读不出的也收，写明原因；像是有意制作来害人的，放进 quarantine，不打开。
    同样的内容再收一次，还是那一件，多一张收据。拿不准的要素在终端上逐个问，
    回车就照认出的留着，标上待核。

    读不出、没有写完、撤下的都列出来，以 6 退出；标了密级的不收，以 5 退出。

    例：
      gongwen archive add 来文 --from 省软件办
    """
    office = Office(settings())
    parts = office.add_parts(office.organ(fonds).holdings)
    asked = asking(unasked or as_json)
    wishes = Wishes(_one_line(sender), _one_line(note), float(rest), asker(asked))
    done: list[Outcome] = []
    try:
        _add_all(parts, paths, wishes, done, quiet=asked)
    except BaseException:
        if done and not as_json:
            _report(done)
        raise
    if as_json:
        say_json([{**asdict(one), "fate": one.fate.name.lower(), "said": one.fate.value} for one in done])
    else:
        _report(done)
    return _code(done)


def _add_all(
    parts: AddParts, paths: tuple[Path, ...], wishes: Wishes, done: list[Outcome], *, quiet: bool
) -> None:
    """Put what became of each file into `done`; stopped on the way, how things stand is said.

    `quiet` shows no progress: a person is asked in its place.
    """
    total = counted(paths)
    while_interrupted(_standing(done, total))
    try:
        with nullcontext(lambda name: None) if quiet else progress(total, "收存") as step:
            for outcome in add_files(parts, paths, wishes):
                done.append(outcome)
                while_interrupted(_standing(done, total))
                if outcome.fate is not Fate.PASSED and " › " not in outcome.name:
                    step(outcome.name)
    except GongwenError as error:
        error.advise(_standing(done, total))
        raise


def _one_line(text: str) -> str:
    """Return what was typed as one line of proper characters."""
    return told(" ".join(text.split()))


def _standing(done: list[Outcome], total: int) -> str:
    """Return how things stand after what was done."""
    seen = sum(one.fate is not Fate.PASSED and " › " not in one.name for one in done)
    kept = len({one.item_id for one in done if one.kept})
    rest = f"，还有 {total - seen} 个文件没有收" if total > seen else ""
    return f"已经收好 {kept} 件{rest}；再运行同一条命令就接着收，收过的只多一张收据"


def _report(done: list[Outcome]) -> None:
    kept = [one for one in done if one.kept]
    if kept:
        rows = [(one.name, one.form, one.item_id, one.number, one.title, _mark(one)) for one in kept]
        say_table(("文件", "格式", "件", "文号", "标题", "说明"), rows)
    for one in kept:
        if one.trouble:
            tell(f"读不全｜{one.name}｜{one.trouble}")
        if one.fate is Fate.KEPT:
            tell(*(f"待核｜{one.name}（{one.item_id}）｜{doubt}" for doubt in one.doubts))
    for one in done:
        if not one.kept:
            tell(f"{one.fate.value}｜{one.name}｜{one.why}")
    say(_sum(done))


def _mark(one: Outcome) -> str:
    marks = {Fate.AGAIN: ["又一张收据"], Fate.OURS: ["本机关发的，一字节不差，没有另存"]}.get(one.fate, [])
    marks += ["读不全"] if one.trouble else []
    marks += [f"待核 {len(one.doubts)} 处"] if one.doubts else []
    return "、".join(marks)


def _sum(done: list[Outcome]) -> str:
    fates = Counter(one.fate for one in done)
    new = {one.item_id for one in done if one.fate is Fate.KEPT}
    troubled = len({one.item_id for one in done if one.kept and one.trouble})
    unsure = len({one.item_id for one in done if one.kept and one.doubts})
    parts = [f"收存 {len(new)} 件"]
    parts += [f"{troubled} 件读不全"] if troubled else []
    parts += [f"{unsure} 件有待核的，看过以后用 gongwen archive describe 改正或确认"] if unsure else []
    parts += [f"{fates[Fate.AGAIN]} 个文件是收过的，各记一张收据"] if fates[Fate.AGAIN] else []
    parts += [f"{fates[Fate.OURS]} 个文件是本机关发的，各记一张收据"] if fates[Fate.OURS] else []
    parts += [f"{fates[fate]} 个{fate.value}" for fate in (*_NOT_KEPT, Fate.PASSED) if fates[fate]]
    return "；".join(parts)


def _code(done: list[Outcome]) -> int:
    if any(one.fate is Fate.CLASSIFIED for one in done):
        return _REFUSED
    return _FINDINGS if any(one.trouble or one.fate in _NOT_KEPT for one in done) else 0
