"""`python -m gongwen`: the same program as `gongwen`."""

import sys

from gongwen.cli import main

sys.exit(main())
