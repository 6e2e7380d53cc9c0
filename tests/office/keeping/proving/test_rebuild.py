"""From items and copies alone comes a database that gives the same answers."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongwen.archive.home import DATABASE
from gongwen.errors import GongwenError, IntegrityError, RefusedError
from gongwen.model.life import Stage
from gongwen.office import archive, numbers
from gongwen.office.desk import database
from gongwen.office.issue import issue, resume
from gongwen.office.keeping.rebuilding.whole import LEFT_TO_BACKUPS, RebuildReport, rebuild
from gongwen.office.search import search
from gongwen.office.wiring import Office
from gongwen.records.chain import GENESIS, seal
from gongwen.records.retelling.writing import LOST_TITLE
from gongwen.records.values import State
from tests.office.archives import CODE, OFFICE, number, request
from tests.office.keeping.proving.story import FIRST, findings, opened, settings_of, story
from tests.records.opening import NOW

UNTOLD = {
    "search_entry": {"id"},
    "search_pending": None,
    "search_feed": None,
    "search_savedsearch": None,
    "records_number": {"request"},
    "records_revision": {"request"},
    "life_version": {"text", "source"},
}
"""What the copies do not tell, by table: some columns, or (None) nothing of it."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return story(tmp_path)


def rebuilt(
    root: Path, to: Path | None = None, on_step: Callable[[str], object] = lambda step: None
) -> RebuildReport:
    """Rebuild as the command does."""
    database.disconnect()
    return rebuild(settings_of(root), to, NOW, on_step)


def interrupted_at(sentence: str) -> Callable[[str], None]:
    """Interrupt (Ctrl-C) when this step is told."""

    def told(step: str) -> None:
        if step.startswith(sentence):
            raise KeyboardInterrupt

    return told


def lost(root: Path) -> None:
    """Lose the database."""
    database.disconnect()
    for path in root.glob(f"{DATABASE}*"):
        path.unlink()


def tables(root: Path) -> dict[str, list[dict[str, object]]]:
    """Every row of every table that the copies tell, without row ids, in order."""
    opened(root, writing=False)
    return {
        model._meta.db_table: [
            {name: value for name, value in row.items() if name not in (skipped or ()) and name[-3:] != "_id"}
            for row in model._default_manager.order_by(*_order(model)).values()
            for row in [{**row, "id": 0} | _kept_ids(row)]
        ]
        for model in apps.get_models()
        if (skipped := UNTOLD.get(model._meta.db_table, set())) is not None
    }


def _kept_ids(row: dict[str, object]) -> dict[str, object]:
    """Columns that are ids of items and bags, not of rows."""
    return {f"{name} ": value for name, value in row.items() if isinstance(value, str) and name[-3:] == "_id"}


def _order(model: object) -> tuple[str, ...]:
    names = {field.name for field in model._meta.concrete_fields}  # type: ignore[attr-defined]
    wanted = ("item_id", "number", "issuer_code", "year", "serial", "first", "ordinal", "code", "name")
    return (*(name for name in wanted if name in names), "pk")


def answers(root: Path) -> dict[str, object]:
    """What the office would be told: lists, numbers, gaps, items, what searching finds."""
    office = opened(root, writing=False)
    told: dict[str, object] = {}
    for organ in office.organs():
        holdings, code = organ.holdings, organ.holdings.ledger.fonds
        told[f"{code} organ"] = str(organ)
        told[f"{code} items"] = archive.listed(holdings)
        told[f"{code} numbers"] = [replace(one, request="") for one in numbers.listing(holdings)]
        told[f"{code} series"] = numbers.series(holdings)
        told[f"{code} joint"] = numbers.joint_papers(holdings)
        told[f"{code} further"] = holdings.keeping.further()
        told[f"{code} shown"] = [
            archive.shown(holdings, one.item_id).metadata for one in archive.listed(holdings)
        ]
        life = office.life(code)
        told[f"{code} papers"] = life.papers()
        told[f"{code} steps"] = [life.steps(paper.draft_id) for paper in life.papers()]
        told[f"{code} people"] = life.people()
    for words in ("黑名单", "文号:绍市软件办〔2015〕4号", "正版化检查", "甲公司", "年度:2015", "越城区"):
        for engine in ("fts5", "whoosh", "scan"):
            found = search(office, words, engine=engine, limit=100)
            told[f"{engine} {words}"] = [(one.hit.item_id, one.hit.title, one.state) for one in found.found]
    return told


