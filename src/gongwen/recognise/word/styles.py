"""Styles of the package: our key of each, whatever its id; what a clerk changed by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from gongwen.recognise.word.package import Package, W

_OWN_LOOKS = frozenset({"mark", "number", "copy-number", "security", "attendance"})
"""Styles whose paragraphs we set in several faces ourselves."""
_SWITCHES = {
    "b": "加粗",
    "i": "斜体",
    "strike": "删除线",
    "dstrike": "双删除线",
    "outline": "空心",
    "shadow": "阴影",
    "vanish": "隐藏文字",
}
_VALUES = {"u": ("下划线", "none"), "em": ("着重号", "none"), "highlight": ("突出显示", "none")}
_OFF = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles by their ids: our key, the number Word writes, size and face; "" is the default one."""

    keys: Mapping[str, str]
    numbers: Mapping[str, etree._Element]
    sizes: Mapping[str, str]
    faces: Mapping[str, str]

    @classmethod
    def of(cls, package: Package, named: Mapping[str, str]) -> Styles:
        """Return the styles of a package; `named` are our keys by the Chinese names of styles."""
        root = package.root("word/styles.xml")
        found = {} if root is None else {one.get(f"{W}styleId", ""): one for one in root.iter(f"{W}style")}
        default = next((name for name, one in found.items() if _is_default(one)), "")
        keys, numbers, sizes, faces = {}, {}, {}, {}
        for identifier in ("", *found):
            chain = list(_chain(found, identifier or default))
            keys[identifier] = next((key for one in chain if (key := _key(one, named))), "")
            number = _first(chain, f"{W}pPr/{W}numPr")
            if number is not None:
                numbers[identifier] = number
            size, face = _first(chain, f"{W}rPr/{W}sz"), _first(chain, f"{W}rPr/{W}rFonts")
            sizes[identifier] = "" if size is None else size.get(f"{W}val", "")
            faces[identifier] = "" if face is None else face.get(f"{W}eastAsia", "")
        return cls(keys, numbers, sizes, faces)


def _is_default(style: etree._Element) -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true"}


def _first(chain: list[etree._Element], path: str) -> etree._Element | None:
    """Return what `path` finds in the nearest style of a chain that has it."""
    return next((one for style in chain if (one := style.find(path)) is not None), None)


def _chain(found: Mapping[str, etree._Element], identifier: str) -> Iterator[etree._Element]:
    """Yield a style and those it stands on, each once."""
    seen: set[str] = set()
    while identifier in found and identifier not in seen:
        seen.add(identifier)
        yield found[identifier]
        based = found[identifier].find(f"{W}basedOn")
        identifier = "" if based is None else based.get(f"{W}val", "")


def _key(style: etree._Element, named: Mapping[str, str]) -> str:
    """Return our key of a style by its name; LibreOffice marks names of the user, Word adds aliases."""
    name = style.find(f"{W}name")
    if name is None:
        return ""
    for one in name.get(f"{W}val", "").split(","):
        if key := named.get(one.strip().removesuffix(" (user)")):
            return key
    return ""


def looks(paragraph: etree._Element, key: str, size: str, face: str) -> Iterator[str]:
    """Yield what was done by hand to the look of a paragraph's text, each once."""
    seen = set()
    for run in paragraph.iter(f"{W}r"):
        text = "".join(one.text or "" for one in run.iter(f"{W}t")).strip()
        properties = run.find(f"{W}rPr")
        if not text or properties is None or key in _OWN_LOOKS or run.getparent() is None:
            continue
        for said in _looks_of(properties, text, size, face):
            if said not in seen:
                seen.add(said)
                yield said


def _looks_of(properties: etree._Element, text: str, size: str, face: str) -> Iterator[str]:
    fonts = properties.find(f"{W}rFonts")
    family = "" if fonts is None else fonts.get(f"{W}eastAsia", "")
    rare = not _common(text)
    for name, said in _SWITCHES.items():
        found = properties.find(f"{W}{name}")
        if found is not None and found.get(f"{W}val", "1") not in _OFF and not (name == "b" and rare):
            yield said
    for name, (said, nothing) in _VALUES.items():
        found = properties.find(f"{W}{name}")
        if found is not None and found.get(f"{W}val", nothing) not in _OFF:
            yield said
    colour, own = properties.find(f"{W}color"), properties.find(f"{W}sz")
    if colour is not None and colour.get(f"{W}val", "auto").upper() not in {"AUTO", "000000", "FF0000"}:
        yield "字的颜色"
    if own is not None and size and own.get(f"{W}val", size) != size:
        yield "字号"
    if family and family != face and not rare:
        yield f"字体（{family}）"


def _common(text: str) -> bool:
    """Say whether a text has characters that every Chinese face has, beside punctuation."""
    for character in text:
        if "一" <= character <= "龥":
            try:
                character.encode("gb2312")
            except UnicodeEncodeError:
                continue
            return True
    return False
