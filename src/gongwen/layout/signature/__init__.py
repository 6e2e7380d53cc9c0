"""署名、成文日期、印章: the four layouts of GB/T 9704-2012 7.3.5, single and joint.

Comes in: a Signature. Goes out: its blocks, with the places of the seals.
Owns how many rows stand before a 署名 and how it comes to share a page with
text (7.3.5.5, `adjusting`). Refuses to know images of seals.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gongwen.errors import FactsError
from gongwen.layout import standard
from gongwen.layout.lines import Setter
from gongwen.layout.signature.dated import dated
from gongwen.layout.signature.sealed import Sealed
from gongwen.layout.signature.stamps import set_stamps
from gongwen.model import Signature, chinese_date
from gongwen.model.composition import Align, Blank, Block, TextBlock
from gongwen.model.document import Sealing

__all__ = ["set_signature", "spare_rows"]

_AREA = standard.AREA_WIDTH.pt
_STYLE, _DATE = standard.SIGNATURE, standard.DATE


def set_signature(
    signature: Signature, setter: Setter, *, noted: bool = False, saved: float = 0.0
) -> Iterator[Block]:
    """Yield 署名, 成文日期 and the rows before and between them as the paper is authenticated.

    `noted`: a 附注 follows, which keeps the row that a seal reaches into.
    `saved` rows, at most `spare_rows`, are taken from the blank rows (7.3.5.5).
    Raises FactsError when nobody is named who signs.
    """
    if not (signature.signers if signature.sealing is Sealing.SIGNED else signature.organs):
        raise FactsError(
            f"用印为“{signature.sealing.value}”，却没有写明由谁署名",
            rule="公文应当有发文机关署名；加盖签名章的写签发人的职务和姓名（GB/T 9704-2012 7.3.5）",
            advice="请补上「署名：」，或「签名章：职务　姓名」一行",
        )
    match signature.sealing:
        case Sealing.SEALED:
            yield from Sealed(signature, setter).blocks(noted=noted, saved=saved)
        case Sealing.SIGNED:
            yield from set_stamps(signature, setter)
        case Sealing.UNSEALED:
            yield from _unsealed(signature, setter)


def spare_rows(signature: Signature, setter: Setter) -> float:
    """Return how many rows the blank rows of `signature` may give for it to share a page with text."""
    if signature.sealing is not Sealing.SEALED:
        return 0.0
    return sum(wanted - least for wanted, least in Sealed(signature, setter).gaps())


def _unsealed(signature: Signature, setter: Setter) -> Iterator[Block]:
    """署名 right two 字, the date two 字 further in (7.3.5.2).

    Of joint organs the longest name counts. Where the date is the longer, it
    stands right two 字 and the names move left; a name too long for a line is broken.
    """
    date = chinese_date(signature.date_of_issue)
    edge = _AREA - standard.SIGNATURE_RIGHT.pt
    set_organs = [setter.set(_STYLE, organ, edge, align=Align.RIGHT) for organ in signature.organs]
    begin = min(line.x for lines in set_organs for line in lines)
    date_width = setter.width(_DATE, date)
    date_x = min(begin + standard.DATE_SHIFT.pt, edge - date_width)
    moved = max(0.0, min(begin, begin + standard.DATE_SHIFT.pt - date_x))
    yield Blank(int(standard.SIGNATURE_LEAD.value))
    for organ, lines in zip(signature.organs, set_organs, strict=True):
        placed = tuple(replace(line, x=line.x - moved) for line in lines)
        yield TextBlock(_STYLE, organ, placed, Align.RIGHT, right=_AREA - edge + moved, glued=True)
    yield dated(date, date_x, date_width)
