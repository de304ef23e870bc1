"""A page cut into lines, each read as far as the grammar of furniture can read it.

Where a line stands decides what its words mean: ``来源:云溪日报`` under the title is the page's, in the
middle of an article it is the article's. So a page has a *head* (the lines down to the first sentence)
and a *tail* (the lines below the last one), and the finders ask for both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import accumulate, compress
from typing import TYPE_CHECKING, Any

from govtext.dates import parse_date
from govtext.edits import NO_FIELDS, Fields
from govtext.fold import BLANKS
from govtext.patterns import lazy
from govtext.steps.furniture_fold import FOLDED, SEPARATORS, as_written, fold
from govtext.steps.furniture_guard import DATE, ITEM, NONE, PROSE, has_odd_break, opens_with_label, sign_of
from govtext.steps.furniture_path import PATHS
from govtext.steps.furniture_reading import read_line, read_office

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from govtext.steps.furniture_grammar import Grammar, Item

__all__ = ["METADATA_FIELDS", "Line", "Page", "is_body", "is_footer", "is_island", "is_title", "read_page"]

#: The facts that edits of this step carry; `govtext.metadata` collects them.
METADATA_FIELDS = frozenset(
    (
        "title",
        "source",
        "author",
        "editor",
        "published",
        "updated",
        "views",
        "index_number",
        "document_number",
        "issuer",
        "keywords",
        "url",
    )
)
_HAN = "\u3400-\u9fff"
_SENTENCE = lazy("[。;]|[!?][^!?]{12}|,.{24}|.{24},")
_OPENING = lazy(
    f"(?:[一二三四五六七八九十]{{1,3}}、|\\([一二三四五六七八九十]{{1,3}}\\)|第[一二三四五六七八九十百]{{1,4}}[条章节]|[0-9]{{1,2}}[.、](?![0-9])|附件|各[{_HAN}、,]{{2,40}}:$"
    f"|[{_HAN}]{{2,20}}[:]$|(?:本报|本网|本台|新华社)[{_HAN}0-9 ]{{0,14}}[讯电])"
)
# A footer below the tail is the footer step's business; the tail is looked for above it. Each branch begins with
# a plain character: such a pattern is searched for fast.
_FOOTER_WORDS = (
    *("公网安备", "公安备", "标识码", "版权所有", "主办", "承办", "技术支持", "©", "未经授权", "未经许可"),
    *("指导单位", "建设单位", "运行维护", "关于我们", "联系我们", "网站地图", "隐私", "备案号"),
)
_FOOTER = lazy(
    "I[Cc][Pp]|i[Cc][Pp]|C(?i:opyright)|c(?i:opyright)|A(?i:ll rights reserved)|a(?i:ll rights reserved)"
    f"|P(?i:owered by)|p(?i:owered by)|{'|'.join(_FOOTER_WORDS)}"
)
# What a line has before it is folded, which the last paragraph then need not be.
_FOOTER_SIGN = lazy("|".join(map(as_written, (*"AaCcIiPp", *_FOOTER_WORDS))))
_FOOTER_LABEL_FIRST = lazy("|".join(map(as_written, "地电邮传举值服总")))
_FOOTER_LABEL = lazy(
    "(?:地 *址|电 *话|邮 *编|传 *真|邮 *箱|(?:举报|值班|联系)电话|邮政编码|服务时间|总机|服务专线) *:"
)
_CREDIT = lazy(
    "[(\u3010\\[]?(?:(?:本报|本台|本网|全媒体|融媒体?|特约|实习|见习)?(?:记者|通讯员|摄影|摄像|文/图|图/文|文字|供稿|供图|图片?|文)|来稿)[^。]{0,50}$|[^。,]{2,40}(?:摄|摄影报道|文/图|供稿|供图)[)\u3011\\]]?$"
)


class Line:
    """One line that is not blank. Prose is folded, and looked at for a label, when somebody asks: few do."""

    start: int  # behind its blanks
    text: str  # folded, without the blanks at its ends
    items: Sequence[Item] = ()  # their offsets are those of `text`
    roles: frozenset[str] = frozenset()
    labels: Sequence[Item] = ()  # those of the items that are labels with their values
    fields: frozenset[str] = frozenset()  # of the labels
    whole = False  # the items reach the end: nothing but chrome
    taken = False  # goes
    edited = False  # its edits are made
    kept = False  # looked like chrome and was found to be content

    def __init__(self, at: int, piece: str, raw: str, stop: int, shown: int) -> None:
        self.at = at  # its place among the lines that are not blank
        self.piece = piece  # with its blanks and its break
        self.raw = raw  # without them
        self.stop = stop  # where the next line begins
        self.shown = shown  # what it shows by itself (`furniture_guard`)

    def __getattr__(self, name: str) -> Any:
        """Work out what was not asked before."""
        value: str | int
        if name == "text":
            value = fold(self.raw)
        elif name == "start":
            value = self.begin + self.piece.index(self.raw)
        else:
            raise AttributeError(name)
        self.__dict__[name] = value
        return value

    @property
    def sign(self) -> int:
        """What it shows, prose in its first stretch too: of a line that shows nothing no rule is asked."""
        if self.raw[-1] != "。" or self.shown == ITEM:
            return self.shown
        return ITEM if opens_with_label(self.raw) else NONE

    @property
    def begin(self) -> int:
        """Where its piece begins."""
        return self.stop - len(self.piece)

    @property
    def is_chrome(self) -> bool:
        """Whether the line reads as chrome from end to end and was not found to be content."""
        return self.whole and not self.kept


@dataclass(slots=True)
class Page:
    """The text and its lines, blank ones left out, with the bounds of head and tail (places among the lines)."""

    text: str
    grammar: Grammar
    lines: list[Line]
    bottom: int  # where the last line of all begins
    noted: list[Line] = field(default_factory=list)  # those that show something: the grammar was asked
    told: list[Line] = field(default_factory=list)  # those of them that it could read, in part or whole
    head: int = 0
    tail: int = 0

    def left(self) -> tuple[list[str], list[int]]:
        """The lines that stay, and what each of them shows."""
        lines = [line for line in self.lines if not line.taken]
        return [line.raw for line in lines], [line.shown for line in lines]

    def above(self, line: Line) -> Line | None:
        """The line above a line."""
        return self.lines[line.at - 1] if line.at else None

    def below(self, line: Line) -> Line | None:
        """The line below a line."""
        return self.lines[line.at + 1] if line.at + 1 < len(self.lines) else None

    def near(self, line: Line) -> list[Line]:
        """The lines above and below a line, where there are any."""
        return [*self.lines[max(0, line.at - 1) : line.at], *self.lines[line.at + 1 : line.at + 2]]

    def is_within(self, first: Line, line: Line, most: int) -> bool:
        """Whether a line stands at most so many lines below another, blank ones counted."""
        return len(_BREAK.findall(self.text, first.begin, line.begin)) <= most

    def is_beside_taken(self, line: Line) -> bool:
        """Whether a line above or below goes."""
        lines, at = self.lines, line.at
        return (at > 0 and lines[at - 1].taken) or (at + 1 < len(lines) and lines[at + 1].taken)

    def awaits_value(self, line: Line) -> Item | None:
        """The label without a value that ends the line above, if one does: 来源: / 云溪日报."""
        above = self.above(line)
        if above is None or not above.whole or not above.items:
            return None
        item = above.items[-1]
        return item if item.role == "label" and item.value is None else None

    def fields(self, line: Line, item: Item) -> Mapping[str, Any]:
        """What an item of a line states, as the page writes it; dates and numbers as they were read."""
        value = item.value
        if value is None:
            pages = _PAGES.search(line.text, item.start, item.end) if item.rule == "furniture.pager" else None
            return Fields(total_pages=int(pages[1])) if pages else NO_FIELDS
        if item.field not in METADATA_FIELDS:
            return NO_FIELDS
        if item.role == "card":
            value = _card_value(item.field, str(value))
            if value is None:
                return NO_FIELDS
        if isinstance(value, str) and item.field not in ("published", "updated"):
            at = line.text.find(value, item.start, item.end)
            value = line.raw[at : at + len(value)] if at >= 0 else value
        return Fields({item.field: value})

    def has_surplus(self, bracket: str) -> bool:
        """Whether the page closes more brackets of a kind than it opens."""
        opener = {"]": "[", "\u3011": "\u3010"}.get(bracket)
        if opener is None:
            return False
        folded = fold(self.text)
        return folded.count(bracket) > folded.count(opener)


_PAGES = lazy("共 ?([0-9]{1,3}) ?页")


def _card_value(name: str, value: str) -> Any:
    if name == "published":
        return parse_date(value)
    if name == "keywords":
        return tuple(word for word in re.split(f"[{BLANKS},;、|]+", value) if word) or None
    return value


def read_page(text: str, signs: Sequence[int], grammar: Grammar) -> Page:
    """Cut a page into lines and read each that shows a sign of furniture; ``signs`` is what the first lines show."""
    pieces = _pieces(text)
    stops = list(accumulate(map(len, pieces)))
    bottom = len(text) - len(pieces[-1])
    raws = [piece.strip(_AROUND) for piece in pieces]
    if "" in raws:
        pieces, stops = list(compress(pieces, raws)), list(compress(stops, raws))
        raws = list(filter(None, raws))
    signs = [*signs, *map(sign_of, raws[len(signs) :])]
    if grammar.own is not None:
        signs = [_own_sign(grammar.own, raw, shown) for raw, shown in zip(raws, signs, strict=True)]
    page = Page(text, grammar, list(map(Line, range(len(raws)), pieces, raws, stops, signs)), bottom)
    for line in [line for line in page.lines if line.shown]:
        if line.shown != PROSE or line.raw[0] in _SEPARATORS or len(line.raw) <= _SHORT:
            _read(page, line)
    page.head = _head(page)
    page.tail = _tail(page)
    return page


_AROUND = BLANKS + "\n\r\x0b\x0c\x85\u2028\u2029"
_BREAK = lazy("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


def _pieces(text: str) -> list[str]:
    """The lines of a text with the breaks behind them."""
    if not (has_odd_break(text) or "\x1c" in text or "\x1d" in text or "\x1e" in text):
        pieces = text.splitlines(keepends=True)
        return [*pieces, ""] if not text or text[-1] == "\n" else pieces
    pieces = []
    begin = 0
    for found in _BREAK.finditer(text):
        pieces.append(text[begin : found.end()])
        begin = found.end()
    return [*pieces, text[begin:]]


def _own_sign(own: re.Pattern[str], raw: str, shown: int) -> int:
    """What a line shows if rules of a user's own are asked as well."""
    return ITEM if shown < DATE and own.search(fold(raw)) else shown


