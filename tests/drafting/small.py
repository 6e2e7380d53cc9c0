"""A template of a few lines, to try one thing at a time."""

from __future__ import annotations

from collections.abc import Mapping

from gongwen.drafting import Draft, Facts, Template, draft, read_template
from gongwen.drafting.tomltext import read_toml
from gongwen.errors import FactsError, NotFoundError
from gongwen.model import Finding

HEAD = """\
文种：通知
发文机关：甲市乙办公室
机关代字：甲乙办
署名：甲市乙办公室
成文日期：2015年6月23日
印发机关：甲市乙办公室
印发日期：2015年6月23日
【正文】关于做好某项工作的通知
"""


def small(body: str, fields: str = "", **shelf: tuple[str, str]) -> Template:
    """Return the template with HEAD and `body`; `shelf` holds what it may include."""

    def source(identifier: str) -> tuple[str, str]:
        if identifier == "small":
            return HEAD + body, fields
        if identifier not in shelf:
            raise NotFoundError(f"没有模板「{identifier}」")
        return shelf[identifier]

    return read_template("small", source)


def wrong_template(body: str, fields: str = "", **shelf: tuple[str, str]) -> list[str]:
    """Return the findings that refuse the template, as a clerk reads them."""
    try:
        small(body, fields, **shelf)
    except FactsError as error:
        return listed(error.findings)
    return []


def facts(text: str) -> Facts:
    """Return the facts of a TOML text called 事实."""
    values, places = read_toml(text)
    return Facts(values, places, "事实")


def drafted(body: str, fields: str = "", given: str = "") -> Draft:
    """Return the draft of a small template with the facts `given`."""
    return draft(small(body, fields), facts(given))


def wrong_facts(fields: str, given: str | Mapping[str, object], body: str = "") -> list[str]:
    """Return the findings that refuse the facts."""
    entered = facts(given) if isinstance(given, str) else Facts(given)
    try:
        draft(small(body, fields), entered)
    except FactsError as error:
        return listed(error.findings)
    return []


def listed(findings: tuple[Finding, ...]) -> list[str]:
    """Return 「place：sentence」 for each finding."""
    return [f"{finding.place}：{finding.sentence}" for finding in findings]
