"""tables (表): from the files an office keeps to the facts of each paper.

Comes in: one table or several, common facts, a template's fields. Goes out:
how columns and fields match, and one `Row` after another, the product of the
tables. Owns: column, mapping (对照表), key (各行的标识). Refuses to know what a
draft is.
"""

from gongwen.office.filling.tables.columns import FONDS_COLUMN, Match
from gongwen.office.filling.tables.mapping import read_mapping, write_mapping
from gongwen.office.filling.tables.source import Row, Source, open_source

__all__ = ["FONDS_COLUMN", "Match", "Row", "Source", "open_source", "read_mapping", "write_mapping"]
