"""The group `gongwen directory`, and what its commands share."""

from __future__ import annotations

import datetime as dt

import click

from gongwen.cli.chinese import ChineseGroup
from gongwen.cli.options import OneOf, archive_option
from gongwen.model.directory import ListName

LIST = OneOf(*(name.value for name in ListName))
"""The name of a list."""


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
    return dt.datetime.now(dt.timezone(dt.timedelta(hours=8))).date()
