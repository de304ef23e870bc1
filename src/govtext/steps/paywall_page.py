"""A page as the paywall step sees it: its lines, and what stands around each of them."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from govtext.fold import BLANKS, Shadow, shadow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["DOTS", "DOT_CHARS", "Line", "Page", "lost_its_lines"]

#: A run of dots of any kind, on raw or folded text.
DOTS = "(?=[\u2026.\u3002\u00b7\u22ef\uff0e])(?:\u2026+|\\.{3,12}|\u3002{2,12}|\u00b7{3,12}|\u22ef+|\uff0e{3,12})"
#: The same without an upper bound, for what takes a whole run.
DOT_RUN = "\u2026+|\\.{3,}|\u3002{2,}|\u00b7{3,}|\u22ef+|\uff0e{3,}"
#: What one is made of.
DOT_CHARS = "\u2026.\u3002\u00b7\u22ef\uff0e"
_ENDS_IN_DOTS = re.compile(f"{DOTS}[)\\]\u3011\u201d]?$")
# A sentence or a clause of an article, as opposed to a title, a button or a menu.
_PROSE = re.compile("[\u3002\uff0c,;\uff1b!\uff01?\uff1f]")
_CLOSED = frozenset("\u3002!?\uff01\uff1f:\uff1a;\uff1b.\u201d\u300d\u300f\"')\uff09]\u3011\u300b>")
_ENOUGH_HAN = re.compile("(?:[^\u3400-\u9fff]*[\u3400-\u9fff]){15}")
# Footers are no prose either: this step runs before theirs. Each branch begins with a letter, not with a class or with
# one of either case, for then `re` skips to the next first letter.
_FOOTER = re.compile(
    "版[权權]|\u00a9|备案|備案|主[办辦]|网安备|转载|轉載|编辑|編輯|校[对對]|"
    + "|".join(f"{first}[cC][pP]" for first in "iI\u0130\u0131")
)
# A wall of whole sentences speaks to its reader or of its page; an article on services does neither.
_ADDRESSED = re.compile("[您你請请]|本[文章篇]|以下[内內]容")
# What walls ask for, and articles on services speak of.
_GATES = re.compile(
    "登[录錄陆陸入]|注[册冊]|[会會][员員]|VIP|[订訂][阅閱]|付[费費]|[扫掃][码碼]|[扫掃]一[扫掃]|二[维維][码碼]|客[户戶]端"
    "|APP|公[众眾]号|小程序|[账帳][号號]|下[载載]|[积積]分|全文|[浏瀏][览覽]|[点點][击擊]",
    re.IGNORECASE,
)
# The same and more, of which an article that stops without a full stop may speak.
_SERVICES = re.compile(
    "登[录錄陆陸入]|注[册冊]|[会會][员員]|[订訂][阅閱]|付[费費]|[扫掃][码碼]|客[户戶]端|APP|公[众眾]号|小程序|[账帳帐][号號户戶]|下[载載]"
    "|[积積]分|平台|系[统統]|[报報]名|[网網]站|[缴繳][费費]",
    re.IGNORECASE,
)
_STRIP = BLANKS + "\r"
_MOST_CUTS = 2
_PAUSE = re.compile("[\u3400-\u9fff]{4}[,\uff0c]")
_STOPS = frozenset("\u3002\uff01\uff1f!?.\u2026\u201d")
_FLAT = 150  # a line longer than this may be a page that lost its line breaks
# A blank between two characters neither of which is a letter or a digit, or behind a full stop. The pattern begins
# with the blank, which is what `re` looks for first, and then looks back over it.
_LOST_BREAK = re.compile(
    f"[{BLANKS}](?:(?<=[\u3002\uff01\uff1f\uff1b\u2026\uff09\u3011][{BLANKS}])"
    f"|(?<=[^A-Za-z0-9{BLANKS}][{BLANKS}])(?<!\\d[.\u3001)][{BLANKS}])(?=[{BLANKS}]*[^A-Za-z0-9{BLANKS}]))"
)
_BRACKET_OR_BREAK = re.compile(  # a bracket is stepped over with the blanks in it
    f"[(\uff08\\[\u3010\u300a\u201c][^(\uff08\\[\u3010\u300a\u201c)\uff09\\]\u3011\u300b\u201d]{{0,120}}[)\uff09\\]\u3011\u300b\u201d]"
    f"|(?P<blank>{_LOST_BREAK.pattern})"
)
_ENOUGH = 200  # this much of a line tells what it is; no notice line is longer


class Line:
    """One line without the blanks at its ends; ``start`` and ``end`` are offsets of the page."""

    __slots__ = ("_built_like_prose", "_copy", "end", "number", "start", "text")

    def __init__(self, number: int, start: int, text: str) -> None:
        self.number, self.start, self.end, self.text = number, start, start + len(text), text
        self._copy: Shadow | None = None
        self._built_like_prose: bool | None = None

    def fold(self) -> Shadow:
        """Return the folded copy of the line, with offsets of the page."""
        if self._copy is None:
            self._copy = shadow(self.text, start=self.start)
        return self._copy

    def part(self, start: int, end: int) -> Line:
        """Return a stretch of the line as a line of its own; the line itself if that is all of it."""
        if start <= self.start and end >= self.end:
            return self
        return Line(self.number, start, self.text[start - self.start : end - self.start])

    @property
    def ends_in_dots(self) -> bool:
        """Whether the line breaks off with dots."""
        return _ENDS_IN_DOTS.search(self.text[-16:]) is not None

    @property
    def looks_like_prose(self) -> bool:
        """Whether the line has the build of a sentence of an article: long, with a comma or a full stop."""
        if self._built_like_prose is None:
            text = self.text[:_ENOUGH]
            self._built_like_prose = (
                len(text) >= 15
                and _PROSE.search(text) is not None
                and _ENOUGH_HAN.match(text) is not None
                and (len(text) == _ENOUGH or _FOOTER.search(text) is None)
            )
        return self._built_like_prose


def lost_its_lines(text: str) -> bool:
    """Tell whether blanks may stand where a text had line breaks: a line of many sentences has some."""
    return any(map(_LOST_BREAK.search, [line for line in text.split("\n") if len(line) > _FLAT]))


def _split_at_blanks(text: str) -> list[str]:
    """Cut a text into lines and its long lines at blanks; one character stands between two pieces."""
    pieces: list[str] = []
    for raw in text.split("\n"):
        at = 0
        if len(raw) > _FLAT:
            for found in _BRACKET_OR_BREAK.finditer(raw):
                if found["blank"]:
                    pieces.append(raw[at : found.start()])
                    at = found.start() + 1
        pieces.append(raw[at:])
    return pieces


class Page:
    """The lines of a text. Built only for texts in which a place is worth a look.

    A page that came as one line has blanks where its line breaks were: with ``at_blanks`` what stands between
    two of them in a long line is a line as well.
    """

    def __init__(self, text: str, speaks: Callable[[str], bool], *, at_blanks: bool = False) -> None:
        self.text = text
        self._speaks = speaks
        self.raw = _split_at_blanks(text) if at_blanks else text.split("\n")
        self._made: list[Line | None] = [None] * len(self.raw)
        self._prose: dict[int, bool] = {}

    def __len__(self) -> int:
        return len(self.raw)

    @cached_property
    def _starts(self) -> list[int]:
        return list(itertools.accumulate((len(raw) + 1 for raw in self.raw[:-1]), initial=0))

    @property
    def lines(self) -> Iterator[Line]:
        """The lines in order; each is made when it is asked for, and once."""
        return map(self.line, range(len(self.raw)))

    def line(self, number: int) -> Line:
        """Return a line by its number."""
        line = self._made[number]
        if line is None:
            raw, start = self.raw[number], self._starts[number]
            body = raw.strip(_STRIP)
            if body:
                start += len(raw) - len(raw.lstrip(_STRIP))
            line = self._made[number] = Line(number, start, body)
        return line

    def line_at(self, offset: int) -> Line:
        """Return the line in which an offset stands."""
        return self.line(bisect_right(self._starts, offset) - 1)

    def before(self, line: Line) -> Line | None:
        """Return the nearest line above that is not empty."""
        return self._nearest(range(line.number - 1, -1, -1))

    def after(self, line: Line) -> Line | None:
        """Return the nearest line below that is not empty."""
        return self._nearest(range(line.number + 1, len(self.raw)))

    def _nearest(self, numbers: Iterable[int]) -> Line | None:
        for number in numbers:
            line = self.line(number)
            if line.text:
                return line
        return None

    @cached_property
    def title(self) -> str:
        """The first line of the page that is long enough for a title."""
        return next((line.text for line in self.lines if len(line.text) >= 8), "")

    def is_prose(self, line: Line) -> bool:
        """Whether the line is a sentence of the article: built like one, and no wall language."""
        if not line.looks_like_prose:
            return False
        if len(line.text) >= _ENOUGH:
            return True
        if line.number not in self._prose:
            self._prose[line.number] = not self._speaks(line.fold().text)
        return self._prose[line.number]

    def breaks_off(self, line: Line | None) -> bool:
        """Whether the line is prose, be it short, that stops in mid-sentence."""
        if line is None or line.text[-1] in _CLOSED:
            return False
        text = line.text[:_ENOUGH]
        paused = _PAUSE.search(text) is not None and (len(text) >= 13 or text[-1] in ",\uff0c")
        return self.is_prose(line) or (paused and not self._speaks(line.fold().text))

    def is_head(self, line: Line) -> bool:
        """Whether no prose stands above the line."""
        above = self.before(line)  # mostly tells, and is looked at anyway
        return above is None or (not self.is_prose(above) and line.number <= self._first_prose)

    def is_tail(self, line: Line) -> bool:
        """Whether no prose stands below the line."""
        below = self.after(line)
        return below is None or (not self.is_prose(below) and line.number >= self._last_prose)

    def is_end(self, line: Line) -> bool:
        """Whether not even a short sentence stands below the line."""
        return line.number >= self._last_sentence

    @property
    def has_prose(self) -> bool:
        """Whether any line is prose."""
        return self._last_prose >= 0

    @cached_property
    def speaks_of_gates(self) -> bool:
        """Whether the article itself speaks of log-ins, memberships or downloads."""
        return any(
            line.text.endswith("。")
            and line.looks_like_prose
            and _GATES.search(line.text) is not None
            and _ADDRESSED.search(line.text) is None
            for line in self.lines
        )

    def serves_above(self, line: Line) -> bool:
        """Whether a line above speaks of a service of any kind: what follows may be how to come by it."""
        return self._first_service < line.number

    @cached_property
    def _first_service(self) -> int:
        lines = enumerate(self.raw)
        return next((number for number, raw in lines if _SERVICES.search(raw) is not None), len(self))

    @cached_property
    def is_wrapped(self) -> bool:
        """Whether lines break off in mid-sentence again and again: somebody wrapped the text."""
        return len(self._cuts) > _MOST_CUTS

    def is_wrapped_above(self, line: Line) -> bool:
        """Whether the lines above break off in mid-sentence again and again."""
        return bisect_left(self._cuts, line.number) > _MOST_CUTS

    @cached_property
    def _cuts(self) -> list[int]:
        """The numbers of the lines that break off in mid-sentence."""
        return [line.number for line in self.lines if line.text and self.breaks_off(line)]

    @cached_property
    def _first_prose(self) -> int:
        return next((line.number for line in self.lines if self.is_prose(line)), len(self))

    @cached_property
    def _last_prose(self) -> int:
        return next((i for i in range(len(self) - 1, -1, -1) if self.is_prose(self.line(i))), -1)

    @cached_property
    def _last_sentence(self) -> int:
        return next((i for i in range(len(self) - 1, -1, -1) if self._is_sentence(self.line(i))), -1)

    def _is_sentence(self, line: Line) -> bool:
        if self.is_prose(line):
            return True
        text = line.text
        ended = len(text) >= 6 and text[-1] in _STOPS and _FOOTER.search(text) is None
        return ended and not self._speaks(line.fold().text)
