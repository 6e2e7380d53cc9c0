"""gridfile: the cells of a table file (XLSX, XLS, CSV), as a clerk sees them.

Comes in: the bytes of a file, known by what they are and not by its name.
Goes out: rows of cells, one at a time, each with its place (B5格), and what is
wrong in each row. Of a workbook the first visible sheet with content is read;
formulas give the value Excel last computed. Also reads text of unknown
encoding. Refuses to know what a column means.
"""

from gongwen.office.desk.gridfile.cells import GridCell, column_letter
from gongwen.office.desk.gridfile.sheet import read_xlsx
from gongwen.office.desk.gridfile.table import Table, TableRow, content_of, open_table
from gongwen.office.desk.gridfile.text import decode

__all__ = [
    "GridCell",
    "Table",
    "TableRow",
    "column_letter",
    "content_of",
    "decode",
    "open_table",
    "read_xlsx",
]
