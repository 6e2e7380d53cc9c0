"""鉴定 and 销毁: until when a piece is kept, and who may decide that it is destroyed. Pure.

Comes in: 年度 and 保管期限, the people of the office. Goes out: the day from
which a piece is due, the reason why somebody may not propose or agree. Owns
the terms due (到期), transfer (移交), proposer (鉴定人), approver (批准人).
Refuses to know the database and today.

Sources: 《档案法》 art. 31, 《档案法实施条例》 art. 20, 国家档案局令第8号; GB/T 18894-2016.
"""

from gongwen.model.retention.due import TRANSFER_YEARS, due_on, transfer_on
from gongwen.model.retention.people import refused_agreement, refused_archivist

__all__ = ["TRANSFER_YEARS", "due_on", "refused_agreement", "refused_archivist", "transfer_on"]
