"""results (成果): the folder a fill leaves, and what it remembers there.

Comes in: the files of a row's paper. Goes out: files under clear names, the
manifest (清单.xlsx, 清单.json), the print file, and a record of what was made,
by which a stopped run goes on. Owns: row state, manifest, print file. Refuses
to overwrite what a person changed, and to know how a file is made.
"""

from gongwen.office.filling.results.manifest import write_manifest
from gongwen.office.filling.results.memory import FileMark, Memory, Record
from gongwen.office.filling.results.names import Names
from gongwen.office.filling.results.outcome import RowOutcome, RowState

__all__ = ["FileMark", "Memory", "Names", "Record", "RowOutcome", "RowState", "write_manifest"]
