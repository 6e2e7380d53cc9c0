"""What is told of a file that came in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

UNSURE = 0.6
"""Below this confidence what OCR saw is not relied on."""


class FileForm(Enum):
    """The form of a file (格式), told by its content; the value is what staff read."""

    DOCX = "DOCX"
    DOC = "DOC"
    PDF = "PDF"
    OFD = "OFD"
    XLSX = "XLSX"
    XLS = "XLS"
    CSV = "CSV"
    TEXT = "TXT"
    JPEG = "JPG"
    PNG = "PNG"
    TIFF = "TIFF"
    EML = "EML"
    ZIP = "ZIP"
    UNKNOWN = "不认得的格式"


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside another one (EML, ZIP): the name it has there, only for people, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file is and says.

    `text` is for the index: the lines of a paragraph joined. `lines` are the
    lines as they stand, for recognition. `pages` is None where the form has
    none. `confidence` is that of OCR, 0 to 1, None where none was needed.
    `trouble` says in one Chinese sentence why (part of) it could not be read,
    empty when all was read; `hostile` that it looks made to do harm (a bomb,
    a name that leads outside) and belongs into quarantine. `whole` is what
    `is_whole` says: False for a file cut off or still being written, None
    where that cannot be told. `looks` are perceptual hashes of the first
    pages that are pictures, for `likeness`.
    """

    form: FileForm
    text: str = ""
    lines: tuple[str, ...] = ()
    pages: int | None = None
    confidence: float | None = None
    members: tuple[Member, ...] = ()
    trouble: str = ""
    hostile: bool = False
    whole: bool | None = None
    looks: tuple[str, ...] = ()
