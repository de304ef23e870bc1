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

from itertools import combinations
from operator import itemgetter

__all__ = ["SEED", "SHORT", "announced", "may_return"]

SHORT = 16  # the least that a copy beside its original has, in key characters
SEED = 12  # key characters in a row that stood before: every copy holds so many

# The comma is the commonest mark: the others become commas, and the commas cut.
_COMMA = "\uff0c"
_MARKS = (
    "\u3002",
    "\n",
    ",",
    "\uff1b",
    ";",
    "\uff1a",
    ":",
    "\uff01",
    "\uff1f",
    "!",
    "?",
    "\u201d",
    "\u2026",
    "\u300b",
)
_BREAKS = _COMMA + "".join(_MARKS)
_BLANKS = (" ", "\u3000", "\xa0", "\t")
_TINY = 128  # characters of a text of which single letters are looked at
_TABLE_BLANKS = 12  # so many characters to a blank: a table, or words torn apart
_PIPES = 3
_LEAST = 4  # characters of a clause that is worth a look
_LARGE = 1 << 18  # in a text of that size some clause returns, or none: it is not looked at closer
_PIECE = 1 << 16
_CROWD = 40  # characters of the text to one clause that returns: too many to look at
_ROWS = 3  # lines that return: perhaps a list of short lines
_FAR = 36  # key characters that may be a copy wherever they stand
_LINE = 100  # page characters before a copy in which its line begins
_LABEL = 60  # characters that a dateline or a label before a copy may have
_AROUND = 48  # page characters looked at beside a clause
_MARKS_BETWEEN = 2  # marks between two clauses
_FEW_CLAUSES = 8  # each of which is sought through the whole text
_FEW = 3  # places of which each is compared with each
_PAIRS = 24  # pairs of places of one clause that are compared
_ABOVE = 160  # characters of a line that may be a title or a label: a longer one is text
_CREDIT = 24  # characters of a line that may be anything


def may_return(page: str, least: int) -> bool:
    """Tell whether ``least`` letters of a shaded page may stand twice in it; ``False`` is a proof.

    >>> may_return("今天上午会议在市政府召开。各区负责人参加了会议,并作了发言。", 16)
    False
    """
    size = len(page)
    if size < 2 * least or (size < _TINY and _letters_stand_once(page, least)):
        return False
    if page.count("|") > _PIPES or page.count("\t") > _PIPES:
        return True  # a table; one whose pipes have left has tabs in their places
    if size > _LARGE:
        return _returns_in_long(page)
    text = _without_blanks(page)
    if (size - len(text)) * _TABLE_BLANKS > size:
        return True
    even = _evened(text)
    clauses = [clause for clause in even.split(_COMMA) if len(clause) >= _LEAST]
    if len(set(clauses)) < len(clauses) and _clauses_return(text, even, _again(clauses), least):
        return True
    return text.count("\n") > _ROWS and _lines_return(text.split("\n"), least)


def _letters_stand_once(page: str, least: int) -> bool:
    """Tell whether letters that stand once lie so close to one another that nothing returns between them.

    What returns is ``least`` letters long, as is its original before it, and holds a ``SEED``.
    """
    size = len(page)
    if size < 3 * least:  # both letters at which it may begin and end are in the middle
        first, last, step = size - least, 2 * least - 1, size
    else:
        first, last, step = SEED, 2 * SEED - 1, SEED
    while last < size:
        at = last
        while not "\u3400" <= page[at] <= "\u9fff" or page.count(page[at]) > 1:
            at -= 1
            if at < first:
                return False
        first, last = at + 1, at + step
    return True


def _returns_in_long(page: str) -> bool:
    """Tell whether any clause of a long text returns: by the hashes of its clauses, piece by piece."""
    seen: set[int] = set()
    begin = 0
    while begin < len(page):
        end = page.find("\n", begin + _PIECE) + 1 or len(page)
        clauses = _evened(_without_blanks(page[begin:end])).split(_COMMA)
        hashes = [hash(clause) for clause in clauses if len(clause) >= _LEAST]
        different = len(seen) + len(hashes)
        seen.update(hashes)
        if len(seen) < different:
            return True
        begin = end
    return False


def _without_blanks(page: str) -> str:
    for blank in _BLANKS:
        if blank in page:
            page = page.replace(blank, "")
    return page


def _evened(text: str) -> str:
    """Return a text with one mark for all that end a clause."""
    for mark in _MARKS:
        text = text.replace(mark, _COMMA)
    return text


def _again(clauses: list[str]) -> set[str]:
    """Return the clauses that return."""
    seen: set[str] = set()
    add = seen.add
    return {clause for clause in clauses if clause in seen or add(clause)}


def _clauses_return(text: str, even: str, again: set[str], least: int) -> bool:
    """Tell whether a clause returns with its surroundings."""
    if len(again) * _CROWD > len(text):
        return True
    places = _sought(even, again) if len(again) <= _FEW_CLAUSES else _met(even, again)
    reached: dict[int, int] = {}  # how far two places so far apart were looked at
    return any(_agrees(text, clause, at, least, reached) for clause, at in places)


