"""Walls in a site's own words: told by how the line is set off, or by the break above it.

Each webmaster has names of his own for who may read and what it costs (文币, 铂金学员, 岛屿赞助人), so most characters
of such a line are no wall language. What it says is stable all the same: that something is kept back, and what it
takes or how much it is (the rule's pattern wants both). In an article's sentence that is no evidence. It is where the
line is set off by marks at both ends (``※ … ※``, ``▂▂ … ▂▂``), and if it speaks of *this text*, in a bracket of its
own, below the break at which a text ends, or with a figure at the end of a page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from govtext.patterns import lazy
from govtext.steps.paywall_below import ends_with_a_wall
from govtext.steps.paywall_place import ADDRESS, FIGURE

if TYPE_CHECKING:
    from govtext.steps.paywall_catalogue import Catalogue
    from govtext.steps.paywall_page import Line, Page

__all__ = ["SPEAKS_OF_THE_TEXT", "TAKES", "stands_as_a_wall"]

#: The rule of a line that says what it takes.
TAKES = "paywall.own"

# Marks with which no sentence of an article begins and ends; a list begins with one of them.
_MARKS = "*=~_\u2014\u2500\u2501\u2581-\u2588\u25a0-\u25ff\u2605\u2606\u203b\u2190-\u21ff<>\u00ab\u00bb\u2039\u203a#+\uff0a\u2025-"
_FRAMED = lazy(f"[{_MARKS}]{{1,40}}[^{_MARKS}].*[^{_MARKS}][{_MARKS}]{{1,40}}|[\U0001f512\U0001f510].*")
_BRACKETED = lazy(
    "[(][^()]*(?:[(][^()]*[)][^()]*)?[)]|\\[[^][]*\\]|【[^【】]*】|〔[^〔〕]*〕|〖[^〖〗]*〗|『[^『』]*』"
    "|[\u203b\u25b6\u25ba\u25bc\u25a1\u25c7\u25c6].*|[\\[【(][^][【】()]{0,4}提示[])】].*"
)
#: What is kept back is of this text: a size, the whole, what follows.
SPEAKS_OF_THE_TEXT = re.compile(
    "[\\d一二三四五六七八九十]个?(?:汉字|字|页|段|章|节|条|份|篇|张)|\\d%|全[文本]|原[文稿件]|[本此][文篇稿段章节题卷则]|以下|正文|文[稿字本]"
    "|条文|答案|解析|内容|部分(?=$|[^一-鿿]|内容|文字|章节|[为在由须需仅只请暂未随就已要可供先及])|图文|明细|附录|故事|后文|往[下后]|接着"
)
_OF_A_READER = re.compile("[您你]")
_SIZES = re.compile("\\d个?(?:字|页|段|%)")
_PRICED = re.compile("\\d(?:元|个?[一-鿿]?[币豆点券])|[¥￥$]\\d")
_ITEM = re.compile("\\d{1,2}[.、)]|[一二三四五六七八九十]{1,3}[、.)]")


def stands_as_a_wall(page: Page, book: Catalogue, line: Line, text: str, *, takes: bool) -> bool:
    """Tell whether a line for which a rule holds stands where a wall stands; ``text`` is its folded copy.

    ``takes`` says that the line names what it takes, not only how much is kept back: 此处隐去18字 does not.
    """
    if not page.has_prose or _ITEM.match(text) or text.count("\u201c") != text.count("\u201d"):
        return False
    if _FRAMED.fullmatch(text):
        return True
    if page.speaks_of_gates or SPEAKS_OF_THE_TEXT.search(text) is None:
        return False
    if _BRACKETED.fullmatch(text):
        told = takes or _OF_A_READER.search(text) is not None or len(_SIZES.findall(text)) > 1
        return told and not page.is_head(line) and book.world.search(text) is None
    if "\u3002" in text[:-1]:
        return False  # a paragraph
    sized = (FIGURE.search(text) or _PRICED.search(text)) is not None and ADDRESS.search(text) is not None
    return ends_with_a_wall(page, book, line, sized=sized)
