"""Score what is read off circulars against what they say: right, wrong, missed, invented, said unsure.

A folder holds NN.txt, the lines of a circular, and NN.json, what it says. An
element of one value counts once; a list of headings, entries or citations
counts each of its items. Texts are compared without white space, with
brackets, quotes and half-width punctuation alike; an organ or a title must be
whole. A title without a number that is a part of the paper's own title, or of
one of its annexes, is no citation and counts neither way. A heading is right
when its level and its beginning are. An element that is read but wrong, and
said not to be sure, counts as unsure.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gongwen.recognise.circular import Circular, Element, read_circular

OUTCOMES = ("right", "wrong", "missed", "invented", "unsure")
NAMES = {
    "issuer_mark": "发文机关标志",
    "number": "发文字号",
    "urgency": "紧急程度",
    "signatories": "签发人",
    "title": "标题",
    "kind": "文种",
    "addressees": "主送机关",
    "headings": "层次",
    "attachment_note": "附件说明",
    "annexes": "附件",
    "signature": "发文机关署名",
    "date": "成文日期",
    "note": "附注",
    "cc": "抄送机关",
    "printing_office": "印发机关",
    "printing_date": "印发日期",
    "citations": "引用的文件",
}
_ITEMS = ("headings", "attachment_note", "annexes", "citations")
_MARKS = re.compile(r"[\s《》〈〉<>〔〕\[\]【】（）()“”\"'‘’„‟「」,，.。;；:：、·]")


@dataclass(frozen=True)
class Failure:
    """One element that is not right: of which paper, what was wanted and what was read."""

    paper: str
    element: str
    outcome: str
    wanted: str
    read: str


@dataclass
class Score:
    """How often each element came out how, and every failure."""

    counts: dict[str, Counter[str]] = field(default_factory=lambda: {one: Counter() for one in NAMES})
    failures: list[Failure] = field(default_factory=list)
    papers: int = 0

    def share(self, element: str) -> float:
        """Return the share of right ones among all that papers say or that was read; 1 where none is."""
        counts = self.counts[element]
        total = sum(counts.values())
        return counts["right"] / total if total else 1.0

    def add(self, paper: str, element: str, outcome: str, wanted: object, read: object) -> None:
        """Count one outcome."""
        self.counts[element][outcome] += 1
        if outcome != "right":
            self.failures.append(Failure(paper, element, outcome, _shown(wanted), _shown(read)))


def score(folder: Path) -> Score:
    """Return the score over all papers in `folder`."""
    found = Score()
    for text in sorted(folder.glob("*.txt")):
        truth = json.loads(text.with_suffix(".json").read_text(encoding="utf-8"))
        circular = read_circular(text.read_text(encoding="utf-8").split("\n"))
        found.papers += 1
        for element in NAMES:
            _compare(found, text.stem, element, truth, circular)
    return found


def _compare(found: Score, paper: str, element: str, truth: dict[str, Any], circular: Circular) -> None:
    wanted, (read, sure) = truth.get(element), _read(circular, element)
    if element in _ITEMS:
        said, known = (_foreign(list(one or ()), truth, element) for one in (wanted, read))
        _compare_items(found, paper, element, said, known, sure)
    elif wanted in (None, "", []) and read in (None, "", []):
        return
    elif wanted in (None, "", []):
        found.add(paper, element, "invented" if sure else "unsure", None, read)
    elif read in (None, "", []):
        found.add(paper, element, "missed", wanted, None)
    else:
        same = _alike(element, wanted, read)
        found.add(paper, element, "right" if same else "wrong" if sure else "unsure", wanted, read)


def _foreign(items: list[Any], truth: dict[str, Any], element: str) -> list[Any]:
    """Return the citations of other papers; any other list as it is."""
    if element != "citations":
        return items
    names = [
        truth.get("title", ""),
        *truth.get("attachment_note", ()),
        *(one if isinstance(one, str) else one[1] for one in truth.get("annexes", ())),
    ]
    own = [plain(one) for one in names]
    return [one for one in items if one[0] or not any(plain(one[1]) in name for name in own)]


def _compare_items(
    found: Score, paper: str, element: str, wanted: list[Any], read: list[Any], sure: bool
) -> None:
    left = list(read)
    for one in wanted:
        match = next((other for other in left if _alike(element, one, other)), None)
        if match is None:
            found.add(paper, element, "missed", one, None)
        else:
            left.remove(match)
            found.add(paper, element, "right", one, match)
    for one in left:
        found.add(paper, element, "invented" if sure else "unsure", None, one)


def _alike(element: str, wanted: Any, read: Any) -> bool:
    if element == "headings":
        level, begins = wanted
        return bool(level == read[0] and plain(read[1]).startswith(plain(begins)[:20]))
    if element == "citations":
        return _same_paper(wanted, read)
    if element == "annexes":
        return plain(wanted if isinstance(wanted, str) else wanted[1]) == plain(read)
    if isinstance(wanted, str):
        return plain(wanted) == plain(str(read))
    return [plain(str(one)) for one in wanted] == [plain(str(one)) for one in read]


def _same_paper(wanted: Sequence[str], read: Sequence[str]) -> bool:
    """Say whether two citations are of one paper: numbers equal where both have one, else titles."""
    number, title = (plain(one) for one in wanted)
    other, name = (plain(one) for one in read)
    if number != other:
        return False
    return bool(number) if not (title and name) else title == name


def plain(text: str) -> str:
    """Return a text without what does not tell: white space, the form of brackets and punctuation."""
    folded = unicodedata.normalize("NFKC", text.replace("〔", "(").replace("〕", ")"))
    return _MARKS.sub("", folded).replace("—", "-").replace("―", "-").replace("－", "-")


def _read(circular: Circular, element: str) -> tuple[Any, bool]:
    """Return what was read of an element in the form of the truth, and whether it is sure."""
    if element == "citations":
        return [[one.number, one.title] for one in circular.citations], True
    if element == "headings":
        return list(_headings(circular)), True
    found = _element(circular, element)
    if found is None:
        return None, True
    return _values(element, found.value), found.sure


def _headings(circular: Circular) -> Iterator[list[Any]]:
    """Yield level and text of every heading of 正文 and 被印发文件; those of annexes are not counted."""
    said = [one for section in circular.sections if section.name != "附件" for one in section.said]
    lines = {line for one in said for line in one.lines[:1]}
    found = circular.headings
    for line, heading in zip(found.lines, found.value, strict=True) if found else ():
        if line in lines:
            yield [heading.level, heading.text]


def _element(circular: Circular, element: str) -> Element[Any] | None:
    match element:
        case "date":
            return circular.date_of_issue
        case "signatories":
            return circular.signatories or circular.signers
        case _:
            named: Element[Any] | None = getattr(circular, element)
            return named


def _values(element: str, value: Any) -> Any:
    match element:
        case "issuer_mark":
            return list(value.organs)
        case "annexes":
            return [one.title for one in value]
        case "signatories":
            return [name for one in value if (name := getattr(one, "name", one))]
        case "date" | "printing_date":
            return value.isoformat()
        case "kind":
            return value.value
        case "signature" | "attachment_note":
            return list(value)
    return value


def _shown(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
