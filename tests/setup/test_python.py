"""setup/python: .venv is made once, repaired when interrupted, made anew when it is not from here."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

SETUP = Path(__file__).parents[2] / "setup"
PROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "house"
version = "1"
"""
BACKEND = """
import pathlib, zipfile
INFO = "house-1.dist-info/"
FILES = {
    "house.pth": str(pathlib.Path.cwd()),
    INFO + "METADATA": "Metadata-Version: 2.1\\nName: house\\nVersion: 1\\n",
    INFO + "WHEEL": "Wheel-Version: 1.0\\nGenerator: house\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
}
def build_editable(directory, config_settings=None, metadata_directory=None):
    name = "house-1-py3-none-any.whl"
    with zipfile.ZipFile(pathlib.Path(directory) / name, "w") as wheel:
        for path, text in FILES.items():
            wheel.writestr(path, text)
        wheel.writestr(INFO + "RECORD", "".join(f"{path},,\\n" for path in [*FILES, INFO + "RECORD"]))
    return name
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A small house with the real script and locks that ask for nothing, so no network is needed."""
    root = tmp_path / "一 座 house"
    (root / "setup").mkdir(parents=True)
    shutil.copy(SETUP / "python", root / "setup" / "python")
    (root / "requirements").mkdir()
    for name in ["build", "run", "ocr", "test", "bench"]:
        (root / "requirements" / f"{name}.txt").write_text("")
    (root / "pyproject.toml").write_text(PROJECT)
    (root / "backend.py").write_text(BACKEND)
    (root / "house.py").write_text("")
    return root


def set_up(house: Path, kind: str) -> str:
    run = subprocess.run(
        [str(house / "setup" / "python"), kind],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


def imports(house: Path) -> bool:
    return (
        subprocess.run([str(house / ".venv/bin/python"), "-c", "import house"], check=False).returncode == 0
    )


def test_the_environment_is_made_kept_repaired_and_renewed(house: Path) -> None:
    assert set_up(house, "test").startswith("建立 Python 环境 .venv")
    assert imports(house)
    assert set_up(house, "test") == ""
    assert set_up(house, "run") == "", "what serves testing serves running"
    assert set_up(house, "bench").startswith("建立 Python 环境")
    again = [set_up(house, kind) for kind in ("bench", "test", "ocr", "run")]
    assert again == [""] * 4, "and so does measuring"

    (house / "requirements" / "test.txt").write_text("# another lock\n")
    assert set_up(house, "test").startswith("建立 Python 环境"), "a new lock is obeyed"
    assert set_up(house, "test") == ""

    moved = house.rename(house.with_name("moved"))
    assert set_up(moved, "test").startswith("现有的 .venv 不是在这里用 Python 3")
    assert imports(moved)


def test_what_was_cut_off_is_made_anew_and_a_package_that_cannot_be_had_ends_with_code_7(house: Path) -> None:
    (house / ".venv" / "bin").mkdir(parents=True)
    (house / ".venv" / "bin" / "python").write_text("half a file")
    lock = house / "requirements" / "build.txt"
    lock.write_text(f"nothing @ file:///nowhere/nothing.whl --hash=sha256:{'0' * 64}\n")
    run = subprocess.run(
        [str(house / "setup" / "python"), "run"], capture_output=True, text=True, check=False
    )
    assert run.returncode == 7
    assert run.stdout.startswith("现有的 .venv 不是在这里用 Python 3")
    assert run.stderr.splitlines()[-1].startswith("Python 包没有装成")
    assert not (house / ".venv" / ".gongwen-run").exists()

    lock.write_text("")
    assert set_up(house, "run").startswith("现有的 .venv 不是在这里用 Python 3")
    assert set_up(house, "run") == ""
    assert imports(house)
