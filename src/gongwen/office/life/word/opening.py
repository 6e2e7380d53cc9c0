"""A file that came back: opened, known again, its revisions listed, its text read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gongwen.errors import FactsError, NotFoundError, RefusedError, disk_errors
from gongwen.layout import standard
from gongwen.model import Document, Finding, Level, notation
from gongwen.office.life.word.exporting import Came
from gongwen.recognise import House, Recognised, Revision, Settling, recognise, settled
from gongwen.recognise.word import Package, opened, properties, revisions
from gongwen.records.life.values import Origin, PaperRecord, VersionRecord

_HOUSE = House({style.name: style.key for style in standard.STYLES}, standard.SHEET)
_STRANGER = "这份 DOCX 里没有导出时写下的稿号，当作 {} 第{}稿改成的；请看清下面的改动"
COMMENT = "批注"


@dataclass(frozen=True, slots=True)
class Returned:
    """A file that came back: its bytes and parts, the version it was made from, what nobody settled."""

    data: bytes
    package: Package
    base: VersionRecord
    open: tuple[Revision, ...]
    findings: tuple[Finding, ...]

    @property
    def revisions(self) -> tuple[Revision, ...]:
        """Return the revisions (修订)."""
        return tuple(one for one in self.open if one.what != COMMENT)

    @property
    def comments(self) -> tuple[Revision, ...]:
        """Return the comments (批注)."""
        return tuple(one for one in self.open if one.what == COMMENT)


def returned(path: Path, paper: PaperRecord, versions: Sequence[VersionRecord]) -> Returned:
    """Return the file `path` that came back for `paper`.

    Raises NotFoundError, FactsError when it is no readable DOCX, RefusedError
    when it belongs to another paper or an older version.
    """
    if not path.is_file():
        raise NotFoundError(f"没有文件 {path}", advice="请核对路径")
    with disk_errors("读取文稿"):
        data = path.read_bytes()
    package = opened(data, path.name)
    came = Came.of(properties(package))
    base = _base(came, path.name, paper, versions)
    findings: list[Finding] = []
    if came is None:
        findings.append(
            Finding(path.name, "导入", _STRANGER.format(paper.draft_id, base.ordinal), Level.WARNING)
        )
    return Returned(data, package, base, revisions(package), tuple(findings))


def _base(
    came: Came | None, name: str, paper: PaperRecord, versions: Sequence[VersionRecord]
) -> VersionRecord:
    """Return the version the file was made from; what only came back marked since does not count."""
    present = versions[-1]
    settled_one = next((one for one in reversed(versions) if one.origin.settled), present)
    if came is None:
        return settled_one
    if came.draft_id != paper.draft_id:
        raise RefusedError(
            f"{name} 是从 {came.draft_id} 导出的，不是 {paper.draft_id}",
            rule="改好的稿子导回它自己的稿号",
            advice=f"请办 gongwen draft import {came.draft_id}，或核对文件",
        )
    found = next((one for one in versions if one.ordinal == came.ordinal), None)
    if found is None or (came.digest and found.digest != came.digest):
        raise RefusedError(
            f"{name} 说自己是 {came.draft_id} 第{came.ordinal}稿，这里的第{came.ordinal}稿不是这个文字",
            rule="稿子导回它导出的那个存档",
            advice="请核对是不是别的存档里的稿子",
        )
    if found.ordinal < settled_one.ordinal:
        raise RefusedError(
            f"{name} 是从第{found.ordinal}稿导出的，现在已经是第{present.ordinal}稿"
            f"（{present.origin.value}{'：' + present.reason if present.reason else ''}）",
            rule="在旧稿上改的不能盖掉新稿",
            advice=f"请用 gongwen draft export {paper.draft_id} 导出第{present.ordinal}稿，把改动改在上面",
        )
    return found


def read(file: Returned, known: Document, settling: Settling, *, as_text: bool) -> Recognised:
    """Return the paper that the file holds, its revisions accepted or rejected."""
    return recognise(settled(file.package, settling), _HOUSE, known, as_text=as_text)


def require_whole(read_: Recognised, name: str) -> None:
    """Raise FactsError naming every text that has no place in the paper."""
    if not read_.unplaced:
        return
    findings = [
        Finding(one.place, "导入", f"{one.what}「{one.text}」，公文里没有它的位置") for one in read_.unplaced
    ]
    raise FactsError(
        f"{name} 里有 {len(findings)} 处文字放不进公文",
        rule="一段也不悄悄丢掉",
        advice="请在 Word 里移到正文里再导入；或者加 --as-text，一律作为正文的一段",
        findings=(*findings, *read_.findings),
    )


def text_of(version: VersionRecord) -> Document:
    """Return the paper of a version; RefusedError where it is a file only."""
    if not version.text:
        raise RefusedError(
            f"{version.draft_id} 只存有主办机关送来的文件，没有文字稿", rule="协办的公文由主办机关改"
        )
    return notation.parse(version.text)


def origin_of(pending: int) -> Origin:
    """Return what a version is whose file has so many revisions and comments nobody settled."""
    return Origin.MARKED if pending else Origin.IMPORTED
