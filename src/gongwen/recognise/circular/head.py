"""The head of a paper down to 主送机关: where the running text begins, 标题 with 文种, the addressees."""

from __future__ import annotations

import re

from gongwen.model.kinds import Kind
from gongwen.recognise.circular import wordings
from gongwen.recognise.circular.header import Head, take_mark, take_small
from gongwen.recognise.circular.rows import Row, Sheet, folded, squeezed, tidy
from gongwen.recognise.circular.values import Element

_MOST_ROWS = 120
_MOST_TITLE = 8
_MOST_ADDRESSEES = 12
_ADDRESSED = re.compile(
    r"各|政府|委|局|厅|办|单位|公司|部门|院|校|会|处|中心|组|企业|省|市|县|区|镇|乡|街道|同志|集团|银行|机关|部|署|社|站|所|行|团"
)
_ASIDE = re.compile(r"（[^（）]{1,20}）|\d{4}年\d{1,2}月\d{1,2}日|\d{4}-\d{1,2}-\d{1,2}")
"""What may stand between a title and the addressees: a remark, a date."""
_TRIAL = re.compile(r"（(?:试行|暂行|修订|修订版|20\d{2}年.{0,6})）")
_MENU = re.compile(
    r"(?:(?:通知|公告|通告|公示|公报|文件|政策|决定|通报|报告|政府|工作|重要|最新|信息|法规|规章){2,})"
)
"""The words of a menu on the web, no title."""
_BEHIND = re.compile(
    r"\s*[（(](?P<number>[^（）()《》]{1,20}[〔\[［（(]\d{4}[〕\]］)）]第?\d{1,5}号)[）)]\s*\Z"
)
"""The number that some set in brackets behind the title."""
_BEFORE = re.compile(r"(?P<number>[\u4e00-\u9fff]{2,20}(?:19|20)\d{2}年第\d{1,4}号)")
_SITE = re.compile(r"\s*[_|｜\-—]+\s*[\u4e00-\u9fff]{2,20}(?:网|门户|政府|平台|频道)\Z")
"""The name of a site that pages on the web set behind the title."""
_CARRIED = re.compile(
    r"(?:印发|转发|批转|公布|发布|颁布|下发)(.+?)的(?:通知|决定|命令|令|公告|通告|意见|函|通报|批复)(?:（.{1,10}）)?\Z"
)
_PROMULGATED = re.compile(
    r"《([^《》]{4,80})》[^《》。]{0,80}(?:现予印发|现印发|现予公布|现予发布|现予以公布|予以公布|现转发)"
)
_NOT_ADDRESSED = re.compile(
    r"如下|通知|现将|(?<!无)为|根据|关于|决定|事项|以下|联系|附件|时间|地点|电话|其中|一是|抄送|第.{1,3}条|[。；《]"
)


def read_head(sheet: Sheet) -> Head:
    """Take the rows of the head and return what they say."""
    head = Head()
    end = _end(sheet)
    for at in range(end):
        if sheet.free(at):
            take_small(sheet, head, at)
    last = _title(sheet, head, end)
    head.body = _addressees(sheet, head, last, end)
    take_mark(sheet, head, last)
    if head.number is None:
        head.number = head.field_number
    return head


def _end(sheet: Sheet) -> int:
    """Return the place of the first row of running text; addressees are still before it."""
    titled = False
    for at in range(_MOST_ROWS):
        if at >= len(sheet.rows):
            return at
        row = sheet.rows[at]
        if sheet.roles[at] or wordings.is_label(row.flat):
            continue
        if cut := _numbered_first(row):
            sheet.split(at, cut)
            row = sheet.rows[at + 1]
            at += 1
        if titled and (cut := _glued(row)):
            sheet.split(at, cut)
            return at + 1
        if wordings.ends_title(row.flat):
            titled = True
            continue
        if wordings.is_prose(row.flat) or wordings.marker(row.flat) or row.flat[-1] == "：" or row.table >= 0:
            return _after_addressees(sheet, at)
        if at and sheet.joiner.width and row.width >= sheet.joiner.width - 3 and "，" in row.flat:
            return _after_addressees(sheet, at)
    return _MOST_ROWS


