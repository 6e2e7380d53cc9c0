"""What varies from one form to the next: the texts of its lines to be filled in (填空), and its QR code.

Two forms whose compositions are the same but for these can be stamped on one
blank; a name too long for its line changes more, and so is set in full.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from gongwen.model.composition import Block, Composition, FormBlock, Line, QrCode, Style, TextBlock

_PLACE_HOLDERS = "空甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
_STEP = 20.0
_CODE = "GW"


@dataclass(frozen=True, slots=True)
class Cell:
    """A text that varies, as it is set."""

    style: Style
    line: Line


def cells(composition: Composition) -> Iterator[Cell]:
    """Yield the texts that vary, in reading order."""
    for section in composition.sections:
        for block in section.blocks:
            if isinstance(block, FormBlock):
                yield from (Cell(block.style, line) for line in block.segments)


def codes(composition: Composition) -> tuple[QrCode, ...]:
    """Return the QR codes, in reading order."""
    blocks = (block for section in composition.sections for block in section.blocks)
    return tuple(block.code for block in blocks if isinstance(block, TextBlock) and block.code)


def skeleton(composition: Composition) -> Composition:
    """Return what does not vary: in the place of each text that does stands one `place_holder`."""
    sections = tuple(
        replace(section, blocks=tuple(_emptied(block) for block in section.blocks))
        for section in composition.sections
    )
    return replace(composition, sections=sections)


def place_holder(emptied: Composition) -> tuple[Composition, str]:
    """Return a skeleton with a character in each empty place that stands nowhere else in it."""
    said = emptied.text()
    char = next(char for char in _PLACE_HOLDERS if char not in said)
    sections = tuple(
        replace(section, blocks=tuple(_marked(block, char) for block in section.blocks))
        for section in emptied.sections
    )
    return replace(emptied, sections=sections), char


def _emptied(block: Block) -> Block:
    if isinstance(block, FormBlock):
        places = tuple(Line("", index * _STEP, 0.0) for index, _ in enumerate(block.segments))
        return replace(block, segments=places)
    if isinstance(block, TextBlock) and block.code:
        return replace(block, code=replace(block.code, content=_CODE))
    return block


def _marked(block: Block, char: str) -> Block:
    if isinstance(block, FormBlock):
        return replace(block, segments=tuple(replace(line, text=char) for line in block.segments))
    return block
