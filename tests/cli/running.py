"""Run gongwen in tests: in this process, or as the installed program."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from gongwen.cli import main

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
FACTS = EXAMPLES / "绍兴市2015.toml"
OFFICE = "绍兴市使用正版软件工作领导小组办公室"
PROGRAM = Path(sys.executable).with_name("gongwen")


@dataclass(frozen=True)
class Outcome:
    """How a command ended: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What standard output holds, which must be one JSON document."""
        return json.loads(self.out)


def gongwen(*words: object, environment: Mapping[str, str] | None = None) -> Outcome:
    """Run a command in this process, its output caught."""
    out, err = io.StringIO(), io.StringIO()
    with patch.dict(os.environ, environment or {}), redirect_stdout(out), redirect_stderr(err):
        code = main([str(word) for word in words])
    return Outcome(code, out.getvalue(), err.getvalue())


def program(*words: object, environment: Mapping[str, str] | None = None, cwd: Path = ROOT) -> Outcome:
    """Run the installed program as the shell would."""
    done = subprocess.run(
        [str(PROGRAM), *map(str, words)],
        capture_output=True,
        env={**os.environ, **(environment or {})},
        cwd=cwd,
        check=False,
    )
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())


def everything_in(folder: Path) -> dict[str, bytes]:
    """Return every file below `folder` with its content, the database's shared memory apart."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(("-shm", "-wal", ".lock"))
    }
