"""load_typefaces: from the catalogue and the machine's files to `Typefaces`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from gongwen.errors import StorageError
from gongwen.fonts.catalogue import CATALOGUE, Candidate
from gongwen.fonts.files import (
    UNREADABLE,
    FileAdvances,
    FontNames,
    glyph_ink,
    member_program,
    read_names,
)
from gongwen.fonts.locate import fontconfig_fonts, office_fonts, usual_fonts
from gongwen.model.finding import Finding, Level
from gongwen.model.typefaces import Face, Role, Typefaces


def load_typefaces(folders: Sequence[Path] = ()) -> Typefaces:
    """Return the faces of every role; `folders` are the office's own, searched first.

    The same installed fonts give the same result. Advances are read from a
    face's file at first use. Raises StorageError, naming the Debian packages,
    when a role has no face at all; NotFoundError for a folder that is absent.
    """
    own, notices = office_fonts(folders)
    files = [name for role in Role for candidate in CATALOGUE[role] for name in candidate.files]
    return choose([*own, *usual_fonts(files), *fontconfig_fonts()], notices)


def choose(installed: Sequence[FontNames], notices: Sequence[Finding] = ()) -> Typefaces:
    """Return `Typefaces` from the faces `installed`, in that order of preference.

    Raises StorageError when a role is left without a face.
    """
    known: dict[Candidate, Face | None] = {}
    for candidate in dict.fromkeys(candidate for role in Role for candidate in CATALOGUE[role]):
        known[candidate] = _find(candidate, installed)
    chart = {
        role: tuple(face for candidate in candidates if (face := known[candidate]) is not None)
        for role, candidates in CATALOGUE.items()
    }
    for role in Role:
        if not chart[role]:
            raise _no_face(role)
    absent = [candidate for candidate, face in known.items() if face is None and not candidate.licensed]
    not_found = {
        role: tuple(candidate.names[0] for candidate in candidates if known[candidate] is None)
        for role, candidates in CATALOGUE.items()
    }
    return Typefaces(chart, (*notices, *_absences(absent)), not_found)


def _find(candidate: Candidate, installed: Sequence[FontNames]) -> Face | None:
    for name in candidate.names:
        matches = [face for face in installed if face.answers_to(name)]
        for match in sorted(matches, key=lambda face: (name not in face.full_names, not _is_plain(face))):
            face = _face(match, candidate)
            if face is not None:
                return face
    return None


def _is_plain(face: FontNames) -> bool:
    return face.style.casefold() in {"regular", "normal", "常规", ""}


def _face(found: FontNames, candidate: Candidate) -> Face | None:
    """Return the face as its own file names it; None when the file cannot be read."""
    try:
        names = read_names(found.path)[found.index]
    except UNREADABLE:
        return None
    family = next(iter(names.families), names.full_names[0])
    style = "Regular" if _is_plain(names) else names.style
    address = (found.path, found.index)
    return Face(
        family,
        names.full_names[0],
        style,
        *address,
        candidate.licensed,
        advances=FileAdvances(*address),
        program=partial(member_program, *address),
        ink=partial(glyph_ink, *address),
    )


def _no_face(role: Role) -> StorageError:
    packages = dict.fromkeys(candidate.package for candidate in CATALOGUE[role] if candidate.package)
    return StorageError(
        f"本机没有可以用作{role.value}的字体",
        rule="每种字体至少要装一款",
        advice=f"请以管理员身份运行 apt-get install {' '.join(packages)}，"
        "或把字体文件放进 GONGWEN_FONTS 所指的文件夹",
    )


def _absences(candidates: Sequence[Candidate]) -> list[Finding]:
    packages = dict.fromkeys(candidate.package for candidate in candidates)
    return [
        Finding(
            f"软件包 {package}",
            "每种字体备有代用字体和补字字体",
            "本机没有"
            + "、".join(candidate.names[0] for candidate in candidates if candidate.package == package)
            + f"，可以用 apt-get install {package} 安装",
            Level.NOTE,
        )
        for package in packages
    ]
