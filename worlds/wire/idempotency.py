"""The key under which a request may be repeated."""

from __future__ import annotations

import re
from typing import Final

KEY: Final = re.compile("[!-~]{1,64}")
