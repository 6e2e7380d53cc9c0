"""Put the elements (要素) and the parts of a paper together: the last step of building."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from gongwen.model.dates import parse_date
from gongwen.model.document import (
    Attendance,
    Document,
    Header,
    Imprint,
    IssuerMark,
    Part,
    Sealing,
    Signature,
    Signer,
)
from gongwen.model.finding import Finding
from gongwen.model.kinds import Form, Kind
from gongwen.model.numbering import DocumentNumber

_T = TypeVar("_T")
_RULE = "公文记法"


def assemble(
    elements: Mapping[str, Sequence[str]], parts: Mapping[str, Sequence[Part]], findings: list[Finding]
) -> Document | None:
    """Return the Document, or None with findings on the elements that cannot be read."""
    typed = _Typed(elements, findings)
    kind = typed.read("文种", Kind.named)
    header, signature, imprint = typed.header(), typed.signature(), typed.imprint()
    form = typed.read("版式", Form.named) if typed.one("版式") else None
    if findings or kind is None or signature is None or imprint is None:
        return None
    return Document(
        kind,
        header,
        typed.one("主送"),
        parts["正文"][0],
        signature,
        imprint,
        typed.one("附注"),
        tuple(parts["印发"]),
        tuple(parts["附件"]),
        form,
        Attendance(typed.one("出席"), typed.one("请假"), typed.one("列席")),
    )


class _Typed:
    """The element lines of a paper, read one by one."""

    def __init__(self, elements: Mapping[str, Sequence[str]], findings: list[Finding]) -> None:
        self._elements = elements
        self._findings = findings

    def all(self, key: str) -> tuple[str, ...]:
        return tuple(self._elements.get(key, ()))

    def one(self, key: str) -> str:
        return next(iter(self.all(key)), "")

    def read(self, key: str, reader: Callable[[str], _T]) -> _T | None:
        try:
            return reader(self.one(key))
        except ValueError as error:
            self._findings.append(Finding(f"「{key}」", _RULE, str(error)))
            return None

    def header(self) -> Header:
        return Header(
            IssuerMark(self.all("发文机关"), self.one("标志")),
            self.one("机关代字"),
            self.read("文号", DocumentNumber.parse) if self.one("文号") else None,
            self.one("份号"),
            self.one("密级"),
            self.one("紧急程度"),
            self.one("保密期限"),
            self.all("签发人"),
        )

    def signature(self) -> Signature | None:
        issued = self.read("成文日期", parse_date)
        sealing = self.read("用印", _sealing) if self.one("用印") else Sealing.UNSEALED
        signers = tuple(self._signer(text) for text in self.all("签名章"))
        return Signature(self.all("署名"), issued, sealing, signers) if issued and sealing else None

    def imprint(self) -> Imprint | None:
        printed = self.read("印发日期", parse_date)
        return Imprint(self.one("抄送"), self.one("印发机关"), printed) if printed else None

    def _signer(self, text: str) -> Signer:
        post, _, name = text.partition("　")
        if not (post.strip() and name.strip()):
            sentence = f"「{text}」应写作 职务、全角空格、姓名，如 市长　张三"
            self._findings.append(Finding("「签名章」", _RULE, sentence))
        return Signer(post, name)


def _sealing(name: str) -> Sealing:
    for sealing in Sealing:
        if sealing.value == name:
            return sealing
    raise ValueError(f"没有「{name}」这种用印；可写：{'、'.join(sealing.value for sealing in Sealing)}")
