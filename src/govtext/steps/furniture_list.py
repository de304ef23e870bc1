"""Lists of other articles below (or amid) this one: 相关阅读 and its kin, 上一篇 and 下一篇.

A list begins with its heading and ends at the first line that is no title: a title holds no full stop. What
follows a heading as sentences is the article's own (相关链接 explains a term), so the heading stays too; so
does a heading over attachments with their names.
"""

from __future__ import annotations

import re

from govtext.edits import Edit
from govtext.fold import BLANKS
from govtext.patterns import lazy
from govtext.steps.furniture_guard import ITEM
from govtext.steps.furniture_page import Line, Page, is_title

__all__ = ["take_lists"]

_PROSE_HEADING = lazy(
    "相关链接|(?:政策|文件|图文|图解|媒体|专家|视频)解读|延伸阅读|相关(?:知识|资料|政策|附件|文件)|附件|文档附件|扩展阅读|拓展阅读"
)
_FILE = lazy(r"\.(?:docx?|xlsx?|pdf|zip|rar|wps|ofd|pptx?|et|txt)\b", re.IGNORECASE)
_SIGNED = lazy("(?:[12][0-9]{3}|二[\u3007\u25cb零〇][一二三四五六七八九零〇\u25cb]{2})年.{1,3}月.{1,4}日$")
_STOP = lazy("附件[:1-9]|[((](?:记者|通讯员|此件|联系)|记者|通讯员|编辑|责任编辑|版权|主办|图为|图[①②]")
_BULLET = lazy("[·•●◆■▪>»*\\-]|[\\[(]?(?:[0-9]{4}-)?[0-9]{2}-[0-9]{2}|[0-9]{1,2}[.、]")
_FOOTER = lazy("(?i:ICP|copyright)|公网安备|标识码|版权所有|主办|承办|技术支持|网站地图|关于我们|联系我们")
_MOST_ITEMS = 40


def take_lists(page: Page) -> list[Edit]:
    """Return the edits that remove the lists of a page; their lines are marked as taken."""
    edits: list[Edit] = []
    candidates = [
        line
        for line in page.noted
        if (not line.whole and line.shown == ITEM)
        or "neighbour" in line.fields
        or "list" in line.roles
        or line.raw[:1] in _DOTS
    ]
    for line in reversed(candidates):  # from below: a list ends where the next one begins
        if line.taken or line.kept:
            continue
        if line.whole:
            if not line.items:
                continue
            if line.items[0].role == "list":
                edits.extend(_heading(page, line))
            elif line.items[-1].field == "neighbour":
                edits.extend(_neighbour(page, line))
            elif line.at >= page.tail and (items := _dated_above(page, line)):
                edits.extend(_take([line, *items]))
        elif (
            line.at >= page.head and line.shown == ITEM and line.raw[-1] != "。" and _HEADED.match(line.text)
        ):
            edits.extend(_inline(page, line))
    return edits


_HEADED = lazy("\u3010?([^:>\u3011]{1,13})(?::|>{1,2}|\u3011)")  # 相关阅读:, 相关报道>>, 【延伸阅读】


def _heading(page: Page, line: Line) -> list[Edit]:
    items = _titles(page, line.at + 1)
    ends = _page_ends(page, line.at + 1 + len(items))
    if _PROSE_HEADING.search(line.text) and items and not ends and not _is_set_in(page, line, items):
        return _kept(line)
    if any(_FILE.search(item.text) for item in items):
        return _kept(line)
    if items and all(_BOOK.match(item.text) for item in items):
        return _kept(line)
    if _MATTER.search(line.text) and items and not _are_articles(items):
        return _kept(line)
    if not items:
        return _take([line]) if ends or line.at >= page.tail else _kept(line)
    if (
        not ends
        and len(items) < _FEWEST_ITEMS
        and not _BULLET.match(items[0].text)
        and not _gap_after(page, items[-1])
    ):
        return _kept(line)
    return _take([line, *items])


