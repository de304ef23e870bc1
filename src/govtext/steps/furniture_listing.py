"""Articles without a sentence: a list of names, of keys, of paths, some of which read as chrome.

On a page of sentences a short line of chrome's words stands out. On one whose body is a list it does not: 借书,
还书, 打印. There the lines below the title and its metadata are the list, down to what only a page has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from govtext.patterns import lazy
from govtext.steps.furniture_kinds import is_strong
from govtext.steps.furniture_page import is_footer

if TYPE_CHECKING:
    from govtext.steps.furniture_page import Line, Page

__all__ = ["keep_listing"]

_META = frozenset(("source", "published", "updated", "views", "sizes"))


def keep_listing(page: Page, title: Line | None) -> None:
    """Keep the lines of a list that is the article, its title where that is a word of chrome, and its dates."""
    last = _last_metadata(page)
    if last is not None and (title is None or title.at > last):
        _keep_title(page, last)
    if len(page.told) > 1:
        _keep_paths(page, title)
        _keep_dates(page)
        _keep_addresses(page)
    if title is None:
        if last is not None:
            _keep_body(page, last + 1)
        return
    _keep_body(page, max(title.at, last if last is not None else 0) + 1)
    if title.text[-1] in _ANNOUNCING_ENDS or title.text[0] in "如怎":
        _keep_announced(page, title)


def _keep_announced(page: Page, title: Line) -> None:
    """Keep a list below the sentences of a guide."""
    if _ANNOUNCES.search(title.text):
        _keep_body(page, _below_prose(page), announced=True)


# Titles of guides and of lists, and what they end with.
_ANNOUNCING_ENDS = frozenset("骤程法作用引南能知范识录览照种单求明")
_ANNOUNCES = lazy(
    "(?:步骤|流程|方法|操作|用法|指引|指南|教程|功能|须知|规范|标识|名录|一览|对照|语种|清单|目录|要求|使用|说明|菜单)$"
    "|^(?:如何|怎么|怎样)"
)


def _below_prose(page: Page) -> int:
    """The place below the last sentence of the article."""
    return next((line.at + 1 for line in reversed(page.lines) if line.raw[-1] == "。"), len(page.lines))


def _last_metadata(page: Page) -> int | None:
    """The place of the last line of the metadata under the title, if there is any."""
    last = None
    for line in page.lines[:_HIGHEST]:
        if line.whole and not line.fields.isdisjoint(_META):
            last = line.at
        elif last is not None:
            break
    return last


_HIGHEST = 10


def _keep_title(page: Page, last: int) -> None:
    """Keep a title that is a word of chrome: 收藏, right above its metadata, with no other title above them."""
    line = page.lines[last]
    while line.labels and line.at > 0:
        line = page.lines[line.at - 1]
    if line.whole and len(line.items) == 1 and line.items[0].role == "word":
        line.kept = True


def _keep_paths(page: Page, title: Line | None) -> None:
    """Keep paths through a site that recur below the title: where to find things."""
    if title is None:
        return
    paths = [line for line in page.told if line.at > title.at and _has_rule(line, "furniture.path")]
    _keep_if_many(paths, _SEVERAL)


def _has_rule(line: Line, rule: str) -> bool:
    return line.whole and bool(line.items) and line.items[0].rule == rule


def _keep_if_many(lines: list[Line], fewest: int) -> None:
    """Keep lines if so many of them differ."""
    if len({line.text for line in lines}) >= fewest:
        for line in lines:
            line.kept = True


_SEVERAL = 2


def _keep_addresses(page: Page) -> None:
    """Keep addresses on lines of their own where there are several: a page has one."""
    _keep_if_many([line for line in page.told if _has_rule(line, "furniture.address")], _SEVERAL)


def _keep_dates(page: Page) -> None:
    """Keep dates on lines of their own that recur: a chronicle."""
    dates = [
        line
        for line in page.told
        if line.roles == {"bare"} and all(item.field == "published" for item in line.items)
    ]
    _keep_if_many(dates, _FEWEST_DATES)
    stations = [line for line in page.told if line.roles == {"bare"} and len(line.items) == _NAME_AND_DATE]
    if len({line.items[0].value for line in stations}) == 1:  # a log of one office
        _keep_if_many(stations, _SEVERAL)


_FEWEST_DATES = 3
_NAME_AND_DATE = 2


def _keep_body(page: Page, start: int, *, announced: bool = False) -> None:
    """Keep a list that stands from a place on, if nothing but chrome and a footer follows it.

    Below the sentences of a guide (``announced``) two entries at the least must be no chrome.
    """
    entries: list[Line] = []
    for line in page.lines[start:]:
        if len(line.raw) > _LONGEST_ENTRY or _NO_ENTRY.search(line.text):
            break
        if not _may_be_entry(line, strong=announced):
            break
        entries.append(line)
    if len(entries) < _FEWEST_ENTRIES:
        return
    if not all(line.whole or is_footer(line) for line in page.lines[start + len(entries) :]):
        return
    plain = sum(map(_is_plain, entries))
    buttons = any(_BUTTON.match(line.text) for line in entries)
    if plain >= _FEWEST_ENTRIES or (not announced and (plain or not buttons)):
        for line in entries:
            line.kept = line.whole


def _is_plain(line: Line) -> bool:
    """Whether an entry is no chrome, or a sign in two languages."""
    return not line.items or _TWO_TONGUES.fullmatch(line.text) is not None


_FEWEST_ENTRIES = 2
_LONGEST_ENTRY = 16
_NO_ENTRY = lazy("[。;:,\\[\\]|\u3010\u3011/?]|[0-9]{4}[-/.年]")
_BUTTON = lazy("(?:打印|关闭|收藏|分享|返回|顶部|纠错|转发|列印|TOP|首页)")


def _may_be_entry(line: Line, *, strong: bool) -> bool:
    """Whether a line may be an entry of a list: no chrome, one control, or one in two languages."""
    if is_footer(line):
        return False
    if not line.whole:
        return True
    if line.labels or line.roles & _NO_ENTRY_ROLES or (not strong and is_strong(line)):
        return False
    named = [item for item in line.items if item.role != "bare"]
    return len(named) == 1 or _TWO_TONGUES.fullmatch(line.text) is not None


_NO_ENTRY_ROLES = frozenset(("list", "line"))
_TWO_TONGUES = lazy("[\u3400-\u9fff]{1,6} ?[A-Za-z ]{1,20}")
