"""Which lines of a page go: what the words of a line mean where it stands.

A line that the grammar read to its end goes wherever it stands when its form is a page's alone; else its
place decides. A lone label is trusted at the head and at the tail, a lone word beside something surer, and
neither among lines that are labelled facts of something else (地点:县图书馆), nor where it recurs with
other names (作者 in a list of works).
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from govtext.fold import BLANKS
from govtext.steps.furniture_page import is_title

if TYPE_CHECKING:
    from govtext.steps.furniture_grammar import Item
    from govtext.steps.furniture_page import Line, Page

__all__ = ["is_credit", "is_other_label", "set_facts_apart", "take_lines"]

_HAN = "\u3400-\u9fff"
_META = frozenset(("source", "published", "updated", "views"))
_OTHER_LABEL = re.compile(f"[{_HAN}A-Za-z]{{2,10}}[{BLANKS}]{{0,4}}:[{BLANKS}]{{0,4}}[^{BLANKS}]")
_ALONE = frozenset(
    [
        "打印",
        "关闭",
        "收藏",
        "分享",
        "返回",
        "顶部",
        "TOP",
        "Top",
        "top",
        "纠错",
        "回首页",
        "回顶部",
        "返回顶部",
        "至顶部",
        "刷新",
        "列印",
        "×",
        "首页",
        "下载",
        "导出",
        "正文",
        "更多",
        "打印预览",
    ]
)
_MEDIUM_END = re.compile(
    '(?:日报|晚报|晨报|早报|时报|商报|快报|导报|都市报|青年报|报|网|在线|新华社|通讯社|电视台|电台|融媒体中心|融媒|传媒|客户端|公众号|杂志|周刊)[》”"]?$|^.{2,5}(?<![院府局委部厅办会署令号])发布$'
)


def _labels(line: Line) -> list[Item]:
    return [item for item in line.items if item.role == "label"]


def _is_strong(page: Page, line: Line) -> bool:
    """Whether a line is a page's wherever it stands."""
    roles = line.roles()
    if roles & {"widget", "line"}:
        return line.items[0].rule != "furniture.gallery" and not _is_phrase(page, line)
    labels = _labels(line)
    fields = {item.field for item in labels}
    if "sizes" in fields or len(fields & _META) >= 2:
        return True
    if any(item.field == "views" and item.value is not None for item in labels):
        return True
    return sum(item.field == "neighbour" for item in labels) >= 2


def _is_phrase(page: Page, line: Line) -> bool:
    """Whether a line may be a step of a guide or a slogan: one control without its brackets."""
    return len(line.items) == 1 and _PHRASE.fullmatch(page.folded, line.start, line.end) is not None


_PHRASE = re.compile(
    f"(?:返回|回到|打开|我要|我来|关闭|打印本页|下载|保存|文明上网|理性发言)[{_HAN},、 ]{{0,14}}"
)


def set_facts_apart(page: Page) -> None:
    """Keep the label lines that are facts: works with their authors, the fields of an event."""
    for field, most in (("author", 0), ("editor", 1)):
        _keep_works(page, field, most)
    _keep_questions(page)
    _keep_paper(page)
    title = _title_number(page)
    for position in _positions(page):
        number = page.solid[position]
        line = page.lines[number]
        labels = _labels(line)
        if not line.whole or line.taken or line.kept or not labels or _is_strong(page, line):
            continue
        above, below = page.around(position, -1), page.around(position, 1)
        if any(n is not None and page.lines[n].kept and _labels(page.lines[n]) for n in (above, below)):
            line.kept = True
        elif len(labels) == 1 or number >= page.tail:
            above_other = above != title and is_other_label(page, above)
            line.kept = above_other or is_other_label(page, below)


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


def _keep_questions(page: Page) -> None:
    """Keep a questionnaire: a page asks about itself once."""
    asked = [n for n in page.told if any(i.rule == "furniture.rating" for i in page.lines[n].items)]
    if len({page.line_text(n) for n in asked}) < 2:
        return
    for number in page.told:
        line = page.lines[number]
        if number >= asked[0] and line.whole and line.roles() == {"word"}:
            line.kept = True


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


