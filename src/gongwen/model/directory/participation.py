"""Which enterprises take part in a year: it follows from the stage goals (阶段目标) of the plan."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from gongwen.model.directory.answers import Refusal
from gongwen.model.directory.values import Enterprise, StageGoal, Tier, valid
from gongwen.model.directory.whole import Directory


@dataclass(frozen=True, slots=True)
class Participation:
    """The goals that cover a year and the enterprises that take part in it, in the order of the list."""

    year: int
    goals: tuple[StageGoal, ...]
    enterprises: tuple[Enterprise, ...]


def participants(directory: Directory, year: int) -> Participation | Refusal:
    """Return who takes part in `year`: the enterprises of the tiers whose stage covers it.

    One with a planned year of its own takes part in that year only. An
    enterprise counts when it exists on the last day of the year. Refused when
    no stage covers the year.
    """
    goals = tuple(goal for goal in directory.goals if goal.first_year <= year <= goal.last_year)
    if not goals:
        return Refusal(
            f"{year}年不在任何阶段目标之内", "每年参加的企业由阶段目标得出", _covered(directory.goals)
        )
    tiers = {goal.tier for goal in goals}
    end = dt.date(year, 12, 31)
    chosen = tuple(
        one
        for one in directory.enterprises
        if one.tier in tiers and one.planned_year in (None, year) and valid(one, end)
    )
    return Participation(year, goals, chosen)


def stage_of(directory: Directory, tier: Tier) -> tuple[StageGoal, ...]:
    """Return the stage goals of a tier."""
    return tuple(goal for goal in directory.goals if goal.tier is tier)


def _covered(goals: tuple[StageGoal, ...]) -> str:
    if not goals:
        return "请先在名录“阶段目标”里写明各级次的起止年份"
    listed = "、".join(f"{goal.span}（{goal.tier.value}）" for goal in goals)
    return f"现有的阶段：{listed}；请核对年份"
