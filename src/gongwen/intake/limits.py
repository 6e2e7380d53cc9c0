"""How much one file may cost: time, memory, parts, pixels, pages."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of reading one file; sizes in bytes, times in seconds of wall clock.

    Reading that takes longer than `seconds` is ended; a PDF of very many
    pages is read in several such turns, as long as a page takes less than
    `page_seconds` on average. Two things honest files
    need take longer and have limits of their own: LibreOffice on an old Word
    file (`convert_seconds`, it starts anew for each) and OCR (`ocr_seconds`
    for loading the models and for each page, the first `ocr_pages` pages).
    `memory` holds for every process that touches the file: as address space
    where the reader can live with that, else as resident memory, watched.

    `content` is the largest file that is read at all; `members`, `part`,
    `total` and `ratio` bound what a ZIP, DOCX, XLSX or OFD may unfold to
    (`ratio` counts from `ratio_from` bytes on). `depth` and `total` are for
    the caller, who opens members of members: no more than `depth` levels and
    `total` bytes for one file that came in.
    """

    seconds: float = 10.0
    convert_seconds: float = 30.0
    ocr_seconds: float = 60.0
    memory: int = 512 * MIB
    content: int = 128 * MIB
    members: int = 5_000
    part: int = 64 * MIB
    total: int = 192 * MIB
    ratio: int = 250
    ratio_from: int = 8 * MIB
    depth: int = 4
    pixels: int = 80_000_000
    pages: int = 2_000
    page_seconds: float = 0.25
    ocr_pages: int = 100
    cells: int = 1_000_000
    letters: int = 5_000_000


LIMITS = Limits()
"""What is used when the caller names no limits."""
