"""archive access: copies to be looked at in place of the originals."""

from __future__ import annotations

from collections.abc import Iterable

import click

from gongwen.cli.chinese import ChineseCommand, option
from gongwen.cli.machine import say_json
from gongwen.cli.options import archive_option, json_option, settings
from gongwen.cli.outcome import tell, while_interrupted
from gongwen.cli.output import progress, say
from gongwen.errors import UsageError
from gongwen.office.keeping.access import Made, make_copies
from gongwen.office.keeping.adding import AddParts
from gongwen.office.keeping.pieces import Piece, in_any, pieces
from gongwen.office.wiring import Office

_FINDINGS = 6


@click.command("access", cls=ChineseCommand)
@click.argument("names", metavar="[文号或件…]", nargs=-1, help="给哪些件做")
@option("--all", "every", is_flag=True, help="收存的每一件，还没有的都做")
@archive_option
@json_option
def access(names: tuple[str, ...], every: bool, as_json: bool) -> int:
    """为收存的件做利用副本：一份 PDF，平时看它，不动原件；原件不变，副本放在旁边。

    Word、WPS 文字和表格、文本、邮件的文字由 LibreOffice 转，图片和传真一页一面。
    按 PDF/A-2b 制作，没有用独立的校验程序验过。已有的不重做；转不成的列出来，
    以 6 退出。

    例：
      gongwen archive access --all
    """
    if bool(names) == every:
        raise UsageError("没有写给哪些件做" if not names else "写了件，又写了 --all", advice="两样写一样")
    while_interrupted("做好的副本都在；再运行一次，只做还没有的")
    office = Office(settings())
    done: list[Made] = []
    work = list(_work(office, names))
    with progress(sum(len(items) for _, items in work), "做利用副本") as step:
        for parts, items in work:
            for made in make_copies(parts, items):
                done.append(made)
                step(made.item.name)
    if as_json:
        say_json([{"item": one.item.item_id, "bag": one.bag_id, "why": one.why} for one in done])
    else:
        _report(done)
    return _FINDINGS if any(one.failed for one in done) else 0


def _work(office: Office, names: tuple[str, ...]) -> Iterable[tuple[AddParts, tuple[Piece, ...]]]:
    """Yield the items to be copied, by the holdings that have them; all that came in without names."""
    organs = office.organs()
    if names:
        found = [in_any(organs, name) for name in names]
    else:
        found = [(organ, one) for organ in organs for one in pieces(organ.holdings) if one.received]
    for organ in organs:
        if items := tuple(one for owner, one in found if owner is organ):
            yield office.add_parts(organ.holdings), items


def _report(done: list[Made]) -> None:
    for one in done:
        if one.bag_id:
            say(f"{one.item.name}：利用副本已做好（{one.bag_id}）")
        elif one.failed:
            tell(f"没有做成｜{one.item.name}｜{one.why}")
    rest: dict[str, int] = {}
    for one in done:
        if not one.bag_id and not one.failed:
            rest[one.why] = rest.get(one.why, 0) + 1
    made = sum(bool(one.bag_id) for one in done)
    say("；".join([f"做好 {made} 份利用副本", *(f"{count} 件{why}" for why, count in rest.items())]))
