"""The program `gongwen`: its commands, each loaded only when it is asked for, and its exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence

import click

import gongwen
from gongwen.cli.chinese import ChineseGroup, ChineseOption
from gongwen.cli.options import archive_option
from gongwen.cli.outcome import run
from gongwen.cli.words import loaded

EXIT_CODES: Mapping[int, str] = {
    0: "办成了",
    1: "程序出了意外（我们的错）",
    2: "命令写法不对",
    3: "事实、表格或模板有错",
    4: "没有所说的文件、模板、字号或件",
    5: "按规定不能办",
    6: "查出了问题或有待办的事",
    7: "磁盘、权限或系统组件有问题",
    8: "存的东西不完整，或成品与原文不符",
    130: "被中断（Ctrl-C）",
}
"""What each exit code means (design D10)."""

ENVIRONMENT: Mapping[str, str] = {
    "GONGWEN_ARCHIVE": "存档文件夹；--archive 优先",
    "GONGWEN_TEMPLATES": "模板文件夹",
    "GONGWEN_FONTS": "本单位自备字体的文件夹，可有几个，用冒号隔开",
    "GONGWEN_SEALS": "印章图样文件夹，文件名为 机关名称.png；不写就空出盖章的位置",
    "GONGWEN_OPERATOR": "经办人，记进登记；不写就用登录名",
    "GONGWEN_DEBUG": "写 1 时，程序出意外就把经过全部显示出来",
}
"""The environment variables that are read."""

_SUMMARIES: Mapping[str, str] = {
    "init": "建立存档",
    "demo": "演一遍 2015 年的实例：拟稿、编号、核发、存档、检索",
    "upgrade": "升级旧版程序建的存档",
    "fonts": "查看各种字体用的是哪一款",
    "template": "模板：查看有哪些、有哪些字段，检查写得对不对",
    "draft": "拟稿：一个模板加一份事实，生成草稿；登记稿号，查看、修改",
    "fill": "批量拟稿：表格一行生成一份草稿",
    "sheet": "发文稿纸：印出来，送审、会签、签发时签在上面",
    "review": "审核：文秘审过，可以送签",
    "countersign": "会签：联署机关的负责人逐家签字",
    "approve": "签发：本机关负责人签字",
    "recheck": "复核：编号以前再核对一遍",
    "send-back": "退回：回到前面的一步，写明原因",
    "allocate": "登记：编发文字号，定成文日期",
    "print": "印制：写出有字号的文件；错字改好再印，字号不变",
    "seal": "用印：记下谁的印章盖了几份",
    "release": "核发：印好盖好的公文存档，从此不再改动",
    "distribute": "分送：给谁送了几份，存本几份",
    "correct": "更正：另发公文，更正已核发的",
    "revoke": "撤销：另发公文，已核发的自始无效",
    "repeal": "废止：另发公文，已核发的从某日起失效",
    "roles": "岗位：谁办哪几步，一人兼哪几个岗位",
    "issue": "一次办完：编号、印制、存档，编入检索",
    "number": "发文字号：查看、预留、补登、改正、作废、续办、补印、封账",
    "register": "登记簿：打出一年的发文登记簿、用印登记簿",
    "archive": "存档：收存、追加、整理、查看、核对、重建",
    "audit": "审计：看登记、办理、归档三种记录，核对抄下的末条摘要",
    "backup": "备份：整个存档写成一个包，边写边核对",
    "restore": "恢复：从备份恢复到空的地方",
    "drill": "演练：备份、恢复、比较",
    "check": "查验：按 GB/T 9704 逐条查一份 PDF 或 DOCX",
    "directory": "名录：机关、行政区划、统称、企业、阶段目标，按日期核对",
    "search": "检索：按字词、标题、文号、机关、文种、年度、日期、地区、状态查公文",
}

_PLACES: Mapping[str, str] = {
    "review": "life.signing:review",
    "countersign": "life.signing:countersign",
    "approve": "life.signing:approve",
    "recheck": "life.signing:recheck",
    "send-back": "life.signing:send_back",
    "allocate": "life.numbering:allocate",
    "print": "life.printing:print_",
    "seal": "life.printing:seal",
    "release": "life.releasing:release",
    "distribute": "life.releasing:distribute",
    "correct": "life.referring:correct",
    "revoke": "life.referring:revoke",
    "repeal": "life.referring:repeal",
    "roles": "life.roles:roles",
    "sheet": "printed.sheet",
    "register": "printed.register",
    "backup": "safety.copies:backup",
    "restore": "safety.copies:restore",
    "drill": "safety.copies:drill",
}
"""Where a command is that does not stand in a module of its own name."""


class Program(ChineseGroup):
    """The group of all commands; a command's module is imported when the command is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the order of office work."""
        return list(_SUMMARIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, importing its module; None when there is none of this name."""
        if cmd_name not in _SUMMARIES:
            return None
        return loaded(_PLACES.get(cmd_name, cmd_name))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that `args` begin with; NoSuchCommand naming those that are alike."""
        if args[0] not in _SUMMARIES and not args[0].startswith("-"):
            raise click.NoSuchCommand(args[0], possibilities=_SUMMARIES, ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(_SUMMARIES.items()))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the environment variables and the exit codes."""
        for heading, rows in (("环境变量", ENVIRONMENT), ("退出码", EXIT_CODES)):
            with formatter.section(heading):
                formatter.write_dl([(str(name), meaning) for name, meaning in rows.items()])


def _tell_version(ctx: click.Context, parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(f"gongwen {gongwen.__version__}")
        ctx.exit()


def _program() -> Program:
    version = ChineseOption(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_tell_version,
        help="显示版本",
    )
    text = """公文的拟稿、编号、印制、存档和检索。

        每个命令都有说明和例子，如：gongwen issue --help
        头一次用，先看演示：gongwen demo
        """
    return archive_option(Program("gongwen", help=text, params=[version]))


program = _program()


def main(args: Sequence[str] | None = None) -> int:
    """Run the program with `args`, those of the process by default; return the exit code."""
    if args is None:
        _ensure_utf8(os.execv)
    return run(program, list(sys.argv[1:] if args is None else args))


def _ensure_utf8(restart: Callable[[str, list[str]], object]) -> None:
    """Start again in UTF-8 mode where the locale cannot write Chinese file names."""
    try:
        "公文〔〕".encode(sys.getfilesystemencoding())
    except UnicodeEncodeError:
        os.environ["PYTHONUTF8"] = "1"
        restart(sys.executable, [sys.executable, *sys.orig_argv[1:]])
