"""Runs: characters with what their faces need, and the properties of paragraphs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby
from math import ceil
from operator import itemgetter

from gongwen.model.composition import GAP_PER_EM, Align, Line, Sheet, Style, TextBlock, gaps
from gongwen.model.typefaces import Face, Role, Typefaces
from gongwen.render.word.xml import SEPARATOR_PT, WORD_GAP_PER_EM, half_points, twips, w
from gongwen.render.word.xml import text as text_of

_WESTERN, _NEUTRAL = "[!-~]", "[ —…·“”‘’]*"
_CHANGE_OF_SCRIPT = re.compile(
    f"(?<={_WESTERN})(?={_NEUTRAL}[^ -~—…·“”‘’])|(?<=[^ -~—…·“”‘’])(?={_NEUTRAL}{_WESTERN})"
)
_TWIPS_PER_PT = 20
_ROUNDING = 1
"""Twips by which a tightened character gives way further, because programs round the width of a run."""

_BREAKS = {"\n": w("br"), "\t": w("tab")}
_JC = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right", Align.JUSTIFY: None}


@dataclass(frozen=True, slots=True)
class Hand:
    """What every piece is written with: the sheet, the faces, the frame's id of each style by its name.

    `images` are the relations of the seals' images by organ.
    """

    sheet: Sheet
    typefaces: Typefaces
    style_ids: Mapping[str, str]
    images: Mapping[str, str] = field(default_factory=dict)

    def style_id(self, style: Style) -> str:
        """Return the id that the frame knows `style` by."""
        return self.style_ids[style.name]


def run(hand: Hand, style: Style, text: str, look: str = "", within: Style | None = None) -> str:
    """Return `text` as runs of `style`; `look` holds further properties, spacing to size, in order.

    `within` is the paragraph's style where it is another one.

    A character that the style's own face lacks gets the face that fills in,
    marked bold where only the bold member of its family has it. Line breaks
    and tabs stay within the paragraph.
    """
    pieces = []
    for face_text, face in hand.typefaces.runs(style.role, text):
        own = within is None or within.role is style.role
        fonts = _fonts(hand.typefaces, style.role, face, own=own)
        inner = "".join(_piece(piece) for piece in re.split(r"([\n\t])", face_text) if piece)
        pieces.append(w("r", w("rPr", fonts, look), inner))
    return "".join(pieces)


def lines_as_runs(hand: Hand, block: TextBlock, hung: str = "", at: int = 0) -> str:
    """Return the text of `block` as runs; those of a squeezed line are set tighter.

    No line break is forced: the characters stand only as close as their line
    needs, each giving way by the same amount, so that text typed among them
    looks alike. `hung` is the run of a shape, anchored where line `at` begins.
    """
    style, text = block.style, block.text
    runs: list[str] = []
    start = 0
    looks = [(number >= at, _tightening(style, line)) for number, line in enumerate(block.lines)]
    for (after, tight), group in groupby(zip(looks, block.lines, strict=True), key=itemgetter(0)):
        if after and hung:
            runs.append(hung)
            hung = ""
        wanted, end = sum(len(line.text) for _, line in group), start
        while wanted or text[end : end + 1] == "\n":
            wanted -= text[end] != "\n"
            end += 1
        look = w("spacing", val=twips(style.tracking) - tight) if tight else ""
        for own, piece in block.runs(text[start:end], begins=start == 0):
            runs.append(run(hand, own, piece, look, within=style))
        start = end
    return "".join(runs)


def _tightening(style: Style, line: Line) -> int:
    """Return by how many twips each character of `line` gives way, so that programs break it there too.

    Word sets wider gaps between 汉字 and digits than the composition;
    LibreOffice sets the last character before each change of script, and of
    the line, without its tracking.
    """
    shown = line.text.rstrip()
    over = line.squeezed - line.spacing * (len(shown) - 1)
    if not over:
        return 0
    wider = (WORD_GAP_PER_EM - GAP_PER_EM) * style.size * sum(1 for _ in gaps(shown))
    changes = sum(1 for _ in _CHANGE_OF_SCRIPT.finditer(shown))
    untracked = -style.tracking * changes
    needed = max((over + wider) / len(shown), (over + untracked) / max(1, len(shown) - 1 - changes))
    return ceil(needed * _TWIPS_PER_PT) + _ROUNDING if needed > 0 else 0


def _piece(piece: str) -> str:
    return _BREAKS.get(piece) or text_of(piece)


def _fonts(typefaces: Typefaces, role: Role, face: Face, *, own: bool) -> str:
    """Return rFonts; the hint sets “” … — in the Chinese face.

    The style of the paragraph gives its `own` role's face.
    """
    if own and face == typefaces.chart[role][0]:
        return w("rFonts", hint="eastAsia")
    return family_fonts(typefaces.docx_family(role, face), hint="eastAsia") + (w("b") if face.bold else "")


def family_fonts(family: str, hint: str | None = None) -> str:
    """Return rFonts that set every script in `family`."""
    return w("rFonts", hint=hint, ascii=family, hAnsi=family, eastAsia=family, cs=family)


def character_look(style: Style, red: str) -> str:
    """Return colour, tracking and size of `style`; `red` is CSS's #rrggbb."""
    colour = w("color", val=red.lstrip("#").upper()) if style.red else ""
    tracking = w("spacing", val=twips(style.tracking)) if style.tracking else ""
    size = half_points(style.size)
    return colour + tracking + w("sz", val=size) + w("szCs", val=size)


def exact(height: float, before: float = 0.0, after: float = 0.0) -> str:
    """Return the spacing of lines exactly `height` pt high; `before` and `after` them are pt of space."""
    above, below = (twips(space) if space else None for space in (before, after))
    return w("spacing", before=above, after=below, line=twips(height), lineRule="exact")


def paragraph(
    style_id: str,
    inner: str = "",
    *,
    glued: bool = False,
    new_page: bool = False,
    border: str = "",
    tabs: str = "",
    free: bool = False,
    spacing: str = "",
    indent: str = "",
    align: Align = Align.JUSTIFY,
    section: str = "",
) -> str:
    """Return a paragraph; what is not said here is XML.

    `glued` keeps it whole on the page of what follows; `free` takes it off
    the document grid.
    """
    jc = _JC[align]
    properties = w(
        "pPr",
        w("pStyle", val=style_id),
        w("keepNext") if glued else "",
        w("keepLines") if glued else "",
        w("pageBreakBefore") if new_page else "",
        border,
        tabs,
        w("snapToGrid", val=0) if free else "",
        spacing,
        indent,
        w("jc", val=jc) if jc else "",
        section,
    )
    return w("p", properties, inner)


def hidden(style_id: str, inner: str = "", section: str = "") -> str:
    """Return a paragraph that takes next to no room; `section` is its w:sectPr."""
    return paragraph(style_id, inner, free=True, spacing=exact(SEPARATOR_PT), section=section)
