"""Chrome words in a context that makes them content: the steps of a guide, the headings of a leaflet, a ranking.

Nothing in such a line tells it from a page's own; what stands around it does. A list that a colon announces is the
article's to its end. A heading is explained by the sentence below it. Figures that recur, each under a name of its
own, are a table.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from govtext.fold import BLANKS
from govtext.patterns import lazy
from govtext.steps.furniture_kinds import labels_of

if TYPE_CHECKING:
    from govtext.steps.furniture_page import Page

__all__ = ["keep_by_context"]

_HAN = "\u3400-\u9fff"


def keep_by_context(page: Page) -> None:
    """Keep the lines whose surroundings show that they are the article's."""
    candidates = [number for number in page.told if _may_be_content(page, number)]
    if candidates:
        for position, number in enumerate(page.solid):
            if page.line_text(number).endswith((":", "如下。")) and _announces(page, number):
                _keep_list(page, position)
        for number in candidates:
            if _is_explained(page, number) or _heads_columns(page, number):
                page.lines[number].kept = True
        _keep_steps(page)
        _keep_glossary(page, candidates)
        _keep_keys(page, candidates)
    _keep_objects(page)
    _keep_rankings(page)
    if "\u3011" in page.folded:
        _keep_headings(page)


def _may_be_content(page: Page, number: int) -> bool:
    """Whether a line of chrome is made of words that an article may use: no metadata, no words about the page."""
    line = page.lines[number]
    return (
        line.whole
        and bool(line.items)
        and not labels_of(line)
        and (line.items[0].role not in ("head", "list") or line.items[0].rule in _SHARED)
        and _OWN.search(page.folded, line.start, line.end) is None
    )


# Rules for the head of a page whose words a guide has too.
_SHARED = frozenset(("furniture.path", "furniture.search"))
# Words that speak of the page itself, and buttons in a row.
_OWN = lazy(
    "当前页|本文|该页|分享到|手机(?:上|端)?(?:打开|浏览|阅读|查看)|返回顶部|上一|下一|此页|[|\\]\u3011]"
    "|(?:打印|关闭|收藏|返回|顶部|纠错|分享)\\W+(?:打印|关闭|收藏|返回|顶部|纠错|分享)"
)


# ------------------------------------------------------------------ a list behind a colon


def _announces(page: Page, number: int) -> bool:
    """Whether a line announces a list: 步骤如下, and no salutation, no label, no list of attachments."""
    line = page.lines[number]
    text = page.line_text(number)
    return len(text) >= _SHORTEST_INTRODUCTION and not line.whole and _NO_INTRODUCTION.match(text) is None


_SHORTEST_INTRODUCTION = 7
_NO_INTRODUCTION = lazy(
    "附件|附[:图表]|各|尊敬|.{0,12}[们志]:|相关|.{2,12}(?:单位|部门|公司|政府|企业)[:,、]"
)


def _keep_list(page: Page, position: int) -> None:
    """Keep the lines below an introduction, down to a gap, a sentence or a signature."""
    airy = False  # the page has a blank line between any two
    for below in range(position + 1, min(position + _MOST_ITEMS, len(page.solid))):
        number = page.solid[below]
        gap = number > page.solid[below - 1] + 1
        if below == position + 1:
            airy = gap
        line = page.lines[number]
        text = page.line_text(number)
        if (gap and not airy) or labels_of(line) or _SIGNED.search(text):
            return
        if line.whole and not _may_be_content(page, number):
            return
        if line.whole:
            line.kept = True
        elif "。" in text or len(text) > _LONGEST_ITEM:
            return


def _keep_steps(page: Page) -> None:
    """Keep the steps that a title announces, one to a line."""
    for position, number in enumerate(page.solid[:_HIGHEST]):
        if _STEPS.search(page.line_text(number)) and not page.lines[number].whole:
            below = page.around(position, 1)
            if below is not None and not page.lines[below].whole:
                _keep_list(page, position)


_HIGHEST = 6  # lines down to which a title is looked for
_STEPS = lazy("(?:步骤|流程|方法|操作|用法|指引|指南|教程)$")
_MOST_ITEMS = 30
_LONGEST_ITEM = 60
_SIGNED = lazy(
    f"[0-9\u3007\u25cb{_HAN}]{{4}}年[0-9{_HAN}]{{1,3}}月[0-9{_HAN}]{{1,3}}日$|(?:政府|委员会|办公室|[局部会]|(?<!大)厅)$"
)


# ------------------------------------------------------------------ a heading and what it heads


def _is_explained(page: Page, number: int) -> bool:
    """Whether the sentence below a line takes up one of its words, or one says more of what was asked."""
    line = page.lines[number]
    below = page.after(number)
    if below is None or page.lines[below].whole:
        return False
    text = page.line_text(below)
    if _ASKED.fullmatch(page.folded, line.start, line.end):
        return number < page.tail
    words = re.split(f"[{BLANKS}|/]+", page.line_text(number))
    return "。" in text and any(
        len(word) > 1 and word[-2:] in text for word in words if _PLAIN.fullmatch(word)
    )


