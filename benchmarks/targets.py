"""What the project set itself to reach, beside what a run measured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Target", "targets"]


class Target(NamedTuple):
    """One line: what is measured, how much it may be at most, how much it is."""

    what: str
    unit: str
    most: float
    measured: float

    @property
    def met(self) -> bool:
        return self.measured <= self.most

    def __str__(self) -> str:
        return (
            f"{'met   ' if self.met else 'MISSED'} {self.what}: {self.measured:.2f} {self.unit},"
            f" at most {self.most:g}"
        )


def targets(result: Mapping[str, Any]) -> Iterator[Target]:
    """Yield the targets that a run says something about.

    Those in MB/s are compared in yardsticks, at the 700 MB/s that the yardstick has on an idle core.
    """
    cost = {name: measured["clean"]["ratio"] for name, measured in result["corpora"].items()}
    yield Target("`clean`, seed-like pages", "yardsticks", 15, cost["seed-like"])
    yield Target("`clean`, clean text", "yardsticks", 6, cost["clean"])
    yield Target("`clean`, dense pinyin", "yardsticks", 58, cost["dense pinyin"])
    yield Target("`clean`, tiny texts", "µs each", 8, result["corpora"]["tiny"]["clean"]["us_per_text"])
    for name, measured in result["corpora"].items():
        clean, explain = measured["clean"]["us_per_text"], measured["explain"]["us_per_text"]
        beyond = max(0.0, explain - 1.5 * clean) / max(1.0, measured["explain"]["edits_per_text"])
        yield Target(f"`explain` beyond 1.5 times `clean`, {name}", "µs per edit", 1, beyond)
    if "growth" in result:
        last = result["growth"][-1]
        yield Target(
            f"one document of {last['mb']:.0f} MB, per character", "times its pages", 1.3, last["ratio"]
        )
    if "processes" in result:
        start, memory = result["processes"]["start"], result["processes"]["memory_mb"]
        yield Target("`import govtext`", "ms", 25, start["import_ms"] - start["bare_ms"])
        yield Target("first `clean`", "ms more", 60, start["first_clean_ms"] - start["import_ms"])
        yield Target("memory at the end", "times that in the middle", 1.05, memory[-1] / memory[5])
