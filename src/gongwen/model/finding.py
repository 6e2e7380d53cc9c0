"""Finding (校验问题): something wrong that does not stop the work."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Level(Enum):
    """How much a finding matters: 错误 blocks what comes next, the others do not."""

    ERROR = "错误"
    WARNING = "警告"
    NOTE = "提示"


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem: where it is, which rule it meets, and a Chinese sentence.

    `place` is what a clerk can look up: 「第 12 行」, 「B5 格」, 「附件说明」.
    `rule` names the clause or the template's own rule.
    """

    place: str
    rule: str
    sentence: str
    level: Level = Level.ERROR

    def __str__(self) -> str:
        return f"{self.level.value}｜{self.place}｜{self.sentence}（{self.rule}）"
