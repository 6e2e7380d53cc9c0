"""Stamp forms on two workers and die after the first: `python -m tests.office.forms.killed TABLE OUT`."""

from __future__ import annotations

import os
import signal
import sys
from multiprocessing import active_children
from pathlib import Path

from gongwen.office.filling import FillRequest, How, Progress, opened
from gongwen.office.forms import stamp_forms
from gongwen.office.wiring import Settings, Workshop
from tests.layout.papers import HOUSE


def main(table: str, out: str) -> None:
    """Print the workers' process numbers, then die."""
    workshop = Workshop(Settings.of(os.environ, Path("/nonexistent")))
    common = HOUSE / "examples" / "调查表共同.toml"
    source = opened(workshop, FillRequest("survey_form", (Path(table),), common))

    def die(key: str) -> None:
        print(*(child.pid for child in active_children()), flush=True)
        os.kill(os.getpid(), signal.SIGKILL)

    stamp_forms(workshop, source, How(Path(out), jobs=2), Progress(made=die), sheaf=1)


if __name__ == "__main__":
    main(*sys.argv[1:])
