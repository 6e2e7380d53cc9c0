"""Clerks who do the same at once do it once; papers numbered at once get numbers of their own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from gongwen.office import archive as office_archive
from gongwen.office.life.desk import LifeDesk
from gongwen.records.life.values import Verb
from tests.office.life.papers import rechecked
from tests.records.life.papers import ALONE


def at_once(root: Path, *orders: list[str]) -> list[list[str]]:
    """Run a process for each order of papers; return the lines each printed."""
    command = [sys.executable, "-m", "tests.office.life.allocating", str(root)]
    running = [
        subprocess.Popen([*command, *order], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for order in orders
    ]
    done = [(*process.communicate(), process.returncode) for process in running]
    assert [code for _, _, code in done] == [0] * len(orders), [err for _, err, _ in done]
    return [out.splitlines() for out, _, _ in done]


def test_four_clerks_numbering_the_same_papers_at_once_give_each_one_number(
    desk: LifeDesk, root: Path
) -> None:
    drafts = [rechecked(desk, ALONE.replace("检查", f"第{name}次检查")) for name in "一二三"]
    printed = at_once(root, drafts, drafts[::-1], drafts, drafts[::-1])
    told = {line.removesuffix(" new").removesuffix(" known") for lines in printed for line in lines}
    assert len(told) == 3
    assert sorted(line.split()[1] for line in told) == [f"绍市软件办〔2026〕{n}号" for n in (1, 2, 3)]
    assert sum(line.endswith(" new") for lines in printed for line in lines) == 3
    for draft_id in drafts:
        steps = [step.verb for step in desk.life.steps(draft_id)]
        assert steps.count(Verb.ALLOCATE) == 1
    assert office_archive.verify(desk.holdings).sound
