"""Reserve numbers from a process of its own: `python -m tests.records.reserving DATABASE NAME COUNT`."""

from __future__ import annotations

import sys
from pathlib import Path

from gongwen.office.desk.database import connect
from gongwen.records.ledger import Ledger
from tests.records.opening import now


def main(database: str, name: str, count: str) -> None:
    """Print one number a line, as they come."""
    connect(Path(database))
    ledger = Ledger("own", operator=name, now=now)
    for request in range(int(count)):
        key = f"{name}-{request}"
        print(ledger.reserve("绍市软件办", 2015, request_key=key, request=key).number.serial)


if __name__ == "__main__":
    main(*sys.argv[1:])
