"""来年: last year's facts taken forward to another year.

Comes in: the facts of a paper, the fields of its template, two years. Goes
out: facts for the new year, and a Finding for everything that was moved or
that a person must look at. Owns the terms workday (工作日) and carried
(沿用). Refuses to know papers, archives and the clock; what it cannot be sure
of it leaves as it was and says so.
"""

from gongwen.drafting.carrying.forward import Carried, carry_forward
from gongwen.drafting.carrying.lines import carry_text
from gongwen.drafting.carrying.workdays import Workdays

__all__ = ["Carried", "Workdays", "carry_forward", "carry_text"]
