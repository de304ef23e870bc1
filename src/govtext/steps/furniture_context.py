"""Chrome words in a context that makes them content: the steps of a guide, the headings of a leaflet, a ranking.

Nothing in such a line tells it from a page's own; what stands around it does. A list that a colon announces is the
article's to its end. A heading is explained by the sentence below it. Figures that recur, each under a name of its
own, are a table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from govtext.fold import BLANKS
from govtext.patterns import lazy

if TYPE_CHECKING:
    from govtext.steps.furniture_page import Line, Page

__all__ = ["keep_by_context", "keep_headings", "keep_rankings"]

_HAN = "\u3400-\u9fff"


def keep_by_context(page: Page) -> None:
    """Keep the lines whose surroundings show that they are the article's."""
    candidates = [line for line in page.told if not line.labels and _may_be_content(line)]
    if candidates:
        for line in page.lines:
            if line.raw.endswith(_ANNOUNCING) and _announces(line):
                _keep_list(page, line)
        for line in candidates:
            if _is_explained(page, line) or _heads_columns(page, line):
                line.kept = True
        _keep_steps(page)
        _keep_glossary(page, candidates)
        _keep_keys(page, candidates)
    _keep_objects(page)


def _may_be_content(line: Line) -> bool:
    """Whether a line of chrome is made of words that an article may use: no metadata, no words about the page."""
    return (
        line.whole
        and bool(line.items)
        and not line.labels
        and (line.items[0].role not in ("head", "list") or line.items[0].rule in _SHARED)
        and _OWN.search(line.text) is None
    )


# Rules for the head of a page whose words a guide has too.
_SHARED = frozenset(("furniture.path", "furniture.search"))
# Words that speak of the page itself, and buttons in a row.
_OWN = lazy(
    "当前页|本文|该页|分享到|手机(?:上|端)?(?:打开|浏览|阅读|查看)|返回顶部|上一|下一|此页|[|\\]\u3011]"
    "|微信图片_[0-9]|IMG_[0-9]|DSC[_N]?[0-9]|mmexport[0-9]"  # what a camera names
    "|(?:打印|关闭|收藏|返回|顶部|纠错|分享)\\W+(?:打印|关闭|收藏|返回|顶部|纠错|分享)"
)


# ------------------------------------------------------------------ a list behind a colon


def _announces(line: Line) -> bool:
    """Whether a line announces a list: 步骤如下, and no salutation, no label, no list of attachments."""
    return (
        len(line.raw) >= _SHORTEST_INTRODUCTION
        and not line.whole
        and _NO_INTRODUCTION.match(line.text) is None
    )


# A colon, which may not be folded yet.
_ANNOUNCING = (":", "\uff1a", "\u2236", "\ufe30", "\ufe55", "\ua789", "\u205a", "如下。")
_SHORTEST_INTRODUCTION = 7
_NO_INTRODUCTION = lazy(
    "附件|附[:图表]|各|尊敬|.{0,12}[们志]:|相关|.{2,12}(?:单位|部门|公司|政府|企业)[:,、]"
)


def _keep_list(page: Page, introduction: Line) -> None:
    """Keep the lines below an introduction, down to a gap, a sentence or a signature."""
    airy = False  # the page has a blank line between any two
    above = introduction
    for line in page.lines[introduction.at + 1 : introduction.at + _MOST_ITEMS]:
        gap = line.begin > above.stop
        if above is introduction:
            airy = gap
        above = line
        text = line.text
        if (gap and not airy) or line.labels or _SIGNED.search(text):
            return
        if line.whole and not _may_be_content(line):
            return
        if line.whole:
            line.kept = True
        elif "。" in text or len(text) > _LONGEST_ITEM:
            return


def _keep_steps(page: Page) -> None:
    """Keep the steps that a title announces, one to a line."""
    for line in page.lines[:_HIGHEST]:
        if line.raw[-1] in _STEP_ENDS and not line.whole and _STEPS.search(line.text):
            below = page.below(line)
            if below is not None and not below.whole:
                _keep_list(page, line)


_HIGHEST = 6  # lines down to which a title is looked for
_STEP_ENDS = frozenset("骤驟程法作引南")
_STEPS = lazy("(?:步骤|流程|方法|操作|用法|指引|指南|教程)$")
_MOST_ITEMS = 30
_LONGEST_ITEM = 60
_SIGNED = lazy(
    f"[0-9\u3007\u25cb{_HAN}]{{4}}年[0-9{_HAN}]{{1,3}}月[0-9{_HAN}]{{1,3}}日$|(?:政府|委员会|办公室|[局部会]|(?<!大)厅)$"
)


# ------------------------------------------------------------------ a heading and what it heads


