"""A form as it was made, and whether it says what it should."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from gongwen.errors import IntegrityError
from gongwen.model.composition import Composition
from gongwen.model.typefaces import Face
from gongwen.render.readback import ReadBack, Zones, ensure_same, read_pdf
from gongwen.render.reading import fold, whole_pages
from gongwen.render.stamping.blank import Blank

_NUMBER = "— 1 —"
"""What the page number of a form of one page says."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it was made: `pdf` is its own file, the rest is what a print file needs.

    `pages` are its page descriptions on `blank`, `glyphs` the characters they
    use beyond it; `says` is what each page says, as it was read back.
    `stamped` is False when it was set in full.
    """

    pdf: bytes
    blank: Blank
    pages: tuple[bytes, ...]
    glyphs: Mapping[Face, frozenset[str]]
    says: tuple[str, ...]
    stamped: bool


def read_back(composition: Composition, form: Form) -> Form:
    """Return `form` with what its pages say, which is what `composition` says.

    Raises IntegrityError when a character or the number of pages differs.
    """
    says = tuple(whole_pages(form.pdf))
    if len(says) != composition.pages:
        raise IntegrityError(
            f"排版算得{composition.pages}面，印出来是{len(says)}面",
            rule="页数须与排版一致",
            advice="这份成品不予交出；请把所用材料交给维护人员",
        )
    if says[1:]:
        ensure_same(composition.text(), read_pdf(form.pdf, Zones.of(composition)))
    else:
        text, radicals = fold(says[0])
        ensure_same(composition.text() + _NUMBER, ReadBack(text, radicals, len(says)))
    return replace(form, says=says)
