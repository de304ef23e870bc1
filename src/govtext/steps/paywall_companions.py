"""What a notice brings along: labels, menus, cards, disclaimers, lists of links, page links.

None of this is evidence. On a page without a notice these lines are left to the furniture step or are
the article's own; beside a notice they go with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from govtext.fold import BLANKS, Shadow, shadow
from govtext.steps.paywall_catalogue import Catalogue
from govtext.steps.paywall_evidence import Sighting
from govtext.steps.paywall_page import Line, Page

__all__ = ["companions"]

_WALL_WORD = re.compile(
    r"登录|登陆|登入|注册|会员|VIP|开通|订阅|付费|支付|购买|解锁|全文|下载|APP|客户端|扫码|积分|金币|密码|客服|阅读|查看|收藏|返回|页面|浏览器|平台|文档|分享|[¥\uffe5$]\d|\d元|书架",
    re.IGNORECASE,
)
_INVITES = re.compile("登录|登陆|注册|会员|VIP|客户端|APP|扫码|扫一扫|订阅|公众号|小程序|下载", re.IGNORECASE)
_PLATFORM = re.compile(
    "下载|预览|平台|客服|文档|退款|本站|网站|版权|侵权|会员|积分|上传|文件|用户|VIP|压缩|解压|充值|金币|评论|源文件|水印|Word|PDF|PPT|WPS",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:[(]?(\d{1,2})[)、.]|([①-⑩]))(?!\d)")
_FILE = re.compile(r".{1,90}\.(?:docx?|pdf|pptx?|xlsx?|wps|txt|rtf|rar|zip)", re.IGNORECASE)
_ONLY_MARKS = re.compile(r"[^\u3400-\u9fffA-Za-z0-9]{1,40}")
_ANOTHER_LINK = re.compile("上一?[篇页]|下一?[篇页]|相关栏目")
_BEHIND = re.compile("(?:上一?篇|下一?篇|上一?页|下一?页|相关栏目|相关文章|相关推荐|更多相关|猜你喜欢|热门推荐)")
_LONGEST_REST = 600  # page links behind a notice on its line are no longer
_SENTENCE_END = re.compile("[。!?;;]$")

Span = tuple[int, int, str]
Take = Callable[[Line, str], None]


def companions(page: Page, book: Catalogue, found: Sequence[Sighting]) -> list[Span]:
    """Return the spans (with rule ids) that go with the notices of a page, sorted."""
    notices = {s.line.number for s in found}
    gone = {s.line.number for s in found if (s.start, s.end) == (s.line.start, s.line.end)}
    spans: list[Span] = []

    def take(line: Line, rule: str) -> None:
        gone.add(line.number)
        spans.append((line.start, line.end, rule))

    for line in page.lines:
        if line.text and line.number not in gone:
            label = _label(page, book, line)
            if label is not None:
                take(line, label)
            else:
                spans.extend(_tags(book, line))
    for sighting in found:
        spans.extend(_rest_of_line(sighting))
    for sighting in found:
        if _reaches_end(sighting):
            _walk(page, book, sighting, 1, notices, gone, take)
        if _reaches_start(sighting):
            _walk(page, book, sighting, -1, notices, gone, take)
    return sorted(set(spans))


def _label(page: Page, book: Catalogue, line: Line) -> str | None:
    """Return the rule of a line that is a label, or a row of labels set apart by blanks and bars."""
    if len(line.text) > 120:
        return None
    label = book.full(line.fold().text, "label")
    if label is not None:
        return None if label.rule.id == "paywall.caption" and page.before(line) is None else label.rule.id
    parts = [part for part in re.split(f"[{BLANKS}|\uff5c/\u00b7]+", line.text) if part]
    if 2 <= len(parts) <= 12 and all(book.full(shadow(part).text, "label") for part in parts):
        return "paywall.label"
    return None


def _reaches_end(sighting: Sighting) -> bool:
    """Whether nothing but page links stands behind a notice on its line."""
    line = sighting.line
    if line.end - sighting.end > _LONGEST_REST:
        return False
    rest = line.text[sighting.end - line.start :].strip(" \t\u3000|.。…>")
    return not rest or _BEHIND.match(rest) is not None


def _reaches_start(sighting: Sighting) -> bool:
    line = sighting.line
    ahead = sighting.start - line.start
    return ahead <= _LONGEST_REST and not line.text[:ahead].strip(" \t\u3000|.…")


def _tags(book: Catalogue, line: Line) -> Iterator[Span]:
    """Yield the tags glued to either end of a line: 【VIP专享】."""
    if not ("【" in line.text or "[" in line.text) or len(line.text) > 120:
        return
    copy = line.fold()
    for entry in book.entries("label"):
        if not entry.rule.pattern.startswith("[【"):
            continue
        for match in entry.regex.finditer(copy.text):
            if match.start() == 0 or match.end() == len(copy.text):
                yield (*copy.span(match.start(), match.end()), entry.rule.id)


def _rest_of_line(sighting: Sighting) -> Iterator[Span]:
    """Yield the page links behind a notice on its own line (pages that came as one line)."""
    line = sighting.line
    if not 0 < line.end - sighting.end <= _LONGEST_REST:
        return
    body = line.text[sighting.end - line.start :].rstrip(" \t\u3000|")
    skipped = len(body) - len(body.lstrip())
    if _BEHIND.match(body, skipped) and "。" not in body:
        yield sighting.end + skipped, sighting.end + len(body), "paywall.lines"


def _walk(
    page: Page,
    book: Catalogue,
    sighting: Sighting,
    step: int,
    notices: set[int],
    gone: set[int],
    take: Take,
) -> None:
    """Take the lines that touch a notice, upwards or downwards, until one is the article's."""
    number = sighting.line.number + step
    item = 0  # the number of the last disclaimer
    in_card = sighting.rule.role == "card"
    while 0 <= number < len(page.lines):
        here = page.lines[number]
        number += step
        if here.number in notices:
            return  # it walks on by itself
        if not here.text or here.number in gone:
            item = item if not here.text else 0
            continue
        copy = here.fold()
        text = copy.text
        if len(text) > 260:
            return
        numbered = _NUMBERED.match(text)
        if numbered is not None:
            value = int(numbered[1]) if numbered[1] else ord(numbered[2]) - 0x245F
            orderly = not item or value == item + step
            if not (orderly and (_PLATFORM.search(text) or item and _SENTENCE_END.search(text) and _is_inside(page, here, step))):
                return
            item = value
            take(here, "paywall.disclaimer")
            continue
        rule = _kind(page, book, here, copy, step, in_card=in_card)
        if rule is None:
            return
        in_card = in_card or rule == "paywall.card"
        take(here, rule)
        if rule in _list_ids(book) and step > 0:
            number = _take_list(page, book, number, gone, take)


