"""Processor time and memory of a process with all that it started, from /proc (Linux)."""

from __future__ import annotations

import ctypes
import os
import re
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["family", "measured", "resident", "spent"]

_TICKS = os.sysconf("SC_CLK_TCK")


def _stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat that follow the name."""
    return Path("/proc", str(pid), "stat").read_text().rpartition(")")[2].split()


def family(root: int) -> set[int]:
    """A process and all below it."""
    parents = {}
    for place in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(place.name)] = int(_stat(int(place.name))[1])
        except OSError:
            continue
    found = {root}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def spent(root: int) -> dict[int, float]:
    """Seconds of processor time of each process of a family, its children that have ended included."""
    seconds = {}
    for pid in family(root):
        try:
            seconds[pid] = sum(map(int, _stat(pid)[11:15])) / _TICKS
        except OSError:
            continue
    return seconds


def resident(pid: int) -> float:
    """Megabytes of a process; what it shares with others is divided among them (PSS)."""
    try:
        found = re.search(r"^Pss:\s+(\d+)", Path("/proc", str(pid), "smaps_rollup").read_text(), re.MULTILINE)
    except OSError:
        return 0.0
    return int(found[1]) / 1e3 if found else 0.0


def measured(command: Sequence[str]) -> tuple[float, float, float]:
    """Run a command; return its seconds, its processor seconds, and those of all that it started.

    Processes that outlive the command become our children (as a subreaper), so that none is missed.
    """
    set_child_subreaper = 36
    ctypes.CDLL(None).prctl(set_child_subreaper, 1, 0, 0, 0)
    begun = time.perf_counter()
    process = subprocess.Popen(command)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    own, others = used.ru_utime + used.ru_stime, 0.0
    while True:
        try:
            _, _, used = os.wait4(-1, 0)
        except ChildProcessError:
            return seconds, own, others
        others += used.ru_utime + used.ru_stime