def _is_explained(page: Page, line: Line) -> bool:
    """Whether the sentence below a line takes up one of its words, or one says more of what was asked."""
    below = page.below(line)
    if below is None or below.whole:
        return False
    if _ASKED.fullmatch(line.text):
        return line.at < page.tail
    if "。" not in below.raw:
        return False
    return any(word[-2:] in below.text for word in _WORDS.split(line.text) if _PLAIN.fullmatch(word))


_WORDS = lazy(f"[{BLANKS}|/]+")


def _heads_columns(page: Page, line: Line) -> bool:
    """Whether a row of words heads the columns of a table: the row below it, no chrome, has as many cells."""
    below = page.below(line)
    if below is None or below.whole or "。" in below.raw or _GRADES.fullmatch(line.text) is None:
        return False
    if {i.rule for i in line.items} <= _SIZES:  # 大 中 小 / 单枚质量
        return len(below.raw) <= _LONGEST_NAME
    return len(line.text.split()) == len(below.text.split())


_GRADES = lazy(f"[{_HAN}]{{1,4}}(?:[{BLANKS}]+[{_HAN}]{{1,4}})+")
_SIZES = frozenset(("furniture.sizes", "furniture.size_word"))
_ASKED = lazy("(?:网友|用户|读者|群众|市民)(?:留言|评论)")
_PLAIN = lazy(f"[{_HAN}]{{2,6}}")


def _keep_glossary(page: Page, candidates: list[Line]) -> None:
    """Keep the names of functions, each with a short sentence below it that explains it."""
    terms = [line for line in candidates if _is_glossed(page, line)]
    if len({line.text for line in terms}) >= _FEWEST_TERMS:
        for line in terms:
            line.kept = True


_FEWEST_TERMS = 2
_TERM = lazy(f"[{_HAN}]{{2,8}}:?")
_LONGEST_GLOSS = 40


def _is_glossed(page: Page, line: Line) -> bool:
    below = page.below(line)
    return (
        below is not None and not below.whole and _is_gloss(below) and _TERM.fullmatch(line.text) is not None
    )


def _is_gloss(line: Line) -> bool:
    return line.raw[-1] == "。" and len(line.raw) <= _LONGEST_GLOSS


def _keep_keys(page: Page, candidates: list[Line]) -> None:
    """Keep a row of keys that a short sentence explains, where another such row follows: 播放 暂停."""
    for line in candidates:
        gloss = page.below(line)
        other = page.below(gloss) if gloss is not None else None
        if gloss is None or other is None or not _is_gloss(gloss):
            continue
        if _GRADES.fullmatch(line.text) and _GRADES.fullmatch(other.text):
            line.kept = True


def keep_headings(page: Page) -> None:
    """Keep 【保存】 on a page that has other headings in brackets."""
    bracketed = [line for line in page.lines if line.raw[-1] == "\u3011" and _BRACKETED.fullmatch(line.text)]
    if sum(not line.whole for line in bracketed) < _FEWEST_HEADINGS:
        return
    for line in bracketed:
        line.kept = True


_BRACKETED = lazy(f"\u3010[{_HAN}]{{2,8}}\u3011")
_FEWEST_HEADINGS = 2


def _keep_objects(page: Page) -> None:
    """Keep an address or a date that the line above waits for: 网址为 / http://..."""
    for line in page.told:
        if not line.roles or not line.roles <= _OBJECTS:
            continue
        above = page.above(line)
        if above is not None and not above.whole and _WAITS.search(above.text):
            line.kept = True


_OBJECTS = frozenset(("bare", "tail"))
_WAITS = lazy("(?:[为是在于至到]|网址|地址|日期|如下)$")


# ------------------------------------------------------------------ figures under names


def keep_rankings(page: Page) -> None:
    """Keep counters and times that recur with other figures, each group of them under a short name."""
    lines = [
        line
        for line in page.told
        if line.items and line.items[0].rule in _COUNTING and all(i.rule in _COUNTING for i in line.items)
    ]
    if len({line.text for line in lines}) < _FEWEST_FIGURES:
        return
    groups: list[list[Line]] = []
    for line in lines:
        if groups and groups[-1][-1].at + 1 == line.at:
            groups[-1].append(line)
        else:
            groups.append([line])
    names = {_name_of(page, group[0]) for group in groups}
    if len(names) < _FEWEST_FIGURES or len(names) < len(groups) or None in names:
        return
    for line in lines:
        line.kept = True


_COUNTING = frozenset(("furniture.counter", "furniture.views", "furniture.reactions"))
_FEWEST_FIGURES = 2


def _name_of(page: Page, line: Line) -> str | None:
    """The short line above a figure: the account, the bus line, the video that it is of."""
    above = page.above(line)
    if above is None or above.whole or len(above.raw) > _LONGEST_NAME or "。" in above.raw:
        return None
    return above.text


_LONGEST_NAME = 20
