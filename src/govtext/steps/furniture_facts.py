"""What looks like chrome and is the article's: works with their authors, the fields of an event, steps of a guide.

The words of chrome are ordinary words. `set_facts_apart` finds the lines that use them so, by what stands around
them, before any line is taken: a line that it keeps is content whatever it reads like.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from govtext.fold import BLANKS
from govtext.patterns import lazy
from govtext.steps.furniture_context import keep_by_context
from govtext.steps.furniture_kinds import NEUTRAL, is_strong, labels_of, title_number
from govtext.steps.furniture_listing import keep_listing

if TYPE_CHECKING:
    from govtext.steps.furniture_page import Page

__all__ = ["is_other_label", "set_facts_apart"]

_HAN = "\u3400-\u9fff"
_OTHER_LABEL = lazy(
    f"[{_HAN}A-Za-z]{{2,10}}[{BLANKS}]{{0,4}}:[{BLANKS}]{{0,4}}[^{BLANKS}]|[{_HAN}]{{2,6}} [|\u4e28] [{_HAN}]"
)


def set_facts_apart(page: Page) -> None:
    """Keep the label lines that are facts: works with their authors, the fields of an event."""
    held = {name for n in page.told for item in page.lines[n].items for name in (item.field, item.rule)}
    for field, most in (("author", 0), ("editor", 1)):
        if field in held:
            _keep_works(page, field, most)
    for field in ("source", "published"):
        if field in held:
            _keep_each(page, field)
    _keep_roster(page)
    if "furniture.rating" in held:
        _keep_questions(page)
    _keep_options(page)
    if "keywords" in held:
        _keep_paper(page)
    for number in page.told:
        if _STAFF.match(page.line_text(number)):
            page.lines[number].kept = True
    keep_by_context(page)
    title = title_number(page)
    keep_listing(page, title)
    if "views" in held or "count" in held:
        _keep_figures(page)
    for position in _positions(page):
        number = page.solid[position]
        line = page.lines[number]
        labels = labels_of(line)
        if not line.whole or line.taken or line.kept or not labels or is_strong(page, line):
            continue
        above, below = page.around(position, -1), page.around(position, 1)
        if any(n is not None and page.lines[n].kept and labels_of(page.lines[n]) for n in (above, below)):
            line.kept = True
        elif len(labels) == 1 or number >= page.tail:
            above = _above_credits(page, position)
            line.kept = (above != title and is_other_label(page, above)) or is_other_label(page, below)


def _keep_works(page: Page, field: str, most: int) -> None:
    """Keep 作者 and 责任编辑 where they recur with other names: a list of works, not a page's own."""
    seen: set[str] = set()
    numbers = []
    for number in page.told:
        line = page.lines[number]
        if (
            line.whole
            and not line.taken
            and line.items
            and all(i.field == field and i.role == "label" for i in line.items)
        ):
            seen.add(page.line_text(number))
            numbers.append(number)
    parted = sum(_article_between(page, a, b) for a, b in itertools.pairwise(numbers))
    if len(seen) >= 2 and parted > most:
        for number in numbers:
            page.lines[number].kept = True


def _keep_each(page: Page, field: str) -> None:
    """Keep 来源 and 时间 where each of several items has its own: one of them stands amid the article."""
    numbers = [
        n
        for n in page.told
        if page.lines[n].whole
        and [i.field for i in page.lines[n].items] == [field]
        and labels_of(page.lines[n])
        and (field == "source" or _PLAIN_DATE.match(page.line_text(n)))
    ]
    amid = any(page.head < n < page.tail for n in numbers)
    if amid and len({page.line_text(n) for n in numbers}) > 1:
        for number in numbers:
            page.lines[number].kept = True


_PLAIN_DATE = lazy(f"(?:时[{BLANKS}]{{0,4}}间|日[{BLANKS}]{{0,4}}期)[{BLANKS}]{{0,2}}:")

# The fields of a letter, which may hold sentences; the heads of a bulletin's last lines; a staff.
_LETTER_FIELD = lazy("(?:来信|问题|回复|答复|留言|信件)?(?:内容|描述)[:]|[报送发][:]|(?:抄送|抄报|主送)[:]")
_STAFF = lazy("(?:副主编|编委|顾问|编剧|导演|主演)[:]")


def _keep_roster(page: Page) -> None:
    """Keep the labels of a table written line by line: two of them recur, each with other values."""
    values: dict[str, set[str]] = {}
    numbers: dict[str, list[int]] = {}
    for number in page.told:
        labels = labels_of(page.lines[number])
        if len(labels) == 1 and page.lines[number].whole and len(page.lines[number].items) == 1:
            name, _, value = page.line_text(number).partition(":")
            values.setdefault(name, set()).add(value)
            numbers.setdefault(name, []).append(number)
    recurring = [name for name, several in values.items() if len(several) > 1]
    if len(recurring) > 1:
        for name in recurring:
            for number in numbers[name]:
                page.lines[number].kept = True


