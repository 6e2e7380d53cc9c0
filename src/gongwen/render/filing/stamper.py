"""FilingStamper: the stamp into the first page of a PDF, and alone on an empty page of its size.

What was made is looked at again: the stamp is where it should be, and the
rest of the page is as it was (D3).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from gongwen.errors import RefusedError
from gongwen.model.arrangement.stamp import FilingStamp, StampMeasures
from gongwen.model.typefaces import Typefaces
from gongwen.render.filing.drawing import stamp_pdf
from gongwen.render.filing.places import Place, find_place, first_page, upper_middle
from gongwen.render.filing.proving import ensure_stamped
from gongwen.render.pdf import PdfSetter
from gongwen.render.stamping.ink import Ink

_NAME = Name.GongwenFilingStamp
_DEEPEST = 50
_BADLY_WRITTEN = (
    *(pikepdf.PdfError, ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError),
)
"""What pikepdf raises where a page does not have what the standard of PDF asks for."""
_TURNS = {0: (1, 0, 0, 1), 90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}
"""By the rotation of a page: how what is seen upright lies in its own coordinates."""


@dataclass(frozen=True, slots=True)
class Stamped:
    """A PDF with its stamp, the overlay for the paper, and where the stamp is.

    `slip` says that it stands on a page of its own put before the first one:
    the overlay is then that page, to be laid before the paper.
    """

    pdf: bytes
    overlay: bytes
    place: Place
    slip: bool = False


class FilingStamper:
    """Stamps access copies; keeps what it has learned of the faces."""

    def __init__(self, setter: PdfSetter, typefaces: Typefaces, measures: StampMeasures) -> None:
        self._ink = Ink(setter, typefaces)
        self._typefaces = typefaces
        self._measures = measures

    def stamp(self, pdf: bytes, stamp: FilingStamp) -> Stamped:
        """Return `pdf` with `stamp` on its first page, or on a slip before it where there is no room.

        Raises FactsError for what is no PDF, RefusedError for one that is
        locked, signed or stamped already, IntegrityError when the stamp is not
        where it should be or anything else of the page has changed.
        """
        page = first_page(pdf)
        place = find_place(page, self._measures)
        if place is None:
            slip = self.slip(stamp)
            return Stamped(_with_slip(slip.pdf, pdf), slip.overlay, slip.place, slip=True)
        drawn = stamp_pdf(stamp, self._measures, self._ink, self._typefaces)
        stamped = self._put(pdf, drawn, place)
        ensure_stamped(pdf, stamped, place, self._measures)
        empty = _empty(page.width, page.height)
        overlay = self._put(empty, drawn, place)
        ensure_stamped(empty, overlay, place, self._measures)
        return Stamped(stamped, overlay, place)

    def slip(self, stamp: FilingStamp) -> Stamped:
        """Return a slip (附页) with nothing but the stamp: for a paper without room, or without a PDF."""
        width, height = self._measures.paper
        place = upper_middle(width, self._measures)
        empty = _empty(width, height)
        slip = self._put(empty, stamp_pdf(stamp, self._measures, self._ink, self._typefaces), place)
        ensure_stamped(empty, slip, place, self._measures)
        return Stamped(slip, slip, Place(place.x, place.y, "附页"), slip=True)

    def _put(self, pdf: bytes, drawn: bytes, place: Place) -> bytes:
        with _opened(pdf) as whole, pikepdf.open(io.BytesIO(drawn)) as alone:
            page = whole.pages[0]
            if float(_inherited(page.obj, "/UserUnit", 1)) != 1:
                raise _refused("这个 PDF 的页面另有计量单位")
            form = whole.copy_foreign(alone.pages[0].as_form_xobject())
            _add_form(page.obj, form)
            page.contents_add(b"q\n", prepend=True)
            page.contents_add(_shown(page, place, self._measures).encode())
            return _written(whole)


@contextmanager
def _opened(pdf: bytes) -> Iterator[pikepdf.Pdf]:
    """Open a PDF that may be stamped; what is written against the rules in it is refused in words."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as whole:
            if whole.is_encrypted:
                raise _refused("这个 PDF 加了密")
            if int(whole.Root.get("/AcroForm", Dictionary()).get("/SigFlags", 0)):
                raise _refused("这个 PDF 有电子签名，盖章会使签名失效")
            yield whole
    except pikepdf.PasswordError as error:
        raise _refused("这个 PDF 有密码") from error
    except _BADLY_WRITTEN as error:
        raise _refused("这个 PDF 第一页的写法不合规范") from error


