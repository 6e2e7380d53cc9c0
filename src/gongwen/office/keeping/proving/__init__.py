"""proving (四性检测): whether what the archive keeps is still what it was, item by item and as a whole.

Comes in: an opened archive. Goes out: a `Proof`: for each item the checks of
DA/T 70 with a verdict and a reason, findings on tables, chains, copies and
index, the heads of the chains; the same as a book; the history of checks.
A check that could not be done is 未检测, never 通过. Changes nothing of the
items; what was checked is entered as an act of the archive where it can be.
"""
