"""The verb 存档: what is kept, how it came in, whether it is whole; each word is loaded when needed."""

import click

from gongwen.cli.options import archive_option
from gongwen.cli.words import LoadingGroup

__all__ = ["command"]

_VERBS = {
    "add": "archive.adding:add",
    "append": "archive.appending:append",
    "place": "archive.appending:place",
    "describe": "archive.appending:describe",
    "access": "archive.access:access",
    "list": "archive.looking:list_",
    "show": "archive.looking:show",
    "links": "archive.linking:links",
    "arrange": "archive.filing.arranging:arrange",
    "table": "archive.filing.arranging:table",
    "catalogue": "archive.filing.listing:catalogue",
    "export": "archive.filing.listing:export",
    "review": "archive.filing.reviewing:review",
    "hold": "archive.filing.reviewing:hold",
    "release-hold": "archive.filing.reviewing:release",
    "dispose": "archive.filing.disposing:dispose",
    "verify": "archive.proving:verify",
    "history": "archive.proving:history_",
    "rebuild": "archive.rebuilding:rebuild",
    "reindex": "archive.checking:reindex",
}


@click.group(cls=LoadingGroup, name="archive", places=_VERBS)
@archive_option
def command() -> None:
    """存档：收存别人送来的、查看、核对、重建检索。

    例：
      gongwen archive list
    """
