"""Patterns that cost nothing until they are needed, and little where they cannot match.

`lazy` is `re.compile` put off until the first use. A page without furniture, notice or footer needs a
dozen of govtext's several hundred patterns, and compiling is most of what a first `clean` costs.

`beginning` tells with which characters a match can begin. An alternation of fifty rules is tried branch by
branch at each place it is asked about; with the class of its first characters in front, one look says no.
The class is read off the parsed pattern. Where anything may come first, or where Python's parser says
something unknown to this file, the answer is "anything", and the pattern is used as it is: the class can
make a pattern faster, never different (a property test compares).
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "Pairs",
    "any_of",
    "beginning",
    "begins_once",
    "begins_with",
    "class_of",
    "lazy",
    "led",
    "look_ahead",
    "pairs",
]

_MOST = 2_000  # first characters that are worth knowing: more exclude next to nothing
_MANY = 300  # second characters, likewise


class _Lazy:
    """Stands in for a compiled pattern; a method that was asked for once is found at once thereafter."""

    def __init__(self, source: str, flags: int, *, led: bool) -> None:
        self._source, self._flags, self._led = source, flags, led

    def __getattr__(self, name: str) -> Any:
        value: Any
        if name != "_compiled":
            value = getattr(self._compiled, name)
        elif self._led:
            value, _ = led(self._source, self._flags)
        else:
            value = re.compile(self._source, self._flags)
        self.__dict__[name] = value
        return value

    def __repr__(self) -> str:
        return f"lazy({self._source!r}, {self._flags!r})"


def lazy(source: str, flags: int = 0, *, led: bool = False) -> re.Pattern[str]:
    """Return a pattern that is compiled when it is first used. A wrong one fails then, not before.

    ``led`` puts the class of its first characters before it (see above), on first use too.

    >>> lazy("[0-9]+").search("第12条")[0]
    '12'
    """
    return cast("re.Pattern[str]", _Lazy(source, flags, led=led))


def led(source: str, flags: int = 0, *, most: int = _MOST) -> tuple[re.Pattern[str], frozenset[str] | None]:
    """Return a compiled pattern, with the class of its first characters in front if they are not too many, and these.

    It is parsed once, for both: parsing is half of what compiling costs.

    >>> pattern, first = led("[1-3]+甲")
    >>> pattern.search("第12甲")[0], sorted(first)
    ('12甲', ['1', '2', '3'])
    """
    try:
        from re import _compiler, _parser  # type: ignore[attr-defined]

        parsed = _parser.parse(source, flags)
        chars = _beginning(parsed)
        if chars is not None and len(chars) <= most:
            parsed.data[:0] = _parser.parse(look_ahead(chars)).data
        return _compiler.compile(parsed, flags), chars
    except (ImportError, AttributeError):
        return re.compile(source, flags), None


def look_ahead(chars: frozenset[str] | None) -> str:
    """Return what to put before a pattern that begins with one of ``chars``; nothing if that is no help.

    >>> look_ahead(beginning("来源|发布")), look_ahead(beginning(".?来源"))
    ('(?=[发来])', '')
    """
    return "" if chars is None else f"(?={class_of(chars)})"


def any_of(words: Iterable[str], *, joint: str = "") -> str:
    """Return a pattern that finds any of the words, fast where there is none.

    `re` skips to the next first character by itself if each branch begins with a plain one. ``joint``
    may stand between two characters of a word.

    >>> any_of(["来源", "来稿", "发布"])
    '发布|来(?:源|稿)'
    """
    rests: dict[str, list[str]] = {}
    for word in sorted(set(words)):
        rests.setdefault(word[0], []).append("".join(joint + re.escape(char) for char in word[1:]))
    return "|".join(
        re.escape(first) + (rest[0] if len(rest) == 1 else "" if "" in rest else f"(?:{'|'.join(rest)})")
        for first, rest in rests.items()
    )


def class_of(chars: frozenset[str]) -> str:
    """Return a character class; neighbours become ranges, all the digits there are ``\\d``.

    Many of those lie beyond the BMP, and a class with members there is tried member by member.
    """
    if not chars:
        return "[^\\x00-\\U0010ffff]"
    named = ""
    if "\u0660" in chars and chars >= (digits := _category("CATEGORY_DIGIT")):
        named, chars = "\\d", chars - digits
    codes = sorted(map(ord, chars))
    runs: list[list[int]] = []
    for code in codes:
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    parts = [re.escape(chr(a)) if a == b else f"{re.escape(chr(a))}-{re.escape(chr(b))}" for a, b in runs]
    return f"[{named}{''.join(parts)}]"


def beginning(source: str, flags: int = 0) -> frozenset[str] | None:
    """Return the characters that a match can begin with; ``None``: any, or it may be empty.

    >>> sorted(beginning("(?:甲?乙|[0-2]x)+"))
    ['0', '1', '2', '乙', '甲']
    >>> beginning("甲?") is None, beginning("[^甲]乙") is None
    (True, True)
    """
    try:
        from re import _parser  # type: ignore[attr-defined]

        return _beginning(_parser.parse(source, flags))
    except (ImportError, AttributeError):
        return None


def _beginning(parsed: Any) -> frozenset[str] | None:
    try:
        chars, empty = _first(parsed, parsed.state.flags)
    except _UnknownError:
        return None
    return None if empty or len(chars) > _MOST else frozenset(chars)


def begins_once(source: str) -> bool:
    """Tell whether a pattern can match at the start of a text only; ``False``: perhaps.

    >>> begins_once("^甲|^乙丙"), begins_once("^甲|乙"), begins_once("甲")
    (True, False, False)
    """
    if not source.lstrip("(?:aiLmsux)").startswith("^"):  # behind groups and flags; to parse takes far longer
        return False
    try:
        from re import _parser  # type: ignore[attr-defined]

        parsed = _parser.parse(source)
        operator, value = parsed[0]
        if parsed.state.flags & re.MULTILINE:
            return False
    except (ImportError, AttributeError, IndexError):
        return False
    return str(operator) == "AT" and str(value) == "AT_BEGINNING"


#: For each first character those that may follow it; ``None``: any, or none at all.
Pairs = dict[str, frozenset[str] | None]


def pairs(source: str, flags: int = 0) -> Pairs | None:
    """Return with which two characters a match can begin; ``None``: it may begin with anything.

    >>> found = pairs("发布(?:时间)?|[大小]")
    >>> sorted(found), found["发"], found["大"] is None
    (['发', '大', '小'], frozenset({'布'}), True)
    """
    found: Pairs = {}
    try:
        from re import _parser  # type: ignore[attr-defined]

        parsed = _parser.parse(source, flags)  # most of what this costs: once, not once more in `beginning`
        chars, empty = _first(parsed, parsed.state.flags)
        if empty or len(chars) > _MOST:
            return None
        _pair(list(parsed), parsed.state.flags, None, found)
    except (ImportError, AttributeError, _UnknownError):
        return None
    return found


def begins_with(*several: Pairs) -> str:
    """Return a pattern that matches where one of the pairs stands, the second of them not taken in.

    >>> begins_with({"发": frozenset("布"), "大": None}, {"来": frozenset("源稿")})
    '(?=[发大来])(?:[大]|[发](?=[布])|[来](?=[源稿]))'
    """
    merged: dict[str, set[str] | None] = {}
    for found in several:
        for first, second in found.items():
            known = merged.setdefault(first, set())
            merged[first] = None if known is None or second is None else known | second
    groups: dict[frozenset[str] | None, set[str]] = {}
    for first, seconds in merged.items():
        groups.setdefault(None if seconds is None else frozenset(seconds), set()).add(first)
    ordered = sorted(groups.items(), key=lambda group: (group[0] is not None, sorted(group[1])))
    pieces = [class_of(frozenset(firsts)) + look_ahead(seconds) for seconds, firsts in ordered]
    return f"{look_ahead(frozenset(merged))}(?:{'|'.join(pieces)})"


def _pair(sequence: Any, flags: int, behind: set[str] | None, out: Pairs) -> None:
    """Add the pairs that a parsed sequence can begin with; ``behind`` is what can follow it."""
    for i, (operator, value) in enumerate(sequence):
        chars, empty = _first_or_any(sequence[i + 1 :], flags)
        follow = (
            None
            if chars is None or (empty and behind is None)
            else chars | (behind or set() if empty else set())
        )
        if follow is not None and len(follow) > _MANY:
            follow = None
        _pair_of(str(operator), value, flags, follow, out)
        if not _of(str(operator), value, flags)[1]:
            return


def _first_or_any(sequence: Any, flags: int) -> tuple[set[str] | None, bool]:
    try:
        return _first(sequence, flags)
    except _UnknownError:
        return None, False


def _pair_of(operator: str, value: Any, flags: int, follow: set[str] | None, out: Pairs) -> None:
    if operator in ("LITERAL", "IN"):
        for char in _of(operator, value, flags)[0]:
            known = out.get(char, frozenset())
            out[char] = None if known is None or follow is None else known | follow
    elif operator == "BRANCH":
        for branch in value[1]:
            _pair(list(branch), flags, follow, out)
    elif operator == "SUBPATTERN":
        _, added, removed, inner = value
        _pair(list(inner), (flags | added) & ~removed, follow, out)
    elif operator == "ATOMIC_GROUP":
        _pair(list(value), flags, follow, out)
    elif operator in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        _, most, inner = value
        again = _first_or_any(inner, flags)[0] if most > 1 else set()
        _pair(list(inner), flags, None if follow is None or again is None else follow | again, out)
    elif operator not in ("ASSERT", "ASSERT_NOT", "AT"):
        raise _UnknownError(operator)


class _UnknownError(Exception):
    """Anything may come first, or the parser said something that this file does not know."""


def _first(sequence: Any, flags: int) -> tuple[set[str], bool]:
    """Return the first characters of a parsed sequence, and whether it can match the empty string."""
    chars: set[str] = set()
    for operator, value in sequence:
        some, empty = _of(str(operator), value, flags)
        chars |= some
        if not empty:
            return chars, False
    return chars, True


def _of(operator: str, value: Any, flags: int) -> tuple[set[str], bool]:
    if operator == "LITERAL":
        return _cases(value, flags), False
    if operator == "IN":
        return _members(value, flags), False
    if operator == "BRANCH":
        found = [_first(branch, flags) for branch in value[1]]
        return set().union(*(chars for chars, _ in found)), any(empty for _, empty in found)
    if operator == "SUBPATTERN":
        _, added, removed, inner = value
        return _first(inner, (flags | added) & ~removed)
    if operator == "ATOMIC_GROUP":
        return _first(value, flags)
    if operator in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, _, inner = value
        chars, empty = _first(inner, flags)
        return chars, empty or least == 0
    if operator in ("ASSERT", "ASSERT_NOT", "AT"):
        return set(), True  # no character of the match
    raise _UnknownError(operator)


def _members(items: Any, flags: int) -> set[str]:
    chars: set[str] = set()
    for operator, value in items:
        name = str(operator)
        if name == "LITERAL":
            chars |= _cases(value, flags)
        elif name == "RANGE" and value[1] - value[0] < _MOST:
            for code in range(value[0], value[1] + 1):
                chars |= _cases(code, flags)
        elif name == "CATEGORY" and str(value) in ("CATEGORY_SPACE", "CATEGORY_DIGIT"):
            chars |= _category(str(value))
        else:
            raise _UnknownError(name)  # a class by exclusion, \w: nearly anything
    return chars


@functools.cache
def _category(name: str) -> frozenset[str]:
    everything = map(chr, range(0x11000 if name == "CATEGORY_SPACE" else 0x20000))
    return frozenset(filter(str.isspace if name == "CATEGORY_SPACE" else str.isdecimal, everything))


def _cases(code: int, flags: int) -> set[str]:
    char = chr(code)
    if not flags & re.IGNORECASE or not char.isalpha() or char.lower() == char.upper():
        return {char}
    if not char.isascii() or char in "iIsSkK":  # these have partners beyond ASCII, as \u017f for s
        return {char, char.lower(), char.upper(), "\u0130", "\u0131", "\u017f", "\u212a"}
    return {char.lower(), char.upper()}
