"""Papers in the making are kept version by version and step by step, and nothing is changed later."""

from __future__ import annotations

import datetime as dt
import json
from itertools import count
from pathlib import Path

import pytest

from gongwen.errors import FactsError, NotFoundError, RefusedError
from gongwen.model.numbering import DocumentNumber
from gongwen.records.ledger import enrol_fonds
from gongwen.records.life import log
from gongwen.records.life.models import Paper, Step, Version
from gongwen.records.life.papers import Life
from gongwen.records.life.values import (
    Disclosure,
    NewPaper,
    Origin,
    Person,
    Reference,
    Relation,
    Role,
    Stage,
    Verb,
)
from tests.records.life.papers import ALONE, DAY, JOINT, LEAD, SECOND, UNSEALED, Clock, step

NUMBER = DocumentNumber("绍市软件办", 2026, 3)


def entered(life: Life, text: str = JOINT, drafter: str = "李明") -> str:
    """Enter a paper and return its 稿号."""
    return life.enter(NewPaper(text, drafter))[0].draft_id


def signed(life: Life, text: str = ALONE) -> str:
    """Enter a paper and take it to 复核."""
    draft_id = entered(life, text)
    life.record(step(draft_id, Verb.REVIEW, "王芳"))
    life.record(step(draft_id, Verb.APPROVE))
    life.record(step(draft_id, Verb.RECHECK, "王芳"))
    return draft_id


def test_a_paper_that_is_entered_has_the_next_draft_id_of_its_year_and_is_described_by_its_text(
    life: Life, clock: Clock
) -> None:
    first, second = entered(life), entered(life, ALONE)
    clock.to(dt.date(2027, 2, 1))
    third = entered(life, UNSEALED)
    assert [first, second, third] == ["稿2026-0001", "稿2026-0002", "稿2027-0001"]
    assert life.paper("1").draft_id == third
    paper = life.paper("2026-1")
    assert (paper.title, paper.kind, paper.organs) == ("关于开展软件正版化检查的通知", "通知", (LEAD, SECOND))
    assert (paper.sealing, paper.drafter, paper.stage) == ((LEAD, SECOND), "李明", Stage.DRAFTED)


def test_entering_the_same_text_again_is_the_same_paper(life: Life) -> None:
    assert life.enter(NewPaper(JOINT, "李明"))[1] is True
    paper, new = life.enter(NewPaper(JOINT, "李明"))
    assert (paper.draft_id, new, len(life.papers())) == ("稿2026-0001", False, 1)


def test_a_text_that_is_wrong_or_carries_a_number_is_not_entered(life: Life) -> None:
    with pytest.raises(FactsError):
        entered(life, "文种：通知\n")
    with pytest.raises(RefusedError, match="字号由登记给出"):
        entered(life, ALONE.replace("主送：", "文号：绍市软件办〔2026〕1号\n主送："))
    assert life.papers() == ()


def test_not_disclosing_needs_a_reason(life: Life) -> None:
    with pytest.raises(RefusedError, match="不予公开要说明理由"):
        life.enter(NewPaper(ALONE, "李明", disclosure=Disclosure.WITHHELD))
    paper, _ = life.enter(
        NewPaper(ALONE, "李明", disclosure=Disclosure.WITHHELD, disclosure_reason="内部事务信息")
    )
    assert (paper.disclosure, paper.disclosure_reason) == (Disclosure.WITHHELD, "内部事务信息")


