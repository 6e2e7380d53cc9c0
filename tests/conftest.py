"""Property tests: no deadline on a shared machine; under CI the same sample every time."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("gongwen", deadline=None)
settings.register_profile("gongwen-ci", settings.get_profile("gongwen"), derandomize=True)
settings.load_profile("gongwen-ci" if os.environ.get("CI") else "gongwen")
