"""styles.xml and fontTable.xml of a Word frame: one paragraph style for each Style, named in Chinese."""

from __future__ import annotations

from gongwen.model.composition import Style
from gongwen.model.typefaces import Role
from gongwen.render.word.plan import FramePlan
from gongwen.render.word.runs import character_look, exact, family_fonts
from gongwen.render.word.xml import half_points, part, w

NORMAL = "Normal"
PAGE_NUMBER, DRAFT_MARK = "page-number", "draft-mark"
NUMBER_NAME, DRAFT_NAME = "页码", "草稿标记"
_FURNITURE = {PAGE_NUMBER: NUMBER_NAME, DRAFT_MARK: DRAFT_NAME}


def styles_part(plan: FramePlan) -> str:
    """Return styles.xml.

    Every style stands on Normal, which holds the grid and the rules of
    Chinese line breaking; those with an outline level are Word's headings.
    Punctuation may hang in the margin, as Word does by default: LibreOffice 7
    reads this switch the wrong way round and, when it is off, hangs the
    character and does not draw it.
    """
    styles = "".join(
        _style(style.key, style.name, _look(plan, style), _shape(plan, style)) for style in plan.styles
    )
    size = half_points(plan.sheet.number_size)
    small = family_fonts(plan.family(Role.SONG)) + w("sz", val=size) + w("szCs", val=size)
    furniture = "".join(_style(key, name, small) for key, name in _FURNITURE.items())
    return part("styles", _defaults(plan), _normal(plan), styles, furniture)


def fonts_part(plan: FramePlan) -> str:
    """Return fontTable.xml, which tells Word what to take where a face is not installed."""
    fonts = []
    for names in plan.names.values():
        first, *others = names
        alternatives = w("altName", val=",".join(others)) if others else ""
        fonts.append(
            w(
                "font",
                alternatives,
                w("charset", val="86"),
                w("family", val="auto"),
                w("pitch", val="default"),
                name=first,
            )
        )
    return part("fonts", *fonts)


def _look(plan: FramePlan, style: Style) -> str:
    return family_fonts(plan.family(style.role)) + character_look(style, plan.sheet.red)


def _shape(plan: FramePlan, style: Style) -> str:
    """Return the heading level; in 版记 the rules have their room within the rows.

    Type larger than the text stays off the grid: a filling face is taller than
    a row there, and LibreOffice would give it two.
    """
    snap = w("snapToGrid", val=0) if style.size > plan.styles[0].size else ""
    spacing = exact(plan.sheet.pitch - plan.thick) if style == plan.imprint else ""
    return snap + spacing + (w("outlineLvl", val=style.outline - 1) if style.outline else "")


def _defaults(plan: FramePlan) -> str:
    language = w("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    look = w("rPr", family_fonts(plan.family(Role.FANGSONG)), w("kern", val=0), language)
    return w("docDefaults", w("rPrDefault", look), w("pPrDefault"))


def _normal(plan: FramePlan) -> str:
    shape = w(
        "pPr",
        w("widowControl", val=0),
        w("kinsoku", val=1),
        w("overflowPunct", val=1),
        w("autoSpaceDE", val=1),
        w("autoSpaceDN", val=1),
        exact(plan.sheet.pitch),
        w("jc", val="both"),
    )
    look = w("rPr", _look(plan, plan.styles[0]))
    inner = w("name", val="Normal") + w("qFormat") + shape + look
    return w("style", inner, type="paragraph", default=1, styleId=NORMAL)


def _style(key: str, name: str, look: str, shape: str = "") -> str:
    based = w("name", val=name) + w("basedOn", val=NORMAL) + w("qFormat")
    inner = based + (w("pPr", shape) if shape else "") + w("rPr", look)
    return w("style", inner, type="paragraph", customStyle=1, styleId=key)
