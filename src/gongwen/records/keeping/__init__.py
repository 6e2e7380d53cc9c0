"""归档记录: what the archive did with its items, and what stands of it now.

Comes in: acts (收存, 追加, 放置, 整理, 核对, 销毁 …) as plain values. Goes out: the
items that came from outside, their receipts, further bags, places, citations.
Every act is one entry of a hash chain of its own (`log`), copied to
`ledger/keeping/YEAR.jsonl`; every table is made from these entries alone by the
act's projection, so it can be made anew from them (`replay`). Refuses to know
files and the clock.
"""
