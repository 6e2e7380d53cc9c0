"""The archive's own acts: one chain, and tables that follow from it alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Model

from gongwen.errors import IntegrityError, NotFoundError, RefusedError
from gongwen.records.keeping import log
from gongwen.records.keeping.keeping import Keeping
from gongwen.records.keeping.replay import replay
from gongwen.records.keeping.values import (
    Description,
    FurtherRecord,
    NewReceived,
    PlaceRecord,
    ReceiptRecord,
)
from gongwen.records.ledger import enrol_fonds
from tests.records.keeping.units import item, new_unit
from tests.records.opening import now, open_database

ITEM = "2026-r-6c1e8f00a1b2c3d4"
NOTICE = Description(
    "关于开展软件正版化检查的通知",
    2015,
    "浙正软办〔2015〕7号",
    "通知",
    ("浙江省使用正版软件工作领导小组办公室",),
)
NEW = NewReceived(ITEM, "a" * 64, "b" * 64, "省里的通知.pdf", "PDF", "省软件办", NOTICE, "00ff")


@pytest.fixture
def keeping(database: Path) -> Keeping:
    enrol_fonds("own", "绍兴市使用正版软件工作领导小组办公室")
    return Keeping("own", operator="王芳", now=now)


def test_what_came_in_is_there_with_its_first_receipt(keeping: Keeping) -> None:
    record = keeping.receive(NEW)
    assert record.description == NOTICE
    assert record.received_on == dt.date(2026, 1, 5)
    assert keeping.by_source("b" * 64) == record
    assert keeping.receipts(ITEM) == (
        ReceiptRecord(dt.date(2026, 1, 5), "省里的通知.pdf", "省软件办", "王芳"),
    )


def test_the_same_bytes_are_one_item_with_two_receipts(keeping: Keeping) -> None:
    keeping.receive(NEW)
    with pytest.raises(RefusedError, match="同样的内容只存一件"):
        keeping.receive(replace(NEW, name="又收到一份.pdf"))
    keeping.receive_again(ITEM, "又收到一份.pdf", "传真")
    assert [receipt.name for receipt in keeping.receipts(ITEM)] == ["省里的通知.pdf", "又收到一份.pdf"]
    assert len(keeping.all_received()) == 1


def test_a_receipt_or_description_of_nothing_is_refused(keeping: Keeping) -> None:
    with pytest.raises(NotFoundError):
        keeping.receive_again(ITEM, "a.pdf", "")
    with pytest.raises(NotFoundError):
        keeping.describe(ITEM, NOTICE, "看错了")
    assert log.acts("own") == ()


def everything() -> dict[str, list[dict[str, object]]]:
    """Return all rows of the tables of keeping, without their row ids."""
    models: list[type[Model]] = list(apps.get_app_config("keeping").get_models())
    return {
        model.__name__: [
            {name: value for name, value in row.items() if name not in ("id", "fonds_id")}
            for row in model._default_manager.order_by("pk").values()
        ]
        for model in models
    }


def act_all(keeping: Keeping) -> None:
    keeping.receive(NEW)
    keeping.receive(
        replace(
            NEW, item_id="2026-r-0000000000000000", source="c" * 64, description=Description("传真", 2026)
        )
    )
    keeping.receive_again(ITEM, "又收到一份.pdf", "传真")
    keeping.describe(ITEM, replace(NOTICE, date=dt.date(2015, 5, 4), pages=3), "成文日期看清了")
    keeping.append(FurtherRecord(ITEM, f"{ITEM}.001", "d" * 64, "用印扫描件", {"scan-1.pdf": "盖章.pdf"}))
    keeping.put_in_place(ITEM, PlaceRecord("三", "12"))
    keeping.put_in_place(ITEM, PlaceRecord("四", "1"))
    keeping.checked(ITEM, {"sound": True})
    arrange_and_dispose(keeping)


def arrange_and_dispose(keeping: Keeping) -> None:
    keeping.set_table("f" * 64, "文书档案保管期限表", "绍档批〔2016〕2号", '名称 = "表"')
    for ordinal in (1, 2, 3):
        keeping.file_away(new_unit(ordinal))
    keeping.year_arranged(2015, 3, {"2015-r-0000000000000004": "重份"}, ["2015-r-0000000000000005"])
    keeping.hold(item(1), "企业提起诉讼")
    keeping.lift(item(1), "诉讼已结案")
    for ordinal in (1, 2):
        keeping.propose([item(ordinal)], "保管期满", "李明")
    keeping.withdraw("销毁清册〔2026〕2号", "还要查一查")
    keeping.agree("销毁清册〔2026〕1号", "赵强", scan="9" * 64)
    keeping.begin("销毁清册〔2026〕1号", item(9))
    keeping.destroyed("销毁清册〔2026〕1号", item(1))
    keeping.dispose("销毁清册〔2026〕1号")


def test_every_table_can_be_made_anew_from_the_chain_alone(keeping: Keeping, tmp_path: Path) -> None:
    act_all(keeping)
    before = everything()
    assert len(before["Act"]) == 22
    written = {year: log.lines("own", year) for year in log.years("own")}
    open_database(tmp_path / "anew.db")
    enrol_fonds("own", "绍兴市使用正版软件工作领导小组办公室")
    for year, lines in written.items():
        assert replay("own", year, lines) == len(lines)
    assert everything() == before
    assert list(log.findings("own")) == []
    assert str(keeping.place_of(ITEM)) == "四柜 1盒"


def test_a_line_that_is_no_entry_stops_the_replay_and_leaves_nothing(
    keeping: Keeping, tmp_path: Path
) -> None:
    act_all(keeping)
    lines = [*log.lines("own", 2026)[:3], '{"verb": "received"}']
    open_database(tmp_path / "anew.db")
    enrol_fonds("own", "绍兴市使用正版软件工作领导小组办公室")
    with pytest.raises(IntegrityError, match="归档记录 2026 年第 4 条读不懂"):
        replay("own", 2026, lines)
    assert log.acts("own") == ()
    assert keeping.all_received() == ()
