"""A paper whose process was killed between two steps goes on with the same command; nothing is hidden."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from gongwen.errors import IntegrityError
from gongwen.office import archive as office_archive
from gongwen.office.life import releasing, signing
from gongwen.office.life.desk import Act, LifeDesk
from gongwen.records.life.models import Step
from gongwen.records.life.values import Stage, Verb
from tests.office.life.papers import CLERK, entered, sealed
from tests.records.life.papers import DAY


@pytest.mark.parametrize("step", ["rendered", "synced", "placed", "committed", "ledger-issued"])
def test_a_release_killed_at_a_step_is_completed_by_the_same_command(
    desk: LifeDesk, root: Path, tmp_path: Path, step: str
) -> None:
    draft_id = sealed(desk, tmp_path / "out")
    words = [sys.executable, "-m", "tests.office.life.killed", str(root), draft_id, step]
    died = subprocess.run(words, capture_output=True, check=False)
    assert died.returncode == -signal.SIGKILL, died.stderr.decode()
    assert desk.life.paper(draft_id).stage is Stage.SEALED
    done = releasing.release(desk, draft_id, CLERK)
    assert done.taken.paper.stage is Stage.RELEASED
    assert [str(item.number) for item in desk.holdings.ledger.items()] == ["绍市软件办〔2026〕1号"]
    assert office_archive.verify(desk.holdings).findings == ()


def test_the_log_is_copied_to_its_file_and_what_a_crash_left_out_is_copied_later(desk: LifeDesk) -> None:
    draft_id = entered(desk)
    signing.review(desk, draft_id, CLERK)
    desk.life.record(desk.step(draft_id, Verb.APPROVE, Act("王建国", DAY)))
    (finding,) = office_archive.verify(desk.holdings).findings
    assert str(finding) == (
        "警告｜办理记录副本 2026 年第 3 条｜还没有抄到副本，下次办文时补抄（存档格式 五）"
    )
    assert desk.holdings.catch_up() == 1
    lines = desk.holdings.log_copy.journal.read(2026)
    assert [json.loads(line)["verb"] for line in lines] == ["draft", "review", "approve"]
    assert office_archive.verify(desk.holdings).findings == ()


def test_a_step_changed_in_the_database_or_in_the_copy_is_found(desk: LifeDesk) -> None:
    draft_id = entered(desk)
    signing.review(desk, draft_id, CLERK)
    Step.objects.filter(verb="review").update(actor="李明")
    path = desk.holdings.log_copy.journal.folder / "2026.jsonl"
    path.write_text(path.read_text("utf-8").replace("王芳", "李明"), encoding="utf-8")
    result = office_archive.verify(desk.holdings)
    assert not result.sound
    assert [finding.place for finding in result.findings] == [
        f"{draft_id} 第 2 步",
        "办理记录副本 2026 年第 1 条",
    ]


def test_a_database_older_than_the_copy_of_the_log_is_refused(desk: LifeDesk) -> None:
    draft_id = entered(desk)
    path = desk.holdings.log_copy.journal.folder / "2026.jsonl"
    line = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**line, "hash": "00" * 32}, ensure_ascii=False) + "\n", encoding="utf-8")
    with pytest.raises(IntegrityError, match="数据库里没有这一条"):
        signing.review(desk, draft_id, CLERK)