_ABSTRACT = re.compile(
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
    if line.whole or line.items or line.taken or len(text) > 60 or "。" in text:
        return False
    found = _OTHER_LABEL.match(text)
    if found is None or re.match("(?:地址|电话|邮编|主办|承办|技术|版权|网站|备案)", text):
        return False
    return len(text) - found.end() <= 24


def take_lines(page: Page) -> None:
    """Mark the lines that go: the sure ones, then those that their place or a neighbour makes sure."""
    title = _title_number(page)
    for number in page.told:
        line = page.lines[number]
        if line.whole and not line.taken and not line.kept and _is_strong(page, line):
            line.taken = True
    _take_gallery(page)
    open_positions = [p for p in range(len(page.solid)) if _may_go(page, page.solid[p])]
    for _ in range(_MOST_ROUNDS):
        before = len(open_positions)
        for positions in (open_positions, open_positions[::-1]):
            for position in positions:
                if _goes_here(page, position, title):
                    page.lines[page.solid[position]].taken = True
            open_positions = [p for p in open_positions if not page.lines[page.solid[p]].taken]
        if len(open_positions) == before:
            break
    _take_above_path(page)


_MOST_ROUNDS = 4
_LONGEST_VALUE = 16  # that stands on a line of its own


def _positions(page: Page) -> list[int]:
    """The positions in ``page.solid`` of the lines that the grammar could read."""
    told = set(page.told)
    return [position for position, number in enumerate(page.solid) if number in told]


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
        number < page.head and _NAV_ROW.fullmatch(page.line_text(number)) is not None
    )


def _take_gallery(page: Page) -> None:
    """Take the counters of a gallery: several of one total, or one beside a picture's name."""
    counters = [
        n for n in page.told if page.lines[n].items and page.lines[n].items[0].rule == "furniture.gallery"
    ]
    totals = [re.sub(r"\D+", " ", page.line_text(n)).split()[-1] for n in counters]
    for number, total in zip(counters, totals, strict=True):
        position = page.solid.index(number)
        near = [page.around(position, -1), page.around(position, 1)]
        beside = any(n is not None and page.lines[n].taken for n in near)
        if beside or totals.count(total) >= 2:
            page.lines[number].taken = True


def _title_number(page: Page) -> int | None:
    """The number of the line that is the title: the first title-like line of the head.

    A line that reads as the name of an office (关于…集市) is one when no other is there.
    """
    named = None
    for position, number in enumerate(page.solid):
        if number > page.head:
            break
        line = page.lines[number]
        text = page.line_text(number)
        if _follows_arrow(page, position) and _STEP.fullmatch(text) and page.around(position, 1) is not None:
            following = page.line_text(page.solid[position + 1])
            if following in _ARROWS:
                continue
        if (
            named is None
            and not line.taken
            and len(line.items) == 1
            and line.items[0].role == "bare"
            and line.items[0].field == "source"
        ):
            named = number
        if (
            not line.items
            and not line.whole
            and not line.taken
            and is_title(text.strip("| "))
            and not _NAV_ROW.fullmatch(text)
        ):
            return number
    return named


def _goes_here(page: Page, position: int, title: int | None) -> bool:
    number = page.solid[position]
    line = page.lines[number]
    above, below = page.around(position, -1), page.around(position, 1)
    beside = any(n is not None and page.lines[n].taken for n in (above, below))
    in_head, in_tail = number < page.head, number >= page.tail
    roles, labels = line.roles(), _labels(line)
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
        return in_head and (beside or _above_title(number, title) or _opens_page(page, position))
    if roles & {"tail"}:
        return in_tail and (
            line.items[0].rule in ("furniture.empty_field", "furniture.quote_me")
            or beside
            or (line.items[0].rule == "furniture.qr" and len(page.line_text(number)) <= 26)
        )
    if roles <= {"list"}:
        return False
    if not labels:
        if "widget" in roles and (in_head or in_tail):
            return True
        return beside or _word_goes(page, position, title)
    fields = {item.field for item in labels}
    if "neighbour" in fields:
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
    amid = below is not None and bool(_labels(page.lines[below])) and page.lines[below].whole
    return amid and label.field in _NAMED and _PEOPLE.fullmatch(text) is not None


