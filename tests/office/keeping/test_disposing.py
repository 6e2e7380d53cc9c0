"""Review, hold and disposal in a real archive: what two people agreed to is destroyed, nothing else."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongwen.errors import NotFoundError, RefusedError, StorageError
from gongwen.office import archive
from gongwen.office.desk.database import connect
from gongwen.office.keeping.disposing.reviewing import Standing, review
from gongwen.office.keeping.pieces import pieces, to_search
from gongwen.records.keeping.arranging.values import DisposalState
from gongwen.search import Fts5Index, parse_query
from tests.office.archives import holdings_of, make_archive, reopen
from tests.office.keeping.filing import LIST, carry_out, desk_of, problems
from tests.office.keeping.yearly import arranged, receive
from tests.proving import PROVING, figure
from tests.records.opening import now

RARE = "龘靐"


def found(words: str) -> set[str]:
    return set(Fts5Index().item_ids(parse_query(words)))


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """Two forms of ten years, one paper of thirty, all filed and in the index; their item ids by name."""
    root = tmp_path_factory.mktemp("filed") / "archive"
    make_archive(root)
    items = {
        "甲": receive(root, "企业甲的调查表", month=3),
        "乙": receive(root, "企业乙的调查表", month=4),
        "计划": receive(root, "推进计划", month=5),
    }
    Fts5Index().add(to_search(one, f"{one.title}写着{RARE}") for one in pieces(holdings_of(root)))
    arranged(root)
    connect(root.with_name("elsewhere.db"))
    return root, items


@pytest.fixture
def root(prepared: tuple[Path, dict[str, str]], tmp_path: Path) -> Path:
    """A copy of that archive for each test."""
    folder = Path(shutil.copytree(prepared[0], tmp_path / "archive"))
    reopen(folder)
    return folder


@pytest.fixture
def filed(prepared: tuple[Path, dict[str, str]]) -> dict[str, str]:
    """The item ids by name."""
    return prepared[1]


def test_a_review_tells_what_is_due_held_listed_and_to_be_transferred(
    root: Path, filed: dict[str, str]
) -> None:
    desk = desk_of(root)
    desk.hold("Z109-WS·2015-D10-0002", "企业提起诉讼")
    seen = review(holdings_of(root), dt.date(2026, 1, 1))
    assert [(line.unit.title, line.standing, line.said) for line in seen.lines] == [
        ("企业甲的调查表", Standing.DUE, ""),
        ("企业乙的调查表", Standing.HELD, "企业提起诉讼"),
    ]
    assert (seen.others, seen.next_due) == (1, dt.date(2046, 1, 1))
    assert [line.standing for line in review(holdings_of(root), dt.date(2025, 12, 31)).lines] == [
        Standing.HELD_EARLY
    ]
    desk.propose([], 2015, "保管期满")
    assert [line.standing for line in review(holdings_of(root), dt.date(2026, 1, 1)).lines] == [
        Standing.LISTED,
        Standing.HELD,
    ]


def test_what_two_people_agreed_to_is_gone_but_for_its_line_and_the_list_stays(
    root: Path, filed: dict[str, str]
) -> None:
    desk_of(root).propose(["Z109-WS·2015-D10-0001"], None, "保管期满，没有继续保存的价值")
    with pytest.raises(RefusedError, match="没有另一个人批准，什么也不销毁"):
        carry_out(root)
    desk_of(root, "李明").agree(LIST)
    steps: list[str] = []
    assert carry_out(root, steps.append) is DisposalState.DONE
    assert steps == [
        "staged",
        "synced",
        "placed",
        "listed",
        "begun",
        "bag-destroyed",
        "item-destroyed",
        "entered",
        "forgotten",
    ]
    holdings = holdings_of(root)
    assert filed["甲"] not in holdings.store.ids()
    assert holdings.store.further(filed["甲"]) == ()
    assert {filed["乙"], filed["计划"]} < set(holdings.store.ids())
    shown = archive.shown(holdings, "Z109-WS·2015-D10-0001")
    assert (shown.item.title, shown.item.destroyed_by, shown.names) == ("企业甲的调查表", LIST, ())
    register = archive.shown(holdings, LIST)
    assert register.item.title == "档案销毁清册（销毁清册〔2026〕1号，1件）"
    assert "attachment-1.xlsx" in register.names
    assert problems(root) == []
    assert found("企业甲") == {filed["甲"], register.item.item_id}
    assert found(RARE) == {filed["乙"], filed["计划"]}
    assert carry_out(root) is DisposalState.DONE


def test_no_file_of_the_archive_holds_the_text_of_what_was_destroyed(
    root: Path, filed: dict[str, str]
) -> None:
    holdings = holdings_of(root)
    secret = "只在这一份里写着的话纛"
    one = next(one for one in pieces(holdings) if one.item_id == filed["甲"])
    Fts5Index().add([to_search(one, secret)])
    assert holders(root, secret[-2:])
    desk_of(root).propose([filed["甲"]], None, "保管期满")
    desk_of(root, "李明").agree(LIST)
    carry_out(root)
    assert holders(root, secret[-2:]) == []


def holders(root: Path, text: str) -> list[str]:
    """Return the files below an archive that hold these characters."""
    return [path.name for path in root.rglob("*") if path.is_file() and text.encode() in path.read_bytes()]


def test_a_destroyed_item_that_lies_there_again_is_an_error(root: Path, filed: dict[str, str]) -> None:
    folder = root / "items" / "2015" / filed["甲"]
    copy = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    desk_of(root).propose([filed["甲"]], None, "保管期满")
    desk_of(root, "李明").agree(LIST)
    carry_out(root)
    for name, content in copy.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    assert problems(root) == [f"{filed['甲']}：企业甲的调查表 登记已销毁（{LIST}），件却还在"]


def test_a_hold_after_the_agreement_saves_everything_on_the_list(root: Path, filed: dict[str, str]) -> None:
    desk_of(root).propose([], 2015, "保管期满")
    desk_of(root, "李明").agree(LIST)
    desk_of(root, "赵强").hold("Z109-WS·2015-D10-0002", "审计要用")
    with pytest.raises(RefusedError, match="暂缓：审计要用"):
        carry_out(root)
    assert set(filed.values()) == set(holdings_of(root).store.ids())
    assert problems(root) == []


STEPS = ("staged", "placed", "listed", "begun", "bag-destroyed", "item-destroyed", "entered", "forgotten")


@pytest.mark.parametrize(
    ("step", "time"),
    [*((step, 1) for step in STEPS), ("bag-destroyed", 2), ("item-destroyed", 2), ("entered", 2)],
)
def test_stopped_at_any_step_it_can_be_gone_on_with_and_there_is_one_list(
    root: Path, filed: dict[str, str], step: str, time: int
) -> None:
    desk_of(root).propose([], 2015, "保管期满")
    desk_of(root, "李明").agree(LIST)
    seen: list[str] = []

    def stop(at: str) -> None:
        seen.append(at)
        if seen.count(step) == time:
            raise StorageError("磁盘已满")

    with pytest.raises(StorageError):
        carry_out(root, stop)
    reopen(root)
    assert [line for line in problems(root) if "不见了" in line] == []
    assert carry_out(root) is DisposalState.DONE
    holdings = holdings_of(root)
    assert [one.number for one in pieces(holdings) if one.number] == [LIST]
    gone = {one.item_id for one in pieces(holdings) if one.destroyed_by}
    assert gone == {filed["甲"], filed["乙"]}
    assert gone.isdisjoint(holdings.store.ids())
    assert problems(root) == []


def test_the_list_itself_is_filed_for_ever_with_the_year_it_is_of(root: Path, filed: dict[str, str]) -> None:
    desk_of(root).propose([filed["甲"]], None, "保管期满")
    desk_of(root, "李明").agree(LIST)
    carry_out(root)
    arranged(root, 2026)
    unit = next(unit for unit in holdings_of(root).keeping.units(2026))
    assert (str(unit.code), unit.number) == ("Z109-WS·2026-Y-0001", LIST)


STEPS_OF_PEOPLE = st.lists(
    st.tuples(
        st.sampled_from(("hold", "lift", "propose", "agree", "withdraw", "carry-out")),
        st.sampled_from(("王芳", "王 芳", "李明", "赵强")),
        st.sampled_from(("甲", "乙", "计划")),
    ),
    min_size=4,
    max_size=12,
)


def take(root: Path, verb: str, who: str, item_id: str) -> None:
    """Take one step, whoever may or may not."""
    desk = desk_of(root, who)
    match verb:
        case "hold":
            desk.hold(item_id, "要用")
        case "lift":
            desk.lift(item_id, "用完")
        case "propose":
            desk.propose([item_id], None, "到期")
        case "agree":
            desk.agree(LIST)
        case "withdraw":
            desk.withdraw(LIST, "不办了")
        case "carry-out":
            carry_out(root, operator=who)


def unlawfully_gone(root: Path, items: Iterable[str]) -> set[str]:
    """The items whose bytes are gone without a due list that two people stand for."""
    lawful = {
        line.item_id
        for found in holdings_of(root).keeping.disposals()
        for line in found.lines
        if found.state in (DisposalState.BEGUN, DisposalState.DONE)
        and found.approver.replace(" ", "") not in ("", found.proposer.replace(" ", ""))
        and line.due <= now().date()
    }
    return set(items) - set(holdings_of(root).store.ids()) - lawful


def test_no_sequence_of_steps_destroys_bytes_that_two_people_did_not_give_up(
    prepared: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    kept, items = prepared
    gone: list[int] = []

    @settings(max_examples=400 if PROVING else 12, deadline=None, derandomize=not PROVING, database=None)
    @given(steps=STEPS_OF_PEOPLE)
    def sequences(steps: list[tuple[str, str, str]]) -> None:
        connect(tmp_path / "elsewhere.db")
        shutil.rmtree(tmp_path / "work", ignore_errors=True)
        root = Path(shutil.copytree(kept, tmp_path / "work"))
        reopen(root)
        likely = [("propose", "王芳", "甲"), ("agree", "李明", "甲"), ("carry-out", "赵强", "甲")]
        for verb, who, name in [*steps[:2], *likely, *steps[2:]]:
            with suppress(RefusedError, NotFoundError):
                take(root, verb, who, items[name])
            assert unlawfully_gone(root, items.values()) == set()
        gone.append(len(set(items.values()) - set(holdings_of(root).store.ids())))

    sequences()
    connect(tmp_path / "elsewhere.db")
    assert sum(gone) > 0
    figure(f"销毁：{len(gone)} 种次序真办一遍，抹去 {sum(gone)} 件，件件有两个人")
