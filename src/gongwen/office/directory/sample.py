"""The lists of Shaoxing in 2015, as an example to import and to learn from.

Organs, numbers and goals are those of 绍市软件办〔2015〕3号. The change of
divisions of 2013 is that of 国函〔2013〕112号; the day from which it counts is
marked 待核, for the office to confirm. Every enterprise is invented and says so.
"""

from __future__ import annotations

import datetime as dt

from gongwen.model.directory import (
    Collective,
    Contact,
    Directory,
    Division,
    Enterprise,
    Organ,
    StageGoal,
    Tier,
)
from gongwen.model.directory.creditcode import check_character

_CITY = "绍兴市"
_OFFICE = "绍兴市使用正版软件工作领导小组办公室"
_ASSETS = "绍兴市人民政府国有资产监督管理委员会"
_CHANGE = dt.date(2013, 10, 18)
_ORDER = "《国务院关于同意浙江省调整绍兴市部分行政区划的批复》（国函〔2013〕112号）"
_UNSURE = "生效日期待核"
_PLAN = "绍市软件办〔2015〕3号"
_SAMPLE = "示例，并无其企业"


def sample_directory() -> Directory:
    """Return the example: Shaoxing's organs, divisions, collective names, sample enterprises, stage goals."""
    return Directory(_organs(), _contacts(), _divisions(), _collectives(), _enterprises(), _goals())


def _organs() -> tuple[Organ, ...]:
    group = "使用正版软件工作领导小组"
    return (
        Organ(_OFFICE, "市软件办", "绍市软件办", "机关", _CITY, note="设在市文广局"),
        Organ(_ASSETS, "市国资委", kind="机关", division=_CITY),
        Organ(f"绍兴市{group}", kind="领导小组", division=_CITY),
        Organ(
            "浙江省使用正版软件工作领导小组", "省使用正版软件工作领导小组", kind="领导小组", division="浙江省"
        ),
        Organ("绍兴市人民政府办公室", "市人民政府办公室", kind="机关", division=_CITY),
        Organ(
            "示例经济技术开发区管理委员会",
            "示例开发区管委会",
            kind="管委会",
            division=_CITY,
            note="示例，不是行政区划",
        ),
    )


def _contacts() -> tuple[Contact, ...]:
    return (
        Contact(_OFFICE, "市文广局", "新闻出版处", "金渭鑫", "89180865", "89180830"),
        Contact(_ASSETS, "市国资委", "办公室", "朱晓翔", "85121653", "85201908"),
    )


def _divisions() -> tuple[Division, ...]:
    grown = "原绍兴县孙端镇、陶堰镇、富盛镇划入越城区"
    return (
        Division("浙江省", "浙江", "省", "330000"),
        Division(_CITY, "绍兴", "地级市", "330600", "浙江省"),
        _old("越城区", "越城", "市辖区", "330602", "越城区", grown),
        _new("越城区", "越城", "330602", grown),
        _old("绍兴县", "", "县", "330621", "柯桥区", f"撤县设区；{grown}"),
        _new("柯桥区", "柯桥", "330603", "以原绍兴县的区域（不含孙端镇、陶堰镇、富盛镇）设立"),
        _old("上虞市", "上虞", "县级市", "330682", "上虞区", "撤市设区"),
        _new("上虞区", "上虞", "330604", "以原上虞市的区域设立"),
        Division("诸暨市", "诸暨", "县级市", "330681", _CITY),
        Division("嵊州市", "嵊州", "县级市", "330683", _CITY),
        Division("新昌县", "新昌", "县", "330624", _CITY),
    )


def _old(name: str, short: str, level: str, code: str, successor: str, reason: str) -> Division:
    """Return a division as it was up to the change of 2013."""
    return Division(name, short, level, code, _CITY, None, _CHANGE, (successor,), reason, _ORDER, _UNSURE)


def _new(name: str, short: str, code: str, reason: str) -> Division:
    """Return a district as it is since the change of 2013."""
    return Division(name, short, "市辖区", code, _CITY, _CHANGE, None, (), reason, _ORDER, _UNSURE)


def _collectives() -> tuple[Collective, ...]:
    return (
        Collective("各区、县（市）", _CITY),
        Collective("各区、县（市）人民政府", _CITY, "人民政府"),
        Collective("各区、县（市）使用正版软件工作领导小组", _CITY, "使用正版软件工作领导小组"),
        Collective(
            "各开发区管委会", members=("示例经济技术开发区管理委员会",), note="不是行政区划的主送，逐个写明"
        ),
        Collective("各镇人民政府、街道办事处", note="区县用，泛称"),
        Collective("各乡镇人民政府、街道办事处", note="区县用，泛称"),
        Collective("各有关单位", note="泛称，不展开"),
        Collective("各有关部门", note="泛称，不展开"),
        Collective("各市属企业", note="泛称；每年参加的企业见 gongwen directory participants"),
    )


def _enterprises() -> tuple[Enterprise, ...]:
    head, second, third = Tier.HEAD, Tier.SECOND, Tier.THIRD
    return (
        _sample(1, "示例甲控股集团有限公司", head),
        _sample(2, "示例乙建设集团有限公司", head),
        _sample(3, "示例镕新材料有限公司", second, "示例甲控股集团有限公司", "柯桥区"),
        _sample(4, "示例垚矿业有限公司", second, "示例乙建设集团有限公司", "诸暨市", 2017),
        _sample(5, "示例喆文化传媒有限公司", third, "示例镕新材料有限公司", "越城区"),
        _sample(6, "示例堃物业服务有限公司", third, "示例垚矿业有限公司", "上虞区", 2019),
    )


def _sample(
    serial: int, name: str, tier: Tier, parent: str = "", county: str = "", year: int | None = None
) -> Enterprise:
    """Return an invented enterprise; its code has a right check character and a place that does not exist."""
    first = f"91000000{serial:09d}"
    code = first + check_character(first)
    return Enterprise(name, tier, code, parent, "市国资委", county, planned_year=year, note=_SAMPLE)


def _goals() -> tuple[StageGoal, ...]:
    return (
        StageGoal(2015, 2015, Tier.HEAD, "2015年底前完成市属企业本级的软件正版化工作", _PLAN),
        StageGoal(2016, 2017, Tier.SECOND, "2016—2017年完成市属企业二级企业的软件正版化工作", _PLAN),
        StageGoal(2018, 2020, Tier.THIRD, "2018—2020年完成市属企业三级以上企业的软件正版化工作", _PLAN),
    )
