"""A joint notice in the notation, steps on it, and a clock that can be moved on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from gongwen.records.life.values import StepRecord, Verb

LEAD = "绍兴市使用正版软件工作领导小组办公室"
SECOND = "绍兴市人民政府国有资产监督管理委员会"
THIRD = "绍兴市文化广电新闻出版局"

JOINT = f"""文种：通知
发文机关：{LEAD}
发文机关：{SECOND}
标志：文件
机关代字：绍市软件办
主送：各区、县（市）人民政府
署名：{LEAD}
署名：{SECOND}
用印：加盖印章
成文日期：2026年1月4日
印发机关：{LEAD}
印发日期：2026年1月4日

【正文】关于开展软件正版化检查的通知

现将检查安排通知如下。
请于2026年1月30日前报送自查报告。
"""

ALONE = JOINT.replace(f"发文机关：{SECOND}\n", "").replace(f"署名：{SECOND}\n", "")
UNSEALED = ALONE.replace("用印：加盖印章\n", "")
UPWARD = (
    ALONE.replace("文种：通知", "文种：请示")
    .replace("的通知", "的请示")
    .replace("机关代字：绍市软件办\n", "机关代字：绍市软件办\n签发人：王建国\n")
)
DAY = dt.date(2026, 1, 5)


@dataclass
class Clock:
    """A clock that stands until it is moved on."""

    time: dt.datetime = dt.datetime(2026, 1, 5, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))

    def __call__(self) -> dt.datetime:
        return self.time

    def to(self, day: dt.date) -> None:
        """Move on to the morning of `day`."""
        self.time = self.time.replace(year=day.year, month=day.month, day=day.day)


def step(
    draft_id: str,
    verb: Verb,
    actor: str = "王建国",
    on: dt.date = DAY,
    *,
    organ: str = "",
    opinion: str = "",
    reason: str = "",
    scan: str = "",
    **details: str | int,
) -> StepRecord:
    """Return a step as a clerk would record it."""
    said: Mapping[str, str | int] = details
    return StepRecord(
        draft_id, verb, actor, on, organ=organ, opinion=opinion, reason=reason, scan=scan, details=said
    )