_SHORT = 4  # 大, 1/6, 次: what a wrapped widget leaves
_SEPARATORS = frozenset(SEPARATORS) | {char for char, twin in FOLDED.items() if twin in SEPARATORS}
_LONGEST_NAME = 24
_HIGHEST_NAME = 15


def _read(page: Page, line: Line) -> None:
    """Read a line that is no prose, if it shows something; of any other one at most, early on, that it is a name."""
    if line.shown >= DATE or len(line.raw) <= _SHORT or line.raw[0] in _SEPARATORS:
        reading = read_line(page.grammar, line.raw)
    elif len(line.raw) <= _LONGEST_NAME and line.at < _HIGHEST_NAME:
        office = read_office(line.text)
        if office is None:
            return
        reading = office
    else:
        return
    page.noted.append(line)
    line.text, line.items, line.whole, line.roles, line.labels, line.fields = reading
    if reading.items or reading.whole:
        page.told.append(line)


def is_body(line: str, *, first: bool) -> bool:
    """Whether a line is text of an article rather than a title, a subtitle or a name."""
    if len(line) > (90 if first else 70):
        return True
    if first:
        return "。" in line
    return bool(_SENTENCE.search(line) or _OPENING.match(line))


def is_title(line: str) -> bool:
    """Whether a line may be the title of an article."""
    return 4 <= len(line) <= 90 and not _NO_TITLE.search(line) and _WORD.search(line) is not None


