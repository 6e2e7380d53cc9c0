"""The group `gongwen directory`, and what its commands share."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from gongwen.cli.chinese import ChineseGroup
from gongwen.cli.machine import say_json
from gongwen.cli.options import Count, OneOf, archive_option
from gongwen.cli.output import say
from gongwen.model.directory import ListName
from gongwen.office.desk.copies import put_copies
from gongwen.records.values import CHINA

LIST = OneOf(*(name.value for name in ListName))
"""The name of a list."""

EDITION = Count(1, 999_999)
"""The number of an edition."""


@click.group(cls=ChineseGroup, name="directory")
@archive_option
def command() -> None:
    """名录：机关、行政区划、统称、企业、阶段目标，存着用，不必每次手打。

    例：
      gongwen directory template --sample --out 绍兴市.xlsx
      gongwen directory import examples/名录/绍兴市.xlsx --reason 首次建立
      gongwen directory show 行政区划 --on 2015-06-23
      gongwen directory participants --year 2016
    """


def today() -> dt.date:
    """Return the day it is in China."""
    return dt.datetime.now(CHINA).date()


def put_workbook(content: bytes, out: Path, as_json: bool) -> None:
    """Write a workbook, over no file that differs, and say where; the name gets its .xlsx."""
    path = out if out.suffix.lower() == ".xlsx" else out.with_name(f"{out.name}.xlsx")
    copies = put_copies(path.parent, path.stem, [("xlsx", content)])
    if as_json:
        say_json({"files": [str(copy.path) for copy in copies]})
    else:
        say(*map(str, copies))
