"""名录 in the database: every import is an edition (版次), nothing is overwritten.

Comes in: rows of text by list and key, who imports, when, from which file and
why. Goes out: the rows as they stood at any edition, the editions with their
changes, findings on a broken chain. Owns the terms edition (版次) and change
(变动). Refuses to know what a row means, workbooks and the clock.

This is a Django app of its own (label `directory`): take `Editions` from
`gongwen.records.directory.editions` after the database has been opened.
"""
