"""公文 as frozen values: Document and its parts, Finding, DocumentNumber, Kind.

Comes in: nothing but values. Goes out: values that every other room shares.
Owns the terms of the glossary. Refuses to know files, databases, clocks and
fonts; imports only the standard library.
"""

from gongwen.model.dates import chinese_date, parse_date
from gongwen.model.document import (
    Attendance,
    Block,
    Cell,
    Document,
    FormLine,
    Header,
    Heading,
    Imprint,
    IssuerMark,
    Paragraph,
    Part,
    Sealing,
    Signature,
    Signer,
    Table,
)
from gongwen.model.finding import Finding, Level
from gongwen.model.formsheet import FormMark, FormSheet
from gongwen.model.kinds import Form, Kind
from gongwen.model.numbering import DocumentNumber, chinese_number, level_marker

__all__ = [
    "Attendance",
    "Block",
    "Cell",
    "Document",
    "DocumentNumber",
    "Finding",
    "Form",
    "FormLine",
    "FormMark",
    "FormSheet",
    "Header",
    "Heading",
    "Imprint",
    "IssuerMark",
    "Kind",
    "Level",
    "Paragraph",
    "Part",
    "Sealing",
    "Signature",
    "Signer",
    "Table",
    "chinese_date",
    "chinese_number",
    "level_marker",
    "parse_date",
]
