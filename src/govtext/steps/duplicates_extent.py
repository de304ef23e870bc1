"""How far a copy reaches: from the key back to the page.

A chain says which letters agree; what leaves the page is cut at the borders of lines and sentences,
with the header that the copy brought along and the button it ends in. The rules, in this order:

* An agreement that begins or ends inside a sentence by chance (two paragraphs that open with the same
  word) is cut back to the next border. A border of either copy counts: a copy may be glued.
* Copies that touch (AA) are cut by whole periods, since there an agreement runs on into what follows.
* The header is walked upwards, line by line, as long as the lines are no text (`duplicates_header`).

A `Scene` is a page with its key and answers where borders, lines, headers and ends are. It decides
nothing: duplicates_case cuts, duplicates_evidence judges.
"""

from __future__ import annotations

from bisect import bisect_left
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from govtext.fold import narrow
from govtext.patterns import lazy
from govtext.steps.duplicates_key import Key, folded
from govtext.steps.duplicates_lines import (
    Kind,
    is_button,
    is_notice,
    is_opening,
    is_tail,
    line_kind,
)
from govtext.steps.duplicates_titles import PREFIX, rewords, without_revision

if TYPE_CHECKING:
    import re

__all__ = [
    "BORDER",
    "BY_LINE",
    "CORRECTION",
    "FAR",
    "HEADER_CHARS",
    "ITEM",
    "MARK",
    "STOP",
    "Scene",
    "is_heading",
    "is_title_like",
]

BORDER = lazy("[\n。！？!?；;…]|\\.{3}")
_DAY = lazy("[0-9]{1,2}月[0-9]{1,2}日")
ITEM = lazy(
    "\\s{0,8}(?:第?[一二三四五六七八九十0-9]{1,3}[、.．章节条 ]|[（(][一二三四五六七八九十0-9]{1,3}[)）])"
)
_OPENERS = "“‘「『（(《〈【[{<「﹁▲△●■◆◎○※*>·•—-"
_CLOSERS = lazy("[^0-9A-Za-z\u3005\u3007\u3400-\u9fff\n“‘「『（(《〈【[{<▲△●■◆]{0,40}")
_WRAPPED = lazy(
    "\n[ \u3000]{0,4}[。，,；;：:！!？?、%％”’）)》」』…]{1,4}"
)  # closing marks wrapped to the next line
FAR = 400  # page characters looked at for a line's start or end
_TABS = 3  # words of a row of tabs
_CLAUSE = lazy("[。，,；;：:]")
_FULL_STOP = lazy("[\u3002\uff01\uff1f!?]")
STOP = lazy("[。；;]")
_LEAST_TITLE = 5
_LONGEST_TITLE = 80
_TITLE = 40  # key characters of a title in other words
MARK = lazy("[。，,；;！!？?]")
_HEADING = 16  # key characters of a heading
BY_LINE = 60  # characters of a line between a title and its text
_RUNNING_HEAD = 30  # characters of a running head
_PRINTED = 4000  # page characters in which it comes again
HEADER_CHARS = 1500
_RUNS = 80  # runs looked through for a border
CORRECTION = 12  # changed key characters in one place that are a correction, not new text


def is_heading(line: str) -> bool:
    """Tell whether a line has the form of a heading that is numbered: without its text it says nothing.

    >>> is_heading("二、现场故事"), is_heading("第二,现场要有人。"), is_heading("现场故事")
    (True, False, False)
    """
    return len(line) <= 2 * _HEADING and ITEM.match(line) is not None and not MARK.search(line)


def is_title_like(line: str) -> bool:
    """Tell whether a line has the form of a title or a heading: short, and no sentence.

    >>> is_title_like("关于白水河堤防加固工程施工招标的公告"), is_title_like("公告今天发布。")
    (True, False)
    """
    return 0 < len(folded(line)) <= _TITLE and not MARK.search(line)


