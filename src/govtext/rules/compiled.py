"""Compiling rules: the built-in ones with `re`, a user's own under a time limit.

The built-in patterns are linted (`govtext.rules.lint`), so `re` can run them without a guard. A
pattern of a user's own may backtrack for hours on one odd page; `regex` stops after `SECONDS` and
raises ``TimeoutError``, on which the pipeline keeps the page as it was, with the flag
``rule_timeout``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast

from govtext.rules import Rule, RuleError

__all__ = ["SECONDS", "compile_pattern"]

#: The time that one search of a user's own pattern may take.
SECONDS = 0.5


class _Timed:
    """The part of a compiled pattern that finders use, each search under the time limit."""

    __slots__ = ("_pattern", "pattern")

    def __init__(self, pattern: Any) -> None:
        self._pattern = pattern
        self.pattern: str = pattern.pattern

    def search(self, string: str, *span: int) -> Any:
        return self._pattern.search(string, *span, timeout=SECONDS)

    def match(self, string: str, *span: int) -> Any:
        return self._pattern.match(string, *span, timeout=SECONDS)

    def fullmatch(self, string: str, *span: int) -> Any:
        return self._pattern.fullmatch(string, *span, timeout=SECONDS)

    def finditer(self, string: str, *span: int) -> Iterator[Any]:
        return cast("Iterator[Any]", self._pattern.finditer(string, *span, timeout=SECONDS))


def compile_pattern(rule: Rule, pattern: str | None = None, *, flags: int = 0) -> re.Pattern[str]:
    """Return the compiled pattern of a rule (or ``pattern``, where a family writes it out further).

    Raises `RuleError` that names the rule where it does not compile.

    >>> rule = Rule("footer.x", "anchor", "(?:a|aa)+c", origin="my.toml")
    >>> compile_pattern(rule).search("a" * 60 + "bc")
    Traceback (most recent call last):
    ...
    TimeoutError: regex timed out
    """
    source = rule.pattern if pattern is None else pattern
    try:
        if rule.origin == "govtext":
            return re.compile(source, flags)
        re.compile(source, flags)  # `regex` takes more than `re` does; rules are written for `re`
    except re.error as error:
        raise RuleError(f"{rule.origin}: {rule.id}: the pattern does not compile: {error}") from error
    import regex

    options = regex.IGNORECASE if flags & re.IGNORECASE else 0
    return cast("re.Pattern[str]", _Timed(regex.compile(source, options)))
