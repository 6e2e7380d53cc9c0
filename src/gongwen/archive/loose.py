"""Loose files (散件): what belongs to a paper that has no item yet, kept under its SHA-256.

A scan of the signed sheet, a draft that came back from Word: written whole
and brought to the disk before the database speaks of it. A file that nothing
speaks of does no harm.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from gongwen.archive.durable import READ_ONLY, make_folder, write_durably
from gongwen.errors import IntegrityError, NotFoundError, disk_errors

_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class LooseFiles:
    """The loose files below `folder`, which need not exist yet."""

    folder: Path

    def put(self, content: bytes) -> str:
        """Keep `content` and return its SHA-256; the same bytes again change nothing.

        Raises StorageError when the disk refuses.
        """
        digest = hashlib.sha256(content).hexdigest()
        path = self._path(digest)
        with disk_errors("保存散件"):
            if not path.is_file() or path.read_bytes() != content:
                make_folder(path.parent)
                write_durably(path, content)
                path.chmod(READ_ONLY)
        return digest

    def get(self, digest: str) -> bytes:
        """Return the content kept under `digest`.

        Raises NotFoundError when there is none, IntegrityError when it is not
        what was put there.
        """
        path = self._path(digest)
        if not _DIGEST.fullmatch(digest) or not path.is_file():
            raise NotFoundError(f"散件 {digest[:12]}… 不见了", advice=f"请从备份恢复 {path}")
        with disk_errors("读散件"):
            content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() != digest:
            raise IntegrityError(
                f"散件 {path} 已损坏", rule="散件以它的 SHA-256 为名", advice="请从备份恢复这个文件"
            )
        return content

    def _path(self, digest: str) -> Path:
        return self.folder / digest[:2] / digest
