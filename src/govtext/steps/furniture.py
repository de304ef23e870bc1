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

import functools
from typing import TYPE_CHECKING

from govtext.edits import Edit, apply, compose
from govtext.fold import BLANKS
from govtext.step import ensure_text, explained_by
from govtext.steps.furniture_guard import look

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from govtext.rules import Rule
    from govtext.steps.furniture_page import Page

__all__ = ["find_furniture", "strip_furniture"]

_MOST_ROUNDS = 16  # three are the most seen on real pages


def find_furniture(text: str, *, rules: Sequence[Rule] = ()) -> list[Edit]:
    """Return the edits that remove the furniture of a page; none when nothing else would be left.

    ``rules`` are rules of one's own, used beside the built-in ones. Raises ``TypeError`` for anything
    but ``str``.
    """
    if not isinstance(text, str):
        ensure_text(text)
    signs = look(text)
    if signs is None and not rules:
        return []
    find_once = _rest_of_step()
    edits: list[Edit] = []
    rest = text
    for _ in range(_MOST_ROUNDS):
        page, found = find_once(rest, signs or (), rules)
        if not found:
            break
        edits = compose(edits, found)
        rest = apply(rest, found)
        signs = look(rest, page.left()) if signs else look(rest)
        if signs is None and not rules:
            break
    else:
        return []  # no page. What cannot be finished is not begun
    return edits if rest.strip(BLANKS + "\r\n|") else []


@functools.cache
def _rest_of_step() -> Callable[[str, Sequence[int], Sequence[Rule]], tuple[Page, list[Edit]]]:
    """Import what reads the rules, once: no plain page needs it."""
    from govtext.steps.furniture_once import find_once

    return find_once


@explained_by(find_furniture)
def strip_furniture(text: str, *, rules: Sequence[Rule] = ()) -> str:
    """Return ``text`` without its page furniture (see the module's essay)."""
    return apply(text, find_furniture(text, rules=rules))
