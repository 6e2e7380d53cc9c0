"""What every verb of a paper's life shares: its options, the desk, and how the result is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any

import click

from gongwen.cli.chinese import option
from gongwen.cli.machine import findings_described, say_json
from gongwen.cli.options import DAY, FILE, PERSON, Count, archive_option, json_option, settings
from gongwen.cli.outcome import tell_findings, while_interrupted
from gongwen.cli.output import say
from gongwen.office.life.desk import Act, LifeDesk, Taken
from gongwen.office.life.showing import waiting
from gongwen.office.wiring import Office, Workshop
from gongwen.records.life.papers import Life
from gongwen.records.life.values import PaperRecord, StepRecord

_OFFICE = "gongwen.office"

Function = Callable[..., Any]

COPIES = Count(1, 99999)

paper_argument = click.argument(
    "name", metavar="稿号", help="稿号（稿2026-0001，可写 2026-1，今年的可写 1）或文号"
)


def recorded_option(function: Function) -> Function:
    """Add --recorded: who records."""
    return option(
        "--recorded",
        type=PERSON,
        metavar="姓名",
        help="由谁记录；不写就是 GONGWEN_OPERATOR 或登录名。与办的人不同，记录里写明是代录",
    )(function)


def acting(function: Function) -> Function:
    """Add who, when, opinion and scan; the function gets the desk and an `Act` first, --reason within it."""

    @wraps(function)
    def run(
        by: str | None,
        day: dt.date | None,
        opinion: str,
        scan: Path | None,
        recorded: str | None,
        reason: str = "",
        **rest: Any,
    ) -> Any:
        while_interrupted("这一步没有记，或已经记完；原样再办一次即可，不会记两次")
        return function(desk_of(recorded), Act(by or "", day, opinion, scan, reason), **rest)

    options = (
        option("--by", type=PERSON, metavar="姓名", help="谁办的；不写就是记录的人自己"),
        option("--on", "day", type=DAY, metavar="日期", default=None, help="哪天办的；不写就是今天"),
        option("--opinion", metavar="意见", default="", help="意见，如“同意”"),
        option("--scan", type=FILE, metavar="文件", default=None, help="纸面签字的扫描件，核发时随件存档"),
        recorded_option,
        archive_option,
        json_option,
    )
    for add in reversed(options):
        run = add(run)
    return run


def desk_of(recorded: str | None = None) -> LifeDesk:
    """Return the desk of the chosen archive; `recorded` works there, where one is named."""
    chosen = settings()
    return _opened(Office(replace(chosen, operator=recorded) if recorded else chosen)).life_desk()


def looking() -> Life:
    """Return the papers of the chosen archive to look at only; what sets pages is not loaded for them."""
    return _opened(Office(settings(), writing=False)).life()


def looking_desk() -> LifeDesk:
    """Return the desk of the chosen archive to look at only, with what sets pages."""
    return _opened(Office(settings(), writing=False)).life_desk()


def workshop() -> Workshop:
    """Return the workshop of the office that was opened."""
    office: Office = click.get_current_context().meta[_OFFICE]
    return office.workshop


def office_name() -> str:
    """Return the name of the office that was opened."""
    office: Office = click.get_current_context().meta[_OFFICE]
    return office.folder.name


def _opened(office: Office) -> Office:
    click.get_current_context().meta[_OFFICE] = office
    return office


def say_taken(desk: LifeDesk, taken: Taken, *, as_json: bool, **more: object) -> None:
    """Tell a step that was taken, how the paper stands and what it waits for."""
    if as_json:
        say_json({**described_taken(desk, taken), **more})
        return
    said = "已记" if taken.new else "此前已记，没有另记"
    say(f"{said}　{taken.step}", *standing_told(desk, taken))
    tell_findings(taken.findings)


def standing_told(desk: LifeDesk, taken: Taken) -> tuple[str, ...]:
    """Return one line on where the paper is and what it waits for."""
    waits = waiting(taken.standing, desk.life.people())
    number = f"　{taken.paper.number}" if taken.paper.number else ""
    rest = f"，等：{waits}" if waits else ""
    return (f"{taken.paper.draft_id}{number}　{taken.paper.stage.value}{rest}",)


def described_taken(desk: LifeDesk, taken: Taken) -> dict[str, object]:
    """Return a step and its paper as objects for a script."""
    return {
        **described_paper(taken.paper),
        "waiting": waiting(taken.standing, desk.life.people()),
        "step": described_step(taken.step),
        "repeated": not taken.new,
        "findings": findings_described(taken.findings),
    }


def described_paper(paper: PaperRecord) -> dict[str, object]:
    """Return a paper as an object for a script."""
    return {
        "draft_id": paper.draft_id,
        "number": str(paper.number) if paper.number else None,
        "part": paper.part.value,
        "kind": paper.kind,
        "title": paper.title,
        "drafter": paper.drafter,
        "organs": paper.organs,
        "stage": paper.stage.value,
        "urgency": paper.urgency,
        "disclosure": paper.disclosure.value if paper.disclosure else None,
        "copies": paper.copies,
        "refers_to": str(paper.refers_to) if paper.refers_to else None,
    }


def described_step(step: StepRecord) -> Mapping[str, object]:
    """Return a step as an object for a script."""
    return {
        "verb": step.verb.value,
        "actor": step.actor,
        "recorded_by": step.recorded_by,
        "on": step.on,
        "opinion": step.opinion,
        "organ": step.organ,
        "reason": step.reason,
        "scan": step.scan,
        "version": step.version,
        "details": dict(step.details),
    }
