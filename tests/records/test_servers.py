"""Every verb of the ledger does on PostgreSQL what it does on SQLite, entry for entry."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from gongwen.errors import IntegrityError, RefusedError
from gongwen.model import DocumentNumber
from gongwen.records.ledger import Ledger, enrol_fonds
from gongwen.records.models import Number, Series
from gongwen.records.transactions import writing
from tests.records.opening import now
from tests.records.requests import CODE, item, number, problems, reserve, told
from tests.records.servers import postgres_ledger, sqlite_ledger

ENTRIES = [
    ("adopted", "1号"),
    ("reserved", "2号"),
    ("revised", "2号"),
    ("issued", "2号"),
    ("copied", "2号"),
    ("reserved", "3号"),
    ("reserved", "4号"),
    ("taken", "3号"),
    ("voided", "3号"),
    ("voided", "4号"),
    ("joint", "绍市国资委〔2015〕12号"),
    ("closed", ""),
    ("reopened", ""),
]


def every_verb(ledger: Ledger) -> None:
    ledger.adopt(number(1), reason="手工编号")
    reserve(ledger, "a")
    ledger.revise(number(2), "请求 b", request_key="b", reason="错字")
    ledger.issue(item(2))
    ledger.copy(number(2), 1, "遗失")
    ledger.reserve_block(CODE, 2015, 2, reason="两个区", request_key="批")
    ledger.reserve(CODE, 2015, request_key="c", request="请求 c", block=number(3))
    ledger.void(number(3), "不发了")
    ledger.void_rest(number(3), "不发了")
    ledger.enter_joint(DocumentNumber("绍市国资委", 2015, 12), title="联合检查", lead_issuer="市国资委")
    ledger.close_year(CODE, 2015, reason="整理完毕")
    ledger.reopen_year(CODE, 2015, reason="漏登")


@pytest.mark.parametrize("opened", [sqlite_ledger, postgres_ledger])
def test_the_verbs_and_their_entries_are_the_same(
    opened: Callable[[Path], AbstractContextManager[Path]], tmp_path: Path
) -> None:
    with opened(tmp_path):
        enrol_fonds("own", "绍兴市使用正版软件工作领导小组办公室")
        ledger = Ledger("own", operator="王芳", now=now)
        every_verb(ledger)
        assert told(ledger) == ENTRIES
        assert problems() == []
        with pytest.raises(RefusedError, match="这份公文已经改正"):
            reserve(ledger, "a")
        with pytest.raises(IntegrityError, match="数据库里的登记互相矛盾"), writing():
            Number.objects.create(
                series=Series.objects.get(), serial=1, state="adopted", reason="x", operator="x"
            )
