"""fingerprint (指纹): tells whether a paper would come out as it did before."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import gongwen
from gongwen.errors import disk_errors
from gongwen.model import Document, notation

if TYPE_CHECKING:
    from gongwen.office.wiring import Workshop

_MAKERS = ("weasyprint", "python-docx", "docxtpl", "pydyf")


class Fingerprint:
    """Gives the digest of a paper: all its words, and all that its look depends on.

    The words come from the template's text and the facts; the look from the
    frames, the seals, the faces and the version of the program and of what
    sets DOCX and PDF.
    """

    def __init__(self, workshop: Workshop) -> None:
        self._look = hashlib.sha256()
        for part in _look(workshop):
            self._look.update(len(part).to_bytes(8, "big") + part)

    def of(self, document: Document) -> str:
        """Return the digest of a paper, 64 hexadecimal figures."""
        whole = self._look.copy()
        whole.update(notation.write(document).encode())
        return whole.hexdigest()


def _look(workshop: Workshop) -> Iterator[bytes]:
    yield gongwen.__version__.encode()
    yield from (f"{name} {version(name)}".encode() for name in _MAKERS)
    with disk_errors("读取框架和印章"):
        yield from _contents((workshop.settings.templates / "frames").rglob("*"))
        if workshop.settings.seals:
            yield from _contents(workshop.settings.seals.glob("*.png"))
        for role, faces in workshop.typefaces.chart.items():
            for face in faces:
                size = Path(face.path).stat().st_size
                yield f"{role.value} {face.postscript} {face.index} {size}".encode()


def _contents(paths: Iterable[Path]) -> Iterator[bytes]:
    for path in sorted(paths):
        if path.is_file():
            yield path.name.encode()
            yield path.read_bytes()
