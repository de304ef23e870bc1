"""Which lines of a page go: what the words of a line mean where it stands.

A line that the grammar read to its end goes wherever it stands when its form is a page's alone; else its
place decides. A lone label is trusted at the head and at the tail, a lone word beside something surer, and
neither among lines that are labelled facts of something else (地点:县图书馆), nor where it recurs with
other names (作者 in a list of works).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from govtext.fold import BLANKS
from govtext.patterns import lazy
from govtext.steps.furniture_kinds import (
    ARROWS,
    NAV_ROW,
    NEUTRAL,
    STEP,
    follows_arrow,
    is_phrase,
    is_strong,
    labels_of,
    title_number,
)
from govtext.steps.furniture_page import is_title

if TYPE_CHECKING:
    from govtext.steps.furniture_grammar import Item
    from govtext.steps.furniture_page import Line, Page

__all__ = ["is_credit", "take_lines"]

_HAN = "\u3400-\u9fff"
_ALONE = frozenset(
    (
        *("打印", "关闭", "收藏", "分享", "返回", "顶部", "TOP", "Top"),
        *("top", "纠错", "回首页", "回顶部", "返回顶部", "至顶部", "刷新", "列印"),
        *("×", "首页", "下载", "导出", "正文", "更多", "打印预览"),
    )
)
_MEDIUM_END = lazy(
    '(?:日报|晚报|晨报|早报|时报|商报|快报|导报|都市报|青年报|报|网|在线|新华社|通讯社|电视台|电台|融媒体中心|融媒|传媒|客户端|公众号|杂志|周刊)[》”"]?$|^.{2,5}(?<![院府局委部厅办会署令号])发布$'
)


def take_lines(page: Page) -> None:
    """Mark the lines that go: the sure ones, then those that their place or a neighbour makes sure."""
    title = title_number(page)
    for number in page.told:
        line = page.lines[number]
        if line.whole and not line.taken and not line.kept and is_strong(page, line):
            line.taken = True
    _take_gallery(page)
    open_positions = [p for p in range(len(page.solid)) if _may_go(page, page.solid[p])]
    for _ in range(_MOST_PASSES):  # down the page and up again, until nothing more goes
        before = len(open_positions)
        for position in open_positions:
            if _goes_here(page, position, title):
                page.lines[page.solid[position]].taken = True
        open_positions = [p for p in reversed(open_positions) if not page.lines[page.solid[p]].taken]
        if len(open_positions) == before:
            break
    _take_above_path(page)


_MOST_PASSES = 8
_LONGEST_VALUE = 16  # that stands on a line of its own


def _may_go(page: Page, number: int) -> bool:
    """Whether it may depend on its neighbours that a line goes: chrome by its words, a fragment, a row of names."""
    line = page.lines[number]
    if line.taken or line.kept:
        return False
    if line.whole or line.items:
        return True
    if number < page.head and line.end - line.start <= _LONGEST_VALUE:
        return True
    return line.end - line.start <= 2 or (
        number < page.head and NAV_ROW.fullmatch(page.line_text(number)) is not None
    )


def _take_gallery(page: Page) -> None:
    """Take the counters of a gallery: several of one total, or one beside a picture's name."""
    counters = [
        n for n in page.told if page.lines[n].items and page.lines[n].items[0].rule == "furniture.gallery"
    ]
    shown = [tuple(map(int, re.findall("[0-9]+", page.line_text(n))[-2:])) for n in counters]
    for number, (at, total) in zip(counters, shown, strict=True):
        near = [page.before(number), page.after(number)]
        beside = any(n is not None and page.lines[n].taken for n in near)
        touching = any(n in counters for n in near)
        if beside or (not touching and {(at - 1, total), (at + 1, total)} & set(shown)):
            page.lines[number].taken = True


