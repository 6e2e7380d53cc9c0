"""search (检索) at the door: words and filters become a request, an answer becomes lines, JSON, a workbook.

Comes in: the command line. Goes out: hits, counts, what is saved, an exit
code. Refuses to know how a query is answered.
"""

from gongwen.cli.commands.search.command import command
from gongwen.cli.commands.search.showing import counted

__all__ = ["command", "counted"]
