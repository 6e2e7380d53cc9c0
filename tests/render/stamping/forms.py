"""Forms for enterprises whose names try everything: length, digits, rare characters."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from gongwen.drafting import Template, draft_sheet
from gongwen.drafting.facts import Facts
from gongwen.layout import compose_sheet
from gongwen.model import FormSheet
from gongwen.model.composition import Composition
from gongwen.office.desk.factfile import read_facts
from gongwen.office.desk.shelf import Shelf
from gongwen.render.stamping.stamper import Stamper
from tests.layout.papers import HOUSE, setter, typefaces

PLAIN = "绍兴市公共交通集团有限公司"
RARE = "王喆李镕张堃赵垚钱𬱖制衣有限公司"
MIXED = "绍兴2008年IBM（中国）A-1厂"
LONGEST = "绍兴市柯桥区国有资产投资经营有限责任公"
TOO_LONG = "绍兴市柯桥区国有资产投资经营集团有限责任公司总公司"


@cache
def template() -> Template:
    """The form of 2015."""
    return Shelf(HOUSE / "templates").template("survey_form")


@cache
def common() -> Facts:
    """What all forms of 2015 have in common."""
    return read_facts(HOUSE / "examples" / "调查表共同.toml")


def sheet(name: str, code: str = "330602-0001") -> FormSheet:
    """The form of the enterprise called `name`."""
    facts = replace(common(), values={**common().values, "企业名称": name, "企业编号": code})
    return draft_sheet(template(), facts)[0]


def form(name: str, code: str = "330602-0001") -> Composition:
    """The form of the enterprise called `name`, laid out."""
    return compose_sheet(sheet(name, code), typefaces())


def stamper() -> Stamper:
    """A stamper without blanks."""
    return Stamper(setter(), typefaces())


@cache
def warm() -> Stamper:
    """A stamper that has its blank."""
    made = stamper()
    made.make(form(PLAIN, "330602-0000"))
    return made