_NO_TITLE = lazy("[。;]|[:,、]$")
_WORD = lazy(f"[{_HAN}]{{2}}")
_MOST_TITLES = 4
_LONGEST_VALUE = 16


def _head(page: Page) -> int:
    """The place of the first line of the body: down to there a lone label is the page's."""
    titles = 0
    for line in page.lines[_below_bar(page) :]:
        if line.whole or _is_card_line(page, line):
            continue
        if line.raw[-1] == "。":
            return line.at
        text = line.text.strip("| ")
        if len(text) <= _LONGEST_VALUE and page.awaits_value(line) and "。" not in text:
            continue
        if text and is_body(text, first=titles == 0):
            return line.at
        titles += len(text) > 3
        if titles > _MOST_TITLES:
            return line.at
    return len(page.lines)


def _below_bar(page: Page) -> int:
    """Where the head goes on below a path with nothing but short lines above it: the bar of a site, a name to a line."""
    for path in page.told:
        if path.whole and path.items and path.items[0].rule in PATHS:
            break
    else:
        return 0
    bar = page.lines[: path.at]
    if not _MOST_TITLES <= len(bar) < _LONGEST_BAR:
        return 0
    if any(line.raw[-1] == "。" or len(line.raw) > _LONGEST_IN_BAR for line in (*bar, path)):
        return 0
    sure = any(line.whole and line.items and not line.labels for line in bar)  # of these some is the site's
    return path.at if sure else 0


