"""A check that nothing became slower: ratios, against a baseline that was reviewed.

Seconds depend on the machine and its mood, ratios much less: steps are measured in yardsticks, a start in
starts of the bare interpreter, one document in its own pages, two workers in one. A ratio may exceed
its baseline by half (`TOLERANCE`) and by a little more (`SLACK`), so that only a real loss fails: a step
that lost its guard costs ten times as much, not half as much again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

__all__ = ["check", "ratios", "worse", "write"]

BASELINE = Path(__file__).with_name("baseline.json")
TOLERANCE = 1.5
SLACK = 3.0  # yardsticks
SMALL_SLACK = 0.5  # where the ratio is one between things of the same kind

Rows = Mapping[str, Mapping[str, float]]


def ratios(result: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    """Return the ratios of a run by group and name; groups that were not measured are left out."""
    rows = {
        corpus: {name: round(row["ratio"], 1) for name, row in measured.items() if name != "yardstick"}
        for corpus, measured in result["corpora"].items()
    }
    rows["explain / clean"] = {
        corpus: round(measured["explain"]["ratio"] / measured["clean"]["ratio"], 2)
        for corpus, measured in result["corpora"].items()
    }
    if "processes" in result:
        start, memory, workers = (result["processes"][k] for k in ("start", "memory_mb", "workers"))
        rows["process"] = {
            "import / bare interpreter": round(start["import_ms"] / start["bare_ms"], 2),
            "first clean / bare interpreter": round(start["first_clean_ms"] / start["bare_ms"], 2),
            "memory at the end / in the middle": round(memory[-1] / memory[5], 2),
            "two workers / one": round(workers["two_s"] / workers["one_s"], 2),
        }
    if "growth" in result:
        rows["growth"] = {
            f"{round(row['mb'], 1):g} MB / its pages": round(row["ratio"], 2) for row in result["growth"]
        }
    return rows


def write(result: Mapping[str, Any]) -> None:
    BASELINE.write_text(json.dumps(ratios(result), indent=1) + "\n", "utf-8")


def worse(now: Rows, before: Rows) -> list[str]:
    """Say what is slower than the baseline allows; what has no baseline is said too.

    >>> worse({"clean": {"strip_footer": 40.0}}, {"clean": {"strip_footer": 4.0}})
    ['clean: strip_footer: 40.0, the baseline is 4.0']
    >>> worse({"clean": {"strip_footer": 5.0}}, {"clean": {"strip_footer": 4.0}})
    []
    >>> worse({"growth": {"1 MB / its pages": 2.6}}, {"growth": {"1 MB / its pages": 1.1}})
    ['growth: 1 MB / its pages: 2.6, the baseline is 1.1']
    """
    found = []
    for group, rows in now.items():
        slack = SMALL_SLACK if group in ("explain / clean", "process", "growth") else SLACK
        for name, ratio in rows.items():
            known = before.get(group, {}).get(name)
            if known is None:
                found.append(f"{group}: {name} has no baseline")
            elif ratio > known * TOLERANCE + slack:
                found.append(f"{group}: {name}: {ratio}, the baseline is {known}")
    return found


def check(result: Mapping[str, Any]) -> int:
    """Print what is worse than the baseline; the exit status."""
    found = worse(ratios(result), json.loads(BASELINE.read_text("utf-8")))
    print("\n".join(found) or "no ratio is worse than the baseline")
    return 1 if found else 0
