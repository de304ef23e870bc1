"""Walls in a site's own words: told by how the line is set off, or by the break above it.

Each webmaster has names of his own for who may read and what it costs (文币, 铂金学员, 岛屿赞助人), so most characters
of such a line are no wall language. What it says is stable all the same: that something is kept back, and what it
takes or how much it is (the rule's pattern wants both). In an article's sentence that is no evidence, nor is it in an
office's remark (※ 考生登录后可查看成绩 ※). It is where the line speaks of *this text* and is set off by marks at both
ends (``▂▂ … ▂▂``), in a bracket of its own, below the break at which a text ends, or with a figure at the end of a page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from govtext.patterns import lazy
from govtext.steps.paywall_below import OF_A_NOTICE, ends_with_a_wall
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
#: What is kept back is of this text: what follows, a part of it, its pages. Tables, works and pictures are an office's too.
SPEAKS_OF_THE_TEXT = re.compile(
    "以下(?!人员|名单|条件)|往[下后]|后[文段]|后半|下文|接着[看读听]|[本此该](?:文|篇|稿|章|节|段|题|则|规范性文件)|[本这]一?[段页回篇]|全文|原[文稿件]|正文|正稿|文字稿|文稿"
    "|第\\d{1,4}页起|\\d个?(?:汉字|字)|后\\d{1,4}页|共\\d{1,4}页|条文|参考答案|解析|(?:剩余|余下|其余)(?:部分|内容)|剩下的|图文"
)
_OF_A_READER = re.compile("[您你]")
_SIZES = re.compile("\\d个?(?:字|页|段|%)")
_PRICED = re.compile("\\d(?:元|个?[一-鿿]?[币豆点券])|[¥￥$]\\d")
_ITEM = re.compile("\\d{1,2}[.、)]|[一二三四五六七八九十]{1,3}[、.)]")


def stands_as_a_wall(page: Page, book: Catalogue, line: Line, text: str, *, takes: bool, cut: bool) -> bool:
    """Tell whether a line for which a rule holds stands where a wall stands; ``text`` is its folded copy.

    ``takes`` says that the line names what it takes, not only how much is kept back: 此处隐去18字 does not.
    ``cut`` says that the text stops in mid-sentence above it.
    """
    if not page.has_prose or _ITEM.match(text) or text.count("\u201c") != text.count("\u201d"):
        return False
    if page.speaks_of_gates or SPEAKS_OF_THE_TEXT.search(text) is None or OF_A_NOTICE.search(text):
        return False
    if _FRAMED.fullmatch(text):
        return (takes or cut) and (cut or book.world.search(text) is None)
    if _BRACKETED.fullmatch(text):
        told = takes or _OF_A_READER.search(text) is not None or len(_SIZES.findall(text)) > 1
        return told and not page.is_head(line) and book.world.search(text) is None
    if "\u3002" in text[:-1]:
        return False  # a paragraph
    sized = (FIGURE.search(text) or _PRICED.search(text)) is not None and ADDRESS.search(text) is not None
    return ends_with_a_wall(page, book, line, sized=sized)
