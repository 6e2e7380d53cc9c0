"""来年: verbs that begin a new year's work from what was done before.

Comes in: an issued paper's number and a year. Goes out: a draft, its facts as
a file to go on with, what a person must look at, and the difference. Refuses
to number anything.
"""
