"""plan (安排): what is to become of each row, before anything is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from gongwen.errors import GongwenError
from gongwen.model import Finding, Level
from gongwen.office.filling.examine import Examined
from gongwen.office.filling.fingerprint import Fingerprint
from gongwen.office.filling.results import FileMark, Memory, Record, RowOutcome, RowState

RULE = "批量拟稿"
"""The rule of findings about what lies in the folder: they end when its files are made."""

_DISTINCT = "各份相异"


@dataclass(frozen=True, slots=True)
class Plan:
    """A row, how it stands, and whether its files are to be made.

    `digest` is that of its paper, nothing for a bad row; `before` is what the
    folder remembers of it.
    """

    number: int
    key: str
    label: str
    fonds: str
    state: RowState
    title: str = ""
    digest: str = ""
    findings: tuple[Finding, ...] = ()
    before: Record | None = None
    make: bool = False

    def outcome(self) -> RowOutcome:
        """Return the line of the manifest for a row that is left as it is."""
        record = self.before or Record(self.key, "", "")
        return RowOutcome(
            self.number,
            self.key,
            self.label,
            self.state,
            self.title or record.title,
            record.number,
            record.pages,
            record.files,
            self.findings,
        )

    def failed(self, error: GongwenError) -> RowOutcome:
        """Return the line of the manifest for a row whose paper could not be made."""
        found = getattr(error, "findings", ()) or (Finding(self.label, error.rule or RULE, error.seen),)
        return replace(self.outcome(), state=RowState.FAILED, findings=(*self.findings, *found))


def plans(
    rows: Iterable[Examined],
    memory: Memory,
    fingerprint: Fingerprint,
    check: Callable[[Examined], tuple[Finding, ...]] = lambda examined: (),
    *,
    issuing: bool = False,
) -> Iterator[Plan]:
    """Yield what is to become of each row; `check` says what else stops one that is drafted."""
    same: dict[str, str] = {}
    keys: dict[str, str] = {}
    for examined in rows:
        row = examined.row
        plan = Plan(row.number, row.key, row.label, row.fonds, RowState.BAD, findings=examined.findings)
        before = memory.records.get(row.key)
        if examined.draft is None:
            waiting = (_waiting(plan, before),) if before and before.number and not before.issued else ()
            yield replace(plan, before=before, findings=(*plan.findings, *waiting))
            continue
        if keys.setdefault(row.key, row.label) is not row.label:
            sentence = f"「{row.key}」与{keys[row.key]}的标识相同，分不清各份"
            twice = Finding(row.label, _DISTINCT, sentence)
            yield replace(plan, before=before, findings=(*plan.findings, twice))
            continue
        document = examined.draft.document
        plan = replace(plan, title=document.body.title, digest=fingerprint.of(document), before=before)
        plan = _compared(plan, memory, issuing=issuing)
        first = same.setdefault(plan.digest, row.key)
        if first is not row.key:
            plan = _repeated(plan, first, issuing=issuing)
        stopped = check(examined) if plan.make else ()
        if stopped:
            plan = replace(plan, state=RowState.BAD, findings=(*plan.findings, *stopped), make=False)
        yield plan


def _repeated(plan: Plan, first: str, *, issuing: bool) -> Plan:
    """Return the plan of a row whose paper is word for word that of an earlier one."""
    sentence = f"与「{first}」的公文一字不差，请核对；模板里没有用到区别各行的字段"
    level = Level.ERROR if issuing else Level.WARNING
    plan = replace(plan, findings=(*plan.findings, Finding(plan.label, _DISTINCT, sentence, level)))
    return replace(plan, state=RowState.BAD, make=False) if issuing else plan


def gone(memory: Memory, known: Iterable[Plan]) -> Iterator[RowOutcome]:
    """Yield a line for each row that was made before and is no longer in the table."""
    keys = {plan.key for plan in known}
    for record in memory.records.values():
        if record.key not in keys:
            sentence = f"「{record.key}」表里已没有，以前做的没有动"
            finding = Finding(record.key, RULE, sentence, Level.WARNING)
            yield RowOutcome(
                0,
                record.key,
                "",
                RowState.GONE,
                record.title,
                record.number,
                record.pages,
                record.files,
                (finding,),
            )


def _compared(plan: Plan, memory: Memory, *, issuing: bool) -> Plan:
    """Return the plan of a good row beside what the folder remembers of it."""
    before = plan.before
    if before is None:
        return replace(plan, state=RowState.DRAFTED, make=True)
    same = before.digest == plan.digest
    edited = tuple(mark for mark in before.files if _edited(memory, mark))
    warnings = tuple(_edited_finding(plan, mark) for mark in edited)
    if before.issued:
        return _issued(plan, before, same=same, issuing=issuing, warnings=warnings, memory=memory)
    if issuing and edited:
        return replace(plan, state=RowState.BAD, findings=(*plan.findings, *map(_stops, warnings)))
    whole = all((memory.folder / mark.name).exists() for mark in before.files)
    make = issuing or not (same and whole)
    state = RowState.RESERVED if before.number else RowState.EDITED if edited else RowState.DRAFTED
    if before.number and not issuing:
        warnings += (_waiting(plan, before),)
        make = False
    return replace(plan, state=state, findings=(*plan.findings, *warnings), make=make)


def _waiting(plan: Plan, before: Record) -> Finding:
    sentence = f"已登记 {before.number}，没有办完；照原样加 --issue 再办一次即可办完"
    return Finding(plan.label, RULE, sentence, Level.WARNING)


def _issued(
    plan: Plan, before: Record, *, same: bool, issuing: bool, warnings: tuple[Finding, ...], memory: Memory
) -> Plan:
    if same:
        absent = any(not (memory.folder / mark.name).exists() for mark in before.files)
        findings = (*plan.findings, *warnings)
        return replace(plan, state=RowState.ISSUED, findings=findings, make=issuing and absent)
    sentence = (
        f"已核发为 {before.number}，表里又有改动，没有动它；要改，请办更正（gongwen correct {before.number}）"
    )
    finding = Finding(plan.label, RULE, sentence, Level.WARNING)
    return replace(plan, state=RowState.ISSUED_CHANGED, findings=(*plan.findings, finding, *warnings))


def _edited(memory: Memory, mark: FileMark) -> bool:
    return (memory.folder / mark.name).exists() and not memory.untouched(mark)


def _edited_finding(plan: Plan, mark: FileMark) -> Finding:
    return Finding(plan.label, RULE, f"{mark.name} 手工改过，没有动它", Level.WARNING)


def _stops(finding: Finding) -> Finding:
    sentence = f"{finding.sentence}；核发照表办，改动不在表里：请把改动写进表，再移走这个文件"
    return replace(finding, sentence=sentence, level=Level.ERROR)
