"""roles: who holds which role in the office."""

from __future__ import annotations

from pathlib import Path

import click

from gongwen.cli.chinese import ChineseCommand, ChineseGroup, option
from gongwen.cli.commands.life.acting import desk_of, looking, office_name, recorded_option, workshop
from gongwen.cli.machine import say_json
from gongwen.cli.options import FILE, OneOf, archive_option, json_option, outside_archives
from gongwen.cli.outcome import tell
from gongwen.cli.output import say, say_table
from gongwen.model.dates import chinese_date
from gongwen.office.life import showing
from gongwen.office.registers.keeping import write_book
from gongwen.office.registers.roles import RULE, roles_book
from gongwen.records.life.values import Person, Role


@click.group(cls=ChineseGroup, name="roles")
@archive_option
def roles() -> None:
    """岗位：谁办哪几步，一人兼哪几个岗位。

    登记了岗位，那一步就只由岗位上的人办；没有登记的岗位谁都可以办。

    例：
      gongwen roles list --combined
    """


@roles.command("list", cls=ChineseCommand)
@option("--combined", is_flag=True, help="只列一人兼几个岗位的")
@option(
    "--out",
    type=FILE,
    metavar="文件夹",
    callback=outside_archives,
    help="另打出岗位表，XLSX 和 PDF",
)
@archive_option
@json_option
def list_(combined: bool, out: Path | None, as_json: bool) -> None:
    """列出岗位；加 --out 打出岗位表，可以张贴、归档。

    例：
      gongwen roles list --combined
      gongwen roles list --combined --out 岗位
    """
    life = looking()
    found = showing.people(life, only_combined=combined)
    if out is not None:
        book = roles_book(found, office_name(), chinese_date(life.today))
        tell(*map(str, write_book(workshop(), book, out)))
    if as_json:
        say_json([_described(person) for person in found])
        return
    rows = [
        (
            person.name,
            "、".join(role.value for role in person.roles),
            person.organ,
            "是" if person.chief else "",
        )
        for person in found
    ]
    say_table(("姓名", "岗位", "机关", "主要负责人"), rows)
    say(RULE)


@roles.command("set", cls=ChineseCommand)
@click.argument("name", metavar="姓名", help="姓名")
@option(
    "--role",
    "held",
    type=OneOf(*(role.value for role in Role)),
    metavar="岗位",
    multiple=True,
    help=f"岗位，可写几次：{'、'.join(role.value for role in Role)}；一个也不写就去掉这个人",
)
@option("--organ", metavar="机关", default="", help="所在机关")
@option("--chief", is_flag=True, help="主要负责人")
@recorded_option
@archive_option
@json_option
def set_(
    name: str, held: tuple[str, ...], organ: str, chief: bool, recorded: str | None, as_json: bool
) -> None:
    """登记一个人的岗位；再登记一次就照新的。

    例：
      gongwen roles set 陈静 --role 审核 --role 复核 --role 登记
      gongwen roles set 王建国 --role 签发 --chief
    """
    person = Person(name, tuple(role for role in Role if role.value in held), organ, chief)
    showing.set_person(desk_of(recorded), person)
    if as_json:
        say_json(_described(person))
    else:
        said = "、".join(role.value for role in person.roles) or "没有岗位"
        say(f"已登记　{name}：{said}{'（主要负责人）' if chief else ''}")


def _described(person: Person) -> dict[str, object]:
    return {
        "name": person.name,
        "roles": [role.value for role in person.roles],
        "organ": person.organ,
        "chief": person.chief,
    }
