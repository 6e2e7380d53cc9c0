"""名录 at the desk: import, show, check, history, export of the reference lists, and a workbook to fill in.

Comes in: a workbook with one sheet a list, a date, a year, a reason. Goes out:
what an import would change or has changed, the lists on a date, the findings
of all rows at once, workbooks. Refuses to know what makes a name right on a
date (`model.directory`) and how editions are kept (`records.directory`).
"""
