"""备份: a whole archive as one BagIt bag, verified as it is written, and back again.

Comes in: an archive's folder, a copy of its database, what stood in it at
one moment. Goes out: a bag that `sha256sum -c` proves, or an archive made
from one in an empty place. Refuses to know what the database says.
"""

from gongwen.archive.backups.copying import PART, Standing, copy_out, standing_of
from gongwen.archive.backups.reading import copy_back, examine_backup

__all__ = ["PART", "Standing", "copy_back", "copy_out", "examine_backup", "standing_of"]
