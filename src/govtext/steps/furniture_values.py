"""The forms of values: counters, sizes, addresses, dates that are less than a date.

Patterns are matched on one line of the folded copy and bounded, so that reading a line is linear.
"""

from __future__ import annotations

import re

from govtext.fold import BLANKS
from govtext.patterns import lazy
from govtext.steps.furniture_fold import GAP, HAN, OPENERS

__all__ = [
    "AFTER_WORD",
    "AHEAD_DATE",
    "COLON_MARKS",
    "COUNT",
    "COUNT_TIGHT",
    "GAPS",
    "GLUED_DATE",
    "LISTENING",
    "NEIGHBOUR_END",
    "NO_COUNT",
    "NO_COUNT_TIGHT",
    "NO_SIZES",
    "PLACE",
    "SHORT_DATE",
    "SIZES",
    "SIZES_GLUED",
    "URL",
    "URL_BEHIND",
    "WEEKDAY",
    "WORD_COUNT",
    "after_weekday",
    "number_in",
    "past_blanks",
]

COUNT = lazy(
    f"{GAP}[\\[(\u3010]?{GAP}[0-9][0-9,]{{0,12}}(?:\\.[0-9]{{1,3}})?{GAP}[万亿千wWkK]?\\+?{GAP}[\\])\u3011]?(?:{GAP}(?:人次|次|人|℃|点|度|字|分钟)(?![{HAN}]))?"
)
COUNT_TIGHT = lazy(
    f"{GAP}[\\[(]?{GAP}[0-9][0-9,]{{0,12}}(?:\\.[0-9]{{1,3}})?{GAP}[万亿]?{GAP}[\\])]?{GAP}(?:人次|次)?"
)
NO_COUNT = lazy(
    f"{GAP}(?:[\\[(]{GAP}[\\])])?{GAP}(?:(?:-{{1,3}}{GAP})?(?:人次|次|人)(?![{HAN}])|-{{1,3}}|加载中[.…]{{0,6}}|(?:loading|Loading)[.…]{{0,6}}|\\{{\\{{[^}}\\n]{{0,30}}\\}}\\}}|\\[?\\$[A-Za-z][A-Za-z_.]{{1,24}}\\$?\\]?)?"
)
NO_COUNT_TIGHT = lazy(f"{GAP}(?:[\\[(]{GAP}[\\])])?{GAP}(?:人次|次|)")
SHORT_DATE = lazy(
    f"{GAP}(?:[0-9]{{1,2}}[-/月][0-9]{{1,2}}日?(?:{GAP}[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?)?|(?:今天|昨天|前天)(?:{GAP}[0-9]{{1,2}}:[0-9]{{2}})?"
    f"|[0-9]{{1,2}}{GAP}(?:秒|分钟|小时|天|个月|年)前|刚刚|[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?)(?![{HAN}0-9:/-])"
)
PLACE = lazy(
    f"{GAP}(?!\\S*[前后日天年月时])[{HAN}]{{2,3}}[省市区县]?(?={GAP}(?:$|[{BLANKS}|]))"
)  # where a post was made
WEEKDAY = lazy(f"{GAP}[(]?(?:星期|周)[一二三四五六日天][)]?(?![{HAN}])")
URL_BEHIND = lazy("https?://|www\\.")
WORD_COUNT = lazy(f"{GAP}[\\[(]{GAP}[0-9]{{0,7}}[万wWkK+]{{0,2}}{GAP}[\\])]")
# What a control has behind it: 忘记密码? 赞 12 视频 00:48 评论(3) 听全文 约6分钟.
_TIME = "(?:[0-9]{1,2}:)?[0-9]{1,2}:[0-9]{2}"
_FIGURES = f"(?:{_TIME}(?: ?/ ?{_TIME})?|[0-9]{{1,7}}(?:\\.[0-9]{{1,2}})?(?:[%万wWkKxX+]|条|个|人次?|次|张|篇|则|分钟|秒)?)"
AFTER_WORD = lazy(
    f"(?:[?!\u2026]{{1,2}}|\\.{{3}})?(?:{GAP}[+约共]?{_FIGURES}(?![0-9A-Za-z{HAN}./:-])|{GAP}[\\[(]{GAP}{_FIGURES}?{GAP}[\\])]){{0,2}}"
)
LISTENING = lazy(
    f"{GAP}(?:约?{GAP}[0-9]{{1,3}}{GAP}(?:分钟|秒)|(?!0?0:00){_TIME}(?:[ /]{{1,3}}{_TIME})?)(?![0-9A-Za-z{HAN}./:-])"
)
URL = lazy(f"{GAP}(?:https?://|www\\.)[!-~]{{3,400}}")
SIZES = lazy(
    f"(?:{GAP}[\\[\u3010(\u3014\u300c|/·、,:-]{{0,2}}{GAP}(?:T{GAP}小字|T{GAP}大字|TT|t(?={GAP}T)|[TA]{GAP}[+-]?(?![a-zA-Z])|特大|超大|[加最增较]?(?:大号?|小号?)|正?中号?"
    f"|默认|正常|标准|原始|还原|恢复默认|放大|缩小|增大|减小|[+-]|[0-9]{{2}}(?:px|PX|号)?(?![0-9年]))"
    f"(?={GAP}(?:$|[\\[\u3010(\u3014\u300c\\]\u3011)\u3015\u300d|/·、,特超大中小默正标原还恢放缩增减加最较TA+\\n-]|[{BLANKS}]))){{1,8}}"
    f"{GAP}(?:\\[{GAP}\\]|[\\]\u3011)\u3015\u300d]{{0,2}})"
)
SIZES_GLUED = lazy(
    f"{GAP}[\\[\u3010(]?{GAP}(?:[\\[\u3010(]?{GAP}(?:大|小){GAP}[\\]\u3011)]?{GAP}[|/,、]?{GAP}[\\[\u3010(]?{GAP}中{GAP}[\\]\u3011)]?{GAP}[|/,、]?{GAP}[\\[\u3010(]?{GAP}(?:大|小)){GAP}[\\]\u3011)]{{0,2}}"
)
NO_SIZES = lazy(f"{GAP}[\\[\u3010(]?{GAP}[\\]\u3011)]?(?={GAP}(?:$|[\\[\u3010|])|[{BLANKS}])")

