"""Growth: what every finder costs on hostile input, at n and at four times n.

A pattern that backtracks turns one odd page into a stopped crawl. Each piece of tests/properties/pieces.py is
repeated and given to each finder and to the whole pipeline; a cost that is linear grows about fourfold, a
quadratic one sixteenfold. What stays under the floor at 4n is noise and passes. All cores are used.

    python -m benchmarks.growth                     to 20,000 characters: in CI, a minute or two
    python -m benchmarks.growth --times 200000      each piece 50,000 and 200,000 times: by hand
    python -m benchmarks.growth --only find_footer --piece "card rows"

Exit status 1 when a growth is above the limit in the best of four attempts, here and at four times n. The last lines are those of
docs/reliability.md.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import os
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

import govtext
from govtext.pipeline import BUILT_IN
from govtext.step import finder_of
from tests.properties.pieces import PIECES

if TYPE_CHECKING:
    from collections.abc import Callable

_ATTEMPTS = 4
_STUCK = 60.0  # seconds at n after which 4n is not tried


class Growth(NamedTuple):
    """Seconds at n and at 4n, the best of the attempts, and how many times the one is the other."""

    at_n: float
    at_4n: float

    @property
    def growth(self) -> float:
        return self.at_4n / max(self.at_n, 1e-9)


class Measured(NamedTuple):
    """What one function costs on one piece."""

    function: str
    piece: str
    cost: Growth


def functions() -> dict[str, Callable[[str], object]]:
    found: dict[str, Callable[[str], object]] = {}
    for step in BUILT_IN:
        finder = finder_of(step)
        assert finder is not None
        found[step.__name__] = finder
    return found | {
        "normalize_punctuation": govtext.find_punctuation,
        "clean": govtext.clean,
        "explain": govtext.explain,
    }


def seconds(function: Callable[[str], object], text: str) -> float:
    gc.disable()  # as timeit does: a collection in one of two runs is no growth
    try:
        begin = time.process_time()
        function(text)
        return time.process_time() - begin
    finally:
        gc.enable()


def growth_of(
    function: Callable[[str], object], piece: str, times: int, *, limit: float, floor: float
) -> Growth:
    """Measure at n and 4n; what seems to grow too fast is measured again at 4n and 16n.

    A busy machine makes one of two runs slow, and caches that overflow make a step in a line; what is quadratic
    is quadratic at both places.
    """
    found = _best(function, piece, times, limit, floor)
    if found.at_4n < floor or found.growth <= limit or found.at_n > _STUCK:
        return found
    further = _best(function, piece, 4 * times, limit, floor)
    return min(found, further, key=lambda growth: growth.growth)


def _best(function: Callable[[str], object], piece: str, times: int, limit: float, floor: float) -> Growth:
    small, large = piece * times, piece * (4 * times)
    best = Growth(float("inf"), float("inf"))
    for _ in range(_ATTEMPTS):
        at_n = min(best.at_n, seconds(function, small))
        if at_n > _STUCK:
            return Growth(at_n, float("inf"))
        best = Growth(at_n, min(best.at_4n, seconds(function, large)))
        if best.at_4n < floor or best.growth <= limit:
            break
    return best


def one(task: tuple[str, str, int, float, float]) -> Measured:
    name, label, times, limit, floor = task
    function = functions()[name]
    function("产(chǎn)業\n来源:甲\n未完,登录后查看全文\n苏ICP备12345678号")  # load what is loaded lazily
    return Measured(name, label, growth_of(function, PIECES[label], times, limit=limit, floor=floor))


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--limit", type=float, default=5.0)
    parser.add_argument("--size", type=int, default=20_000, help="characters at 4n")
    parser.add_argument("--times", type=int, help="repetitions of each piece at 4n, instead of a size")
    parser.add_argument("--floor", type=float, default=0.03, help="seconds at 4n below which nothing is said")
    parser.add_argument("--only", choices=functions())
    parser.add_argument("--piece", choices=PIECES)
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    args = parser.parse_args(argv)
    tasks = [
        (name, label, (args.times or args.size // len(piece)) // 4, args.limit, args.floor)
        for name in functions()
        for label, piece in PIECES.items()
        if args.only in (None, name) and args.piece in (None, label)
    ]
    begin = time.monotonic()
    worst: dict[str, Measured] = {}
    slowest: Measured | None = None
    bad = 0
    with multiprocessing.get_context("spawn").Pool(args.workers) as pool:
        for found in pool.imap_unordered(one, tasks):
            if found.cost.at_4n < args.floor:
                continue
            if found.cost.growth > args.limit:
                bad += 1
                print(f"{found.function}: {found.piece!r}: {found.cost.at_n:.3f} s at n, {found.cost.at_4n:.3f} s at 4n:"
                      f" {found.cost.growth:.1f} times", flush=True)  # fmt: skip
            if found.cost.growth > (worst[found.function].cost.growth if found.function in worst else 0):
                worst[found.function] = found
            if slowest is None or found.cost.at_4n > slowest.cost.at_4n:
                slowest = found
    for name in functions():
        if name in worst:
            print(f"{name:22} worst growth {worst[name].cost.growth:4.1f} ({worst[name].piece})")
    each = f"{args.times:,} times each" if args.times else f"to {args.size:,} characters"
    most = max((found.cost.growth for found in worst.values()), default=0.0)
    print(f"{len(PIECES)} pieces, {each}, {len(functions())} functions: {bad} above {args.limit:g},"
          f" worst growth {most:.1f}, {time.monotonic() - begin:.0f} s in all")  # fmt: skip
    if slowest:
        print(f"slowest: {slowest.function} on {slowest.piece!r}, {slowest.cost.at_4n:.1f} s at 4n")
    return min(bad, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
