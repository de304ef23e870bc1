"""Punctuation: widths made uniform, by name only.

Never part of the default pipeline: whether a page writes its commas at full width is a fact about
the page, and a quoted title, a formula or a URL may depend on it. For a corpus that wants one form:

* a half-width mark ``, : ; ! ? ( )`` that touches a Chinese character becomes full width;
* a full-width digit or Latin letter becomes half width.

A mark between two ASCII characters stays (``12:30``, ``1,024``, ``https://``).
"""

from __future__ import annotations

from govtext.edits import Edit, apply
from govtext.patterns import lazy
from govtext.step import ensure_text, explained_by

__all__ = ["find_punctuation", "normalize_punctuation"]

_HAN = "\u2e80-\u2fdf\u3005\u3007\u3400-\u9fff\uf900-\ufaff\u3001\u3002\u300a-\u3011\u201c\u201d\u2018\u2019\u2026\u2014\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f"
_CHINESE = lazy(f"[{_HAN}]")
_MARKS = lazy("[,:;!?()]+")
_WIDE_ALNUM = lazy("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")


def find_punctuation(text: str) -> list[Edit]:
    """Return the edits that `normalize_punctuation` makes (offsets in code points).

    >>> [(e.start, e.rule) for e in find_punctuation("甲,乙 1,024")]
    [(1, 'punctuation.widened')]
    """
    ensure_text(text)
    edits = []
    for match in _MARKS.finditer(text):  # a run of marks is Chinese if either end of it touches Chinese
        start, end = match.span()
        if (start and _CHINESE.match(text, start - 1)) or _CHINESE.match(text, end):
            edits += [
                Edit(at, at + 1, chr(ord(text[at]) + 0xFEE0), "punctuation.widened")
                for at in range(start, end)
            ]
    for match in _WIDE_ALNUM.finditer(text):
        narrow = chr(ord(match[0]) - 0xFEE0)
        edits.append(Edit(match.start(), match.end(), narrow, "punctuation.narrowed"))
    return sorted(edits)


@explained_by(find_punctuation)
def normalize_punctuation(text: str) -> str:
    """Widen the punctuation of Chinese text, narrow its digits and letters. Never run by default.

    >>> normalize_punctuation("会议(扩大),\\uff12024年12:30") == "会议\\uff08扩大\\uff09\\uff0c2024年12:30"
    True
    """
    return apply(text, find_punctuation(text))
