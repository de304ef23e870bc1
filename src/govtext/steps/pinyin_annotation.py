"""What stands in a bracket, read as pinyin: its letters, where its syllables end, how it is toned.

Pages write one reading in many ways: tones as precomposed letters, as combining marks in either
order, as breves (ă for ǎ), as spacing marks or as numbers; a and g as ɑ and ɡ; ü as ü, v or u:;
letters of full width; vowels as HTML entities, escaped once or twice; syllables joined, spaced,
or parted by an apostrophe or a hyphen. `parse` folds all of them into one `Annotation`, or says
that the bracket holds something else. It never looks at the text before the bracket.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from govtext.fold import BLANKS
from govtext.look import Look
from govtext.steps.pinyin_readings import is_han, readings

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["BRACKET", "LONGEST_WORD", "LOOK", "Annotation", "Style", "match", "parse"]

Style = Literal["toned", "numbered", "untoned"]

_TONES = frozenset("\u0300\u0301\u0304\u0306\u030c\u02c9\u02ca\u02c7\u02cb")
_TONE_BEARERS = frozenset("aeiouvmng")
_UMLAUT = "\u0308"
_CIRCUMFLEX = "\u0302"
_SEPARATORS = frozenset("'\u2018\u2019\u02bc\u2032`\u00b4\uff07-\u2010" + BLANKS)
_COLONS = frozenset(":\uff1a\u2236")
_LOOK_ALIKES = {"\u0251": "a", "\u03b1": "a", "\u0261": "g"}

#: Every character that may stand in a bracket that holds nothing but a reading. The repeat is
#: bounded and the class holds no bracket, so that a search is linear on any text.
_NO_LETTERS = "0-9\uff10-\uff15" + BLANKS
_BODY = (
    "a-zA-Z0-5\u00b9\u00b2\u00b3\u2074\u2075"
    "\u00c0\u00c1\u00c8-\u00ca\u00cc\u00cd\u00d2\u00d3\u00d9\u00da\u00dc"
    "\u00e0\u00e1\u00e8-\u00ea\u00ec\u00ed\u00f2\u00f3\u00f9\u00fa\u00fc"
    "\u0100-\u0103\u0112-\u0115\u011a\u011b\u012a-\u012d\u0143\u0144\u0147\u0148\u014c-\u014f"
    "\u016a-\u016d\u01cd-\u01dc\u01f8\u01f9\u1e3e\u1e3f\u1ebe-\u1ec1"
    "\u0251\u0261\u03b1\u03ac\u1f70\u1fb0\u1fb1\u0300-\u030c\u02c7\u02c9-\u02cb"
    "\uff21-\uff3a\uff41-\uff5a\uff10-\uff15"
    "6-9&#;"  # HTML entities
    ":\uff1a\u2236'\u2018\u2019\u02bc\u2032`\u00b4\uff07\\-\u2010" + BLANKS
)
BRACKET = f"[(\uff08][{_BODY}]{{1,80}}[)\uff09]"
#: Such a bracket with more in it than figures and blanks: (2024) is no reading.
LOOK = Look(
    "(\uff08", f"(?=[{_NO_LETTERS}]{{0,79}}[^{_NO_LETTERS}()\uff08\uff09])(?=[{_BODY}]{{1,80}}[)\uff09])"
)

_ERHUA = frozenset("\u513f\u5152")
LONGEST_WORD = 12  # characters; no longer gloss has been seen


class Annotation(NamedTuple):
    """A bracket read as pinyin. ``letters`` are a-z without tones, ü written v.

    ``breaks`` are the offsets in ``letters`` where one syllable must end and the next begin;
    ``numbers`` are those of them that a tone number marks.
    """

    letters: str
    breaks: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()
    toned: bool = False
    capital: bool = False

    @property
    def style(self) -> Style:
        """How the tone is written."""
        return "toned" if self.toned else "numbered" if self.numbers else "untoned"

    @property
    def single(self) -> bool:
        """Whether it may be one syllable: nothing parts its letters."""
        return not self.breaks


def _unescape(body: str) -> str:
    """Decode HTML entities that were escaped up to three times (&amp;#462; is one)."""
    if "&" in body:
        import html  # 2,000 names, for the few pages that spell a vowel with one

        for _ in range(3):
            body = html.unescape(body)
    return body


def _is_width_or_script(char: str) -> bool:
    """Whether NFKD folds the width or the height of a letter or digit, and nothing else."""
    return char > "\uff00" or char in "\u00b9\u00b2\u00b3\u2074\u2075"


@lru_cache(maxsize=1 << 14)
def parse(body: str) -> Annotation | None:
    """Read what stands between two brackets; ``None`` when it cannot be a reading.

    >>> parse("ch\u01cen")
    Annotation(letters='chan', breaks=(), numbers=(), toned=True, capital=False)
    >>> parse("lu:4 xing2").breaks, parse("lu:4 xing2").letters
    ((2,), 'lvxing')
    >>> parse("8th") is None
    True
    """
    plain = unicodedata.normalize("NFD", _unescape(body).replace("\u00b4", "'"))
    if not plain.isascii():
        plain = "".join(unicodedata.normalize("NFKD", c) if _is_width_or_script(c) else c for c in plain)
    letters: list[str] = []
    breaks: list[int] = []
    numbers: list[int] = []
    toned = capital = False
    for char in plain:
        last = letters[-1] if letters else ""
        fresh = bool(letters) and (not breaks or breaks[-1] != len(letters))
        if "a" <= char <= "z":
            letters.append(char)
        elif "A" <= char <= "Z":
            letters.append(char.lower())
            capital = True
        elif char in _TONES:
            if last not in _TONE_BEARERS or not last:
                return None
            toned = True
        elif char in _LOOK_ALIKES:
            letters.append(_LOOK_ALIKES[char])
        elif char == _UMLAUT or char in _COLONS:
            if last != "u" or not fresh:
                return None
            letters[-1] = "v"
        elif char in _SEPARATORS:
            if fresh:
                breaks.append(len(letters))
        elif "0" <= char <= "5":
            if not fresh:
                return None
            breaks.append(len(letters))
            numbers.append(len(letters))
        elif char != _CIRCUMFLEX or last != "e":
            return None
    if not letters:
        return None
    spelt = "".join(letters)
    if breaks and breaks[-1] == len(spelt):
        breaks.pop()
    for initial in "jqxy":
        spelt = spelt.replace(initial + "v", initial + "u")
    return Annotation(spelt, tuple(breaks), tuple(numbers), toned, capital)


def _well_numbered(annotation: Annotation, count: int, erhua: bool) -> bool:
    """Whether the tone numbers fit ``count`` characters: each has one, but for a neutral last one.

    This is what parts tong1xing2 from a name with a serial number, wangxin2.
    """
    found, at_end = len(annotation.numbers), annotation.numbers[-1] == len(annotation.letters)
    return (found == count and at_end) or (found == count - 1 and (erhua or not at_end))


def _syllables(char: str, *, last: bool, toned: bool) -> Iterator[str]:
    """The syllables that may stand for a character, erhua without a written 儿 included."""
    for reading in readings(char):
        yield reading
        if last and toned and reading != "r":
            yield reading + "r"


def match(annotation: Annotation, before: str) -> int:
    """Return how many of the last characters of ``before`` the annotation reads; 0 if it is no reading.

    The syllables are matched from the last character backwards against all its readings, so that
    no dictionary of words is needed and wrong heteronyms pass.

    >>> match(parse("f\u00fal\u00edng"), "\u957f\u6c5f\u6daa\u9675")
    2
    >>> match(parse("hu\u0101r"), "\u82b1\u513f")
    2
    >>> match(parse("cao"), "\u5b66")
    0
    """
    letters, breaks = annotation.letters, annotation.breaks
    ends = {len(letters)}
    erhua = letters.endswith("r") and before[-1:] in _ERHUA
    count = 0
    for char in reversed(before[-LONGEST_WORD:]):
        if not is_han(char):
            return 0
        count += 1
        starts = set()
        for end in ends:
            for syllable in _syllables(char, last=count == 1, toned=annotation.toned):
                start = end - len(syllable)
                if start < 0 or not letters.startswith(syllable, start):
                    continue
                if any(start < at < end for at in breaks):
                    continue
                starts.add(start)
        if 0 in starts:
            if annotation.style != "numbered" or _well_numbered(annotation, count, erhua):
                return count
            starts.discard(0)
        if not starts:
            return 0
        ends = starts
    return 0
