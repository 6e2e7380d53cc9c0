"""Standing (办到哪里): what still holds of all that was done, read off the versions and steps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from gongwen.model.life.copies import Copies, copies_of
from gongwen.model.life.values import Paper, Part, Stage, Step, Verb, Version

ORDER = (
    Verb.DRAFT,
    Verb.REVIEW,
    Verb.COUNTERSIGN,
    Verb.APPROVE,
    Verb.RECHECK,
    Verb.ALLOCATE,
    Verb.PRINT,
    Verb.AFFIX_SEAL,
    Verb.RELEASE,
    Verb.DISTRIBUTE,
    Verb.DEPOSIT,
)
"""The steps in their order; 退回 goes back along it."""

_OF_ONE_TEXT = (Verb.PRINT, Verb.AFFIX_SEAL)
_FOR_GOOD = (Verb.RELEASE, Verb.DISTRIBUTE, Verb.DEPOSIT, Verb.JOIN, Verb.ABANDON)
_REACHED = (
    (Verb.ABANDON, Stage.ABANDONED),
    (Verb.JOIN, Stage.JOINED),
    (Verb.DEPOSIT, Stage.DEPOSITED),
    (Verb.DISTRIBUTE, Stage.DISTRIBUTED),
    (Verb.RELEASE, Stage.RELEASED),
)
_WAITING = {
    Stage.DRAFTED: (Verb.REVIEW,),
    Stage.COUNTERSIGNED: (Verb.APPROVE,),
    Stage.APPROVED: (Verb.RECHECK,),
    Stage.RECHECKED: (Verb.ALLOCATE,),
    Stage.NUMBERED: (Verb.PRINT,),
    Stage.PRINTED: (Verb.RELEASE,),
    Stage.SEALED: (Verb.RELEASE,),
    Stage.RELEASED: (Verb.DISTRIBUTE,),
    Stage.DISTRIBUTED: (Verb.DEPOSIT,),
    Stage.DEPOSITED: (),
    Stage.JOINED: (),
    Stage.ABANDONED: (),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a paper stands: its present version and the steps that count for it.

    A step counts while the text it was taken on stands: a signature until the
    text changes in substance, a print and its seals for one version only, and
    none of them after a 退回 to or before it. `basis` is the version that was
    signed, or is to be; `marked` says that revisions or comments in the
    present one wait to be settled.
    """

    paper: Paper
    present: int
    basis: int
    counting: tuple[Step, ...]
    marked: bool = False

    def done(self, verb: Verb) -> Step | None:
        """Return the last counting step of `verb`."""
        return next((step for step in reversed(self.counting) if step.verb is verb), None)

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the organs that have not countersigned the text as it is."""
        signed = {step.organ for step in self.counting if step.verb is Verb.COUNTERSIGN}
        return tuple(organ for organ in self.paper.co_issuers if organ not in signed)

    @property
    def date_of_issue(self) -> dt.date | None:
        """Return the day the last organ signed (条例 art. 9), None while a signature is missing."""
        if self.missing or self.done(Verb.APPROVE) is None:
            return None
        signing = (Verb.COUNTERSIGN, Verb.APPROVE)
        return max(step.on for step in self.counting if step.verb in signing)

    @property
    def copies(self) -> Copies:
        """Return how many copies of the present text were printed, sealed, sent and kept."""
        return copies_of(self.paper, self.counting)

    @property
    def stage(self) -> Stage:
        """Return how far the paper has come."""
        for verb, stage in _REACHED:
            if self.done(verb):
                return stage
        if self.done(Verb.PRINT):
            return Stage.SEALED if self.paper.sealing and not self.copies.unsealed else Stage.PRINTED
        if self.done(Verb.ALLOCATE):
            return Stage.NUMBERED
        return self._signed()

    def _signed(self) -> Stage:
        if not self.done(Verb.REVIEW):
            return Stage.DRAFTED
        if self.missing:
            return Stage.REVIEWED
        if self.done(Verb.RECHECK):
            return Stage.RECHECKED
        if self.done(Verb.APPROVE):
            return Stage.APPROVED
        return Stage.COUNTERSIGNED if self.paper.co_issuers else Stage.REVIEWED

    def waits(self) -> tuple[tuple[Verb, str], ...]:
        """Return what the paper waits for: each step, and the organ it waits for where one must act."""
        stage = self.stage
        if stage is Stage.REVIEWED:
            waiting = [(Verb.COUNTERSIGN, organ) for organ in self.missing]
            return (*waiting, *(() if self.done(Verb.APPROVE) else ((Verb.APPROVE, ""),)))
        if stage is Stage.PRINTED and self.copies.unsealed:
            return tuple((Verb.AFFIX_SEAL, organ) for organ, _ in self.copies.unsealed)
        if stage is Stage.APPROVED and self.paper.part is Part.CO_ISSUER:
            return ((Verb.JOIN, self.paper.organs[0] if self.paper.organs else ""),)
        return tuple((verb, "") for verb in _WAITING[stage])


def standing_of(paper: Paper, versions: Sequence[Version], steps: Sequence[Step]) -> Standing:
    """Return how `paper` stands after `steps`, both in the order in which they came."""
    present = versions[-1].ordinal if versions else 0
    basis = next((one.ordinal for one in reversed(versions) if not one.origin.keeps_signatures), present)
    counting = tuple(
        step
        for place, step in enumerate(steps)
        if _stands(step, present, basis) and not _sent_back(step, steps[place + 1 :])
    )
    return Standing(paper, present, basis, counting, bool(versions) and not versions[-1].origin.settled)


def _stands(step: Step, present: int, basis: int) -> bool:
    if step.verb in _FOR_GOOD:
        return True
    if step.verb not in ORDER or step.verb is Verb.DRAFT:
        return False
    return step.version == present if step.verb in _OF_ONE_TEXT else step.version >= basis


def _sent_back(step: Step, later: Sequence[Step]) -> bool:
    """Say whether one of the `later` steps sent the paper back to `step` or before it."""
    if step.verb not in ORDER:
        return False
    return any(
        one.verb is Verb.SEND_BACK and ORDER.index(step.verb) >= ORDER.index(Verb(one.says("to")))
        for one in later
    )
