"""A lint of patterns: what can backtrack without bound is refused before it meets a page.

An unbounded repeat (``*``, ``+``, ``{3,}``) costs time in the square of a line when nothing follows
that matches, and an unbounded repeat inside a repeat costs exponential time. Rules never need either:
a label, a name, a number is short, so its repeats have bounds (``{0,20}``). Possessive repeats
(``*+``) never give back what they took and are allowed at the end of nothing but themselves.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["unbounded"]

# The parser of `re` is the one thing that reads a pattern as `re` does. It lost its public name in 3.11.
_PARSER: Any = re._parser  # type: ignore[attr-defined]  # noqa: SLF001
_MAX = int(_PARSER.MAXREPEAT)
#: A repeat of something of varying length can be split in (lengths ** times) ways before it fails:
#: (?:[^:]{0,24}?来源){2,16} in 2 ** 74. Up to 2 ** 10 is nothing; beyond, the inside must be atomic.
_MOST_BITS = 10


def unbounded(pattern: str) -> list[str]:
    """Return what is wrong with the repeats of a pattern, in words; an empty list is good news.

    Raises ``re.error`` if the pattern does not compile.

    >>> unbounded("ICP备[0-9]{6,10}号")
    []
    >>> unbounded("(?:a+)+b")
    ['an unbounded repeat', 'an unbounded repeat inside another repeat']
    >>> unbounded("(?:[^:]{0,24}?来源:?){2,16}"), unbounded("(?>[^:]{0,24}?来源:?){2,16}")
    (["a repeat whose inside can be split in 2 to the power of 74 ways (unless it is atomic: '(?>' for '(?:')"], [])
    """
    return sorted(set(_problems(_PARSER.parse(pattern), inside=False)))


def _problems(parsed: Any, *, inside: bool) -> Iterator[str]:
    for name, value in parsed:
        op = str(name)
        if op in ("MAX_REPEAT", "MIN_REPEAT"):
            _, high, inner = value
            if int(high) >= _MAX:
                yield "an unbounded repeat inside another repeat" if inside else "an unbounded repeat"
            elif int(high) > 2 and (bits := _bits(inner) * int(high)) > _MOST_BITS:
                yield (
                    f"a repeat whose inside can be split in 2 to the power of {bits:.0f} ways"
                    " (unless it is atomic: '(?>' for '(?:')"
                )
            yield from _problems(inner, inside=inside or int(high) > 1)
        else:
            for part in _parts(op, value):
                yield from _problems(part, inside=inside)


def _parts(op: str, value: Any) -> list[Any]:
    """Return the sequences inside a group, an alternation or a look around."""
    if op == "SUBPATTERN":
        return [value[-1]]
    if op == "BRANCH":
        return list(value[1])
    if op in ("ASSERT", "ASSERT_NOT"):
        return [value[1]]
    return [value] if op == "ATOMIC_GROUP" else []


def _bits(parsed: Any) -> float:
    """Return the binary logarithm of the lengths that a sequence can take, repeat for repeat.

    What may be there or not (``?``) is told by what follows, and is not counted; nor is what is atomic.
    """
    total = 0.0
    for name, value in parsed:
        op = str(name)
        if op in ("MAX_REPEAT", "MIN_REPEAT"):
            low, high, inner = int(value[0]), min(int(value[1]), 1_000), value[2]
            total += (math.log2(high - low + 1) if high > 1 else 0) + _bits(inner) * high
        elif op in ("BRANCH", "SUBPATTERN"):
            total += max(map(_bits, _parts(op, value)))
    return total
