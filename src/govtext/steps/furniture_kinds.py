"""What a line of chrome is by itself, and which line is the title: what the deciders of lines share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govtext.fold import BLANKS
from govtext.patterns import lazy
from govtext.steps.furniture_page import is_title

if TYPE_CHECKING:
    from govtext.steps.furniture_grammar import Item
    from govtext.steps.furniture_page import Line, Page

__all__ = [
    "ARROWS",
    "NAV_ROW",
    "NEUTRAL",
    "STEP",
    "follows_arrow",
    "is_phrase",
    "is_strong",
    "labels_of",
    "title_number",
]

_HAN = "\u3400-\u9fff"
_META = frozenset(("source", "published", "updated", "views"))


def labels_of(line: Line) -> list[Item]:
    """Return the items of a line that are labels with their values."""
    return [item for item in line.items if item.role == "label"]


def is_strong(page: Page, line: Line) -> bool:
    """Whether a line is a page's wherever it stands."""
    roles = line.roles()
    if roles & {"widget", "line"}:
        return line.items[0].rule not in _PLACED and not is_phrase(page, line)
    labels = labels_of(line)
    fields = {item.field for item in labels}
    if "sizes" in fields or len(fields & _META) >= 2:
        return True
    if any(item.field == "views" and item.value is not None for item in labels):
        return True
    return sum(item.field == "neighbour" for item in labels) >= 2


# Lines that a guide or a table may hold: their place must show that they are the page's.
_PLACED = frozenset(("furniture.gallery", "furniture.browser"))


def is_phrase(page: Page, line: Line) -> bool:
    """Whether a line may be a step of a guide, a slogan, a row of a table: one control without its brackets."""
    return (len(line.items) == 1 or line.items[0].rule == "furniture.player") and _PHRASE.fullmatch(
        page.folded, line.start, line.end
    ) is not None


_PHRASE = lazy(
    f"(?:返回|回到|打开|我要|我来|关闭|打印本页|下载|保存|文明上网|理性发言)[{_HAN},、 ]{{0,14}}"
    "|(?:点击)?(?:查看|阅读|浏览|显示)(?:全文|原文|更多)|(?:微信)?(?:扫一扫|扫码|扫描)(?:二维码)?|(?:点击?|打开|进入|选择|使用)[{_HAN},]{{0,10}}(?:扫一扫|扫码|扫描)|(?:扫一扫|扫描?)[^。]{{0,6}}QR[^。]{{0,24}}|(?:[0-9]{3,4}[pP]|[24][kK]|高清|标清|超清|流畅|蓝光|播放|暂停|停止|快进|静音|音量|[ |/])+"
    "|(?:视频|音频)?(?:加载|载入|缓冲|播放)(?:失败|出错|错误|异常|超时)|(?:正在)?(?:加载|载入|缓冲)中?|广告 ?[0-9]{1,3} ?秒"
    "|(?:跳过|关闭|屏蔽)广告|[您你]的浏览器不支持|[{}()\\[\\];, ]{1,24}|(?:点击|刷新)(?:重试|重新加载)"
    "|(?:[\\[\u3010][0-9]{1,2}[\\]\u3011] ?){2,20}"
)


def title_number(page: Page) -> int | None:
    """The number of the line that is the title: the first title-like line of the head.

    A line that reads as the name of an office (关于…集市) is one when no other is there.
    """
    named = None
    for position, number in enumerate(page.solid):
        if number > page.head:
            break
        line = page.lines[number]
        text = page.line_text(number)
        if follows_arrow(page, position) and STEP.fullmatch(text) and page.around(position, 1) is not None:
            following = page.line_text(page.solid[position + 1])
            if following in ARROWS:
                continue
        if (
            named is None
            and not line.taken
            and len(line.items) == 1
            and line.items[0].role == "bare"
            and line.items[0].field == "source"
        ):
            named = number
        if (
            not line.items
            and not line.whole
            and not line.taken
            and is_title(text.strip("| "))
            and not NAV_ROW.fullmatch(text)
        ):
            return number
    return named


def follows_arrow(page: Page, position: int) -> bool:
    """Whether the line above is nothing but an arrow."""
    above = page.around(position, -1)
    return above is not None and page.line_text(above) in ARROWS


#: Words that are a page's control and an article's answer, field or key as well.
NEUTRAL = frozenset(
    (
        *("手机", "邮箱", "邮件", "高清", "标清", "超清", "流畅", "自动"),
        *("支持", "反对", "一般", "是", "否", "有", "没有", "满意"),
        *("不满意", "很满意", "基本满意", "非常满意", "简体", "繁体", "简", "繁"),
        *("中文", "英文", "English", "日本語", "日本语", "한국어"),
        *("Français", "Русский", "Deutsch", "Español"),
    )
)
ARROWS = (">", ">>", "\u203a", "\u00bb", "\u2192", "/")
STEP = lazy(f"[{_HAN}]{{2,10}}")


# 联系我们 | 关于我们 | 服务热线:400-099-1177
_NAV_WORD = "(?:[^\\W\\d_]{0,6}(?:热线|电话):? ?[0-9][0-9-]{4,14}|[^\\W\\d_]{1,10})"
NAV_ROW = lazy(
    f"(?:{_NAV_WORD}(?:[{BLANKS}]{{0,8}}[|/\u00b7\u2022\u4e28][{BLANKS}]{{0,8}}|[{BLANKS}]{{1,12}})){{2,40}}(?:{_NAV_WORD})?"
)
