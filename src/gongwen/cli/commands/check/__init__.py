"""The verb 查验: what is asked on the command line (`verb`), how a report is shown (`showing`)."""

from gongwen.cli.commands.check.verb import command

__all__ = ["command"]
