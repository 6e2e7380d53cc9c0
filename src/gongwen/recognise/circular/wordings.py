"""How elements are worded on any organ's paper: numbers, dates, organs, titles, labels. All on flat text."""

from __future__ import annotations

import datetime as dt
import re

from gongwen.model.kinds import Kind
from gongwen.recognise.circular.rows import folded, squeezed

_HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_OPEN = r"[〔\[(（{【〖「『〈《＜<‹„“\"'`]{1,2}|[CLtlI|fr](?=\d{4}[\]〕)）}】JjIl|1])"
_CLOSE = r"[〕\])）}】〗」』〉》＞>›‟”\"'`JjIl|]{1,2}"
_YEAR = r"(?:19|20)\d{2}"
NUMBER = re.compile(
    rf"(?P<open>{_OPEN})(?P<year>{_YEAR})年?(?P<close>{_CLOSE}|(?<=\d{{4}})1(?=\d{{1,4}}号))"
    r"(?:字?第)?(?P<serial>\d{1,5}|[XxＸ×]{1,3}|)(?:-\d{1,3})?号"
)
"""A number from its bracket on; 机关代字 stands before it."""

CODE = re.compile(rf"[{_HAN}A-Za-z·]{{1,16}}\Z")
YEARLY = re.compile(rf"([{_HAN}]{{0,20}})((?:19|20)\d{{2}})年(?:第|总第)?(\d{{1,4}})号")
"""A number without brackets: 国家税务总局公告2016年第23号."""

ORDER_NUMBER = re.compile(r"[（(〔\[]?(?:第)?([0-9]{1,4}|[一二三四五六七八九十百〇零]{1,6})号[）)〕\]]?")
ISSUE_NUMBER = re.compile(r"[（(〔\[]?(?:第([0-9一二三四五六七八九十]{1,5})[期次]|总第?\d{1,5}期)[）)〕\]]?")
ORDER_CITED = re.compile(
    rf"((?:[{_HAN}]{{2,16}}、){{0,3}}[{_HAN}]{{1,16}}令)[（(〔\[]?(?:(?:19|20)\d{{2}}年?[）)〕\]]?)?第?(\d{{1,4}}|[一二三四五六七八九十百]{{1,5}})号"
)

_DIGITS = {one: str(value) for value, one in enumerate("零一二三四五六七八九")}
_DIGITS |= dict.fromkeys("〇○◯OoΟ０〇", "0") | {str(value): str(value) for value in range(10)} | {"Ｏ": "0"}
_YEARLY = "".join(_DIGITS)
_DATE = re.compile(
    rf"(?P<y>[{_YEARLY}]{{4}})年(?P<m>\d{{1,2}}|[元一二三四五六七八九十]{{1,2}})月"
    rf"(?P<d>\d{{1,2}}|[一二三四五六七八九十廿卅]{{1,3}})日"
)
_DOTTED = re.compile(r"(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}")
_PLAIN_DATE = re.compile(r"((?:19|20)\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?!\d)")

