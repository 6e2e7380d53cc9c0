"""draft --enter, draft revise, draft join: a paper begins its life, and its text changes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gongwen.errors import NotFoundError, RefusedError, disk_errors, require_line
from gongwen.model import Document, notation
from gongwen.model.comparing import Change, compare
from gongwen.model.life import Described
from gongwen.office.desk.copies import Copy, put_copies
from gongwen.office.desk.gridfile import decode
from gongwen.office.issue import refuse_classified
from gongwen.office.life.desk import Act, LifeDesk
from gongwen.records.life.values import NewPaper, Origin, PaperRecord, Part, Verb, VersionRecord
from gongwen.records.transactions import database_errors


@dataclass(frozen=True, slots=True)
class Entered:
    """A paper that was entered; `new` is False when it was entered before."""

    paper: PaperRecord
    new: bool


@dataclass(frozen=True, slots=True)
class Revised:
    """The present version of a paper, and what it changed of the one before; `new` tells whether it did."""

    paper: PaperRecord
    version: VersionRecord
    new: bool
    changes: tuple[Change, ...]


def text_of_file(path: Path) -> str:
    """Return a paper in the notation from a text file; NotFoundError or StorageError."""
    if not path.is_file():
        raise NotFoundError(f"没有文件 {path}", advice="请核对路径")
    with disk_errors("读取文稿"):
        return decode(path.read_bytes(), path.name)


def write_text(version: VersionRecord, path: Path) -> Copy:
    """Write the text of a version to `path` for people to edit; a different file there is left alone.

    RefusedError for a version that is only kept as a file.
    """
    if not version.text:
        raise RefusedError(
            f"{version.draft_id} 只存有送来的文件，没有文字稿", rule="协办的公文由主办机关排版印制"
        )
    (copy,) = put_copies(
        path.parent, path.stem, ((path.suffix.removeprefix(".") or "txt", version.text.encode()),)
    )
    return copy


@database_errors()
def enter(desk: LifeDesk, new: NewPaper) -> Entered:
    """Enter a paper (拟稿) under the next 稿号; RefusedError for a classified one (D12)."""
    if new.text:
        refuse_classified(desk.parts, notation.parse(new.text))
    paper, is_new = desk.life.enter(new)
    desk.copy_log(paper.draft_id)
    return Entered(paper, is_new)


@database_errors()
def join(desk: LifeDesk, file: Path, *, title: str, kind: str, lead_issuer: str, by: str) -> Entered:
    """Enter a paper that another organ leads and sent us to sign too (协办); its file is kept as it is."""
    for text, what in ((title, "标题"), (lead_issuer, "主办机关"), (kind, "文种")):
        require_line(text, what)
    found = Described(kind, title, (lead_issuer,))
    digest = desk.keep(file)
    return enter(
        desk,
        NewPaper("", by or desk.life.operator, part=Part.CO_ISSUER, loose=(digest,), described=found),
    )


@database_errors()
def revise(
    desk: LifeDesk, draft_id: str, document: Document, *, reason: str, by: str = "", source: str = ""
) -> Revised:
    """Change the text of a paper before it is issued (修改); it goes back to 审核.

    RefusedError without a reason, and after 核发.
    """
    if not reason.strip():
        raise RefusedError("修改没有写原因", rule="每一稿都要说得清为什么改", advice="请用 --reason 写明")
    require_line(reason, "原因")
    refuse_classified(desk.parts, document)
    before, text = desk.life.versions(draft_id)[-1], notation.write(document)
    desk.refuse_half_released(desk.step(draft_id, Verb.REVISE, Act()))
    version = desk.life.add_version(draft_id, text, Origin.REVISED, reason=reason, by=by, source=source)
    desk.copy_log(version.draft_id)
    changes = compare(before.text.splitlines(), text.splitlines())
    return Revised(desk.life.paper(draft_id), version, version.ordinal != before.ordinal, changes)