def test_a_step_says_who_when_and_what_and_who_recorded_it_for_him(life: Life) -> None:
    draft_id = entered(life)
    life.record(step(draft_id, Verb.REVIEW, "王芳", opinion="拟同意"))
    life.record(step(draft_id, Verb.COUNTERSIGN, "赵刚", organ=SECOND, scan="ab" * 32))
    life.record(step(draft_id, Verb.APPROVE, opinion="发"))
    told = [str(one) for one in life.steps(draft_id)]
    assert told == [
        "拟稿　李明　2026年1月5日　王芳代录（纸面签字，未附扫描件）",
        "审核　王芳　2026年1月5日：拟同意　本人办理",
        f"会签　{SECOND} 赵刚　2026年1月5日　王芳代录（纸面签字，扫描件 abababababab）",
        "签发　王建国　2026年1月5日：发　王芳代录（纸面签字，未附扫描件）",
    ]
    assert life.paper(draft_id).stage is Stage.APPROVED


def test_the_same_step_recorded_twice_stands_once(life: Life) -> None:
    draft_id = entered(life, ALONE)
    first = life.record(step(draft_id, Verb.REVIEW, "王芳"))
    again = life.record(step(draft_id, Verb.REVIEW, "王芳"))
    assert (first.new, again.new, again.step) == (True, False, first.step)
    assert [one.verb for one in life.steps(draft_id)] == [Verb.DRAFT, Verb.REVIEW]


def test_what_a_rule_forbids_is_not_recorded_and_says_why(life: Life) -> None:
    draft_id = entered(life, ALONE)
    with pytest.raises(RefusedError, match="先审核，后送签"):
        life.record(step(draft_id, Verb.APPROVE))
    with pytest.raises(RefusedError, match="办了才记"):
        life.record(step(draft_id, Verb.REVIEW, "王芳", DAY + dt.timedelta(days=1)))
    assert len(life.steps(draft_id)) == 1


def test_a_new_version_sends_the_paper_back_to_the_signer_and_keeps_the_old_text(life: Life) -> None:
    draft_id = signed(life)
    assert life.paper(draft_id).stage is Stage.RECHECKED
    changed = ALONE.replace("1月30日", "2月10日")
    version = life.add_version(draft_id, changed, Origin.REVISED, reason="期限太紧", by="李明")
    assert (version.ordinal, version.reason, version.by) == (2, "期限太紧", "李明")
    assert life.paper(draft_id).stage is Stage.DRAFTED
    assert [one.text for one in life.versions(draft_id)] == [ALONE, changed]
    with pytest.raises(RefusedError, match="还没有审核"):
        life.record(step(draft_id, Verb.ALLOCATE, "王芳", copies=5))


def test_the_present_text_again_is_no_new_version(life: Life) -> None:
    draft_id = entered(life)
    assert life.add_version(draft_id, JOINT, Origin.REVISED, reason="再看一遍").ordinal == 1
    assert len(life.steps(draft_id)) == 1


def test_a_misprint_corrected_after_numbering_keeps_the_signatures_and_the_number(life: Life) -> None:
    draft_id = signed(life)
    corrected = ALONE.replace("现将检查安排", "现将有关安排")
    with pytest.raises(RefusedError, match="编号之后"):
        life.add_version(draft_id, corrected, Origin.PROOFED, reason="错字")
    life.record(step(draft_id, Verb.ALLOCATE, "王芳", copies=5), number=NUMBER)
    life.record(step(draft_id, Verb.PRINT, "王芳", copies=5))
    life.add_version(draft_id, corrected, Origin.PROOFED, reason="错字")
    paper = life.paper(draft_id)
    assert (paper.stage, paper.number, paper.copies) == (Stage.NUMBERED, NUMBER, 5)
    found = life.paper_of(NUMBER)
    assert found is not None
    assert found.draft_id == draft_id


def test_a_paper_that_refers_to_an_issued_one_is_found_from_it(life: Life) -> None:
    reference = Reference(Relation.REPEAL, NUMBER, dt.date(2026, 7, 1))
    life.enter(NewPaper(ALONE, "李明", refers_to=reference))
    (found,) = life.referring_to(NUMBER)
    assert str(found.refers_to) == "废止 绍市软件办〔2026〕3号，自2026年7月1日起"


