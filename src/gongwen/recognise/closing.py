"""署名、成文日期 and 版记 as they are printed (GB/T 9704-2012 7.3.5, 7.4)."""

from __future__ import annotations

import re
from dataclasses import replace

from gongwen.model.dates import chinese_date
from gongwen.model.document import Document, Imprint, Sealing, Signature, Signer
from gongwen.model.finding import Level
from gongwen.model.kinds import Form
from gongwen.recognise import wording
from gongwen.recognise.pieces import Known, Pieces
from gongwen.recognise.values import Texts

_CC = re.compile(r"(抄送|主送)\s*[:：]\s*(.*?)[。.]?", re.DOTALL)
_PRINTED = re.compile(r"(.*?)\s*(\d{4}年\d{1,2}月\d{1,2}日)\s*印发", re.DOTALL)


def read_signature(pieces: Pieces, known: Document) -> Signature:
    """Return 署名 and 成文日期; how the paper is sealed shows on no page and is as it was."""
    old = known.signature
    day = wording.date_of(pieces.date) if pieces.date else None
    if day is None:
        pieces.warn("成文日期", f"没有找到成文日期，照原来的{chinese_date(old.date_of_issue)}")
        day = old.date_of_issue
    if not pieces.signature:
        pieces.warn("署名", "没有找到发文机关署名，照原来的")
        return replace(old, date_of_issue=day)
    names = tuple(pieces.signature)
    if old.sealing is not Sealing.SIGNED:
        return replace(old, organs=names, date_of_issue=day)
    if names == tuple(one.post for one in old.signers):
        return replace(old, date_of_issue=day)
    pieces.warn("签名章", "签发人的职务改过，纸面上没有姓名，姓名照原来的次序；请核对", Level.ERROR)
    people = [one.name for one in old.signers]
    signers = tuple(Signer(post, people[min(n, len(people) - 1)]) for n, post in enumerate(names))
    return replace(old, signers=signers, date_of_issue=day)


def read_imprint(pieces: Pieces, texts: Texts, known: Document, was: Known) -> tuple[str, Imprint]:
    """Return 主送 where it stands in 版记, and 版记; 信函 shows no printing line (10.1)."""
    old = known.imprint
    cc = main = office = ""
    day = None
    for line in texts.imprint:
        text = line.text.strip(" \n\u3000\t")
        if (found := _CC.fullmatch(text)) is not None:
            if found[1] == "抄送":
                cc = was.name(found[2])
            else:
                main = was.name(found[2])
        elif (printed := _PRINTED.fullmatch(text)) is not None:
            office, day = was.name(printed[1].strip(" \t\n\u3000")), wording.date_of(printed[2])
        elif text:
            pieces.warn(f"版记「{text[:10]}」", "版记里的这一行不认得，没有带过来；请核对", Level.ERROR)
    letter = known.set_form is Form.LETTER
    if day is None and not letter:
        pieces.warn("版记", "没有找到印发机关和印发日期，照原来的", Level.WARNING, "GB/T 9704-2012 7.4")
    if not texts.imprint and old.cc:
        pieces.warn("版记", "版记不见了，抄送机关照原来的；不要抄送，请另改", Level.WARNING)
        cc = old.cc
    return main, Imprint(cc, office or old.printing_office, day or old.printing_date)
