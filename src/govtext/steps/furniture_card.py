"""Index cards: the fields of an information-disclosure page above its document.

A card comes in five layouts: one field to a line, a table with pipes, labels and values on lines of their
own, everything on one line, and cells parted by blanks alone. Its labels (主题分类, 名称, 文号) are ordinary words, so a card needs an index
number among its fields, or three fields that only cards have, close together.

The document's title and number recur below the card and stay there; a title that stands in the card
alone stays too, without its label. A summary that holds text is body, with its label.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from govtext.dates import parse_date
from govtext.edits import Edit
from govtext.fold import BLANKS
from govtext.patterns import lazy
from govtext.steps.furniture_fold import GAP
from govtext.steps.furniture_gapped import gapped_card, may_hold_gapped
from govtext.steps.furniture_grammar import Item
from govtext.steps.furniture_guard import ITEM
from govtext.steps.furniture_page import Line, Page, is_body

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["take_cards"]

_HAN = "\u3400-\u9fff"
_OTHER_LABEL = lazy(f"[{_HAN}]{{2,8}}[{BLANKS}]{{0,4}}:")
_STRONG = lazy(
    "索引|索取号|信息编号|公开编号|发文字号|发文文号|公开方式|公开形式|公开时限|公开范围|公开程序|公开属性|公开类别|主题分类|体裁分类|组配分类|信息分类|服务对象|有效性|发文机关|公文种类|效力状态|生成日期|成文日期|主题词|统一编号|登记号"
)
# Those of them that only a document's own card has; one accession number is a library's too.
_DOCUMENT = lazy(
    "(?:信息)?索引|信息编号|公开编号|发文|公文种类|成文日期|生成日期|主题分类|体裁分类|组配分类|信息分类|有效性|效力状态|主题词|公开(?:责任|机[构关]|日期|方式)"
)
# What each of those labels is made of, letter-spaced or not.
_SIGN = lazy(f"索|号|类|效|题{GAP}词|对{GAP}象|公{GAP}开|文{GAP}机|[成生]{GAP}[文成]")
_BLANK = f"[{BLANKS}]*"
_BULLETS = f"{BLANKS}\u2022\u00b7\u25cf\u30fb\uff65*"
_MOST_LINES = 100  # of one card


def take_cards(page: Page) -> list[Edit]:
    """Return the edits that remove the index cards of a page; their lines are marked as taken."""
    if not _may_have_card(page):
        return []
    edits: list[Edit] = []
    position = 0

    @functools.cache  # a line is asked about from each line above it that might begin a card
    def fields_of(number: int) -> list[Item] | None:
        line = page.lines[number]
        return _fields(page, line) if line.sign == ITEM and _may_be_field(page, line) else None

    @functools.cache
    def row_of(number: int) -> list[Item] | None:
        return _row(page, page.lines[number])

    gapped = may_hold_gapped(page.folded)
    lines = functools.partial(_lines, fields_of=fields_of)
    table = functools.partial(_table, row_of=row_of)
    readers: list[Callable[[Page, int], tuple[list[Edit], int] | None]] = [
        lines,
        table,
        _alternate,
        *([_gapped] if gapped else []),
    ]
    while position < len(page.solid):
        if not gapped and page.lines[page.solid[position]].sign != ITEM:
            position += 1
            continue
        for reader in readers:
            run = reader(page, position)
            if run is not None:
                taken, upto = run
                edits.extend(taken)
                position = upto
                break
        else:
            position += 1
    return edits


def _may_have_card(page: Page) -> bool:
    """Whether a field stands on the page that every card has some of."""
    return any(
        line.sign == ITEM and _SIGN.search(page.folded, line.start, line.end)
        for line in map(page.lines.__getitem__, page.solid)
    )


# ------------------------------------------------------------------ one line or several, label: value


def _fields(page: Page, line: Line) -> list[Item] | None:
    """The fields of a line that is nothing but card fields, else ``None``."""
    text, grammar = page.folded, page.grammar
    items: list[Item] = []
    at = line.start
    while at < line.end:
        while at < line.end and (text[at] in BLANKS or text[at] in "|[\u3010\u3011]\u2022\u00b7;,"):
            at += 1
        if at >= line.end:
            break
        found = grammar.cards.match(text, at, line.end)
        if found is not None:
            rule, field = grammar.cards.told(found)
            stop = _field_end(page, found.end(), line.end)
            value = text[found.end() : stop].strip(BLANKS + "|\u3010[;")
            if "。" in value and field != "abstract":
                return None
            items.append(Item(at, stop, rule.id, "card", field, value or None))
            at = stop
            continue
        inner, stop = grammar.parse(text, at, line.end)
        if not inner:
            return None
        items.extend(inner)
        at = max(stop, at + 1)
    return items or None


def _field_end(page: Page, at: int, end: int) -> int:
    """Where the value of a card field ends: at the next label behind a gap or a bar, or at the line's end."""
    for gap in re.compile(f"[{BLANKS}]+|\\|+|[\u3010\\[]").finditer(page.folded, at, end):
        start = gap.end()
        if page.grammar.cards.match(page.folded, start, end) or page.grammar.labels.match(
            page.folded, start, end
        ):
            return gap.start()
        if gap[0][0] in BLANKS and _OTHER_LABEL.match(page.folded, start, end):
            return gap.start()
    # 索引号:0152主题分类:城乡建设 without a gap
    for colon in re.compile(":").finditer(page.folded, at, end):
        for start in range(max(at, colon.start() - 8), colon.start() - 1):
            found = page.grammar.card_words.match(page.folded, start, colon.start())
            if (
                found is not None
                and found.end() == colon.start()
                and colon.start() - start >= 3
                and _STRONG.match(found[0])
            ):
                return start
    return end


