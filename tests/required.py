"""What every match of a pattern must contain, read off the parsed pattern: strings under all-of and any-of.

For proofs that a guard is sound: a guard that finds one of some strings lets through everything a pattern can
match if `covered` says so. Upper case throughout; what the parser says that this file does not know counts as "nothing
is required", which a guard can never cover.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from re import _parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MOST = 400  # strings that a stretch is spelt out into


@dataclass(frozen=True)
class AnyOf:
    """One of these is there."""

    parts: tuple[str | AnyOf | AllOf, ...]


@dataclass(frozen=True)
class AllOf:
    """All of these are there; an empty one requires nothing."""

    parts: tuple[str | AnyOf | AllOf, ...] = ()


Required = str | AnyOf | AllOf


def required(pattern: str) -> Required:
    """Return what a match of a pattern, in any case, must contain, look-arounds included."""
    exact, found = _sequence(list(_parser.parse(pattern, re.IGNORECASE)))
    return found if exact is None else _any_of(exact)


def covered(found: Required, words: Sequence[str]) -> bool:
    """Tell whether whatever is required contains one of the words."""
    if isinstance(found, str):
        return any(word in found for word in words)
    if isinstance(found, AnyOf):
        return all(covered(part, words) for part in found.parts)
    return any(covered(part, words) for part in found.parts)


def _any_of(strings: Iterable[str]) -> Required:
    strings = set(strings)
    return AllOf() if "" in strings else AnyOf(tuple(sorted(strings)))


def _sequence(items: Sequence[Any]) -> tuple[set[str] | None, Required]:
    """Return the strings that a sequence matches if they are few, and what it requires."""
    open_: set[str] = {""}  # what the stretch since the last unknown can be
    parts: list[Required] = []
    whole = True
    for operator, value in items:
        exact, found = _item(str(operator), value)
        if exact is None or len(open_) * len(exact) > _MOST:
            parts += [_any_of(open_), found]
            open_ = {""} if exact is None else exact
            whole = False
        else:
            open_ = {ahead + behind for ahead in open_ for behind in exact}
    return (open_ if whole else None), AllOf((*parts, _any_of(open_)))


def _item(operator: str, value: Any) -> tuple[set[str] | None, Required]:
    nothing = AllOf()
    if operator == "LITERAL":
        return {chr(value).upper()}, nothing
    if operator == "IN":
        return _class(value), nothing
    if operator == "BRANCH":
        branches = [_sequence(list(branch)) for branch in value[1]]
        if all(exact is not None for exact, _ in branches):
            return {string for exact, _ in branches for string in exact or ()}, nothing
        return None, AnyOf(tuple(found if exact is None else _any_of(exact) for exact, found in branches))
    if operator in ("SUBPATTERN", "ATOMIC_GROUP"):
        return _sequence(list(value[-1] if operator == "SUBPATTERN" else value))
    if operator in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, inner = value
        exact, found = _sequence(list(inner))
        if exact is not None and most == 1:
            return (exact if least else exact | {""}), nothing
        return None, nothing if least == 0 else found if exact is None else _any_of(exact)
    if operator == "ASSERT":
        exact, found = _sequence(list(value[1]))
        return None, found if exact is None else _any_of(exact)
    return None, nothing


def _class(items: Any) -> set[str] | None:
    chars: set[str] = set()
    for operator, value in items:
        if str(operator) == "LITERAL":
            chars.add(chr(value).upper())
        elif str(operator) == "RANGE" and value[1] - value[0] < 12:
            chars.update(chr(code).upper() for code in range(value[0], value[1] + 1))
        else:
            return None
    return chars
