"""The request (办理请求) that a number is reserved with: all that is needed to do it again.

It is kept as text with the number, so that issuing goes on after a power cut
with the very same words. The key is the paper alone: the same paper has one
number, whoever is said to have signed it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from gongwen.errors import IntegrityError
from gongwen.model import notation
from gongwen.model.document import Document
from gongwen.model.finding import Finding
from gongwen.model.numbering import DocumentNumber


@dataclass(frozen=True, slots=True)
class Further:
    """A file that goes into the item beside the paper: 发文稿纸, a scan, the facts.

    `name` is its name in data/ (lower case, digits, `.`, `-`), `original_name`
    what staff call it; its bytes are a loose file under `digest`.
    """

    name: str
    original_name: str
    digest: str


@dataclass(frozen=True, slots=True)
class IssueRequest:
    """An unnumbered paper, who signed it and when, and what was found in it.

    `new_series` says that its 机关代字 is meant to be a new one; `source` is
    the template and the facts it was drafted from (`Source.text`), empty for
    a paper made otherwise; `further` goes into its item. `block`, the first
    number of a reserved block, or `number`, one of such a block, says which
    number it shall have; else it has the next.
    """

    document: Document
    signatory: str
    signed_on: dt.date | None
    findings: tuple[Finding, ...] = ()
    new_series: bool = False
    source: str = ""
    further: tuple[Further, ...] = ()
    block: DocumentNumber | None = None
    number: DocumentNumber | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a packed request says."""

    document: Document
    signatory: str
    signed_on: dt.date
    source: str
    further: tuple[Further, ...]


def pack(request: IssueRequest, signed_on: dt.date) -> str:
    """Return `request` as the text that is kept; IntegrityError when the paper would read otherwise."""
    text = notation.write(request.document)
    if notation.parse(text) != request.document:
        raise IntegrityError(
            "公文存成文本后读回来不一样", rule="断电后要能照原样续办", advice="请报告这个问题"
        )
    content: dict[str, Any] = {
        "document": text,
        "signatory": request.signatory.strip(),
        "signed_on": signed_on.isoformat(),
    }
    if request.source:
        content["source"] = request.source
    if request.further:
        content["further"] = [[one.name, one.original_name, one.digest] for one in request.further]
    return json.dumps(content, ensure_ascii=False, sort_keys=True)


def unpack(text: str) -> Asked:
    """Return what a packed request says."""
    content = json.loads(text)
    return Asked(
        notation.parse(content["document"]),
        content["signatory"],
        dt.date.fromisoformat(content["signed_on"]),
        content.get("source", ""),
        tuple(Further(*one) for one in content.get("further", ())),
    )


def request_key(text: str) -> str:
    """Return the key of a packed request: the SHA-256 of its paper."""
    return hashlib.sha256(str(json.loads(text)["document"]).encode()).hexdigest()
