"""Elements that must agree: what contradicts another element is not sure, and says why."""

from __future__ import annotations

import re
from dataclasses import replace

from gongwen.model.dates import chinese_date
from gongwen.recognise.circular.rows import folded, squeezed
from gongwen.recognise.circular.values import Circular

_ABOUT = re.compile(r"(?:关于|印发|转发|批转)")
_MARKS = re.compile(r"[《》〈〉“”\"（）()\s、，,]")


def agreed(circular: Circular) -> Circular:
    """Return `circular` with every element doubted that another one contradicts."""
    for check in (_years, _printed, _organs, _annexes):
        circular = check(circular)
    return circular


def _years(circular: Circular) -> Circular:
    number, date, parsed = circular.number, circular.date_of_issue, circular.document_number
    if number is None or date is None or parsed is None or parsed.year == date.value.year:
        return circular
    reason = f"发文字号的年份是{parsed.year}年，成文日期是{chinese_date(date.value)}，两处不一致"
    return replace(circular, number=number.doubted(reason), date_of_issue=date.doubted(reason))


def _printed(circular: Circular) -> Circular:
    date, printed = circular.date_of_issue, circular.printing_date
    if date is None or printed is None or printed.value >= date.value:
        return circular
    reason = f"印发日期{chinese_date(printed.value)}早于成文日期{chinese_date(date.value)}"
    return replace(circular, date_of_issue=date.doubted(reason), printing_date=printed.doubted(reason))


def _organs(circular: Circular) -> Circular:
    """Compare the organ that the title begins with, the mark and the signature."""
    signature, mark, title = circular.signature, circular.issuer_mark, circular.title
    if signature is None:
        return circular
    signed = [folded(squeezed(one)) for one in signature.value]
    if mark is not None and mark.value.suffix != "纪要":
        missing = [one for one in mark.value.organs if not any(_alike(one, each) for each in signed)]
        if missing:
            reason = f"发文机关标志上有「{missing[0]}」，署名里没有"
            circular = replace(
                circular, issuer_mark=mark.doubted(reason), signature=signature.doubted(reason)
            )
    said = _title_organs(title.value) if title is not None and mark is None else ""
    if title is not None and said and not any(_alike(one, said) or one in said for one in signed):
        reason = f"标题以「{said}」开头，署名是「{'、'.join(signature.value)}」，两处不一致"
        return replace(circular, title=title.doubted(reason), signature=signature.doubted(reason))
    return circular


def _title_organs(title: str) -> str:
    found = _ABOUT.search(title)
    return _MARKS.sub("", folded(title[: found.start()])) if found else ""


def _alike(one: str, other: str) -> bool:
    """Say whether two names may be of one organ: the shorter leaves characters of the longer out."""
    short, long = sorted((_MARKS.sub("", folded(one)), _MARKS.sub("", folded(other))), key=len)
    rest = iter(long)
    return all(character in rest for character in short)


def _annexes(circular: Circular) -> Circular:
    note, annexes = circular.attachment_note, circular.annexes
    if note is None or annexes is None:
        return circular
    reason = ""
    if len(note.value) != len(annexes.value):
        reason = f"附件说明列了{len(note.value)}个附件，后面的附件有{len(annexes.value)}个"
    else:
        for entry, annex in zip(note.value, annexes.value, strict=True):
            if annex.title and _MARKS.sub("", folded(entry)) != _MARKS.sub("", folded(annex.title)):
                reason = f"附件说明写的是「{entry}」，附件的标题是「{annex.title}」"
                break
    if not reason:
        return circular
    return replace(circular, attachment_note=note.doubted(reason), annexes=annexes.doubted(reason))
