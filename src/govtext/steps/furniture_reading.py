"""What a line as a whole is read as: one thing of the page, or items from end to end.

A site prints the same lines on each of its pages, so what was read of a short one is remembered for a while.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

from govtext.steps.furniture_fold import fold
from govtext.steps.furniture_grammar import Item
from govtext.steps.furniture_names import NAME_ENDS
from govtext.steps.furniture_reader import Reader, read_name
from govtext.steps.furniture_words import is_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from govtext.steps.furniture_grammar import Grammar

__all__ = ["Reading", "read_line", "read_office"]

_LONGEST_WHOLE = 400
_MOST_OF_CODE = 4000
_CODE_FIRST = "<{}$.(@dfvwj"
_FEWEST_GLUED = 4  # words of a row with nothing between them: 订阅取消订阅已收藏收藏
_UNSURE = frozenset(("bare", "credit"))
_SURE = frozenset(("widget", "label", "word", "head"))


class Reading(NamedTuple):
    """A folded line, its items, whether they are all of it, their roles, and which are labels of which fields."""

    text: str
    items: Sequence[Item]
    whole: bool
    roles: frozenset[str]
    labels: Sequence[Item]
    fields: frozenset[str]


def read_line(grammar: Grammar, raw: str) -> Reading:
    """Fold a line, and read it as one thing of the page, or as items."""
    return _remembered(grammar, raw) if len(raw) <= _LONGEST_REMEMBERED else _read(grammar, fold(raw))


_LONGEST_REMEMBERED = 60


@functools.lru_cache(maxsize=2048)
def _remembered(grammar: Grammar, raw: str) -> Reading:
    return _read(grammar, fold(raw))


def _read(grammar: Grammar, text: str) -> Reading:
    end = len(text)
    whole = None
    if end <= _LONGEST_WHOLE or text[0] in _CODE_FIRST:
        found = grammar.lines.fullmatch(text, 0, min(end, _MOST_OF_CODE))
        if found is not None:
            rule, name = grammar.lines.told(found)
            whole = Item(0, end, rule.id, rule.role, name)
            if rule.role == "line":
                return _reading(text, [whole], whole=True)
    items, stop = Reader(grammar, text).parse(0)
    if stop < end:
        return _reading(text, () if whole is None else [whole], whole=whole is not None)
    if 1 < len(items) < _FEWEST_GLUED and text.isalnum() and any(is_row(item.rule) for item in items):
        # 客户端常见问题: a title
        return _reading(text, () if whole is None else [whole], whole=whole is not None)
    reading = _reading(text, items, whole=True)
    roles = reading.roles
    if whole is not None and (
        whole.role == "list" or roles.isdisjoint(_SURE) or (len(items) == 1 and is_row(items[0].rule))
    ):
        return _reading(text, [whole], whole=True)
    if roles and roles <= _UNSURE:
        return reading._replace(whole=False)  # 云溪日报 2024-03-15: known, but no chrome by itself
    return reading


def _reading(text: str, items: Sequence[Item], *, whole: bool) -> Reading:
    labels = [item for item in items if item[3] == "label"]
    return Reading(
        text,
        items,
        whole,
        frozenset([item[3] for item in items]),
        labels,
        frozenset([item[4] for item in labels]) if labels else _NO_FIELDS,
    )


_NO_FIELDS: frozenset[str] = frozenset()


def read_office(text: str) -> Reading | None:
    """Read a folded line as the name of a medium or an office."""
    if text[-1] not in NAME_ENDS:
        return None
    office = read_name(text, 0)
    return _reading(text, [office], whole=False) if office is not None and office.end == len(text) else None
