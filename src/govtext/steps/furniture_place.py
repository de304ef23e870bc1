"""Which lines of a page go: what the words of a line mean where it stands.

A line that the grammar read to its end goes wherever it stands when its form is a page's alone; else its
place decides. A lone label is trusted at the head and at the tail, a lone word beside something surer, and
neither among lines that are labelled facts of something else (地点:县图书馆), nor where it recurs with
other names (作者 in a list of works). What is no chrome by its words stands in `govtext.steps.furniture_crumbs`.
"""

from __future__ import annotations

import re
from operator import attrgetter
from typing import TYPE_CHECKING

from govtext.patterns import lazy
from govtext.steps.furniture_crumbs import (
    above_path,
    bar_of_site,
    box_above,
    crumbs,
    goes_as_crumb,
    is_dated,
    is_stray,
    islands,
    stands_below_metadata,
)
from govtext.steps.furniture_kinds import (
    is_credit,
    is_message,
    is_of_row,
    is_phrase,
    is_strong,
    states_facts,
    words_of,
)
from govtext.steps.furniture_reading import UNKNOWN
from govtext.steps.furniture_rows import (
    ALONE,
    is_bar,
    is_one_soft_word,
    is_shown,
    is_soft,
    stands_for_media,
    stands_free,
    stands_in_stack,
)
from govtext.steps.furniture_words import NEUTRAL, is_row
from govtext.steps.furniture_words import is_phrase as is_phrase_rule

if TYPE_CHECKING:
    from govtext.steps.furniture_page import Line, Page

__all__ = ["take_lines"]

_UNSURE = frozenset(("bare", "credit"))
_SIZED = frozenset(("size", "word"))


def take_lines(page: Page, title: Line | None) -> None:
    """Mark the lines that go: the sure ones, then those that their place or a neighbour makes sure."""
    _keep_time_stamps(page)
    unsettled = [line for line in page.told if not line.taken and not line.kept]
    for line in unsettled:
        if line.whole and is_strong(line) and not _is_fact_of_list(page, line):
            line.taken = True
    _take_gallery(page)
    if found := crumbs(page):
        unsettled += found
        unsettled.sort(key=_PLACE)
    for _ in range(_MOST_PASSES):  # down the page and up again, until nothing more goes
        unsettled = [line for line in unsettled if not line.taken]
        before = len(unsettled)
        for line in unsettled:
            if _goes_here(page, line, title):
                line.taken = True
                before -= 1
        if before == len(unsettled):
            break
        unsettled.reverse()
    for line in [*islands(page), *above_path(page), *box_above(page), *bar_of_site(page, title)]:
        line.taken = True


_PLACE = attrgetter("at")
_MOST_PASSES = 8


def _keep_time_stamps(page: Page) -> None:
    """Keep the 00:00 that opens a transcript: further times stand in it on lines of their own, each above what was said."""
    for line in page.told:
        if line.text != "00:00" or line.taken:
            continue
        stamps = [other for other in page.told[page.told.index(line) :] if _STAMP.fullmatch(other.text)]
        told = [below for below in map(page.below, stamps) if below is not None and not below.whole]
        if len(stamps) >= _FEWEST_STAMPS and len(told) == len(stamps):
            line.kept = True
        return


_STAMP = lazy("[0-9]{2}:[0-9]{2}")
_FEWEST_STAMPS = 3


def _is_fact_of_list(page: Page, line: Line) -> bool:
    """Whether a lone counter amid an article closes the facts of a work: 编辑:裴正 / 发布平台:云溪客户端 / 浏览量:216万."""
    if len(line.labels) != 1 or line.fields != {"views"} or not page.head < line.at < page.tail:
        return False
    above = page.lines[line.at - 1]
    return not above.whole and _FACT.fullmatch(above.text) is not None


_FACT = lazy("[\u3400-\u9fff]{2,6}:[^:。]{2,30}")


