"""What stands below the break at which a text ends: all that a shop says of its own.

Each shop has words of its own for what it sells, lends and locks, so the place tells and not the words: a text that
stops in mid-sentence, a wall under it, and from there to the end of the page nothing that an article could say.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from govtext.patterns import lazy
from govtext.steps.paywall_place import FIGURE, READS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from govtext.steps.paywall_catalogue import Catalogue
    from govtext.steps.paywall_evidence import Sighting
    from govtext.steps.paywall_page import Line, Page

__all__ = [
    "OF_A_NOTICE",
    "below_the_break",
    "ends_in_own_words",
    "ends_with_a_wall",
    "is_of_a_shop",
    "is_the_break",
]

_GAP = "paywall.omitted"  # behind a gap that gives its size the text goes on
_DOOR = "paywall.door"  # two words are enough for it, and not for all that stands below
_LONG_CUT = 20  # characters of a paragraph that stops in mid-sentence; an item of a list is shorter
_MOST_BETWEEN = 3  # lines of the shop's between the break and the wall that was recognised
_LONGEST_OFFER = 120  # characters of a folded line; with blanks no line has twice as many
_LONGEST_LIMIT = 80  # of a line above the wall
_LONGEST_TITLE = 60
_GOES_ON = frozenset(
    "\uff0c,\u3001\u2014%\uff05\u201c\u300a\uff08("
)  # a sentence may stop behind one of these
_ANNOUNCES = ("如下", "以下", "下列", "下表")  # what stands below is the article's
_MARKS = lazy("[^\u3400-\u9fffA-Za-z0-9]{1,40}")
_CLOSED = frozenset("\u3002!?\uff01\uff1f\u201d\u300d\u300f;\uff1b")
_THE_REST = lazy("(?:以下|其余|剩余|余下|后面|后续|还有|尚有)的?约?\\d")
# Attachments, headings, signatures, replies, what a journal says of a paper: where one of these follows, the article goes on.
_RESUMES = lazy(
    "附[件表录图注:]|[一二三四五六七八九十]{1,3}[、.]|[(][一二三四五六七八九十\\d]{1,3}[)]|第[一二三四五六七八九十\\d]{1,3}[条章节步部]"
    "|\\d{1,2}\\.\\d|步骤|参考文献|注释?:|[(\\[]?(?:本文)?(?:作者|记者|通讯员|撰文|撰稿|摄影|供稿|来源|编者|编辑|责编|责任编辑|校对|审核|文/|图/)"
    "|.{0,12}(?:\\d{4}|[二一][〇○零九\\d]{3})年[一二三四五六七八九十\\d]{1,3}月[一二三四五六七八九十\\d]{1,3}日$"
    "|关键[词字]|摘 ?要|基金|课题|[收来]稿|修回|通[讯信]作者|中图分类|文献标|文章编号|DOI|doi|引[用文]|Key ?[Ww]ords|Abstract"
    "|【[^【】]{2,8}】[^【 |]|\\d{1,4}楼|沙发|板凳|.{0,20}发表于|问:|答:|[(\\[]?(?:全文)?完[)\\]]?$"
)
# A footer is another step's.
_FOOTER = lazy(
    "版权所有|\u00a9|Copyright|ICP|备案|公网安备|主办(?:单位)?:|承办(?:单位)?:|网站标识码|地址:|邮编|关于我们|联系我们|IPv6|无障碍|Powered",
    re.IGNORECASE,
    led=True,
)
# What a shop says in whole sentences: in its small print, and of itself.
_OF_THE_SHOP = lazy(
    "[*※◆·]?(?:免责|版权|重要|温馨|友情|特别|购买|下载|订购|使用|退款|阅读|会员)?(?:声明|说明|提示|须知|流程|方式|规则)[:]"
    "|本(?:站|平台|网站|店|商品|报告|产品|资源|服务|课程|专栏|电子书|刊|报|网)|[*※◆·]?(?:数字|虚拟|电子)(?:商品|产品|内容)"
    "|\\d{1,2}[、.](?=.{0,40}(?:下载|购买|付款|支付|退|发票|客服|订单|账号|会员|预览|上传))"
)
# A character of each of these, in either script: of small print, and of what is written otherwise in Traditional.
_OWN = lazy("[本明示知则則程登註會開訂付購買掃積餘試額滿兌優激邀驗權機剩閱聽讀]")
_SELLS = lazy(
    "[\u00a5\uffe5$]\\d|\\d元|会员|订阅|订户|VIP|充值|付费|购买|解锁|积分|额度|次数|金币|书币|认证|开通",
    re.IGNORECASE,
    led=True,
)
# How to reach an office: the lines are a notice's.
_REACHES = lazy("电话|地址|联系人|网址|https?:|附件|[:]\\d{3,4}-\\d{7}")
# What is said of the text's other part in any shop's words, and what it takes to get it.
_OF_THE_REST = lazy(
    "(?:剩下?|剩余|余下|另有|另外|还有|后面|后半|往[后下]|接下来|下面|以[下上]|之后|整[份篇本章]|中间|其余|[仅只]|[本这]一?[篇章回段页文])"
    "[^,。;:]{0,8}?(?:部分(?=$|[^一-鿿]|内容|文字|章节|[为在由须需仅只请暂未随就已要可供先及])|内容|段落|情节|篇|\\d章|\\d页|\\d字|\\d%|报告|全文|文字|[原全文]稿|条文|代码|图文|文章|故事|正文|答案)"
    "|前\\d{1,5}(?:字|页|段|章|%)|(?:第|到)\\d{1,4}页|试[读看听阅](?:部分|版|到)|[读看听](?:毕|完)了"
)
_TAKES = lazy(
    "[¥￥$]\\d|\\d元|会员|订阅|订户|VIP|充值|付费|付款|购买|解锁|积分|额度|金币|书币|认证|开通|收费|授权|核验|权限|持卡|[年月季]卡|年票|[账帐]号"
    "|口令|暗号|读友|入会|自费|登录|登陆|登入|注册|扫码|关注|公众号|APP|客户端|手机端|客户经理|\\d个?[一-鿿]{0,2}[币豆点券](?![钟])",
    re.IGNORECASE,
    led=True,
)
_READING = lazy("[读看听阅]|[篇章]|故事|全文|内容|\\d字|\\d页|\\d%|稿")
#: What an office says of a fair, an application or a book; a wall has none of these.
OF_A_NOTICE = lazy(
    "报名|报考|参赛|参会|参加|购票|票价|门票|余票|咨询|电话|地址|地点|时间:|日期|办理|申请|材料|招聘|应聘|投稿|征稿|选手|奖"
    "|定价|作者:|出版|ISBN|页数:|开本|规格|型号|品牌|预约|挂号|缴费|收费标准|学费|课时|导师|嘉宾|名额|优惠券|商品|快递|包邮|https?:"
)
_FEWEST, _MOST = 2, 80  # lines of a shop
_OFFERS = lazy(
    "登录|登陆|登入|注册|会员|VIP|开通|订阅|订购|订户|付费|付款|支付|购买|解锁|下载|APP(?![a-z])|客户端|扫码|积分|金币|余额|[¥\uffe5$]\\d|\\d元"
    "|免费|试听|试看|试读|预览|额度|配额|篇数|则数|用完|用尽|用毕|已满|上限|兑换|优惠|激活|邀请|验证|权限|机构|全文|完整|剩余|其余|余下|查看|阅读"
    "|听完|看完|读完|恢复|\\d%",
    re.IGNORECASE,
    led=True,
)


def below_the_break(
    page: Page, book: Catalogue, found: Sequence[Sighting], gone: AbstractSet[int]
) -> list[Line]:
    """Return the lines from the break at which a text ends to the end of the page or its footer.

    ``gone`` holds the numbers of the lines that go anyway: where all do, nothing is looked up.
    """
    for sighting in found:
        if not _is_a_wall(sighting):
            continue
        below = _first_left(page, sighting.line, gone)
        if _is_plainly_prose(below) if below is not None else not _may_be_between(page, sighting.line):
            continue
        first = _behind_the_break(page, book, sighting)
        if first is not None:
            rest = _rest(page, book, first, gone)
            bare = sighting.rule.id == _DOOR and not any(_SELLS.search(line.fold().text) for line in rest)
            return [] if bare and not ends_in_own_words(page, book, sighting.line) else rest
    return []


def _is_plainly_prose(line: Line) -> bool:
    """Tell cheaply that the article goes on: with a line that no shop has."""
    text = line.text
    if len(text) > 2 * _LONGEST_OFFER:
        return True
    return text[-1] == "\u3002" and line.looks_like_prose and not (_OFFERS.search(text) or _OWN.search(text))


def _is_footer(line: Line, text: str) -> bool:
    return _FOOTER.search(text) is not None and not (line.text[-1] == "\u3002" and line.looks_like_prose)


def _may_be_between(page: Page, wall: Line) -> bool:
    """Tell cheaply whether a line above a wall may be the shop's as well, where none is left below."""
    above = page.before(wall)
    if above is None or len(above.text) > _LONGEST_LIMIT:
        return False
    return not is_the_break(page, above) or _below_a_paragraph(page, wall) not in (None, wall)


