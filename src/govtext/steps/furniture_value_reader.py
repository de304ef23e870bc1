"""Reading the values of labels off a line of page furniture: where each ends and what it states.

A value has no closing mark of its own. It ends where the next item begins, or where its own form does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from govtext.dates import match_date
from govtext.fold import BLANKS
from govtext.patterns import lazy
from govtext.steps.furniture_compile import field_of
from govtext.steps.furniture_fold import GAP, HAN, OPENERS, SEPARATORS
from govtext.steps.furniture_grammar import Item
from govtext.steps.furniture_names import (
    ENDS_AS_OFFICE,
    GLUED_MORE,
    GLUED_NAME,
    OPENS_BODY,
    is_name,
)
from govtext.steps.furniture_values import (
    AFTER_WORD,
    AHEAD_DATE,
    COLON_MARKS,
    COUNT,
    COUNT_TIGHT,
    GAPS,
    GLUED_DATE,
    NEIGHBOUR_END,
    NO_COUNT,
    NO_COUNT_TIGHT,
    NO_SIZES,
    PLACE,
    SHORT_DATE,
    SIZES,
    SIZES_GLUED,
    URL,
    URL_BEHIND,
    after_weekday,
    number_in,
    past_blanks,
)
from govtext.steps.furniture_words import ROLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from govtext.rules import Rule
    from govtext.steps.furniture_compile import Entry
    from govtext.steps.furniture_grammar import Grammar, Plan

__all__ = ["APART", "SKIP", "ValueReader", "first_match"]

#: What stands between two items.
SKIP = lazy(
    f"[{re.escape(SEPARATORS)}]*(?:::?:?(?=[{re.escape(BLANKS)}\u25a1]|$))?[{re.escape(SEPARATORS)}]*"
)
APART = frozenset(SEPARATORS)
_DATE_FIELDS = frozenset(("published", "updated", "date", "posted"))
_COUNT_FIELDS = frozenset(("views", "count"))
_COUNTED_OR_DATED = _COUNT_FIELDS | _DATE_FIELDS
_SIGNED_FIELDS = frozenset(("editor", "source", "author", "chain"))
_AROUND_NAME = "".join(char for char in SEPARATORS if char not in "()") + ",;、"

# The name behind a label that has no colon: behind a blank, or as all the rest of the line behind a bar.
_AFTER_BLANK = lazy(
    f"[{BLANKS}]{{1,4}}([{HAN}]{{2,4}}|[{HAN}]{GAP}[{HAN}])(?={GAP}(?:$|[\\])\u3011|/]|[{BLANKS}]))"
)
_BARRED = lazy(f"[{BLANKS}]{{1,4}}[|\u4e28\u2502][{BLANKS}]{{1,4}}([{HAN}][{HAN} \u3001\u00b7]{{1,20}})$")
_BEFORE_BLANK = lazy(f"[{HAN}A-Za-z·]{{2,12}}(?=[{BLANKS}])")
_SENTENCE = lazy("[。!?]|[\u4e00-\u9fff]{15}")
_LISTED = lazy(f"[{BLANKS},;、|/]+")
_LONGEST_NAME = 90
_LONGEST_TEXT = 160
_LONGEST_NEIGHBOUR = 120


class KnownWord(NamedTuple):
    """A word of the vocabulary that stands at a place, and whether nothing runs on behind it."""

    item: Item
    stands_apart: bool

    def goes_before(self, found: re.Match[str]) -> bool:
        """Whether the word is the better reading than what a pattern found there."""
        end = len(found.string[: found.end()].rstrip(BLANKS))
        return self.item.end >= end if self.item.role == "widget" else self.item.end > end


class ValueReader:
    """Reads values off one folded line; ``glued`` is for a run that an article may follow without a break.

    Then a name must end where a known kind of name ends.
    """

    __slots__ = ("_plans", "_possible", "glued", "grammar", "size", "text")

    def __init__(self, grammar: Grammar, text: str, *, glued: bool = False) -> None:
        self.grammar = grammar
        self.text = text
        self.size = len(text)
        self.glued = glued
        self._possible, self._plans = grammar.plans(text)

    def _plan(self, at: int) -> Plan:
        two = self.text[at : at + 2]
        plan = self._plans.get(two)
        return self.grammar.plan(two, self._possible) if plan is None else plan

    def _is_label(self, at: int, end: int) -> bool:
        if at >= end:
            return False
        text = self.text
        return any(match(text, at, end) for match, _ in self._plan(at).labels)

    def _control(self, at: int, end: int) -> Item | None:
        """A control that owns its brackets: 【打印】."""
        found, rule = first_match(self._plan(at).tokens, self.text, at, end)
        if found is None or rule is None or found.end() <= at + 1:
            return None
        return Item(at, found.end(), rule.id, rule.role, field_of(found, rule))

    def _is_token(self, plan: Plan, at: int, end: int) -> bool:
        """Whether a control stands at a place, and apart from what follows."""
        text = self.text
        token, _ = first_match(plan.tokens, text, at, end)
        if token is not None and token.end() > at and (token.end() >= end or text[token.end()] in APART):
            return True
        return bool(plan.words) and self._is_word(at)

    def _is_word(self, at: int) -> bool:
        """Whether a word of the vocabulary stands at a place, and apart from what follows."""
        if at >= self.size:
            return False
        known = self._word(at, self._plan(at).words)
        return known is not None and known.stands_apart

    def _word(self, at: int, words: tuple[tuple[str, Rule], ...]) -> KnownWord | None:
        """The longest word of the vocabulary at a place, with the figures behind it."""
        text = self.text
        for word, rule in words:
            if text.startswith(word, at):
                return self._known(at, at + len(word), rule)
        return None

    def _compound(self, at: int) -> KnownWord | None:
        """A word at a place that is put together from parts of words and stands apart from what follows."""
        found = self.grammar.words.compound(self.text, at)
        known = self._known(at, *found) if found is not None else None
        return known if known is not None and known.stands_apart else None

    def _known(self, at: int, stop: int, rule: Rule) -> KnownWord:
        figures = AFTER_WORD.match(self.text, stop, self.size)
        if figures is not None:
            stop = figures.end()
        item = Item(at, stop, rule.id, ROLES[rule.role])
        return KnownWord(item, stop >= self.size or not self._runs_on(item))

    def _runs_together(self, at: int) -> bool:
        """Whether another control stands right behind one: 已收藏收藏."""
        plan = self._plan(at)
        return not self.glued and (
            (bool(plan.words) and self._word(at, plan.words) is not None)
            or first_match(plan.tokens, self.text, at, self.size)[0] is not None
        )

    def _runs_on(self, item: Item) -> bool:
        """Whether a word or a number goes on behind one of the vocabulary, or a colon that has something behind it."""
        text, at = self.text, item.end
        if text[at] == ":":
            return item.role == "word" and past_blanks(text, at + 1, self.size) < self.size
        return "\u3400" <= text[at] <= "\u9fff" or (text[at].isalnum() and text[at - 1].isascii())

    def _value(self, field: str, at: int, end: int) -> tuple[int, Any] | None:
        """Read the value of a label: where it ends and what it states; ``None`` when it is none."""
        read = self._READERS.get(field)
        return self._name(at, end, glued=self.glued) if read is None else read(self, at, end)

    def _source(self, at: int, end: int) -> tuple[int, Any] | None:
        found = URL.match(self.text, at, end)
        return (found.end(), None) if found else self._name(at, end, glued=self.glued)

    def _posted(self, at: int, end: int) -> tuple[int, Any] | None:
        place = PLACE.match(self.text, at, end)
        return (place.end(), None) if place else self._date(at, end)

    def _no_value(self, at: int, end: int) -> tuple[int, Any] | None:
        return (at, None) if self._is_empty(at, end) else None

    def _count(self, at: int, end: int) -> tuple[int, Any] | None:
        text = self.text
        pattern, empty = (COUNT_TIGHT, NO_COUNT_TIGHT) if self.glued else (COUNT, NO_COUNT)
        if found := pattern.match(text, at, end):
            return found.end(), number_in(found[0])
        found = empty.match(text, at, end)
        return (found.end() if found else at), None

    def _bare_value(self, field: str, at: int, end: int) -> tuple[int, Any] | None:
        """A value without a colon: a date or a number right behind its label, sizes, a neighbour's title."""
        text = self.text
        while text[at - 1] in BLANKS:  # taken in by a label that may go on
            at -= 1
        if field in _DATE_FIELDS:
            return self._date(at, end) if AHEAD_DATE.match(text, at, end) else None
        if field in _COUNT_FIELDS:
            found = COUNT.match(text, at, end)
            return (found.end(), number_in(found[0])) if found else None
        if field == "sizes":
            return self._sizes(at, end)
        if field == "neighbour":
            rest = text[at:end].strip(BLANKS)
            if not rest or text[at - 1] in BLANKS or text[at : at + 1] in BLANKS + ">\u00bb<\u00ab[\u3010":
                return self._neighbour(at, end)
            return None
        if field == "url":
            return self._url(at, end) if URL.match(text, at, end) else None
        if field in _SIGNED_FIELDS:
            found = _AFTER_BLANK.match(text, at, end)
            if found is not None and (field == "editor" or ENDS_AS_OFFICE.search(found[1])):
                return found.end(), found[1]
            found = _BARRED.match(text, at, end)
            if found is not None and is_name(found[1]):
                return found.end(), found[1]
        return None

    def _date(self, at: int, end: int) -> tuple[int, Any] | None:
        text = self.text
        start = past_blanks(text, at, end)
        if text[start : start + 1] in ("[", "("):
            start = past_blanks(text, start + 1, end)
        moment = match_date(text, start, end)
        if moment is not None:
            return after_weekday(text, moment.end, end), moment.iso
        found = SHORT_DATE.match(text, at, end)
        if found is not None:
            return found.end(), None
        return (at, None) if self._is_empty(at, end) else None

    def _is_empty(self, at: int, end: int) -> bool:
        """Whether a label at ``at`` has no value: the line ends, or the next item begins."""
        text = self.text
        found = SKIP.match(text, at, end)
        start = found.end() if found else at
        if start >= end:
            return True
        plan = self._plan(start)
        if self._is_label(start, end) or first_match(plan.credits, text, start, end)[0]:
            return True
        return self._is_token(plan, start, end)

    def _sizes(self, at: int, end: int) -> tuple[int, Any] | None:
        text = self.text
        found = (
            SIZES_GLUED.match(text, at, end) or SIZES.match(text, at, end) or NO_SIZES.match(text, at, end)
        )
        return (found.end(), None) if found else None

    def _url(self, at: int, end: int) -> tuple[int, Any] | None:
        text = self.text
        found = URL.match(text, at, end)
        if found is not None:
            return found.end(), found[0].strip(BLANKS)
        found = URL_BEHIND.search(text, at, min(end, at + 60))
        if found is not None and is_name(text[at : found.start()]):
            found = URL.match(text, found.start(), end)
            return (found.end(), found[0].strip(BLANKS)) if found else None
        return self._name(at, end, glued=self.glued)

    def _next(self, at: int, end: int) -> int:
        """Where the next item begins at or behind ``at``; ``end`` when none does.

        A label may follow without a gap, so the colons are tried; anything else follows a separator.
        """
        text = self.text
        for colon in COLON_MARKS.finditer(text, at, end):
            if not self.grammar.may_end_label(text, at, colon.start()):
                continue
            label = self.label_before(colon.start(), at, end)
            if label is not None:
                end = label[0]
                break
        dated = GLUED_DATE.search(text, at, end)
        if dated is not None:
            end = dated.start()
        for gap in GAPS.finditer(text, at, end):
            if self._begins(gap.end(), end):
                return gap.start()
        return end

    def label_before(self, colon: int, at: int, end: int) -> tuple[int, int] | None:
        """Where a label begins at or behind ``at`` that takes in a colon, and where it ends."""
        text, plans, firsts = self.text, self._plans, self.grammar.labels.firsts
        for start in range(max(at, colon - 12), colon - 1):
            if text[start] not in firsts:
                continue
            plan = plans.get(text[start : start + 2]) or self._plan(start)
            for match, _ in plan.labels:
                found = match(text, start, end)
                if found is not None:
                    if found.end() > colon:
                        return start, found.end()
                    break
        return None

    def _begins(self, at: int, end: int) -> bool:
        """Whether an item begins behind a gap."""
        text = self.text
        if text[at - 1] in OPENERS and self._control(at - 1, end) is not None:
            return True
        if at >= end:
            return False
        plan = self._plan(at)
        if self._is_token(plan, at, end):
            return True
        if (plan.dated and match_date(text, at, end) is not None) or first_match(plan.credits, text, at, end)[
            0
        ]:
            return True
        found, rule = first_match(plan.bare, text, at, end)
        if found is None or rule is None:
            return False
        field = field_of(found, rule)
        return field in _COUNTED_OR_DATED and self._bare_value(field, found.end(), end) is not None

    def _name(self, at: int, end: int, *, glued: bool) -> tuple[int, Any] | None:
        text = self.text
        limit = min(end, at + _LONGEST_NAME)
        stop = self._next(at, limit)
        if glued and stop == limit:
            return self._glued_name(at, limit)
        if stop == limit < end:
            return None
        name = text[at:stop].strip(BLANKS + "|/-\u3010[")
        if not is_name(name):
            return self._glued_name(at, limit) if glued else None
        clean = name.strip(_AROUND_NAME)
        if clean.endswith(")") and "(" not in clean:
            clean = clean[:-1].rstrip(BLANKS)
        return stop, clean or None

    def _glued_name(self, at: int, limit: int) -> tuple[int, Any] | None:
        text = self.text
        start = past_blanks(text, at, limit)
        found = GLUED_NAME.match(text, start, limit)
        if found is None:
            found = _BEFORE_BLANK.match(text, start, limit)
            return (found.end(), found[0]) if found and is_name(found[0]) else None
        stop = found.end()
        more = GLUED_MORE.match(text, stop, min(limit, stop + 12))
        if more is not None and not OPENS_BODY.match(text, stop, limit):
            stop = more.end()
        return stop, text[start:stop]

    def _text(self, at: int, end: int) -> tuple[int, Any] | None:
        text = self.text
        limit = min(end, at + _LONGEST_TEXT)
        found = self.grammar.cards.search(text, at, limit)
        stop = min(found.start() if found else limit, self._next(at, limit))
        if stop == limit < end or (self.glued and stop == limit):
            return None
        value = text[at:stop].strip(BLANKS + "|")
        return None if "。" in value else (stop, value or None)

    def _words(self, at: int, end: int) -> tuple[int, Any] | None:
        limit = min(end, at + _LONGEST_TEXT)
        stop = self._next(at, limit)
        words = self.text[at:stop]
        if stop == limit < end or _SENTENCE.search(words):
            return None
        if words.count(",") > 1 and ("的" in words or "了" in words):
            return None
        return stop, tuple(word for word in _LISTED.split(words) if word) or None

    def _neighbour(self, at: int, end: int) -> tuple[int, Any] | None:
        text = self.text
        limit = min(end, at + _LONGEST_NEIGHBOUR)
        found = NEIGHBOUR_END.search(text, at, limit)
        stop = found.start() if found else limit
        return None if stop == limit < end or "。" in text[at:stop] else (stop, None)

    #: How the values of labels are read; all others are names.
    _READERS: ClassVar[dict[str, Callable[[ValueReader, int, int], tuple[int, Any] | None]]] = {
        **dict.fromkeys(_DATE_FIELDS, _date),
        **dict.fromkeys(_COUNT_FIELDS, _count),
        **dict.fromkeys(("keywords", "titles"), _words),
        **dict.fromkeys(("title", "text", "aside", "abstract", "index_number", "document_number"), _text),
        "posted": _posted,
        "empty": _no_value,
        "sizes": _sizes,
        "url": _url,
        "neighbour": _neighbour,
        "source": _source,
    }


def first_match(
    entries: tuple[Entry, ...], text: str, at: int, end: int
) -> tuple[re.Match[str] | None, Rule | None]:
    """The match of the first rule that matches, and the rule."""
    for match, rule in entries:
        found = match(text, at, end)
        if found is not None:
            return found, rule
    return None, None
