"""Finding the font files of this machine, in an order that depends only on what is installed.

The office's own folders come first, then the usual places by file name
(Debian keeps Fandol where fontconfig does not look), then whatever
`fc-list` knows. Only the office's files and the candidates are opened.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from gongwen.errors import NotFoundError, StorageError
from gongwen.fonts.files import UNREADABLE, FontNames, read_names
from gongwen.model.finding import Finding, Level

SYSTEM_FOLDERS = (Path("/usr/local/share/fonts"), Path("/usr/share/fonts"))
FANDOL_FOLDERS = (
    Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"),
    Path("/usr/share/texmf/fonts/opentype/public/fandol"),
)
_SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
_FORMAT = "%{file}\t%{index}\t%{family}\t%{fullname}\t%{postscriptname}\t%{style}\n"
_PATIENCE = 60


def font_files(folder: Path) -> Iterator[Path]:
    """Yield the font files below `folder`, in the order of their paths; nothing if it is absent."""
    for parent, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            if name.lower().endswith(_SUFFIXES):
                yield Path(parent, name)


def office_fonts(folders: Sequence[Path]) -> tuple[list[FontNames], list[Finding]]:
    """Return every face in the office's own folders, and a WARNING for each unreadable file.

    Raises NotFoundError for a folder that is not there, StorageError for one
    that may not be read.
    """
    faces: list[FontNames] = []
    findings: list[Finding] = []
    for folder in folders:
        _require(folder)
        for path in font_files(folder):
            try:
                faces.extend(read_names(str(path)))
            except UNREADABLE:
                sentence = f"读不出字体文件 {path.name}，已跳过"
                findings.append(Finding(str(path), "字体文件应当完整", sentence, Level.WARNING))
    return faces, findings


def _require(folder: Path) -> None:
    if not folder.is_dir():
        raise NotFoundError(f"没有找到字体文件夹 {folder}", advice="请核对 GONGWEN_FONTS 所指的文件夹")
    if not os.access(folder, os.R_OK | os.X_OK):
        raise StorageError(f"字体文件夹 {folder} 没有读的权限", advice="请给运行本程序的用户加上读的权限")


def usual_fonts(wanted: Iterable[str]) -> list[FontNames]:
    """Return the faces of those files in the usual places whose name is in `wanted` (case ignored)."""
    names = {name.casefold() for name in wanted}
    faces: list[FontNames] = []
    home = Path.home()
    for folder in (home / ".local/share/fonts", home / ".fonts", *SYSTEM_FOLDERS, *FANDOL_FOLDERS):
        for path in font_files(folder):
            if path.name.casefold() in names:
                faces.extend(_readable(path))
    return faces


def _readable(path: Path) -> tuple[FontNames, ...]:
    try:
        return read_names(str(path))
    except UNREADABLE:
        return ()


def fontconfig_fonts() -> list[FontNames]:
    """Return what one `fc-list` call names, sorted; nothing where it is absent or fails."""
    command = shutil.which("fc-list")
    if command is None:
        return []
    try:
        done = subprocess.run(
            [command, "--format", _FORMAT],
            capture_output=True,
            timeout=_PATIENCE,
            check=True,
            encoding="utf-8",
        )
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return []
    return parse_fc_list(done.stdout)


def parse_fc_list(output: str) -> list[FontNames]:
    """Read lines of file, index, families, full names, PostScript name and styles, tab-separated.

    Instances of variable fonts (index above 65535) are left out.
    """
    faces = []
    for line in output.splitlines():
        cells = line.split("\t")
        if len(cells) != 6 or not cells[1].isdigit() or int(cells[1]) > 0xFFFF:
            continue
        path, index, families, full_names, postscript, styles = cells
        names = (postscript, *full_names.split(","))
        faces.append(FontNames(path, int(index), tuple(families.split(",")), names, styles.split(",")[0]))
    return sorted(faces, key=lambda face: (face.path, face.index))
