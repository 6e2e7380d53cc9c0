"""setup/system: installs as root, gives anybody else one line, and is silent when all is there."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

SETUP = Path(__file__).parents[2] / "setup"
RUN = (
    "python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig "
    "texlive-lang-chinese fonts-noto-cjk fonts-lxgw-wenkai"
)
TEST = "libreoffice-writer-nogui libreoffice-calc-nogui antiword poppler-utils postgresql strace"


class Machine:
    """A Debian of our own making: a PATH of one folder, with an apt-get that only notes what it is asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.notes = folder / "apt.log"
        for tool in ["bash", "cat", "dirname"]:
            (folder / tool).symlink_to(f"/usr/bin/{tool}")
        self.has("apt-get", f'echo "$*" >>{self.notes}')
        self.has("dpkg-query", "exit 1")
        self.has("id", "echo 1000")

    def has(self, name: str, body: str) -> None:
        tool = self.folder / name
        tool.write_text(f"#!/bin/sh\n{body}\n")
        tool.chmod(0o755)

    def asked(self) -> list[str]:
        return self.notes.read_text().splitlines() if self.notes.exists() else []

    def system(self, *lists: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["/usr/bin/bash", str(SETUP / "system"), *lists],
            env={"PATH": str(self.folder)},
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def lines_to_run(output: str) -> list[str]:
    return [line for line in output.splitlines() if "apt-get" in line]


def test_an_ordinary_user_gets_exactly_one_line_to_run(machine: Machine) -> None:
    run = machine.system("run")
    assert run.returncode == 7
    assert lines_to_run(run.stderr) == [
        f"sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends {RUN}'"
    ]
    assert machine.asked() == []


def test_two_lists_are_asked_for_in_one_line(machine: Machine) -> None:
    run = machine.system("run", "test")
    assert lines_to_run(run.stderr) == [
        f"sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends {RUN} {TEST}'"
    ]


def test_root_has_it_installed_without_a_question(machine: Machine) -> None:
    machine.has("id", "echo 0")
    run = machine.system("run", "test")
    assert run.returncode == 0
    assert run.stdout.startswith("缺少系统组件，现在用 apt-get 安装：python3-venv ")
    assert machine.asked() == ["update -q", f"install -q -y --no-remove --no-install-recommends {RUN} {TEST}"]


def test_a_failing_apt_ends_with_the_reason_and_code_7(machine: Machine) -> None:
    machine.has("id", "echo 0")
    machine.has("apt-get", "echo 'E: no network' >&2; exit 100")
    run = machine.system("run")
    assert run.returncode == 7
    assert "E: no network" in run.stderr
    assert run.stderr.splitlines()[-1].startswith("系统组件没有装成")


def test_nothing_missing_means_nothing_said_and_nothing_done(machine: Machine) -> None:
    machine.has("dpkg-query", "echo installed")
    run = machine.system("run", "test")
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    assert machine.asked() == []


def test_only_what_is_missing_is_asked_for(machine: Machine) -> None:
    machine.has("dpkg-query", 'test "$4" != fontconfig && echo installed')
    assert lines_to_run(machine.system("run").stderr)[0].endswith(" --no-install-recommends fontconfig'")


def test_a_removed_package_with_its_settings_left_counts_as_missing(machine: Machine) -> None:
    machine.has("dpkg-query", "echo config-files")
    assert machine.system("test").returncode == 7


def test_a_desktop_libreoffice_is_left_as_it_is(machine: Machine) -> None:
    desktop = 'case "$4" in libreoffice-writer|libreoffice-calc) echo installed ;; *) exit 1 ;; esac'
    machine.has("dpkg-query", desktop)
    (line,) = lines_to_run(machine.system("test").stderr)
    assert line.endswith(" --no-install-recommends antiword poppler-utils postgresql strace'")


def test_a_machine_that_is_no_debian_is_told_so(machine: Machine) -> None:
    (machine.folder / "dpkg-query").unlink()
    run = machine.system("run")
    assert run.returncode == 7
    assert run.stderr.startswith("这台机器不是 Debian")


def test_an_unknown_list_is_a_usage_error(machine: Machine) -> None:
    assert machine.system("dance").returncode == 2
