"""An archive with every state there is, made once for each test process and copied for each test."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import tempfile
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path

from gongwen.errors import StorageError
from gongwen.model import Document, DocumentNumber, notation
from gongwen.model.life import Person, Role
from gongwen.office import numbers
from gongwen.office.desk import database
from gongwen.office.issue import issue
from gongwen.office.keeping.adding import Wishes, add
from gongwen.office.keeping.bags import KeptFile, add_further
from gongwen.office.keeping.proving.values import OrganProof
from gongwen.office.keeping.proving.whole import prove
from gongwen.office.life.desk import Act
from gongwen.office.life.entering import enter
from gongwen.office.wiring import Office, Settings
from gongwen.records.keeping.values import PlaceRecord
from gongwen.records.life.values import NewPaper, Verb
from gongwen.search.saved import save_search
from gongwen.search.values import Request
from tests.office.archives import CODE, OFFICE, TITLE, number, paper, request
from tests.office.keeping.taking import LONG_AGO, NOTICE

FIRST = "2015-6c1e8f00-0001"


def settings_of(root: Path) -> Settings:
    """Where things are, for the archive `root`."""
    return replace(Settings.of(os.environ, root), operator="王芳")


def opened(root: Path, *, writing: bool = True) -> Office:
    """Open the archive."""
    return Office(settings_of(root), writing=writing)


def proofs(root: Path) -> tuple[OrganProof, ...]:
    """Prove the archive, opened for reading as the command does."""
    return prove(opened(root, writing=False))


def findings(root: Path) -> set[str]:
    """What proving the archive finds, one line each."""
    return {str(finding) for proof in proofs(root) for finding in proof.findings}


@cache
def _made() -> Path:
    root = Path(tempfile.mkdtemp()) / "archive"
    office = Office.create(settings_of(root), OFFICE)
    _numbers(office)
    _lives(office)
    _kept(office, root.parent)
    other = office.enrol("yuecheng", "越城区使用正版软件工作领导小组办公室", sample=True)
    document = paper("关于印发《越城区实施方案》的通知", code="越软件办")
    asked = replace(request(), document=document, new_series=True)
    issue(office.issue_parts(other), asked)
    save_search("每月核对", Request("黑名单 年度:2015"))
    database.disconnect()
    return root


def story(folder: Path) -> Path:
    """Return a copy of the archive of the story in `folder`."""
    root = folder / "archive"
    shutil.copytree(_made(), root)
    return root


def _numbers(office: Office) -> None:
    """Issue, adopt, reserve, correct, void, leave open, join and close."""
    parts, holdings = office.issue_parts(office.holdings()), office.holdings()
    issue(parts, replace(request(), source='{"template": "notice", "facts": {"年": "2015"}}'))
    numbers.adopt(holdings, number(2), reason="手工编号", title="启用前的公文")
    _stopped(office, "关于报送总结的通知")
    numbers.revise(parts, number(3), request("关于报送年度总结的通知"), "标题少了两个字")
    numbers.block(holdings, CODE, 2015, 3, reason="三个单位")
    block = DocumentNumber(CODE, 2015, 4)
    issue(parts, replace(request("关于复查的通知"), block=block))
    numbers.void(holdings, number(5), "不发了")
    numbers.adopt(holdings, DocumentNumber("旧代字", 2014, 1), reason="旧账", leave_gap=True)
    numbers.close(holdings, "旧代字", 2014, "账已核对")
    lead = DocumentNumber("绍市国资委", 2015, 7)
    day = dt.date(2015, 5, 4)
    numbers.joint(holdings, lead, title="关于联合检查的通知", lead_issuer="市国资委", date_of_issue=day)


def _stopped(office: Office, title: str) -> None:
    """Reserve a number for a paper that is never finished."""

    def stop(step: str) -> None:
        if step == "ledger-reserved":
            raise StorageError("磁盘已满")

    with suppress(StorageError):
        issue(office.issue_parts(office.holdings(), stop), request(title))


def _lives(office: Office) -> None:
    """Enter a paper in the making, revise nothing, review it; name people."""
    life, desk = office.life(), office.life_desk()
    life.set_person(Person("李明", (Role.DRAFTER,)))
    life.set_person(Person("王芳", (Role.REVIEWER, Role.REGISTRAR)))
    entered = enter(desk, NewPaper(notation.write(_unnumbered()), "李明", source='{"template": "x"}'))
    desk.take(desk.step(entered.paper.draft_id, Verb.REVIEW, Act(by="王芳", opinion="可以")))
    desk.copy_log(entered.paper.draft_id)
    office.holdings().catch_up()


def _unnumbered() -> Document:
    return paper("关于开展培训的通知")


def _kept(office: Office, folder: Path) -> None:
    """Take in a notice, the same again and a table; add a scan; say where the paper lies."""
    notice, table = folder / "省里的通知.txt", folder / "统计.csv"
    notice.write_text(NOTICE, "utf-8")
    table.write_text("单位,套数\n甲公司,12\n乙公司,30\n", "utf-8")
    for path in (notice, table):
        os.utime(path, (LONG_AGO, LONG_AGO))
    parts = office.add_parts(office.holdings())
    for _ in range(2):
        list(add(parts, [notice, table], Wishes(sender="省软件办", rest=0)))
    holdings = office.holdings()
    add_further(holdings, FIRST, "用印扫描件", [KeptFile("scan-1.png", "盖章.png", _picture())])
    holdings.keeping.put_in_place(FIRST, PlaceRecord("三", "12"))
    holdings.keeping.checked("存档", {"result": "完好", "sound": True})
    holdings.copy_acts()


def _picture() -> bytes:
    from io import BytesIO

    from PIL import Image

    content = BytesIO()
    Image.new("L", (40, 30), 128).save(content, "PNG")
    return content.getvalue()


__all__ = ["FIRST", "TITLE", "findings", "opened", "proofs", "settings_of", "story"]
