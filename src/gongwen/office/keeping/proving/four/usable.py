"""可用性: metadata can be read and found, files are what their endings say and open."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

from gongwen.office.keeping.proving.four.material import Material
from gongwen.office.keeping.proving.four.opening import cannot_open, openable, wrong_form
from gongwen.office.keeping.proving.values import Check, Kind, Property, Verdict, result

_P = Property.USABLE
READABLE = Kind("GD-3-1", _P, "信息包里的元数据可读", confirmed=True)
ACCESSIBLE = Kind("GD-3-2", _P, "数据库里查得到", confirmed=True)
FORMAT = Kind("GD-3-3", _P, "内容的格式与名称相符")
OPENS = Kind("GD-3-4", _P, "内容能打开")
UNLOCKED = Kind("GD-3-8", _P, "信息包里的内容没有加密，不用非公开的压缩", confirmed=True)


def _readable(one: Material) -> Check:
    return Check(READABLE, Verdict.PASSED if one.metadata else Verdict.FAILED, f"{len(one.metadata)} 项")


def _accessible(one: Material) -> Check:
    found = one.item.item_id in one.neighbours.indexed
    return result(ACCESSIBLE, [] if found else ["检索里没有这件；请运行 gongwen archive reindex"])


def _format(one: Material) -> Check:
    files = {**one.files, **one.added}
    return result(FORMAT, [wrong for name, content in files.items() if (wrong := wrong_form(name, content))])


def _opens(one: Material) -> Check:
    trouble = one.item.received.description.trouble if one.item.received else ""
    files = {name: content for name, content in {**one.files, **one.added}.items() if openable(name)}
    wrong = [said for name, content in files.items() if (said := cannot_open(name, content))]
    if wrong and trouble:
        return Check(OPENS, Verdict.NOT_APPLICABLE, f"收到时就读不出：{trouble}")
    if not any(openable(name) for name in one.originals):
        return Check(OPENS, Verdict.UNTESTED, "这种格式不能在这里打开，要人工核对")
    return result(OPENS, wrong, f"打开了 {len(files)} 个文件")


def _unlocked(one: Material) -> Check:
    locked = [name for name, content in {**one.files, **one.added}.items() if _is_locked(content)]
    if locked and one.item.received is not None:
        return Check(UNLOCKED, Verdict.UNTESTED, f"{'、'.join(locked)} 收到时就加了密")
    return result(UNLOCKED, [f"{name} 加了密" for name in locked])


def _is_locked(content: bytes) -> bool:
    if content.startswith(b"PK\x03\x04"):
        try:
            with zipfile.ZipFile(BytesIO(content)) as package:
                return any(entry.flag_bits & 1 for entry in package.infolist())
        except (zipfile.BadZipFile, NotImplementedError):
            return False
    return content.startswith(b"%PDF") and b"/Encrypt" in content


CHECKS: tuple[tuple[Kind, Callable[[Material], Check]], ...] = (
    (READABLE, _readable),
    (ACCESSIBLE, _accessible),
    (FORMAT, _format),
    (OPENS, _opens),
    (UNLOCKED, _unlocked),
)
