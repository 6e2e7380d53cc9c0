"""Every measure of GB/T 9704-2012 that gongwen uses, once, with clause and strength.

Strength: 规定 the clause says so, 一般 and 推荐 it says so usually, 惯例 offices do so,
推算 follows by arithmetic from other measures. Other modules take measures
from here and nowhere else (design D2). One module for each part of the
standard, all names of all of them here: `standard.TOP`. A new measure goes
into the module of its clause; nothing else has to be told.
"""

from gongwen.layout.standard import foot, forms, heading, matter, page, printing
from gongwen.layout.standard.foot import *  # noqa: F403
from gongwen.layout.standard.forms import *  # noqa: F403
from gongwen.layout.standard.heading import *  # noqa: F403
from gongwen.layout.standard.matter import *  # noqa: F403
from gongwen.layout.standard.measure import CELL_PT as CELL_PT
from gongwen.layout.standard.measure import PITCH_PT as PITCH_PT
from gongwen.layout.standard.measure import Measure as Measure
from gongwen.layout.standard.measure import Strength as Strength
from gongwen.layout.standard.page import *  # noqa: F403
from gongwen.layout.standard.printing import *  # noqa: F403
from gongwen.layout.standard.styles import *  # noqa: F403

_PARTS = (page, printing, heading, matter, foot, forms)


def measures() -> tuple[Measure, ...]:
    """Return every measure, in the order of the standard's parts and of their lines."""
    return tuple(value for part in _PARTS for value in vars(part).values() if isinstance(value, Measure))
