"""Papers with one planted fault each: the page's HTML or CSS altered before it is set.

Every fault names the clause that must find it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from gongwen.model import Document, Heading, Paragraph, Part
from gongwen.model.composition import Composition
from gongwen.render.pdf import PageFrame, PdfSetter
from tests.layout.papers import FRAME, composed, filling, paper, seed, setter, typefaces, words

Swap = tuple[str, str]
"""A regular expression and what stands in its first match's place."""


@dataclass(frozen=True)
class Fault:
    """A fault: what it is, the clause that finds it, how it is planted in which paper."""

    name: str
    clause: str
    html: tuple[Swap, ...] = ()
    css: str = ""
    styles: tuple[Swap, ...] = ()
    paper: str = "seed"


@cache
def papers() -> dict[str, Document]:
    """The papers faults are planted in: the notice of 2015, and one with all levels and two annexes."""
    annexes = (
        Part("县级以上单位名单", (Paragraph(words(60)),)),
        Part("软件台账样式", (Paragraph(words(60)),)),
    )
    levels = (
        Paragraph(words(120)),
        Heading(1, 1, "总体要求"),
        Heading(2, 1, "基本原则"),
        Heading(3, 1, words(40)),
        Heading(4, 1, words(40)),
        filling(17),
    )
    plain = paper(
        *levels,
        cc="市委办公室，市人大常委会办公室，市政协办公室，市中级人民法院，市人民检察院，绍兴军分区",
        notes=tuple(part.title for part in annexes),
        attachments=annexes,
    )
    return {"seed": seed(), "plain": plain}


_GAP = re.compile(r'<span style="margin-right:[^"]*">([^<]*)</span>')
"""What parts 汉字 from digits; without it a text that is to be altered stands in one piece."""


class _Faulty(PdfSetter):
    """Sets a page with some of its HTML and CSS altered."""

    def __init__(self, fault: Fault) -> None:
        page = PageFrame((FRAME / "page.html").read_text(), (FRAME / "page.css").read_text())
        super().__init__(page, typefaces())
        self._fonts = setter()._fonts
        self._fault = fault

    def html(self, composition: Composition) -> str:
        page = super().html(composition)
        if not all(re.search(pattern, page, re.DOTALL) for pattern, _ in self._fault.html):
            page = _GAP.sub(r"\1", page)
        return altered(page, self._fault.html)

    def css(self, composition: Composition) -> str:
        return altered(super().css(composition), self._fault.styles) + self._fault.css


def altered(text: str, swaps: Sequence[Swap]) -> str:
    """Return `text` with every swap made; each must find its place."""
    for pattern, new in swaps:
        text, count = re.subn(pattern, new, text, count=1, flags=re.DOTALL)
        assert count == 1, f"没有找到要改的地方：{pattern}"
    return text


def planted(fault: Fault) -> bytes:
    """Return the PDF with the fault."""
    return _Faulty(fault).set(composed(papers()[fault.paper]))


def _margins(top: str, right: str, bottom: str, left: str) -> tuple[Swap, ...]:
    return ((r"margin: [\d.]+pt [\d.]+pt [\d.]+pt [\d.]+pt;", f"margin: {top} {right} {bottom} {left};"),)


def _imprint(css: str) -> str:
    return f".imprint {{ {css} }}"


_PITCH_28 = ".line { height: 28pt !important } body, .line { line-height: 28pt !important }"
_PITCH_33 = ".line { height: 33pt !important } body, .line { line-height: 33pt !important }"
_WIDE_CELLS = (
    ".body { width: 432pt } .body .line { letter-spacing: 0 !important; display: inline !important;"
    " margin-left: 0 !important; white-space: normal !important }"
)
_SONG = 'font-family: "gw-FandolSong-Regular"'
_FANG = 'font-family: "gw-FandolFang-Regular"'
_HEI = 'font-family: "gw-FandolHei-Regular"'
_BLANK = '<div class="blank" style="height:'
_SIGNED = r'(<p class="signature"[^>]*><span class="line" style=")margin-left:[\d.]+pt'
_DATED = r'(<p class="date"[^>]*><span class="line" style=")margin-left:[\d.]+pt'

