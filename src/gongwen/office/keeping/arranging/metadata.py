"""元数据 of an item after DA/T 46, from its bags, its paper and what was done with it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gongwen.errors import GongwenError, IntegrityError, NotFoundError
from gongwen.model.arrangement import Filed, Scheme
from gongwen.model.finding import Finding, Level
from gongwen.model.metadata import (
    Act,
    Content,
    FileData,
    FileRole,
    Location,
    Node,
    Record,
    Source,
    Stage,
    acts_of,
    describe,
    lacking,
)
from gongwen.office.desk.deposit import PAPER, read_metadata, read_paper
from gongwen.office.desk.holdings import Holdings
from gongwen.office.keeping.bags import KeptFile
from gongwen.office.keeping.pieces import Piece

if TYPE_CHECKING:
    from gongwen.records.life.papers import Life

_SYSTEM = "gongwen"
_DESCRIPTION = "metadata.json"
_PURPOSES = {
    "发文稿纸": FileRole.ISSUE_SHEET,
    "处理单": FileRole.HANDLING_SHEET,
    "收文处理单": FileRole.HANDLING_SHEET,
    "利用副本": FileRole.ACCESS_COPY,
    "归档": FileRole.ACCESS_COPY,
    "附件": FileRole.ATTACHMENT,
}
_NAMES = {
    "original": FileRole.ORIGINAL,
    "final-draft": FileRole.FINAL_DRAFT,
    "attachment": FileRole.ATTACHMENT,
    "scan": FileRole.SCAN,
}
_FORMS = {
    "pdf": ("PDF", "application/pdf"),
    "docx": ("DOCX", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": ("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "txt": ("TXT（UTF-8）", "text/plain"),
    "json": ("JSON", "application/json"),
    "jpg": ("JPEG", "image/jpeg"),
    "png": ("PNG", "image/png"),
    "tif": ("TIFF", "image/tiff"),
    "ofd": ("OFD", "application/ofd"),
    "eml": ("EML", "message/rfc822"),
}


@dataclass(frozen=True, slots=True)
class Describing:
    """Describes the items of one organ, `unit`; `papers` tells what was done with those issued here."""

    holdings: Holdings
    papers: Life
    unit: str
    scheme: Scheme

    def described(self, one: Piece, filed: Filed, bag_id: str, files: Sequence[KeptFile]) -> Node:
        """Return the description of an item with `files` in its closing bag `bag_id`."""
        place = self.holdings.keeping.place_of(one.item_id)
        kept = (*self._kept(one), *(_file(bag_id, "归档", file) for file in files))
        record = Record(
            filed.piece,
            Source(self.unit, self.unit),
            kept,
            filed.code,
            self.scheme.division_name(filed.code.division),
            tuple(self._acts(one)),
            content=self._content(one),
            location=Location(str(place) if place else ""),
            system=_SYSTEM,
        )
        return describe(record)

    def wrong(self, one: Piece, filed: Filed) -> tuple[Finding, ...]:
        """Return what keeps an item from being described as DA/T 46 asks; also what cannot be read of it."""
        try:
            findings = lacking(self.described(one, filed, "", ()), Stage.FILED)
        except (IntegrityError, NotFoundError) as error:
            return (Finding(filed.piece.place, "存档格式 四", error.sentence()),)
        return tuple(
            replace(finding, place=f"{filed.piece.place} {finding.place}")
            for finding in findings
            if finding.level is Level.ERROR
        )

    def _kept(self, one: Piece) -> Iterator[FileData]:
        yield from self._bag(one.item_id, "")
        for further in self.holdings.keeping.further(one.item_id):
            yield from self._bag(further.bag_id, further.purpose)

    def _bag(self, bag_id: str, purpose: str) -> Iterator[FileData]:
        store = self.holdings.store
        listed = read_metadata(store, bag_id).get("files")
        known = (
            {str(file["name"]): str(file["original_name"]) for file in listed}
            if isinstance(listed, list)
            else {}
        )
        for name in store.get(bag_id).names:
            if name != _DESCRIPTION:
                yield _file(bag_id, purpose, KeptFile(name, known.get(name, name), store.read(bag_id, name)))

    def _acts(self, one: Piece) -> Iterator[Act]:
        if one.issued is not None:
            paper = self.papers.paper_of(one.issued.number)
            steps = self.papers.steps(paper.draft_id) if paper else ()
            if steps:
                yield from acts_of(steps)
            else:
                yield Act("签发", one.issued.signed_on, one.issued.signatory, self.unit)
        for receipt in self.holdings.keeping.receipts(one.item_id):
            said = f"{receipt.sender}送" if receipt.sender else ""
            yield Act("收存", receipt.received_on, receipt.operator, self.unit, description=said)
        keeping = self.holdings.keeping
        yield Act("归档", keeping.today, keeping.operator, self.unit, "DA/T 22-2015")

    def _content(self, one: Piece) -> Content:
        if one.issued is None or PAPER not in self.holdings.store.get(one.item_id).names:
            return Content()
        with suppress(GongwenError):
            paper = read_paper(self.holdings.store, one.item_id)
            return Content(
                tuple(filter(None, (paper.addressees,))),
                tuple(filter(None, (paper.imprint.cc,))),
                paper.header.urgency,
                paper.header.secrecy_period,
            )
        return Content()


def _file(bag_id: str, purpose: str, file: KeptFile) -> FileData:
    stem, _, ending = file.name.rpartition(".")
    form, mime = _FORMS.get(ending, (ending.upper(), ""))
    return FileData(
        f"{bag_id}/data/{file.name}",
        len(file.content),
        _role(stem, purpose),
        file.original_name,
        form,
        mime=mime,
        digest=hashlib.sha256(file.content).hexdigest(),
    )


def _role(stem: str, purpose: str) -> FileRole:
    if purpose:
        return _PURPOSES.get(purpose, FileRole.SCAN if "扫描" in purpose else FileRole.OTHER)
    for beginning, role in _NAMES.items():
        if stem == beginning or stem.startswith(f"{beginning}-"):
            return role
    return FileRole.OTHER
