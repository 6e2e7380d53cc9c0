"""draft list, draft show, roles: how the papers stand, where each waits and for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongwen.errors import NotFoundError, RefusedError
from gongwen.model.comparing import Change, compare
from gongwen.model.life import ROLE_OF, Standing, combined
from gongwen.office.life.desk import LifeDesk
from gongwen.records.life.papers import Life
from gongwen.records.life.values import PaperRecord, Person, Role, StepRecord, VersionRecord
from gongwen.records.transactions import database_errors


@dataclass(frozen=True, slots=True)
class Line:
    """A paper of the overview: how it stands, and what it waits for in words."""

    paper: PaperRecord
    standing: Standing
    waiting: str


@dataclass(frozen=True, slots=True)
class Shown:
    """All there is of one paper: every version and every step, the papers that refer to it."""

    line: Line
    versions: tuple[VersionRecord, ...]
    steps: tuple[StepRecord, ...]
    referring: tuple[PaperRecord, ...]

    def version(self, ordinal: int | None = None) -> VersionRecord:
        """Return the version `ordinal`, the present one by default; NotFoundError when there is none."""
        found = [one for one in self.versions if one.ordinal == (ordinal or len(self.versions))]
        if not found:
            raise NotFoundError(
                f"{self.line.paper.draft_id} 没有第 {ordinal} 稿", advice=f"现有 1 到 {len(self.versions)}"
            )
        return found[0]

    def changes(self, ordinal: int) -> tuple[Change, ...]:
        """Return what the version `ordinal` changed of the one before it."""
        texts = {one.ordinal: one.text.splitlines() for one in self.versions}
        return compare(texts.get(ordinal - 1, []), texts[ordinal]) if ordinal > 1 else ()


@database_errors()
def overview(life: Life, *, year: int = 0, going_on: bool = False) -> tuple[Line, ...]:
    """Return every paper, by 稿号; with `going_on` only those that still wait for something."""
    people = life.people()
    lines = (_line(life, paper, people) for paper in life.papers(year))
    return tuple(line for line in lines if line.waiting or not going_on)


@database_errors()
def show(life: Life, name: str) -> Shown:
    """Return all there is of the paper with this 稿号 or document number."""
    paper = life.paper(name)
    referring = life.referring_to(paper.number) if paper.number else ()
    line = _line(life, paper, life.people())
    return Shown(line, life.versions(name), life.steps(name), referring)


@database_errors()
def people(life: Life, *, only_combined: bool = False) -> tuple[Person, ...]:
    """Return the people of the office, or only those who combine several roles."""
    found = life.people()
    return combined(found) if only_combined else found


@database_errors()
def set_person(desk: LifeDesk, person: Person) -> None:
    """Enter the roles of someone of the office, or with none take the person off the list."""
    known = any(one.name == person.name for one in desk.life.people())
    if not person.roles and not known:
        raise RefusedError(
            f"{person.name}没有登记过岗位",
            rule=f"岗位有：{'、'.join(role.value for role in Role)}",
            advice="请用 --role 写明",
        )
    desk.life.set_person(person)
    desk.holdings.copy_log(desk.life.today.year)


def waiting(standing: Standing, known: Sequence[Person]) -> str:
    """Return in words what a paper waits for, with the organ or the people who are to act."""
    if standing.marked:
        return "处理修订、批注"
    words = []
    for verb, organ in standing.waits():
        holders = [person.name for person in known if ROLE_OF.get(verb) in person.roles]
        whom = organ or "、".join(holders)
        words.append(f"{verb.value}（{whom}）" if whom else verb.value)
    return "、".join(words)


def _line(life: Life, paper: PaperRecord, known: Sequence[Person]) -> Line:
    standing = life.standing(paper.draft_id)
    return Line(paper, standing, waiting(standing, known))
