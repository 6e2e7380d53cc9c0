"""A stamped page beside the page before: new ink is there where the stamp should be, and nowhere else."""

from __future__ import annotations

from PIL import Image, ImageChops

from gongwen.errors import IntegrityError
from gongwen.model.arrangement.stamp import StampMeasures
from gongwen.model.composition.styling import PT_PER_MM
from gongwen.render.filing.places import Place
from gongwen.render.reading.pdf import reading

TOLERANCE_MM = 0.5
"""By how much an edge of the stamp may be off, in mm."""

_DOTS_PER_MM = 4


def ensure_stamped(before: bytes, after: bytes, place: Place, measures: StampMeasures) -> None:
    """Raise IntegrityError unless all that is new on the first page is the stamp at `place`."""
    (old, pages), (new, pages_after) = _drawn(before), _drawn(after)
    if pages != pages_after:
        raise _wrong(f"盖章以前有 {pages} 页，盖章以后是 {pages_after} 页")
    seen = ImageChops.difference(old, new).getbbox() if old.size == new.size else None
    if seen is None:
        raise _wrong("归档章没有盖上，或页面大小变了")
    width, height = place.size(measures)
    wanted = (place.x, place.y, place.x + width, place.y + height)
    off = max(abs(edge / _DOTS_PER_MM - there / PT_PER_MM) for edge, there in zip(seen, wanted, strict=True))
    if off > TOLERANCE_MM:
        raise _wrong(f"盖章前后的页面在章外也不同，或章偏了 {off:.1f} 毫米")


def _drawn(pdf: bytes) -> tuple[Image.Image, int]:
    """Return the first page as a picture, and how many pages there are."""
    with reading(pdf) as document:
        picture: Image.Image = document[0].render(scale=_DOTS_PER_MM / PT_PER_MM).to_pil()
        return picture.convert("RGB"), len(document)


def _wrong(seen: str) -> IntegrityError:
    return IntegrityError(
        seen, rule="盖章以后只多出归档章", advice="这份利用副本不盖章，请用附页或套印页，并交维护人员看"
    )
