"""Paragraphs and headings of a part: told by wording and style, their numbers computed anew."""

from __future__ import annotations

import re

from gongwen.model.document import FormLine, Heading, Paragraph
from gongwen.model.finding import Level
from gongwen.model.numbering import level_marker
from gongwen.recognise.pieces import Known, PartPieces, Pieces
from gongwen.recognise.values import Line
from gongwen.recognise.wording import Marked, marked

_LEVELS = {f"level{level}": level for level in range(1, 5)}
_NUMBERS = "GB/T 9704-2012 7.3.3"
_MOST = 99
_ENDS = ("。", "！", "？", "；", "：")
_INDENT = re.compile(r"^[ \u3000\t]{2,}")


def add_paragraph(part: PartPieces, line: Line, known: Known, pieces: Pieces) -> None:
    """Put a paragraph of text into `part`, cut at soft returns where one begins a paragraph of its own."""
    whole = line.text if line.text in known.paragraphs else line.whole
    if line.key == "body" and not line.listed and whole in known.paragraphs:
        part.add(Paragraph(whole), line.place)
        return
    texts = [whole] if _kept(whole, known) else _cut(whole)
    if len(texts) > 1:
        pieces.warn(line.place, f"用软回车分成了 {len(texts)} 段，照 {len(texts)} 段收", Level.NOTE)
    for text in texts:
        _add(part, line, text.strip(" \t\u3000\u00a0"), known, pieces)


def _kept(text: str, known: Known) -> bool:
    found = marked(text)
    return (
        "\n" not in text or text in known.paragraphs or (found is not None and found.text in known.paragraphs)
    )


def _cut(text: str) -> list[str]:
    """Return the paragraphs that soft returns make of `text`."""
    pieces: list[str] = []
    for one in text.split("\n"):
        begins = not pieces or pieces[-1].endswith(_ENDS) or _INDENT.match(one) or marked(one.strip())
        if begins:
            pieces.append(one)
        else:
            pieces[-1] += "\n" + one
    return [one for one in pieces if one.strip()]


def _add(part: PartPieces, line: Line, text: str, known: Known, pieces: Pieces) -> None:
    found, styled = marked(text), _LEVELS.get(line.key, 0)
    if found is None:
        if styled in (1, 2):
            what = f"样式是第{styled}级标题，前面没有序号，照正文收；请核对"
            pieces.warn(line.place, what, Level.WARNING, _NUMBERS)
        part.add(Paragraph(text), line.place)
        return
    if line.key == "body" and text in known.paragraphs:
        part.add(Paragraph(text), line.place)
        return
    if styled and styled != found.level:
        what = f"样式是第{styled}级，序号是第{found.level}级的写法，照序号；请核对"
        pieces.warn(line.place, what, Level.WARNING, _NUMBERS)
    part.add(Heading(found.level, found.ordinal, _said(text, found, known)), line.place)


def _said(text: str, found: Marked, known: Known) -> str:
    """Return the text after the marker as it was where it is known, else without white space around."""
    bare = text[len(level_marker(found.level, found.ordinal)) :]
    return bare if bare in known.paragraphs else found.text


def renumbered(part: PartPieces, pieces: Pieces) -> None:
    """Compute the numbers of the headings anew, and tell each that changes (7.3.3)."""
    counted: dict[int, int] = {}
    for index, block in enumerate(part.blocks):
        if not isinstance(block, Heading):
            continue
        restarts = block.level >= 3 and block.ordinal == 1
        ordinal = 1 if restarts else counted.get(block.level, 0) + 1
        counted = {level: count for level, count in counted.items() if level < block.level}
        counted[block.level] = ordinal
        if ordinal == block.ordinal or ordinal > _MOST:
            continue
        old, new = block.marker, level_marker(block.level, ordinal)
        sentence = f"序号 {old} 改为 {new}；文中别处提到这个序号的，请核对"
        pieces.warn(part.places[index], sentence, Level.WARNING, _NUMBERS)
        part.blocks[index] = Heading(block.level, ordinal, block.text)


def joined_forms(part: PartPieces, known: Known) -> None:
    """Join rows of a form that layout set one below the other because they were too long."""
    index = 0
    while index < len(part.blocks):
        for segments in known.forms:
            run = part.blocks[index : index + len(segments)]
            said = [one.segments[0] for one in run if isinstance(one, FormLine) and len(one.segments) == 1]
            if len(segments) > 1 and len(said) == len(segments) and _alike(said, segments):
                part.blocks[index : index + len(segments)] = [FormLine(segments)]
                del part.places[index + 1 : index + len(segments)]
                break
        index += 1


def _alike(said: list[str], segments: tuple[str, ...]) -> bool:
    return [one.strip() for one in said] == [one.strip(" \n\u3000") for one in segments]
