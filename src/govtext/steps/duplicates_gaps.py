"""Where a copy and its original differ: corrections, noise, and text that is new.

Between two stretches of a chain stand a few characters of either copy. Three cases are told apart:

* *noise*: metadata, a button, a page number, a running head, an ordinal, a dateline. It leaves with
  the copy and counts for nothing.
* *correction*: a few characters replaced, lost or put in. It leaves too, and has its price: a copy
  with too many of them is another text, and figures among them make it an item of a list.
* *new text*: a sentence or a paragraph that the original lacks. It stays, from border to border.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from govtext.steps.duplicates_extent import CORRECTION, HEADER_CHARS, Scene, is_heading
from govtext.steps.duplicates_key import folded
from govtext.steps.duplicates_lines import Kind, is_opening, is_ordinal, is_tail, line_kind
from govtext.steps.duplicates_titles import NUMERAL

if TYPE_CHECKING:
    from govtext.steps.duplicates_match import Chain

__all__ = ["Gaps", "gaps"]


_NEGATIONS = ("不", "未", "无", "非", "没")  # one of them lost: the opposite is said
_ALIGNED = 64  # longer differences are not compared character by character


class Gaps(NamedTuple):
    """What differs between a copy and its original."""

    kept: tuple[tuple[int, int], ...]  # key spans of new text, which stays
    cost: int  # characters of corrections
    numerals: int  # in how many of the places figures or numerals are among these


def gaps(scene: Scene, chain: Chain, start: int, end: int) -> Gaps:
    """Return what differs between the key places ``start`` and ``end`` of a copy and its original."""
    kept: list[tuple[int, int]] = []
    cost = 0
    numerals = 0
    text = scene.key.text
    for one, two in pairwise(chain.parts):
        low, high = one.target_end, two.target
        if high <= start or low >= end:
            continue
        was, now = text[one.source_end : two.source], text[low:high]
        if not now:
            lost = (
                len(was) > CORRECTION
                or scene.line_ends(two.source)
                or is_ordinal(was)
                or _is_dateline(scene, one.source_end, two.source)
            )
            changed = "" if lost else was
            numerals += was in _NEGATIONS
        elif _is_noise(scene, low, high):
            changed = ""
        else:
            now = _without_noise(scene, low, high)
            changed, figures = (
                _changed(was, now) if len(now) <= _ALIGNED and len(was) <= 2 * _ALIGNED else (now, False)
            )
            if _is_correction(changed, now):
                numerals += figures
            else:
                changed = ""
                kept.append((scene.last_border(low, start), scene.next_border(high, end)))
        cost += len(changed)
    return Gaps(tuple(k for k in kept if k[0] < k[1]), cost, numerals)


def _without_noise(scene: Scene, low: int, high: int) -> str:
    """Return the words of a gap without its whole lines of noise, as a bracket below the title."""
    piece = scene.page[scene.key.raw_end(low) : scene.key.raw(high)]
    if "\n" not in piece or len(piece) > HEADER_CHARS:
        return scene.key.text[low:high]
    first, *lines, last = piece.split("\n")
    kept = (line for line in lines if line_kind(line) is Kind.TEXT)
    return "".join(map(folded, (first, *kept, last)))


def _is_dateline(scene: Scene, low: int, high: int) -> bool:
    """Tell whether the original has a dateline or a by-line here, which the copy lacks."""
    piece = scene.page[scene.key.raw_end(low) : scene.key.raw(high)]
    return len(piece) <= 4 * CORRECTION and is_opening(piece.rpartition("\n")[2])


def _is_correction(changed: str, now: str) -> bool:
    """Tell whether what differs in one place is a few characters, or few among those that agree."""
    if len(now) <= CORRECTION:
        return len(changed) <= 2 * CORRECTION
    return len(changed) <= CORRECTION or 4 * len(changed) <= len(now)


def _is_noise(scene: Scene, low: int, high: int) -> bool:
    """Tell whether the text of a gap is all metadata, buttons, ordinals, a dateline."""
    border = scene.last_border(low, max(0, low - CORRECTION))
    piece = scene.page[scene.key.raw_end(low) : scene.key.raw(high)]
    if len(piece) > HEADER_CHARS:
        return False
    first, *lines = piece.split("\n")
    if not lines:
        return scene.border(border) and is_opening(scene.page[scene.key.raw(border) : scene.key.raw(high)])
    last = lines.pop()
    if folded(first) and not is_tail(first) and line_kind(first) is Kind.TEXT:
        return False
    at = scene.key.raw_end(low)
    if any(
        line_kind(line) is Kind.TEXT and not scene.recurs(line, at) and not is_heading(line) for line in lines
    ):
        return False
    return not folded(last) or is_opening(last)


def _changed(was: str, now: str) -> tuple[str, bool]:
    """Return the characters that differ between two wordings, but for ordinals that one of them lacks,
    and whether figures or numerals are among them.

    >>> _changed("四响应要求一", "响应要求"), _changed("三天", "五天")
    (('', False), ('五', True))
    """
    found = []
    figures = False
    for tag, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "equal" or (tag != "replace" and is_ordinal(was[a:b] or now[c:d])):
            continue
        found.append(max(now[c:d], was[a:b], key=len))
        figures = figures or bool(NUMERAL.search(was[a:b] + now[c:d]))
    return "".join(found), figures
