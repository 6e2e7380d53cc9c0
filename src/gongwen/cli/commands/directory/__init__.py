"""directory import, show, participants, check, history, template, export: the reference lists (名录)."""

from gongwen.cli.commands.directory.group import command
from gongwen.cli.commands.directory.keeping import check, export, history, import_, template
from gongwen.cli.commands.directory.looking import participants, show

for _verb in (import_, show, participants, check, history, template, export):
    command.add_command(_verb)

__all__ = ["command"]