def _sought(even: str, again: set[str]) -> list[tuple[str, list[int]]]:
    """Return the places of a few clauses, each looked for through the text."""
    even = f"{_COMMA}{even}{_COMMA}"
    places: dict[str, list[int]] = {}
    for clause in again:
        whole = f"{_COMMA}{clause}{_COMMA}"
        places[clause] = found = []
        at = even.find(whole)
        while at >= 0:
            found.append(at)
            at = even.find(whole, at + len(whole) - 1)
    return sorted(places.items(), key=itemgetter(1))  # in the order of the text, as they are met in it


def _met(even: str, again: set[str]) -> list[tuple[str, list[int]]]:
    """Return the places of many clauses, as they come along in the text."""
    places: dict[str, list[int]] = {}
    at = 0
    for clause in even.split(_COMMA):
        if clause in again:
            places.setdefault(clause, []).append(at)
        at += len(clause) + 1
    return [*places.items()]


def _lines_return(lines: list[str], least: int) -> bool:
    """Tell whether lines return whose letters together are many: a list of short lines."""
    distinct = set(lines)
    if len(lines) - len(distinct) <= _ROWS:
        return False
    return sum(map(len, lines)) - sum(map(len, distinct)) >= least


def _agrees(text: str, clause: str, places: list[int], least: int, reached: dict[int, int]) -> bool:
    """Tell whether what a clause and its surroundings share in two places may be a copy.

    Twice ``least`` letters and more may be one anywhere; fewer only where something may announce them.
    """
    size = len(clause)
    pairs = _pairs(text, places, size, least)
    if len(pairs) > _PAIRS:
        return True
    for one, two in pairs:
        if two < reached.get(two - one, 0):
            continue
        ahead, _, before = _shared(text, one - 1, two - 1, -1)
        behind, end, reach = _shared(text, one + size, two + size, 1)
        if size + ahead + behind >= least:
            shared = sum(map(str.isalnum, clause)) + ahead + behind
            if shared >= _FAR or (shared >= least and announced(text, end, before + 1)):
                return True
        reached[two - one] = reach
    return False


def _pairs(text: str, places: list[int], size: int, least: int) -> list[tuple[int, int]]:
    """Return the pairs of places between which a clause of ``size`` and its surroundings may share enough.

    Half of what the clause lacks stands before it or behind it, alike in both places.
    """
    if len(places) <= _FEW:
        return [*combinations(places, 2)]
    lack = (least - size + 1) // 2
    if lack > 0:
        reach = lack + _MARKS_BETWEEN
        before = [text[max(0, at - reach) : at].rstrip(_BREAKS)[-lack:] for at in places]
        behind = [text[at + size : at + size + reach].lstrip(_BREAKS)[:lack] for at in places]
    found: list[tuple[int, int]] = []
    for j, two in enumerate(places):
        for i, one in enumerate(places[:j]):
            if (
                lack <= 0
                or _may_agree(before[i], before[j], lack, -1)
                or _may_agree(behind[i], behind[j], lack, 0)
            ):
                found.append((one, two))
        if len(found) > _PAIRS:
            break
    return found


def _may_agree(one: str, two: str, size: int, nearest: int) -> bool:
    """Tell whether two strings agree in ``size`` letters from their nearest on; marks between raise doubt."""
    if one == two:
        return True
    if not one or not two or one[nearest] != two[nearest]:
        return False
    return not (len(one) == len(two) == size and one.isalnum() and two.isalnum())


def _shared(text: str, one: int, two: int, step: int) -> tuple[int, int, int]:
    """Return how many letters agree from two places on, whatever marks stand between, and the places behind them."""
    letters, one_end, two_end = 0, one, two
    stop = len(text) if step > 0 else -1
    for _ in range(_AROUND):
        if stop in (one, two):
            break
        a, b = text[one], text[two]
        if a == b:
            one += step
            two += step
            if a.isalnum():
                letters += 1
                one_end, two_end = one, two
        elif not a.isalnum():
            one += step
        elif not b.isalnum():
            two += step
        else:
            break
    return letters, one_end, two_end


def announced(text: str, end: int, start: int) -> bool:
    """Tell whether what begins at ``start`` may be a copy of what ends at ``end``, short as it is.

    Either nothing but noise stands between the two, or the latter stands in the first words of a line,
    below a title or behind a label; or the former is cut by dots. Doubt says yes.
    """
    line = text.rfind("\n", max(0, start - _LINE), start)
    if line < 0 < start - _LINE:
        return False  # in mid-paragraph, with text before it
    words = text[max(line + 1, end) : start]
    label = words if len(words) > _CREDIT else words.rstrip(_BREAKS)
    if len(words) > _LABEL or _COMMA in label or "," in label:
        return False  # a clause stands before it in its line: no label, no dateline
    if end > line or ":" in words or "\uff1a" in words or "\u3011" in words or "]" in words:
        return True
    behind = text[end : end + 4]
    if "\u2026" in behind or ".." in behind:
        return True
    above = text[max(end, line - _ABOVE) : line].rstrip("\n").rpartition("\n")[2].lstrip(_BREAKS)
    return len(above) <= _CREDIT or not ("\u3002" in above or "\uff1b" in above or ";" in above)
