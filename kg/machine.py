"""What the machine, or the container, gives this process."""

from __future__ import annotations

import os
from pathlib import Path

# Where Linux says what a control group may use: https://docs.kernel.org/admin-guide/cgroup-v2.html
_GROUP = Path("/sys/fs/cgroup")


def cores(group: Path = _GROUP) -> int:
    """How many cores this process may keep busy, one at least."""
    # Only Linux says which are this process's own.
    mine = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    quota, _, period = _said(group / "cpu.max").partition(" ")
    return max(1, min(mine, int(quota) // int(period)) if quota.isdigit() else mine)


def memory(group: Path = _GROUP) -> int | None:
    """How many bytes of memory this process may have at most; None where the system does not say."""
    limit = _said(group / "memory.max")
    known = [int(limit)] if limit.isdigit() else []
    if hasattr(os, "sysconf") and {"SC_PAGE_SIZE", "SC_PHYS_PAGES"} <= set(os.sysconf_names):
        known.append(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))
    return min(known, default=None)


def _said(path: Path) -> str:
    try:
        return path.read_text("ascii").strip()
    except OSError:
        return ""
