"""Keeping: every act of the archive is one short transaction with its entry in the chain."""

from __future__ import annotations

from gongwen.records.keeping.appending import Appending
from gongwen.records.keeping.arranging.disposing import Disposing
from gongwen.records.keeping.linking import Linking
from gongwen.records.keeping.origins.deriving import Deriving
from gongwen.records.keeping.receiving import Receiving


class Keeping(Receiving, Appending, Linking, Deriving, Disposing):
    """What the archive does with the items of one fonds."""
