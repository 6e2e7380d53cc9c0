"""How issuing is shown while it goes on, and the copies it leaves on the desk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from gongwen.cli.outcome import while_interrupted
from gongwen.cli.output import Step, progress
from gongwen.errors import GongwenError

if TYPE_CHECKING:
    from gongwen.office.desk.copies import Copy
    from gongwen.office.desk.holdings import Holdings
    from gongwen.office.issue import IssueReport

_DONE = {
    "reserved": "已登记编号",
    "rendered": "已印制，已读回核对",
    "placed": "已存入存档",
    "committed": "已核发，已编入检索",
}
_STEPS = 8
_STANDING = {
    "": "没有占号，什么也没有改动",
    "reserved": "字号已登记，公文没有办完；原样再办一次即可办完，不会另占号（gongwen number gaps 可以查看）",
    "committed": "公文已经核发；原样再办一次可重新写出文件，不会另占号",
}


@contextmanager
def issuing(*, reserved: bool = False) -> Iterator[Step]:
    """Yield what is told of each of `gongwen.office.issue.STEPS`; shows progress and how things stand.

    `reserved` says that the number was reserved before.
    """
    while_interrupted(_STANDING["reserved" if reserved else ""])
    with progress(_STEPS, "核发") as show:

        def step(name: str) -> None:
            if name in _STANDING:
                while_interrupted(_STANDING[name])
            show(_DONE.get(name, ""))

        yield step


def copied(holdings: Holdings, report: IssueReport, folder: Path) -> tuple[Copy, ...]:
    """Write the issued files into `folder`; an error says that the paper is issued all the same."""
    from gongwen.office.desk.deposit import write_copies

    try:
        return write_copies(holdings.store, report.item_id, folder, report.digest)
    except GongwenError as error:
        error.advise(
            f"{report.number} 已经核发，存在 {report.location}；排除后原样再办一次可重新写出文件，不会另占号"
        )
        raise
