"""The account of a paper's life (办理记录) that goes into its item: versions and steps, as JSON."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence

from gongwen.archive.loose import LooseFiles
from gongwen.model.life import Standing
from gongwen.office.desk.request import Further
from gongwen.office.life.desk import LifeDesk
from gongwen.records.life.values import Origin, PaperRecord, StepRecord, Verb, VersionRecord

STEPS = "steps.json"
"""The file of an item that tells how its paper was drafted, signed, printed and released."""

SHEET = "sheet.pdf"
"""The file of an item that is its 发文稿纸 as the steps were recorded."""

FINAL_DRAFT = "final-draft.txt"
_SIGNS = {b"%PDF": "pdf", b"\x89PNG": "png", b"\xff\xd8\xff": "jpg", b"PK\x03\x04": "docx", b"II*\x00": "tif"}


def account(
    paper: PaperRecord | None, versions: Sequence[VersionRecord], steps: Iterable[StepRecord]
) -> bytes:
    """Return the account as JSON: what was said, never the clock of the machine."""
    told = {
        "draft_id": paper.draft_id if paper else "",
        "part": paper.part.value if paper else "主办",
        "drafter": paper.drafter if paper else "",
        "disclosure": paper.disclosure.value if paper and paper.disclosure else "",
        "disclosure_reason": paper.disclosure_reason if paper else "",
        "refers_to": str(paper.refers_to) if paper and paper.refers_to else "",
        "versions": [_version(one) for one in versions],
        "steps": [_step(one) for one in steps],
    }
    return (json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def one_go(loose: LooseFiles, signatory: str, signed_on: dt.date, operator: str) -> Further:
    """Return the account of a paper that is issued in one go: who signed it, and who recorded that."""
    signed = StepRecord("", Verb.APPROVE, signatory.strip(), signed_on, recorded_by=operator)
    return Further(STEPS, "办理记录.json", loose.put(account(None, (), (signed,))))


def beside(desk: LifeDesk, standing: Standing, release: StepRecord) -> tuple[Further, ...]:
    """Return what goes into the item beside the paper, kept as loose files.

    定稿 as it was signed, the file it was imported from, what was printed
    before a correction, every scan once, 发文稿纸, and the account with
    `release` at its end.
    """
    draft_id = standing.paper.draft_id
    versions, steps = desk.life.versions(draft_id), (*desk.life.steps(draft_id), release)
    signed = next(one for one in versions if one.ordinal == standing.basis)
    account_text = account(standing.paper, versions, steps)
    return (
        _kept(desk, FINAL_DRAFT, f"{draft_id} 定稿.txt", signed.text.encode()),
        *_imported(desk, draft_id, versions),
        *_superseded(desk, draft_id, versions, steps, standing.present),
        *_scans(desk, draft_id, steps),
        _kept(desk, SHEET, f"{draft_id} 发文稿纸.pdf", desk.sheet(draft_id)),
        _kept(desk, STEPS, f"{draft_id} 办理记录.json", account_text),
    )


def _imported(desk: LifeDesk, draft_id: str, versions: Sequence[VersionRecord]) -> Iterator[Further]:
    """Yield the file that the text was last imported from."""
    files = [one.loose[0] for one in versions if one.origin is Origin.IMPORTED and one.loose]
    for digest in files[-1:]:
        suffix = suffix_of(desk.loose.get(digest))
        yield Further(f"final-draft.{suffix}", f"{draft_id} 定稿.{suffix}", digest)


def _superseded(
    desk: LifeDesk,
    draft_id: str,
    versions: Sequence[VersionRecord],
    steps: Sequence[StepRecord],
    present: int,
) -> Iterator[Further]:
    """Yield every version that was printed and then corrected."""
    printed = {step.version for step in steps if step.verb is Verb.PRINT} - {present}
    for one in versions:
        if one.ordinal in printed:
            name = f"{draft_id} 更正前第{one.ordinal}稿.txt"
            yield _kept(desk, f"superseded-{one.ordinal}.txt", name, one.text.encode())


def _scans(desk: LifeDesk, draft_id: str, steps: Sequence[StepRecord]) -> Iterator[Further]:
    """Yield every scan once, named after the first step it shows."""
    verbs: dict[str, Verb] = {}
    for step in steps:
        if step.scan:
            verbs.setdefault(step.scan, step.verb)
    for ordinal, (digest, verb) in enumerate(verbs.items(), start=1):
        suffix = suffix_of(desk.loose.get(digest))
        yield Further(f"scan-{ordinal}.{suffix}", f"{draft_id} {verb.value} 扫描件.{suffix}", digest)


def suffix_of(content: bytes) -> str:
    """Return the suffix of a file by how it begins; bin for what is not known."""
    return next((suffix for sign, suffix in _SIGNS.items() if content.startswith(sign)), "bin")


def _kept(desk: LifeDesk, name: str, original_name: str, content: bytes) -> Further:
    return Further(name, original_name, desk.loose.put(content))


def _version(one: VersionRecord) -> dict[str, object]:
    return {
        "ordinal": one.ordinal,
        "origin": one.origin.value,
        "by": one.by,
        "recorded_by": one.recorded_by,
        "reason": one.reason,
        "digest": one.digest,
        "files": list(one.loose),
    }


def _step(one: StepRecord) -> dict[str, object]:
    told: dict[str, object] = {
        "verb": one.verb.value,
        "actor": one.actor,
        "on": one.on.isoformat(),
        "opinion": one.opinion,
        "organ": one.organ,
        "reason": one.reason,
        "recorded_by": one.recorded_by,
        "recorded": one.recorded(),
        "scan": one.scan,
        "version": one.version,
        "details": dict(one.details),
    }
    return {name: value for name, value in told.items() if value not in ("", 0, {})}