def _is_set_in(page: Page, line: Line, items: list[Line]) -> bool:
    """Whether three titles and more to read further stand between two paragraphs: the article has its own as prose."""
    above, below = page.above(line), page.below(items[-1])
    return (
        _FURTHER.fullmatch(line.text) is not None
        and len(items) >= _FEWEST_SET_IN
        and above is not None
        and below is not None
        and above.text[-1] == "。"
        and "。" in below.text
        and all(len(item.text) >= _SHORTEST_SET_IN and ":" not in item.text[:3] for item in items)
        and _are_articles(items)
    )


_FURTHER = lazy("[【]?(?:延伸|扩展|拓展)阅读[】]?:?")
_FEWEST_SET_IN = 3
_SHORTEST_SET_IN = 9


def _dated_above(page: Page, line: Line) -> list[Line]:
    """The titles above the link to more of them, each with a bullet and a day: · 茶艺大赛举办(05-12) / · 更多相关新闻."""
    if not _MORE.fullmatch(line.text):
        return []
    items: list[Line] = []
    for other in reversed(page.lines[: line.at]):
        if other.whole or other.taken or not (_DOT.match(other.text) and _DAY_BEHIND.search(other.text)):
            break
        items.append(other)
    return items if len(items) >= _FEWEST_ITEMS else []


_DOTS = "·•●◆■▪*-"
_MORE = lazy(f"[{_DOTS}] ?更多(?:相关)?(?:新闻|文章|报道|信息|资讯|阅读|内容)[>.\u2026]*")
_DOT = lazy(f"[{_DOTS}]")
_DAY_BEHIND = lazy("[(\\[ ](?:[0-9]{4}-)?[0-9]{2}[-/][0-9]{2}[)\\]]?$")
_FEWEST_ITEMS = 2
# Headings that an article has too, over things that are no articles: papers to bring, words of the year.
_MATTER = lazy("精彩内容|同类|热词|话题|资料|材料|图片|附件|下载|排行|主题|知识|政策")
_SHORTEST_TITLE = 11
_BOOK = lazy(f"《[^》]{{1,30}}》[{BLANKS}]{{0,4}}[\u3400-\u9fff\u00b7]{{2,12}}$")  # and who wrote it


def _are_articles(lines: list[Line]) -> bool:
    """Whether lines are titles of articles: long ones, or with bullets or dates before or behind."""
    texts = [line.text for line in lines]
    if any(_NUMBERED.match(text) is None and (_BULLET.match(text) or _DATED.search(text)) for text in texts):
        return True
    return sum(map(len, texts)) / len(texts) >= _SHORTEST_TITLE and not any(map(_NUMBERED.match, texts))


_NUMBERED = lazy("[0-9]{1,2}[.、]|图[0-9]")
_DATED = lazy("[0-9]{2}-[0-9]{2}[)\\]]?$")


def _kept(line: Line) -> list[Edit]:
    line.kept = True
    return []


def _titles(page: Page, start: int) -> list[Line]:
    """The lines that are titles and stand in a list from a place on."""
    items: list[Line] = []
    for line in page.lines[start : start + _MOST_ITEMS]:
        text = line.text
        if line.taken or line.whole or _FOOTER.search(text):
            break
        if _SIGNED.search(text) and len(text) < _LONGEST_SIGNED:
            return items[:-1] if items and not _BULLET.match(items[-1].text) else items
        named = is_title(text.lstrip("·•●◆■▪>»*- ")) or (bool(items) and _is_last_name(page, line))
        if not named or _STOP.match(text):
            break
        if (
            items
            and line.begin > items[-1].stop
            and not _BULLET.match(text)
            and _stands_before_prose(page, line)
        ):
            break
        items.append(line)
    return items