def test_the_rebuilt_archive_gives_the_same_answers_and_is_sound(root: Path) -> None:
    before, rows, usual = answers(root), tables(root), findings(root)
    lost(root)
    report = rebuilt(root)
    assert answers(root) == before
    assert tables(root) == rows
    assert {line for line in findings(root) - usual if not line.startswith("警告")} == set()
    assert usual <= findings(root)
    assert report.items == 5
    assert report.aside is None


def test_what_the_copies_do_not_tell_is_listed(root: Path) -> None:
    lost(root)
    request_of_three, draft, rest = rebuilt(root).untold
    assert request_of_three == "绍市软件办〔2015〕3号 的办理请求（预留，未办完）"
    assert draft.endswith("-0001（关于开展培训的通知）的文字 1 稿")
    assert rest == LEFT_TO_BACKUPS


def test_asked_again_after_rebuilding_the_same_paper_has_its_number(root: Path) -> None:
    lost(root)
    rebuilt(root)
    office = opened(root)
    asked = replace(request(), source='{"template": "notice", "facts": {"年": "2015"}}')
    again = issue(office.issue_parts(office.holdings()), asked)
    assert (again.number, again.repeated, again.item_id) == (number(1), True, FIRST)


def test_a_number_whose_request_is_lost_says_so_and_can_be_voided(root: Path) -> None:
    lost(root)
    rebuilt(root)
    office = opened(root)
    with pytest.raises(RefusedError, match="办理请求没有了"):
        resume(office.issue_parts(office.holdings()), number(3))
    assert numbers.void(office.holdings(), number(3), "数据库重建，请求没有了").state is State.VOID


def test_an_archive_is_rebuilt_elsewhere_with_all_its_files(root: Path, tmp_path: Path) -> None:
    before = answers(root)
    report = rebuilt(root, tmp_path / "elsewhere")
    assert report.root == tmp_path / "elsewhere"
    assert answers(tmp_path / "elsewhere") == before
    assert not [line for line in findings(tmp_path / "elsewhere") if line.startswith("错误")]
    with pytest.raises(RefusedError, match="不是空的"):
        rebuilt(root, tmp_path / "elsewhere")


@pytest.mark.parametrize("step", ["已由件和副本做成数据库", "已重建检索"])
def test_interrupted_it_leaves_no_database_in_which_nothing_is_found_and_is_done_again(
    root: Path, step: str
) -> None:
    before = answers(root)
    lost(root)
    with pytest.raises(KeyboardInterrupt):
        rebuilt(root, on_step=interrupted_at(step))
    assert not (root / DATABASE).exists()
    assert rebuilt(root).items == 5
    assert answers(root) == before


@pytest.mark.parametrize("step", ["已复制", "已由件和副本做成数据库", "已重建检索"])
def test_interrupted_elsewhere_it_takes_away_what_it_began_and_is_done_again(
    root: Path, tmp_path: Path, step: str
) -> None:
    new, empty = tmp_path / "new", tmp_path / "empty"
    empty.mkdir()
    for place in (new, empty):
        with pytest.raises(KeyboardInterrupt):
            rebuilt(root, place, interrupted_at(step))
    assert (new.exists(), list(empty.iterdir())) == (False, [])
    assert rebuilt(root, new).items == 5


def test_a_whole_database_is_never_replaced(root: Path) -> None:
    database.disconnect()
    before = (root / DATABASE).read_bytes()
    with pytest.raises(RefusedError, match="是好的，没有动它"):
        rebuilt(root)
    assert (root / DATABASE).read_bytes() == before


def test_a_damaged_database_is_put_aside_not_removed(root: Path) -> None:
    usual = answers(root)
    database.disconnect()
    path = root / DATABASE
    damaged = path.read_bytes()[:40_000] + b"\xff" * 50_000 + path.read_bytes()[90_000:]
    path.write_bytes(damaged)
    report = rebuilt(root)
    assert report.aside is not None
    assert report.aside.read_bytes() == damaged
    assert answers(root) == usual


