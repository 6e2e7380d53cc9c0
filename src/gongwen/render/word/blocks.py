"""主体: the blocks of every section as paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from math import ceil, floor
from typing import Any
from xml.sax.saxutils import quoteattr

from gongwen.model.composition import (
    Align,
    Blank,
    Block,
    Clearance,
    Composition,
    FormBlock,
    Seal,
    Style,
    TableBlock,
    TextBlock,
)
from gongwen.render.word.runs import Hand, exact, hidden, lines_as_runs, paragraph, run
from gongwen.render.word.sections import section_end
from gongwen.render.word.shapes import Place, room
from gongwen.render.word.tables import set_table
from gongwen.render.word.xml import emu, twips, w

_EPSILON = 1e-6
_TWIPS = 20
_BETWEEN_ROWS = frozenset({"signature", "date"})
_FIRST_SEAL = 1000
"""The drawings of seals are numbered from here, apart from the frame's own."""

CLEARANCE_NAME = "留白"
"""The name of the empty shape that ends a page early, by which a clerk finds it."""
_CLEARANCE = 100000

_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def set_body(hand: Hand, composition: Composition) -> str:
    """Return every section's blocks; each section begins a page, so do the blocks at its breaks."""
    return "".join(_sections(hand, composition))


def _sections(hand: Hand, composition: Composition) -> Iterator[str]:
    blank = composition.styles[0]
    after_table = turned = False
    for number, section in enumerate(composition.sections):
        if number and (section.landscape or turned):
            yield hidden(hand.style_id(blank), section=section_end(landscape=turned))
            after_table = False
        own, turned = section.landscape or turned, section.landscape
        clear = {clearance.block: clearance for clearance in section.clearances}
        for index, block in enumerate(section.blocks if number else _opening(section.blocks)):
            if after_table and isinstance(block, TableBlock):
                yield hidden(hand.style_id(blank))
            new_page = index in section.breaks or (number > 0 and index == 0 and not own)
            yield set_block(hand, block, blank, new_page=new_page, clearance=clear.get(index))
            after_table = isinstance(block, TableBlock)
    if turned:
        yield hidden(hand.style_id(blank), section=section_end(landscape=True))


def _opening(blocks: Sequence[Block]) -> list[Block]:
    """Return the first part's blocks; what stands at the top of page 1 need not be kept there.

    LibreOffice turns a whole chain of paragraphs kept with what follows to
    the next page, though its last one may be cut.
    """
    top = len(list(takewhile(lambda block: block.glued, blocks)))
    return [*(replace(block, glued=False) for block in blocks[:top]), *blocks[top:]]


def set_block(
    hand: Hand,
    block: Block,
    blank: Style,
    *,
    new_page: bool = False,
    clearance: Clearance | None = None,
) -> str:
    """Return one block; empty rows are empty paragraphs of the style `blank`."""
    match block:
        case TextBlock():
            return set_text(hand, block, new_page=new_page, clearance=clearance)
        case FormBlock():
            return _form_row(hand, block, new_page=new_page)
        case TableBlock():
            return set_table(hand, block, new_page=new_page)
        case Blank():
            style_id = hand.style_id(blank)
            count = ceil(block.rows - _EPSILON)
            own = _off_grid(hand, block.rows / count) if count and block.rows != count else {}
            rows = (
                paragraph(style_id, glued=block.glued, new_page=new_page and row == 0, **own)
                for row in range(count)
            )
            return "".join(rows)


def _rows(hand: Hand, block: TextBlock | FormBlock) -> Mapping[str, Any]:
    """Return what sets the lines of `block` as high as they are; a signature may stand between rows."""
    leading = block.leading if isinstance(block, TextBlock) else 1.0
    if block.style.key in _BETWEEN_ROWS or leading != 1:
        return _off_grid(hand, leading)
    return {}


def _off_grid(hand: Hand, leading: float) -> Mapping[str, Any]:
    """Return what sets lines `leading` rows high, rounded down, wherever they come to stand.

    A page must not overflow by a twip.
    """
    height = floor(leading * hand.sheet.pitch * _TWIPS + _EPSILON) / _TWIPS
    return {"free": True, "spacing": exact(height)}


