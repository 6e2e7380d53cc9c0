"""draft export (导出): the present version as a DOCX to be edited, 修订 switched on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gongwen.errors import IntegrityError, RefusedError
from gongwen.office.desk.copies import Copy, put_copies, safe_name
from gongwen.office.life.desk import LifeDesk
from gongwen.records.life.values import PaperRecord, Verb, VersionRecord
from gongwen.records.transactions import database_errors
from gongwen.render.word.editing import for_editing

DRAFT_ID, ORDINAL, DIGEST = "gongwen-draft", "gongwen-version", "gongwen-digest"
"""The custom properties by which an exported file is known again."""


@dataclass(frozen=True, slots=True)
class Exported:
    """The version that was exported, and the file; `pending` when it came back marked and still is."""

    paper: PaperRecord
    version: VersionRecord
    copy: Copy
    pending: bool


@dataclass(frozen=True, slots=True)
class Came:
    """What a file says of where it comes from: 稿号, 稿次, the digest of the text."""

    draft_id: str
    ordinal: int
    digest: str

    @classmethod
    def of(cls, properties: Mapping[str, str]) -> Came | None:
        """Return what the properties say, None where they say nothing of ours."""
        ordinal = properties.get(ORDINAL, "")
        if DRAFT_ID not in properties or not ordinal.isdecimal():
            return None
        return cls(properties[DRAFT_ID], int(ordinal), properties.get(DIGEST, ""))


@database_errors()
def export(desk: LifeDesk, draft_id: str, folder: Path) -> Exported:
    """Write the present version as 「稿号 第N稿 标题.docx」 into `folder`; the same version, the same bytes.

    RefusedError for a paper that is out or of which we have no text.
    """
    paper, version = desk.life.paper(draft_id), desk.life.versions(draft_id)[-1]
    document = desk.document(draft_id)
    if desk.life.standing(draft_id).done(Verb.RELEASE):
        raise RefusedError(
            f"{paper.number} 已经核发", rule="核发的公文永不改动", advice="要一份相同的，请调出存档的复本"
        )
    setter = next((one for one in desk.parts.renderers if one.suffix == "docx"), None)
    if setter is None:
        raise IntegrityError("没有做 DOCX 的零件", rule="导出的是 DOCX", advice="请交给维护人员")
    origin = {DRAFT_ID: paper.draft_id, ORDINAL: str(version.ordinal), DIGEST: version.digest}
    data = for_editing(setter.render(document), origin)
    (copy,) = put_copies(folder, name_of(version, document.body.title), (("docx", data),))
    return Exported(paper, version, copy, not version.origin.settled)


def name_of(version: VersionRecord, title: str) -> str:
    """Return what a file of a version is called: 稿号, 稿次, 标题."""
    return safe_name(f"{version.draft_id} 第{version.ordinal}稿 {title}")
