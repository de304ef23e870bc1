"""A check that nothing became slower: ratios to the yardstick, against a baseline that was reviewed.

Seconds depend on the machine and its mood, ratios much less. A ratio may exceed its baseline by half
(`TOLERANCE`) and by a few yardsticks (`SLACK`), so that only a real loss fails: a step that lost its
guard costs ten times as much, not half as much again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

__all__ = ["SLACK", "TOLERANCE", "check", "worse", "write"]

BASELINE = Path(__file__).with_name("baseline.json")
TOLERANCE = 1.5
SLACK = 3.0
CHECKED = ("seed-like", "clean", "dense pinyin")  # tiny texts measure calls, one text measures luck

Measured = Mapping[str, Mapping[str, Mapping[str, float]]]


def ratios(measured: Measured) -> dict[str, dict[str, float]]:
    return {
        name: {
            step: round(figures["ratio"], 1)
            for step, figures in measured[name].items()
            if step != "yardstick"
        }
        for name in CHECKED
    }


def write(measured: Measured) -> None:
    BASELINE.write_text(json.dumps(ratios(measured), indent=1) + "\n", "utf-8")


def worse(now: Mapping[str, Mapping[str, float]], before: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Say what is slower than the baseline allows; a step that has no baseline is said too.

    >>> worse({"clean": {"strip_footer": 40.0}}, {"clean": {"strip_footer": 4.0}})
    ['clean: strip_footer takes 40.0 yardsticks, the baseline is 4.0']
    >>> worse({"clean": {"strip_footer": 5.0}}, {"clean": {"strip_footer": 4.0}})
    []
    """
    found = []
    for name, steps in now.items():
        for step, ratio in steps.items():
            limit = before.get(name, {}).get(step)
            if limit is None:
                found.append(f"{name}: {step} has no baseline")
            elif ratio > limit * TOLERANCE + SLACK:
                found.append(f"{name}: {step} takes {ratio:.1f} yardsticks, the baseline is {limit:.1f}")
    return found


def check(measured: Measured) -> int:
    """Print what is worse than the baseline; the exit status."""
    baseline: dict[str, Any] = json.loads(BASELINE.read_text("utf-8"))
    found = worse(ratios(measured), baseline)
    print("\n".join(found) or "no ratio is worse than the baseline")
    return 1 if found else 0
