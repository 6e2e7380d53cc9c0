"""The log of papers in the making: one chain per fonds and year, one entry a step.

The form is that of the ledger's chain (`archive/README.md`, 五); the file copy
lies in `ledger/life/YEAR.jsonl`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping

from gongwen.model.finding import Finding, Level
from gongwen.records.chain import broken_links
from gongwen.records.life.models import LogEntry, Paper, Step, Version
from gongwen.records.life.rows import step_told
from gongwen.records.models import Fonds
from gongwen.records.yearly import YearlyChain

_RULE = "办理记录"
_CHAIN = YearlyChain(LogEntry.objects, _RULE)
years, lines, lines_after = _CHAIN.years, _CHAIN.lines, _CHAIN.lines_after


def append(fonds: Fonds, year: int, at: dt.datetime, operator: str, told: Mapping[str, object]) -> None:
    """Add one entry; call it inside the transaction it belongs to.

    `told` has `verb`, `draft` (empty where no paper is meant) and `details`.
    """
    _CHAIN.append(fonds, year, at, operator, told)


def findings(fonds: str) -> Iterator[Finding]:
    """Yield where the chain is broken, and where steps and versions are not what it tells."""
    told: dict[tuple[str, int], tuple[str, str, object]] = {}
    for year in years(fonds):
        found = lines(fonds, year)
        yield from broken_links(found, f"办理记录 {year} 年")
        for line in found:
            told.update(_told(line))
    papers = list(Paper.objects.filter(fonds__code=fonds).order_by("year", "serial"))
    for paper in papers:
        yield from _steps_against(paper, told)
        yield from _versions_against(paper)
    for lost in sorted({draft_id for draft_id, _ in told} - {paper.draft_id for paper in papers}):
        yield Finding(lost, _RULE, "办理记录里有这份公文，表里没有")


def _told(line: str) -> dict[tuple[str, int], tuple[str, str, object]]:
    """Return (draft, step) → (verb, operator, details) as one entry tells it."""
    try:
        entry = json.loads(line)
        details = entry["details"]
        key = (str(entry["draft"]), int(details["step"]))
        return {key: (str(entry["verb"]), str(entry["operator"]), details)}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}


def _steps_against(
    paper: Paper, told: Mapping[tuple[str, int], tuple[str, str, object]]
) -> Iterator[Finding]:
    seen = set()
    for step in Step.objects.filter(paper=paper).order_by("ordinal"):
        key = (paper.draft_id, step.ordinal)
        seen.add(key)
        if told.get(key) != (step.verb, step.recorded_by, step_told(step)):
            yield Finding(f"{paper.draft_id} 第 {step.ordinal} 步", _RULE, "与办理记录不符，已被改动")
    for draft_id, ordinal in sorted(told.keys() - seen):
        if draft_id == paper.draft_id:
            yield Finding(f"{draft_id} 第 {ordinal} 步", _RULE, "办理记录里有这一步，表里没有")


def _versions_against(paper: Paper) -> Iterator[Finding]:
    digests = dict(Step.objects.filter(paper=paper).values_list("version", "digest"))
    for version in Version.objects.filter(paper=paper).order_by("ordinal"):
        if not version.text and not version.loose:
            yield Finding(str(version), _RULE, "稿子的文字没有了，要由备份恢复", Level.WARNING)
        elif digests.get(version.ordinal) != version.digest or digest_of(version.text, version.loose) != (
            version.digest
        ):
            yield Finding(str(version), _RULE, "稿子的文字与办理记录里的摘要不符，已被改动")


def digest_of(text: str, loose: list[str] | tuple[str, ...]) -> str:
    """Return what identifies a version: the SHA-256 of its text, or its first file where it has none."""
    return hashlib.sha256(text.encode()).hexdigest() if text or not loose else loose[0]
