"""arranging (整理): the pieces of a year get their 档号, are closed, listed and handed over.

Comes in: the items of a year, the office's own 保管期限表 with its 分类方案, what
a person decided. Goes out: a plan with everything that a person has to say
first; for each item its 档号 and a closing bag (归档章, 利用副本, 元数据); the
归档文件目录; a transfer package. Owns the term closing bag (归档小包). Refuses to
touch an original.
"""