def _numbered_first(row: Row) -> int:
    """Return where 发文字号 ends that the addressees stand behind in the same row, 0 where they do not."""
    found = wordings.NUMBER.search(row.flat[:60]) if row.table < 0 else None
    if found is None or wordings.number_at(row.flat, found)[0]:
        return 0
    return found.end() if _are_addressees(row.flat[found.end() :].partition("：")[0]) else 0


def _glued(row: Row) -> int:
    """Return where the text begins that stands behind the addressees in the same row, 0 where none does."""
    cut = row.flat.find("：", 0, 200) + 1
    glued = 0 < cut < len(row.flat) - 4 and row.table < 0 and _are_addressees(row.flat[: cut - 1])
    return cut if glued and ("。" in row.flat[cut:] or "，" in row.flat[cut:]) else 0


def _after_addressees(sheet: Sheet, at: int) -> int:
    """Return the place after the addressees that begin at or before `at`, or `at` where there are none."""
    said = ""
    for place in range(at, min(len(sheet.rows), at + _MOST_ADDRESSEES)):
        if sheet.roles[place]:
            continue
        said += sheet.rows[place].flat
        if said.endswith("："):
            return place + 1 if _are_addressees(said[:-1]) else at
        if "。" in said or "；" in said:
            break
    return at


def _are_addressees(said: str) -> bool:
    return 2 <= len(said) <= 500 and _ADDRESSED.search(said) is not None and not _NOT_ADDRESSED.search(said)


def _title(sheet: Sheet, head: Head, end: int) -> int:
    """Take the rows of the title; return the place of its last row, -1 where there is no title."""
    candidates = [at for at in range(end) if sheet.free(at) and sheet.rows[at].flat[-1] != "："]
    last = next((at for at in reversed(candidates) if _may_end(_SITE.sub("", sheet.rows[at].flat))), -1)
    if last < 0:
        return _title_without_kind(sheet, head, candidates)
    places = _title_rows(sheet, head, last)
    said = tidy("".join(sheet.rows[at].text for at in places))
    flat = "".join(sheet.rows[at].flat for at in places)
    _repeated(sheet, candidates, places[0], flat)
    lines = sheet.take(places, "标题")
    said = _named(head, said, lines)
    flat = folded(squeezed(said))
    head.title = Element(said, lines)
    kind = wordings.kind_of(flat)
    head.kind = Element(kind, lines) if kind else None
    if not wordings.MATTER.search(flat) and kind not in (Kind.MINUTES, Kind.REPORT, None) and len(flat) < 5:
        head.title = head.title.doubted(f"「{said}」只有文种，像是标题的一部分")
    return last


def _may_end(flat: str) -> bool:
    """Say whether a title may end with this row; a menu, the mark of a 令 or 纪要 does not."""
    if not wordings.ends_title(flat) or _MENU.fullmatch(flat):
        return False
    said = ("关于", "》", "专题")
    return not flat.endswith(("令", "纪要")) or any(one in flat for one in said)


def _named(head: Head, said: str, lines: tuple[int, ...]) -> str:
    """Return a title without the number that stands before or behind it, and without a site's name."""
    said = _SITE.sub("", said)
    behind, before = _BEHIND.search(said), _BEFORE.match(said)
    if behind:
        said = said[: behind.start()]
    elif before and before.end() < len(said):
        said = said[before.end() :]
    if found := behind or before:
        head.number = head.number or Element(squeezed(found["number"]), lines)
    return said[1:-1] if said.startswith("《") and said.endswith("》") else said