def _lines(
    page: Page, position: int, *, fields_of: Callable[[int], list[Item] | None]
) -> tuple[list[Edit], int] | None:
    run: list[tuple[Line, list[Item]]] = []
    labels = strong = 0
    at = position
    indexed = False
    while at < min(position + _MOST_LINES, len(page.solid)):
        line = page.lines[page.solid[at]]
        if line.end - line.start > 2000:
            break
        items = fields_of(page.solid[at])
        if items is None:
            if run and _OTHER_LABEL.match(page.folded, line.start, line.end) and line.end - line.start < 60:
                following = page.around(at, 1)
                if following is not None and fields_of(following):
                    run.append((line, [Item(line.start, line.end, "furniture.card", "card")]))
                    at += 1
                    continue
            break
        summary = _summary(items)
        if summary is not None:
            if not run or labels < 2:
                break
            at += 1  # a summary with text is body: it stays, the card goes on behind it
            continue
        for item in items:
            labels += item.role in ("card", "label")
            label = page.folded[item.start : item.end]
            strong += bool(_STRONG.match(_unspaced(label)))
            indexed = indexed or item.field == "index_number"
        run.append((line, items))
        at += 1
    if not run or not (strong >= 3 or (indexed and labels >= 2) or (strong >= 2 and labels >= 4)):
        return None
    if _is_catalogue(page, [item for _, items in run for item in items]):
        return [], at
    if not indexed and _procurement(page, run):
        return None
    edits: list[Edit] = []
    for line, items in run:
        edits.extend(_line_edits(page, line, items))
        line.taken = line.edited = True
    return edits, at


def _may_be_field(page: Page, line: Line) -> bool:
    text = page.folded
    at = line.start
    while at < line.end and text[at] in "|[\u3010\u2022\u00b7 ":
        at += 1
    return bool(page.grammar.cards.match(text, at, line.end) or page.grammar.labels.match(text, at, line.end))


def _summary(items: Sequence[Item]) -> Item | None:
    return next((i for i in items if i.field == "abstract" and i.value and len(str(i.value)) > 4), None)


def _is_catalogue(page: Page, items: Sequence[Item]) -> bool:
    """Whether fields are those of a catalogue, which has each several times, or of what is to be disclosed at all."""
    names = [_unspaced(page.folded[i.start : i.end]).partition(":")[0] for i in items if i.role == "card"]
    if sum(names.count(name) > 1 for name in set(names)) >= _MOST_TWICE:
        return True
    return not any(_DOCUMENT.search(name) for name in names)


_MOST_TWICE = 2


def _procurement(page: Page, run: list[tuple[Line, list[Item]]]) -> bool:
    return any("采购" in page.folded[line.start : line.end] for line, _ in run[:2])


