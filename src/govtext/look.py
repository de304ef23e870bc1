"""What a step has to see on a page before it can find anything, and one look for all steps at once.

A guard costs as much as looking at each character once, and most pages need none of the steps behind them. So
a guard is stated as data: characters, and what has to stand beside one of them. The guards of a pipeline make
one pattern, and a page that this passes over is clean to all of them.

A look is told by single lines: it sees something on a page if and only if it does on one of its lines. Where it
saw nothing before an edit, the lines that the edit cut into are all that can show it something new.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from govtext.edits import Rewriting
from govtext.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from govtext.edits import Edit

__all__ = ["Joint", "Look", "changed_lines", "unchanged"]

_MOST_CUTS = 16  # edits after which looking at the whole text again is no dearer


class Look:
    """One of ``chars`` (the inside of a character class), with ``beside`` matching behind it.

    >>> look = Look("版", "(?=权)")
    >>> look.at("出版的权威"), look.at("版权")
    (-1, 0)
    """

    __slots__ = ("beside", "chars", "scan")

    def __init__(self, chars: str, beside: str = "") -> None:
        self.chars, self.beside = chars, beside
        self.scan = lazy(f"[{chars}](?:{beside})", re.DOTALL)

    def at(self, text: str, start: int = 0) -> int:
        """Return where the first of what is looked for stands from ``start`` on, or -1."""
        found = self.scan.search(text, start)
        return found.start() if found else -1


class Joint:
    """Several looks as one: ``search`` finds the first place in a text at which one of them sees something.

    The looks are made and the pattern is compiled when it is first used, since both cost more than a text.
    """

    __slots__ = ("_looks", "search")
    search: Callable[[str], re.Match[str] | None]

    def __init__(self, looks: Sequence[Callable[[], Look]]) -> None:
        self._looks = tuple(looks)

    def __getattr__(self, name: str) -> Callable[[str], re.Match[str] | None]:
        if name != "search":
            raise AttributeError(name)
        self.search = _joint(self._looks)
        return self.search

    def __call__(self, text: str) -> re.Match[str] | None:
        """Return what ``search`` does, compiled or not yet."""
        return self.search(text)


@lru_cache(maxsize=32)
def _joint(looks: tuple[Callable[[], Look], ...]) -> Callable[[str], re.Match[str] | None]:
    made = sorted((look() for look in looks), key=lambda look: len(look.chars))
    alternatives = "|".join(
        f"{_one_of(look.chars, [other.chars for other in made if other is not look])}(?:{look.beside})"
        for look in made
    )
    source = f"[{''.join(look.chars for look in made)}](?:{alternatives})" if made else "(?!)"
    return re.compile(source, re.DOTALL).search


def _one_of(chars: str, others: Sequence[str]) -> str:
    """Return what holds behind one of ``chars``, where one of them or of the others stands.

    Compiling costs by the character: behind thousands of ideographs it is cheaper to say what does not stand there.
    """
    if len(chars) > sum(map(len, others)) > 0 and chars.isalpha() and min(chars) > "\x7f":
        own = frozenset(chars)
        return f"(?<![{''.join(char for other in others for char in other if char not in own)}])"
    return f"(?<=[{chars}])"


def changed_lines(text: str, after: str, edits: Sequence[Edit]) -> list[tuple[int, int]] | None:
    """Return the spans of the lines of ``after`` that the edits of ``text`` cut into; ``None``: any.

    Lines that left as a whole changed none that are left.

    >>> from govtext.edits import Edit
    >>> changed_lines("甲\\n乙\\n丙丁", "甲\\n丁", [Edit(2, 4), Edit(4, 5)])
    [(2, 3)]
    >>> changed_lines("甲\\n\\n丙", "甲丙", [Edit(1, 2), Edit(2, 3)])
    [(0, 2)]
    """
    if isinstance(edits, Rewriting) or len(edits) > _MOST_CUTS:
        return None
    spans: list[tuple[int, int]] = []
    shift = 0
    for start, end, new in _joined(edits):
        begins = not start or text[start - 1] == "\n"
        ends = end == len(text) or text[end] == "\n"
        if new or not (
            (begins and (ends or text[end - 1] == "\n")) or (ends and text[start : start + 1] == "\n")
        ):
            at = start + shift
            stop = after.find("\n", at + len(new))
            span = after.rfind("\n", 0, at) + 1, stop if stop >= 0 else len(after)
            if span not in spans[-1:]:
                spans.append(span)
        shift += len(new) - (end - start)
    return spans


def _joined(edits: Sequence[Edit]) -> list[tuple[int, int, str]]:
    """Return what the edits replace by what, those that touch as one.

    Two that each take a whole line break may leave no break between the lines around them.
    """
    joined: list[tuple[int, int, str]] = []
    for start, end, new, _, _ in edits:
        if joined and joined[-1][1] == start:
            begin, _, before = joined.pop()
            joined.append((begin, end, before + new))
        else:
            joined.append((start, end, new))
    return joined


def unchanged(text: str, edits: Sequence[Edit], end: int) -> int:
    """Return how much of ``text[:end]`` lies in lines above the first edit; -1: who knows."""
    return -1 if isinstance(edits, Rewriting) else min(end, text.rfind("\n", 0, edits[0].start) + 1)
