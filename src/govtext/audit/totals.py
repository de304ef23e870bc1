"""Totals over a batch: counts per document, kind and rule, in memory that does not grow with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from govtext.result import Result

__all__ = ["BINS", "RuleTotal", "Totals", "share_lost"]

BINS = 20  # of the histogram of the shares lost: 5 % each
MOST_RULES = 2_000  # beyond these, a rule id is counted under its kind: ids made up per page must not pile up


def share_lost(result: Result) -> float:
    """Return the share of a page's characters that left and that nothing came for.

    >>> from govtext.edits import Edit
    >>> from govtext.result import Result
    >>> share_lost(Result.from_edits("國家(jiā)", [Edit(0, 1, "国"), Edit(2, 7)]))
    0.7142857142857143
    """
    lost = sum(max(0, e.end - e.start - len(e.new)) for e in result.edits)
    return lost / len(result.original) if lost else 0.0


@dataclass(slots=True)
class RuleTotal:
    """What one rule did over a batch."""

    documents: int = 0
    edits: int = 0
    removed: int = 0
    inserted: int = 0

    def take(self, edits: int, removed: int, inserted: int, *, documents: int = 1) -> None:
        """Add counts."""
        self.documents += documents
        self.edits += edits
        self.removed += removed
        self.inserted += inserted

    @property
    def lost(self) -> int:
        """Characters that left and that nothing came for: none for a conversion of script."""
        return max(0, self.removed - self.inserted)


@dataclass(slots=True)
class Totals:
    """Counts over all documents of a batch."""

    documents: int = 0
    changed: int = 0
    truncated: int = 0
    flagged: int = 0
    failed: int = 0
    chars_in: int = 0
    chars_out: int = 0
    rules: dict[str, RuleTotal] = field(default_factory=dict)
    shares: list[int] = field(default_factory=lambda: [0] * BINS)

    def add(self, result: Result) -> None:
        """Count one document."""
        self.documents += 1
        self.changed += result.text != result.original
        self.truncated += result.truncated
        self.flagged += bool(result.flags)
        self.failed += result.error is not None
        self.chars_in += len(result.original)
        self.chars_out += len(result.text)
        self.shares[min(BINS - 1, int(share_lost(result) * BINS))] += 1
        for rule, count in result.summary().items():
            self._total(rule).take(*count)

    def _total(self, rule: str) -> RuleTotal:
        if rule not in self.rules and len(self.rules) >= MOST_RULES:
            rule = rule.partition(".")[0] + ".*"
        return self.rules.setdefault(rule, RuleTotal())

    def merge(self, other: Totals) -> None:
        """Add the counts of another part of the same batch."""
        for name in ("documents", "changed", "truncated", "flagged", "failed", "chars_in", "chars_out"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.shares = [a + b for a, b in zip(self.shares, other.shares, strict=True)]
        for rule, total in other.rules.items():
            self._total(rule).take(total.edits, total.removed, total.inserted, documents=total.documents)

    def kinds(self) -> dict[str, RuleTotal]:
        """Return the totals per kind; ``documents`` counts a document once per rule of the kind."""
        kinds: dict[str, RuleTotal] = {}
        for rule, total in self.rules.items():
            one = kinds.setdefault(rule.partition(".")[0], RuleTotal())
            one.take(total.edits, total.removed, total.inserted, documents=total.documents)
        return kinds

    def rarest(self) -> list[tuple[str, RuleTotal]]:
        """Return the rules, those that act in the fewest documents first."""
        return sorted(self.rules.items(), key=lambda item: (item[1].documents, item[1].edits, item[0]))
