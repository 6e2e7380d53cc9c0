"""placing (放好): the files of each row go to their places, and the folder remembers them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from gongwen.errors import GongwenError
from gongwen.model import Document, Finding, Level
from gongwen.office.desk.copies import Copy, put_copies
from gongwen.office.filling.making import Made
from gongwen.office.filling.plan import RULE, Plan
from gongwen.office.filling.results import FileMark, Memory, Names, Record, RowOutcome, RowState

Papers = Iterator[tuple[int, Document, Made | GongwenError]]
"""The papers that were made, by the number of their row, in its order."""


@dataclass
class Placing:
    """Puts papers into the folder of `memory`; `told` hears the key of each row that is done."""

    memory: Memory
    told: Callable[[str], object]
    names: Names = field(default_factory=Names)

    def outcomes(self, planned: Iterable[Plan], papers: Papers) -> Iterator[RowOutcome]:
        """Yield what became of each row, taking from `papers` those that are to be made."""
        for plan in planned:
            name = self.names.name(f"{plan.key} 草稿 {plan.title}", plan.number) if plan.digest else ""
            if not plan.make:
                yield plan.outcome()
                continue
            _, _, made = next(papers)
            yield plan.failed(made) if isinstance(made, GongwenError) else self.place(plan, name, made)
            self.told(plan.key)

    def place(self, plan: Plan, name: str, made: Made, *, number: str = "") -> RowOutcome:
        """Put a paper's files; those it replaces go, unless a person has changed one of them.

        With `number` it is an issued paper. Raises StorageError when the disk
        does not take them.
        """
        folder = self.memory.folder
        before = plan.before.files if plan.before else ()
        there = {folder / mark.name: self.memory.untouched(mark) for mark in before}
        ours = {path for path, untouched in there.items() if untouched}
        copies = put_copies(folder, name, made.files, ours=ours)
        marks = tuple(
            FileMark(suffix, copy.path.name, hashlib.sha256(data).hexdigest())
            for copy, (suffix, data) in zip(copies, made.files, strict=True)
        )
        record = Record(
            plan.key, plan.digest, plan.title, made.pages, marks, number, plan.fonds, bool(number)
        )
        self.memory.note(record)
        edited = {path for path in there if path not in ours and path.exists()}
        if not edited:
            _remove(ours - {copy.path for copy in copies})
        state = RowState.ISSUED if number else RowState.DRAFTED
        done = replace(plan, before=record, state=state).outcome()
        return replace(done, made=True, findings=(*_kept(plan), *_beside(plan, copies, ours)))


def _kept(plan: Plan) -> tuple[Finding, ...]:
    """Return the findings of a row that still hold once its files are made."""
    return tuple(finding for finding in plan.findings if finding.rule != RULE)


def _beside(plan: Plan, copies: Iterable[Copy], ours: Collection[Path]) -> Iterator[Finding]:
    for copy in copies:
        if copy.beside and copy.beside not in ours:
            sentence = f"{copy.beside.name} 手工改过，没有动它；这次做的是 {copy.path.name}"
            yield Finding(plan.label, RULE, sentence, Level.WARNING)


def _remove(paths: Iterable[Path]) -> None:
    """Remove files that newer ones have taken the place of; one that cannot be is left."""
    for path in sorted(paths):
        with suppress(OSError):
            path.unlink(missing_ok=True)
