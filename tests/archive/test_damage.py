"""Whatever happens to an item on the disk is found and named, and finding it changes nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import bagit
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongwen.archive import FolderStore
from gongwen.errors import NotFoundError
from tests.archive.test_stores import FOUR, THREE, bag, folder_store, put


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    made = folder_store(tmp_path)
    put(made, bag())
    return made


@pytest.fixture
def item(store: FolderStore) -> Path:
    return Path(store.location(THREE))


def rewrite(path: Path, change: Callable[[bytes], bytes]) -> None:
    path.chmod(0o644)
    path.write_bytes(change(path.read_bytes()))


def sentences(store: FolderStore, item_id: str = THREE) -> list[str]:
    return [finding.sentence for finding in store.verify(item_id, bag().digest)]


def test_our_bags_are_valid_to_the_library_of_congress_reader(item: Path) -> None:
    assert bagit.Bag(str(item)).is_valid()


def test_our_bags_pass_sha256sum(item: Path) -> None:
    checked = subprocess.run(
        ["sha256sum", "-c", "manifest-sha256.txt", "tagmanifest-sha256.txt"],
        cwd=item,
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"LC_ALL": "C"},
    )
    assert checked.stdout.splitlines() == [
        "data/document.txt: OK",
        "data/original.pdf: OK",
        "bag-info.txt: OK",
        "bagit.txt: OK",
        "manifest-sha256.txt: OK",
    ]


def test_the_item_digest_is_what_sha256sum_prints_for_the_tag_manifest(
    store: FolderStore, item: Path
) -> None:
    printed = subprocess.run(
        ["sha256sum", "tagmanifest-sha256.txt"], cwd=item, capture_output=True, text=True, check=True
    )
    assert printed.stdout.split()[0] == store.get(THREE).digest


def test_an_item_lies_where_the_specification_says(store: FolderStore, tmp_path: Path) -> None:
    assert THREE == "2015-6c1e8f00-0003"
    assert store.location(THREE) == str(tmp_path / "items" / "2015" / THREE)


def test_the_description_of_a_bag_is_as_specified(item: Path) -> None:
    assert (item / "bag-info.txt").read_text("utf-8") == (
        f"External-Identifier: {THREE}\nExternal-Description: 关于印发的通知\nPayload-Oxum: 32.2\n"
    )
    assert (item / "bagit.txt").read_text("ascii") == (
        "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    )


def test_all_files_of_an_item_are_read_only(item: Path) -> None:
    assert {path.stat().st_mode & 0o777 for path in item.rglob("*") if path.is_file()} == {0o444}


def test_a_changed_byte_is_found(store: FolderStore, item: Path) -> None:
    rewrite(item / "data" / "original.pdf", lambda content: b"&" + content[1:])
    assert sentences(store) == ["data/original.pdf：内容已被改动"]


def test_a_missing_file_is_found(store: FolderStore, item: Path) -> None:
    (item / "data" / "original.pdf").unlink()
    assert sentences(store) == ["data/original.pdf：缺失", "bag-info.txt：字节数或文件数与 data/ 不符"]


def test_an_extra_file_is_found_beside_the_payload_and_within_it(store: FolderStore, item: Path) -> None:
    (item / "data" / "more.txt").write_text("x")
    (item / "note.txt").write_text("x")
    (item / "empty").mkdir()
    assert sentences(store) == [
        "data/more.txt：没有列在 manifest-sha256.txt 里",
        "empty：多出来的，不属于这件",
        "note.txt：多出来的，不属于这件",
    ]


def test_a_link_in_place_of_a_file_is_found(store: FolderStore, item: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.pdf"
    shutil.copy(item / "data" / "original.pdf", elsewhere)
    (item / "data" / "original.pdf").unlink()
    (item / "data" / "original.pdf").symlink_to(elsewhere)
    assert any(sentence.startswith("data/original.pdf：读不出来") for sentence in sentences(store))


def test_a_cut_manifest_is_found(store: FolderStore, item: Path) -> None:
    rewrite(item / "manifest-sha256.txt", lambda content: content[:-30])
    found = sentences(store)
    assert "manifest-sha256.txt：内容已被改动" in found
    assert "manifest-sha256.txt：末尾不完整，可能被截断" in found


def test_a_manifest_short_of_a_line_is_found(store: FolderStore, item: Path) -> None:
    rewrite(item / "tagmanifest-sha256.txt", lambda content: b"".join(content.splitlines(True)[1:]))
    assert sentences(store) == [
        "tagmanifest-sha256.txt：与登记的件摘要不符",
        "bag-info.txt：没有列在 tagmanifest-sha256.txt 里",
    ]


def test_a_missing_manifest_is_found(store: FolderStore, item: Path) -> None:
    (item / "tagmanifest-sha256.txt").unlink()
    assert sentences(store) == ["tagmanifest-sha256.txt：缺失"]


def test_an_item_made_anew_with_right_digests_is_still_not_the_one_in_the_ledger(
    store: FolderStore, item: Path, tmp_path: Path
) -> None:
    other = folder_store(tmp_path / "other")
    put(other, bag(original_pdf=b"forged"))
    shutil.rmtree(item)
    shutil.copytree(other.location(THREE), item)
    assert store.verify(THREE) == ()
    assert sentences(store) == ["tagmanifest-sha256.txt：与登记的件摘要不符"]


def test_a_renamed_item_is_found_under_its_new_name(store: FolderStore, item: Path) -> None:
    item.rename(item.with_name(FOUR))
    assert sentences(store, FOUR) == [f"文件夹名：改过名，或放错了地方：件内写的是 {THREE}"]


def test_an_item_under_a_foreign_name_or_in_another_year_is_a_stray(
    store: FolderStore, item: Path, tmp_path: Path
) -> None:
    shutil.copytree(item, tmp_path / "items" / "2016" / THREE)
    item.rename(item.with_name("国企软件正版化"))
    assert [finding.place for finding in store.strays()] == ["2015/国企软件正版化", f"2016/{THREE}"]
    with pytest.raises(NotFoundError):
        store.get(THREE)


def test_quarantine_keeps_every_item_with_its_reason(store: FolderStore, tmp_path: Path) -> None:
    store.quarantine(THREE, "错号")
    put(store, bag())
    store.quarantine(THREE, "又错了")
    aside = tmp_path / "quarantine"
    assert sorted(path.name for path in aside.iterdir()) == [
        THREE,
        f"{THREE}.2",
        f"{THREE}.2.json",
        f"{THREE}.json",
    ]
    assert (aside / f"{THREE}.json").read_text("utf-8") == f'{{"item_id": "{THREE}", "reason": "错号"}}\n'
    assert bagit.Bag(str(aside / THREE)).is_valid()


def snapshot(folder: Path) -> dict[str, tuple[int, int, int]]:
    found = {}
    for path in (folder, *folder.rglob("*")):
        status = path.lstat()
        found[str(path)] = (status.st_mode, status.st_mtime_ns, status.st_ctime_ns)
    return found


def test_verifying_writes_nothing(store: FolderStore, item: Path, tmp_path: Path) -> None:
    for path in (*item.rglob("*"), item, item.parent):
        if path.is_dir():
            path.chmod(0o555)
    rewritten = item / "data" / "original.pdf"
    rewrite(rewritten, lambda content: content + b"!")
    before = snapshot(tmp_path)
    assert store.verify(THREE, bag().digest) != ()
    assert store.strays() == ()
    assert snapshot(tmp_path) == before
    for path in (item.parent, item, item / "data"):
        path.chmod(0o755)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_changed_bit_of_any_file_is_found(tmp_path: Path, data: st.DataObject) -> None:
    store = folder_store(tmp_path)
    if THREE not in store.ids():
        put(store, bag())
    files = sorted(path for path in Path(store.location(THREE)).rglob("*") if path.is_file())
    path = data.draw(st.sampled_from(files))
    content = path.read_bytes()
    place = data.draw(st.integers(0, len(content) - 1))
    flipped = bytearray(content)
    flipped[place] ^= 1 << data.draw(st.integers(0, 7))
    rewrite(path, lambda _: bytes(flipped))
    try:
        assert any(path.name in sentence for sentence in sentences(store))
    finally:
        rewrite(path, lambda _: content)
