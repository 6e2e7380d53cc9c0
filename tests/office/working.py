"""A clerk for crash tests: issues, reserves blocks, corrects and voids, until the process is killed."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

from gongwen.model import DocumentNumber
from gongwen.office import numbers
from gongwen.office.issue import IssueReport, issue, resume
from tests.forking import Say
from tests.office.archives import holdings_of, parts_of, request

_ACTS = ("issue", "issue", "issue", "issue", "shared", "block", "revise", "void")


class _Stopped(Exception):
    """The work was left at a step on purpose."""


class Clerk:
    """Works on the archive `root`; every paper has a title of its own, but for those all clerks share."""

    def __init__(self, root: Path, name: str, say: Say) -> None:
        self.root = root
        self.name = name
        self.say = say
        self._random = random.Random(name)

    def work(self, acts: int = 1000) -> None:
        """Do one act after the other."""
        for count in range(acts):
            self._act(self._random.choice(_ACTS), f"{self.name}-{count}", count)

    def _act(self, act: str, title: str, count: int) -> None:
        match act:
            case "issue":
                self._tell(issue(parts_of(self.root), request(title)), title)
            case "shared":
                shared = f"{self.name.rpartition('-')[0]}-共-{count // 4}"
                self._tell(issue(parts_of(self.root), request(shared)), shared)
            case "block":
                self._block(title)
            case "revise":
                self._revise(title)
            case "void":
                self._stop(title, "staged")
                numbers.void(holdings_of(self.root), self._number_of(title), "领导决定不发")

    def _block(self, title: str) -> None:
        block = numbers.block(holdings_of(self.root), "绍市软件办", 2015, 3, reason=title)
        for part in ("上", "下"):
            asked = replace(request(f"{title}{part}"), block=block.first)
            self._tell(issue(parts_of(self.root), asked), f"{title}{part}")
        numbers.void_rest(holdings_of(self.root), block.first, "用不完")

    def _revise(self, title: str) -> None:
        self._stop(title, self._random.choice(("reserved", "placed")))
        taken = self._number_of(title)
        numbers.revise(parts_of(self.root), taken, request(f"{title}改"), "错字")
        self._tell(resume(parts_of(self.root), taken), f"{title}改")

    def _stop(self, title: str, step: str) -> None:
        def stop(told: str) -> None:
            if told == step:
                raise _Stopped

        try:
            issue(parts_of(self.root, stop), request(title))
        except _Stopped:
            return

    def _number_of(self, title: str) -> DocumentNumber:
        records = holdings_of(self.root).ledger.listing()
        return next(record.number for record in records if record.title == title)

    def _tell(self, report: IssueReport, title: str) -> None:
        self.say(json.dumps([str(report.number), report.digest, title]))
