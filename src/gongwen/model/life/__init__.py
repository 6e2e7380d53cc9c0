"""life (一份公文的一生): the steps of a paper from 拟稿 to 存档, and what each of them requires.

Comes in: a paper, its versions and the steps taken. Goes out: how it stands,
which stage a further step leads to, or a refusal with what was seen, the rule
and what to do. Owns the terms step (步骤), stage (办到哪一步), version (稿次),
role (岗位). Refuses to know files, databases, clocks and people's accounts.

Source: 《党政机关公文处理工作条例》 art. 18–25; design D6.
"""

from gongwen.model.life.copies import Copies, copies_of
from gongwen.model.life.described import Described, described
from gongwen.model.life.machine import next_state
from gongwen.model.life.people import CHIEF, ROLE_OF, chief_findings, combined, refused_role, unseen_signature
from gongwen.model.life.refusals import Refusal
from gongwen.model.life.standing import ORDER, Standing, standing_of
from gongwen.model.life.values import (
    Disclosure,
    Origin,
    Paper,
    Part,
    Person,
    Reference,
    Relation,
    Role,
    Stage,
    Step,
    Verb,
    Version,
    same_person,
)

__all__ = [
    "CHIEF",
    "ORDER",
    "ROLE_OF",
    "Copies",
    "Described",
    "Disclosure",
    "Origin",
    "Paper",
    "Part",
    "Person",
    "Reference",
    "Refusal",
    "Relation",
    "Role",
    "Stage",
    "Standing",
    "Step",
    "Verb",
    "Version",
    "chief_findings",
    "combined",
    "copies_of",
    "described",
    "next_state",
    "refused_role",
    "same_person",
    "standing_of",
    "unseen_signature",
]
