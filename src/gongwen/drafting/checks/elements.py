"""Elements (要素) that only make sense together: secrets and copy numbers, stamps and signers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongwen.model import Document, Finding, Level, Sealing
from gongwen.model.kinds import Form

_COPY_NUMBER = re.compile(r"\d{6}", re.ASCII)


def element_findings(document: Document, source: str) -> Iterator[Finding]:
    """Yield what one element asks of another and the paper does not have."""
    header = document.header
    secret = header.security_level
    if secret and not header.copy_number:
        rule = "《党政机关公文处理工作条例》第九条"
        yield Finding(f"{source}·份号", rule, f"密级是{secret}，涉密公文应当标注份号")
    if header.secrecy_period and not secret:
        yield Finding(f"{source}·保密期限", "GB/T 9704-2012 7.2.2", "有保密期限而没有密级")
    if header.copy_number and not _COPY_NUMBER.fullmatch(header.copy_number):
        sentence = f"份号「{header.copy_number}」一般用6位数字，如 000001"
        yield Finding(f"{source}·份号", "GB/T 9704-2012 7.2.1", sentence, Level.WARNING)
    yield from _sealing(document, source)


def _sealing(document: Document, source: str) -> Iterator[Finding]:
    signature = document.signature
    rule = "GB/T 9704-2012 7.3.5.3"
    if signature.sealing is Sealing.SIGNED and not signature.signers:
        yield Finding(f"{source}·签名章", rule, "用印是加盖签名章，没有填签发人的职务和姓名")
    if signature.signers and signature.sealing is not Sealing.SIGNED:
        sentence = f"填了签名章，用印却是{signature.sealing.value}；请把用印改为加盖签名章，或删去签名章"
        yield Finding(f"{source}·签名章", rule, sentence)
    if document.set_form is Form.MINUTES and signature.sealing is not Sealing.UNSEALED:
        yield Finding(f"{source}·用印", "GB/T 9704-2012 10.3", "纪要不加盖印章", Level.WARNING)
