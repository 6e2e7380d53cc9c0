"""Read-back (读回核对): what was produced says what it should, character by character (D3).

White space is apart, page furniture is left out by position, Kangxi radicals
are mapped back and counted; nothing else is normalised. Every generation goes
through `ensure_same`, so a paper that lost, gained or reordered text is never
handed out.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

from gongwen.errors import IntegrityError
from gongwen.model import Finding
from gongwen.render.reading import Zones, docx_text, fold, pdf_text

__all__ = ["ReadBack", "Zones", "compare", "ensure_same", "read_docx", "read_pdf"]

_RULE = "成品与原文须一字不差，空白除外"
_ADVICE = (
    "这份成品不予交出；请先看所缺、所多的字：字体里没有的字、字形相同的字（如 · 与 •，ﬁ 与 fi）请换一种写法，"
    "其余请把所用材料交给维护人员"
)
_WINDOW = 2000
_SHOWN = 30
_CONTEXT = 10


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What was read: text without white space, radicals mapped back, pages (None where unknown)."""

    text: str
    kangxi: int
    pages: int | None


def read_pdf(data: bytes, zones: Zones) -> ReadBack:
    """Read the text of a PDF within `zones`. Raises IntegrityError when the bytes are no PDF."""
    text, pages = pdf_text(data, zones)
    return ReadBack(*fold(text), pages)


def read_docx(data: bytes) -> ReadBack:
    """Read a DOCX, which knows no pages. Raises IntegrityError when the bytes are no DOCX."""
    return ReadBack(*fold(docx_text(data)), None)


def compare(expected: str, seen: str) -> Finding | None:
    """Return None when both texts say the same, else the first difference.

    White space is dropped and radicals are mapped back on both sides.
    """
    wanted, got = fold(expected)[0], fold(seen)[0]
    if wanted == got:
        return None
    start = _common_prefix(wanted, got)
    lost, added = _first_change(wanted[start:], got[start:])
    before = wanted[max(0, start - _CONTEXT) : start]
    place = f"第 {start + 1} 字" + (f"（「{before}」之后）" if before else "")
    return Finding(place, _RULE, _sentence(lost, added) + _order(wanted, got))


def ensure_same(expected: str, readback: ReadBack) -> None:
    """Raise IntegrityError, showing the first lost or added passage, unless the texts agree."""
    finding = compare(expected, readback.text)
    if finding is not None:
        seen = f"读回的文字与原文不同：{finding.place}{finding.sentence}"
        raise IntegrityError(seen, rule=finding.rule, advice=_ADVICE)


def _common_prefix(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _first_change(wanted: str, got: str) -> tuple[str, str]:
    """Return what is lost and what is added where two texts begin to differ."""
    matcher = SequenceMatcher(None, wanted[:_WINDOW], got[:_WINDOW], autojunk=False)
    _, a, b, c, d = matcher.get_opcodes()[0]
    return wanted[a:b], got[c:d]


def _sentence(lost: str, added: str) -> str:
    if lost and added:
        return f"应为「{_short(lost)}」，实为「{_short(added)}」"
    return f"少了「{_short(lost)}」" if lost else f"多了「{_short(added)}」"


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}……"


def _order(wanted: str, got: str) -> str:
    return "；全文字数字种相同，是次序变了" if Counter(wanted) == Counter(got) else ""
