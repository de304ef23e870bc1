"""Index cards: the fields of an information-disclosure page above its document.

A card comes in five layouts: one field to a line, a table with pipes, labels and values on lines of their
own, everything on one line, and cells parted by blanks alone. Its labels (主题分类, 名称, 文号) are ordinary words, so a card needs an index
number among its fields, or three fields that only cards have, close together.

The document's title and number recur below the card and stay there; a title that stands in the card
alone stays too, without its label. A summary that holds text is body, with its label.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from govtext.patterns import lazy
from govtext.steps.furniture_card_cells import read_alternate, read_row, read_table
from govtext.steps.furniture_card_fields import (
    OTHER_LABEL,
    STRONG,
    Run,
    count_strong,
    fields_of,
    is_catalogue,
    summary_of,
    take_run,
    unspaced,
)
from govtext.steps.furniture_fold import GAP, fold
from govtext.steps.furniture_gapped import gapped_card, may_hold_gapped
from govtext.steps.furniture_grammar import Item
from govtext.steps.furniture_guard import ITEM

if TYPE_CHECKING:
    from collections.abc import Callable

    from govtext.edits import Edit
    from govtext.steps.furniture_page import Line, Page

__all__ = ["take_cards"]

# What each of those labels is made of, letter-spaced or not.
_SIGN = lazy(f"索|号|类|效|题{GAP}词|对{GAP}象|公{GAP}开|文{GAP}机|[成生]{GAP}[文成]|标{GAP}识")
_OTHER_INDEX = lazy("信息编号|公开编号|登记号|统一编号|目录编号|信息标识码")
_MOST_LINES = 100  # of one card
_LONGEST_LINE = 2000
_FEWEST_STRONG = 2


def take_cards(page: Page) -> list[Edit]:
    """Return the edits that remove the index cards of a page; their lines are marked as taken."""
    if not _may_have_card(page):
        return []
    edits: list[Edit] = []
    at = 0
    gapped = may_hold_gapped(fold(page.text))

    @functools.cache  # a line is asked about from each line above it that might begin a card
    def read(line: Line) -> list[Item] | None:
        return fields_of(line, page.grammar) if line.sign == ITEM and _may_be_field(page, line) else None

    @functools.cache
    def row(line: Line) -> list[Item] | None:
        return read_row(line, page.grammar)

    while at < len(page.lines):
        if not gapped and page.lines[at].sign != ITEM:
            at += 1
            continue
        found: tuple[Run, int] | None = (
            _read_lines(page, at, read)
            or read_table(page, at, row)
            or read_alternate(page, at)
            or (gapped_card(page, at) if gapped else None)
        )
        if found is None:
            at += 1
            continue
        run, at = found
        edits.extend(take_run(page, run))
    return edits


def _may_have_card(page: Page) -> bool:
    """Whether the page has what every card has: an index number, or two other fields that only cards have."""
    # A sentence is no field of theirs, and may be read late.
    signed = [
        line
        for line in page.noted
        if line.shown == ITEM and _SIGN.search(line.text) is not None and line.raw[-1] != "。"
    ]
    if not signed or "索" in page.text:
        return bool(signed)
    texts = [unspaced(line.text) for line in signed]
    return sum(len(STRONG.findall(text)) for text in texts) >= _FEWEST_STRONG or any(
        _OTHER_INDEX.search(text) for text in texts
    )


def _may_be_field(page: Page, line: Line) -> bool:
    """Whether a line opens with a field of a card or another label."""
    text, end = line.text, len(line.text)
    at = end - len(text.lstrip("|[\u3010\u2022\u00b7 "))
    grammar = page.grammar
    return grammar.cards.match(text, at, end) is not None or grammar.labels.match(text, at, end) is not None


def _read_lines(page: Page, start: int, read: Callable[[Line], list[Item] | None]) -> tuple[Run, int] | None:
    """A card of one line or several, label: value."""
    run: Run = []
    labels = strong = 0
    at = start
    indexed = False
    for line in page.lines[start : start + _MOST_LINES]:
        if len(line.raw) > _LONGEST_LINE:
            break
        items = read(line)
        if items is None:
            if not run or not _is_other_field(page, line, read):
                break
            run.append((line, [Item(0, len(line.text), "furniture.card", "card")]))
        elif summary_of(items) is not None:
            if not run or labels < 2:
                break
            # a summary with text is body: it stays, the card goes on behind it
        else:
            labels += sum(item.role in ("card", "label") for item in items)
            strong += count_strong(line, items)
            indexed = indexed or any(item.field == "index_number" for item in items)
            run.append((line, items))
        at += 1
    if not run or not (strong >= 3 or (indexed and labels >= 2) or (strong >= 2 and labels >= 4)):
        return None
    if is_catalogue(run):
        return [], at
    return None if not indexed and _is_procurement(run) else (run, at)


def _is_other_field(page: Page, line: Line, read: Callable[[Line], list[Item] | None]) -> bool:
    """Whether a line has a label of its own and a field of the card stands below it."""
    if len(line.raw) >= _LONGEST_OTHER or OTHER_LABEL.match(line.text) is None:
        return False
    below = page.below(line)
    return below is not None and bool(read(below))


_LONGEST_OTHER = 60


def _is_procurement(run: Run) -> bool:
    return any("采购" in line.text for line, _ in run[:2])
