"""issue: a signed paper gets its number and its place in the archive."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import click

from gongwen.cli.chinese import ChineseCommand, option
from gongwen.cli.issuing import copied, issuing
from gongwen.cli.machine import findings_described, say_json
from gongwen.cli.options import (
    DAY,
    NUMBER,
    PERSON,
    archive_option,
    facts_option,
    json_option,
    out_option,
    settings,
)
from gongwen.cli.outcome import tell_findings
from gongwen.cli.output import say
from gongwen.model import DocumentNumber, Finding
from gongwen.office.desk.copies import Copy
from gongwen.office.desk.request import IssueRequest
from gongwen.office.draft import draft_from_file
from gongwen.office.issue import IssueReport, checked, issue
from gongwen.office.life.account import one_go
from gongwen.office.wiring import Office


@click.command(cls=ChineseCommand, name="issue")
@click.argument("template", metavar="模板", help="模板的代号或名称，见 gongwen template list")
@facts_option
@option("--signatory", type=PERSON, metavar="姓名", required=True, help="签发人")
@option("--signed-on", type=DAY, metavar="日期", required=True, help="签发日期，如 2015-06-23")
@option("--number", type=NUMBER, metavar="文号", default=None, help="用预留的一段里的这个号")
@option("--new-series", is_flag=True, help="确实启用一个没有编过号的机关代字")
@out_option
@archive_option
@json_option
def command(
    template: str,
    facts: Path,
    signatory: str,
    signed_on: dt.date,
    number: DocumentNumber | None,
    new_series: bool,
    out: Path,
    as_json: bool,
) -> None:
    """核发：编号、印制、存档，编入检索。

    领导在纸上签发后，由经办人在这里登记签发人和签发日期。字号取本机关
    当年（成文日期的年份）最大号的下一号。同样的内容再办一次，还是同一个
    字号，不会另占号；中途断电或被中断，号是预留的，原样再办一次即可办完。
    同样的公文换了签发人或签发日期再办，不另给号。头一次用一个新的机关代字
    （而别的代字编过号），要加 --new-series，免得代字写错时另起一串号。

    例：
      gongwen issue notice --facts examples/绍兴市2015.toml \\
          --signatory 王建国 --signed-on 2015-06-23
    """
    office = Office(settings())
    made = draft_from_file(office.workshop, template, facts)
    request = IssueRequest(
        made.document, signatory, signed_on, made.findings, new_series, made.source, number=number
    )
    with issuing() as step:
        holdings = office.holdings()
        parts = office.issue_parts(holdings, step)
        checked(parts, request)
        account = one_go(parts.loose, signatory, signed_on, office.settings.operator)
        report = issue(parts, replace(request, further=(account,)))
    copies = copied(holdings, report, out)
    findings = (*made.findings, *report.findings)
    if as_json:
        say_json(_described(report, copies, findings))
        return
    say(str(report), *map(str, copies))
    tell_findings(findings)


def _described(
    report: IssueReport, copies: tuple[Copy, ...], findings: tuple[Finding, ...]
) -> dict[str, object]:
    return {
        "number": str(report.number),
        "item": report.item_id,
        "digest": report.digest,
        "location": report.location,
        "repeated": report.repeated,
        "files": [str(copy.path) for copy in copies],
        "findings": findings_described(findings),
    }