def _is_inside(page: Page, line: Line, step: int) -> bool:
    """Whether the item beyond this one is a disclaimer still."""
    beyond = page.after(line) if step > 0 else page.before(line)
    return beyond is not None and bool(_NUMBERED.match(beyond.fold().text)) and bool(_PLATFORM.search(beyond.text))


def _list_ids(book: Catalogue) -> set[str]:
    return {entry.rule.id for entry in book.entries("list")}


def _kind(
    page: Page, book: Catalogue, line: Line, copy: Shadow, step: int, *, in_card: bool = False
) -> str | None:
    """Return the rule by which a line that touches a notice goes, or None."""
    text = copy.text
    if step > 0:
        for entry in book.entries("list"):
            if (match := entry.regex.match(text)) is not None:
                rest = text[match.end() :]
                if not rest or rest[0] in ":>" or len(text) <= 10:
                    return entry.rule.id
    known = book.full(text, "label", "button", "glue")
    if known is not None and (known.rule.id != "paywall.rights" or step > 0):
        return known.rule.id
    if _ONLY_MARKS.fullmatch(text):
        return "paywall.marks"
    if step < 0 and page.before(line) is None:
        return None  # the title
    if len(text) <= 200 and any(entry.first(text) for entry in book.entries("card")):
        return "paywall.card"
    if _FILE.fullmatch(text):
        return "paywall.file"
    slack = 0.4 if in_card and _PLATFORM.search(text) else 0.15
    if len(text) <= 80 and (in_card or _WALL_WORD.search(text)) and book.speaks(text, slack=slack):
        return "paywall.menu"
    if step > 0 and len(text) <= 30 and page.is_tail(line) and _INVITES.search(text) and "。" not in text:
        return "paywall.menu"
    return None


def _take_list(page: Page, book: Catalogue, number: int, gone: set[int], take: Take) -> int:
    """Take the titles under the head of a list; return the number of the line behind them."""
    first = True
    while number < len(page.lines):
        line = page.lines[number]
        if not line.text:
            if not first:
                break
            number += 1
            continue
        if line.number in gone or len(line.text) > 60 or page.is_prose(line) or _SENTENCE_END.search(line.text):
            break
        if _kind(page, book, line, line.fold(), 1) is not None:
            break
        take(line, "paywall.links")
        first = False
        number += 1
    return number
