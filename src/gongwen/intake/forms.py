"""Which form a file has, told by its content alone, and how its characters are coded."""

from __future__ import annotations

import codecs
import csv
import re
from itertools import islice

from gongwen.intake.containers import ole, zips
from gongwen.intake.values import FileForm

PICTURES = (
    (b"\xff\xd8\xff", FileForm.JPEG),
    (b"\x89PNG\r\n\x1a\n", FileForm.PNG),
    (b"II*\x00", FileForm.TIFF),
    (b"MM\x00*", FileForm.TIFF),
)
"""What pictures begin with."""

PDF = b"%PDF-"
_PDF_WITHIN = 1024
_WORD_STREAMS = {"WordDocument", "WpsDocument"}
_SHEET_STREAMS = {"Workbook", "Book", "EtDocument"}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
UNREADABLE = "\ufffd"
"""Stands for bytes that are no character."""

_CODINGS = ("utf-8", "gb18030")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff\x80-\x9f]")
_SAMPLE = 200_000
_MAIL_HEAD = re.compile(
    r"^(from|to|cc|subject|date|received|return-path|message-id|mime-version|content-type|delivered-to"
    r"|reply-to|sender|dkim-signature|x-[a-z-]+):",
    re.IGNORECASE,
)
_ANY_HEAD = re.compile(r"^[!-9;-~]+:|^[ \t]")
_SEPARATORS = ("\t", ",", ";", "|")
_LONGEST_CELL = 60
_SENTENCE_ENDS = ("。", "；", "！", "？")


def form_of(content: bytes) -> FileForm:
    """Return the form of a file, told by its content; its name plays no part.

    Pictures, PDF and containers are told by their first bytes, what a ZIP or
    OLE container holds by the names of its parts and streams (so a .wps or
    .et made by WPS is DOC or XLS). The rest is text if it decodes (see
    `decoded`) and has no control characters: a mail if it begins with mail
    headers; a table (CSV) if all its filled lines, two at least, part at the
    same mark (tab, comma, semicolon or bar) into the same number of cells,
    two at least, none long and no line ending like a sentence; else TXT.
    """
    for magic, form in PICTURES:
        if content.startswith(magic):
            return form
    if content.startswith(zips.MAGICS):
        return _form_of_zip(content)
    if content.startswith(ole.MAGIC):
        return _form_of_ole(content)
    if PDF in content[:_PDF_WITHIN]:
        return FileForm.PDF
    return _form_of_text(content)


def _form_of_zip(content: bytes) -> FileForm:
    """Return what a ZIP container holds by the names of its parts; ZIP when it is just files."""
    names = zips.names(content)
    if "[Content_Types].xml" in names or "_rels/.rels" in names:
        for folder, form in (("word/", FileForm.DOCX), ("xl/", FileForm.XLSX)):
            if any(name.startswith(folder) for name in names):
                return form
        if any(name.startswith(("ppt/", "visio/")) for name in names):
            return FileForm.UNKNOWN
    if "OFD.xml" in names:
        return FileForm.OFD
    return FileForm.UNKNOWN if names[:1] == ["mimetype"] else FileForm.ZIP


def _form_of_ole(content: bytes) -> FileForm:
    """Return what an OLE container holds by the names of its streams."""
    streams = ole.streams(content)
    if streams & _WORD_STREAMS:
        return FileForm.DOC
    return FileForm.XLS if streams & _SHEET_STREAMS else FileForm.UNKNOWN


def _form_of_text(content: bytes) -> FileForm:
    """Return EML, CSV or TEXT, or UNKNOWN for what is no text."""
    text = decoded(content)
    if text is None or not text.strip():
        return FileForm.UNKNOWN
    if is_mail(text):
        return FileForm.EML
    return FileForm.CSV if separator_of(text) else FileForm.TEXT


def decoded(content: bytes) -> str | None:
    """Return a text as characters: by its byte order mark, else as UTF-8, else as GB18030; None for no text.

    None also where control characters or many private ones show that the
    bytes were never text. A character cut off at the very end is let go, so
    that a text still being written is a text. A few bytes that are no
    characters (fewer than one in fifty) become U+FFFD each.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _plausible(content.decode(encoding, "replace"))
    for encoding in _CODINGS:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            return _plausible(decoder.decode(content))
        except UnicodeDecodeError:
            continue
    best = min(
        (content.decode(coding, "replace") for coding in _CODINGS), key=lambda text: text.count(UNREADABLE)
    )
    return _plausible(best) if best.count(UNREADABLE) * 50 < len(best) else None


def _plausible(text: str) -> str | None:
    """Return the text, or None where its first part has characters no text has."""
    sample = text[:_SAMPLE].rstrip("\x1a")
    if _CONTROL.search(sample) or len(_PRIVATE.findall(sample)) * 20 > len(sample):
        return None
    return text.rstrip("\x1a")


def is_mail(text: str) -> bool:
    """Return whether a text begins with mail headers: two of the usual ones before anything else."""
    usual = 0
    for line in islice(text[:_SAMPLE].lstrip("\r\n").splitlines(), 200):
        if not line or not _ANY_HEAD.match(line):
            break
        usual += bool(_MAIL_HEAD.match(line))
    return usual >= 2


def separator_of(text: str) -> str | None:
    """Return the mark at which every filled line of a table parts, None where the text is no table."""
    return next((mark for mark in _SEPARATORS if mark in text and _parts_alike(text, mark)), None)


def _parts_alike(text: str, mark: str) -> bool:
    """Return whether all filled lines part at `mark` into equally many short cells, two at least.

    Of a long text the first part is looked at, up to its last whole line.
    """
    if len(text) > _SAMPLE:
        text = text[: text.rfind("\n", 0, _SAMPLE) + 1]
    try:
        rows = [
            row for row in csv.reader(text.splitlines(), delimiter=mark) if any(cell.strip() for cell in row)
        ]
    except csv.Error:
        return False
    widths = {len(row) for row in rows}
    if len(rows) < 2 or len(widths) != 1 or widths == {1}:
        return False
    cells = [cell for row in rows for cell in row]
    long = sum(len(cell) > _LONGEST_CELL for cell in cells)
    ends = sum(row[-1].rstrip().endswith(_SENTENCE_ENDS) for row in rows)
    return long * 20 <= len(cells) and ends * 2 <= len(rows)
