"""door: words typed at a terminal → one office call → words.

Comes in: the command line. Goes out: Chinese sentences and tables on standard
output, findings and progress on standard error, or one JSON document; an exit
code (D10). Owns the wording of help and messages. Refuses to know the
database, layout and files of the archive: it asks the office.

Nothing heavy is imported before a command is chosen, and nothing at all
before Ctrl-C is answered in words.
"""

from collections.abc import Sequence

__all__ = ["main"]


def main(args: Sequence[str] | None = None) -> int:
    """Run the program with `args`, those of the process by default; return the exit code."""
    try:
        from gongwen.cli.entry import main as run_program

        return run_program(args)
    except KeyboardInterrupt:
        import sys

        print("\n已中断。这个命令没有做完。", file=sys.stderr)
        return 130
