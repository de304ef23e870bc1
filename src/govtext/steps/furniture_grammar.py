"""The grammar of page furniture: which items a line of chrome is made of.

A line of chrome is a run of *items* parted by blanks, pipes and brackets: labels with their values
(``来源: 云溪日报``), controls (``打印本页``), words that are controls in the place of one (``微信``).
`Grammar.parse` reads items from a position for as long as it can; a line that is read to its end holds
nothing but chrome, and what the furniture step does about it depends on where the line stands.

The grammar knows no places and removes nothing. It works on the folded copy of a page (`fold`), which
has the page's length, so that every offset is one of the page.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from govtext.dates import match_date
from govtext.fold import BLANKS
from govtext.patterns import lazy
from govtext.rules import load_rules
from govtext.steps.furniture_compile import Choice, stems_of, with_role
from govtext.steps.furniture_fold import GAP, HAN, OPENERS, SEPARATORS, fold
from govtext.steps.furniture_guard import ends_as_label
from govtext.steps.furniture_names import (
    ENDS_AS_OFFICE,
    GLUED_MORE,
    GLUED_NAME,
    MEDIUM,
    OPENS_BODY,
    UNNAMED,
    is_name,
    is_office,
)
from govtext.steps.furniture_values import (
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
    WORD_COUNT,
    after_weekday,
    number_in,
    past_blanks,
)

if TYPE_CHECKING:
    from govtext.rules import Rule

__all__ = ["Grammar", "Item", "fold", "grammar_of"]

_SKIP = lazy(f"[{re.escape(SEPARATORS)}]*(?:::?:?(?=[{re.escape(BLANKS)}]|$))?[{re.escape(SEPARATORS)}]*")


class Item(NamedTuple):
    """One item of a line of chrome: where it stands, which rule knows it, what it states."""

    start: int
    end: int
    rule: str
    role: str
    field: str = ""
    value: Any = None


_COLON = f"{GAP}(?::{{1,2}}|[\u3011\\]](?=[^\u3011\\]])|(?<![{BLANKS}])[\u4e28\u2502|/](?=[^{BLANKS}|/]))"

_DATE_FIELDS = frozenset(("published", "updated", "date", "posted"))
_NAMED_AS = {"posted": "published"}  # 发布于: its value is a place or a date
_COUNT_FIELDS = frozenset(("views", "count"))
_LIST_FIELDS = frozenset(("keywords", "titles"))


# The name behind a label that has no colon: behind a blank, or as all the rest of the line behind a bar.
_APART = lazy(
    f"[{BLANKS}]{{1,4}}([{HAN}]{{2,4}}|[{HAN}]{GAP}[{HAN}])(?={GAP}(?:$|[\\])\u3011|/]|[{BLANKS}]))"
)
_BARRED = lazy(f"[{BLANKS}]{{1,4}}[|\u4e28\u2502][{BLANKS}]{{1,4}}([{HAN}][{HAN} \u3001\u00b7]{{1,20}})$")


@dataclass(frozen=True, eq=False)
class Grammar:
    """The rules of the furniture family, compiled. Get one from `grammar_of`."""

    labels: Choice
    bare: Choice
    cards: Choice
    card_words: Choice
    tokens: Choice
    credits: Choice
    whole: Choice
    below: Choice
    headings: Choice
    own: re.Pattern[str] | None  # what lines of users' rules hold

    def parse(self, text: str, at: int, end: int, *, glued: bool = False) -> tuple[list[Item], int]:
        """Read items from ``at``; return them and the place where reading stopped.

        The place is ``end`` when nothing but chrome was read. ``glued`` is for a run that an article
        may follow without a break: then a name must end where a known kind of name ends.
        """
        items: list[Item] = []
        stop = at
        while True:
            found = _SKIP.match(text, at, end)
            at = found.end() if found else at
            if at >= end:
                return items, end
            if at and text[at - 1] in OPENERS and (bracketed := self._control(text, at - 1, end)) is not None:
                items.append(bracketed)
                at = stop = bracketed.end
                continue
            if items and text[at] in ",;、。" and self.labels.match(text, at + 1, end):
                at += 1  # 编辑:X, 校对:Y
            item = self._item(text, at, end, glued, not items)
            if item is None:
                return items, stop
            items.append(item)
            at = stop = max(item.end, at + 1)

    def _item(self, text: str, at: int, end: int, glued: bool, first: bool) -> Item | None:
        for found in self.labels.matches(text, at, end):
            rule, field = self.labels.told(found)
            read = self.value(field, text, found.end(), end, glued=glued)
            if read is not None:
                return Item(at, read[0], rule.id, rule.role, _NAMED_AS.get(field, field), read[1])
        token = self.tokens.match(text, at, end)
        if token is not None and token.end() > at and self._ends_well(text, token, end, glued):
            rule, field = self.tokens.told(token)
            stop = token.end()
            if not first and rule.id == "furniture.greeting" and (date := self._moment(text, at, end)):
                return date  # 云溪日报 2024年3月15日 星期五
            if rule.role == "word" and (number := WORD_COUNT.match(text, stop, end)):
                stop = number.end()  # 有用(12)
            return Item(
                at,
                stop,
                rule.id,
                rule.role,
                field,
                number_in(token[0]) if rule.id == "furniture.counter" else None,
            )
        for found in self.bare.matches(text, at, end):
            rule, field = self.bare.told(found)
            read = self._bare_value(field, text, found.end(), end)
            if read is not None:
                return Item(at, read[0], rule.id, rule.role, _NAMED_AS.get(field, field), read[1])
        date = self._moment(text, at, end)
        if date is not None and (not glued or date.end >= end or text[date.end] in SEPARATORS):
            return date
        if at and not first and text[at - 1] not in SEPARATORS:
            return None  # what no label announces stands apart
        credit = self.credits.match(text, at, end)
        if credit is not None:
            rule, _ = self.credits.told(credit)
            read = self._name(text, credit.end(), end, False)
            if read is not None and read[1] and len(str(read[1])) > 1:
                stop = credit.end() + len(text[credit.end() : read[0]].rstrip(SEPARATORS))
                return Item(at, stop, rule.id, rule.role)
        return None if glued else self.name(text, at, end)

    def name(self, text: str, at: int, end: int) -> Item | None:
        """Read a medium or an office that no label announces."""
        found = UNNAMED.match(text, at, end)
        if found is not None and (MEDIUM.fullmatch(found[0]) or is_office(found[0])):
            return Item(at, found.end(), "furniture.source", "bare", "source", found[0])
        return None

    def _moment(self, text: str, at: int, end: int) -> Item | None:
        """A full date, with its time and weekday, that does not open a clause."""
        moment = match_date(text, at, end)
        if moment is None or len(moment.iso) < 10 or text[moment.end : moment.end + 1] in (*",、至起前",):
            return None
        stop = after_weekday(text, moment.end, end)
        return Item(at, stop, "furniture.published", "bare", "published", moment.iso)

    def _control(self, text: str, at: int, end: int) -> Item | None:
        """A control that owns its brackets: 【打印】."""
        found = self.tokens.match(text, at, end)
        if found is None or found.end() <= at + 1:
            return None
        rule, field = self.tokens.told(found)
        return Item(at, found.end(), rule.id, rule.role, field)

    def _ends_well(self, text: str, found: re.Match[str], end: int, glued: bool) -> bool:
        """In a glued run a word must end with the run: 分享 is no control in 分享会."""
        if found.end() >= end or text[found.end()] in SEPARATORS + ":":
            return True
        rule, _ = self.tokens.told(found)
        if not glued and (found.end() - found.start() > 1 or not "\u3400" <= text[found.end()] <= "\u9fff"):
            return True
        return rule.role == "widget"

    # -------------------------------------------------------------- values

    def value(
        self, field: str, text: str, at: int, end: int, *, glued: bool = False
    ) -> tuple[int, Any] | None:
        """Read the value of a label: where it ends and what it states; ``None`` when it is none."""
        if field == "posted" and (place := PLACE.match(text, at, end)):
            return place.end(), None
        if field in _DATE_FIELDS:
            return self._date(text, at, end)
        if field == "empty":
            return (at, None) if self._empty(text, at, end) else None
        if field in _COUNT_FIELDS:
            pattern, empty = (COUNT_TIGHT, NO_COUNT_TIGHT) if glued else (COUNT, NO_COUNT)
            found = pattern.match(text, at, end)
            if found is not None:
                return found.end(), number_in(found[0])
            found = empty.match(text, at, end)
            return (found.end() if found else at), None
        if field == "sizes":
            return self._sizes(text, at, end)
        if field == "url":
            found = URL.match(text, at, end)
            if found is not None:
                return found.end(), found[0].strip(BLANKS)
            found = URL_BEHIND.search(text, at, min(end, at + 60))
            if found is not None and is_name(text[at : found.start()]):
                found = URL.match(text, found.start(), end)
                return (found.end(), found[0].strip(BLANKS)) if found else None
            return self._name(text, at, end, glued)
        if field in _LIST_FIELDS:
            return self._words(text, at, end)
        if field == "neighbour":
            return self._neighbour(text, at, end)
        if field in ("title", "text", "abstract", "index_number", "document_number"):
            return self._text(text, at, end, glued)
        if field == "source":
            found = URL.match(text, at, end)
            if found is not None:
                return found.end(), None
        return self._name(text, at, end, glued)

    def may_end_label(self, text: str, start: int, colon: int) -> bool:
        """Whether a label may end before a colon: a look that spares asking all rules at a dozen places."""
        return self.own is not None or ends_as_label(text[max(start, colon - 16) : colon].rstrip(BLANKS))

    def _bare_value(self, field: str, text: str, at: int, end: int) -> tuple[int, Any] | None:
        """A value without a colon: a date or a number right behind its label, sizes, a neighbour's title."""
        while text[at - 1] in BLANKS:  # taken in by a label that may go on
            at -= 1
        if field in _DATE_FIELDS:
            return self._date(text, at, end) if AHEAD_DATE.match(text, at, end) else None
        if field in _COUNT_FIELDS:
            found = COUNT.match(text, at, end)
            return (found.end(), number_in(found[0])) if found else None
        if field == "sizes":
            return self._sizes(text, at, end)
        if field == "neighbour":
            rest = text[at:end].strip(BLANKS)
            if not rest or text[at - 1] in BLANKS or text[at : at + 1] in BLANKS + ">\u00bb<\u00ab[\u3010":
                return self._neighbour(text, at, end)
            return None
        if field in ("editor", "source", "author"):
            found = _APART.match(text, at, end)
            if found is not None and (field == "editor" or ENDS_AS_OFFICE.search(found[1])):
                return found.end(), found[1]
            found = _BARRED.match(text, at, end)
            if found is not None and is_name(found[1]):
                return found.end(), found[1]
        return None

    def _date(self, text: str, at: int, end: int) -> tuple[int, Any] | None:
        start = past_blanks(text, at, end)
        if text[start : start + 1] in ("[", "("):
            start = past_blanks(text, start + 1, end)
        moment = match_date(text, start, end)
        if moment is not None:
            return after_weekday(text, moment.end, end), moment.iso
        found = SHORT_DATE.match(text, at, end)
        if found is not None:
            return found.end(), None
        return (at, None) if self._empty(text, at, end) else None

    def _empty(self, text: str, at: int, end: int) -> bool:
        """Whether a label at ``at`` has no value: the line ends, or the next item begins."""
        found = _SKIP.match(text, at, end)
        start = found.end() if found else at
        if start >= end:
            return True
        if self.labels.match(text, start, end) or self.credits.match(text, start, end):
            return True
        token = self.tokens.match(text, start, end)
        return (
            token is not None
            and token.end() > start
            and (token.end() >= end or text[token.end()] in SEPARATORS)
        )

    def _sizes(self, text: str, at: int, end: int) -> tuple[int, Any] | None:
        found = (
            SIZES_GLUED.match(text, at, end) or SIZES.match(text, at, end) or NO_SIZES.match(text, at, end)
        )
        return (found.end(), None) if found else None

    def _next(self, text: str, at: int, end: int) -> int:
        """Where the next item begins at or behind ``at``; ``end`` when none does.

        A label may follow without a gap, so the colons are tried; anything else follows a separator.
        """
        for colon in COLON_MARKS.finditer(text, at, end):
            if not self.may_end_label(text, at, colon.start()):
                continue
            for start in range(max(at, colon.start() - 12), colon.start() - 1):
                found = self.labels.match(text, start, end)
                if found is not None and found.end() > colon.start():
                    end = start
                    break
            else:
                continue
            break
        dated = GLUED_DATE.search(text, at, end)
        if dated is not None:
            end = dated.start()
        for gap in GAPS.finditer(text, at, end):
            if self._begins(text, gap.end(), end):
                return gap.start()
        return end

    def _begins(self, text: str, at: int, end: int) -> bool:
        if text[at - 1] in OPENERS and self._control(text, at - 1, end) is not None:
            return True
        found = self.tokens.match(text, at, end)
        if found is not None and found.end() > at and (found.end() >= end or text[found.end()] in SEPARATORS):
            return True
        if match_date(text, at, end) is not None or self.credits.match(text, at, end):
            return True
        found = self.bare.match(text, at, end)
        if found is None:
            return False
        _, field = self.bare.told(found)
        return (
            field in _COUNT_FIELDS | _DATE_FIELDS
            and self._bare_value(field, text, found.end(), end) is not None
        )

    def _name(self, text: str, at: int, end: int, glued: bool) -> tuple[int, Any] | None:
        limit = min(end, at + 90)
        stop = self._next(text, at, limit)
        if glued and stop == limit:
            return self._glued_name(text, at, limit)
        if stop == limit < end:
            return None
        name = text[at:stop].strip(BLANKS + "|/-\u3010[")
        if not is_name(name):
            if glued:
                return self._glued_name(text, at, limit)
            return None
        clean = name.strip(SEPARATORS.replace(")", "").replace("(", "") + ",;、")
        if clean.endswith(")") and "(" not in clean:
            clean = clean[:-1].rstrip(BLANKS)
        return stop, clean or None

    def _glued_name(self, text: str, at: int, limit: int) -> tuple[int, Any] | None:
        start = past_blanks(text, at, limit)
        found = GLUED_NAME.match(text, start, limit)
        if found is None:
            blank = re.compile(f"[{HAN}A-Za-z·]{{2,12}}(?=[{BLANKS}])").match(text, start, limit)
            return (blank.end(), blank[0]) if blank and is_name(blank[0]) else None
        stop = found.end()
        more = GLUED_MORE.match(text, stop, min(limit, stop + 12))
        if more is not None and not OPENS_BODY.match(text, stop, limit):
            stop = more.end()
        return stop, text[start:stop]

    def _text(self, text: str, at: int, end: int, glued: bool) -> tuple[int, Any] | None:
        limit = min(end, at + 160)
        found = self.cards.search(text, at, limit)
        stop = min(found.start() if found else limit, self._next(text, at, limit))
        if stop == limit < end or (glued and stop == limit):
            return None
        value = text[at:stop].strip(BLANKS + "|")
        if "。" in value:
            return None
        return stop, value or None

    def _words(self, text: str, at: int, end: int) -> tuple[int, Any] | None:
        limit = min(end, at + 160)
        stop = self._next(text, at, limit)
        words = text[at:stop]
        if stop == limit < end or re.search("[。!?]", words) or re.search(r"[\u4e00-\u9fff]{15}", words):
            return None
        if words.count(",") > 1 and re.search("[的了]", words):
            return None
        listed = tuple(w for w in re.split(f"[{BLANKS},;、|/]+", words) if w)
        return stop, listed or None

    def _neighbour(self, text: str, at: int, end: int) -> tuple[int, Any] | None:
        limit = min(end, at + 120)
        found = NEIGHBOUR_END.search(text, at, limit)
        stop = found.start() if found else limit
        if stop == limit < end or "。" in text[at:stop]:
            return None
        return stop, None


@functools.lru_cache(maxsize=16)
def grammar_of(own: tuple[Rule, ...] = ()) -> Grammar:
    """Return the compiled grammar of the built-in rules and those of a user's ``own`` before them."""
    rules = (*own, *load_rules("furniture"))
    labels = with_role(rules, "label")
    tokens = [
        *with_role(rules, "widget"),
        *with_role(rules, "head"),
        *with_role(rules, "word"),
        *with_role(rules, "size"),
    ]
    credit = with_role(rules, "credit")
    label_choice = Choice(labels, after=_COLON)
    return Grammar(
        labels=label_choice,
        bare=Choice(labels),
        cards=Choice(
            with_role(rules, "card"),
            after=f"{GAP}(?::{{1,2}}|[\u3011\\]](?=[^\u3011\\]]))",
            before=f"(?<![{HAN}])",
        ),
        card_words=Choice(with_role(rules, "card")),
        tokens=Choice(tokens),
        credits=Choice(credit),
        whole=Choice(with_role(rules, "line")),
        below=Choice(with_role(rules, "tail")),
        headings=Choice(with_role(rules, "list")),
        own=stems_of(own),
    )