def _first_left(page: Page, wall: Line, gone: AbstractSet[int]) -> Line | None:
    """Return the first line below a wall that does not go, short of a footer."""
    for number in range(wall.number + 1, min(wall.number + 1 + _MOST, len(page))):
        line = page.line(number)
        if line.text and number not in gone:
            return None if _is_footer(line, line.text) else line
    return None


def is_of_a_shop(page: Page, book: Catalogue, line: Line) -> bool:
    """Whether a line stands with offers, and nothing else, below the break at which a text ends.

    An article that speaks of services may stop without a full stop, and have a price or a log-in below.
    """
    first = _first_below(page, book, line) if _is_of_the_shop(book, line, one_in=2) else None
    if first is None:
        return False
    rest = _rest(page, book, first.number)
    texts = [each.fold().text for each in rest]
    if len(texts) < _FEWEST or any(book.world.search(text) or _REACHES.search(text) for text in texts):
        return False
    if not any(_SELLS.search(text) for text in texts):
        return False
    return not page.serves_above(first)


def ends_with_a_wall(page: Page, book: Catalogue, line: Line, *, sized: bool) -> bool:
    """Whether the page ends with a line that may be a wall: a text stops above it in mid-sentence, or it states a size.

    Below it nothing stands that an article goes on with.
    """
    if page.is_head(line) or not _nothing_resumes(page, line):
        return False
    if _first_below(page, book, line) is not None:
        return True
    return sized and page.is_tail(line) and line.text[-1] != "\u3002"


