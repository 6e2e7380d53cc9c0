"""簿册: books and slips of the office as workbook and as printed pages.

Comes in: a Book, a Slip. Goes out: the bytes of an XLSX, or of a PDF on A4 turned,
with the head repeated on every page. The same book gives the same bytes.
Refuses to know what the book is about.

A workbook needs no page, so nothing is imported here: take `workbook` from
`xlsx`, `clockless` from `clockless`, the setters from `pdf`.
"""
