"""What a fresh process pays: import, the first page, memory over many pages, two workers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import govtext

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["measure"]

PLAIN = "全县知识产权工作会议召开\\n3月11日上午,全县知识产权工作会议在云澜召开。\\n会议强调,要坚持问题导向。"
STARTS = {
    "bare_ms": "pass",
    "import_ms": "import govtext",
    "clean_name_ms": "import govtext; govtext.clean",
    "first_clean_ms": f"import govtext; govtext.clean('{PLAIN}')",
}
MEMORY = """
import json, sys
import govtext
pages = json.load(open(sys.argv[1], encoding="utf-8"))
def resident():
    with open("/proc/self/statm") as f:
        return int(f.read().split()[1]) * 4096 / 1e6
seen = []
for i in range(int(sys.argv[2])):
    govtext.clean(pages[i % len(pages)] + str(i))
    if i % (int(sys.argv[2]) // 10) == 0:
        seen.append(round(resident(), 1))
seen.append(round(resident(), 1))
print(json.dumps(seen))
"""


def start_up(rounds: int = 15) -> dict[str, float]:
    """Processor milliseconds of a process that does so much and ends: the best of the rounds.

    An installed package has its bytecode beside it; here it has a folder of its own, and a round of its own to
    be written.
    """
    taken: dict[str, list[float]] = {name: [] for name in STARTS}
    report = "; import time; print(time.process_time())"
    with tempfile.TemporaryDirectory() as bytecode:
        environment = os.environ | {"PYTHONPYCACHEPREFIX": bytecode}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for _ in range(rounds + 1):
            for name, code in STARTS.items():
                done = subprocess.run(
                    [sys.executable, "-c", code + report],
                    check=True, capture_output=True, text=True, env=environment,
                )  # fmt: skip
                taken[name].append(float(done.stdout) * 1000)
    return {name: round(min(times[1:]), 1) for name, times in taken.items()}


def memory(pages: Sequence[str], count: int) -> list[float]:
    """Resident megabytes of one process over ``count`` pages, no two of them equal."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "pages.json")
        file.write_text(json.dumps(list(pages), ensure_ascii=False), "utf-8")
        done = subprocess.run(
            [sys.executable, "-c", MEMORY, str(file), str(count)], check=True, capture_output=True, text=True
        )
    seen: list[float] = json.loads(done.stdout)
    return seen


def two_workers(pages: Sequence[str]) -> dict[str, float]:
    """Wall-clock seconds for the pages in this process and by `Pipeline.map` in two."""
    chain = govtext.Pipeline.default()
    taken = {}
    for name, workers in (("one", None), ("two", 2)):
        begin = time.perf_counter()
        for _ in chain.map(pages, workers=workers):
            pass
        taken[name] = time.perf_counter() - begin
    return {
        "one_s": round(taken["one"], 2),
        "two_s": round(taken["two"], 2),
        "gain": round(taken["one"] / taken["two"], 2),
    }


def measure(pages: Sequence[str], *, count: int = 100_000) -> dict[str, Any]:
    return {"start": start_up(), "memory_mb": memory(pages, count), "workers": two_workers(list(pages) * 4)}
