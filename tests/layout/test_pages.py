"""The pages of the notice of 2015 as a clerk reads them: 22 lines of 28 characters.

Each line below is a row of the grid of the printed PDF, read back by an
independent reader; it begins with as many full-width spaces as it is
indented by 字. Spaces within a line are left out; rows after the last are
empty. Digits are half as wide as 汉字; a line may have a mark more, its
punctuation being squeezed.
"""

from __future__ import annotations

from tests.layout import measure
from tests.layout.papers import seed_composition, setter

POINT = 25.4 / 72
PITCH, CELL, TYPE = 28.95 * POINT, 15.75 * POINT, 16 * POINT

PAGE_2 = """\
〔2015〕2号）精神，市使用正版软件领导小组办公室、市国资
委研究制定了《绍兴市推进国有企业使用正版软件工作实施方案
（2015—2020年）》，现印发给你们，请认真贯彻实施。
　　各区、县（市），各有关部门要认真贯彻落实本实施方案精
神，结合实际，制定工作推进实施方案，按照计划目标任务，切
实做好国有企业软件正版化工作。
　　联系人：市文广局新闻出版处金渭鑫
　　联系电话：89180865传真：89180830
　　联系人：市国资委办公室朱晓翔
　　联系电话：85121653传真：85201908


　　　　　　　　绍兴市使用正版软件工作领导小组办公室




　　　　　　　　绍兴市人民政府国有资产监督管理委员会
　　　　　　　　　　　　　2015年6月23日
"""

PAGE_3 = """\
　　绍兴市推进国有企业使用正版软件工作
　　　　　　实施方案（2015—2020年）

　　为加大知识产权保护力度，深入推进我市国有企业软件正版
化工作，切实保障企业信息安全，提升企业抗风险能力，树立企
业良好社会形象，根据《深入实施国家知识产权战略行动计划
（2014—2020年）》的总体要求和国家版权局、国务院国资委
《关于做好推进地方国有企业使用正版软件工作有关事项的通
知》（国版发〔2015〕1号）及省版权局、省国资委《浙江省推
进国有企业使用正版软件工作实施方案（2015—2020年）》的通
知（浙正软办〔2015〕2号）精神，特制定本方案。
　　一、指导思想和工作原则
　　（一）指导思想
　　以邓小平理论和“三个代表”重要思想为指导，坚持科学发
展观，充分认识软件产业作为国家基础性、战略性产业，在促进
国民经济和社会发展中的重要地位和作用。鼓励和支持国有企业
使用正版软件，加大知识产权保护力度，严厉打击侵权盗版行为，
积极推进企业使用正版软件工作，增强市场主体法治意识，为民
族软件产业健康发展营造良好的社会环境。
　　（二）工作原则
　　1.加强领导，明确责任。建立健全我市推进企业使用正版软
件工作部门协调机制，在市使用正版软件工作领导小组统一领导
"""

PAGE_4 = """\
下，明确政府各行业监管部门，进一步形成“统一领导、行业监
管、属地管理、协会辅助”的工作格局。
　　2.突出重点，逐步推进。坚持“先易后难、分步推进”的原
则，有计划、分阶段推进企业使用正版软件。
　　3.抓好典型，促进工作。坚持抓两头，对领导重视、尊重知
识产权、坚持依法经营、使用正版软件成效显著的企业，进行宣
传表彰；对问题突出的企业，建立“黑名单”制度进行曝光，对
情节严重的依法查处。
　　二、组织机构与职责分工
　　（一）组织机构
　　建立健全由市使用正版软件工作领导小组指导，市国资委等
部门组成的市推进国有企业软件正版化工作协调机制。市使用正
版软件工作领导小组办公室设在市文广局，负责领导小组的日常
工作。
　　各区、县（市）推进国有企业使用正版软件工作，应结合当
地实际情况，由各区、县（市）使用正版软件工作领导小组协调
相关部门负责抓好落实工作，具体实施方案请于7月30日前报市
文广局及市国资委。
　　（二）职责分工
　　市使用正版软件工作领导小组（办公室）：承担市使用正版
软件工作领导小组的日常工作，组织协调企业使用正版软件的检
查和督导工作，向省使用正版软件工作领导小组报告推进国有企
"""


def rows_of(number: int) -> str:
    """Return the 22 rows of page `number` of the PDF, empty rows at the end left out."""
    page = measure.load(setter().set(seed_composition()))[number - 1]
    grid = [""] * 22
    for row in measure.type_area_rows(page):
        middle = row.baseline - 0.38 * TYPE
        place = round((middle - measure.TYPE_AREA.top) / PITCH - 0.5)
        assert not grid[place], f"two lines in row {place + 1}"
        grid[place] = "　" * round((row.left - measure.TYPE_AREA.left) / CELL) + row.text
    return "\n".join(grid).rstrip("\n") + "\n"


def test_page_2_ends_the_notice_with_contacts_signatures_and_date() -> None:
    assert rows_of(2) == PAGE_2


def test_page_3_begins_the_plan_with_its_title() -> None:
    assert rows_of(3) == PAGE_3


def test_page_4_is_full() -> None:
    assert rows_of(4) == PAGE_4
    assert PAGE_4.count("\n") == 22
