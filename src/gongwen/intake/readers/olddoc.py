"""DOC of old Word and WPS: by antiword where installed, else (or where it cannot) by LibreOffice."""

from __future__ import annotations

import resource
import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from gongwen.intake.containers import ole
from gongwen.intake.readers import word
from gongwen.intake.readers.extract import Extract
from gongwen.intake.trouble import KEPT, Unreadable, damaged, locked

if TYPE_CHECKING:
    from gongwen.intake.limits import Limits

_MISSING = (
    f"读旧版 Word（DOC）的程序没有装，{KEPT}，文字没有读出；"
    "请在这台机器上安装 antiword（apt install antiword），"
    "或 LibreOffice（apt install libreoffice-writer），再收一次"
)
_ENCRYPTED_BIT = 0x0100
_HEAD = 512
_FLAGS = 10
_ANTIWORD_SECONDS = 5.0
_MARGIN = 2.0
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel">
<value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks">
<value>true</value></prop></item>
</oor:items>
"""


def read(content: bytes, limits: Limits) -> Extract:
    """Return the paragraphs of a DOC; raises Unreadable where it is locked, broken or without a program."""
    if _is_locked(content):
        raise locked("DOC")
    antiword, soffice = shutil.which("antiword"), shutil.which("soffice")
    if not antiword and not soffice:
        raise Unreadable(_MISSING)
    with tempfile.TemporaryDirectory(prefix="doc-") as folder:
        path = Path(folder, "in.doc")
        path.write_bytes(content)
        text = _by_antiword(antiword, path, limits) if antiword else None
        if text:
            return Extract(paragraphs=text)
        if soffice and ole.is_whole(content):
            return _by_libreoffice(soffice, path, limits)
    raise damaged("DOC", "读不出正文")


def _is_locked(content: bytes) -> bool:
    """Return whether the file information block (MS-DOC 2.5.1) says that the text is encrypted."""
    place = next(
        (at for at in range(_HEAD, min(len(content), 1 << 16), _HEAD) if content[at : at + 2] == b"\xec\xa5"),
        0,
    )
    flags = int.from_bytes(content[place + _FLAGS : place + _FLAGS + 2], "little")
    return bool(place and flags & _ENCRYPTED_BIT)


def _by_antiword(program: str, path: Path, limits: Limits) -> list[str] | None:
    """Return the paragraphs antiword gives, table rows parted by tabs; None where it can not."""
    ran = _run([program, "-m", "UTF-8.txt", "-w", "0", str(path)], limits, _ANTIWORD_SECONDS)
    if ran is None or ran.returncode != 0:
        return None
    lines = [_cells(line) for line in ran.stdout.decode("utf-8", "replace").splitlines()]
    return [line for line in lines if line] or None


def _cells(line: str) -> str:
    """Return a line; one drawn as a table row (`|a |b |`) as its cells."""
    if line.startswith("|") and line.rstrip().endswith("|"):
        return "\t".join(cell.strip() for cell in line.strip().strip("|").split("|")).strip()
    return line.strip()


def _by_libreoffice(program: str, path: Path, limits: Limits) -> Extract:
    """Return what LibreOffice makes of it as DOCX; macros and links to other places are switched off.

    Its profile stays in the home of the worker, so the next one starts quickly.
    """
    profile = Path.home() / "libreoffice"
    if not profile.is_dir():
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    command = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--infilter=MS Word 97",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(path.parent),
        str(path),
    ]
    ran = _run(command, limits, limits.convert_seconds - _MARGIN)
    made = path.with_suffix(".docx")
    if ran is None or not made.is_file():
        raise damaged("DOC", "antiword 和 LibreOffice 都读不出")
    return word.read(made.read_bytes(), limits)


def _run(command: list[str], limits: Limits, seconds: float) -> subprocess.CompletedProcess[bytes] | None:
    """Run a program within time and memory; None where it ran out of time."""

    def bind() -> None:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))

    with suppress(subprocess.TimeoutExpired):
        return subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=max(1.0, seconds),
            check=False,
            preexec_fn=bind,
        )
    return None
