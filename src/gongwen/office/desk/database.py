"""Open the archive's database with Django's ORM, outside any Django project.

SQLite in WAL mode, `synchronous=FULL`, immediate transactions (design D6):
what was acknowledged survives a power cut, and writers wait instead of
failing halfway. Importing this module sets Django up, so modules that import
models import it first.
"""

from __future__ import annotations

from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

_APPS = ["gongwen.records", "gongwen.search"]
_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"


def _configure() -> None:
    """Set Django up without a database; models can be imported from then on."""
    if settings.configured:
        return
    entry = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": ":memory:",
        "OPTIONS": {"timeout": 60, "transaction_mode": "IMMEDIATE", "init_command": _PRAGMAS},
    }
    settings.configure(
        DATABASES={"default": entry},
        INSTALLED_APPS=_APPS,
        USE_TZ=True,
        TIME_ZONE="Asia/Shanghai",
        LANGUAGE_CODE="zh-hans",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    )
    django.setup()


def connect(path: Path) -> None:
    """Point Django at the SQLite file `path`; it need not exist yet.

    May be called again with another path: the old connection is closed.
    """
    connections.close_all()
    connection.settings_dict["NAME"] = str(path)


def create_tables() -> None:
    """Make or upgrade the tables of the connected database."""
    call_command("migrate", verbosity=0, interactive=False)


_configure()
