"""Mapping file (对照表): which column is which field, kept for the tables of next year."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from gongwen.archive.durable import make_folder, write_durably
from gongwen.drafting.tomltext import TomlError, read_toml
from gongwen.errors import FactsError, NotFoundError, disk_errors
from gongwen.model import Finding
from gongwen.office.desk.gridfile import decode
from gongwen.office.filling.tables.columns import RULE, Match

_SECTION = "栏"
_HEAD = """# 对照表：左边是表里的栏名，右边是模板的字段；右边留空的栏不用。
# 用法：gongwen fill 模板 --table 表格 --mapping 这个文件
"""


def read_mapping(path: Path) -> Mapping[str, str]:
    """Return the path of each column's name that a mapping file tells.

    Raises NotFoundError, StorageError, or FactsError with every line that is wrong.
    """
    with disk_errors("读取对照表"):
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            raise NotFoundError(f"没有对照表 {path}", advice="可用 --save-mapping 写出一份") from None
    try:
        values, _ = read_toml(decode(content, path.name))
    except TomlError as error:
        wrong = [Finding(f"{path.name} {place}", RULE, sentence) for place, sentence in error.wrong]
        raise FactsError(f"{path.name} 里有错", advice="请按所列各处改正", findings=wrong) from None
    columns = values.get(_SECTION)
    if not isinstance(columns, Mapping) or not all(isinstance(path, str) for path in columns.values()):
        raise FactsError(
            f"{path.name} 不是对照表",
            rule=f'对照表有一节 [{_SECTION}]，一行一栏："栏名" = "字段"',
            advice="可用 --save-mapping 写出一份，照着改",
        )
    return {str(head): str(field).strip() for head, field in columns.items()}


def write_mapping(path: Path, matches: Sequence[Match]) -> None:
    """Write how the columns were matched; raises FactsError when another file lies there."""
    quoted = (
        f"{json.dumps(match.head, ensure_ascii=False)} = {json.dumps(match.path, ensure_ascii=False)}"
        for match in dict.fromkeys(matches)
    )
    content = f"{_HEAD}\n[{_SECTION}]\n{''.join(line + chr(10) for line in dict.fromkeys(quoted))}".encode()
    with disk_errors("写出对照表"):
        if path.exists() and path.read_bytes() != content:
            raise FactsError(
                f"{path} 已经有了，内容不同，没有动它", rule="改过的对照表不盖掉", advice="请换一个名字"
            )
        make_folder(path.absolute().parent)
        write_durably(path.absolute(), content)
