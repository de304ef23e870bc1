"""One reading of a page: its furniture found from the outside in.

First whole groups (index cards, lists), then lines by their form and place, then what shares its line with
the article. What leaves may uncover more, so `govtext.steps.furniture` asks until there is nothing to be found.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from govtext.edits import NO_FIELDS, Edit, make_edit
from govtext.fold import BLANKS
from govtext.patterns import lazy
from govtext.steps.furniture_card import take_cards
from govtext.steps.furniture_facts import is_other_label, set_facts_apart
from govtext.steps.furniture_glue import take_glued
from govtext.steps.furniture_grammar import Item, grammar_of
from govtext.steps.furniture_kinds import find_title, is_credit
from govtext.steps.furniture_list import take_lists
from govtext.steps.furniture_page import Line, Page, is_title, read_page
from govtext.steps.furniture_path import PATHS, title_behind
from govtext.steps.furniture_place import take_lines
from govtext.steps.furniture_table import find_pipes
from govtext.steps.furniture_title import take_titles
from govtext.steps.furniture_torn import take_torn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from govtext.rules import Rule

__all__ = ["find_once"]


def find_once(text: str, signs: Sequence[int], rules: Sequence[Rule]) -> tuple[Page, list[Edit]]:
    """Return the page as it was read, and the edits that remove what reads as furniture of it as it is.

    ``signs`` is what its first lines show; ``rules`` are a user's own.
    """
    page = read_page(text, signs, grammar_of(tuple(rules)))
    return page, _find(page)


def _find(page: Page) -> list[Edit]:
    """Return the edits for a page; mark the lines that go."""
    edits = take_cards(page)
    title = set_facts_apart(page)
    if torn := take_torn(page):
        edits += torn
        title = find_title(page)
    if lists := take_lists(page):
        edits += lists
        title = find_title(page)
    take_lines(page, title)
    labelled, label_edits = _title_label(page)
    edits += label_edits
    for line in [line for line in page.lines if line.taken and not line.edited]:
        edits += _line_edits(page, line)
    edits += take_titles(page, labelled)
    edits += take_glued(page)
    edits += find_pipes(page)
    return _settled(edits, page.text)


def _settled(edits: list[Edit], text: str) -> list[Edit]:
    """Sort the edits, and drop or trim what two finders both claim."""
    at = 0
    for edit in edits:  # mostly they are in order
        if not at <= edit[0] < edit[1]:
            break
        at = edit[1]
    else:
        return _closing(edits, text)
    out: list[Edit] = []
    at = 0
    for edit in sorted(edits, key=_start_and_length):
        start, end = edit[:2]
        if end > start and end > at:
            out.append(edit if start >= at else edit._replace(start=at))
            at = end
    return _closing(out, text)


def _start_and_length(edit: Edit) -> tuple[int, int]:
    """Of edits that begin together the longest comes first."""
    return edit[0], -edit[1]


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
    items = line.items
    if not items:
        return [Edit(line.begin, line.stop, "", "furniture.fragment")]
    if line.roles.isdisjoint(_SIGNED) and "author" not in line.fields:
        return _edits_of(page, line, line.stop)
    signatures = [is_credit(page, line, item) for item in items]
    if not any(signatures):
        return _edits_of(page, line, line.stop)
    stop = line.start + len(line.raw)
    stops = [*(line.start + item.start for item in items[1:]), stop]
    edits = []
    begin = line.begin
    for item, stays, stop in zip(items, signatures, stops, strict=True):
        if stays:
            begin = line.start + item.end
            while begin < line.start + len(line.raw) and line.text[begin - line.start] in _CLOSES:
                begin += 1
        else:
            edits.append(Edit(begin, stop, "", item.rule, page.fields(line, item)))
            begin = stop
    return edits


_CLOSES = ")]\u3011" + BLANKS


_SIGNED = frozenset(("credit",))


def _edits_of(page: Page, line: Line, stop: int) -> list[Edit]:
    """One edit for each item of a line that goes as a whole."""
    start, items = line.start, line.items
    if items[0][2] in PATHS and (title := title_behind(page, line, items[0])) is not None:
        return _edits_around(page, line, title)
    if len(items) == 1:
        return [make_edit((line.begin, stop, "", items[0][2], page.fields(line, items[0])))]
    stops = [start + item[0] for item in items]
    stops.append(stop)
    stops[0] = line.begin
    return [
        make_edit((stops[i], stops[i + 1], "", item[2], page.fields(line, item)))
        for i, item in enumerate(items)
    ]


def _edits_around(page: Page, line: Line, title: tuple[int, int]) -> list[Edit]:
    """The same for a line in whose path the title stands: it stays, and so does the line break."""
    start, (path, *items) = line.start, line.items
    stops = [*(start + item[0] for item in items), start + len(line.raw)]
    edits = [
        make_edit((line.begin, start + title[0], "", path[2], NO_FIELDS)),
        make_edit((start + title[1], stops[0], "", path[2], NO_FIELDS)),
    ]
    edits += [
        make_edit((begin, end, "", item[2], page.fields(line, item)))
        for item, begin, end in zip(items, stops, stops[1:], strict=False)
    ]
    return [edit for edit in edits if edit[0] < edit[1]]


# 标题, 题名, 题目 with what may stand behind a label.
_TITLE_LABEL = lazy(
    "[题題][\\s\u200b\ufeff]{0,4}[目名:\uff1a\u2236\ufe30\ufe55\ua789\u205a\\]\uff3d\u3011\u4e28\u2502|\uff5c/\uff0f]"
)


def _title_label(page: Page) -> tuple[Line | None, list[Edit]]:
    """标题: in front of the title: the label goes, the title stays."""
    lines = page.lines[: page.head + 1]
    if page.head < len(page.lines) and lines[-1].raw[-1] == "。":
        lines.pop()
    if not lines or _TITLE_LABEL.search(page.text, 0, lines[-1].stop) is None:
        return None, []
    labels = page.grammar.labels
    for line in lines:
        if line.taken:
            continue
        text = line.text
        at = len(text) - len(text.lstrip(BLANKS + "|[\u3010"))
        found = labels.match(text, at, len(text))
        if found is None:
            if not line.whole:
                break
            continue
        rule, field = labels.told(found)
        if field != "title" or found.end() >= len(text):
            continue
        title = text[found.end() :].strip(BLANKS + "|")
        if is_other_label(page.below(line)) or not is_title(title) or re.match("自拟|不限|见|同", title):
            break
        line.kept = True
        line.whole = False
        start = at - 1 if at and text[at - 1] in "[\u3010" else at
        item = Item(found.end(), len(text), rule.id, "label", "title", title)
        return line, [
            Edit(line.start + start, line.start + found.end(), "", rule.id, page.fields(line, item))
        ]
    return None, []
