r"""Page furniture: what an extractor leaves of the page around an article.

**What goes.** The path to the page, the bar of the site, the line of metadata under the title, the index
card, the choice of a font size, buttons to print, share and close, prompts to scan a code, pagers, the
editing chain, the articles before and after, lists of other articles, boxes for comments, what players,
scripts and pictures leave behind, the pipes of tables, and stray fragments of all these.

**What stays.** The title and whoever signs the article (记者, 通讯员, 摄, 供稿), attachments with a name,
抄送 and 印发, captions, and every use of the same words as content: 来源 in a water report, 字号 in format
rules, 扫一扫 in an instruction, 上一篇 in a serial.

**How.** A line is furniture when the grammar (`govtext.steps.furniture_grammar`) reads it to its end, and
when it stands where its words are a page's. A form that nothing but a page has (``[打印本页]``,
``来源: 时间: 浏览:``) goes wherever it stands; a lone label only at the head or at the tail; a lone word
only beside something surer. A label counts when its value is empty, a name, a date or a number and ends
there. Edits carry what their label states (`govtext.metadata` collects it).

A page that is furniture from end to end comes back whole. Offsets are code points. The rules are data:
``rules/furniture.toml``; their words come from shared field notes of Chinese government and news pages.

>>> strip_furniture("桥头村通了公交\n来源: 云溪日报 时间:2024-03-15\n第一班公交昨天开进村。")
'桥头村通了公交\n第一班公交昨天开进村。'
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from govtext.edits import Edit, apply, compose
from govtext.fold import BLANKS
from govtext.rules import Rule, load_rules
from govtext.step import ensure_text, explained_by
from govtext.steps.furniture_card import take_cards
from govtext.steps.furniture_glue import take_glued
from govtext.steps.furniture_grammar import Grammar, Item, fold, grammar_of
from govtext.steps.furniture_guard import may_hold
from govtext.steps.furniture_list import take_lists
from govtext.steps.furniture_page import Line, Page, is_title, read_page
from govtext.steps.furniture_place import is_credit, is_other_label, set_facts_apart, take_lines
from govtext.steps.furniture_table import find_pipes
from govtext.steps.furniture_title import take_titles

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["find_furniture", "strip_furniture"]

_HAN = "\u3400-\u9fff"
_MOST_ROUNDS = 16  # three are the most seen on real pages


def find_furniture(text: str, *, rules: Sequence[Rule] = ()) -> list[Edit]:
    """Return the edits that remove the furniture of a page; none when nothing else would be left.

    ``rules`` are rules of one's own, used beside the built-in ones. Raises ``TypeError`` for anything
    but ``str``.
    """
    ensure_text(text)
    grammar = grammar_of((*rules, *load_rules("furniture")))
    edits: list[Edit] = []
    rest = text
    for _ in range(_MOST_ROUNDS):
        found = _find_once(rest, grammar) if may_hold(fold(rest), grammar) else []
        if not found:
            break
        edits = compose(edits, found)
        rest = apply(rest, found)
    else:
        return []  # no page. What cannot be finished is not begun
    return edits if rest.strip(BLANKS + "\r\n|") else []


@explained_by(find_furniture)
def strip_furniture(text: str, *, rules: Sequence[Rule] = ()) -> str:
    """Return ``text`` without its page furniture (see the module's essay)."""
    return apply(text, find_furniture(text, rules=rules))


def _find_once(text: str, grammar: Grammar) -> list[Edit]:
    page = read_page(text, grammar)
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
