"""Renderer (制版): the protocol every maker of output bytes keeps (D9)."""

from __future__ import annotations

from typing import Protocol

from gongwen.model.document import Document


class Renderer(Protocol):
    """Turns a Document into the bytes of one file format.

    `suffix` is the file name ending without its dot: docx, pdf. The same
    document, fonts and pinned versions give the same bytes (D11).
    """

    @property
    def suffix(self) -> str:
        """Return the file name ending without its dot."""

    def render(self, document: Document) -> bytes:
        """Return the whole file; raises FactsError when it cannot be set."""