def _is_last_name(page: Page, line: Line) -> bool:
    """Whether a name too short for a title ends a list, with nothing but chrome below: 萝卜糕, 小池."""
    return _SHORT_NAME.fullmatch(line.text) is not None and _page_ends(page, line.at + 1)


_SHORT_NAME = lazy("[\u3400-\u9fff]{2,3}")
_LONGEST_SIGNED = 16


def _stands_before_prose(page: Page, line: Line) -> bool:
    """Behind a gap in the list: whether the article goes on within the next lines."""
    return any("。" in other.raw for other in page.lines[line.at : line.at + 4])


def _gap_after(page: Page, line: Line) -> bool:
    below = page.below(line)
    return below is not None and below.begin > line.stop


def _page_ends(page: Page, start: int) -> bool:
    """Whether nothing but chrome and footer follows."""
    for line in page.lines[start : start + 6]:
        if not (line.whole or line.taken):
            return bool(_FOOTER.search(line.text))
    return True


def _take(lines: list[Line], rule: str = "") -> list[Edit]:
    """Take lines for the rule that the first of them is of, or for the one that is given."""
    rule = rule or lines[0].items[0].rule
    edits = []
    for line in lines:
        line.taken = line.edited = True
        edits.append(Edit(line.begin, line.stop, "", rule))
    return edits


def _inline(page: Page, line: Line) -> list[Edit]:
    """相关阅读:标题一 标题二 on one line, with further titles below it."""
    text = line.text
    headed = _HEADED.match(text)
    if headed is None or len(text) > _LONGEST_INLINE:
        return []
    headings, heading, end = page.grammar.headings, headed[1].rstrip(), headed.end()
    found = headings.fullmatch(text, 0, end) or headings.fullmatch(text, 0, len(heading))
    if found is None:
        return []
    rest = text[end:].strip()
    rule, _ = page.grammar.headings.told(found)
    if _is_inset(page, line, heading, rest):
        return _take([line], rule.id)
    if "。" in rest or _FILE.search(rest) or rest.endswith((":", ",")):
        return []
    if not all(is_title(piece) and len(piece) < 60 for piece in re.split("  +|\u3000+|\t", rest) if piece):
        return []
    items = _titles(page, line.at + 1)
    if not _page_ends(page, line.at + 1 + len(items)) and (_PROSE_HEADING.search(heading) or len(items) < 1):
        return []
    return _take([line, *items], rule.id)


_LONGEST_INLINE = 400


def _is_inset(page: Page, line: Line, heading: str, title: str) -> bool:
    """Whether a line is the title of another article, set between two paragraphs: 延伸阅读:夜市试办行动支付 首周破万笔."""
    above, below = page.above(line), page.below(line)
    if above is None or below is None or above.raw[-1] != "\u3002" or "\u3002" not in below.raw:
        return False
    return _INSET.search(heading) is not None and _ONE_TITLE.fullmatch(title) is not None


_INSET = lazy(
    "延伸阅读|看更多|更多(?:相关)?(?:新闻|报道|消息|阅读)|相关(?:新闻|报道|阅读|文章)|(?:推荐|扩展|拓展)阅读"
)
_ONE_TITLE = lazy("(?![\u300a#])[^\u3002;、\n]{7,40}[^\u3002;,、:\n]")


def _neighbour(page: Page, line: Line) -> list[Edit]:
    """上一篇 alone on its line, its title on the next."""
    item = line.items[-1]
    if item.role != "label" or len(line.text[item.start : item.end].strip(" :\u3000")) > _LONGEST_LABEL:
        return []
    title = page.below(line)
    if title is None or title.whole or title.taken:
        return []
    beyond = page.below(title)
    if not is_title(title.text) or _FOOTER.search(title.text) or _STOP.match(title.text):
        return []
    if beyond is not None and not beyond.is_chrome and not _FOOTER.search(beyond.text):
        return []
    return _take([line, title], item.rule)


_LONGEST_LABEL = 6