def _title_rows(sheet: Sheet, head: Head, last: int) -> list[int]:
    """Return the places of the rows of a title that ends at `last`."""
    if 0 <= head.number_at < last and last - head.number_at <= _MOST_TITLE:
        between = [at for at in range(head.number_at + 1, last + 1) if sheet.free(at)]
        if all(not _apart(sheet.rows[at].flat) for at in between[:-1]):
            return between
    places, said = [last], sheet.rows[last].flat
    at = sheet.above(last)
    while sheet.free(at) and len(places) < _MOST_TITLE:
        flat = sheet.rows[at].flat
        begun = wordings.MATTER.search(said)
        if _apart(flat) or (begun and begun.start() > 0):
            break
        if begun and not wordings.is_organ(flat):
            break
        places.insert(0, at)
        said = flat + said
        at = sheet.above(at)
    return places


def _apart(flat: str) -> bool:
    """Say whether a row is none of a title's beginning or middle."""
    return (
        wordings.is_prose(flat)
        or flat[-1] in "：。"
        or len(flat) > 60
        or _may_end(flat)
        or flat.endswith(("文件", "令"))
        or wordings.closing_date(flat) is not None
    )


def _title_without_kind(sheet: Sheet, head: Head, candidates: list[int]) -> int:
    """Take a row that says a matter, or names a paper, as the title where no row ends with 文种."""
    free = [at for at in candidates if not sheet.rows[at].flat.endswith(("文件", "令", "纪要"))]
    last = next((at for at in reversed(free) if _names_paper(sheet.rows[at].flat)), -1)
    if last < 0:
        return -1
    places = _title_rows(sheet, head, last) if wordings.ends_other(sheet.rows[last].flat) else [last]
    below = sheet.below(last)
    if sheet.free(below) and _TRIAL.fullmatch(sheet.rows[below].flat):
        places.append(below)
    said = tidy("".join(sheet.rows[at].text for at in places))
    lines, last = sheet.take(places, "标题"), places[-1]
    head.title = Element(said, lines).doubted(f"标题「{said}」的末尾没有文种")
    return last


def _names_paper(flat: str) -> bool:
    return (
        5 <= len(flat) <= 80 and (wordings.ends_paper(flat) or "关于" in flat) and not wordings.is_organ(flat)
    )


def _repeated(sheet: Sheet, candidates: list[int], first: int, title: str) -> None:
    """Set aside rows above that say the title, or its beginning, once more, as pages on the web do."""
    for at in candidates:
        flat = sheet.rows[at].flat
        if at < first and sheet.free(at) and len(flat) >= 8 and (flat in title or title in flat):
            sheet.take([at], "重复的标题")


def _addressees(sheet: Sheet, head: Head, last: int, end: int) -> int:
    """Take the addressees between the title and `end`; return where the running text begins."""
    places = [at for at in range(last + 1, end) if sheet.free(at)]
    said = "".join(sheet.rows[at].flat for at in places)
    while places and (_ASIDE.fullmatch(sheet.rows[places[0]].flat) or not _are_addressees(said[:-1])):
        said = said[len(sheet.rows[places.pop(0)].flat) :]
    if not places or not said.endswith("："):
        marked = any(sheet.free(at) and sheet.rows[at].flat.endswith(("令", "纪要")) for at in range(end))
        return end if last < 0 and marked else max(last, head.number_at) + 1
    text = tidy("".join(sheet.rows[at].text for at in places)).rstrip("：:")
    head.addressees = Element(text, sheet.take(places, "主送机关"))
    return end


def carried_name(sheet: Sheet, start: int, title: str) -> str:
    """Return the name of the paper that this one carries: from its title, or the text that promulgates it."""
    if found := _CARRIED.search(title):
        return found[1].strip("《》")
    for at in range(start, min(start + 8, len(sheet.rows))):
        if found := _PROMULGATED.search(sheet.rows[at].flat):
            return found[1]
    return ""
