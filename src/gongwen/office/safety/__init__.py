"""安全: backup, restore and the drill that does both and compares.

Comes in: an archive, a place for its copy. Goes out: verified copies and what
is wrong with them. Refuses to repair anything by guessing.
"""

from gongwen.office.safety.backup import BackupReport, backup, restore, verified
from gongwen.office.safety.drill import DrillReport, drill

__all__ = ["BackupReport", "DrillReport", "backup", "drill", "restore", "verified"]
