"""What a notice brings along: labels, menus, cards, disclaimers, lists of links, page links.

None of this is evidence. On a page without a notice these lines are left to the furniture step or are
the article's own; beside a notice they go with it.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from govtext.fold import BLANKS, plain
from govtext.patterns import lazy
from govtext.steps.paywall_below import below_the_break
from govtext.steps.paywall_labels import bare
from govtext.steps.paywall_page import DOTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from govtext.steps.paywall_catalogue import Catalogue
    from govtext.steps.paywall_evidence import Sighting
    from govtext.steps.paywall_page import Line, Page

__all__ = ["companions"]

_WALL_WORD = lazy(
    r"登录|登陆|登入|注册|会员|VIP|开通|订阅|付费|支付|购买|解锁|全文|下载|APP|客户端|扫码|积分|金币|密码|客服"
    r"|阅读|查看|收藏|返回|页面|浏览器|平台|文档|分享|[¥\uffe5$]\d|\d元|书架|二维码|验证码|关注|刷新|提交|点击|长按|识别|口令"
    r"|账号|账户|帐号|帐户|月度|年度|月费|年费|包月|包年|单篇|首月|首单|首年|原价|特价|限时|优惠|套餐|特权|权益|续费|兑换|打赏|赞赏"
    r"|已购|点赞|微信登|记住我|换一张|应用商店|应用市场|苹果版|安卓版|手机版|电子版|纸质版|立即|稍后|我知道了|取消|海报|侵权|商用"
    r"|加载|展开|收起|上传于|下载量|公众号|微信号|举报|会员|打开|好友|打印本文|全屏|升级|充值|回复|关键[词字]|暗号|字符|看不清",
    re.IGNORECASE,
    led=True,
)
# The same inside an article, where prices, offers and downloads may be the article's own.
_FIRM_WORD = lazy(
    "登录|登陆|登入|注册|会员|VIP|SVIP|订阅|解锁|客户端|APP|验证码|二维码|刷新|提交|点击|长按|识别|账号|账户|帐号|帐户|密码|口令"
    "|已购|购买|打赏|赞赏|点赞|记住我|换一张|包月|金币|积分|客服|支付|付费|套餐|续费|兑换码|月费|年费[^\\d]|月度|首月|原价|限时|特权|权益|苹果版|安卓版|应用商店"
    "|我知道了|稍后|确定|取消|浏览器|海报|打印本文|全屏|上传于|下载量|打开|您|你|[¥\uffe5$]\\d|元/(?:月|年)|阅读全文|查看全文|滑块|拖动|看不清|换一[张组批]|语音验证|助力|已锁定|邀请.{0,3}好友",
    re.IGNORECASE,
    led=True,
)
# Attachments, items, table rows and an author's 全文完 stay, whatever they are made of.
_STAYS = re.compile(
    r"附|关于.{2,60}的(?:通知|公告|意见|函|报告|决定|方案|通报|批复|办法)$|[(\[\uff08]?全文完?[)\]\uff09]?$|\d{1,3}[ \t\u3000]+[\u3400-\u9fff]"
    r"|[一二三四五六七八九十]{1,3}[、.\uff0e]|[(\uff08][一二三四五六七八九十\d]{1,3}[)\uff09]|第[一二三四五六七八九十\d]{1,3}[条章节步]"
)
# The heading of a clause, its number set apart by a blank: 1 范围.
_HEADING = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){0,3}|第[一二三四五六七八九十\d]{1,3}[章节条])[ \t\u3000]+[\u3400-\u9fff]{1,20}$"
)
# How to reach an office, in a notice of its own.
_CONTACT = re.compile("(?:举报|监督|投诉|受理|报名|联系|咨询)(?:电话|邮箱|热线|地址|方式|人):")
_IN_QUOTES = re.compile("\u201c[^\u201c\u201d]{0,40}\u201d|\u300c[^\u300c\u300d]{0,40}\u300d")
_INVITES = re.compile(
    "(?:请|立即|点击|下载|登录|登陆|注册|扫码|扫一扫|打开|关注|加入|开通|订阅|更多).{0,20}"
    "(?:客户端|APP|会员|VIP|公众号|小程序|登录|注册|订阅|下载)|(?:下载|扫码|登录|注册|订阅|关注)",
    re.IGNORECASE,
)
# What only the small print of a sharing site speaks of; an article has platforms, users and files too.
_SMALL_PRINT = re.compile(
    "下载|预览|客服|文档|退款|本站|本平台|上传|压缩|解压|充值|金币|源文件|水印|积分", re.IGNORECASE
)
# The same of an item between others, whose words an article has as well.
_FINE_PRINT = re.compile("商业用途|商用|转售|浏览器|电子版|甄别|学习交流|侵权|删除|修改|发票")
_BULLET = re.compile("[*·•※◆■-](?=[\u3400-\u9fff])")
_NUMBERED = re.compile(r"(?:[(]?(\d{1,2})[)、.]|([①-⑩]))(?!\d)")
_HINT = re.compile("(?:温馨|友情|特别)提示|说明|须知|声明|合集下载")
_FILE = re.compile(r"(?!附).{1,90}\.(?:docx?|pdf|pptx?|xlsx?|wps|txt|rtf|rar|zip)", re.IGNORECASE)
_BORDER = re.compile(r"(?:—{6,}|-{6,}|={6,}|\*{6,}|~{6,}|_{6,}|─{6,})(?=[\u3400-\u9fff])")
_ONLY_MARKS = re.compile(r"[^\u3400-\u9fffA-Za-z0-9]{1,40}")
_BEHIND = re.compile(
    "(?:上一?篇|下一?篇|上一?页|下一?页|相关栏目|相关文章|相关推荐|更多相关|猜你喜欢|热门推荐)"
)
_PAGE_MARKER = re.compile(
    r"[-_]?(?:第?[(\[]?\d{1,4}/\d{1,4}页?[)\]]?页?|[(\[]?第\d{1,4}页(?:[,/]?共\d{1,4}页)?[)\]]?)$"
)
_MARKER_ENDS = "页)]"
# A notice that opens with dots continues a text: what stands above it is the article's last line.
_BREAKS_OFF = re.compile(f"{DOTS}[(\uff08]")
# An account to follow, where the wall asks to follow one.
_FOLLOW = re.compile("公众号|公眾號|微信|扫码|掃碼|关注|關注|口令|验证码|驗證碼")
_CHANNEL = re.compile("(?:微信|微信号|公众号|微信公众号|视频号|小程序|QQ群?)(?:名称?|搜索?)?:[^,。!?;]{1,24}")
_LONGEST_REST = 600  # page links behind a notice on its line are no longer
_SITE_RIGHTS = lazy("版权所有|ICP备|公网安备|Copyright|©", re.IGNORECASE)
_A_TITLE = re.compile(r"[^:\uff1a<>|/()\d]{8,40}")  # 收藏招牌的年轻人: a button's verb, and yet a title
_NO_TITLE = re.compile("[。!?;:\uff1a\uff0c\uff1b,]$")  # a sentence, a salutation, a label: the list is over
_LONGEST_PIECE = 30  # what is left of a wall that was broken over lines
_SENTENCE_ENDS = frozenset("\u3002!?\uff01\uff1f>)\uff09]\u3011:\uff1a")
_LONGEST_ROW = 120  # labels in a row
_LONGEST_LABEL = 40  # one label; what is longer and has a full stop or a comma is a sentence
_SENTENCE = re.compile("[\u3002\uff0c]")
_BLANK_OR_BAR = re.compile(f"[{BLANKS}|\uff5c/\u00b7]+")

Span = tuple[int, int, str]


def companions(page: Page, book: Catalogue, found: Sequence[Sighting]) -> list[Span]:
    """Return the spans (with rule ids) that go with the notices of a page, sorted."""
    surroundings = _Surroundings(page, book, found)
    surroundings.take_labels()
    for sighting in found:
        surroundings.take_rest_of_line(sighting)
    for sighting in found:
        surroundings.walk(sighting, 1)
        surroundings.walk(sighting, -1)
    surroundings.take_torn()
    surroundings.take_below_the_break(found)
    return sorted(set(surroundings.spans))


class _Surroundings:
    """One page's companions in the making; lives for one call of `companions`."""

    def __init__(self, page: Page, book: Catalogue, found: Sequence[Sighting]) -> None:
        self.page, self.book = page, book
        self.gone = {s.line.number for s in found if (s.start, s.end) == (s.line.start, s.line.end)}
        self.notices = {s.line.number: s.line for s in found}  # a line may hold thousands of notices
        self.spans: list[Span] = []
        begins = book.begins_label
        self.may_be_label: Callable[[str], object] = begins.match if begins else bool

    def take(self, line: Line, rule: str) -> None:
        """Let a whole line go."""
        self.gone.add(line.number)
        self.spans.append((line.start, line.end, rule))

    def take_labels(self) -> None:
        """Take the one-word labels, wherever they stand, and the tags glued to lines."""
        for number, raw in enumerate(self.page.raw):
            tagged = "【" in raw or "[" in raw
            sentence = len(raw) > _LONGEST_LABEL and _SENTENCE.search(raw) is not None
            begun = not sentence and self.may_be_label(raw)
            if number in self.gone or not (tagged or begun):
                continue
            line = self.page.line(number)
            if not line.text or len(line.text) > _LONGEST_ROW:
                continue
            label = self._label(line) if begun else None
            if label is not None:
                self.take(line, label)
            elif tagged:
                self.spans.extend(_tags(self.book, line))

    def _label(self, line: Line) -> str | None:
        """Return the rule of a line that is a label, or a row of labels set apart by blanks and bars."""
        label = self.book.full(bare(line.fold().text), "label")
        if label is not None:
            is_title = label.rule.id == "paywall.caption" and self.page.before(line) is None
            return None if is_title else label.rule.id
        parts = [part for part in _BLANK_OR_BAR.split(line.text) if part]
        if 2 <= len(parts) <= 12 and all(self.book.full(bare(plain(part)), "label") for part in parts):
            return "paywall.label"
        return None

    def take_rest_of_line(self, sighting: Sighting) -> None:
        """Take the page links behind a notice on its own line (pages that came as one line)."""
        line = sighting.line
        if 0 < line.end - sighting.end <= _LONGEST_REST:
            body = line.text[sighting.end - line.start :].rstrip(" \t\u3000|")
            skipped = len(body) - len(body.lstrip())
            if _BEHIND.match(body, skipped) and "。" not in body:
                self.spans.append((sighting.end + skipped, sighting.end + len(body), "paywall.lines"))

    def take_torn(self) -> None:
        """Take the one line between two that go, where a wall under the text was broken over lines in mid-word."""
        for number in sorted(self.notices.keys() & self.gone):
            line = self.page.line(number + 1) if number + 2 < len(self.page) else None
            if (
                line is None
                or line.number in self.gone
                or number + 2 not in self.gone
                or not self.page.is_tail(line)
            ):
                continue
            above = self.page.line(number).text
            if (
                line.text
                and len(line.text) <= _LONGEST_PIECE
                and above[-1] not in _SENTENCE_ENDS
                and "\u3002" not in line.text
            ):
                self.take(line, "paywall.menu")

    def take_below_the_break(self, found: Sequence[Sighting]) -> None:
        """Take what a shop says below the break at which the text ends."""
        for line in below_the_break(self.page, self.book, found, self.gone):
            if line.number not in self.gone and line.number not in self.notices:
                self.take(line, "paywall.menu")

    def walk(self, sighting: Sighting, step: int) -> None:
        """Take the lines that touch a notice, upwards or downwards, until one is the article's."""
        if not (_reaches_end(sighting) if step > 0 else _reaches_start(sighting)):
            return
        number = sighting.line.number + step
        item = 0  # the number of the last disclaimer
        in_card = sighting.rule.role == "card" or _HINT.search(sighting.line.text) is not None
        in_card = in_card or sighting.rule.id == "paywall.small-print" or _is_platform_item(sighting)
        while 0 <= number < len(self.page):
            here = self.page.line(number)
            number += step
            if here.number in self.notices:
                return  # it walks on by itself
            if not here.text or here.number in self.gone:
                item = item if not here.text else 0
                continue
            text = here.fold().text
            if len(text) > 260:
                return
            numbered = _NUMBERED.match(text)
            if numbered is not None:
                value = int(numbered[1]) if numbered[1] else ord(numbered[2]) - 0x245F
                if (item and value != item + step) or not self._is_small_print(
                    here, text, step, in_card=in_card
                ):
                    return
                item = value
                self.take(here, "paywall.disclaimer")
                continue
            if in_card and _BULLET.match(text) and self._is_small_print(here, text, step, in_card=True):
                self.take(here, "paywall.disclaimer")
                continue
            rule = self._kind(here, text, step, in_card=in_card)
            if rule is None:
                if step > 0:
                    self._take_border(here)
                return
            heads = step > 0 and any(entry.rule.id == rule for entry in self.book.entries("list"))
            if heads and text[-1] != "。" and self._heads_prose(here):
                return
            self.take(here, rule)
            in_card = in_card or rule == "paywall.card" or _HINT.search(text) is not None
            if heads:
                number = self._take_list(number)

    def _take_border(self, line: Line) -> None:
        """Take the row of marks that closes the frame of a wall, if the text goes on behind it on its line."""
        border = _BORDER.match(line.text)
        if border is not None:
            self.spans.append((line.start, line.start + border.end(), "paywall.marks"))

    def _heads_prose(self, line: Line) -> bool:
        """Whether the head of a list of links has a sentence below it: then it is a heading of the article."""
        below = self.page.after(line)
        return below is not None and below.number not in self.notices and self.page.is_prose(below)

    def _is_small_print(self, line: Line, text: str, step: int, *, in_card: bool) -> bool:
        """Whether a numbered item is one of a sharing site's disclaimers."""
        if not in_card:
            return len(_SMALL_PRINT.findall(text)) >= 2 and self.book.speaks(text, slack=0.5)
        if _SMALL_PRINT.search(text) or _FINE_PRINT.search(text):
            return True
        beyond = self.page.after(line) if step > 0 else self.page.before(line)
        return beyond is not None and bool(
            _NUMBERED.match(beyond.fold().text) and _SMALL_PRINT.search(beyond.text)
        )

    def _kind(self, line: Line, text: str, step: int, *, in_card: bool = False) -> str | None:
        """Return the rule by which a line that touches a notice goes, or None."""
        book, page = self.book, self.page
        if step > 0:
            for entry in book.entries("list"):
                match = entry.regex.match(text)
                if match is not None and (len(text) <= 10 or text[match.end() : match.end() + 1] in ":>"):
                    return entry.rule.id
        known = book.full(text, "label", "button", "glue")
        if known is not None and self._may_go(known.rule.id, line, step, in_card=in_card):
            return known.rule.id
        if _ONLY_MARKS.fullmatch(text):
            return "paywall.marks"
        if step < 0 and page.before(line) is None:
            return None  # the title
        if len(text) <= 200 and any(entry.first(text) for entry in book.entries("card")):
            return "paywall.card"
        if (
            "." in text
            and "://" not in text
            and _FILE.fullmatch(text)
            and (in_card or _names(text, page.title))
        ):
            return "paywall.file"
        if _CONTACT.match(text):
            return None
        if len(text) <= 80 and self._is_menu(line, text, in_card=in_card):
            return "paywall.menu"
        if _CHANNEL.fullmatch(text) and self._asks_to_follow:
            return "paywall.menu"
        if _is_running_title(text, page):
            return "paywall.running-title"
        invites = step > 0 and len(text) <= 30 and "。" not in text and _INVITES.match(text) is not None
        return "paywall.menu" if invites and page.is_tail(line) else None

    @cached_property
    def _asks_to_follow(self) -> bool:
        """Whether a notice asks its reader to follow an account."""
        return any(_FOLLOW.search(line.text) for line in self.notices.values())

    def _is_menu(self, line: Line, text: str, *, in_card: bool) -> bool:
        """Whether a line is one of a wall's own: what it sells, asks for or promises."""
        book, page = self.book, self.page
        if _HEADING.match(line.text) and self._heads_prose(line):
            return False
        loose = text[-1] != "。" and (in_card or page.is_tail(line) or page.is_head(line))
        small = in_card and _SMALL_PRINT.search(text) is not None
        worded = small or (_WALL_WORD if loose else _FIRM_WORD).search(_IN_QUOTES.sub("", text)) is not None
        if not in_card and (not worded or _STAYS.match(line.text)):
            return False
        if not worded:  # then it is of a wall's language to the last character: 各位代表: is none
            return book.strangeness(text, book.chatter)[0] == 0 and text[-1] != ":"
        slack = 0.4 if small else 0.15
        return book.speaks(text, slack=slack) or (text[-1] != "。" and book.chats(text))

    def _may_go(self, rule: str, line: Line, step: int, *, in_card: bool) -> bool:
        """Whether a line of some rules, common in articles too, stands where only a wall's may stand."""
        if rule in ("paywall.rights", "paywall.staff"):
            return step > 0 and self.page.is_tail(line)
        if rule == "paywall.site-foot":
            above = self.page.before(line)
            return (
                step > 0
                and above is not None
                and above.number in self.gone
                and _SITE_RIGHTS.search(above.fold().text) is not None
            )
        return rule != "paywall.cost" or in_card or self.page.is_tail(line) or self.page.is_head(line)

    def _take_list(self, number: int) -> int:
        """Take the titles under the head of a list; return the number of the line behind them."""
        first = True
        while number < len(self.page):
            line = self.page.line(number)
            if line.text:
                if line.number in self.gone or not self._is_link(line):
                    break
                self.take(line, "paywall.links")
                first = False
            elif not first:
                break
            number += 1
        return number

    def _is_link(self, line: Line) -> bool:
        """Whether a line under the head of a list is the title of another page."""
        if len(line.text) > 60 or self.page.is_prose(line) or _NO_TITLE.search(line.text):
            return False
        if line.text == self.page.title:
            return False  # the page begins anew: a copy of it, not a link
        kind = self._kind(line, line.fold().text, 1)
        return kind is None or (kind == "paywall.lines" and _A_TITLE.fullmatch(line.text) is not None)


