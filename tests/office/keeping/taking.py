"""Files that come in, and what takes them into an archive of tests; time stands still unless it is moved."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path

from gongwen.archive import open_archive_folder
from gongwen.intake import read
from gongwen.model import notation
from gongwen.office.keeping.adding import AddParts, Clock, Outcome, Wishes, add
from gongwen.search import Fts5Index, parse_query
from tests.office.archives import holdings_of, nothing

NOW = 1_767_576_600.0
LONG_AGO = 1_400_000_000
NOTICE = """浙江省使用正版软件工作领导小组办公室文件

浙正软办〔2015〕7号

关于开展软件正版化检查的通知

各市使用正版软件工作领导小组办公室：

    根据《关于印发〈软件正版化工作考核办法〉的通知》（浙正软办〔2014〕3号），定于9月开展检查，请于7月30日前报送检查方案。

浙江省使用正版软件工作领导小组办公室
2015年5月4日
"""


@dataclass
class StandingClock:
    """A clock that only waiting moves; what happens meanwhile is told beforehand."""

    time: float = NOW
    meanwhile: Callable[[], object] = lambda: None
    waited: list[float] = field(default_factory=list)

    def wait(self, seconds: float) -> None:
        """Let the seconds pass."""
        self.waited.append(seconds)
        self.time += seconds
        self.meanwhile()

    @property
    def clock(self) -> Clock:
        """Return it as what adding works with."""
        return Clock(lambda: self.time, self.wait)


def parts_in(
    root: Path,
    on_step: Callable[[str], object] = nothing,
    clock: StandingClock | None = None,
    *,
    classified: bool = False,
) -> AddParts:
    """Return what adding needs, for an archive that Django points at."""
    return AddParts(
        holdings_of(root),
        Fts5Index(),
        open_archive_folder(root).suspects(),
        read,
        notation.write,
        (clock or StandingClock()).clock,
        on_step=on_step,
        classified_allowed=classified,
    )


def came(folder: Path, name: str, content: bytes | str, modified: float = LONG_AGO) -> Path:
    """Return a file that came in and was last written long ago."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    os.utime(path, (modified, modified))
    return path


def taken(root: Path, *paths: Path, sender: str = "", **more: object) -> list[Outcome]:
    """Take files in and return what became of them."""
    return list(add(parts_in(root, **more), paths, Wishes(sender)))  # type: ignore[arg-type]


def packed(members: Mapping[str, bytes]) -> bytes:
    """Return a ZIP of files."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return whole.getvalue()


def mail(subject: str, text: str, attachments: Mapping[str, bytes]) -> bytes:
    """Return a mail with attachments."""
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = subject, "李红 <a@example.cn>", "b@example.cn"
    message.set_content(text)
    for name, content in attachments.items():
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def found(words: str) -> set[str]:
    """Return the item ids of what these words find."""
    return {hit.item_id for hit in Fts5Index().search(parse_query(words)).hits}
