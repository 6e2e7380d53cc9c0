"""What a proof says, as frozen values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from gongwen.model.finding import Finding, Level


class Verdict(Enum):
    """What came of a check; the value is what staff read."""

    PASSED = "通过"
    FAILED = "不通过"
    UNTESTED = "未检测"
    NOT_APPLICABLE = "不适用"


class Property(Enum):
    """The four properties (四性)."""

    AUTHENTIC = "真实性"
    COMPLETE = "完整性"
    USABLE = "可用性"
    SECURE = "安全性"


@dataclass(frozen=True, slots=True)
class Kind:
    """A check of DA/T 70-2018: its id, whether that id was seen in use, its quality (性) and name.

    `level` is how grave it is when it fails.
    """

    id: str
    quality: Property
    name: str
    confirmed: bool = False
    level: Level = Level.ERROR

    @property
    def shown_id(self) -> str:
        """Return the id, marked where nobody has seen the standard's own number."""
        return self.id if self.confirmed else f"{self.id}*"


@dataclass(frozen=True, slots=True)
class Check:
    """A check that was done, or not, on one item."""

    kind: Kind
    verdict: Verdict
    reason: str = ""

    def __str__(self) -> str:
        reason = f"：{self.reason}" if self.reason else ""
        return f"{self.kind.shown_id} {self.kind.name}　{self.verdict.value}{reason}"


def result(kind: Kind, troubles: Sequence[str], passed: str = "") -> Check:
    """Return the check that failed for `troubles`, or passed with what is said of it."""
    if troubles:
        return Check(kind, Verdict.FAILED, "；".join(troubles))
    return Check(kind, Verdict.PASSED, passed)


@dataclass(frozen=True, slots=True)
class ItemProof:
    """All checks on one item; `files` and `bytes` are what lies in data/ of it and its further bags."""

    item_id: str
    name: str
    title: str
    files: int
    bytes: int
    checks: tuple[Check, ...]

    def of(self, property_: Property) -> tuple[Check, ...]:
        """Return the checks of one of the four properties."""
        return tuple(check for check in self.checks if check.kind.quality is property_)

    def verdict(self, property_: Property) -> Verdict:
        """Return the verdict on one property: that of its worst check, 通过 only where one passed."""
        verdicts = {check.verdict for check in self.of(property_)}
        for verdict in (Verdict.FAILED, Verdict.PASSED, Verdict.UNTESTED):
            if verdict in verdicts:
                return verdict
        return Verdict.NOT_APPLICABLE

    def shown(self, property_: Property) -> str:
        """Return the verdict on one property as it is printed: what was not tested is told beside it."""
        verdict = self.verdict(property_)
        untested = sum(check.verdict is Verdict.UNTESTED for check in self.of(property_))
        told = untested and verdict is not Verdict.UNTESTED
        return f"{verdict.value}（{untested} 项未检测）" if told else verdict.value

    def findings(self) -> tuple[Finding, ...]:
        """Return a finding for each check that failed."""
        return tuple(
            Finding(
                self.item_id,
                f"DA/T 70 {check.kind.shown_id}",
                f"{check.kind.name}：{check.reason}",
                check.kind.level,
            )
            for check in self.checks
            if check.verdict is Verdict.FAILED
        )


@dataclass(frozen=True, slots=True)
class Head:
    """How far a chain goes: which chain of which fonds and year, how many entries, the last one's hash."""

    chain: str
    fonds: str
    year: int
    count: int
    hash: str

    def __str__(self) -> str:
        return self.told_of(self.fonds)

    def told_of(self, owner: str) -> str:
        """Return the head as a line, `owner` being what its readers call the fonds."""
        return f"{owner} {self.chain} {self.year} 年 {self.count} 条，末条 {self.hash}"


@dataclass(frozen=True, slots=True)
class OrganProof:
    """What was found of one organ's holdings: counts, its items, all findings, the heads of its chains."""

    code: str
    name: str
    items: int
    numbers: int
    gaps: int
    entries: int
    proofs: tuple[ItemProof, ...]
    findings: tuple[Finding, ...]
    heads: tuple[Head, ...]

    @property
    def sound(self) -> bool:
        """Say whether nothing is damaged; warnings, such as a gap, do not count."""
        return all(finding.level is not Level.ERROR for finding in self.findings)

    def __str__(self) -> str:
        return self.name
