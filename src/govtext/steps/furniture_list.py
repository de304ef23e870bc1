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
from govtext.steps.furniture_page import Page, is_title

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
    for position in range(len(page.solid) - 1, -1, -1):  # from below: a list ends where the next one begins
        number = page.solid[position]
        line = page.lines[number]
        if line.taken or line.kept:
            continue
        if line.whole and line.items and line.items[0].role == "list":
            edits.extend(_heading(page, position))
        elif line.whole and line.items and line.items[-1].field == "neighbour":
            edits.extend(_neighbour(page, position))
        elif line.sign == ITEM and not line.whole and page.line_text(number)[:14].find(":") > 0:
            edits.extend(_inline(page, position))
    return edits


def _heading(page: Page, position: int) -> list[Edit]:
    line = page.lines[page.solid[position]]
    rule = line.items[0].rule
    text = page.line_text(page.solid[position])
    items = _titles(page, position + 1)
    after = position + 1 + len(items)
    ends = _page_ends(page, after)
    if _PROSE_HEADING.search(text) and items and not ends:
        return _kept(page, position)
    if any(_FILE.search(page.line_text(page.solid[i])) for i in items):
        return _kept(page, position)
    if items and all(_BOOK.match(page.line_text(page.solid[i])) for i in items):
        return _kept(page, position)
    if _MATTER.search(text) and items and not _are_articles(page, items):
        return _kept(page, position)
    if not items:
        return _take(page, [position], rule) if ends else _kept(page, position)
    if not ends:
        bulleted = [i for i in items if _BULLET.match(page.line_text(page.solid[i]))]
        if bulleted != items and not _gap_after(page, items[-1]) and len(items) < 2:
            return _kept(page, position)
    return _take(page, [position, *items], rule)


# Headings that an article has too, over things that are no articles: papers to bring, words of the year.
_MATTER = lazy("热词|话题|资料|材料|图片|附件|下载|排行|主题|知识|政策")
_SHORTEST_TITLE = 11
_BOOK = lazy(f"《[^》]{{1,30}}》[{BLANKS}]{{0,4}}[\u3400-\u9fff\u00b7]{{2,12}}$")  # and who wrote it


def _are_articles(page: Page, positions: list[int]) -> bool:
    """Whether lines are titles of articles: long ones, or with bullets or dates before or behind."""
    texts = [page.line_text(page.solid[i]) for i in positions]
    if any(_NUMBERED.match(text) is None and (_BULLET.match(text) or _DATED.search(text)) for text in texts):
        return True
    return sum(map(len, texts)) / len(texts) >= _SHORTEST_TITLE and not any(map(_NUMBERED.match, texts))


_NUMBERED = lazy("[0-9]{1,2}[.、]|图[0-9]")
_DATED = lazy("[0-9]{2}-[0-9]{2}[)\\]]?$")


def _kept(page: Page, position: int) -> list[Edit]:
    page.lines[page.solid[position]].kept = True
    return []


def _titles(page: Page, start: int) -> list[int]:
    """The positions of the titles that stand in a list from ``start``."""
    items: list[int] = []
    for position in range(start, min(start + _MOST_ITEMS, len(page.solid))):
        number = page.solid[position]
        line = page.lines[number]
        text = page.line_text(number)
        if line.taken or line.whole or _FOOTER.search(text):
            break
        if _SIGNED.search(text) and len(text) < 16:
            return items[:-1] if items and not _BULLET.match(page.line_text(page.solid[items[-1]])) else items
        if not is_title(text.lstrip("·•●◆■▪>»*- ")) or _STOP.match(text):
            break
        if (
            items
            and number > page.solid[items[-1]] + 1
            and not _BULLET.match(text)
            and _gap_before_prose(page, position)
        ):
            break
        items.append(position)
    return items


def _gap_before_prose(page: Page, position: int) -> bool:
    """Behind a gap in the list: whether the article goes on within the next lines."""
    return any("。" in page.line_text(number) for number in page.solid[position : position + 4])


def _gap_after(page: Page, position: int) -> bool:
    return position + 1 < len(page.solid) and page.solid[position + 1] > page.solid[position] + 1


def _page_ends(page: Page, position: int) -> bool:
    """Whether nothing but chrome and footer follows."""
    for number in page.solid[position : position + 6]:
        line = page.lines[number]
        if line.whole or line.taken:
            continue
        return bool(_FOOTER.search(page.line_text(number)))
    return True


def _take(page: Page, positions: list[int], rule: str) -> list[Edit]:
    edits = []
    for position in positions:
        line = page.lines[page.solid[position]]
        line.taken = line.edited = True
        edits.append(Edit(line.begin, line.stop, "", rule))
    return edits


def _inline(page: Page, position: int) -> list[Edit]:
    """相关阅读:标题一 标题二 on one line, with further titles below it."""
    line = page.lines[page.solid[position]]
    colon = page.folded.find(":", line.start, line.start + 14)
    found = page.grammar.headings.fullmatch(page.folded, line.start, colon + 1)
    if found is None or line.end - line.start > 400:
        return []
    rest = page.folded[colon + 1 : line.end].strip()
    rule, _ = page.grammar.headings.told(found)
    if "。" in rest or _FILE.search(rest) or rest.endswith((":", ",")):
        return []
    if not all(is_title(piece) and len(piece) < 60 for piece in re.split("  +|\u3000+|\t", rest) if piece):
        return []
    items = _titles(page, position + 1)
    if not _page_ends(page, position + 1 + len(items)) and (
        _PROSE_HEADING.search(page.folded[line.start : colon]) or len(items) < 1
    ):
        return []
    return _take(page, [position, *items], rule.id)


def _neighbour(page: Page, position: int) -> list[Edit]:
    """上一篇 alone on its line, its title on the next."""
    line = page.lines[page.solid[position]]
    item = line.items[-1]
    label = page.folded[item.start : item.end]
    if len(label.strip(" :\u3000")) > 6 or item.role != "label":
        return []
    following = page.around(position, 1)
    if following is None or page.lines[following].whole or page.lines[following].taken:
        return []
    text = page.line_text(following)
    beyond = page.around(position, 2)
    if not is_title(text) or _FOOTER.search(text) or _STOP.match(text):
        return []
    if beyond is not None and not page.is_chrome(beyond) and not _FOOTER.search(page.line_text(beyond)):
        return []
    return _take(page, [position, position + 1], item.rule)