def test_an_unknown_draft_id_is_not_found(life: Life) -> None:
    for name in ("稿2026-0009", "别的", ""):
        with pytest.raises(NotFoundError, match="没有稿号"):
            life.paper(name)


def test_a_name_spelt_otherwise_is_the_person_entered_before(life: Life) -> None:
    life.set_person(Person("王建国", (Role.SIGNATORY,)))
    life.set_person(Person("王　建国", (Role.REVIEWER, Role.SIGNATORY)))
    (person,) = life.people()
    assert (person.name, set(person.roles)) == ("王建国", {Role.REVIEWER, Role.SIGNATORY})


def test_the_log_tells_of_people_only_what_changed(life: Life) -> None:
    for person in (
        Person("陈静", ()),
        Person("陈静", (Role.REVIEWER,)),
        Person("陈 静", (Role.REVIEWER,)),
        Person("陈静", ()),
    ):
        life.set_person(person)
    told = [json.loads(line) for line in log.lines("own", 2026)]
    assert [(one["verb"], one["details"]) for one in told] == [
        ("roles", {"name": "陈静", "roles": ["审核"], "organ": "", "chief": False}),
        ("roles", {"name": "陈静", "roles": [], "organ": "", "chief": False}),
    ]


def test_a_role_that_was_given_out_is_taken_by_its_holders_only(life: Life) -> None:
    life.set_person(Person("陈静", (Role.REVIEWER, Role.REGISTRAR), LEAD))
    draft_id = entered(life, ALONE)
    with pytest.raises(RefusedError, match="王芳没有「审核」的岗位"):
        life.record(step(draft_id, Verb.REVIEW, "王芳"))
    life.record(step(draft_id, Verb.REVIEW, "陈静"))
    life.set_person(Person("陈静", (Role.DRAFTER,)))
    with pytest.raises(RefusedError, match="李明没有「拟稿」的岗位"):
        entered(life, UNSEALED)
    life.set_person(Person("陈静", ()))
    assert life.people() == ()


def test_the_log_holds_every_step_and_finds_what_was_changed(life: Life) -> None:
    draft_id = signed(life)
    life.set_person(Person("陈静", (Role.REVIEWER,), LEAD))
    assert len(log.lines("own", 2026)) == 5
    assert list(log.findings("own")) == []
    Step.objects.filter(verb="approve").update(actor="李明")
    Version.objects.update(text=ALONE.replace("检查", "抽查"))
    assert [str(finding) for finding in log.findings("own")] == [
        f"错误｜{draft_id} 第 3 步｜与办理记录不符，已被改动（办理记录）",
        f"错误｜{draft_id} 第1稿｜稿子的文字与办理记录里的摘要不符，已被改动（办理记录）",
    ]


def test_the_log_finds_steps_and_papers_that_were_taken_away(life: Life) -> None:
    draft_id, other = entered(life, ALONE), entered(life)
    life.record(step(draft_id, Verb.REVIEW, "王芳"))
    Step.objects.filter(verb="review").delete()
    Step.objects.filter(paper__serial=2).delete()
    Version.objects.filter(paper__serial=2).delete()

    Paper.objects.filter(serial=2).delete()
    assert [finding.place for finding in log.findings("own")] == [f"{draft_id} 第 2 步", other]


def test_what_is_done_at_once_has_one_time_however_the_clock_runs(database: Path) -> None:
    ticks = (dt.datetime(2026, 1, 5, tzinfo=dt.UTC) + dt.timedelta(seconds=n) for n in count())
    enrol_fonds("own", LEAD)
    draft_id = entered(Life("own", operator="王芳", now=lambda: next(ticks)))
    times = {Paper.objects.get().entered_at, Version.objects.get().at, Step.objects.get().at}
    assert len(times) == 1
    (line,) = log.lines("own", 2026)
    assert json.loads(line)["at"] == times.pop().strftime("%Y-%m-%dT%H:%M:%SZ")
    assert json.loads(line)["draft"] == draft_id
