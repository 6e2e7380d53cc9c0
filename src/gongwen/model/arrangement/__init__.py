"""整理: the papers of a year → 件, 件号, 档号, 保管期限, 归档文件目录. Pure.

Comes in: pieces (件), the office's own 保管期限表, its 分类方案, the 档号 given
before, what a person decided. Goes out: an Arrangement, its catalogue as a
Book, Findings for everything a person has to say first. Owns the terms piece
(件), term (保管期限), reference code (档号), class (最低一级类目), scheme
(分类方案). Refuses to know files, the database, the clock, and to guess a term.

Sources: DA/T 22-2015, DA/T 13-2022, 国家档案局令第8号.
"""

from gongwen.model.arrangement.arranging import Arrangement, Excluded, Filed, arrange, in_order
from gongwen.model.arrangement.catalogue import Catalogue, Cover, catalogues, cover_slip
from gongwen.model.arrangement.code import ClassKey, Order, ReferenceCode, Scheme
from gongwen.model.arrangement.deciding import filing_year
from gongwen.model.arrangement.piece import Direction, Override, Piece, Rank
from gongwen.model.arrangement.reading import retention_table
from gongwen.model.arrangement.stamp import FilingStamp, StampMeasures, stamp_of
from gongwen.model.arrangement.table import Conditions, RetentionTable, Row
from gongwen.model.arrangement.term import NOT_FILED, Term

__all__ = [
    "NOT_FILED",
    "Arrangement",
    "Catalogue",
    "ClassKey",
    "Conditions",
    "Cover",
    "Direction",
    "Excluded",
    "Filed",
    "FilingStamp",
    "Order",
    "Override",
    "Piece",
    "Rank",
    "ReferenceCode",
    "RetentionTable",
    "Row",
    "Scheme",
    "StampMeasures",
    "Term",
    "arrange",
    "catalogues",
    "cover_slip",
    "filing_year",
    "in_order",
    "retention_table",
    "stamp_of",
]
