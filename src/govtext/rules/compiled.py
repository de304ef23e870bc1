"""Compiling rules: the built-in ones with `re`, a user's own under a time limit.

The built-in patterns are linted (`govtext.rules.lint`), so `re` can run them without a guard. A
pattern of a user's own may backtrack for hours on one odd page; `regex` stops after `SECONDS` and
raises ``TimeoutError``, on which the pipeline keeps the page as it was, with the flag
``rule_timeout``. A pattern may also be merely slow, ten thousand times on one page: the pipeline
opens a `page_budget`, which all searches of users' patterns on that page share.
"""

from __future__ import annotations

import re
import time
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, cast

from govtext.patterns import lazy
from govtext.rules import BUILT_IN, Rule, RuleError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextvars import Token

__all__ = ["PAGE_SECONDS", "SECONDS", "compile_pattern", "page_budget"]

#: The time that one search of a user's own pattern may take.
SECONDS = 0.5
#: The time that all of them may take on one page, and once more for every million characters of it.
PAGE_SECONDS = 5.0


class _Budget:
    """What is left of a page's time. It lives as long as the page's turn in the pipeline."""

    __slots__ = ("left",)

    def __init__(self, left: float) -> None:
        self.left = left


# Not state that survives a call: it is set and taken back by `page_budget`, per thread and per task.
_BUDGET: ContextVar[_Budget | None] = ContextVar("govtext_page_budget", default=None)


class page_budget:  # noqa: N801  (used as a function: with page_budget(len(page)): ...)
    """Let all searches of users' patterns within the block share one allowance of time."""

    __slots__ = ("_characters", "_token")
    _token: Token[_Budget | None]

    def __init__(self, characters: int) -> None:
        self._characters = characters

    def __enter__(self) -> None:
        self._token = _BUDGET.set(_Budget(PAGE_SECONDS * (1 + self._characters / 1_000_000)))

    def __exit__(self, *_: object) -> None:
        _BUDGET.reset(self._token)


class _Timed:
    """The part of a compiled pattern that finders use, each search under the time limit.

    A match's own ``re`` attribute is the pattern without the limit: search on with this object.
    """

    __slots__ = ("_pattern", "pattern")

    def __init__(self, pattern: Any) -> None:
        self._pattern = pattern
        self.pattern: str = pattern.pattern

    def _run(self, search: Any, *args: Any) -> Any:
        budget = _BUDGET.get()
        if budget is None:
            return search(*args, timeout=SECONDS)
        if budget.left <= 0:
            raise TimeoutError("the rules of one's own took too long on this page")
        begin = time.perf_counter()
        try:
            return search(*args, timeout=min(SECONDS, budget.left))
        finally:
            budget.left -= time.perf_counter() - begin

    def search(self, string: str, *span: int) -> Any:
        return self._run(self._pattern.search, string, *span)

    def match(self, string: str, *span: int) -> Any:
        return self._run(self._pattern.match, string, *span)

    def fullmatch(self, string: str, *span: int) -> Any:
        return self._run(self._pattern.fullmatch, string, *span)

    def findall(self, string: str) -> list[str]:
        return [found[0] for found in self.finditer(string)]

    def finditer(self, string: str, pos: int = 0, endpos: int | None = None) -> Iterator[Any]:
        end = len(string) if endpos is None else endpos
        at = pos
        while at <= end and (found := self.search(string, at, end)) is not None:
            yield found
            at = found.end() + (found.end() == found.start())


def compile_pattern(
    rule: Rule, pattern: str | None = None, *, flags: int = 0, trusted: bool = True
) -> re.Pattern[str]:
    """Return the compiled pattern of a rule (or ``pattern``, where a family writes it out further).

    ``trusted=False`` puts a rule of govtext's under the time limit as well: where what a user wrote was
    spliced into it. Raises `RuleError` that names the rule where it does not compile.

    >>> rule = Rule("footer.x", "anchor", "(?:a|aa)+c", origin="my.toml")
    >>> compile_pattern(rule).search("a" * 60 + "bc")
    Traceback (most recent call last):
    ...
    TimeoutError: regex timed out
    """
    source = rule.pattern if pattern is None else pattern
    try:
        if trusted and rule.origin == BUILT_IN:
            return lazy(source, flags)  # a page needs few of them, and the tests compile them all
        re.compile(source, flags)  # `regex` takes more than `re` does; rules are written for `re`
    except (re.error, RecursionError, OverflowError) as error:
        raise RuleError(f"{rule.origin}: {rule.id}: the pattern does not compile: {error}") from error
    import regex

    options = regex.IGNORECASE if flags & re.IGNORECASE else 0
    try:
        return cast("re.Pattern[str]", _Timed(regex.compile(source, options)))
    except (regex.error, RecursionError, OverflowError) as error:
        raise RuleError(f"{rule.origin}: {rule.id}: the pattern does not compile: {error}") from error
