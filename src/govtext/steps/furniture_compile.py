"""From rules to patterns: blanks allowed, rules joined, stems made into one tree.

A rule's pattern is written without regard to letter-spacing; here a page is allowed blanks between any two of
its Chinese characters. Several rules become one alternation that can still tell which of them matched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from typing import TYPE_CHECKING

from govtext.fold import BLANKS
from govtext.patterns import any_of, class_of, lazy, pairs
from govtext.rules import BUILT_IN
from govtext.rules.compiled import compile_pattern
from govtext.steps.furniture_fold import GAP, HAN, fold
from govtext.steps.furniture_signs import BEGINNINGS, NEEDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from govtext.patterns import Pairs
    from govtext.rules import Rule

__all__ = ["Choice", "Entry", "field_of", "stems_of", "with_role"]

#: How to try a rule: the method that matches it, and the rule.
Entry = tuple[Callable[[str, int, int], "re.Match[str] | None"], "Rule"]

_GROUP = re.compile(r"\(\?P<(\w+)>")
_UNTOUCHED = re.compile(r"\[(?:\\.|[^\]\\])*\]|\(\?<[!=][^)]*\)")
# Between two Chinese characters, also where a group opens or closes between them.
_JOINTS = re.compile(
    f"(?<=[{HAN}])(?=[{HAN}]|\\(\\?[:P>])|(?<=[{HAN}]\\?)(?=[{HAN}]|\\(\\?[:P>])|(?<=\\))(?=[{HAN}]|\\(\\?[:P>])|(?<=\\)\\?)(?=[{HAN}]|\\(\\?[:P>])"
)


def _spaced(pattern: str) -> str:
    """Allow blanks between two Chinese characters of a pattern, and for each blank in it.

    Classes and look-behinds stay as they are.

    >>> _spaced("来源 ?[大 小]").replace(GAP, "_")
    '来_源_[大 小]'
    """
    out: list[str] = []
    at = 0
    before_han = False  # the class in front of the piece is one of Chinese characters
    for found in [*_UNTOUCHED.finditer(pattern), None]:
        piece = re.sub(r" \??", "\0", pattern[at : found.start() if found else len(pattern)])
        class_of_han = (
            found is not None and found[0][:1] == "[" and re.search(f"[{HAN}]", found[0]) is not None
        )
        if before_han and re.match(f"[{HAN}]", piece):
            piece = "\0" + piece
        if class_of_han and re.search(f"[{HAN}]$", piece):
            piece += "\0"
        out.append(_JOINTS.sub("\0", piece).replace("\0", GAP))
        if found:
            out.append(found[0])
            at = found.end()
        before_han = class_of_han
    return "".join(out)


def _ordered(pattern: str) -> str:
    """Sort a plain list of words, longest first; leave any other pattern alone."""
    if not _is_plain(pattern):
        return pattern
    return "|".join(sorted(pattern.split("|"), key=len, reverse=True))


def _is_plain(pattern: str) -> bool:
    return re.search(r"[\\\[\](){}?*+^$.]", re.sub(r"\[\+\]", "", pattern)) is None


class Choice:
    """Several rules, tried in their order: the first that matches wins, as in an alternation.

    Each is a pattern of its own, compiled when it is first tried, and tried only where the two characters at
    hand are such as it can begin with: of fifty rules one or two are, at most places none. A rule that can begin
    with nearly anything is tried where a character stands that each of its matches holds.
    """

    def __init__(self, rules: Sequence[Rule], after: str = "", before: str = "") -> None:
        self.rules = tuple(rules)
        sources = [f"{before}(?:{_spaced(_ordered(rule.pattern))}){after}" for rule in rules]
        self._numbers = {source: i for i, source in reversed(list(enumerate(sources)))}
        self._patterns = [
            lazy(source) if rule.origin == BUILT_IN else compile_pattern(rule, source)
            for rule, source in zip(rules, sources, strict=True)
        ]
        #: For each rule the two characters that it can begin with; ``None``: nearly any.
        self.beginnings = [
            _beginnings(rule.id) if rule.origin == BUILT_IN else pairs(source)
            for rule, source in zip(rules, sources, strict=True)
        ]
        self._needs = {
            i: lazy(class_of(frozenset(NEEDS[rule.id])))
            for i, rule in enumerate(rules)
            if rule.origin == BUILT_IN and rule.id in NEEDS
        }
        self._any_need = lazy(class_of(frozenset("".join(NEEDS[rules[i].id] for i in self._needs))))
        self._anywhere = tuple(i for i, chars in enumerate(self.beginnings) if chars is None)
        self._first = {char for chars in self.beginnings for char in chars or ()}
        #: The first characters of all rules; of rules that can begin with anything any.
        self.firsts: Container[str] = _Everything() if self._anywhere else self._first
        self._by_pair: dict[str, tuple[int, ...]] = {}  # a memo; there are few pairs of first characters

    def _at(self, text: str, at: int) -> tuple[int, ...]:
        """Return the numbers of the rules that can begin with the two characters at ``at``."""
        first = text[at]
        if first not in self._first:
            return self._anywhere
        two = text[at : at + 2]
        known = self._by_pair.get(two)
        if known is None:
            known = tuple(i for i, pairs in enumerate(self.beginnings) if _can_begin(pairs, two))
            if len(self._by_pair) < _MOST_PAIRS:
                self._by_pair[two] = known
        return known

    def may_begin(self, two: str) -> bool:
        """Whether a rule can begin with two characters."""
        return bool(self._at(two, 0))

    def possible(self, text: str) -> tuple[int, ...]:
        """Return the numbers of the rules that can begin with anything and may match somewhere in a text."""
        needs = self._needs
        if len(needs) == len(self._anywhere) and self._any_need.search(text) is None:
            return ()
        return tuple([i for i in self._anywhere if i not in needs or needs[i].search(text)])

    def entries(self, two: str, possible: tuple[int, ...] | None = None) -> tuple[Entry, ...]:
        """Return how to try the rules that can begin with two characters; of those that can with any the possible."""
        anywhere = self._anywhere if possible is None else possible
        return tuple(
            (self._patterns[i].match, self.rules[i])
            for i, pairs in enumerate(self.beginnings)
            if (i in anywhere if pairs is None else _can_begin(pairs, two))
        )

    def match(self, text: str, at: int, end: int) -> re.Match[str] | None:
        """Return the match of the first rule that matches at ``at``."""
        for i in self._at(text, at) if at < end else ():
            if found := self._patterns[i].match(text, at, end):
                return found
        return None

    def fullmatch(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """Return the match of the first rule that matches all of ``text[start:end]``."""
        needs, patterns = self._needs, self._patterns
        for i in self._at(text, start) if start < end else ():
            if i in needs and needs[i].search(text, start, end) is None:
                continue
            found = patterns[i].fullmatch(text, start, end)
            if found is not None:
                return found
        return None

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """Return the leftmost match of any rule."""
        first: re.Match[str] | None = None
        for pattern in self._patterns:
            found = pattern.search(text, start, end)
            if found and (first is None or found.start() < first.start()):
                first = found
        return first

    def told(self, found: re.Match[str]) -> tuple[Rule, str]:
        """Return the rule that a match is of, and the field that its group names."""
        rule = self.rules[self._numbers[found.re.pattern]]
        return rule, field_of(found, rule)


class _Everything(Container[str]):
    def __contains__(self, _: object) -> bool:
        return True


def field_of(found: re.Match[str], rule: Rule) -> str:
    """Return the field that a match of a rule names; of a user's rule with several groups the first."""
    if rule.origin == BUILT_IN:
        return found.lastgroup or ""
    return next((name for name in _GROUP.findall(rule.pattern) if found[name] is not None), "")


