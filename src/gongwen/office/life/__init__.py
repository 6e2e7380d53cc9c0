"""life (一份公文的一生) at the desk: one function for each verb from 拟稿 to 存档.

Comes in: a 稿号 and an `Act` (who, when, opinion, scan). Goes out: `Taken`,
the step and how the paper stands now, or a refusal that changed nothing.
Each verb writes its loose files first, then one short transaction, then the
file copy of the log; the same command again goes on or changes nothing.
Refuses to know how commands and pages are worded.
"""