def _goes_here(page: Page, position: int, title: int | None) -> bool:
    number = page.solid[position]
    line = page.lines[number]
    above, below = page.around(position, -1), page.around(position, 1)
    beside = any(n is not None and page.lines[n].taken for n in (above, below))
    in_head, in_tail = number < page.head, number >= page.tail
    roles, labels = line.roles(), labels_of(line)
    if roles and roles <= {"bare", "credit"}:
        return "bare" in roles and in_head and _dated(page, position, title, beside)
    if not line.whole:
        if in_head and (_fills_label(page, position) or _is_step(page, position, title)):
            return True
        return _is_fragment(page, position, in_head) or (in_head and _is_nav_row(page, position, beside))
    if not line.items:
        return _stray(page, number, above, below)
    if "size" in roles and roles <= {"size", "word"}:
        return _beside_sizes(page, position)
    if "head" in roles:
        if line.items[0].rule == "furniture.greeting" and _below_metadata(page, number):
            return False
        return in_head and (beside or _above_title(number, title) or _opens_page(page, position))
    if roles & {"tail"}:
        return in_tail and (
            line.items[0].rule in ("furniture.empty_field", "furniture.quote_me")
            or beside
            or (line.items[0].rule == "furniture.qr" and _is_account(page.line_text(number)))
        )
    if roles <= {"list"}:
        return False
    if line.items[0].rule == "furniture.browser":
        return in_head or in_tail or beside
    if line.items[0].rule in _ROWS and not is_strong(page, line):
        return beside or in_tail
    if any(item.rule == "furniture.option" for item in line.items) and roles == {"word"}:
        return _answers(page, position)
    if not labels:
        if "widget" in roles and (in_tail or (in_head and not is_phrase(page, line))):
            return True
        return beside or ("line" not in roles and _word_goes(page, position, title))
    fields = {item.field for item in labels}
    if "neighbour" in fields:
        if _heads_sentence(page, position):
            return False
        return in_tail or _paired(page, position) or (in_head and beside)
    if "chain" in fields:
        return bool(fields & {"editor"} or _chained(page, position)) and (in_tail or in_head or beside)
    if "title" in fields:
        return False
    if fields == {"empty"}:
        return page.is_chrome(below)  # else what stands below it is the summary
    if in_head:
        return fields != {"keywords"} or beside or len(labels) > 1
    if in_tail:
        if fields == {"author"}:
            return beside and not all(is_credit(page, item) for item in labels)
        if fields == {"published"} and len(page.line_text(number).partition(":")[0].replace(" ", "")) < 4:
            return beside
        return True
    return False


def _answers(page: Page, position: int) -> bool:
    """Whether a line of answers stands under a question about the page, or in its line."""
    for back in range(_MOST_ANSWERS):
        number = page.around(position, -back)
        if number is None or not page.lines[number].whole:
            return False
        rules = {item.rule for item in page.lines[number].items}
        if "furniture.rating" in rules:
            return True
        if page.lines[number].roles() != {"word"}:
            return False
    return False


_MOST_ANSWERS = 7


def _is_account(text: str) -> bool:
    """Whether a line names an account to follow: a program or a client may be the last item of a list."""
    return len(text) <= _LONGEST_ACCOUNT and _ACCOUNT.search(text) is not None


_LONGEST_ACCOUNT = 26
_ACCOUNT = lazy("微信|微博|公众|二维码|关注|扫|新媒体|抖音|头条")


def is_credit(page: Page, item: Item) -> bool:
    """Whether an item signs the article (记者, 供稿): below the article such an item stays."""
    if item.role == "credit":
        return True
    return (
        item.field == "author"
        and item.start >= page.lines[min(page.tail, len(page.lines) - 1)].begin
        and bool(re.match("(?:供|撰)", page.folded[item.start : item.end]))
    )


def _dated(page: Page, position: int, title: int | None, beside: bool) -> bool:
    """An unlabelled line under the title: a medium with its date, a date with its time."""
    number = page.solid[position]
    line = page.lines[number]
    if _fills_label(page, position):
        return True
    if title is None or number == title:
        return False
    if number < title:
        return beside and any(i.field == "published" for i in line.items)
    dates = [i for i in line.items if i.field == "published"]
    names = [i for i in line.items if i.field == "source"]
    media = [i for i in names if _MEDIUM_END.search(str(i.value))]
    if dates:
        numeric = "年" not in page.folded[dates[0].start : dates[0].end]
        if "T" in str(dates[0].value) or media:
            return True
        if beside and numeric:
            return True
        if not names:
            return any(
                _is_medium_line(page, n)
                for n in (page.around(position, -1), page.around(position, 1))
                if n != title
            )
        return False
    if media and len(line.items) == 1:
        following = [page.around(position, 1), page.around(position, -1)]
        return any(n is not None and n != title and _only_date(page.lines[n]) for n in following)
    return False


def _fills_label(page: Page, position: int) -> bool:
    """Whether a line is the value of the label that ends the line above: 发布时间: / 2024-03-15."""
    label = page.awaits_value(position)
    above = page.around(position, -1)
    if label is None or above is None or not page.lines[above].taken:
        return False
    items = page.lines[page.solid[position]].items
    text = page.line_text(page.solid[position])
    if label.field in ("published", "updated"):
        return bool(items) and all(i.field == "published" for i in items)
    if label.field == "views":
        return _FIGURE.fullmatch(text) is not None
    if items and label.field in ("source", "issuer") and all(i.field == "source" for i in items):
        return True
    # A name of people stands amid labels only; else the line may be the title.
    below = page.around(position, 1)
    amid = below is not None and bool(labels_of(page.lines[below])) and page.lines[below].whole
    return amid and label.field in _NAMED and _PEOPLE.fullmatch(text) is not None


