"""archive links: what a paper is based on, what cites it, who has not answered."""

from __future__ import annotations

import click

from gongwen.cli.chinese import ChineseCommand
from gongwen.cli.machine import say_json
from gongwen.cli.options import archive_option, json_option, settings
from gongwen.cli.output import say, say_table
from gongwen.office.keeping.links import Link, Links
from gongwen.office.keeping.links import links as links_of
from gongwen.office.keeping.pieces import Piece
from gongwen.office.wiring import Office


@click.command("links", cls=ChineseCommand)
@click.argument("name", metavar="文号或件", help="发文字号，或件标识")
@archive_option
@json_option
def links(name: str, as_json: bool) -> None:
    """这份公文依据、转发、回复了哪些公文，被哪些引用，谁还没有答复。

    存档里有的写出件标识；主送写统称的，照名录展开。

    例：
      gongwen archive links 绍市软件办〔2015〕3号
    """
    about, found = links_of(Office(settings(), writing=False), name)
    if as_json:
        say_json(_described(about, found))
        return
    say(f"{about.name}　{about.title}")
    if rows := [*map(_cited, found.based_on), *_citing(found)]:
        say_table(("关系", "公文", "件"), rows)
    else:
        say("没有引用别的公文，也没有被引用")
    say(*_answering(about, found))


def _cited(link: Link) -> tuple[str, str, str]:
    """Return the row of a paper that is cited."""
    number, title = link.cited.number, link.cited.title
    named = f"《{title}》（{number}）" if number and title else number or f"《{title}》"
    return link.cited.relation, named, link.here.item_id if link.here else "存档里没有"


def _citing(found: Links) -> list[tuple[str, str, str]]:
    """Return the rows of the papers that cite this one."""
    return [
        (f"被{relation}", "　".join(filter(None, (one.name, "、".join(one.organs)))), one.item_id)
        for one, relation in found.citing
    ]


def _answering(about: Piece, found: Links) -> list[str]:
    """Return the sentences on answers."""
    if about.issued is None:
        return ["还没有发文回复"] if found.unanswered else []
    said = [f"已有 {len(found.answers)} 件引用本文的来文"] if found.answers else []
    if found.waiting:
        said.append(f"主送的还没有来文的：{'、'.join(found.waiting)}")
    if found.open_names:
        said.append(f"不能展开的统称：{'、'.join(found.open_names)}（请在名录里写明成员）")
    return said


def _described(about: Piece, found: Links) -> dict[str, object]:
    return {
        "item": about.item_id,
        "number": about.number,
        "title": about.title,
        "cites": [
            {
                "relation": one.cited.relation,
                "number": one.cited.number,
                "title": one.cited.title,
                "item": one.here.item_id if one.here else "",
            }
            for one in found.based_on
        ],
        "cited_by": [
            {"relation": relation, "item": one.item_id, "number": one.number, "title": one.title}
            for one, relation in found.citing
        ],
        "answers": [one.item_id for one in found.answers],
        "waiting": found.waiting,
        "open_names": found.open_names,
        "unanswered": found.unanswered,
    }
