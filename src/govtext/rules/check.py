"""Checks of rules: every rule is run on its own examples and counter-examples.

An example is a small page in which what must go stands between U+27E6 and U+27E7; a counter-example
is a page that must come back as it is. Both are compared blind to white space, since tidying up is
another step's business.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from govtext.fold import shadow
from govtext.rules import Rule, RuleError, parse_rules
from govtext.rules.lint import unbounded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["check_file", "problems"]

_MARKED = re.compile("\u27e6[^\u27e6\u27e7]*\u27e7")
_BLANK = re.compile(r"\s+")


def _stripper(family: str) -> Callable[..., str]:
    if family == "paywall":
        from govtext.steps.paywall import strip_paywall

        return strip_paywall
    if family == "furniture":
        from govtext.steps.furniture import strip_furniture

        return strip_furniture
    from govtext.steps.footer import strip_footer

    return strip_footer


def _bare(text: str) -> str:
    return _BLANK.sub("", text)


def _unmarked(example: str) -> tuple[str, str]:
    """Return the page of an example and what must be left of it."""
    return example.replace("\u27e6", "").replace("\u27e7", ""), _MARKED.sub("", example)


def _holds_stem(text: str, stems: Sequence[str]) -> bool:
    folded = shadow(text).text.lower()
    return any(stem.lower() in folded or stem in text for stem in stems)


def problems(rule: Rule, *, own: Sequence[Rule] = ()) -> list[str]:
    """Return what is wrong with a rule; ``own`` are the rules that are used beside the built-in ones.

    Wrong is a pattern that does not compile or repeats something without bound (`govtext.rules.lint`), an
    example that comes out otherwise than marked, and a counter-example that does not come back whole.
    """
    found = []
    try:
        re.compile(rule.pattern)
    except re.error as error:
        return [f"{rule.id}: the pattern does not compile: {error}"]
    found += [
        f"{rule.id}: {problem}: give it bounds, such as {{0,20}}" for problem in unbounded(rule.pattern)
    ]
    try:
        return found + _failing(rule, own)
    except (RuleError, TimeoutError) as error:
        return [*found, f"{rule.id}: {error}"]


def _failing(rule: Rule, own: Sequence[Rule]) -> list[str]:
    found = []
    strip = _stripper(rule.family)
    options = {"gap": ""} if rule.family == "paywall" else {}
    for number, example in enumerate(rule.examples, 1):
        raw, wanted = _unmarked(example)
        if raw == wanted:
            found.append(f"{rule.id}: example {number} marks nothing with \u27e6\u27e7")
            continue
        if rule.stems and not _holds_stem(raw, rule.stems):
            found.append(
                f"{rule.id}: example {number} holds none of the stems, so the pattern is never tried"
            )
        got = strip(raw, rules=tuple(own), **options)
        if _bare(got) != _bare(wanted):
            found.append(f"{rule.id}: example {number}: wanted {wanted!r}, got {got!r}")
    for number, text in enumerate(rule.counterexamples, 1):
        got = strip(text, rules=tuple(own), **options)
        if _bare(got) != _bare(text):
            found.append(f"{rule.id}: counter-example {number} must stay: {text!r}, got {got!r}")
    return found


def check_file(path: str | Path) -> list[str]:
    """Return the problems of a rule file, each with the line of its rule; an empty list is good news."""
    try:
        text = Path(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        return [f"{path}: {error}"]
    try:
        rules = parse_rules(text, origin=str(path))
    except RuleError as error:
        return [str(error)]
    found = []
    for rule in rules:
        line = _line_of(text, rule.id)
        found += [f"{path}:{line}: {problem}" for problem in problems(rule, own=rules)]
    return found


def _line_of(text: str, rule_id: str) -> int:
    for number, line in enumerate(text.split("\n"), 1):
        if re.match(r"\s*id\s*=", line) and rule_id in line:
            return number
    return 1
