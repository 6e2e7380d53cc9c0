"""Papers taken as far as a test needs them."""

from __future__ import annotations

from pathlib import Path

from gongwen.office.life import numbering, printing, signing
from gongwen.office.life.desk import Act, LifeDesk
from gongwen.office.life.entering import enter
from gongwen.office.life.numbering import Allocation
from gongwen.records.life.values import NewPaper
from tests.records.life.papers import ALONE, DAY

SIGNER = Act("王建国", DAY, "发")
CLERK = Act("王芳", DAY)


def entered(desk: LifeDesk, text: str = ALONE) -> str:
    """Enter a paper drafted by 李明; return its 稿号."""
    return enter(desk, NewPaper(text, "李明")).paper.draft_id


def rechecked(desk: LifeDesk, text: str = ALONE) -> str:
    """Take a paper without co-issuers to 复核."""
    draft_id = entered(desk, text)
    signing.review(desk, draft_id, CLERK)
    signing.approve(desk, draft_id, SIGNER)
    signing.recheck(desk, draft_id, CLERK)
    return draft_id


def numbered(desk: LifeDesk, text: str = ALONE, copies: int = 5) -> str:
    """Take a paper to 登记."""
    draft_id = rechecked(desk, text)
    numbering.allocate(desk, draft_id, Allocation(copies), CLERK)
    return draft_id


def sealed(desk: LifeDesk, folder: Path, text: str = ALONE, copies: int = 5) -> str:
    """Take a paper to 用印."""
    draft_id = numbered(desk, text, copies)
    printing.print_(desk, draft_id, copies, folder, CLERK)
    printing.seal(desk, draft_id, "", 0, CLERK)
    return draft_id


def sheet_of(draft_id: str) -> bytes:
    """A 发文稿纸 in place of the printed one."""
    return f"发文稿纸 {draft_id}".encode()
