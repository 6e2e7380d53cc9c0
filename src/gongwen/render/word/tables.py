"""Tables: fixed columns, merged cells, rows of exact height, a head that repeats."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise

from gongwen.model.composition import Align, SetCell, Style, TableBlock
from gongwen.model.typefaces import EM_TOP
from gongwen.render.word.runs import Hand, exact, paragraph, run
from gongwen.render.word.xml import BASELINE_IN_EXACT_LINE, eighths, twips, w

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def grid(widths: Sequence[float]) -> tuple[int, ...]:
    """Return column widths in twips whose sum is that of `widths`, rounded once."""
    edges = [0, *(twips(edge) for edge in accumulate(widths))]
    return tuple(right - left for left, right in pairwise(edges))


def table(
    columns: Sequence[int],
    borders: str,
    rows: str,
    *,
    indent: float = 0.0,
    beside: float = 0.0,
    below: float = 0.0,
) -> str:
    """Return a table that keeps its column widths and begins `indent` pt from the left.

    A cell keeps its text `beside` pt off its sides and `below` pt off its foot.
    """
    margins = "".join(
        w(side, w=twips(points), type="dxa")
        for side, points in (("left", beside), ("bottom", below), ("right", beside))
    )
    properties = w(
        "tblPr",
        w("tblW", w=sum(columns), type="dxa"),
        w("tblInd", w=twips(indent), type="dxa"),
        borders,
        w("tblLayout", type="fixed"),
        w("tblCellMar", margins),
    )
    return w("tbl", properties, w("tblGrid", *(w("gridCol", w=width) for width in columns)), rows)


def rules(thickness: Mapping[str, float]) -> str:
    """Return black rules; `thickness` in pt for sides in the order top, left, bottom, right, inside."""
    listed = (
        w(side, val="single", sz=eighths(points), space=0, color="000000")
        for side, points in thickness.items()
    )
    return w("tblBorders", *listed)


def row(height: float, cells: str, *, head: bool = False) -> str:
    """Return a row exactly `height` pt high that no page break cuts."""
    properties = w("cantSplit") + w("trHeight", val=twips(height), hRule="exact")
    return w("tr", w("trPr", properties, w("tblHeader") if head else ""), cells)


def cell(width: int, inner: str, *, span: int = 1, merge: str = "", middle: bool = False) -> str:
    """Return a cell `width` twips wide; `merge` is restart, continue or nothing."""
    properties = w(
        "tcPr",
        w("tcW", w=width, type="dxa"),
        w("gridSpan", val=span) if span > 1 else "",
        w("vMerge", val=merge) if merge else "",
        w("vAlign", val="center") if middle else "",
    )
    return w("tc", properties, inner)


def set_table(hand: Hand, block: TableBlock, *, new_page: bool = False) -> str:
    """Return `block` with its rules, merged cells and repeated head rows.

    The first and the last row leave room for the outer rules, so that the
    table takes no more than its rows of the grid.
    """
    columns = grid(block.columns)
    borders = rules(dict.fromkeys(_SIDES, block.rule))
    rows = []
    for index, cells in enumerate(_covered(block)):
        head = index < block.head
        inner = "".join(
            _cell(
                hand,
                block,
                one,
                columns[at : at + one.columns],
                begins=begins,
                glued=head or block.glued,
                new_page=new_page and index == 0 and at == 0,
            )
            for at, one, begins in cells
        )
        room = block.rule * ((index == 0) + (index == len(block.body) - 1))
        rows.append(row(block.body[index].rows * hand.sheet.pitch - room, inner, head=head))
    return table(
        columns, borders, "".join(rows), indent=block.rule / 2, beside=block.padding, below=_below(block)
    )


def _below(block: TableBlock) -> float:
    """Return the room under a cell's text that puts its 汉字 in the middle.

    Lines of exact height have their em boxes below the middle of the line.
    """
    baseline = BASELINE_IN_EXACT_LINE * block.pitch
    middle = baseline - (EM_TOP - 0.5) * block.style.size
    return max(0.0, 2 * (middle - block.pitch / 2))


def _covered(block: TableBlock) -> Iterator[list[tuple[int, SetCell, bool]]]:
    """Yield for each row its cells from left to right: first column, cell, whether it begins here."""
    above: dict[int, tuple[SetCell, int]] = {}
    for index, set_row in enumerate(block.body):
        waiting, cells, at = list(set_row.cells), [], 0
        while at < len(block.columns):
            held, until = above.get(at, (None, 0))
            begins = held is None or until <= index
            if begins:
                if not waiting:
                    break
                held = waiting.pop(0)
                above[at] = (held, index + held.rows)
            assert held is not None
            cells.append((at, held, begins))
            at += held.columns
        yield cells


def _cell(
    hand: Hand,
    block: TableBlock,
    one: SetCell,
    widths: Sequence[int],
    *,
    begins: bool,
    glued: bool,
    new_page: bool,
) -> str:
    style: Style = block.style
    inner = paragraph(
        hand.style_id(style),
        run(hand, style, one.text) if begins and one.text else "",
        glued=glued,
        new_page=new_page,
        free=True,
        spacing=exact(block.pitch),
        align=Align.CENTRE if any(line.x > 0 for line in one.lines) else Align.LEFT,
    )
    merge = "" if one.rows == 1 else "restart" if begins else "continue"
    return cell(sum(widths), inner, span=one.columns, merge=merge, middle=True)