def _unspaced(text: str) -> str:
    return re.sub(f"[{BLANKS}|\u3010\\[\u2022\u00b7]", "", text[:24])


# ------------------------------------------------------------------ a table with pipes


def _cells(page: Page, line: Line) -> list[tuple[int, int]]:
    cells = []
    at = line.start
    for stop in [*(i for i in range(line.start, line.end) if page.folded[i] == "|"), line.end]:
        start, end = at, stop
        while start < end and page.folded[start] in BLANKS:
            start += 1
        while end > start and page.folded[end - 1] in BLANKS:
            end -= 1
        cells.append((start, end))
        at = stop + 1
    return cells


def _cell_label(page: Page, start: int, end: int) -> tuple[str, str] | None:
    while end > start and (page.folded[end - 1] == ":" or page.folded[end - 1] in BLANKS):
        end -= 1
    found = page.grammar.card_words.fullmatch(page.folded, start, end)
    if found is None:
        return None
    rule, field = page.grammar.card_words.told(found)
    return rule.id, field


def _table(
    page: Page, position: int, *, row_of: Callable[[int], list[Item] | None]
) -> tuple[list[Edit], int] | None:
    run: list[tuple[Line, list[Item]]] = []
    strong = 0
    at = position
    while at < min(position + _MOST_LINES, len(page.solid)):
        line = page.lines[page.solid[at]]
        text = page.line_text(page.solid[at])
        if "|" not in text or len(text) > 1000:
            break
        if not text.strip("|-: " + BLANKS):
            if run:
                run.append((line, [Item(line.start, line.end, "furniture.card", "card")]))
                at += 1
                continue
            break
        items = row_of(page.solid[at])
        if items is None or _summary(items) is not None:
            break
        strong += sum(bool(_STRONG.match(_unspaced(page.folded[i.start : i.end]))) for i in items)
        run.append((line, items))
        at += 1
    indexed = any(i.field == "index_number" for _, items in run for i in items)
    labels = sum(len(items) for _, items in run)
    if not run or not (strong >= 3 or (indexed and labels >= 2)):
        return None
    edits: list[Edit] = []
    for line, items in run:
        edits.extend(_line_edits(page, line, items))
        line.taken = line.edited = True
    return edits, at


def _row(page: Page, line: Line) -> list[Item] | None:
    """A row of label cells, each with at most one value cell behind it."""
    items: list[Item] = []
    fields = _fields(page, line)
    values = 0
    label: tuple[str, str] | None = None
    at = line.start
    for start, end in _cells(page, line):
        if start == end:
            continue
        found = _cell_label(page, start, end)
        if found is not None:
            if label is not None:
                items.append(Item(at, start, label[0], "card", label[1]))
            label, at, values = found, start, 0
        elif label is None:
            return fields
        else:
            values += 1
            if values > 1:
                return fields
            items.append(Item(at, end, label[0], "card", label[1], page.folded[start:end]))
            label, at, values = None, end, 0
    if label is not None:
        items.append(Item(at, line.end, label[0], "card", label[1]))
    return items or None


# ------------------------------------------------------------------ labels and values on lines of their own


def _alternate(page: Page, position: int) -> tuple[list[Edit], int] | None:
    first = _bare_label(page, page.solid[position])
    if first is None:
        return None
    pairs: list[tuple[Line, Item]] = []
    strong = labels = 0
    at = position
    pending: tuple[Line, tuple[str, str]] | None = None
    end = position
    while at < min(position + _MOST_LINES, len(page.solid)):
        number = page.solid[at]
        line = page.lines[number]
        label = _bare_label(page, number)
        if label is not None:
            if pending is not None:
                pairs.append(
                    (pending[0], Item(pending[0].start, pending[0].end, pending[1][0], "card", pending[1][1]))
                )
            pending = (line, label)
            labels += 1
            strong += bool(_STRONG.match(_unspaced(page.line_text(number))))
            at += 1
            end = at
            continue
        if pending is None:
            break
        value = page.line_text(number)
        following = page.around(at, 1)
        more = following is not None and _bare_label(page, following) is not None
        if not more and not _fits(page, pending[1][1], value, at):
            break
        if len(value) > 120 or pending[1][1] == "abstract":
            break
        pairs.append(
            (pending[0], Item(pending[0].start, pending[0].end, pending[1][0], "card", pending[1][1], value))
        )
        pairs.append((line, Item(line.start, line.end, pending[1][0], "card")))
        pending = None
        at += 1
        end = at
    if pending is not None:
        if (
            pending[1][1] == "abstract"
            and end == at
            and at < len(page.solid)
            and not _stood(page, position, at)
        ):
            end -= 1
        else:
            pairs.append(
                (pending[0], Item(pending[0].start, pending[0].end, pending[1][0], "card", pending[1][1]))
            )
    if labels < 3 or strong < 2:
        return None
    if _is_catalogue(page, [item for _, item in pairs]):
        return [], max(end, position + 1)
    edits: list[Edit] = []
    for line, item in pairs:
        edits.extend(_line_edits(page, line, [item]))
        line.taken = line.edited = True
    return edits, max(end, position + 1)


