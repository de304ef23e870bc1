"""The paywall rules, compiled: patterns by role, the trigger, and the language of walls.

A notice is not one sentence but an open family of them; new wordings of 登录后查看全文 appear daily. Two
things are stable: it names a gate or a cut together with its object (the patterns), and it is *made of*
a small vocabulary (the words). A sentence of an article may hold 登录 and 全文, but it also holds readers,
counters, documents and dates; a wall holds nothing else. `Catalogue.speaks` measures just that, and
serves twice: as evidence (is this line nothing but wall?) and for the extent (how far does it run?).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govtext.fold import spellings
from govtext.rules import Rule, RuleError, load_rules

__all__ = ["Catalogue", "Entry", "catalogue"]

#: Roles that make a page a page with a notice; the others only go along with one of these.
EVIDENCE = ("notice", "tail", "cut", "gate", "door", "button", "advert", "figure", "card")
#: Roles whose notices say that text is missing.
CUTTING = frozenset(("notice", "tail", "cut", "gate", "door"))

_PLACEHOLDER = re.compile(r"\{([a-z]+)\}")
_NOT_LANGUAGE = frozenset(("number", "world"))
# What says nothing about who speaks: titles, short quotations, addresses with the site's name before them.
_NEUTRAL = re.compile(
    "《[^《》]{0,80}》?|“[^“”]{0,24}”|\"[^\"]{0,24}\"|「[^「」]{0,24}」"
    r"|[\u3400-\u9fff]{0,10}(?:https?:|www\.)[!-'*-~]*"
)
_HAN = re.compile("[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule with its compiled pattern."""

    rule: Rule
    regex: re.Pattern[str]

    def matches(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Yield the matches in a folded text, if it holds one of the rule's stems at all."""
        stop = len(text) if end is None else end
        stems = self.rule.stems
        if not stems or any(text.find(stem, start, stop) >= 0 for stem in stems):
            yield from self.regex.finditer(text, start, stop)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All rules of one call, ready for use. Built once per set of rules, never changed."""

    trigger: re.Pattern[str]
    roles: dict[str, tuple[Entry, ...]]
    language: re.Pattern[str]
    world: re.Pattern[str]

    def strangeness(self, text: str) -> tuple[int, int]:
        """Return how many Han characters are no wall language, and how many there are."""
        plain = _NEUTRAL.sub(" ", text)
        total = len(_HAN.findall(plain))
        known = sum(len(_HAN.findall(word)) for word in self.language.findall(plain))
        return total - known, total

    def speaks(self, text: str, *, slack: float = 0.2) -> bool:
        """Tell whether a folded text is nothing but wall language: a foreign word or two are forgiven."""
        if self.world.search(_NEUTRAL.sub(" ", text)):
            return False
        strange, total = self.strangeness(text)
        return strange <= min(12, max(2 if total > 6 else 1, slack * total)) and strange < max(total, 1)

    def entries(self, *roles: str) -> tuple[Entry, ...]:
        """Return the rules of some roles, in the order of the roles and of the file."""
        return tuple(entry for role in roles for entry in self.roles.get(role, ()))

    def full(self, text: str, *roles: str) -> Entry | None:
        """Return the first rule of some roles that matches a whole line."""
        for entry in self.entries(*roles):
            if entry.regex.fullmatch(text):
                return entry
        return None


def _vocabulary(rules: Sequence[Rule]) -> dict[str, str]:
    words: dict[str, str] = {}
    for rule in rules:
        if rule.role == "words":
            name = rule.id.rpartition(".")[2]
            words[name] = f"{words[name]}|{rule.pattern}" if name in words else rule.pattern
    return words


def _alternation(words: Sequence[str]) -> str:
    return "|".join(sorted(dict.fromkeys(words), key=lambda word: (-len(word), word)))


def _compile(rule: Rule, words: dict[str, str]) -> Entry:
    def spell_out(found: re.Match[str]) -> str:
        if found[1] not in words:
            raise RuleError(f"{rule.id}: {{{found[1]}}} is none of {', '.join(sorted(words))}")
        return f"(?:{words[found[1]]})"

    pattern = _PLACEHOLDER.sub(spell_out, rule.pattern)
    try:
        return Entry(rule, re.compile(pattern, re.IGNORECASE))
    except re.error as error:
        raise RuleError(f"{rule.id}: not a pattern: {error}") from error


def _scan(stems: Sequence[str]) -> str:
    """Return a pattern that finds any stem in either script and width.

    Its branches begin with plain characters, all different: only then does `re` skip ahead by a set of
    first characters instead of trying every branch everywhere.
    """
    branches: dict[str, list[str]] = {}
    for stem in stems:
        twins = spellings(stem[0])
        for first in twins[1:-1] if len(twins) > 2 else stem[0]:
            branches.setdefault(first, []).append(spellings(stem[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in branches.items())


@functools.lru_cache(maxsize=32)
def catalogue(rules: tuple[Rule, ...] = ()) -> Catalogue:
    """Return the built-in rules and ``rules`` compiled; `RuleError` for a pattern that is none."""
    chosen = tuple(rule for rule in load_rules("paywall") + rules if rule.family == "paywall")
    words = _vocabulary(chosen)
    roles: dict[str, list[Entry]] = {}
    stems: dict[str, None] = {}
    for rule in chosen:
        if rule.role == "words":
            continue
        roles.setdefault(rule.role, []).append(_compile(rule, words))
        if rule.role in EVIDENCE:
            if not rule.stems:
                raise RuleError(f"{rule.id}: a rule of the role {rule.role!r} needs stems")
            stems.update(dict.fromkeys(rule.stems))
    needed = [s for s in stems if not any(other != s and other in s for other in stems)]
    spoken = [word for name, words_ in words.items() if name not in _NOT_LANGUAGE for word in words_.split("|")]
    return Catalogue(
        trigger=re.compile(_scan(needed)),
        roles={role: tuple(entries) for role, entries in roles.items()},
        language=re.compile(_alternation(spoken), re.IGNORECASE),
        world=re.compile(_alternation(words["world"].split("|"))),
    )
