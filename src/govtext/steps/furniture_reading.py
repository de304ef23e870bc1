"""What a line as a whole is read as: one thing of the page, or items from end to end.

A site prints the same lines on each of its pages, so what was read of a short one is remembered for a while.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

from govtext.fold import BLANKS
from govtext.patterns import lazy
from govtext.steps.furniture_fold import fold
from govtext.steps.furniture_grammar import Item
from govtext.steps.furniture_names import NAME_ENDS
from govtext.steps.furniture_reader import Reader, read_name
from govtext.steps.furniture_words import NEUTRAL, is_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from govtext.steps.furniture_grammar import Grammar

__all__ = ["UNKNOWN", "Reading", "read_line", "read_office"]

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
    if stop < end and whole is None and (row := _known_row(grammar, text)):
        return _reading(text, row, whole=True)
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


def _known_row(grammar: Grammar, text: str) -> list[Item]:
    """Read a row of words of which the vocabulary lacks one in four at most: 导出 | 收藏 | 打印 | 推送到手机."""
    if len(text) > _LONGEST_ROW or _NO_ROW.search(text) is not None:
        return []
    cells = list(_CELL.finditer(text))
    if not _FEWEST_CELLS <= len(cells) <= _MOST_CELLS:
        return []
    row: list[Item] = []
    unknown = 0
    for cell in cells:
        at, end = cell.span()
        items, stop = Reader(grammar, cell[0]).parse(0)
        if stop == end - at and items and all(item.role in _WORDS for item in items):
            row += [item._replace(start=at + item.start, end=at + item.end) for item in items]
            unknown += cell[0] in NEUTRAL
            continue
        unknown += 1
        if unknown * _ONE_IN > len(cells) or _NAME.fullmatch(cell[0]) is None:
            return []
        row.append(Item(at, end, "furniture.word", "word", UNKNOWN))
    return row if unknown * _ONE_IN <= len(cells) else []


#: The field of a cell of a row that the vocabulary lacks.
UNKNOWN = "unknown"
_CELL = lazy(f"[^{BLANKS}|]+")
_NAME = lazy("[\u3400-\u9fffA-Za-z]{2,6}")
_NO_ROW = lazy("[。,:;!?、\u300a\u300b]")
_WORDS = frozenset(("word", "widget"))
_LONGEST_ROW = 160
_FEWEST_CELLS, _MOST_CELLS, _ONE_IN = 4, 20, 4


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
