"""press (印制): a Document composed, set, read back, and only then handed over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from gongwen.errors import FactsError, IntegrityError
from gongwen.layout import compose
from gongwen.model import Document, Finding, Level
from gongwen.model.composition import Composition
from gongwen.model.typefaces import Typefaces
from gongwen.render.readback import ReadBack, ensure_same


class Setter(Protocol):
    """Sets a Composition as the bytes of one file format."""

    @property
    def suffix(self) -> str:
        """Return the file name ending without its dot."""

    def set(self, composition: Composition) -> bytes:
        """Return the whole file."""


Reader = Callable[[bytes, Composition], ReadBack]
"""Reads back what a setter made of a Composition."""


_last: list[tuple[Document, Typefaces, Composition]] = []
"""The paper that was laid out last: its DOCX, its PDF and its text follow each other."""


def composed(document: Document, typefaces: Typefaces) -> Composition:
    """Return `document` laid out, once for all that is made of it one after the other."""
    for known, faces, composition in _last:
        if faces is typefaces and known == document:
            return composition
    composition = compose(document, typefaces)
    _last[:] = [(document, typefaces, composition)]
    return composition


class Press:
    """A `Renderer` that refuses to hand over what lost, gained or reordered text (D3)."""

    def __init__(self, setter: Setter, read: Reader, typefaces: Typefaces) -> None:
        self._setter = setter
        self._read = read
        self._typefaces = typefaces

    @property
    def suffix(self) -> str:
        """Return the file name ending without its dot."""
        return self._setter.suffix

    def render(self, document: Document) -> bytes:
        """Return the file of `document`, read back and found whole.

        Raises FactsError for characters no face has, IntegrityError when the
        read-back differs or the pages are not those predicted.
        """
        composition = composed(document, self._typefaces)
        refuse_missing_glyphs(composition, self._typefaces)
        data = self._setter.set(composition)
        seen = self._read(data, composition)
        ensure_same(composition.text(), seen)
        if seen.pages is not None and seen.pages != composition.pages:
            raise IntegrityError(
                f"排版算得{composition.pages}面，印出来是{seen.pages}面",
                rule="版记须在末面，页数须与排版一致",
                advice="这份成品不予交出；请把所用材料交给维护人员",
            )
        return data


def plain_text(document: Document, typefaces: Typefaces) -> str:
    """Return all that `document` says in reading order, one paragraph or cell a line."""
    return composed(document, typefaces).text()


def typeface_findings(document: Document, typefaces: Typefaces) -> tuple[Finding, ...]:
    """Return what a reader should know of the faces `document` is set in.

    Stand-ins for licensed faces, and rare characters set in another face.
    """
    composition = composed(document, typefaces)
    found = [*typefaces.notices, *typefaces.substitutions(), *_rare(composition, typefaces)]
    return tuple(dict.fromkeys(found))


def refuse_missing_glyphs(composition: Composition, typefaces: Typefaces) -> None:
    """Raise FactsError naming every character that no installed face has."""
    lacking = [finding for finding in _rare(composition, typefaces) if finding.level is Level.ERROR]
    if lacking:
        raise FactsError("公文里有印不出的字", advice="请按所列各处改正", findings=lacking)


def _rare(composition: Composition, typefaces: Typefaces) -> list[Finding]:
    return [
        finding for style, text in composition.spoken() for finding in typefaces.warnings(style.role, text)
    ]
