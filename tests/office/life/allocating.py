"""Allocate numbers from a process of its own: `python -m tests.office.life.allocating ROOT DRAFT…`."""

from __future__ import annotations

import sys
from pathlib import Path

from gongwen.office.desk.database import connect_existing
from gongwen.office.life.numbering import Allocation, allocate
from tests.office.life.killed import desk_of
from tests.office.life.papers import CLERK


def main(root: str, *drafts: str) -> None:
    """Print the number of each paper, and whether this process took it."""
    connect_existing(Path(root) / "gongwen.db", writing=True)
    desk = desk_of(Path(root), "")
    for draft_id in drafts:
        taken = allocate(desk, draft_id, Allocation(5), CLERK)
        print(draft_id, taken.paper.number, "new" if taken.new else "known", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
