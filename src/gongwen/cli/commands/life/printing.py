"""print, seal: the numbered files, how many were made, whose seal they bear."""

from __future__ import annotations

from pathlib import Path

import click

from gongwen.cli.chinese import ChineseCommand, option
from gongwen.cli.commands.life.acting import COPIES, acting, paper_argument, say_taken
from gongwen.cli.commands.life.texts import corrected_options, typed_text
from gongwen.cli.options import out_option
from gongwen.cli.outcome import tell
from gongwen.cli.output import say
from gongwen.office.life import printing
from gongwen.office.life.desk import Act, LifeDesk


@click.command("print", cls=ChineseCommand)
@paper_argument
@option("--copies", type=COPIES, metavar="份数", default=None, help="印了几份；不写就是登记的份数")
@corrected_options
@option("--reason", metavar="原因", default="", help="再印的原因：改了哪个错字，或为什么加印")
@out_option
@acting
def print_(
    desk: LifeDesk,
    act: Act,
    name: str,
    copies: int | None,
    text: Path | None,
    facts: Path | None,
    out: Path,
    as_json: bool,
) -> None:
    """印制：写出有字号的 DOCX 和 PDF，记下印了几份。

    核发以前发现错字，改好再印，字号不变：用 --text 或 --facts 给出改好的稿子，
    用 --reason 写明原因；改正前的一稿留着，盖过的印章不算数。只改错字；
    改动内容的用 gongwen draft revise，重新送签。

    例：
      gongwen print 稿2026-0001 --copies 30 --out out
      gongwen print 稿2026-0001 --text 改好的.txt --reason 第二段“报送”误作“报宋”
    """
    typed = typed_text(desk, name, text, facts)
    wanted = copies or desk.life.paper(name).copies
    done = printing.print_(desk, name, wanted, out, act, corrected=typed.document if typed else None)
    changes = [change.marked() for change in done.changes]
    files = [str(copy.path) for copy in done.files]
    say_taken(desk, done.taken, as_json=as_json, files=files, changes=changes)
    if not as_json:
        say(*map(str, done.files))
        tell(*(f"改动　{change}" for change in changes))


@click.command("seal", cls=ChineseCommand)
@paper_argument
@option("--copies", type=COPIES, metavar="份数", default=None, help="盖了几份；不写就是印制的份数")
@option("--organ", metavar="机关", default="", help="谁的印章；只有一家用印的可以不写")
@acting
def seal(desk: LifeDesk, act: Act, name: str, copies: int | None, organ: str, as_json: bool) -> None:
    """用印：记下哪个机关的印章盖了几份。每份都盖上了才核发。

    不加盖印章的公文没有这一步。

    例：
      gongwen seal 稿2026-0001 --copies 30 --by 陈静
    """
    say_taken(desk, printing.seal(desk, name, organ, copies or 0, act), as_json=as_json)
