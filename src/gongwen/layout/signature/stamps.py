"""签发人签名章: the post beside the place of its stamp (GB/T 9704-2012 7.3.5.3)."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from gongwen.layout import standard
from gongwen.layout.lines import Setter
from gongwen.layout.signature.dated import dated
from gongwen.model import Signature, chinese_date
from gongwen.model.composition import Align, Blank, Block, Seal, TextBlock

_AREA = standard.AREA_WIDTH.pt
_PITCH = standard.PITCH.pt
_HEIGHT = standard.STAMP_HEIGHT.pt
_STYLE, _DATE = standard.SIGNATURE, standard.DATE


def set_stamps(signature: Signature, setter: Setter) -> Iterator[Block]:
    """Yield one row of post and stamp for each signer, then the date.

    The stamp stands right four 字, the post ends two 字 left of it and is
    centred on its height; a post too long for its line is broken.
    """
    x = _AREA - standard.STAMP_RIGHT.pt - standard.STAMP_WIDTH.pt
    edge = x - standard.POST_TO_STAMP.pt
    blank = standard.STAMP_LEAD.value
    for signer in signature.signers:
        lines = setter.set(_STYLE, signer.post, edge, align=Align.RIGHT)
        beside = max(0.0, ceil(_HEIGHT / _PITCH) - len(lines)) / 2
        y = len(lines) * _PITCH / 2 - _HEIGHT / 2
        stamp = Seal(x, y, standard.STAMP_WIDTH.pt, _HEIGHT, signer.name)
        yield Blank(blank + beside)
        yield TextBlock(
            _STYLE, signer.post, lines, Align.RIGHT, right=_AREA - edge, glued=True, seals=(stamp,)
        )
        blank = beside + standard.STAMP_GAP.value
    yield Blank(blank - standard.STAMP_GAP.value + standard.STAMP_TO_DATE.value)
    date = chinese_date(signature.date_of_issue)
    width = setter.width(_DATE, date)
    yield dated(date, _AREA - standard.STAMP_DATE_RIGHT.pt - width, width)