def _keep_figures(page: Page) -> None:
    """Keep 浏览次数 and its number beside another figure of a report: 参观人数:12030."""
    run: list[int] = []
    for position, number in enumerate(page.solid):
        line = page.lines[number]
        if len(line.items) == 1 and line.whole and line.items[0].field in ("views", "count"):
            run.append(number)
        elif run:
            above = page.around(position, -len(run) - 1)
            if _is_figure(page, number) or (above is not None and _is_figure(page, above)):
                for counted in run:
                    page.lines[counted].kept = True
            run = []
    if run and (above := page.before(run[0])) is not None and _is_figure(page, above):
        for counted in run:
            page.lines[counted].kept = True


def _is_figure(page: Page, number: int) -> bool:
    line = page.lines[number]
    return not line.whole and _OTHER_FIGURE.fullmatch(page.line_text(number)) is not None


_OTHER_FIGURE = lazy(
    f"[{_HAN}]{{2,8}}[{BLANKS}]{{0,2}}:[{BLANKS}]{{0,2}}[0-9][0-9.,]{{0,12}}[{_HAN}%]{{0,3}}"
)


def _above_credits(page: Page, position: int) -> int | None:
    """The number of the line above a line and the by-lines that stand between: 导演 / 摄影 / 监制."""
    above = position - 1
    while above >= 0 and page.lines[page.solid[above]].roles() == {"credit"}:
        above -= 1
    return page.solid[above] if above >= 0 else None


def _keep_questions(page: Page) -> None:
    """Keep a questionnaire: a page asks about itself once."""
    asked = [n for n in page.told if any(i.rule == "furniture.rating" for i in page.lines[n].items)]
    if len({page.line_text(n) for n in asked}) < 2 and not any(_is_asked_on(page, n) for n in asked):
        return
    for number in page.told:
        line = page.lines[number]
        if number >= asked[0] and line.whole and line.roles() == {"word"}:
            line.kept = True


def _is_asked_on(page: Page, number: int) -> bool:
    """Whether another question, no chrome, stands beside one."""
    near = (page.before(number), page.after(number))
    return any(n is not None and not page.lines[n].whole and page.line_text(n).endswith("?") for n in near)


def _keep_options(page: Page) -> None:
    """Keep 是 and 否 where they recur: each question of a form has its own."""
    seen: dict[str, list[int]] = {}
    for number in page.told:
        line = page.lines[number]
        if line.whole and line.roles() == {"word"}:
            words = [page.folded[i.start : i.end].replace(" ", "") for i in line.items]
            if all(word in NEUTRAL for word in words):
                seen.setdefault(" ".join(words), []).append(number)
    for numbers in seen.values():
        if len(numbers) > 1:
            for number in numbers:
                page.lines[number].kept = True


def _keep_paper(page: Page) -> None:
    """Keep the keywords of a paper: they stand with its abstract."""
    words = [n for n in page.told if {i.field for i in page.lines[n].items} == {"keywords"}]
    if words and any(_holds_text(page, found.end()) for found in _ABSTRACT.finditer(page.folded)):
        for number in words:
            page.lines[number].kept = "标签" not in page.line_text(number)


def _holds_text(page: Page, at: int) -> bool:
    """Whether an abstract follows its label, on the same line or on the next."""
    for number in page.solid:
        line = page.lines[number]
        if line.end >= at:
            return not line.whole
    return False


_ABSTRACT = lazy(
    f"(?:^|\n)[{BLANKS}]{{0,8}}[\\[\u3010]?(?:内容|中文|论文)?摘[{BLANKS}]{{0,4}}要[\\]\u3011: ]"
)


def _article_between(page: Page, first: int, second: int) -> bool:
    return any(not page.lines[n].whole for n in page.solid if first < n < second)


def is_other_label(page: Page, number: int | None) -> bool:
    """Whether a neighbour is a field of something else: 地点:县图书馆."""
    if number is None:
        return False
    line = page.lines[number]
    text = page.line_text(number)
    if line.whole or line.items or line.taken:
        return False
    if _LETTER_FIELD.match(text):
        return True
    found = _OTHER_LABEL.match(text)
    if (
        found is None
        or len(text) > 60
        or "。" in text
        or re.match("(?:地址|电话|邮编|主办|承办|技术|版权|网站|备案)", text)
    ):
        return False
    return len(text) - found.end() <= 24


def _positions(page: Page) -> list[int]:
    """The positions in ``page.solid`` of the lines that the grammar could read."""
    told = set(page.told)
    return [position for position, number in enumerate(page.solid) if number in told]