COLON_MARKS = lazy("[:\u3011\\]\u4e28\u2502|/]")
GAPS = lazy(f"[{re.escape(BLANKS)}|/,;{re.escape(OPENERS)}]+")
GLUED_DATE = lazy(f"(?<![0-9])(?:19|20)[0-9]{{2}}{GAP}[-/.年]{GAP}[0-9]{{1,2}}{GAP}[-/.月]")
AHEAD_DATE = lazy(f"(?={GAP}[\\[(]?(?:[12][0-9]{{3}}{GAP}[-/.年]|民{GAP}国|[0-9]{{3}}[-/.年]))")
NEIGHBOUR_END = lazy(
    f"[\\[\u3010(<>|]?{GAP}(?:上|下|前|后){GAP}一?{GAP}(?:篇|条|则|页|章|节|个|组|期|信息|新闻|文章|稿件|主题|资讯|公告|图集)(?:文章|新闻|信息|内容|公告|消息)?{GAP}[\\])\u3011]?{GAP}:"
    f"|(?:相关|所属|热门|推荐){GAP}(?:栏目|频道|阅读|新闻|文章|链接|专题|推荐){GAP}:"
    f"|[\\[\u3010](?:打印|关闭|收藏|返回|字体)|(?<=[{BLANKS}])(?:返回列表|返回顶部|返回目录|关闭窗口|打印本页)(?=[{BLANKS}]|$)"
    f"|(?<=[{BLANKS}])(?:上|下)一(?:篇|条|则)(?=[{BLANKS}])"
)


def past_blanks(text: str, at: int, end: int) -> int:
    """Return the first place at or behind ``at`` that is no blank."""
    while at < end and text[at] in BLANKS:
        at += 1
    return at


def after_weekday(text: str, at: int, end: int) -> int:
    """Return the place behind the weekday that may follow a date."""
    found = WEEKDAY.match(text, at, end)
    return found.end() if found else at


def number_in(text: str) -> int | None:
    """The number of a counter: 3,218 or 1.2万.

    >>> number_in("阅读 1.2万"), number_in("次数: 3,218次")
    (12000, 3218)
    """
    found = re.search(r"([0-9][0-9,]*(?:\.[0-9]+)?)\s*([万亿千wWkK]?)", text)
    if found is None:
        return None
    factor = {"万": 10_000, "w": 10_000, "W": 10_000, "亿": 10**8, "千": 1000, "k": 1000, "K": 1000}.get(
        found[2], 1
    )
    return round(float(found[1].replace(",", "")) * factor)
