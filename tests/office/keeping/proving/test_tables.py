"""Every stored value is held against chains and items: what is changed behind their back is named."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from gongwen.office.desk import database
from gongwen.office.search import reindex, search
from gongwen.office.wiring import ENGINES
from tests.office.keeping.proving.story import FIRST, findings, opened, story

CHANGES = [
    ("UPDATE records_fonds SET name = '别的机关' WHERE code = 'own'", "own"),
    ("UPDATE records_fonds SET sample = 0 WHERE code = 'yuecheng'", "yuecheng"),
    ("UPDATE records_series SET closing_reason = '别的' WHERE year = 2014", "旧代字〔2014〕"),
    ("UPDATE records_block SET reason = '四个单位'", "绍市软件办〔2015〕4号起的一段"),
    ("UPDATE records_block SET request_key = 'own:x'", "绍市软件办〔2015〕4号起的一段"),
    ("UPDATE records_number SET title = '别的' WHERE serial = 2", "绍市软件办〔2015〕2号"),
    ("UPDATE records_number SET reason = '别的' WHERE serial = 5", "绍市软件办〔2015〕5号"),
    ("UPDATE records_number SET signatory = '李四' WHERE item_id <> ''", "绍市软件办〔2015〕1号"),
    ("UPDATE records_number SET signed_on = '2015-06-21' WHERE item_id <> ''", "绍市软件办〔2015〕1号"),
    (
        "UPDATE records_number SET decided_at = '2015-06-21 01:02' WHERE serial = 2",
        "绍市软件办〔2015〕2号",
    ),
    ("UPDATE records_number SET operator = '李四' WHERE serial = 2", "绍市软件办〔2015〕2号"),
    ("UPDATE records_number SET request = '{}' WHERE serial = 3", "绍市软件办〔2015〕3号"),
    ("UPDATE records_number SET request_key = 'own:x' WHERE serial = 3", "绍市软件办〔2015〕3号"),
    ("UPDATE records_revision SET reason = '别的'", "绍市软件办〔2015〕3号 改正前的第 1 份"),
    ("UPDATE records_revision SET request = '{}'", "绍市软件办〔2015〕3号 改正前的第 1 份"),
    ("UPDATE records_jointpaper SET lead_issuer = '别的'", "绍市国资委〔2015〕7号"),
    ("UPDATE records_item SET title = '别的' WHERE item_id = '2015-6c1e8f00-0001'", FIRST),
    ("UPDATE records_item SET kind = '通报' WHERE item_id = '2015-6c1e8f00-0001'", FIRST),
    ("UPDATE records_item SET organs = '[]' WHERE item_id = '2015-6c1e8f00-0001'", FIRST),
    ("UPDATE records_item SET year = 2016 WHERE item_id = '2015-6c1e8f00-0001'", FIRST),
    ("UPDATE records_item SET date_of_issue = '2015-06-24' WHERE item_id = '2015-6c1e8f00-0001'", FIRST),
    ("UPDATE records_entry SET subject = '别的' WHERE ordinal = 1 AND year = 2014", "登记 2014 年第 1 条"),
    ("UPDATE records_entry SET hash = 'f' WHERE ordinal = 1 AND year = 2014", "登记 2014 年第 1 条"),
    ("UPDATE life_paper SET drafter = '李四'", "稿2"),
    ("UPDATE life_paper SET disclosure_reason = '别的'", "稿2"),
    ("UPDATE life_paper SET stage = '拟稿'", "稿2"),
    ("UPDATE life_version SET source = '{}'", "稿2"),
    ("UPDATE life_version SET text = text || '。'", "稿2"),
    ("UPDATE life_step SET opinion = '不可以' WHERE verb = 'review'", "稿2"),
    ("UPDATE life_step SET at = '2015-06-21 01:02:03' WHERE verb = 'review'", "稿2"),
    ("UPDATE life_person SET roles = '[]' WHERE name = '李明'", "李明"),
    ("UPDATE life_logentry SET hash = 'f' WHERE ordinal = 1", "办理记录 "),
    ("UPDATE keeping_received SET sender = '市软件办'", "2026-r-"),
    ("UPDATE keeping_received SET title = '别的'", "2026-r-"),
    ("UPDATE keeping_received SET unsure = '[]'", "2026-r-"),
    ("UPDATE keeping_received SET fingerprint = 'x'", "2026-r-"),
    ("UPDATE keeping_receipt SET operator = '李四'", "2026-r-"),
    ("DELETE FROM keeping_receipt WHERE id = 1", "2026-r-"),
    ("UPDATE keeping_further SET purpose = '别的'", f"{FIRST}.001"),
    ("UPDATE keeping_place SET cabinet = '四'", FIRST),
    ("UPDATE keeping_act SET subject = '别的' WHERE ordinal = 1", "归档记录 "),
    ("UPDATE search_entry SET text = text || '黑' WHERE item_id = '2015-6c1e8f00-0001'", FIRST),
    ("UPDATE search_entry SET text_folded = 'x' WHERE item_id = '2015-6c1e8f00-0001'", FIRST),
    ("UPDATE search_entry SET title_folded = 'x' WHERE item_id = '2015-6c1e8f00-0001'", FIRST),
    ("UPDATE search_entry SET organs_folded = 'x' WHERE item_id = '2015-6c1e8f00-0001'", FIRST),
    ("UPDATE search_entry SET kind = '通报' WHERE item_id = '2015-6c1e8f00-0001'", FIRST),
    ("UPDATE search_entry SET year = 2016 WHERE item_id = '2015-6c1e8f00-0001'", FIRST),
    ("UPDATE search_entry SET date = '2015-06-24' WHERE item_id = '2015-6c1e8f00-0001'", FIRST),
    ("DELETE FROM search_entry WHERE item_id = '2015-6c1e8f00-0001'", FIRST),
    ("UPDATE keeping_citation SET relation = '转发'", "2026-r-"),
    ("UPDATE keeping_citation SET item_id = 'x'", "2026-r-"),
    ("UPDATE search_savedsearch SET text = '白名单'", "保存的检索「每月核对」"),
    ("UPDATE search_savedsearch SET ocr = 1", "保存的检索「每月核对」"),
    ("INSERT INTO search_pairs(search_pairs) VALUES ('delete-all')", FIRST),
]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return story(tmp_path_factory.mktemp("tables"))


@pytest.fixture(scope="module")
def usual(root: Path) -> set[str]:
    found = findings(root)
    database.disconnect()
    return found


def run(root: Path, statement: str) -> None:
    with closing(sqlite3.connect(root / "gongwen.db")) as writing:
        writing.execute(statement)
        writing.commit()


@pytest.mark.parametrize(("statement", "named"), CHANGES, ids=[one[0][:60] for one in CHANGES])
def test_a_changed_value_is_found_and_named(root: Path, usual: set[str], statement: str, named: str) -> None:
    path = root / "gongwen.db"
    before = path.read_bytes()
    run(root, statement)
    try:
        found = findings(root) - usual
        assert any(f"｜{named}" in line for line in found), found
    finally:
        database.disconnect()
        path.write_bytes(before)


def test_a_table_without_one_of_its_indexes_is_found(root: Path, usual: set[str], tmp_path: Path) -> None:
    path = root / "gongwen.db"
    before = path.read_bytes()
    with closing(sqlite3.connect(path)) as writing:
        (name,) = writing.execute(
            "SELECT name FROM sqlite_master WHERE name LIKE 'keeping_act_verb%'"
        ).fetchone()
    run(root, f'DROP INDEX "{name}"')
    try:
        assert findings(root) - usual == {f"错误｜数据库｜{name} 与这个程序建的不同（表的结构）"}
    finally:
        database.disconnect()
        path.write_bytes(before)


def test_a_value_that_nothing_can_read_stops_one_check_and_is_never_passed(
    root: Path, usual: set[str]
) -> None:
    path = root / "gongwen.db"
    before = path.read_bytes()
    run(root, "UPDATE keeping_received SET received_on = '不是日期'")
    try:
        assert any("没有核对完，存的值有读不懂的" in line for line in findings(root) - usual)
    finally:
        database.disconnect()
        path.write_bytes(before)


WORDS = ("黑名单", "正版化检查", "甲公司", "越城区", "通知", "号")


def said(root: Path) -> dict[str, list[str]]:
    office = opened(root, writing=False)
    return {
        f"{engine} {words}": [one.hit.item_id for one in search(office, words, engine=engine).found]
        for words in WORDS
        for engine in ENGINES
    }


@pytest.mark.parametrize("how", ["deleted", "cut", "flipped"])
def test_a_damaged_whoosh_index_changes_no_answer_is_told_of_and_made_anew(tmp_path: Path, how: str) -> None:
    root = story(tmp_path)
    before, usual = said(root), findings(root)
    for path in (root / "index").rglob("*.seg"):
        content = path.read_bytes()
        if how == "deleted":
            path.unlink()
        else:
            path.write_bytes(
                content[:-20] if how == "cut" else content[:50] + bytes([content[50] ^ 4]) + content[51:]
            )
    assert said(root) == before
    (told,) = findings(root) - usual
    assert told.startswith("警告｜检索索引｜索引（Whoosh）不在，或不是记下的那一个")
    reindex(opened(root), ENGINES, lambda name: None)
    assert findings(root) == usual
    assert said(root) == before


def test_a_damaged_index_of_pairs_is_found_and_made_anew(tmp_path: Path) -> None:
    root = story(tmp_path)
    before, usual = said(root), findings(root)
    database.disconnect()
    run(root, "DELETE FROM search_pairs_data WHERE id > 10")
    assert findings(root) - usual
    reindex(opened(root), ENGINES, lambda name: None)
    assert findings(root) == usual
    assert said(root) == before