_FIGURE = lazy("[0-9][0-9,.]{0,10}[万亿]? ?(?:人?次)?")
_NAMED = frozenset(("source", "issuer", "author", "editor", "chain"))
_PEOPLE = lazy(f"[{_HAN}]{{2,4}}(?:[ 、,][{_HAN}]{{2,4}}){{0,3}}")


def _only_date(line: Line) -> bool:
    return bool(line.items) and all(i.role == "bare" and i.field == "published" for i in line.items)


def _is_medium_line(page: Page, number: int | None) -> bool:
    if number is None:
        return False
    line = page.lines[number]
    return (
        len(line.items) == 1
        and line.items[0].role == "bare"
        and bool(_MEDIUM_END.search(page.line_text(number)))
    )


def _word_goes(page: Page, position: int, title: int | None) -> bool:
    """Whether a line of words goes that stands beside nothing surer."""
    number = page.solid[position]
    line = page.lines[number]
    if all(i.rule == "furniture.option" for i in line.items):
        return False
    words = [
        page.folded[i.start : i.end].replace(" ", "") for i in line.items if i.rule != "furniture.option"
    ]
    if page.head == len(page.lines):
        return (
            _above_title(number, title) if title is not None else False
        )  # no article: the words are the list
    if number >= page.tail:
        if line.items[0].rule == "furniture.form":
            near = (page.around(position, -1), page.around(position, 1))
            return any(n is not None and page.lines[n].roles() == {"word"} for n in near)
        return _names_control(words) or words[0] in _ALONE or line.items[0].rule == "furniture.rating"
    if number < page.head and title is not None:
        if is_phrase(page, line) and page.around(position, -1) == title:
            return True
        below_title = page.around(position, -1) == title and (
            line.items[0].rule == "furniture.section" or words[0].startswith(_SPOKEN)
        )
        return _names_control(words) or below_title or _above_title(number, title)
    return False


# Rows that a table or a list of notes may have too.
_ROWS = frozenset(("furniture.pager", "furniture.player"))


def _names_control(words: list[str]) -> bool:
    """Whether a row of words is one of controls: 手机 and 邮箱 may be the fields of a form, 支持 and 反对 of a ballot."""
    return len(words) >= _FEWEST_WORDS and not all(word in NEUTRAL for word in words)


_FEWEST_WORDS = 2
_SPOKEN = ("语音", "听")


def _above_title(number: int, title: int | None) -> bool:
    """Whether a line stands above the title, with no other title-like line before it."""
    return title is not None and number < title


def _opens_page(page: Page, position: int) -> bool:
    """Whether a line is the path to a page that has no title: two steps at the least, on the first line."""
    item = page.lines[page.solid[position]].items[0]
    return (
        position == 0
        and item.rule == "furniture.path"
        and len(_STEPS.findall(page.line_text(page.solid[0]))) >= 2
    )


_STEPS = lazy("[>\u203a\u00bb\u2192]+")


def _is_nav_row(page: Page, position: int, beside: bool) -> bool:
    """A row of short names above the title: 市人大 市政府 市政协."""
    number = page.solid[position]
    if not NAV_ROW.fullmatch(page.line_text(number)) or _below_metadata(page, number):
        return False
    below = [
        n
        for n in page.solid
        if number < n <= page.head and not page.lines[n].taken and not page.lines[n].items
    ]
    if not any(
        is_title(page.line_text(n).strip("| ")) and not NAV_ROW.fullmatch(page.line_text(n)) for n in below
    ):
        return False
    return beside or _names_language(page, number) or page.line_text(number).startswith(("首页", "网站首页"))


def _below_metadata(page: Page, number: int) -> bool:
    """Whether the line of metadata stands above a line: then the title does too."""
    for above in page.told:
        if above >= number:
            return False
        line = page.lines[above]
        if line.taken and any(item.field in _UNDER_TITLE for item in labels_of(line)):
            return True
    return False


_UNDER_TITLE = ("source", "published", "views")


def _is_step(page: Page, position: int, title: int | None) -> bool:
    """A step of a path to the page that stands on lines of its own: 首页 / > / 部门动态 / > / the title."""
    number = page.solid[position]
    return (
        title is not None
        and number < title
        and page.line_text(number) not in ARROWS
        and follows_arrow(page, position)
        and STEP.fullmatch(page.line_text(number)) is not None
    )


def _names_language(page: Page, number: int) -> bool:
    """Whether a row of names offers the site in another language: English, Русский."""
    line = page.lines[number]
    return _LANGUAGE.search(page.folded, line.start, line.end) is not None


