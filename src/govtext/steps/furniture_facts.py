"""What looks like chrome and is the article's: works with their authors, the fields of an event, steps of a guide.

The words of chrome are ordinary words. `set_facts_apart` finds the lines that use them so, by what stands around
them, before any line is taken: a line that it keeps is content whatever it reads like.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from govtext.fold import BLANKS
from govtext.patterns import lazy
from govtext.steps.furniture_context import keep_by_context, keep_headings, keep_rankings
from govtext.steps.furniture_fold import fold
from govtext.steps.furniture_kinds import find_title, is_strong, words_of
from govtext.steps.furniture_listing import keep_listing
from govtext.steps.furniture_words import NEUTRAL

if TYPE_CHECKING:
    from govtext.steps.furniture_page import Line, Page

__all__ = ["is_other_label", "set_facts_apart"]

_HAN = "\u3400-\u9fff"
_OTHER_LABEL = lazy(
    f"[{_HAN}A-Za-z]{{2,10}}[{BLANKS}]{{0,4}}:[{BLANKS}]{{0,4}}[^{BLANKS}]|[{_HAN}]{{2,6}} [|\u4e28] [{_HAN}]"
)


def set_facts_apart(page: Page) -> Line | None:
    """Keep the lines that are the article's whatever they read like: works with their authors, the fields of an event.

    Return the title.
    """
    labelled = [line for line in page.told if line.labels]
    only_labels = len(labelled) == len(page.told)  # as on most pages: no words of chrome, no names, no dates
    if len({line.fields for line in labelled}) < len(labelled):
        _keep_labels(page, labelled)
    if not only_labels and any("word" in line.roles for line in page.told):
        _keep_options(page)
        _keep_questions(page)
    fields = frozenset().union(*[line.fields for line in labelled])
    if "keywords" in fields:
        _keep_paper(page)
    for line in page.told:
        if line.text[0] in _STAFF_FIRST and _STAFF.match(line.text):
            line.kept = True
    if not only_labels:
        keep_by_context(page)
    if "\u3011" in page.text:
        keep_headings(page)
    title = find_title(page)
    if not only_labels:
        keep_listing(page, title)
    if not only_labels or not fields.isdisjoint(_COUNTED):
        keep_rankings(page)
        _keep_figures(page)
    for line in labelled:
        if line.whole and not line.taken and not line.kept and not is_strong(line):
            line.kept = _is_fact(page, line, title)
    return title


_COUNTED = frozenset(("views", "count"))


def _keep_labels(page: Page, labelled: list[Line]) -> None:
    """Keep labels that recur: those of works, of items of a list, of a table."""
    fields = {field for line in labelled for field in line.fields}
    for field, most in (("author", 0), ("editor", 1)):
        if field in fields:
            _keep_works(page, field, most)
    for field in ("source", "published"):
        if field in fields:
            _keep_each(page, field)
    if len(labelled) >= _SMALLEST_ROSTER:
        _keep_roster(labelled)


_SMALLEST_ROSTER = 4  # two labels that recur


def _is_fact(page: Page, line: Line, title: Line | None) -> bool:
    """Whether a line of labels stands among facts of something else."""
    if line.fields == {"url"} and line.text.startswith(_OF_PAGE):
        return False
    if any(other.kept and other.labels for other in page.near(line)):
        return True
    if len(line.labels) > 1 and line.at < page.tail:
        return False
    if line.at >= page.tail and (
        _shares_bullet(page, line) or _heads_counter(page, line) or _is_bracketed_chain(line)
    ):
        return False
    above = _above_credits(page, line)
    return (above is not title and is_other_label(above)) or is_other_label(page.below(line))


_OF_PAGE = ("本文", "本页", "文章")  # 本文地址 is a field of nothing else


def _shares_bullet(page: Page, line: Line) -> bool:
    """Whether a line and a surer one beside it begin with one bullet: the list of facts below a Taiwanese page."""
    bullet = line.raw[0]
    return bullet in _BULLETS and any(
        other.raw[0] == bullet and is_strong(other) for other in page.near(line)
    )


def _heads_counter(page: Page, line: Line) -> bool:
    """Whether a line stands in a run of labels that goes on to a counter: 发布单位 / 发布日期 / 点阅次数:1863."""
    for other in page.lines[line.at + 1 : line.at + _LONGEST_RUN]:
        if not other.whole or not other.labels or other.kept:
            return False
        if "views" in other.fields:
            return is_strong(other)
    return False


_LONGEST_RUN = 5


def _is_bracketed_chain(line: Line) -> bool:
    """Whether a line is an editing chain in a bracket, which may have been torn: (责任编辑 龚方 校对 白芸."""
    return line.fields == {"editor"} and len(line.labels) > 1 and line.text[0] in "(\u3010["


_BULLETS = frozenset("-\u2027\u2022\u25cf\u25ce\u25cb\u25a0\u25c6*\u00b7\u30fb\uff0a\uff0d")


def _keep(lines: list[Line]) -> None:
    for line in lines:
        line.kept = True


def _keep_works(page: Page, field: str, most: int) -> None:
    """Keep 作者 and 责任编辑 where they recur with other names: a list of works, not a page's own."""
    lines = [
        line
        for line in page.told
        if line.whole and not line.taken and field in line.fields <= _SIGNS and line.roles == {"label"}
    ]
    if len({line.text for line in lines}) < _FEWEST_WORKS:
        return
    if sum(_article_between(page, a, b) for a, b in itertools.pairwise(lines)) > most:
        _keep(lines)


_FEWEST_WORKS = 2
_SIGNS = frozenset(("author", "editor"))


def _keep_each(page: Page, field: str) -> None:
    """Keep 来源 and 时间 where each of several items has its own: one of them stands amid the article."""
    lines = [
        line
        for line in page.told
        if line.whole
        and line.fields == {field}
        and len(line.items) == 1
        and (field == "source" or _PLAIN_DATE.match(line.text))
    ]
    amid = any(page.head < line.at < page.tail for line in lines)
    if amid and len({line.text for line in lines}) > 1:
        _keep(lines)


_PLAIN_DATE = lazy(f"(?:时[{BLANKS}]{{0,4}}间|日[{BLANKS}]{{0,4}}期)[{BLANKS}]{{0,2}}:")

# The fields of a letter, which may hold sentences; the heads of a bulletin's last lines; a staff.
_LETTER_FIELD = lazy("(?:来信|问题|回复|答复|留言|信件)?(?:内容|描述)[:]|[报送发][:]|(?:抄送|抄报|主送)[:]")
_STAFF_FIRST = "副编顾导主"
_STAFF = lazy("(?:副主编|编委|顾问|编剧|导演|主演)[:]")


def _keep_roster(labelled: list[Line]) -> None:
    """Keep the labels of a table written line by line: two of them recur, each with other values."""
    values: dict[str, set[str]] = {}
    lines: dict[str, list[Line]] = {}
    for line in labelled:
        if line.whole and len(line.items) == 1:
            name, _, value = line.text.partition(":")
            values.setdefault(name, set()).add(value)
            lines.setdefault(name, []).append(line)
    recurring = [name for name, several in values.items() if len(several) > 1]
    if len(recurring) > 1:
        for name in recurring:
            _keep(lines[name])


def _keep_figures(page: Page) -> None:
    """Keep 浏览次数 and its number beside another figure of a report: 参观人数:12030."""
    run: list[Line] = []
    for line in page.told:
        if not line.whole or len(line.items) != 1 or line.items[0].field not in ("views", "count"):
            continue
        if run and line.at > run[-1].at + 1:
            _keep_beside_figure(page, run)
            run = []
        run.append(line)
    if run:
        _keep_beside_figure(page, run)


def _keep_beside_figure(page: Page, run: list[Line]) -> None:
    if _is_figure(page.above(run[0])) or _is_figure(page.below(run[-1])):
        _keep(run)


def _is_figure(line: Line | None) -> bool:
    return line is not None and not line.whole and _OTHER_FIGURE.fullmatch(line.text) is not None


_OTHER_FIGURE = lazy(
    f"[{_HAN}]{{2,8}}[{BLANKS}]{{0,2}}:[{BLANKS}]{{0,2}}[0-9][0-9.,]{{0,12}}[{_HAN}%]{{0,3}}"
)


def _above_credits(page: Page, line: Line) -> Line | None:
    """The line above a line and the by-lines that stand between: 导演 / 摄影 / 监制."""
    above = page.above(line)
    while above is not None and above.roles == {"credit"}:
        above = page.above(above)
    return above


def _keep_questions(page: Page) -> None:
    """Keep a questionnaire: a page asks about itself once."""
    asked = [
        line
        for line in page.told
        if "word" in line.roles and any(i.rule == "furniture.rating" for i in line.items)
    ]
    if not asked:
        return
    if len({line.text for line in asked}) < _FEWEST_QUESTIONS and not any(
        _is_asked_on(page, line) for line in asked
    ):
        return
    _keep([line for line in page.told if line.at >= asked[0].at and line.whole and line.roles == {"word"}])


_FEWEST_QUESTIONS = 2


def _is_asked_on(page: Page, line: Line) -> bool:
    """Whether another question, no chrome, stands beside one."""
    return any(not other.whole and other.text.endswith("?") for other in page.near(line))


def _keep_options(page: Page) -> None:
    """Keep 是 and 否 where they recur: each question of a form has its own."""
    seen: dict[str, list[Line]] = {}
    for line in page.told:
        if line.whole and line.roles == {"word"}:
            words = words_of(line, line.items)
            if all(word in NEUTRAL for word in words):
                seen.setdefault(" ".join(words), []).append(line)
    for lines in seen.values():
        if len(lines) > 1:
            _keep(lines)


def _keep_paper(page: Page) -> None:
    """Keep the keywords of a paper: they stand with its abstract."""
    lines = [line for line in page.told if {i.field for i in line.items} == {"keywords"}]
    if lines and any(_holds_text(page, found.end()) for found in _ABSTRACT.finditer(fold(page.text))):
        for line in lines:
            line.kept = "标签" not in line.text


def _holds_text(page: Page, at: int) -> bool:
    """Whether an abstract follows its label, on the same line or on the next."""
    for line in page.lines:
        if line.start + len(line.raw) >= at:
            return not line.whole
    return False


_ABSTRACT = lazy(
    f"(?:^|\n)[{BLANKS}]{{0,8}}[\\[\u3010]?(?:内容|中文|论文)?摘[{BLANKS}]{{0,4}}要[\\]\u3011: ]"
)


def _article_between(page: Page, first: Line, second: Line) -> bool:
    return any(not line.whole for line in page.lines[first.at + 1 : second.at])


def is_other_label(line: Line | None) -> bool:
    """Whether a neighbour is a field of something else: 地点:县图书馆."""
    if line is None or line.whole or line.items or line.taken:
        return False
    if len(line.raw) > _LONGEST_FIELD:  # mostly the first paragraph
        return _LETTER_FIELD.match(fold(line.raw[:_LONGEST_LETTER_FIELD])) is not None
    text = line.text
    if _LETTER_FIELD.match(text):
        return True
    found = _OTHER_LABEL.match(text)
    if found is None or "。" in text or _OF_FOOTER.match(text):
        return False
    return len(text) - found.end() <= _LONGEST_FACT


_LONGEST_FIELD = 60
_LONGEST_LETTER_FIELD = 5  # 来信内容:
_LONGEST_FACT = 24
_OF_FOOTER = lazy("(?:地址|电话|邮编|主办|承办|技术|版权|网站|备案)")
