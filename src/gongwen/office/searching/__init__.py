"""searching: what the verb `search` stands on in the office.

Comes in: an office and an answer. Goes out: what the registers and lists know
of papers beside their words (`known`: 地区, 状态), results as a workbook
(`results`). Refuses to know how a query is answered.
"""
