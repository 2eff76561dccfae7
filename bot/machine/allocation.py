"""What was freed is given back to the system: on Linux with glibc, which else keeps much of it for later.

Left alone, glibc takes tables of up to 32 MB from its own pools once some have come and gone, and has a pool for each
thread. The systemd unit and the container image set the same by the environment, for what comes before this.
"""

from __future__ import annotations

import ctypes
import sys

TRIM_THRESHOLD, MMAP_THRESHOLD, ARENA_MAX = -1, -3, -8  # as malloc.h names them
POOLS = 2
LARGE = 256 * 1024  # bytes; what is larger comes from the system by itself, and goes back when it is freed
UNUSED = 1024 * 1024  # bytes that a pool may keep at its end


def give_back() -> bool:
    """Let memory go back when it is freed; False where there is no such switch."""
    if sys.platform != "linux":
        return False
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):  # another C library
        return False
    return all([mallopt(ARENA_MAX, POOLS), mallopt(MMAP_THRESHOLD, LARGE), mallopt(TRIM_THRESHOLD, UNUSED)])
