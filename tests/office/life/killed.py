"""Release a paper and die at a named step: `python -m tests.office.life.killed ROOT DRAFT STEP`."""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import replace
from pathlib import Path

from gongwen.office.desk.database import connect_existing
from gongwen.office.life import releasing
from gongwen.office.life.desk import LifeDesk
from gongwen.records.ledger import Ledger
from gongwen.records.life.papers import Life
from tests.office.archives import parts_of
from tests.office.life.papers import CLERK, sheet_of
from tests.records.life.papers import Clock


def desk_of(root: Path, deadly: str) -> LifeDesk:
    """The desk of an archive, at which this process is killed when the step `deadly` is done."""

    def die(step: str) -> None:
        if step == deadly:
            os.kill(os.getpid(), signal.SIGKILL)

    parts, clock = parts_of(root, die), Clock()
    holdings = replace(parts.holdings, ledger=Ledger("own", operator="王芳", now=clock))
    return LifeDesk(Life("own", operator="王芳", now=clock), replace(parts, holdings=holdings), sheet_of)


def main(root: str, draft_id: str, deadly: str) -> None:
    """Release the paper, or die."""
    connect_existing(Path(root) / "gongwen.db", writing=True)
    releasing.release(desk_of(Path(root), deadly), draft_id, CLERK)


if __name__ == "__main__":
    main(*sys.argv[1:])
