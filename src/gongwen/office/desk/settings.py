"""Settings: where things are, from the environment and the command line."""

from __future__ import annotations

import getpass
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HOME = Path(__file__).resolve().parents[4]
"""The project's own folder, with templates, examples and the default archives."""


@dataclass(frozen=True)
class Settings:
    """Where things are: the archive, the templates, the office's own fonts and seals; who works here."""

    archive: Path
    templates: Path
    fonts: tuple[Path, ...]
    operator: str
    seals: Path | None = None

    @classmethod
    def of(cls, environment: Mapping[str, str], archive: Path | None = None) -> Settings:
        """Read GONGWEN_ARCHIVE, _TEMPLATES, _FONTS, _OPERATOR and _SEALS; `archive` wins."""
        fonts = environment.get("GONGWEN_FONTS", "")
        return cls(
            archive or Path(environment.get("GONGWEN_ARCHIVE") or HOME / "archive" / "office"),
            Path(environment.get("GONGWEN_TEMPLATES") or HOME / "templates"),
            tuple(Path(folder) for folder in fonts.split(os.pathsep) if folder),
            environment.get("GONGWEN_OPERATOR") or getpass.getuser(),
            Path(seals) if (seals := environment.get("GONGWEN_SEALS")) else None,
        )
