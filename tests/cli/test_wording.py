"""Everything the program says about itself is Chinese: help pages, and what it says of wrong words."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys

import click
import pytest

from gongwen.cli.chinese import Wanted, text_width, wrapped, wrapped_command
from gongwen.cli.entry import EXIT_CODES, program
from gongwen.cli.reference import every_command
from gongwen.errors import GongwenError
from tests.cli.running import gongwen

ENGLISH = re.compile(
    r"[A-Za-z][a-z]{2,} [a-z]{2,} [a-z]{2,}"
    r"|Usage|Options|Commands|Error|Try|Show|Missing|Invalid|default|required|env var"
)

PLAIN = click.types.StringParamType | click.types.BoolParamType
"""Words as they are typed, and flags: nothing to complain of."""

COMMANDS = [(context.command_path, command) for command, context in every_command()]


def english_in(text: str) -> list[str]:
    """Return what looks like an English sentence, names of commands apart."""
    return ENGLISH.findall(re.sub(r"gongwen( [a-z]+){0,2}\b", "", text))


def test_an_english_help_page_would_be_noticed() -> None:
    command = click.Command("x", params=[click.Option(["--day"], required=True)], help="说明")
    assert english_in(command.get_help(click.Context(command)))
    assert english_in("用法：gongwen number list [选项]") == []


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=[path for path, _ in COMMANDS])
def test_a_help_page_is_chinese_and_has_an_example(path: str, command: click.Command) -> None:
    shown = gongwen(*path.split()[1:], "--help")
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.startswith(f"用法：{path} ")
    assert english_in(shown.out) == []
    assert path == "gongwen" or f"例：\n    gongwen {path.removeprefix('gongwen ')}" in shown.out
    assert max(map(text_width, shown.out.splitlines())) <= 80


def examples_in(text: str) -> list[list[str]]:
    """Return the words of each command below 例, as a shell reads them."""
    _, _, below = text.replace("\\\n", " ").partition("例：\n")
    return [shlex.split(line) for line in below.partition("\n\n")[0].strip().splitlines()]


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=[path for path, _ in COMMANDS])
def test_an_example_can_be_pasted_as_it_is_shown(path: str, command: click.Command) -> None:
    context = command.context_class(command, info_name=path, terminal_width=80)
    shown = examples_in(command.get_help(context))
    assert shown == examples_in(command.help or "")
    assert {words[0] for words in shown} <= {"gongwen"}


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=[path for path, _ in COMMANDS])
def test_every_option_and_argument_is_explained(path: str, command: click.Command) -> None:
    unexplained = [
        p.name for p in command.params if isinstance(p, click.Option | click.Argument) and not p.help
    ]
    assert unexplained == []


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=[path for path, _ in COMMANDS])
def test_every_kind_of_value_complains_in_chinese(path: str, command: click.Command) -> None:
    english = [p.name for p in command.params if not isinstance(p.type, Wanted | PLAIN)]
    assert english == []


WRONG = [
    ("issu", "没有「issu」这个命令，是不是「issue」。"),
    ("number lst", "没有「lst」这个命令，是不是「list」。"),
    ("xyz", "没有「xyz」这个命令。"),
    ("--versio", "没有「--versio」这个选项，是不是「--version」。"),
    ("draft notice --fact a.toml", "没有「--fact」这个选项，是不是「--facts」。"),
    ("number list --xyz", "没有「--xyz」这个选项。"),
    ("draft", "缺少参数「模板」。"),
    ("draft notice", "缺少选项「--facts」。"),
    ("init 甲 乙", "多出了「乙」。"),
    ("--archive /tmp", "没有写要做什么（命令）。"),
    ("number --archive /tmp", "没有写要做什么（命令）。"),
    ("search x --limit", "「--limit」后面要写内容。"),
    ("search x --literal=3", "「--literal」后面不带内容。"),
    ("search x --limit 0", "「--limit」不对：「0」不是 1 到 1000 的整数。"),
    ("search x --engine lucene", "「--engine」不对：「lucene」不在可选的里面；可选：fts5、whoosh、scan。"),
    (
        "directory show 名单",
        "「名录」不对：「名单」不在可选的里面；可选：机关、联系人、行政区划、统称、企业、阶段目标。",
    ),
    ("directory export --edition 首版", "「--edition」不对：「首版」不是 1 到 999999 的整数。"),
    ("number list --year 15", "「--year」不对：「15」不是 1949 到 2999 的整数。"),
    ("number adopt 三号 --reason x", "「文号」不对：「三号」不是发文字号，应像 绍市软件办〔2015〕3号。"),
    (
        "issue notice --facts a --signatory 王 --signed-on 2015-02-30",
        "「--signed-on」不对：日历上没有2015年2月30日。",
    ),
]


@pytest.mark.parametrize(("words", "sentence"), WRONG, ids=[words for words, _ in WRONG])
def test_wrong_words_are_refused_in_chinese_with_the_usage(words: str, sentence: str) -> None:
    refused = gongwen(*words.split())
    assert (refused.code, refused.out) == (2, "")
    first, usage, where = refused.err.splitlines()
    assert first.startswith(f"错误：{sentence}")
    assert usage.startswith("用法：gongwen")
    assert where.endswith("--help")
    assert english_in(refused.err) == []


def test_an_empty_path_is_no_folder() -> None:
    refused = gongwen("number", "list", "--archive", "")
    assert (refused.code, refused.err.splitlines()[0]) == (2, "错误：「--archive」不对：内容是空的。")


@pytest.mark.parametrize("words", [(), ("number",), ("archive",), ("template",)])
def test_a_group_alone_shows_its_help(words: tuple[str, ...]) -> None:
    shown = gongwen(*words)
    assert (shown.code, shown.out) == (2, "")
    assert shown.err == gongwen(*words, "--help").out


def test_the_version_is_told() -> None:
    assert gongwen("--version").out == "gongwen 0.1.0\n"


def test_the_exit_codes_explained_are_those_of_the_errors() -> None:
    def codes(error: type[GongwenError]) -> set[int]:
        return {error.exit_code}.union(*(codes(below) for below in error.__subclasses__()))

    assert codes(GongwenError) | {0, 6, 130} == set(EXIT_CODES)
    assert "  130  被中断（Ctrl-C）" in gongwen("--help").out


@pytest.mark.parametrize("words", ["--version", "--help"])
def test_help_and_version_load_no_heavy_library(words: str) -> None:
    code = (
        "import sys; from gongwen.cli import main; main([sys.argv[1]]); "
        "heavy = {'django', 'weasyprint', 'whoosh', 'docx', 'rich', 'gongwen.office'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code, words], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_commands_are_listed_in_the_order_of_office_work() -> None:
    assert program.list_commands(click.Context(program))[:2] == ["init", "demo"]


def test_a_long_example_is_continued_between_words_and_outside_quotes() -> None:
    assert wrapped_command("gongwen x '甲 乙' --by 李明", 20) == ["gongwen x '甲 乙' \\", "    --by 李明"]


def test_long_lines_are_wrapped_by_their_width_on_the_screen() -> None:
    assert wrapped("一二三四五，六七", 10) == ["一二三四五，", "六七"]
    assert wrapped("用 gongwen issue 核发", 12) == ["用 gongwen", "issue 核发"]
