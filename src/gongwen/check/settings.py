"""The clauses of GB/T 9704-2012 as a DOCX sets them: page, grid, styles, footers, text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from gongwen.check.rows import role_of
from gongwen.check.values import Clause, Result, Seen
from gongwen.check.word import Package, W, paragraphs, text_of
from gongwen.layout import standard
from gongwen.layout.standard import Strength
from gongwen.model.typefaces import Role, docx_name

_TWIPS_IN_MM = 1440 / 25.4
PACKAGE = Clause("文件", "DOCX 各部分登记齐全", Strength.MUST, "齐全")
PAPER = Clause("5.1", "用纸设置", Strength.MUST, "210×297", 0.5, "mm")
TOP = Clause.of(standard.TOP, 1, "天头设置")
LEFT = Clause.of(standard.LEFT, 1, "订口设置")
WIDTH = Clause.of(standard.AREA_WIDTH, 0.5, "版心宽设置")
HEIGHT = Clause.of(standard.AREA_HEIGHT, 0.5, "版心高设置")
PITCH = Clause.of(standard.PITCH, 0.25, "行距设置")
BODY_FACE = Clause("5.2.2", "正文字体设置", Strength.USUAL, Role.FANGSONG.value)
BODY_SIZE = Clause("5.2.2", "正文字号设置", Strength.USUAL, standard.SIZE_3.value, 0.3, "pt")
STYLE_FACE = Clause("7", "样式的字体", Strength.USUAL, "按各要素规定")
STYLE_SIZE = Clause("7", "样式的字号", Strength.USUAL, "按各要素规定")
STYLE_BOLD = Clause("7", "样式不加粗", Strength.USUAL, "不加粗")
RUN_BOLD = Clause("7.3.3", "文字不另加粗", Strength.USUAL, "不加粗")
FOOTERS = Clause("7.5", "单、双页页码分设", Strength.MUST, "分设")
BRACKETS = Clause("7.2.5", "发文字号的括号（文字）", Strength.MUST, "〔〕")
DATES = Clause("7.3.5.4", "日期写法（文字）", Strength.MUST, "月、日不编虚位")
DASHES = Clause("7.5", "页码的一字线（页脚）", Strength.MUST, "—")

_NUMBER = re.compile(r"\S{1,20}([〔［\[【(（])\d{4}([〕］\]】)）])第?\d+号(?:签发人[：:])?[一-鿿]{0,12}")
_PADDED = re.compile(r"\d{4}年(?:0\d月\d{1,2}日|\d{1,2}月0\d日)(?:印发)?")


def results(package: Package) -> Iterator[Result]:
    """Yield what the settings of a DOCX came to."""
    missing = [*package.dangling, *_unregistered(package)]
    yield from PACKAGE.judge([Seen(name, False) for name in missing] or [Seen("齐全", True)])
    sections = list(package.body.iter(f"{W}sectPr"))
    yield from _page(sections)
    styles = {s.get(f"{W}styleId", ""): s for _, part in package.named("word/styles.xml") for s in part}
    yield from _styles(list(styles.values()))
    yield from _text(package)
    yield from _footers(package)


def _unregistered(package: Package) -> Iterator[str]:
    for name in sorted(package.names):
        ending = name.rpartition(".")[2].lower()
        bare = name.endswith("/") or name == "[Content_Types].xml"
        special = re.match(
            r"word/(?:header|footer|styles|settings|document|numbering|fontTable)\d*\.xml$", name
        )
        if not bare and name not in package.overrides and (special or ending not in package.defaults):
            yield name


def _mm(element: Element | None, attribute: str) -> float | None:
    value = element.get(f"{W}{attribute}") if element is not None else None
    return float(value) / _TWIPS_IN_MM if value and re.fullmatch(r"-?\d+(\.\d+)?", value) else None


def _page(sections: list[Element]) -> Iterator[Result]:
    """Yield paper, margins and grid of the sections; a landscape one is measured turned."""
    papers, tops, lefts, widths, heights, pitches = [], [], [], [], [], []
    for index, section in enumerate(sections, start=1):
        place = f"第{index}节"
        size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        width, height = _mm(size, "w"), _mm(size, "h")
        sides = {name: _mm(margins, name) for name in ("top", "bottom", "left", "right")}
        if width is None or height is None or None in sides.values():
            papers.append(Seen("没有设置", False, 0, place))
            continue
        short, long = sorted((width, height))
        papers.append(Seen(f"{width:.0f}×{height:.0f}", _near(short, 210) and _near(long, 297), 0, place))
        if width <= height:
            top, bottom, left, right = (abs(sides[n] or 0.0) for n in ("top", "bottom", "left", "right"))
            tops.append(TOP.at(top, 0, place))
            lefts.append(LEFT.at(left, 0, place))
            widths.append(WIDTH.at(width - left - right, 0, place))
            heights.append(HEIGHT.at(height - top - bottom, 0, place))
        grid = section.find(f"{W}docGrid")
        pitch = _mm(grid, "linePitch")
        kind = grid.get(f"{W}type") if grid is not None else None
        if pitch is not None and kind in ("lines", "linesAndChars", "snapToChars"):
            pitches.append(PITCH.at(pitch * _TWIPS_IN_MM / 20, 0, place))
    for clause, found in ((PAPER, papers), (TOP, tops), (LEFT, lefts), (WIDTH, widths), (HEIGHT, heights)):
        yield from clause.judge(found)
    yield from PITCH.judge(pitches)


def _near(value: float, wanted: float) -> bool:
    return abs(value - wanted) <= PAPER.tolerance


def _styles(styles: list[Element]) -> Iterator[Result]:
    """Yield face, size and weight of the styles that bear the names of 公文 elements."""
    wanted = {style.name: style for style in standard.STYLES}
    faces: list[Seen] = []
    bodies: list[Seen] = []
    sizes, bolds, body_sizes = [], [], []
    for style in styles:
        name_element = style.find(f"{W}name")
        name = name_element.get(f"{W}val", "") if name_element is not None else ""
        if style.get(f"{W}type") != "paragraph" or name not in wanted:
            continue
        known = wanted[name]
        fonts, size = style.find(f"{W}rPr/{W}rFonts"), style.find(f"{W}rPr/{W}sz")
        face = fonts.get(f"{W}eastAsia") if fonts is not None else None
        role = role_of(face) if face else None
        points = float(size.get(f"{W}val", "0")) / 2 if size is not None else None
        if face:
            seen = Seen(face, role is known.role, 0, name)
            (bodies if name == standard.BODY.name else faces).append(seen)
        if points is not None and name != standard.MARK.name:
            if name == standard.BODY.name:
                body_sizes.append(BODY_SIZE.at(points, 0, name))
            else:
                sizes.append(Seen(f"{points:g} pt", abs(points - known.size) < 0.3, 0, name))
        bold = _on(style.find(f"{W}rPr"), "b")
        bolds.append(Seen("加粗" if bold else "不加粗", not bold, 0, name))
    yield from BODY_FACE.judge(bodies)
    yield from BODY_SIZE.judge(body_sizes)
    yield from STYLE_FACE.judge(faces)
    yield from STYLE_SIZE.judge(sizes)
    yield from STYLE_BOLD.judge(bolds)


def _on(properties: Element | None, name: str) -> bool:
    found = properties.find(f"{W}{name}") if properties is not None else None
    return found is not None and found.get(f"{W}val", "1") not in ("0", "false", "off")


def _text(package: Package) -> Iterator[Result]:
    rows = [(paragraph, text_of(paragraph)) for paragraph in paragraphs(package.body)]
    numbers = [(text, match) for _, text in rows[:40] if (match := _NUMBER.fullmatch(text))]
    pairs = ((text, "".join(match.groups())) for text, match in numbers)
    yield from BRACKETS.judge(Seen(pair, pair == "〔〕", 0, text) for text, pair in pairs)
    dates = [
        m
        for _, text in rows
        if len(text) < 60 and (m := re.search(r"\d{4}年\d{1,2}月\d{1,2}日(?:印发)?$", text))
    ]
    yield from DATES.judge(Seen(m.group(), _PADDED.fullmatch(m.group()) is None) for m in dates)
    bold = [
        text
        for paragraph, text in rows
        if text and any(_emboldened(run.find(f"{W}rPr")) for run in paragraph.findall(f"{W}r"))
    ]
    yield from RUN_BOLD.judge([Seen("加粗", False, 0, text[:14]) for text in bold] or [Seen("不加粗", True)])


def _emboldened(look: Element | None) -> bool:
    """Return whether a run is made bold; a face that fills in for a rare character may be a bold one."""
    fonts = look.find(f"{W}rFonts") if look is not None else None
    family = fonts.get(f"{W}eastAsia", "") if fonts is not None else ""
    fills = family and family not in {docx_name(role) for role in Role}
    return _on(look, "b") and not fills


def _footers(package: Package) -> Iterator[Result]:
    numbered = []
    for name, part in package.named("word/footer"):
        said = "".join(text_of(p) for p in paragraphs(part))
        instructions = "".join(i.text or "" for i in part.iter(f"{W}instrText"))
        fields = [f.get(f"{W}instr", "") for f in part.iter(f"{W}fldSimple")]
        if "PAGE" in instructions or any("PAGE" in field for field in fields):
            numbered.append((name, said))
    settings = [part for _, part in package.named("word/settings.xml")]
    apart = any(part.find(f"{W}evenAndOddHeaders") is not None for part in settings)
    yield from FOOTERS.judge([Seen("分设" if apart else "没有分设", apart)] if numbered else [])
    dashed = ((name, re.sub(r"\d", "", said)) for name, said in numbered)
    yield from DASHES.judge(Seen(text or "没有", text in ("——", "――"), 0, name) for name, text in dashed)