def test_a_broken_copy_is_not_built_upon(root: Path) -> None:
    lost(root)
    path = root / "ledger" / "2015.jsonl"
    path.write_text(path.read_text("utf-8").replace("李明", "李四", 1), "utf-8")
    with pytest.raises(IntegrityError, match="已被改动"):
        rebuilt(root)
    assert not (root / DATABASE).exists()


def test_half_a_line_that_a_power_cut_left_is_left_out_and_told(root: Path) -> None:
    lost(root)
    path = root / "ledger" / "2015.jsonl"
    path.write_bytes(path.read_bytes() + b'{"at":"2015-0')
    assert "own 登记副本 2015 年末尾有半条没有写完，没有用它" in rebuilt(root).untold


def test_an_archive_whose_entries_an_older_program_wrote_is_rebuilt_as_far_as_they_tell(root: Path) -> None:
    before = answers(root)
    lost(root)
    for path in root.glob("**/ledger/*.jsonl"):
        rewritten(path, lambda entry: entry["details"].pop("key", 0) and entry["details"].pop("request", 0))
    for path in root.glob("**/ledger/life/*.jsonl"):
        rewritten(path, lambda entry: entry.pop("paper", 0) and entry.pop("version", 0))
    told = rebuilt(root).untold
    assert any("是给哪份公文的标识（旧条目没有写）" in sentence for sentence in told)
    (draft,) = opened(root, writing=False).life().papers()
    assert (draft.title, draft.drafter, draft.stage) == (LOST_TITLE, "李明", Stage.REVIEWED)
    after = answers(root)
    assert {name for name in before if before[name] != after[name]} == {"own papers"}
    assert not [line for line in findings(root) if line.startswith("错误")]


def rewritten(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Write a copy of a chain as it would be had its entries been made otherwise."""
    previous, lines = GENESIS, []
    for line in path.read_text("utf-8").splitlines():
        entry = json.loads(line)
        change(entry)
        bare = {name: value for name, value in entry.items() if name not in ("hash", "previous")}
        sealed, previous = seal(bare, previous)
        lines.append(sealed)
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")


def acted(office: Office, verb: str, serial: int) -> None:
    """Do something with the numbers of 2016; what is refused is refused."""
    holdings, wanted = office.holdings(), number(serial, 2016)
    acts = {
        "adopt": lambda: numbers.adopt(holdings, wanted, reason="手工编号", title=f"第{serial}份"),
        "void": lambda: numbers.void(holdings, wanted, "不用了"),
        "block": lambda: numbers.block(holdings, CODE, 2016, serial, reason=f"{serial} 个单位"),
        "close": lambda: numbers.close(holdings, CODE, 2016, "核对过"),
        "reopen": lambda: numbers.reopen(holdings, CODE, 2016, "漏了一份"),
        "reserve": lambda: holdings.ledger.reserve(
            CODE, 2016, request_key=f"k{serial}", request=f"r{serial}", title=f"预留{serial}"
        ),
    }
    try:
        acts[verb]()
    except GongwenError:
        return


VERBS = st.sampled_from(["adopt", "void", "block", "close", "reopen", "reserve"])


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("blank") / "archive"
    Office.create(settings_of(root), OFFICE)
    database.disconnect()
    return root


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(story=st.lists(st.tuples(VERBS, st.integers(1, 8)), max_size=12))
def test_whatever_was_done_with_numbers_is_told_by_the_copies(
    blank: Path, story: list[tuple[str, int]]
) -> None:
    root = blank.with_name("again")
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(blank, root)
    office = opened(root)
    for verb, serial in story:
        acted(office, verb, serial)
    office.holdings().catch_up()
    before = [replace(one, request="") for one in numbers.listing(office.holdings())]
    series = numbers.series(office.holdings())
    lost(root)
    rebuilt(root)
    holdings = opened(root).holdings()
    assert [replace(one, request="") for one in numbers.listing(holdings)] == before
    assert numbers.series(holdings) == series
    assert not [line for line in findings(root) if line.startswith("错误")]
