"""What writing on a paper comes down to: a row, a version, a step with its entry in the log."""

from __future__ import annotations

from django.db.models import Max

from gongwen.records.life import models
from gongwen.records.life.basis import Basis
from gongwen.records.life.log import digest_of
from gongwen.records.life.rows import step_record
from gongwen.records.life.values import NewPaper, Origin, Stage, StepRecord


class Writing(Basis):
    """Adding; call it inside the transaction it belongs to."""

    def _new_row(self, new: NewPaper) -> models.Paper:
        fonds, year = self._fonds(), self.today.year
        rows = models.Paper.objects.filter(fonds=fonds, year=year)
        serial = (rows.aggregate(highest=Max("serial"))["highest"] or 0) + 1
        refers = new.refers_to
        return models.Paper(
            fonds=fonds,
            year=year,
            serial=serial,
            part=new.part.value,
            drafter=new.drafter,
            disclosure=new.disclosure.value if new.disclosure else "",
            disclosure_reason=new.disclosure_reason,
            copies=new.copies,
            stage=Stage.DRAFTED.value,
            relation=refers.relation.value if refers else "",
            refers_to=str(refers.number) if refers else "",
            effective_on=refers.effective_on if refers else None,
            entered_at=self._now(),
        )

    def _add(
        self,
        row: models.Paper,
        text: str,
        origin: Origin,
        source: str,
        loose: tuple[str, ...],
        by: str,
        reason: str,
    ) -> models.Version:
        last = models.Version.objects.filter(paper=row).aggregate(highest=Max("ordinal"))["highest"] or 0
        return models.Version.objects.create(
            paper=row,
            ordinal=last + 1,
            text=text,
            origin=origin.value,
            source=source,
            loose=list(loose),
            by=by,
            recorded_by=self.operator,
            reason=reason,
            at=self._now() if last else row.entered_at,
            digest=digest_of(text, loose),
        )

    def _put_step(self, row: models.Paper, version: models.Version, step: StepRecord) -> StepRecord:
        last = models.Step.objects.filter(paper=row).aggregate(highest=Max("ordinal"))["highest"] or 0
        told = models.Step.objects.filter(paper=row, version=version.ordinal).exists()
        taken = models.Step.objects.create(
            paper=row,
            ordinal=last + 1,
            verb=step.verb.name.lower(),
            actor=step.actor.strip(),
            recorded_by=self.operator,
            on=step.on,
            opinion=step.opinion.strip(),
            organ=step.organ,
            reason=step.reason.strip(),
            scan=step.scan,
            details=dict(step.details),
            version=version.ordinal,
            digest=version.digest,
            at=self._now() if told else version.at,
        )
        row.stage = self._standing(row).stage.value
        self._log(row, version, taken)
        return step_record(taken, row.draft_id)

    def _settle(self, row: models.Paper) -> None:
        row.stage = self._standing(row).stage.value
        row.save()
