"""Lines above an anchor that a text is about: the list it announced, the telephones that are its news.

A site's foot and a notice hold lines of the same make: permits, telephones, the names of sites. What tells
them apart is the sentence above, and the title: one says that a list comes, or both name what the line holds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from govtext.fold import plain
from govtext.patterns import lazy
from govtext.steps.footer_page import INK, SENTENCE_END, Page, Piece
from govtext.steps.footer_unknown import could_be_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from govtext.steps.footer_block import Member

__all__ = ["lines_of_the_text", "title_of"]

#: The path to a page above its title: 当前位置: 首页 > 通知.
_PATH = lazy(r"[^\n>\uff1e\u00bb]{2,30}[>\uff1e\u00bb]")
#: What says that a list comes, or a sentence that somebody else said; 零度以下 says nothing of the kind.
_ANNOUNCES = lazy(
    "如下(?=[^\u4e00-\u9fff]|$)|下列|(?<![\\d%岁级度米元层人吨倍分成半年周])以下(?=[\u4e00-\u9fff])|[那这]句老?话"
    "|(?:名单|目录|情况|更正|变更|分别|包括)[\u4e00-\u9fff]{0,4}:$"
)
#: The label of a line, and what a title or a last sentence says that is about nothing else.
_MATTERS = tuple(
    (lazy(label), lazy(subject))
    for label, subject in (
        ("总?值班|传达室|门卫", "值班"),
        ("(?:常年)?法律顾问", "法律顾问"),
        ("[\u4e00-\u9fff]{0,16}许可证", "许可证"),
        ("[\u4e00-\u9fff]{0,16}证书|(?:通过)?ISO", "证书|资质|认证"),
        ("台长|社长|总编|总经理|总裁|总监", "任命|任免|新任|分工|台长|社长|总编"),
        ("(?:国内)?(?:统一)?刊号|邮发|CN\\d|ISSN", "刊号|改刊|邮发代号"),
        (
            "(?:乘车|公交|交通|行车|来院|来馆|来校|自驾|地铁|到达|前往)",
            "(?:入馆|到馆|来馆|来院|来校|乘车|公交|交通)(?:路线|线路|指南|指引)",
        ),
        ("(?:客服|咨询|服务|投诉|举报|热线)[\u4e00-\u9fff]{0,4}[:\\d]", "客服(?:号码|电话|热线)|热线号码"),
    )
)
#: Hours on given days of the month are an event's.
_DAYS = lazy("(?:开放|接待|服务|办公)(?:时间|日):[^:]{0,12}\\d月\\d")
#: Who opens, moves or corrects a telephone tells the new one, whatever its label.
_NEW_NUMBER = lazy(
    "(?:开通|变更|更改|更换|更正|公布|启用)[^。]{0,12}(?:电话|热线|号码)|(?:电话|热线|号码)[^。]{0,6}(?:变更|更改|更换|更正|开通|启用)"
)
_CALL = lazy("[\u4e00-\u9fff]{0,10}(?:电话|热线|专线|传真|总机)(?:号码)?:?\\d")
#: Who looks for somebody or something gives a telephone to be told of it.
_TELL = lazy("(?:知情|拾到|见到|发现)[^。]{0,14}(?:告知|联系|来电|致电|拨打)")
#: What any site's foot holds; a label of its own goes on with what stands above it.
_PLAIN = lazy(
    "(?:(?:联系|通讯|通信|办公|单位|公司|学校|医院)?(?:地址|电话)|邮政?编码?|总机|传真|(?:电子)?邮[箱件]|e-?mail|网址|tel|fax)",
    re.IGNORECASE,
)
_CREDIT = lazy("(?:文字?|撰文|图片?|摄影|视频|制图|绘图):?[\u4e00-\u9fff]{2,4}$")
#: How far above a list the sentence may stand that announces it.
_ITEMS = 12


def title_of(page: Page) -> Piece | None:
    """Return the first piece of a page, or the second below the path to it."""
    ink = INK.search(page.text)
    first = page.at(ink.start()) if ink else None
    return page.after(first) if first and _PATH.match(page.text, first.start) else first


def lines_of_the_text(page: Page, members: Sequence[Member], above: Piece) -> int:
    """Return how many of the first lines of a block are the text's, given what stands above them.

    None are if the block holds no anchor, which alone proves that a foot stands there at all.
    """
    roles = [member.reading.role for member in members]
    count = roles.index("anchor") if "anchor" in roles else 0
    if not count:
        return 0
    upper = members[:count]
    if _CREDIT.match(upper[0].reading.folded) and _CREDIT.match(page.read(above).folded):
        return 1
    last = _last_sentence(page, above)
    if last is None:
        return 0
    if _ANNOUNCES.search(_words(page, last)):
        return _listed(page, upper, above)
    return _of_the_matter(page, upper, last) if last is above else 0


def _last_sentence(page: Page, above: Piece) -> Piece | None:
    """Return the sentence that a text ends with, above the items of a list if it has one."""
    piece: Piece | None = above
    for _ in range(_ITEMS):
        if piece is None:
            return None
        if SENTENCE_END.search(page.text, piece.start, piece.end) or page.text[piece.end - 1] in ":\uff1a":
            return piece
        upper = page.before(piece)
        if upper is None or not could_be_value(_words(page, piece)) or page.parts(upper, piece):
            return None
        piece = upper
    return None


def _listed(page: Page, upper: Sequence[Member], above: Piece) -> int:
    """Return how many lines can be items of an announced list: up to an empty line, or what says whose the site is."""
    last = above
    for count, member in enumerate(upper):
        reading = member.reading
        row = reading.role != "contact" and len(reading.items) > 1
        if row or reading.role in ("host", "tail") or page.parts(last, member.piece):
            return count
        last = member.piece
    return len(upper)


def _of_the_matter(page: Page, upper: Sequence[Member], last: Piece) -> int:
    """Return how many lines hold what the title or the last sentence is about, with those of their make below."""
    if upper[0].reading.role != "contact" or page.parts(last, upper[0].piece):
        return 0
    title = title_of(page)
    said = _words(page, last)
    subject = f"{_words(page, title)}|{said}" if title and title.start < last.start else said
    count = 0
    for member in upper:
        folded = member.reading.folded
        if member.reading.role != "contact" or page.parts(last, member.piece):
            break
        if not (_is_subject(folded, subject, said) or (count and not _PLAIN.match(folded))):
            break
        count += 1
        last = member.piece
    return count


def _is_subject(folded: str, subject: str, said: str) -> bool:
    if _DAYS.match(folded) or any(label.match(folded) and theme.search(subject) for label, theme in _MATTERS):
        return True
    return bool(_CALL.match(folded) and (_NEW_NUMBER.search(subject) or _TELL.search(said)))


def _words(page: Page, piece: Piece) -> str:
    return plain(page.text[piece.start : piece.end])
