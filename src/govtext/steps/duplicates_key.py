"""The key of a page: the characters that copies share, with the way back to the page.

Two copies of one article seldom are equal as strings. A template prints one with blanks between the
characters, an escaped field writes quotation marks as entities, a converter widens the punctuation,
one version is in Traditional script, one is wrapped after 24 characters. What they share is the
sequence of *letters and digits*. The key of a page is that sequence: no blanks, no line breaks, no
punctuation, no inline pinyin, one width, one script.

The key is made in two moves, so that its map back to the page stays cheap:

* `shade` returns a copy of the page of the *same length* in which entities and bracketed readings are
  blanked and Traditional characters simplified (OpenCC's ``t2s`` changes no length). Each move is
  guarded by the cheapest scan that proves it idle, so an ordinary page costs four scans.
* The runs of letters and digits of the shaded page, joined, are the key. Offsets are kept per run,
  not per character: about one number for nine characters.

All offsets are code points. Nothing here decides what a copy is.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from govtext.patterns import lazy
from govtext.steps.opencc_t2s import t2s

if TYPE_CHECKING:
    import re
    from collections.abc import MutableSequence

__all__ = ["RUN", "Key", "folded", "shade"]

# What is neither letter nor digit: controls, blanks, ASCII and Latin-1 punctuation, combining marks,
# general punctuation, arrows and symbols, CJK punctuation (but 々 and 〇 are characters), forms.
_NO_KEY = (
    "\\x00-/:-@\\[-`{-\\xbf\u02b0-\u036f\u2000-\u206f\u2190-\u2bff\u3000-\u3004\u3008-\u3020\u3030\u303d-\u303f"
    "\ufe00-\ufe6f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\ufeff\uffe0-\uffff"
)
RUN = lazy(f"[^{_NO_KEY}]+")
_RUNS = lazy(f"([^{_NO_KEY}]+)")
_GAP = lazy(f"[{_NO_KEY}]+")

_ENTITY = lazy(r"&(?:#[0-9]{1,6}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8})[;\uff1b]")
# A bracket that begins with a Latin letter and holds nothing but letters, tone marks and digits.
_TONED = "\u00e0-\u00ff\u0101\u0113\u011b\u012b\u014d\u016b\u01ce\u01d0\u01d2\u01d4\u01d6\u01d8\u01da\u01dc\u0251\u0261"
_READING = lazy(
    f"[(\uff08] {{0,2}}[a-zA-Z{_TONED}][a-zA-Z1-5{_TONED}\u0300-\u036f\u02c6-\u02cb:' \u00b7\u2019-]{{0,30}}[)\uff09]"
)
# Each begins with one plain character, which `re` finds faster than any class.
_MAY_READ = lazy(f"\\((?= {{0,2}}[a-zA-Z{_TONED}])")
_MAY_READ_WIDE = lazy(f"\uff08(?= {{0,2}}[a-zA-Z{_TONED}])")
_WIDE = "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
_WIDE_ALNUM = lazy(f"[{_WIDE}]+")
_NARROW_ALNUM = {c: c - 0xFEE0 for c in range(0xFF10, 0xFF5B)}
# Traditional characters so common that forty characters of Traditional prose hold one of them.
_TRADITIONAL_CHARS = (
    "\u500b\u5011\u4f86\u6703\u570b\u767c\u70ba\u7232\u6642\u8aaa\u8207\u5f8c\u9019\u904e\u5c0d\u958b\u9577\u554f\u6a5f\u7d93\u9ad4\u8a72"
    "\u696d\u7522\u5834\u8acb\u52d5\u95dc\u9ede\u7e23\u5340\u93ae\u9109\u9593\u9580\u52d9\u55ae\u696d\u5b78\u61c9\u5be6\u7576\u6a19\u6a94\u5831\u982d"
    "\u8b70\u8ad6\u898f\u8a2d\u8a08\u9805\u9818\u5c0e\u8655\u8fa6\u7e3d\u7d71\u7d50\u7d66\u7d44\u7dda\u7d61\u7e7c\u7e8c\u7dad\u8b49\u8b58\u8b77\u8b8a"
    "\u8eca\u8ecd\u8f49\u8f03\u9032\u9054\u9060\u9069\u9078\u904b\u9084\u908a\u96e3\u96fb\u96d9\u96d6\u98a8\u98db\u99ac\u9a57\u9ec3\u9f8d\u9f4a"
    "\u5169\u50f9\u5104\u512a\u53c3\u5713\u5716\u5718\u58d3\u5922\u5be9\u5c08\u5c0d\u5e36\u5e79\u5ee3\u5f35\u5fb5\u6230\u6232\u6236\u6416\u64c7\u64d4"
    "\u64da\u6578\u65bc\u689d\u69cb\u6a02\u6a39\u6a4b\u6b0a\u6b61\u6b72\u6b77\u6c92\u6e2c\u6e96\u6eff\u6fdf\u7063\u71b1\u7368\u74b0\u73fe"
    "\u756b\u7642\u76e1\u78ba\u79ae\u7a2e\u7a31\u7bc0\u7bc4\u7c21\u7cfe\u7d00\u7d04\u7d05\u7d19\u7d1a\u7d30\u8072\u8077\u807d\u8108\u81e8\u8209"
    "\u842c\u8449\u8853\u885b\u88dc\u88fd\u8907\u898b\u89aa\u89ba\u89c0\u8a0a\u8a0e\u8a13\u8a18\u8a31\u8a34\u8a55\u8a71\u8a8d\u8a9e\u8aa0\u8abf"
    "\u8ac7\u8b1b\u8b93\u8ca1\u8ca8\u8cac\u8cb7\u8cbb\u8cc7\u8ce3\u8cea\u8cfd\u8cfc\u9322\u932f\u9280\u92b7\u9806\u9808\u984c\u984d\u985e\u9858"
    "\u990a\u9928\u9ee8"
)
_TRADITIONAL = lazy(f"[{_TRADITIONAL_CHARS}]")
_VARIED = lazy(f"[{_TRADITIONAL_CHARS}{_WIDE}]")
_CHUNK = 1 << 16


def _decoded(match: re.Match[str]) -> str:
    """Return an entity as its character and blanks, as long as the entity was."""
    found = match.group()
    import html  # 2,000 names, for pages that hold an entity

    plain = html.unescape(found[:-1] + ";")  # a converter may have widened the semicolon
    return (plain if len(plain) == 1 else "").ljust(len(found))


def _blanked(match: re.Match[str]) -> str:
    return " " * (match.end() - match.start())


def shade(text: str) -> str:
    r"""Return a copy of ``text`` of the same length, with what differs between copies evened out.

    Entities become their character, bracketed readings become blanks, Traditional characters become
    Simplified, full-width letters and digits narrow. Punctuation and blanks stay: the key drops them.

    >>> shade("&ldquo;財產(chǎn)&rdquo;\uff11")
    '“      财产      ”      1'
    """
    page = text
    if "&" in page and _ENTITY.search(page):
        page = _ENTITY.sub(_decoded, page)
    if ("(" in page and _MAY_READ.search(page)) or ("\uff08" in page and _MAY_READ_WIDE.search(page)):
        page = _READING.sub(_blanked, page)
    if _VARIED.search(page):
        page = _WIDE_ALNUM.sub(lambda m: m.group().translate(_NARROW_ALNUM), page)
        if _TRADITIONAL.search(page):
            page = t2s(page).replace("\u8457", "\u7740")
    return page


def folded(line: str) -> str:
    """Return the key of one line: its letters and digits.

    >>> folded("关于“三夏” 工作的通知 (2024)")
    '关于三夏工作的通知2024'
    """
    return "".join(RUN.findall(line))


class Key:
    r"""The key stream of a page. ``text`` is the key, ``starts[i]`` the key offset of its run ``i``.

    >>> key = Key("一、 目标。\n二、任务")
    >>> key.text, list(key.starts)
    ('一目标二任务', [0, 1, 3, 4])
    >>> key.raw(3), key.position(8), key.gap(3), key.gap(2)
    (7, 4, (5, 7), (4, 4))
    """

    __slots__ = ("page", "raw_starts", "starts", "text")

    def __init__(self, text: str, *, shaded: bool = False) -> None:
        self.page = page = text if shaded else shade(text)
        # Lists are faster, arrays smaller.
        self.starts: MutableSequence[int] = [] if len(page) <= _CHUNK else array("q")
        self.raw_starts: MutableSequence[int] = self.starts[:]  # the page offset of every run
        starts, raw_starts = self.starts, self.raw_starts
        pieces = []
        total = 0
        for begin, end in _chunks(page):
            parts = _RUNS.split(page[begin:end])  # gap, run, gap, ..., gap
            runs = parts[1::2]
            if not runs:
                continue
            raw_starts.extend(islice(accumulate(map(len, parts), initial=begin), 1, len(parts), 2))
            pieces.append("".join(runs))
            starts.extend(accumulate(map(len, runs[:-1]), initial=total))
            total += len(pieces[-1])
        self.text = "".join(pieces)

    def __len__(self) -> int:
        return len(self.text)

    def raw(self, at: int) -> int:
        """Return the page offset of the key character ``at``; the page's end for the key's end."""
        if at >= len(self.text):
            return len(self.page)
        run = bisect_right(self.starts, at) - 1
        return self.raw_starts[run] + at - self.starts[run]

    def raw_end(self, at: int) -> int:
        """Return the page offset behind the key character ``at - 1``."""
        return self.raw(at - 1) + 1 if at else 0

    def gap(self, at: int) -> tuple[int, int]:
        """Return ``raw_end(at)`` and ``raw(at)`` of a place inside the key: between them stands no letter."""
        run = bisect_right(self.starts, at) - 1
        end = self.raw_starts[run]
        if at > self.starts[run]:
            end += at - self.starts[run]
            return end, end
        return self.raw_starts[run - 1] + at - self.starts[run - 1], end

    def position(self, offset: int) -> int:
        """Return how many key characters stand before a page offset."""
        run = bisect_right(self.raw_starts, offset) - 1
        if run < 0:
            return 0
        end = self.starts[run + 1] if run + 1 < len(self.starts) else len(self.text)
        return min(self.starts[run] + offset - self.raw_starts[run], end)


def _chunks(page: str) -> list[tuple[int, int]]:
    """Cut a page at characters outside the key, so that lists of runs stay small and no run is torn."""
    cuts = []
    begin = 0
    size = len(page)
    while begin < size:
        end = size
        if size - begin > _CHUNK:
            gap = _GAP.search(page, begin + _CHUNK)
            if gap:
                end = gap.start() + 1
        cuts.append((begin, end))
        begin = end
    return cuts
