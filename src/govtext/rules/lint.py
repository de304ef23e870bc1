"""A lint of patterns: what can backtrack without bound is refused before it meets a page.

An unbounded repeat (``*``, ``+``, ``{3,}``) costs time in the square of a line when nothing follows
that matches, and an unbounded repeat inside a repeat costs exponential time. Rules never need either:
a label, a name, a number is short, so its repeats have bounds (``{0,20}``). Possessive repeats
(``*+``) never give back what they took and are allowed at the end of nothing but themselves.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["unbounded"]

# The parser of `re` is the one thing that reads a pattern as `re` does. It lost its public name in 3.11.
_PARSER: Any = re._parser  # type: ignore[attr-defined]  # noqa: SLF001
_MAX = int(_PARSER.MAXREPEAT)
#: Bounded repeats multiply too: (?:a{0,50}b?){0,50} is tried in up to 2,500 ways at each place.
_MOST_NESTED = 4_000


def unbounded(pattern: str) -> list[str]:
    """Return what is wrong with the repeats of a pattern, in words; an empty list is good news.

    Raises ``re.error`` if the pattern does not compile.

    >>> unbounded("ICP备[0-9]{6,10}号")
    []
    >>> unbounded("(?:a+)+b")
    ['an unbounded repeat', 'an unbounded repeat inside another repeat']
    """
    return sorted(set(_problems(_PARSER.parse(pattern), 1)))


def _problems(parsed: Any, ways: int) -> Iterator[str]:
    for name, value in parsed:
        op = str(name)
        if op in ("MAX_REPEAT", "MIN_REPEAT"):
            low, high, inner = value
            simple = len(inner) == 1 and str(inner[0][0]) in (
                "LITERAL",
                "NOT_LITERAL",
                "IN",
                "ANY",
                "CATEGORY",
            )
            if int(high) >= _MAX:
                yield "an unbounded repeat" if ways == 1 else "an unbounded repeat inside another repeat"
                yield from _problems(inner, max(ways, 2))
                continue
            spread = int(high) - int(low) + 1
            if not simple and ways * spread > _MOST_NESTED:
                yield f"repeats inside repeats that can be split in {ways * spread:,} ways"
            yield from _problems(inner, ways * spread if spread > 1 else ways)
        elif op == "SUBPATTERN":
            yield from _problems(value[-1], ways)
        elif op == "BRANCH":
            for branch in value[1]:
                yield from _problems(branch, ways)
        elif op in ("ASSERT", "ASSERT_NOT"):
            yield from _problems(value[1], ways)
        elif op == "ATOMIC_GROUP":
            yield from _problems(value, ways)
