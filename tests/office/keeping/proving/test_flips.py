"""One changed bit is found and named: in items, further bags, copies of the chains, the database."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from gongwen.errors import IntegrityError, RefusedError
from gongwen.office import archive
from gongwen.office.desk import database
from tests.office.keeping.proving.flipping import flipped, said_by
from tests.office.keeping.proving.story import findings, opened, story
from tests.proving import PROVING, figure

FLIPS = 1000 if PROVING else 60
"""In the files of the archive, and as many in its database."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return story(tmp_path_factory.mktemp("flips"))


def kinds_of(root: Path) -> dict[str, list[Path]]:
    """The files of the archive by what they are; a flip in each kind is named after its item or its year."""
    items = [path for path in root.rglob("items/**/*") if path.is_file()]
    data = [path for path in items if path.parent.name == "data"]
    return {
        "originals": [path for path in data if path.name.startswith("original.")],
        "papers and texts": [path for path in data if path.suffix == ".txt"],
        "metadata": [path for path in data if path.name == "metadata.json"],
        "manifests and tags": [path for path in items if path.parent.name != "data"],
        "further bags": [path for path in items if ".0" in str(path)],
        "ledger": sorted(root.glob("**/ledger/*.jsonl")),
        "log of papers": sorted(root.glob("**/ledger/life/*.jsonl")),
        "acts": sorted(root.glob("**/ledger/keeping/*.jsonl")),
    }


def looked_at(root: Path) -> set[str]:
    """What looking at every byte finds, the core that backup and drill use too."""
    office = opened(root, writing=False)
    found = {str(one) for holdings in office.all_holdings() for one in archive.verify(holdings).findings}
    database.disconnect()
    return found


def named(root: Path, path: Path) -> str:
    """What a finding on this file must name: its bag, or its year."""
    parts = path.relative_to(root).parts
    return parts[parts.index("items") + 2] if "items" in parts else f"{path.stem} 年"


def test_every_changed_bit_of_every_kind_of_file_is_found_and_named(root: Path) -> None:
    kinds, chance, usual = kinds_of(root), random.Random(20150623), looked_at(root)
    assert all(kinds.values())
    counted: Counter[str] = Counter()
    for turn in range(FLIPS):
        kind = list(kinds)[turn % len(kinds)]
        path = chance.choice(kinds[kind])
        with flipped(path, chance) as bit:
            found = looked_at(root) - usual
            assert any(named(root, path) in line for line in found), (path, bit, found)
        counted[kind] += 1
    assert looked_at(root) == usual
    figure(f"翻转一位（文件）：{FLIPS} 次，全部查出并指名（{dict(counted)}）")


def test_every_changed_bit_of_the_database_that_changes_a_value_is_found(root: Path) -> None:
    path, chance = root / "gongwen.db", random.Random(20150701)
    usual = findings(root)
    database.disconnect()
    values = said_by(path)
    counted: Counter[str] = Counter()
    while sum(counted.values()) - counted["没有用的字节"] < FLIPS:
        with flipped(path, chance) as bit:
            changed = said_by(path) != values
            found = found_in(root, usual)
        assert found or not changed, bit
        counted[found or "没有用的字节"] += 1
    figure(f"翻转一位（数据库）：{dict(counted)}；改动了存的值的，全部查出")


def found_in(root: Path, usual: set[str]) -> str:
    """How a change of the database shows: found, refused with our sentence, or nothing."""
    try:
        return "核对查出" if findings(root) - usual else ""
    except (IntegrityError, RefusedError):
        return "打不开，说明数据库损坏"
    finally:
        database.disconnect()


def damaged(change: Callable[[Path], object], root: Path) -> set[str]:
    """What is found after a change by hand."""
    usual = findings(root)
    change(root)
    return findings(root) - usual


def test_items_swapped_by_hand_are_found_on_both_sides(tmp_path: Path) -> None:
    def swap(root: Path) -> None:
        one, other = (root / "items" / "2015" / name for name in ("2015-6c1e8f00-0001", "2015-6c1e8f00-0004"))
        aside = one.with_name("aside")
        one.rename(aside)
        other.rename(one)
        aside.rename(other)

    found = damaged(swap, story(tmp_path))
    for name in ("2015-6c1e8f00-0001", "2015-6c1e8f00-0004"):
        assert any(f"{name}/文件夹名" in line and "改过名" in line for line in found)


def test_a_further_bag_moved_to_another_item_is_found(tmp_path: Path) -> None:
    def move(root: Path) -> None:
        bag = root / "items" / "2015" / "2015-6c1e8f00-0001.001"
        bag.rename(bag.with_name("2015-6c1e8f00-0004.001"))

    found = damaged(move, story(tmp_path))
    assert any("2015-6c1e8f00-0001.001" in line and "不见了" in line for line in found)
    assert any("2015-6c1e8f00-0004.001" in line and "没有登记过" in line for line in found)


def test_an_item_half_written_in_its_place_is_found(tmp_path: Path) -> None:
    def cut(root: Path) -> None:
        item = root / "items" / "2015" / "2015-6c1e8f00-0001"
        (item / "data" / "original.pdf").unlink()
        (item / "tagmanifest-sha256.txt").unlink()

    found = damaged(cut, story(tmp_path))
    assert any("2015-6c1e8f00-0001/tagmanifest-sha256.txt" in line for line in found)
    assert any("2015-6c1e8f00-0001/data/original.pdf" in line for line in found)


def test_files_that_can_be_written_are_a_warning(tmp_path: Path) -> None:
    def open_up(root: Path) -> None:
        (root / "items" / "2015" / "2015-6c1e8f00-0001" / "data" / "original.pdf").chmod(0o644)

    (found,) = damaged(open_up, story(tmp_path))
    assert found.startswith("警告｜2015-6c1e8f00-0001｜文件只读：original.pdf 可写")
