"""Where something returns at all: seeds at clause starts that stood before.

A repeat that is worth anything holds a clause start, and text is cut into clauses by punctuation alike
in both copies. So only the key characters behind each clause start are hashed, about one sample for
nine characters. `dict` and `map` find those that return; Python looks at these alone.

The longer a text, the more of its phrases return somewhere: sixteen characters are evidence of a copy
nearby, and of nothing at all a book away. So in a long text a seed must have twice the size, in a book
twice that, unless it returns within some hundred clauses. (Most of what a law book cost were agreements
of a phrase with one in another law; none was a copy.)
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import compress
from operator import ne
from typing import TYPE_CHECKING, NamedTuple

from govtext.steps.duplicates_proof import SEED, SHORT

if TYPE_CHECKING:
    from collections.abc import MutableSequence, Sequence

    from govtext.steps.duplicates_key import Key

__all__ = ["Return", "Seeds"]

_BLOCK = 1 << 16
_LONG = 20_000  # key characters of a text in which a phrase a long way off proves nothing
_BOOK = 1 << 20  # and of one in which a sentence a long way off proves nothing
_NEAR = 256  # clauses back, at least, and at most twice as many
_FAR_SEED = 2 * SEED
_PARTS = 4  # a power of two


class Return(NamedTuple):
    """A place whose seed stood before: the latest place where it did, and the first."""

    place: int
    latest: int
    first: int


class Seeds:
    """The seeds of a key, asked from left to right where one stood before.

    >>> from govtext.steps.duplicates_key import Key
    >>> seeds = Seeds(Key("北渚区今年新建口袋公园十二个。市民都说好。" * 2))
    >>> seeds.beyond(0), seeds.beyond(20), seeds.first(19), seeds.first(5)
    (Return(place=19, latest=0, first=0), None, 0, 5)
    """

    __slots__ = ("_far", "_near")

    def __init__(self, key: Key) -> None:
        text, starts = key.text, key.starts
        self._near: _Nearby | None = None
        if len(text) <= _LONG:
            self._far = _Anywhere(text, starts, SEED)
        else:
            if len(starts) * 5 > len(text):
                starts = _sampled(text, starts)
            self._far = _Anywhere(text, starts, _FAR_SEED if len(text) <= _BOOK else 2 * _FAR_SEED)
            self._near = _Nearby(text, starts)

    def first(self, place: int) -> int:
        """Return the first place where the seed at a place stands; the place itself if that is not known."""
        return self._far.first(place)

    def beyond(self, place: int) -> Return | None:
        """Return the next place from ``place`` on whose seed stood before; never ask about an earlier one again."""
        far = self._far.beyond(place)
        near = self._near.beyond(place) if self._near else None
        if near is None or (far is not None and far.place < near.place):
            return far
        if far is None or near.place < far.place:
            return near
        return Return(near.place, near.latest, far.first)


class _Anywhere:
    """Seeds of one size, wherever in the text they stood before."""

    __slots__ = ("_at", "_first", "_latest", "_marks", "_places", "_size", "_text")

    def __init__(self, text: str, starts: MutableSequence[int], size: int) -> None:
        self._text, self._size = text, size
        self._first, self._marks, self._places = _repeated(text, starts, size)
        self._latest: dict[int, int] = {}
        self._at = 0

    def first(self, place: int) -> int:
        return self._first.get(hash(self._text[place : place + self._size]), place)

    def beyond(self, place: int) -> Return | None:
        begin, places, marks = self._at, self._places, self._marks
        self._at = at = bisect_left(places, place, begin)
        if at > begin:
            self._latest.update(zip(marks[begin:at], places[begin:at], strict=True))
        if at == len(places):
            return None
        first = self._first[marks[at]]
        return Return(places[at], self._latest.get(marks[at], first), first)


class _Nearby:
    """Shorter seeds that stood before in their block of clauses or the block before."""

    __slots__ = ("_at", "_before", "_begin", "_end", "_returns", "_starts", "_text")

    def __init__(self, text: str, starts: MutableSequence[int]) -> None:
        self._text, self._starts = text, starts
        self._end = bisect_right(starts, len(text) - SHORT)
        self._begin = 0  # of the block that is read next
        self._before: dict[int, int] = {}  # hash -> last place of the seeds of the block read last
        self._returns: list[Return] = []
        self._at = 0

    def beyond(self, place: int) -> Return | None:
        while True:
            for at in range(self._at, len(self._returns)):
                if self._returns[at].place >= place:
                    self._at = at
                    return self._returns[at]
            begin = bisect_left(self._starts, place) // _NEAR * _NEAR
            if begin > self._begin:  # what a copy covers need not be read
                self._begin = begin
                self._before = dict(self._seeds(begin - _NEAR))
            if self._begin >= self._end:
                self._returns = []
                return None
            self._returns, self._at = self._read(self._begin), 0
            self._begin += _NEAR

    def _seeds(self, begin: int) -> list[tuple[int, int]]:
        text = self._text
        return [(hash(text[i : i + SHORT]), i) for i in self._starts[begin : min(self._end, begin + _NEAR)]]

    def _read(self, begin: int) -> list[Return]:
        seeds = self._seeds(begin)
        first, before = dict(reversed(seeds)), self._before
        latest: dict[int, int] = {}
        found: list[Return] = []
        for mark, place in [(h, i) for h, i in seeds if first[h] != i or h in before]:
            earliest = before.get(mark, first[mark])
            found.append(Return(place, latest.get(mark, earliest), earliest))
            latest[mark] = place
        self._before = dict(seeds)
        return found


def _sampled(text: str, starts: MutableSequence[int]) -> MutableSequence[int]:
    """Return every fourth start, chosen by what stands there: letter-spaced or tabular text has one for each character."""
    end = bisect_right(starts, len(text) - SEED)
    return array("q", (i for i in starts[:end] if not (ord(text[i]) + 3 * ord(text[i + 5])) & 3))


def _repeated(
    text: str, starts: MutableSequence[int], size: int
) -> tuple[dict[int, int], MutableSequence[int], MutableSequence[int]]:
    """Return hash -> first place of the seeds, of those that return at least; the hashes and places of those that stood before."""
    places = starts[: bisect_right(starts, len(text) - size)]
    if len(places) <= _BLOCK:
        hashes = [hash(text[i : i + size]) for i in places]
        first = dict(zip(reversed(hashes), reversed(places), strict=True))
        again = [*map(ne, map(first.__getitem__, hashes), places)]
        return first, [*compress(hashes, again)], [*compress(places, again)]
    many = array("q")
    for begin in range(0, len(places), _BLOCK):
        many.extend([hash(text[i : i + size]) for i in places[begin : begin + _BLOCK]])
    returning = _returning(many)
    first, marks, stood = {}, array("q"), array("q")
    for mark, place in zip(many, places, strict=True):
        if mark in returning and first.setdefault(mark, place) != place:
            marks.append(mark)
            stood.append(place)
    return first, marks, stood


def _returning(hashes: Sequence[int]) -> set[int]:
    """Return the hashes that return, of many: a part of them at a time, for a set of all takes more memory than the text."""
    again: set[int] = set()
    mask = _PARTS - 1
    for part in range(_PARTS):
        some = [h for h in hashes if h & mask == part]
        if len(set(some)) < len(some):
            again.update(h for h, times in Counter(some).items() if times > 1)
    return again
