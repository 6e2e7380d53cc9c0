"""People (岗位): who may take a step, which roles one person combines, who is 主要负责人.

In a small office one person holds several roles; what may never be combined
is said by the machine: nobody signs his own draft.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gongwen.model.finding import Finding, Level
from gongwen.model.life.refusals import Refusal
from gongwen.model.life.values import Paper, Person, Role, Step, Verb, same_person

ROLE_OF: Mapping[Verb, Role] = {
    Verb.DRAFT: Role.DRAFTER,
    Verb.REVIEW: Role.REVIEWER,
    Verb.APPROVE: Role.SIGNATORY,
    Verb.RECHECK: Role.RECHECKER,
    Verb.ALLOCATE: Role.REGISTRAR,
    Verb.PRINT: Role.PRINTER,
    Verb.AFFIX_SEAL: Role.SEAL_KEEPER,
    Verb.RELEASE: Role.RELEASER,
    Verb.DISTRIBUTE: Role.DISPATCHER,
    Verb.DEPOSIT: Role.ARCHIVIST,
    Verb.JOIN: Role.REGISTRAR,
}
"""The role that a step is of; 会签 is taken by another organ's people."""

CHIEF = "chief"
"""The detail of a 签发 that says the signer is 主要负责人."""


def refused_role(people: Sequence[Person], step: Step) -> Refusal | None:
    """Return why `step.actor` may not take the step; None where nobody was entered for its role."""
    role = ROLE_OF.get(step.verb)
    return refused_holder(people, step.actor, role) if role else None


def refused_holder(people: Sequence[Person], who: str, role: Role) -> Refusal | None:
    """Return why `who` may not do what `role` does; None where nobody was entered for it."""
    holders = [person.name for person in people if role in person.roles]
    if not holders or any(same_person(who, holder) for holder in holders):
        return None
    return Refusal(
        f"{who}没有「{role.value}」的岗位",
        f"这个岗位的人是：{'、'.join(holders)}",
        "请由他们办，或用 gongwen roles set 登记岗位",
    )


def chief_findings(paper: Paper, step: Step, people: Sequence[Person]) -> Iterator[Finding]:
    """Yield a warning where an upward paper was signed by somebody not known as 主要负责人 (条例 art. 22)."""
    known = any(person.chief and same_person(person.name, step.actor) for person in people)
    if step.verb is Verb.APPROVE and paper.upward and not (known or step.details.get(CHIEF)):
        chiefs = "、".join(person.name for person in people if person.chief)
        named = f"登记的主要负责人是{chiefs}" if chiefs else "没有登记谁是主要负责人"
        yield Finding(
            "签发",
            "条例第二十二条",
            f"上行文由主要负责人签发，{step.actor}签发的，{named}；确是主要负责人，请加 --chief",
            Level.WARNING,
        )


def unseen_signature(step: Step) -> Iterator[Finding]:
    """Yield a note where a signature was recorded for somebody without the scan that shows it."""
    if step.verb in (Verb.COUNTERSIGN, Verb.APPROVE) and not step.same_hand and not step.scan:
        sentence = f"{step.recorded_by}代{step.actor}记的{step.verb.value}没有附扫描件，纸面签字请留存备查"
        yield Finding(step.verb.value, "代录的签字要有据可查", sentence, Level.NOTE)


def combined(people: Sequence[Person]) -> tuple[Person, ...]:
    """Return those who hold more than one role."""
    return tuple(person for person in people if len(person.roles) > 1)
