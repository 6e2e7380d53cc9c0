"""Copies agree, a misprint is printed again under the same number, and what is released never changes."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest

from gongwen.errors import NotFoundError, RefusedError
from gongwen.model import Document, DocumentNumber, notation
from gongwen.office import archive as office_archive
from gongwen.office.life import entering, numbering, printing, releasing, signing
from gongwen.office.life.desk import Act, LifeDesk, refuse_unreleased
from gongwen.records.life.values import Origin, Stage, Verb
from gongwen.records.values import State
from tests.office.life.papers import CLERK, entered, numbered, rechecked, sealed
from tests.records.life.papers import ALONE, DAY, LEAD, SECOND, UNSEALED

FIRST = DocumentNumber("绍市软件办", 2026, 1)


class Stopped(Exception):
    """A process that ended here."""


def altered(desk: LifeDesk, draft_id: str, before: str, after: str) -> Document:
    """The present text with other words in it."""
    text = notation.write(desk.document(draft_id))
    assert before in text
    return notation.parse(text.replace(before, after))


def kept(desk: LifeDesk, name: str) -> bytes:
    """A file of the item of the first number."""
    (item,) = desk.holdings.ledger.items()
    return desk.holdings.store.read(item.item_id, name)


def test_a_paper_without_a_number_is_not_printed(desk: LifeDesk, tmp_path: Path) -> None:
    draft_id = rechecked(desk)
    with pytest.raises(RefusedError, match="先编号，后印制"):
        printing.print_(desk, draft_id, 5, tmp_path / "out", CLERK)
    assert not (tmp_path / "out").exists()


def test_the_print_is_the_numbered_paper_and_says_how_many(desk: LifeDesk, tmp_path: Path) -> None:
    draft_id = numbered(desk)
    printed = printing.print_(desk, draft_id, 5, tmp_path, CLERK)
    assert [copy.path.name for copy in printed.files] == [f"{FIRST}.docx", f"{FIRST}.pdf"]
    assert f"文号：{FIRST}" in printed.files[1].path.read_text()
    assert (printed.taken.paper.stage, printed.taken.standing.copies.printed) == (Stage.PRINTED, 5)
    assert printing.print_(desk, draft_id, 5, tmp_path, CLERK).taken.new is False


def test_more_copies_of_the_same_text_need_a_reason_and_add_up(desk: LifeDesk, tmp_path: Path) -> None:
    draft_id = numbered(desk)
    printing.print_(desk, draft_id, 5, tmp_path, CLERK)
    with pytest.raises(RefusedError, match="已经印制 5 份"):
        printing.print_(desk, draft_id, 3, tmp_path, CLERK)
    more = printing.print_(desk, draft_id, 3, tmp_path, Act("王芳", DAY, reason="加发三家单位"))
    assert more.taken.standing.copies.printed == 8


def test_a_misprint_is_printed_again_under_the_same_number_and_the_old_version_is_kept(
    desk: LifeDesk, tmp_path: Path
) -> None:
    draft_id = sealed(desk, tmp_path)
    right = altered(desk, draft_id, "检查安排", "有关安排")
    with pytest.raises(RefusedError, match="印前更正没有写原因"):
        printing.print_(desk, draft_id, 5, tmp_path, CLERK, corrected=right)
    act = Act("王芳", DAY, reason="“有关”误作“检查”")
    again = printing.print_(desk, draft_id, 5, tmp_path, act, corrected=right)
    assert again.number == FIRST
    assert [change.marked() for change in again.changes] == ["现将[-检查-]{+有关+}安排通知如下。"]
    assert again.taken.standing.copies.sealed == ((LEAD, 0),)
    assert [one.origin for one in desk.life.versions(draft_id)] == [
        Origin.DRAFTED,
        Origin.DATED,
        Origin.PROOFED,
    ]
    printing.seal(desk, draft_id, "", 0, CLERK)
    releasing.release(desk, draft_id, CLERK)
    assert "有关安排" in kept(desk, "document.txt").decode()
    assert "检查安排" in kept(desk, "superseded-2.txt").decode()
    assert len(desk.holdings.ledger.listing()) == 1


def test_a_correction_that_is_stopped_after_the_text_was_changed_goes_on_with_the_same_command(
    desk: LifeDesk, tmp_path: Path
) -> None:
    draft_id = numbered(desk)
    printing.print_(desk, draft_id, 5, tmp_path / "first", CLERK)
    right = altered(desk, draft_id, "检查安排", "有关安排")
    act = Act("王芳", DAY, reason="错字")
    blocked = tmp_path / "file"
    blocked.write_text("here is a file, not a folder")
    with pytest.raises(Exception, match="文件"):
        printing.print_(desk, draft_id, 5, blocked, act, corrected=right)
    assert desk.life.paper(draft_id).stage is Stage.NUMBERED
    done = printing.print_(desk, draft_id, 5, tmp_path / "second", act, corrected=right)
    assert (done.taken.paper.stage, len(desk.life.versions(draft_id))) == (Stage.PRINTED, 3)


def test_the_corrected_files_take_the_place_of_the_misprinted_ones_but_not_of_edited_ones(
    desk: LifeDesk, tmp_path: Path
) -> None:
    draft_id = numbered(desk)
    printing.print_(desk, draft_id, 5, tmp_path, CLERK)
    (tmp_path / f"{FIRST}.docx").write_text("改过")
    act = Act("王芳", DAY, reason="“有关”误作“检查”")
    right = altered(desk, draft_id, "检查安排", "有关安排")
    printing.print_(desk, draft_id, 5, tmp_path / "另处", act, corrected=right)
    again = printing.print_(desk, draft_id, 5, tmp_path, act)
    assert (tmp_path / f"{FIRST}.docx").read_text() == "改过"
    assert [copy.path.name for copy in again.files] == [f"{FIRST} (2).docx", f"{FIRST} (2).pdf"]
    (tmp_path / f"{FIRST}.docx").unlink()
    printing.print_(desk, draft_id, 5, tmp_path, act)
    assert "有关安排" in (tmp_path / f"{FIRST}.pdf").read_text()


def test_a_correction_where_people_are_named_is_warned_of(desk: LifeDesk, tmp_path: Path) -> None:
    draft_id = numbered(desk, ALONE.replace("请于2026年", "联系人：金渭鑫。请于2026年"))
    other = altered(desk, draft_id, "金渭鑫", "金渭喆")
    printed = printing.print_(desk, draft_id, 5, tmp_path, Act("王芳", DAY, reason="错字"), corrected=other)
    (finding,) = printed.taken.findings
    assert finding.sentence.startswith(
        "说到人的一段变了，如果是改动内容，请退回送签：联系人：金渭[-鑫-]{+喆+}。"
    )


def test_a_correction_of_substance_is_refused_and_goes_back_to_the_signer(
    desk: LifeDesk, tmp_path: Path
) -> None:
    draft_id = numbered(desk)
    other = altered(desk, draft_id, "主送：各区、县（市）人民政府", "主送：各有关单位")
    with pytest.raises(RefusedError, match="改动内容的退回送签"):
        printing.print_(desk, draft_id, 5, tmp_path, Act("王芳", DAY, reason="错字"), corrected=other)
    assert len(desk.life.versions(draft_id)) == 2


def test_a_correction_that_changes_a_figure_is_warned_of(desk: LifeDesk, tmp_path: Path) -> None:
    draft_id = numbered(desk)
    other = altered(desk, draft_id, "1月30日", "1月31日")
    printed = printing.print_(desk, draft_id, 5, tmp_path, Act("王芳", DAY, reason="错字"), corrected=other)
    (finding,) = printed.taken.findings
    assert finding.sentence == (
        "数字变了，如果是改动内容，请退回送签：请于2026年1月[-30-]{+31+}日前报送自查报告。"
    )


def test_every_printed_copy_bears_every_seal_before_release(desk: LifeDesk, tmp_path: Path) -> None:
    draft_id = numbered(desk)
    with pytest.raises(RefusedError, match="先印制，后用印"):
        printing.seal(desk, draft_id, "", 5, CLERK)
    printing.print_(desk, draft_id, 5, tmp_path, CLERK)
    with pytest.raises(RefusedError, match=f"印制 5 份，{LEAD}盖了 0 份"):
        releasing.release(desk, draft_id, CLERK)
    printing.seal(desk, draft_id, LEAD, 3, CLERK)
    with pytest.raises(RefusedError, match=f"印制 5 份，{LEAD}盖了 3 份"):
        releasing.release(desk, draft_id, CLERK)
    with pytest.raises(RefusedError, match="已用印 3 份，再盖 4 份就多了"):
        printing.seal(desk, draft_id, LEAD, 4, CLERK)
    with pytest.raises(RefusedError, match="不在用印的机关里"):
        printing.seal(desk, draft_id, SECOND, 2, CLERK)
    printing.seal(desk, draft_id, LEAD, 2, CLERK)
    assert releasing.release(desk, draft_id, CLERK).taken.paper.stage is Stage.RELEASED


def test_a_paper_without_seals_skips_sealing(desk: LifeDesk, tmp_path: Path) -> None:
    draft_id = numbered(desk, UNSEALED)
    printing.print_(desk, draft_id, 5, tmp_path, CLERK)
    with pytest.raises(RefusedError, match="没有用印这一步"):
        printing.seal(desk, draft_id, "", 5, CLERK)
    releasing.release(desk, draft_id, CLERK)


def test_sent_and_kept_copies_are_all_that_were_printed(desk: LifeDesk, tmp_path: Path) -> None:
    draft_id = sealed(desk, tmp_path, copies=10)
    with pytest.raises(RefusedError, match="先核发，后分送"):
        releasing.distribute(desk, draft_id, "越城区", 1, CLERK)
    releasing.release(desk, draft_id, CLERK)
    releasing.distribute(desk, draft_id, "各区、县（市）", 6, CLERK, how="机要", receipt="已签收")
    with pytest.raises(RefusedError, match="再分送 5 份就超过了：印制 10 份"):
        releasing.distribute(desk, draft_id, "各有关单位", 5, CLERK)
    with pytest.raises(RefusedError, match="存本 2 份，应剩 4 份"):
        releasing.keep(desk, draft_id, 2, CLERK)
    releasing.distribute(desk, draft_id, "省领导小组办公室", 1, CLERK)
    taken = releasing.keep(desk, draft_id, 3, CLERK)
    assert (taken.paper.stage, taken.standing.copies.left) == (Stage.DEPOSITED, 0)
    assert str(taken.standing.copies) == f"印制 10 份，{LEAD}用印 10，分送 7 份，存本 3 份"


def test_the_item_holds_the_paper_its_final_draft_the_scans_and_the_account(
    desk: LifeDesk, tmp_path: Path
) -> None:
    scan = tmp_path / "签字页.pdf"
    scan.write_bytes(b"%PDF-1.4 signed")
    draft_id = entered(desk)
    signing.review(desk, draft_id, CLERK)
    signing.approve(desk, draft_id, Act("王建国", DAY, "发", scan))
    signing.recheck(desk, draft_id, CLERK)
    numbering.allocate(desk, draft_id, numbering.Allocation(2), CLERK)
    printing.print_(desk, draft_id, 2, tmp_path, CLERK)
    printing.seal(desk, draft_id, "", 2, CLERK)
    released = releasing.release(desk, draft_id, CLERK)
    assert kept(desk, "scan-1.pdf") == b"%PDF-1.4 signed"
    assert kept(desk, "final-draft.txt").decode() == ALONE
    told = json.loads(kept(desk, "steps.json"))
    assert [step["verb"] for step in told["steps"]] == [
        *("拟稿", "审核", "签发", "复核", "修改", "登记", "印制", "用印", "核发")
    ]
    assert told["steps"][2]["recorded"].startswith("王芳代录（纸面签字，扫描件 ")
    shown = office_archive.shown(desk.holdings, str(FIRST))
    assert shown.metadata["signatory"] == "王建国"
    assert released.taken.findings == ()
    assert office_archive.verify(desk.holdings).findings == ()


def test_after_release_nothing_is_changed_and_the_advice_names_the_ways(
    desk: LifeDesk, tmp_path: Path
) -> None:
    draft_id = sealed(desk, tmp_path)
    other = altered(desk, draft_id, "检查安排", "有关安排")
    releasing.release(desk, draft_id, CLERK)
    before = kept(desk, "document.txt")
    for change in (
        lambda: entering.revise(desk, draft_id, other, reason="错字"),
        lambda: printing.print_(
            desk, draft_id, 5, tmp_path, Act("王芳", DAY, reason="错字"), corrected=other
        ),
        lambda: signing.send_back(desk, draft_id, "拟稿", Act("王芳", DAY, reason="错字")),
        lambda: signing.approve(desk, draft_id, Act("周伟", DAY)),
        lambda: printing.seal(desk, draft_id, "", 1, CLERK),
    ):
        with pytest.raises(RefusedError) as refused:
            change()
        assert (
            "更正（gongwen correct）、撤销（gongwen revoke）或废止（gongwen repeal）" in refused.value.advice
        )
    assert kept(desk, "document.txt") == before


def test_a_release_stopped_after_the_item_was_issued_goes_on_and_lets_nothing_in_between(
    desk: LifeDesk, tmp_path: Path
) -> None:
    draft_id = sealed(desk, tmp_path)
    other = altered(desk, draft_id, "检查安排", "有关安排")

    def stop(step: str) -> None:
        if step == "committed":
            raise Stopped

    dying = replace(desk, parts=replace(desk.parts, on_step=stop))
    with pytest.raises(Stopped):
        releasing.release(dying, draft_id, CLERK)
    assert (desk.state_of(FIRST), desk.life.paper(draft_id).stage) == (State.ISSUED, Stage.SEALED)
    with pytest.raises(RefusedError, match="核发被中断过"):
        entering.revise(desk, draft_id, other, reason="错字")
    done = releasing.release(desk, draft_id, Act("王芳", DAY, "同意"))
    assert (done.report.repeated, done.taken.paper.stage) == (True, Stage.RELEASED)
    assert releasing.release(desk, draft_id, CLERK).taken.step == done.taken.step


def test_a_release_stopped_before_the_item_was_issued_goes_on(desk: LifeDesk, tmp_path: Path) -> None:
    draft_id = sealed(desk, tmp_path)
    for at in ("rendered", "staged", "placed"):

        def stop(step: str, at: str = at) -> None:
            if step == at:
                raise Stopped

        dying = replace(desk, parts=replace(desk.parts, on_step=stop))
        with pytest.raises(Stopped):
            releasing.release(dying, draft_id, CLERK)
    done = releasing.release(desk, draft_id, CLERK)
    assert (done.taken.paper.stage, len(desk.holdings.ledger.items())) == (Stage.RELEASED, 1)
    assert office_archive.verify(desk.holdings).findings == ()


def test_the_number_of_a_paper_in_the_making_is_completed_by_release_only(
    desk: LifeDesk, tmp_path: Path
) -> None:
    draft_id = numbered(desk)
    with pytest.raises(RefusedError, match="印制、用印之后才核发"):
        refuse_unreleased(desk.life, FIRST)
    refuse_unreleased(desk.life, DocumentNumber("绍市软件办", 2026, 9))
    printing.print_(desk, draft_id, 5, tmp_path, CLERK)
    printing.seal(desk, draft_id, "", 0, CLERK)
    releasing.release(desk, draft_id, CLERK)
    refuse_unreleased(desk.life, FIRST)


def test_a_paper_printed_with_other_faces_than_it_is_kept_in_is_warned_of(
    desk: LifeDesk, tmp_path: Path
) -> None:
    draft_id = numbered(desk, UNSEALED)
    step = desk.step(draft_id, Verb.PRINT, CLERK, details={"copies": 2, "sha256_pdf": "00" * 32})
    desk.take(step)
    (finding,) = releasing.release(desk, draft_id, CLERK).taken.findings
    assert "存档的 PDF 与印制时的不同" in finding.sentence


def test_a_scan_that_is_not_there_is_said_so_and_nothing_is_recorded(desk: LifeDesk, tmp_path: Path) -> None:
    draft_id = entered(desk)
    signing.review(desk, draft_id, CLERK)
    with pytest.raises(NotFoundError, match="没有文件"):
        signing.approve(desk, draft_id, Act("王建国", DAY, scan=tmp_path / "没有.pdf"))
    assert len(desk.life.steps(draft_id)) == 2


def test_what_is_not_in_the_past_is_not_recorded(desk: LifeDesk) -> None:
    with pytest.raises(RefusedError, match="办了才记"):
        signing.review(desk, entered(desk), Act("王芳", dt.date(2026, 1, 6)))
