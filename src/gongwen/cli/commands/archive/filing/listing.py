"""archive catalogue, export: the list of what is filed, and papers handed over to an archive."""

from __future__ import annotations

from pathlib import Path

import click

from gongwen.archive.transfers import PackageReport, check_package
from gongwen.cli.chinese import ChineseCommand, option
from gongwen.cli.machine import findings_described, say_json
from gongwen.cli.options import (
    FILE,
    YEAR,
    OneOf,
    archive_option,
    fonds_option,
    json_option,
    out_option,
    outside_archives,
    settings,
)
from gongwen.cli.outcome import while_interrupted
from gongwen.cli.output import progress, say
from gongwen.errors import UsageError
from gongwen.model.arrangement import Term
from gongwen.model.transfer import RECORDS
from gongwen.office.keeping.arranging.exporting import export as export_papers
from gongwen.office.keeping.arranging.listing import catalogues_of, filed_units, write_catalogues
from gongwen.office.keeping.arranging.table import table_in_use
from gongwen.office.wiring import Office

_DAMAGED = 8

term_option = option(
    "--term",
    type=OneOf(*(term.value for term in Term)),
    metavar="期限",
    default=None,
    help="只要这一种保管期限：永久、30年、10年",
)


@click.command("catalogue", cls=ChineseCommand)
@option("--year", type=YEAR, metavar="年度", required=True, help="哪一年度")
@term_option
@fonds_option
@out_option
@archive_option
@json_option
def catalogue(year: int, term: str | None, fonds: str, out: Path, as_json: bool) -> None:
    """归档文件目录：一类一份，XLSX 和 PDF，另有封面；下面印着件数、登记和归档记录的条数和末条。

    例：
      gongwen archive catalogue --year 2015 --out 目录
    """
    office = Office(settings(), writing=False)
    organ = office.organ(fonds)
    table = table_in_use(organ.holdings.keeping)
    found = catalogues_of(organ.holdings, organ.name, table, year, _term(term))
    with progress(len(found), "打印目录") as step:
        copies = write_catalogues(office.workshop, found, out, step)
    if as_json:
        say_json(
            [{"class": str(one.key), "items": len(one.book.rows), "notes": one.book.notes} for one in found]
        )
        return
    for one in found:
        say(f"{one.key}：{len(one.book.rows)} 件", *one.book.notes)
    say(*map(str, copies))


@click.command("export", cls=ChineseCommand)
@option("--year", type=YEAR, metavar="年度", help="移交哪一年度的件")
@term_option
@option(
    "--to",
    type=FILE,
    metavar="文件夹",
    callback=outside_archives,
    help="写到哪里，要一个新的文件夹，如 U 盘上的 移交2015",
)
@option("--check", "checked", type=FILE, metavar="文件夹", help="只核对一个写好的移交包，不改动它")
@fonds_option
@archive_option
@json_option
def export(
    year: int | None, term: str | None, to: Path | None, checked: Path | None, fonds: str, as_json: bool
) -> int:
    """移交包：说明文件、文件目录、电子档案、登记表，带 SHA-256 清单；写完读回核对。

    要么整个写成，要么没有。--check 核对每个文件、每个摘要、元数据与内容、件数和字节数，
    不好的以 8 退出。核对不需要存档，也可以在接收的一方做。

    例：
      gongwen archive export --year 2015 --to 移交2015
      gongwen archive export --check 移交2015
    """
    if checked is not None:
        return _check(checked, as_json=as_json)
    if year is None or to is None:
        raise UsageError("--year 和 --to 要一起写", advice="核对已有的移交包，请写 --check 文件夹")
    while_interrupted("移交包没有写成，什么也没有留下；请再运行一次")
    office = Office(settings())
    organ = office.organ(fonds)
    table, wanted = table_in_use(organ.holdings.keeping), _term(term)
    total = len(filed_units(organ.holdings, year, wanted))
    with progress(total, "写移交包") as step:
        done = export_papers(office.workshop, organ.holdings, organ.name, table, year, to, wanted, step)
    if as_json:
        say_json({"path": str(done.path), "totals": _counted(done.totals), "manifest": done.digest})
    else:
        say(f"已写成移交包 {done.path}：{done.totals}，已读回核对", f"清单的 SHA-256：{done.digest}")
    return 0


def _check(folder: Path, *, as_json: bool) -> int:
    papers = sum(1 for _ in (folder / RECORDS).glob("*/*/*"))
    with progress(papers, "核对移交包") as step:
        report = check_package(folder, step)
    if as_json:
        say_json(
            {
                "sound": not report.findings,
                "totals": _counted(report.totals),
                "findings": findings_described(report.findings),
            }
        )
    else:
        say(f"{folder}：{report.totals}，{_verdict(report)}", *map(str, report.findings))
    return _DAMAGED if report.findings else 0


def _verdict(report: PackageReport) -> str:
    return f"有 {len(report.findings)} 处不对" if report.findings else "完好；病毒和载体没有检查"


def _counted(totals: object) -> dict[str, object]:
    return {name: getattr(totals, name) for name in ("items", "files", "size")}


def _term(name: str | None) -> Term | None:
    return Term.named(name) if name else None
