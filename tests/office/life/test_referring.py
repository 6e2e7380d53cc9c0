"""What was issued is corrected, revoked and repealed by new papers, and the old one shows it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from gongwen.archive.identity import item_id_of
from gongwen.errors import IntegrityError, RefusedError
from gongwen.model import DocumentNumber, notation
from gongwen.office.life import numbering, printing, referring, releasing, signing
from gongwen.office.life.desk import LifeDesk
from gongwen.office.wiring import Settings, Workshop
from tests.office.life.papers import CLERK, SIGNER, numbered, sealed
from tests.records.life.papers import ALONE

FIRST = DocumentNumber("绍市软件办", 2026, 1)
END = dt.date(2026, 12, 31)


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop(Settings.of({"GONGWEN_ARCHIVE": str(tmp_path_factory.mktemp("none"))}))


def issued(desk: LifeDesk, folder: Path) -> Path:
    """Release a first paper; return a file with its text."""
    draft_id = sealed(desk, folder)
    releasing.release(desk, draft_id, CLERK)
    text = folder / "原文.txt"
    text.write_text(notation.write(desk.document(draft_id)), encoding="utf-8")
    return text


def brought_out(desk: LifeDesk, draft_id: str, folder: Path) -> None:
    """Take a paper that was drafted from 审核 to 核发."""
    signing.review(desk, draft_id, CLERK)
    signing.approve(desk, draft_id, SIGNER)
    signing.recheck(desk, draft_id, CLERK)
    numbering.allocate(desk, draft_id, numbering.Allocation(2), CLERK)
    printing.print_(desk, draft_id, 2, folder, CLERK)
    printing.seal(desk, draft_id, "", 2, CLERK)
    releasing.release(desk, draft_id, CLERK)


def test_a_correction_says_what_is_changed_and_refers_to_the_old_paper(
    desk: LifeDesk, workshop: Workshop, tmp_path: Path
) -> None:
    text = issued(desk, tmp_path)
    with pytest.raises(RefusedError, match="没有不同"):
        referring.correct(desk, workshop, FIRST, text, drafter="李明")
    right = tmp_path / "改好.txt"
    right.write_text(text.read_text("utf-8").replace("1月30日", "2月10日"), encoding="utf-8")
    done = referring.correct(desk, workshop, FIRST, right, drafter="李明")
    body = notation.write(done.draft.document).partition("【正文】")[2]
    assert body == (
        "关于更正绍市软件办〔2026〕1号文件的通知\n\n"
        "2026年1月5日印发的《关于开展软件正版化检查的通知》（绍市软件办〔2026〕1号）有关内容有误，现更正如下：\n"
        "“请于2026年1月30日前报送自查报告。”更正为“请于2026年2月10日前报送自查报告。”。\n"
        "特此通知。\n"
    )
    assert str(done.entered.paper.refers_to) == "更正 绍市软件办〔2026〕1号"
    again = referring.correct(desk, workshop, FIRST, right, drafter="李明")
    assert (again.entered.new, again.entered.paper.draft_id) == (False, done.entered.paper.draft_id)


def test_only_the_sentences_that_differ_are_quoted_with_their_quotation_marks_inside(
    desk: LifeDesk, workshop: Workshop, tmp_path: Path
) -> None:
    body = "现将检查安排通知如下。\n"
    long = "一段里有三句。请建立“黑名单”制度。此句不改。\n这一段要整段删去，因为与事实不符，原来就不该写。\n"
    draft_id = sealed(desk, tmp_path, ALONE.replace(body, long))
    releasing.release(desk, draft_id, CLERK)
    right = tmp_path / "改好.txt"
    text = notation.write(desk.document(draft_id)).replace("“黑名单”制度", "“黑名单”和约谈制度")
    right.write_text(text.replace("这一段要整段删去，因为与事实不符，原来就不该写。\n", ""), encoding="utf-8")
    done = referring.correct(desk, workshop, FIRST, right, drafter="李明")
    written = notation.write(done.draft.document)
    assert "如下：\n“请建立‘黑名单’制度。”更正为“请建立‘黑名单’和约谈制度。”。\n" in written
    assert "\n删去“这一段要整段删去，因为与事实不符，原来就不该写。”。\n" in written


def test_a_repealed_paper_shows_from_when_and_by_which_and_is_not_repealed_again(
    desk: LifeDesk, workshop: Workshop, tmp_path: Path
) -> None:
    issued(desk, tmp_path)
    with pytest.raises(RefusedError, match="早于"):
        referring.repeal(desk, workshop, FIRST, dt.date(2026, 1, 4), reason="任务完成", drafter="李明")
    done = referring.repeal(desk, workshop, FIRST, END, reason="任务完成", drafter="李明")
    draft_id = done.entered.paper.draft_id
    assert "该文件自2026年12月31日起失效。" in notation.write(done.draft.document)
    assert referring.effects_on(desk.life, FIRST) == (
        "拟由 稿2026-0002（拟稿） 废止，自2026年12月31日起失效",
    )
    brought_out(desk, draft_id, tmp_path)
    assert referring.effects_on(desk.life, FIRST) == (
        "已由 绍市软件办〔2026〕2号 废止，自2026年12月31日起失效",
    )
    with pytest.raises(RefusedError, match="已由 绍市软件办〔2026〕2号 废止"):
        referring.revoke(desk, workshop, FIRST, reason="抵触", drafter="李明")


def test_a_revoked_paper_is_void_from_the_beginning(
    desk: LifeDesk, workshop: Workshop, tmp_path: Path
) -> None:
    issued(desk, tmp_path)
    done = referring.revoke(desk, workshop, FIRST, reason="与上位规定抵触", drafter="李明")
    assert "因与上位规定抵触，决定撤销" in notation.write(done.draft.document)
    brought_out(desk, done.entered.paper.draft_id, tmp_path)
    assert referring.effects_on(desk.life, FIRST) == ("已由 绍市软件办〔2026〕2号 撤销，自始无效",)


def test_a_second_paper_about_the_same_one_is_told_of_the_first(
    desk: LifeDesk, workshop: Workshop, tmp_path: Path
) -> None:
    issued(desk, tmp_path)
    first = referring.revoke(desk, workshop, FIRST, reason="与上位规定抵触", drafter="李明")
    assert [one for one in first.draft.findings if one.rule == "一件事不发两次"] == []
    second = referring.revoke(desk, workshop, FIRST, reason="与上位规定抵触", drafter="陈静")
    (told,) = [one for one in second.draft.findings if one.rule == "一件事不发两次"]
    draft_id = first.entered.paper.draft_id
    assert told.sentence == f"{draft_id} 已经拟了撤销 {FIRST}（拟稿），请看是否重复"
    signing.abandon(desk, draft_id, replace(CLERK, reason="重复"))
    third = referring.revoke(desk, workshop, FIRST, reason="另一个理由", drafter="陈静")
    assert draft_id not in str(third.draft.findings)


def test_a_paper_whose_item_cannot_be_read_is_not_repealed(
    desk: LifeDesk, workshop: Workshop, tmp_path: Path
) -> None:
    issued(desk, tmp_path)
    item = Path(desk.holdings.store.location(item_id_of(FIRST)))
    (item / "data" / "document.txt").write_text("不是公文", encoding="utf-8")
    with pytest.raises(IntegrityError, match="正文读不懂"):
        referring.repeal(desk, workshop, FIRST, END, reason="任务已经完成", drafter="李明")
    assert [paper.draft_id for paper in desk.life.papers()] == ["稿2026-0001"]


def test_what_was_not_issued_is_not_corrected(desk: LifeDesk, workshop: Workshop) -> None:
    numbered(desk)
    with pytest.raises(RefusedError, match="没有在这里核发"):
        referring.revoke(desk, workshop, FIRST, reason="抵触", drafter="李明")
