"""Index cards of cells: a table with pipes, or labels and values on lines of their own."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from govtext.dates import parse_date
from govtext.fold import BLANKS
from govtext.patterns import lazy
from govtext.steps.furniture_card_fields import (
    Run,
    cell_label,
    count_strong,
    fields_of,
    is_catalogue,
    recurs,
    summary_of,
)
from govtext.steps.furniture_grammar import Item
from govtext.steps.furniture_guard import ITEM
from govtext.steps.furniture_page import is_body

if TYPE_CHECKING:
    from collections.abc import Callable

    from govtext.steps.furniture_grammar import Grammar
    from govtext.steps.furniture_page import Line, Page

__all__ = ["read_alternate", "read_row", "read_table"]

_BULLETS = f"{BLANKS}\u2022\u00b7\u25cf\u30fb\uff65*"
_MOST_LINES = 100  # of one card
_LONGEST_ROW = 1000


# ------------------------------------------------------------------ a table with pipes


def read_table(page: Page, start: int, read: Callable[[Line], list[Item] | None]) -> tuple[Run, int] | None:
    """A card whose cells are parted by pipes; ``read`` reads a row (`read_row`)."""
    run: Run = []
    strong = 0
    for line in page.lines[start : start + _MOST_LINES]:
        if "|" not in line.text or len(line.text) > _LONGEST_ROW:
            break
        if not line.text.strip("|-: " + BLANKS):
            if not run:
                break
            run.append((line, [Item(0, len(line.text), "furniture.card", "card")]))
            continue
        items = read(line)
        if items is None or summary_of(items) is not None:
            break
        strong += count_strong(line, items)
        run.append((line, items))
    indexed = any(i.field == "index_number" for _, items in run for i in items)
    labels = sum(len(items) for _, items in run)
    return (run, start + len(run)) if run and (strong >= 3 or (indexed and labels >= 2)) else None


def read_row(line: Line, grammar: Grammar) -> list[Item] | None:
    """A row of label cells, each with at most one value cell behind it."""
    items: list[Item] = []
    values = 0
    label: tuple[str, str] | None = None
    at = 0
    for start, end in _cells(line.text):
        if start == end:
            continue
        found = cell_label(line.text, start, end, grammar)
        if found is not None:
            if label is not None:
                items.append(Item(at, start, label[0], "card", label[1]))
            label, at, values = found, start, 0
        elif label is None:
            return fields_of(line, grammar)
        else:
            values += 1
            if values > 1:
                return fields_of(line, grammar)
            items.append(Item(at, end, label[0], "card", label[1], line.text[start:end]))
            label, at, values = None, end, 0
    if label is not None:
        items.append(Item(at, len(line.text), label[0], "card", label[1]))
    return items or None


def _cells(text: str) -> list[tuple[int, int]]:
    cells = []
    at = 0
    for cell in text.split("|"):
        end = at + len(cell)
        start = end - len(cell.lstrip(BLANKS))
        cells.append((start, start + len(cell.strip(BLANKS))))
        at = end + 1
    return cells


# ------------------------------------------------------------------ labels and values on lines of their own


def read_alternate(page: Page, start: int) -> tuple[Run, int] | None:
    """A card whose labels and values stand on lines of their own."""
    bare_label = functools.partial(_bare_label, grammar=page.grammar)
    if bare_label(page.lines[start]) is None:
        return None
    run: Run = []
    strong = labels = 0
    at = end = start
    pending: tuple[Line, Item] | None = None  # a label that awaits its value
    for line in page.lines[start : start + _MOST_LINES]:
        label = bare_label(line)
        if label is not None:
            if pending is not None:
                run.append((pending[0], [pending[1]]))
            pending = (line, Item(0, len(line.text), label[0], "card", label[1]))
            labels += 1
            strong += count_strong(line, [pending[1]])
            at += 1
            end = at
            continue
        if pending is None:
            break
        field = pending[1].field
        below = page.below(line)
        more = below is not None and bare_label(below) is not None
        if not more and not _fits(page, field, line):
            break
        if len(line.raw) > _LONGEST_VALUE or field == "abstract":
            break
        run.append((pending[0], [pending[1]._replace(value=line.text)]))
        run.append((line, [Item(0, len(line.text), pending[1].rule, "card")]))
        pending = None
        at += 1
        end = at
    if pending is not None:
        opens_summary = pending[1].field == "abstract" and end == at < len(page.lines)
        if opens_summary and not _stood(page, start, at):
            end -= 1
        else:
            run.append((pending[0], [pending[1]]))
    if labels < 3 or strong < 2:
        return None
    return ([] if is_catalogue(run) else run), max(end, start + 1)


_LONGEST_VALUE = 120
_LONGEST_LABEL = 24


def _stood(page: Page, start: int, at: int) -> bool:
    """Whether the line at ``at`` stands above the card too: the title, and no summary."""
    text = page.lines[at].text
    return any(line.text == text for line in page.lines[max(0, start - 5) : start])


def _bare_label(line: Line, *, grammar: Grammar) -> tuple[str, str] | None:
    if len(line.raw) > _LONGEST_LABEL or line.sign != ITEM:
        return None
    text = line.text
    return cell_label(text, len(text) - len(text.lstrip(_BULLETS)), len(text), grammar)


def _fits(page: Page, field: str, line: Line) -> bool:
    """Whether the line behind the last label is its value rather than the title below the card."""
    value = line.text
    if field in ("published", "date"):
        return parse_date(value) is not None
    if field in ("index_number", "document_number"):
        return _NUMBER.fullmatch(value) is not None and any(c.isdigit() for c in value)
    if len(value) > 30 or _ABOUT.match(value) or _DOCUMENT_KIND.search(value):
        return field == "title" and recurs(page, value, line.start + len(line.raw))
    below = page.below(line)
    return below is not None and not is_body(below.text, first=True)


_NUMBER = lazy(r"[\w/\-.\u3014\u3015\[\]()\u3400-\u9fff ]{3,40}")
_ABOUT = lazy("关于|.{2,20}关于")
_DOCUMENT_KIND = lazy("(?:通知|意见|办法|公告|决定|方案|通告|规定|公示|批复)$")
