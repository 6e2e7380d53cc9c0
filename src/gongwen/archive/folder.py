"""FolderStore: items as plain folders on a local disk, after `archive/README.md`."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from gongwen.archive.bag import MANIFEST, TAG_MANIFEST, Bag, examine, listed_in, sha256
from gongwen.archive.durable import READ_ONLY, locked, make_folder, sync_path, write_durably
from gongwen.archive.identity import is_bag_id, is_item_id, item_of, ordinal_of, year_of
from gongwen.archive.store import StoredItem
from gongwen.errors import IntegrityError, NotFoundError, disk_errors
from gongwen.model.finding import Finding

_CHUNK = 1 << 20


class FolderStore:
    """Keeps the items of one fonds under `items`, written by way of `staging`.

    The three folders lie on one file system, so that putting an item in its
    place is one rename. They are made when first needed.
    """

    def __init__(self, items: Path, staging: Path, quarantine: Path) -> None:
        self.items = items
        self.staging = staging
        self.aside = quarantine

    @contextmanager
    def claim(self, item_id: str) -> Iterator[None]:
        """Hold the item id against every other process; waits for its turn."""
        year_of(item_id)
        with ExitStack() as stack:
            with disk_errors("占用件的位置"):
                make_folder(self.staging)
                stack.enter_context(locked(self.staging / f"{item_id}.lock"))
            yield

    def stage(self, bag: Bag) -> None:
        """Write the bag into the staging folder; a leftover there goes first."""
        year_of(bag.item_id)
        folder = self.staging / bag.item_id
        with disk_errors("把件写入暂存区"):
            make_folder(self.staging)
            _remove(folder)
            try:
                (folder / "data").mkdir(parents=True)
                for name, content in bag.files.items():
                    (folder / name).write_bytes(content)
            except OSError:
                _remove(folder)
                raise

    def sync(self, item_id: str) -> None:
        """Make the staged files read-only and bring files and folders to the disk."""
        folder = self._staged(item_id)
        with disk_errors("把件落盘"):
            for path in sorted(folder.rglob("*"), reverse=True):
                if path.is_file():
                    path.chmod(READ_ONLY)
                sync_path(path)
            sync_path(folder)
            sync_path(self.staging)

    def place(self, item_id: str) -> StoredItem:
        """Rename the staged item into its place; see ItemStore.place."""
        staged = self._staged(item_id)
        target = self._folder(item_id)
        with disk_errors("把件移入存档"):
            if target.exists():
                if _digest(target) != _digest(staged):
                    raise IntegrityError(
                        f"{target} 已经有了，内容不同",
                        rule="件存入后不改动",
                        advice="请用 gongwen archive verify 查明原因",
                    )
                _remove(staged)
            else:
                make_folder(target.parent)
                staged.rename(target)
            sync_path(target.parent)
            sync_path(self.staging)
        return self.get(item_id)

    def get(self, item_id: str) -> StoredItem:
        """Return the item; NotFoundError when there is none."""
        folder = self._existing(item_id)
        with disk_errors("读取件"):
            names = sorted(path.name for path in (folder / "data").glob("*"))
            return StoredItem(item_id, _digest(folder), tuple(names))

    def read(self, item_id: str, name: str) -> bytes:
        """Return a payload file; NotFoundError when there is none."""
        path = self._existing(item_id) / "data" / name
        if Path(name).name != name or not path.is_file():
            raise NotFoundError(f"件 {item_id} 里没有 {name}")
        with disk_errors("读取件"):
            return path.read_bytes()

    def listed(self, item_id: str) -> Mapping[str, str]:
        """Return the payload files as the item's manifest has them: name below data/ → SHA-256."""
        path = self._existing(item_id) / MANIFEST
        with disk_errors("读取件"):
            return listed_in(path.read_bytes() if path.is_file() else b"")

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all items, sorted."""
        return tuple(sorted(path.name for path in self._entries() if self._is_item(path)))

    def further(self, item_id: str) -> tuple[str, ...]:
        """Return the ids of an item's further bags, in order."""
        with disk_errors("列出件"):
            beside = self._folder(item_id).parent.glob(f"{item_id}.*")
            return tuple(sorted((path.name for path in beside if self._is_bag(path)), key=ordinal_of))

    def verify(self, item_id: str, digest: str = "") -> tuple[Finding, ...]:
        """Return what is wrong with an item, changing nothing."""
        return examine(item_id, FolderReader(self._existing(item_id)), digest)

    def strays(self) -> tuple[Finding, ...]:
        """Return what lies among the items without being one."""
        return tuple(
            Finding(
                str(path.relative_to(self.items)), "存档格式 二", f"{path}：不是件，或放错了年度，或改过名"
            )
            for path in sorted(self._entries())
            if not self._is_item(path) and not self._belongs(path)
        )

    def quarantine(self, item_id: str, reason: str) -> bool:
        """Move the item, placed or staged, into quarantine with the reason."""
        found = [path for path in (self._folder(item_id), self.staging / item_id) if path.exists()]
        with disk_errors("把件移入撤下区"):
            for path in found:
                self._put_aside(path, reason)
        return bool(found)

    def destroy(self, item_id: str) -> bool:
        """Remove the item, placed or staged, for good: first out of sight in one step, then its bytes."""
        gone = self.staging / f"{item_id}.gone"
        with disk_errors("销毁件"):
            make_folder(self.staging)
            _remove(gone)
            found = [path for path in (self._folder(item_id), self.staging / item_id) if path.exists()]
            for path in found:
                path.rename(gone)
                sync_path(path.parent)
                _remove(gone)
            sync_path(self.staging)
        return bool(found)

    def location(self, item_id: str) -> str:
        """Return the item's folder."""
        return str(self._folder(item_id))

    def _put_aside(self, path: Path, reason: str) -> None:
        make_folder(self.aside)
        name, count = path.name, 1
        while (self.aside / name).exists():
            count += 1
            name = f"{path.name}.{count}"
        note = json.dumps({"item_id": path.name, "reason": reason}, ensure_ascii=False, sort_keys=True)
        write_durably(self.aside / f"{name}.json", f"{note}\n".encode())
        path.rename(self.aside / name)
        sync_path(self.aside)
        sync_path(path.parent)

    def _folder(self, item_id: str) -> Path:
        return self.items / year_of(item_id) / item_id

    def _existing(self, item_id: str) -> Path:
        folder = self._folder(item_id) if is_bag_id(item_id) else self.items / "none"
        if not folder.is_dir():
            raise NotFoundError(f"存档里没有件 {item_id}", advice="可用 gongwen archive list 查看有哪些件")
        return folder

    def _staged(self, item_id: str) -> Path:
        folder = self.staging / item_id
        if not is_bag_id(item_id) or not folder.is_dir():
            raise NotFoundError(f"件 {item_id} 还没有写好，不能入库")
        return folder

    def _entries(self) -> Iterator[Path]:
        with disk_errors("列出件"):
            for year in self.items.iterdir() if self.items.is_dir() else ():
                if year.is_dir() and not year.is_symlink() and year.name.isdecimal():
                    yield from year.iterdir()
                else:
                    yield year

    def _is_item(self, path: Path) -> bool:
        return is_item_id(path.name) and self._is_bag(path)

    def _is_bag(self, path: Path) -> bool:
        return (
            is_bag_id(path.name)
            and path == self._folder(path.name)
            and path.is_dir()
            and not path.is_symlink()
        )

    def _belongs(self, path: Path) -> bool:
        """Say whether `path` is a further bag of an item that is there."""
        return self._is_bag(path) and self._is_item(path.with_name(item_of(path.name)))


