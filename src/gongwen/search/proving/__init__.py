"""The proof of the index: whether what is stored for searching is what the items say.

Comes in: SearchDocuments made of the items themselves. Goes out: findings on
stored papers that differ, on pairs that FTS5 has otherwise, on a Whoosh index
that lacks some. Repairs nothing; that is for a rebuild.
"""
