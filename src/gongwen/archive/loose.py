"""Loose files (散件): what belongs to a paper that has no item yet, kept under its SHA-256.

A scan of the signed sheet, a draft that came back from Word: written whole
and brought to the disk before the database speaks of it. A file that nothing
speaks of does no harm. Suspect files are put aside in quarantine in the same way.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
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


@dataclass(frozen=True, slots=True)
class SuspectFiles:
    """Files that came in and look made to do harm, in the quarantine of a fonds, `folder`."""

    folder: Path

    def put(self, content: bytes, note: Mapping[str, str]) -> Path:
        """Keep `content`, never to be opened, with a note on why; return where it lies.

        The name is its SHA-256, so that no double click opens it. The same
        bytes again change nothing. Raises StorageError when the disk refuses.
        """
        digest = hashlib.sha256(content).hexdigest()
        path, said = self.folder / f"{digest}.bin", self.folder / f"{digest}.json"
        text = json.dumps({"source": digest, **note}, ensure_ascii=False, sort_keys=True)
        with disk_errors("把可疑的文件放进撤下区"):
            make_folder(self.folder)
            if not said.is_file():
                write_durably(said, f"{text}\n".encode())
            if not path.is_file() or path.read_bytes() != content:
                write_durably(path, content)
                path.chmod(READ_ONLY)
        return path
