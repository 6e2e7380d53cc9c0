"""归档章: drawn into the first page of an access copy (利用副本), and alone for the paper original.

Comes in: a PDF, what the six cells say, the measures of the stamp. Goes out:
the PDF with the stamp where its first page has no ink, an overlay (套印) to be
printed on the paper, and where that is. Owns: place (盖章位置), slip (附页).
Refuses to know files, and never touches an original.

Nothing is exported here: `stamper` loads WeasyPrint and pikepdf.
"""
