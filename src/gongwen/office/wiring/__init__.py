"""wiring: the only place that names concrete parts and puts them together."""

from gongwen.office.desk.settings import HOME, Settings
from gongwen.office.wiring.opened import ENGINES, Office, Organ, upgraded
from gongwen.office.wiring.workshop import Workshop

__all__ = ["ENGINES", "HOME", "Office", "Organ", "Settings", "Workshop", "upgraded"]
