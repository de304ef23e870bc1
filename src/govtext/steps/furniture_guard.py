"""The proof that a page holds no furniture: a few scans instead of reading every line.

The body of every page, and a page that was cleaned before, hold nothing for the furniture step, yet their
words are full of its stems (发布, 时间, 大). What tells is the *place*: an item of chrome begins where a line
or a sentence begins or behind a separator, a label has its colon, a date has a line of its own. So the page is
searched for places where an item can begin, with a character that an item can begin with, and only there the
rules are asked. Rules that may begin with nearly anything are asked about the lines that hold their stems.

`may_hold` answers ``False`` only where `govtext.steps.furniture` finds nothing in any of its ways; whatever
this file cannot tell it calls ``True``, and the page is read. A property test compares both.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from govtext.dates import match_date
from govtext.fold import BLANKS
from govtext.patterns import Pairs, any_of, begins_with, class_of, lazy
from govtext.steps.furniture_fold import GAP, OPENERS, SEPARATORS, fold
from govtext.steps.furniture_gapped import may_hold_gapped
from govtext.steps.furniture_values import after_weekday

if TYPE_CHECKING:
    from govtext.rules import Rule
    from govtext.steps.furniture_grammar import Grammar

__all__ = ["may_hold"]

# Line breaks that only pages with a damaged encoding have: these are read, not proven.
_ODD_BREAKS = ("\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029")
# What a table, a bracketed control or an empty field leaves.
_SIGNS = ("|", "]", "\u3011", ":::")
# An item begins at a line's start, behind a separator or a colon, behind a sentence, or behind a date.
_BEFORE = frozenset("\n:。!?\u201d\u2019\"'\u2026" + SEPARATORS)
_COLON = lazy("[:\u4e28\u2502/]")
_WIDEST_LABEL = 80
_DIGITS = "0-9〇○Oo零一二三四五六七八九十百"
_DATE = lazy(
    f"[0-9]{{2}}[{BLANKS}]{{0,4}}(?:年|[-/.\u2013\u2014][{BLANKS}]{{0,4}}[0-9]{{1,2}}[{BLANKS}]{{0,4}}[-/.\u2013\u2014月])"
    f"|(?:19|20)[0-9]{{6}}|[{_DIGITS[3:]}][{BLANKS}]{{0,4}}年"
)
#: The labels of index cards that a card must have two of (`furniture_card`), by what they are made of.
_CARD = (
    *(
        "索引",
        "索取号",
        "编号",
        "文号",
        "字号",
        "登记号",
        "公开方式",
        "公开形式",
        "公开时限",
        "公开范围",
        "公开程序",
    ),
    *("公开属性", "公开类别", "分类", "服务对象", "有效性", "发文机关", "公文种类", "效力状态", "生成日期"),
    *("成文日期", "主题词"),
)
_LONGEST_CARD_LINE = 60
_LONGEST_LINE = 400
_CODE = "<{}$.(@dfvwj"  # what a line of code begins with: it may be longer
_SITE_MARK = "-_|\u2014\u2013 "
_HEADING_REACH = 14


class _Guard(NamedTuple):
    opening: re.Pattern[str]  # a place where an item can begin
    labels: re.Pattern[str]  # where a label of metadata or of a card can begin
    words: re.Pattern[str]  # words of cards and of rules that begin with anything


@functools.lru_cache(maxsize=16)
def _guard_of(grammar: Grammar) -> _Guard:
    known: list[Pairs] = []
    unknown: list[Rule] = []
    for choice in (grammar.tokens, grammar.bare, grammar.whole, grammar.headings, grammar.below):
        never = SEPARATORS if choice in (grammar.tokens, grammar.bare) else BLANKS
        for rule, found in zip(choice.rules, choice.beginnings, strict=True):
            if found is None:
                unknown.append(rule)
            else:
                known.append({char: after for char, after in found.items() if char not in never})
    openers = class_of(frozenset(OPENERS))
    labels = [*grammar.labels.beginnings, *grammar.cards.beginnings]
    words = [*_CARD, *(fold(stem) for rule in unknown for stem in rule.stems)]
    return _Guard(
        re.compile(f"{class_of(_BEFORE)}(?={begins_with(*known)})|{openers}"),
        re.compile("" if None in labels else begins_with(*filter(None, labels))),
        re.compile(any_of(words, joint=GAP)),
    )


def may_hold(folded: str, grammar: Grammar) -> bool:
    """Whether a folded page may hold furniture; ``False`` is a proof that it holds none."""
    if grammar.gate is None:
        return True
    if any(sign in folded for sign in _SIGNS) or any(mark in folded for mark in _ODD_BREAKS):
        return True
    guard = _guard_of(grammar)
    page = "\n" + folded
    return (
        _opened(page, grammar, guard)
        or _labelled(page, grammar, guard)
        or _worded(page, grammar, guard)
        or _dated(page, grammar)
        or _window_title(folded)
        or may_hold_gapped(folded)
    )


def _line_end(page: str, at: int) -> int:
    end = page.find("\n", at)
    return len(page) if end < 0 else end


def _labelled(page: str, grammar: Grammar, guard: _Guard) -> bool:
    """Whether a label of metadata or of a card stands before a colon."""
    for colon in _COLON.finditer(page):
        at = colon.start()
        start = max(page.rfind("\n", max(0, at - _WIDEST_LABEL), at) + 1, at - _WIDEST_LABEL)
        for place in guard.labels.finditer(page, start, at):
            for choice in (grammar.labels, grammar.cards):
                if choice.match(page, place.start(), at + 4):
                    return True
    return False


def _opened(page: str, grammar: Grammar, guard: _Guard) -> bool:
    """Whether an item begins at a place where one can."""
    first = end = -1  # of the line: its first character that is no blank, and its end
    for place in guard.opening.finditer(page):
        at = place.end()
        if at == len(page):
            continue
        if at > end:
            first, end = _line_at(page, at)
        if _item(page, at, end, grammar):
            return True
        if at == first and _is_whole(page, at, end, grammar, known=True):
            return True
    return False


def _line_at(page: str, at: int) -> tuple[int, int]:
    """Return where the line that holds ``at`` begins, without its blanks, and where it ends."""
    start = page.rfind("\n", 0, at) + 1
    end = _line_end(page, at)
    while start < end and page[start] in BLANKS:
        start += 1
    return start, end


def _item(page: str, at: int, end: int, grammar: Grammar) -> bool:
    """Whether a control or a label with a value begins at ``at``, or a control at the bracket before it."""
    if page[at] not in SEPARATORS:  # these are passed over before an item is read
        found = grammar.tokens.known(page, at, end)
        if found is not None and found.end() > at and grammar.is_token(page, found, end):
            return True
        found = grammar.bare.known(page, at, end)
        if found is not None and grammar.states(page, found, end):
            return True
    if page[at - 1] not in OPENERS:
        return False
    found = grammar.tokens.match(page, at - 1, end)
    return found is not None and found.end() > at


def _is_whole(page: str, start: int, end: int, grammar: Grammar, *, known: bool = False) -> bool:
    """Whether a line as a whole is furniture, or opens like the heading of a list."""
    while end > start and page[end - 1] in BLANKS:
        end -= 1
    if end - start <= _LONGEST_LINE or page[start] in _CODE:
        stop = min(end, start + 4000)
        for choice in (grammar.whole, grammar.headings, grammar.below):
            if choice.known(page, start, stop, whole=True) if known else choice.fullmatch(page, start, stop):
                return True
    colon = page.find(":", start, start + _HEADING_REACH)
    return colon > 0 and grammar.headings.fullmatch(page, start, colon + 1) is not None


def _worded(page: str, grammar: Grammar, guard: _Guard) -> bool:
    """Whether a line that holds a word of a card, or of a rule that begins with anything, is one's."""
    done = 0
    for word in guard.words.finditer(page):
        if word.start() < done:
            continue
        start, end = _line_at(page, word.start())
        done = end
        if end - start <= _LONGEST_CARD_LINE and grammar.card_words.match(page, start, end):
            return True
        if start < end and _is_whole(page, start, end, grammar):
            return True
        for at in range(start, end):
            if page[at] in SEPARATORS or page[at - 1] not in _BEFORE:
                continue
            found = grammar.tokens.match(page, at, end)
            if found is not None and found.end() > at and grammar.is_token(page, found, end):
                return True
    return False


