"""A file that may still be written is not taken; a later, longer version is a new item beside the first."""

from __future__ import annotations

import fcntl
import random
import subprocess
import sys
from pathlib import Path

import pytest

from gongwen.office.keeping.adding import Fate, Outcome, Wishes, add
from gongwen.records.keeping.values import OriginRecord
from tests.office.archives import holdings_of
from tests.office.keeping.taking import LONG_AGO, NOTICE, NOW, StandingClock, came, packed, parts_in, taken
from tests.proving import PROVING

DAMAGED = Path(__file__).parents[2] / "damaged"
WHOLE = {
    "a.pdf": (DAMAGED / "blank.pdf").read_bytes(),
    "a.docx": (DAMAGED / "table.docx").read_bytes(),
    "a.zip": packed({"一.txt": NOTICE.encode(), "二.txt": b"2"}),
}
HOLDER = """
import fcntl, sys
file = open(sys.argv[1], sys.argv[2])
if sys.argv[3] == "flock": fcntl.flock(file, fcntl.LOCK_EX)
if sys.argv[3] == "lockf": fcntl.lockf(file, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
"""


def lengths(content: bytes) -> list[int]:
    """Some lengths at which a file can be cut, all of them when proving."""
    every = range(1, len(content))
    return list(every) if PROVING else sorted(random.Random(2015).sample(every, 12))


@pytest.mark.parametrize("name", WHOLE)
def test_no_prefix_that_lacks_its_end_mark_is_taken_while_it_is_new(
    root: Path, tmp_path: Path, name: str
) -> None:
    for length in lengths(WHOLE[name]):
        cut, clock = came(tmp_path, name, WHOLE[name][:length], NOW - 50), StandingClock()
        (outcome,) = taken(root, cut, clock=clock)
        assert (outcome.fate, clock.waited) == (Fate.WAITING, [5.0]), length
    assert holdings_of(root).store.ids() == ()
    assert taken(root, came(tmp_path, name, WHOLE[name], NOW))[0].fate is Fate.KEPT


def test_a_cut_file_that_never_changes_any_more_is_kept_and_marked(root: Path, tmp_path: Path) -> None:
    cut = came(tmp_path, "a.pdf", WHOLE["a.pdf"][:-40], LONG_AGO)
    (outcome,) = taken(root, cut)
    assert outcome.fate is Fate.KEPT
    assert outcome.trouble.startswith("文件不完整：末尾缺了一段")


def test_a_text_is_taken_when_it_has_rested_and_not_before(root: Path, tmp_path: Path) -> None:
    new = came(tmp_path, "new.txt", NOTICE, NOW - 4)
    clock = StandingClock()
    clock.meanwhile = lambda: came(tmp_path, "new.txt", f"{NOTICE}还有", clock.time)
    (outcome,) = taken(root, new, clock=clock)
    assert (outcome.fate, outcome.why) == (
        Fate.WAITING,
        "刚刚还改过，看不出写完了没有；请等它写完再收",
    )
    assert taken(root, came(tmp_path, "old.txt", NOTICE, NOW - 5))[0].fate is Fate.KEPT


def test_a_new_text_is_looked_at_once_more_at_the_end(root: Path, tmp_path: Path) -> None:
    new, old = came(tmp_path, "1.txt", NOTICE, NOW - 1), came(tmp_path, "2.txt", "另一份。", LONG_AGO)
    clock = StandingClock()
    outcomes = taken(root, new, old, clock=clock)
    assert [(one.name, one.fate) for one in outcomes] == [("2.txt", Fate.KEPT), ("1.txt", Fate.KEPT)]
    assert clock.waited == [5.0]


def test_a_file_from_a_clock_that_goes_wrong_is_taken_when_it_has_rested_here(
    root: Path, tmp_path: Path
) -> None:
    future = came(tmp_path, "1.txt", NOTICE, NOW + 9_000_000)
    assert taken(root, future)[0].fate is Fate.KEPT


