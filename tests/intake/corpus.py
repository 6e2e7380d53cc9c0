"""Reads every file of a folder in a process of its own and says what came of it, one JSON line a file.

    python -m tests.intake.corpus FOLDER [ocr]

The last line gives the largest memory of any child in kilobytes. The caller
watches the folders this process may write to.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from gongwen.intake import Limits, child, read

LIMITS = Limits(convert_seconds=10)


def main(folder: str, ocr: bool) -> None:
    """Read the files in the order of their names."""
    for path in sorted(Path(folder).iterdir()):
        content = path.read_bytes()
        start = time.monotonic()
        reading = read(content, ocr=ocr, limits=LIMITS)
        said = {
            "name": path.name,
            "form": reading.form.value,
            "text": reading.text,
            "trouble": reading.trouble,
            "hostile": reading.hostile,
            "whole": reading.whole,
            "members": len(reading.members),
            "seconds": time.monotonic() - start,
        }
        print(json.dumps(said), flush=True)
    child.close()
    print(json.dumps({"kilobytes": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss}))


if __name__ == "__main__":
    main(sys.argv[1], "ocr" in sys.argv[2:])
