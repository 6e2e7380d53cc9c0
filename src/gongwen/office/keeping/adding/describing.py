"""The description (著录) of what came in, as it was recognised, with everything that is not sure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from gongwen.intake import FileForm
from gongwen.office.keeping.adding.looking import whole_tree
from gongwen.office.keeping.adding.values import Doubt, Looked, Proposal
from gongwen.recognise.circular import Circular, Element
from gongwen.records.keeping.values import Description

ELEMENTS = {"title": "标题", "number": "文号", "kind": "文种", "organs": "发文机关", "date": "成文日期"}
"""The elements of a description that a person may correct, with their names."""

_NO_PAPERS = (FileForm.XLSX, FileForm.XLS, FileForm.CSV, FileForm.EML, FileForm.ZIP)
_SUBJECT = "主题："
_SURE = 0.9


def proposed(looked: Looked, today: dt.date) -> Proposal:
    """Return the description of what came in today, with its doubts."""
    about = _the_paper(looked)
    found = about.circular
    if about is looked and looked.reading.form in _NO_PAPERS:
        proposal = _without_elements(looked, today)
    elif _is_paper(found):
        proposal = _with_elements(found, today, _stem(about.name))
    else:
        proposal = _hardly(looked, found, today)
    if about is not looked:
        proposal = _doubted(proposal, "title", f"著录取自附件《{about.name}》")
    return _with_reading(looked, proposal)


def _the_paper(looked: Looked) -> Looked:
    """Return what the description is of: the first attachment of a mail that is a paper, else the file."""
    if looked.reading.form is not FileForm.EML:
        return looked
    inside = [one for one in whole_tree(looked) if one.reading.form not in _NO_PAPERS]
    return next((one for one in inside if one.circular.title and _is_paper(one.circular)), looked)


def _is_paper(found: Circular) -> bool:
    """Say whether a text has any element by which a paper is known."""
    return bool(found.number or found.issuer_mark or (found.title and (found.signature or found.addressees)))


def _with_elements(found: Circular, today: dt.date, stem: str) -> Proposal:
    number, date = found.document_number, found.date_of_issue.value if found.date_of_issue else None
    text = str(number) if number else _line(found.number)
    organs = _organs(found)
    description = Description(
        title=_line(found.title) or stem,
        year=date.year if date else number.year if number else today.year,
        number=text,
        kind=found.kind.value.value if found.kind else "",
        organs=organs,
        date=date,
    )
    seen: dict[str, tuple[Element[Any] | None, str]] = {
        "title": (found.title, description.title),
        "number": (found.number, text),
        "kind": (found.kind, description.kind),
        "organs": (found.issuer_mark or found.signature, "、".join(organs)),
        "date": (found.date_of_issue, date.isoformat() if date else ""),
    }
    return Proposal(description, tuple(_doubts(seen)))


def _doubts(seen: Mapping[str, tuple[Element[Any] | None, str]]) -> Iterator[Doubt]:
    for key, (element, value) in seen.items():
        name = ELEMENTS[key]
        if element is None:
            reason = "没有认出，取了文件名" if key == "title" else "没有认出"
            yield Doubt(key, name, value, reason)
        elif not element.sure:
            yield Doubt(key, name, value, element.reason.removeprefix(name))


def _hardly(looked: Looked, found: Circular, today: dt.date) -> Proposal:
    """Return the description of a text that is no paper: its own title where that is sure, else its name."""
    known = bool(found.title and found.title.sure)
    title = _line(found.title) if known else _stem(looked.name)
    date = found.date_of_issue.value if known and found.date_of_issue and found.date_of_issue.sure else None
    description = Description(title, date.year if date else today.year, date=date)
    taken = "" if known else "，取自文件名"
    reason = f"没有认出公文的要素（文号、发文机关、主送）{taken}" if looked.reading.lines else "取自文件名"
    return Proposal(description, (Doubt("title", ELEMENTS["title"], title, reason),))


def _without_elements(looked: Looked, today: dt.date) -> Proposal:
    """Return the description of a table, a mail or a package."""
    first = looked.reading.text.partition("\n")[0]
    subject = first.removeprefix(_SUBJECT).strip() if first.startswith(_SUBJECT) else ""
    title = subject or _stem(looked.name)
    if looked.reading.form is FileForm.ZIP or subject:
        return Proposal(Description(title, today.year))
    return Proposal(Description(title, today.year), (Doubt("title", ELEMENTS["title"], title, "取自文件名"),))


def _with_reading(looked: Looked, proposal: Proposal) -> Proposal:
    """Add what the reading says: pages, troubles, how sure the eye was."""
    reading = looked.reading
    troubles = "；".join(dict.fromkeys(one.rstrip("。") for one in looked.troubles))
    description = replace(proposal.description, pages=reading.pages, trouble=troubles)
    doubts = proposal.doubts
    if reading.confidence is not None and reading.confidence < _SURE:
        seen = f"由文字识别读出，把握 {reading.confidence:.0%}，请对照原件核对"
        doubts = (*doubts, Doubt("text", "文字", "", seen))
    return settled(replace(proposal, description=description, doubts=doubts))


def settled(proposal: Proposal) -> Proposal:
    """Return a proposal whose description says what is still in doubt."""
    return replace(
        proposal, description=replace(proposal.description, unsure=tuple(map(str, proposal.doubts)))
    )


def _doubted(proposal: Proposal, key: str, reason: str) -> Proposal:
    value = str(getattr(proposal.description, key))
    return replace(proposal, doubts=(*proposal.doubts, Doubt(key, ELEMENTS[key], value, reason)))


def _organs(found: Circular) -> tuple[str, ...]:
    organs = found.issuer_mark.value.organs if found.issuer_mark else ()
    signed = found.signature.value if found.signature else ()
    return tuple(" ".join(one.split()) for one in organs or signed)


def _line(element: Element[str] | None) -> str:
    return " ".join(element.value.split()) if element else ""


def _stem(name: str) -> str:
    """Return the name of a file without folders and ending, on one line."""
    last = PurePosixPath(name.replace("\\", "/")).name
    stem = last.rpartition(".")[0] or last
    return " ".join(stem.split()) or "没有名字"
