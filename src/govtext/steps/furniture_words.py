"""The vocabulary of controls: some hundreds of plain words, each known from its first characters.

A row of controls (登录 注册 个人中心, 放大字体 缩小字体 重设) is known by its words alone, so there are many of them, and
no pattern: a word is looked up among those that begin with the two characters at hand, the longest first, of
whatever subject. Rules of two roles hold them, as plain lists:

* ``row``: a word of a row. Alone it may be a title or the heading of a list; it goes in a row, or beside chrome.
* ``phrase``: what nothing but a page says (预览时标签不可点). It goes wherever a line holds nothing but controls.

A backslash stands before a mark that would be none in a pattern; a word holds neither bar nor backslash.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from govtext.rules import Rule

__all__ = ["ROLES", "Words", "is_phrase", "is_row"]

#: What an item of such a rule is in a line.
ROLES = {"row": "word", "phrase": "widget"}


def is_row(rule: str) -> bool:
    """Whether a rule holds words of rows."""
    return rule.startswith("furniture.row_")


def is_phrase(rule: str) -> bool:
    """Whether a rule holds phrases."""
    return rule.startswith("furniture.phrase_")


class Words:
    """The words of some rules."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._by_first: dict[str, list[tuple[str, Rule]]] = {}
        for rule in rules:
            for word in rule.pattern.replace("\\", "").split("|"):
                self._by_first.setdefault(word[0], []).append((word, rule))
        for words in self._by_first.values():
            words.sort(key=_longest_first)

    def beginning(self, two: str) -> tuple[tuple[str, Rule], ...]:
        """Return the words that begin with two characters, or are the first of them, the longest first."""
        return tuple(found for found in self._by_first.get(two[:1], ()) if two.startswith(found[0][:2]))


def _longest_first(found: tuple[str, Rule]) -> int:
    return -len(found[0])
