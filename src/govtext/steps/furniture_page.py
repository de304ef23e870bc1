"""A page cut into lines, each read as far as the grammar of furniture can read it.

Where a line stands decides what its words mean: ``来源:云溪日报`` under the title is the page's, in the
middle of an article it is the article's. So a page has a *head* (the lines down to the first sentence)
and a *tail* (the lines below the last one), and the finders ask for both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from govtext.dates import parse_date
from govtext.edits import NO_FIELDS, Fields
from govtext.fold import BLANKS
from govtext.patterns import lazy
from govtext.steps.furniture_fold import SEPARATORS, fold
from govtext.steps.furniture_grammar import Grammar, Item
from govtext.steps.furniture_guard import ITEM, NONE, sign_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["METADATA_FIELDS", "Line", "Page", "is_body", "is_footer", "is_title", "read_page"]

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
#: A footer below the tail is the footer step's business; the tail is looked for above it.
_FOOTER = lazy(
    "(?i:ICP|copyright|all rights reserved|powered by)|公网安备|公安备|标识码|版权所有|主办|承办|技术支持|©|未经授权|未经许可|指导单位|建设单位|运行维护|关于我们|联系我们|网站地图|隐私|备案号"
    "|^(?:地 *址|电 *话|邮 *编|传 *真|邮 *箱|(?:举报|值班|联系)电话|邮政编码) *:"
)
_CREDIT = lazy(
    "[(\u3010\\[]?(?:(?:本报|本台|本网|全媒体|融媒体?|特约|实习|见习)?(?:记者|通讯员|摄影|摄像|文/图|图/文|文字|供稿|供图|图片?|文)|来稿)[^。]{0,50}$|[^。,]{2,40}(?:摄|摄影报道|文/图|供稿|供图)[)\u3011\\]]?$"
)


@dataclass(slots=True)
class Line:
    """One line: ``start`` and ``end`` without its blanks, ``stop`` where the next line begins."""

    begin: int
    start: int
    end: int
    stop: int
    items: Sequence[Item] = ()
    whole: bool = False  # the items reach the end: nothing but chrome
    taken: bool = False  # goes
    edited: bool = False  # its edits are made
    kept: bool = False  # looked like chrome and was found to be content
    sign: int = NONE  # what it shows (`furniture_guard`): no rule is asked about a line that shows nothing

    @property
    def blank(self) -> bool:
        """Whether the line holds nothing."""
        return self.start >= self.end

    def roles(self) -> set[str]:
        """Return the roles of the line's items."""
        return {item.role for item in self.items}


@dataclass(slots=True)
class Page:
    """The text, its folded copy and its lines, with the bounds of head and tail (line numbers)."""

    text: str
    folded: str
    lines: list[Line]
    grammar: Grammar
    head: int = 0
    tail: int = 0
    solid: list[int] = field(default_factory=list)  # numbers of the lines that are not blank
    told: list[int] = field(default_factory=list)  # of those that the grammar could read, in part or whole
    surplus: str = ""  # the closing brackets of which the page has more than it opens

    def line_text(self, number: int) -> str:
        """Return the folded line without its blanks at either end."""
        line = self.lines[number]
        return self.folded[line.start : line.end]

    def around(self, position: int, step: int) -> int | None:
        """The number of the next (``step=1``) or last (``step=-1``) solid line, by position in ``solid``."""
        at = position + step
        return self.solid[at] if 0 <= at < len(self.solid) else None

    def after(self, number: int) -> int | None:
        """The number of the solid line below a line."""
        return self._near(number + 1, len(self.lines), 1)

    def before(self, number: int) -> int | None:
        """The number of the solid line above a line."""
        return self._near(number - 1, -1, -1)

    def _near(self, start: int, stop: int, step: int) -> int | None:
        return next((n for n in range(start, stop, step) if not self.lines[n].blank), None)

    def awaits_value(self, position: int) -> Item | None:
        """The label without a value that ends the line above, if one does: 来源: / 云溪日报."""
        above = self.around(position, -1)
        if above is None or not self.lines[above].whole or not self.lines[above].items:
            return None
        item = self.lines[above].items[-1]
        return item if item.role == "label" and item.value is None else None

    def fields(self, item: Item) -> Mapping[str, Any]:
        """What an item states, as the page writes it; dates and numbers as they were read."""
        if item.rule == "furniture.pager" and (pages := _PAGES.search(self.folded, item.start, item.end)):
            return Fields(total_pages=int(pages[1]))
        if item.value is None or item.field not in METADATA_FIELDS:
            return NO_FIELDS
        value = item.value
        if item.role == "card":
            value = _card_value(item.field, str(value))
            if value is None:
                return NO_FIELDS
        if isinstance(value, str) and item.field not in ("published", "updated"):
            at = self.folded.find(value, item.start, item.end)
            value = self.text[at : at + len(value)] if at >= 0 else value
        return Fields({item.field: value})

    def is_chrome(self, number: int | None) -> bool:
        """Whether a line reads as chrome from end to end and was not found to be content."""
        return number is not None and self.lines[number].whole and not self.lines[number].kept


_PAGES = lazy("共 ?([0-9]{1,3}) ?页")