_LANGUAGE = lazy("English|ENGLISH|Русск|日本[語语]|한국어|Français|Deutsch|Español|(?:简|繁)体|[简繁]中")


def _heads_sentence(page: Page, position: int) -> bool:
    """Whether a neighbour without its title is the heading of a sentence: 上一篇 / 治水之前, 河面漂着垃圾."""
    line = page.lines[page.solid[position]]
    above, below = page.around(position, -1), page.around(position, 1)
    if below is None or page.lines[below].whole or line.end - line.start > _LONGEST_NEIGHBOUR:
        return False
    beside = above is not None and any(i.field == "neighbour" for i in page.lines[above].items)
    return not beside and page.line_text(below).endswith("。")


_LONGEST_NEIGHBOUR = 4


def _paired(page: Page, position: int) -> bool:
    for step in (-1, 1):
        number = page.around(position, step)
        if number is not None and any(i.field == "neighbour" for i in page.lines[number].items):
            return True
    return False


def _chained(page: Page, position: int) -> bool:
    for step in (-1, 1):
        number = page.around(position, step)
        if (
            number is not None
            and page.lines[number].whole
            and any(i.field in ("editor", "chain") for i in page.lines[number].items)
        ):
            return page.lines[number].taken or any(i.field == "editor" for i in page.lines[number].items)
    return False


def _beside_sizes(page: Page, position: int) -> bool:
    """大, 中, 小 on lines of their own, under a font label."""
    for back in range(1, 6):
        number = page.around(position, -back)
        if number is None:
            return False
        line = page.lines[number]
        if any(item.field == "sizes" for item in line.items):
            return True
        if not line.whole or not line.roles() <= {"size", "word"}:
            return False
    return False


def _stray(page: Page, number: int, above: int | None, below: int | None) -> bool:
    """A line of separators alone: a lone bracket goes, an ornament only amid chrome."""
    text = re.sub(f"[{BLANKS}]", "", page.line_text(number))
    beside = [n is not None and page.lines[n].taken for n in (above, below)]
    if text in ("[]", "\u3010\u3011", ":::"):
        return True
    if text in ("]", "\u3011", "[", "\u3010"):
        return beside[0] or text in page.surplus  # amid the article a pair holds the number of a note
    if any(c in text for c in "|"):
        return False
    if text in _UPWARD and below is None and number > page.head:
        return True
    return beside[0] and (below is None or beside[1] or text in (")", "(", ">", ">>", "-", "/"))


_UPWARD = ("\u2191", "\u2227", "\ufe3f", "\u25b2", "\u21e7")


def _is_fragment(page: Page, position: int, in_head: bool) -> bool:
    """The lone figure that a wrapped header leaves under the metadata line."""
    number = page.solid[position]
    text = page.line_text(number)
    above, below = page.around(position, -1), page.around(position, 1)
    if text in ("0", ";") and any(n is not None and _is_script(page.lines[n]) for n in (above, below)):
        return True
    if above is None or not page.lines[above].taken or not in_head:
        return False
    if text in ("次", "人次", "人", "度"):
        return _FIGURE.fullmatch(page.line_text(above)) is not None or any(
            item.field == "views" for item in page.lines[above].items
        )
    if len(text) > 2 or not (text.isascii() and text.isdigit()) or below is None:
        return False
    return not page.lines[below].items


def _is_script(line: Line) -> bool:
    """Whether a line that goes is what a script or its button left."""
    return line.taken and any(i.rule in ("furniture.code", "furniture.share") for i in line.items)


_SITE_NAME = lazy(
    "(?:人民政府|政府网站?|网站?|门户|委员会|局|厅|在线|新闻|频道|平台|日报|晚报|社)(?:门户网站|网站|官网)?$"
)


def _take_above_path(page: Page) -> None:
    """Above the path to the page stands the site: its short lines go, when the title comes below."""
    path = next(
        (
            n
            for n in page.told
            if n < page.head
            and page.lines[n].taken
            and any(i.rule in ("furniture.breadcrumb", "furniture.path") for i in page.lines[n].items)
        ),
        None,
    )
    if path is None:
        return
    below = [n for n in page.solid if path < n <= page.head and not page.lines[n].taken]
    if not any(is_title(page.line_text(n).strip("| ")) for n in below):
        return
    above = [n for n in page.solid if n < path and not page.lines[n].taken]
    site = any(page.lines[n].taken for n in page.solid if n < path)
    for number in above:
        text = page.line_text(number)
        if (
            len(text) <= 20
            and not re.search("[。,;!?:]", text)
            and (_SITE_NAME.search(text) or (site and len(text) <= 10))
        ) or ("|" in text and max(map(len, re.split(f"[|{BLANKS}]+", text))) <= 14):
            page.lines[number].taken = True