def _stood(page: Page, position: int, at: int) -> bool:
    """Whether the line at ``at`` stands above the card too: the title, and no summary."""
    text = page.line_text(page.solid[at])
    return any(page.line_text(number) == text for number in page.solid[max(0, position - 5) : position])


def _bare_label(page: Page, number: int) -> tuple[str, str] | None:
    line = page.lines[number]
    if line.sign != ITEM or line.end - line.start > 24:
        return None
    start = line.start
    while start < line.end and page.folded[start] in _BULLETS:
        start += 1
    return _cell_label(page, start, line.end)


def _fits(page: Page, field: str, value: str, position: int) -> bool:
    """Whether the line behind the last label is its value rather than the title below the card."""
    if field in ("published", "date"):
        return parse_date(value) is not None
    if field in ("index_number", "document_number"):
        return bool(re.fullmatch(r"[\w/\-.\u3014\u3015\[\]()\u3400-\u9fff ]{3,40}", value)) and any(
            c.isdigit() for c in value
        )
    if (
        len(value) > 30
        or re.match("关于|.{2,20}关于", value)
        or re.search("(?:通知|意见|办法|公告|决定|方案|通告|规定|公示|批复)$", value)
    ):
        return field == "title" and _recurs(page, value, page.lines[page.solid[position]].end)
    below = [page.line_text(n) for n in page.solid[position + 1 : position + 3]]
    return bool(below) and not is_body(below[0], first=True)


def _gapped(page: Page, position: int) -> tuple[list[Edit], int] | None:
    """A card without colons (`govtext.steps.furniture_gapped`)."""
    card = gapped_card(page, position)
    if card is None:
        return None
    edits: list[Edit] = []
    for line, items in card[0]:
        edits.extend(_line_edits(page, line, items))
        line.taken = line.edited = True
    return edits, card[1]


# ------------------------------------------------------------------ edits


def _recurs(page: Page, value: str, after: int) -> bool:
    """Whether a title stands again below the card, perhaps with its line breaks elsewhere, or in other words
    about the same document: 《办法》解读 in the card, 《办法》问答 above the text.
    """
    squeezed = re.sub(f"[{BLANKS}\n|]", "", value)
    below = re.sub(f"[{BLANKS}\n|]", "", page.folded[after : after + 3000])
    named = re.search("《[^《》]{4,}》", squeezed)
    return bool(squeezed) and (squeezed in below or (named is not None and named[0] in below[:_TITLE_AREA]))


_TITLE_AREA = 120  # characters below a card in which the title stands


def _line_edits(page: Page, line: Line, items: Sequence[Item]) -> list[Edit]:
    edits = []
    begin = line.begin
    for i, item in enumerate(items):
        stop = items[i + 1].start if i + 1 < len(items) else line.stop
        fields = page.fields(item)
        value = fields.get("title")
        if value and not _recurs(page, str(item.value), line.end):
            at = page.folded.rfind(str(item.value), item.start, item.end)
            edits.append(Edit(begin, at, "", item.rule, fields))
            begin = at + len(str(item.value))
            if i + 1 < len(items):
                edits.append(Edit(begin, stop, "", item.rule))
                begin = stop
            elif begin < line.end:
                edits.append(Edit(begin, line.end, "", item.rule))
            continue
        edits.append(Edit(begin, stop, "", item.rule, fields))
        begin = stop
    return edits
