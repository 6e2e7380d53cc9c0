"""What a description is made from, and the ordered structure it becomes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from gongwen.model.metadata.elements import BY_NAME, Element


class FileRole(Enum):
    """What a file is of its 件; the value is what staff read. One role, one 文档 (DA/T 48)."""

    ORIGINAL = "正文"
    FINAL_DRAFT = "定稿"
    ATTACHMENT = "附件"
    ISSUE_SHEET = "发文稿纸"
    HANDLING_SHEET = "收文处理单"
    SCAN = "扫描件"
    ACCESS_COPY = "利用副本"
    OTHER = "其他"


@dataclass(frozen=True, slots=True)
class ScanData:
    """How a paper was scanned: 数字化对象形态, 扫描分辨率, 扫描色彩模式, 图像压缩方案; empty is not known."""

    form: str = "纸张"
    resolution: str = ""
    colours: str = ""
    compression: str = ""


@dataclass(frozen=True, slots=True)
class FileData:
    """A computer file of the 件: its name in the item, its first name, size in bytes, form, SHA-256.

    `form` is what people call the format, `version` and `mime` say it exactly;
    `program` made it. `title` is that of an annex, `manuscript` 正本 or 定稿.
    """

    name: str
    size: int
    role: FileRole
    original_name: str = ""
    form: str = ""
    version: str = ""
    mime: str = ""
    program: str = ""
    digest: str = ""
    title: str = ""
    manuscript: str = ""
    scan: ScanData | None = None

    @property
    def format(self) -> str:
        """Return 格式信息 as it is written: 格式名称, 格式版本, MIME媒体类型, as far as known."""
        told = (("格式名称", self.form), ("格式版本", self.version), ("MIME媒体类型", self.mime))
        return "；".join(f"{label}：{value}" for label, value in told if value)


@dataclass(frozen=True, slots=True)
class Act:
    """A 业务: what was done when and by whom; `organ` is whose person it was, `mandate` the 行为依据."""

    name: str
    on: dt.date | dt.datetime
    actor: str = ""
    organ: str = ""
    mandate: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    """Another paper: what identifies it, the 关系类型 (来文与复文, 正文与附件), the 关系, a 关系描述."""

    other: str
    type: str = ""
    relation: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """来源: who kept the papers, and to which archive they belong; `unit_code` is the 组织机构代码."""

    unit: str
    fonds_name: str = ""
    archive: str = ""
    archive_code: str = ""
    unit_code: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """What a paper says of itself beyond a `Piece`: 主送, 抄送, 紧急程度, 保密期限, 主题词, 副题名, 摘要."""

    addressees: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    urgency: str = ""
    secrecy_period: str = ""
    keywords: tuple[str, ...] = ()
    subtitle: str = ""
    abstract: str = ""


@dataclass(frozen=True, slots=True)
class Location:
    """Where an item lies: 柜、盒, the medium (脱机载体) and its place, the 缩微号."""

    current: str = ""
    medium: str = ""
    medium_place: str = ""
    microform: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a description: a name, a text or parts of its own; `code` is a text of a part with parts.

    `extra` marks what DA/T 46 does not have and this program adds.
    """

    name: str
    text: str = ""
    parts: tuple[Node, ...] = ()
    code: str = ""
    extra: bool = False

    @property
    def element(self) -> Element | None:
        """Return the element of DA/T 46 of this name, None for a block or an extra."""
        return None if self.extra else BY_NAME.get(self.name)

    def all(self, name: str) -> Iterator[Node]:
        """Yield every part called `name`, however deep, in order."""
        for part in self.parts:
            if part.name == name:
                yield part
            yield from part.all(name)

    def first(self, name: str) -> str:
        """Return the text of the first part called `name`, nothing if there is none."""
        return next((part.text for part in self.all(name)), "")
