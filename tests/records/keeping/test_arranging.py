"""归档, 暂缓 and 销毁: what may be entered, and that nothing is destroyed without a second person."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongwen.errors import NotFoundError, RefusedError
from gongwen.model.arrangement import Term
from gongwen.model.life import Person, Role
from gongwen.records.keeping.arranging.values import DisposalState
from gongwen.records.keeping.keeping import Keeping
from gongwen.records.ledger import enrol_fonds
from tests.proving import PROVING, figure
from tests.records.keeping.units import item, new_unit
from tests.records.opening import now, open_database

LIST = "销毁清册〔2026〕1号"
OFFICE = "绍兴市使用正版软件工作领导小组办公室"


@pytest.fixture
def keeping(database: Path) -> Keeping:
    enrol_fonds("own", OFFICE)
    return Keeping("own", operator="王芳", now=now)


def other(name: str = "李明") -> Keeping:
    return Keeping("own", operator=name, now=now)


def test_an_item_is_filed_once_and_its_code_is_given_once(keeping: Keeping) -> None:
    unit = keeping.file_away(new_unit(1))
    assert (str(unit.code), unit.due, unit.transfer) == (
        "Z109-WS·2015-D10-0001",
        dt.date(2026, 1, 1),
        None,
    )
    assert keeping.further(item(1))[0].purpose == "归档"
    with pytest.raises(RefusedError, match="一件只归档一次"):
        keeping.file_away(new_unit(1))
    permanent = keeping.file_away(new_unit(2, Term.PERMANENT))
    assert (permanent.due, permanent.transfer) == (None, dt.date(2036, 1, 1))
    assert [str(one.code) for one in keeping.units(2015)] == [
        "Z109-WS·2015-D10-0001",
        "Z109-WS·2015-Y-0002",
    ]
    assert keeping.unit("Z109-WS·2015-Y-0002") == permanent
    with pytest.raises(NotFoundError, match="没有整理归档过"):
        keeping.unit("没有的")


def test_the_table_in_use_is_the_last_one_entered(keeping: Keeping) -> None:
    assert keeping.table() is None
    keeping.set_table("a" * 64, "样表", "", "名称 = 1")
    keeping.set_table("b" * 64, "我办保管期限表", "绍档批〔2016〕2号", "名称 = 2")
    again = keeping.set_table("b" * 64, "我办保管期限表", "绍档批〔2016〕2号", "名称 = 2")
    assert again.name == "我办保管期限表"
    assert again.on == dt.date(2026, 1, 5)


def test_only_what_is_due_and_not_held_can_be_proposed_and_all_that_is_wrong_is_told(
    keeping: Keeping,
) -> None:
    keeping.file_away(new_unit(1))
    keeping.file_away(new_unit(2, Term.YEARS_30))
    keeping.file_away(new_unit(3, Term.PERMANENT))
    keeping.file_away(new_unit(4))
    keeping.hold(item(4), "企业提起诉讼")
    with pytest.raises(RefusedError) as refused:
        keeping.propose([item(n) for n in (1, 2, 3, 4)], "到期", "王芳")
    assert refused.value.seen == (
        "不能销毁：Z109-WS·2015-D30-0002 要到 2046-01-01 才到期；"
        "Z109-WS·2015-Y-0003 永久保管；Z109-WS·2015-D10-0004 暂缓：企业提起诉讼"
    )
    keeping.lift(item(4), "诉讼已结案")
    found = keeping.propose([item(1), item(4)], "保管期满，无继续保存价值", "王芳")
    assert (found.number, found.state, len(found.lines)) == (LIST, DisposalState.PROPOSED, 2)
    with pytest.raises(RefusedError, match="已在销毁清册〔2026〕1号里"):
        keeping.propose([item(1)], "再来一次", "王芳")


@pytest.mark.parametrize("name", ["王芳", "王 芳", "王芳\u200b"])
def test_nobody_agrees_to_what_he_proposed(keeping: Keeping, name: str) -> None:
    keeping.file_away(new_unit(1))
    keeping.propose([item(1)], "到期", "王芳")
    with pytest.raises(RefusedError, match="谁也不独自销毁"):
        keeping.agree(LIST, name)
    with pytest.raises(RefusedError, match="谁也不独自销毁"):
        other(name).agree(LIST, name)


def test_who_proposed_may_enter_the_agreement_of_another_only_with_the_signed_paper(
    keeping: Keeping,
) -> None:
    keeping.file_away(new_unit(1))
    keeping.propose([item(1)], "到期", "王芳")
    with pytest.raises(RefusedError, match="附上签了字的鉴定意见"):
        keeping.agree(LIST, "李明")
    assert keeping.agree(LIST, "李明", scan="f" * 64).state is DisposalState.AGREED


def test_the_roles_that_are_entered_bind(keeping: Keeping) -> None:
    people = (Person("周静", (Role.ARCHIVIST,), "", False), Person("李明", (Role.SIGNATORY,), "", True))
    keeping.file_away(new_unit(1))
    with pytest.raises(RefusedError, match="王芳没有「存档」的岗位"):
        keeping.propose([item(1)], "到期", "王芳", people)
    keeping.propose([item(1)], "到期", "周静", people)
    with pytest.raises(RefusedError, match="赵强没有「签发」的岗位"):
        other("赵强").agree(LIST, "赵强", people)
    other().agree(LIST, "李明", people)
    with pytest.raises(RefusedError, match="王芳没有「存档」的岗位"):
        keeping.begin(LIST, item(9), people)
    assert other("周静").begin(LIST, item(9), people).state is DisposalState.BEGUN


def test_a_hold_after_the_agreement_stops_the_whole_list(keeping: Keeping) -> None:
    keeping.file_away(new_unit(1))
    keeping.file_away(new_unit(2))
    keeping.propose([item(1), item(2)], "到期", "王芳")
    other().agree(LIST, "李明")
    keeping.hold(item(2), "审计要用")
    with pytest.raises(RefusedError, match="暂缓：审计要用"):
        keeping.begin(LIST, item(9))
    assert keeping.withdraw(LIST, "有一件暂缓").state is DisposalState.WITHDRAWN
    keeping.propose([item(1)], "到期", "王芳")
    second = "销毁清册〔2026〕2号"
    other().agree(second, "李明")
    keeping.begin(second, item(9))
    with pytest.raises(RefusedError, match="正在销毁"):
        keeping.hold(item(1), "又要用了")
    with pytest.raises(RefusedError, match="还有 1 件没有销毁"):
        keeping.dispose(second)
    with pytest.raises(RefusedError, match="只销毁清册上的件"):
        keeping.destroyed(second, item(2))
    keeping.destroyed(second, item(1))
    keeping.destroyed(second, item(1))
    assert keeping.dispose(second).state is DisposalState.DONE
    gone = keeping.unit(item(1))
    assert (gone.destroyed_by, gone.title) == (second, "企业第1份调查表")
    with pytest.raises(RefusedError, match="已经销毁"):
        keeping.hold(item(1), "晚了")


PEOPLE = ("王芳", "王 芳", "李明", "赵强")
VERBS = ("hold", "lift", "propose", "agree", "withdraw", "begin", "destroyed", "dispose")
STEPS = st.lists(
    st.tuples(st.sampled_from(VERBS), st.sampled_from(PEOPLE), st.integers(1, 4), st.integers(1, 3)),
    min_size=12,
    max_size=40,
)
TERMS = (Term.YEARS_10, Term.YEARS_10, Term.YEARS_30, Term.PERMANENT)


def take(verb: str, who: str, ordinal: int, serial: int) -> None:
    keeping, listed = other(who), f"销毁清册〔2026〕{serial}号"
    match verb:
        case "hold":
            keeping.hold(item(ordinal), "要用")
        case "lift":
            keeping.lift(item(ordinal), "用完")
        case "propose":
            keeping.propose([item(ordinal)], "到期", who)
        case "agree":
            keeping.agree(listed, who)
        case "withdraw":
            keeping.withdraw(listed, "不办了")
        case "begin":
            keeping.begin(listed, item(9))
        case "destroyed":
            keeping.destroyed(listed, item(ordinal))
        case "dispose":
            keeping.dispose(listed)


class Watch:
    """What must hold, put down beside the records as the verbs succeed."""

    def __init__(self) -> None:
        self.held: set[int] = set()
        self.proposed: dict[int, tuple[int, str]] = {}
        self.agreed: set[int] = set()
        self.begun: set[int] = set()
        self.destroyed = 0

    def saw(self, verb: str, who: str, ordinal: int, serial: int) -> None:
        plain = who.replace(" ", "")
        match verb:
            case "hold":
                self.held.add(ordinal)
            case "lift":
                self.held.discard(ordinal)
            case "propose":
                self.proposed[len(self.proposed) + 1] = (ordinal, plain)
            case "agree":
                assert self.proposed[serial][1] != plain
                self.agreed.add(serial)
            case "begin":
                assert serial in self.agreed
                assert self.proposed[serial][0] not in self.held
                self.begun.add(serial)
            case "destroyed":
                assert serial in self.begun
                assert self.proposed[serial][0] == ordinal
                assert TERMS[ordinal - 1] is Term.YEARS_10
                self.destroyed += 1


def walk(steps: list[tuple[str, str, int, int]], folder: Path) -> int:
    """Take the steps that are not refused in a new archive; return how many items were destroyed."""
    open_database(folder / "gongwen.db")
    enrol_fonds("own", OFFICE)
    for ordinal, term in enumerate(TERMS, start=1):
        other().file_away(new_unit(ordinal, term))
    watch = Watch()
    likely = [("propose", "王芳", 1, 1), ("agree", "李明", 1, 1), ("begin", "赵强", 1, 1)]
    for step in [*steps[:4], *likely, *steps[4:]]:
        try:
            take(*step)
        except (RefusedError, NotFoundError):
            continue
        watch.saw(*step)
    gone = [unit for unit in other().units() if unit.destroyed_by]
    assert {unit.item_id for unit in gone} <= {item(1), item(2)}
    for unit in gone:
        found = other().disposal(unit.destroyed_by)
        assert found.approver.replace(" ", "") != found.proposer.replace(" ", "")
        assert found.state in (DisposalState.BEGUN, DisposalState.DONE)
    return len(gone)


def test_no_sequence_of_verbs_destroys_without_the_agreement_of_a_second_person() -> None:
    destroyed: list[int] = []

    @settings(max_examples=2000 if PROVING else 60, deadline=None, derandomize=not PROVING, database=None)
    @given(steps=STEPS)
    def sequences(steps: list[tuple[str, str, int, int]]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            destroyed.append(walk(steps, Path(folder)))

    sequences()
    assert sum(destroyed) > 0
    figure(f"销毁：{len(destroyed)} 种办事次序，销毁 {sum(destroyed)} 件，没有一件未经第二人批准")
