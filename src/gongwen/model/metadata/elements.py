"""The elements M1–M88 of DA/T 46-2009: number, Chinese name, English identifier, obligation.

The numbers M65–M88 follow from the order of the elements and their known
count of 88; they were not seen in the standard itself and are marked so.
Obligations are those of the schema of DA/T 48-2009 for a single paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

STANDARD = "DA/T 46-2009"
FIRST_UNCONFIRMED = 65


class Obligation(Enum):
    """Whether an element must be there; 移交必选 only in what is handed over to an archive."""

    MANDATORY = "必选"
    TRANSFER = "移交必选"
    CONDITIONAL = "条件选"
    OPTIONAL = "可选"


class Type(Enum):
    """What a value is; the value is what staff read."""

    GROUP = "复合型"
    TEXT = "字符型"
    NUMBER = "数值型"
    YEAR = "年份"
    DATE = "日期型"


@dataclass(frozen=True, slots=True)
class Element:
    """An element: its number, names, what it may hold; `longest` counts characters, 0 is no limit."""

    number: int
    name: str
    identifier: str
    obligation: Obligation = Obligation.OPTIONAL
    type: Type = Type.TEXT
    values: tuple[str, ...] = ()
    longest: int = 1000

    @property
    def label(self) -> str:
        """Return the number as it is written: M22."""
        return f"M{self.number}"

    @property
    def confirmed(self) -> bool:
        """Say whether the number was seen in a source, not only counted."""
        return self.number < FIRST_UNCONFIRMED

    def __str__(self) -> str:
        return f"{self.name}（{self.label}{'' if self.confirmed else '，编号未经核对'}）"


_ROWS = """
1 聚合层次 aggregationLevel 必选 字符型 案卷|文件
2 来源 provenance 必选 复合型
3 档案馆名称 archivesName
4 档案馆代码 archivesIdentifier
5 全宗名称 fondsName
6 立档单位名称 fondsConstitutingUnitName 必选
7 电子文件号 electronicRecordCode 必选
8 档号 archivalCode 必选 复合型
9 全宗号 fondsIdentifier 条件选
10 目录号 catalogueNumber
11 年度 year 必选 年份
12 保管期限 retentionPeriod 必选 字符型 永久|30年|10年
13 机构或问题 organizationalStructureOrFunction 条件选
14 类别号 categoryCode 条件选
15 室编案卷号 agencyFileNumber
16 馆编案卷号 archivesFileNumber
17 室编件号 agencyItemNumber 条件选 数值型
18 馆编件号 archivesItemNumber 条件选 数值型
19 文档序号 documentSequenceNumber 条件选 数值型
20 页号 pageNumber
21 内容描述 contentDescription 必选 复合型
22 题名 title 必选
23 并列题名 parallelTitle
24 副题名 alternativeTitle
25 说明题名文字 otherTitleInformation
26 主题词 descriptor
27 关键词 keyword
28 人名 personalName
29 摘要 abstract
30 分类号 classCode
31 文件编号 documentNumber 条件选
32 责任者 author 必选
33 日期 date 必选 日期型
34 文种 documentType
35 紧急程度 precedence
36 主送 principalReceiver 条件选
37 抄送 otherReceivers 条件选
38 密级 securityClassification 必选
39 保密期限 secrecyPeriod 条件选
40 形式特征 formalCharacteristics 必选 复合型
41 文件组合类型 documentAggregationType 必选 字符型 单件|组合文件
42 件数 totalNumberOfItems 条件选 数值型
43 页数 totalNumberOfPages 条件选 数值型
44 语种 language
45 稿本 manuscriptType 条件选
46 电子属性 electronicAttributes 必选 复合型
47 格式信息 formatInformation 条件选
48 计算机文件名 computerFileName 必选
49 计算机文件大小 computerFileSize 必选 数值型
50 文档创建程序 documentCreatingApplication
51 信息系统描述 informationSystemDescription
52 数字化属性 digitizationAttributes 条件选 复合型
53 数字化对象形态 physicalRecordCharacteristics
54 扫描分辨率 scanningResolution
55 扫描色彩模式 scanningColorModel 可选 字符型 黑白二值|灰度|彩色
56 图像压缩方案 imageCompressionScheme
57 电子签名 electronicSignature 条件选 复合型
58 签名规则 signatureRules
59 签名时间 signatureTime 可选 日期型
60 签名人 signer
61 签名结果 signature
62 证书 certificate
63 证书引证 certificateReference
64 签名算法标识 signatureAlgorithmIdentifier
65 存储位置 storageLocation 条件选 复合型
66 当前位置 currentLocation
67 脱机载体编号 offlineMediumIdentifier 移交必选
68 脱机载体存址 offlineMediumStorageLocation
69 缩微号 microformIdentifier
70 权限管理 rightsManagement 可选 复合型
71 知识产权说明 intellectualPropertyStatement
72 授权对象 authorizedAgent
73 授权行为 permissionAssignment 可选 字符型 公布|复制|浏览|解密
74 控制标识 controlIdentifier 可选 字符型 开放|控制
75 附注 annotation
76 机构人员类型 agentType 条件选 字符型 单位|内设机构|个人
77 机构人员名称 agentName 必选
78 组织机构代码 organizationCode
79 个人职位 positionName
80 业务状态 businessStatus 必选 字符型 历史行为|计划任务
81 业务行为 businessActivity 必选
82 行为时间 actionTime 必选 日期型
83 行为依据 actionMandate
84 行为描述 actionDescription
85 实体标识符 entityIdentifier 条件选
86 关系类型 relationType
87 关系 relation
88 关系描述 relationDescription
"""


def _element(row: str) -> Element:
    number, name, identifier, *more = row.split(" ")
    obligation, kind, values = [*more, *("可选", "字符型", "")[len(more) :]]
    listed = tuple(filter(None, values.split("|")))
    return Element(int(number), name, identifier, Obligation(obligation), Type(kind), listed)


ELEMENTS: tuple[Element, ...] = tuple(map(_element, _ROWS.strip().split("\n")))
"""All 88, in order."""

BY_NAME: Mapping[str, Element] = {one.name: one for one in ELEMENTS}
"""The elements by their Chinese name."""
