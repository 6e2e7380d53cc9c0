"""归档、鉴定、销毁 of items: the part of the archive's acts that begins with the yearly 整理.

Comes in: items with their 档号, the office's own 保管期限表, holds (暂缓), lists
of what is to be destroyed. Goes out: units (归档的件), what is due, how each
list (销毁清册) stands. Owns the terms unit, hold, disposal, edition of the
table. Refuses to know files; every verb is one entry of the chain.
"""