def _refused(seen: str) -> RefusedError:
    return RefusedError(
        seen, rule="归档章盖在可以改动的利用副本上", advice="请另做一份利用副本，或只印套印页盖在纸件上"
    )


def _add_form(page: pikepdf.Object, form: pikepdf.Object) -> None:
    """Name `form` in resources of this page alone; those it inherits or shares stay as they are."""
    resources = Dictionary(dict(_inherited(page, "/Resources", Dictionary()).items()))
    forms = Dictionary(dict(resources.get("/XObject", Dictionary()).items()))
    if _NAME in forms:
        raise RefusedError(
            "这个 PDF 已经盖过归档章", rule="一件只盖一个归档章", advice="请用没有盖过的利用副本"
        )
    forms[_NAME] = form
    resources.XObject = forms
    page.Resources = resources


def _shown(page: pikepdf.Page, place: Place, measures: StampMeasures) -> str:
    """Return the operators that end the content of `page` and show the stamp at `place`."""
    left, lower, right, upper = _seen_box(page.obj)
    turn = int(_inherited(page.obj, "/Rotate", 0)) % 360
    wide, high = right - left, upper - lower
    x, y = left + (wide if turn in (90, 180) else 0), lower + (high if turn in (180, 270) else 0)
    seen_height = wide if turn in (90, 270) else high
    upright = (*_TURNS[turn], x, y)
    if place.turned:
        there: tuple[float, ...] = (0, -1, 1, 0, place.x, seen_height - place.y)
    else:
        there = (1, 0, 0, 1, place.x, seen_height - place.y - measures.height)
    steps = "\n".join(f"{' '.join(f'{one:.4f}' for one in matrix)} cm" for matrix in (upright, there))
    return f"\nQ\n/Artifact BMC\nq\n{steps}\n{_NAME} Do\nQ\nEMC\n"


def _seen_box(page: pikepdf.Object) -> tuple[float, float, float, float]:
    """Return what is shown of the paper: its crop box within its media box."""
    media = _corners(_inherited(page, "/MediaBox", Array([0, 0, 612, 792])))
    crop = _corners(_inherited(page, "/CropBox", Array(list(media))))
    left, lower = max(media[0], crop[0]), max(media[1], crop[1])
    right, upper = min(media[2], crop[2]), min(media[3], crop[3])
    return (left, lower, right, upper) if left < right and lower < upper else media


def _corners(box: pikepdf.Object) -> tuple[float, float, float, float]:
    numbers = [float(one) for one in box]
    return min(numbers[0::2]), min(numbers[1::2]), max(numbers[0::2]), max(numbers[1::2])


def _inherited(page: pikepdf.Object, key: str, otherwise: Any) -> Any:
    node, seen = page, 0
    while key not in node and "/Parent" in node and seen < _DEEPEST:
        node, seen = node.Parent, seen + 1
    return node.get(key, otherwise)


def _with_slip(slip: bytes, pdf: bytes) -> bytes:
    """Return `pdf` with the page of `slip` before its first one."""
    with _opened(pdf) as whole, pikepdf.open(io.BytesIO(slip)) as alone:
        whole.pages.insert(0, alone.pages[0])
        return _written(whole)


def _empty(width: float, height: float) -> bytes:
    with pikepdf.new() as empty:
        empty.add_blank_page(page_size=(width, height))
        return _written(empty)


def _written(whole: pikepdf.Pdf) -> bytes:
    made = io.BytesIO()
    whole.save(made, deterministic_id=True, min_version="1.7")
    return made.getvalue()
