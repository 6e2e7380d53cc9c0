"""The machine of a paper's life: whatever is tried in whatever order, the rules hold."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongwen.model.life import (
    ORDER,
    Origin,
    Paper,
    Part,
    Person,
    Refusal,
    Role,
    Stage,
    Standing,
    Step,
    Verb,
    Version,
    combined,
    next_state,
    refused_role,
    standing_of,
)

DAY = dt.date(2026, 1, 5)
LEAD, SECOND, THIRD = "市软件办", "市国资委", "市文广局"
PAPER = Paper("稿2026-0001", Part.LEAD, "通知", "通知", "李明", (LEAD, SECOND), (LEAD, SECOND))
FINAL = (Verb.DISTRIBUTE, Verb.DEPOSIT)


@dataclass
class Desk:
    """A paper with its versions and steps, taken forward by hand."""

    paper: Paper = PAPER
    versions: list[Version] = field(
        default_factory=lambda: [Version(PAPER.draft_id, 1, "一", Origin.DRAFTED)]
    )
    steps: list[Step] = field(default_factory=list)

    @property
    def standing(self) -> Standing:
        """How the paper stands."""
        return standing_of(self.paper, self.versions, self.steps)

    def tried(self, verb: Verb, actor: str = "王建国", **said: object) -> Stage | Refusal:
        """Try a step, and take it where it may be taken."""
        organ, reason = str(said.pop("organ", "")), str(said.pop("reason", ""))
        details = {name: value for name, value in said.items() if isinstance(value, str | int)}
        step = Step(
            PAPER.draft_id, verb, actor, DAY, organ=organ, reason=reason, details=details, recorded_by="王芳"
        )
        found = next_state(self.standing, step)
        if not isinstance(found, Refusal):
            self.steps.append(replace(step, version=self.versions[-1].ordinal))
        return found

    def rewritten(self, origin: Origin) -> None:
        """Add a version where the machine lets one in."""
        if not isinstance(self.tried(Verb.REVISE, origin=origin.value), Refusal):
            self.versions.append(Version(PAPER.draft_id, len(self.versions) + 1, "文", origin))

    def to(self, verb: Verb, without: str = "") -> None:
        """Try every step up to `verb` as an office would, `without` one organ's part in them."""
        for one in ORDER[1 : ORDER.index(verb) + 1]:
            if one is Verb.COUNTERSIGN:
                for organ in self.standing.missing:
                    if organ != without:
                        self.tried(one, "赵刚", organ=organ)
            elif one is Verb.AFFIX_SEAL:
                for organ in self.paper.sealing:
                    if organ != without:
                        self.tried(one, organ=organ, copies=5)
            else:
                self.tried(one, copies=5 if one is not Verb.DEPOSIT else 0)


def refusal(found: Stage | Refusal) -> Refusal:
    """The refusal, which it must be."""
    assert isinstance(found, Refusal)
    return found


def test_the_usual_way_leads_from_the_draft_to_the_file_copy() -> None:
    desk = Desk()
    seen = [desk.standing.stage.value]
    desk.tried(Verb.REVIEW)
    seen.append(desk.standing.stage.value)
    desk.tried(Verb.COUNTERSIGN, "赵刚", organ=SECOND)
    seen.append(desk.standing.stage.value)
    for verb in (Verb.APPROVE, Verb.RECHECK, Verb.ALLOCATE):
        desk.tried(verb)
        seen.append(desk.standing.stage.value)
    desk.tried(Verb.PRINT, copies=5)
    seen.append(desk.standing.stage.value)
    for organ in (LEAD, SECOND):
        desk.tried(Verb.AFFIX_SEAL, organ=organ, copies=5)
    seen.append(desk.standing.stage.value)
    desk.tried(Verb.RELEASE)
    desk.tried(Verb.DISTRIBUTE, copies=4, to="越城区")
    seen.append(desk.standing.stage.value)
    desk.tried(Verb.DEPOSIT, copies=1)
    seen.append(desk.standing.stage.value)
    assert " ".join(seen) == "拟稿 已审核 已会签 已签发 已复核 已编号 已印制 已用印 已分送 已存档"


def test_a_paper_waits_for_its_organs_by_name_and_for_its_signer() -> None:
    desk = Desk(replace(PAPER, organs=(LEAD, SECOND, THIRD)))
    desk.tried(Verb.REVIEW)
    desk.tried(Verb.COUNTERSIGN, "赵刚", organ=THIRD)
    assert desk.standing.waits() == ((Verb.COUNTERSIGN, SECOND), (Verb.APPROVE, ""))
    assert desk.standing.date_of_issue is None


@pytest.mark.parametrize("verb", [Verb.APPROVE, Verb.RECHECK, Verb.ALLOCATE, Verb.PRINT, Verb.RELEASE])
def test_no_step_is_taken_before_the_one_it_follows(verb: Verb) -> None:
    found = refusal(Desk().tried(verb, copies=5))
    assert found.seen
    assert found.rule
    assert "gongwen" in found.advice


def test_a_changed_text_is_signed_anew_and_a_corrected_one_is_not() -> None:
    desk = Desk()
    desk.to(Verb.ALLOCATE)
    seen = []
    for origin in (Origin.PROOFED, Origin.REVISED):
        desk.rewritten(origin)
        seen.append((desk.standing.stage, desk.standing.missing))
    assert seen == [(Stage.NUMBERED, ()), (Stage.DRAFTED, (SECOND,))]