def _card_value(name: str, value: str) -> Any:
    if name == "published":
        return parse_date(value)
    if name == "keywords":
        return tuple(word for word in re.split(f"[{BLANKS},;、|]+", value) if word) or None
    return value


def read_page(text: str, grammar: Grammar, signs: dict[str, int]) -> Page:
    """Cut ``text`` into lines and read each of them; ``signs`` holds what lines show, and is added to."""
    folded = fold(text)
    page = Page(text, folded, _lines(folded), grammar)
    for number, line in enumerate(page.lines):
        if line.blank:
            continue
        page.solid.append(number)
        _read(page, line, signs, early=len(page.solid) < 16)
        if line.whole or line.items:
            page.told.append(number)
    pairs = (("[", "]"), ("\u3010", "\u3011"))
    page.surplus = "".join(b for a, b in pairs if folded.count(b) > folded.count(a))
    page.head = _head(page)
    page.tail = _tail(page)
    return page


_BREAK = lazy("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_ODD_BREAK = lazy("[\r\x0b\x0c\x85\u2028\u2029]")


def _lines(folded: str) -> list[Line]:
    lines = []
    begin = 0
    for piece, mark in _pieces(folded):
        end = begin + len(piece)
        rest = piece.lstrip(BLANKS)
        start = end - len(rest)
        lines.append(Line(begin, start, start + len(rest.rstrip(BLANKS)), end + mark))
        begin = end + mark
    lines[-1].stop = len(folded)
    return lines


def _pieces(folded: str) -> Iterator[tuple[str, int]]:
    """Yield the lines without their breaks, each with the length of its break."""
    if _ODD_BREAK.search(folded) is None:
        for piece in folded.split("\n"):
            yield piece, 1
        return
    begin = 0
    for found in _BREAK.finditer(folded):
        yield folded[begin : found.start()], found.end() - found.start()
        begin = found.end()
    yield folded[begin:], 0


_LONGEST_WHOLE = 400
_SHORT = 4  # 大, 1/6, 次: what a wrapped widget leaves
_LONGEST_NAME = 24


def _read(page: Page, line: Line, signs: dict[str, int], *, early: bool) -> None:
    """Read one line, if it shows a sign of furniture; of any other one at most, early on, that it is a name."""
    text, grammar = page.folded, page.grammar
    width = line.end - line.start
    written = page.text[line.start : line.end]
    sign = signs.get(written)
    if sign is None:
        sign = signs[written] = sign_of(text[line.start : line.end])
    line.sign = sign
    if line.sign == NONE and grammar.own is not None and grammar.own.search(text, line.start, line.end):
        line.sign = ITEM
    if line.sign == NONE and width > _SHORT and text[line.start] not in SEPARATORS:
        office = grammar.name(text, line.start, line.end) if early and width <= _LONGEST_NAME else None
        if office is not None and office.end == line.end:
            line.items = [office]
        return
    if line.end - line.start <= _LONGEST_WHOLE or text[line.start] in "<{}$.(@dfvwj":
        for choice in (grammar.whole, grammar.headings, grammar.below):
            found = choice.fullmatch(text, line.start, min(line.end, line.start + 4000))
            if found is not None:
                rule, name = choice.told(found)
                line.items = [Item(line.start, line.end, rule.id, rule.role, name)]
                line.whole = True
                break
    if line.whole and line.items[0].role == "line":
        return
    items, stop = grammar.parse(text, line.start, line.end)
    if stop < line.end:
        return
    roles = {i.role for i in items}
    if roles and roles <= {"bare", "credit"}:
        if not line.whole:
            line.items = items  # 云溪日报 2024-03-15: known, but no chrome by itself
    elif not line.whole or (roles & {"widget", "label", "word", "head"} and line.items[0].role != "list"):
        line.items, line.whole = items, True


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
    """The number of the first line of the body: down to there a lone label is the page's."""
    titles = 0
    for position, number in enumerate(page.solid):
        line = page.lines[number]
        if line.whole or _is_card_line(page, line):
            continue
        text = page.line_text(number).strip("| ")
        if page.awaits_value(position) and len(text) <= _LONGEST_VALUE and "。" not in text:
            continue
        if text and is_body(text, first=titles == 0):
            return number
        titles += len(text) > 3
        if titles > _MOST_TITLES:
            return number
    return len(page.lines)


def _is_card_line(page: Page, line: Line) -> bool:
    return line.sign == ITEM and page.grammar.cards.match(page.folded, line.start, line.end) is not None


def is_footer(page: Page, number: int) -> bool:
    """Whether a line is of a footer, by its words: the step for footers will say."""
    text = page.line_text(number)
    return len(text) < _LONGEST_FOOTER and _FOOTER.search(text) is not None


_LONGEST_FOOTER = 200


def _tail(page: Page) -> int:
    """The number of the line from which on a lone label is the page's again."""
    last = len(page.lines)
    for number in reversed(page.solid):
        line = page.lines[number]
        text = page.line_text(number)
        if line.whole or is_footer(page, number):
            last = number
        elif _CREDIT.match(text) or (len(text) <= 2 and not text.isalnum()):
            continue
        else:
            break
    return last
