"""The pipes that are left of HTML tables: the cells stay, in their order.

A bar is a table's when its line begins or ends with one, or when neighbouring lines have as many, or when
the line holds nothing else. A lone bar between words (``文|李溪 图|周岚``, ``特稿|渡口``) and the
bars of a formula (``|a-b|``) are the author's. Outer pipes leave; where an inner pipe has no blank beside
it, a tab takes its place, so that two cells never become one word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from govtext.edits import Edit
from govtext.fold import BLANKS
from govtext.patterns import lazy

if TYPE_CHECKING:
    from govtext.steps.furniture_page import Page

__all__ = ["find_pipes"]

_RULE_LINE = lazy(r"\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+(?:[ \t]*:?-{2,}:?[ \t]*)?")
_FORMULA = lazy(r"\|(?=[^|\s]*[A-Za-z\u03b1-\u03c9])[^|\s\u3400-\u9fff]{1,24}\|")
_BY_LINE = lazy("[\u3400-\u9fff/]{1,8}\\|[^|]{1,12}")  # 文|李溪 图|周岚
_FOOTER = lazy("(?i:ICP|copyright)|公网安备|标识码|版权所有|关于我们|联系我们|网站地图|主办|承办|技术支持")


def find_pipes(page: Page) -> list[Edit]:
    """Return one edit for each pipe of a table outside the lines that leave anyway."""
    if "|" not in page.folded:
        return []
    edits: list[Edit] = []
    for number in _rows(page):
        edits.extend(_row(page, number))
    return edits


def _rows(page: Page) -> list[int]:
    counts = {n: _bars(page, n) for n in page.solid if not page.lines[n].taken}
    rows = []
    for position, number in enumerate(page.solid):
        pipes = page.folded.count("|", page.lines[number].start, page.lines[number].end)
        if not pipes or page.lines[number].taken:
            continue
        line = page.line_text(number)
        if not line.strip("|" + BLANKS) or _RULE_LINE.fullmatch(line):
            rows.append(number)
            continue
        own = counts[number]
        if not own or (_FOOTER.search(line) and len(line) < 300):
            continue
        opens, closes = line.startswith("|"), line.endswith("|")
        near = [
            counts.get(n, 0) for n in (page.around(position, -1), page.around(position, 1)) if n is not None
        ]
        if opens or closes:
            if own >= 2 or any(
                _edged(page, n) for n in (page.around(position, -1), page.around(position, 1))
            ):
                rows.append(number)
        elif (own >= 2 and (own in near or line.count(" | ") >= 2 or "||" in line)) or (
            own == 1 and " | " in line and 1 in near and _all_parted(page, position, counts)
        ):
            rows.append(number)
    return rows


def _bars(page: Page, number: int) -> int:
    """The pipes of a line that may be a table's: not those of formulas, not those of by-lines."""
    line = page.line_text(number)
    if "|" not in line:
        return 0
    if len(line) < 2000:
        if not (line.startswith("|") and line.endswith("|") and line.count("|") > 2):
            line = _FORMULA.sub("", line)
        if all(_BY_LINE.fullmatch(word) for word in re.split(f"[{BLANKS}]+", line) if word):
            return 0
    return line.count("|")


def _edged(page: Page, number: int | None) -> bool:
    """Whether a line begins or ends with a pipe, as the rows of a table do."""
    return number is not None and "|" in (page.line_text(number)[:1], page.line_text(number)[-1:])


def _all_parted(page: Page, position: int, counts: dict[int, int]) -> bool:
    """Two columns: three lines in a row with one bar each, blanks around it."""
    run = 1
    for step in (-1, 1):
        at = position + step
        while 0 <= at < len(page.solid) and run < 3:
            number = page.solid[at]
            if counts.get(number) != 1 or " | " not in page.line_text(number):
                break
            run += 1
            at += step
    return run >= 3


def _row(page: Page, number: int) -> list[Edit]:
    line = page.lines[number]
    text = page.folded
    if _RULE_LINE.fullmatch(text, line.start, line.end):
        return [Edit(line.begin, line.stop, "", "furniture.pipes")]
    formulas = {i for m in _FORMULA.finditer(text, line.start, line.end) for i in (m.start(), m.end() - 1)}
    if text[line.start] == "|" == text[line.end - 1] and text.count("|", line.start, line.end) > 2:
        formulas = set()
    edits = []
    first, last = _inside(text, line.start, line.end)
    gap = False  # a tab stands since the last cell
    for at in range(line.start, line.end):
        if text[at] != "|":
            gap = gap and text[at] in BLANKS
            continue
        if at in formulas:
            continue
        inner = first < at < last
        parted = gap or text[at - 1] in BLANKS or text[at + 1 : at + 2] in BLANKS or not inner
        edits.append(Edit(at, at + 1, "" if parted else "\t", "furniture.pipes"))
        gap = True
    return edits


def _inside(text: str, start: int, end: int) -> tuple[int, int]:
    """The offsets of the first and the last character of a row that are neither pipe nor blank."""
    first, last = start, end - 1
    while first < end and (text[first] == "|" or text[first] in BLANKS):
        first += 1
    while last > first and (text[last] == "|" or text[last] in BLANKS):
        last -= 1
    return first, last