class Scene:
    """A page with its key: where borders, lines and headers are."""

    def __init__(self, key: Key) -> None:
        self.key = key
        self.page = key.page
        found = self._found_titles()
        self.title = folded(found[0]) if found else ""
        self.titles = frozenset([*map(folded, found), *map(without_revision, found)])

    def _found_titles(self) -> list[str]:
        """Return the lines that open the page and may be its title."""
        found: list[str] = []
        for line in self.page[:1200].split("\n")[:12]:
            words = folded(line)
            if self._may_be_title(line, words) and not (found and (":" in line or "\uff1a" in line)):
                found.append(line)
            elif line_kind(line) is Kind.TEXT:
                break
            if len(found) == 2:
                break
        return found

    @staticmethod
    def _may_be_title(line: str, words: str) -> bool:
        """Tell whether a line near the page's head has the form of a title."""
        if (
            line.rstrip().endswith((":", "\uff1a"))
            or not 4 <= len(words) <= 80
            or BORDER.search(line.rstrip("！？!?…"))
            or ITEM.match(line)
            or _DAY.search(words)
        ):
            return False
        return line_kind(line) is Kind.TEXT

    def border(self, at: int) -> bool:
        """Tell whether a line or a sentence ends before the key character ``at``."""
        if at <= 0 or at >= len(self.key):
            return True
        begin, end = self.key.gap(at)
        return begin < end and BORDER.search(self.page, begin, end) is not None

    def line_ends(self, at: int) -> bool:
        """Tell whether a line ends before the key character ``at``."""
        if at <= 0 or at >= len(self.key):
            return True
        return self.page.find("\n", *self.key.gap(at)) >= 0

    def next_border(self, at: int, stop: int) -> int:
        """Return the first border at or behind ``at``, or ``stop``."""
        if self.border(at):
            return at
        starts = self.key.starts
        i = bisect_left(starts, at)
        for place in starts[i : i + _RUNS]:
            if place >= stop:
                break
            if self.border(place):
                return place
        return stop

    def last_border(self, at: int, floor: int) -> int:
        """Return the last border at or before ``at``, or ``floor``."""
        if self.border(at):
            return at
        starts = self.key.starts
        i = bisect_left(starts, at)
        for place in reversed(starts[max(0, i - _RUNS) : i]):
            if place <= floor:
                break
            if self.border(place):
                return place
        return floor

    def line_start(self, offset: int, floor: int) -> int | None:
        """Return where the line of a page offset begins, not before ``floor``; ``None`` if too far."""
        low = max(floor, offset - FAR)
        found = self.page.rfind("\n", low, offset)
        if found >= 0:
            return found + 1
        return low if low == floor else None

    def line_end(self, offset: int) -> int | None:
        """Return where the line of a page offset ends; ``None`` if too far."""
        high = min(len(self.page), offset + FAR)
        found = self.page.find("\n", offset, high)
        if found >= 0:
            return found
        return high if high == len(self.page) else None

    # -- the beginning ------------------------------------------------------------------

    def prefix(self, target: int, floor: int) -> str | None:
        """Return what stands in the line before a key character; ``None`` if that is long."""
        begin = self.key.raw(target)
        start = self.line_start(begin, floor)
        return None if start is None else self.page[start:begin]

    def opening(self, target: int, floor: int, *, source: int | None = None) -> int:
        """Return the page offset at which a copy whose first letter is ``target`` begins.

        With the place of the original, a corrected word at the beginning of the line is taken along.
        """
        begin = self.key.raw(target)
        start = self.line_start(begin, floor)
        words = self.page[start:begin] if start is not None else ""
        opens_line = start is not None and (start == 0 or self.page[start - 1] == "\n" or bool(folded(words)))
        if start is not None and opens_line and (is_opening(words) or self._labels_title(words, target)):
            return start
        if start is not None and opens_line and self._is_title_line(start):
            return start
        if start is not None and source is not None and len(folded(words)) <= CORRECTION:
            was = self.line_start(self.key.raw(source), 0)
            if was is not None and 0 < len(folded(self.page[was : self.key.raw(source)])) <= CORRECTION:
                return start
        return self.word_start(target, floor)

    def _labels_title(self, words: str, target: int) -> bool:
        """Tell whether ``words`` are a label before the page's title: 图文: 头条|"""
        return bool(PREFIX.fullmatch(words)) and self.opens_with_title(target)

    def opens_with_title(self, at: int, most: int = _LONGEST_TITLE) -> bool:
        """Tell whether the page's title stands at a key character, within ``most`` of them."""
        return any(_LEAST_TITLE <= len(t) <= most and self.key.text.startswith(t, at) for t in self.titles)

    def _is_title_line(self, start: int) -> bool:
        """Tell whether a line that begins at a page offset is the page's title in other words."""
        end = self.page.find("\n", start, start + BY_LINE)
        if end < 0 or _CLAUSE.search(self.page, start, end):
            return False
        words = folded(self.page[start:end])
        return any(rewords(words, title) for title in self.titles)

    def word_start(self, at: int, floor: int = 0) -> int:
        """Return the page offset of a key character, with the opening marks before it."""
        begin = self.key.raw(at)
        while begin > floor and self.page[begin - 1] in _OPENERS:
            begin -= 1
        return begin

    def recurs(self, line: str, at: int) -> bool:
        """Tell whether a short line stands several times around a place: the running head of a print."""
        line = line.strip()
        if not 4 <= len(line) <= _RUNNING_HEAD or MARK.search(line):
            return False
        return self.page.count(f"\n{line}\n", max(0, at - _PRINTED), at + _PRINTED) > 1

    def is_tab_row(self, line: str, at: int) -> bool:
        """Tell whether a line is the row of tabs above their lists: words that are lines around it."""
        words = line.replace("|", " ").split()
        if not _TABS <= len(words) <= 4 * _TABS or len(line) > BY_LINE:
            return False
        around = self.page[max(0, at - _PRINTED) : at + _PRINTED]
        return sum(f"\n{word}\n" in around for word in words) >= max(_TABS, len(words) - 1)

    def title_above(self, offset: int, floor: int) -> str:
        """Return the line above a line that begins at ``offset``, if it is the page's title in fewer or
        in more words.
        """
        line = self.heading_above(offset, floor, most=_TITLE, marks=STOP)
        return line if any(rewords(folded(line), title) for title in self.titles) else ""

    def heading_above(
        self, offset: int, floor: int, *, most: int = _HEADING, marks: re.Pattern[str] = MARK
    ) -> str:
        """Return the line above a line that begins at ``offset``, if it has the form of a heading."""
        if not floor < offset or self.page[offset - 1] != "\n":
            return ""
        end = offset - 1
        while end > floor and self.page[end - 1].isspace():
            end -= 1
        start = self.line_start(end, floor)
        if start is None or (start == floor and floor and self.page[floor - 1] != "\n"):
            return ""
        line = self.page[start:end]
        return (
            line
            if 0 < len(folded(line)) <= most and line_kind(line) is Kind.TEXT and not marks.search(line)
            else ""
        )

    def line_at(self, offset: int) -> str:
        """Return the line of a page offset; empty if its ends are far."""
        start, end = self.line_start(offset, 0), self.line_end(offset)
        return "" if start is None or end is None else self.page[start:end]

    def line_above(self, offset: int, floor: int) -> str:
        """Return the line with letters above a line that begins at ``offset``; empty if that is far."""
        if not floor < offset or self.page[offset - 1] != "\n":
            return ""
        return self.page[max(floor, offset - FAR) : offset].rstrip().rpartition("\n")[2]

    def sung(self, start: int, end: int) -> bool:
        """Tell whether a sentence that is said twice in a row is an exclamation, or comes a third time."""
        words = self.key.text[start:end]
        mark = self.page[self.key.raw_end(end) : self.key.raw(end)].lstrip()[:1]
        return mark in ("!", "\uff01") or self.key.text.find(words, end) > end

    def is_run(self, at: int) -> bool:
        """Tell whether a run of letters begins at the key character ``at``."""
        starts = self.key.starts
        i = bisect_left(starts, at)
        return i < len(starts) and starts[i] == at

    def is_lead(self, at: int) -> bool:
        """Tell whether only a title and noise stand above the line of a key character."""
        start = self.line_start(self.key.raw(at), 0)
        if start is None or start > HEADER_CHARS:
            return False
        above = [line for line in self.page[:start].split("\n") if line_kind(line) is Kind.TEXT]
        return all(folded(line) in self.titles for line in above)

    # -- the end ------------------------------------------------------------------------

    def closing(self, target_end: int, *, credit: bool = True) -> int:
        """Return the page offset at which a copy whose last letter is before ``target_end`` ends.

        Closing punctuation and dots, and a button, notice or by-line that fills the rest of the
        line, leave with it; so do button lines below, and where the copy is cut, what says so.
        """
        end = self.key.raw_end(target_end)
        limit = self.key.raw(target_end)
        match = _CLOSERS.match(self.page, end, limit)
        if match:
            end = match.end()
        match = _WRAPPED.match(self.page, end, limit)
        if match:
            end = match.end()
        cut = not _FULL_STOP.search(self.page, self.key.raw_end(target_end), end)
        stop = self.line_end(end)
        if stop is not None and stop > end:
            rest = self.page[end:stop]
            if is_button(rest) or (credit and is_tail(rest)):
                end = stop
        for _ in range(3):
            if not self.page.startswith("\n", end):
                break
            below = self.line_end(end + 1)
            if below is None:
                break
            line = self.page[end + 1 : below]
            if not folded(line) or not (is_button(line) or (cut and is_notice(line))):
                break
            end = below
        return end

    def meeting(self, source_end: int, target_end: int) -> int:
        """Return where a copy ends that stands beside its original and does not end its line.

        Only the marks that the original ends with leave too: 文字……[详细]文字，后文 keeps the comma, for
        what follows is joined to the original.
        """
        end = self.key.raw_end(target_end)
        at = self.key.raw_end(source_end)
        stop = min(self.key.raw(source_end), self.key.raw(target_end) - end + at)
        while at < stop and narrow(self.page[at]) == narrow(self.page[end]) not in "\n…":
            at += 1
            end += 1
        return end

    def corrected_end(self, target_end: int, source_end: int) -> int:
        """Return the end of the line if its rest is the rest of the original's line, reworded."""
        stop = self.line_end(self.key.raw_end(target_end))
        source_stop = self.line_end(self.key.raw_end(source_end))
        if stop is None or source_stop is None:
            return target_end
        now = folded(self.page[self.key.raw_end(target_end) : stop])
        was = folded(self.page[self.key.raw_end(source_end) : source_stop])
        if not 0 < len(now) <= 4 * CORRECTION or len(was) > 4 * CORRECTION:
            return target_end
        same = sum(m.size for m in SequenceMatcher(None, was, now, autojunk=False).get_matching_blocks())
        return target_end + len(now) if same * 2 >= len(now) else target_end

    def rest_is_tail(self, target_end: int) -> bool:
        """Tell whether the rest of the line behind a copy belongs to its end."""
        end = self.key.raw_end(target_end)
        stop = self.line_end(end)
        return stop is not None and is_tail(self.page[end:stop])
