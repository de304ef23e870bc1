"""What the whole page says about the brackets that need a second look: which of them go.

An untoned reading proves little by itself, a syllable that no table lists nothing. They go if the page has shown that
it is annotated, and stay where they are the items of a list, terms with their transcription or the scale.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from govtext.fold import BLANKS
from govtext.patterns import lazy

if TYPE_CHECKING:
    from govtext.steps.pinyin_annotation import Style

__all__ = ["MISS", "STRAY", "SURE", "UNTONED", "Mark", "convicted"]

_PROOF = 5  # so many verified annotations make a page noisy (POLICY: "five or more")
_HITS_PER_MISS = 5  # "nearly all" untoned brackets match
_ITEM_ENDS = "\u3001,\uff0c;\uff1b\n" + BLANKS
_SENTENCE_END = lazy("[\u3002\uff01\uff1f!?\n]")

#: What speaks for a bracket, seen from the characters before it.
SURE, UNTONED, MISS, STRAY = "sure", "untoned", "miss", "stray"


class Mark:
    """A bracket that needs a second look: where it stands and what speaks for it."""

    __slots__ = ("bracket", "end", "proof", "rule", "start", "style", "word")

    def __init__(self, start: int, bracket: int, end: int, style: Style) -> None:
        self.start = start  # with the blanks before it
        self.bracket, self.end, self.style = bracket, end, style
        self.proof = self.rule = ""
        self.word = ""  # the characters that it reads


def convicted(text: str, verified: int, marks: list[Mark]) -> list[Mark]:
    """Return the marks that go, by what the whole page says; ``verified`` others go already."""
    if not marks:
        return []
    hits = [one for one in marks if one.proof == UNTONED]
    misses = [one for one in marks if one.proof == MISS]
    verified += sum(one.proof == SURE for one in marks)
    untoned_goes = verified + len(hits) >= _HITS_PER_MISS * len(misses)
    untoned_goes = untoned_goes and not _is_glossary(text, hits)
    listed = _lists(text, hits, misses) if len(misses) > 1 else frozenset()
    noisy = verified + (len(hits) if untoned_goes else 0) >= _PROOF
    return [
        one
        for one in marks
        if one.proof == SURE
        or (one.proof == UNTONED and untoned_goes and one.bracket not in listed)
        or (one.proof == STRAY and noisy)
    ]


def _is_glossary(text: str, hits: list[Mark]) -> bool:
    """Whether most untoned readings stand behind the whole items of lists: 里(li)、丈(zhang)、尺(chi).

    Those are terms with their transcription, names of columns, accounts. Noise stands in running words.
    """
    linked: set[int] = set()
    for one, two in pairwise(hits):
        between = text[one.end : two.start]
        item = between.lstrip(_ITEM_ENDS)
        if (item == two.word and item != between) or (
            between.endswith("\n" + two.word) and _opens_line(text, one)
        ):
            linked |= {one.bracket, two.bracket}
    return 2 * len(linked) > len(hits)


def _opens_line(text: str, mark: Mark) -> bool:
    """Whether a line begins with the word that a bracket reads, as the rows of a glossary do."""
    begin = mark.start - len(mark.word)
    return begin >= 0 and text.startswith(mark.word, begin) and text[begin - 1 : begin] in ("", "\n")


def _lists(text: str, hits: list[Mark], misses: list[Mark]) -> frozenset[int]:
    """Return the untoned brackets that match by chance in a sentence where others do not.

    Such a sentence lists something else: 哆(do)、来(re)、咪(mi)、发(fa).
    """
    stops = [found.start() for found in _SENTENCE_END.finditer(text)]
    missed: dict[int, int] = {}
    matched: dict[int, list[int]] = {}
    for mark in misses:
        i = bisect_right(stops, mark.bracket)
        missed[i] = missed.get(i, 0) + 1
    for mark in hits:
        matched.setdefault(bisect_right(stops, mark.bracket), []).append(mark.bracket)
    return frozenset(
        at
        for i, many in missed.items()
        if many > 1 and len(matched.get(i, ())) < _HITS_PER_MISS * many
        for at in matched.get(i, ())
    )
