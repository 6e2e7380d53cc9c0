"""door: words typed at a terminal → one office call → words.

Comes in: the command line. Goes out: Chinese sentences and tables on standard
output, findings and progress on standard error, or one JSON document; an exit
code (D10). Owns the wording of help and messages. Refuses to know the
database, layout and files of the archive: it asks the office.

Nothing heavy is imported before a command is chosen.
"""

from gongwen.cli.entry import main

__all__ = ["main"]
