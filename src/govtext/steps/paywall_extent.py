"""From where to where a notice runs, once it is clear that there is one.

Evidence is a few words; the notice around them is a bracket, a run of clauses, a line. Everything here
works on the folded copy of one line (no blanks, half-width marks) and is bounded: a notice is short.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from govtext.steps.paywall_page import DOTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from govtext.fold import Shadow

__all__ = ["Clauses", "Run", "clauses", "dressed", "enclosing", "quoted", "run_around", "tail_end"]

_PAIRS = {
    "(": ")",
    "[": "]",
    "\u3010": "\u3011",
    "<": ">",
    "\u3014": "\u3015",
    "\u3008": "\u3009",
    "\u3016": "\u3017",
    "{": "}",
}
_CLOSERS = {close: open_ for open_, close in _PAIRS.items()}
_BEFORE, _INSIDE = 90, 220
_QUOTES = {"\u201c": "\u201d", "\u2018": "\u2019", "\u300c": "\u300d", "\u300e": "\u300f"}
_OPENS_QUOTE = re.compile(f'["{"".join(_QUOTES)}]')
# A clause ends behind these; the kind of its end decides how much evidence a notice needs.
_BREAK = re.compile(
    f"(?P<dots>{DOTS}|[*=~]{{3,12}})|(?P<stop>[\u3002!?;])|(?P<link>[,:|>\u3001]+)|(?P<close>[)\\]\u3011])"
)

_ROW = re.compile(f"{DOTS}|[*=~]{{3,12}}")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a folded line; ``left`` and ``right`` say what bounds it.

    ``start`` / ``end`` (of the line), ``dots``, ``stop``, ``blank``, ``link`` (a comma), ``close`` (a
    closing bracket), or ``glued``: nothing, the notice begins or ends in mid-clause.
    """

    start: int
    end: int
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Clauses:
    """The clauses of a folded line: where each starts and what stands before it."""

    starts: list[int]
    kinds: list[str]
    size: int

    def end(self, i: int) -> int:
        """Return where clause ``i`` ends."""
        return self.starts[i + 1] if i + 1 < len(self.starts) else self.size

    def end_kind(self, i: int) -> str:
        """Return what ends clause ``i``."""
        return self.kinds[i + 1] if i + 1 < len(self.kinds) else "end"


def clauses(copy: Shadow, *, blanks: bool = True) -> Clauses:
    """Cut a folded line into clauses, at marks and (``blanks``) at blanks between two Han characters."""
    text, offsets = copy.text, copy.offsets
    cuts = {found.end(): str(found.lastgroup) for found in _BREAK.finditer(text)}
    # dots begin a clause of their own, so that what follows them knows and what precedes ends before them
    for found in _ROW.finditer(text):
        cuts.setdefault(found.start(), "dots")
    if blanks and not isinstance(offsets, range):
        for i in range(1, len(text)):
            if offsets[i] - offsets[i - 1] > 1 and text[i - 1] > "\u2e7f" < text[i]:
                cuts.setdefault(i, "blank")
    cuts.pop(len(text), None)
    cuts[0] = "start"
    starts = sorted(cuts)
    return Clauses(starts, [cuts[s] for s in starts], len(text))


def run_around(text: str, cut: Clauses, start: int, end: int, speaks: Callable[[str], bool]) -> Run:
    """Return the run of clauses in wall language around ``text[start:end]``."""
    first = bisect_right(cut.starts, start) - 1
    last = max(bisect_left(cut.starts, end) - 1, first)
    head, rest = text[cut.starts[first] : start], text[end : cut.end(last)]
    left = "glued"
    if not head or speaks(head):
        while first and cut.kinds[first] in ("link", "blank") and _says(text, cut, first - 1, speaks):
            first -= 1
        start, left = cut.starts[first], cut.kinds[first]
    right = "glued"
    if not rest.strip("\u3002!?;,:|>)]\u3011.\u2026") or speaks(rest):
        while last + 1 < len(cut.starts) and _says(text, cut, last + 1, speaks):
            last += 1
        end, right = cut.end(last), cut.end_kind(last)
    return Run(start, end, left, right)


