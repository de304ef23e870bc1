"""Reading one piece of a line: is it footer, from where to where, and on what evidence?

A *piece* is a line, or what stands between two sentence ends within a line (footers are glued to the
last sentence). It is folded (`govtext.fold.shadow`) and cut into *items* by the rules of the footer
family: at each place the first rule of the file that matches wins.

An item in a sentence looks like an item in a footer; what differs is the text between the items: see
`govtext.steps.footer_runs`. That is how a footer without punctuation is told from a sentence about one.
"""

from __future__ import annotations

import functools
import heapq
import itertools
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from govtext.fold import BLANKS, Shadow, shadow
from govtext.patterns import begins_once, class_of, lazy
from govtext.rules import BUILT_IN, Rule, load_rules
from govtext.rules.compiled import compile_pattern
from govtext.steps.footer_guard import Gate, built_in_gate, gate_of
from govtext.steps.footer_runs import (
    SEPARATORS,
    bare_role,
    best_run,
    blank_after,
    borders_of,
    may_be_row,
    row_role,
    trim,
)
from govtext.steps.footer_words import Words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

__all__ = ["Item", "Lexicon", "Reading", "lexicon"]

#: The strength of roles in one piece. ``notice`` outranks what a notice has in common with a footer.
STRENGTH = ("anchor", "tail", "weak", "companion", "notice", "host", "contact", "debris", "none")

#: The roles that can prove a footer, alone or with another of their kind: the gate looks for these.
PROVING = ("anchor", "tail", "weak")

_RANK = {role: rank for rank, role in enumerate(STRENGTH)}
_OPEN_LABEL = re.compile("(?:[:]|版权所有|版权|[码号]|ICP备|网安备)$", re.IGNORECASE)
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}(?:、|\)|\.(?!\d))"
    r"|第[一二三四五六七八九十百\d]{1,4}[条章节]|[①-⑳]|\[\d{1,2}\]"
)
_SENTENCES = frozenset(
    f"footer.{name}" for name in ("rights", "copyright", "pledge", "house", "clock", "terms")
)
_SENTENCE_END = ("。", "!", "?")
# What can fail because of what stands behind a match; an atomic group may take of that and give none back.
_LOOKS_BEYOND = re.compile(r"\(\?<?!|\(\?>|[+*?}]\+|[$]|\\[bBZ]")


class Item(NamedTuple):
    """One match of a rule in the folded piece; ``value`` is what its named groups caught."""

    rule: Rule
    rank: int  # the place of the rule's role in `STRENGTH`
    number: int  # the place of the rule in its file: the smaller, the stronger the evidence
    start: int
    end: int
    values: tuple[tuple[str, str], ...] = ()

    @property
    def says_a_sentence(self) -> bool:
        """Whether it may end in a full stop."""
        return _says_a_sentence(self.rule)

    @property
    def takes_value(self) -> bool:
        """Whether a value may follow: it does unless the match caught it, or is a mere word."""
        return self.rule.role != "debris" and not any(value for _, value in self.values)