def ends_in_own_words(page: Page, book: Catalogue, line: Line) -> bool:
    """Whether a text stops in mid-sentence, and what stands below it says that there is more and what that takes.

    The words are the site's own, so no line need be wall language: the two may stand on two lines of some. Where an
    office may speak (the article is of services, or the lines are of a fair, a book or an application), it must be
    said that there is more; elsewhere a price and an act of reading are enough.
    """
    first = _first_below(page, book, line)
    if first is None:
        return False
    rest = [each.fold().text for each in _rest(page, book, first.number)]
    if not any(map(_TAKES.search, rest)):
        return False
    if any(map(_OF_THE_REST.search, rest)):
        return not page.speaks_of_gates or any(map(FIGURE.search, rest))
    if page.serves_above(first) or any(map(OF_A_NOTICE.search, rest)):
        return False
    if any(book.world.search(text) and not _TAKES.search(text) for text in rest):
        return False
    return len(rest) >= _FEWEST and any(map(_READING.search, rest))


def _nothing_resumes(page: Page, line: Line) -> bool:
    for number in range(line.number + 1, min(line.number + _MOST, len(page))):
        below = page.line(number)
        if not below.text:
            continue
        if len(below.text) > 2 * _LONGEST_OFFER or _is_plainly_prose(below):
            return False
        text = below.fold().text
        if _is_footer(below, text):
            return True
        if _RESUMES.match(text):
            return False
    return True


def _is_a_wall(sighting: Sighting) -> bool:
    """Whether a notice that cuts fills its line, or ends one that breaks off before it."""
    line, rule = sighting.line, sighting.rule
    if not sighting.cuts or rule.role in ("button", "notice") or rule.id == _GAP or sighting.end < line.end:
        return False
    ahead = line.text[: sighting.start - line.start].rstrip(" \u3000|")
    return not ahead or (len(ahead) >= _LONG_CUT and ahead[-1] not in _CLOSED)


