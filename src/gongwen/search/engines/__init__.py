"""The engines: three ways to name candidates, one way to check them.

Comes in: SearchDocuments and a Query. Goes out: a Page. `entries` stores the
papers for all engines in one table, `select` checks and orders candidates with
the database's own `instr`, and an engine only says which rows are worth
checking: `fts5` and `whoosh_engine` by character pairs, `scan` every row.

Owns the stored texts and the index files. Refuses to know how a query is
written. The only modules of the room, beside `models`, that import Django.
"""
