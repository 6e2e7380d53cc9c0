"""What a process does to the disk, call by call, as strace sees it; and calls made to fail.

strace comes from the Debian package of its name (setup/packages-test.txt).
"""

from __future__ import annotations

import ctypes
import os
import re
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.forking import Say, fork, starting_line

CHANGING = (
    "openat,lseek,write,pwrite64,writev,ftruncate,fallocate,fsync,fdatasync,"
    "rename,renameat2,mkdir,mkdirat,unlink,unlinkat,rmdir,chmod,fchmod,fchmodat,link,symlink"
)
_CALL = re.compile(r"(?P<pid>\d+)\s+(?P<name>\w+)\((?P<args>.*)\)\s+= (?P<result>-?\d+|\?)(?P<rest>.*)")
_RESUMED = re.compile(r"<\.\.\. \w+ resumed>")
_PIECE = re.compile(r'"(?:[^"\\]|\\.)*"(?:\.\.\.)?|<[^>]*>|[^,"<]+|,|<')
_SET_PTRACER, _ANYBODY = 0x59616D61, ctypes.c_ulong(-1)


@dataclass(frozen=True, slots=True)
class Call:
    """A system call that succeeded or failed: its name, its arguments as strace writes them, its result."""

    name: str
    args: tuple[str, ...]
    result: int
    rest: str

    def path(self, place: int = 0) -> Path:
        """Return the path that argument `place` names, or the file its descriptor stands for."""
        text = self.args[place]
        if text.startswith('"'):
            return Path(os.fsdecode(self.data(place)))
        return Path(os.fsdecode(_bytes(text[text.index("<") + 1 : -1])))

    def opened(self) -> Path:
        """Return the file that a successful `openat` opened."""
        return Path(os.fsdecode(_bytes(self.rest[self.rest.index("<") + 1 : self.rest.rindex(">")])))

    def data(self, place: int) -> bytes:
        """Return the bytes of a string argument."""
        text = self.args[place]
        assert not text.endswith("..."), "strace cut the bytes"
        return _bytes(text.strip('"'))

    def number(self, place: int) -> int:
        """Return a number argument."""
        return int(self.args[place], 0)


def traced(
    command: Sequence[str | Path], root: Path, *, cwd: Path, environment: dict[str, str]
) -> list[Call]:
    """Run a program to its end under strace; return its calls on files below `root`, with their bytes.

    What it writes to its standard output and error is among them.
    """
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "calls"
        options = ["-f", "-qq", "-y", "-xx", "-s", "4000000", "--seccomp-bpf", "-e", f"trace={CHANGING}"]
        done = subprocess.run(
            ["strace", *options, "-e", "signal=none", "-o", log, *command],
            cwd=cwd,
            env=environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return list(calls(log.read_text().splitlines(), root))


def calls(lines: Sequence[str], root: Path) -> Iterator[Call]:
    """Read strace's lines; a call that was interrupted by another thread's counts when it resumes."""
    below = "".join(f"\\x{byte:02x}" for byte in os.fsencode(root))
    begun: dict[str, str] = {}
    for line in lines:
        pid = line.split(maxsplit=1)[0]
        if line.endswith("<unfinished ...>"):
            begun[pid] = line.removesuffix("<unfinished ...>")
            continue
        if resumed := _RESUMED.search(line):
            line = begun.pop(pid) + line[resumed.end() :]
        ours = below in line or " write(1<" in line or " write(2<" in line
        if ours and (match := _CALL.fullmatch(line)):
            result = -1 if match["result"] == "?" else int(match["result"])
            yield Call(match["name"], _arguments(match["args"]), result, match["rest"])


def under_strace(options: Sequence[str], action: Callable[[Say], object], log: Path) -> tuple[int, str]:
    """Run `action` in a forked child with strace on it from the first step; return its end and words."""

    with starting_line() as (wait, start):

        def watched(say: Say) -> None:
            ctypes.CDLL(None).prctl(_SET_PTRACER, _ANYBODY, 0, 0, 0)
            say("ready")
            wait()
            action(say)

        child = fork(watched)
        assert child.pipe.readline() == "ready\n"
        strace = subprocess.Popen(
            ["strace", "-f", *options, "-e", "signal=none", "-o", log, "-p", str(child.pid)],
            stderr=subprocess.PIPE,
            text=True,
        )
        assert strace.stderr is not None
        attached = strace.stderr.readline()
        if "attached" not in attached:
            os.kill(child.pid, signal.SIGKILL)
            raise AssertionError(f"strace cannot watch a process here: {attached}")
        start()
        ended = child.finish()
        strace.communicate()
    return ended


def _arguments(text: str) -> tuple[str, ...]:
    found, current = [], ""
    for piece in _PIECE.findall(text):
        if piece == ",":
            found.append(current.strip())
            current = ""
        else:
            current += piece
    return (*found, current.strip())


def _bytes(text: str) -> bytes:
    """Return what strace wrote with each byte as \\xNN, or as it is where it never does, as in `pipe:[1]`."""
    return bytes.fromhex(text.replace("\\x", "")) if text.startswith("\\x") else text.encode()
