"""The fields of an index card: how a line is read as fields, which of them only cards have, what leaves of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from govtext.edits import Edit
from govtext.fold import BLANKS
from govtext.patterns import lazy
from govtext.steps.furniture_fold import HAN, fold
from govtext.steps.furniture_grammar import Item
from govtext.steps.furniture_reader import Reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from govtext.steps.furniture_grammar import Grammar
    from govtext.steps.furniture_page import Line, Page

__all__ = [
    "OTHER_LABEL",
    "STRONG",
    "Run",
    "cell_label",
    "count_strong",
    "fields_of",
    "is_catalogue",
    "recurs",
    "summary_of",
    "take_run",
    "unspaced",
]

#: Lines of a card, each with its fields.
Run = list[tuple["Line", "Sequence[Item]"]]

OTHER_LABEL = lazy(f"[{HAN}]{{2,8}}[{BLANKS}]{{0,4}}:")
#: What only cards call their fields.
STRONG = lazy(
    "索引|索取号|信息编号|公开编号|发文字号|发文文号|公开方式|公开形式|公开时限|公开范围|公开程序|公开属性|公开类别|主题分类|体裁分类|组配分类|信息分类|服务对象|有效性|发文机关|公文种类|效力状态|生成日期|成文日期|主题词|统一编号|登记号"
)
# Those of them that only a document's own card has; one accession number is a library's too.
_DOCUMENT = lazy(
    "(?:信息)?索引|信息编号|公开编号|发文|公文种类|成文日期|生成日期|主题分类|体裁分类|组配分类|信息分类|有效性|效力状态|主题词|公开(?:责任|机[构关]|日期|方式)"
)
_PARTING = lazy(f"[{BLANKS}|\u3010\\[\u2022\u00b7]")
_LONGEST_LABEL = 24
_BETWEEN = BLANKS + "|[\u3010\u3011]\u2022\u00b7;,"


def unspaced(text: str) -> str:
    """Return a text without what may stand in a letter-spaced label or before it."""
    return _PARTING.sub("", text)


def count_strong(line: Line, items: Iterable[Item]) -> int:
    """How many of a line's fields only cards have."""
    return sum(
        STRONG.match(unspaced(line.text[i.start : min(i.end, i.start + _LONGEST_LABEL)])) is not None
        for i in items
    )


def summary_of(items: Sequence[Item]) -> Item | None:
    """Return the field that holds a summary, if there is one: it is body."""
    return next((i for i in items if i.field == "abstract" and i.value and len(str(i.value)) > 4), None)


def is_catalogue(run: Run) -> bool:
    """Whether fields are those of a catalogue, which has each several times, or of what is to be disclosed at all."""
    names = [
        unspaced(line.text[i.start : min(i.end, i.start + _LONGEST_LABEL)]).partition(":")[0]
        for line, items in run
        for i in items
        if i.role == "card"
    ]
    if sum(names.count(name) > 1 for name in set(names)) >= _MOST_TWICE:
        return True
    return not any(_DOCUMENT.search(name) for name in names)


_MOST_TWICE = 2


# ------------------------------------------------------------------ reading


def fields_of(line: Line, grammar: Grammar) -> list[Item] | None:
    """The fields of a line that is nothing but card fields, else ``None``."""
    text, end = line.text, len(line.text)
    items: list[Item] = []
    reader: Reader | None = None
    at = 0
    while at < end:
        while at < end and text[at] in _BETWEEN:
            at += 1
        if at >= end:
            break
        found = grammar.cards.match(text, at, end)
        if found is not None:
            rule, field = grammar.cards.told(found)
            stop = _field_end(text, found.end(), grammar)
            value = text[found.end() : stop].strip(BLANKS + "|\u3010[;")
            if "。" in value and field != "abstract":
                return None
            items.append(Item(at, stop, rule.id, "card", field, value or None))
            at = stop
            continue
        reader = reader or Reader(grammar, text)
        inner, stop = reader.parse(at)
        if not inner:
            return None
        items.extend(inner)
        at = max(stop, at + 1)
    return items or None


_GAPS = lazy(f"[{BLANKS}]+|\\|+|[\u3010\\[]")
_COLON = lazy(":")


def _field_end(text: str, at: int, grammar: Grammar) -> int:
    """Where the value of a card field ends: at the next label behind a gap or a bar, or at the line's end."""
    end = len(text)
    for gap in _GAPS.finditer(text, at):
        start = gap.end()
        if grammar.cards.match(text, start, end) or grammar.labels.match(text, start, end):
            return gap.start()
        if gap[0][0] in BLANKS and OTHER_LABEL.match(text, start):
            return gap.start()
    # 索引号:0152主题分类:城乡建设 without a gap
    for colon in _COLON.finditer(text, at):
        for start in range(max(at, colon.start() - 8), colon.start() - 1):
            found = grammar.card_words.match(text, start, colon.start())
            if (
                found is not None
                and found.end() == colon.start()
                and colon.start() - start >= 3
                and STRONG.match(found[0])
            ):
                return start
    return end


def cell_label(text: str, start: int, end: int, grammar: Grammar) -> tuple[str, str] | None:
    """The rule and the field of a stretch that is nothing but a label."""
    while end > start and (text[end - 1] == ":" or text[end - 1] in BLANKS):
        end -= 1
    found = grammar.card_words.fullmatch(text, start, end)
    if found is None:
        return None
    rule, field = grammar.card_words.told(found)
    return rule.id, field


# ------------------------------------------------------------------ edits


def take_run(page: Page, run: Run) -> list[Edit]:
    """Return the edits that remove the lines of a card; the lines are marked as taken."""
    edits: list[Edit] = []
    for line, items in run:
        edits.extend(_edits(page, line, items))
        line.taken = line.edited = True
    return edits


def _edits(page: Page, line: Line, items: Sequence[Item]) -> list[Edit]:
    edits = []
    begin = line.begin
    for i, item in enumerate(items):
        stop = line.start + items[i + 1].start if i + 1 < len(items) else line.stop
        fields = page.fields(line, item)
        value = fields.get("title")
        end = line.start + len(line.raw)
        if value and not recurs(page, str(item.value), end):
            at = line.start + line.text.rfind(str(item.value), item.start, item.end)
            edits.append(Edit(begin, at, "", item.rule, fields))
            begin = at + len(str(item.value))
            if i + 1 < len(items):
                edits.append(Edit(begin, stop, "", item.rule))
                begin = stop
            elif begin < end:
                edits.append(Edit(begin, end, "", item.rule))
            continue
        edits.append(Edit(begin, stop, "", item.rule, fields))
        begin = stop
    return edits


def recurs(page: Page, value: str, after: int) -> bool:
    """Whether a title stands again below the card, perhaps with its line breaks elsewhere, or in other words
    about the same document: 《办法》解读 in the card, 《办法》问答 above the text.
    """
    squeezed = _BREAKING.sub("", value)
    if not squeezed:
        return False
    below = _BREAKING.sub("", fold(page.text[after : after + _REACH]))
    named = _NAMED.search(squeezed)
    return squeezed in below or (named is not None and named[0] in below[:_TITLE_AREA])


_REACH = 3000
_TITLE_AREA = 120  # characters below a card in which the title stands
_NAMED = re.compile("\u300a[^\u300a\u300b]{4,}\u300b")
_BREAKING = re.compile(f"[{BLANKS}\n|]")
