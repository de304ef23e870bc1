"""What has left a page so far, so that copies of copies lead to the one that stays.

Copies are judged in the order of their place. The `Ledger` remembers the spans that left, in key and
page offsets, each with the place of its original; a copy of a copy is so led back to the first
(`Ledger.root`), and two copies count as touching when what stands between them has left.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from govtext.steps.duplicates_match import Chain

__all__ = ["Ledger", "Span"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the page."""

    start: int
    end: int


@dataclass(slots=True)
class Ledger:
    """What has left so far: key spans with the place of their original, and the page offset reached."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    roots: list[int] = field(default_factory=list)
    totals: list[int] = field(default_factory=lambda: [0])
    spans: list[Span] = field(default_factory=list)

    @property
    def key_end(self) -> int:
        """The place in the key up to which copies have left."""
        return self.ends[-1] if self.ends else 0

    @property
    def raw_end(self) -> int:
        """The place in the page up to which copies have left."""
        return self.spans[-1].end if self.spans else 0

    def add(self, chain: Chain, start: int, end: int, span: Span) -> None:
        """Enter a removed key span of a chain, and its span of the page."""
        self.spans.append(span)
        cuts = [start, *chain.inner(start, end), end]
        for low, high in pairwise(cuts):
            if low < high:
                self.roots.append(self.root(chain.source_of(low)))
                self.starts.append(low)
                self.ends.append(high)
                self.totals.append(self.totals[-1] + high - low)

    def is_edge(self, at: int) -> bool:
        """Tell whether something that left ended before the key character ``at``."""
        i = bisect_left(self.ends, at)
        return i < len(self.ends) and self.ends[i] == at

    def root(self, at: int) -> int:
        """Return where the key character ``at`` stands in what is kept."""
        for _ in range(64):
            i = bisect_right(self.starts, at) - 1
            if i < 0 or at >= self.ends[i]:
                return at
            at = self.roots[i] + at - self.starts[i]
        return at

    def removed_before(self, at: int) -> int:
        """Return how many key characters before ``at`` have left."""
        i = bisect_right(self.starts, at) - 1
        if i < 0:
            return 0
        return self.totals[i] + min(at, self.ends[i]) - self.starts[i]

    def kept_between(self, start: int, end: int) -> int:
        """Return how many kept key characters stand between two places of the key."""
        if end <= start:
            return 0
        if not self.ends or self.ends[-1] <= start:
            return end - start
        return end - start - (self.removed_before(end) - self.removed_before(start))

    def kept_text(self, page: str, start: int, end: int) -> str:
        """Return what is kept of ``page[start:end]``."""
        pieces = []
        i = bisect_right(self.spans, start, key=lambda s: s.end)
        at = start
        for span in self.spans[i:]:
            if span.start >= end:
                break
            pieces.append(page[at : max(at, span.start)])
            at = max(at, span.end)
        pieces.append(page[at:end])
        return "".join(pieces)
