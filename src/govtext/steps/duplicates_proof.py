"""The cheapest proof that nothing returns.

Most pages hold no copy, and a page without one should cost little more than reading it. A copy of
forty characters holds a whole clause, and a clause is what stands between two punctuation marks; so a
page whose clauses are all different has no copy, and `str.split` and a set say so at a fraction of the
cost of the key. The few clauses that do return (a motto, the name of an office) are looked at: unless
their surroundings agree too, and they stand where a copy may stand, they prove nothing.

What differs between copies in their clauses is evened out first (`shade`: entities, inline pinyin, two
scripts; then blanks). Tables lose their pipes and blanks, and with them the borders of their cells:
there the proof is not tried. A wrong "may return" costs time, a wrong "nothing returns" would leave a
copy: doubt says yes.
"""

from __future__ import annotations

from govtext.steps.duplicates_key import folded

__all__ = ["may_return"]

# The comma is the commonest mark: the others become commas, and the commas cut.
_COMMA = "\uff0c"
_MARKS = ("\u3002", "\n", ",", "\uff1b", ";", "\uff1a", ":", "\uff01", "\uff1f", "!", "?", "\u201d", "\u2026")
_BREAKS = _COMMA + "".join(_MARKS)
_BLANKS = (" ", "\u3000", "\xa0", "\t")
_TABLE_BLANKS = 12  # so many characters to a blank: a table, or words torn apart
_PIPES = 3
_LEAST = 4  # characters of a clause that is worth a look
_LARGE = 1 << 18  # a text of that size is looked through by its key at once, which takes less memory
_CROWD = 40  # characters of the text to one clause that returns: too many to look at
_ROWS = 3  # lines that return: perhaps a list of short lines
_FAR = 36  # key characters that may be a copy wherever they stand
_LINE = 100  # page characters before a copy in which its line begins
_LABEL = 40  # key characters that a dateline or a label before a copy may have
_AROUND = 48  # page characters looked at beside a clause
_PLACES = 6  # places of one clause that are compared
_ABOVE = 160  # characters of a line that may be a title or a label: a longer one is text
_ENDS = ("\u3002", "\uff1b", ";")  # one of them in a line: a sentence, no title
_LABEL_ENDS = (":", "\uff1a", "\u3011", "]")
_DOTS = ("\u2026", "..")


def may_return(page: str, least: int) -> bool:
    """Tell whether ``least`` letters of a shaded page may stand twice in it; ``False`` is a proof.

    >>> may_return("今天上午会议在市政府召开。各区负责人参加了会议,并作了发言。", 16)
    False
    """
    if len(page) < 2 * least:
        return False
    if len(page) > _LARGE or ("|" in page and page.count("|") > _PIPES):
        return True
    text = page
    for blank in _BLANKS:
        if blank in text:
            text = text.replace(blank, "")
    if (len(page) - len(text)) * _TABLE_BLANKS > len(page):
        return True
    flat = text
    for mark in _MARKS:
        if mark in flat:
            flat = flat.replace(mark, _COMMA)
    clauses = flat.split(_COMMA)
    worth = [clause for clause in clauses if len(clause) >= _LEAST]
    if len(set(worth)) < len(worth) and _clauses_return(text, clauses, worth, least):
        return True
    lines = text.split("\n")
    return len(lines) - len(set(lines)) > _ROWS and _lines_return(lines, least)


def _clauses_return(text: str, clauses: list[str], worth: list[str], least: int) -> bool:
    """Tell whether a clause returns with its surroundings."""
    seen: set[str] = set()
    again: dict[str, list[int]] = {}
    for clause in worth:
        if clause in seen:
            again[clause] = []
        seen.add(clause)
    if len(again) * _CROWD > len(text):
        return True
    at = 0
    for clause in clauses:
        if clause in again:
            again[clause].append(at)
        at += len(clause) + 1
    return any(_agrees(text, clause, places, least) for clause, places in again.items())


def _lines_return(lines: list[str], least: int) -> bool:
    """Tell whether lines return whose letters together are many: a list of short lines."""
    seen: set[str] = set()
    size = 0
    for line in lines:
        if line in seen:
            size += len(line)
        else:
            seen.add(line)
    return size >= least


def _agrees(text: str, clause: str, places: list[int], least: int) -> bool:
    """Tell whether what a clause and its surroundings share in two places may be a copy.

    Twice ``least`` letters and more may be one anywhere; fewer only where something may announce them.
    """
    if len(clause) < least and not _have_neighbours(text, clause, places):
        return False
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
            if size >= least and _announced(text, places[i] + len(clause) + behind, places[j] - ahead):
                return True
    return False


def _have_neighbours(text: str, clause: str, places: list[int]) -> bool:
    """Tell whether a clause has the same letter before or behind it in two places: the cheap test."""
    before: set[str] = set()
    behind: set[str] = set()
    for at in places:
        end = at + len(clause)
        one, two = text[max(0, at - 3) : at].strip(_BREAKS)[-1:], text[end : end + 3].strip(_BREAKS)[:1]
        if one in before or two in behind:
            return True
        before.add(one)
        behind.add(two)
    return False


def _agreeing(one: str, two: str) -> int:
    return next(
        (i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two))
    )


def _announced(text: str, end: int, start: int) -> bool:
    """Tell whether what begins at ``start`` may be a copy of what ends at ``end``, short as it is.

    Either the two stand side by side, or the latter in the first words of a line, below a title or
    behind a label; or the former is cut by dots. All are guesses within a few marks; doubt says yes.
    """
    line = text.rfind("\n", max(0, start - _LINE), start)
    if line < 0 < start - _LINE:
        return False  # in mid-paragraph, with text before it
    if end >= start - _LABEL or len(folded(text[max(end, start - 4 * _LABEL) : start])) < _LABEL:
        return True
    words = text[line + 1 : start]
    if len(folded(words)) >= _LABEL:
        return False
    if any(mark in words for mark in _LABEL_ENDS) or any(dots in text[end : end + 4] for dots in _DOTS):
        return True
    above = text[max(0, line - _ABOVE) : max(0, line)].rstrip("\n").rpartition("\n")[2]
    return not any(mark in above for mark in _ENDS)
