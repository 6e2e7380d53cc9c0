"""复述: what the entries of the chains tell of the tables, and whether the tables say the same.

Comes in: the lines of the three chains of a fonds (登记, 办理记录, 归档记录), what
the metadata of its items say. Goes out: the rows that follow from them, as
plain maps of columns (`ledger`, `life`), written into empty tables
(`writing`) or held against those that are there (`comparing`, `acted`).
Owns the terms told (entries tell it), untold (they do not: a column is then
left out), hashed (they tell the SHA-256 only). Refuses to know files.
"""
