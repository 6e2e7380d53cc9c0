"""Bag: an item as BagIt 1.0 (RFC 8493) values, and the examination of one.

Pure: stores hand in bytes and get back bytes or findings.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from gongwen.errors import trouble_of
from gongwen.model.finding import Finding

BAGIT, INFO, MANIFEST = "bagit.txt", "bag-info.txt", "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
TAGS = (BAGIT, INFO, MANIFEST)
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_PAYLOAD_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")
_LINE = re.compile(r"([0-9a-f]{64})  (\S+)")
_RULE = "存档格式 四"


@dataclass(frozen=True, slots=True)
class Bag:
    """A whole item in memory; `files` maps a path inside the item to its bytes."""

    item_id: str
    files: Mapping[str, bytes]

    @property
    def digest(self) -> str:
        """Return the item digest (件摘要): the SHA-256 of the tag manifest."""
        return sha256(self.files[TAG_MANIFEST])


class BagReader(Protocol):
    """How an examination looks at a stored item, without changing it."""

    def names(self) -> frozenset[str]:
        """Return every path inside the item, links and odd folders included."""

    def read(self, name: str) -> bytes:
        """Return the bytes of one file; OSError when it cannot be read."""

    def digest(self, name: str) -> tuple[str, int]:
        """Return SHA-256 and size of one file; OSError when it cannot be read."""


def sha256(content: bytes) -> str:
    """Return the SHA-256 of `content` as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def pack(item_id: str, payload: Mapping[str, bytes], info: Mapping[str, str]) -> Bag:
    """Return the bag of `payload`, whose names are ASCII, described by `info`.

    Line breaks in a value of `info` become spaces. Raises ValueError for a
    name that the stored format does not allow.
    """
    for name in payload:
        if not _PAYLOAD_NAME.fullmatch(name):
            raise ValueError(f"「{name}」不能作 data/ 里的文件名")
    data = {f"data/{name}": content for name, content in payload.items()}
    fields = {
        "External-Identifier": item_id,
        **{label: " ".join(value.split()) for label, value in info.items()},
        "Payload-Oxum": oxum(len(content) for content in data.values()),
    }
    tags = {
        INFO: "".join(f"{label}: {value}\n" for label, value in fields.items()).encode(),
        BAGIT: DECLARATION,
        MANIFEST: _manifest(data),
    }
    return Bag(item_id, {**data, **tags, TAG_MANIFEST: _manifest(tags)})


def examine(item_id: str, bag: BagReader, digest: str = "") -> tuple[Finding, ...]:
    """Return everything wrong with a stored item; `digest` is what the ledger knows.

    Finds a changed byte, a missing or extra file, a renamed item, a cut or
    rewritten manifest, and what cannot be read.
    """
    return tuple(_Examination(item_id, bag, digest).findings())


def _manifest(files: Mapping[str, bytes]) -> bytes:
    return manifest({name: sha256(content) for name, content in files.items()})


def manifest(digests: Mapping[str, str]) -> bytes:
    """Return the manifest of files with these SHA-256, as `sha256sum -c` reads it."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items())).encode()


def listed_in(content: bytes) -> dict[str, str]:
    """Return the payload files that a manifest lists: name below data/ → SHA-256."""
    lines = (_LINE.fullmatch(line) for line in content.decode("utf-8", "replace").splitlines())
    return {line[2].removeprefix("data/"): line[1] for line in lines if line}


def oxum(sizes: Iterable[int]) -> str:
    """Return the Payload-Oxum of files of these sizes: how many bytes, in how many files."""
    counted = list(sizes)
    return f"{sum(counted)}.{len(counted)}"


class _Examination:
    """One look at one item."""

    def __init__(self, item_id: str, bag: BagReader, digest: str) -> None:
        self.item_id = item_id
        self.bag = bag
        self.wanted_digest = digest
        self.sizes: list[int] = []

    def findings(self) -> Iterator[Finding]:
        names = self.bag.names()
        if self.wanted_digest and TAG_MANIFEST in names:
            yield from self._against(TAG_MANIFEST, self.wanted_digest, "与登记的件摘要不符")
        listed = frozenset(TAGS) | {TAG_MANIFEST}
        yield from self._manifest(TAG_MANIFEST, names, frozenset(TAGS))
        payload = frozenset(name for name in names - listed if name.startswith("data/"))
        yield from self._manifest(MANIFEST, names, payload)
        for name in sorted(names - listed - payload):
            yield self._finding(name, "多出来的，不属于这件")
        yield from self._description(names)

    def _manifest(self, manifest: str, names: frozenset[str], wanted: frozenset[str]) -> Iterator[Finding]:
        if manifest not in names:
            yield self._finding(manifest, "缺失")
            return
        lines = self._text(manifest)
        if lines is None:
            yield self._finding(manifest, "读不出来")
            return
        entries: dict[str, str] = {}
        for line in lines.splitlines():
            match = _LINE.fullmatch(line)
            if match is None:
                yield self._finding(manifest, f"有一行不完整：「{line[:40]}」")
            else:
                entries[match[2]] = match[1]
        if not lines.endswith("\n"):
            yield self._finding(manifest, "末尾不完整，可能被截断")
        for name in sorted(wanted - entries.keys()):
            yield self._finding(name, f"没有列在 {manifest} 里")
        for name, digest in sorted(entries.items()):
            if name in names:
                yield from self._against(name, digest, "内容已被改动", count=manifest == MANIFEST)
            else:
                yield self._finding(name, "缺失")

    def _against(self, name: str, digest: str, sentence: str, *, count: bool = False) -> Iterator[Finding]:
        try:
            seen, size = self.bag.digest(name)
        except OSError as error:
            yield self._finding(name, f"读不出来：{trouble_of(error)[0]}")
            return
        if count:
            self.sizes.append(size)
        if seen != digest:
            yield self._finding(name, sentence)

    def _description(self, names: frozenset[str]) -> Iterator[Finding]:
        text = self._text(INFO) if INFO in names else None
        if text is None:
            return
        fields = dict(line.split(": ", 1) for line in text.splitlines() if ": " in line)
        identifier = fields.get("External-Identifier", "")
        if identifier != self.item_id:
            yield self._finding("文件夹名", f"改过名，或放错了地方：件内写的是 {identifier or '（空）'}")
        if fields.get("Payload-Oxum") != oxum(self.sizes):
            yield self._finding(INFO, "字节数或文件数与 data/ 不符")

    def _text(self, name: str) -> str | None:
        try:
            return self.bag.read(name).decode()
        except (OSError, UnicodeDecodeError):
            return None

    def _finding(self, name: str, sentence: str) -> Finding:
        return Finding(f"{self.item_id}/{name}", _RULE, f"{name}：{sentence}")
