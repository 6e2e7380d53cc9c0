"""The database of an archive: one that is lost or broken is told in Chinese; reading writes nothing."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connections

from gongwen.errors import IntegrityError, RefusedError, StorageError
from gongwen.office import archive, numbers
from gongwen.office.issue import issue
from gongwen.office.search import search
from gongwen.office.wiring import HOME, Office, Settings
from tests.archive.troubles import become_nobody, in_child, open_folder
from tests.office.archives import OFFICE, number, paper, parts_of, request

RESTORE = "请从备份恢复 gongwen.db，没有备份就用 gongwen archive rebuild 重建；各件不受影响。"


def settings_of(folder: Path) -> Settings:
    return Settings(folder, HOME / "templates", (), "王芳")


@pytest.fixture
def kept() -> Iterator[Path]:
    """An archive with one issued paper, in a folder that every user can reach."""
    with open_folder() as folder:
        Office.create(settings_of(folder / "archive"), OFFICE)
        issue(parts_of(folder / "archive"), request())
        Office(settings_of(folder / "archive"), writing=False)
        yield folder / "archive"


def lose(database: Path) -> None:
    database.unlink()


def empty(database: Path) -> None:
    database.write_bytes(b"")


def overwrite(database: Path) -> None:
    database.write_text("这不是数据库，是一段很长的文字" * 100, "utf-8")


def strip(database: Path) -> None:
    database.unlink()
    with sqlite3.connect(database) as connection:
        connection.execute("CREATE TABLE other (x)")


def scramble(database: Path) -> None:
    content = database.read_bytes()
    database.write_bytes(content[:100] + b"\xa5" * (len(content) - 100))


@pytest.mark.parametrize("writing", [True, False])
@pytest.mark.parametrize(
    ("damage", "seen"),
    [
        (lose, "不见了"),
        (empty, "不是 SQLite 数据库，或已损坏"),
        (overwrite, "不是 SQLite 数据库，或已损坏"),
        (strip, "缺少应有的表"),
        (scramble, "数据库文件已损坏"),
    ],
)
def test_a_lost_or_broken_database_is_told_with_what_to_do(
    kept: Path, damage: Callable[[Path], None], seen: str, writing: bool
) -> None:
    connections.close_all()
    for leftover in kept.glob("gongwen.db-*"):
        leftover.unlink()
    damage(kept / "gongwen.db")
    before = sorted(path.name for path in kept.iterdir())
    with pytest.raises(IntegrityError) as caught:
        Office(settings_of(kept), writing=writing)
    assert seen in str(caught.value)
    assert str(caught.value).endswith(f"；登记、目录和检索都在数据库里；{RESTORE}")
    assert [name for name in sorted(path.name for path in kept.iterdir()) if "-" not in name] == before


def everything_read(folder: Path) -> str:
    """Use every verb that only reads, as a reader does."""
    try:
        office = Office(settings_of(folder), writing=False)
        holdings = office.holdings()
        answer = search(office, "黑名单")
        shown = archive.shown(holdings, str(number(1)))
        verified = archive.verify(holdings)
        return f"{len(numbers.listing(holdings))} {answer.total} {shown.item.title} {verified.sound}"
    except Exception as error:
        return repr(error)


EVERYTHING = "1 1 关于印发《实施方案》的通知 True"


def test_a_reader_without_permission_to_write_reads_everything(kept: Path) -> None:
    shutil.rmtree(kept / "index")
    before = sorted(kept.rglob("*"))
    connections.close_all()
    assert in_child(lambda: everything_read(kept), become_nobody) == EVERYTHING
    assert [path for path in sorted(kept.rglob("*")) if path not in before] == []


def test_a_reader_reads_while_another_user_has_the_archive_open(kept: Path) -> None:
    writer = Office(settings_of(kept))
    numbers.adopt(writer.holdings(), number(2), reason="手工编号")
    assert (kept / "gongwen.db-wal").stat().st_size > 0
    seen = in_child(lambda: everything_read(kept), become_nobody)
    assert seen == EVERYTHING.replace("1 1", "2 1", 1)


def test_reading_cannot_change_the_database(kept: Path) -> None:
    office = Office(settings_of(kept), writing=False)
    with pytest.raises(StorageError, match="数据库是只读的"):
        numbers.adopt(office.holdings(), number(2), reason="手工编号")


@pytest.mark.parametrize(("line", "approved"), [("", False), ("classified = true\n", True)])
def test_classified_papers_are_issued_where_the_description_says_so(
    kept: Path, line: str, approved: bool
) -> None:
    with (kept / "gongwen.toml").open("a") as file:
        file.write(line)
    office = Office(settings_of(kept))
    plain = parts_of(kept)
    parts = replace(office.issue_parts(office.holdings()), renderers=plain.renderers, text_of=plain.text_of)
    asked = replace(request(), document=paper("关于保密的通知", security_level="秘密"))
    if approved:
        assert issue(parts, asked).number == number(2)
    else:
        with pytest.raises(RefusedError, match="涉密公文只能在批准的涉密计算机上办理"):
            issue(parts, asked)