def test_a_corrected_text_is_printed_and_sealed_anew() -> None:
    desk = Desk()
    desk.to(Verb.AFFIX_SEAL)
    assert desk.standing.stage is Stage.SEALED
    desk.rewritten(Origin.PROOFED)
    assert (desk.standing.stage, desk.standing.copies.printed) == (Stage.NUMBERED, 0)


def test_a_paper_sent_back_to_a_step_is_done_anew_from_it_and_keeps_what_came_before() -> None:
    desk = Desk()
    desk.to(Verb.RECHECK)
    desk.tried(Verb.SEND_BACK, reason="标题不妥", to=Verb.APPROVE.value)
    assert desk.standing.stage is Stage.COUNTERSIGNED
    assert "退回" in refusal(desk.tried(Verb.SEND_BACK, to=Verb.REVIEW.value)).seen


def test_a_signature_that_disagrees_is_no_signature() -> None:
    desk = Desk()
    step = Step(PAPER.draft_id, Verb.REVIEW, "陈静", DAY, opinion="不同意，数字有误")
    assert "send-back" in refusal(next_state(desk.standing, step)).advice


def test_a_step_is_not_dated_before_the_one_it_follows() -> None:
    desk = Desk()
    desk.tried(Verb.REVIEW)
    early = Step(PAPER.draft_id, Verb.APPROVE, "王建国", DAY - dt.timedelta(days=1))
    assert refusal(next_state(desk.standing, early)).rule == "先审核，后签发"


@pytest.mark.parametrize("spelling", ["李明", "李　明", "李 明", " 李明", "李\u200b明", "⽊⼦明"])
def test_a_name_spelt_with_spaces_or_other_forms_is_the_same_person(spelling: str) -> None:
    drafter = "李明" if spelling != "⽊⼦明" else "木子明"
    desk = Desk(replace(PAPER, drafter=drafter))
    desk.tried(Verb.REVIEW)
    assert refusal(desk.tried(Verb.APPROVE, spelling)).rule == "谁也不签发自己拟的稿"
    signing = Step(PAPER.draft_id, Verb.APPROVE, spelling, DAY, recorded_by=drafter)
    assert signing.recorded() == "本人办理"
    assert refused_role((Person(drafter, (Role.SIGNATORY,)),), signing) is None


def test_a_role_given_out_binds_and_one_not_given_out_does_not() -> None:
    people = (Person("陈静", (Role.REVIEWER, Role.RECHECKER)), Person("王建国", (Role.SIGNATORY,)))
    review = Step(PAPER.draft_id, Verb.REVIEW, "王芳", DAY)
    assert "陈静" in (refused_role(people, review) or Refusal("", "")).rule
    assert refused_role(people, replace(review, actor="陈静")) is None
    assert refused_role(people, replace(review, verb=Verb.PRINT)) is None
    assert [person.name for person in combined(people)] == ["陈静"]


_TRIES = st.one_of(
    st.tuples(
        st.sampled_from([*ORDER[1:], Verb.JOIN]),
        st.sampled_from(["李明", "王建国", "赵刚"]),
        st.sampled_from(["", LEAD, SECOND, THIRD]),
        st.integers(0, 6),
    ),
    st.tuples(
        st.just(Verb.AFFIX_SEAL), st.just("王建国"), st.sampled_from([LEAD, SECOND]), st.integers(1, 6)
    ),
    st.sampled_from([Origin.REVISED, Origin.IMPORTED, Origin.PROOFED, Origin.DATED]),
    st.sampled_from(ORDER),
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(ORDER[1:]), st.sampled_from(["", LEAD, SECOND]), st.lists(_TRIES, max_size=25))
def test_whatever_is_tried_the_rules_hold(begin: Verb, without: str, tries: list[object]) -> None:
    desk = Desk()
    desk.to(begin, without)
    holds(desk.standing)
    for one in tries:
        before, frozen = len(desk.steps), desk.standing.done(Verb.RELEASE) is not None
        text = len(desk.versions)
        if isinstance(one, Origin):
            desk.rewritten(one)
        elif isinstance(one, Verb):
            desk.tried(Verb.SEND_BACK, reason="有误", to=one.value)
        elif isinstance(one, tuple):
            verb, actor, organ, copies = one
            desk.tried(verb, actor, organ=organ, copies=copies)
        if frozen:
            assert len(desk.versions) == text
            assert all(step.verb in FINAL for step in desk.steps[before:])
        holds(desk.standing)


def holds(standing: Standing) -> None:
    """What is true of every paper at any time."""
    approved, copies = standing.done(Verb.APPROVE), standing.copies
    if standing.done(Verb.ALLOCATE) and not standing.done(Verb.RELEASE):
        assert approved is not None
        assert standing.missing == ()
        assert standing.date_of_issue == DAY
    if approved:
        assert approved.actor != PAPER.drafter
        assert approved.version >= standing.basis
    if standing.done(Verb.RELEASE):
        assert copies.unsealed == ()
    assert copies.left >= 0
    assert all(count <= copies.printed for _, count in copies.sealed)
    if standing.stage is Stage.DEPOSITED:
        assert copies.left == 0
