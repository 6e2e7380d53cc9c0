"""A description as XML, as JSON (to be read back), and as lines for people; the same one, the same bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from xml.etree import ElementTree

from gongwen.model.metadata.values import Node

XML_NAME, JSON_NAME = "description.xml", "description.json"
"""The files of an item that hold its description."""

_CODE = "编码值"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_xml(described: Node) -> bytes:
    """Return the XML (UTF-8): element names are Chinese as in DA/T 48, numbers stand as attributes.

    A character that XML cannot hold becomes U+FFFD; `lacking` has told of it.
    """
    tree = _branch(described)
    ElementTree.indent(tree)
    written: bytes = ElementTree.tostring(tree, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _branch(node: Node) -> ElementTree.Element:
    branch = ElementTree.Element(node.name, dict(_attributes(node)))
    if node.text:
        branch.text = xml_text(node.text)
    branch.extend(map(_branch, node.parts))
    return branch


def _attributes(node: Node) -> Iterator[tuple[str, str]]:
    if node.element:
        yield "编号", node.element.label
        if not node.element.confirmed:
            yield "编号待核", "是"
    if node.extra:
        yield "自定", "是"
    if node.code:
        yield _CODE, xml_text(node.code)


def xml_text(text: str) -> str:
    """Return `text` with U+FFFD for each character that XML 1.0 cannot hold."""
    return _NOT_XML.sub("\ufffd", text)


def to_json(described: Node) -> bytes:
    """Return the JSON (UTF-8), which `from_json` reads."""
    text = json.dumps(_entry(described), ensure_ascii=False, indent=2)
    return text.encode("utf-8", errors="surrogatepass") + b"\n"


def _entry(node: Node) -> dict[str, object]:
    entry: dict[str, object] = {"name": node.name}
    if node.element:
        entry["number"], entry["identifier"] = node.element.label, node.element.identifier
        if not node.element.confirmed:
            entry["unconfirmed"] = True
    if node.extra:
        entry["extra"] = True
    if node.code:
        entry["code"] = node.code
    if node.text:
        entry["value"] = node.text
    if node.parts:
        entry["parts"] = [_entry(part) for part in node.parts]
    return entry


def from_json(data: bytes) -> Node:
    """Return the description that `to_json` wrote. Raises ValueError, in Chinese, for anything else."""
    try:
        return _node(json.loads(data.decode("utf-8", errors="surrogatepass")))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise ValueError("元数据读不出来：不是本程序写的著录") from error


def _node(entry: object) -> Node:
    if not isinstance(entry, dict):
        raise TypeError
    name, text, code = entry["name"], entry.get("value", ""), entry.get("code", "")
    if not all(isinstance(one, str) for one in (name, text, code)):
        raise TypeError
    parts = tuple(_node(part) for part in entry.get("parts", []))
    return Node(name, text, parts, code, bool(entry.get("extra", False)))


def to_text(described: Node) -> str:
    """Return the description for people: a line for each value, indented, with the numbers of DA/T 46."""
    return "\n".join(_lines(described, 0)) + "\n"


def _lines(node: Node, depth: int) -> Iterator[str]:
    name = str(node.element) if node.element else f"{node.name}（自定）" if node.extra else node.name
    value = f"：{' '.join((node.text or node.code).splitlines())}" if node.text or node.code else ""
    yield f"{'　' * depth}{name}{value}"
    for part in node.parts:
        yield from _lines(part, depth + 1)
