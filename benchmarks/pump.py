"""Pumping: does any pattern backtrack without end on what pages are made of?

A repeat inside a repeat that bounds alone do not tame (``(?:[^:]{0,24}?格式:?){2,16}``, ``(?:={2,12}|-+)+$``) costs
nothing on a page that fits and years on one that nearly does. So every example of every rule is taken apart: each
stretch of it up to a dozen characters is repeated forty times where it stood, with and without a tail that
spoils the match, and given to each pattern of its family in each way that finders use. The patterns that stand
in the code of the steps get all of these, runs of every mark, and the hostile pieces of tests/properties.

    python -m benchmarks.pump [--family footer]     every forty-first stretch: in CI, half a minute
    python -m benchmarks.pump --step 1              every stretch: by hand, twenty minutes

`regex` stops a search of a rule that takes longer than a second; a search of a pattern in the code, which is
`re`'s, is stopped by an alarm. A search of a tame pattern takes microseconds. Exit status 1 when one ran out of time.
"""

from __future__ import annotations

import argparse
import importlib
import itertools
import pkgutil
import re
import signal
import sys
import time
from typing import TYPE_CHECKING, Any

import regex

import govtext.steps
from govtext.fold import shadow
from govtext.rules import FAMILIES, load_rules
from govtext.steps.furniture_fold import fold
from govtext.steps.furniture_grammar import grammar_of
from govtext.steps.paywall_catalogue import catalogue
from tests.properties.pieces import PIECES

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT = 1.0  # seconds for one search
TIMES = 40
WINDOWS = (1, 2, 3, 4, 6, 9, 12)
_MARKS = str.maketrans("", "", "\u27e6\u27e7")


def patterns(family: str) -> dict[str, str]:
    """Return the patterns of a family as its finder runs them, by rule."""
    if family == "paywall":
        return {entry.rule.id: entry.pattern for entry in catalogue().order}
    rules = load_rules(family)
    found = {rule.id: rule.pattern for rule in rules}
    if family == "furniture":
        grammar = grammar_of(rules)
        # `_numbers` maps the compiled source to the number of its rule.
        choices = (
            grammar.labels,
            grammar.cards,
            grammar.tokens,
            grammar.whole,
            grammar.below,
            grammar.headings,
        )
        found |= {
            f"{choice.rules[i].id}, as compiled": source
            for choice in choices
            for source, i in choice._numbers.items()  # noqa: SLF001
        }
    return found


def pumped(example: str) -> Iterator[str]:
    for line in example.translate(_MARKS).split("\n"):
        for width in WINDOWS:
            for at in range(max(1, len(line) - width + 1)):
                piece = line[at : at + width]
                yield line[:at] + piece * TIMES + line[at + width :]
                yield line[:at] + piece * TIMES + "\u3002x:"


def texts(family: str, step: int) -> Iterator[str]:
    seen: set[str] = set()
    number = 0
    for rule in load_rules(family):
        for example in rule.examples:
            for text in pumped(example):
                number += 1
                if number % step == 0 and text not in seen:
                    seen.add(text)
                    yield text


def code_patterns() -> dict[str, Any]:
    """Return the patterns that stand in the modules of the steps, compiled, by module and name."""
    found: dict[tuple[str, int], tuple[str, Any]] = {}
    for module in pkgutil.iter_modules(govtext.steps.__path__, "govtext.steps."):
        for name, value in vars(importlib.import_module(module.name)).items():
            source = getattr(value, "_source", None) or getattr(value, "pattern", None)
            if isinstance(source, str) and hasattr(value, "finditer"):
                value.search("")  # a lazy one is compiled now
                place = f"{module.name.rpartition('.')[2]}.{name}"
                found.setdefault((source, getattr(value, "flags", 0)), (place, value))
    return dict(found.values())


def runs() -> Iterator[str]:
    """Yield runs of every mark and piece, alone, in pairs, and with a tail that spoils what wants to end there."""
    pieces = [*"=-~*_>.\u3002\u00b7\u2026\u22ef\uff0e|/\\#+ \u3000()[]{}<>0aA甲", *PIECES.values()]
    for one, other in itertools.product(pieces, ["", ".", "甲"]):
        run = (one + other) * TIMES
        for tail in ("", "\u3002", "x:", "\u3400"):
            yield run + tail


def alarm(*_: object) -> None:
    raise TimeoutError


def pump_code(step: int) -> int:
    """Give every pattern of the code every run and the pumped examples of all families; return how many failed."""
    begin, tried = time.monotonic(), 0
    stretches = [*runs(), *itertools.chain.from_iterable(texts(family, 29 * step) for family in FAMILIES)]
    found, out = code_patterns(), set[str]()
    before = signal.signal(signal.SIGALRM, alarm)
    for text, (name, pattern) in itertools.product(stretches, found.items()):
        if name in out:
            continue
        tried += 1
        signal.setitimer(signal.ITIMER_REAL, 5 * LIMIT)  # on the clock, not of the processor
        try:
            pattern.search(text)
            pattern.fullmatch(text)
        except TimeoutError:
            out.add(name)
            print(f"{name}: over {5 * LIMIT} s on {text[:60]!r} ({len(text)} characters)", flush=True)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)
    print(
        f"code: {len(found)} patterns, {tried:,} searches, {len(out)} out of time, {time.monotonic() - begin:.0f} s"
    )
    return len(out)


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--family", choices=(*FAMILIES, "code"))
    parser.add_argument("--step", type=int, default=41)
    args = parser.parse_args(argv)
    bad = 0
    for family in FAMILIES:
        if args.family not in (None, family):
            continue
        found = patterns(family)
        stems: dict[str, Any] = {name: re.compile(source, re.IGNORECASE) for name, source in found.items()}
        timed = {name: regex.compile(source, regex.IGNORECASE) for name, source in found.items()}
        out: set[str] = set()
        begin, tried = time.monotonic(), 0
        for text in texts(family, args.step):
            folded = fold(text) if family == "furniture" else shadow(text).text
            for name, pattern in timed.items():
                if name in out:
                    continue
                tried += 1
                try:
                    if pattern.search(folded, timeout=LIMIT):
                        pattern.fullmatch(folded, timeout=LIMIT)
                except TimeoutError:
                    out.add(name)
                    print(f"{name}: over {LIMIT} s on {folded[:60]!r} ({len(folded)} characters)", flush=True)
        bad += len(out)
        print(
            f"{family}: {len(stems)} patterns, {tried:,} searches, {len(out)} out of time, "
            f"{time.monotonic() - begin:.0f} s"
        )
    if args.family in (None, "code"):
        bad += pump_code(args.step)
    return min(bad, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
