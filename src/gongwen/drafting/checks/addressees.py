"""主送机关 held against the office's lists: is each an organ, a division, a 统称 or an enterprise?"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Set

from gongwen.model import Document, Finding, Level
from gongwen.model.dates import chinese_date
from gongwen.model.directory import Directory, Refusal
from gongwen.model.directory.names import folded, meant, near

_RULE = "《党政机关公文处理工作条例》第九条"
_CATEGORIES = re.compile(r"[，,；;\n]")


def addressee_findings(document: Document, directory: Directory, source: str) -> Iterator[Finding]:
    """Yield a warning for each 主送机关 that the lists do not know on the paper's date."""
    if not (directory.organs or directory.collectives):
        return
    on = document.signature.date_of_issue
    known = directory.known(on)
    for addressee in split_addressees(document.addressees, known):
        if folded(addressee) not in known:
            sentence = _abolished(addressee, directory, on) or _unknown(addressee, directory.names(on), on)
            yield Finding(f"{source}·主送机关", _RULE, sentence, Level.WARNING)


def split_addressees(text: str, known: Set[str]) -> tuple[str, ...]:
    """Return the addressees of a line; one that is `known` (folded) keeps the 、 in its name."""
    found: list[str] = []
    for category in _CATEGORIES.split(text.strip().rstrip("：:")):
        pieces = [piece.strip() for piece in category.split("、")]
        start = 0
        while start < len(pieces):
            ends = range(len(pieces), start, -1)
            end = next((end for end in ends if folded("、".join(pieces[start:end])) in known), start + 1)
            found.append("、".join(pieces[start:end]))
            start = end
    return tuple(addressee for addressee in found if addressee)


def _abolished(addressee: str, directory: Directory, on: dt.date) -> str:
    """Return why the division that the addressee begins with is none on that day, or nothing."""
    whole = folded(addressee)
    for division in directory.divisions:
        if whole.startswith(folded(division.name)):
            refused = directory.division(division.name, on)
            if isinstance(refused, Refusal):
                return f"主送「{addressee}」：{refused.sentence()}"
    return ""


def _unknown(addressee: str, names: tuple[str, ...], on: dt.date) -> str:
    advice = meant(near(addressee, names)) or "请核对名称；确实有的，请补进名录"
    return f"主送「{addressee}」不在{chinese_date(on)}的名录里（机关、行政区划、统称、企业都没有），{advice}"
