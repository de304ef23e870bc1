"""Which documents of a batch a person should look at, chosen in one pass and in bounded memory.

Mistakes hide in two places: where much left, and where a rule acted that seldom acts. So the sample keeps
the documents with the largest share lost, a few for every rule, some that are truncated, flagged or
failed, and, to be fair to the ordinary, a random choice. "Random" is a hash of name and text: the
same batch gives the same sample in any order and from any number of workers.
"""

from __future__ import annotations

import hashlib
import heapq
from dataclasses import dataclass
from typing import TYPE_CHECKING

from govtext.audit.totals import share_lost
from govtext.audit.view import View, view_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from govtext.audit.totals import Totals
    from govtext.result import Result

__all__ = ["Sample"]

_PER_RULE = 3
_MOST_RULES = 400  # beyond these, documents are no longer kept for the sake of a rule


@dataclass(frozen=True, slots=True)
class _Kept:
    """A document that a reservoir keeps; compared by rank alone, the highest rank stays."""

    rank: tuple[float, int]
    view: View

    def __lt__(self, other: _Kept) -> bool:
        return self.rank < other.rank


class _Reservoir:
    """The ``size`` documents of highest rank, as a heap whose root is the next to go."""

    __slots__ = ("heap", "size")

    def __init__(self, size: int) -> None:
        self.size = size
        self.heap: list[_Kept] = []

    def wants(self, rank: tuple[float, int]) -> bool:
        if len(self.heap) < self.size:
            return True
        return bool(self.heap) and self.heap[0].rank < rank

    def keep(self, rank: tuple[float, int], view: View) -> None:
        if any(kept.rank == rank and kept.view.key == view.key for kept in self.heap):
            return  # the same document twice: once is enough
        push = heapq.heappush if len(self.heap) < self.size else heapq.heappushpop
        push(self.heap, _Kept(rank, view))

    def best(self) -> list[View]:
        return [kept.view for kept in sorted(self.heap, key=lambda kept: kept.rank, reverse=True)]


class Sample:
    """At most ``size`` documents, by shares: violent, of rare rules, truncated, in trouble, random."""

    __slots__ = ("_by_rule", "_cut", "_random", "_trouble", "_violent", "size")

    def __init__(self, size: int = 300) -> None:
        if size < 0:
            raise ValueError(f"a sample has a size from 0 up, not {size}")
        self.size = size
        self._violent = _Reservoir(_part(size, 0.35))
        self._trouble = _Reservoir(_part(size, 0.1))
        self._cut = _Reservoir(_part(size, 0.1))
        self._random = _Reservoir(size)  # also fills what the others leave free
        self._by_rule: dict[str, _Reservoir] = {}

    def add(self, source: str, result: Result) -> None:
        """Offer one document."""
        if not self.size:
            return
        key = _key(source, result.original)
        share = share_lost(result)
        wanted: list[tuple[_Reservoir, tuple[float, int]]] = []
        if share:
            wanted.append((self._violent, (share, key)))
        if result.error is not None or result.flags:
            wanted.append((self._trouble, (result.error is not None, key)))
        if result.truncated:
            wanted.append((self._cut, (0, key)))
        wanted += [(self._of_rule(rule), (0, key)) for rule in result.summary() if self._has_room(rule)]
        wanted.append((self._random, (0, key)))
        wanted = [(reservoir, rank) for reservoir, rank in wanted if reservoir.wants(rank)]
        if not wanted:
            return
        view = view_of(source, result, key=key)
        for reservoir, rank in wanted:
            reservoir.keep(rank, view)

    def _has_room(self, rule: str) -> bool:
        return rule in self._by_rule or len(self._by_rule) < _MOST_RULES

    def _of_rule(self, rule: str) -> _Reservoir:
        return self._by_rule.setdefault(rule, _Reservoir(_PER_RULE))

    def merge(self, other: Sample) -> None:
        """Offer what another part of the same batch kept."""
        for mine, theirs in self._pairs(other):
            for kept in theirs.heap:
                if mine.wants(kept.rank):
                    mine.keep(kept.rank, kept.view)

    def _pairs(self, other: Sample) -> Iterator[tuple[_Reservoir, _Reservoir]]:
        yield self._violent, other._violent
        yield self._trouble, other._trouble
        yield self._cut, other._cut
        yield self._random, other._random
        for rule, theirs in other._by_rule.items():
            if self._has_room(rule):
                yield self._of_rule(rule), theirs

    def views(self, totals: Totals) -> list[View]:
        """Return the sample, the largest share lost first."""
        chosen: dict[int, View] = {}
        rare = [v for rule, _ in totals.rarest() if rule in self._by_rule for v in self._by_rule[rule].best()]
        for views, room in (
            (self._violent.best(), self.size),
            (self._trouble.best(), self.size),
            (self._cut.best(), self.size),
            (rare, self.size - self.size // 6),  # a sixth stays for the random choice, however many rules
            (self._random.best(), self.size),
        ):
            for view in views:
                if len(chosen) >= room:
                    break
                chosen.setdefault(view.key, view)
        return sorted(chosen.values(), key=lambda view: (-view.share, view.source))


def _part(size: int, share: float) -> int:
    return max(1, int(size * share))


def _key(source: str, text: str) -> int:
    blob = f"{source}\0{text}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(blob, digest_size=6).digest())