def _says(text: str, cut: Clauses, i: int, speaks: Callable[[str], bool]) -> bool:
    piece = text[cut.starts[i] : cut.end(i)]
    return 2 <= len(piece) <= 120 and speaks(piece)


def enclosing(text: str, start: int, end: int) -> tuple[int, int, bool] | None:
    """Return the bracket around a stretch: its start, its end, and whether it is closed.

    An unclosed bracket ends where the line does, at most: the caller decides where.
    """
    depth = 0
    for i in range(start - 1, max(start - _BEFORE, 0) - 1, -1):
        if text[i] in _CLOSERS:
            depth += 1
        elif text[i] in _PAIRS:
            if depth:
                depth -= 1
            else:
                return _closed(text, i, end)
    if start < len(text) and text[start] in _PAIRS:
        return _closed(text, start, start + 1)
    return None


def _closed(text: str, opener: int, end: int) -> tuple[int, int, bool]:
    want, own = _PAIRS[text[opener]], text[opener]
    depth = text.count(own, opener + 1, end) - text.count(want, opener + 1, end)
    for i in range(end, min(end + _INSIDE, len(text))):
        if text[i] == own:
            depth += 1
        elif text[i] == want:
            if depth <= 0:
                return opener, i + 1, True
            depth -= 1
    return opener, min(end + _INSIDE, len(text)), False


# Runs are taken whole or not at all (atomic): to part them in every way would take for ever.
_DRESS_BEFORE = re.compile(
    r"(?>(?:<[a-z/][^<>]{0,80}>|\[[a-z]{2,8}(?:=[^\[\]]{1,12})?\]|-{1,3}>+|\*{2,}|={2,}|~{2,}|>{2,}|第?[(]第?\d+/\d+页?[)]页?|第\d+/\d+页)+)$",
    re.IGNORECASE,
)
_DRESS_AFTER = re.compile(
    r"(?>(?:</?[a-z][^<>]{0,50}>|\[/[a-z]{2,8}\]|\*{2,}|={2,}|~{2,}|>+)+)", re.IGNORECASE
)


def dressed(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in what a notice is dressed in: an outer bracket, an arrow, a row of stars, a raw tag."""
    while (
        start > 0
        and end < len(text)
        and text[start - 1] + text[end] in ("()", "[]", "【】", "<>", "**", "\u2014\u2014")
    ):
        start, end = start - 1, end + 1
    before = _DRESS_BEFORE.search(text[max(0, start - 90) : start])
    after = _DRESS_AFTER.match(text[end : end + 60])
    return start - (len(before[0]) if before else 0), end + (after.end() if after else 0)


_TAIL = re.compile(
    "[,。;!]?(?:请(?:您)?(?:认真|仔细)?(?:阅读|查看)(?:下面|下方|以下)的?(?:提示信息|提示)[。!.,]?)?"
    "(?:收藏(?:《[^《》]{1,90}》|[^)|\n]{1,90}?(?=[)|]|上一?[篇页]|下一?[篇页]|相关|$)))?"
    "[)\\]】>]?"
)


def tail_end(text: str, end: int) -> int:
    """Return where a tail ends that has no closing bracket: behind its hint and the title to collect."""
    found = _TAIL.match(text, end)
    return found.end() if found else end


def quoted(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the inside of the quotation marks around a stretch, if both marks stand in the line."""
    if _OPENS_QUOTE.search(text, max(0, start - 200), start) is None:
        return None
    for mark, close in _QUOTES.items():
        opener = text.rfind(mark, max(0, start - 200), start)
        if opener >= 0 and text.find(close, opener, start) < 0:
            closer = text.find(close, end, end + 200)
            if closer >= 0:
                return opener + 1, closer
    if text.count('"', max(0, start - 200), start) % 2:
        opener, closer = text.rfind('"', 0, start), text.find('"', end, end + 200)
        if closer >= 0:
            return opener + 1, closer
    return None
