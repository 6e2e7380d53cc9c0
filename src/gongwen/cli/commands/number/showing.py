"""number list, gaps: every number and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import click

from gongwen.cli.chinese import ChineseCommand, option
from gongwen.cli.machine import say_json
from gongwen.cli.options import NUMBER, YEAR, archive_option, json_option, settings
from gongwen.cli.output import say, say_table
from gongwen.office import numbers
from gongwen.office.wiring import Office, Organ
from gongwen.records.values import JointRecord, NumberRecord, SeriesRecord

_HAS_FINDINGS = 6
_JOINT = "联合发文（协办）"

number_argument = click.argument(
    "number", metavar="文号", type=NUMBER, help="发文字号，如 绍市软件办〔2015〕3号"
)
code_argument = click.argument("code", metavar="代字", help="机关代字，如 绍市软件办")
year_option = option("--year", type=YEAR, metavar="年份", required=True, help="字号里的年份")
reason_option = option("--reason", metavar="原因", required=True, help="写明原因，记进登记")


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is shown of one organ."""

    organ: Organ
    records: Sequence[NumberRecord]
    closed: Sequence[SeriesRecord] = ()
    joint: Sequence[JointRecord] = ()


@click.command("list", cls=ChineseCommand)
@option("--code", metavar="代字", default="", help="只看这个机关代字")
@option("--year", type=YEAR, metavar="年份", default=None, help="只看这一年")
@archive_option
@json_option
def list_(code: str, year: int | None, as_json: bool) -> None:
    """列出字号，每个号都说明去向，空号也列出。

    先列本机关的；代存的其他机关另列，示例机关注明“示例”。已封账的年度
    写在表后，联合发文（协办）用的是主办机关的字号，另列一表。

    例：
      gongwen number list --code 绍市软件办 --year 2015
    """
    office = Office(settings(), writing=False)
    _show([_kept(organ, code, year or 0) for organ in office.organs()], as_json)


@click.command("gaps", cls=ChineseCommand)
@archive_option
@json_option
def gaps(as_json: bool) -> int:
    """列出还要由人决定的字号：预留而没有办完、没有用的，和没有登记的空号。

    有这样的号时以 6 退出。预留的号可以续办或作废，空号可以补登或作废。

    例：
      gongwen number gaps
    """
    office = Office(settings(), writing=False)
    found = [_Kept(organ, numbers.open_numbers(organ.holdings)) for organ in office.organs()]
    _show(found, as_json, nothing="没有要人决定的字号")
    return _HAS_FINDINGS if any(kept.records for kept in found) else 0


def tell(record: NumberRecord, as_json: bool) -> None:
    """Say what was entered of one number."""
    if as_json:
        say_json(_described(record))
    else:
        say(f"已登记　{record}")


def tell_all(records: Sequence[NumberRecord], as_json: bool) -> None:
    """Say what was entered of several numbers."""
    if as_json:
        say_json([_described(record) for record in records])
    else:
        say(*(f"已登记　{record}" for record in records))


def _kept(organ: Organ, code: str, year: int) -> _Kept:
    closed = [one for one in numbers.series(organ.holdings, code, year) if one.closed_at]
    joint = [
        one for one in numbers.joint_papers(organ.holdings, year) if code in ("", one.number.issuer_code)
    ]
    return _Kept(organ, numbers.listing(organ.holdings, code, year), closed, joint)


def _show(found: Sequence[_Kept], as_json: bool, nothing: str = "没有这样的字号") -> None:
    listed = [kept for kept in found if kept.records or kept.joint]
    if as_json:
        say_json([line for kept in listed for line in _lines(kept)])
        return
    if not listed:
        say(nothing)
    for place, kept in enumerate(listed):
        say(*([""] if place else []), str(kept.organ))
        if kept.records:
            rows = [(str(record.number), record.state.value, _rest(record)) for record in kept.records]
            say_table(("文号", "状态", "说明"), rows)
        say(*(str(one) for one in kept.closed))
        if kept.joint:
            say(f"{_JOINT}，用主办机关的字号：")
            joint = [(str(one.number), one.lead_issuer, _words(one)) for one in kept.joint]
            say_table(("文号", "主办机关", "标题"), joint)


def _lines(kept: _Kept) -> list[dict[str, object]]:
    closed = {(one.issuer_code, one.year) for one in kept.closed}
    own = [
        _described(record, kept.organ) | {"closed": (record.number.issuer_code, record.number.year) in closed}
        for record in kept.records
    ]
    return own + [_joint_described(one, kept.organ) for one in kept.joint]


def _words(one: JointRecord) -> str:
    return f"{one.title}（{one.note}）" if one.note else one.title


def _rest(record: NumberRecord) -> str:
    return record.explanation().partition("：")[2] or record.explanation()


def _described(record: NumberRecord, organ: Organ | None = None) -> dict[str, object]:
    whose = {"organ": organ.name, "sample": organ.sample} if organ else {}
    return {
        **whose,
        "number": str(record.number),
        "state": record.state.value,
        "title": record.title,
        "reason": record.reason,
        "date_of_issue": record.date_of_issue,
        "signatory": record.signatory,
        "signed_on": record.signed_on,
        "operator": record.operator,
        "item": record.item_id,
        "explanation": record.explanation(),
    }


def _joint_described(record: JointRecord, organ: Organ) -> dict[str, object]:
    return {
        "organ": organ.name,
        "sample": organ.sample,
        "number": str(record.number),
        "state": _JOINT,
        "title": record.title,
        "lead_issuer": record.lead_issuer,
        "date_of_issue": record.date_of_issue,
        "note": record.note,
        "operator": record.operator,
    }
