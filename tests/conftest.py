"""Property tests: no deadline on a shared machine; under CI the same sample every time.

Programs that the tests start hear Ctrl-C even where the tests were started in the background.
"""

from __future__ import annotations

import os
import signal

from hypothesis import settings

settings.register_profile("gongwen", deadline=None)
settings.register_profile("gongwen-ci", settings.get_profile("gongwen"), derandomize=True)
settings.load_profile("gongwen-ci" if os.environ.get("CI") else "gongwen")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
