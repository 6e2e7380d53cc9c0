"""Rows of the tables as values, and values as what a row or an entry of the log holds."""

from __future__ import annotations

import hashlib
import re

from gongwen.model.life import (
    Described,
    Disclosure,
    Origin,
    Part,
    Person,
    Reference,
    Relation,
    Role,
    Stage,
    Verb,
)
from gongwen.model.numbering import DocumentNumber
from gongwen.records.life import models
from gongwen.records.life.values import PaperRecord, StepRecord, VersionRecord

PAPER = (
    "part",
    "kind",
    "title",
    "drafter",
    "organs",
    "sealing",
    "addressees",
    "upward",
    "urgency",
    "disclosure",
    "disclosure_reason",
    "copies",
    "stage",
    "number",
    "relation",
    "refers_to",
)
"""The columns of a paper that its log tells as they are."""

VERSION = ("origin", "loose", "by", "recorded_by", "reason")
"""The columns of a version that its log tells as they are."""

_DRAFT_ID = re.compile(r"稿?(?:(\d{4})-)?(\d{1,6})")


def parse_draft_id(text: str, this_year: int) -> tuple[int, int] | None:
    """Return year and serial of a 稿号: 稿2026-0001, 2026-1, or 1 for one of this year; None for others."""
    match = _DRAFT_ID.fullmatch(text.strip())
    return (int(match[1] or this_year), int(match[2])) if match else None


def paper_record(row: models.Paper) -> PaperRecord:
    """Return all that is known of one paper."""
    refers_to = None
    if row.relation:
        number = DocumentNumber.parse(row.refers_to)
        refers_to = Reference(Relation(row.relation), number, row.effective_on)
    return PaperRecord(
        draft_id=row.draft_id,
        part=Part(row.part),
        kind=row.kind,
        title=row.title,
        drafter=row.drafter,
        organs=tuple(row.organs),
        sealing=tuple(row.sealing),
        addressees=row.addressees,
        upward=row.upward,
        urgency=row.urgency,
        disclosure=Disclosure(row.disclosure) if row.disclosure else None,
        disclosure_reason=row.disclosure_reason,
        copies=row.copies,
        stage=Stage(row.stage),
        number=DocumentNumber.parse(row.number) if row.number else None,
        refers_to=refers_to,
        entered_at=row.entered_at,
    )


def version_record(row: models.Version, draft_id: str) -> VersionRecord:
    """Return one version."""
    return VersionRecord(
        draft_id=draft_id,
        ordinal=row.ordinal,
        text=row.text,
        origin=Origin(row.origin),
        source=row.source,
        loose=tuple(row.loose),
        by=row.by,
        recorded_by=row.recorded_by,
        reason=row.reason,
        at=row.at,
        digest=row.digest,
    )


def step_record(row: models.Step, draft_id: str) -> StepRecord:
    """Return one step."""
    return StepRecord(
        draft_id=draft_id,
        verb=Verb[row.verb.upper()],
        actor=row.actor,
        on=row.on,
        opinion=row.opinion,
        organ=row.organ,
        reason=row.reason,
        scan=row.scan,
        details=dict(row.details),
        recorded_by=row.recorded_by,
        ordinal=row.ordinal,
        version=row.version,
        digest=row.digest,
        at=row.at,
    )


def person_record(row: models.Person) -> Person:
    """Return one person, roles in the order of work."""
    held = tuple(role for role in Role if role.value in row.roles)
    return Person(row.name, held, row.organ, row.chief)


def step_told(row: models.Step) -> dict[str, object]:
    """Return what the log says of a step; texts that are empty are left out."""
    told = {
        "step": row.ordinal,
        "actor": row.actor,
        "on": row.on.isoformat(),
        "opinion": row.opinion,
        "organ": row.organ,
        "reason": row.reason,
        "scan": row.scan,
        "version": row.version,
        "digest": row.digest,
        **{name: value for name, value in sorted(row.details.items())},
    }
    return {name: value for name, value in told.items() if value not in ("", 0)}


def paper_told(row: models.Paper) -> dict[str, object]:
    """Return what the log says of the paper as it stands after a step; what is empty is left out."""
    effective_on = row.effective_on.isoformat() if row.effective_on else ""
    told = {name: getattr(row, name) for name in PAPER} | {"effective_on": effective_on}
    return {name: value for name, value in told.items() if value not in ("", 0, False, [])}


def version_told(row: models.Version) -> dict[str, object]:
    """Return what the log says of the version a step is taken on; of its source the SHA-256."""
    told = {name: getattr(row, name) for name in VERSION}
    told["source"] = hashlib.sha256(row.source.encode()).hexdigest() if row.source else ""
    return {name: value for name, value in told.items() if value not in ("", [])}


def put_description(row: models.Paper, found: Described) -> None:
    """Let a paper's row show what its present text says."""
    row.kind, row.title, row.addressees = found.kind, found.title, found.addressees
    row.organs, row.sealing = list(found.organs), list(found.sealing)
    row.upward, row.urgency = found.upward, found.urgency