def _dated(page: str, grammar: Grammar) -> bool:
    """Whether a line is nothing but dates and names, or an item begins right behind a date."""
    first = end = -1
    for found in _DATE.finditer(page):
        if found.start() > end:
            first, end = _line_at(page, found.start())
            if end - first <= _LONGEST_LINE and page.find("。", first, end) < 0:
                items, stop = grammar.parse(page, first, end)
                if items and stop >= end:
                    return True
        if _follows_date(page, first, found.end(), end, grammar):
            return True
    return False


def _follows_date(page: str, line: int, mark: int, end: int, grammar: Grammar) -> bool:
    before = max(line, mark - 24)
    for start in range(before, mark):
        moment = match_date(page, start, end) if page[start - 1] in _BEFORE or start == line else None
        if moment is not None:
            at = after_weekday(page, moment.end, end)
            return at < end and _item(page, at, end, grammar)
    return False


_FILE = lazy(r"(?i:\.(?:docx?|pdf|wps|ofd|pptx?|xlsx?|txt|rtf))$")


def _window_title(folded: str) -> bool:
    """Whether the first line may be the title of the window: the second one with a site behind it."""
    lines = [line for line in folded[:1000].split("\n", 12) if line.strip(BLANKS)][:2]
    if len(lines) < 2:
        return False
    one, two = (line.strip(BLANKS) for line in lines)
    if _FILE.search(one) or _FILE.search(two):
        return True
    return len(one) > len(two) and one.startswith(two) and one[len(two)] in _SITE_MARK
