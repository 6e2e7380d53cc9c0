"""Feed the Whoosh index and die at a moment: `python -m tests.search.feeder DATABASE INDEX MOMENT`."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from whoosh.writing import SegmentWriter

from gongwen.office.desk.database import connect
from gongwen.search import WhooshIndex


def die(*_: Any, **__: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(database: str, index: str, moment: str) -> None:
    """Kill this process while papers are handed over, before the commit, or after it."""
    commit = SegmentWriter.commit
    if moment == "handing over":
        SegmentWriter.add_document = die
    elif moment == "before the commit":
        SegmentWriter.commit = die
    elif moment == "after the commit":
        SegmentWriter.commit = lambda writer: die(commit(writer))
    connect(Path(database))
    print(WhooshIndex(Path(index)).feed(), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
