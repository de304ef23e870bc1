"""Pumping: does any rule's pattern backtrack without end on what its own examples are made of?

A repeat inside a repeat that bounds alone do not tame (``(?:[^:]{0,24}?格式:?){2,16}``) costs nothing on
a page that fits and years on one that nearly does. So every example of every rule is taken apart: each
stretch of it up to a dozen characters is repeated forty times where it stood, with and without a tail that
spoils the match, and given to each pattern of its family in each way that finders use. `regex` stops a
search that takes longer than the limit; a search of a bounded pattern takes microseconds.

    python -m benchmarks.pump [--family footer]     every forty-first stretch: in CI, half a minute
    python -m benchmarks.pump --step 1              every stretch: by hand, twenty minutes

Exit status 1 when a pattern ran out of time.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from typing import TYPE_CHECKING, Any

import regex

from govtext.fold import shadow
from govtext.rules import FAMILIES, load_rules
from govtext.steps.furniture_fold import fold
from govtext.steps.furniture_grammar import grammar_of
from govtext.steps.paywall_catalogue import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT = 1.0  # seconds for one search
TIMES = 40
WINDOWS = (1, 2, 3, 4, 6, 9, 12)
_MARKS = str.maketrans("", "", "\u27e6\u27e7")


def patterns(family: str) -> dict[str, str]:
    """Return the patterns of a family as its finder runs them, by rule."""
    if family == "paywall":
        return {entry.rule.id: entry.regex.pattern for entry in catalogue().order}
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


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--family", choices=FAMILIES)
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
    return min(bad, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
