"""整理, 移交 and 销毁 killed at any call by which they change the disk: gone on with, nothing half."""

from __future__ import annotations

import random
import shutil
import signal
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from gongwen.archive.transfers import check_package
from gongwen.errors import RefusedError
from gongwen.office.desk.database import connect
from gongwen.office.keeping.pieces import pieces, to_search
from gongwen.records.keeping.arranging.values import DisposalState
from gongwen.search import Fts5Index
from tests.forking import Say
from tests.office.archives import holdings_of, make_archive, reopen
from tests.office.keeping.filing import LIST, carry_out, desk_of, exported, problems
from tests.office.keeping.yearly import arranged, receive
from tests.office.tracing import CHANGING, under_strace
from tests.proving import PROVING, figure

SAMPLE = 4
CODES = ["Z109-WS·2015-D10-0001", "Z109-WS·2015-D10-0002", "Z109-WS·2015-D30-0001"]


def prepare(root: Path, verb: str) -> None:
    """Make an archive in which the verb has something to do."""
    make_archive(root)
    for title, month in (("企业甲的调查表", 3), ("企业乙的调查表", 4), ("推进计划", 5)):
        receive(root, title, month=month)
    Fts5Index().add(to_search(one, f"{one.title}的正文") for one in pieces(holdings_of(root)))
    if verb != "arrange":
        arranged(root)
    if verb == "dispose":
        desk_of(root).propose([], 2015, "保管期满")
        desk_of(root, "李明").agree(LIST)
    connect(root.with_name("elsewhere.db"))


def export(root: Path) -> None:
    """Write a package, unless one is there: then it is whole."""
    target = root.with_name("移交")
    if target.exists():
        with pytest.raises(RefusedError, match="已经有了"):
            exported(root, target)
    else:
        exported(root, target)


VERBS: dict[str, Callable[[Path], object]] = {"arrange": arranged, "dispose": carry_out, "export": export}


def whole_between(root: Path, verb: str) -> None:
    """Hold what must be so right after the kill."""
    keeping, store = holdings_of(root).keeping, holdings_of(root).store
    there = set(store.ids())
    listed = {line.item_id for found in keeping.disposals() for line in found.lines if found.approver}
    gone = {one.item_id for one in pieces(holdings_of(root))} - there
    assert gone <= listed
    package = root.with_name("移交")
    assert not package.exists() or check_package(package).findings == ()
    assert [line for line in problems(root) if "不见了" in line or "改动" in line] == []


def whole_after(root: Path, verb: str) -> None:
    """Hold what must be so when it was done again."""
    keeping, store = holdings_of(root).keeping, holdings_of(root).store
    assert sorted(str(unit.code) for unit in keeping.units(2015)) == CODES
    assert problems(root) == []
    if verb == "arrange":
        assert all(store.further(item) == (f"{item}.001",) for item in store.ids())
    if verb == "export":
        assert check_package(root.with_name("移交")).findings == ()
    if verb == "dispose":
        assert keeping.disposal(LIST).state is DisposalState.DONE
        assert [one.number for one in pieces(holdings_of(root)) if one.number] == [LIST]
        assert len(store.ids()) == 2


def run(root: Path, verb: str, say: Say) -> None:
    reopen(root)
    VERBS[verb](root)
    say("done")


def reopened(root: Path) -> Path:
    reopen(root)
    return root


def copy_of(prepared: Path, target: Path) -> Path:
    connect(target.with_name("elsewhere.db"))
    shutil.rmtree(target, ignore_errors=True)
    for other in target.parent.glob("移交*"):
        shutil.rmtree(other)
    return Path(shutil.copytree(prepared, target))


@pytest.mark.parametrize("verb", VERBS)
def test_killed_at_any_call_it_can_be_gone_on_with(verb: str, tmp_path: Path) -> None:
    kept, log = tmp_path / "prepared" / "archive", tmp_path / "calls"
    kept.parent.mkdir()
    prepare(kept, verb)
    VERBS[verb](reopened(copy_of(kept, tmp_path / "work" / "archive")))  # what is made once is made now
    root = copy_of(kept, tmp_path / "work" / "archive")
    assert under_strace(["-e", f"trace={CHANGING}"], partial(run, root, verb), log) == (0, "done\n")
    names = [line.split(maxsplit=1)[1].partition("(")[0] for line in log.read_text().splitlines()]
    counted = Counter(name for name in names if name.isidentifier() and name not in ("openat", "lseek"))
    points = [(name, when) for name, count in sorted(counted.items()) for when in range(1, count + 1)]
    chosen = points if PROVING else random.Random(verb).sample(points, SAMPLE)
    missed = 0
    for name, when in chosen:
        root = copy_of(kept, tmp_path / "work" / "archive")
        kill = ["-e", f"trace={name}", "-e", f"inject={name}:signal=KILL:when={when}"]
        ended = under_strace(kill, partial(run, root, verb), log)
        if ended == (
            0,
            "done\n",
        ):  # a call made but once, as for a cache
            missed += 1
            continue
        assert ended == (-signal.SIGKILL, ""), (name, when)
        reopen(root)
        whole_between(root, verb)
        VERBS[verb](root)
        whole_after(root, verb)
    connect(tmp_path / "elsewhere.db")
    assert missed < len(chosen) / 4
    killed = len(chosen) - missed
    figure(f"{verb} killed at {killed} of its {len(points)} calls: gone on with, nothing half")
