"""Maker: makes the files of one paper. A template may have a faster one of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from gongwen.model import Document

if TYPE_CHECKING:
    from gongwen.model.rendering import Renderer
    from gongwen.office.wiring import Settings


@dataclass(frozen=True, slots=True)
class Made:
    """The files of a paper, each a suffix and bytes, and how many pages it has (面数)."""

    files: tuple[tuple[str, bytes], ...]
    pages: int


class Maker(Protocol):
    """Makes the files of one paper; the same paper gives the same bytes."""

    def make(self, document: Document) -> Made:
        """Return the files of `document`; raises a GongwenError when they cannot be made."""


MakerSource = Callable[["Settings", str], Maker]
"""Gives the maker for a template, in this process or a worker: a function at the top of a module."""


class PressMaker:
    """Sets every paper anew with the presses, each reading back what it made."""

    def __init__(self, presses: tuple[Renderer, ...]) -> None:
        self._presses = presses

    def make(self, document: Document) -> Made:
        """Return the DOCX and the PDF of `document`; raises what the presses raise."""
        files = tuple((press.suffix, press.render(document)) for press in self._presses)
        return Made(files, pages_of(dict(files).get("pdf", b"")))


def maker_of(settings: Settings, template: str) -> Maker:
    """Return the maker for the papers of `template`."""
    from gongwen.office.wiring import Workshop

    return PressMaker(Workshop(settings).presses)


def pages_of(pdf: bytes) -> int:
    """Return how many pages a PDF has, 0 when there is none."""
    if not pdf:
        return 0
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()
