"""The numbers that Word itself writes before paragraphs (自动编号, w:numPr)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from gongwen.model.numbering import chinese_number
from gongwen.recognise.word.package import Package, W, whole

_CHINESE = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCountingThousand",
        "ideographDigital",
        "chineseLegalSimplified",
        "ideographTraditional",
    }
)
_CIRCLED = frozenset({"decimalEnclosedCircle", "decimalEnclosedCircleChinese"})
_SILENT = frozenset({"none", "bullet"})
_PLACE = re.compile(r"%(\d)")


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int


@dataclass
class Lists:
    """Counts the paragraphs of every list as they come."""

    _levels: dict[tuple[str, int], _Level]
    _lists: dict[str, str]
    _counted: dict[tuple[str, int], int] = field(default_factory=dict)
    bullet: bool = False
    """Whether the paragraph asked for last has a mark (项目符号) in the place of a number."""

    @classmethod
    def of(cls, package: Package) -> Lists:
        """Return the lists that the package declares, none counted yet."""
        root = package.root("word/numbering.xml")
        if root is None:
            return cls({}, {})
        levels: dict[tuple[str, int], _Level] = {}
        for abstract in root.iter(f"{W}abstractNum"):
            for level in abstract.iter(f"{W}lvl"):
                key = abstract.get(f"{W}abstractNumId", ""), whole(level.get(f"{W}ilvl"))
                levels[key] = _level(level)
        lists = {}
        for one in root.findall(f"{W}num"):
            refers = one.find(f"{W}abstractNumId")
            lists[one.get(f"{W}numId", "")] = "" if refers is None else refers.get(f"{W}val", "")
        return cls(levels, lists)

    def next(self, properties: etree._Element | None, inherited: etree._Element | None) -> str:
        """Return the number of the next paragraph, "" where it has none; `inherited` is its style's."""
        self.bullet = False
        own = properties.find(f"{W}numPr") if properties is not None else None
        found = own if own is not None else inherited
        if found is None:
            return ""
        identifier, depth = found.find(f"{W}numId"), found.find(f"{W}ilvl")
        if identifier is None and inherited is not None:
            identifier = inherited.find(f"{W}numId")
        name = "" if identifier is None else identifier.get(f"{W}val", "")
        abstract = self._lists.get(name)
        if abstract is None or name == "0":
            return ""
        return self._counted_on(abstract, whole(None if depth is None else depth.get(f"{W}val")))

    def _counted_on(self, abstract: str, depth: int) -> str:
        level = self._levels.get((abstract, depth))
        if level is None or level.form in _SILENT:
            self.bullet = level is not None and level.form == "bullet"
            return ""
        count = self._counted.get((abstract, depth), level.start - 1) + 1
        self._counted[abstract, depth] = count
        for key in [one for one in self._counted if one[0] == abstract and one[1] > depth]:
            del self._counted[key]
        return _PLACE.sub(lambda found: self._written(abstract, int(found[1]) - 1), level.text)

    def _written(self, abstract: str, depth: int) -> str:
        level = self._levels.get((abstract, depth))
        if level is None:
            return ""
        count = self._counted.get((abstract, depth), level.start)
        if level.form in _CHINESE and 1 <= count <= 99:
            return chinese_number(count)
        if level.form in _CIRCLED and 1 <= count <= 20:
            return chr(0x245F + count)
        return str(count)


def _level(level: etree._Element) -> _Level:
    def value(name: str, otherwise: str) -> str:
        found = level.find(f"{W}{name}")
        return otherwise if found is None else found.get(f"{W}val", otherwise)

    return _Level(value("numFmt", "decimal"), value("lvlText", ""), whole(value("start", "1")))
