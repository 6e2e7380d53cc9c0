"""draft export and import at the desk: which file belongs to which version, and what may go on."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from gongwen.errors import FactsError, NotFoundError, RefusedError
from gongwen.model import notation
from gongwen.model.life import Stage
from gongwen.office.desk.press import Press
from gongwen.office.life import entering, signing
from gongwen.office.life.desk import LifeDesk
from gongwen.office.life.showing import waiting
from gongwen.office.life.word.exporting import export
from gongwen.office.life.word.importing import Imported, Wishes, import_
from gongwen.office.wiring import Settings, Workshop
from gongwen.records.life.values import Origin, Verb
from tests.office.life.papers import CLERK, SIGNER, entered
from tests.recognise.leader import Leader
from tests.recognise.papers import docx
from tests.records.life.papers import ALONE

FIRST = "现将检查安排通知如下。"


@cache
def presses() -> tuple[Press, ...]:
    """The real presses of DOCX and PDF."""
    return Workshop(Settings.of({})).presses


@pytest.fixture
def word(desk: LifeDesk) -> LifeDesk:
    return replace(desk, parts=replace(desk.parts, renderers=presses()))


def exported(desk: LifeDesk, draft: str, folder: Path) -> Leader:
    """Export the present version and open it."""
    return Leader(export(desk, draft, folder).copy.path.read_bytes())


def back(desk: LifeDesk, draft: str, leader: Leader, folder: Path, wishes: Wishes | None = None) -> Imported:
    """Save what was edited and import it."""
    path = folder / "改好.docx"
    path.write_bytes(leader.save())
    return import_(desk, draft, path, folder / "out", wishes or Wishes("王建国"))


def signed(desk: LifeDesk) -> str:
    """Take a paper to 签发."""
    draft = entered(desk)
    signing.review(desk, draft, CLERK)
    signing.approve(desk, draft, SIGNER)
    return draft


def test_a_clean_change_is_the_next_version_and_goes_back_to_the_signer(
    word: LifeDesk, tmp_path: Path
) -> None:
    draft = signed(word)
    leader = exported(word, draft, tmp_path)
    leader.replace("检查安排", "检查工作安排", tracked=False)
    done = back(word, draft, leader, tmp_path)
    assert [one.marked() for one in done.changes] == ["现将检查{+工作+}安排通知如下。"]
    assert (done.version.ordinal, done.version.origin, done.version.by) == (2, Origin.IMPORTED, "王建国")
    assert [copy.path.name for copy in done.files] == [
        f"{draft} 第2稿 关于开展软件正版化检查的通知.{suffix}" for suffix in ("docx", "pdf")
    ]
    assert word.life.standing(draft).stage is Stage.DRAFTED
    assert word.loose.get(done.version.loose[0]) == (tmp_path / "改好.docx").read_bytes()


def test_the_log_stays_whole(word: LifeDesk, tmp_path: Path) -> None:
    draft = entered(word)
    leader = exported(word, draft, tmp_path)
    leader.replace("检查安排", "检查工作安排")
    back(word, draft, leader, tmp_path)
    steps = word.life.steps(draft)
    assert [step.verb for step in steps] == [Verb.DRAFT, Verb.REVISE]
    assert steps[-1].reason == "导入 改好.docx；待处理修订 2 处（王建国）"
    assert steps[-1].says("origin") == "带修订"
    assert waiting(word.life.standing(draft), ()) == "处理修订、批注"


def test_nothing_changed_is_no_version(word: LifeDesk, tmp_path: Path) -> None:
    draft = signed(word)
    done = back(word, draft, exported(word, draft, tmp_path), tmp_path)
    assert (done.new, done.changes, done.files) == (False, (), ())
    assert word.life.standing(draft).stage is Stage.APPROVED


def test_a_comment_alone_holds_the_paper_up(word: LifeDesk, tmp_path: Path) -> None:
    draft = signed(word)
    leader = exported(word, draft, tmp_path)
    leader.comment("现将检查", "再想想")
    done = back(word, draft, leader, tmp_path)
    assert (done.version.origin, len(done.pending), done.changes) == (Origin.MARKED, 1, ())
    with pytest.raises(RefusedError, match="没有处理的修订或批注"):
        signing.review(word, draft, CLERK)
    settled = back(word, draft, leader, tmp_path, Wishes("王建国", "看过了", uncommented=True))
    assert (settled.version.origin, settled.version.ordinal) == (Origin.IMPORTED, 3)
    signing.review(word, draft, CLERK)


def test_settled_in_word_it_goes_on_from_the_same_file(word: LifeDesk, tmp_path: Path) -> None:
    draft = entered(word)
    leader = exported(word, draft, tmp_path)
    leader.replace("检查安排", "检查工作安排")
    assert back(word, draft, leader, tmp_path).pending
    again = exported(word, draft, tmp_path / "第二次")
    assert back(word, draft, again, tmp_path).version.origin is Origin.IMPORTED
    assert [one.origin for one in word.life.versions(draft)] == [
        Origin.DRAFTED,
        Origin.MARKED,
        Origin.IMPORTED,
    ]


def test_the_original_file_settled_in_word_is_taken_though_it_came_back_marked_before(
    word: LifeDesk, tmp_path: Path
) -> None:
    draft = entered(word)
    marked, clean = exported(word, draft, tmp_path), exported(word, draft, tmp_path)
    marked.replace("检查安排", "检查工作安排")
    back(word, draft, marked, tmp_path)
    clean.replace("检查安排", "检查工作安排", tracked=False)
    done = back(word, draft, clean, tmp_path)
    assert (done.version.ordinal, done.base.ordinal, len(done.changes)) == (3, 1, 1)


def test_a_text_typed_anew_settles_what_was_marked(word: LifeDesk, tmp_path: Path) -> None:
    draft = entered(word)
    leader = exported(word, draft, tmp_path)
    leader.replace("检查安排", "检查工作安排")
    back(word, draft, leader, tmp_path)
    text = notation.parse(ALONE.replace(FIRST, "现通知如下。"))
    entering.revise(word, draft, text, reason="领导另拟")
    signing.review(word, draft, CLERK)


def test_changes_made_while_revisions_were_off_are_told(word: LifeDesk, tmp_path: Path) -> None:
    draft = entered(word)
    leader = exported(word, draft, tmp_path)
    leader.replace("检查安排", "检查工作安排")
    leader.replace("1月30日", "2月10日", tracked=False)
    done = back(word, draft, leader, tmp_path)
    assert len(done.changes) == 2
    (warning,) = (one for one in done.findings if one.place == "修订")
    assert "有 1 处改动没有留下修订痕迹" in warning.sentence
    assert "请于2026年[-1-]{+2+}月[-30-]{+10+}日前" in warning.sentence


def test_files_of_another_paper_an_older_version_and_another_archive_are_refused(
    word: LifeDesk, tmp_path: Path
) -> None:
    draft = entered(word)
    other = entered(word, ALONE.replace("检查", "培训"))
    with pytest.raises(RefusedError, match=f"是从 {other} 导出的，不是 {draft}"):
        back(word, draft, exported(word, other, tmp_path), tmp_path)
    old = exported(word, draft, tmp_path)
    entering.revise(word, draft, notation.parse(ALONE.replace(FIRST, "现通知如下。")), reason="另拟")
    with pytest.raises(RefusedError, match="是从第1稿导出的，现在已经是第2稿（修改：另拟）"):
        back(word, draft, old, tmp_path)
    foreign = exported(word, draft, tmp_path)
    custom = foreign.files["docProps/custom.xml"].decode()
    digest = word.life.versions(draft)[-1].digest
    foreign.files["docProps/custom.xml"] = custom.replace(digest, "0" * 64).encode()
    with pytest.raises(RefusedError, match="这里的第2稿不是这个文字"):
        back(word, draft, foreign, tmp_path)
    assert len(word.life.versions(draft)) == 2


def test_a_docx_that_was_not_exported_is_taken_with_a_warning(word: LifeDesk, tmp_path: Path) -> None:
    draft = entered(word)
    leader = Leader(docx(notation.parse(ALONE)))
    leader.replace("检查安排", "检查工作安排", tracked=False)
    done = back(word, draft, leader, tmp_path)
    assert done.new
    assert any("没有导出时写下的稿号，当作" in one.sentence for one in done.findings)


def test_a_number_typed_on_the_draft_is_not_taken(word: LifeDesk, tmp_path: Path) -> None:
    draft = entered(word)
    leader = exported(word, draft, tmp_path)
    leader.replace("〔2026〕　　号", "〔2026〕9号", tracked=False)
    done = back(word, draft, leader, tmp_path)
    assert not done.new
    assert "字号由登记给出，没有带过来" in done.findings[0].sentence


def test_text_without_a_place_stops_the_import_and_changes_nothing(word: LifeDesk, tmp_path: Path) -> None:
    draft = entered(word)
    leader = exported(word, draft, tmp_path)
    leader.type_after("2026年1月4日", "另：请电话告知。", style="")
    with pytest.raises(FactsError) as caught:
        back(word, draft, leader, tmp_path)
    assert "署名、日期之后另有文字「另：请电话告知。」，公文里没有它的位置" in str(caught.value.findings[0])
    assert len(word.life.versions(draft)) == 1
    done = back(word, draft, leader, tmp_path, Wishes(as_text=True))
    assert "{+另：请电话告知。+}" in [one.marked() for one in done.changes]


def test_what_drafting_would_refuse_is_refused_here(word: LifeDesk, tmp_path: Path) -> None:
    draft = entered(word)
    leader = exported(word, draft, tmp_path)
    leader.type_after("请于2026年", "附件：自查表", style="")
    leader.replace("2026年1月4日印发", "2026年1月3日印发", tracked=False)
    with pytest.raises(FactsError) as caught:
        back(word, draft, leader, tmp_path)
    assert any("印发日期早于成文日期" in one.sentence for one in caught.value.findings)


def test_every_fault_is_listed_at_once_in_the_words_of_the_paper(word: LifeDesk, tmp_path: Path) -> None:
    draft = entered(word)
    leader = exported(word, draft, tmp_path)
    leader.type_after("2026年1月4日", "附件", style="annex-label")
    leader.replace("绍市软件办〔2026〕　　号", "绍市软件办（代）", tracked=False)
    with pytest.raises(FactsError) as caught:
        back(word, draft, leader, tmp_path)
    said = "\n".join(map(str, caught.value.findings))
    assert "有一个附件没有标题" in said
    assert "版头里的「绍市软件办（代）」" in said


def test_settling_for_another_needs_a_reason(word: LifeDesk, tmp_path: Path) -> None:
    draft = entered(word)
    leader = exported(word, draft, tmp_path)
    leader.replace("检查安排", "检查工作安排")
    with pytest.raises(RefusedError, match="没有写原因"):
        back(word, draft, leader, tmp_path, Wishes(accept=True))
    done = back(word, draft, leader, tmp_path, Wishes("陈静", "王主任电话里说的", accept=True))
    assert done.version.reason == "导入 改好.docx；接受修订 2 处（王建国）；王主任电话里说的"
    assert (done.version.by, done.version.recorded_by) == ("陈静", "王芳")


def test_an_import_after_release_is_refused_as_every_change_is(word: LifeDesk, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        export(word, "稿2026-0009", tmp_path)
    with pytest.raises(NotFoundError, match="没有文件"):
        import_(word, entered(word), tmp_path / "无.docx", tmp_path, Wishes())
