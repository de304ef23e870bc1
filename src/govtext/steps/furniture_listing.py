"""Articles without a sentence: a list of names, of keys, of paths, some of which read as chrome.

On a page of sentences a short line of chrome's words stands out. On one whose body is a list it does not: 借书,
还书, 打印. There the lines below the title and its metadata are the list, down to what only a page has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from govtext.patterns import lazy
from govtext.steps.furniture_kinds import is_strong, labels_of
from govtext.steps.furniture_page import is_footer

if TYPE_CHECKING:
    from govtext.steps.furniture_page import Line, Page

__all__ = ["keep_listing"]

_META = frozenset(("source", "published", "updated", "views", "sizes"))


def keep_listing(page: Page, title: int | None) -> None:
    """Keep the lines of a list that is the article, its title where that is a word of chrome, and its dates."""
    last = _last_metadata(page)
    if last is not None and (title is None or title > page.solid[last]):
        _keep_title(page, last)
    _keep_paths(page, title)
    _keep_dates(page)
    _keep_addresses(page)
    if title is None:
        if last is not None:
            _keep_body(page, last + 1)
        return
    position = page.solid.index(title)
    _keep_body(page, max(position, last if last is not None else 0) + 1)
    if _ANNOUNCES.search(page.line_text(title)):
        _keep_body(page, _below_prose(page), announced=True)


# Titles of guides and of lists.
_ANNOUNCES = lazy(
    "(?:步骤|流程|方法|操作|用法|指引|指南|教程|功能|须知|规范|标识|名录|一览|对照|语种|清单|目录|要求|使用|说明|菜单)$"
    "|^(?:如何|怎么|怎样)"
)


def _below_prose(page: Page) -> int:
    """The position below the last sentence of the article."""
    for position in range(len(page.solid) - 1, -1, -1):
        if page.line_text(page.solid[position]).endswith("。"):
            return position + 1
    return len(page.solid)


def _last_metadata(page: Page) -> int | None:
    """The position of the last line of the metadata under the title, if there is any."""
    last = None
    for position, number in enumerate(page.solid[:_HIGHEST]):
        line = page.lines[number]
        if line.whole and any(item.field in _META for item in labels_of(line)):
            last = position
        elif last is not None:
            break
    return last


_HIGHEST = 10


def _keep_title(page: Page, last: int) -> None:
    """Keep a title that is a word of chrome: 收藏, right above its metadata, with no other title above them."""
    position = last
    while position > 0 and labels_of(page.lines[page.solid[position]]):
        position -= 1
    line = page.lines[page.solid[position]]
    if line.whole and len(line.items) == 1 and line.items[0].role == "word":
        line.kept = True


def _keep_paths(page: Page, title: int | None) -> None:
    """Keep paths through a site that recur below the title: where to find things."""
    if title is None:
        return
    paths = [n for n in page.told if n > title and _has_rule(page.lines[n], "furniture.path")]
    if len({page.line_text(n) for n in paths}) > 1:
        for number in paths:
            page.lines[number].kept = True


def _has_rule(line: Line, rule: str) -> bool:
    return line.whole and bool(line.items) and line.items[0].rule == rule


def _keep_addresses(page: Page) -> None:
    """Keep addresses on lines of their own where there are several: a page has one."""
    found = [n for n in page.told if _has_rule(page.lines[n], "furniture.address")]
    if len({page.line_text(n) for n in found}) > 1:
        for number in found:
            page.lines[number].kept = True


def _keep_dates(page: Page) -> None:
    """Keep dates on lines of their own that recur: a chronicle."""
    dates = [
        n
        for n in page.told
        if page.lines[n].items
        and all(i.role == "bare" and i.field == "published" for i in page.lines[n].items)
    ]
    if len({page.line_text(n) for n in dates}) >= _FEWEST_DATES:
        for number in dates:
            page.lines[number].kept = True


_FEWEST_DATES = 3


def _keep_body(page: Page, start: int, *, announced: bool = False) -> None:
    """Keep a list that stands from a position on, if nothing but chrome and a footer follows it.

    Below the sentences of a guide (``announced``) two entries at the least must be no chrome.
    """
    entries: list[int] = []
    for number in page.solid[start:]:
        text = page.line_text(number)
        if len(text) > _LONGEST_ENTRY or _NO_ENTRY.search(text):
            break
        if not _may_be_entry(page, number, strong=announced):
            break
        entries.append(number)
    rest = page.solid[start + len(entries) :]
    if len(entries) < _FEWEST_ENTRIES or not all(page.lines[n].whole or is_footer(page, n) for n in rest):
        return
    plain = sum(_is_plain(page, n) for n in entries)
    buttons = any(_BUTTON.match(page.line_text(n)) for n in entries)
    if plain >= 2 or (not announced and (plain or not buttons)):
        for number in entries:
            page.lines[number].kept = page.lines[number].whole


def _is_plain(page: Page, number: int) -> bool:
    """Whether an entry is no chrome, or a sign in two languages."""
    line = page.lines[number]
    return not line.items or _TWO_TONGUES.fullmatch(page.line_text(number)) is not None


_FEWEST_ENTRIES = 2
_LONGEST_ENTRY = 16
_NO_ENTRY = lazy("[。;:,\\[\\]|\u3010\u3011/?]|[0-9]{4}[-/.年]")
_BUTTON = lazy("(?:打印|关闭|收藏|分享|返回|顶部|纠错|转发|列印|TOP|首页)")


def _may_be_entry(page: Page, number: int, *, strong: bool) -> bool:
    """Whether a line may be an entry of a list: no chrome, one control, or one in two languages."""
    line = page.lines[number]
    if is_footer(page, number):
        return False
    if not line.whole:
        return True
    if labels_of(line) or line.roles() & {"list", "line"} or (not strong and is_strong(page, line)):
        return False
    named = [item for item in line.items if item.role != "bare"]
    return len(named) == 1 or _TWO_TONGUES.fullmatch(page.line_text(number)) is not None


_TWO_TONGUES = lazy("[\u3400-\u9fff]{1,6} ?[A-Za-z ]{1,20}")