ORGAN_END = re.compile(
    r"(?:政府|委员会|办公室|办公厅|[厅局委办院部署社会组处所站馆台团校司科室]|中心|公司|集团|大学|学院|学校|银行|"
    r"党组|党委|支部|总队|支队|大队|司令部|军区|政协|指挥部|街道|联社|协会|医院|法院|检察院|厂|"
    r"纪委|妇联|残联|文联|科协|侨联|社科联|工商联|中央|国务院|总社|管理区|开发区)(?:（[^（）]{1,8}）)?"
)
_CLAUSE = re.compile(r"[。；？！《》…]|[，：].{0,400}[，：]")
_KINDS = "|".join((*(kind.value for kind in Kind), "令"))
TITLE_END = re.compile(rf"(?:{_KINDS})(?:（[^（）]{{1,20}}）|〔[^〔〕]{{1,20}}〕)*[*]?")
PAPER_END = re.compile(
    r"(?:方案|办法|规定|细则|规划|计划|要点|条例|规则|预案|措施|制度|标准|目录|清单|规范|纲要|章程|指南|导则|"
    r"名单|安排|总结|分工|职责|意见|公约|守则|说明|指引|政策|程序|流程|协议|工程|行动|试行)"
    r"(?:（[^（）]{1,20}）)*[》]?"
)
MATTER = re.compile(
    r"关于|印发|转发|批转|公布|发布|下发|召开|表彰|调整|同意|给予|开展|做好|加强|废止|修改|任命|成立"
)
CARRIES = re.compile(r"印发|转发|批转|公布|发布|颁布|下发")
SIGNATORY = re.compile(r"签发人[：:]?")
MARK_END = "文件"
REMARK = re.compile(r"（.{1,200}）")
LABELLED = re.compile(
    r"[【\[（]?(?:索引号?|信息索引|主题分类|组配分类|信息分类|分类|体裁分类|公开类别|公开方式|公开范围|发布机构|发文机构|发文机关|发布单位|发文单位|"
    r"来源|信息来源|文章来源|作者|责任编辑|编辑|审核|校对|生成日期|成文日期|成文时间|发文日期|发文时间|发布日期|发布时间|公开日期|公开时间|印发日期|印发时间|时间|日期|"
    r"生效日期|生效时间|实施日期|颁布日期|颁布单位|废止日期|废止时间|失效日期|名称|文件标题|标题|文件名称|发文标题|文号|发文字号|文件编号|"
    r"主题词|关键词|关键字|内容概述|概述|摘要|有效性|是否有效|文件状态|时效性|统一编号|登记号|统一登记号|浏览次数|浏览量|访问次数|点击数|点击|阅读|浏览|字号|字体|"
    r"当前位置|您的位置|您现在的位置|所在位置|归档时间|视力保护色|下载地址|服务对象|服务展现形式|公开目录|公开责任部门|规范性文件编号)[：:]"
)
NOISE = re.compile(
    r"(?:打印(?:本页)?|关闭(?:窗口)?|返回(?:顶部|首页)?|首页|收藏|分享(?:到)?[：:]?|扫一扫.{0,20}|上一篇.{0,80}|下一篇.{0,80}|"
    r"草稿|政府信息公开|政府文件|正文|全文|解读|相关(?:文档|附件|稿件|阅读)[：:]?|附件下载[：:]?|【.{1,6}】.{0,20}|"
    r"您访问的链接.{0,40}|网站地图.{0,40}|版权所有.{0,80}|.{0,20}ICP备.{0,30}|此页无正文.{0,4}|（此页无正文.{0,6}）|主题词[：:].{0,80})"
)
_PATH = re.compile(r"[>»›]|首页")
FIELD = re.compile(r"(?:文号|发文字号|文件编号|字号)[：:]")
DAY_FIELD = re.compile(r"(?:成文日期|成文时间|发文日期|发文时间)[：:]")

_TAIL = re.compile(r"[《》〈〉“”\"（）()\[\]〔〕\s·,，.。、—\-–―─:：]")
_FILE = re.compile(r"\.(?:docx?|pdf|xlsx?|wps|et|ofd|zip|rar)\Z", re.IGNORECASE)
_ENTRY = re.compile(
    r"\A\s*(?:附\s*件\s*)?(?:\d{1,2}|[一二三四五六七八九十]{1,2}(?=[:：.、])|[（(]\d{1,2}[）)])?\s*[.．、:：]?\s*"
)
_OTHER = ("决定书", "通知书", "意见书", "公示", "公开信")
_COUNTED = r"\d{1,2}|[一二三四五六七八九十]{1,2}"
LISTED = re.compile(
    rf"(?:附件)?(\d{{1,2}})(?:[.、：](?!\d)|(?![年月日号个次项])(?=[《\u4e00-\u9fff]))|附件({_COUNTED})[：.、]?|（(\d{{1,2}})）"
)
_COUNTS = {one: value for value, one in enumerate("零一二三四五六七八九")}
_MARKERS = (
    (1, re.compile(r"([一二三四五六七八九十]{1,3})[、．.](?=.)")),
    (2, re.compile(r"[（(]([一二三四五六七八九十]{1,3})[）)][、．.]?(?=.)")),
    (3, re.compile(r"([1-9]\d?)(?:[．、]|\.(?!\d))(?=.)")),
    (4, re.compile(r"[（(]([1-9]\d?)[）)][、．.]?(?=.)")),
)


def chinese_value(text: str) -> int:
    """Return the number that 二十三, 廿三, 十 or 23 says, 0 where it says none."""
    if text.isdecimal():
        return int(text)
    text = text.replace("元", "一").replace("廿", "二十").replace("卅", "三十")
    tens, ten, units = text.partition("十")
    if ten:
        return (_COUNTS.get(tens, 0) if tens else 1) * 10 + _COUNTS.get(units, 0)
    return _COUNTS.get(text, 0)


def marker(flat: str) -> tuple[int, int, int] | None:
    """Return level, ordinal and length of the level marker that `flat` begins with, None without one."""
    for level, pattern in _MARKERS:
        if (found := pattern.match(flat)) and (value := chinese_value(found[1])):
            return level, value, found.end()
    return None


