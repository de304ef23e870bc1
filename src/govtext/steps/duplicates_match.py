"""What returns: stretches of the key that stood before, and chains of them.

*Stretches.* Going through the page from left to right, a seed that stood before (`duplicates_seeds`)
is extended in both directions as far as the key agrees (`Stretch`). Two sources are tried, the first
place where the seed stood and the latest: the first is the original, the latest is what a growing page (A, AB, ABC)
continues. Where a stretch ends, the same diagonal is searched on a little further, so that a
corrected figure, a by-line or a lost number does not end the copy.

*Chains.* Stretches that follow one another in both copies, over gaps small against what agrees,
make a chain: one candidate copy, to be judged by its evidence elsewhere.

Every key character is compared a bounded number of times: cost and memory are linear, also for one
character repeated or for a thousand copies (a stretch may overlap its own source, as in LZ77).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import compress, count
from typing import TYPE_CHECKING

from govtext.steps.duplicates_proof import SEED
from govtext.steps.duplicates_seeds import Seeds

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from govtext.steps.duplicates_key import Key
    from govtext.steps.duplicates_seeds import Return

__all__ = ["Chain", "Stretch", "find_chains"]

_REACH = 120  # how far behind a mismatch the diagonal is searched on, in key characters
_TRIES = 24  # clause starts tried there
_WORTH = 20  # key characters of an agreement that is searched on behind its end
_OTHER = 40  # so many key characters that stood elsewhere are a copy of that
_OVERLAP = 4
_BLOCK = 1 << 16
_BACK = 6  # key characters that agree before a correction
_CHANGES = ((1, 1), (2, 2), (0, 1), (1, 0), (0, 2), (2, 0), (3, 3), (1, 2), (2, 1))  # lost and put in
_LARGE = 60  # an agreement of that size reaches over the header between a title and itself,
_HEADER = 60  # of so many key characters
_OVERRUN = 24  # key characters by which an agreement may run on by chance
_LINE_BORDER = "\n。！？!?；;\u3000 "
_SWALLOW = 8  # stretches that one may swallow while it is extended to the left


@dataclass(slots=True)
class Stretch:
    """``size`` key characters at ``target`` that stood before at ``source``."""

    source: int
    target: int
    size: int

    @property
    def source_end(self) -> int:
        """The place behind it in the source."""
        return self.source + self.size

    @property
    def target_end(self) -> int:
        """The place behind it in the target."""
        return self.target + self.size


@dataclass(slots=True)
class Chain:
    """Stretches in the same order in both copies, with small gaps between."""

    parts: list[Stretch] = field(default_factory=list)
    size: int = 0  # key characters that agree

    @property
    def source(self) -> int:
        """The place of the original."""
        return self.parts[0].source

    @property
    def source_end(self) -> int:
        """The place behind the original."""
        return self.parts[-1].source_end

    @property
    def target(self) -> int:
        """The place of the copy."""
        return self.parts[0].target

    @property
    def target_end(self) -> int:
        """The place behind the copy."""
        return self.parts[-1].target_end

    def source_of(self, target: int) -> int:
        """Return the place in the source that answers to a place in the target."""
        i = bisect_right(self.parts, target, key=lambda p: p.target) - 1
        part = self.parts[max(0, i)]
        return part.source + min(max(0, target - part.target), part.size)

    def inner(self, start: int, end: int) -> list[int]:
        """Return the places strictly between two places of the target at which a stretch begins."""
        low = bisect_right(self.parts, start, key=lambda p: p.target)
        high = bisect_left(self.parts, end, key=lambda p: p.target)
        return [part.target for part in self.parts[low:high]]


def find_chains(key: Key) -> list[Chain]:
    """Return the candidate copies of a page in the order of their place; empty if nothing returns.

    >>> from govtext.steps.duplicates_key import Key
    >>> page = "北渚区今年新建口袋公园十二个。市民都说好。" * 2
    >>> [(c.source, c.target, c.size) for c in find_chains(Key(page))]
    [(0, 19, 19)]
    """
    chains = list(_chained(_stretches(key, Seeds(key))))
    floor = 0
    for chain in chains:
        _reach_back(key, chain, floor)
        floor = chain.target_end
    return chains


def _ahead(one: str, two: str) -> int:
    """Return how many characters two different strings of one length begin with alike."""
    return next(compress(count(), map(str.__ne__, one, two)))


def _agree_right(text: str, a: int, b: int, stop: int) -> int:
    """Return how many characters agree from ``a`` and ``b > a`` on, before ``stop`` (seen from b)."""
    step = 32
    done = min(step, stop - b)
    if text[a : a + done] != text[b : b + done]:
        return _ahead(text[a : a + done], text[b : b + done])
    while b + done < stop:
        step = min(step, stop - b - done)
        if text[a + done : a + done + step] == text[b + done : b + done + step]:
            done += step
            step = min(step * 2, _BLOCK)
        elif step == 1:
            break
        else:
            step = max(1, step // 2)
            while step > 1 and text[a + done : a + done + step] != text[b + done : b + done + step]:
                step //= 2
            if text[a + done] != text[b + done]:
                break
    return done


def _agree_left(text: str, a: int, b: int, floor: int) -> int:
    """Return how many characters agree before ``a`` and ``b > a``, not below ``floor`` (seen from b)."""
    most = min(a, b - floor)
    if most <= 0 or text[a - 1] != text[b - 1]:
        return 0
    step = 32
    done = min(step, most)
    if text[a - done : a] != text[b - done : b]:
        return _ahead(text[a - done : a][::-1], text[b - done : b][::-1])
    while done < most:
        step = min(step, most - done)
        if text[a - done - step : a - done] == text[b - done - step : b - done]:
            done += step
            step = min(step * 2, _BLOCK)
        elif step == 1:
            break
        else:
            step = max(1, step // 2)
            while step > 1 and text[a - done - step : a - done] != text[b - done - step : b - done]:
                step //= 2
            if text[a - done - 1] != text[b - done - 1]:
                break
    return done


def _stretches(key: Key, seeds: Seeds) -> Iterator[Stretch]:
    """Yield stretches by their place; none overlaps another in the target."""
    found: list[Stretch] = []
    covered = 0
    while (again := seeds.beyond(covered)) is not None:
        covered = again.place + 1
        best = _longest(key.text, again)
        if best is not None:
            found = yield from _settle(key, found, best)
            covered = found[-1].target_end
            more_to_come = _further(key, found[-1], seeds) if found[-1].size >= _WORTH else ()
            for more in more_to_come:
                found.append(more)
                covered = more.target_end
    yield from found


def _longest(text: str, again: Return) -> Stretch | None:
    """Return the longest agreement of a seed with one of its two sources; ties: the latest."""
    place, latest, first = again
    source, size = latest, _agree_right(text, latest, place, len(text))
    if first < latest and (other := _agree_right(text, first, place, len(text))) > size:
        source, size = first, other
    return Stretch(source, place, size) if size >= SEED else None


def _settle(key: Key, found: list[Stretch], new: Stretch) -> Generator[Stretch, None, list[Stretch]]:
    """Extend a stretch to the left, over stretches that it swallows; yield those that are settled.

    A copy may open with a clause that is also found elsewhere; the stretch that begins behind it
    reaches back over it, for in the right source the same clause stands before.
    """
    text = key.text
    for _ in range(_SWALLOW):
        floor = found[-1].target_end if found else 0
        grow = _agree_left(text, new.source, new.target, floor)
        new = Stretch(new.source - grow, new.target - grow, new.size + grow)
        if not found or new.target > floor:
            break
        last = found[-1]
        reach = _agree_left(text, new.source, new.target, last.target)
        if reach < last.size:
            _cede(key, last, new, min(reach, _OVERRUN))
            break
        found.pop()
    keep = found[-_SWALLOW:]
    yield from found[: len(found) - len(keep)]
    keep.append(new)
    return keep


def _cede(key: Key, last: Stretch, new: Stretch, reach: int) -> None:
    """Give the words by which a stretch ran on into the next line to the stretch of that line."""
    starts = key.starts
    low = bisect_left(starts, new.target - reach)
    for place in starts[low : bisect_left(starts, new.target)]:
        if key.page[key.raw(place) - 1] in _LINE_BORDER and place > last.target:
            grow = new.target - place
            last.size -= grow
            new.source, new.target, new.size = new.source - grow, place, new.size + grow
            return


def _further(key: Key, last: Stretch, seeds: Seeds) -> Iterator[Stretch]:
    """Yield the stretches that go on behind a small gap on nearly the same diagonal."""
    text = key.text
    while True:
        end, source_end = last.target_end, last.source_end
        at = bisect_left(key.starts, end)  # there too: a number may be missing between two lines
        for place in key.starts[at : at + _TRIES]:
            if place > end + _REACH or place + SEED > len(text):
                return
            seed = text[place : place + SEED]
            source = text.find(seed, source_end, source_end + place - end + _REACH + SEED)
            if 0 <= source < place:
                break
            other = seeds.first(place)
            if other < place and _agree_right(text, other, place, min(len(text), place + _OTHER)) >= _OTHER:
                return  # what stands here is a copy of something else
        else:
            return
        size = _agree_right(text, source, place, len(text))
        if size < min(place - end, _OTHER):
            return
        back = _agree_left(text, source, place, end)
        if source - back < source_end <= source - back + _OVERLAP:
            back = source - source_end  # one character too many on the left, as in 件件 for 件
        last = Stretch(source - back, place - back, size + back)
        yield last


def _reach_back(key: Key, chain: Chain, floor: int) -> None:
    """Extend a long chain to the left over corrections, up to the line's start.

    Where the first clauses of a copy were corrected, no seed of theirs stood before.
    """
    if chain.size < _LARGE:
        return
    text, page = key.text, key.page
    for _ in range(_TRIES):
        head = chain.parts[0]
        if head.target <= floor or page[key.raw(head.target) - 1] == "\n":
            return
        for was, now in _CHANGES:
            grow = _agree_left(text, max(0, head.source - was), max(0, head.target - now), floor)
            if grow >= _BACK:
                break
        else:
            return
        chain.parts.insert(0, Stretch(head.source - was - grow, head.target - now - grow, grow))
        chain.size += grow


def _chained(stretches: Iterator[Stretch]) -> Iterator[Chain]:
    """Join stretches that follow one another in both copies over gaps small against what agrees."""
    chain = Chain()
    for new in stretches:
        if chain.parts and not _follows(chain, new):
            yield chain
            chain = Chain()
        chain.parts.append(new)
        chain.size += new.size
    if chain.parts:
        yield chain


def _follows(chain: Chain, new: Stretch) -> bool:
    """Tell whether a stretch goes on with a chain."""
    wide = new.target - chain.target_end
    source_wide = new.source - chain.source_end
    if wide < 0 or source_wide < 0 or new.source >= chain.target or new.source_end > chain.target + _OVERRUN:
        return False
    least = min(chain.size, new.size)
    if wide <= max(4, least // 2) and source_wide <= max(24, 2 * least):
        return True
    return new.size >= _LARGE and wide <= _HEADER and source_wide <= 4 * _HEADER
