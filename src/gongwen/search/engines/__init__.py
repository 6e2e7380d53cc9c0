"""The engines: three ways to name candidates, one way to check them.

Comes in: SearchDocuments and a Query. Goes out: a Page, Facets, Similar papers.
`entries` stores the papers for all engines in one table, `conditions` checks
candidates with the database's own `instr` and regular expressions, `select`
orders them, `facets` counts them, `similar` compares them, and an engine only
says which rows are worth checking: `fts5` and `whoosh_engine` by character
pairs, `scan` every row. Where `fts5` alone can tell what answers and in what
order, it does.

Owns the stored texts and the index files. Refuses to know how a query is
written. With `models` and `saved` the only modules of the room that import Django.
"""
