"""The grammar of page furniture: which items a line of chrome is made of.

A line of chrome is a run of *items* parted by blanks, pipes and brackets: labels with their values
(``来源: 云溪日报``), controls (``打印本页``), words that are controls in the place of one (``微信``). The rules
that know them are compiled here; `govtext.steps.furniture_reader` reads items with them.

Of a hundred rules one or two can begin with the two characters at hand. So what can begin with them is worked out
once (a `Plan`), and a place costs one look into a dictionary.

The grammar knows no places and removes nothing. It works on the folded copy of a line (`fold`), which has the
line's length, so that every offset is one of the line.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, NamedTuple

from govtext.fold import BLANKS
from govtext.rules import load_rules
from govtext.steps.furniture_compile import Choice, stems_of, with_role
from govtext.steps.furniture_fold import GAP, HAN
from govtext.steps.furniture_guard import ends_as_label
from govtext.steps.furniture_words import Words

if TYPE_CHECKING:
    from govtext.rules import Rule
    from govtext.steps.furniture_compile import Entry

__all__ = ["Grammar", "Item", "Plan", "grammar_of"]


class Item(NamedTuple):
    """One item of a line of chrome: where it stands, which rule knows it, what it states."""

    start: int
    end: int
    rule: str
    role: str
    field: str = ""
    value: Any = None


class Plan(NamedTuple):
    """What can begin with two characters."""

    labels: tuple[Entry, ...]
    tokens: tuple[Entry, ...]
    bare: tuple[Entry, ...]
    words: tuple[tuple[str, Rule], ...]
    compound: bool
    credits: tuple[Entry, ...]
    dated: bool


_COLON = f"{GAP}(?::{{1,2}}|[\u3011\\]](?=[^\u3011\\]])|(?<![{BLANKS}])[\u4e28\u2502|/](?=[^{BLANKS}|/]))"
_DATE_FIRST = frozenset("0123456789民中\u3007\u25cbOo零一二三四五六七八九")
_MOST_PLANS = 4_000


class Grammar:
    """The rules of the furniture family, compiled. Get one from `grammar_of`."""

    def __init__(self, own: tuple[Rule, ...]) -> None:
        rules = (*own, *load_rules("furniture"))
        labels = with_role(rules, "label")
        cards = with_role(rules, "card")
        self.labels = Choice(labels, after=_COLON)
        self.bare = Choice(labels)
        self.cards = Choice(
            cards,
            after=f"{GAP}(?::{{1,2}}|[\u3011\\]](?=[^\u3011\\]]))",
            before=f"(?<![{HAN}])",
        )
        self.card_words = Choice(cards)
        self.tokens = Choice(
            [rule for role in ("widget", "head", "word", "size") for rule in with_role(rules, role)]
        )
        self.words = Words(with_role(rules, "phrase", "row", "part", "joint"))
        self.credits = Choice(with_role(rules, "credit"))
        self.whole = Choice(with_role(rules, "line"))
        self.below = Choice(with_role(rules, "tail"))
        self.headings = Choice(with_role(rules, "list"))
        #: What is asked about a line as a whole, in this order.
        self.lines = Choice([*self.whole.rules, *self.headings.rules, *self.below.rules])
        self.own = stems_of(own)  # what lines of users' rules hold
        self._plans: dict[tuple[int, ...], dict[str, Plan]] = {}

    def plans(self, text: str) -> tuple[tuple[int, ...], dict[str, Plan]]:
        """Return the plans for a line, by two characters; `plan` makes those that are missing."""
        possible = self.tokens.possible(text)
        return possible, self._plans.setdefault(possible, {})

    def plan(self, two: str, possible: tuple[int, ...]) -> Plan:
        """Work out what can begin with two characters. A memo: few pairs of characters begin anything."""
        plan = Plan(
            self.labels.entries(two),
            self.tokens.entries(two, possible),
            self.bare.entries(two),
            self.words.beginning(two),
            self.words.begins_compound(two),
            self.credits.entries(two),
            two[0] in _DATE_FIRST,
        )
        plans = self._plans[possible]
        if len(plans) < _MOST_PLANS:
            plans[two] = plan
        return plan

    def may_end_label(self, text: str, start: int, colon: int) -> bool:
        """Whether a label may end before a colon: a look that spares asking all rules at a dozen places."""
        return self.own is not None or ends_as_label(text[max(start, colon - 16) : colon].rstrip(BLANKS))


@functools.lru_cache(maxsize=16)
def grammar_of(own: tuple[Rule, ...] = ()) -> Grammar:
    """Return the compiled grammar of the built-in rules and those of a user's ``own`` before them."""
    return Grammar(own)