_MOST_PAIRS = 4_000
_BETWEEN = frozenset(BLANKS + "\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029")  # what `GAP` takes


def _beginnings(name: str) -> Pairs | None:
    """Return with which two characters a built-in rule can begin: parsing all of them takes a quarter of a second."""
    chars = BEGINNINGS.get(name)
    if chars is None:
        return None
    found: Pairs = {}
    for word in chars.split():
        seconds = frozenset(word[1:].replace("0", "0123456789"))
        for first in "0123456789" if word[0] == "0" else word[0]:
            found[first] = None if "?" in seconds else seconds | _BETWEEN
    return found


def _can_begin(pairs: Pairs | None, two: str) -> bool:
    """Whether a rule can begin with these two characters, of which the second may be beyond the match."""
    if pairs is None:
        return True
    seconds = pairs.get(two[0], frozenset())
    return seconds is None or two[1:] in seconds


def with_role(rules: Iterable[Rule], *roles: str) -> list[Rule]:
    """Return the rules of these roles, in their order."""
    return [rule for rule in rules if rule.role in roles]


def stems_of(rules: Sequence[Rule]) -> re.Pattern[str] | None:
    """One pattern that finds a stem of any rule, every line if one has none; ``None`` where there are no rules."""
    if not rules:
        return None
    stems = {fold(stem) for rule in rules for stem in rule.stems}
    if "" in stems or not all(rule.stems for rule in rules):
        return re.compile("")
    return re.compile(any_of(stems, joint=GAP))
