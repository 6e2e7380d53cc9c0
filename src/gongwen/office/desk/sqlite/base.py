"""The backend itself; Django looks for `DatabaseWrapper` in a module of this name."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose write transactions take their turn; reading ones do not wait."""

    _turn: int | None = None

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._leave_turn()
            raise

    def _commit(self) -> Any:
        try:
            return super()._commit()  # type: ignore[misc]
        finally:
            self._leave_turn()

    def _rollback(self) -> Any:
        try:
            return super()._rollback()  # type: ignore[misc]
        finally:
            self._leave_turn()

    def _close(self) -> Any:
        try:
            return super()._close()  # type: ignore[misc]
        finally:
            self._leave_turn()

    def _take_turn(self) -> None:
        path = Path(str(self.settings_dict["NAME"]))
        if self.settings_dict["OPTIONS"].get("transaction_mode") != "IMMEDIATE" or not path.is_file():
            return
        self._leave_turn()
        self._turn = os.open(path.parent, os.O_RDONLY | os.O_CLOEXEC)
        fcntl.flock(self._turn, fcntl.LOCK_EX)

    def _leave_turn(self) -> None:
        if self._turn is not None:
            os.close(self._turn)
            self._turn = None
