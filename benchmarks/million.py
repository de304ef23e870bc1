"""A million pages: the laws of the design over generated pages, fast and on every core.

Hypothesis chooses cleverly but slowly; here a page is a handful of pieces drawn by a plain generator:
lines of the marked pages (tests/cases), of the seeds, and the sentences, labels, brackets and control
characters of tests/properties, joined by every kind of break, with stretches repeated, cut off,
reversed, doubled in width or read in a wrong encoding. Page ``i`` is the same on every machine, so a
failure is named by its number.

    python -m benchmarks.million --pages 1000000 --workers 2      hours and failures, for docs/reliability.md
    python -m benchmarks.million --page 123456                    one page again, with its text
    python -m benchmarks.million --pages 1000000 --from 400000    go on

Checked for every page: `explain` does not raise; its edits are sorted, disjoint, named, and give the
text; `restore` gives the page back; the text is settled (`clean` finds nothing more); the page is not
emptied; nothing to clean gives the same object. For every tenth page also: each step alone is
idempotent, and `clean` equals `explain`. Exit status 1 when a page failed.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import govtext
from govtext.edits import apply, validate
from govtext.pipeline import BUILT_IN
from govtext.step import finder_of
from tests.marked import case_paths, parse
from tests.properties.pages import JOINTS, NOISE, SENTENCES, TITLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SEEDS = Path(__file__).parent.parent / "seeds"
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_ODD = "()（）[]【】《》|…·、。：;\u3000\xa0\u200b\ufeff\ufffd\x00\x0b\x0c\x1c\x85\u2028\u202e\ue000\ud800\udfff\U00020000\U0001f600\u030c"
_CODECS = (
    ("utf-8", "gb18030"),
    ("gb18030", "latin-1"),
    ("utf-8", "latin-1"),
    ("utf-8", "cp1252"),
    ("gb18030", "big5"),
)


def pieces() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return lines to build pages of, and whole pages to damage."""
    whole = [parse(path).raw for path in case_paths()]
    lines = {line for page in whole for line in page.split("\n") if line.strip()}
    for seed in sorted(SEEDS.glob("*.txt")):
        lines |= {line[:400] for line in seed.read_text("utf-8").split("\n") if line.strip()}
    return (*sorted(lines), *(TITLES + SENTENCES + NOISE) * 8), tuple(whole)


def page(number: int, lines: tuple[str, ...], whole: tuple[str, ...]) -> str:
    """Return page ``number``: the same one whenever the tree is the same."""
    rng = random.Random(number)
    if rng.random() < 0.15:
        text = _damaged(rng, rng.choice(whole))
    else:
        text = "".join(rng.choice(lines) + _joint(rng) for _ in range(rng.randrange(1, 8)))
    if rng.random() < 0.3:  # a stretch stands twice
        start = rng.randrange(len(text))
        copy = text[start : start + rng.randrange(1, 400)]
        text += _joint(rng) + (copy[::-1] if rng.random() < 0.05 else copy)
    chance = rng.random()
    if chance < 0.15:
        text = text[: rng.randrange(len(text) + 1)]
    elif chance < 0.25:
        text = text[rng.randrange(len(text)) :]
    elif chance < 0.29:
        text = text.translate(_WIDE)
    elif chance < 0.32:
        text = text.replace("\n", "")
    elif chance < 0.34:
        written, read = rng.choice(_CODECS)
        text = text.encode(written, "replace").decode(read, "replace")
    return text


def _joint(rng: random.Random) -> str:
    return "\n" if rng.random() < 0.6 else rng.choice(JOINTS)


def _damaged(rng: random.Random, text: str) -> str:
    """Return a page with a few characters put in, taken out or moved."""
    for _ in range(rng.randrange(1, 6)):
        at = rng.randrange(len(text) + 1)
        kind = rng.random()
        if kind < 0.4:
            text = text[:at] + rng.choice(_ODD) + text[at:]
        elif kind < 0.8:
            text = text[:at] + text[at + rng.randrange(1, 30) :]
        else:
            other = rng.randrange(len(text) + 1)
            text = text[:at] + text[other : other + rng.randrange(1, 60)] + text[at:]
    return text or "空"


def failures(text: str, *, steps: bool) -> Iterator[str]:
    """Yield the laws that a page breaks."""
    result = govtext.explain(text)
    validate(text, result.edits)
    if apply(text, result.edits) != result.text:
        yield "the edits do not give the text"
    if result.restore() != text:
        yield "restore() is not the page"
    if "unsettled" in result.flags:
        yield "not settled after all passes"
    if not result.flags and govtext.clean(result.text) != result.text:
        yield "cleaning again changes the text"
    if text.strip() and not result.text.strip():
        yield "the page was emptied"
    if not result.edits and result.text is not text:
        yield "nothing to do, yet another object"
    if not all(edit.rule for edit in result.edits):
        yield "an edit without a rule"
    _ = result.metadata, result.truncation
    if not steps:
        return
    if govtext.clean(text) != result.text:
        yield "clean and explain differ"
    for step in BUILT_IN:
        find = finder_of(step)
        assert find is not None
        edits = find(text)
        validate(text, edits)
        out = apply(text, edits)
        if find(out):
            yield f"{find.__name__} finds more in its own output"


def run_block(block: range) -> tuple[int, float, list[tuple[int, str]]]:
    """Return how many pages were tried, the slowest one's seconds, and the failures."""
    lines, whole = pieces()
    found: list[tuple[int, str]] = []
    slowest = 0.0
    for number in block:
        text = page(number, lines, whole)
        begin = time.process_time()
        try:
            found += [(number, law) for law in failures(text, steps=number % 10 == 0)]
        except Exception as error:  # noqa: BLE001  whatever is raised is a failure
            found.append((number, f"raised {type(error).__name__}: {error}"[:200]))
        slowest = max(slowest, time.process_time() - begin)
    return len(block), slowest, found


def show(number: int) -> int:
    lines, whole = pieces()
    text = page(number, lines, whole)
    print(ascii(text), text, sep="\n")
    laws: Callable[[], list[str]] = lambda: list(failures(text, steps=True))  # noqa: E731
    found = laws()
    print("\n".join(found) or "every law holds")
    return min(len(found), 1)


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--page", type=int)
    args = parser.parse_args(argv)
    if args.page is not None:
        return show(args.page)
    size = 500
    blocks = [range(at, min(at + size, args.pages)) for at in range(args.first, args.pages, size)]
    begin, done, slowest, broken = time.monotonic(), 0, 0.0, 0
    kinds = Counter[str]()
    with multiprocessing.get_context("spawn").Pool(args.workers, initializer=os.nice, initargs=(10,)) as pool:
        for count, slow, found in pool.imap_unordered(run_block, blocks):
            done += count
            slowest = max(slowest, slow)
            broken += len({number for number, _ in found})
            for number, law in found:
                kinds[law] += 1
                if kinds[law] <= 10:
                    print(f"page {number}: {law}", flush=True)
            if done % 20_000 < size:
                print(f"{done:,} pages, {broken} broken, {time.monotonic() - begin:.0f} s", flush=True)
    print(
        f"{done:,} pages, {broken} broken, slowest {slowest:.2f} s, {time.monotonic() - begin:.0f} s in all"
    )
    for law, count in kinds.most_common():
        print(f"{count:7} {law}")
    return min(broken, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
