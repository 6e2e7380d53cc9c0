"""What each 文种 asks of its paper: title, 签发人, 主送机关, 附注, what it cites.

Sources: 《党政机关公文处理工作条例》 art. 8, 9, 15 and GB/T 9704-2012. Where an
office may have its reasons the finding is a warning; what the rule forbids or
requires outright is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongwen.model import Document, Finding, FormLine, Heading, Kind, Level, Paragraph

_RULES = "《党政机关公文处理工作条例》"
_UPWARD = (Kind.REPORT, Kind.REQUEST)
_ENDINGS = {Kind.ORDER: ("命令", "令")}
_PATTERN = re.compile(r"关于.+的[^的]*")
_FREE_TITLE = (Kind.ORDER, Kind.MINUTES, Kind.COMMUNIQUE, Kind.ANNOUNCEMENT, Kind.PUBLIC_NOTICE)
_TRAILING = re.compile(r"（[^（）]*）$")
_NESTED = re.compile(r"的(通知|通报|报告|请示|批复|意见|函)的\1")
_SEVERAL = re.compile(r"[、，；,;]")
_ASKING = re.compile(r"请(?:予)?(?:批示|批准|审批|指示|批复)|(?:妥|当)否")
_CITED = re.compile(r"《[^《》]+》（[^（）]*〔\d{4}〕\d+号）")
_PHONE = re.compile(r"\d{7,}")


def kind_findings(document: Document, source: str) -> Iterator[Finding]:
    """Yield what the 文种 of `document` asks for and the paper does not have."""
    yield from _title(document, f"{source}·标题")
    if document.kind in _UPWARD:
        yield from _upward(document, source)
    match document.kind:
        case Kind.REQUEST:
            yield from _request(document, source)
        case Kind.REPORT if found := _ASKING.search(_text(document)):
            sentence = f"正文里有“{found[0]}”；报告不得夹带请示事项，要请示的另写请示"
            yield Finding(f"{source}·正文", f"{_RULES}第十五条", sentence, Level.WARNING)
        case Kind.REPLY if not _CITED.search(_text(document)):
            sentence = "批复应先引来文的标题和文号，如 你局《关于……的请示》（某某〔2015〕3号）收悉"
            yield Finding(f"{source}·正文", f"{_RULES}第八条", sentence, Level.WARNING)
        case Kind.MINUTES if not document.attendance.present:
            sentence = "没有出席人员名单，请填“出席”"
            yield Finding(f"{source}·出席", "GB/T 9704-2012 10.3", sentence, Level.WARNING)


def _title(document: Document, place: str) -> Iterator[Finding]:
    title, kind = document.body.title, document.kind
    rule = f"{_RULES}第九条"
    if "请示报告" in title:
        sentence = "标题写作“请示报告”；请示和报告是两个文种，只能用一个"
        yield Finding(place, f"{_RULES}第十五条", sentence)
        return
    if found := _NESTED.search(title):
        sentence = f"标题里“{found[0]}”重复了文种，请删去一个“的{found[1]}”"
        yield Finding(place, rule, sentence, Level.WARNING)
    bare = _TRAILING.sub("", title)
    if not bare.endswith(_ENDINGS.get(kind, (kind.value,))):
        sentence = f"文种是{kind.value}，标题却以“{bare[-4:]}”结尾；标题应以文种结尾"
        yield Finding(place, rule, sentence, Level.WARNING)
    elif kind not in _FREE_TITLE and not _PATTERN.search(bare):
        sentence = f"标题应写作“关于……的{kind.value}”，写明发文机关（红头已有的可省）、事由和文种"
        yield Finding(place, rule, sentence, Level.WARNING)


def _upward(document: Document, source: str) -> Iterator[Finding]:
    if not document.header.signatories:
        sentence = f"{document.kind.value}是上行文，应标注签发人姓名"
        yield Finding(f"{source}·签发人", "GB/T 9704-2012 7.2.6", sentence)
    if not document.addressees:
        sentence = f"{document.kind.value}应主送一个上级机关，现在没有填"
        yield Finding(f"{source}·主送机关", f"{_RULES}第十五条", sentence)
    elif _SEVERAL.search(document.addressees):
        sentence = f"{document.kind.value}原则上主送一个上级机关，其他需要知道的写在抄送里"
        yield Finding(f"{source}·主送机关", f"{_RULES}第十五条", sentence, Level.WARNING)


def _request(document: Document, source: str) -> Iterator[Finding]:
    if not _PHONE.search(document.note):
        sentence = "请示应在附注里写明联系人的姓名和电话"
        yield Finding(f"{source}·附注", "GB/T 9704-2012 7.3.6", sentence, Level.WARNING)


def _text(document: Document) -> str:
    texts: list[str] = []
    for block in document.body.blocks:
        match block:
            case Paragraph(text) | Heading(text=text):
                texts.append(text)
            case FormLine(segments):
                texts.extend(segments)
    return "\n".join(texts)
