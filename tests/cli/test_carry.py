"""draft --from: next year's paper after one that was issued."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Desk
from tests.cli.running import gongwen

NUMBER = "绍市软件办〔2015〕3号"


@pytest.fixture(scope="module")
def carried(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    out = tmp_path_factory.mktemp("carried")
    done = desk.run("draft", "--from", NUMBER, "--year", "2016", "--out", out)
    assert done.code == 0, done.err
    return out, done.out, done.err


def test_the_difference_to_last_year_is_shown_paragraph_by_paragraph(carried: tuple[Path, str, str]) -> None:
    _, said, _ = carried
    shown = said.splitlines()
    assert f"与 {NUMBER} 相比，改动 4 处（[-删去-]{{+加上+}}）：" in shown
    assert "改　成文日期：[-2015-]{+2016+}年6月23日" in shown
    assert "改　（3）[-7-]{+8+}月[-30-]{+1+}日前传真至：市文广局89180830；市国资委85201908。" in shown


def test_what_a_person_must_look_at_is_named(carried: tuple[Path, str, str]) -> None:
    _, _, said = carried
    for sentence in (
        "警告｜上报期限｜2015年7月30日改为2016年8月1日（2016年7月30日是星期六，改为8月1日）（移到来年）",
        "警告｜阶段目标｜说到2015、2016、2017、2018、2020年，没有改动，是否还合适（各年安排）",
        "警告｜联系人.1.姓名｜金渭鑫 是去年的姓名，有没有变（请核对）",
        "警告｜上级文件.1.文号｜浙正软办〔2015〕2号 没有改动，有没有新的（请核对）",
    ):
        assert sentence in said.splitlines()


def test_the_facts_can_be_drafted_again_as_they_were_written(
    carried: tuple[Path, str, str], tmp_path: Path
) -> None:
    out, _, _ = carried
    facts = out / f"2016年事实（沿用{NUMBER}）.toml"
    again = gongwen("draft", "notice", "--facts", facts, "--out", tmp_path)
    assert again.code == 0, again.err
    (first,) = out.glob("*.docx")
    (second,) = tmp_path.glob("*.docx")
    assert first.read_bytes() == second.read_bytes()


def test_the_draft_can_be_entered_at_once(desk: Desk, tmp_path: Path) -> None:
    done = desk.run(
        "draft",
        "--from",
        NUMBER,
        "--year",
        "2016",
        "--enter",
        "--drafter",
        "李明",
        "--json",
        "--out",
        tmp_path,
    )
    assert done.code == 0, done.err
    shown = desk.run("draft", "show", done.json["draft_id"])
    assert shown.code == 0
    assert "李明" in shown.out


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        ((), 2, "缺少参数「模板」"),
        (("notice",), 2, "缺少选项「--facts」"),
        (("--from", NUMBER), 2, "缺少选项「--year」"),
        (("notice", "--from", NUMBER, "--year", "2016"), 2, "几种写法混在一起"),
        (("--from", "绍市软件办〔2015〕9号", "--year", "2016"), 4, "存档里没有「绍市软件办〔2015〕9号」"),
        (("--from", "绍市软件办〔2015〕1号", "--year", "2016"), 4, "存档里没有「绍市软件办〔2015〕1号」"),
        (("--from", NUMBER, "--year", "2015"), 3, "这份公文就是2015年的"),
        (("--from", NUMBER, "--year", "2014"), 3, "2014年早于这份公文的年度（2015年）"),
    ],
)
def test_what_cannot_be_carried_is_said(
    desk: Desk, tmp_path: Path, words: tuple[str, ...], code: int, sentence: str
) -> None:
    done = desk.run("draft", *words, "--out", tmp_path)
    assert (done.code, done.out) == (code, "")
    assert sentence in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_paper_that_is_being_revoked_is_not_carried_on_without_a_word(desk: Desk, tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    shutil.copytree(desk.archive, archive)
    place = ("--out", tmp_path, "--archive", archive)
    revoked = gongwen("revoke", NUMBER, "--reason", "与上位规定抵触", "--json", *place).json
    done = gongwen("draft", "--from", NUMBER, "--year", "2016", *place)
    told = f"警告｜{NUMBER}｜{NUMBER} 拟由 {revoked['draft_id']}（拟稿） 撤销，自始无效，请看还能不能沿用"
    assert told in done.err
