"""What a line of chrome is by itself, and which line is the title: what the deciders of lines share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govtext.fold import BLANKS
from govtext.patterns import lazy
from govtext.steps.furniture_page import is_title
from govtext.steps.furniture_path import PATHS
from govtext.steps.furniture_words import is_phrase as is_phrase_rule
from govtext.steps.furniture_words import is_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from govtext.steps.furniture_grammar import Item
    from govtext.steps.furniture_page import Line, Page

__all__ = [
    "ARROWHEADS",
    "ARROWS",
    "STEP",
    "find_title",
    "follows_arrow",
    "is_credit",
    "is_message",
    "is_nav_row",
    "is_of_row",
    "is_phrase",
    "is_strong",
    "states_facts",
    "words_of",
]

_HAN = "\u3400-\u9fff"
_META = frozenset(("source", "published", "updated", "views"))


def is_strong(line: Line) -> bool:
    """Whether a line is a page's wherever it stands."""
    if is_message(line):
        return False
    if "widget" in line.roles or "line" in line.roles:
        return line.items[0].rule not in _PLACED and not is_phrase(line)
    fields = line.fields
    if not fields or states_facts(line):
        return False
    if "sizes" in fields or len(fields & _META) >= 2:
        return True
    if "views" in fields and any(item.field == "views" and item.value is not None for item in line.labels):
        return True
    return "neighbour" in fields and sum(item.field == "neighbour" for item in line.labels) >= 2


def is_message(line: Line) -> bool:
    """Whether a line is one thing that a page says to its reader: a list of questions has such headings."""
    return len(line.items) == 1 and (is_phrase_rule(line.items[0].rule) or line.items[0].rule in _SPOKEN)


_SPOKEN = frozenset(("furniture.loading", "furniture.offer", "furniture.follow"))


def is_of_row(rule: str) -> bool:
    """Whether a rule knows words that a page has in rows: alone they may be a title, 月票, or a heading, PDF阅读."""
    return rule in _IN_ROWS or is_row(rule)


_IN_ROWS = frozenset(("furniture.forum_word", "furniture.button", "furniture.download"))


def words_of(line: Line, items: Sequence[Item]) -> list[str]:
    """The words of some items of a line, without the blanks that a page may put into them."""
    return [line.text[item.start : item.end].replace(" ", "") for item in items]


def states_facts(line: Line) -> bool:
    """Whether a row holds facts that a document may state itself, 项目编号, and nothing that only a page has."""
    return (
        "aside" in line.fields
        and line.fields.isdisjoint(("views", "keywords"))
        and any(item.field == "aside" and item.value is not None for item in line.labels)
    )


# Lines that a guide or a table may hold: their place must show that they are the page's.
_PLACED = frozenset(("furniture.gallery", "furniture.browser"))


def is_phrase(line: Line) -> bool:
    """Whether a line may be a step of a guide, a slogan, a row of a table: one control without its brackets."""
    return (len(line.items) == 1 or line.items[0].rule == "furniture.player") and _PHRASE.fullmatch(
        line.text
    ) is not None


_PHRASE = lazy(
    f"(?:返回|回到|打开|我要|我来|关闭|打印本页|下载|保存|文明上网|理性发言)[{_HAN},、 ]{{0,14}}"
    f"|(?:点击)?(?:查看|阅读|浏览|显示)(?:全文|原文|更多)|(?:微信)?(?:扫一扫|扫码|扫描)(?:二维码)?|(?:点击?|打开|进入|选择|使用)[{_HAN},]{{0,10}}(?:扫一扫|扫码|扫描)|(?:扫一扫|扫描?)[^。]{{0,6}}QR[^。]{{0,24}}|(?:[0-9]{{3,4}}[pP]|[24][kK]|高清|标清|超清|流畅|蓝光|播放|暂停|停止|快进|静音|音量|[ |/])+"
    "|(?:视频|音频)?(?:加载|载入|缓冲|播放)(?:失败|出错|错误|异常|超时)|(?:正在)?(?:加载|载入|缓冲)中?|广告 ?[0-9]{1,3} ?秒"
    "|(?:跳过|关闭|屏蔽)广告|[您你]的浏览器不支持|[{}()\\[\\];, ]{1,24}|(?:点击|刷新)(?:重试|重新加载)"
    "|(?:[\\[\u3010][0-9]{1,2}[\\]\u3011] ?){2,20}"
)


