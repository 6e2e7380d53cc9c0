"""Citations: every paper that a text names by its number or in 《》, and how it is cited."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from gongwen.recognise.circular import wordings
from gongwen.recognise.circular.rows import folded, squeezed
from gongwen.recognise.circular.values import Citation, Relation

_LONGEST = 160
_FORM = re.compile(r"(?:表|证|证书|执照|合同|协议|回执|申请书|承诺书)(?:[（(][^（）()]*[）)])?\Z")
"""What the name of a form, a licence or a contract ends with: none is a paper that is cited."""

_BEHIND = re.compile(r"》（第\d{1,4}号）")
_NEAR = 8
_YEARLY = re.compile(r"(?:[\u4e00-\u9fff]{2,16}(?:公告|通告|令))?(?:19|20)\d{2}年第\d{1,4}号")
_VERB = re.compile(
    r"\A.*(?:根据|按照|依照|依据|遵照|贯彻|落实|执行|转发|印发|下发|参照|参考|废止|文件|以及|收到|通知)(?=.{2,}\Z)"
)
"""What may stand right before a number and is none of 机关代字."""

_LEAD = re.compile(r"\A.*(?:等|经|的|由|与|和|及|以|对|见|在|按|同时|即|或|将|为)(?=.{2,}\Z)")
"""Short words that may stand there too, unless a bracket bounds the number."""

_BRACKETED = frozenset("（〔[(")
_ALIAS = re.compile(r"以下(?:简称|统称)[：:]?(?:为)?[“\"「]?《([^《》]{1,60})》")
_TYPE = re.compile(r"的?(?:通知|意见|决定|批复|函|公告|通告|通报|请示|报告|规定|实施意见)(?:要求|精神)?")
_WORDS = (
    (
        Relation.ISSUED,
        re.compile(r"(?:制定|制订|编制|起草|修订)(?:形成|完善)?了?\Z|(?:现将|现就)\Z"),
        re.compile(r"\Z(?!)"),
    ),
    (Relation.ANSWERED, re.compile(r"\Z(?!)"), re.compile(r"[^。]{0,16}?(?:收悉|悉。|已收到)")),
    (
        Relation.AMENDED,
        re.compile(r"(?:废止|(?<!新)修订|(?<!新)修改|停止执行)[^。；]{0,6}\Z"),
        re.compile(r"[^。；]{0,30}?(?:同时废止|废止|停止执行|不再执行|作如下修改|进行修订)"),
    ),
    (Relation.FORWARDED, re.compile(r"(?:转发|批转)[^。；，]{0,40}\Z"), re.compile(r"[^。；]{0,20}?转发")),
    (Relation.REFERRED, re.compile(r"(?:参照|参考)[^。；，]{0,30}\Z"), re.compile(r"\Z(?!)")),
    (
        Relation.BASED,
        re.compile(r"(?:根据|按照|依照|依据|遵照|贯彻|落实|执行)[^。；]{0,80}\Z"),
        re.compile(r"[^。；，]{0,8}?(?:精神|要求|规定)"),
    ),
    (
        Relation.ISSUED,
        re.compile(r"(?:印发|下发|公布|发布)[^。；，]{0,40}\Z"),
        re.compile(r"[^。]{0,60}?(?:印发给|现予印发|现予公布|予以公布|现予发布)"),
    ),
)


@dataclass(frozen=True, slots=True)
class _Named:
    """A title or a number in a text: where it begins and ends."""

    start: int
    end: int
    title: str = ""
    number: str = ""


def citations(texts: Iterable[tuple[str, int]], own: Iterable[str]) -> tuple[Citation, ...]:
    """Return what paragraphs (text, line) cite, each paper once, in the order of first mention.

    `own` are titles of the paper itself and its parts, which are no citations.
    """
    mine = {_plain(one) for one in own if one}
    aliases: set[str] = set()
    found = _Found()
    for text, line in texts:
        bare = squeezed(text)
        flat = folded(bare)
        aliases.update(_plain(one[1]) for one in _ALIAS.finditer(flat))
        for one in _cited(bare, flat, line):
            plain = _plain(one.title)
            if one.number or not (plain in mine or plain in aliases or _FORM.search(one.title)):
                found.add(one)
    return tuple(found.all)


@dataclass
class _Found:
    """The citations so far, with the places of each number and each title."""

    all: list[Citation] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    titles: dict[str, int] = field(default_factory=dict)

    def add(self, one: Citation) -> None:
        """Add a citation, or what it says more of a paper that is cited already."""
        number, title = _plain(one.number), _plain(one.title)
        at = self.numbers.get(number) if number else None
        if at is None and title in self.titles:
            known = self.all[self.titles[title]]
            at = None if number and known.number else self.titles[title]
        if at is None:
            at = len(self.all)
            self.all.append(one)
        else:
            known = self.all[at]
            self.all[at] = replace(known, number=known.number or one.number, title=known.title or one.title)
        if number:
            self.numbers[number] = at
        if title:
            self.titles.setdefault(title, at)


def _plain(text: str) -> str:
    return re.sub(r"[《》〈〉<>（）()〔〕\[\]［］“”\"\s]", "", folded(text))


def _cited(bare: str, flat: str, line: int) -> Iterator[Citation]:
    """Yield the citations of one paragraph: a title takes the number that stands right behind it."""
    named = sorted((*_titles(bare, flat), *_numbers(bare, flat)), key=lambda one: one.start)
    taken: set[int] = set()
    for place, one in enumerate(named):
        if place in taken:
            continue
        end, number = one.end, one.number
        following = named[place + 1] if place + 1 < len(named) else None
        if following and one.title and following.number and _adjoins(flat[one.end : following.start]):
            taken.add(place + 1)
            end, number = following.end, following.number
        elif (
            following
            and one.number
            and following.title
            and flat[one.end : following.start] in ("", "文", "文件")
        ):
            taken.add(place + 1)
            yield Citation(one.number, following.title, _relation(flat, one.start, following.end), line)
            continue
        yield Citation(number, one.title, _relation(flat, one.start, end), line)


def _adjoins(between: str) -> bool:
    """Say whether what stands between a title and a number makes them one citation."""
    rest = between.rstrip("（〔[,，")
    return rest == "" or (len(rest) <= _NEAR and _TYPE.fullmatch(rest) is not None)


def _titles(bare: str, flat: str) -> Iterator[_Named]:
    """Yield what stands in 《》, inner ones with the outer."""
    depth, start = 0, -1
    for place, character in enumerate(flat):
        if character == "《":
            start = place if depth == 0 else start
            depth += 1
        elif character == "》" and depth:
            depth -= 1
            if depth == 0 and place > start + 1:
                yield _Named(start, place + 1, title=bare[start + 1 : place])
        if depth and place - start > _LONGEST:
            depth = 0


def _numbers(bare: str, flat: str) -> Iterator[_Named]:
    for found in wordings.NUMBER.finditer(flat):
        start, code = wordings.number_at(flat, found)
        if not code or not found["serial"].isdecimal():
            continue
        bounded = start == 0 or flat[start - 1] in _BRACKETED
        kept = _VERB.sub("", code)
        kept = kept if bounded and len(kept) <= 10 else _LEAD.sub("", kept)
        start = found.start() - len(kept)
        yield _Named(start, found.end(), number=bare[start : found.end()])
    yield from (
        _Named(found.start(), found.end(), number=bare[found.start() : found.end()])
        for found in _YEARLY.finditer(flat)
    )
    yield from (
        _Named(found.start() + 2, found.end() - 1, number=bare[found.start() + 2 : found.end() - 1])
        for found in _BEHIND.finditer(flat)
    )
    for found in wordings.ORDER_CITED.finditer(flat):
        bounded = flat[max(0, found.start() - 1)] in _BRACKETED
        said = found[1] if bounded else found[1].rpartition("、")[2]
        kept = _LEAD.sub("", _VERB.sub("", said))
        if len(kept) >= 2 and not kept.endswith(("命令", "法令", "指令", "责令", "勒令", "司令")):
            yield _Named(
                found.start() + len(found[1]) - len(kept),
                found.end(),
                number=bare[found.start() + len(found[1]) - len(kept) : found.end()].strip("（〔["),
            )


def _relation(flat: str, start: int, end: int) -> Relation:
    """Return how the words before and behind say a paper is cited."""
    before = flat[max(0, start - 90) : start]
    behind = flat[end : end + 80].lstrip("）〕]")
    for relation, ahead, after in _WORDS:
        if ahead.search(before) or after.match(behind):
            return relation
    return Relation.MENTIONED
