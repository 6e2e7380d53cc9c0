"""名录: the reference lists of an office as frozen values, and what can be asked of them. Pure.

Comes in: rows as text (`entry_of`), a name with a date. Goes out: organs (机关),
divisions (行政区划), collective names (统称), enterprises (企业), stage goals
(阶段目标), or a `Refusal` that says what was seen, which rule it meets and what
to write. Owns: validity (from the first day a name is in use to the day it is
abolished), successor, tier (级次), participation by stage. Refuses to know
workbooks, editions, the database and the clock: every date is handed in.
"""

from gongwen.model.directory.answers import Refusal
from gongwen.model.directory.checks import Fault, check_directory
from gongwen.model.directory.columns import LISTS, Column, ListName, cells_of, entry_of
from gongwen.model.directory.participation import Participation, participants
from gongwen.model.directory.values import (
    Collective,
    Contact,
    Division,
    Enterprise,
    Entry,
    Organ,
    StageGoal,
    Tier,
)
from gongwen.model.directory.whole import Directory

__all__ = [
    "LISTS",
    "Collective",
    "Column",
    "Contact",
    "Directory",
    "Division",
    "Enterprise",
    "Entry",
    "Fault",
    "ListName",
    "Organ",
    "Participation",
    "Refusal",
    "StageGoal",
    "Tier",
    "cells_of",
    "check_directory",
    "entry_of",
    "participants",
]
