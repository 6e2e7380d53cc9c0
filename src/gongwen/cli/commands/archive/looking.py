"""archive list, show: what is kept."""

from __future__ import annotations

from collections.abc import Sequence

import click

from gongwen.cli.chinese import ChineseCommand
from gongwen.cli.commands.archive.beside import beside, came, described_beside
from gongwen.cli.commands.archive.filing.telling import code_of, described_filed, filed
from gongwen.cli.machine import say_json
from gongwen.cli.options import archive_option, json_option, settings
from gongwen.cli.output import say, say_table
from gongwen.model import chinese_date
from gongwen.office import archive as office_archive
from gongwen.office.archive import ShownItem
from gongwen.office.keeping.pieces import Piece, in_any
from gongwen.office.life.referring import effects_on
from gongwen.office.wiring import Office, Organ


@click.command("list", cls=ChineseCommand)
@archive_option
@json_option
def list_(as_json: bool) -> None:
    """列出存档里的件：先列本机关的，代存的其他机关另列。

    例：
      gongwen archive list
    """
    office = Office(settings(), writing=False)
    kept = [(organ, office_archive.listed(organ.holdings)) for organ in office.organs()]
    if as_json:
        say_json([_described(item, organ) for organ, items in kept for item in items])
        return
    for organ, items in kept:
        if items:
            say(str(organ))
            rows = [
                (
                    item.number,
                    chinese_date(item.date) if item.date else "",
                    item.item_id,
                    code_of(item),
                    item.title,
                )
                for item in items
            ]
            say_table(("文号", "成文日期", "件", "档号", "标题"), rows)
            say("")
    say(f"共 {sum(len(items) for _, items in kept)} 件")


@click.command("show", cls=ChineseCommand)
@click.argument("name", metavar="文号或件", help="发文字号、档号，或件标识")
@archive_option
@json_option
def show(name: str, as_json: bool) -> None:
    """显示一件：著录、文件、放在哪里，档号和保管期限。

    例：
      gongwen archive show 绍市软件办〔2015〕3号
    """
    office = Office(settings(), writing=False)
    organ, item = in_any(office.organs(), name)
    found = office_archive.shown_piece(organ.holdings, item)
    issued = item.issued
    effects = effects_on(office.life(organ.holdings.ledger.fonds), issued.number) if issued else ()
    if as_json:
        say_json(
            {
                **_described(item, organ),
                "location": found.location,
                "files": found.names,
                "metadata": found.metadata,
                "effects": effects,
                **described_beside(organ, item),
            }
        )
        return
    say_table(("项目", "内容"), _rows(organ, found, effects))


def _rows(organ: Organ, found: ShownItem, effects: Sequence[str]) -> list[tuple[str, str]]:
    item = found.item
    issued, received = item.issued, item.received
    return [
        ("文号", item.number),
        ("标题", item.title),
        ("文种", item.kind),
        ("发文机关", "、".join(item.organs)),
        ("成文日期", chinese_date(item.date) if item.date else ""),
        *([("签发", f"{issued.signatory}　{chinese_date(issued.signed_on)}")] if issued else ()),
        *(came(organ, received) if received else ()),
        ("全宗", str(organ)),
        ("件", item.item_id),
        ("件摘要", item.digest),
        *(("后来", effect) for effect in effects),
        *beside(organ, item, found.metadata),
        *filed(organ, item),
        ("位置", found.location),
        ("文件", "、".join(found.names)),
    ]


def _described(item: Piece, organ: Organ) -> dict[str, object]:
    described: dict[str, object] = {
        "item": item.item_id,
        "number": item.number,
        "title": item.title,
        "kind": item.kind,
        "organs": item.organs,
        "date_of_issue": item.date,
        "digest": item.digest,
        "fonds": organ.name,
        "sample": organ.sample,
        **described_filed(organ, item),
    }
    if item.issued:
        described |= {"signatory": item.issued.signatory, "signed_on": item.issued.signed_on}
    if item.received:
        described["received"] = {
            "on": item.received.received_on,
            "name": item.received.name,
            "form": item.received.form,
            "sender": item.received.sender,
            "unsure": item.received.description.unsure,
            "trouble": item.received.description.trouble,
        }
    return described
