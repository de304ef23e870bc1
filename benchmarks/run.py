"""The benchmark: govtext, each of its steps and its peers over the same texts in the same run.

Absolute figures move with the machine, so every figure stands beside a *yardstick* that is measured in
between: a compiled character class that never matches, the cheapest way to look at each character of
a text once. ``ratio`` is how many times as long as that a thing takes.

    python -m benchmarks.run                     # everything but the peers, a few minutes
    python -m benchmarks.run --quick             # a look in two minutes: small corpora, short documents
    python -m benchmarks.run --peers DIR         # peers in virtual environments DIR/<name>
    python -m benchmarks.run --check             # exit 1 where a ratio is worse than the baseline
    python -m benchmarks.run --write-baseline    # benchmarks/baseline.json, to be reviewed in the diff
    python -m benchmarks.run --docs              # renew the tables and the plot of docs/performance.md

Times are processor times of this process, the best of several rounds, since what else the machine does can
only add to them; in each round every candidate has its turn, so that a busy moment meets all of them.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import govtext
from benchmarks import corpora, peers, processes, regression, tables
from benchmarks.targets import targets
from govtext.pipeline import BUILT_IN

YARDSTICK = re.compile("[\ue000-\uf8ff]")  # private use: never in these texts
RESULTS = Path(__file__).with_name("results.json")

Candidate = Callable[[str], object]


def texts_of(scale: float) -> dict[str, list[str]]:
    """The corpora by name; ``scale`` 1 is some 2.5 MB of each kind of page."""
    n = max(20, int(1000 * scale))
    return {
        "seed-like": list(corpora.seed_like_pages(n, seed=1)),
        "clean": list(corpora.clean_pages(n, seed=1)),
        "dense pinyin": list(corpora.dense_pages(n // 2, seed=1)),
        "tiny": list(corpora.tiny_pages(int(90_000 * scale), seed=1)),
        "one document": [corpora.one_document(5 * min(1.0, scale), seed=1)],
    }


def megabytes(texts: Sequence[str]) -> float:
    return sum(len(text.encode("utf-8", "surrogatepass")) for text in texts) / 1e6


def seconds(candidate: Candidate, texts: Sequence[str]) -> float:
    begin = time.process_time()
    for text in texts:
        candidate(text)
    return time.process_time() - begin


def candidates() -> dict[str, Candidate]:
    chosen: dict[str, Candidate] = {
        "yardstick": YARDSTICK.search,
        "clean": govtext.clean,
        "explain": govtext.explain,
    }
    chosen |= {step.__name__: step for step in BUILT_IN}  # type: ignore[attr-defined]
    return chosen


def measure(texts: Sequence[str], rounds: int) -> dict[str, dict[str, float]]:
    """Return for each candidate the best time over the texts, as MB/s, ratio and microseconds a text."""
    chosen = candidates()
    for candidate in chosen.values():
        for text in texts[:3]:
            candidate(text[:20_000])  # tables are loaded, patterns compiled
    taken: dict[str, list[float]] = {name: [] for name in chosen}
    for _ in range(rounds):
        for name, candidate in chosen.items():
            taken[name].append(seconds(candidate, texts))
    size = megabytes(texts)
    base = min(taken["yardstick"])
    return {
        name: {
            "mb_per_s": size / (best := min(times)),
            "ratio": best / base,
            "us_per_text": best / len(texts) * 1e6,
            "spread": (max(times) - best) / best,
        }
        for name, times in taken.items()
    }


def growth(longest: float, rounds: int) -> list[dict[str, float]]:
    """Cost per character of one document, from 100 kB up, beside the same text as pages of 100 kB."""
    rows = []
    size = 0.1
    while size <= longest * 1.01:
        document = corpora.one_document(size, seed=3)
        pages = cut(document, 36_000)
        whole, parts = (
            min(seconds(govtext.clean, texts) for _ in range(rounds if size < 2 else 2))
            for texts in ([document], pages)
        )
        nanoseconds = whole / len(document) * 1e9
        rows.append({"mb": megabytes([document]), "ns_per_char": nanoseconds, "ratio": whole / parts})
        size *= 10
    return rows


def cut(document: str, size: int) -> list[str]:
    """Cut a document at line ends into pages of some ``size`` characters."""
    pages, at = [], 0
    while at < len(document):
        end = document.find("\n", at + size) + 1 or len(document)
        pages.append(document[at:end])
        at = end
    return pages


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--quick", action="store_true", help="small corpora, few pages, one document of 1 MB at most"
    )
    parser.add_argument(
        "--scale", type=float, default=1.0, help="size of the corpora; 1 is the documented run"
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--longest", type=float, default=100.0, help="largest document of the growth run, MB")
    parser.add_argument("--pages", type=int, default=100_000, help="pages of the memory run")
    parser.add_argument("--peers", type=Path, metavar="DIR", help="virtual environments of the peers")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--write-baseline", action="store_true")
    parser.add_argument("--docs", action="store_true")
    args = parser.parse_args(argv)
    if args.quick:
        args.scale, args.pages, args.longest = 0.1, 3_000, 1.0
    scale, rounds = args.scale, args.rounds
    result: dict[str, Any] = {
        "govtext": govtext.__version__,
        "python": platform.python_version(),
        "machine": platform.machine(),
        "run": {"scale": scale, "rounds": rounds, "pages": args.pages, "longest_mb": args.longest},
        "corpora": {},
    }
    seed_like: list[str] = []
    for name, texts in texts_of(scale).items():
        seed_like = seed_like or texts
        print(f"{name}: {len(texts)} texts, {megabytes(texts):.1f} MB", flush=True)
        result["corpora"][name] = measured = measure(texts, rounds)
        few = texts[:100]
        measured["explain"]["edits_per_text"] = sum(len(govtext.explain(text).edits) for text in few) / len(
            few
        )
        print(tables.plain(measured), flush=True)
    result["processes"] = processes.measure(seed_like, count=args.pages)
    print(json.dumps(result["processes"], indent=1), flush=True)
    result["growth"] = growth(args.longest, rounds)
    print(tables.growth(result["growth"]), flush=True)
    print("\n".join(map(str, targets(result))), flush=True)
    if args.peers:
        result["peers"] = peers.measure(args.peers, seed_like)
        print(json.dumps(result["peers"], indent=1), flush=True)
    if args.docs:
        RESULTS.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", "utf-8")
        tables.write_docs(result)
    if args.write_baseline:
        regression.write(result)
    return regression.check(result) if args.check else 0


if __name__ == "__main__":
    sys.exit(main())
