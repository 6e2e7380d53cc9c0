"""relayout (版记重排): a DOCX of ours that a clerk edited gets its 版记 on the right page again (7.4, 7.5).

Every way to place it is printed by LibreOffice and looked at; the first that
is right and makes nothing else worse is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gongwen.archive.home import refuse_inside_archive
from gongwen.check import ImprintPlace, Report, check_docx, check_pdf, imprint_place
from gongwen.errors import RefusedError, StorageError, UsageError
from gongwen.model import Form
from gongwen.model.composition import PT_PER_MM
from gongwen.office.check.paper import is_word, read_file
from gongwen.office.check.printing import as_pdfs, can_print
from gongwen.office.desk.copies import Copy, put_copies
from gongwen.render.word.relayout import Edited, Placement

if TYPE_CHECKING:
    from gongwen.model.typefaces import Typefaces

SAID: Mapping[Placement, str] = {
    Placement.WITH_TEXT: "与正文末尾同在一面",
    Placement.OWN_PAGE: "单独一面",
    Placement.AFTER_BLANK: "单独一面，前面空一面，这两面没有页码",
}
"""How a placement is called."""

_MARK = "（版记已调整）"
_BOTTOM = "末条分隔线与版心下边缘重合"
_PLACING = ("版记", "版记在末面", "版记在双面", "空白页和其后的版记页没有页码", _BOTTOM)
_RULE = (
    "版记在末面底部，双面印刷时在双数面；没有地方时另起一面，前面空出的一面和它都没有页码"
    "（GB/T 9704-2012 7.4、7.5）"
)
_RAISED = "版记的最后一条线不在版心下边缘，已把文本框移到位"
_TRACKED = "文件里有还没有接受的修订，是按现在显示的样子排的；接受或拒绝以后请再运行一次"
_COMMENTED = "文件里有批注，已原样保留；印发以前请删去"


@dataclass(frozen=True, slots=True)
class Relaid:
    """What came of it: `copy` is None where nothing had to be done, `after` where there is no 版记.

    `notes` are sentences for the clerk; `report` is the check of the paper as
    it is now.
    """

    before: ImprintPlace | None
    after: ImprintPlace | None
    report: Report
    placement: Placement | None = None
    copy: Copy | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Looked:
    """A paper, what its check came to, and where its 版记 stands on the printed pages."""

    docx: bytes
    report: Report
    place: ImprintPlace | None

    @property
    def faults(self) -> set[str]:
        return {fault.clause.name for fault in self.report.faults}

    @property
    def low(self) -> float:
        """Return by how many pt the last rule of 版记 is below the type area, 0 where it is right."""
        off = (fault for fault in self.report.faults if fault.clause.name == _BOTTOM)
        return sum(PT_PER_MM * (float(one.seen) - float(one.clause.wanted)) for one in off)

    def right(self, placement: Placement, before: set[str]) -> bool:
        """Say whether 版记 stands so, as the standard wants it, and nothing failed that did not `before`."""
        place, allowed = self.place, before - set(_PLACING)
        return (
            place is not None
            and place.page == place.pages == place.text_page + placement.value
            and (place.clear or placement is not Placement.WITH_TEXT)
            and self.faults <= allowed
        )


def relayout_file(file: Path, typefaces: Typefaces, out: Path | None = None) -> Relaid:
    """Place 版记 of `file` anew and write the paper to `out`, by default beside it under another name.

    A file that differs is never written over. Raises NotFoundError and
    FactsError as check does, UsageError for a PDF, RefusedError for a paper
    that is not ours or whose 版记 cannot be placed, StorageError without
    LibreOffice.
    """
    data = read_file(file)
    if not is_word(data):
        raise UsageError(f"{file.name} 不是 DOCX，--relayout 改不了", advice="请给出改过的那份 DOCX")
    folder, name = _destination(file, out)
    settings, edited = check_docx(data), Edited(data)
    if not edited.ours and not edited.has_imprint:
        raise _foreign(file)
    if not can_print():
        raise StorageError(
            "本机没有 LibreOffice（soffice）",
            rule="版记放哪一面，要印出来才知道",
            advice="请先安装：apt install libreoffice-writer",
        )
    if not edited.has_imprint:
        (printed,) = as_pdfs((data,), typefaces)
        return _without_imprint(file, settings + check_pdf(printed))
    if edited.typed:
        raise RefusedError(
            "版记的文本框所在的那一段里有别的文字或图",
            rule="那一段只放版记，重排时整段移动",
            advice="请在 Word 里把它们移到前面的段落，再试一次",
        )
    before, placement, found = _decided(edited, data, typefaces)
    copy = None if found is before else put_copies(folder, name, (("docx", found.docx),))[0]
    notes = tuple(_notes(edited, before, found))
    return Relaid(before.place, found.place, found.report, placement, copy, notes)


def _destination(file: Path, out: Path | None) -> tuple[Path, str]:
    """Return the folder of the corrected paper and its name without .docx."""
    folder, name = file.parent, file.stem.removesuffix(_MARK) + _MARK
    if out is not None and out.is_dir():
        folder = out
    elif out is not None:
        if out.suffix.lower() != ".docx":
            raise UsageError(f"--out 写的 {out.name} 不是 .docx 文件", advice="请写成 .docx，或写一个文件夹")
        folder, name = out.parent, out.stem
    refuse_inside_archive(folder)
    return folder, name


def _foreign(file: Path) -> RefusedError:
    return RefusedError(
        f"{file.name} 不是 gongwen 做的 DOCX，没有名为“版记”的文本框",
        rule="别人做的文件，版记怎样放的不知道，不去改它",
        advice="请在 Word 里自己移动版记，再用 gongwen check 查",
    )


def _without_imprint(file: Path, report: Report) -> Relaid:
    """Return that nothing is to be done for a paper of ours that needs no 版记, else refuse."""
    if all(fault.clause.name != "版记" for fault in report.faults):
        return Relaid(None, None, report)
    raise RefusedError(
        f"{file.name} 里名为“版记”的文本框不见了",
        rule="重排只移动版记，不另做一个",
        advice="请从改动前的那份 DOCX 里把文末的版记复制回来，再试一次",
    )


def _decided(edited: Edited, data: bytes, typefaces: Typefaces) -> tuple[_Looked, Placement, _Looked]:
    """Return the paper as it is, the right placement, and the paper that has it: the same where it is right.

    With 版记 on a page of its own it is seen where the text ends, and whether
    its box has grown or was moved. Raises RefusedError when no placement is
    right.
    """
    before, by_placement = _tried(edited, data, typefaces)
    low = by_placement[Placement.OWN_PAGE].low
    if low:
        _, by_placement = _tried(edited, data, typefaces, low)
    for placement in _order(by_placement[Placement.OWN_PAGE].place):
        candidate = by_placement[placement]
        if candidate.right(placement, before.faults):
            return before, placement, before if before.right(placement, before.faults) else candidate
    seen = "；".join(f"{SAID[placement]}：{_account(one)}" for placement, one in by_placement.items())
    raise RefusedError(
        f"版记怎样放都不合（{seen}）",
        rule=_RULE,
        advice="请看文末有没有手工分页符、分节符或空段，版记本身有没有改动；改好再试",
    )


def _tried(
    edited: Edited, data: bytes, typefaces: Typefaces, raised: float = 0.0
) -> tuple[_Looked, Mapping[Placement, _Looked]]:
    """Return the paper as it is, and as it would be with 版记 placed each way and `raised` pt."""
    papers = (data, *(edited.placed(placement, raised) for placement in Placement))
    before, *tried = (
        _Looked(docx, check_docx(docx) + check_pdf(pdf), imprint_place(pdf))
        for docx, pdf in zip(papers, as_pdfs(papers, typefaces), strict=True)
    )
    return before, dict(zip(Placement, tried, strict=True))


def _order(alone: ImprintPlace | None) -> tuple[Placement, ...]:
    """Return what to try: an even last page of text has 版记 too, or a blank page after it (7.4)."""
    if alone is None or alone.form is Form.LETTER:
        return Placement.WITH_TEXT, Placement.OWN_PAGE
    if alone.text_page % 2:
        return (Placement.OWN_PAGE,)
    return Placement.WITH_TEXT, Placement.AFTER_BLANK


def _account(looked: _Looked) -> str:
    place = looked.place
    if place is None:
        return "读不出版记"
    return f"正文到第{place.text_page}面，版记在第{place.page}面，共{place.pages}面"


def _notes(edited: Edited, before: _Looked, found: _Looked) -> Iterator[str]:
    if before.low and not found.low:
        yield _RAISED
    if edited.tracked:
        yield _TRACKED
    if edited.commented:
        yield _COMMENTED
    if found.report.faults:
        yield f"另有 {len(found.report.faults)} 处不合格，与版记的位置无关，请用 gongwen check 看"