_LONGEST_BAR = 40  # lines
_LONGEST_IN_BAR = 60


def _is_card_line(page: Page, line: Line) -> bool:
    cards = page.grammar.cards
    if line.shown != ITEM and not (line.raw[-1] == "。" and cards.may_begin(fold(line.raw[:2]))):
        return False
    return line.sign == ITEM and cards.match(line.text, 0, len(line.text)) is not None


def is_footer(line: Line) -> bool:
    """Whether a line is of a footer, by its words: the step for footers will say."""
    raw = line.raw
    if len(raw) >= _LONGEST_FOOTER:
        return False
    return (_FOOTER_SIGN.search(raw) is not None and _FOOTER.search(line.text) is not None) or (
        _FOOTER_LABEL_FIRST.match(raw) is not None and _FOOTER_LABEL.match(line.text) is not None
    )


_LONGEST_FOOTER = 200


def _tail(page: Page) -> int:
    """The place of the line from which on a lone label is the page's again."""
    last = len(page.lines)
    for line in reversed(page.lines):
        if line.whole or is_footer(line):
            last = line.at
        elif not (
            _is_credit(line) or (len(line.raw) <= 2 and not line.text.isalnum()) or is_island(page, line)
        ):
            break
    return last


def is_island(page: Page, line: Line) -> bool:
    """Whether a short name stands amid chrome that is sure on both sides: the account's, among its buttons.

    A body that is a list of words has none so sure, and an office signs.
    """
    if len(line.raw) > _LONGEST_ISLAND or _NAME.fullmatch(line.text) is None or line.raw[-1] in _SIGNING:
        return False
    sides = page.lines[max(0, line.at - 2) : line.at], page.lines[line.at + 1 : line.at + 3]
    return all(
        len(side) > 1 and all(other.whole for other in side) and any(map(_is_sure, side)) for side in sides
    )


def _is_sure(line: Line) -> bool:
    """Whether a line of chrome is more than a word: a widget, or a row of words."""
    return "widget" in line.roles or (line.roles <= {"word"} and len(line.items) > 2)


_LONGEST_ISLAND = 10
_SIGNING = frozenset("局厅部委办处科站所院校会府司馆队心组")
_NAME = lazy(f"[{_HAN}A-Za-z]{{2,10}}")


def _is_credit(line: Line) -> bool:
    """Whether a line signs the article; no sentence does."""
    return line.raw[-1] != "。" and _CREDIT.match(line.text) is not None
