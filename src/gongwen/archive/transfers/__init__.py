"""移交包: papers handed over to an archive as a folder that says itself what it holds.

Comes in: bags with their 档号, the papers about them as bytes. Goes out: the
folder, written whole or not at all; findings on one that somebody hands over.
The layout is that of 《电子档案移交与接收办法》; `archive/README.md` specifies it.
Refuses to know the database: a package is checked by what is in it.
"""

from gongwen.archive.transfers.checking import PackageReport, check_package
from gongwen.archive.transfers.writing import PackagedPaper, write_package

__all__ = ["PackageReport", "PackagedPaper", "check_package", "write_package"]
