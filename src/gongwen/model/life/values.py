"""Papers in the making, their versions, the steps taken and the people, as frozen values."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from gongwen.model.dates import chinese_date
from gongwen.model.numbering import DocumentNumber


class Verb(Enum):
    """A step (步骤); the value is what staff read. Order of work: 条例 art. 18–25, design D6."""

    DRAFT = "拟稿"
    REVISE = "修改"
    REVIEW = "审核"
    COUNTERSIGN = "会签"
    APPROVE = "签发"
    RECHECK = "复核"
    ALLOCATE = "登记"
    PRINT = "印制"
    AFFIX_SEAL = "用印"
    RELEASE = "核发"
    DISTRIBUTE = "分送"
    DEPOSIT = "存档"
    SEND_BACK = "退回"
    JOIN = "联合发文（协办）"
    ABANDON = "停办"


class Stage(Enum):
    """How far a paper has come; the value is what staff read."""

    DRAFTED = "拟稿"
    REVIEWED = "已审核"
    COUNTERSIGNED = "已会签"
    APPROVED = "已签发"
    RECHECKED = "已复核"
    NUMBERED = "已编号"
    PRINTED = "已印制"
    SEALED = "已用印"
    RELEASED = "已核发"
    DISTRIBUTED = "已分送"
    DEPOSITED = "已存档"
    JOINED = "联合发文（协办）"
    ABANDONED = "已停办"


class Role(Enum):
    """岗位: who may take a step; one person may hold several. The value is what staff read."""

    DRAFTER = "拟稿"
    REVIEWER = "审核"
    SIGNATORY = "签发"
    RECHECKER = "复核"
    REGISTRAR = "登记"
    PRINTER = "印制"
    SEAL_KEEPER = "用印"
    RELEASER = "核发"
    DISPATCHER = "分送"
    ARCHIVIST = "存档"


class Part(Enum):
    """Our part in a paper: the lead issuer (主办) or one of the co-issuers (协办)."""

    LEAD = "主办"
    CO_ISSUER = "协办"


class Disclosure(Enum):
    """公开属性 of 《政府信息公开条例》; 不予公开 needs a reason."""

    PROACTIVE = "主动公开"
    ON_REQUEST = "依申请公开"
    WITHHELD = "不予公开"


class Origin(Enum):
    """Where a version comes from.

    A text that came back with revisions or comments (带修订) waits until they are settled.
    A misprint corrected before 核发 and the date computed at 登记 leave the
    signatures standing; every other change of the text goes back to the signer.
    """

    DRAFTED = "拟稿"
    REVISED = "修改"
    IMPORTED = "导入"
    MARKED = "带修订"
    DATED = "定成文日期"
    PROOFED = "印前更正"

    @property
    def keeps_signatures(self) -> bool:
        """Say whether what was signed before still holds for a version of this origin."""
        return self in (Origin.DATED, Origin.PROOFED)

    @property
    def settled(self) -> bool:
        """Say whether nothing in a version of this origin waits for somebody to accept or reject it."""
        return self is not Origin.MARKED


class Relation(Enum):
    """What a new paper does to an issued one."""

    CORRECT = "更正"
    REVOKE = "撤销"
    REPEAL = "废止"


@dataclass(frozen=True, slots=True)
class Reference:
    """An issued paper that a new one corrects, revokes or repeals; `effective_on` is of 废止 only."""

    relation: Relation
    number: DocumentNumber
    effective_on: dt.date | None = None

    def __str__(self) -> str:
        since = f"，自{chinese_date(self.effective_on)}起" if self.effective_on else ""
        return f"{self.relation.value} {self.number}{since}"


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper in the making, under its 稿号 `draft_id` (稿2026-0001).

    `organs` are the issuers, the lead first; `sealing` those that affix a
    seal; `upward` marks 上行文. `copies` is the number to be printed, 0 while
    nobody said; `number` is None before 登记 (for 协办 it is the lead's).
    """

    draft_id: str
    part: Part
    kind: str
    title: str
    drafter: str
    organs: tuple[str, ...]
    sealing: tuple[str, ...] = ()
    addressees: str = ""
    upward: bool = False
    urgency: str = ""
    disclosure: Disclosure | None = None
    disclosure_reason: str = ""
    copies: int = 0
    stage: Stage = Stage.DRAFTED
    number: DocumentNumber | None = None
    refers_to: Reference | None = None
    entered_at: dt.datetime | None = None

    @property
    def co_issuers(self) -> tuple[str, ...]:
        """Return the organs whose countersignature we collect: every issuer but the lead, where we lead."""
        return self.organs[1:] if self.part is Part.LEAD else ()


@dataclass(frozen=True, slots=True)
class Version:
    """稿次: one text of a paper; `ordinal` counts from 1, the highest is the present one.

    `text` is the paper in the notation, empty for a paper of another organ
    that we have as a file only; `source` the facts it was drafted from;
    `loose` the digests of the files that came with it (a DOCX that was
    imported); `digest` the SHA-256 of the text.
    """

    draft_id: str
    ordinal: int
    text: str
    origin: Origin
    source: str = ""
    loose: tuple[str, ...] = ()
    by: str = ""
    recorded_by: str = ""
    reason: str = ""
    at: dt.datetime | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step that was taken, never changed: who, when, with what opinion, on which version.

    `actor` took it, `recorded_by` entered it; `on` is the day it was taken;
    `organ` is whose leader signed (会签) or whose seal it was (用印);
    `scan` is the digest of the loose file that shows the signature; `details`
    holds what belongs to the verb: copies, recipients, target of 退回.
    `ordinal`, `version`, `digest` and `at` are given when it is recorded.
    """

    draft_id: str
    verb: Verb
    actor: str
    on: dt.date
    opinion: str = ""
    organ: str = ""
    reason: str = ""
    scan: str = ""
    details: Mapping[str, str | int] = field(default_factory=dict)
    recorded_by: str = ""
    ordinal: int = 0
    version: int = 0
    digest: str = ""
    at: dt.datetime | None = None

    def count(self, name: str) -> int:
        """Return a number of `details`, 0 where there is none."""
        value = self.details.get(name, 0)
        return value if isinstance(value, int) else 0

    def says(self, name: str) -> str:
        """Return a text of `details`, empty where there is none."""
        value = self.details.get(name, "")
        return value if isinstance(value, str) else ""

    @property
    def same_hand(self) -> bool:
        """Say whether who took the step entered it himself."""
        return same_person(self.actor, self.recorded_by)

    def recorded(self) -> str:
        """Return how it was entered: by himself, or by another from a paper with or without its scan."""
        if self.same_hand:
            return "本人办理"
        scan = f"扫描件 {self.scan[:12]}" if self.scan else "未附扫描件"
        return f"{self.recorded_by}代录（纸面签字，{scan}）"

    def __str__(self) -> str:
        who = f"{self.organ} {self.actor}".strip()
        said = f"：{self.opinion}" if self.opinion else ""
        why = f"（{self.reason}）" if self.reason else ""
        return f"{self.verb.value}　{who}　{chinese_date(self.on)}{said}{why}　{self.recorded()}"


@dataclass(frozen=True, slots=True)
class Person:
    """Someone of the office: the roles held, the organ, whether 主要负责人."""

    name: str
    roles: tuple[Role, ...]
    organ: str = ""
    chief: bool = False


def same_person(one: str, other: str) -> bool:
    """Say whether two spellings are one name: spaces, full-width and invisible characters set aside."""
    return _plain(one) == _plain(other)


def _plain(name: str) -> str:
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(char for char in folded if not char.isspace() and unicodedata.category(char) != "Cf")
