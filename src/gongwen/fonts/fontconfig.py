"""A fonts.conf for LibreOffice, so that a DOCX is converted with the chosen faces.

LibreOffice knows a face by family and weight only: asked for a licensed
name it takes the alias's family in the weight of the text, so a bold
stand-in (as Fandol Song Bold for 小标宋) would become its regular sister. Such
a face is therefore put beside the others as a copy with a family of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from gongwen.errors import StorageError
from gongwen.fonts.catalogue import licensed_names
from gongwen.fonts.files import open_font
from gongwen.fonts.locate import SYSTEM_FOLDERS
from gongwen.model.typefaces import Face, Role, Typefaces, docx_name

SYSTEM_CONFIGURATION = "/etc/fonts/fonts.conf"


def prepare_fontconfig(typefaces: Typefaces, folder: Path) -> Path:
    """Write fonts.conf and what it needs into `folder`; return the file's path.

    Run LibreOffice with FONTCONFIG_FILE set to it. `folder` may be kept and
    prepared again. Raises StorageError when it cannot be written.
    """
    faces, cache, configuration = folder / "faces", folder / "cache", folder / "fonts.conf"
    try:
        faces.mkdir(parents=True, exist_ok=True)
        cache.mkdir(exist_ok=True)
        for old in faces.glob("gw-*"):
            old.unlink()
        first = _first_faces(typefaces)
        for face in typefaces.faces():
            _provide(face, faces, renamed=face in first and not _is_plain(face))
        configuration.write_text(fontconfig_xml(typefaces, faces, cache), encoding="utf-8")
    except OSError as error:
        raise StorageError(
            f"不能在 {folder} 写字体配置（{error.strerror}）", advice="请检查磁盘空间和权限"
        ) from error
    return configuration


def fontconfig_xml(typefaces: Typefaces, faces: Path, cache: Path) -> str:
    """Return a fonts.conf: system fonts, the folder `faces`, every licensed name aliased.

    `cache` is where fontconfig may keep its index of them.
    """
    aliases = "\n".join(
        _alias(name, role, typefaces)
        for role in Role
        for name in dict.fromkeys((docx_name(role), *licensed_names(role)))
    )
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n<fontconfig>\n'
        f"<cachedir>{escape(str(cache))}</cachedir>\n"
        f'<include ignore_missing="yes">{SYSTEM_CONFIGURATION}</include>\n'
        f"<dir>{escape(str(faces))}</dir>\n{aliases}\n</fontconfig>\n"
    )


def _alias(name: str, role: Role, typefaces: Typefaces) -> str:
    first, *rest = typefaces.chart[role]
    main = first.family if _is_plain(first) else first.css_family
    names = dict.fromkeys((main, *(face.family for face in rest)))
    families = "".join(f"<string>{escape(family)}</string>" for family in names)
    return (
        f'<match target="pattern"><test name="family" qual="any"><string>{escape(name)}</string></test>'
        f'<edit name="family" mode="assign" binding="same">{families}</edit></match>'
    )


def _first_faces(typefaces: Typefaces) -> set[Face]:
    return {typefaces.chart[role][0] for role in Role}


def _is_plain(face: Face) -> bool:
    return face.style == "Regular"


def _provide(face: Face, folder: Path, *, renamed: bool) -> None:
    """Put `face` into `folder`: a renamed copy, or a link unless the system's fonts have it."""
    path = Path(face.path)
    if renamed:
        _copy_renamed(face, folder / f"{face.css_family}.otf")
    elif not any(path.is_relative_to(system) for system in SYSTEM_FOLDERS):
        link = folder / f"{face.css_family}{path.suffix}"
        link.symlink_to(path.resolve())


def _copy_renamed(face: Face, target: Path) -> None:
    """Save the face as a family of its own with the one style Regular; outlines stay as they are."""
    names: Mapping[int, str] = {1: face.css_family, 2: "Regular", 4: face.css_family, 6: face.css_family}
    with open_font(face.path, face.index) as font:
        font["name"].names = []
        for number, text in names.items():
            font["name"].setName(text, number, 3, 1, 0x409)
        font["OS/2"].usWeightClass = 400
        font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~0x21 | 0x40
        font["head"].macStyle = 0
        font.save(target, reorderTables=None)
