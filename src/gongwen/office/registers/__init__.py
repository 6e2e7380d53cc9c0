"""登记簿: the registers of an office, read off the records and never typed.

Comes in: a fonds, a year. Goes out: 发文登记簿 and 用印登记簿 as books, written
as XLSX and PDF. Owns what stands in which column. Refuses to change anything.
"""
