"""归档: keep, describe and verify items, as plain files (D5).

Comes in: payload bytes under ASCII names. Goes out: items, BagIt folders
with a digest, that `sha256sum -c` can check without gongwen; findings on what
is damaged; the copy of the ledger in `ledger/YEAR.jsonl`. The format is
specified in `archive/README.md`. Owns the terms item (件), item id (件标识),
digest (件摘要), staging and quarantine. Refuses to know the database, the
numbers' states, layout and search.
"""

from gongwen.archive.bag import Bag, pack
from gongwen.archive.folder import FolderStore
from gongwen.archive.home import (
    FORMAT,
    ArchiveFolder,
    check_discardable,
    create_archive,
    discard_demo,
    open_archive_folder,
    refuse_inside_archive,
)
from gongwen.archive.identity import item_id_of
from gongwen.archive.journal import Journal, Watermark
from gongwen.archive.memory import MemoryStore
from gongwen.archive.store import ItemStore, StoredItem

__all__ = [
    "FORMAT",
    "ArchiveFolder",
    "Bag",
    "FolderStore",
    "ItemStore",
    "Journal",
    "MemoryStore",
    "StoredItem",
    "Watermark",
    "check_discardable",
    "create_archive",
    "discard_demo",
    "item_id_of",
    "open_archive_folder",
    "pack",
    "refuse_inside_archive",
]
