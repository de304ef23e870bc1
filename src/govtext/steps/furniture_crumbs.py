"""Crumbs of a page's furniture: what is no chrome by its words, and goes with the chrome around it.

The value of a label on a line of its own, a date or a medium under the title, a row of short names above it, the
steps of a path, the lone figure of a counter, a bracket whose control has left, the name of the site above the path.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from govtext.fold import BLANKS
from govtext.patterns import lazy
from govtext.steps.furniture_kinds import ARROWHEADS, ARROWS, STEP, follows_arrow, is_nav_row
from govtext.steps.furniture_page import is_island, is_title
from govtext.steps.furniture_path import PATHS

if TYPE_CHECKING:
    from govtext.steps.furniture_page import Line, Page

__all__ = [
    "above_path",
    "bar_of_site",
    "box_above",
    "crumbs",
    "goes_as_crumb",
    "is_dated",
    "is_stray",
    "islands",
    "stands_below_metadata",
]

_HAN = "\u3400-\u9fff"
_LONGEST_VALUE = 16  # that stands on a line of its own
_LONGEST_CRUMB = 2


def crumbs(page: Page) -> list[Line]:
    """The lines that are no chrome by their words and may go with a neighbour: fragments, values, rows of names."""
    head = [
        line
        for line in page.lines[: page.head]
        if not (line.whole or line.items or line.taken or line.kept)
        and (len(line.raw) <= _LONGEST_VALUE or is_nav_row(line.text) or _ACCOUNT.fullmatch(line.text))
    ]
    below = [
        line
        for line in page.noted
        if len(line.raw) <= _LONGEST_CRUMB
        and line.at >= page.head
        and not (line.whole or line.items or line.taken or line.kept)
    ]
    return head + below


def goes_as_crumb(page: Page, line: Line, title: Line | None, beside: bool) -> bool:
    """Whether such a line goes; ``beside`` is whether a neighbour does."""
    in_head = line.at < page.head
    if in_head and _is_account(page, line, title):
        return True
    if not beside and not (in_head and (follows_arrow(page, line) or is_nav_row(line.text))):
        return False
    if in_head and (_fills_label(page, line) or _is_step(page, line, title)):
        return True
    if in_head and line.at == 0 and _heads_box(page, line):
        return True
    return _is_fragment(page, line, title, in_head) or (in_head and _is_site_row(page, line, beside))


# ------------------------------------------------------------------ dates, media, values


_MEDIUM_END = lazy(
    '(?:日报|[早晚晨]讯|晚报|晨报|早报|时报|商报|快报|导报|都市报|青年报|报|网|在线|新华社|通讯社|电视台|电台|融媒体中心|融媒|传媒|客户端|公众号|杂志|周刊)[》”"]?$|^.{2,5}(?<![院府局委部厅办会署令号])发布$'
)


def is_dated(page: Page, line: Line, title: Line | None, beside: bool) -> bool:
    """Whether an unlabelled line under the title goes: a medium with its date, a date with its time."""
    if _fills_label(page, line):
        return True
    if title is None or line is title:
        return False
    dates = [i for i in line.items if i.field == "published"]
    if line.at < title.at:
        return beside and bool(dates)
    names = [i for i in line.items if i.field == "source"]
    media = [i for i in names if _MEDIUM_END.search(str(i.value))]
    if dates:
        if "T" in str(dates[0].value) or media:
            return True
        if beside and ("年" not in line.text[dates[0].start : dates[0].end] or _heads_controls(page, line)):
            return True
        return not names and any(_is_medium(other) for other in page.near(line) if other is not title)
    if media and len(line.items) == 1:
        return any(_is_date(other) for other in page.near(line) if other is not title)
    return False


def _heads_controls(page: Page, line: Line) -> bool:
    """Whether a row of controls stands right below a line: 2022年5月17日 / 分享 列印."""
    below = page.below(line)
    return below is not None and below.taken and below.roles <= _CONTROLS and len(below.items) > 1


_CONTROLS = frozenset(("word", "widget"))


def _is_date(line: Line) -> bool:
    return bool(line.items) and all(i.role == "bare" and i.field == "published" for i in line.items)


def _is_medium(line: Line) -> bool:
    return len(line.items) == 1 and line.items[0].role == "bare" and bool(_MEDIUM_END.search(line.text))


def _fills_label(page: Page, line: Line) -> bool:
    """Whether a line is the value of the label that ends the line above: 发布时间: / 2024-03-15."""
    above = page.above(line)
    if above is None or not above.taken or (label := page.awaits_value(line)) is None:
        return False
    items = line.items
    if label.field in ("published", "updated"):
        return bool(items) and all(i.field == "published" for i in items)
    if label.field == "views":
        return _FIGURE.fullmatch(line.text) is not None
    if items and label.field in ("source", "issuer") and all(i.field == "source" for i in items):
        return True
    # A name of people stands amid labels only; else the line may be the title.
    below = page.below(line)
    amid = below is not None and below.whole and bool(below.labels)
    return amid and label.field in _NAMED and _PEOPLE.fullmatch(line.text) is not None


_FIGURE = lazy("[0-9][0-9,.]{0,10}[万亿]? ?(?:人?次)?")
_NAMED = frozenset(("source", "issuer", "author", "editor", "chain"))
_PEOPLE = lazy(f"[{_HAN}]{{2,4}}(?:[ 、,][{_HAN}]{{2,4}}){{0,3}}")


# ------------------------------------------------------------------ accounts, boxes


def _is_account(page: Page, line: Line, title: Line | None) -> bool:
    """Whether a line under the title is the account that posted it: 云溪种菜经 2021-03-14 08:22 / + 关注."""
    if title is None or page.above(line) is not title:
        return False
    below = page.below(line)
    return (
        below is not None
        and below.whole
        and _FOLLOW.match(below.text) is not None
        and _ACCOUNT.fullmatch(line.text) is not None
    )


_FOLLOW = lazy("[+\uff0b]? ?关注$")
_ACCOUNT = lazy(
    f"[^{BLANKS}。,:;]{{2,16}}[{BLANKS}]{{1,4}}[12][0-9]{{3}}[-/.年][0-9]{{1,2}}[-/.月][0-9]{{1,2}}日?(?:[{BLANKS}]{{1,4}}[0-9]{{1,2}}:[0-9]{{2}})?"
)


def _heads_box(page: Page, line: Line) -> bool:
    """Whether a line is the name of the box below it: 公告查询 / 法院名称: 当事人: 查询."""
    below = page.below(line)
    return (
        below is not None
        and below.taken
        and bool(below.items)
        and below.items[0].rule == "furniture.form_row"
        and _BOX.fullmatch(line.text) is not None
    )


_BOX = lazy(f"[{_HAN}]{{2,8}}(?:查询|检索|搜索|搜寻)")


def box_above(page: Page) -> list[Line]:
    """The lines above a captcha that are of one box with it: 成绩快速查询 / 准考证号: / 验证码: 看不清?换一张."""
    found: list[Line] = []
    for captcha in page.told:
        if not captcha.taken or not captcha.items or captcha.items[0].rule != "furniture.captcha":
            continue
        at = captcha.at - 1
        while at > 0 and captcha.at - at <= _MOST_FIELDS and _EMPTY.fullmatch(page.lines[at].text):
            at -= 1
        if at == captcha.at - 1:
            continue
        first = at if at > 0 and _BOX.fullmatch(page.lines[at].text) else at + 1
        found += [line for line in page.lines[first : captcha.at] if not line.taken and not line.kept]
    return found


_EMPTY = lazy(f"[{_HAN}]{{2,8}}:")
_MOST_FIELDS = 6


# ------------------------------------------------------------------ above the title


def _is_site_row(page: Page, line: Line, beside: bool) -> bool:
    """A row of short names above the title: 市人大 市政府 市政协."""
    if not is_nav_row(line.text) or stands_below_metadata(page, line):
        return False
    below = page.lines[line.at + 1 : page.head + 1]
    if not any(
        not other.taken
        and not other.items
        and is_title(other.text.strip("| "))
        and not is_nav_row(other.text)
        and _FIELD.match(other.text) is None
        for other in below
    ):
        return False
    return beside or _WHOLE_SITE.search(line.text) is not None or _LANGUAGE.search(line.text) is not None


# A row with the way home, to one's own pages or to the house that runs the site is the site's by itself.
_WHOLE_SITE = lazy(
    f"^(?:首页|网站首页|Home)|(?:^|[{BLANKS}|])(?:更多[> ]*|回首页|关于(?:我们|本[{_HAN}])|我的[{_HAN}]{{2,4}})$"
)
# What opens with a label is no title: below 滨河苑 南北通透 看房方便 stands 房源编号:CJ2207.
_FIELD = lazy(f"[{_HAN}]{{2,6}}: ?[^ :]{{1,12}}(?: |$)")
# A row that offers the site in another language.
_LANGUAGE = lazy("English|ENGLISH|Русск|日本[語语]|한국어|Français|Deutsch|Español|(?:简|繁)体|[简繁]中")


def stands_below_metadata(page: Page, line: Line) -> bool:
    """Whether the line of metadata stands above a line: then the title does too."""
    above = page.lines[max(0, line.at - _METADATA_ABOVE) : line.at]
    return any(told.taken and not told.fields.isdisjoint(_UNDER_TITLE) for told in above)


_METADATA_ABOVE = 40  # lines
_UNDER_TITLE = frozenset(("source", "published", "views"))


def _is_step(page: Page, line: Line, title: Line | None) -> bool:
    """A step of a path to the page that stands on lines of its own: 首页 / > / 部门动态 / > / the title."""
    return (
        title is not None
        and line.at < title.at
        and line.text not in ARROWS
        and follows_arrow(page, line)
        and STEP.fullmatch(line.text.rstrip(ARROWHEADS)) is not None
    )


def above_path(page: Page) -> list[Line]:
    """The short lines above the path to the page: there the site stands, when the title comes below."""
    paths = [line for line in page.told if line.taken and line.at < page.head and _is_path(line)]
    if not paths or paths[0].at == 0:
        return []
    path = paths[0]
    below = page.lines[path.at + 1 : page.head + 1]
    if not any(not line.taken and is_title(line.text.strip("| ")) for line in below):
        return []
    above = page.lines[: path.at]
    site = any(line.taken and not line.labels for line in above)
    return [line for line in above if not line.taken and _names_site(line.text, site)]


def bar_of_site(page: Page, title: Line | None) -> list[Line]:
    """The names of a site's bar that stand on lines of their own from the first one, 首页, down to the title.

    Half of them are known. The title is longer than any of them.
    """
    if title is None or title.at == 0 or page.lines[0].text not in _HOMES:
        return []
    names: list[Line] = []
    stop = len(page.lines)
    for line in page.lines[: page.head + 1]:
        if len(line.raw) > _LONGEST_NAME or _SHORT_NAME.fullmatch(line.text) is None:
            stop = line.at
            break
        names.append(line)
    known = sum(line.whole for line in names)
    if len(names) < _FEWEST_NAMES or known * 2 < len(names) or stop > page.head:
        return []
    return [line for line in names if not line.taken and not line.kept]


_HOMES = ("首页", "网站首页", "主页", "本站首页")
_SHORT_NAME = lazy(f"[{_HAN}]{{2,6}}")
_LONGEST_NAME = 6
_FEWEST_NAMES = 4


def _is_path(line: Line) -> bool:
    return ("widget" in line.roles or "head" in line.roles) and not PATHS.isdisjoint(
        [item.rule for item in line.items]
    )


def _names_site(text: str, site: bool) -> bool:
    """Whether a line above the path is of the site; ``site`` is whether a line there goes anyhow."""
    if (
        len(text) <= _LONGEST_SITE
        and not re.search("[。,;!?:]", text)
        and (_SITE_NAME.search(text) or (site and len(text) <= _LONGEST_PART_OF_SITE))
    ):
        return True
    return "|" in text and max(map(len, re.split(f"[|{BLANKS}]+", text))) <= _LONGEST_CELL


_LONGEST_SITE = 20
_LONGEST_PART_OF_SITE = 10
_LONGEST_CELL = 14
_SITE_NAME = lazy(
    "(?:人民政府|政府网站?|网站?|门户|委员会|局|厅|在线|新闻|频道|平台|日报|晚报|社)(?:门户网站|网站|官网)?$"
)


# ------------------------------------------------------------------ what controls and counters leave


def is_stray(page: Page, line: Line) -> bool:
    """Whether a line of separators alone goes: a lone bracket does, an ornament only amid chrome."""
    text = re.sub(f"[{BLANKS}]", "", line.text)
    above, below = page.above(line), page.below(line)
    goes_above = above is not None and above.taken
    if text in ("[]", "\u3010\u3011", ":::"):
        return True
    if text in ("]", "\u3011", "[", "\u3010"):
        return goes_above or page.has_surplus(text)  # amid the article a pair holds the number of a note
    if "|" in text:
        return False
    if text in _UPWARD and below is None and line.at > page.head:
        return True
    return goes_above and (below is None or below.taken or text in (")", "(", ">", ">>", "-", "/"))


_UPWARD = ("\u2191", "\u2227", "\ufe3f", "\u25b2", "\u21e7")


def _is_fragment(page: Page, line: Line, title: Line | None, in_head: bool) -> bool:
    """The lone figure that a wrapped header leaves under the metadata line."""
    if len(line.raw) > _LONGEST_CRUMB:
        return False
    text = line.text
    if text in ("0", ";") and any(_is_script(other) for other in page.near(line)):
        return True
    above, below = page.above(line), page.below(line)
    if above is not None and above is title and below is not None and below.taken:
        return text.isascii() and text.isdigit()  # what is left of a day, between the title and the widget
    if above is None or not above.taken or not in_head:
        return False
    if text in ("次", "人次", "人", "度"):
        return _FIGURE.fullmatch(above.text) is not None or any(i.field == "views" for i in above.items)
    return text.isascii() and text.isdigit() and below is not None and (below.taken or not below.items)


def islands(page: Page) -> list[Line]:
    """The names in the tail that stand amid chrome which goes."""
    found = []
    for line in page.lines[page.tail + 1 : -1]:
        if not line.whole and not line.taken and all(other.taken for other in page.near(line)):
            found += [line] if is_island(page, line) else []
    return found


def _is_script(line: Line) -> bool:
    """Whether a line that goes is what a script or its button left."""
    return line.taken and any(i.rule in ("furniture.code", "furniture.share") for i in line.items)
