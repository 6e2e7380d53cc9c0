"""主体: the blocks of every section as paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.model.composition import (
    Align,
    Blank,
    Block,
    Composition,
    FormBlock,
    Style,
    TableBlock,
    TextBlock,
)
from gongwen.render.word.runs import Hand, exact, paragraph, run
from gongwen.render.word.tables import set_table
from gongwen.render.word.xml import SEPARATOR_PT, twips, w


def set_body(hand: Hand, composition: Composition) -> str:
    """Return every section's blocks; each section begins a page, so do the blocks at its breaks."""
    return "".join(_sections(hand, composition))


def _sections(hand: Hand, composition: Composition) -> Iterator[str]:
    blank = composition.styles[0]
    after_table = False
    for number, section in enumerate(composition.sections):
        cut = {block for block, _ in section.cuts}
        for index, block in enumerate(section.blocks):
            if after_table and isinstance(block, TableBlock):
                yield separator(hand.style_id(blank))
            new_page = index in section.breaks or (number > 0 and index == 0)
            yield set_block(hand, block, blank, new_page=new_page, joined=index in cut)
            after_table = isinstance(block, TableBlock)


def separator(style_id: str, section: str = "") -> str:
    """Return a paragraph that takes next to no room; `section` is its w:sectPr."""
    return paragraph(style_id, free=True, spacing=exact(SEPARATOR_PT), section=section)


def set_block(hand: Hand, block: Block, blank: Style, *, new_page: bool = False, joined: bool = False) -> str:
    """Return one block; empty rows are empty paragraphs of the style `blank`."""
    match block:
        case TextBlock():
            return set_text(hand, block, new_page=new_page, joined=joined)
        case FormBlock():
            return _form_row(hand, block, new_page=new_page)
        case TableBlock():
            return set_table(hand, block, new_page=new_page)
        case Blank():
            style_id = hand.style_id(blank)
            rows = (
                paragraph(style_id, glued=block.glued, new_page=new_page and row == 0)
                for row in range(block.rows)
            )
            return "".join(rows)


def set_text(hand: Hand, block: TextBlock, *, new_page: bool = False, joined: bool = False) -> str:
    """Return a paragraph; only a centred one, broken by meaning, keeps its line breaks.

    A line placed by its right end (署名, 成文日期) is indented from the left,
    where 7.3.5.2 measures: its first character stands right in any face.
    `joined` keeps the last two lines on the page of what follows (7.3.5.5).
    """
    text = "\n".join(line.text for line in block.lines) if block.align is Align.CENTRE else block.text
    pieces = (run(hand, style, piece, within=block.style) for style, piece in block.runs(text))
    placed = block.align is Align.RIGHT and len(block.lines) == 1
    return paragraph(
        hand.style_id(block.style),
        "".join(pieces),
        glued=block.glued,
        joined=joined,
        new_page=new_page,
        indent=w("ind", left=twips(block.lines[0].x)) if placed else _indent(block, hand.sheet.cell),
        align=Align.LEFT if placed else block.align,
    )


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
    """Return the segments, each at its tab stop."""
    stops = "".join(w("tab", val="left", pos=twips(segment.x)) for segment in block.segments[1:])
    inner = w("r", w("tab")).join(run(hand, block.style, segment.text) for segment in block.segments)
    return paragraph(
        hand.style_id(block.style),
        inner,
        glued=block.glued,
        new_page=new_page,
        tabs=w("tabs", stops) if stops else "",
        align=Align.LEFT,
    )
