"""The path to a page that shares its line with the title.

Extractors that join what stands side by side print 当前位置:首页 > 工作动态 > 正文 in front of the title, in
its line. The path leaves and the title stays, unless the title stands again below: then the last step of
the path, title or not, is the path's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from govtext.fold import BLANKS
from govtext.patterns import lazy

if TYPE_CHECKING:
    from govtext.steps.furniture_grammar import Item
    from govtext.steps.furniture_page import Line, Page
    from govtext.steps.furniture_reader import Reader

__all__ = ["PATHS", "path_ahead", "title_behind"]

PATHS = frozenset(("furniture.breadcrumb", "furniture.path"))
_LAST_STEP = lazy(f"[^{BLANKS}]{{1,14}}[{BLANKS}]+(?=[^{BLANKS}])")
_ARROW = re.compile(r"->|[>\u203a\u00bb\u2192/\\\u300b\u3009]|::")
_LETTERS = re.compile("[^\\W_]")
_LEAST_TITLE = 4
_FEWEST_CELLS = 3
_LONGEST_CELL = 6  # a row of such words is of the site's navigation
_KNOWN_BY = 8  # characters of a title that tell it
_NEAR = 30  # lines below a path among which the title is
_LONGER = 20  # characters of a label or a site's name beside a title
_FIRST_ARROW = 40  # characters of a line in which a path has taken its first step
_WORD = lazy("(?:正文|内容|详情|详细|页面?|文章|信息|浏览|全文|查看)[\\])\u3011]?[ \u3000]*$")


def path_ahead(reader: Reader) -> int:
    """Where the words behind a path begin that opens a line of other text; 0 where none does.

    Only a path that ends in a word for the page itself, 首页 > 工作动态 > 正文, is known to have come to its end.
    """
    text = reader.text
    if _ARROW.search(text, 0, _FIRST_ARROW) is None:
        return 0
    items, _ = reader.parse(0)
    if not items or items[0].rule not in PATHS or _WORD.search(text[: items[0].end]) is None:
        return 0
    end = items[0].end
    return end + len(text[end:]) - len(text[end:].lstrip(BLANKS + "|"))


def title_behind(page: Page, line: Line, item: Item) -> tuple[int, int] | None:
    """Where in its line the title stands that a path runs into, if it stands nowhere else."""
    path = line.text[item.start : item.end]
    last = _last_arrow(path)
    if last == 0:
        return None
    step = _LAST_STEP.match(path, last + len(path[last:]) - len(path[last:].lstrip(BLANKS)))
    if step is None:
        return None
    words = path[step.end() :].rstrip(BLANKS + "|[(\u3010")
    cells = words.split()
    is_row = len(cells) >= _FEWEST_CELLS and max(map(len, cells)) <= _LONGEST_CELL
    if len(_LETTERS.findall(words)) < _LEAST_TITLE or is_row or _is_title_below(page, line, words):
        return None
    start = item.start + step.end()
    return start, start + len(words)


def _last_arrow(path: str) -> int:
    """Where the last step of a path begins; the marks around the name of a book are none of its arrows."""
    last = 0
    for arrow in _ARROW.finditer(path):
        if arrow[0] != "\u300b" or "\u300a" not in path[last : arrow.start()]:
            last = arrow.end()
    return last


def _is_title_below(page: Page, line: Line, words: str) -> bool:
    """Whether a line below begins with the same words and is no sentence: the lead of a report repeats its title."""
    known = words[:_KNOWN_BY]
    return any(
        other.text.lstrip("#*【[ ").startswith(known)
        and len(other.raw) <= len(words) + _LONGER
        and "。" not in other.raw
        for other in page.lines[line.at + 1 : line.at + 1 + _NEAR]
    )
