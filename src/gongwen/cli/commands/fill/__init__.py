"""fill (批量拟稿) at the door: its words become one office call, what became of each row becomes words.

Comes in: the command line. Goes out: tables of findings, of columns and of
rows, a progress bar, an exit code. Refuses to know how a paper is made.
"""

from gongwen.cli.commands.fill.command import command

__all__ = ["command"]
