"""Whether a line in wall language stands where walls stand.

Words alone do not tell: 注册登录后可查看全文 is a rule of an archive, 查看更多 a step on a phone, 付费阅读全文
36% a line of a survey. A wall interrupts an article: it stands under prose or under a text that breaks off,
at the end of a page that has prose, or it speaks to its reader or of itself. A line among other short lines
does none of these.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from govtext.patterns import lazy
from govtext.steps.paywall_page import DOTS

if TYPE_CHECKING:
    from govtext.steps.paywall_catalogue import Catalogue, Entry
    from govtext.steps.paywall_page import Line, Page

__all__ = ["ADDRESS", "FIGURE", "MISSING", "PAID", "READS", "Place"]

#: The notice speaks to its reader, or of its own page.
ADDRESS = re.compile(
    "您|你|请|游客|^亲|立即|马上|立刻|点击|点此|>>|!|本文|本章|本篇|本帖|此处|已是|剩余|余下|以下内容"
    "|隐藏内容|隐藏的内容|隐藏部分|解锁|此内容|该内容|本内容|本主题|仅限|这是一?篇"
)
# The same without what instructions for anything else say too.
_OF_ITSELF = re.compile(
    "您|你|游客|^亲|本文|本章|本篇|本帖|此处|已是|剩余|余下|以下内容|隐藏内容|隐藏的内容|隐藏部分|解锁|此内容|该内容|本内容|本主题|仅限|这是一?篇|以[上下](?:内容)?[为仅是]|本页"
    "|[本此该](?:段|节|文|文档|资源|法规|案例|条款|稿|楼)"
)
PAID = lazy("会员|VIP|付费|订阅|订户|购买|解锁|金币|积分", re.IGNORECASE, led=True)
#: What is missing must be named for a text to be cut: 查看更多 under a whole text offers other texts.
MISSING = re.compile("全文|完整|剩余|余下|隐藏|继续|以下|后续|全部|全章|未读|部分")
#: A stated size; a contract has those as well.
FIGURE = re.compile(r"\d[\d,]*(?:字|页|%)")
#: What makes a size one of a text.
READS = lazy(
    "读|阅览|查看|浏览|显示|展示|展开|解锁|登录|登陆|登入|会员|VIP|付费|订阅|开通|预览|试看|下载|隐藏|省略|略去|屏蔽|折叠|未完|内容|正文"
    "|加载|APP|客户端|小程序",
    re.IGNORECASE,
    led=True,
)
# What stands above a text of which only a part is shown.
_A_PART = re.compile("预览|试读|试看|试阅")
_OF_PAGES = re.compile(r"\d(?:页|%|字)|全文|完整|部分")
# Who is told so is one who has not logged in, or has to pay with a quota.
_A_GUEST = re.compile("未登录|未注册|非会员|游客|配额")
_HIDDEN = re.compile(
    "[后即可才方能](?:可见|可读|可看|可阅|阅读|查看|浏览|见|看到|看得到|显示|观看|播放|下载|访问|可?点)|畅读|全站|看不到|不能看"
)
# Of a button: what only a page says of its own text. 阅读全文, 查看更多, 下载APP are steps of instructions as well.
_OPENS_THE_REST = re.compile(
    r"点击|点此|点这里|点我|轻触|轻点|点按|单击|戳|余下|剩余|剩下|展开|收起|折叠|复制|合集|隐藏|体验|打开|[>∨∧↓▼▽.…)\]】»⌄〕﹀(\[【«〔<]"
)
_OF_A_SITE = re.compile("APP|客户端|VIP|正文|全文|打包|批量|整套|全套|合辑|套装|单篇", re.IGNORECASE)
# The tag of an article that is sold stands below its title, and elsewhere is a heading.
_TAG = re.compile("(?:付费|收费|会员|VIP|订阅)文章", re.IGNORECASE)
_DOTS = re.compile(DOTS)
_HAN = re.compile("[\u3400-\u9fff]")
_MOST_WALLS = 4  # lines of one wall above another


class Place:
    """Where one line stands on its page; ``text`` is its folded copy."""

    __slots__ = ("book", "line", "page", "text")

    def __init__(self, page: Page, book: Catalogue, line: Line, text: str) -> None:
        self.page, self.book, self.line, self.text = page, book, line, text

    @property
    def is_cut_above(self) -> bool:
        """Whether the text breaks off before the line: with dots, or in mid-sentence."""
        if _DOTS.match(self.text):
            return True
        above = self.page.before(self.line)
        return above is not None and (above.ends_in_dots or self.page.breaks_off(above))

    @property
    def interrupts(self) -> bool:
        """Whether the line stands in or under an article: below prose, or with nothing but chrome below."""
        return self.is_cut_above or self._is_below_prose() or self._ends_an_article()

    def _ends_an_article(self) -> bool:
        return self.page.is_end(self.line) and not self.page.is_head(self.line)

    def _is_below_prose(self) -> bool:
        """Whether prose stands directly above, other lines of a wall between."""
        above = self.page.before(self.line)
        for _ in range(_MOST_WALLS):
            if above is None or self.page.is_prose(above):
                break
            text = above.fold().text
            if len(text) > 3 and (_HAN.search(text) is None or not self.book.speaks(text)):
                return False
            above = self.page.before(above)
        return above is not None and self.page.is_prose(above) and above.text[-1] not in ":\uff1a"

    def fits(self, body: str, entry: Entry) -> bool:
        """Whether a line that a rule holds for, ``body`` without its dots, stands where its kind stands."""
        role = entry.rule.role
        if role == "gate":
            return self._gate_fits(body)
        if role == "advert":
            return self._advert_fits(body)
        if role == "cut":
            sized = FIGURE.search(body) is not None and READS.search(body) is not None
            sized = sized and not entry.claims_a_line
            if sized or _OF_ITSELF.search(body) is not None or self.is_cut_above:
                return True
            return self.text[-1] not in "。?" and (self.interrupts or self._heads_a_preview(body))
        return True

    def _heads_a_preview(self, body: str) -> bool:
        """Whether a line above a text says that what follows is a part of it: 正文预览,付费后可看全部."""
        told = _A_GUEST.search(body) is not None
        named = _A_PART.search(body) is not None and (PAID.search(body) or _OF_PAGES.search(body)) is not None
        return (named or told) and self._heads_an_article(body)

    def _heads_an_article(self, body: str) -> bool:
        """Whether a line of nothing but wall stands above an article that has no gates of its own."""
        alone = self.page.has_prose and self.page.is_head(self.line) and self.text[-1] not in "。?"
        return alone and self.book.says_nothing_else(body) and not self.page.speaks_of_gates

    def button_fits(self, body: str) -> bool:
        """Whether a button stands where a page's own buttons stand."""
        above = self.page.before(self.line)
        below_title = above is not None and self.page.before(above) is None
        if _TAG.fullmatch(body) is not None:
            return below_title and self.page.has_prose and not self.page.speaks_of_gates
        if _OPENS_THE_REST.search(body) is not None or self.interrupts:
            return True
        # the site's own stand above the title or below it
        return _OF_A_SITE.search(body) is not None and (above is None or below_title)

    def _advert_fits(self, body: str) -> bool:
        asks = ADDRESS.search(body) is not None and PAID.search(body) is not None
        asks = asks and (_OF_ITSELF.search(body) is not None or self.interrupts)
        at_edge = (self.page.is_tail(self.line) or self.page.is_head(self.line)) and self.page.has_prose
        return self.text[0] in "【[|" or (self.text[-1] != "。" and (asks or at_edge))

    def _gate_fits(self, body: str) -> bool:
        """Whether a gate stands where walls stand, or speaks to its reader.

        A rule of a service ends in a full stop, a heading in a question mark, and neither says 您 or 本文.
        """
        addressed, paid = ADDRESS.search(body) is not None, PAID.search(body) is not None
        closed = self.text[-1] in "。?"
        if self.is_cut_above:
            return addressed or not closed or self.page.is_tail(self.line)
        if self.page.is_head(self.line) and self.page.before(self.line) is None:
            return False  # the title
        if MISSING.search(body) is not None and self._heads_an_article(body):
            return True
        if _OF_ITSELF.search(body) is not None and (paid or not closed):
            return True
        if not self.interrupts:
            return False
        if self.page.is_tail(self.line):
            return not closed or (addressed and paid)
        if addressed and (paid or not closed):
            return True
        # no word to the reader, in mid-text: a wall only where the article has no gates of its own
        named = not closed and (MISSING.search(body) or _HIDDEN.search(body)) is not None
        return named and self.book.says_nothing_else(body) and not self.page.speaks_of_gates
