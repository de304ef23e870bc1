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

from itertools import islice

from govtext.steps.duplicates_key import folded, varies

__all__ = ["may_return"]

_CLAUSE = 8  # characters of a clause that is worth a look
_AGREEMENT = 16  # key characters that make a return worth the key
_AROUND = 48  # page characters looked at beside a clause
_PLACES = 6  # places of one clause that are compared
_MARKS = ("\u3002", "\n", ",", "\uff1b", ";", "\uff1a", ":", "\uff01", "\uff1f", "!", "?", "\u201d", "\u2026")
_COMMA = "\uff0c"


def may_return(text: str, least: int) -> bool:
    """Tell whether ``least`` letters of a page may stand twice in it; ``False`` is a proof.

    >>> may_return("今天上午会议在市政府召开。各区负责人参加了会议,并作了发言。", 16)
    False
    """
    if len(text) < 2 * least:
        return False
    if varies(text):
        return True
    flat = text
    for mark in _MARKS:
        if mark in flat:
            flat = flat.replace(mark, _COMMA)
    clauses = flat.split(_COMMA)
    if len(set(clauses)) == len(clauses):
        return False
    seen: set[str] = set()
    again: list[str] = []
    short = 0
    for clause in clauses:
        if clause not in seen:
            seen.add(clause)
        elif len(clause) >= _CLAUSE:
            again.append(clause)
        else:
            short += len(clause)
    if short >= 2 * least and _lines_return(text, least):
        return True
    if len(again) > 4 + len(text) // 1000:
        return True
    return any(_agrees(text, clause) for clause in again)


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


def _agrees(text: str, clause: str) -> bool:
    """Tell whether a clause that returns has the same letters around it in two places."""
    if len(folded(clause)) >= _AGREEMENT:
        return True
    places = []
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
    for i, (left, right) in enumerate(sides):
        for other_left, other_right in islice(sides, i):
            if inner + _agreeing(left, other_left) + _agreeing(right, other_right) >= _AGREEMENT:
                return True
    return False


def _agreeing(one: str, two: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
