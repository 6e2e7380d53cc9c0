"""A paper gets its number when all have signed, and its date from the last of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from gongwen.errors import RefusedError
from gongwen.model import DocumentNumber, Kind, notation
from gongwen.office import numbers
from gongwen.office.life import entering, numbering, printing, signing
from gongwen.office.life.desk import Act, LifeDesk
from gongwen.office.life.entering import enter
from gongwen.office.life.numbering import Allocation
from gongwen.records.life.values import NewPaper, Part, Stage
from gongwen.records.values import State
from tests.office.life.papers import CLERK, SIGNER, entered, numbered, rechecked
from tests.records.life.papers import ALONE, DAY, JOINT, SECOND, THIRD, UPWARD, Clock

FIRST = DocumentNumber("绍市软件办", 2026, 1)
ASKED = Allocation(5, "各区、县（市）人民政府")


def test_an_unsigned_paper_gets_no_number(desk: LifeDesk) -> None:
    draft_id = entered(desk)
    signing.review(desk, draft_id, CLERK)
    with pytest.raises(RefusedError, match="先签发，后编号"):
        numbering.allocate(desk, draft_id, ASKED, CLERK)
    assert desk.holdings.ledger.listing() == ()


def test_a_joint_paper_gets_no_number_while_an_organ_has_not_signed_and_says_which(desk: LifeDesk) -> None:
    three = JOINT.replace(f"发文机关：{SECOND}", f"发文机关：{SECOND}\n发文机关：{THIRD}")
    draft_id = entered(desk, three.replace(f"署名：{SECOND}", f"署名：{SECOND}\n署名：{THIRD}"))
    signing.review(desk, draft_id, CLERK)
    signing.approve(desk, draft_id, SIGNER)
    with pytest.raises(RefusedError, match=f"还缺{SECOND}、{THIRD}的会签"):
        signing.recheck(desk, draft_id, CLERK)
    signing.countersign(desk, draft_id, SECOND, Act("赵刚", DAY))
    with pytest.raises(RefusedError, match=f"还缺{THIRD}的会签"):
        numbering.allocate(desk, draft_id, ASKED, CLERK)
    assert desk.holdings.ledger.listing() == ()


def test_the_date_of_issue_is_the_day_the_last_organ_signed(desk: LifeDesk, clock: Clock) -> None:
    clock.to(dt.date(2026, 1, 9))
    draft_id = entered(desk, JOINT)
    signing.review(desk, draft_id, CLERK)
    signing.approve(desk, draft_id, SIGNER)
    signing.countersign(desk, draft_id, SECOND, Act("赵刚", dt.date(2026, 1, 8)))
    signing.recheck(desk, draft_id, Act("王芳", dt.date(2026, 1, 9)))
    taken = numbering.allocate(desk, draft_id, ASKED, Act("王芳", dt.date(2026, 1, 9)))
    document = desk.document(draft_id)
    assert (taken.paper.number, taken.paper.stage) == (FIRST, Stage.NUMBERED)
    assert document.signature.date_of_issue == dt.date(2026, 1, 8)
    assert document.imprint.printing_date == dt.date(2026, 1, 8)


def test_another_date_of_issue_needs_a_reason(desk: LifeDesk) -> None:
    draft_id = rechecked(desk)
    with pytest.raises(RefusedError, match="按签发、会签算是 2026-01-05"):
        numbering.allocate(desk, draft_id, Allocation(5, date_of_issue=dt.date(2026, 1, 6)), CLERK)
    earlier = Allocation(5, date_of_issue=dt.date(2026, 1, 4), date_reason="会议通过的日期")
    with pytest.raises(RefusedError, match="晚于成文日期"):
        numbering.allocate(desk, draft_id, earlier, CLERK)
    assert desk.life.paper(draft_id).number is None


def test_asking_again_gives_no_second_number(desk: LifeDesk) -> None:
    draft_id = rechecked(desk)
    assert numbering.allocate(desk, draft_id, ASKED, CLERK).new is True
    again = numbering.allocate(desk, draft_id, ASKED, CLERK)
    assert (again.new, again.paper.number) == (False, FIRST)
    assert len(desk.holdings.ledger.listing()) == 1


def test_a_paper_changed_after_numbering_is_signed_again_and_keeps_its_number(desk: LifeDesk) -> None:
    draft_id = numbered(desk)
    other = desk.document(draft_id)

    changed = notation.parse(notation.write(other).replace("1月30日", "2月10日"))
    entering.revise(desk, draft_id, changed, reason="期限太紧", by="李明")
    with pytest.raises(RefusedError, match="还没有审核"):
        numbering.allocate(desk, draft_id, ASKED, CLERK)
    signing.review(desk, draft_id, CLERK)
    signing.approve(desk, draft_id, SIGNER)
    signing.recheck(desk, draft_id, CLERK)
    assert numbering.allocate(desk, draft_id, ASKED, CLERK).paper.number == FIRST
    assert "2月10日" in desk.holdings.ledger.get(FIRST).request


def test_a_paper_whose_number_was_voided_gets_the_next_one(desk: LifeDesk, tmp_path: Path) -> None:
    draft_id = numbered(desk)
    numbers.void(desk.holdings, FIRST, "领导要求缓办")
    with pytest.raises(RefusedError, match="已经作废"):
        printing.print_(desk, draft_id, 5, tmp_path / "out", CLERK)
    assert not (tmp_path / "out").exists()
    signing.send_back(desk, draft_id, "登记", Act("王芳", DAY, reason="缓办以后再编号"))
    taken = numbering.allocate(desk, draft_id, ASKED, CLERK)
    assert taken.paper.number == DocumentNumber("绍市软件办", 2026, 2)
    assert desk.holdings.ledger.get(FIRST).state is State.VOID


def test_where_we_are_co_issuer_the_lead_s_number_is_entered_with_a_copy_and_none_of_ours(
    desk: LifeDesk, tmp_path: Path
) -> None:
    sent = tmp_path / "来稿.pdf"
    sent.write_bytes(b"%PDF-1.7 sent")
    paper = entering.join(
        desk, sent, title="关于联合检查的通知", kind="通知", lead_issuer=THIRD, by="李明"
    ).paper
    assert (paper.part, paper.organs) == (Part.CO_ISSUER, (THIRD,))
    signing.review(desk, paper.draft_id, CLERK)
    with pytest.raises(RefusedError, match="本机关是协办"):
        numbering.allocate(desk, paper.draft_id, ASKED, CLERK)
    lead = DocumentNumber("绍市文广", 2026, 7)
    with pytest.raises(RefusedError, match="副本"):
        numbering.enter_lead_number(desk, paper.draft_id, lead, DAY, CLERK)
    issued = Act("王芳", DAY, scan=sent)
    with pytest.raises(RefusedError, match="还没有签发"):
        numbering.enter_lead_number(desk, paper.draft_id, lead, DAY, issued)
    signing.approve(desk, paper.draft_id, SIGNER)
    taken = numbering.enter_lead_number(desk, paper.draft_id, lead, DAY, issued)
    assert (taken.paper.stage, taken.paper.number) == (Stage.JOINED, lead)
    assert [one.number for one in desk.holdings.ledger.joint_papers()] == [lead]
    assert desk.holdings.ledger.listing() == ()
    assert numbering.enter_lead_number(desk, paper.draft_id, lead, DAY, issued).new is False
    with pytest.raises(RefusedError, match="协办的公文由主办机关编号、印制"):
        printing.print_(desk, paper.draft_id, 5, tmp_path, CLERK)


def test_an_upward_paper_signed_by_somebody_not_known_as_the_chief_is_warned_of(
    desk: LifeDesk, tmp_path: Path
) -> None:
    draft_id = entered(desk, UPWARD)
    assert desk.life.paper(draft_id).kind == Kind.REQUEST.value
    signing.review(desk, draft_id, CLERK)
    scan = tmp_path / "签字页.pdf"
    scan.write_bytes(b"%PDF-1.4")
    taken = signing.approve(desk, draft_id, Act("周伟", DAY, scan=scan))
    assert [str(finding) for finding in taken.findings] == [
        "警告｜签发｜上行文由主要负责人签发，周伟签发的，没有登记谁是主要负责人；"
        "确是主要负责人，请加 --chief（条例第二十二条）"
    ]
    signing.send_back(desk, draft_id, "签发", Act("王芳", DAY, reason="要由主要负责人签"))
    assert signing.approve(desk, draft_id, Act("周伟", DAY, scan=scan), chief=True).findings == ()
    signing.recheck(desk, draft_id, CLERK)
    (finding,) = numbering.allocate(desk, draft_id, ASKED, CLERK).findings
    assert finding.sentence == "版头的签发人是王建国，签发的是周伟（2026年1月5日）"


def test_nobody_signs_his_own_draft(desk: LifeDesk) -> None:
    draft_id = entered(desk)
    signing.review(desk, draft_id, CLERK)
    with pytest.raises(RefusedError, match="谁也不签发自己拟的稿"):
        signing.approve(desk, draft_id, Act("李明", DAY))


def test_a_paper_that_is_sent_back_is_done_anew_from_there(desk: LifeDesk) -> None:
    draft_id = rechecked(desk)
    with pytest.raises(RefusedError, match="退回要说明原因"):
        signing.send_back(desk, draft_id, "审核", CLERK)
    taken = signing.send_back(desk, draft_id, "签发", Act("王芳", DAY, reason="标题不妥"))
    assert taken.paper.stage is Stage.REVIEWED
    with pytest.raises(RefusedError, match="还没有办到登记"):
        signing.send_back(desk, draft_id, "登记", Act("王芳", DAY, reason="标题不妥"))
    with pytest.raises(RefusedError, match="不能退回到「分送」"):
        signing.send_back(desk, draft_id, "分送", Act("王芳", DAY, reason="标题不妥"))


def test_the_number_is_of_the_year_in_which_the_last_organ_signed(desk: LifeDesk, clock: Clock) -> None:
    clock.to(dt.date(2026, 12, 31))
    draft_id = entered(desk)
    signing.review(desk, draft_id, Act("王芳", dt.date(2026, 12, 30)))
    signing.approve(desk, draft_id, Act("王建国", dt.date(2026, 12, 31)))
    clock.to(dt.date(2027, 1, 4))
    signing.recheck(desk, draft_id, Act("王芳"))
    taken = numbering.allocate(desk, draft_id, ASKED, Act("王芳"))
    assert taken.paper.number == FIRST
    assert (taken.step.on, draft_id) == (dt.date(2027, 1, 4), "稿2026-0001")


def test_a_signature_recorded_for_somebody_without_its_scan_is_noted(desk: LifeDesk) -> None:
    draft_id = entered(desk)
    signing.review(desk, draft_id, CLERK)
    (finding,) = signing.approve(desk, draft_id, SIGNER).findings
    assert str(finding) == (
        "提示｜签发｜王芳代王建国记的签发没有附扫描件，纸面签字请留存备查（代录的签字要有据可查）"
    )


def test_a_paper_all_of_whose_steps_one_person_takes_is_still_signed_by_another(desk: LifeDesk) -> None:
    draft_id = enter(desk, NewPaper(ALONE, "王芳")).paper.draft_id
    signing.review(desk, draft_id, CLERK)
    with pytest.raises(RefusedError, match="谁也不签发自己拟的稿"):
        signing.approve(desk, draft_id, CLERK)
    signing.approve(desk, draft_id, SIGNER)
    signing.recheck(desk, draft_id, CLERK)
    numbering.allocate(desk, draft_id, ASKED, CLERK)


def test_a_classified_paper_is_not_even_entered_unless_the_office_may(desk: LifeDesk) -> None:
    secret = ALONE.replace("主送：", "密级：秘密\n主送：")
    with pytest.raises(RefusedError, match="标了密级"):
        entered(desk, secret)
    draft_id = entered(desk)
    with pytest.raises(RefusedError, match="标了密级"):
        entering.revise(desk, draft_id, notation.parse(secret), reason="定密")
    allowed = replace(desk, parts=replace(desk.parts, classified_allowed=True))
    assert entered(allowed, secret) == "稿2026-0002"


def test_a_paper_that_will_not_be_issued_is_abandoned_with_a_reason_and_its_number_first_voided(
    desk: LifeDesk,
) -> None:
    draft_id = numbered(desk)
    act = Act("王芳", DAY, reason="并入年度工作要点")
    with pytest.raises(RefusedError, match="还留给这份公文"):
        signing.abandon(desk, draft_id, act)
    numbers.void(desk.holdings, FIRST, "公文停办")
    with pytest.raises(RefusedError, match="停办没有写原因"):
        signing.abandon(desk, draft_id, CLERK)
    taken = signing.abandon(desk, draft_id, act)
    assert (taken.paper.stage, taken.standing.waits()) == (Stage.ABANDONED, ())
    assert signing.abandon(desk, draft_id, act).new is False
    with pytest.raises(RefusedError, match="停办的公文不再往下办"):
        signing.send_back(desk, draft_id, "拟稿", Act("王芳", DAY, reason="还是要发"))
    assert entered(desk) == "稿2026-0002"
