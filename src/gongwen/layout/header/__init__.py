"""版头 of the four forms: the general one, 信函, 命令, 纪要 (GB/T 9704-2012 7.2, 10).

Comes in: a Document and the room it has on page 1. Goes out: a SetHeader,
every mark, text and rule at its place. Owns the size of the mark and the
place of 份号, 密级, 紧急程度, 发文字号, 签发人. Refuses to know what follows
版头.
"""

from gongwen.layout.header.forms import set_header

__all__ = ["set_header"]
