"""How much returns: letters, their part of the page, lines of prose, lines of any kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from govtext.patterns import lazy
from govtext.steps.duplicates_extent import ITEM, Scene
from govtext.steps.duplicates_key import folded

if TYPE_CHECKING:
    from govtext.steps.duplicates_case import Case

__all__ = ["CUED", "LIST_ROWS", "LOOKED", "Weight", "has_sentence", "is_chinese", "weigh"]

CUED = 20  # the least behind a title or a cue
LIST_ROWS = 4  # lines of any kind that are a list
LOOKED = 6000  # page characters of a copy in which lines are counted
_PROSE = 16  # key characters of a line that is more than a heading or a verse
_ROW = 4  # key characters of a line in a list
_CHINESE_ROWS = bytes(range(0x34, 0x100))  # of U+3400 and above
_SENTENCE = lazy("[\u3002\uff01\uff1f\uff1b!?;]")


@dataclass(frozen=True, slots=True)
class Weight:
    """How much returns: letters, their part of the page, lines of prose, lines of any kind."""

    size: int
    share: float
    lines: int
    rows: int
    prose: bool  # a line of it is longer than a heading or a verse


def is_chinese(words: str) -> bool:
    """Tell whether a quarter of some words are Chinese characters.

    >>> is_chinese("电话1234"), is_chinese("电话010-12345678")
    (True, False)
    """
    rows = words.encode("utf-16-be", "surrogatepass")[
        ::2
    ]  # the upper bytes: eight times as fast as characters
    others = len(rows.translate(None, _CHINESE_ROWS))
    return 4 * (len(words) - others) >= len(words)


def weigh(scene: Scene, case: Case, size: int) -> Weight:
    """Return how much returns; lines are counted in the copy that has more of them."""
    key = scene.key
    begin, root = key.raw(case.start), key.raw(case.root)
    piece = scene.page[begin : min(key.raw(case.end), begin + LOOKED)]
    was = scene.page[root : min(key.raw(case.root + case.end - case.start), root + LOOKED)]
    prose, rows, longest = _counted(piece)
    if was != piece:
        was_prose, was_rows, _ = _counted(was)
        prose, rows = max(prose, was_prose), max(rows, was_rows)
    return Weight(size, size / max(1, len(key)), prose, rows, longest >= _PROSE)


def _counted(piece: str) -> tuple[int, int, int]:
    """Return how many lines are prose, how many more than a word, and the letters of the longest."""
    lines = piece.split("\n")
    letters = [*map(_letters, lines)]
    prose = sum(most >= _PROSE and _is_prose(line) for most, line in zip(letters, lines, strict=True))
    return prose, sum(most >= _ROW for most in letters), max(letters)


def _letters(line: str) -> int:
    """Return how many letters a line holds; of a long one its length, which is as good."""
    return len(line) if len(line) > 4 * _PROSE else len(folded(line))


def _is_prose(line: str) -> bool:
    """Tell whether a line holds a sentence and is no numbered item: verses have commas at most."""
    return _SENTENCE.search(line) is not None and not ITEM.match(line)


def has_sentence(scene: Scene, case: Case) -> bool:
    """Tell whether a copy holds a sentence or a caption, or several lines; a wrapped title does not."""
    key = scene.key
    piece = scene.page[key.raw(case.start) : min(key.raw_end(case.end) + 1, key.raw(case.start) + LOOKED)]
    if any(mark in piece for mark in "，。,；;！!？?摄图：:"):
        return True
    return piece.count("\n") >= 3
