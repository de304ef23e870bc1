"""The words of link rows, asked for by the character they begin with.

A rule of two hundred words is tried word by word wherever a word can begin, and that is at every blank.
The character that stands there rules out all but a few of them, and those few are a pattern of their own.
"""

from __future__ import annotations

import itertools
import re

from govtext.patterns import beginning, lazy

__all__ = ["Words", "branches"]

#: What a pattern is made of: an escape, a class, any other character.
_PARTS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)
_DEEPER = {"(": 1, ")": -1}


class Words:
    """A pattern that is an alternation, for matches that begin at a known place.

    >>> words = Words("首页|网站(?:地图|群)|.报")
    >>> words.match("返回首页", 2)[0], words.match("首页", 1), words.match("网站群", 0)[0]
    ('首页', None, '网站群')
    """

    __slots__ = ("_by_first", "_other")

    def __init__(self, source: str, flags: int = 0) -> None:
        words = [(word, beginning(word, flags)) for word in branches(source)]
        broad = [word for word, chars in words if chars is None]
        self._other = lazy("|".join(broad) if broad else "(?!)", flags)
        self._by_first = {
            char: lazy("|".join(word for word, chars in words if chars is None or char in chars), flags)
            for char in frozenset().union(*(chars for _, chars in words if chars))
        }

    def match(self, text: str, start: int) -> re.Match[str] | None:
        """Return what the whole pattern's ``match`` does."""
        return self._by_first.get(text[start], self._other).match(text, start)

    def fullmatch(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """Return what the whole pattern's ``fullmatch`` does."""
        return self._by_first.get(text[start], self._other).fullmatch(text, start, end)


def branches(source: str) -> list[str]:
    r"""Split a pattern at the bars that stand in no group and no class, also in one group around all of it.

    >>> branches(r"(?:甲|(?:乙|丙)丁|[|]\|)"), branches("(?:甲|乙)(?:丙|丁)")
    (['甲', '(?:乙|丙)丁', '[|]\\|'], ['(?:甲|乙)(?:丙|丁)'])
    """
    if source.startswith("(?:") and _closes_at_end(source):
        source = source[3:-1]
    found = [""]
    depth = 0
    for part in _PARTS.findall(source):
        depth += _DEEPER.get(part, 0)
        if part == "|" and not depth:
            found.append("")
        else:
            found[-1] += part
    return found


def _closes_at_end(source: str) -> bool:
    """Whether the group that a pattern opens with is all of it."""
    depths = list(itertools.accumulate(_DEEPER.get(part, 0) for part in _PARTS.findall(source)))
    return depths.index(0) == len(depths) - 1
