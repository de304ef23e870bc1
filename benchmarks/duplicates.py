"""What `find_duplicates` costs: per character from ten thousand to ten million of them, in memory, and on pages.

    python -m benchmarks.duplicates [--most 10000000] [--only NAME] [--rounds 3]

Three tables: pages of a kilobyte or three beside the yardstick of docs/performance.md; processor time per
character for texts of six kinds as they grow (the last column is the worst growth), and for one law book in
pieces of each size; peak memory per character above the text, each in a process of its own. The law book
needs ../shared/corpora.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import json
import lzma
import random
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

from benchmarks.corpora import clean_pages, seed_like_pages, tiny_pages
from govtext.steps import duplicates as step
from govtext.steps.duplicates import find_duplicates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from govtext.edits import Edit

LAWS = Path(__file__).parent.parent.parent / "shared" / "corpora" / "laws.jsonl.xz"
SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
_YARDSTICK = re.compile("[\u0e00-\u0e7f]")
_PAGE_CHARS = 3000
_PIECES = 100  # of a law book, spread over all of it


def invented(size: int) -> str:
    """Sentences of characters drawn at random: nothing returns."""
    draw = random.Random(7)
    letters = bytes(b for row in range(0xB0, 0xD7) for col in range(0xA1, 0xFA) for b in (row, col)).decode(
        "gb2312"
    )
    lines = []
    total = 0
    while total < size:
        clauses = ["".join(draw.choices(letters, k=draw.randint(5, 15))) for _ in range(draw.randint(2, 12))]
        lines.append("\uff0c".join(clauses) + "\u3002")
        total += len(lines[-1]) + 1
    return "\n".join(lines)[:size]


def copies(size: int) -> str:
    """One page a thousand times; on small sizes three times at least."""
    page = invented(max(1000, min(_PAGE_CHARS, size // 3)))
    return "\n".join(itertools.repeat(page, size // (len(page) + 1) + 1))[:size]


def thousand(size: int) -> str:
    """A thousand copies of one page, the page as long as the size asks: from a hundred characters on."""
    return "\n".join(itertools.repeat(invented(size // 1000), 1000))[:size]


def law_book(size: int) -> str:
    """Laws one after the other; the corpus ends at six million characters."""
    book: list[str] = []
    total = 0
    with lzma.open(LAWS, "rt", encoding="utf-8") as rows:
        for row in rows:
            book.append(json.loads(row)["text"])
            total += len(book[-1]) + 1
            if total >= size:
                break
    return "\n".join(book)[:size]


TEXTS: dict[str, Callable[[int], str]] = {
    "no copies": invented,
    "one page again and again": copies,
    "1,000 copies": thousand,
    "one character": lambda size: "\u91d1" * size,
    "ab": lambda size: "ab" * (size // 2),
    "law book": law_book,
}


def seconds(run: Callable[[], object], rounds: int) -> float:
    """Return the best processor time of some runs, without collections in between."""
    best = float("inf")
    for _ in range(rounds):
        gc.collect()
        begun = time.process_time()
        run()
        best = min(best, time.process_time() - begun)
    return best


def growth(names: Iterable[str], most: int, rounds: int) -> None:
    """Print what each kind costs as it grows; a round measures every size, so that a slow minute slows them all."""
    sizes = [size for size in SIZES if size <= most]
    print("| ns per character |", " | ".join(f"{size:,}" for size in sizes), "| worst / first |")
    print("| --- |", " | ".join("---:" for _ in sizes), "| ---: |")
    for name in names:
        begin = 1 if name == "1,000 copies" else 0
        texts = [[TEXTS[name](size)] for size in sizes[begin:]]
        print_row(name, [""] * begin, best_row(texts, rounds))
    if "law book" in names:
        in_pieces(most, rounds)


def in_pieces(most: int, rounds: int) -> None:
    """Print what the same law book costs in pieces of each size: the first law alone repeats nothing."""
    book = law_book(most)
    texts = []
    for size in (size for size in SIZES if size <= most):
        pieces = [book[at : at + size] for at in range(0, len(book), size)]
        texts.append(pieces[:: max(1, len(pieces) // _PIECES)])
    row = best_row(texts, rounds)
    readings = [*map(readings_of, texts)]
    print_row("law book in pieces", [], row)
    print_row("the same, each reading", [], [ns / times for ns, times in zip(row, readings, strict=True)])
    print("| readings |", " | ".join(f"{times:.2f}" for times in readings), "| |")


def best_row(texts: list[list[str]], rounds: int) -> list[float]:
    """Return what a character costs in the best of some rounds, each of which measures every list of texts."""
    row = [*map(per_character, texts)]
    for _ in range(rounds - 1):
        row = [*map(min, row, map(per_character, texts))]
    return row


def per_character(texts: list[str]) -> float:
    """Return the nanoseconds of processor time that a character of some texts costs."""
    size = sum(map(len, texts))
    again = max(1, min(100, 300_000 // size))
    return seconds(lambda: [find_duplicates(t) for _ in range(again) for t in texts], 1) / again / size * 1e9


def readings_of(texts: list[str]) -> float:
    """Return how often a character is read on average: a text is read again after copies have left."""
    read = 0
    once = step._find_once  # noqa: SLF001  (a reading has no public name)

    def counted(page: str, min_chars: int) -> list[Edit]:
        nonlocal read
        read += len(page)
        return once(page, min_chars)

    with mock.patch.object(step, "_find_once", counted):
        for text in texts:
            find_duplicates(text)
    return read / sum(map(len, texts))


def print_row(name: str, before: list[str], row: list[float]) -> None:
    cells = " | ".join([*before, *(f"{ns:.0f}" for ns in row)])
    print(f"| {name} | {cells} | {max(row) / row[0]:.2f} |", flush=True)


def memory(names: Iterable[str], size: int) -> None:
    print(f"| {size:,} characters | bytes per character above the text |")
    print("| --- | ---: |")
    for name in names:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.duplicates", "--peak", name, "--most", str(size)],
            check=True,
            capture_output=True,
            text=True,
        )
        print(f"| {name} | {float(done.stdout):.1f} |", flush=True)


def peak(name: str, size: int) -> None:
    import tracemalloc

    find_duplicates(copies(5000))  # what is loaded lazily
    text = TEXTS[name](size)
    gc.collect()
    tracemalloc.start()
    find_duplicates(text)
    print(tracemalloc.get_traced_memory()[1] / len(text))


def pages(rounds: int) -> None:
    page = invented(1000)
    one = next(iter(clean_pages(1, 3)))
    kinds = {
        "no copies, 1,000 characters": [page] * 300,
        "no copies, 3,000 characters": [invented(3000)] * 100,
        "clean pages": list(clean_pages(300, 5)),
        "seed-like pages, raw": list(seed_like_pages(100, 5)),
        "the same page twice": [one + "\n" + one] * 50,
        "titles and sentences": list(tiny_pages(1000, 5)),
    }
    print("| pages | x yardstick | us per page | million characters/s |")
    print("| --- | ---: | ---: | ---: |")
    for name, texts in kinds.items():
        yard = seconds(lambda texts=texts: [_YARDSTICK.search(t) for t in texts], 5)  # type: ignore[misc]
        spent = seconds(lambda texts=texts: [find_duplicates(t) for t in texts], rounds)  # type: ignore[misc]
        chars = sum(map(len, texts))
        print(f"| {name} | {spent / yard:.1f} | {spent / len(texts) * 1e6:.1f} | {chars / spent / 1e6:.1f} |")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--most", type=int, default=SIZES[-1])
    parser.add_argument("--only", choices=TEXTS)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peak", choices=TEXTS, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.peak:
        peak(args.peak, args.most)
        return
    names = [args.only] if args.only else [n for n in TEXTS if n != "law book" or LAWS.exists()]
    pages(args.rounds)
    growth(names, args.most, args.rounds)
    memory(names, min(args.most, SIZES[2]))


if __name__ == "__main__":
    main()
