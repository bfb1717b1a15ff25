"""Tests of other engines need packages of 1.3 GB and Java: `make test-engines` installs and runs them; without that they are not collected."""

from __future__ import annotations

import os

collect_ignore = [] if os.environ.get("ZHENGMAI_ENGINES") else ["test_engines.py"]
