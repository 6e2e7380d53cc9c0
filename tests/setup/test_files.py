"""The repository's files say nothing that ties it to one machine or one registry."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OUTSIDE = {".git", ".venv", "out", "archive"}
PAPERS = ROOT / "tests" / "recognise" / "circulars"
"""Texts of real papers, which may name pages on the web; nothing is fetched from there."""
CACHES = {"__pycache__", ".hypothesis", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".import_linter_cache"}
TEXT = {"", ".py", ".in", ".txt", ".toml", ".md", ".yaml", ".yml", ".json", ".html", ".css", ".csv"}
# Names of XML vocabularies and places on this machine are no addresses to fetch from.
HARMLESS = (
    "schemas.",
    "www.w3.org/",
    "purl.org/",
    "purl.oclc.org/ooxml/",
    "www.aiim.org/pdfa/ns/",
    "openoffice.org/2001/registry",
    "localhost",
    "127.0.0.1",
)
PIN = re.compile(r"^([\w.-]+)==([^\s\\]+)", re.MULTILINE)
ADDRESS = re.compile(r"https?://([^\s\"'<>)`，。；]+)")


def own_files() -> Iterator[Path]:
    """The text files a clone holds: no environment, no cache, no archive's contents."""
    for path in sorted(ROOT.rglob("*")):
        first, *rest = path.relative_to(ROOT).parts
        if first in OUTSIDE and rest != ["README.md"]:
            continue
        if any(part in CACHES or part.endswith(".egg-info") for part in (first, *rest)):
            continue
        if path.is_file() and path.suffix in TEXT and not path.is_relative_to(PAPERS):
            yield path


def foreign_addresses(text: str) -> list[str]:
    return [address for address in ADDRESS.findall(text) if not address.startswith(HARMLESS)]


def test_no_file_holds_an_address_to_fetch_from() -> None:
    found = {
        str(path.relative_to(ROOT)): addresses
        for path in own_files()
        if (addresses := foreign_addresses(path.read_text(encoding="utf-8", errors="replace")))
    }
    assert found == {}


def test_an_address_would_be_found_and_a_vocabulary_would_not() -> None:
    text = 'xmlns="http://schemas.openxmlformats.org/x" --index-url ' + "https:" + "//registry.example/simple"
    assert foreign_addresses(text) == ["registry.example/simple"]


def test_every_locked_package_has_a_version_and_hashes() -> None:
    for lock in sorted((ROOT / "requirements").glob("*.txt")):
        text = lock.read_text(encoding="utf-8").replace("\\\n", " ")
        entries = [line for line in text.splitlines() if line.strip() and not line.strip().startswith("#")]
        assert entries, f"{lock.name} locks nothing"
        loose = [line for line in entries if not re.match(r"[\w.-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line)]
        assert loose == [], lock.name


def test_what_runs_is_tested_with_the_same_versions() -> None:
    def versions(name: str) -> set[str]:
        text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        return set(re.findall(r"^[\w.-]+==\S+", text, re.MULTILINE))

    assert versions("run") <= versions("test")


def test_make_help_explains_every_target() -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    explained = re.findall(
        r"^make ([a-z-]+) ", (ROOT / "setup" / "help.txt").read_text(encoding="utf-8"), re.M
    )
    assert sorted(targets) == sorted([*explained, "help"])
    assert {"demo", "test", "bench", "pictures", "prove-fresh", "lock"} < set(targets)


@pytest.mark.parametrize("name", ["build", "run", "ocr", "test", "lock"])
def test_the_lock_holds_what_is_asked_for(name: str) -> None:
    def pins(suffix: str) -> set[tuple[str, str]]:
        text = (ROOT / "requirements" / f"{name}.{suffix}").read_text(encoding="utf-8")
        return {(re.sub(r"[._]", "-", package.lower()), version) for package, version in PIN.findall(text)}

    asked = pins("in")
    assert asked
    assert asked <= pins("txt"), "requirements/*.in 改过而锁定文件没有跟上：请运行 make lock"


def test_the_extra_for_scans_is_what_is_locked() -> None:
    extra = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]["ocr"]
    asked = (ROOT / "requirements" / "ocr.in").read_text()
    assert sorted(extra) == sorted(f"{name}=={version}" for name, version in PIN.findall(asked))
