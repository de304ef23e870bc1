"""Growth: what every finder costs on hostile input, at n and at 4n characters.

A pattern that backtracks turns one odd page into a stopped crawl. Each piece below is repeated to
n and to 4n characters and given to each finder and to the whole pipeline; a cost that is linear grows
about fourfold, a quadratic one sixteenfold. Runs shorter than a few milliseconds are noise and pass.

    python -m benchmarks.growth [--limit 5] [--size 50000] [--only find_footer]

Exit status 1 when a growth is above the limit in the best of four attempts.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from typing import TYPE_CHECKING

import govtext
from govtext.pipeline import BUILT_IN
from govtext.step import finder_of
from tests.properties.pieces import PIECES

if TYPE_CHECKING:
    from collections.abc import Callable


def cost(function: Callable[[str], object], text: str, *, repeats: int = 2) -> float:
    best = float("inf")
    gc.disable()  # as timeit does: a collection in one of two runs is no growth
    try:
        for _ in range(repeats):
            begin = time.process_time()
            function(text)
            best = min(best, time.process_time() - begin)
    finally:
        gc.enable()
    return best


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--limit", type=float, default=5.0)
    parser.add_argument("--size", type=int, default=50_000)
    parser.add_argument("--floor", type=float, default=0.05, help="seconds at 4n below which nothing is said")
    parser.add_argument("--only")
    args = parser.parse_args(argv)
    functions: dict[str, Callable[[str], object]] = {}
    for step in BUILT_IN:
        finder = finder_of(step)
        assert finder is not None
        functions[finder.__name__] = finder
    functions["find_punctuation"] = govtext.find_punctuation
    functions["clean"] = govtext.clean
    bad = 0
    for name, function in functions.items():
        if args.only and name != args.only:
            continue
        function("产(chǎn)業")  # load what is loaded lazily
        worst = (0.0, "", 0.0)
        for label, piece in PIECES.items():
            small, large = (piece * (n // len(piece)) for n in (args.size, 4 * args.size))
            at_n = at_4n = float("inf")
            for _attempt in range(4):  # the best of each: on a busy machine single runs say little
                at_n, at_4n = min(at_n, cost(function, small)), min(at_4n, cost(function, large))
                growth = at_4n / max(at_n, 1e-9)
                if at_4n < args.floor or growth <= args.limit:
                    break
            else:
                bad += 1
                print(
                    f"{name}: {label!r}: {at_n:.3f} s at {args.size}, {at_4n:.3f} s at 4n: {growth:.1f} times"
                )
            if at_4n >= args.floor:
                worst = max(worst, (growth, label, at_4n))
        print(
            f"{name:18} worst growth {worst[0]:4.1f} ({worst[1] or 'all below the floor'}, {worst[2]:.2f} s)"
        )
    return min(bad, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
