"""Reading items of page furniture off a line.

`Reader.parse` reads items from a place for as long as it can; a line that is read to its end holds nothing but
chrome, and what the furniture step does about it depends on where the line stands. The rules are those of a
`govtext.steps.furniture_grammar.Grammar`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from govtext.dates import match_date
from govtext.steps.furniture_compile import field_of
from govtext.steps.furniture_fold import OPENERS, SEPARATORS
from govtext.steps.furniture_grammar import Item
from govtext.steps.furniture_names import MEDIUM, NAME_ENDS, UNNAMED, is_office
from govtext.steps.furniture_value_reader import APART, SKIP, ValueReader, first_match
from govtext.steps.furniture_values import LISTENING, WORD_COUNT, after_weekday, number_in

if TYPE_CHECKING:
    import re

    from govtext.rules import Rule
    from govtext.steps.furniture_grammar import Plan

__all__ = ["Reader", "read_name"]

_SKIPPED = frozenset(SEPARATORS + ":")
_NAMED_AS = {"posted": "published"}  # 发布于: its value is a place or a date


class Reader(ValueReader):
    """Reads items off one folded line."""

    __slots__ = ()

    def parse(self, at: int) -> tuple[list[Item], int]:
        """Read items from ``at``; return them and the place where reading stopped.

        The place is the line's end when nothing but chrome was read.
        """
        text, end = self.text, self.size
        items: list[Item] = []
        stop = at
        while True:
            if at < end and text[at] in _SKIPPED and (found := SKIP.match(text, at, end)):
                at = found.end()
            if at >= end:
                return items, end
            if at and text[at - 1] in OPENERS and (bracketed := self._control(at - 1, end)) is not None:
                items.append(bracketed)
                at = stop = bracketed.end
                continue
            if text[at] in ",;、。" and ((items and self._is_label(at + 1, end)) or self._is_word(at + 1)):
                at += 1  # 编辑:X, 校对:Y
            item = self._item(at, is_first=not items)
            if item is None:
                return items, stop
            items.append(item)
            at = stop = max(item.end, at + 1)

    def _item(self, at: int, *, is_first: bool) -> Item | None:
        text, end = self.text, self.size
        plan = self._plans.get(text[at : at + 2]) or self._plan(at)
        for match, rule in plan.labels:
            found = match(text, at, end)
            if found is not None:
                field = field_of(found, rule)
                read = self._value(field, found.end(), end)
                if read is not None:
                    return Item(at, read[0], rule.id, rule.role, _NAMED_AS.get(field, field), read[1])
        if (plan.tokens or plan.words or plan.compound) and (
            token := self._token(plan, at, is_first=is_first)
        ) is not None:
            return token
        for match, rule in plan.bare:
            found = match(text, at, end)
            if found is not None:
                field = field_of(found, rule)
                read = self._bare_value(field, found.end(), end)
                if read is not None:
                    return Item(at, read[0], rule.id, rule.role, _NAMED_AS.get(field, field), read[1])
        date = self._moment(at) if plan.dated else None
        if date is not None and (not self.glued or date.end >= end or text[date.end] in APART):
            return date
        if at and not is_first and text[at - 1] not in APART:
            return None  # what no label announces stands apart
        return self._signature(plan, at) or (None if self.glued else read_name(text, at))

    def _token(self, plan: Plan, at: int, *, is_first: bool) -> Item | None:
        """A control, or a word of one."""
        text, end = self.text, self.size
        known = self._word(at, plan.words) if plan.words else None
        found, rule = first_match(plan.tokens, text, at, end)
        if (
            plan.compound
            and (known is None or not known.stands_apart)
            and (rule is None or rule.role != "widget")
        ):
            known = self._compound(at) or known
        if known is not None and known.stands_apart and (found is None or known.goes_before(found)):
            return known.item
        if found is None or rule is None or found.end() == at or not self._ends_well(found, rule):
            return known.item if known is not None and self._runs_together(known.item.end) else None
        stop = found.end()
        if not is_first and rule.id == "furniture.greeting" and plan.dated and (date := self._moment(at)):
            return date  # 云溪日报 2024年3月15日 星期五
        if rule.role == "word" and (number := WORD_COUNT.match(text, stop, end)):
            stop = number.end()  # 有用(12)
        elif (time := LISTENING.match(text, stop, end)) is not None:
            stop = time.end()  # 听全文 约6分钟
        count = number_in(found[0]) if rule.id == "furniture.counter" else None
        return Item(at, stop, rule.id, rule.role, field_of(found, rule), count)

    def _signature(self, plan: Plan, at: int) -> Item | None:
        """A by-line: it signs the article, and stays."""
        text, end = self.text, self.size
        found, rule = first_match(plan.credits, text, at, end)
        if found is None or rule is None:
            return None
        read = self._name(found.end(), end, glued=False)
        if read is None or not read[1] or len(str(read[1])) < 2:
            return None
        stop = found.end() + len(text[found.end() : read[0]].rstrip(SEPARATORS))
        return Item(at, stop, rule.id, rule.role)

    def _moment(self, at: int) -> Item | None:
        """A full date, with its time and weekday, that does not open a clause."""
        text, end = self.text, self.size
        moment = match_date(text, at, end)
        if moment is None or len(moment.iso) < 10 or text[moment.end : moment.end + 1] in (*",、至起前",):
            return None
        stop = after_weekday(text, moment.end, end)
        return Item(at, stop, "furniture.published", "bare", "published", moment.iso)

    def _ends_well(self, found: re.Match[str], rule: Rule) -> bool:
        """In a glued run a word must end with the run: 分享 is no control in 分享会."""
        stop = found.end()
        if stop >= self.size or self.text[stop] in _SKIPPED or rule.role == "widget":
            return True
        if self.glued:
            return False
        return stop - found.start() > 1 or not "\u3400" <= self.text[stop] <= "\u9fff"


def read_name(text: str, at: int) -> Item | None:
    """Read a medium or an office that no label announces."""
    found = UNNAMED.match(text, at)
    if found is None or found[0][-1] not in NAME_ENDS:
        return None
    if MEDIUM.fullmatch(found[0]) or is_office(found[0]):
        return Item(at, found.end(), "furniture.source", "bare", "source", found[0])
    return None