def _names(file: str, title: str) -> bool:
    """Whether a file bears the title of the page."""
    named = file.rpartition(".")[0]
    return len(named) >= 4 and named in plain(title)


def _is_running_title(text: str, page: Page) -> bool:
    """Whether a line is the page's title again with a page marker: 第九章(3/4)."""
    if not (text[-1] in _MARKER_ENDS or text[-1].isdecimal()):
        return False
    marker = _PAGE_MARKER.search(text)
    if marker is None or not page.title:
        return False
    named = plain(page.title)
    told = _PAGE_MARKER.search(named)
    return text[: marker.start()] == (named[: told.start()] if told else named)


def _is_platform_item(sighting: Sighting) -> bool:
    """Whether a notice is a numbered item among the disclaimers of a sharing site."""
    text = sighting.line.fold().text
    return _NUMBERED.match(text) is not None and len(_SMALL_PRINT.findall(text)) >= 2


def _reaches_end(sighting: Sighting) -> bool:
    """Whether nothing but page links stands behind a notice on its line."""
    line = sighting.line
    if line.end - sighting.end > _LONGEST_REST:
        return False
    rest = line.text[sighting.end - line.start :].strip(" \t\u3000|.。…>")
    return not rest or _BEHIND.match(rest) is not None


def _reaches_start(sighting: Sighting) -> bool:
    """Whether nothing stands before a notice on its line."""
    ahead = sighting.start - sighting.line.start
    if _BREAKS_OFF.match(sighting.line.text):
        return False
    return ahead <= _LONGEST_REST and not sighting.line.text[:ahead].strip(" \t\u3000|.…")


def _tags(book: Catalogue, line: Line) -> Iterator[Span]:
    """Yield the tags glued to either end of a line: 【VIP专享】."""
    copy = line.fold()
    for tag in book.tags:
        for match in tag.matches(copy.text):
            if match.start() == 0 or match.end() == len(copy.text):
                yield (*copy.span(match.start(), match.end()), tag.rule.id)
