"""organs (机关): what the organ of another fonds is called, as its own folder says (`archive/README.md`, 三).

Comes in: the folder of a fonds. Goes out: name and mark of its organ. Our own
is described by `gongwen.toml`.
"""

from __future__ import annotations

import json
from pathlib import Path

from gongwen.archive.durable import make_folder, write_durably
from gongwen.errors import IntegrityError, disk_errors

DESCRIPTION = "fonds.json"


def put_description(folder: Path, name: str, *, sample: bool) -> None:
    """Put down in the folder of a fonds what its organ is called and whether it is 示例."""
    text = json.dumps({"name": name, "sample": sample}, ensure_ascii=False, sort_keys=True)
    with disk_errors("写全宗的说明"):
        make_folder(folder)
        write_durably(folder / DESCRIPTION, f"{text}\n".encode())


def read_description(folder: Path) -> tuple[str, bool] | None:
    """Return what was put down, None where nothing was; IntegrityError when it cannot be read."""
    path = folder / DESCRIPTION
    with disk_errors("读全宗的说明"):
        try:
            said = json.loads(path.read_bytes())
            return str(said["name"]), bool(said["sample"])
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError) as error:
            raise IntegrityError(
                f"{path} 读不懂", rule="存档格式 三", advice="请从备份恢复这个文件"
            ) from error
