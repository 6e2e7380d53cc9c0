"""A stamped page beside the same page set in full: where ink is, and what is read.

Both are drawn by PDFium at ten dots to a mm. Ink of either page must have ink
of the other within two dots.
"""

from __future__ import annotations

from itertools import zip_longest

from PIL import Image, ImageChops, ImageFilter

from gongwen.errors import IntegrityError
from gongwen.render.reading.pdf import reading

TOLERANCE_MM = 0.2
"""By how much ink of a stamped page may be off, in mm."""

_DOTS_PER_MM = 10
_SCALE = _DOTS_PER_MM * 25.4 / 72
_REACH = 2 * round(TOLERANCE_MM * _DOTS_PER_MM) + 1
_DARK = 128


def ensure_same_ink(stamped: bytes, full: bytes, whose: str) -> None:
    """Raise IntegrityError unless the pages of both PDF files have the same ink; `whose` names the form."""
    for number, (one, other) in enumerate(zip_longest(_drawn(stamped), _drawn(full)), 1):
        place = f"第{number}面" if one is None or other is None else _stray_ink(one, other)
        if place:
            raise IntegrityError(
                f"{whose}套印的一页与整页排出的不同：{place}",
                rule=f"套印与整页排出的墨迹相差不得超过{TOLERANCE_MM}毫米",
                advice="这一批不予交出；请不用套印，或把所用材料交给维护人员",
            )


def _drawn(data: bytes) -> list[Image.Image]:
    """Return the pages as pictures, all of them: PDFium serves one reader at a time."""
    with reading(data) as document:
        return [page.render(scale=_SCALE, grayscale=True, may_draw_forms=False).to_pil() for page in document]


def _stray_ink(one: Image.Image, other: Image.Image) -> str:
    """Return where one of the pages has ink that the other has not, or nothing."""
    if one.size != other.size:
        return "纸张大小不同"
    differs = ImageChops.difference(_ink(one), _ink(other)).getbbox()
    if differs is None:
        return ""
    box = (differs[0] - _REACH, differs[1] - _REACH, differs[2] + _REACH, differs[3] + _REACH)
    one, other = one.crop(box), other.crop(box)
    for seen, beside in ((one, other), (other, one)):
        spread = beside.filter(ImageFilter.MinFilter(_REACH))
        stray = ImageChops.subtract(_ink(seen), _ink(spread)).getbbox()
        if stray:
            x, y = ((begin + edge) / _DOTS_PER_MM for begin, edge in zip(box, stray[:2], strict=False))
            return f"离左边{x:.1f}毫米、离上边{y:.1f}毫米处"
    return ""


def _ink(page: Image.Image) -> Image.Image:
    return page.point(lambda shade: 255 if shade < _DARK else 0)
