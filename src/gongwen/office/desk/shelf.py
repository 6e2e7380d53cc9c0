"""shelf: the folder of templates. A template is a folder with text.txt and fields.toml.

One whose text has nothing but comments holds fields that templates share, and
one marked 只供并入 holds lines they share; such can be included, but are not
listed and not drafted from.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gongwen.drafting import Template, read_template
from gongwen.drafting.fieldfile import read_field_file
from gongwen.errors import NotFoundError, disk_errors
from gongwen.office.desk.gridfile import decode

_TEXT, _FIELDS = "text.txt", "fields.toml"


@dataclass(frozen=True, slots=True)
class Listed:
    """A template on the shelf: its identifier, its Chinese name and what it is for."""

    identifier: str
    name: str
    description: str


class Shelf:
    """The templates in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def listing(self) -> tuple[Listed, ...]:
        """Return every template, by identifier; an unreadable field file leaves the name out."""
        with disk_errors("查看模板"):
            found = sorted(path.parent for path in self.folder.glob(f"*/{_TEXT}"))
        listed = []
        for folder in found:
            if _says_something(self._read(folder / _TEXT)):
                declared = read_field_file(self._read(folder / _FIELDS), folder.name, [])
                if not declared.only_included:
                    listed.append(Listed(folder.name, declared.name, declared.description))
        return tuple(listed)

    def template(self, name: str) -> Template:
        """Return the template with this identifier or Chinese name.

        Raises NotFoundError naming what exists, FactsError when it is wrong.
        """
        listed = self.listing()
        for one in listed:
            if name in (one.identifier, one.name):
                return read_template(one.identifier, self.source)
        if _is_name(name) and (self.folder / name / _TEXT).is_file():
            raise NotFoundError(
                f"「{name}」不是单独的模板，是几个模板共用的字段和行",
                rule="只供并入：模板写一行 {% 并入 " + name + " %} 就能用，不单独列出，也不能拟稿",
                advice=f"它的字段写在 {self.folder} 里它自己的 {_FIELDS} 中",
            )
        known = "、".join(f"{one.identifier}（{one.name}）" for one in listed) or "没有任何模板"
        raise NotFoundError(f"没有模板「{name}」", rule=f"{self.folder} 里有：{known}", advice="请改正模板名")

    def source(self, identifier: str) -> tuple[str, str]:
        """Return the text and the field file of a folder on the shelf."""
        folder = self.folder / identifier
        if not _is_name(identifier):
            raise NotFoundError(f"「{identifier}」不是模板的名称", advice="模板名就是文件夹名，不写路径")
        if not (folder / _TEXT).is_file():
            raise NotFoundError(
                f"没有模板「{identifier}」", advice=f"每个模板是 {self.folder} 里的一个文件夹"
            )
        return self._read(folder / _TEXT), self._read(folder / _FIELDS)

    def _read(self, path: Path) -> str:
        with disk_errors("读取模板"):
            return decode(path.read_bytes(), path.name) if path.is_file() else ""


def _is_name(identifier: str) -> bool:
    return identifier not in ("", ".", "..") and Path(identifier).name == identifier


def _says_something(text: str) -> bool:
    return any(line.strip() and not line.lstrip().startswith("#") for line in text.split("\n"))