def _behind_the_break(page: Page, book: Catalogue, wall: Sighting) -> int | None:
    """Return the number of the first line behind the break above a wall; ``None``: there is no break."""
    if wall.start > wall.line.start:
        return wall.line.number + 1
    first = _first_below(page, book, wall.line)
    if first is not None:
        return first.number
    first = _topmost(page, book, wall.line)
    if page.is_head(wall.line) or not _states_the_rest(page, first, wall.line):
        return None
    below = page.after(wall.line)
    return first.number if below is not None and _OFFERS.search(below.fold().text) else None


def _topmost(page: Page, book: Catalogue, line: Line) -> Line:
    """Return the topmost of a few lines of the shop's above a line, or the line."""
    for _ in range(_MOST_BETWEEN):
        above = page.before(line)
        if above is None or is_the_break(page, above) or not _is_of_the_shop(book, above):
            break
        line = above
    return line


def _first_below(page: Page, book: Catalogue, line: Line) -> Line | None:
    """Return the first line below the break of the text above a line, if there is a break."""
    first = _below_a_paragraph(page, line) or _topmost(page, book, line)
    above = page.before(first)
    if above is None or not is_the_break(page, above) or page.is_wrapped_above(above):
        return None
    return first


def _below_a_paragraph(page: Page, line: Line) -> Line | None:
    """Return the first of a few short lines above a line, if a paragraph stops in mid-sentence or with dots above it.

    A line of the shop's seldom ends in a full stop and may look like a break itself; a paragraph is longer.
    """
    for _ in range(_MOST_BETWEEN + 1):
        above = page.before(line)
        if above is None:
            return None
        if is_the_break(page, above) and (above.ends_in_dots or len(above.text) > _LONGEST_TITLE):
            return line
        if len(above.text) > _LONGEST_TITLE or above.text[-1] in _CLOSED or _RESUMES.match(above.fold().text):
            return None
        line = above
    return None


def is_the_break(page: Page, line: Line) -> bool:
    """Tell whether the text stops with a line: with dots, or in mid-sentence and announcing nothing."""
    if line.ends_in_dots:
        return True
    if not (line.text[-1].isalnum() or line.text[-1] in _GOES_ON):
        return False  # a line set off by marks
    return len(line.text) >= _LONG_CUT and page.breaks_off(line) and not line.text.endswith(_ANNOUNCES)


def _states_the_rest(page: Page, first: Line, last: Line) -> bool:
    """Whether one of some lines says how much of the text is missing: then it need not stop in mid-sentence."""
    texts = (page.line(number).fold().text for number in range(first.number, last.number + 1))
    return any(
        FIGURE.search(text) is not None and (READS.search(text) or _THE_REST.search(text)) is not None
        for text in texts
    )


def _is_of_the_shop(book: Catalogue, line: Line, *, one_in: int = 3) -> bool:
    """Whether a line above a wall is the wall's: marks, or an offer or a limit: one character in so many may be of another language."""
    if len(line.text) > _LONGEST_LIMIT:
        return False
    text = line.fold().text
    if _MARKS.fullmatch(text):
        return True
    if _RESUMES.match(text):
        return False
    if _OF_THE_REST.search(text) and "\u3002" not in text[:-1]:
        return True
    if not _OFFERS.search(text):
        return False
    strange, total = book.strangeness(text, book.chatter)
    return one_in * strange <= total


def _rest(page: Page, book: Catalogue, first: int, gone: AbstractSet[int] = frozenset()) -> list[Line]:
    """Return the lines from ``first`` on, if none of them is the article's."""
    taken: list[Line] = []
    for number in range(first, len(page)):
        if len(taken) > _MOST:
            return []
        line = page.line(number)
        if not line.text:
            continue
        if len(line.text) > 2 * _LONGEST_OFFER:
            return []
        text = line.fold().text
        if _is_footer(line, text):
            break
        if number not in gone and not _may_be_of_the_shop(book, line, text):
            return []
        taken.append(line)
    return taken


def _may_be_of_the_shop(book: Catalogue, line: Line, text: str) -> bool:
    if len(text) > _LONGEST_OFFER or _RESUMES.match(text):
        return False
    if _OF_THE_SHOP.match(text):
        return True
    if text[-1] in _CLOSED or len(text) > _LONGEST_TITLE:
        strange, total = book.strangeness(text, book.chatter)
        offers = _OFFERS.search(text) is not None
        return offers and (3 * strange <= total or _OF_THE_REST.search(text) is not None)
    if line.looks_like_prose and book.world.search(text) is not None:
        return _OFFERS.search(text) is not None
    return True
