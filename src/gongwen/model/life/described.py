"""Described: what the overview of papers shows of a text, read off the Document."""

from __future__ import annotations

from dataclasses import dataclass

from gongwen.model.document import Document, Sealing
from gongwen.model.kinds import Kind

_UPWARD = {Kind.REPORT, Kind.REQUEST, Kind.PROPOSAL}


@dataclass(frozen=True, slots=True)
class Described:
    """Kind, title, issuers (lead first), organs that affix a seal, 主送, 上行文 or not, 紧急程度."""

    kind: str
    title: str
    organs: tuple[str, ...]
    sealing: tuple[str, ...] = ()
    addressees: str = ""
    upward: bool = False
    urgency: str = ""


def described(document: Document) -> Described:
    """Return what the overview shows of `document`.

    An 意见 is upward when it names a 签发人 (GB/T 9704-2012 7.2.6).
    """
    header, signature = document.header, document.signature
    return Described(
        kind=document.kind.value,
        title=document.body.title,
        organs=header.issuer_mark.organs,
        sealing=signature.organs if signature.sealing is Sealing.SEALED else (),
        addressees=document.addressees,
        upward=document.kind in _UPWARD or bool(header.signatories),
        urgency=header.urgency,
    )