def _take_gallery(page: Page) -> None:
    """Take the counters of a gallery: several of one total, or one beside a picture's name."""
    counters = [
        line for line in page.told if "line" in line.roles and line.items[0].rule == "furniture.gallery"
    ]
    if not counters:
        return
    shown = [tuple(map(int, re.findall("[0-9]+", line.text)[-2:])) for line in counters]
    places, all_shown = {line.at for line in counters}, set(shown)
    for line, (at, total) in zip(counters, shown, strict=True):
        near = page.near(line)
        beside = any(other.taken for other in near)
        touching = any(other.at in places for other in near)
        if (
            beside
            or _NAMED_COUNTER.search(line.text)
            or (not touching and {(at - 1, total), (at + 1, total)} & all_shown)
        ):
            line.taken = True


_NAMED_COUNTER = lazy("[图组][集图片]")  # 图集 1/9: no fraction


def _goes_here(page: Page, line: Line, title: Line | None) -> bool:
    """Whether a line goes where it stands."""
    beside = page.is_beside_taken(line)
    roles, in_head, in_tail = line.roles, line.at < page.head, line.at >= page.tail
    if roles and roles <= _UNSURE:
        return "bare" in roles and in_head and is_dated(page, line, title, beside)
    if not line.whole:
        return goes_as_crumb(page, line, title, beside)
    if not line.items:
        return is_stray(page, line)
    if "size" in roles and roles <= _SIZED:
        return _is_beside_sizes(page, line) or (in_head and _is_amid_taken(page, line))
    if "head" in roles:
        return in_head and _goes_at_head(page, line, title, beside)
    rule = line.items[0].rule
    if "tail" in roles:
        return in_tail and (
            rule in ("furniture.empty_field", "furniture.quote_me", "furniture.pages")
            or beside
            or (rule == "furniture.qr" and _is_account(line.text))
        )
    if roles == {"list"}:
        return False
    if rule == "furniture.browser":
        return in_head or in_tail or beside or _stands_for_film(page, line)
    if rule in _ROWS and not is_strong(line):
        return beside or in_tail
    if rule == "furniture.count_word" and _heads_web_page(page, line):
        return True
    if roles == {"word"} and any(item.rule == "furniture.option" for item in line.items):
        return _answers(page, line)
    if _is_post_bar(line):
        return True
    if line.labels:
        return _labels_go(page, line, beside)
    if in_head and not beside and len(line.items) == 1 and _may_be_title(page, line, title):
        return False
    if "widget" in roles and (in_tail or (in_head and not is_phrase(line))):
        return True
    if is_message(line) and stands_free(page, line):
        return True
    if roles == {"word"} and (is_bar(page, line) or stands_for_media(page, line)):
        return True
    if roles == {"word"} and is_one_soft_word(line):
        return _names_floor(page, line)
    return beside or ("line" not in roles and _word_goes(page, line, title))


# What a player that the browser cannot show says in the place of the film.
def _stands_for_film(page: Page, line: Line) -> bool:
    """Whether a warning stands where the film did; a lesson explains it in the next line."""
    below = page.below(line)
    explained = below is not None and _EXPLAINED.match(below.text) is not None
    return _PLAYED.search(line.text) is not None and not explained


_EXPLAINED = lazy('[“"]?(?:意思|看到|出现|遇到|这[句段行类]|如果|说明|此时|表示)')
_PLAYED = lazy("不支[持援] ?(?i:video|audio|<)|(?i:browser does not support)")
# Rows that a table or a list of notes may have too.
_ROWS = frozenset(("furniture.pager", "furniture.player"))


def _labels_go(page: Page, line: Line, beside: bool) -> bool:
    """Whether a line of labels goes where it stands."""
    fields = line.fields
    in_head, in_tail = line.at < page.head, line.at >= page.tail
    if "neighbour" in fields:
        if _heads_sentence(page, line):
            return False
        if _OTHER_UNIT.match(line.text):
            return in_tail and (len(line.labels) > 1 or _is_paired(page, line))
        return in_tail or _is_paired(page, line) or (in_head and beside)
    if "editor" in fields and len(line.labels) > 1 and _begins_again(page, line):
        return True
    if "chain" in fields:
        return ("editor" in fields or _is_chained(page, line)) and (in_tail or in_head or beside)
    if fields == {"aside"} or states_facts(line):
        return False
    if "title" in fields:
        return False
    if fields == {"empty"}:
        below = page.below(line)
        return below is not None and below.is_chrome  # else what stands below it is the summary
    if in_head:
        return fields != {"keywords"} or beside or len(line.labels) > 1
    if not in_tail:
        return False
    if fields == {"author"}:
        return beside and not all(is_credit(page, line, item) for item in line.labels)
    if fields == {"published"} and len(line.text.partition(":")[0].replace(" ", "")) < _LONG_LABEL:
        return beside
    return True


