"""The cheapest proof that nothing returns.

Most pages hold no copy, and a page without one should cost little more than reading it. A copy of
forty characters holds a whole clause, and a clause is what stands between two punctuation marks; so a
page whose clauses of eight characters and more are all different has no copy, and `str.split` and a
set say so at a fraction of the cost of the key. The few clauses that do return (a motto, the name of
an office) are looked at: unless their surroundings agree too, they prove nothing.

Where copies may differ in their clauses (entities, inline pinyin, two scripts, letter-spacing, pipes
of a table) the proof is not tried. A wrong "may return" costs time, a wrong "nothing returns" would
leave a copy: doubt says yes.
"""

from __future__ import annotations

import re
from collections import Counter

from govtext.steps.duplicates_key import folded, varies

__all__ = ["may_return"]

_MARKS = ("\u3002", "\n", ",", "\uff1b", ";", "\uff1a", ":", "\uff01", "\uff1f", "!", "?", "\u201d", "\u2026")
_COMMA = "\uff0c"
_BREAK = re.compile(f"[{_COMMA}{''.join(_MARKS)}]")
_CLAUSE = 8  # characters of a clause that is worth a look
_SHORT_CLAUSE = 4
_BLANKS = " \u3000\xa0\t"
_BREAKS = _COMMA + "".join(_MARKS)
_CHUNK = 1 << 16
_ROWS = 3  # clauses that return, of any length: perhaps a list of short lines
_FAR = 36  # key characters that may be a copy wherever they stand
_LINE = 100  # page characters before a copy in which its line begins
_LABEL = 40  # key characters that a dateline or a label before a copy may have
_AROUND = 48  # page characters looked at beside a clause
_PLACES = 6  # places of one clause that are compared


def may_return(text: str, least: int) -> bool:
    """Tell whether ``least`` letters of a page may stand twice in it; ``False`` is a proof.

    >>> may_return("今天上午会议在市政府召开。各区负责人参加了会议,并作了发言。", 16)
    False
    """
    if len(text) < 2 * least:
        return False
    if varies(text):
        return True
    for blank in _BLANKS:
        if blank in text:
            text = text.replace(blank, "")
    count, clauses = _counted(text)
    if len(count) == clauses:
        return False
    again = [c for c, times in count.items() if times > 1 and len(c) >= _SHORT_CLAUSE]
    long = [c for c in again if len(c) >= _CLAUSE]
    if len(long) > 4 + len(text) // 500 or len(again) - len(long) > 8 + len(text) // 250:
        return True
    for clause in again:
        if (len(clause) >= _CLAUSE or _neighbours(text, clause)) and _agrees(text, clause, least):
            return True
    return clauses - len(count) > _ROWS and _lines_return(text, least)


def _counted(text: str) -> tuple[Counter[str], int]:
    """Return how often each clause stands in a text, and how many there are; in pieces, to save memory."""
    count: Counter[str] = Counter()
    total = begin = 0
    while begin < len(text):
        end = len(text)
        if end - begin > _CHUNK:
            stop = _BREAK.search(text, begin + _CHUNK)
            end = stop.end() if stop else end
        flat = text[begin:end]
        for mark in _MARKS:
            if mark in flat:
                flat = flat.replace(mark, _COMMA)
        clauses = flat.split(_COMMA)
        total += len(clauses)
        count.update(clauses)
        begin = end
    return count, total


def _neighbours(text: str, clause: str) -> bool:
    """Tell whether a short clause has the same letter before or behind it in two places: the cheap test."""
    before: set[str] = set()
    behind: set[str] = set()
    at = text.find(clause)
    count = 0
    while at >= 0:
        end = at + len(clause)
        one, two = text[max(0, at - 3) : at].strip(_BREAKS)[-1:], text[end : end + 3].strip(_BREAKS)[:1]
        if one in before or two in behind or count > _PLACES:
            return True
        before.add(one)
        behind.add(two)
        count += 1
        at = text.find(clause, end)
    return False


def _lines_return(text: str, least: int) -> bool:
    """Tell whether lines return whose letters together are many: a list of short lines."""
    seen: set[str] = set()
    size = 0
    for line in text.split("\n"):
        if line in seen:
            size += len(line)
        else:
            seen.add(line)
    return size >= least


def _agrees(text: str, clause: str, least: int) -> bool:
    """Tell whether what a clause and its surroundings share in two places may be a copy.

    Twice ``least`` letters and more may be one anywhere; fewer only beside the original or where a
    line begins, since then a title or a label may announce it.
    """
    places: list[int] = []
    at = text.find(clause)
    while at >= 0 and len(places) <= _PLACES:
        places.append(at)
        at = text.find(clause, at + len(clause))
    if len(places) > _PLACES:
        return True
    inner = len(folded(clause))
    sides = [
        (
            folded(text[max(0, at - _AROUND) : at])[::-1],
            folded(text[at + len(clause) : at + len(clause) + _AROUND]),
        )
        for at in places
    ]
    for j, (left, right) in enumerate(sides):
        for i, (other_left, other_right) in enumerate(sides[:j]):
            ahead, behind = _agreeing(left, other_left), _agreeing(right, other_right)
            size = inner + ahead + behind
            if size >= _FAR:
                return True
            if size >= least and _near(text, places[i] + len(clause) + behind, places[j] - ahead):
                return True
    return False


def _near(text: str, end: int, start: int) -> bool:
    """Tell whether what ends at ``end`` and what begins at ``start`` may stand side by side, or the
    latter below a title or label. Both are guesses within a few marks; doubt says yes.
    """
    line = text.rfind("\n", max(0, start - _LINE), start)
    if line < 0 < start - _LINE:
        return False  # in mid-paragraph, with text before it
    return end >= start or len(folded(text[max(end, line) : start])) < _LABEL


def _agreeing(one: str, two: str) -> int:
    return next(
        (i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two))
    )