_FIGURE = re.compile("[0-9][0-9,.]{0,10}[万亿]? ?(?:人?次)?")
_NAMED = frozenset(("source", "issuer", "author", "editor", "chain"))
_PEOPLE = re.compile(f"[{_HAN}]{{2,4}}(?:[ 、,][{_HAN}]{{2,4}}){{0,3}}")


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
    words = [page.folded[i.start : i.end].replace(" ", "") for i in line.items]
    if number >= page.tail:
        if line.items[0].rule == "furniture.form":
            near = (page.around(position, -1), page.around(position, 1))
            return any(n is not None and page.lines[n].roles() == {"word"} for n in near)
        return len(words) >= 2 or words[0] in _ALONE or line.items[0].rule == "furniture.rating"
    if number < page.head and title is not None:
        below_title = line.items[0].rule in _BELOW_TITLE and page.around(position, -1) == title
        return len(words) >= 2 or below_title or _above_title(number, title)
    return False


_BELOW_TITLE = ("furniture.section", "furniture.site")


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


_STEPS = re.compile("[>\u203a\u00bb\u2192]+")


def _is_nav_row(page: Page, position: int, beside: bool) -> bool:
    """A row of short names above the title: 市人大 市政府 市政协."""
    number = page.solid[position]
    if not _NAV_ROW.fullmatch(page.line_text(number)):
        return False
    below = [
        n
        for n in page.solid
        if number < n <= page.head and not page.lines[n].taken and not page.lines[n].items
    ]
    if not any(
        is_title(page.line_text(n).strip("| ")) and not _NAV_ROW.fullmatch(page.line_text(n)) for n in below
    ):
        return False
    return beside or _names_language(page, number) or page.line_text(number).startswith(("首页", "网站首页"))


def _is_step(page: Page, position: int, title: int | None) -> bool:
    """A step of a path to the page that stands on lines of its own: 首页 / > / 部门动态 / > / the title."""
    number = page.solid[position]
    return (
        title is not None
        and number < title
        and page.line_text(number) not in _ARROWS
        and _follows_arrow(page, position)
        and _STEP.fullmatch(page.line_text(number)) is not None
    )


def _follows_arrow(page: Page, position: int) -> bool:
    above = page.around(position, -1)
    return above is not None and page.line_text(above) in _ARROWS


_ARROWS = (">", ">>", "\u203a", "\u00bb", "\u2192", "/")
_STEP = re.compile(f"[{_HAN}]{{2,10}}")


def _names_language(page: Page, number: int) -> bool:
    """Whether a row of names offers the site in another language: English, Русский."""
    line = page.lines[number]
    return _LANGUAGE.search(page.folded, line.start, line.end) is not None


_LANGUAGE = re.compile(
    "English|ENGLISH|Русск|日本[語语]|한국어|Français|Deutsch|Español|(?:简|繁)体|[简繁]中"
)


# 联系我们 | 关于我们 | 服务热线:400-099-1177
_NAV_WORD = "(?:[^\\W\\d_]{0,6}(?:热线|电话):? ?[0-9][0-9-]{4,14}|[^\\W\\d_]{1,10})"
_NAV_ROW = re.compile(
    f"(?:{_NAV_WORD}(?:[{BLANKS}]{{0,8}}[|/\u00b7\u2022\u4e28][{BLANKS}]{{0,8}}|[{BLANKS}]{{1,12}})){{2,40}}(?:{_NAV_WORD})?"
)


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
    if above is None or not page.lines[above].taken or not in_head:
        return False
    if text in ("次", "人次", "人", "度"):
        return _FIGURE.fullmatch(page.line_text(above)) is not None or any(
            item.field == "views" for item in page.lines[above].items
        )
    if len(text) > 2 or not (text.isascii() and text.isdigit()) or below is None:
        return False
    return not page.lines[below].items


_SITE_NAME = re.compile(
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