def _begins_again(page: Page, line: Line) -> bool:
    """Whether the article ends above an editing chain amid a page, and below it the page begins again with its title."""
    title = page.lines[0].raw
    return any(other.raw == title for other in page.lines[line.at + 1 : line.at + _NEAR])


_NEAR = 6  # lines below a chain, with a label of the copy and a line of metadata
# The next topic of a course, the letter before this one in a show-case: the page's own stand in pairs.
_OTHER_UNIT = lazy(r"\W{0,3}[上下前后]一?(?:封|主题|新闻|文章|信息)")
_LONG_LABEL = 4  # 发布时间: a shorter one, 时间, may be the article's


def _goes_at_head(page: Page, line: Line, title: Line | None, beside: bool) -> bool:
    """Whether a line that only the head of a page has goes there."""
    if line.items[0].rule == "furniture.greeting" and stands_below_metadata(page, line):
        return False
    return beside or _is_above(line, title) or _opens_page(line)


def _heads_web_page(page: Page, line: Line) -> bool:
    """Whether a line, 第3页, stands below a pager, the title between: there the next page was joined on."""
    return any(
        other.taken and any(item.rule == "furniture.pager" for item in other.items)
        for other in page.lines[max(0, line.at - 2) : line.at]
    )


def _answers(page: Page, line: Line) -> bool:
    """Whether a line of answers stands under a question about the page, or in its line."""
    for asked in reversed(page.lines[max(0, line.at - _MOST_ANSWERS) : line.at + 1]):
        if not asked.whole:
            return False
        if any(item.rule == "furniture.rating" for item in asked.items):
            return True
        if asked.roles != {"word"}:
            return False
    return False


_MOST_ANSWERS = 6


def _is_account(text: str) -> bool:
    """Whether a line names an account to follow: a program or a client may be the last item of a list."""
    return len(text) <= _LONGEST_ACCOUNT and _ACCOUNT.search(text) is not None


_LONGEST_ACCOUNT = 26
_ACCOUNT = lazy("微信|微博|公众|二维码|关注|扫|新媒体|抖音|头条")


def _word_goes(page: Page, line: Line, title: Line | None) -> bool:
    """Whether a line of words goes that stands beside nothing surer."""
    named = [i for i in line.items if i.rule != "furniture.option"]
    if any(is_row(i.rule) for i in named):
        named = [i for i in named if i.role != "bare"]  # 1982年9月20日 发布: one word
    if not named or _heads_questions(page, line) or (_lacks_word(line) and is_shown(page, line)):
        return False
    if is_soft(line, named):
        return False
    if page.head == len(page.lines):
        return _is_above(line, title)  # no article: the words are the list
    words = words_of(line, named)
    rule = line.items[0].rule
    if len(words) == 1 and stands_in_stack(page, line, title):
        return True
    if len(words) == 1 and is_of_row(rule):
        return rule == "furniture.download" and line.at >= page.tail and _SOLD.search(words[0]) is not None
    if line.at >= page.tail:
        if rule == "furniture.form":
            return any(other.roles == {"word"} for other in page.near(line))
        return _names_control(words) or words[0] in ALONE or rule == "furniture.rating"
    if line.at < page.head and title is not None:
        is_below_title = page.above(line) is title
        if is_below_title and (
            is_phrase(line)
            or rule in ("furniture.section", "furniture.forum")
            or words[0].startswith(_SPOKEN)
        ):
            return True
        return _names_control(words) or _is_above(line, title)
    return False


def _lacks_word(line: Line) -> bool:
    """Whether the vocabulary lacks a word of a row."""
    return any(item.field == UNKNOWN for item in line.items)


def _is_post_bar(line: Line) -> bool:
    """Whether a line is the bar over a post of a bulletin board: 发表于 2011-8-24 | 只看该作者."""
    return "published" in line.fields and any(item.rule == "furniture.forum" for item in line.items)


