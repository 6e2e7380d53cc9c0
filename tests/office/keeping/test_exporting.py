"""A transfer package: whole or not there, and whatever is changed in it is found."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from gongwen.archive.transfers import check_package
from gongwen.errors import IntegrityError, NotFoundError, RefusedError
from gongwen.model.arrangement import Term
from gongwen.office.desk.database import connect
from gongwen.office.keeping.arranging.listing import catalogues_of
from gongwen.office.keeping.arranging.table import filing_table
from gongwen.records.keeping import log
from tests.office.archives import OFFICE, holdings_of, make_archive, reopen
from tests.office.keeping.filing import exported
from tests.office.keeping.yearly import TABLE, arranged, receive
from tests.proving import PROVING, figure

FLIPS = 2000 if PROVING else 60


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with two papers that are filed."""
    root = tmp_path_factory.mktemp("filed") / "archive"
    make_archive(root)
    receive(root, "企业甲的调查表", month=3)
    receive(root, "推进计划", month=5)
    arranged(root)
    connect(root.with_name("elsewhere.db"))
    return root


@pytest.fixture
def filed(prepared: Path, tmp_path: Path) -> Path:
    """A copy of it for each test."""
    root = Path(shutil.copytree(prepared, tmp_path / "archive"))
    reopen(root)
    return root


def test_a_package_holds_every_paper_with_its_bags_and_checks_without_the_archive(
    filed: Path, tmp_path: Path
) -> None:
    target = tmp_path / "移交2015"
    totals = exported(filed, target)
    assert totals.items == 2
    shutil.rmtree(filed)
    report = check_package(target)
    assert (report.findings, report.totals) == ((), totals)
    assert sorted(path.name for path in (target / "电子档案/2015").glob("*/*")) == [
        "Z109-WS·2015-D10-0001",
        "Z109-WS·2015-D30-0001",
    ]
    said = (target / "说明文件.TXT").read_text("utf-8-sig")
    assert "归档记录 6 条" in said
    with pytest.raises(NotFoundError, match="不是移交包"):
        check_package(tmp_path)


def test_one_term_only_and_never_over_what_is_there(filed: Path, tmp_path: Path) -> None:
    target = tmp_path / "移交"
    assert exported(filed, target, Term.YEARS_30).items == 1
    with pytest.raises(RefusedError, match="已经有了"):
        exported(filed, target)
    with pytest.raises(NotFoundError, match="没有归档的件（永久）"):
        exported(filed, tmp_path / "空", Term.PERMANENT)
    acts = log.acts("own", verb="exported")
    assert [act.details["items"] for act in acts] == [1]


def test_a_damaged_item_is_not_handed_over_and_no_folder_is_left(filed: Path, tmp_path: Path) -> None:
    item = next(iter(holdings_of(filed).store.ids()))
    path = filed / "items" / "2015" / item / "data" / "text.txt"
    path.chmod(0o600)
    path.write_bytes(b"changed")
    with pytest.raises(IntegrityError, match="已损坏"):
        exported(filed, tmp_path / "移交")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("移交")] == []
    assert log.acts("own", verb="exported") == ()


def test_every_flip_every_missing_and_every_extra_file_is_found(filed: Path, tmp_path: Path) -> None:
    target = tmp_path / "移交"
    exported(filed, target)
    files = sorted(path for path in target.rglob("*") if path.is_file())
    for path in files:
        path.chmod(0o600)
    chosen = random.Random(2015)
    for _ in range(FLIPS):
        path = chosen.choice(files)
        before = path.read_bytes()
        place, bit = chosen.randrange(len(before)), 1 << chosen.randrange(8)
        path.write_bytes(before[:place] + bytes([before[place] ^ bit]) + before[place + 1 :])
        assert check_package(target).findings, path
        path.write_bytes(before)
    for path in files:
        before = path.read_bytes()
        path.unlink()
        assert check_package(target).findings, path
        path.write_bytes(before)
    for folder in sorted({path.parent for path in files}):
        (folder / "extra.txt").write_text("?")
        assert check_package(target).findings, folder
        (folder / "extra.txt").unlink()
    assert check_package(target).findings == ()
    figure(f"移交包：翻转 {FLIPS} 个比特、缺 {len(files)} 个文件、多一个文件，处处查出")


def test_a_catalogue_tells_count_pages_and_the_heads_of_the_chains(filed: Path) -> None:
    table = filing_table(TABLE, "保管期限表.toml")
    found = catalogues_of(holdings_of(filed), OFFICE, table, 2015)
    assert [(str(one.key), [row[1] for row in one.book.rows]) for one in found] == [
        ("2015年度、30年", ["Z109-WS·2015-D30-0001"]),
        ("2015年度、10年", ["Z109-WS·2015-D10-0001"]),
    ]
    head = log.lines("own", 2026)[-1]
    assert found[0].book.notes[0] == "共 1 件，2 页"
    assert found[0].book.notes[2].startswith("归档记录 6 条，2026年末条 ")
    assert head.split('"hash":"')[1][:64] in found[0].book.notes[2]
