"""Lines of a footer that no rule can know: the texts of badges below it, links in a row or between two that are known.

What is short, stands where only a footer is, and reads like nothing of an article's is the site's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from govtext.steps.footer_block import Member
from govtext.steps.footer_items import Reading
from govtext.steps.footer_page import SENTENCE_END, Page, Piece
from govtext.steps.footer_runs import is_prose

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "BYLINE",
    "NUMBERED",
    "badges",
    "closes_article",
    "could_be_value",
    "is_link_between",
    "is_link_row",
    "stops_names",
]

NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}(?:、|\)|\.(?!\d))|[①-⑳]"
)
BYLINE = re.compile("记者|通讯员|摄影|供稿|报道|编辑|作者|责编|来源|审核|校对|撰稿")
_DATE = re.compile(r"\D{0,6}(?:(?:19|20)\d\d|[〇零一二三四五六七八九○]{4})[年\-./].{2,12}$")
#: What stands right below an article: to print it, to close its window, to share it, the next one.
_PAGE_TOOLS = re.compile("打印|列印|关闭(?:窗口|本页|页面|此页|$)|^分享到|^[上下]一[篇条则]")
_LINKS = re.compile("友情链接:")
_LINKED = re.compile("首页|联系|关于|地图|预约|查询|导航|路线|投诉|下载|指南|声明|登录|注册|招聘|信箱|留言")
_ANNOUNCES = re.compile("(?::|如下|下列|依次|[有为是])$")
_CELLS = re.compile(r"[\u4e00-\u9fffA-Za-z]{2,8}(?:\|[\u4e00-\u9fffA-Za-z]{2,8}){2,11}")
_HOME = re.compile(
    r"(?:https?://)?(?:[a-z0-9\-]+\.){1,4}(?:cn|com|net|org|gov|edu|hk|tw|mo)/?$", re.IGNORECASE
)
_BADGE = re.compile(
    "[\u4e00-\u9fff]{1,8}(?:[网版]|平台|机器人|客服|助手|问答|备案|认证|标识|标志|图标|矩阵|服务|导航|入口|频道|论坛|发布"
    "|融媒|门户|之窗|专区|公众号|小程序|客户端|二维码|下载|反馈|留言|咨询|订阅|查询|[检法]院|检察院)$"
)
_LINK = re.compile("[\u4e00-\u9fff]{3,8}$")
_HARD = frozenset({"footer.icp", "footer.police", "footer.site_code", "footer.copyright"})
#: How many unknown badges may stand below a footer, and how far down they are looked for.
_BADGES = 3
_TRAIL = 12
#: How many known links make a row.
_ROW = 2
_VALUE = 40


def badges(page: Page, members: Sequence[Member], piece: Piece | None) -> list[Member]:
    """Return what is left of a page below its footer, if that is the text of badges: 智能机器人, 中国法院网.

    No rule can know them all. They are short, few, among debris at most, and nothing follows. An address
    of a home page needs no more proof than that, a word stands below a number or below other debris.
    A number that is all there is of a footer proves no more than itself.
    """
    if _is_lone_number(page, members):
        return []
    proof = {item.rule.id for member in members for item in member.reading.items}
    words = not _HARD.isdisjoint(proof) or members[-1].reading.role == "debris"
    found: list[Member] = []
    unknown = 0
    while piece is not None:
        reading = page.read(piece)
        if reading.role == "none":
            unknown += 1
            if not (_HOME.match(reading.folded) or (words and _is_badge(reading.folded, _BADGE))):
                return []
            reading = Reading("debris", 0, piece.end - piece.start, reading.folded)
        found.append(Member(piece, reading))
        if reading.role == "notice" or unknown > _BADGES or len(found) > _TRAIL:
            return []
        piece = page.after(piece)
    return found


def _is_lone_number(page: Page, members: Sequence[Member]) -> bool:
    """Whether a footer is one number so far, and no line of it but links stands above."""
    items = [item for member in members for item in member.reading.items]
    if len(items) > 1 or not any(item.values for item in items):
        return False
    above = page.before(members[0].piece)
    return above is None or page.read(above).role in ("none", "debris")


def _is_badge(folded: str, form: re.Pattern[str]) -> bool:
    return form.match(folded) is not None and not stops_names(folded) and not is_prose(folded)


def is_link_row(page: Page, piece: Piece, reading: Reading) -> bool:
    """Whether a line is a row of links that no rule can know: 在线预约 | 报告查询 | 来院路线, or names behind 友情链接.

    Such a row above another with bars is one of a table.
    """
    if _LINKS.match(reading.folded):
        return not SENTENCE_END.search(reading.folded)
    if not (_CELLS.fullmatch(reading.folded) and _LINKED.search(reading.folded)):
        return False
    above = page.before(piece)
    return above is None or not ("|" in page.read(above).folded or _ANNOUNCES.search(page.read(above).folded))


def is_link_between(page: Page, piece: Piece, reading: Reading, taken: Sequence[Member]) -> bool:
    """Whether a short line between two lines that are links is one: 云汀号 between 关于我们 and 联系我们.

    Below a whole row of links an anchor is as good as the second: 村镇银行 between that row and whose site it is.
    """
    below = taken[-1].reading.role
    if below not in ("debris", "weak", "anchor"):
        return False
    above: Piece | None = piece
    for _ in range(_BADGES):
        if not _is_badge(reading.folded, _LINK):
            return False
        above = page.before(above) if above else None
        if above is None:
            return False
        reading = page.read(above)
        if reading.role in ("debris", "weak"):
            return not closes_article(reading) and (below != "anchor" or len(reading.items) >= _ROW)
    return False


def closes_article(reading: Reading) -> bool:
    """Whether a line is the row of buttons below an article: what stands above it is no site's foot."""
    return reading.role == "debris" and _PAGE_TOOLS.search(reading.folded) is not None


def could_be_value(folded: str, longest: int = _VALUE) -> bool:
    """Whether a line is short and no sentence, item, date or by-line: a name, a number, an address."""
    return len(folded) <= longest and not SENTENCE_END.search(folded) and not stops_names(folded)


def stops_names(folded: str) -> bool:
    """Whether a line is an item, a date or a by-line: no name stands there."""
    return bool(NUMBERED.match(folded) or _DATE.match(folded) or BYLINE.search(folded))
