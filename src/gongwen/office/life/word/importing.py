"""draft import (导入): what the leader changed becomes the next version of the paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongwen.archive.bag import sha256
from gongwen.drafting.checks import check_document
from gongwen.errors import FactsError, RefusedError, disk_errors, require_line
from gongwen.model import Document, Finding, Level, notation
from gongwen.model.comparing import Change, compare, paragraphs
from gongwen.office.desk.copies import Copy, put_copies
from gongwen.office.draft import rendered
from gongwen.office.life.desk import Act, LifeDesk
from gongwen.office.life.word.exporting import name_of
from gongwen.office.life.word.opening import (
    Returned,
    origin_of,
    read,
    require_whole,
    returned,
    text_of,
)
from gongwen.recognise import Revision, Settling
from gongwen.records.life.values import PaperRecord, Verb, VersionRecord
from gongwen.records.transactions import database_errors

_UNTRACKED = "有 {} 处改动没有留下修订痕迹，也算在内：{}"
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a clerk says of a file that came back: whose changes, why, and what to do with what is open."""

    by: str = ""
    reason: str = ""
    accept: bool = False
    uncommented: bool = False
    as_text: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of it: the present version, what changed, what waits to be settled.

    `new` is False where nothing changed. `pending` revisions and comments keep
    the paper from being signed; `settled` are those the clerk settled now.
    """

    paper: PaperRecord
    base: VersionRecord
    version: VersionRecord
    new: bool
    changes: tuple[Change, ...]
    pending: tuple[Revision, ...]
    settled: tuple[Revision, ...]
    findings: tuple[Finding, ...]
    files: tuple[Copy, ...]


@database_errors()
def import_(desk: LifeDesk, draft_id: str, path: Path, out: Path, wishes: Wishes) -> Imported:
    """Take the DOCX `path` as the next version of a paper and lay it out anew into `out`.

    Revisions and comments nobody settled are listed; the version is kept, but
    is not signed until a clean one is imported or `wishes` settle them, with a
    reason. Raises FactsError when text has no place in the paper or the file
    is no DOCX, RefusedError for a file of another paper or an older version.
    """
    _require_reason(wishes)
    paper, versions = desk.life.paper(draft_id), desk.life.versions(draft_id)
    present = versions[-1]
    if known := _known(desk, paper, versions, path, wishes):
        return known
    file = returned(path, paper, versions)
    before = text_of(file.base)
    document, findings = _recognised(file, before, path.name, as_text=wishes.as_text)
    pending, done = _sorted(file, wishes)
    text = notation.write(document)
    changes = compare(paragraphs(before), paragraphs(document))
    if not pending and text == present.text and present.origin.settled:
        return Imported(paper, file.base, present, False, (), (), done, findings, ())
    desk.refuse_half_released(desk.step(draft_id, Verb.REVISE, Act()))
    files = () if pending else rendered(document, desk.parts.renderers)
    version = desk.life.add_version(
        draft_id,
        text,
        origin_of(len(pending)),
        reason=_reason(path.name, pending, done, wishes),
        by=wishes.by,
        loose=(desk.loose.put(file.data),),
    )
    desk.copy_log(version.draft_id)
    copies = put_copies(out, name_of(version, document.body.title), files) if files else ()
    new = version.ordinal != present.ordinal
    return Imported(
        desk.life.paper(draft_id), file.base, version, new, changes, pending, done, findings, copies
    )


def _known(
    desk: LifeDesk, paper: PaperRecord, versions: tuple[VersionRecord, ...], path: Path, wishes: Wishes
) -> Imported | None:
    """Return the present version where it was imported from this very file, and nothing is to be settled."""
    present = versions[-1]
    if not (present.loose and present.origin.settled and path.is_file()):
        return None
    with disk_errors("读取文稿"):
        data = path.read_bytes()
    if sha256(data) != present.loose[0]:
        return None
    base = next((one for one in reversed(versions[:-1]) if one.origin.settled), present)
    changes = compare(paragraphs(text_of(base)), paragraphs(text_of(present)))
    return Imported(paper, base, present, False, changes, (), (), (), ())


def _require_reason(wishes: Wishes) -> None:
    if wishes.reason:
        require_line(wishes.reason, "原因")
    elif wishes.accept or wishes.uncommented:
        raise RefusedError(
            "替人接受修订、删去批注，没有写原因",
            rule="谁让接受的、为什么，要记下来",
            advice="请用 --reason 写明，如 --reason 王主任口头同意全部接受",
        )


def _recognised(
    file: Returned, before: Document, name: str, *, as_text: bool
) -> tuple[Document, tuple[Finding, ...]]:
    """Return the paper as it reads with all revisions accepted, and all that is to be said of it."""
    found = read(file, before, Settling.ACCEPTED, as_text=as_text)
    require_whole(found, name)
    findings = [*file.findings, *found.findings]
    document = found.document
    if document.header.document_number is not None:
        sentence = f"稿子上写了字号 {document.header.document_number}，字号由登记给出，没有带过来"
        findings.append(Finding("发文字号", "字号由登记给出", sentence, Level.WARNING))
        document = document.unnumbered()
    _refuse_errors(findings, name)
    document = notation.parse(notation.write(document))
    known = check_document(before, "")
    findings += [one for one in check_document(document, "") if one not in known]
    findings += _untracked(file, before)
    _refuse_errors(findings, name)
    return document, tuple(findings)


def _refuse_errors(findings: Sequence[Finding], name: str) -> None:
    if any(one.level is Level.ERROR for one in findings):
        raise FactsError(f"{name} 不能导入", advice="请按所列各处在 Word 里改正，再导入", findings=findings)


def _untracked(file: Returned, before: Document) -> Iterator[Finding]:
    """Yield a warning where the text differs though its revisions are rejected: 修订 was off for a while."""
    if not file.revisions:
        return
    original = read(file, before, Settling.REJECTED, as_text=True).document
    changes = compare(paragraphs(before), paragraphs(original))
    if changes:
        shown = "；".join(change.marked() for change in changes[:_SHOWN])
        rest = "……" if len(changes) > _SHOWN else ""
        yield Finding("修订", "导入", _UNTRACKED.format(len(changes), shown + rest), Level.WARNING)


def _sorted(file: Returned, wishes: Wishes) -> tuple[tuple[Revision, ...], tuple[Revision, ...]]:
    """Return what waits to be settled, and what `wishes` settle."""
    done = (*(file.revisions if wishes.accept else ()), *(file.comments if wishes.uncommented else ()))
    pending = tuple(one for one in file.open if one not in done)
    return pending, done


def _reason(name: str, pending: tuple[Revision, ...], done: tuple[Revision, ...], wishes: Wishes) -> str:
    """Return why there is a new version: the file, what was settled and for whose changes, what waits."""
    said = [f"导入 {name}", *_counted(done, "接受", "删去"), *_counted(pending, "待处理", "待处理")]
    return "；".join([*said, *([wishes.reason] if wishes.reason else [])])


def _counted(found: tuple[Revision, ...], revisions: str, comments: str) -> Iterator[str]:
    for verb, what, ours in ((revisions, "修订", False), (comments, "批注", True)):
        some = [one for one in found if (one.what == "批注") is ours]
        if some:
            who = "、".join(dict.fromkeys(one.author for one in some if one.author))
            yield f"{verb}{what} {len(some)} 处" + (f"（{who}）" if who else "")