def _seals(hand: Hand, seals: Sequence[Seal]) -> str:
    """Return the images of seals, hung behind the text of the paragraph they press on (7.3.5.1)."""
    found = ((seal, hand.images.get(seal.organ)) for seal in seals)
    return "".join(_seal(seal, image) for seal, image in found if image)


def _seal(seal: Seal, image: str) -> str:
    number = int(image.removeprefix("rId")) + _FIRST_SEAL
    width, height = emu(seal.width), emu(seal.height)
    name = quoteattr(f"印章 {seal.organ}")
    size = f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
    picture = (
        f'<pic:pic xmlns:pic="{_PICTURE}"><pic:nvPicPr><pic:cNvPr id="{number}" name={name}/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{image}"/><a:stretch><a:fillRect/>'
        f"</a:stretch></pic:blipFill><pic:spPr>{size}"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    )
    anchor = (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1"'
        ' behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="margin"><wp:posOffset>{emu(seal.x)}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{emu(seal.y)}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{number}" name={name} descr={name}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_PICTURE}">{picture}</a:graphicData></a:graphic></wp:anchor>'
    )
    return w("r", w("drawing", anchor))


def _hung(hand: Hand, clearance: Clearance) -> str:
    """Return an empty shape at the foot of the page, which sends the lines below `clearance` to the next.

    Half a row is left to it above, so that a program that sets the page a
    little higher or lower breaks it there too.
    """
    sheet = hand.sheet
    top = clearance.y + sheet.pitch / 2
    place = Place(0.0, top, sheet.area_width, sheet.area_height - top)
    return room(CLEARANCE_NAME, _CLEARANCE + clearance.block, place)


def set_text(
    hand: Hand, block: TextBlock, *, new_page: bool = False, clearance: Clearance | None = None
) -> str:
    """Return a paragraph; only a centred one, broken by meaning, keeps its line breaks.

    A line placed by its right end (署名, 成文日期) is indented from the left,
    where 7.3.5.2 measures: its first character stands right in any face.
    At its `clearance` the page ends early (7.3.5.5).
    """
    placed = block.align is Align.RIGHT and len(block.lines) == 1
    return paragraph(
        hand.style_id(block.style),
        _seals(hand, block.seals) + _runs(hand, block, clearance),
        glued=block.glued,
        new_page=new_page,
        indent=w("ind", left=twips(block.lines[0].x)) if placed else _indent(block, hand.sheet.cell),
        align=Align.LEFT if placed else block.align,
        **_rows(hand, block),
    )


def _runs(hand: Hand, block: TextBlock, clearance: Clearance | None) -> str:
    hung, at = (_hung(hand, clearance), clearance.line) if clearance else ("", 0)
    if block.align is Align.JUSTIFY:
        return lines_as_runs(hand, block, hung, at)
    centred = block.align is Align.CENTRE
    text = "\n".join(line.text for line in block.lines) if centred else block.text
    return hung + "".join(run(hand, style, piece, within=block.style) for style, piece in block.runs(text))


def _indent(block: TextBlock, cell: float) -> str:
    """Return w:ind; a whole number of 字 is also given in characters, so that Word keeps it."""
    first = {"firstLine": block.first} if block.first > 0 else {"hanging": -block.first}
    sides = {"left": block.left, "right": block.right, **first}
    lengths: dict[str, int] = {name: twips(length) for name, length in sides.items() if length}
    cells = block.first / cell
    if cells > 0 and not block.left and abs(cells - round(cells)) < 0.01:
        lengths = {"firstLineChars": 100 * round(cells), **lengths}
    return w("ind", **lengths) if lengths else ""


def _form_row(hand: Hand, block: FormBlock, *, new_page: bool) -> str:
    """Return the segments, each at its tab stop, the first one indented."""
    begin = twips(block.segments[0].x)
    stops = "".join(w("tab", val="left", pos=twips(segment.x)) for segment in block.segments[1:])
    inner = w("r", w("tab")).join(run(hand, block.style, segment.text) for segment in block.segments)
    return paragraph(
        hand.style_id(block.style),
        _seals(hand, block.seals) + inner,
        glued=block.glued,
        new_page=new_page,
        tabs=w("tabs", stops) if stops else "",
        indent=w("ind", left=begin) if begin else "",
        align=Align.LEFT,
        **_rows(hand, block),
    )
