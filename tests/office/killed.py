"""Issue one paper and die at a named step: `python -m tests.office.killed ROOT STEP`.

What the program acknowledges is printed; SIGKILL leaves it no chance to clean up.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from gongwen.office.issue import issue
from tests.office.archives import parts_of, reopen, request


def main(root: str, deadly: str) -> None:
    """Issue the second paper of a desk, killing this process at the step `deadly`."""

    def die(step: str) -> None:
        if step == deadly:
            os.kill(os.getpid(), signal.SIGKILL)

    reopen(Path(root))
    print(issue(parts_of(Path(root)), request("第一份")), flush=True)
    print(issue(parts_of(Path(root), die), request("第二份")), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
