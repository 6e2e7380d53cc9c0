"""Stamper (套印): one form after the other, on a blank where one fits, set in full where none does.

Every form is read back, character by character. The first one on each blank,
and the first after `begin_batch`, is also set in full and its ink compared.
"""

from __future__ import annotations

import io
from typing import BinaryIO

from gongwen.model.composition import Composition
from gongwen.model.typefaces import Typefaces
from gongwen.render.pdf import PdfSetter
from gongwen.render.stamping.blank import Blank, set_blank, set_whole
from gongwen.render.stamping.cells import cells, codes, skeleton
from gongwen.render.stamping.comparing import ensure_same_ink
from gongwen.render.stamping.drawing import drawn_pages, glyphs_used
from gongwen.render.stamping.files import first_free, write_single
from gongwen.render.stamping.form import Form, read_back
from gongwen.render.stamping.ink import Ink
from gongwen.render.stamping.printfile import PrintFile

_MOST_BLANKS = 8
_MOST_SEEN = 64


class Stamper:
    """Makes forms; keeps the blanks of the last few kinds."""

    def __init__(self, setter: PdfSetter, typefaces: Typefaces) -> None:
        self._setter = setter
        self._ink = Ink(setter, typefaces)
        self._blanks: list[Blank] = []
        self._seen: list[Composition] = []
        self._unproved: list[Blank] = []

    def print_file(self, stream: BinaryIO) -> PrintFile:
        """Return a print file for forms of this stamper, to be written to `stream`."""
        return PrintFile(stream, self._ink)

    def begin_batch(self) -> None:
        """Let the next form on each blank be compared with its full setting."""
        self._unproved = list(self._blanks)

    def make(self, composition: Composition) -> Form:
        """Return the form of `composition`, read back and found whole.

        Raises IntegrityError when a character or the ink of a compared page differs.
        """
        blank = self._blank(skeleton(composition))
        if blank is None:
            blank = set_whole(self._setter, composition)
            return read_back(composition, self._drawn(blank, composition, stamped=False))
        form = read_back(composition, self._drawn(blank, composition, stamped=True))
        if blank in self._unproved:
            ensure_same_ink(form.pdf, self._setter.set(composition), composition.title)
            self._unproved.remove(blank)
        return form

    def _blank(self, emptied: Composition) -> Blank | None:
        """Return the blank of a skeleton: known, or set now for the first form or the second of its kind."""
        known = next((blank for blank in self._blanks if blank.emptied == emptied), None)
        if known:
            return known
        if self._blanks and emptied not in self._seen:
            self._seen = [*self._seen[1 - _MOST_SEEN :], emptied]
            return None
        blank = set_blank(self._setter, emptied)
        self._blanks = [*self._blanks[1 - _MOST_BLANKS :], blank]
        self._unproved.append(blank)
        return blank

    def _drawn(self, blank: Blank, composition: Composition, *, stamped: bool) -> Form:
        """Return the form, not yet read back; one set in full is its own blank and has no places."""
        texts = tuple(cells(composition)) if stamped else ()
        symbols = codes(composition) if stamped else ()
        used = glyphs_used(self._ink, texts)
        fonts = self._ink.fonts(used, first_free(blank))
        pages = tuple(drawn_pages(blank, self._ink, texts, symbols))
        file = io.BytesIO()
        write_single(file, blank, pages, fonts)
        glyphs = {face: frozenset(chars) for face, chars in used.items()}
        return Form(file.getvalue(), blank, pages, glyphs, (), stamped)
