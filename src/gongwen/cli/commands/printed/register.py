"""register: the registers of a year as workbook and print."""

from __future__ import annotations

from pathlib import Path

import click

from gongwen.cli.chinese import ChineseCommand, option
from gongwen.cli.machine import say_json
from gongwen.cli.options import YEAR, OneOf, archive_option, fonds_option, json_option, out_option, settings
from gongwen.cli.output import say
from gongwen.model.book import Book
from gongwen.office.registers.choosing import NAMES, register
from gongwen.office.registers.keeping import write_book
from gongwen.office.wiring import Office


@click.command(cls=ChineseCommand, name="register")
@click.argument("book", metavar="簿名", type=OneOf(*NAMES), help="发文，或用印")
@option("--year", type=YEAR, metavar="年度", required=True, help="哪一年的登记簿")
@option("--code", metavar="代字", default="", help="发文登记簿只列一个机关代字；不写就全列")
@fonds_option
@out_option
@archive_option
@json_option
def command(book: str, year: int, code: str, fonds: str, out: Path, as_json: bool) -> None:
    """登记簿：照登记打出一年的发文登记簿、用印登记簿（XLSX 和 PDF）。

    发文登记簿一号一行，补登、作废、空号都在内；协办的联合发文列在后面。
    用印登记簿一枚印一行，印制、用印、分送、存本的份数逐件核对。

    例：
      gongwen register 发文 --year 2015
      gongwen register 用印 --year 2015 --out 登记簿
    """
    office = Office(settings(), writing=False)
    made = register(office, book, year, issuer_code=code, fonds=fonds)
    files = write_book(office.workshop, made, out)
    if as_json:
        say_json(_described(made) | {"files": [str(file.path) for file in files]})
        return
    say(f"{made.right}{made.title}：{len(made.rows)} 行", *made.notes, *map(str, files))


def _described(book: Book) -> dict[str, object]:
    names = [column.name for column in book.columns]
    rows = [dict(zip(names, row, strict=True)) for row in book.rows]
    return {"title": book.title, "organ": book.left, "year": book.right, "rows": rows, "notes": book.notes}
