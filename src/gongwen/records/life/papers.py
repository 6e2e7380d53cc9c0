"""Life: every verb on a paper is one short transaction with its entry in the log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gongwen.errors import RefusedError, require_line
from gongwen.model import Document, notation
from gongwen.model.life import Refusal, Standing, described, next_state, refused_role, same_person
from gongwen.model.numbering import DocumentNumber
from gongwen.records.life import log, models
from gongwen.records.life.basis import Basis
from gongwen.records.life.log import digest_of
from gongwen.records.life.rows import put_description, version_record
from gongwen.records.life.values import (
    Disclosure,
    NewPaper,
    Origin,
    PaperRecord,
    Part,
    Person,
    Stage,
    StepRecord,
    Verb,
    VersionRecord,
)
from gongwen.records.life.writing import Writing
from gongwen.records.transactions import database_errors, writing

_DONE = (Stage.RELEASED, Stage.DISTRIBUTED, Stage.DEPOSITED, Stage.JOINED, Stage.ABANDONED)


@dataclass(frozen=True, slots=True)
class Recorded:
    """A step that stands in the log; `new` is False when the very same one stood there already."""

    step: StepRecord
    new: bool


class Life(Writing):
    """The papers of one fonds, from 拟稿 to 存档.

    `operator` is who works here and becomes `recorded_by`; `now` returns the
    time, with its zone. Verbs may stand inside a larger transaction. All
    raise RefusedError where a rule forbids the step, NotFoundError for a
    稿号 that does not exist, StorageError when the database cannot be written.
    """

    def enter(self, new: NewPaper) -> tuple[PaperRecord, bool]:
        """Enter a paper (拟稿) and give it the next 稿号 of the year.

        Returns the paper and whether it is new: the same text by the same
        drafter that is still being worked on is the same paper.
        Raises FactsError for a text that is not in the notation.
        """
        require_line(new.drafter, "拟稿人")
        _check_disclosure(new.disclosure, new.disclosure_reason)
        found = new.described or described(_document(new.text))
        digest = digest_of(new.text, new.loose)
        with writing():
            if known := self._same(new, digest):
                return self.paper(known.draft_id), False
            row = self._new_row(new)
            step = _entering(row.draft_id, new, self)
            _refuse(refused_role(self.people(), step))
            put_description(row, found)
            row.save()
            version = self._add(row, new.text, Origin.DRAFTED, new.source, new.loose, new.drafter, "")
            self._put_step(row, version, step)
            return self.paper(row.draft_id), True

    def add_version(
        self,
        draft_id: str,
        text: str,
        origin: Origin,
        *,
        reason: str = "",
        by: str = "",
        loose: Sequence[str] = (),
        source: str = "",
    ) -> VersionRecord:
        """Add a version (稿次); the present text again changes nothing and returns the present version.

        `text` is in the notation, `by` who wrote it (the operator by default),
        `loose` the digests of the files it came from. Signatures on the older
        text no longer count, unless `origin` keeps them; a number stays with
        the paper. Raises RefusedError after 核发, FactsError for a wrong text.
        """
        by = by or self.operator
        require_line(by, "修改的人")
        found = described(_document(text))
        with writing():
            row = self._row(draft_id)
            present = self._versions(row)[-1]
            if _is_present(present, text, origin, tuple(loose)):
                return present
            step = StepRecord(
                draft_id=row.draft_id,
                verb=Verb.REVISE,
                actor=by,
                on=self.today,
                reason=reason,
                details={"origin": origin.value},
            )
            _refuse(next_state(self._standing(row), step))
            version = self._add(row, text, origin, source, tuple(loose), by, reason)
            put_description(row, found)
            self._put_step(row, version, step)
            self._settle(row)
            return version_record(version, row.draft_id)

    def record(self, step: StepRecord, *, number: DocumentNumber | None = None) -> Recorded:
        """Record a step on the present version; the same step again changes nothing.

        `number` is what 登记 gave the paper, or the lead's of a 协办.
        `recorded_by`, `ordinal`, `version`, `digest` and `at` are given here.
        """
        require_line(step.actor, "办理人")
        if step.on > self.today:
            raise RefusedError(
                f"{step.verb.value}日期 {step.on} 还没有到（今天是 {self.today}）",
                rule="办了才记",
                advice="请核对日期（--on）",
            )
        with writing():
            row = self._row(step.draft_id)
            standing = self._standing(row)
            if known := _already(standing, self._steps(row), step):
                return Recorded(known, new=False)
            _refuse(refused_role(self.people(), step))
            _refuse(next_state(standing, step))
            version = models.Version.objects.get(paper=row, ordinal=standing.present)
            if number is not None:
                row.number = str(number)
            if step.verb is Verb.ALLOCATE and step.count("copies"):
                row.copies = step.count("copies")
            taken = self._put_step(row, version, step)
            self._settle(row)
            return Recorded(taken, new=True)

    @database_errors()
    def repeated(self, step: StepRecord) -> StepRecord | None:
        """Return the step recorded before that says just what `step` says, None where there is none."""
        row = self._row(step.draft_id)
        return _already(self._standing(row), self._steps(row), step)

    def set_person(self, person: Person) -> None:
        """Enter or change someone of the office; without roles the person is taken off the list.

        A name that is only spelt otherwise (王　建国) is that of the person entered before.
        """
        require_line(person.name, "姓名")
        with writing():
            known = {one.name: one for one in self.people()}
            spelt = (name for name in known if same_person(name, person.name))
            person = replace(person, name=next(spelt, person.name))
            before = known.get(person.name)
            if person == before or not (person.roles or before):
                return
            fonds = self._fonds()
            told = {
                "roles": [role.value for role in person.roles],
                "organ": person.organ,
                "chief": person.chief,
            }
            if person.roles:
                models.Person.objects.update_or_create(fonds=fonds, name=person.name, defaults=told)
            else:
                models.Person.objects.filter(fonds=fonds, name=person.name).delete()
            told["name"] = person.name
            entry = {"verb": "roles", "draft": "", "details": told}
            log.append(fonds, self.today.year, self._now(), self.operator, entry)

    def _same(self, new: NewPaper, digest: str) -> models.Paper | None:
        rows = models.Paper.objects.filter(fonds__code=self.fonds, drafter=new.drafter)
        going_on = rows.filter(version__digest=digest).exclude(stage__in=[stage.value for stage in _DONE])
        for row in going_on.order_by("-id").distinct():
            if self._versions(row)[-1].digest == digest:
                return row
        return None


def _is_present(present: VersionRecord, text: str, origin: Origin, loose: tuple[str, ...]) -> bool:
    """Say whether a text and its files are the present version; settling what is marked makes a new one."""
    same = present.digest == digest_of(text, loose) and present.loose in ((), loose)
    return same and present.origin.settled is origin.settled


def _document(text: str) -> Document:
    document = notation.parse(text)
    if document.header.document_number is not None:
        raise RefusedError(
            f"稿子上已有字号 {document.header.document_number}", rule="字号由登记给出", advice="请去掉字号"
        )
    return document


def _entering(draft_id: str, new: NewPaper, life: Basis) -> StepRecord:
    said = {
        "part": new.part.value if new.part is not Part.LEAD else "",
        "disclosure": new.disclosure.value if new.disclosure else "",
        "refers_to": str(new.refers_to) if new.refers_to else "",
        "copies": new.copies,
    }
    details = {name: value for name, value in said.items() if value}
    return StepRecord(draft_id, Verb.DRAFT, new.drafter, life.today, details=details)


def _check_disclosure(disclosure: Disclosure | None, reason: str) -> None:
    if disclosure is Disclosure.WITHHELD and not reason.strip():
        raise RefusedError(
            "公开属性是不予公开，没有写理由",
            rule="不予公开要说明理由",
            advice="请用 --disclosure-reason 写明",
        )


def _refuse(found: Refusal | Stage | None) -> None:
    if isinstance(found, Refusal):
        raise RefusedError(found.seen, rule=found.rule, advice=found.advice)


def _already(standing: Standing, steps: Sequence[StepRecord], step: StepRecord) -> StepRecord | None:
    """Return the counting step that says just what `step` says; of 退回 only the last step of all counts."""
    among = steps[-1:] if step.verb is Verb.SEND_BACK else standing.counting
    return next((one for one in among if _said(one) == _said(step)), None)


def _said(step: StepRecord) -> StepRecord:
    said = replace(step, recorded_by="", ordinal=0, version=0, digest="", at=None, details=dict(step.details))
    return replace(said, actor=said.actor.strip(), opinion=said.opinion.strip(), reason=said.reason.strip())
