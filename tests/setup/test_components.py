"""What the tests need beside Python is there: a missing component is a failure that names its package."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

SETUP = Path(__file__).parents[2] / "setup"
LISTED = (SETUP / "packages-run.txt").read_text() + (SETUP / "packages-test.txt").read_text()
FANDOL = Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol")
ADVICE = "请运行 setup/system run test（或 make test），它会装好或说出要运行的一行"


@pytest.mark.parametrize(
    ("command", "package"),
    [
        ("soffice", "libreoffice-writer-nogui"),
        ("pdftoppm", "poppler-utils"),
        ("pdftotext", "poppler-utils"),
        ("fc-list", "fontconfig"),
        ("strace", "strace"),
        ("antiword", "antiword"),
    ],
)
def test_the_command_is_installed_and_its_package_is_listed(command: str, package: str) -> None:
    assert package in LISTED
    assert shutil.which(command), f"没有命令 {command}；它在 Debian 包 {package} 里；{ADVICE}"


def test_the_database_server_is_installed() -> None:
    assert "\npostgresql " in LISTED
    found = list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    assert found, f"没有 PostgreSQL 服务器；它在 Debian 包 postgresql 里；{ADVICE}"


@pytest.mark.parametrize(
    "face", ["FandolFang-Regular", "FandolKai-Regular", "FandolHei-Regular", "FandolSong-Bold"]
)
def test_the_fandol_faces_are_installed(face: str) -> None:
    assert "texlive-lang-chinese" in LISTED
    assert (FANDOL / f"{face}.otf").is_file(), (
        f"没有字体 {face}；它在 Debian 包 texlive-lang-chinese 里；{ADVICE}"
    )


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libpango-1.0.so.0", "libpango-1.0-0"),
        ("libpangoft2-1.0.so.0", "libpangoft2-1.0-0"),
        ("libharfbuzz-subset.so.0", "libharfbuzz-subset0"),
    ],
)
def test_the_libraries_that_set_pages_are_installed(library: str, package: str) -> None:
    assert package in LISTED
    found = list(Path("/usr/lib").glob(f"*/{library}"))
    assert found, f"没有库 {library}；它在 Debian 包 {package} 里；{ADVICE}"
