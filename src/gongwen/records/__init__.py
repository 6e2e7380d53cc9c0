"""登记: numbers, items and the audit chain, in the database (D4, D6).

Comes in: document numbers, requests as text, descriptions of items. Goes out:
reservations, records that explain every number, the lines of the ledger copy,
findings on a broken chain. Owns the terms fonds (全宗), series (机关代字 and
year), reserve (预留), adopt (补登), void (作废), entry (登记条目). Refuses to
know files, layout, search and the clock: `now` is handed in.

This is a Django app, so nothing is imported here: take `Ledger` and
`enrol_fonds` from `gongwen.records.ledger`, values from
`gongwen.records.values`, the chain from `gongwen.records.audit`, after the
database has been opened.
"""