class FolderReader:
    """Lets an examination look at a folder; follows no link, writes nothing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def names(self) -> frozenset[str]:
        """Return every path inside the folder, links and odd folders included."""
        found = (path for path in self.folder.rglob("*") if path != self.folder / "data" or path.is_symlink())
        return frozenset(str(path.relative_to(self.folder)) for path in found)

    def read(self, name: str) -> bytes:
        """Return the bytes of one file; OSError when it cannot be read."""
        descriptor = os.open(self.folder / name, os.O_RDONLY | os.O_NOFOLLOW)
        with open(descriptor, "rb") as file:
            return file.read()

    def digest(self, name: str) -> tuple[str, int]:
        """Return SHA-256 and size of one file; OSError when it cannot be read."""
        checksum, size = hashlib.sha256(), 0
        descriptor = os.open(self.folder / name, os.O_RDONLY | os.O_NOFOLLOW)
        with open(descriptor, "rb") as file:
            while chunk := file.read(_CHUNK):
                checksum.update(chunk)
                size += len(chunk)
        return checksum.hexdigest(), size


def _digest(folder: Path) -> str:
    path = folder / TAG_MANIFEST
    return sha256(path.read_bytes() if path.is_file() else b"")


def _remove(folder: Path) -> None:
    if folder.is_dir():
        shutil.rmtree(folder)
