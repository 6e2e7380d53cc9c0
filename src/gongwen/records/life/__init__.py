"""life (一份公文的一生) in the database: papers, their versions, the steps taken, the people.

Comes in: texts in the notation, steps, digests of loose files. Goes out:
papers and how they stand, every version and every step, the lines of the log
and findings on a broken one. Owns the terms draft id (稿号), version (稿次),
step (步骤). Refuses to know files, layout, the ledger of numbers and the
clock: `now` is handed in. Steps and versions are only ever added.

This is a Django app of its own (label `life`): take `Life` from
`gongwen.records.life.papers` after the database has been opened, values from
`gongwen.records.life.values`, the chain from `gongwen.records.life.log`.
"""
