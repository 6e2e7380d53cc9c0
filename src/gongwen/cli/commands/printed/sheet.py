"""sheet: print the 发文稿纸 of a paper."""

from __future__ import annotations

from pathlib import Path

import click

from gongwen.cli.chinese import ChineseCommand
from gongwen.cli.commands.life.acting import looking, paper_argument, workshop
from gongwen.cli.machine import say_json
from gongwen.cli.options import archive_option, json_option, out_option
from gongwen.cli.output import say
from gongwen.office.sheet import issue_sheet, write_sheet


@click.command(cls=ChineseCommand, name="sheet")
@paper_argument
@out_option
@archive_option
@json_option
def command(name: str, out: Path, as_json: bool) -> None:
    """发文稿纸：印出一份公文的发文稿纸，送审、会签、签发时签在上面。

    已经登记的审核、会签、签发都印在上面，还没有签的空着；签好以后把稿纸
    扫描下来，登记时用 --scan 附上，如 gongwen approve 稿2026-0001 --by 王建国
    --scan 稿纸.pdf。登记的人和签字的人不同，登记里写明是代录。

    例：
      gongwen sheet 稿2026-0001
    """
    papers = looking()
    draft_id = papers.paper(name).draft_id
    slip = issue_sheet(papers, draft_id)
    files = write_sheet(workshop().slips, slip, out, draft_id)
    if as_json:
        boxes = {box.label: box.text for row in slip.rows for box in row.boxes}
        say_json({"draft_id": draft_id, "boxes": boxes, "files": [str(file.path) for file in files]})
    else:
        say(*map(str, files))