def _day(found: re.Match[str]) -> dt.date | None:
    year = int("".join(_DIGITS[one] for one in found["y"]))
    return _date(year, chinese_value(found["m"]), chinese_value(found["d"]))


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def yearly_number(flat: str) -> bool:
    """Say whether a row is a number of the form 国家税务总局公告2016年第23号."""
    return YEARLY.fullmatch(flat) is not None


def closing_date(flat: str, *, after: str = "") -> tuple[int, dt.date] | None:
    """Return where the date begins that `flat` ends with (before `after`), and the date."""
    if not flat.endswith(after) or len(flat) > 200:
        return None
    end = len(flat) - len(after)
    if not after and _DOTTED.fullmatch(flat) and (dotted := plain_date(flat)):
        return 0, dotted
    for found in _DATE.finditer(flat, max(0, end - 16), end):
        if found.end() == end and (day := _day(found)):
            return found.start(), day
    return None


def plain_date(flat: str) -> dt.date | None:
    """Return the first date in `flat` in any form, 2015-06-23 too."""
    if found := _DATE.search(flat[:200]):
        return _day(found)
    if plain := _PLAIN_DATE.search(flat[:200]):
        return _date(int(plain[1]), int(plain[2]), int(plain[3]))
    return None


def standard_number(text: str) -> str:
    """Return a number as the standard writes it, 绍市软件办〔2015〕3号; `text` itself where it is none."""
    flat = folded(squeezed(text))
    found = NUMBER.search(flat)
    if found is None or not found["serial"].isdecimal() or not (code := number_at(flat, found)[1]):
        return text
    return f"{code}〔{found['year']}〕{int(found['serial'])}号"


def number_at(flat: str, found: re.Match[str]) -> tuple[int, str]:
    """Return where the whole number begins whose bracket `found` is, and 机关代字."""
    code = CODE.search(flat[max(0, found.start() - 16) : found.start()])
    said = code[0] if code else ""
    return found.start() - len(said), said


def ends_other(flat: str) -> bool:
    """Say whether a row ends as a paper does that is none of the fifteen 文种."""
    return len(flat) <= 100 and "关于" in flat and flat.endswith(_OTHER)


def is_organ(flat: str) -> bool:
    """Say whether `flat` may be the name of an organ, several side by side too."""
    if not 2 <= len(flat) <= 60 or _CLAUSE.search(flat) or flat[0] in "0123456789（(附第":
        return False
    if "关于" in flat or "：" in flat:
        return False
    return any(one.end() == len(flat) for one in ORGAN_END.finditer(flat, max(0, len(flat) - 14)))


def is_file(flat: str) -> bool:
    """Say whether a row is the name of a file, as pages on the web list them."""
    return _FILE.search(flat) is not None


def is_label(flat: str) -> bool:
    """Say whether a row is of the page around a paper on the web: a labelled field, a path, a button."""
    if len(flat) < 80 and _PATH.search(flat[:60]):
        return True
    return LABELLED.match(flat) is not None or NOISE.fullmatch(flat) is not None


def ends_title(flat: str) -> bool:
    """Say whether `flat` ends as a title of a paper does."""
    if not flat or len(flat) > 150 or flat[-1] in "。；，：":
        return False
    if flat[0] == "《" and flat[-1] == "》":
        flat = flat[1:-1]
    return any(found.end() == len(flat) for found in TITLE_END.finditer(flat, max(0, len(flat) - 30)))


def ends_paper(flat: str) -> bool:
    """Say whether `flat` ends as the name of a carried paper or form does."""
    start = max(0, len(flat) - 30)
    return ends_title(flat) or any(f.end() == len(flat) for f in PAPER_END.finditer(flat, start))


def is_prose(flat: str) -> bool:
    """Say whether a row is of running text, not of a title, a name or a label."""
    return "。" in flat or "；" in flat or (len(flat) > 30 and "，" in flat)


def kind_of(flat: str) -> Kind | None:
    """Return 文种 that a title ends with."""
    found = list(TITLE_END.finditer(flat, max(0, len(flat) - 40)))
    if not found:
        return None
    last = found[-1]
    name = last[0].split("（")[0].split("〔")[0].strip("*")
    return Kind.ORDER if name == "令" else Kind.named(name)


def plain(flat: str) -> str:
    """Return a name without the marks in which two writings of it may differ."""
    return _TAIL.sub("", flat)


def entry(text: str) -> str:
    """Return what an entry of 附件说明 names, without the number before it."""
    return _ENTRY.sub("", text)


def entries(name: str) -> list[str]:
    """Return the names in a row: 1.甲 2.乙 are two; no stop behind them, no ending of a file."""
    pieces = re.split(r"(?<=\S)(?<!\d)\s*\d{1,2}[.．、](?!\d)\s*", name)
    return [named for one in pieces if (named := _FILE.sub("", one.strip().rstrip("；;。")))]