@pytest.mark.parametrize(("mode", "lock"), [("ab", ""), ("rb", "flock"), ("r+b", "lockf")])
def test_a_text_that_another_program_writes_or_locks_is_not_taken(
    root: Path, tmp_path: Path, mode: str, lock: str
) -> None:
    path = came(tmp_path, "a.csv", "企业,电脑\n甲公司,3\n")
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path), mode, lock],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    (outcome,) = taken(root, path)
    assert (outcome.fate, outcome.why) == (Fate.WAITING, "别的程序正打开着写；请等它写完再收")
    holder.communicate()
    assert taken(root, path)[0].fate is Fate.KEPT


def test_a_program_that_only_reads_does_not_matter(root: Path, tmp_path: Path) -> None:
    path = came(tmp_path, "a.csv", "企业,电脑\n甲公司,3\n")
    with path.open("rb") as reader:
        fcntl.flock(reader, fcntl.LOCK_SH)
        assert taken(root, path)[0].fate is Fate.KEPT


def origins(root: Path, outcome: Outcome) -> tuple[OriginRecord, ...]:
    return holdings_of(root).keeping.origins(outcome.item_id)


def test_a_later_longer_version_is_a_new_item_that_follows_the_first(root: Path, tmp_path: Path) -> None:
    (first,) = taken(root, came(tmp_path, "名单.txt", "甲公司\n乙公司\n"))
    (second,) = taken(root, came(tmp_path, "名单.txt", "甲公司\n乙公司\n丙公司\n"))
    (third,) = taken(root, came(tmp_path, "名单.txt", "甲公司\n乙公司\n丙公司\n丁公司\n"))
    assert [(one.relation, one.other) for one in origins(root, second)] == [("接", first.item_id)]
    assert [(one.relation, one.other) for one in origins(root, third)] == [("接", second.item_id)]
    assert second.doubts[-1] == f"版本：接 {first.item_id}，是它后来的、更全的一份"
    store = holdings_of(root).store
    assert store.read(first.item_id, "original.txt").decode() == "甲公司\n乙公司\n"
    assert len(store.ids()) == 3


def test_the_same_name_with_nearly_the_same_text_from_the_same_sender_is_a_version(
    root: Path, tmp_path: Path
) -> None:
    longer = NOTICE.replace("报送检查方案", "先行报送检查方案")
    (first,) = taken(root, came(tmp_path, "通知.txt", NOTICE), sender="省软件办")
    (other,) = taken(root, came(tmp_path, "通知.txt", f"{NOTICE[:-1]}。\n"), sender="越城区")
    (second,) = taken(root, came(tmp_path, "通知.txt", longer), sender="省软件办")
    assert origins(root, other) == ()
    assert [(one.relation, one.other) for one in origins(root, second)] == [("接", first.item_id)]


def test_files_of_another_name_or_another_text_follow_nothing(root: Path, tmp_path: Path) -> None:
    taken(root, came(tmp_path, "名单.txt", "甲公司\n乙公司\n"))
    (other,) = taken(root, came(tmp_path, "别的.txt", "甲公司\n乙公司\n丙公司\n"))
    (another,) = taken(root, came(tmp_path, "名单.txt", "戊公司报来的说明，与以前的不同。\n"))
    assert origins(root, other) == origins(root, another) == ()


def test_nothing_is_waited_for_with_no_rest_wanted(root: Path, tmp_path: Path) -> None:
    clock = StandingClock()
    new = [came(tmp_path, "1.txt", NOTICE, NOW), came(tmp_path, "2.txt", "来自以后。", NOW + 9_000)]
    outcomes = list(add(parts_in(root, clock=clock), new, Wishes(rest=0.0)))
    assert ([one.fate for one in outcomes], clock.waited) == ([Fate.KEPT, Fate.KEPT], [])
