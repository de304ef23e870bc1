"""One reading of a page: its furniture found from the outside in.

First whole groups (index cards, lists), then lines by their form and place, then what shares its line with
the article. What leaves may uncover more, so `govtext.steps.furniture` asks until there is nothing to be found.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from govtext.edits import Edit
from govtext.fold import BLANKS
from govtext.steps.furniture_card import take_cards
from govtext.steps.furniture_facts import is_other_label, set_facts_apart
from govtext.steps.furniture_glue import take_glued
from govtext.steps.furniture_grammar import Item
from govtext.steps.furniture_list import take_lists
from govtext.steps.furniture_page import Line, Page, is_title, read_page
from govtext.steps.furniture_place import is_credit, take_lines
from govtext.steps.furniture_table import find_pipes
from govtext.steps.furniture_title import take_titles

if TYPE_CHECKING:
    from govtext.steps.furniture_grammar import Grammar

__all__ = ["find_once"]


def find_once(text: str, grammar: Grammar, signs: dict[str, int]) -> list[Edit]:
    """Return the edits that remove what reads as furniture of the page as it is; note what its lines show."""
    page = read_page(text, grammar, signs)
    edits = take_cards(page)
    set_facts_apart(page)
    edits += take_lists(page)
    take_lines(page)
    labelled, label_edits = _title_label(page)
    edits += label_edits
    for number in page.solid:
        line = page.lines[number]
        if line.taken and not line.edited:
            edits += _line_edits(page, line)
    edits += take_titles(page, labelled)
    edits += take_glued(page)
    edits += find_pipes(page)
    return _settled(edits, page)


def _settled(edits: list[Edit], page: Page) -> list[Edit]:
    """Sort the edits, and drop or trim what two finders both claim."""
    out: list[Edit] = []
    at = 0
    for edit in sorted(edits, key=lambda e: (e.start, -e.end)):
        if edit.end > max(at, edit.start):
            out.append(edit._replace(start=max(at, edit.start)))
            at = edit.end
    return _closing(out, page.text)


def _closing(edits: list[Edit], text: str) -> list[Edit]:
    """Where the edits reach the end of the text, let the line break before them go too."""
    if not edits or text[edits[-1].end :].strip(BLANKS + "\r\n"):
        return edits
    first = len(edits) - 1
    while first and edits[first - 1].end == edits[first].start:
        first -= 1
    start = edits[first].start
    floor = edits[first - 1].end if first else 0
    if start > floor and (start == len(text) or text[start - 1] in "\r\n"):
        while start > floor and text[start - 1] in BLANKS + "\r\n":
            start -= 1
        edits[first] = edits[first]._replace(start=start)
    return edits


# ------------------------------------------------------------------ edits of a line


def _line_edits(page: Page, line: Line) -> list[Edit]:
    """One edit for each item of a line that goes; by-lines stay, and so does the line break then."""
    if not line.items:
        return [Edit(line.begin, line.stop, "", "furniture.fragment")]
    signed = any(is_credit(page, item) for item in line.items)
    edits = []
    begin = line.begin
    for i, item in enumerate(line.items):
        last = i + 1 == len(line.items)
        if is_credit(page, item):
            begin = item.end
            while begin < line.end and page.folded[begin] in ")]\u3011" + BLANKS:
                begin += 1
            continue
        stop = line.stop if last and not signed else line.end if last else line.items[i + 1].start
        edits.append(Edit(begin, stop, "", item.rule, page.fields(item)))
        begin = stop
    return edits


def _title_label(page: Page) -> tuple[int | None, list[Edit]]:
    """标题: in front of the title: the label goes, the title stays."""
    for number in page.solid:
        if number > page.head:
            break
        line = page.lines[number]
        if line.taken:
            continue
        at = line.start
        while at < line.end and (page.folded[at] in BLANKS or page.folded[at] in "|[\u3010"):
            at += 1
        found = page.grammar.labels.match(page.folded, at, line.end)
        if found is None:
            if not line.whole:
                break
            continue
        rule, field = page.grammar.labels.told(found)
        if field != "title" or found.end() >= line.end:
            continue
        position = page.solid.index(number)
        following = page.around(position, 1)
        if is_other_label(page, following):
            break
        title = page.folded[found.end() : line.end].strip(BLANKS + "|")
        if not is_title(title) or re.match("自拟|不限|见|同", title):
            break
        line.kept = True
        line.whole = False
        pipe = line.start if page.folded[line.start] != "|" else at
        start = at - 1 if at > line.start and page.folded[at - 1] in "[\u3010" else at
        return number, [
            Edit(
                max(pipe, start) if start >= pipe else start,
                found.end(),
                "",
                rule.id,
                page.fields(Item(found.end(), line.end, rule.id, "label", "title", title)),
            )
        ]
    return None, []