def is_credit(page: Page, line: Line, item: Item) -> bool:
    """Whether an item signs the article (记者, 供稿): below the article such an item stays."""
    if item.role == "credit":
        return True
    if item.field != "author" or line.text[item.start] not in "供撰":
        return False
    end = page.lines[page.tail].begin if page.tail < len(page.lines) else page.bottom
    return line.start + item.start >= end


def find_title(page: Page) -> Line | None:
    """Return the line that is the title: the first title-like line of the head.

    A line that reads as the name of an office (关于…集市) is one when no other is there.
    """
    named = None
    for line in page.lines[: page.head + 1]:
        if line.taken:
            continue
        if line.items or line.whole or line.raw[-1] == "。":
            if named is None and _is_office(line) and not _is_of_bar(page, line):
                named = line
        elif is_title(line.text.strip("| ")) and not is_nav_row(line.text) and not _is_of_bar(page, line):
            return line
    return named


def _is_office(line: Line) -> bool:
    return len(line.items) == 1 and line.items[0][3:5] == ("bare", "source")


def _is_of_bar(page: Page, line: Line) -> bool:
    """Whether a line is a step of a path, or one of the short names above it."""
    return _is_step(page, line) or (len(line.raw) <= _LONGEST_NAV and line.at < _path_below_names(page))


_LONGEST_NAV = 6  # characters of a name in a site's bar that stands on a line of its own
_FEWEST_NAMES = 3


def _path_below_names(page: Page) -> int:
    """The place of a path that stands below several such names and above a longer line: the title is below it; or 0."""
    for line in page.lines[1 : page.head + 1]:
        if line.whole and line.items and line.items[0].rule in PATHS:
            names = [above for above in page.lines[: line.at] if len(above.raw) <= _LONGEST_NAV]
            below = page.lines[line.at + 1 : page.head + 1]
            titled = any(len(other.raw) > _LONGEST_NAV and is_title(other.text) for other in below)
            sure = any(above.whole and above.items and not above.labels for above in names)
            return line.at if len(names) >= _FEWEST_NAMES and sure and titled else 0
    return 0


def _is_step(page: Page, line: Line) -> bool:
    """Whether a line stands between two arrows, or behind one and above the title."""
    below = page.below(line)
    if below is None or not follows_arrow(page, line) or STEP.fullmatch(line.text.rstrip(ARROWHEADS)) is None:
        return False
    if below.raw in _RAW_ARROWS or line.raw[-1] in ARROWHEADS or len(below.raw) > len(line.raw):
        return True
    return len(line.raw) <= _LONGEST_NAV and any(
        len(other.raw) > _LONGEST_NAV and not other.items and is_title(other.text)
        for other in page.lines[line.at + 1 : page.head + 1]
    )


def follows_arrow(page: Page, line: Line) -> bool:
    """Whether the line above is nothing but an arrow, or a step of a path with its arrow behind it."""
    above = page.above(line)
    if above is None:
        return False
    return above.raw in _RAW_ARROWS or (above.raw[-1] in ARROWHEADS and len(above.raw) <= _LONGEST_STEP)


ARROWS = (">", ">>", "\u203a", "\u00bb", "\u2192", "/")
_RAW_ARROWS = frozenset((*ARROWS, "\uff1e", "\uff1e\uff1e", "\uff1e>", ">\uff1e", "\uff0f"))  # not yet folded
ARROWHEADS = ">\u203a\u00bb\uff1e "
_LONGEST_STEP = 12
STEP = lazy(f"[{_HAN}]{{2,10}}")


# 联系我们 | 关于我们 | 服务热线:400-099-1177
_NAV_WORD = "(?:[^\\W\\d_]{0,6}(?:热线|电话):? ?[0-9][0-9-]{4,14}|[^\\W\\d_]{1,10})"
_NAV_ROW = lazy(
    f"(?:{_NAV_WORD}(?:[{BLANKS}]{{0,8}}[|/\u00b7\u2022\u4e28][{BLANKS}]{{0,8}}|[{BLANKS}]{{1,12}})){{2,40}}(?:{_NAV_WORD})?"
)


def is_nav_row(text: str) -> bool:
    """Whether a folded line is a row of short names."""
    if text.isalnum() and "\u4e28" not in text:
        return False  # nothing parts it
    return _NAV_ROW.fullmatch(text.rstrip(ARROWHEADS)) is not None