def _heads_columns(page: Page, number: int) -> bool:
    """Whether a row of words heads the columns of a table: the row below it, no chrome, has as many cells."""
    below = page.after(number)
    if below is None or page.lines[below].whole:
        return False
    heads, text = page.line_text(number), page.line_text(below)
    if "。" in text or _GRADES.fullmatch(heads) is None:
        return False
    if {i.rule for i in page.lines[number].items} <= _SIZES:  # 大 中 小 / 单枚质量
        return len(text) <= _LONGEST_NAME
    return len(heads.split()) == len(text.split())


_GRADES = lazy(f"[{_HAN}]{{1,4}}(?:[{BLANKS}]+[{_HAN}]{{1,4}})+")
_SIZES = frozenset(("furniture.sizes", "furniture.size_word"))
_ASKED = lazy("(?:网友|用户|读者|群众|市民)(?:留言|评论)")
_PLAIN = lazy(f"[{_HAN}]{{2,6}}")


def _keep_glossary(page: Page, candidates: list[int]) -> None:
    """Keep the names of functions, each with a short sentence below it that explains it."""
    terms = [n for n in candidates if _is_glossed(page, n)]
    if len({page.line_text(n) for n in terms}) >= _FEWEST_TERMS:
        for number in terms:
            page.lines[number].kept = True


_FEWEST_TERMS = 2
_TERM = lazy(f"[{_HAN}]{{2,8}}:?")
_LONGEST_GLOSS = 40


def _is_glossed(page: Page, number: int) -> bool:
    below = page.after(number)
    if below is None or page.lines[below].whole or _TERM.fullmatch(page.line_text(number)) is None:
        return False
    text = page.line_text(below)
    return text.endswith("。") and len(text) <= _LONGEST_GLOSS


def _keep_keys(page: Page, candidates: list[int]) -> None:
    """Keep a row of keys that a short sentence explains, where another such row follows: 播放 暂停."""
    for number in candidates:
        row = page.line_text(number)
        explained = page.after(number)
        following = page.after(explained) if explained is not None else None
        if explained is None or following is None or _GRADES.fullmatch(row) is None:
            continue
        other = page.line_text(following)
        gloss = page.line_text(explained)
        if gloss.endswith("。") and len(gloss) <= _LONGEST_GLOSS and _GRADES.fullmatch(other):
            page.lines[number].kept = True


def _keep_headings(page: Page) -> None:
    """Keep 【保存】 on a page that has other headings in brackets."""
    bracketed = [n for n in page.solid if _BRACKETED.fullmatch(page.line_text(n))]
    if sum(not page.lines[n].whole for n in bracketed) < _FEWEST_HEADINGS:
        return
    for number in bracketed:
        page.lines[number].kept = True


_BRACKETED = lazy(f"\u3010[{_HAN}]{{2,8}}\u3011")
_FEWEST_HEADINGS = 2


def _keep_objects(page: Page) -> None:
    """Keep an address or a date that the line above waits for: 网址为 / http://..."""
    for number in page.told:
        line = page.lines[number]
        if not line.items or not all(i.role in ("bare", "tail") for i in line.items):
            continue
        above = page.before(number)
        if above is not None and not page.lines[above].whole and _WAITS.search(page.line_text(above)):
            line.kept = True


_WAITS = lazy("(?:[为是在于至到]|网址|地址|日期|如下)$")


# ------------------------------------------------------------------ figures under names


def _keep_rankings(page: Page) -> None:
    """Keep counters and times that recur with other figures, each group of them under a short name."""
    numbers = [
        n for n in page.told if page.lines[n].items and {i.rule for i in page.lines[n].items} <= _COUNTING
    ]
    if len({page.line_text(n) for n in numbers}) < _FEWEST_FIGURES:
        return
    groups: list[list[int]] = []
    for number in numbers:
        if groups and page.after(groups[-1][-1]) == number:
            groups[-1].append(number)
        else:
            groups.append([number])
    names = {_name_of(page, group[0]) for group in groups}
    if len(names) < _FEWEST_FIGURES or len(names) < len(groups) or None in names:
        return
    for number in numbers:
        page.lines[number].kept = True


_COUNTING = frozenset(("furniture.counter", "furniture.views", "furniture.reactions"))
_FEWEST_FIGURES = 2


def _name_of(page: Page, number: int) -> str | None:
    """The short line above a figure: the account, the bus line, the video that it is of."""
    above = page.before(number)
    if above is None or page.lines[above].whole:
        return None
    text = page.line_text(above)
    return text if len(text) <= _LONGEST_NAME and "。" not in text else None


_LONGEST_NAME = 20
