"""Where something returns at all: seeds at clause starts that stood before.

A repeat that is worth anything holds a clause start, and text is cut into clauses by punctuation alike
in both copies. So only the key characters behind each clause start are hashed, about one sample for
nine characters. `dict` and `map` find those that return; Python looks at these alone.

The longer a text, the more of its phrases return somewhere: sixteen characters are evidence of a copy
nearby, and of nothing at all a book away. So in a long text a seed must have twice the size, unless it
returns within some hundred clauses. (Most of what a law book cost were agreements of a phrase with
one in another law; none was a copy.)
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from govtext.steps.duplicates_proof import SEED, SHORT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from govtext.steps.duplicates_key import Key

__all__ = ["Return", "Seeds"]

_BLOCK = 1 << 16
_LONG = 20_000  # key characters of a text in which a phrase a long way off proves nothing
_NEAR = 256  # clauses back, at least, and at most twice as many
_FAR_SEED = 2 * SEED


class Return(NamedTuple):
    """A place whose seed stood before: the latest place where it did, and the first."""

    place: int
    latest: int
    first: int


class Seeds:
    """The seeds of a key. ``returns`` gives the places where one stood before, in their order.

    >>> from govtext.steps.duplicates_key import Key
    >>> seeds = Seeds(Key("北渚区今年新建口袋公园十二个。市民都说好。" * 2))
    >>> list(seeds.returns()), seeds.first(19), seeds.first(5)
    ([Return(place=19, latest=0, first=0)], 0, 5)
    """

    __slots__ = ("_first", "_places", "_size", "_starts", "_text")

    def __init__(self, key: Key) -> None:
        self._text = text = key.text
        is_long = len(text) > _LONG
        self._size = _FAR_SEED if is_long else SEED
        self._starts: Sequence[int] = key.starts
        if is_long and len(key.starts) * 5 > len(text):
            self._starts = _sampled(text, key.starts)
        self._first, self._places = _repeated(text, self._starts, self._size)

    def first(self, place: int) -> int:
        """Return the first place where the seed at a place stands; the place itself if that is not known."""
        return self._first.get(hash(self._text[place : place + self._size]), place)

    def returns(self) -> Iterator[Return]:
        """Yield the places whose seed stood before."""
        return self._anywhere() if self._size == SEED else self._joined()

    def _anywhere(self) -> Iterator[Return]:
        text, size, firsts = self._text, self._size, self._first
        latest: dict[int, int] = {}
        for place in self._places:
            mark = hash(text[place : place + size])
            first = firsts[mark]
            yield Return(place, latest.get(mark, first), first)
            latest[mark] = place

    def _joined(self) -> Iterator[Return]:
        """Yield what returns nearby or is long: the latest place is the nearer one, the first the farther."""
        far = self._anywhere()
        ahead = next(far, None)
        for near in self._nearby():
            while ahead is not None and ahead.place < near.place:
                yield ahead
                ahead = next(far, None)
            if ahead is not None and ahead.place == near.place:
                yield Return(near.place, near.latest, ahead.first)
                ahead = next(far, None)
            else:
                yield near
        if ahead is not None:
            yield ahead
        yield from far

    def _nearby(self) -> Iterator[Return]:
        """Yield the places whose short seed stood before in these clauses or the ones before."""
        text, starts = self._text, self._starts
        before: dict[int, int] = {}
        for begin in range(0, bisect_right(starts, len(text) - SHORT), _NEAR):
            block = starts[begin : begin + _NEAR]
            hashes = [hash(text[i : i + SHORT]) for i in block]
            first = dict(zip(reversed(hashes), reversed(block), strict=True))
            latest: dict[int, int] = {}
            for mark, place in [
                (h, i) for h, i in zip(hashes, block, strict=True) if first[h] != i or h in before
            ]:
                earliest = before.get(mark, first[mark])
                yield Return(place, latest.get(mark, earliest), earliest)
                latest[mark] = place
            before = dict(zip(hashes, block, strict=True))


def _sampled(text: str, starts: Sequence[int]) -> Sequence[int]:
    """Return every fourth start, chosen by what stands there: letter-spaced or tabular text has one for each character."""
    end = bisect_right(starts, len(text) - SEED)
    return array("q", (i for i in starts[:end] if not (ord(text[i]) + 3 * ord(text[i + 5])) & 3))


def _repeated(text: str, starts: Sequence[int], size: int) -> tuple[dict[int, int], Sequence[int]]:
    """Return hash -> first place of the seeds, of those that return at least, and the places whose seed stood before."""
    end = bisect_right(starts, len(text) - size)
    places = starts[:end]
    hashes = array("q")
    for begin in range(0, end, _BLOCK):
        hashes.extend([hash(text[i : i + size]) for i in places[begin : begin + _BLOCK]])
    again = _returning(hashes)
    first: dict[int, int] = {}
    known = first.setdefault
    stood = [i for h, i in zip(hashes, places, strict=True) if h in again and known(h, i) != i]
    return first, array("q", stood)


def _returning(hashes: Sequence[int]) -> set[int]:
    """Return the hashes that return, of many: in half the memory that a dictionary of all would take."""
    seen: set[int] = set()
    again: set[int] = set()
    for begin in range(0, len(hashes), _BLOCK):
        block = hashes[begin : begin + _BLOCK]
        new = set(block)
        again |= seen & new
        if len(new) < len(block):
            again.update(h for h, times in Counter(block).items() if times > 1)
        seen |= new
    return again
