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
    from govtext.steps.furniture_page import Line, Page

__all__ = ["find_pipes"]

_RULE_LINE = lazy(r"\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+(?:[ \t]*:?-{2,}:?[ \t]*)?")
_FORMULA = lazy(r"\|(?=[^|\s]*[A-Za-z\u03b1-\u03c9])[^|\s\u3400-\u9fff]{1,24}\|")
# In a sentence figures with a sign too, |-7|: elsewhere they are a cell.
_FORMULA_IN_PROSE = lazy(r"\|(?=[^|\s]*[-+=<>(A-Za-z\u03b1-\u03c9])[^|\s\u3400-\u9fff]{1,24}\|")
_BY_LINE = lazy("[\u3400-\u9fff/]{1,8}\\|[^|]{1,12}")  # 文|李溪 图|周岚
# The same with blanks around the bars: then the words before them must be those of by-lines.
_PARTED_BY_LINE = lazy(
    f"(?:(?:[文图]|文字|图片|配图|插画|摄影|视频|编辑|记者|采写|撰文|撰稿|策划|设计|制图|海报|校对|审核)[{BLANKS}]{{0,3}}\\|"
    f"[{BLANKS}]{{0,3}}[\u3400-\u9fffA-Za-z\u00b7\u3001/]{{1,12}}(?:[{BLANKS}]+|$)){{1,8}}"
)
_FOOTER = lazy("(?i:ICP|copyright)|公网安备|标识码|版权所有|关于我们|联系我们|网站地图|主办|承办|技术支持")


def find_pipes(page: Page) -> list[Edit]:
    """Return one edit for each pipe of a table outside the lines that leave anyway."""
    if "|" not in page.text and "\uff5c" not in page.text:
        return []
    edits: list[Edit] = []
    for line in _rows(page):
        edits.extend(_row(line))
    return edits


def _rows(page: Page) -> list[Line]:
    counts = [0 if line.taken else _bars(line.text) for line in page.lines]
    rows = []
    for line in page.lines:
        text = line.text
        if line.taken or "|" not in text:
            continue
        if not text.strip("|" + BLANKS) or _RULE_LINE.fullmatch(text):
            rows.append(line)
            continue
        own = counts[line.at]
        if not own or (_FOOTER.search(text) and len(text) < _LONGEST_FOOTER):
            continue
        near = page.near(line)
        if text[0] == "|" or text[-1] == "|":
            if own >= 2 or any(_is_edged(other.text) for other in near):
                rows.append(line)
            continue
        if _is_sentence(text):
            continue
        parallel = [counts[other.at] for other in near if not other.taken]
        if (own >= 2 and (own in parallel or text.count(" | ") >= 2 or "||" in text)) or (
            own == 1 and " | " in text and 1 in parallel and _all_parted(page, line, counts)
        ):
            rows.append(line)
    return rows


_LONGEST_FOOTER = 300


def _bars(text: str) -> int:
    """The pipes of a line that may be a table's: not those of formulas, not those of by-lines."""
    if "|" not in text:
        return 0
    if len(text) < _LONGEST_ROW:
        if not (text[0] == "|" == text[-1] and text.count("|") > 2):
            text = _formulas(text).sub("", text)
        if _PARTED_BY_LINE.fullmatch(text) is not None:
            return 0
        if all(_BY_LINE.fullmatch(word) for word in re.split(f"[{BLANKS}]+", text) if word):
            return 0
    return text.count("|")


_LONGEST_ROW = 2000


def _formulas(text: str) -> re.Pattern[str]:
    return _FORMULA_IN_PROSE if "。" in text else _FORMULA


def _is_sentence(text: str) -> bool:
    """Whether bars stand amid a sentence: 由协会牵头,产|学|研三方共同拟订。"""
    return text[-1] == "。" and "," in text[: text.index("|")] and " | " not in text


def _is_edged(text: str) -> bool:
    """Whether a line begins or ends with a pipe, as the rows of a table do."""
    return text[0] == "|" or text[-1] == "|"


def _all_parted(page: Page, line: Line, counts: list[int]) -> bool:
    """Two columns: three lines in a row with one bar each, blanks around it."""
    run = 1
    for step in (-1, 1):
        at = line.at + step
        while 0 <= at < len(page.lines) and run < 3:
            if counts[at] != 1 or " | " not in page.lines[at].text:
                break
            run += 1
            at += step
    return run >= 3


def _row(line: Line) -> list[Edit]:
    text = line.text
    if _RULE_LINE.fullmatch(text):
        return [Edit(line.begin, line.stop, "", "furniture.pipes")]
    formulas = {i for m in _formulas(text).finditer(text) for i in (m.start(), m.end() - 1)}
    if text[0] == "|" == text[-1] and text.count("|") > 2:
        formulas = set()
    edits = []
    first, last = _inside(text)
    words = text[first : last + 1]
    if all(_BY_LINE.fullmatch(word) for word in re.split(f"[{BLANKS}]+", words)) or _is_authors(words, text):
        formulas |= {at for at in range(first, last) if text[at] == "|"}
    gap = False  # a tab stands since the last cell
    for at, char in enumerate(text):
        if char != "|":
            gap = gap and char in BLANKS
            continue
        if at in formulas:
            continue
        inner = first < at < last
        parted = gap or not inner or text[at - 1] in BLANKS or text[at + 1 : at + 2] in BLANKS
        edits.append(Edit(line.start + at, line.start + at + 1, "" if parted else "\t", "furniture.pipes"))
        gap = True
    return edits


def _is_authors(words: str, text: str) -> bool:
    """Whether the one bar between words is the author's: 村居|夜话, where only empty cells stand behind them."""
    behind = text[len(words) :]
    return (
        text.startswith(words)
        and words.count("|") == 1 == len(_TIGHT.findall(words))
        and behind.count("|") > 1
    )


_TIGHT = lazy("[\u3400-\u9fff]\\|[\u3400-\u9fff]")


def _inside(text: str) -> tuple[int, int]:
    """The places of the first and the last character of a row that are neither pipe nor blank."""
    bars = "|" + BLANKS
    first = len(text) - len(text.lstrip(bars))
    return first, max(0, len(text.rstrip(bars)) - 1)