FAULTS = (
    Fault("Letter 纸", "用纸", styles=((r"size: [\d.]+pt [\d.]+pt;", "size: 612pt 792pt;"),)),
    Fault("天头 25 毫米", "天头", styles=_margins("25mm", "26mm", "47mm", "28mm")),
    Fault("订口 25 毫米", "订口", styles=_margins("37mm", "29mm", "35mm", "25mm")),
    Fault(
        "版心出了切口",
        "版心宽",
        css="section { margin-right: -6mm } .body .line { letter-spacing: 0.3pt !important }",
    ),
    Fault("行距 28 磅", "行距", css=_PITCH_28),
    Fault("行距 33 磅", "每面行数", css=_PITCH_33),
    Fault(
        "每行 27 字",
        "每行字数",
        paper="plain",
        html=((r"letter-spacing:-0\.2[\d.]*pt", "letter-spacing:-0.2pt"),),
        css=_WIDE_CELLS,
    ),
    Fault("正文用宋体", "正文字体", css=f".body, .level3, .level4 {{ {_SONG} }}"),
    Fault("正文 14 磅", "正文字号", css=".body { font-size: 14pt }"),
    Fault("正文有彩色字", "文字颜色", css=".body { color: #0000ff }"),
    Fault("行首有逗号", "行首标点", html=((r">型国家的", ">，国家的"),)),
    Fault("行末有前书名号", "行末标点", html=((r"建设创新</span>", "建设创《</span>"),)),
    Fault("标志太高", "发文机关标志上边缘", css=".mark { margin-top: -10mm }"),
    Fault("标志黑色", "发文机关标志颜色", css=".mark { color: black }"),
    Fault("标志用黑体", "发文机关标志字体", css=f".mark {{ {_HEI} }}"),
    Fault("标志偏左", "发文机关标志居中", css=".mark { margin-left: -6mm }"),
    Fault("标志出版心", "发文机关标志在版心以内", css=".mark { margin-left: 8mm }"),
    Fault("“文件”不居中", "“文件”在机关名称右侧居中", html=((r"top:[\d.]+pt(;[^>]*>文件)", r"top:100pt\1"),)),
    Fault("字号紧贴标志", "发文机关标志下空", css=".header .number { margin-top: -12mm }"),
    Fault("［2015］", "年份的括号", html=(("〔2015〕3号</p>", "［2015］3号</p>"),)),
    Fault("[2015]", "年份的括号", html=((r"〔2015〕3号</p>", "[2015]3号</p>"),)),
    Fault("003号", "顺序号不编虚位", html=(("〕3号</p>", "〕003号</p>"),)),
    Fault("第3号", "顺序号不加“第”", html=(("〕3号</p>", "〕第3号</p>"),)),
    Fault("字号居左", "发文字号居中", html=((r'(class="at number" style=")left:[\d.]+pt', r"\1left:15pt"),)),
    Fault("字号用黑体", "发文字号字体", css=f".number {{ {_HEI} }}"),
    Fault("字号 14 磅", "发文字号字号", css=".number { font-size: 14pt !important }"),
    Fault("分隔线在字号下 8 毫米", "发文字号至分隔线", css=".header .rule { margin-top: 4mm }"),
    Fault(
        "分隔线短",
        "分隔线长度",
        html=((r'(class="at rule" style="left:0pt;top:[\d.]+pt;)width:[\d.]+pt', r"\1width:380pt"),),
    ),
    Fault("分隔线黑色", "分隔线颜色", css=".header .rule { background: black !important }"),
    Fault("没有分隔线", "版头分隔线", css=".header .rule { display: none }"),
    Fault("分隔线下不空行", "标题上空", html=((_BLANK + r"57.9pt", _BLANK + "0pt"),)),
    Fault("标题用黑体", "标题字体", css=f".title {{ {_HEI} }}"),
    Fault("标题 18 磅", "标题字号", css=".title { font-size: 18pt }"),
    Fault("标题挤紧", "标题字不压扁、不挤紧", css=".title .line { letter-spacing: -3pt !important }"),
    Fault("标题偏右", "标题居中", css=".title { margin-left: 12mm }"),
    Fault(
        "标题拆词", "标题回行词意完整", html=(("国有企业</span>(<span[^>]*>)使用", r"国有企</span>\1业使用"),)
    ),
    Fault(
        "标题中间短",
        "标题排列",
        html=(
            (
                r">关于印发《绍兴市推进国有企业</span>(<span[^>]*>)使用正版软件工作实施方案<",
                r">关于印发《绍兴市推进国有企业使用</span>\1正版软件<",
            ),
            (r">（2015—2020年）》的通知<", ">工作实施方案（2015—2020年）》的通知<"),
        ),
    ),
    Fault("标题下不空行", "标题下空", html=((_BLANK + r"28.95pt", _BLANK + "0pt"),)),
    Fault("主送机关缩进", "主送机关顶格", css=".addressees { margin-left: 4mm }"),
    Fault("主送机关半角冒号", "主送机关后的标点", html=(("各有关单位：</span>", "各有关单位:</span>"),)),
    Fault("首页没有正文", "首页显示正文", html=(('<p class="body"', '<p class="body new-page"'),)),
    Fault("一级标题用仿宋", "第一层次字体", css=f".level1 {{ {_FANG} }}"),
    Fault("二级标题用黑体", "第二层次字体", css=f".level2 {{ {_HEI} }}"),
    Fault("三级用楷体", "第三层次字体", css='.level3 { font-family: "gw-FandolKai-Regular" }'),
    Fault("楷体加粗", "层次标题不加粗", css=".level2 { font-weight: bold !important }"),
    Fault("1、", "层次序号写法", html=((r">1\.加强", ">1、加强"),)),
    Fault("（一）、", "层次序号写法", html=((r">（一）指导", ">（一）、指导"),)),
    Fault("半角括号(一)", "层次序号写法", html=((r">（一）指导", ">(一)指导"),)),
    Fault(
        "段首空四字",
        "段首左空",
        html=((r'(<p class="body"[^>]*><span class="line" style="margin-left:)31\.5pt', r"\g<1>63pt"),),
    ),
    Fault("附件说明上不空行", "附件说明上空", paper="plain", css=".attachment-note { margin-top: -28.95pt }"),
    Fault("附件说明缩进不对", "附件说明左空", paper="plain", css=".attachment-note { margin-left: 10mm }"),
    Fault(
        "附件名称后有句号",
        "附件名称后的标点",
        paper="plain",
        html=(("单位名单</span>", "单位名单。</span>"),),
    ),
    Fault("附件1、", "附件顺序号写法", paper="plain", html=((r"附件：1\.", "附件：1、"),)),
    Fault("附件半角冒号", "“附件”后的标点", paper="plain", html=(("附件：1", "附件:1"),)),
    Fault("署名靠左", "署名和成文日期的位置", paper="plain", html=((_SIGNED, r"\1margin-left:60pt"),)),
    Fault("日期靠右边", "署名和成文日期的位置", html=((_DATED, r"\1margin-left:330pt"),)),
    Fault("06月", "成文日期写法", html=((">2015年6月23日</span>", ">2015年06月23日</span>"),)),
    Fault(
        "署名紧接正文",
        "不加盖印章的署名上空",
        paper="plain",
        css=".signature { position: relative; top: -28.95pt }",
    ),
    Fault(
        "署名独在一面",
        "署名、日期与正文同面",
        paper="plain",
        html=(('<p class="signature"', '<p class="signature new-page"'),),
    ),
    Fault(
        "此页无正文",
        "不用“此页无正文”",
        html=(("联系人：市文广局新闻出版处　金渭鑫</span>", "（此页无正文）</span>"),),
    ),
    Fault("附件用冒号", "“附件”后没有冒号", html=((r"(annex-label[^>]*>.*?>附件)</span>", r"\1：</span>"),)),
    Fault("附件用仿宋", "“附件”字体", css=f".annex-label {{ {_FANG} }}"),
    Fault("附件不顶格", "“附件”顶格", css=".annex-label { margin-left: 8mm }"),
    Fault("附件在第三行", "“附件”所在行", css=".annex-label { margin-top: 57.9pt }"),
    Fault(
        "附件标题紧接",
        "附件标题所在行",
        paper="plain",
        css=".annex-title { position: relative; top: -28.95pt }",
    ),
    Fault("附件标题偏左", "附件标题居中", css=".annex-title { position: relative; left: -12mm; }"),
    Fault(
        "附件名称不符",
        "附件与附件说明一致",
        paper="plain",
        html=((r"(class=\"annex-title\".*?>)县级以上", r"\1市级以上"),),
    ),
    Fault(
        "版记在单面",
        "版记在双面",
        paper="plain",
        css=_imprint("break-after: auto"),
        html=((r'(<div class="imprint[^"]*")', r'<div class="new-page"></div>\1'),),
    ),
    Fault(
        "附件在版记之后",
        "附件在版记之前",
        html=(
            (
                r"(</section>\s*)(<div class=\"imprint.*)(</body>)",
                r'\1\2<section class="new-page"><p class="annex-label">附件</p></section>\3',
            ),
        ),
    ),
    Fault("版记粗线 0.7 毫米", "版记首末分隔线高度", css=".imprint .thick { height: 0.7mm !important }"),
    Fault(
        "版记细线同粗线",
        "版记中间分隔线高度",
        css=".imprint .thin { height: 0.35mm !important; margin-bottom: -0.35mm !important }",
    ),
    Fault("版记少细线", "版记分隔线条数", css=".imprint .thin { display: none }"),
    Fault("版记线短", "版记分隔线长度", css=".imprint .rule { width: 150mm }"),
    Fault("版记红线", "版记分隔线颜色", css=".imprint .rule { background: red !important }"),
    Fault("版记不到版心底", "末条分隔线与版心下边缘重合", css=".imprint { position: relative; top: -10mm }"),
    Fault("版记 16 磅", "版记字号", css=".imprint { font-size: 16pt !important }"),
    Fault("版记用宋体", "版记字体", css=f".imprint {{ {_SONG} }}"),
    Fault("抄送顶格", "版记左空", css=".imprint > p { margin-left: -14pt }"),
    Fault(
        "抄送没有句号", "抄送机关末尾的标点", html=(("市人民政府办公室。</span>", "市人民政府办公室</span>"),)
    ),
    Fault("抄送半角冒号", "“抄送”后的标点", html=((">抄送：", ">抄送:"),)),
    Fault(
        "抄送回行顶格",
        "抄送机关回行对齐",
        paper="plain",
        html=(
            (
                r"(>抄送：[^<]*</span><span class=\"line\" style=\")margin-left:[\d.]+pt",
                r"\1margin-left:-42pt",
            ),
        ),
    ),
    Fault("印发日期靠边", "印发日期右空", html=((r"margin-right:14pt", "margin-right:0pt"),)),
    Fault("印发日期编虚位", "印发日期写法", html=(("2015年6月23日印发", "2015年06月23日印发"),)),
    Fault("没有“印发”", "印发日期写法", html=(("6月23日印发", "6月23日"),)),
    Fault(
        "页码用连字符",
        "页码写法",
        styles=((r'content: "— " counter\(page\) " —";', 'content: "- " counter(page) " -";'),) * 2,
    ),
    Fault(
        "页码用宋体以外",
        "页码字体",
        styles=((r'(counter\(page\) " —";\s*font-family: )[^;]*', r'\1"gw-FandolHei-Regular"'),),
    ),
    Fault(
        "页码 10.5 磅",
        "页码字号",
        styles=((r'(counter\(page\) " —";.*?font-size: )[\d.]+pt', r"\g<1>10.5pt"),),
    ),
    Fault(
        "页码紧贴版心", "页码一字线上距版心下边缘", styles=((r"padding-top: [\d.]+pt", "padding-top: 1pt"),)
    ),
    Fault("页码居中", "页码左右位置", styles=((r"@bottom-right \{", "@bottom-center {"),)),
    Fault(
        "双页页码靠右",
        "页码左右位置",
        styles=(
            (r"@page :left \{\s*@bottom-left", "@page :left { @bottom-right"),
            (r"text-align: left;\s*vertical-align: top", "text-align: right; vertical-align: top"),
        ),
    ),
    Fault("页码从 2 起", "页码连续", css="@page :first { counter-increment: page 2 }"),
    Fault("第一面没有页码", "各面有页码", css="@page :first { @bottom-right { content: none } }"),
)


def names() -> list[str]:
    """The names of the faults, in order; each is one fault's alone."""
    listed = [fault.name for fault in FAULTS]
    assert all(one != other for one, other in pairwise(sorted(listed)))
    return listed