class Reading(NamedTuple):
    """What a piece is. ``start`` and ``end`` are offsets in the piece as it stands on the page."""

    role: str
    start: int
    end: int
    folded: str = ""
    items: tuple[Item, ...] = ()
    open: bool = False  # ends with a label whose value is still to come
    whole: bool = True  # no prose stands beside the items in the piece


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The rules, compiled: a pattern each, one gate for pages, one pattern per veto."""

    is_built_in: bool
    rules: tuple[Rule, ...]
    ranks: tuple[int, ...]  # the places of their roles in `STRENGTH`
    patterns: tuple[re.Pattern[str], ...]
    first: frozenset[int]  # the numbers of the rules that match at the start of a piece or nowhere
    steady: frozenset[int]  # and of those that match a stretch only if they match it with more behind it
    words: dict[int, Words | re.Pattern[str]]  # and those of link rows
    always: frozenset[int]  # and of those without stems
    sentences: frozenset[int]  # and of those that may end in a full stop
    stems: dict[str, tuple[tuple[str, frozenset[int]], ...]]  # by one character, with the rules of each
    stem_chars: re.Pattern[str]  # and the class of those characters
    gate: Gate
    fact_gate: Gate
    facts: re.Pattern[str]
    imprints: re.Pattern[str]

    def candidates(self, folded: str) -> set[int]:
        """Return the numbers of the rules that a folded piece has a stem of (lower case on both sides)."""
        lower = folded.lower()
        numbers = set(self.always)
        for char in {*self.stem_chars.findall(lower)}:
            for stem, some in self.stems[char]:
                if stem in lower:
                    numbers |= some
        return numbers

    def items(self, copy: Shadow, candidates: Collection[int], borders: Sequence[int]) -> list[Item]:
        """Cut a folded piece into items of these rules, from left to right; the earlier rule wins a tie.

        Words of link rows occur in sentences too, so they are looked for at borders only.
        """
        folded = copy.text
        size = len(folded)
        patterns, words, first = self.patterns, self.words, self.first
        heap: list[tuple[int, int, re.Match[str]]] = []
        for number in candidates:
            if number in words:
                word = _word if number in self.steady else _word_at_any_rate
                for at, end in itertools.pairwise([*borders, size]):
                    if match := word(words[number], folded, at, end):
                        heap.append((at, number, match))
                continue
            pattern = patterns[number]
            if match := pattern.match(folded) if number in first else pattern.search(folded):
                heap.append((match.start(), number, match))
        heapq.heapify(heap)
        found: list[Item] = []
        at = 0
        while heap:
            start, number, match = heap[0]
            seek = max(at, start + 1)
            if at <= start < match.end():
                item = Item(self.rules[number], self.ranks[number], number, *match.span(), _values(match))
                if _stands_free(copy, item, borders):
                    found.append(item)
                    at = seek = item.end
            # Not `match.re`: a rule of one's own is searched under a time limit.
            once = seek >= size or number in first or number in words
            again = None if once else patterns[number].search(folded, seek)
            if again:
                heapq.heapreplace(heap, (again.start(), number, again))
            else:
                heapq.heappop(heap)
        return found

    def recall(self, raw: str) -> Reading:
        """Read one piece, or remember: the pages of a site close with the same lines.

        With rules of one's own nothing is remembered, so that their allowance of time means the same on
        each page.
        """
        return _recall(raw) if self.is_built_in else self.read(raw)

    def read(self, raw: str) -> Reading:
        """Read one piece (no line break but between a label and its value)."""
        copy = shadow(raw.replace("\n", " "))
        folded = copy.text
        if not folded:
            return Reading("none", 0, len(raw))
        candidates = self.candidates(folded)
        borders = borders_of(copy)
        if (
            folded.endswith(_SENTENCE_END)
            and self.sentences.isdisjoint(candidates)
            and not may_be_row(folded, len(borders))
        ):  # whatever its items, a full stop makes it prose
            return Reading("none", 0, len(raw), folded)
        items = self.items(copy, candidates, borders)
        if not items:
            return Reading(bare_role(raw, folded), 0, len(raw), folded)
        row = row_role(copy, items, borders)
        if row:
            return Reading(row, 0, len(raw), folded, tuple(items))
        run = best_run(copy, items)
        if run is None:
            return Reading("none", 0, len(raw), folded)
        first, last, start, end = run
        chosen = tuple(items[first : last + 1])
        role = STRENGTH[min([item.rank for item in chosen])]
        if (
            role != "anchor"
            and (start > 0 or end < len(folded))
            and not _tail_after_border(role, start, end, folded)
        ):
            return Reading("none", 0, len(raw), folded)
        numbered = role not in ("tail", "companion") and _NUMBERED.match(folded)
        # a reference is numbered as a whole; an item that goes on behind the number lists it
        if numbered and (start == 0 or end < len(folded) or numbered[0][0] == "["):
            return Reading("none", 0, len(raw), folded)
        if role == "contact" and folded[0] == "(" and folded[-1] == ")":  # under a signature
            return Reading("none", 0, len(raw), folded)
        if folded.endswith(_SENTENCE_END) and not any(item.says_a_sentence for item in chosen):
            return Reading("none", 0, len(raw), folded)
        whole = not start and end == len(folded)
        span = (0, len(raw)) if whole else copy.span(start, end)
        final = chosen[-1]
        opened = end == len(folded) and final.takes_value and not trim(folded[final.end :])
        # 12345 is its own value, and a browser is no label
        opened = opened and not folded[-1].isdecimal() and final.rule.id != "footer.browser"
        opened = opened and bool(_OPEN_LABEL.search(folded) or final.rule.role in ("host", "contact"))
        return Reading(role, *span, folded, chosen, opened, whole)


@functools.lru_cache(maxsize=512)
def _recall(raw: str) -> Reading:
    return lexicon().read(raw)


def _says_a_sentence(rule: Rule) -> bool:
    """Whether what a rule finds may end in a full stop: terms and rights do, a number or a host does not."""
    return rule.role == "tail" or rule.id in _SENTENCES


def _values(match: re.Match[str]) -> tuple[tuple[str, str], ...]:
    if not match.re.groups:
        return ()
    return tuple([(key, value) for key, value in match.groupdict().items() if value is not None])


def _word(pattern: Words | re.Pattern[str], folded: str, start: int, end: int) -> re.Match[str] | None:
    """Match a word of a link row: the whole of what stands between two borders, if that can be."""
    match = pattern.match(folded, start)
    return match and (_word_at_any_rate(pattern, folded, start, end) if match.end() != end else match)


def _word_at_any_rate(
    pattern: Words | re.Pattern[str], folded: str, start: int, end: int
) -> re.Match[str] | None:
    """Do the same for a pattern that may hold for the whole of a cell where it holds for no part of it."""
    while end > start and folded[end - 1] in SEPARATORS:
        end -= 1
    return pattern.fullmatch(folded, start, end) or pattern.match(folded, start)


def _stands_free(copy: Shadow, item: Item, borders: Sequence[int]) -> bool:
    """Whether a match is an item at all: the word 返回 or 电话 within a sentence is none."""
    role = item.rule.role
    if role not in ("debris", "contact") or item.rule.id == "footer.report":
        return True
    start, end = item.start, item.end
    framed = start in borders and blank_after(copy, end)
    if role == "debris" or framed:
        return framed
    before, after = copy.text[start - 1 : start], copy.text[end : end + 1]
    return (
        copy.text[end - 1] in ":.0123456789"
        or (after != "" and after in "0123456789(+:")
        or (before != "" and before in "0123456789号")
    )


def _tail_after_border(role: str, start: int, end: int, folded: str) -> bool:
    """A visitor counter or vendor credit may follow prose in its piece; nothing may follow it."""
    return role == "tail" and end == len(folded) and start > 0


@functools.lru_cache(maxsize=8)
def lexicon(own: tuple[Rule, ...] = ()) -> Lexicon:
    """Compile the built-in rules and rules of one's own (a `RuleError` names one that cannot be used)."""
    rules = (*load_rules("footer"), *own)
    patterns = [
        lazy(rule.pattern, re.IGNORECASE, led=True)
        if rule.origin == BUILT_IN
        else compile_pattern(rule, flags=re.IGNORECASE)
        for rule in rules
    ]
    tried = [(number, rule) for number, rule in enumerate(rules) if rule.role not in ("fact", "imprint")]
    shared = Counter(char for _, rule in tried for stem in rule.stems for char in set(stem.lower()))
    stems: dict[str, dict[str, frozenset[int]]] = {}  # each by the character that fewest others hold
    for number, rule in tried:
        for stem in map(str.lower, rule.stems):
            some = stems.setdefault(min(stem, key=shared.__getitem__), {})
            some[stem] = some.get(stem, frozenset()) | {number}
    return Lexicon(
        not own,
        rules,
        tuple(_RANK.get(rule.role, len(STRENGTH)) for rule in rules),
        tuple(patterns),
        frozenset(n for n, rule in tried if rule.origin == BUILT_IN and begins_once(rule.pattern)),
        frozenset(
            n for n, rule in tried if rule.origin == BUILT_IN and not _LOOKS_BEYOND.search(rule.pattern)
        ),
        {
            number: Words(rule.pattern, re.IGNORECASE) if rule.origin == BUILT_IN else patterns[number]
            for number, rule in tried
            if rule.role == "debris"
        },
        frozenset(number for number, rule in tried if not rule.stems),
        frozenset(number for number, rule in tried if _says_a_sentence(rule)),
        {char: tuple(some.items()) for char, some in stems.items()},
        re.compile(class_of(frozenset(stems))),
        _gate(rules, PROVING) if own else built_in_gate(),
        _gate(rules, ("fact",)),
        _either(rules, "fact"),
        _either(rules, "imprint"),
    )


def _either(rules: Sequence[Rule], role: str) -> re.Pattern[str]:
    chosen = [rule for rule in rules if rule.role == role]
    source = "|".join(f"(?:{rule.pattern})" for rule in chosen)
    if all(rule.origin == BUILT_IN for rule in chosen):
        return lazy(source, re.IGNORECASE, led=True)
    return compile_pattern(chosen[0], source, flags=re.IGNORECASE, trusted=False)


def _gate(rules: Sequence[Rule], roles: Collection[str]) -> Gate:
    """Return what opens where a rule of these roles can match.

    A rule without stems opens it at every line; a weak one leaves that to its partner.
    """
    chosen = [rule for rule in rules if rule.role in roles]
    if any(not rule.stems and rule.role != "weak" for rule in chosen):
        return Gate(re.compile(f"[^\\s{BLANKS}][^\\n]*"), {})
    return gate_of({stem for rule in chosen for stem in rule.stems})
