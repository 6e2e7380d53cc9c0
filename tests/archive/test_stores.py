"""Every store of items keeps the same promise: one suite, all implementations."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from gongwen.archive import Bag, FolderStore, ItemStore, MemoryStore, item_id_of, pack
from gongwen.archive.identity import further_id, received_item_id
from gongwen.errors import IntegrityError, NotFoundError
from gongwen.model import DocumentNumber

THREE = item_id_of(DocumentNumber("绍市软件办", 2015, 3))
FOUR = item_id_of(DocumentNumber("绍市软件办", 2015, 4))
PAYLOAD = {"document.txt": "关于印发的通知\n".encode(), "original.pdf": b"%PDF-1.7\x00\xff"}


def folder_store(place: Path) -> FolderStore:
    return FolderStore(place / "items", place / "staging", place / "quarantine")


def memory_store(place: Path) -> MemoryStore:
    return MemoryStore()


@pytest.fixture(params=[folder_store, memory_store])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> ItemStore:
    make: Callable[[Path], ItemStore] = request.param
    return make(tmp_path)


def bag(item_id: str = THREE, **changes: bytes) -> Bag:
    payload = PAYLOAD | {name.replace("_", "."): content for name, content in changes.items()}
    return pack(item_id, payload, {"External-Description": "关于印发的通知"})


def put(store: ItemStore, content: Bag) -> None:
    with store.claim(content.item_id):
        store.stage(content)
        store.sync(content.item_id)
        store.place(content.item_id)


def test_an_empty_store_has_no_items(store: ItemStore) -> None:
    assert store.ids() == ()
    assert store.strays() == ()


def test_what_is_placed_is_read_back_byte_for_byte(store: ItemStore) -> None:
    put(store, bag())
    assert store.read(THREE, "original.pdf") == b"%PDF-1.7\x00\xff"
    assert store.read(THREE, "document.txt").decode() == "关于印发的通知\n"


def test_a_placed_item_has_the_digest_of_its_bag(store: ItemStore) -> None:
    put(store, bag())
    item = store.get(THREE)
    assert item.digest == bag().digest
    assert item.names == ("document.txt", "original.pdf")


def test_items_are_listed_in_order(store: ItemStore) -> None:
    put(store, bag(FOUR))
    put(store, bag(THREE))
    assert store.ids() == (THREE, FOUR)


def test_what_is_only_staged_cannot_be_seen(store: ItemStore) -> None:
    store.stage(bag())
    store.sync(THREE)
    assert store.ids() == ()
    with pytest.raises(NotFoundError):
        store.get(THREE)
    with pytest.raises(NotFoundError):
        store.read(THREE, "original.pdf")


def test_staging_again_replaces_what_was_left_there(store: ItemStore) -> None:
    store.stage(bag(leftover_txt=b"old"))
    put(store, bag())
    assert store.get(THREE).names == ("document.txt", "original.pdf")
    assert store.verify(THREE) == ()


def test_nothing_staged_cannot_be_synced_or_placed(store: ItemStore) -> None:
    with pytest.raises(NotFoundError, match="还没有写好"):
        store.sync(THREE)
    with pytest.raises(NotFoundError, match="还没有写好"):
        store.place(THREE)


def test_placing_the_same_item_twice_keeps_the_first(store: ItemStore) -> None:
    put(store, bag())
    put(store, bag())
    assert store.ids() == (THREE,)
    assert store.verify(THREE, bag().digest) == ()


def test_an_item_is_never_replaced_by_another_content(store: ItemStore) -> None:
    put(store, bag())
    with pytest.raises(IntegrityError, match="内容不同"):
        put(store, bag(original_pdf=b"changed"))
    assert store.read(THREE, "original.pdf") == b"%PDF-1.7\x00\xff"


def test_an_untouched_item_has_no_findings(store: ItemStore) -> None:
    put(store, bag())
    assert store.verify(THREE, bag().digest) == ()


def test_another_digest_than_the_ledgers_is_found(store: ItemStore) -> None:
    put(store, bag())
    (finding,) = store.verify(THREE, "0" * 64)
    assert finding.sentence == "tagmanifest-sha256.txt：与登记的件摘要不符"


def test_asking_for_an_item_that_is_not_there_says_so(store: ItemStore) -> None:
    for ask in (store.get, store.verify):
        with pytest.raises(NotFoundError, match="没有件"):
            ask(THREE)


def test_asking_for_a_file_that_is_not_in_the_item_says_so(store: ItemStore) -> None:
    put(store, bag())
    for name in ("original.docx", "../bagit.txt"):
        with pytest.raises(NotFoundError, match="里没有"):
            store.read(THREE, name)


def test_quarantine_takes_a_placed_item_away(store: ItemStore) -> None:
    put(store, bag())
    assert store.quarantine(THREE, "错号") is True
    assert store.ids() == ()


def test_quarantine_takes_a_staged_item_away(store: ItemStore) -> None:
    store.stage(bag())
    assert store.quarantine(THREE, "错号") is True
    with pytest.raises(NotFoundError):
        store.place(THREE)


def test_quarantine_of_nothing_says_that_there_was_nothing(store: ItemStore) -> None:
    assert store.quarantine(THREE, "错号") is False


def test_an_id_of_another_form_is_refused(store: ItemStore) -> None:
    for name in ("../../etc", "2015", "绍市软件办〔2015〕3号", ""):
        with pytest.raises(ValueError, match="不是件标识"):
            store.stage(Bag(name, {}))


def test_a_claimed_item_waits_for_its_turn(store: ItemStore) -> None:
    from threading import Event, Thread

    order: list[str] = []
    entered = Event()

    def second() -> None:
        entered.set()
        with store.claim(THREE):
            order.append("second")

    with store.claim(THREE):
        thread = Thread(target=second)
        thread.start()
        entered.wait()
        with store.claim(FOUR):
            order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_further_bags_lie_beside_their_item_in_order(store: ItemStore) -> None:
    put(store, bag())
    for ordinal in (2, 1, 10, 1000):
        put(store, bag(further_id(THREE, ordinal)))
    assert store.further(THREE) == tuple(f"{THREE}.{number}" for number in ("001", "002", "010", "1000"))
    assert store.ids() == (THREE,)
    assert store.strays() == ()
    assert store.verify(f"{THREE}.001") == ()
    assert store.read(f"{THREE}.002", "original.pdf") == b"%PDF-1.7\x00\xff"


def test_a_further_bag_that_is_wrong_is_found(store: ItemStore) -> None:
    put(store, bag())
    put(store, bag(further_id(THREE, 1)))
    (finding,) = store.verify(f"{THREE}.001", digest="0" * 64)
    assert "与登记的件摘要不符" in finding.sentence


def test_what_came_in_has_its_place_under_the_year_it_came_in(store: ItemStore) -> None:
    received = received_item_id(2026, "6c1e8f00a1b2c3d4" + "0" * 48)
    assert received == "2026-r-6c1e8f00a1b2c3d4"
    put(store, bag(received))
    assert store.ids() == (received,)
    assert store.verify(received) == ()


def test_a_destroyed_item_is_gone_and_the_others_stay(store: ItemStore) -> None:
    for item_id in (THREE, further_id(THREE, 1), FOUR):
        put(store, bag(item_id))
    assert store.destroy(THREE)
    assert not store.destroy(THREE)
    assert store.ids() == (FOUR,)
    with pytest.raises(NotFoundError):
        store.read(THREE, "original.pdf")


def test_a_further_bag_without_its_item_is_a_stray(tmp_path: Path) -> None:
    store = folder_store(tmp_path)
    put(store, bag())
    put(store, bag(further_id(THREE, 1)))
    store.destroy(THREE)
    (finding,) = store.strays()
    assert finding.place == f"2015/{THREE}.001"


def test_the_manifest_lists_every_payload_file_with_its_digest(store: ItemStore) -> None:
    put(store, bag())
    assert store.listed(THREE) == {name: hashlib.sha256(data).hexdigest() for name, data in PAYLOAD.items()}
    with pytest.raises(NotFoundError):
        store.listed(FOUR)