def _names_floor(page: Page, line: Line) -> bool:
    """Whether a line names the place of the post whose bar stands below it: 沙发 / 发表于 2012-11-26 21:02 | 只看该作者."""
    below = page.below(line)
    return (
        _FLOOR.fullmatch(line.text) is not None and below is not None and below.whole and _is_post_bar(below)
    )


_FLOOR = lazy("沙发|板凳|地板|楼主|层主")


def _heads_questions(page: Page, line: Line) -> bool:
    """Whether a page begins with a word above its first question: 常见问题 is its title then."""
    below = page.below(line) if line.at == 0 and len(line.items) == 1 else None
    return below is not None and _QUESTION.match(below.text) is not None


_QUESTION = lazy("[Qq\u95ee][0-9]{0,2}[:.、]|(?:[0-9]{1,2}[.、]|[一二]、)[^\n]{2,60}[?？]$")


def _names_control(words: list[str]) -> bool:
    """Whether a row of words is one of controls: 手机 and 邮箱 may be the fields of a form, 支持 and 反对 of a ballot."""
    return len(words) >= _FEWEST_WORDS and not all(word in NEUTRAL for word in words)


_FEWEST_WORDS = 2


def _may_be_title(page: Page, line: Line, title: Line | None) -> bool:
    """Whether a word that pages have in rows stands where the title does: 书签, under the path."""
    rule = line.items[0].rule
    if rule == "furniture.forum_word":
        return title is None or line.at < title.at
    if is_phrase_rule(rule):
        return line.at == 0 and rule not in _OF_TOP and "蓝字" not in line.text
    return is_of_row(rule) and (title is None or title.at == page.head)


_OF_TOP = frozenset(("furniture.phrase_site", "furniture.phrase_account"))
_SOLD = lazy("PDF|Word|[本全原]文|\\(")
_SPOKEN = ("语音", "听")


def _is_above(line: Line, title: Line | None) -> bool:
    """Whether a line stands above the title."""
    return title is not None and line.at < title.at


def _opens_page(line: Line) -> bool:
    """Whether a line is the path to a page that has no title: two steps at the least, on the first line."""
    return (
        line.at == 0
        and line.items[0].rule == "furniture.path"
        and _ROOTED.match(line.text) is not None
        and len(_STEPS.findall(line.text)) >= _FEWEST_STEPS
    )


_FEWEST_STEPS = 2
_ROOTED = lazy("[\\[\u3010(]? ?[^>\u203a\u00bb\u2192]{0,12}(?:首页|主页|Home|HOME|本站|网)")
_STEPS = lazy("[>\u203a\u00bb\u2192]+")


def _heads_sentence(page: Page, line: Line) -> bool:
    """Whether a neighbour without its title is the heading of a sentence: 上一篇 / 治水之前, 河面漂着垃圾."""
    above, below = page.above(line), page.below(line)
    if below is None or below.whole or len(line.raw) > _LONGEST_NEIGHBOUR or below.raw[-1] != "。":
        return False
    return above is None or not any(i.field == "neighbour" for i in above.items)


_LONGEST_NEIGHBOUR = 4


def _is_paired(page: Page, line: Line) -> bool:
    return any(item.field == "neighbour" for other in page.near(line) for item in other.items)


def _is_chained(page: Page, line: Line) -> bool:
    for other in page.near(line):
        fields = {item.field for item in other.items} if other.whole else set()
        if fields & {"editor", "chain"}:
            return other.taken or "editor" in fields
    return False


def _is_beside_sizes(page: Page, line: Line) -> bool:
    """大, 中, 小 on lines of their own, under a font label."""
    for above in reversed(page.lines[max(0, line.at - _MOST_SIZES) : line.at]):
        if any(item.field == "sizes" for item in above.items):
            return True
        if above.whole and not above.items:
            continue  # the bracket that closes the widget, on a line of its own
        if not above.whole or not above.roles <= _SIZED:
            return False
    return False


def _is_amid_taken(page: Page, line: Line) -> bool:
    """Whether a line of two letters, AA, stands between lines that go."""
    near = page.near(line)
    return line.text == "AA" and len(near) > 1 and all(other.taken for other in near)


_MOST_SIZES = 7
